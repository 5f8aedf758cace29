"""Text from a report into HTML, so that it can do nothing there: no markup, no change of writing direction."""

from __future__ import annotations

from html import escape

import regex

# controls of writing direction turn the text around them: each is shut into an element of its own, and shown by name
_DIRECTION = regex.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# what no HTML page may hold, even as a reference; and halves of a surrogate pair, which have no bytes
_FORBIDDEN = regex.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")


def as_text(text: str) -> str:
    """Escape text for the inside of an element; its characters stay, but those that HTML cannot hold become U+FFFD.

    Example:
        >>> as_text("</style>&")
        '&lt;/style&gt;&amp;'
    """
    whole = escape(_FORBIDDEN.sub("\ufffd", text), quote=False).replace("\r", "&#13;")
    return str(_DIRECTION.sub(_shut_in, whole))


def as_attribute(text: str) -> str:
    """Escape text for an attribute in double quotes; controls of writing direction stand there by name."""
    return escape(_DIRECTION.sub(lambda found: f"[{_named(found[0])}]", _FORBIDDEN.sub("\ufffd", text)))


def _shut_in(found: regex.Match[str]) -> str:
    return f'<bdi class="c" data-l="{_named(found[0])}">{found[0]}</bdi>'


def _named(character: str) -> str:
    return f"U+{ord(character):04X}"
