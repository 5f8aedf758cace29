"""HTML entities that were left in the text: &nbsp; &ldquo; &#12290; and those escaped twice (&amp;nbsp;)."""

from __future__ import annotations

from html import unescape
from html.entities import html5

import regex

from fazhi_ie.text.restoration.draft import Draft, Edit, Repair

_ENTITY = regex.compile(
    r"&(?P<escapes>(?:amp;|#0{0,5}38;|#[xX]0{0,4}26;)*)(?P<name>#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
)


def decode_entities(draft: Draft, forced: bool) -> Repair | None:
    """Put the characters for the entities that name them.

    Args:
        draft: The text.
        forced: Makes no difference here: "&", a known name and ";" mean nothing else.

    Returns:
        The repair, counted in entities, or None when there is nothing to do.
    """
    if "&" not in draft.characters or ";" not in draft.characters:
        return None
    edits: list[Edit] = []
    for match in _ENTITY.finditer(draft.text):
        name = match["name"]
        if name[0] == "#" or f"{name};" in html5:
            edits.append((*match.span(), unescape(f"&{name};")))
        elif match["escapes"]:
            edits.append((*match.span(), f"&{name};"))
    return Repair.from_edits(draft.text, edits)
