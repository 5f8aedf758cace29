"""Lines of text from a tree of paragraphs and tables, for web pages and Word files alike.

A row of short cells becomes a line (`fazhi_ie.io.table_rows` says which). Cells that hold sentences are no such row, as
old pages lay out whole pages as tables: their paragraphs are lines of their own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from fazhi_ie.io.table_rows import is_head, is_row, row_lines

_BLANK = " \t\xa0\u3000\n"


@dataclass(slots=True)
class Line:
    """One line, and how many of its characters stand in links."""

    text: str
    linked: int = 0


@dataclass(slots=True)
class _Row:
    """An open row: where its lines begin, where its cells do, and whether it only lays out what it holds."""

    first: int
    cells: list[int] = field(default_factory=list)
    holds_table: bool = False


class LineWriter:
    r"""Collects lines in the order of the document; a finished row of short cells is joined into one.

    Example:
        >>> writer = LineWriter()
        >>> writer.open_row()
        >>> for cell in ("行政处罚案件", "12", "件"):
        ...     writer.open_cell()
        ...     writer.add(cell)
        >>> writer.close_row()
        True
        >>> writer.lines
        [Line(text='行政处罚案件\t12\t件', linked=0)]
    """

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._pieces: list[str] = []
        self._linked = 0
        self._rows: list[_Row] = []
        self._heads: list[list[str]] = []
        self._held: list[tuple[list[str], int]] = []

    def add(self, text: str, *, linked: bool = False) -> None:
        """Add characters to the line under way."""
        self._pieces.append(text)
        if linked:
            self._linked += len(text.strip())

    def end_line(self) -> None:
        """End the line under way; a blank one leaves no trace."""
        if not self._pieces:
            return
        text = self._tidy("".join(self._pieces))
        if text:
            self.lines.append(Line(text, min(self._linked, len(text))))
        self._pieces.clear()
        self._linked = 0

    def hold(self) -> None:
        """Put the line under way aside for lines that stand in its midst, such as those of a text box."""
        self._held.append((self._pieces, self._linked))
        self._pieces, self._linked = [], 0

    def resume(self) -> None:
        """Go on with the line that was put aside."""
        self.end_line()
        self._pieces, self._linked = self._held.pop()

    def _tidy(self, text: str) -> str:
        """Clean a finished line; web pages have more to clean."""
        return text.rstrip(_BLANK) if text.strip(_BLANK) else ""

    def open_table(self) -> None:
        """Begin a table; the row that holds it only lays it out."""
        self.end_line()
        if self._rows:
            self._rows[-1].holds_table = True
        self._heads.append([])

    def close_table(self) -> None:
        """End a table."""
        self.end_line()
        if self._heads:
            self._heads.pop()

    def open_row(self) -> None:
        """Begin a row; one within another stands in a table of its own, whatever the file says."""
        self.end_line()
        if self._rows:
            self._rows[-1].holds_table = True
        self._rows.append(_Row(len(self.lines)))

    def open_cell(self) -> None:
        """Begin a cell of the row."""
        self.end_line()
        if self._rows:
            self._rows[-1].cells.append(len(self.lines))

    def close_row(self) -> bool:
        """End the row, and say whether its cells were short and their lines are written anew as those of a row."""
        self.end_line()
        if not self._rows:
            return False
        row = self._rows.pop()
        if row.holds_table or len(row.cells) < 2:
            return False
        starts = [*row.cells, len(self.lines)]
        cells = [self.lines[first:last] for first, last in pairwise(starts)]
        texts = [" ".join(line.text.strip(_BLANK) for line in cell) for cell in cells]
        if not is_row(texts):
            return False
        linked = sum(line.linked for cell in cells for line in cell)
        head = self._heads[-1] if self._heads else []
        written = row_lines(texts, head)
        self.lines[row.first :] = [Line(text, min(linked, len(text))) for text in written]
        if self._heads and not head and is_head(texts):
            self._heads[-1] = texts
        return True
