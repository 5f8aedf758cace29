"""Document numbers (发文字号): bracketed ones, orders, public notices."""

from __future__ import annotations

import regex

from fazhi_ie.facts.entities.issuers import CODE as WHOLE_CODE
from fazhi_ie.facts.entities.levels import is_han
from fazhi_ie.facts.entities.mentions import Citation, whole_number
from fazhi_ie.knowledge import issuers_by_code

#: The bracketed year and the number: 〔2018〕118号, [2018]118号, (2018)第118号, one bracket lost.
BRACKETED = regex.compile(
    r"(?P<open>[〔\[【(﹝〈<{「『]{1,2})(?P<year>(?:19|20|30)?\d{2})年?(?P<close>[〕\]】)﹞〉>}」』]{0,2})"
    r"第?(?P<number>\d{1,5}(?:-\d{1,4})?)号"
    r"|(?P<year>(?:19|20)\d{2})(?P<close>[〕\]】﹞])第?(?P<number>\d{1,5})号"
)
#: A document number that lost both brackets: 镇政发2021年3号; only a whole code before it shows what it is.
UNBRACKETED = regex.compile(
    r"(?<=[发函字规办通电])(?P<year>(?:19|20)\d{2})年?第?(?P<number>\d{1,4})号(?!(?:楼|线|院|令|公告|通告))"
)
CODE_REACH = 14
LONGEST_CODE = 8
#: 中办 and 国办 are agencies, but begin codes, too; longer names end where a code begins.
LONGEST_SHORT_AGENCY = 2
#: What follows the place in a code and is none by itself.
PLACELESS = regex.compile(r"[政府委党办]{1,3}厅?(?:发电|[发函字规令通电文])?|[发函字规令通电文]+")
ORDER = regex.compile(
    r"(?P<year>(?:19|20)\d{2})?年?(?P<word>令|公告|通告)(?:[(〔\[]?(?P<year2>(?:19|20)\d{2})(?:年|[)〕\]])年?)?第(?P<number>[0-9一二三四五六七八九十百零〇]{1,7})号"
    r"|(?:(?P<year>(?:19|20)\d{2})年)?第(?P<number>[0-9一二三四五六七八九十百零〇]{1,7})号(?P<word>令|公告|通告|主席令)"
)


def find_doc_numbers(view: str, agency_starts: dict[int, int], edges: frozenset[str]) -> list[Citation]:
    """Find document numbers.

    Args:
        view: The text.
        agency_starts: Where the agency name that ends at an offset begins: 国务院 of 国务院令第722号.
        edges: Words that stand before codes and do not belong to them.
    """
    found = []
    for match in BRACKETED.finditer(view):
        if match["close"] or not match["open"].startswith(("(", "<", "〈", "{", "「", "『")):
            start = _code_start(view, match.start(), agency_starts, edges)
            code = view[start : match.start()]
            if len(code) > 0 and not code.isdigit():
                found.append(_numbered(match, start, code))
    for match in UNBRACKETED.finditer(view):
        start = _code_start(view, match.start(), agency_starts, edges)
        code = view[start : match.start()]
        if code in issuers_by_code() or WHOLE_CODE.fullmatch(code):
            found.append(_numbered(match, start, code))
    for match in ORDER.finditer(view):
        order = _read_order(view, match, agency_starts)
        if order is not None:
            found.append(order)
    return found


def _numbered(match: regex.Match[str], start: int, code: str) -> Citation:
    year = int(match["year"])
    year += 1900 if 50 <= year < 100 else 2000 if year < 50 else 0
    number = int(match["number"].split("-")[0])
    return Citation(start, match.end(), "DOC_NUMBER", "doc-number.bracketed", code, year, number)


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
    number = whole_number(match["number"])
    return Citation(start, end, "DOC_NUMBER", "doc-number.order", code, int(year) if year else None, number)


def _code_start(view: str, end: int, agencies: dict[int, int], edges: frozenset[str]) -> int:
    """Return where the code that ends at `end` begins: 国办发, 镇政办发, 京政发.

    It begins after the last word of the wording around codes (收到, 根据, 有), or the last agency (省政府|闽政), that
    leaves a code: 将 does not in 将政发, which 将乐县 writes.
    """
    low = start = max(0, end - CODE_REACH)
    for at in range(end - 1, low - 1, -1):
        if not (is_han(view[at]) or view[at].isalpha()):
            start = at + 1
            break
    for at in range(end - 2, start, -1):
        worded = any(view[max(start, at - size) : at] in edges for size in (4, 3, 2, 1))
        agency = at - agencies.get(at, at) > LONGEST_SHORT_AGENCY
        if (worded or agency) and _is_code(view[at:end]):
            return at
    if end - start > LONGEST_CODE:
        known = (length for length in range(LONGEST_CODE, 1, -1) if view[end - length : end] in issuers_by_code())
        return end - next(known, end - start)
    return start


def _is_code(text: str) -> bool:
    """Tell whether a text can be a code: 政办发 lacks the place, 发 the organ."""
    return text in issuers_by_code() or (len(text) > 1 and not PLACELESS.fullmatch(text))


def _order_start(view: str, end: int) -> int:
    """Return where the issuer before 令 begins when no agency was read there: 主席 in 主席令第70号."""
    for word in ("中华人民共和国主席", "国家主席", "主席", "省长", "市长", "省政府", "市政府", "政府"):
        if view.endswith(word, 0, end):
            return end - len(word)
    # 粤府令第277号: a one-character place and 府
    return end - 2 if end > 1 and view[end - 1] == "府" and is_han(view[end - 2]) else end
