"""The record of one agency name in a text."""

from __future__ import annotations

from dataclasses import dataclass


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
