"""Relations of figures: the whole that a part belongs to, the body, the period, the change, whether it is a target."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import regex

from fazhi_ie.facts.found import EntityFound, MetaFound
from fazhi_ie.facts.indicators.carry import Named
from fazhi_ie.facts.indicators.cells import Cell
from fazhi_ie.facts.indicators.phrases import Left
from fazhi_ie.facts.indicators.units import alike, kind_of
from fazhi_ie.facts.indicators.words import Vocabulary

#: 对2018年以前制定的文件进行清理: the date is that of the documents, not of the figure
_OF_MAKING = regex.compile(r"(?:底|末)?(?:以前|之前|前|以来)?(?:制定|出台|印发|发布|公布|颁布|实施)的?")


#: 由上年的|412项|增加到538项: a figure of before is no part of the whole of now
_FORMER = regex.compile(r"[由从](?:上年|去年|原来|此前|往年|\d{2,4}年)?的?(?:约|近)?$")


class Entities:
    """The agencies and dates of a text, looked up by offset."""

    def __init__(self, view: str, entities: Sequence[EntityFound], words: Vocabulary) -> None:
        self._agencies = [
            (entity.end, n) for n, entity in enumerate(entities)
            if entity.label == "AGENCY" and not _is_object(view[max(0, entity.start - 6) : entity.start], words)
        ]  # fmt: skip
        self._dates = [
            (entity.end, n) for n, entity in enumerate(entities)
            if entity.label == "DATE" and not _OF_MAKING.match(view, entity.end) and not _is_base(view, entity)
        ]  # fmt: skip
        self._entities = entities

    def agency(self, start: int, offset: int) -> int | None:
        """Return the index of the last agency in [start, offset) that the text may be about."""
        return self._last(self._agencies, start, offset)

    def date(self, start: int, offset: int) -> int | None:
        """Return the index of the last date in [start, offset)."""
        return self._last(self._dates, start, offset)

    def _last(self, ends: list[tuple[int, int]], start: int, offset: int) -> int | None:
        place = bisect_right(ends, (offset, len(self._entities))) - 1
        if place < 0 or self._entities[ends[place][1]].start < start:
            return None
        return ends[place][1]


def _is_object(before: str, words: Vocabulary) -> bool:
    """Say whether a body after these words is no actor: 向|省政府, or part of an object, as in 制定|省政府|规章."""
    return bool(words.aside.at_end(before) or words.verb.at_end(before) >= 2)


def _is_base(view: str, date: EntityFound) -> bool:
    """Say whether a date is what a figure is compared with (比上年, 是2018年的3倍), so not when it was."""
    before, after = view[max(0, date.start - 3) : date.start], view[date.end : date.end + 4]
    if before.endswith(("比", "较", "与", "同")):
        return "至" not in after[:1]
    return before.endswith(("是", "为", "相当于")) and after.startswith("的")


def find_period(cell: Cell, entities: Entities, meta: MetaFound, role: str) -> tuple[int | None, dict[str, Any] | None]:
    """Return the DATE entity of a figure, or else the dates of the report's year where it reports on that year."""
    date = entities.date(cell.sentence_start, cell.quantity.start)
    if date is not None:
        return date, None
    if role == "work" and meta.year is not None:
        return None, {"start_date": f"{meta.year:04d}-01-01", "end_date": f"{meta.year:04d}-12-31"}
    return None, None


def find_change(view: str, cell: Cell, named: Named, words: Vocabulary) -> dict[str, Any] | None:
    """Return direction, base and amount of a figure that states a change; None of any other."""
    if not named.change:
        return None
    rule = words.change.rule_of.get(named.change)
    direction = str(rule.attrs.get("direction", "up")) if rule is not None else "up"
    base = "".join(word for word in named.bases if word not in ("持续", "总体", "大幅", "显著", "同步", "平均", "逆势"))
    quantity = cell.quantity
    return {"direction": direction, "base": base or None, "amount": view[quantity.start : quantity.end]}


