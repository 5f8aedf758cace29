"""Words and names that hold numeral characters but state no number (`traps.tsv`), found in one pass."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from importlib import resources

import daachorse
import regex


@lru_cache(maxsize=1)
def traps() -> dict[str, str]:
    """Return each literal with the reason why it is no number."""
    table: dict[str, str] = {}
    for line in resources.files("fazhi_ie.numbers").joinpath("traps.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith(("#", "literal\t")):
            literal, reason = line.split("\t")
            table[literal] = reason
    return table


@lru_cache(maxsize=1)
def _automaton() -> daachorse.CharwiseDoubleArrayAhoCorasick:
    return daachorse.CharwiseDoubleArrayAhoCorasick(list(traps()), daachorse.MATCH_KIND_LEFTMOST_LONGEST)


class TrapSpans:
    """The traps of one text; `at` tells whether an offset lies inside one."""

    def __init__(self, text: str) -> None:
        found = [(start, end) for start, end, _ in _automaton().find(text)] if text else []
        self._starts = [start for start, _ in found]
        self._ends = [end for _, end in found]

    def at(self, offset: int) -> bool:
        """Tell whether the character at `offset` is part of a trap."""
        n = bisect_right(self._starts, offset) - 1
        return n >= 0 and offset < self._ends[n]


@lru_cache(maxsize=1)
def unit_words() -> dict[str, str]:
    """Return the words that begin with the character of a unit, with the form of numeral they stand against."""
    table: dict[str, str] = {}
    for line in resources.files("fazhi_ie.numbers").joinpath("unit_words.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith(("#", "word\t")):
            word, form, _ = line.split("\t")
            table[word] = form
    return table


@lru_cache(maxsize=1)
def _unit_word() -> regex.Pattern[str]:
    return regex.compile("|".join(regex.escape(word) for word in sorted(unit_words(), key=lambda w: (-len(w), w))))


def goes_on(text: str, start: int, end: int, chinese: bool) -> bool:
    """Tell whether the unit at [start, end) is only the beginning of a longer word (部 of 部门).

    Args:
        text: A folded text.
        start: Where the unit begins.
        end: Where it ends.
        chinese: Whether the numeral before it is Chinese; more words stand against it then (三项制度).
    """
    match = _unit_word().match(text, start)
    if match is None or match.end() <= end:
        return False
    form = unit_words()[match.group()]
    return form == "all" or (chinese and form == "chinese")


# a letter, or another figure joined by a sign, makes an identifier: G20, 1+3+N, 1.2.3, 2020-11, COVID-19, a@1.cn
_ADDRESS = regex.compile(r"(?:https?://|www\.)[!-~]{1,4000}+")


def addresses(text: str) -> list[tuple[int, int]]:
    """Return the spans of web addresses, whose figures count nothing."""
    if "://" not in text and "www." not in text:
        return []
    return [match.span() for match in _ADDRESS.finditer(text)]
