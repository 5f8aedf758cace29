"""Dates and periods in Chinese text: `find_dates` finds the spans that name one and resolves them to days.

What counts as a date is fixed by the annotation guidelines: points and periods of the calendar, absolute or relative,
without 以来, 以前, 前, 起; never 近年来, 目前, 一年来, nor “十四五” before 规划 or 目标.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain

import regex

from fazhi_ie.errors import NumeralError
from fazhi_ie.numbers import calendar as cal
from fazhi_ie.numbers.calendar import Period
from fazhi_ie.numbers.date_patterns import DAYS, JOINED, MONTHS, SINGLE, TAIL, YEARS
from fazhi_ie.numbers.date_resolving import Resolver, build, number_of
from fazhi_ie.numbers.folding import fold
from fazhi_ie.numbers.reigns import reign_period, reign_years
from fazhi_ie.numbers.spoken import SPOKEN, resolve_spoken


@dataclass(frozen=True, slots=True)
class DateSpan:
    """One date or period.

    Attributes:
        start: Where it begins, in code points of the text.
        end: Where it ends, exclusive.
        start_date: First day, ISO ("2023-03-05"); None where text and reference settle none.
        end_date: Last day, ISO, inclusive; of a single day the same as `start_date`.
        precision: "day", "week", "month", "quarter", "half", "year", or "period" for anything else, ranges too.

    Example:
        >>> find_dates("今年上半年完成", 2023)
        [DateSpan(start=0, end=5, start_date='2023-01-01', end_date='2023-06-30', precision='half')]
    """

    start: int
    end: int
    start_date: str | None
    end_date: str | None
    precision: str


def parse_date(text: str, reference: int | datetime.date | None = None) -> DateSpan:
    """Parse one date or period and nothing else.

    Args:
        text: One expression, white space around it allowed.
        reference: The year that 今年 means, or the day that relative dates count from; None leaves them unresolved.

    Returns:
        DateSpan: its offsets are code points of `text`, end exclusive.

    Raises:
        NumeralError: `text` is not one date.

    Example:
        >>> parse_date("今年2月至3月底", 2022).end_date
        '2022-03-31'
    """
    found = find_dates(text, reference)
    if len(found) != 1 or text[: found[0].start].strip() or text[found[0].end :].strip():
        shown = text if len(text) <= 40 else f"{text[:37]}..."
        raise NumeralError(f"{shown!r} is not one date; write one such as 2023年3月5日, 今年上半年 or 2021-11-18")
    return found[0]


def find_dates(text: str, reference: int | datetime.date | None = None) -> list[DateSpan]:
    """Find the dates and periods of a text.

    Args:
        text: Any text.
        reference: The year that 今年 means, or the day that relative dates count from; None leaves them unresolved.
            A day also opens the forms of speech that mean nothing else without one (周五, 12号, 三天前).

    Returns:
        list: in reading order, not overlapping; a range is one span; offsets are code points of `text`, end exclusive.

    Example:
        >>> [(d.start_date, d.end_date) for d in find_dates("2018年7月1日至2019年6月30日")]
        [('2018-07-01', '2019-06-30')]

    Source:
        The annotation guidelines for what counts as a date (see the module); ISO 8601 for how days are written.
    """
    folded = fold(text)
    # 元月 is January; one character for another keeps the offsets
    finder = _Finder(_FIRST_MONTH.sub("1月", folded.text), Resolver(reference))
    spans = []
    for start, end, period, precision in finder.run():
        given = folded.to_source(start, end)
        first = period.first.isoformat() if period is not None else None
        last = period.last.isoformat() if period is not None else None
        spans.append(DateSpan(*given, first, last, precision))
    return spans


_FIRST_MONTH = regex.compile(r"(?<![^年、,。;:(至到—\n-])元月")
_Found = tuple[int, int, Period | None, str]
_Resolve = Callable[[regex.Match[str]], tuple[Period | None, str]]


class _Finder:
    """One pass over a folded text: ranges with shared parts first, then single dates, joined where 至 links two."""

    def __init__(self, text: str, resolver: Resolver) -> None:
        self.text = text
        self.resolver = resolver

    def run(self) -> list[_Found]:
        ranges = sorted(
            chain(
                ((*match.span(), match, self._years) for match in YEARS.finditer(self.text)),
                ((*match.span(), match, self._months) for match in MONTHS.finditer(self.text)),
                ((*match.span(), match, self._days) for match in DAYS.finditer(self.text)),
                ((*match.span(), match, reign_period) for match in reign_years(self.text)),
                self._spoken(),
            ),
            key=lambda hit: (hit[0], -hit[1]),
        )
        found: list[_Found] = []
        pos = n = 0
        single = SINGLE.search(self.text)
        while True:
            # one that lies behind a range stays the next; to look for it again would go through the text for each range
            if single is not None and single.start() < pos:
                single = SINGLE.search(self.text, pos)
            while n < len(ranges) and ranges[n][0] < pos:
                n += 1
            if n < len(ranges) and (single is None or ranges[n][0] <= single.start()):
                start, end, match, resolve = ranges[n]
                period, precision = resolve(match)
                n += 1
            elif single is not None:
                start, end, period, precision = self._joined(single)
            else:
                return found
            found.append((self._from(start, end), end, period, precision))
            pos = end

    def _spoken(self) -> Iterator[tuple[int, int, regex.Match[str], _Resolve]]:
        """Find what only a day to count from makes a date; two joined by 到 are one period."""
        day = self.resolver.day
        if day is None:
            return
        for match in SPOKEN.finditer(self.text):
            link = JOINED.match(self.text, match.end())
            full = SINGLE.match(self.text, link.end()) if link is not None else None
            other = SPOKEN.match(self.text, link.end()) if link is not None and full is None else None
            if other is not None and other.end() > match.end():
                yield match.start(), other.end(), other, partial(self._joined_spoken, match, other)
            elif full is not None:
                yield match.start(), full.end(), full, partial(self._joined_spoken, match, full)
            else:
                yield *match.span(), match, partial(_resolve_spoken, day)

    def _joined_spoken(
        self, first: regex.Match[str], last: regex.Match[str], _: regex.Match[str]
    ) -> tuple[Period | None, str]:
        day = self.resolver.day
        if day is None:
            return None, "period"
        begin, _precision = resolve_spoken(first, day)
        end, _precision = self.resolver.resolve(last.groupdict()) if last.re is SINGLE else resolve_spoken(last, day)
        return _between(begin, end)

    def _from(self, start: int, end: int) -> int:
        """Take 从 into 从…到…, which only together name the period; 自…至… is left as it is."""
        linked = "到" in self.text[start:end] or "-" in self.text[start:end]
        return start - 1 if start and self.text[start - 1] == "从" and linked else start

    def _joined(self, match: regex.Match[str]) -> _Found:
        """Resolve a single date, with the second end when 至 and another date follow."""
        start, end = match.span()
        groups = match.groupdict()
        period, precision = self.resolver.resolve(groups)
        link = JOINED.match(self.text, end)
        if link is None or not _is_calendar(groups):
            return start, end, period, precision
        year = self.resolver.year_of(groups)
        full = SINGLE.match(self.text, link.end())
        if full is not None and _names_year(full):
            last, _ = self.resolver.resolve(full.groupdict())
            return (start, full.end(), *_between(period, last))
        tail = TAIL.match(self.text, end)
        ends = full.groupdict() if full is not None and (tail is None or full.end() > tail.end()) else {}
        if full is not None and ends.get("m") and _is_calendar(ends):
            last = None if year is None else build(year, ends)
            return (start, full.end(), *_between(period, last))
        if tail is None or (tail.group("d") and not groups.get("d")):
            return start, end, period, precision
        parts = tail.groupdict()
        if tail.group("d"):
            parts["m"] = match.group("m")
        last = None if year is None or not parts.get("m") else build(year, parts)
        return (start, tail.end(), *_between(period, last))

    def _years(self, match: regex.Match[str]) -> tuple[Period | None, str]:
        return cal.years_period(int(match.group("a")), int(match.group("b"))), "period"

    def _months(self, match: regex.Match[str]) -> tuple[Period | None, str]:
        groups = match.groupdict()
        year = self.resolver.year_of(groups)
        if year is None:
            return None, "period"
        last = build(year, {"m": groups["b"], "mp": groups.get("mp")})
        return _between(cal.month_period(year, int(groups["a"] or 0)), last)

    def _days(self, match: regex.Match[str]) -> tuple[Period | None, str]:
        groups = match.groupdict()
        year, month = self.resolver.year_of(groups), number_of(groups.get("m") or "")
        if year is None:
            return None, "period"
        days = (cal.day_period(year, month, number_of(groups[key] or "")) for key in ("a", "b"))
        return _between(*days)


def _resolve_spoken(day: datetime.date, match: regex.Match[str]) -> tuple[Period | None, str]:
    return resolve_spoken(match, day)


def _is_calendar(groups: dict[str, str | None]) -> bool:
    return not any(groups.get(key) for key in ("plan", "century", "past", "next", "spoken", "relweek", "relmonth"))


def _names_year(match: regex.Match[str]) -> bool:
    groups = match.groupdict()
    return any(groups.get(key) for key in ("y", "yc", "y2", "y2c", "rel"))


def _between(first: Period | None, last: Period | None) -> tuple[Period | None, str]:
    if first is None or last is None or last.last < first.first:
        return None, "period"
    return Period(first.first, last.last, "period"), "period"
