"""The numbers of list paragraphs, which a Word file does not hold as text but as instructions to count."""

from __future__ import annotations

from typing import Any

import regex

from fazhi_ie.io.list_numbers import list_number
from fazhi_ie.io.word_styles import Styles
from fazhi_ie.io.word_xml import child, children, is_on, number, value

_PLACE = regex.compile(r"%([1-9])")
_LEVELS = 9
#: Fonts of signs keep their bullets here; what they look like is the font's business.
_PRIVATE = regex.compile(r"[\ue000-\uf8ff]")


class _Abstract:
    """A list as it is defined: its levels by their depth, or the numbering style that has them."""

    def __init__(self, element: Any) -> None:
        self.link = value(child(element, "numStyleLink"))
        levels = {number(value(level, "ilvl")): level for level in children(element, "lvl")}
        self.levels = {n: level for n, level in levels.items() if 0 <= n < _LEVELS}


class Numbering:
    """Counts the paragraphs of the lists, in the order in which they come.

    Source:
        ECMA-376 Part 1, 17.9 (numbering).
    """

    def __init__(self, root: Any, styles: Styles) -> None:
        self._styles = styles
        self._lists = {value(el, "numId"): el for el in children(root, "num")}
        self._abstract = {value(el, "abstractNumId"): _Abstract(el) for el in children(root, "abstractNum")}
        self._levels: dict[str, tuple[str, dict[int, Any]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, properties: Any, style: str | None) -> str:
        """Count a paragraph and give the number that stands before it.

        Args:
            properties: Its own numbering properties (w:numPr), or None.
            style: Its paragraph style.

        Returns:
            str: the number with its marks, such as "（二）"; empty for a paragraph without one.
        """
        inherited, owner = self._styles.numbering(style)
        identity = value(child(properties, "numId")) or value(child(inherited, "numId"))
        if identity is None or identity not in self._lists:
            return ""  # numId 0 takes the number off
        key, levels = self._resolve(identity)
        at = value(child(properties, "ilvl"))
        if at is None:
            at = self._level_of_style(levels, owner) or value(child(inherited, "ilvl"))
        level = min(max(number(at), 0), _LEVELS - 1)
        return self._count(identity, key, levels, level)

    def _resolve(self, identity: str) -> tuple[str, dict[int, Any]]:
        """Give the list that a numId counts, and its levels with what the numId changes in them."""
        if identity not in self._levels:
            self._levels[identity] = self._read_levels(identity)
        return self._levels[identity]

    def _read_levels(self, identity: str) -> tuple[str, dict[int, Any]]:
        entry = self._lists[identity]
        key = value(child(entry, "abstractNumId")) or ""
        abstract = self._abstract.get(key)
        other = self._lists.get(self._styles.linked_numbering(abstract.link)) if abstract and abstract.link else None
        if other is not None:
            key = value(child(other, "abstractNumId")) or key
            abstract = self._abstract.get(key)
        levels = dict(abstract.levels) if abstract else {}
        replaced = {number(value(el, "ilvl")): child(el, "lvl") for el in children(entry, "lvlOverride")}
        levels.update({n: level for n, level in replaced.items() if level is not None})
        return key, levels

    def _level_of_style(self, levels: dict[int, Any], owner: str | None) -> str | None:
        """Find the level that names the style which brought the numbering."""
        return next((str(n) for n, level in levels.items() if owner and value(child(level, "pStyle")) == owner), None)

    def _count(self, identity: str, key: str, levels: dict[int, Any], level: int) -> str:
        if level not in levels:
            return ""
        counts = self._counts.setdefault(key, {})
        restart = self._restart(identity, level)
        if restart is not None:
            counts[level] = restart
        else:
            counts[level] = counts[level] + 1 if level in counts else _first(levels[level])
        for deeper in [n for n in counts if n > level]:
            after = value(child(levels.get(deeper), "lvlRestart")) if deeper in levels else None
            if after is None or 0 < number(after) > level:
                del counts[deeper]
        return _written(levels, counts, level)

    def _restart(self, identity: str, level: int) -> int | None:
        """Give the number at which a list begins anew where it is first used on a level."""
        if (identity, level) in self._begun:
            return None
        self._begun.add((identity, level))
        for override in children(self._lists[identity], "lvlOverride"):
            start = child(override, "startOverride")
            if start is not None and number(value(override, "ilvl")) == level:
                return number(value(start), 1)
        return None


def _first(level: Any) -> int:
    return number(value(child(level, "start")), 0 if child(level, "start") is None else 1)


def _written(levels: dict[int, Any], counts: dict[int, int], level: int) -> str:
    """Write the number of a level: its text with the counts of this level and those above in their places."""
    own = levels[level]
    plain = is_on(child(own, "isLgl"))
    text = value(child(own, "lvlText")) or ""
    if _form(own) == "bullet":
        return "•" if _PRIVATE.search(text) else text
    if _form(own) == "none" and not _PLACE.search(text):
        return text

    def place(match: regex.Match[str]) -> str:
        n = int(match[1]) - 1
        if n not in levels or n > level:
            return ""
        form = "decimal" if plain and _form(levels[n]) != "decimalZero" else _form(levels[n])
        return list_number(counts.get(n, _first(levels[n])), form)

    label: str = _PLACE.sub(place, text)
    return label


def _form(level: Any) -> str:
    form = value(child(level, "numFmt"))
    if form is None:
        # newer forms stand in an alternative that old programs skip
        choice = child(level, "AlternateContent", "Choice", "numFmt")
        form = value(choice)
    return form or "decimal"
