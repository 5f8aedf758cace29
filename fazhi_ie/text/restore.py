"""Restoration: what anti-copying scripts and bad conversions did to a text, undone, with an exact alignment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

import regex

from fazhi_ie.text.alignment import Alignment
from fazhi_ie.text.restoration.draft import Draft, Repair, TextNotice
from fazhi_ie.text.restoration.entities import decode_entities
from fazhi_ie.text.restoration.gbk import find_unrepaired, undo_shift
from fazhi_ie.text.restoration.invisible import remove_invisible, replace_surrogates
from fazhi_ie.text.restoration.mojibake import undo_mojibake
from fazhi_ie.text.restoration.pinyin import remove_pinyin
from fazhi_ie.text.restoration.punctuation import remove_doubled
from fazhi_ie.text.restoration.traditional import Variant, simplify, take_census

__all__ = ["KINDS", "Restored", "TextNotice", "restore"]

# the order matters: each kind of repair needs what the ones before it brought to light (a shifted stretch is proven by
# its pinyin and may hold private-use characters, OpenCC sees words only when the pinyin inside them is gone)
_REPAIRS: dict[str, Callable[[Draft, bool], Repair | None]] = {
    "surrogates": replace_surrogates,
    "mojibake": undo_mojibake,
    "entities": decode_entities,
    "gbk-shift": undo_shift,
    "invisible": remove_invisible,
    "pinyin": remove_pinyin,
    "traditional": simplify,
    "punctuation": remove_doubled,
}

#: The kinds of repair, as `restore` takes and counts them.
KINDS = tuple(_REPAIRS)

# one repair can bring another to light (an entity inside an entity); real texts need two rounds, the last of which
# finds nothing, and the bound keeps the time of hostile ones linear
_MOST_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Restored:
    """A clean text and how it was reached.

    Attributes:
        text: The clean text.
        alignment: Leads from the text as given (source) to the clean text (target).
        repairs: How often each kind of repair was made; kinds that were not needed are absent.
        notices: Places that could not be repaired, with spans of the clean text.
        variant: The script of the text as given.
    """

    text: str
    alignment: Alignment
    repairs: dict[str, int]
    notices: tuple[TextNotice, ...]
    variant: Variant


def restore(text: str, repairs: str | Collection[str] = "auto") -> Restored:
    """Undo corruption and nothing else: a text without corruption passes through character for character.

    Spaces, widths and line breaks are not corruption; `matching_view` lets rules see through them.

    Args:
        text: The text as given.
        repairs: "auto" lets the text decide; a kind or several of `KINDS` allows only these, and makes those that
            depend on the text as a whole (traditional, punctuation, pinyin) wherever they apply. An empty collection
            allows none. Lone surrogates are always replaced: nothing later could handle them.

    Returns:
        Restored: its `alignment` has the given text as source and the clean text as target.

    Raises:
        ValueError: `repairs` names a kind that does not exist.

    Example:
        >>> done = restore("認真貫徹黨中央,、國務院關(guān)于法治政府建設(shè)的部署,,扎實推進,。")
        >>> done.text
        '认真贯彻党中央、国务院关于法治政府建设的部署,扎实推进。'
        >>> done.repairs
        {'pinyin': 2, 'punctuation': 3, 'traditional': 10}
        >>> done.alignment.to_source(8, 12)     # 国务院关, its bracket left out
        (9, 13)
    """
    allowed, forced = _choose(repairs)
    draft = Draft(text)
    variant: Variant | None = None
    alignment = Alignment.identity(len(text))
    counts: Counter[str] = Counter()
    notices: list[TextNotice] = []
    for _ in range(_MOST_ROUNDS):
        before = draft
        for kind in allowed:
            if kind == "traditional" and variant is None:
                variant = take_census(draft).variant
            repair = _REPAIRS[kind](draft, forced)
            if repair is None:
                continue
            draft = Draft(repair.text)
            alignment = alignment.compose(repair.alignment)
            counts[kind] += repair.count
            notices = [*_move(notices, repair.alignment), *repair.notices]
        if draft is before:
            break
    notices += _leftovers(draft)
    if variant is None:
        variant = take_census(draft).variant
    elif variant == "simplified" and counts["traditional"]:
        variant = "mixed"
    return Restored(draft.text, alignment, dict(sorted((+counts).items())), tuple(notices), variant)


def _choose(repairs: str | Collection[str]) -> tuple[tuple[str, ...], bool]:
    """Give the kinds to make, in their order, and whether the caller named them."""
    if repairs == "auto":
        return KINDS, False
    named = {repairs} if isinstance(repairs, str) else set(repairs)
    unknown = named - set(KINDS)
    if unknown:
        raise ValueError(f'unknown repairs {sorted(unknown)}: use "auto" or some of {", ".join(KINDS)}')
    return tuple(kind for kind in KINDS if kind in named or kind == "surrogates"), True


def _move(notices: Iterable[TextNotice], alignment: Alignment) -> list[TextNotice]:
    return [TextNotice(n.code, n.message, tuple(alignment.to_target_spans(n.spans))) for n in notices]


def _leftovers(draft: Draft) -> list[TextNotice]:
    """Name what is still broken in the clean text."""
    notices: list[TextNotice] = []
    spot = find_unrepaired(draft)
    if spot is not None:
        notices.append(spot)
    if "\ufffd" in draft.characters or "锟" in draft.characters:
        lost = tuple(match.span() for match in regex.finditer(r"\ufffd+|(?:锟斤拷)+", draft.text))
        if lost:
            notices.append(
                TextNotice("lost-characters", "an earlier conversion lost the characters that stood here", lost)
            )
    return notices
