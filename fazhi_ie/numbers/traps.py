"""Words and names that hold numeral characters but state no number (`traps.tsv`), found in one pass."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from importlib import resources

import daachorse
import regex

from fazhi_ie.knowledge.units import builtin_units


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


def _holds(text: str, start: int, end: int) -> bool:
    """Tell whether a trap stands by itself: 12345热线, but neither 1234567 nor 12345件."""
    if text[end - 1] not in "0123456789":
        return True
    if text[end : end + 1] in _FIGURES or (start and text[start] in _FIGURES and text[start - 1] in "0123456789,."):
        return False
    counted = text[start:end].isdigit() and builtin_units().read(text, end) is not None
    return not counted or HOTLINE.match(text, start) is not None


_FIGURES = frozenset("0123456789")


class TrapSpans:
    """The traps of one text; `at` tells whether an offset lies inside one."""

    def __init__(self, text: str) -> None:
        found = [(start, end) for start, end, _ in _automaton().find(text) if _holds(text, start, end)] if text else []
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


#: A service number before what it is the number of: 12388举报平台, “12309”检察服务, 119接警.
HOTLINE = regex.compile(
    r"(?:1[0-9]{4}|1[12][0-9])(?![0-9.,])(?=[”\"』」](?!个)|(?:政务|便民|公共|法律|检察|司法|医保|社保|市民|综合){0,2}+(?:服务|客服|投诉|举报|报警|接警|求助|维权|指挥)?+"
    r"(?:热线|平台|举报|投诉|专线|电话|中心|系统|工单|接警|报警))"
)
# a letter, or another figure joined by a sign, makes an identifier: G20, 1+3+N, 1.2.3, 2020-11, COVID-19, a@1.cn
_ADDRESS = regex.compile(r"(?:https?://|www\.)[!-~]{1,4000}+")


def addresses(text: str) -> list[tuple[int, int]]:
    """Return the spans of web addresses, whose figures count nothing."""
    if "://" not in text and "www." not in text:
        return []
    return [match.span() for match in _ADDRESS.finditer(text)]
