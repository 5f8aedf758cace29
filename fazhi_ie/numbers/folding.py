"""One spelling for what writers spell in many ways: widths, traditional and formal characters, stray spaces.

Folding keeps the offsets: characters map one for one, and the spaces taken out are remembered.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache

import regex

# full-width ASCII, then the traditional characters that numerals, units, bounds and dates are written with
_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_TRADITIONAL = str.maketrans(
    "萬億兩點負貳陸參個幾數餘週後內過時號從來約達於雙對輛臺間處畝噸倍頓歲項戶條場週節號與終這當極團據錢塊級種類張艘",
    "万亿两点负贰陆叁个几数余周后内过时号从来约达于双对辆台间处亩吨倍顿岁项户条场周节号与终这当极团据钱块级种类张艘",
)
_OTHER = {ord("○"): "零", ord("〇"): "零", ord("Ｏ"): "零", ord("−"): "-", ord("︰"): ":"}
_SPACES = dict.fromkeys((9, 160, 12288, *range(8192, 8203)), 32)
_FOLD: dict[int, int | str] = {**_TRADITIONAL, **_WIDTH, **_SPACES, **_OTHER}

# a space counts for nothing beside a Chinese character, a sign or one edge of a figure; between two figures or two
# Latin words it separates them
_SPACE = regex.compile(r"(?<=[^\sA-Za-z0-9])[ ]++(?=[^\sA-Za-z])|(?<=[0-9])[ ]++(?=[^\sA-Za-z0-9])")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `cuts` are the offsets in it where spaces were taken out, `gaps` how many up to each cut."""

    text: str
    cuts: tuple[int, ...] = ()
    gaps: tuple[int, ...] = ()

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the given text for a span of the folded one; spaces at its edges stay outside."""
        if not self.cuts:
            return start, end
        before = bisect_right(self.cuts, start)
        within = bisect_left(self.cuts, end)
        return start + (self.gaps[before - 1] if before else 0), end + (self.gaps[within - 1] if within else 0)


@lru_cache(maxsize=2)  # dates and quantities are looked for in the same text, one after the other
def fold(text: str) -> Folded:
    """Fold a text for reading numbers.

    Args:
        text: Any text; its length may shrink by the spaces taken out.

    Returns:
        Folded: the folded text and the way back to the given offsets.

    Example:
        >>> folded = fold("约１２ 萬件")
        >>> folded.text, folded.to_source(1, 5)
        ('约12万件', (1, 6))
    """
    if not text.isascii():
        text = text.translate(_FOLD)
    if " " not in text:
        return Folded(text)
    parts: list[str] = []
    cuts: list[int] = []
    gaps: list[int] = []
    last = removed = 0
    for match in _SPACE.finditer(text):
        start, end = match.span()
        parts.append(text[last:start])
        cuts.append(start - removed)
        removed += end - start
        gaps.append(removed)
        last = end
    if not cuts:
        return Folded(text)
    parts.append(text[last:])
    return Folded("".join(parts), tuple(cuts), tuple(gaps))
