"""Quantities: a number with its unit and bound words, `find_quantities`; exact, linear, without spaCy."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

import regex

from fazhi_ie.errors import NumeralError
from fazhi_ie.knowledge.units import first_characters
from fazhi_ie.numbers.bounds import bound_after, bound_before
from fazhi_ie.numbers.figures import POINT_IN_TIME, Figure, read_figure, text_of
from fazhi_ie.numbers.folding import Folded, fold
from fazhi_ie.numbers.numerals import quotient
from fazhi_ie.numbers.reader import (
    DIGIT_CHARS,
    EXACT,
    UNIT_CHARS,
    plain,
    read_multiplier,
    read_numeral,
    senseless,
    skip_digits,
)  # fmt: skip
from fazhi_ie.numbers.traps import TrapSpans, addresses


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, in base units of the multiplier: 约3.9万件 is 39000 件, `bound` "approx".

    `start`/`end` span bound words, numeral and unit; `number_start`/`number_end` the numeral alone. `value` is None
    for a fraction without a finite decimal, which `fraction` then gives ("1/3"). `rank` marks a place in an order.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    value: Decimal | None
    unit: str
    bound: str = "eq"
    upper: Decimal | None = None
    fraction: str | None = None
    rank: bool = False
    dimension: str | None = None


_START = regex.compile(rf"[0-9]|[{DIGIT_CHARS}{UNIT_CHARS}半几数]")
_AFTER_DIGIT = frozenset(UNIT_CHARS + DIGIT_CHARS + "分点余多来几0123456789")
_RATIO = regex.compile(
    r"[0-9]{1,6}(?:\.[0-9]{1,6})?∶[0-9]{1,6}(?:\.[0-9]{1,6})?|[0-9]{1,3}(?:\.[0-9]{1,4})?:1(?![0-9:])"
)
_RATIO_CONTEXT = regex.compile(r"比(?!分|赛)[^,。;\n]{0,8}$")
_READING_OF = frozenset("达至为到从由是")
_GOES_FROM = regex.compile(r"(?:提|上升|下降|增|降|升|减|跃|攀|扩)")
_RANGE = regex.compile(r"(?:至|到|—|——|-|－|~|～|–|―|─)(?=[0-9零一二三四五六七八九十两百千])")
_NEXT_SAME = regex.compile(r"(?:、|和|与|及|,)(?=[0-9])")
_RANK_CONTEXT = regex.compile(
    r"(?:居|列|名|位|排|国|省|市|县|区|球|界|内|西部|中部|东部|东北|行业|同类|历史|稳居|跃居|保持|排在|进入|跻身|均)$"
)
_RANK_UNIT = regex.compile(r"(位|名)(?![员单义额])")
_TOP_UNIT = regex.compile(r"(位|名)(?![员单义额])|(强|列)?")


def parse_quantity(text: str) -> Quantity:
    """Parse one quantity and nothing else.

    Args:
        text: One expression, such as "约12万件"; full or half width.

    Returns:
        Quantity: spans are code points of `text`.

    Raises:
        NumeralError: `text` is not one quantity.

    Example:
        >>> q = parse_quantity("不少于40学时")
        >>> str(q.value), q.unit, q.bound
        ('40', '学时', 'ge')
    """
    stripped = text.strip()
    offset = text.find(stripped)
    found = find_quantities(stripped)
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(stripped)):
        shown = text if len(text) <= 40 else f"{text[:37]}..."
        raise NumeralError(f"{shown!r} is not one quantity; write a number with its unit, such as 约12万件 or 94.3%")
    one = found[0]
    return replace(
        one, start=one.start + offset, end=one.end + offset,
        number_start=one.number_start + offset, number_end=one.number_end + offset,
    )  # fmt: skip


def find_quantities(text: str) -> list[Quantity]:
    """Find the quantities of a text: figures with a unit, or with a multiplier or bound that shows they count.

    Args:
        text: Any text; dates, times of day, list numbers and identifiers are left out.

    Returns:
        list: in reading order, not overlapping; offsets are code points of `text`, end exclusive.

    Example:
        >>> [(str(q.value), q.unit, q.bound) for q in find_quantities("办件超3.9万件,办结率达99.9%以上")]
        [('39000', '件', 'gt'), ('99.9', '%', 'ge')]
    """
    folded = fold(text)
    found = _Finder(folded.text).run()
    return [_to_source(folded, quantity) for quantity in found] if folded.cuts else found


def _to_source(folded: Folded, quantity: Quantity) -> Quantity:
    start, end = folded.to_source(quantity.start, quantity.end)
    number_start, number_end = folded.to_source(quantity.number_start, quantity.number_end)
    return replace(quantity, start=start, end=end, number_start=number_start, number_end=number_end)


class _Finder:
    """One pass over a folded text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.traps = TrapSpans(text)
        self.webs = addresses(text)
        self.found: list[Quantity] = []
        self.floor = 0

    def run(self) -> list[Quantity]:
        text, pos = self.text, 0
        firsts = first_characters()
        while True:
            match = _START.search(text, pos)
            if match is None:
                return self.found
            start = match.start()
            if self.webs and start >= self.webs[0][0]:
                pos = max(pos, self.webs.pop(0)[1])
                continue
            char = text[start]
            if char not in "0123456789":
                if self._part_of_word(start, firsts):
                    pos = start + 1
                    continue
                if senseless(text, start):
                    pos = skip_digits(text, start)
                    continue
            elif self._part_of_name(start) or self.traps.at(start):
                pos = self._skip_figure(start)
                continue
            quantity = self._read(start)
            if quantity is None:
                pos = self._skip_figure(start)
                continue
            self._append(quantity)
            pos = self.floor = max(quantity.end, start + 1)

    def _part_of_word(self, start: int, firsts: frozenset[str]) -> bool:
        """Tell a Chinese numeral character that is part of a word, as most are: what stands beside it tells cheaply."""
        after = self.text[start + 1 : start + 2]
        known = after in firsts or (after != "" and after in _AFTER_DIGIT)
        if not known and not (start and self.text[start - 1] in "第前"):
            return True
        return self.traps.at(start)

    def _part_of_name(self, start: int) -> bool:
        """Tell a figure that a letter or sign ties to a name: G20, COVID-19, 1+3+N, 1.2.3, #5."""
        before = self.text[start - 1] if start else ""
        if not before:
            return False
        if before.isascii() and (before.isalpha() or before in "_@#+^$"):
            return True
        if before in ".-/" and start > 1:
            previous = self.text[start - 2]
            return previous.isascii() and previous.isalnum()
        return before == "·" and start > 1 and self.text[start - 2].isdigit()

    def _skip_figure(self, start: int) -> int:
        """Return where to look on after a figure that is none: past its digits, past 1.2.3 as a whole."""
        end = skip_digits(self.text, start)
        chain = _CHAIN.match(self.text, end)
        return chain.end() if chain is not None else end

    def _append(self, quantity: Quantity) -> None:
        self.found.append(quantity)
        if len(self.found) > 1:
            share_bound(self.text, self.found)

    def _read(self, start: int) -> Quantity | None:
        text = self.text
        if start and text[start - 1] in "第前":
            ranked = self._read_rank(start)
            if ranked is not None or text[start - 1] == "第":
                return ranked
        ratio = _RATIO.match(text, start) if text[start] in "0123456789" else None
        if ratio is not None:
            return self._ratio(ratio)
        figure = read_figure(text, start)
        if figure is None:
            return None
        joined = self._read_range(figure) or figure
        return self._finish(joined)

    def _ratio(self, match: regex.Match[str]) -> Quantity | None:
        left, right = regex.split("[∶:]", match.group())
        if match.end() < len(self.text) and self.text[match.end()] in "0123456789∶:":
            return None
        if not Decimal(right):
            return None
        if (
            ":" in match.group()
            and "." not in left
            and _RATIO_CONTEXT.search(self.text, max(0, match.start() - 9), match.start()) is None
        ):
            return None  # 9:1 may be a time or a verse; only a 比 before it makes it a ratio
        value, fraction = quotient(Decimal(left), Decimal(right))
        start, bound = bound_before(self.text, match.start(), self.floor) or (match.start(), "eq")
        return Quantity(
            start, match.end(), match.start(), match.end(), value, "", bound,
            fraction=None if value is not None else fraction, dimension="ratio",
        )  # fmt: skip

    def _read_rank(self, start: int) -> Quantity | None:
        """Read 第2位, 第一 (after 全国, 居...), 前三, 前十强."""
        text = self.text
        reading = read_numeral(text, start)
        if reading is None or reading.upper is not None or reading.bare or reading.value > 10000:
            return None
        context = _RANK_CONTEXT.search(text, max(0, start - 4), start - 1) is not None
        if text[start - 1] == "第":
            unit = _RANK_UNIT.match(text, reading.end)
            if unit is None and not (context and _ends_clause(text, reading.end)):
                return None
            end = unit.end() if unit else reading.end
            return Quantity(
                start - 1, end, start, reading.end, reading.value, unit.group(1) if unit else "", rank=True,
                dimension="rank",
            )  # fmt: skip
        top = _TOP_UNIT.match(text, reading.end)
        if top is None or not (top.group(1) or (context and (top.group() or _ends_clause(text, reading.end)))):
            return None
        return Quantity(
            start - 1, top.end(), start, reading.end, reading.value, top.group(1) or "", "le", rank=True,
            dimension="rank",
        )  # fmt: skip

    def _read_range(self, low: Figure) -> Figure | None:
        """Join 3至5个工作日, 70%-80%, 2.1万到3万 into one figure with an upper value."""
        text = self.text
        link = _RANGE.match(text, low.end)
        if link is None or low.upper is not None or low.value is None or low.open:
            return None
        high = read_figure(text, link.end())
        if high is None or high.value is None or high.upper is not None or high.open or high.bare:
            return None
        if low.unit and low.unit != high.unit:
            return None
        value = low.value
        if not low.unit and not low.scaled and high.scaled and value < 1000 and _shares_multiplier(high, value):
            value = EXACT.multiply(value, _multiplier_of(text, high))
        if value >= high.value or (POINT_IN_TIME.match(text, high.end) is not None and not high.unit):
            return None
        return replace(
            high, start=low.start, value=plain(value), upper=high.value, chinese=low.chinese,
            bare=low.bare,
        )  # fmt: skip

    def _finish(self, figure: Figure) -> Quantity | None:
        """Add the bound words and decide whether the figure is a quantity at all."""
        text = self.text
        start, bound = figure.start, "eq"
        if text[start - 1 : start] in {"负", "-"} and self._negative(start):
            start -= 1
        before = bound_before(text, start, self.floor) or self._upward(figure)
        after = bound_after(text, figure.end) or _within(text, figure)
        if figure.bare and before is None and figure.value is not None:
            return None
        end = figure.end
        if figure.open:
            bound = "approx"
        counts = figure.row is not None or figure.scaled or figure.fraction is not None
        if before is not None and (counts or before[1] != "approx"):
            start, bound = before
        if after is not None and (figure.unit or figure.scaled or figure.value is not None):
            end = after[0]
            bound = after[1] if before is None or bound == "approx" else bound
        if figure.upper is not None:
            bound = "range"
        if not figure.unit and not self._counts_without_unit(figure, before is not None, end):
            shared = self._shared_unit(figure)
            if shared is None:
                return None
            figure = replace(figure, unit=shared.unit, row=shared.row)
        negative = text[figure.start - 1 : figure.start] in {"负", "-"} and self._negative(figure.start)
        value = figure.value.copy_negate() if negative and figure.value is not None else figure.value
        return Quantity(
            start, end, figure.start, figure.number_end, value, figure.unit, bound, figure.upper,
            figure.fraction, False, figure.row.dimension if figure.row else None,
        )  # fmt: skip

    def _shared_unit(self, figure: Figure) -> Figure | None:
        """Return the figure whose unit governs this one too: 分别提高15、22个百分点."""
        before = self.text[figure.start - 1 : figure.start]
        listed = before == "、" and self.found and self.found[-1].end == figure.start - 1
        if figure.chinese or figure.open or not before or (before in "\n,;。、:“" and not listed):
            return None  # 1、...: a list number
        at = figure.end
        for _ in range(6):
            link = _NEXT_SAME.match(self.text, at)
            following = read_figure(self.text, link.end()) if link is not None else None
            if following is None or following.chinese:
                return None
            if following.unit:
                return following
            at = following.end
        return None

    def _negative(self, start: int) -> bool:
        if self.text[start - 1] == "负":
            return start == 1 or self.text[start - 2] in "为是达至到即呈现,、:(和"
        before = self.text[start - 2] if start > 1 else " "
        return not (before.isalnum() or before in "-)%年月日")

    def _upward(self, figure: Figure) -> tuple[int, str] | None:
        """Read 上 before a bare 百, 千, 万: 上百件 reaches at least a hundred."""
        start = figure.start
        if (
            figure.bare
            and start > self.floor
            and self.text[start - 1] == "上"
            and self.text[start - 2 : start - 1] != "以"
        ):
            return start - 1, "ge"
        if figure.bare and start > self.floor and self.text[start - 1] in "达约成" and figure.unit:
            return start, "eq"
        return None

    def _counts_without_unit(self, figure: Figure, bounded: bool, end: int) -> bool:
        """A figure without a unit counts when a multiplier says so, or when it shares the unit of the next figure."""
        if figure.fraction is not None or figure.upper is not None:
            return figure.fraction is not None or (figure.scaled and not figure.chinese)
        if figure.chinese or figure.bare:
            return False
        if "." in text_of(self.text, figure) and figure.start and self.text[figure.start - 1] in _READING_OF:
            # an index: 满意度从84.7提升至89.6
            return _ends_clause(self.text, end) or _GOES_FROM.match(self.text, end) is not None
        if figure.scaled or bounded:
            return POINT_IN_TIME.match(self.text, end) is None and (figure.scaled or _ends_clause(self.text, end))
        return False


