"""Titles in 《》: where they begin and end, whether they name law or a document, their stage."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

import regex

from fazhi_ie.facts.found import NoticeFound
from fazhi_ie.knowledge import Region, law_named, regions_named

#: Longer texts between 《 and 》 are no titles but an unclosed bracket somewhere.
LONGEST_TITLE = 300
#: How many places a notice names.
MOST_NOTED = 50
BRACKET = regex.compile(r"[《》〈〉\n]")
#: A further 》 of the same title.
CLOSES_LATER = regex.compile(r"[^《》〈〉\n。;]{1,40}+》")
#: A title that quotes another one, up to that one's mark, and how such titles end.
ISSUING = regex.compile(r"\p{Han}{0,30}?(?:印发|转发|批转|公布|发布|实施|贯彻|落实|修改|修订|废止|施行|执行)")
ISSUED = regex.compile(r"的(?:通知|意见|决定|公告|通告|批复|函|请示|报告|通报)$")
CONTEXT = 14
TAIL = regex.compile(r"[(〔\[][^()〔〕\[\]]{1,40}+[)〕\]]$")
DRAFT = regex.compile(r"草案|征求意见稿|送审稿|讨论稿|草稿|建议稿|审议稿|修订稿")
TRIAL = regex.compile(r"试行|暂行|试点")
#: The stage may stand behind the title: 《行政执法公示办法》(试行).
_STAGE_BEHIND = regex.compile(r"\([^()]{0,6}(?:试行|暂行|草案|稿)\)")
LAW_ENDING = regex.compile(r"(?<![办方做说打想书用看执司普立释守执合违])法$|法典$|条例$|(?<=法)(?:实施细则|解释)$")
RULE_ENDING = regex.compile(r"(?:办法|规定|规则|细则)$")
DOCUMENT_ENDING = regex.compile(
    r"(?:纲要|规划|方案|意见|通知|决定|计划|清单|要点|指引|报告|办法|规定|规则|细则|规范|目录|制度|标准|协定|协议|公约|公告|通告|通报"
    r"|通知书|总结|建议|建议书|措施|规程|指南|手册|模板|预案|名单|案例|倡议|倡议书|章程|守则|准则|议案|提案|函|批复|令|决议|表|备忘录|合同"
    r"|声明|汇编|白皮书|蓝皮书|绿皮书|体系|流程|机制|程序|任务|责任书|承诺书|意见书|审查表|证明|条款|要求|政策|举措|办理|工作法|说明|解读"
    r"|须知|规约|纪要|公报|评价|指标|台账|基准|文书|细化|编码|范本|文本|草案|登记表|申请书|决定书|告知书|建议函|提示函|督办单|责任制|大纲"
    r"|要则|约定|规章|文件|重点|安排|事项|条件|部署|工程|行动|战略|读本|讲话|论述|选编|条|项|\d{2,4}|十条)$"
)
#: What shows that a title is a work of art, a broadcast or a paper.
ARTS = regex.compile(
    r"专题片|纪录片|电影|电视剧|话剧|舞剧|歌剧|京剧|越剧|豫剧|戏|微短剧|节目|栏目|专栏|歌曲|丛书|小说|图书|杂志|期刊|公映|首播|热播|上映|播出"
    r"|演出|展演|文华奖|荷花奖|作品|剧目|品牌|短片|微视频|动漫|动画"
)
MEDIA = regex.compile(
    r"(?:日报|晚报|时报|周报|早报|晨报|商报|(?<![通公简快专汇申上])报|杂志|周刊|月刊|新闻联播|焦点访谈)$"
)
COURT_LAW = regex.compile(r"^最高人民(?:法院|检察院)")
#: Rules that the highest court or procuratorate made for the courts or procuratorates.
COURT_OWN = regex.compile(r"^人民(?:法院|检察院).{2,30}(?:规则|规定)$")
COURT_BEFORE = regex.compile(
    r"(?:最高人民法院|最高人民检察院|最高法|最高检|两高)(?:联合)?(?:发布|印发|出台|制定|公布)?的?$"
)
#: An order by which rules are issued, right before a title or in brackets after it: 市政府令第3号公布的《…办法》.
ORDER_BEFORE = regex.compile(
    r"(?:令第?[0-9一二三四五六七八九十百]{1,5}号|第[0-9一二三四五六七八九十百]{1,5}号令)[)]?(?:公布|发布|颁布|施行)?的?$"
)
ORDER_AFTER = regex.compile(r"\((?:\p{Han}{0,16}令|\d{4}年\p{Han}{0,16}令)第?[0-9一二三四五六七八九十百]{1,5}号")
PARTY_LAW = regex.compile(r"^(?:中国共产党|中共中央|党政|党内|关于新形势下党内)")
#: Bodies of the State Council and the centre right before a title, or at its beginning.
MINISTRY = regex.compile(
    r"(?:国务院|(?<!人民政府)部|总局|国家\p{Han}{2,10}(?:局|委|委员会)|海关总署|审计署|人民银行|证监会|银保监会)(?:令|规章|发布的?|制定的?|出台的?|颁布的?|印发的?)?$"
)
OWN_BODY = regex.compile(r"人民政府|政府|党委|委员会|党政|工作规则|工作规定|议事规则|考核|评查|评价|责任追究|问责")
#: The issue number of a document right behind its title.
NUMBERED = regex.compile(r"\((?!\p{Han}*令)\p{Han}{2,12}[〔\[(]\d{4}[〕\])]")
RULE_WORD = regex.compile(r"规章")
#: 省政府规章《…办法》; 政府规章和《…》 would say it of another.
RULE_BEFORE = regex.compile(r"(?:政府|部门|地方)规章$")
#: Local regulations that carry out a law: 湖北省实施〈中华人民共和国老年人权益保障法〉办法.
CARRIES_OUT = regex.compile(r"实施[〈《<]?\p{Han}{2,30}法[〉》>]?的?(?:办法|若干规定|规定|细则)$")
SOFT_WORD = regex.compile(r"规范性文件|内部制度|工作制度")


@dataclass(slots=True)
class Title:
    """One 《…》; `core` is the title less its marks and less a bracketed tail such as (试行)."""

    start: int
    end: int
    text: str
    core: str
    label: str | None
    rank: str | None = None
    stage: str | None = None
    alias_of: str | None = None


@dataclass(slots=True)
class Brackets:
    """The outermost 《…》 of a text, and where one was cut: `unclosed` 《, and spans `too_long` for a title."""

    spans: list[tuple[int, int]] = field(default_factory=list)
    unclosed: list[tuple[int, int]] = field(default_factory=list)
    too_long: list[tuple[int, int]] = field(default_factory=list)


def read_brackets(view: str) -> Brackets:
    """Pair the 《 and 》 of each line; of an unclosed 《 the closed ones within it count. Linear in the text.

    A 》 that closes a 〈 by mistake, as in 《关于印发〈甲办法》的通知》, closes that.
    """
    read = Brackets()
    opened: list[tuple[int, int, str]] = []
    for match in BRACKET.finditer(view):
        mark, at = match[0], match.start()
        if mark in "《〈":
            opened.append((at, len(read.spans), mark))
        elif mark == "\n":
            read.unclosed += [(start, start + 1) for start, _, kind in opened if kind == "《"]
            opened.clear()
        elif opened:
            start, before, kind = opened[-1]
            if mark == "〉" and kind == "《":
                continue
            if mark == "》" and kind == "〈" and not CLOSES_LATER.match(view, at + 1):
                # the 〈 itself was never closed
                while opened and opened[-1][2] == "〈":
                    opened.pop()
                if not opened:
                    continue
                start, before, kind = opened[-1]
            opened.pop()
            if kind == "《":
                _close(read, start, at + 1, before)
    read.unclosed += [(start, start + 1) for start, _, kind in opened if kind == "《"]
    _share_marks(view, read)
    return read


def _share_marks(view: str, read: Brackets) -> None:
    """Let two titles share one 》 where the outer one was left open: 《关于印发《工作方案的通知》 (in place)."""
    starts = [start for start, _ in read.spans]
    left = []
    for start, after in read.unclosed:
        n = bisect_left(starts, start)
        quoted = n < len(starts) and ISSUING.fullmatch(view, after, read.spans[n][0])
        end = read.spans[n][1] if quoted else 0
        if start + LONGEST_TITLE >= end > 0 and ISSUED.search(view, max(after, end - 8), end - 1):
            read.spans[n] = (start, end)
        else:
            left.append((start, after))
    read.unclosed = left


def _close(read: Brackets, start: int, end: int, before: int) -> None:
    if end - start > LONGEST_TITLE:
        read.too_long.append((start, end))
    else:
        # the spans found since this mark opened lie within it
        del read.spans[before:]
        read.spans.append((start, end))


def title_spans(view: str) -> list[tuple[int, int]]:
    """Return the outermost 《…》 of each line, those too long for a title left out."""
    return read_brackets(view).spans


def cut_titles(read: Brackets) -> list[NoticeFound]:
    """Return the notices on titles that could not be read to their end."""
    notices = []
    if read.unclosed:
        message = "《 is never closed on its line; no title was read from it"
        notices.append(NoticeFound("title-cut", message, read.unclosed[:MOST_NOTED]))
    if read.too_long:
        message = f"more than {LONGEST_TITLE} characters between 《 and 》; no title was read there"
        notices.append(NoticeFound("title-cut", message, read.too_long[:MOST_NOTED]))
    return notices


def find_titles(view: str, spans: list[tuple[int, int]] | None = None) -> list[Title]:
    """Find the titles of a text and tell law from documents; media and works of art keep the label None.

    Args:
        view: The text.
        spans: Its 《…》, where they have been read already.
    """
    spans = title_spans(view) if spans is None else spans
    return [_read(view, start, end) for start, end in spans if end - start > 2]


def _read(view: str, start: int, end: int) -> Title:
    text = view[start + 1 : end - 1]
    core, tail = text, ""
    while match := TAIL.search(core):
        core, tail = core[: match.start()], match[0] + tail
    before, after = view[max(0, start - 24) : start], view[end : end + 30]
    if behind := _STAGE_BEHIND.match(after):
        tail += behind[0]
    stage = "draft" if DRAFT.search(tail) or DRAFT.search(core[-6:]) else "trial" if TRIAL.search(tail) else None
    if stage is None and "暂行" in core:
        stage = "trial"
    rank = law_rank(core, before, after)
    if rank == "rule" and NUMBERED.match(after):
        rank = None  # a rule is promulgated by an order (令), not sent out under a number of its own
    if rank is not None:
        return Title(start, end, text, core, "LAW", rank, stage)
    return Title(start, end, text, core, "DOCUMENT" if _is_document(core, before, after) else None, None, stage)


def law_rank(core: str, before: str = "", after: str = "") -> str | None:
    """Return the rank of the law that a title names, None where it names a document.

    Args:
        core: The title without marks and bracketed tail.
        before: The text right before its mark.
        after: The text right after its mark.

    Example:
        >>> law_rank("安康市城市管理条例")
        'local_regulation'
        >>> law_rank("镇坪县公务接待管理办法") is None
        True
    """
    known = law_named(core)
    if known is not None:
        return known.rank
    court = COURT_LAW.match(core) or COURT_BEFORE.search(before)
    if (court or COURT_OWN.match(core)) and core.endswith(("解释", "规定", "规则", "批复", "决定")):
        return "judicial_interpretation"
    place = place_of(core)
    if LAW_ENDING.search(core):
        if PARTY_LAW.match(core) or "中国共产党" in core:
            return "party_regulation"
        if core.endswith("条例") or "自治" in core[-6:]:
            return "local_regulation" if place else "administrative_regulation"
        return "administrative_regulation" if core.endswith("细则") else "law"
    if RULE_ENDING.search(core):
        return _rule_rank(core, place, before, after)
    return None


def _rule_rank(core: str, place: Region | None, before: str, after: str) -> str | None:
    if core.startswith(("中国共产党", "中共中央")):
        return "party_regulation"
    if core.startswith("中华人民共和国"):
        return "rule"
    near = after[:CONTEXT]
    if SOFT_WORD.search(near):
        return None
    if place is not None and place.level in ("province", "prefecture") and CARRIES_OUT.search(core):
        return "local_regulation"
    if RULE_BEFORE.search(before):
        return "rule"
    county = place is not None and place.level in ("county", "township")
    if not county and (ORDER_BEFORE.search(before) or ORDER_AFTER.match(after)):
        return "rule"
    if RULE_WORD.search(near) and "、" not in near[: near.find("规章")]:
        return "rule"
    if place is not None:
        high = place.level in ("province", "prefecture")
        return "rule" if high and not OWN_BODY.search(core) and "实施办法" not in core[-4:] else None
    return "rule" if MINISTRY.search(before) else None


def place_of(core: str) -> Region | None:
    """Return the division that a title begins with, the longest name that fits."""
    for length in range(min(14, len(core)), 1, -1):
        regions = regions_named(core[:length])
        if regions and (regions[0].name == core[:length] or regions[0].level in ("province", "prefecture")):
            return regions[0]
    return None


def _is_document(core: str, before: str, after: str) -> bool:
    if MEDIA.search(core) or (len(core) < 10 and ARTS.search(before[-4:])):
        return False
    if DOCUMENT_ENDING.search(core) or "关于" in core:
        return True
    return len(core) >= 10 and not ARTS.search(before[-8:] + after[:8])