def is_target(cell: Cell, role: str, targets: list[int]) -> bool:
    """Say whether a figure is planned: in a plans passage, or after a word of aim in its sentence."""
    if role == "plans":
        return True
    place = bisect_left(targets, cell.quantity.end) - 1
    return place >= 0 and targets[place] >= max(cell.sentence_start, cell.quantity.start - 60)


def find_wholes(cells: Sequence[Cell], names: Sequence[Named]) -> list[int | None]:
    """Find the whole of each part: figures after 其中, in brackets or after 分别为, and terms of a sum (共计).

    Returns:
        For each cell the position of its whole among the cells, or None.
    """
    wholes: list[int | None] = [None] * len(cells)
    whole: int | None = None
    scope: int | None = None  # the first part
    for n, cell in enumerate(cells):
        left = names[n].left
        if _begins_parts(cell, left):
            whole, scope = _whole_of(cells, names, wholes, n), n
        elif scope is not None and not _goes_on(cells, names, scope, n):
            scope, whole = None, None
        if scope is not None and whole is not None and _is_part(cells[whole], cell, names[n]):
            wholes[n] = whole
        if left.total:
            _sum_up(cells, names, wholes, n)
    return wholes


def _begins_parts(cell: Cell, left: Left) -> bool:
    if left.part:
        return cell.adjacent or cell.depth > 0 or cell.left.startswith("其中")
    return cell.clause_break == "(" and cell.gap == "clause" and bool(left.core)


def _whole_of(cells: Sequence[Cell], names: Sequence[Named], wholes: list[int | None], n: int) -> int | None:
    """Return the figure before `n` that it is a part of: of its unit, not smaller, near by, at best of its name.

    Of several the nearest in the sentence counts; where 其中 begins a sentence, the first of the sentence before.
    """
    candidates: list[int] = []
    for k in range(n - 1, max(-1, n - 9), -1):
        if cells[k].sentence < cells[n].sentence - 1 or (
            candidates and cells[k].sentence < cells[candidates[0]].sentence
        ):
            break
        if _is_part(cells[k], cells[n], names[n]) and not names[k].change and wholes[k] is None:
            candidates.append(k)
    if not candidates:
        return None
    kin = [k for k in candidates if names[k].topic[-3:] == names[n].topic[-3:]]
    if kin:
        return kin[0]
    return candidates[0] if cells[candidates[0]].sentence == cells[n].sentence else candidates[-1]


def _goes_on(cells: Sequence[Cell], names: Sequence[Named], first: int, n: int) -> bool:
    """Say whether figure `n` is one more part of the list that figure `first` begins."""
    begin, cell, named = cells[first], cells[n], names[n]
    if cell.sentence != begin.sentence or cell.depth != begin.depth or cell.clause_break in ";:":
        return False
    if cell.gap == "list" or cell.depth:
        return True
    if named.left.total or (cell.gap != "same" and not cell.adjacent):
        return False
    if not named.left.core and not named.right.noun:
        return False
    started = names[first]
    return bool(started.action) == bool(named.action) and bool(started.owner) == bool(named.owner)


def _is_part(whole: Cell, part: Cell, named: Named) -> bool:
    if named.change or kind_of(part.quantity) in ("ratio", "rank", "duration") or _FORMER.search(part.left):
        return False
    if (
        not alike(whole.quantity.unit, part.quantity.unit)
        or whole.quantity.value is None
        or part.quantity.value is None
    ):
        return False
    return Decimal(whole.quantity.value) >= Decimal(part.quantity.value) and whole is not part


def _sum_up(cells: Sequence[Cell], names: Sequence[Named], wholes: list[int | None], n: int) -> None:
    """Make the terms before 共计15项 its parts, where they are a list in the same sentence that adds up to it."""
    value = cells[n].quantity.value
    if value is None:
        return
    rest, k, terms = Decimal(value), n - 1, []
    while k >= 0 and cells[k].sentence == cells[n].sentence and rest > 0 and n - k <= 12:
        term = cells[k].quantity
        if term.value is None or not alike(term.unit, cells[n].quantity.unit) or wholes[k] is not None:
            return
        rest -= Decimal(term.value)
        terms.append(k)
        k -= 1
    if rest == 0 and len(terms) >= 2:
        for k in terms:
            wholes[k] = n
