"""From a matched date to its days: fills in what the text leaves out from the reference and from the date before."""

from __future__ import annotations

import datetime
from decimal import Decimal

from fazhi_ie.numbers import calendar as cal
from fazhi_ie.numbers.calendar import Period
from fazhi_ie.numbers.reader import read_numeral

_REL_YEAR = {"今": 0, "本": 0, "去": -1, "前": -2, "上一": -1, "上": -1, "明": 1, "次": 1, "翌": 1, "下一": 1}
_SPOKEN = {
    "大前天": -3,
    "前天": -2,
    "昨天": -1,
    "昨日": -1,
    "今天": 0,
    "今日": 0,
    "明天": 1,
    "明日": 1,
    "后天": 2,
    "大后天": 3,
}
_DIGITS = {char: str(value) for value, char in enumerate("零一二三四五六七八九")}
_MONTH_SHIFT = {"本": 0, "当": 0, "这": 0, "上": -1, "下": 1}
_WEEKDAYS = {char: n for n, char in enumerate("一二三四五六日")} | {"天": 6}


class Resolver:
    """Resolves the dates of one text in reading order.

    Args:
        reference: The year reported on, or the day that relative dates count from; None leaves them open.
    """

    def __init__(self, reference: int | datetime.date | None) -> None:
        if isinstance(reference, datetime.datetime):
            reference = reference.date()
        self.day = reference if isinstance(reference, datetime.date) else None
        self.year = reference.year if isinstance(reference, datetime.date) else reference
        self.named_year: int | None = None

    def year_of(self, groups: dict[str, str | None]) -> int | None:
        """Return the year that a match names, states relatively, or leaves to the reference."""
        relative = groups.get("rel")
        if groups.get("y"):
            self.named_year = int(groups["y"] or 0)
            return self.named_year
        if groups.get("y2") or groups.get("y2c"):
            two = groups.get("y2") or "".join(_DIGITS[char] for char in groups.get("y2c") or "零零")
            pivot = (self.year or 2000) % 100 + 10
            return (2000 if int(two) <= pivot else 1900) + int(two)
        if groups.get("yc"):
            return _chinese_year(groups["yc"] or "")
        if relative == "同":
            return self.named_year
        if relative:
            return None if self.year is None else self.year + _REL_YEAR[relative]
        return self.year

    def resolve(self, groups: dict[str, str | None]) -> tuple[Period | None, str]:
        """Return the days of a single date, from the groups of its match, and how finely it is stated."""
        if groups.get("plan"):
            return self._plan(groups), "period"
        if groups.get("century"):
            return self._decade(groups), "period"
        if groups.get("past") or groups.get("next"):
            return self._span(groups), "period"
        if groups.get("spoken"):
            return self._spoken(groups["spoken"] or ""), "day"
        if groups.get("relweek"):
            return self._week(groups), "day" if groups.get("wd") not in {None, "末"} else "week"
        if groups.get("relmonth") or groups.get("samemonth"):
            return self._month(groups), "day" if groups.get("d") else "month"
        return self._calendar(groups)

    def _calendar(self, groups: dict[str, str | None]) -> tuple[Period | None, str]:
        whole = groups.get("whole")
        year = self.year_of(groups)
        if whole and year is not None:
            year -= whole.startswith("上")
        parts = {key: groups.get(key) for key in ("m", "d", "mp", "yp", "half", "q", "q2", "fq", "fm")}
        precision = _precision(parts)
        if parts["d"] and not parts["m"]:
            return self._lone_day(_number(parts["d"])), "day"
        return (None if year is None else build(year, parts)), precision

    def _lone_day(self, day: int) -> Period | None:
        if self.day is None:
            return None
        for back in range(3):
            month = cal.moved(self.day.replace(day=1), -back, "月")
            found = month and cal.day_period(month.year, month.month, day)
            if found and found.first <= self.day:
                return found
        return None

    def _plan(self, groups: dict[str, str | None]) -> Period | None:
        plan = cal.plan_period(_number(groups.get("plan") or ""))
        part = groups.get("pp")
        if plan is None or not part:
            return plan
        year = plan.last.year if part == "末" else plan.first.year
        return cal.year_period(year)

    def _decade(self, groups: dict[str, str | None]) -> Period | None:
        century = groups.get("century") or ""
        if century in {"本", "上", "上个"}:
            if self.year is None:
                return None
            base = self.year // 100 * 100 - (0 if century == "本" else 100)
        else:
            base = (_number(century) - 1) * 100
        first = base + _number(groups.get("dec") or "")
        return cal.years_period(first, first + 9)

    def _span(self, groups: dict[str, str | None]) -> Period | None:
        count, unit = groups.get("n") or "", groups.get("u") or ""
        if count == "几":
            return None
        number = _number(count)
        if self.day is not None:
            return (cal.back_from if groups.get("past") else cal.on_from)(self.day, number, unit)
        if unit != "年" or self.year is None:
            return None
        if groups.get("past"):
            return cal.years_period(self.year - number + 1, self.year)
        return cal.years_period(self.year + 1, self.year + number)

    def _spoken(self, word: str) -> Period | None:
        if self.day is None or word not in _SPOKEN:
            return None
        day = cal.moved(self.day, _SPOKEN[word], "天")
        return None if day is None else Period(day, day, "day")

    def _week(self, groups: dict[str, str | None]) -> Period | None:
        if self.day is None:
            return None
        word = (groups.get("relweek") or "").rstrip("个")
        shift = {"上上": -2, "上": -1, "下": 1, "下下": 2}.get(word, 0)
        weekday = groups.get("wd")
        if weekday == "末":
            week = cal.week_period(self.day, shift)
            return None if week is None else Period(week.last - datetime.timedelta(days=1), week.last, "week")
        return cal.week_period(self.day, shift, _WEEKDAYS[weekday] if weekday else None)

    def _month(self, groups: dict[str, str | None]) -> Period | None:
        if self.day is None:
            return None
        shift = _MONTH_SHIFT[(groups.get("relmonth") or "本")[0]]
        month = cal.moved(self.day.replace(day=1), shift, "月")
        if month is None:
            return None
        year = self.year_of(groups) if groups.get("samemonth") else month.year
        if year is None:
            return None
        day = groups.get("d")
        return cal.day_period(year, month.month, _number(day)) if day else cal.month_period(year, month.month)


