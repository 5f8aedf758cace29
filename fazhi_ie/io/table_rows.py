r"""The rows of tables as lines: the words of the cells in their order, tabs between them, nothing added.

In this form the rules read name, value and unit, and the matching view joins no row to another: `行政处罚案件\t12\t件`.
Two shapes of row need a line for each figure, or names would run together: a row of several names with their figures,
and a row under years, whose figures are told apart by the head of their column. A unit in a column before the figures
(指标 | 单位 | 数量) goes behind its figure, where text has it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

#: A cell of a row is no longer than this: the same bound as in `fazhi_ie.text.linebreaks`.
CELL_LENGTH = 60
_SENTENCE = regex.compile("[。；;]")
_FIGURE = regex.compile(r"[+\-−约近超]?\d")
_BARE_FIGURE = regex.compile(r"[+\-−]?[\d,，.]+")
_UNIT = regex.compile(r"[\p{Han}%％℃/]{1,4}")
#: 同比增长 | 5% belongs to the figure before it.
_DEPENDS = regex.compile("同比|环比|[比较]上|增|减|升|降|占|其中")
_UNIT_HEAD = regex.compile(r"(?:计量|计算)?单\s*位")
_YEAR = regex.compile(r"(?:(?:19|20)\d\d年?|上|本|去|今)(?:年度?)?")


def is_row(cells: Sequence[str]) -> bool:
    """Say whether cells make a row: two or more of them, short, without sentences."""
    short = all(len(cell) <= CELL_LENGTH and not _SENTENCE.search(cell) for cell in cells)
    return short and sum(bool(cell) for cell in cells) > 1


def is_head(cells: Sequence[str]) -> bool:
    """Say whether a row is a head that its rows need: columns by year, or units in a column before the figures."""
    years = sum(_YEAR.fullmatch(cell) is not None for cell in cells[1:])
    return len(cells) > 2 and all(cells) and (years > 1 or _unit_column(cells) is not None)


def row_lines(cells: Sequence[str], head: Sequence[str] = ()) -> list[str]:
    r"""Write the cells of a row as a line, or as several where each figure needs its own.

    Args:
        cells: The texts of the cells, empty ones too.
        head: The cells of the head that the table began with, where `is_head` knew it.

    Returns:
        The lines.

    Example:
        >>> row_lines(["1", "行政处罚案件", "12", "件"])
        ['1', '行政处罚案件\t12\t件']
        >>> row_lines(["罚没款", "30万元", "36万元"], ["指标", "2022年", "2023年"])
        ['罚没款\t2022年\t30万元', '罚没款\t2023年\t36万元']
        >>> row_lines(["罚没款", "万元", "36.8"], ["指标", "单位", "数量"])
        ['罚没款\t36.8\t万元']
    """
    if head and len(head) == len(cells):
        unit = _unit_column(head)
        first = next((n for n, cell in enumerate(head) if _YEAR.fullmatch(cell)), len(head))
        names = [cell for n, cell in enumerate(cells[:first]) if cell and n != unit]
        if sum(_YEAR.fullmatch(cell) is not None for cell in head) > 1:
            if names and any(_FIGURE.match(cell) for cell in cells[first:]):
                # the number of the row is no part of the name
                number = [names.pop(0)] if len(names) > 1 and _BARE_FIGURE.fullmatch(names[0]) else []
                figures = [n for n in range(first, len(cells)) if cells[n]]
                return number + ["\t".join((*names, head[n], *_with_unit(cells, n, unit))) for n in figures]
        elif unit is not None:
            others = [n for n in range(len(cells)) if n != unit]
            taken = next((n for n in others if n > unit and _BARE_FIGURE.fullmatch(cells[n])), None)
            if taken is not None:
                cells = [part for n in others for part in (_with_unit(cells, n, unit) if n == taken else [cells[n]])]
    return ["\t".join(part) for part in _parts([cell for cell in cells if cell])]


def _unit_column(head: Sequence[str]) -> int | None:
    return next((n for n, cell in enumerate(head[:-1]) if n > 0 and _UNIT_HEAD.fullmatch(cell)), None)


def _with_unit(cells: Sequence[str], n: int, unit: int | None) -> list[str]:
    """A figure with the unit of its row behind it, where text has it."""
    bare = unit is not None and unit != n and _BARE_FIGURE.fullmatch(cells[n]) and _UNIT.fullmatch(cells[unit])
    return [cells[n], cells[unit]] if bare and unit is not None else [cells[n]]


def _parts(cells: Sequence[str]) -> Iterator[list[str]]:
    """Cut a row where a name with its figure follows another figure."""
    part: list[str] = []
    for n, cell in enumerate(cells):
        is_name = not _FIGURE.match(cell) and not _DEPENDS.match(cell) and not _is_unit(cells, n)
        follows = n > 0 and (_FIGURE.match(cells[n - 1]) is not None or _is_unit(cells, n - 1))
        if part and is_name and follows and n + 1 < len(cells) and _FIGURE.match(cells[n + 1]):
            yield part
            part = []
        part.append(cell)
    yield part


def _is_unit(cells: Sequence[str], n: int) -> bool:
    """Say whether a cell is the unit of the figure before it; before a figure it is a short name (2 | 罚没款 | 30)."""
    if n == 0 or not _UNIT.fullmatch(cells[n]) or not _BARE_FIGURE.fullmatch(cells[n - 1]):
        return False
    return n + 1 == len(cells) or not _FIGURE.match(cells[n + 1])
