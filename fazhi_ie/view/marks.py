"""The text of a report with its facts marked: an element a fact, nested; facts that cross are cut where they cross."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from fazhi_ie.schema import Report
from fazhi_ie.view.cells import tip
from fazhi_ie.view.escaping import as_attribute, as_text
from fazhi_ie.view.words import KINDS, LABELS, Kind


@dataclass(frozen=True, slots=True)
class _Mark:
    """One stretch to mark: where it ends, its element where it begins, and where it goes on after a crossing."""

    end: int
    opening: str
    going_on: str
    tag: str = "span"


def marked(report: Report) -> str:
    """Return the clean text as HTML; the text of the elements, joined, is the clean text itself.

    The element of a fact has the id `t-ID` and its tip in `title`; what follows a crossing has `data-of="t-ID"`. Empty
    `<i>` elements are the places that the outline and the notices lead to.
    """
    text = report.text or ""
    starting: dict[int, list[_Mark]] = {}
    for start, mark in (*_headings(report, text), *_facts(report)):
        starting.setdefault(start, []).append(mark)
    places = _places(report)
    ends = {mark.end for marks in starting.values() for mark in marks}
    pieces: list[str] = []
    open_marks: list[_Mark] = []
    for start, end in pairwise(sorted({0, len(text), *starting, *ends, *places})):
        pieces.extend(_close(open_marks, start))
        pieces.extend(places.get(start, ()))
        for mark in sorted(starting.get(start, ()), key=lambda mark: -mark.end):
            open_marks.append(mark)
            pieces.append(mark.opening)
        pieces.append(as_text(text[start:end]))
    pieces.extend(_close(open_marks, len(text)))
    return "".join(pieces)


def _close(open_marks: list[_Mark], position: int) -> Iterator[str]:
    """Close the marks that end here; those inside them that go on are cut and opened again."""
    crossing: list[_Mark] = []
    while any(mark.end <= position for mark in open_marks):
        mark = open_marks.pop()
        cut = mark.end > position
        if cut:
            crossing.append(mark)
        # an empty element tells the style that no label belongs here
        yield f"<s></s></{mark.tag}>" if cut else f"</{mark.tag}>"
    for mark in reversed(crossing):
        open_marks.append(mark)
        yield mark.going_on


def _facts(report: Report) -> Iterator[tuple[int, _Mark]]:
    for kind in KINDS:
        for fact in getattr(report, kind.key):
            about = as_attribute(tip(report, kind.key, fact))
            attributes = f'class="{_class(kind, fact)}"{_label(kind, fact)} title="{about}"'
            mark = _Mark(
                fact.span.clean_end,
                f'<span id="t-{fact.id}" {attributes}>',
                f'<span data-of="t-{fact.id}" {attributes}>',
            )
            yield fact.span.clean_start, mark


def _class(kind: Kind, fact: Any) -> str:
    return "k-m plan" if kind.key == "measures" and fact.status == "planned" else f"k-{kind.letter}"


def _label(kind: Kind, fact: Any) -> str:
    return f' data-l="{as_attribute(LABELS.get(fact.label, fact.label))}"' if kind.key == "entities" else ""


def _places(report: Report) -> dict[int, list[str]]:
    places: dict[int, list[str]] = {}
    for section in report.sections:
        places.setdefault(section.span.clean_start, []).append(f'<i id="t-{section.id}"></i>')
    for number, notice in enumerate(report.notices, 1):
        for span in notice.spans[:1]:
            places.setdefault(span.clean_start, []).append(f'<i id="t-{report.sha256[:8]}-n{number}"></i>')
    return places


def _headings(report: Report, text: str) -> Iterator[tuple[int, _Mark]]:
    """Give each heading: from where its section begins to the end of its title, within one line."""
    for section in report.sections:
        if section.title:
            start = section.span.clean_start
            line_end = text.find("\n", start)
            line = text[start : min(section.span.clean_end, line_end if line_end >= 0 else len(text))]
            at = line.find(section.title)
            length = at + len(section.title) if at >= 0 else len(line)
            if length:
                yield start, _Mark(start + length, '<b class="h">', '<b class="h">', "b")
