"""Document numbers, articles of laws, and laws named without 《》."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from functools import lru_cache

import regex

from fazhi_ie.facts.entities.levels import is_han, level_before
from fazhi_ie.knowledge import issuers_by_code, law_named, national_laws
from fazhi_ie.rules import Lexicon

#: The bracketed year and the number: 〔2018〕118号, [2018]118号, (2018)第118号, one bracket lost.
BRACKETED = regex.compile(
    r"(?P<open>[〔\[【(﹝〈<{「『]{1,2})(?P<year>(?:19|20|30)?\d{2})年?(?P<close>[〕\]】)﹞〉>}」』]{0,2})"
    r"第?(?P<number>\d{1,5}(?:-\d{1,4})?)号"
    r"|(?P<year>(?:19|20)\d{2})(?P<close>[〕\]】﹞])第?(?P<number>\d{1,5})号"
)
CODE_REACH = 14
LONGEST_CODE = 8
#: Words before a code that do not belong to it.
CODE_EDGE = regex.compile(
    r".*(?:废止|修订|修改|宣布|清理|制发|发出|起草|批转|报送|上报|下达|引用|参照|遵照|对照|失效|有效|保留|继续|代替|替代|根据|按照|依据|依照|落实|贯彻|印发|下发|转发|关于|文件|执行|通过|制定|出台|发布|公布|文号|字号|即|以|和|及|见|号|经|按|与|是|为|对|如|了|的|在|由|至)"
)
ORDER = regex.compile(
    r"(?P<year>(?:19|20)\d{2})?年?(?P<word>令|公告|通告)(?:[(〔\[]?(?P<year2>(?:19|20)\d{2})(?:年|[)〕\]])年?)?第(?P<number>[0-9一二三四五六七八九十百零〇]{1,7})号"
    r"|(?:(?P<year>(?:19|20)\d{2})年)?第(?P<number>[0-9一二三四五六七八九十百零〇]{1,7})号(?P<word>令|公告|通告|主席令)"
)
NUM = r"[0-9一二三四五六七八九十百千零〇两]{1,7}"
ARTICLE = regex.compile(
    rf"第(?P<article>{NUM})条(?P<sub>之[一二三四五六七八九十])?"
    rf"(?:第?(?P<paragraph>(?<=第){NUM})款)?(?:第[(]?(?P<item>{NUM})[)]?项)?"
)
ARTICLE_AFTER = regex.compile(
    r"(?:的|之)?规定|第[(0-9一二三四五六七八九十]|[、和及与至到]第|等|[,。;)]|所|中|明确|要求"
)
ARTICLE_BEFORE = regex.compile(
    r"(?:[》法]|条例|规定|办法|细则|规则|宪法|第\p{N}{1,3}条\S{0,12}[、和及与至到]|依据|根据|按照|违反)(?:\([^()]{1,24}\))?(?:中|的|有关|关于|之)?$"
)
LAW_TAIL_TRAPS = frozenset("律规治制院庭定学人官务援条眼医宝案网度盲纪令宣")
STATE_LAW = regex.compile(
    r"中华人民共和国\p{Han}{2,24}?(?:法典|(?<![办方执司])法(?!律|规|治|院|定)|条例)(?:实施条例|实施细则)?"
)


@dataclass(slots=True)
class Citation:
    """One document number, article of a law, or law named without 《》."""

    start: int
    end: int
    label: str
    rule: str
    code: str | None = None
    year: int | None = None
    number: int | None = None
    article: str | None = None
    paragraph: str | None = None
    item: str | None = None
    name: str | None = None
    rank: str | None = None


def find_doc_numbers(view: str, agency_starts: dict[int, int]) -> list[Citation]:
    """Find document numbers.

    Args:
        view: The text.
        agency_starts: Where the agency name that ends at an offset begins: 国务院 of 国务院令第722号.
    """
    found = []
    for match in BRACKETED.finditer(view):
        if match["close"] or not match["open"].startswith(("(", "<", "〈", "{", "「", "『")):
            start = _code_start(view, match.start())
            code = view[start : match.start()]
            if len(code) > 0 and not code.isdigit():
                year = int(match["year"])
                year += 1900 if 50 <= year < 100 else 2000 if year < 50 else 0
                number = int(match["number"].split("-")[0])
                found.append(Citation(start, match.end(), "DOC_NUMBER", "doc-number.bracketed", code, year, number))
    for match in ORDER.finditer(view):
        order = _read_order(view, match, agency_starts)
        if order is not None:
            found.append(order)
    return found


def _read_order(view: str, match: regex.Match[str], agency_starts: dict[int, int]) -> Citation | None:
    """Read 国务院令第722号, 第5号令, 2020年第3号公告; a public notice needs its issuer or its year."""
    start, end = match.span()
    issuer = agency_starts.get(start)
    word_first = match.start("word") < match.start("number")
    if issuer is not None:
        start = issuer
    elif match["word"] == "令" and word_first:
        start = _order_start(view, start)
    elif match["word"] in ("公告", "通告") and not match["year"] and not match["year2"]:
        return None
    code = view[start : match.end("word")] if word_first else match["word"]
    year = match["year"] or match["year2"]
    number = _small_number(match["number"])
    return Citation(start, end, "DOC_NUMBER", "doc-number.order", code, int(year) if year else None, number)


def _code_start(view: str, end: int) -> int:
    """Return where the code that ends at `end` begins: 国办发, 镇政办发, 京政发."""
    low = max(0, end - CODE_REACH)
    start = end
    while start > low and (is_han(view[start - 1]) or view[start - 1].isalpha()):
        start -= 1
    part = view[start:end]
    edge = CODE_EDGE.match(part)
    if edge:
        start += edge.end()
        part = part[edge.end() :]
    if len(part) > LONGEST_CODE:
        for length in range(LONGEST_CODE, 1, -1):
            if part[-length:] in issuers_by_code():
                return end - length
    return start


def _order_start(view: str, end: int) -> int:
    """Return where the issuer before 令 begins when no agency was read there: 主席 in 主席令第70号."""
    for word in ("中华人民共和国主席", "国家主席", "主席", "省长", "市长", "省政府", "市政府", "政府"):
        if view.endswith(word, 0, end):
            return end - len(word)
    # 粤府令第277号: a one-character place and 府
    return end - 2 if end > 1 and view[end - 1] == "府" and is_han(view[end - 2]) else end


def _small_number(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    digits = {char: n for n, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
    total = current = 0
    for char in text:
        if char in digits:
            current = digits[char]
        else:
            total += (current or 1) * {"十": 10, "百": 100, "千": 1000}[char]
            current = 0
    return total + current


def find_articles(view: str, law_ends: frozenset[int]) -> list[Citation]:
    """Find the cited places inside laws; 第一条生产线 is none.

    Args:
        view: The text.
        law_ends: Where titles and law names end.
    """
    found: list[Citation] = []
    last = -9
    for match in ARTICLE.finditer(view):
        start, end = match.span()
        near = view[max(0, start - 30) : start]
        cited = start in law_ends or bool(match["paragraph"] or match["item"]) or bool(ARTICLE_BEFORE.search(near))
        listed = 0 <= start - last <= 2 and view[last:start] in ("、", "和", "及", "与", "至", "到", "以及", ",", "")
        if cited or listed or regex.match(r"(?:的|之)规定|规定", view[end : end + 4]):
            if not listed and not cited and is_han(view[end : end + 1]) and not ARTICLE_AFTER.match(view, end):
                continue
            article = match["article"] + (match["sub"] or "")
            found.append(
                Citation(
                    start, end, "ARTICLE", "article.cited", article=article, paragraph=match["paragraph"],
                    item=match["item"],
                )
            )  # fmt: skip
            last = end
    return found


@lru_cache(maxsize=1)
def _law_names() -> Lexicon:
    return Lexicon([name for name in national_laws() if len(name) > 2 or name in ("宪法", "刑法", "党章")])


def find_bare_laws(view: str, place_ends: Container[int] = ()) -> list[Citation]:
    """Find national laws named without 《》: 新修订的行政处罚法, 民法典.

    Args:
        view: The text.
        place_ends: Where place names end: the 宗教事务条例 after one is a local regulation.
    """
    found = []
    for start, end, name in _law_names().find(view):
        after = view[end : end + 1]
        if name.endswith("法") and after in LAW_TAIL_TRAPS:
            continue
        if name == "宪法" and (view.startswith(("日", "周", "月", "性", "权", "修", "教育"), end)):
            continue
        if not name.endswith("法") and (start in place_ends or level_before(view, start) is not None):
            continue
        known = law_named(name)
        if known is not None:
            found.append(Citation(start, end, "LAW", "law.catalogue", name=known.title, rank=known.rank))
    for match in STATE_LAW.finditer(view):
        rank = "administrative_regulation" if match[0].endswith(("条例", "细则")) else "law"
        found.append(Citation(match.start(), match.end(), "LAW", "law.state", name=match[0], rank=rank))
    return found
