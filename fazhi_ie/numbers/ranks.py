"""Ratios and places in an order: 2.5∶1, 第2位, 居全国第一, 前十强."""

from __future__ import annotations

from decimal import Decimal

import regex

from fazhi_ie.numbers.bounds import bound_before
from fazhi_ie.numbers.numerals import quotient
from fazhi_ie.numbers.reader import read_numeral
from fazhi_ie.numbers.records import Quantity

RATIO = regex.compile(
    r"[0-9]{1,6}(?:\.[0-9]{1,6})?∶[0-9]{1,6}(?:\.[0-9]{1,6})?|[0-9]{1,3}(?:\.[0-9]{1,4})?:1(?![0-9:])"
)
_RATIO_CONTEXT = regex.compile(r"比(?!分|赛)[^,。;\n]{0,8}$")
_RANK_CONTEXT = regex.compile(
    r"(?:居|列|名|位|排|国|省|市|县|区|球|界|内|西部|中部|东部|东北|行业|同类|历史|稳居|跃居|保持|排在|进入|跻身|均)$"
)
_RANK_UNIT = regex.compile(r"(位|名)(?![员单义额])")
_TOP_UNIT = regex.compile(r"(位|名)(?![员单义额])|(强|列)?")


def read_ratio(text: str, match: regex.Match[str], floor: int) -> Quantity | None:
    """Read 2.5∶1 that `RATIO` has matched; None where it is a time or a verse."""
    left, right = regex.split("[∶:]", match.group())
    if match.end() < len(text) and text[match.end()] in "0123456789∶:":
        return None
    if not Decimal(right):
        return None
    if (
        ":" in match.group()
        and "." not in left
        and _RATIO_CONTEXT.search(text, max(0, match.start() - 9), match.start()) is None
    ):
        return None  # 9:1 may be a time or a verse; only a 比 before it makes it a ratio
    value, fraction = quotient(Decimal(left), Decimal(right))
    start, bound = bound_before(text, match.start(), floor) or (match.start(), "eq")
    return Quantity(
        start, match.end(), match.start(), match.end(), value, "", bound,
        fraction=None if value is not None else fraction, dimension="ratio",
    )  # fmt: skip


def read_rank(text: str, start: int) -> Quantity | None:
    """Read 第2位, 第一 (after 全国, 居...), 前三, 前十强."""
    reading = read_numeral(text, start)
    if reading is None or reading.upper is not None or reading.bare or reading.value > 10000:
        return None
    context = _RANK_CONTEXT.search(text, max(0, start - 4), start - 1) is not None
    if text[start - 1] == "第":
        unit = _RANK_UNIT.match(text, reading.end)
        if unit is None and not (context and ends_clause(text, reading.end)):
            return None
        end = unit.end() if unit else reading.end
        return Quantity(
            start - 1, end, start, reading.end, reading.value, unit.group(1) if unit else "", rank=True,
            dimension="rank",
        )  # fmt: skip
    top = _TOP_UNIT.match(text, reading.end)
    if top is None or not (top.group(1) or (context and (top.group() or ends_clause(text, reading.end)))):
        return None
    return Quantity(
        start - 1, top.end(), start, reading.end, reading.value, top.group(1) or "", "le", rank=True,
        dimension="rank",
    )  # fmt: skip


def ends_clause(text: str, end: int) -> bool:
    """Tell whether nothing that a figure could count follows."""
    after = text[end : end + 1]
    return not after or after in "、,。;:)!?”》\n…. " or text.startswith(("和", "及", "与", "的", "以上", "以下"), end)
