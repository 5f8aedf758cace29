"""Quantities: a number with its unit and bound words, `find_quantities`; exact, linear, without spaCy."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import regex

from fazhi_ie.errors import NumeralError
from fazhi_ie.knowledge.units import Unit, Units, builtin_units
from fazhi_ie.numbers.bounds import bound_after, bound_before
from fazhi_ie.numbers.figures import POINT_IN_TIME, Figure, read_figure, text_of
from fazhi_ie.numbers.folding import Folded, fold
from fazhi_ie.numbers.ranks import RATIO, ends_clause, read_rank, read_ratio
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
from fazhi_ie.numbers.records import Quantity
from fazhi_ie.numbers.traps import HOTLINE, TrapSpans, addresses

_START = regex.compile(rf"[0-9{DIGIT_CHARS}{UNIT_CHARS}半几数]")
_AFTER_DIGIT = frozenset(UNIT_CHARS + DIGIT_CHARS + "分点余多来几0123456789")
_MONEY_SIGNS = {"￥": "元", "¥": "元", "$": "美元", "€": "欧元", "£": "英镑"}
_DOLLARS = {"US": "美元", "HK": "港元", "NT": "新台币"}
_READING_OF = frozenset("达至为到从由是")
_GOES_FROM = regex.compile(r"(?:提|上升|下降|增|降|升|减|跃|攀|扩)")
_RANGE = regex.compile(r"(?:至|到|—|——|-|－|~|～|–|―|─)(?=[0-9零一二三四五六七八九十两百千])")
_NEXT_SAME = regex.compile(r"(?:、|和|与|及|,)(?=[0-9])")


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


def find_quantities(text: str, units: Units | None = None) -> list[Quantity]:
    """Find the quantities of a text: figures with a unit, or with a multiplier or bound that shows they count.

    Args:
        text: Any text; dates, times of day, list numbers and identifiers are left out.
        units: The units to know; None for those that ship with the library.

    Returns:
        list: in reading order, not overlapping; offsets are code points of `text`, end exclusive.

    Example:
        >>> [(str(q.value), q.unit, q.bound) for q in find_quantities("办件超3.9万件,办结率达99.9%以上")]
        [('39000', '件', 'gt'), ('99.9', '%', 'ge')]
    """
    folded = fold(text)
    found = quantities_of(folded.text, units)
    return [to_source(folded, quantity) for quantity in found] if folded.cuts else found


def quantities_of(folded: str, units: Units | None = None) -> list[Quantity]:
    """Find the quantities of a text that is folded already; offsets are into it."""
    return _Finder(folded, units or builtin_units()).run()


def to_source(folded: Folded, quantity: Quantity) -> Quantity:
    """Return a quantity of a folded text with offsets into the given one."""
    start, end = folded.to_source(quantity.start, quantity.end)
    number_start, number_end = folded.to_source(quantity.number_start, quantity.number_end)
    return replace(quantity, start=start, end=end, number_start=number_start, number_end=number_end)


class _Finder:
    """One pass over a folded text."""

    def __init__(self, text: str, units: Units) -> None:
        self.text, self.units = text, units
        self.traps = TrapSpans(text)
        self.webs = addresses(text)
        self.found: list[Quantity] = []
        self.floor = 0

    def run(self) -> list[Quantity]:
        text, pos = self.text, 0
        firsts = self.units.firsts
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
            elif self._part_of_name(start) or self.traps.at(start) or HOTLINE.match(text, start):
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
        known = after in firsts or (after != "" and after in _AFTER_DIGIT) or _RANGE.match(self.text, start + 1)
        if not known and not (start and self.text[start - 1] in "第前"):
            return True
        return self.traps.at(start)

    def _part_of_name(self, start: int) -> bool:
        """Tell a figure that a letter or sign ties to a name: G20, COVID-19, 1+3+N, 1.2.3, #5."""
        before = self.text[start - 1] if start else ""
        if not before:
            return False
        if before.isascii() and (before.isalpha() or before in "_@#+^"):
            return True
        if before in ".-/" and start > 1:
            previous = self.text[start - 2]
            return previous.isascii() and previous.isalnum()
        return before == "·" and start > 1 and self.text[start - 2].isdigit()

    def _skip_figure(self, start: int) -> int:
        """Return where to look on after a figure that is none: past its digits, past 1.2.3 as a whole."""
        end = skip_digits(self.text, start)
        if start and self.text[start - 1] == "第":
            reading = read_numeral(self.text, start)  # 第十二条: what is left of an ordinal is no figure
            end = max(end, reading.end) if reading is not None else end
        chain = _CHAIN.match(self.text, end)
        return chain.end() if chain is not None else end

    def _append(self, quantity: Quantity) -> None:
        self.found.append(quantity)
        if len(self.found) > 1:
            share_bound(self.text, self.found)

    def _read(self, start: int) -> Quantity | None:
        text = self.text
        if start and text[start - 1] in "第前":
            ranked = read_rank(text, start)
            if ranked is not None or text[start - 1] == "第":
                return ranked
        ratio = RATIO.match(text, start) if text[start] in "0123456789" else None
        if ratio is not None:
            return read_ratio(text, ratio, self.floor)
        figure = read_figure(text, start, self.units)
        if figure is None:
            return None
        joined = self._read_range(figure) or figure
        return self._finish(joined)

    def _read_range(self, low: Figure) -> Figure | None:
        """Join 3至5个工作日, 70%-80%, 2.1万到3万 into one figure with an upper value."""
        text = self.text
        link = _RANGE.match(text, low.end)
        if link is None or low.upper is not None or low.value is None or low.open:
            return None
        high = read_figure(text, link.end(), self.units)
        if high is None or high.value is None or high.upper is not None or high.open or high.bare:
            return None
        if low.unit == "%" and low.chinese and not high.unit and text[low.start + 1] == "分":
            high = replace(high, unit=low.unit, row=low.row)  # 百分之三十至四十
        if low.unit and low.unit != high.unit:
            return None
        value = low.value
        if not low.unit and not low.scaled and high.scaled and value < 1000 and _shares_multiplier(high, value):
            value = EXACT.multiply(value, _multiplier_of(text, high))
        if (
            high.value is None
            or value >= high.value
            or (POINT_IN_TIME.match(text, high.end) is not None and not high.unit)
        ):
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
        if not figure.unit and start > self.floor and text[start - 1] in _MONEY_SIGNS:
            start -= 1
            money = _MONEY_SIGNS[text[start]]
            if text[start] == "$" and text[max(self.floor, start - 2) : start] in _DOLLARS:
                start, money = start - 2, _DOLLARS[text[start - 2 : start]]
            figure = replace(figure, unit=money, row=_row_of(money))
        before = bound_before(text, start, self.floor) or self._upward(figure)
        after = bound_after(text, figure.end) or _within(text, figure)
        if figure.bare and not figure.open and before is None and figure.value is not None:
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
        if (
            text[max(0, figure.start - 2) : figure.start] == "零下"
            and figure.row
            and figure.row.dimension == "temperature"
        ):
            start, negative = (figure.start - 2 if start == figure.start else start), True
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
            following = read_figure(self.text, link.end(), self.units) if link is not None else None
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
        return before in "幅速为率是至到差长于达" or not (before.isalnum() or before in "-)%年月日")

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
        if figure.bare and start > self.floor and self.text[start - 1] in "达约成" and figure.unit and not figure.open:
            return start, "eq"
        return None

    def _counts_without_unit(self, figure: Figure, bounded: bool, end: int) -> bool:
        """A figure without a unit counts when a multiplier says so, or when it shares the unit of the next figure."""
        if figure.fraction is not None or figure.upper is not None:
            # 三五百 counts, “十四五” does not
            counts = not figure.chinese or self.text[figure.number_end - 1] in "百千万亿"
            return figure.fraction is not None or (figure.scaled and counts)
        if figure.chinese or figure.bare:
            return False
        if "." in text_of(self.text, figure) and figure.start and self.text[figure.start - 1] in _READING_OF:
            # an index: 满意度从84.7提升至89.6
            return ends_clause(self.text, end) or _GOES_FROM.match(self.text, end) is not None
        if figure.scaled or bounded:
            return POINT_IN_TIME.match(self.text, end) is None and (figure.scaled or ends_clause(self.text, end))
        return False


_CHAIN = regex.compile(r"(?:[./:-][0-9]{1,6}+)++")


def _row_of(unit: str) -> Unit | None:
    found = builtin_units().read(unit, 0)
    return found[2] if found is not None else None


def _within(text: str, figure: Figure) -> tuple[int, str] | None:
    """Read 内 after a time: 20个工作日内 is at most so long."""
    if figure.row is None or figure.row.dimension != "duration" or text[figure.end : figure.end + 1] != "内":
        return None
    return None if text[figure.end + 1 : figure.end + 2] in {"部", "外", "容", "涵"} else (figure.end + 1, "le")


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
