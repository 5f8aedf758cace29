"""What every kind of repair reads and returns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from fazhi_ie.text.alignment import Alignment

Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class TextNotice:
    """A place of which the reader should know that it could not be repaired, or not for certain.

    Attributes:
        code: Short name of the kind of notice.
        message: What is wrong there, in words.
        spans: The places, as half-open offsets into the clean text.
    """

    code: str
    message: str
    spans: tuple[tuple[int, int], ...]


class Draft:
    """A text between two repairs, with its distinct characters: most questions are settled by those alone."""

    def __init__(self, text: str) -> None:
        """Take the text as the repairs before this one left it."""
        self.text = text

    @cached_property
    def characters(self) -> frozenset[str]:
        """The distinct characters."""
        return frozenset(self.text)

    @cached_property
    def alphabet(self) -> str:
        """The distinct characters as one short string, in order."""
        return "".join(sorted(self.characters))

    @cached_property
    def half_width(self) -> bool:
        """Whether the text sets its commas in half width."""
        return self.text.count(",") > self.text.count("，")


@dataclass(frozen=True, slots=True)
class Repair:
    """The outcome of one kind of repair: the new text, its alignment with the draft, and how often it was made.

    The spans of `notices` are offsets into the new text.
    """

    text: str
    alignment: Alignment
    count: int
    notices: tuple[TextNotice, ...] = ()

    @classmethod
    def from_edits(cls, text: str, edits: Iterable[Edit], count: int | None = None) -> Repair | None:
        """Apply edits that are sorted and do not overlap; None when there are none."""
        listed = list(edits)
        if not listed:
            return None
        pieces: list[str] = []
        done = 0
        for start, end, replacement in listed:
            pieces += text[done:start], replacement
            done = end
        pieces.append(text[done:])
        alignment = Alignment.from_edits(len(text), ((start, end, len(new)) for start, end, new in listed))
        return cls("".join(pieces), alignment, len(listed) if count is None else count)
