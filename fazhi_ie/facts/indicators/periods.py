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
_DEADLINE = regex.compile(r"(?:底|末)?之?前")
#: Words of a clause that is about what is to come.
_TO_COME = regex.compile(r"将|拟|计划|预计|力争|目标|争取|有效期|起施行|施行|规划|启用后")


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
    late: dict[int, list[IndicatorFound]] = {}
    for item in found:
        if item.period_entity is None or item.target or layout.role_at(item.start) != "work":
            continue
        date = entities[item.period_entity]
        begin = date.attrs.get("start_date")
        if begin and datetime.date.fromisoformat(begin) > last and not _is_aim(view, date, item):
            late.setdefault(item.period_entity, []).append(item)
    return [
        NoticeFound(
            "period-outside",
            f"{entities[n].text} lies after the report on {meta.year}, which could know figures up to {last}",
            [(entities[n].start, entities[n].end), *((item.start, item.end) for item in items)],
        )
        for n, items in sorted(late.items())
    ]


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
