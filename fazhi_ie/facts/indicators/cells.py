"""Cells: every figure with the words left and right of it, cut at the punctuation that ends a thought.

A report packs figures into lists: 办理建议143件、提案188件,满意率均为100%. The words that name a figure stand before it
up to the last break (共审核文件|55件), after it up to the next (选聘|50名|优秀律师), or both. A comma ends a clause; a
顿号 ends one only after a figure, because before it it joins names (产业、就业、税收收入增长5%). Brackets that hold a
figure are clauses of their own, other brackets are part of the words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import regex

from fazhi_ie.facts.found import QuantityFound

_MARKS = regex.compile(r"[,;:。!?\n、()《》“”]")
_ENDS = "。!?\n"
_JOINS = regex.compile(r"^(?:和|及|以及|与|或)|(?:和|及|以及|与|并)$")


@dataclass(slots=True)
class Cell:
    """One figure and its words.

    `left` and `right` are the words without the breaks; `left_start` is where `left` begins in the view. `gap` is
    how the cell hangs on the one before: "" (nothing before it in the sentence), "clause", "list" (顿号 or 和 in one
    clause) or "same" (same clause, no break). `adjacent` tells that the figure before stands in the clause right
    before, after a comma.
    """

    index: int
    quantity: QuantityFound
    left: str
    left_start: int
    right: str
    gap: str
    sentence: int
    sentence_start: int
    clause_start: int
    clause_break: str
    depth: int
    adjacent: bool


@dataclass(slots=True)
class Breaks:
    """Where the view breaks: parallel lists of offsets and characters, sorted.

    `clause` gives for each break the index of the last one up to it that is no 顿号, or -1.
    """

    at: list[int]
    mark: list[str]
    clause: list[int] = field(init=False)

    def __post_init__(self) -> None:
        last = -1
        self.clause = [last := n if mark != "、" else last for n, mark in enumerate(self.mark)]

    def after(self, offset: int) -> int:
        """Return the index of the first break at or after `offset`."""
        return bisect_left(self.at, offset)

    def before(self, offset: int) -> int:
        """Return the index of the last break before `offset`, or -1."""
        return bisect_left(self.at, offset) - 1


def find_breaks(view: str, quantities: Sequence[QuantityFound]) -> Breaks:
    """Find the breaks of a view: marks inside 《》, “”, figures and brackets without figures do not count."""
    starts = [q.start for q in quantities]
    at: list[int] = []
    mark: list[str] = []
    opened: tuple[int, int] | None = None  # of "(": its place in `at`, the figures before it
    quoted = titled = 0
    for match in _MARKS.finditer(view):
        offset, char = match.start(), match.group()
        if char == "\n":
            quoted, titled, opened = 0, 0, None
        elif char in "《》":
            titled = max(0, titled + (1 if char == "《" else -1))
            continue
        elif char in "“”":
            quoted = 1 if char == "“" else 0
            continue
        n = bisect_right(starts, offset)
        if n and offset < quantities[n - 1].end:
            continue
        if titled or (quoted and char not in _ENDS):
            continue
        if char == "," and view.endswith("其中", 0, offset):
            continue  # 其中,食品类104起: the comma parts nothing
        if char == ")" and opened is not None:
            place, before = opened
            opened = None
            if n == before:
                del at[place:], mark[place:]
                continue
        if char == "(":
            opened = (len(at), n)
        at.append(offset)
        mark.append(char)
    return Breaks(at, mark)


def cut_cells(view: str, quantities: Sequence[QuantityFound]) -> list[Cell]:
    """Cut a view into the cells of its figures, in order."""
    breaks = find_breaks(view, quantities)
    return list(_cells(view, quantities, breaks))


def _cells(view: str, quantities: Sequence[QuantityFound], breaks: Breaks) -> Iterator[Cell]:
    sentence, sentence_start, scanned, depth = 0, 0, 0, 0
    for n, quantity in enumerate(quantities):
        here = breaks.before(quantity.start)
        while scanned <= here:
            if breaks.mark[scanned] in _ENDS:
                sentence, sentence_start, depth = sentence + 1, breaks.at[scanned] + 1, 0
            elif breaks.mark[scanned] in "()":
                depth = 1 if breaks.mark[scanned] == "(" else 0
            scanned += 1
        clause = breaks.clause[here] if here >= 0 else -1
        clause_start = breaks.at[clause] + 1 if clause >= 0 else 0
        left_start, gap = _left(view, quantities, n, clause_start, sentence_start, breaks)
        stop = breaks.after(quantity.end)
        end = breaks.at[stop] if stop < len(breaks.at) else len(view)
        end = min(end, quantity.end + 48)
        if n + 1 < len(quantities):
            end = min(end, quantities[n + 1].start)
        yield Cell(
            n, quantity, view[left_start : quantity.start].strip(), left_start, view[quantity.end : end].strip(), gap,
            sentence, sentence_start, clause_start, breaks.mark[clause] if clause >= 0 else "\n", depth,
            gap == "clause" and breaks.mark[clause] == "," and _next_to(breaks, clause, quantities[n - 1].end),
        )  # fmt: skip


def _next_to(breaks: Breaks, clause: int, end: int) -> bool:
    """Say whether no clause lies between offset `end` and the break `clause`."""
    return breaks.after(end) == clause or all(mark == "、" for mark in breaks.mark[breaks.after(end) : clause])


def _left(
    view: str, quantities: Sequence[QuantityFound], n: int, clause_start: int, sentence_start: int, breaks: Breaks
) -> tuple[int, str]:
    """Return where the words before figure `n` begin, and how it hangs on the figure before."""
    before = quantities[n - 1] if n else None
    if before is None or before.end <= clause_start:
        gap = "clause" if before is not None and before.end > sentence_start else ""
        # A clause without end cannot name anything: the cap keeps hostile text linear.
        return max(clause_start, quantities[n].start - 120), gap
    place = breaks.after(before.end)
    if place < len(breaks.at) and breaks.at[place] < quantities[n].start and breaks.mark[place] == "、":
        return max(breaks.at[place] + 1, quantities[n].start - 120), "list"
    words = view[before.end : quantities[n].start]
    joined = _JOINS.search(words.strip()) if len(words) <= 40 else None
    if joined is not None:
        at_start = joined.start() == 0
        return (before.end + len(joined.group()) if at_start else quantities[n].start), "list"
    return max(before.end, quantities[n].start - 120), "same"
