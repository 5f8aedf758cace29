"""The records of a layout: what the sections, blocks, list items and passages of a matching view are."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RoleCue:
    """A place that tells what the text around it is: a hit of a rule, handed in by a room that knows the rules.

    Args:
        start: Start of the words that give the cue.
        end: Their end.
        role: The role they announce.
        kind: "heading" counts inside the title of a section, "opening" at the start of a sentence, "clause" makes the
            whole clause around it turn; a "sign" is weak, and weighed by the paragraph where no heading tells.
        after: Roles that the text must have before the cue; empty for any.
        later: The cue does not count in the first heading of a text.
    """

    start: int
    end: int
    role: str
    kind: str = "heading"
    after: tuple[str, ...] = ()
    later: bool = False


@dataclass(slots=True)
class Section:
    """A heading with the text that it governs, or the turn of one speaker of a transcript."""

    start: int
    end: int
    level: int
    parent: int | None
    number: str | None
    title: str | None
    title_start: int
    title_end: int
    role: str
    speaker: str | None = None


@dataclass(slots=True)
class Block:
    """One line of the view (a heading with run-in text, or a glued signature, makes two blocks of it)."""

    start: int
    end: int
    kind: str
    section: int | None = None


@dataclass(slots=True)
class Item:
    """One item of a list; [start, end) leaves out the marker and the punctuation at the end."""

    start: int
    end: int
    marker_start: int
    block: int
    role: str
    family: str = ""
    ordinal: int = 0


@dataclass(slots=True)
class Passage:
    """A stretch of running text with one role."""

    start: int
    end: int
    role: str
    section: int | None = None


@dataclass(slots=True)
class HeaderField:
    """One key with its value from the block of data above a report (索引号, 发布日期, ...)."""

    key: str
    start: int
    end: int


@dataclass(slots=True)
class Layout:
    """What lies where in a matching view; all offsets are [start, end) into it."""

    sections: list[Section] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    title: tuple[int, int] | None = None
    fields: list[HeaderField] = field(default_factory=list)

    def role_at(self, offset: int) -> str:
        """Return the role of the text at `offset`: of its passage, of its heading, or "header" or "other"."""
        n = bisect_right(self.passages, offset, key=_start) - 1
        if n >= 0 and offset < self.passages[n].end:
            return self.passages[n].role
        block = self.block_at(offset)
        if block is None:
            return "other"
        if block.kind in ("header", "title", "furniture"):
            return "header"
        if block.section is not None and block.kind in ("heading", "speaker"):
            return self.sections[block.section].role
        return "other"

    def section_at(self, offset: int) -> int | None:
        """Return the index of the innermost section that holds `offset`."""
        block = self.block_at(offset)
        return block.section if block else None

    def block_at(self, offset: int) -> Block | None:
        """Return the block that holds `offset`; None at a line break."""
        n = bisect_right(self.blocks, offset, key=_start) - 1
        return self.blocks[n] if n >= 0 and offset < self.blocks[n].end else None


def _start(record: Block | Passage) -> int:
    return record.start
