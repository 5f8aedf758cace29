"""Periods that cannot be: figures reported as done at a time that the report could not know yet."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

import regex

from fazhi_ie.facts.found import EntityFound, IndicatorFound, MetaFound, NoticeFound

if TYPE_CHECKING:
    from fazhi_ie.text.layout import Layout

#: Reports on a year are due by the first of April of the next (法治政府建设与责任落实督察工作规定, 2019, article 24).
DUE = (4, 1)
#: Words before a date that make of it an aim or an end, not the time of what was done: 有效期至2025年, 到2025年.
_AIMED = regex.compile(r"(?<!截)(?:到|至|于|期|自|从|面向|迈向)$")
_THIS_YEAR = regex.compile(r"(?:今年|本年度?)(?:以来)?\($")
_DEADLINE = regex.compile(r"(?:底|末)?之?前")
#: Words of a clause that is about what is to come.
_TO_COME = regex.compile(r"将|拟|计划|预计|力争|(?<!完成\P{P}{0,8})目标|争取|有效期|起施行|施行|规划|启用后")


def check_periods(
    view: str, found: Sequence[IndicatorFound], entities: Sequence[EntityFound], meta: MetaFound, layout: Layout
) -> list[NoticeFound]:
    """Notice figures of work done that are dated after the report.

    Args:
        view: The matching view.
        found: The indicators, with the DATE that each belongs to.
        entities: The entities that they refer to.
        meta: The report's own data; without its year nothing can be said.
        layout: Its layout: only what is reported as done counts.

    Returns:
        A notice for each such date, with the spans of the date and of its figures.
    """
    if meta.year is None:
        return []
    last = _last_day(meta)
    new_year = datetime.date(meta.year + 1, 1, 1)
    late: dict[int, list[IndicatorFound]] = {}
    for item in found:
        if item.period_entity is None or item.target or layout.role_at(item.start) != "work":
            continue
        date = entities[item.period_entity]
        begin, end = (_day(date, side) for side in ("start_date", "end_date"))
        if begin is None or end is None or (new_year > begin and begin <= last):
            continue
        if (begin > last or end > last) and not _is_aim(view, date, item):
            late.setdefault(item.period_entity, []).append(item)
    this_year = [
        NoticeFound(
            "period-outside",
            f"{entities[n].text} is said to be the year of the report, which is on {meta.year}",
            [(entities[n].start, entities[n].end)],
        )
        for n in range(len(entities))
        if _is_other_year(view, entities[n], meta.year)
    ]
    return this_year + [
        NoticeFound(
            "period-outside",
            f"{entities[n].text} lies after the report on {meta.year}, which could know figures up to {last}",
            [(entities[n].start, entities[n].end), *((item.start, item.end) for item in items)],
        )
        for n, items in sorted(late.items())
    ]


def _day(date: EntityFound, side: str) -> datetime.date | None:
    value = date.attrs.get(side)
    return datetime.date.fromisoformat(value) if value else None


def _is_other_year(view: str, date: EntityFound, year: int) -> bool:
    """Say whether a date contradicts the words before it: 今年(2019年) in a report on 2020."""
    if date.label != "DATE" or not _THIS_YEAR.search(view, max(0, date.start - 6), date.start):
        return False
    begin = _day(date, "start_date")
    return begin is not None and begin.year != year


def _last_day(meta: MetaFound) -> datetime.date:
    """Return the last day that the report could know: that of its own date, or the day when it was due."""
    if meta.date:
        return datetime.date.fromisoformat(meta.date)
    return datetime.date((meta.year or 0) + 1, *DUE)


def _is_aim(view: str, date: EntityFound, item: IndicatorFound) -> bool:
    if _AIMED.search(view, max(0, date.start - 3), date.start) or _DEADLINE.match(view, date.end):
        return True
    clause = max(view.rfind(mark, max(0, date.start - 60), date.start) for mark in "。;\n")
    return _TO_COME.search(view, clause + 1, item.end + 6) is not None
