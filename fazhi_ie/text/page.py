"""The page that a text was wrapped to: how wide its lines are, and which of them are full.

A line was broken by the page, not by its writer, where what comes next would not have fitted on it. Pages count
differently: a PDF in columns (a Chinese character takes two, a digit one), a mailer or `fold` in characters. The
measure is the one by which the lines that stop in the middle of a sentence are as long as one another.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

#: Marks after which a line may have been ended by its writer.
TERMINAL = frozenset("。!?;:…”』」】]>》")
_NARROWEST, _WIDEST = 12, 120
# lines end a little before the edge where a mark, a number or a word would have been cut
_SLACK = 1.5
_LOOSE = 3.0
# what is not set at the beginning of a line hangs over the edge of the line before it
_HANGING = "，。、；：！？）》”’】〕,.;:)%％"
_OPENING = "《“（〔(【‘「"
# what a page moves to the next line as a whole
_UNIT = regex.compile(rf"[{_OPENING}]*+(?:[0-9A-Za-z０-９Ａ-Ｚａ-ｚ.．/-]++|.)[{_HANGING}]*+")
_FEWEST = 3
_INDENTS = (" ", "\t", "\u3000")

Measure = Callable[[str], float]


def _columns(line: str) -> float:
    """Give a line's width in Chinese characters: in UTF-8 they have three bytes, and what is half as wide has one."""
    return (len(line) + len(line.encode("utf-8", "surrogatepass"))) / 4


def _characters(line: str) -> float:
    return float(len(line))


@dataclass(frozen=True, slots=True)
class Page:
    """What a wrapped text was wrapped to.

    Attributes:
        width: The widest a line gets, marks that hang over not counted.
        measure: How the width of a line is counted.
        exact: Whether almost every broken line is as long as it could be, as programs make them.
        indented: Whether paragraphs are indented, so that a line at the margin goes on with the one before it.
    """

    width: float
    measure: Measure
    exact: bool
    indented: bool

    def is_full(self, line: str, following: str) -> bool:
        """Say whether the first word of the following line would not have fitted on this one."""
        used = self.measure(line.rstrip(_HANGING))
        if not self.width / 2 <= used <= self.width + _LOOSE:
            return False
        overfull = not _fits(self.measure, line, following, self.width)
        return overfull or (not self.exact and used >= self.width - _SLACK)


def find_page(text: str) -> Page | None:
    r"""Find the page that a text was wrapped to.

    Args:
        text: A text whose lines end in newlines, its widths not folded.

    Returns:
        The page, or None for a text of one paragraph a line.

    Example:
        >>> text = "今年以来,全县各级各部门认真\n落实法治政府建设的各项任\n务,办理案件12件,开展检查\n8次。\n特此报告。"
        >>> page = find_page(text)
        >>> page.width, page.is_full("落实法治政府建设的各项任", "务,办理案件12件,开展检查")
        (12.0, True)
    """
    lines = [line for line in (line.rstrip() for line in text.split("\n")) if line]
    if len(lines) < _FEWEST + 1 or len(text) > len(lines) * _WIDEST:
        return None
    broken = [(line, after) for line, after in pairwise(lines) if line[-1] not in _ENDINGS]
    found = (_measured(lines, broken, measure) for measure in (_columns, _characters))
    share, page = max(found, key=lambda pair: pair[0])
    return page if share else None


_ENDINGS = TERMINAL | frozenset("！？；：")


def _measured(lines: Sequence[str], broken: Sequence[tuple[str, str]], measure: Measure) -> tuple[float, Page | None]:
    """Find the page by one measure, and the share of the broken lines that it explains: 0 where that is too small."""
    widths = sorted(measure(line.rstrip(_HANGING)) for line, _ in broken)
    if len(widths) < _FEWEST:
        return 0.0, None
    # the width before which most lines end shortly
    explained, widest = max((i + 1 - bisect_left(widths, top - _SLACK), top) for i, top in enumerate(widths))
    longer = sum(measure(line.rstrip(_HANGING)) > widest + _LOOSE for line in lines)
    if explained < max(_FEWEST, len(widths) / 4) or longer * 20 > len(lines):
        return 0.0, None
    near = [pair for pair in broken if abs(measure(pair[0].rstrip(_HANGING)) - widest + _SLACK / 2) <= _SLACK / 2]
    overfull, width = max(
        (_overfull(near, measure, top), top) for top in set(widths) if widest - _SLACK <= top <= widest
    )
    if not _NARROWEST <= width <= _WIDEST:
        return 0.0, None
    indents = sum(line.startswith(_INDENTS) for line in lines)
    page = Page(width, measure, overfull >= 0.9 * len(near), 2 <= indents <= len(lines) - 2)
    return explained / len(widths), page


def _overfull(pairs: Sequence[tuple[str, str]], measure: Measure, width: float) -> int:
    """Count the lines that are as long as a width allows, and no longer."""
    return sum(
        measure(line.rstrip(_HANGING)) <= width and not _fits(measure, line, after.lstrip(), width)
        for line, after in pairs
    )


def _fits(measure: Measure, line: str, following: str, width: float) -> bool:
    unit = _UNIT.match(following)
    return unit is None or measure(line) + measure(unit[0]) <= width
