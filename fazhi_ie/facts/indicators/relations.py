"""Relations of figures: the body, the period, the change, whether it is a target; `wholes` has their parts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any

import regex

from fazhi_ie.facts.found import EntityFound, MetaFound
from fazhi_ie.facts.indicators.carry import Named
from fazhi_ie.facts.indicators.cells import Cell
from fazhi_ie.facts.indicators.words import Vocabulary

#: 对2018年以前制定的文件进行清理: the date is that of the documents, not of the figure
_OF_MAKING = regex.compile(r"(?:底|末)?(?:以前|之前|前|以来)?(?:制定|出台|印发|发布|公布|颁布|实施)的?")
#: How a sentence begins that goes on about what the sentence before has dated: 活动中, 其间, 共抽取案卷.
_GOES_ON = regex.compile(
    r"\s*(?:(?:活动|行动|整治|检查|评查|培训|演练|会议|督察|清理|排查)(?:中|期间|过程中|共)|期间|其间|会上|会议(?:中|上)|此次|本次|该次|现场"
    r"|共(?=[\p{Han}]{2})(?!有)|参[演训会加](?:人员|部门|单位))"
)
_NO_TIME = regex.compile(r"近年来|近几年|近些年|多年来|历年|长期以来|一直以来")
#: How far back the beginning of the sentence before is looked for.
_SENTENCE = 300


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
        self._entities, self._view = entities, view

    def agency(self, start: int, offset: int) -> int | None:
        """Return the index of the last agency in [start, offset) that the text may be about."""
        return self._last(self._agencies, start, offset)

    def date(self, start: int, offset: int) -> int | None:
        """Return the index of the last date in [start, offset)."""
        return self._last(self._dates, start, offset)

    def period_before(self, cell: Cell) -> int | None:
        """Return the DATE that a figure belongs to: of its sentence, or of the one before where it goes on about that.

        由2022年的96.1%上升到|98.3%: a date before which 由 stands is only that of the figure right behind it.
        """
        view, start = self._view, cell.sentence_start
        date = self.date(start, cell.quantity.start)
        while date is not None and self._is_former(date, cell):
            date = self.date(start, self._entities[date].start)
        if date is not None and not self._entities[date].attrs.get("start_date"):
            settled = self.date(start, self._entities[date].start)  # 12月4日|当天
            date = date if settled is None else settled
        if date is None and _GOES_ON.match(view, start):
            before = max(view.rfind(mark, max(0, start - _SENTENCE), start - 1) for mark in "。!?\n") + 1
            if before < start and "\n" not in view[before:start]:
                date = self.date(before, start)
        return date

    def _is_former(self, date: int, cell: Cell) -> bool:
        entity = self._entities[date]
        if self._view[entity.start - 1 : entity.start] not in ("由", "从"):
            return False
        between = self._view[entity.end : cell.quantity.start]
        return _DIGIT.search(between) is not None

    def is_vague(self, cell: Cell) -> bool:
        """Say whether a sentence is about a time without a beginning: 近年来,累计投入|3200万元."""
        return _NO_TIME.search(self._view, cell.sentence_start, cell.quantity.start) is not None

    def _last(self, ends: list[tuple[int, int]], start: int, offset: int) -> int | None:
        place = bisect_right(ends, (offset, len(self._entities))) - 1
        if place < 0 or self._entities[ends[place][1]].start < start:
            return None
        return ends[place][1]


_DIGIT = regex.compile(r"\d")


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
    date = entities.period_before(cell)
    if date is not None:
        return date, None
    if role == "work" and meta.year is not None and not entities.is_vague(cell):
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
