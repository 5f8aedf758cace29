"""Marked sentences for the tests of the indicator stage: figures stand in square brackets."""

from __future__ import annotations

from dataclasses import dataclass

from fazhi_ie.facts.found import EntityFound, IndicatorFound, MetaFound, NoticeFound, QuantityFound
from fazhi_ie.facts.indicators import find_indicators
from fazhi_ie.facts.structure import find_structure
from fazhi_ie.numbers import find_quantities
from fazhi_ie.rules import load_rules


@dataclass
class Read:
    """What the stage made of one marked sentence."""

    view: str
    found: list[IndicatorFound]
    notices: list[NoticeFound]

    def text(self, item: IndicatorFound) -> str:
        return self.view[item.start : item.end]

    def by_figure(self) -> dict[str, IndicatorFound]:
        return {self.text(item): item for item in self.found}


def unmark(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """Take the brackets off; refuses marks that do not pair."""
    view, spans, opened = "", [], -1
    for char in marked:
        if char == "[":
            assert opened < 0, f"nested mark in {marked!r}"
            opened = len(view)
        elif char == "]":
            assert opened >= 0, f"mark closed before it opens in {marked!r}"
            spans.append((opened, len(view)))
            opened = -1
        else:
            view += char
    assert opened < 0, f"mark not closed in {marked!r}"
    return view, spans


def figures(view: str, spans: list[tuple[int, int]]) -> list[QuantityFound]:
    """Read the marked figures, each by itself."""
    read = []
    for start, end in spans:
        whole = [q for q in find_quantities(view[start:end]) if (q.start, q.end) == (0, end - start)]
        assert whole, f"{view[start:end]!r} is no figure"
        q = whole[0]
        value, upper = (None if number is None else format(number, "f") for number in (q.value, q.upper))
        read.append(
            QuantityFound(
                start, end, start + q.number_start, start + q.number_end, value, q.unit, q.bound, upper, q.fraction,
                q.rank, q.dimension,
            )
        )  # fmt: skip
    return read


def read(
    marked: str,
    entities: tuple[tuple[str, str], ...] = (),
    year: int | None = None,
    disable: tuple[str, ...] = (),
) -> Read:
    """Run the stage on a marked sentence; `entities` are (label, text), found where the text first stands."""
    view, spans = unmark(marked)
    rules = load_rules(disable=disable)
    found = sorted(
        (EntityFound(view.index(text), view.index(text) + len(text), label, "test", text) for label, text in entities),
        key=lambda entity: entity.start,
    )
    meta = MetaFound(year=year)
    layout = find_structure(view, rules)
    return Read(view, *find_indicators(view, layout, found, figures(view, spans), meta, rules))
