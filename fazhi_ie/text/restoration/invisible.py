"""Characters that nobody sees: zero-width ones, soft hyphens, control and private-use characters, lone surrogates."""

from __future__ import annotations

import regex

from fazhi_ie.text.alignment import Alignment
from fazhi_ie.text.restoration.draft import Draft, Repair, TextNotice

_UNSEEN = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters but tab, line ends and NEL
    r"\xad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    r"\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
)
#: Characters that show nothing.
UNSEEN = regex.compile(rf"[{_UNSEEN}\u200d]+")
# a joiner between two pictures makes them one, so that taking it out would show
_INVISIBLE = regex.compile(
    rf"[{_UNSEEN}]++|(?<![\p{{Extended_Pictographic}}\ufe0f])\u200d|\u200d(?!\p{{Extended_Pictographic}})"
)
_LONE = regex.compile(r"[\ud800-\udfff]")


def remove_invisible(draft: Draft, forced: bool) -> Repair | None:
    """Take out characters that show nothing.

    Args:
        draft: The text.
        forced: Makes no difference here: such a character is never part of a text.

    Returns:
        The repair, counted in characters, or None when there is nothing to do.
    """
    if not UNSEEN.search(draft.alphabet):
        return None
    edits = [(*match.span(), "") for match in _INVISIBLE.finditer(draft.text)]
    return Repair.from_edits(draft.text, edits, sum(end - start for start, end, _ in edits))


def replace_surrogates(draft: Draft, forced: bool) -> Repair | None:
    """Put U+FFFD for each half of a surrogate pair that stands alone: no file or JSON can hold one.

    Args:
        draft: The text.
        forced: Makes no difference here.

    Returns:
        The repair with a notice that names the places, or None.
    """
    if not _LONE.search(draft.alphabet):
        return None
    text = _LONE.sub("\ufffd", draft.text)
    places = tuple(match.span() for match in regex.finditer(r"[\ud800-\udfff]+", draft.text))
    count = sum(end - start for start, end in places)
    notice = TextNotice("lone-surrogate", f"{count} halves of surrogate pairs stand alone; each became U+FFFD", places)
    return Repair(text, Alignment.identity(len(text)), count, (notice,))
