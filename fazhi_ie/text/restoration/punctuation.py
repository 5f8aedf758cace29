"""Doubled punctuation: a script that sets a comma before every mark (指導,,深入 and 黨中央,、國務院)."""

from __future__ import annotations

import regex

from fazhi_ie.text.restoration.draft import Draft, Repair

_MARK = ",，、。；;：:"
# exactly two of a mark, or one or two commas before another mark; three and more are rows of empty cells or an ellipsis
_DOUBLED = regex.compile(
    r"(?<![,，])(?:[,，](?=[,，][^,，]|[,，]\Z|[、。；;：:！？])|[,，]{2}(?=[、。；;：:！？]))"
    r"|、(?=、[^、])(?<!、、)|。(?=。[^。])(?<!。。)|[；;](?=[；;][^；;])(?<![；;]{2})"
)
_COMMON_SHARE = 25


def remove_doubled(draft: Draft, forced: bool) -> Repair | None:
    """Take out the first of two marks where a text doubles its marks throughout; a slip or two is left alone.

    Args:
        draft: The text.
        forced: Repair also where the text does not show the pattern throughout.

    Returns:
        The repair, counted in marks taken out, or None when there is nothing to do.
    """
    if not any(mark in draft.characters for mark in ",，、。；;"):
        return None
    places = [match.span() for match in _DOUBLED.finditer(draft.text)]
    if not places:
        return None
    marks = sum(map(draft.text.count, _MARK))
    if not forced and len(places) * _COMMON_SHARE < marks:
        return None
    return Repair.from_edits(draft.text, [(start, end, "") for start, end in places])