_CHAIN = regex.compile(r"(?:[./:-][0-9]{1,6}+)++")


def _within(text: str, figure: Figure) -> tuple[int, str] | None:
    """Read 内 after a time: 20个工作日内 is at most so long."""
    if figure.row is None or figure.row.dimension != "duration" or text[figure.end : figure.end + 1] != "内":
        return None
    return None if text[figure.end + 1 : figure.end + 2] in {"部", "外", "容", "涵"} else (figure.end + 1, "le")


def _ends_clause(text: str, end: int) -> bool:
    after = text[end : end + 1]
    return not after or after in "、,。;:)!?”》\n…. " or text.startswith(("和", "及", "与", "的", "以上", "以下"), end)


def _multiplier_of(text: str, figure: Figure) -> Decimal:
    body = text[figure.start : figure.number_end].lstrip("0123456789.,")
    _, power = read_multiplier(body, 0)
    return Decimal(10) ** power if power else Decimal(1)


def _shares_multiplier(high: Figure, value: Decimal) -> bool:
    return not high.chinese and high.value is not None and value < high.value


def share_bound(text: str, found: list[Quantity]) -> None:
    """Let a bound word before the first of two coordinated figures govern both: 分别超98.5%和99%."""
    first, second = found[-2], found[-1]
    between = text[first.end : second.start]
    if (
        between in {"和", "、", "与", "及"}
        and second.bound == "eq"
        and first.bound in {"gt", "lt", "ge", "le"}
        and first.start < first.number_start
        and first.unit == second.unit
        and not first.rank
    ):
        found[-1] = replace(second, bound=first.bound)
