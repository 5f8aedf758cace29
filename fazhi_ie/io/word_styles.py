"""The styles of a Word file, as far as they decide about text: hidden or not, numbered or not, table of contents."""

from __future__ import annotations

from typing import Any

import regex

from fazhi_ie.io.word_xml import child, children, is_on, local, value

_CONTENTS = regex.compile(r"toc ?\d|目录 ?\d", regex.I)
#: Styles inherit; a chain that is longer is a loop.
_LONGEST_CHAIN = 32


class Styles:
    """What the styles say."""

    def __init__(self, root: Any) -> None:
        self._styles = {value(style, "styleId"): style for style in children(root, "style")}
        self._default = next(
            (
                name
                for name, style in self._styles.items()
                if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true", "on")
            ),
            None,
        )

    def _chain(self, name: str | None) -> list[Any]:
        """Give a style and those that it inherits from, nearest first."""
        chain: list[Any] = []
        while name in self._styles and len(chain) < _LONGEST_CHAIN:
            chain.append(self._styles[name])
            name = value(child(chain[-1], "basedOn"))
        return chain

    def numbering(self, name: str | None) -> tuple[Any, str | None]:
        """Give the numbering properties of a paragraph style, and the style that has them."""
        for style in self._chain(name or self._default):
            properties = child(style, "pPr", "numPr")
            if properties is not None:
                return properties, value(style, "styleId")
        return None, None

    def hides(self, name: str | None) -> bool:
        """Say whether a style hides its text."""
        for style in self._chain(name):
            switch = child(style, "rPr", "vanish")
            if switch is not None:
                return is_on(switch)
        return False

    def is_contents(self, name: str | None) -> bool:
        """Say whether a style is that of an entry in the table of contents."""
        style = self._styles.get(name)
        title = value(child(style, "name")) if style is not None else name
        return _CONTENTS.fullmatch(title or "") is not None

    def linked_numbering(self, name: str | None) -> str | None:
        """Give the numId of a numbering style (w:numStyleLink)."""
        style = self._styles.get(name)
        return value(child(style, "pPr", "numPr", "numId")) if style is not None and local(style) else None