def build(year: int, parts: dict[str, str | None]) -> Period | None:
    """Return the days of a year, or of the part of it that `parts` names."""
    month = _number(parts.get("m") or "")
    if parts.get("d"):
        return cal.day_period(year, month, _number(parts["d"] or ""))
    if parts.get("mp"):
        return cal.part_of_month(year, month, parts["mp"] or "")
    if month:
        return cal.month_period(year, month)
    if parts.get("yp"):
        return cal.part_of_year(year, parts["yp"] or "")
    if parts.get("half"):
        first = 1 if parts["half"] == "上" else 7
        return cal.months_period(year, first, first + 5, "half")
    if parts.get("q"):
        first = _number(parts["q"] or "")
        last = _number(parts.get("q2") or "") or first
        return cal.months_period(year, first * 3 - 2, last * 3, "quarter" if first == last else "period")
    if parts.get("fq"):
        return cal.months_period(year, 1, 3 * _number(parts["fq"] or ""), "period")
    if parts.get("fm"):
        return cal.months_period(year, 1, _number(parts["fm"] or ""), "period")
    return cal.year_period(year)


def _precision(parts: dict[str, str | None]) -> str:
    for key, precision in (
        ("d", "day"), ("mp", "period"), ("m", "month"), ("yp", "period"), ("half", "half"), ("q2", "period"),
        ("q", "quarter"), ("fq", "period"), ("fm", "period"),
    ):  # fmt: skip
        if parts.get(key):
            return precision
    return "year"


def _chinese_year(written: str) -> int | None:
    if any(char in "千十百" for char in written):
        reading = read_numeral(written, 0)
        return int(reading.value) if reading is not None else None
    return int("".join(_DIGITS[char] for char in written))


def _number(written: str) -> int:
    """Read a small number that a pattern has matched; 0 for nothing."""
    if not written:
        return 0
    if written.isdigit() and written.isascii():
        return int(written)
    reading = read_numeral(written, 0)
    return int(reading.value if reading is not None else Decimal(0))


number_of = _number
