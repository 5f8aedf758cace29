"""Calendar arithmetic: the first and last day of a year, half, quarter, month or part of a month."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass

_PARTS = {
    "上旬": (1, 10),
    "初": (1, 10),
    "中旬": (11, 20),
    "中": (11, 20),
    "下旬": (21, 31),
    "底": (21, 31),
    "末": (21, 31),
}


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, both inclusive, and how finely they are stated."""

    first: datetime.date
    last: datetime.date
    precision: str


def year_period(year: int) -> Period | None:
    """Return the whole year; None outside the years that dates can hold."""
    if not 1 <= year <= 9999:
        return None
    return Period(datetime.date(year, 1, 1), datetime.date(year, 12, 31), "year")


def month_period(year: int, month: int) -> Period | None:
    """Return the whole month."""
    if not (1 <= year <= 9999 and 1 <= month <= 12):
        return None
    last = calendar.monthrange(year, month)[1]
    return Period(datetime.date(year, month, 1), datetime.date(year, month, last), "month")


def day_period(year: int, month: int, day: int) -> Period | None:
    """Return one day; None where the month has no such day."""
    whole = month_period(year, month)
    if whole is None or not 1 <= day <= whole.last.day:
        return None
    date = datetime.date(year, month, day)
    return Period(date, date, "day")


def months_period(year: int, first: int, last: int, precision: str) -> Period | None:
    """Return the months first to last of a year: quarters, halves, the first ten months."""
    start, end = month_period(year, first), month_period(year, last)
    return None if start is None or end is None or first > last else Period(start.first, end.last, precision)


def part_of_year(year: int, part: str) -> Period | None:
    """Return 年初, 年中, 年底 and their like; the text states no finer day than the months usually meant."""
    if part == "初":
        return months_period(year, 1, 3, "period")
    if part == "中":
        return months_period(year, 6, 7, "period")
    return month_period(year, 12) and months_period(year, 12, 12, "period")


def part_of_month(year: int, month: int, part: str) -> Period | None:
    """Return 上旬, 中旬, 下旬 of a month; 底 and 末 are its last day, where figures are taken."""
    whole = month_period(year, month)
    if whole is None:
        return None
    if part in {"底", "末"}:
        return Period(whole.last, whole.last, "day")
    first, last = _PARTS[part]
    return Period(whole.first.replace(day=first), whole.first.replace(day=min(last, whole.last.day)), "period")


def plan_period(number: int) -> Period | None:
    """Return the years of a five-year plan: the fourteenth is 2021 to 2025, the first began in 1953."""
    if not 1 <= number <= 99:
        return None
    first = {1: 1953, 2: 1958}.get(number, 1951 + 5 * number)
    start, end = year_period(first), year_period(first + 4)
    return None if start is None or end is None else Period(start.first, end.last, "period")


def years_period(first: int, last: int) -> Period | None:
    """Return whole years first to last."""
    start, end = year_period(first), year_period(last)
    return None if start is None or end is None or first > last else Period(start.first, end.last, "period")


def back_from(date: datetime.date, number: int, unit: str) -> Period | None:
    """Return the last so many years, months, weeks or days up to the date."""
    first = moved(date, -number, unit)
    return None if first is None else Period(first, date, "period")


def on_from(date: datetime.date, number: int, unit: str) -> Period | None:
    """Return the next so many years, months, weeks or days after the date."""
    tomorrow = moved(date, 1, "天")
    after = moved(date, number, unit)
    return None if tomorrow is None or after is None else Period(tomorrow, after, "period")


def moved(date: datetime.date, number: int, unit: str) -> datetime.date | None:
    """Return the date so many units later; the last day of the month where the day does not exist."""
    try:
        if unit in {"天", "日"}:
            return date + datetime.timedelta(days=number)
        if unit in {"周", "星期"}:
            return date + datetime.timedelta(weeks=number)
        months = date.year * 12 + date.month - 1 + number * (12 if unit == "年" else 1)
        year, month = divmod(months, 12)
        return date.replace(year=year, month=month + 1, day=min(date.day, calendar.monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError, calendar.IllegalMonthError):
        return None


def week_period(date: datetime.date, weeks: int, weekday: int | None = None) -> Period | None:
    """Return a week relative to the date's own (Monday first), or one day of it."""
    monday = moved(date - datetime.timedelta(days=date.weekday()), weeks, "周") if date.toordinal() > 7 else None
    if monday is None:
        return None
    if weekday is not None:
        day = moved(monday, weekday, "天")
        return None if day is None else Period(day, day, "day")
    sunday = moved(monday, 6, "天")
    return None if sunday is None else Period(monday, sunday, "week")
