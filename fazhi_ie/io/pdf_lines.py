"""The lines of PDF pages with their indents, which the characters of a PDF do not show.

A paragraph that is set in by two characters says where it begins. Without that, the end of a full line and the end of a
paragraph look the same, and two paragraphs would be read as one sentence, or one sentence as two.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_LINE_END = "\r\n"
_INDENT = "\u3000\u3000"
#: A paragraph is set in by two characters; wider gaps are those of titles and signatures.
_NARROW, _WIDE = 1.4, 2.7
#: Lines begin at the same place within this many points.
_SAME = 4.0
#: Digits are half as wide as Chinese characters, of which one stands among so many.
_FIRST = 8


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line, where it begins on the page, and how wide its characters are, in points; 0 where that is not known."""

    text: str
    left: float = 0.0
    width: float = 0.0


def placed_lines(page: Any) -> list[PlacedLine]:
    """Read the lines of a page.

    Args:
        page: A text page of pypdfium2.

    Returns:
        The lines in the order of the file.
    """
    from pypdfium2 import raw

    text: str = page.get_text_bounded()
    # PDFium counts its characters with the line ends that it adds
    characters = "".join(chr(raw.FPDFText_GetUnicode(page, i)) for i in range(page.count_chars()))
    known = characters == text
    lines: list[PlacedLine] = []
    start = 0
    for line in text.split(_LINE_END):
        lines.append(_placed(page, start, line) if known and line and not line[0].isspace() else PlacedLine(line))
        start += len(line) + len(_LINE_END)
    return lines


def _placed(page: Any, start: int, line: str) -> PlacedLine:
    boxes = [page.get_charbox(i, loose=True) for i in range(start, start + min(_FIRST, len(line)))]
    return PlacedLine(line, float(boxes[0][0]), max(float(right - left) for left, _, right, _ in boxes))


def indented(pages: Sequence[Sequence[PlacedLine]]) -> list[str]:
    """Give the texts of pages, with two spaces of full width before each line that is set in by two characters."""
    margin = _margin(sorted(line.left for lines in pages for line in lines if line.width > 0))
    return ["\n".join(_is_indented(line, margin) * _INDENT + line.text for line in lines) for lines in pages]


def _margin(lefts: Sequence[float]) -> float | None:
    """Find the left edge of the text: the leftmost place where several lines begin."""
    fewest = max(2, len(lefts) // 20)
    return next((left for n, left in enumerate(lefts) if bisect_right(lefts, left + _SAME) - n >= fewest), None)


def _is_indented(line: PlacedLine, margin: float | None) -> bool:
    return margin is not None and line.width > 0 and _NARROW <= (line.left - margin) / line.width <= _WIDE
