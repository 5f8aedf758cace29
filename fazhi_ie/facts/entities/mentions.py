"""The records of what the entity grammars find in a text."""

from __future__ import annotations

from dataclasses import dataclass

from fazhi_ie.errors import NumeralError
from fazhi_ie.numbers import parse_number


@dataclass(slots=True)
class AgencyMention:
    """One name. `body` is where its place, level or parent ends; `parent` and `leader` are earlier mentions.

    `parent` is the body that this one belongs to (县委 of 县委办公室, start shared); `leader` the coordinated body
    whose place this one shares (市发改委 before 、财政局).
    """

    start: int
    end: int
    body: int
    kind: str
    rule: str
    head: str
    place: str | None = None
    level: str | None = None
    parent: AgencyMention | None = None
    leader: AgencyMention | None = None
    canonical: str | None = None

    @property
    def root(self) -> AgencyMention:
        """The outermost parent: the mention that carries place or level."""
        outer = self
        while outer.parent is not None:
            outer = outer.parent
        return outer

    @property
    def depth(self) -> int:
        """How many bodies this one is nested in."""
        return 0 if self.parent is None else self.parent.depth + 1


def outermost(found: list[AgencyMention]) -> list[AgencyMention]:
    """Keep the longest of overlapping names."""
    kept: list[AgencyMention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if kept and mention.start < kept[-1].end:
            if mention.end - mention.start > kept[-1].end - kept[-1].start:
                kept[-1] = mention
        else:
            kept.append(mention)
    return kept


@dataclass(slots=True)
class Citation:
    """One document number, article of a law, or law named without 《》."""

    start: int
    end: int
    label: str
    rule: str
    code: str | None = None
    year: int | None = None
    number: int | None = None
    article: str | None = None
    paragraph: str | None = None
    item: str | None = None
    name: str | None = None
    rank: str | None = None


def whole_number(text: str) -> int | None:
    """Return the whole number that a numeral of either writing stands for (三十二, 32), None where it is none."""
    try:
        return int(parse_number(text))
    except NumeralError:
        return None
