"""A report's data about itself: title, issuer, region, numbers, date, year, kind.

What the text does not state stays None. What resolution may lean on although it is not stated (the government of an
area that the text never names in full) goes to `region_inferred` and `issuer_inferred`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from fazhi_ie.facts.found import EntityFound, MetaFound
from fazhi_ie.facts.known import Known
from fazhi_ie.facts.meta_place import (
    full_government,
    government_of,
    is_full_name,
    issuer_at_start,
    region_at_start,
    region_in_text,
    region_of_body,
)  # fmt: skip
from fazhi_ie.numbers import find_dates
from fazhi_ie.text.layout import Layout
from fazhi_ie.text.layout_lines import SIGNATURE

_PUBLISHED = (
    "发布日期", "发布时间", "发表时间", "公开日期", "公开时间", "发文日期", "成文日期", "印发日期", "成文时间",
    "公布日期", "公布时间", "发文时间", "印发时间", "制发日期", "生成日期", "生成时间", "上传时间", "录入时间",
    "时间", "日期", "更新时间", "更新日期",
)  # fmt: skip
_ISSUERS = (
    "发文机关", "发文机构", "发文单位", "制定机关", "制发机关", "发布机构", "发布机关", "发布单位",
    "公开机构", "公开单位", "公开责任部门", "责任部门", "责任单位",
)  # fmt: skip
#: The line below the title of a report that was given to an assembly: ——2024年1月11日在…会议上.
_GIVEN = regex.compile(r"(?:——|—|[(])?(\d{4}年\d{1,2}月\d{1,2}日)在[^。]{4,50}(?:会议|大会|全会|上)[)]?")
#: The day at the beginning of a line below the title: 2024年1月9日10:30 来源:…
_STAMP = regex.compile(r"\d{4}(?:年|[-/.])\d{1,2}(?:月|[-/.])\d{1,2}日?(?:\s?\d{1,2}:\d{2}(?::\d{2})?)?\s")
#: Who gives a report to an assembly: 某县人民政府县长 王某.
_SPEAKER = regex.compile(
    r"(\p{Han}{2,14}人民政府)代?(?:省长|市长|县长|区长|州长|盟长|旗长|镇长|乡长|主席|主任) ?\p{Han}{1,2} ?\p{Han}{1,2}"
)
_RED_HEAD = regex.compile(r"(\p{Han}{4,30})文件")
#: Kinds of text whose titles say that they are no report on rule-of-law government.
_OTHER = regex.compile(
    r"(?:述法|述职|述责|要点|计划|方案|通知|意见|决定|清单|办法|通报|公告|讲话|发言|承诺书|责任书|信息|简报|建议|提案)"
    r"(?:报告|材料)?(?:[(][^()]{1,16}[)])?"
)
_DOC_NUMBER = regex.compile(r"[\p{Han}]{1,12}[〔\[(【]\d{4}[〕\])】]第?\d{1,5}号")
_YEAR = regex.compile(r"(?<!\d)((?:19|20)\d{2})(?:年度?(?!\d)|[-—至]\d{4}年)")
_CHINESE_YEAR = regex.compile("(二[〇零○]([〇零○一二三四五六七八九]{2}))年")
_DIGITS = {char: str(n) for n, char in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0"}
_LAST_YEAR = regex.compile("过去一年|过去的一年|刚刚过去的|去年一?年?(?:来|,)")
_ISO = regex.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?=\d{2}:|\D|$)")
_KINDS = (
    ("work_report", regex.compile("政府工作报告")),
    ("press_conference", regex.compile("发布会|实录|答记者问|吹风会|访谈")),
    (
        "annual_report",
        regex.compile(r"(?:法治政府建设|依法行政|法治建设|依法治[市县区州省]).{0,24}(?:报告|年报)|年度报告"),
    ),
    ("work_summary", regex.compile("工作总结|总结|小结|工作情况汇报|汇报")),
    ("annual_report", regex.compile(r"(?:法治政府|依法行政|法治建设).{0,24}情况")),
)
_OPENING_KINDS = (
    ("work_report", regex.compile(r"我(?:受|代表)\p{Han}{2,16},?向\p{Han}{0,18}(?:大会|会议)(?:作|报告)")),
    ("press_conference", regex.compile("新闻发布会|记者朋友|回答.{0,8}提问|记者.{0,40}(?:专访|采访|访谈)")),
    ("annual_report", regex.compile("法治政府建设|依法行政工作")),
)

_ANY_DIGIT = regex.compile(r"\d")
_OTHER_AT_END = regex.compile(_OTHER.pattern + "$")
_THIS_YEAR = regex.compile("今年|本年度")
_FOUR_DIGITS = regex.compile(r"\d{4}")
_WORK_REPORT_OF = regex.compile(r"(\p{Han}{2,14}政府)工作报告")
_BEFORE_SUBJECT = regex.compile(r"^(?:\d{4}年度?)?(?:关于)?")
_SEALED = regex.compile(r"[(](?:盖章|章)[)]$")
_SPEAKS_FOR = regex.compile(r"我(?:受|代表)(国务院|\p{Han}{2,14}人民政府)")
_ASSEMBLY = regex.compile(r"在(\p{Han}{2,14})第\p{Han}{1,4}届人民代表大会")


def find_metadata(view: str, layout: Layout, mentions: Sequence[EntityFound], known: Known) -> MetaFound:
    r"""Read a report's own data from its header, title, signature and opening.

    Args:
        view: The matching view of the clean text.
        layout: Its layout.
        mentions: Entities found so far; document numbers among them are used where the header names none.
        known: What the caller knows.

    Returns:
        MetaFound: strings as the view has them; None where the text does not say.

    Example:
        >>> from fazhi_ie.text.layout import find_layout
        >>> text = "安吉县人民政府\n关于2022年法治政府建设情况的报告\n2022年,我县扎实推进依法行政。\n2023年1月9日"
        >>> meta = find_metadata(text, find_layout(text), [], Known())
        >>> meta.title, meta.issuer, meta.year, meta.date
        ('安吉县人民政府关于2022年法治政府建设情况的报告', '安吉县人民政府', 2022, '2023-01-09')
    """
    meta = MetaFound()
    title = _title(view, layout) or known.title
    inner = _inner_title(view, layout)
    opening = view[layout.passages[0].start : layout.passages[0].end][:600] if layout.passages else ""
    meta.title = title
    meta.index_number = _field(view, layout, ("索引号", "信息索引"))
    meta.doc_number = _doc_number(view, layout, mentions)
    meta.date = _date(view, layout) or known.date
    # the report inside a covering letter says best what the report is
    best = inner or title
    meta.kind = _kind(best, title, opening, view)
    meta.year = known.year or _year(view, layout, best, opening, meta)
    _settle_issuer(view, layout, meta, best, known)
    _settle_region(view, meta, best, known)
    if meta.issuer is None:
        meta.issuer_inferred = _inferred_issuer(view, layout, meta)
    else:
        meta.issuer_inferred = meta.issuer
    return meta


def _title(view: str, layout: Layout) -> str | None:
    if layout.title:
        return view[slice(*layout.title)].replace("\n", "")
    return _field(view, layout, ("标题", "文件名称", "信息名称", "名称"))


def _inner_title(view: str, layout: Layout) -> str | None:
    """Return the title of the report proper that follows a covering letter."""
    for block in layout.blocks:
        if block.kind == "title" and layout.title and block.start > layout.title[1]:
            return view[block.start : block.end]
    return None


def _field(view: str, layout: Layout, keys: Sequence[str]) -> str | None:
    for key in keys:
        for field in layout.fields:
            if field.key == key and field.end > field.start:
                return view[field.start : field.end]
    return None


def _doc_number(view: str, layout: Layout, mentions: Sequence[EntityFound]) -> str | None:
    value = _field(view, layout, ("发文字号", "发文文号", "文件编号", "文号", "字号"))
    if value and _ANY_DIGIT.search(value):
        return value
    first = layout.passages[0].start if layout.passages else len(view)
    for mention in mentions:
        if mention.label == "DOC_NUMBER" and mention.end <= first:
            return view[mention.start : mention.end]
    for block in layout.blocks:
        if block.start >= first:
            break
        if block.kind == "header" and (match := _DOC_NUMBER.fullmatch(view, block.start, block.end)):
            return str(match[0])
    return None


def _date(view: str, layout: Layout) -> str | None:
    """Return the day of publication from the header, else the day of the signature."""
    for key in _PUBLISHED:
        value = _field(view, layout, (key,))
        if value and (day := _day(value)):
            return day
    first = layout.passages[0].start if layout.passages else len(view)
    header = [b for b in layout.blocks if b.kind == "header" and b.start < first]
    given = [match for b in header if (match := _GIVEN.fullmatch(view, b.start, b.end))]
    for block in header:
        plain = block.end - block.start <= 24 or _STAMP.match(view, block.start, block.end)
        if (
            plain
            and not _GIVEN.fullmatch(view, block.start, block.end)
            and (day := _day(view[block.start : block.end]))
        ):
            return day
    for block in reversed(layout.blocks):
        if block.kind == "date" and (day := _day(view[block.start : block.end])):
            return day
    return _day(given[0][1]) if given else None


def _day(text: str) -> str | None:
    if match := _ISO.search(text):
        year, month, day = (int(part) for part in match.groups())
        return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None
    for date in find_dates(text[:80].replace("元月", "1月")):
        if date.precision == "day" and date.start_date:
            return date.start_date
    return None


def _kind(best: str | None, title: str | None, opening: str, view: str) -> str | None:
    for text in (best, title):
        for kind, pattern in _KINDS:
            if text and pattern.search(text):
                return kind
        if text and _OTHER_AT_END.search(text):
            return "other"
    for kind, pattern in _OPENING_KINDS:
        if pattern.search(opening):
            return kind
    return "other" if title else None


def _year(view: str, layout: Layout, best: str | None, opening: str, meta: MetaFound) -> int | None:
    """Return the year reported on: of the title, of the first heading that looks back, of the opening, of the date."""
    if meta.kind == "work_report":
        for section in layout.sections:
            if section.role == "work" and section.level == 1 and (year := _first_year(section.title or "")):
                return year
        # 2026年政府工作报告 is given early in 2026 and reports on 2025
        named = _first_year(best or "")
        return named - 1 if named and f"{named - 1}年" in view[:20_000] else named
    for text in (best, meta.title, opening[:120]):
        if text and (year := _first_year(text)):
            return year
    if meta.doc_number is None and (year := _first_year(opening)):
        return year
    if meta.date and _LAST_YEAR.search(opening):
        return int(meta.date[:4]) - 1
    if meta.date and _THIS_YEAR.search(view, 0, 20_000):
        return int(meta.date[:4])
    return None


def _first_year(text: str) -> int | None:
    """Return the first year of a text; of a range (2021-2022年) the last."""
    if match := _YEAR.search(text):
        return int(_FOUR_DIGITS.findall(match[0])[-1])
    if match := _CHINESE_YEAR.search(text):
        return int("20" + "".join(_DIGITS[char] for char in match[2]))
    return None


def _settle_issuer(view: str, layout: Layout, meta: MetaFound, best: str | None, known: Known) -> None:
    meta.issuer = known.issuer
    if meta.issuer:
        return
    for text in (best, meta.title):
        if text and (issuer := issuer_at_start(text)):
            meta.issuer = issuer
            return
        if text and (match := _WORK_REPORT_OF.search(_bare(text))) and is_full_name(match[1]):
            meta.issuer = full_government(match[1])
            return
    first = layout.passages[0].start if layout.passages else 0
    if (match := _SPEAKS_FOR.search(view, first, first + 300)) and (match[1] == "国务院" or is_full_name(match[1])):
        meta.issuer = match[1]
        return
    for block in layout.blocks:
        if block.start >= first:
            break
        if (match := _SPEAKER.fullmatch(view, block.start, block.end)) and is_full_name(match[1]):
            meta.issuer = match[1]
            return
    for name in (*_signatures(view, layout), *_header_bodies(view, layout)):
        if is_full_name(name):
            meta.issuer = full_government(name)
            return
    for key in _ISSUERS:
        value = _field(view, layout, (key,))
        if value and is_full_name(value):
            meta.issuer = full_government(value)
            return


def _bare(title: str) -> str:
    return str(_BEFORE_SUBJECT.sub("", title))


def _signatures(view: str, layout: Layout) -> Iterator[str]:
    for block in reversed(layout.blocks):
        if block.kind == "signature":
            yield _SEALED.sub("", view[block.start : block.end])


def _header_bodies(view: str, layout: Layout) -> Iterator[str]:
    """Yield the bodies that stand alone beside the title, or head the paper: 某县人民政府文件."""
    first = layout.passages[0].start if layout.passages else 0
    for block in layout.blocks:
        if block.start >= first:
            return
        if block.kind == "header" and (match := _RED_HEAD.fullmatch(view, block.start, block.end)):
            yield match[1]
        elif block.kind == "header" and SIGNATURE.fullmatch(view, block.start, block.end):
            yield view[block.start : block.end]


def _settle_region(view: str, meta: MetaFound, best: str | None, known: Known) -> None:
    meta.region = known.region
    sources = [known.issuer, meta.issuer]
    if not meta.region:
        for name in sources:
            if name and (region := region_of_body(name)):
                meta.region = region
                break
    if not meta.region:
        for text in (best, meta.title):
            if text and (region := region_at_start(_bare(text))):
                meta.region = region
                break
    if not meta.region and meta.issuer != "国务院":
        assembly = _ASSEMBLY.search(view[:3000])
        meta.region = (assembly and region_at_start(assembly[1])) or region_in_text(view)
    meta.region_inferred = meta.region


def _inferred_issuer(view: str, layout: Layout, meta: MetaFound) -> str | None:
    """Name the body that most likely speaks: a short signature in its area, else the area's government."""
    region = meta.region_inferred
    if not region:
        return None
    for name in _signatures(view, layout):
        own = name.lstrip("省市县区旗镇乡州盟")
        if len(own) >= 2 and not own.endswith("政府"):
            return region + own
    return government_of(region)
