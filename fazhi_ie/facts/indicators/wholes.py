"""Which figure each part belongs to: 抽查案卷35卷,其中处罚|21卷, 许可|9项、处罚|6项,共计15项."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import regex

from fazhi_ie.facts.indicators.carry import Named
from fazhi_ie.facts.indicators.cells import Cell
from fazhi_ie.facts.indicators.phrases import Left
from fazhi_ie.facts.indicators.units import alike, kind_of

#: 由上年的|412项|增加到538项: a figure of before is no part of the whole of now
_FORMER = regex.compile(r"[由从](?:上年|去年|原来|此前|往年|\d{2,4}年)?的?(?:约|近)?$")
#: 不含县级中心9个: what a bracket leaves out is no part.
_WITHOUT = regex.compile(r"^(?:不含|不包括|不计|另有)")
#: Words that only say that a figure is the sum of those before it.
_SUM = regex.compile(r"(?:共|共计|合计|总计|一共)$")
#: Ends of names that tell kinds apart: 议事规则类, 市级, 交通运输领域, 一审.
_KIND = regex.compile(r"(?:[类级型审]|领域|方面|系统|程序|其他)(?:的)?$")


def find_wholes(cells: Sequence[Cell], names: Sequence[Named]) -> list[int | None]:
    """Find the whole of each part: figures after 其中, in brackets or after 分别为, and terms of a sum (共计).

    Returns:
        For each cell the position of its whole among the cells, or None.
    """
    wholes: list[int | None] = [None] * len(cells)
    whole: int | None = None
    scope: int | None = None  # the first part
    for n, cell in enumerate(cells):
        left = names[n].left
        if _begins_parts(cell, left):
            whole, scope = _whole_of(cells, names, wholes, n), n
        elif scope is not None and not _goes_on(cells, names, scope, n):
            scope, whole = None, None
        if scope is not None and whole is not None and _is_part(cells[whole], cell, names[n]):
            wholes[n] = whole
        if left.total or _SUM.search(cell.left):
            _sum_up(cells, names, wholes, n)
    for n in range(len(cells)):
        _take_rest(cells, names, wholes, n)
    return wholes


def _begins_parts(cell: Cell, left: Left) -> bool:
    if _WITHOUT.match(cell.left):
        return False
    if left.part:
        return cell.adjacent or cell.depth > 0 or cell.left.startswith("其中")
    return cell.clause_break == "(" and cell.gap == "clause" and bool(left.core)


def _whole_of(cells: Sequence[Cell], names: Sequence[Named], wholes: list[int | None], n: int) -> int | None:
    """Return the figure before `n` that it is a part of: of its unit, not smaller, near by, at best of its name.

    Of several the nearest in the sentence counts; where 其中 begins a sentence, the first of the sentence before.
    """
    if n and cells[n].depth > cells[n - 1].depth and _is_part(cells[n - 1], cells[n], names[n]):
        return n - 1  # 酒驾醉驾640起(醉驾|112起)
    candidates: list[int] = []
    for k in range(n - 1, max(-1, n - 9), -1):
        if cells[k].sentence < cells[n].sentence - 1 or (
            candidates and cells[k].sentence < cells[candidates[0]].sentence
        ):
            break
        if _is_part(cells[k], cells[n], names[n]) and not names[k].change and wholes[k] is None:
            candidates.append(k)
    if not candidates:
        return None
    kin = [k for k in candidates if names[k].topic[-3:] == names[n].topic[-3:]]
    if kin:
        return kin[0]
    return candidates[0] if cells[candidates[0]].sentence == cells[n].sentence else candidates[-1]


def _goes_on(cells: Sequence[Cell], names: Sequence[Named], first: int, n: int) -> bool:
    """Say whether figure `n` is one more part of the list that figure `first` begins."""
    begin, cell, named = cells[first], cells[n], names[n]
    if cell.sentence != begin.sentence or cell.depth != begin.depth or cell.clause_break in ";:":
        return False
    if cell.gap == "list" or cell.depth:
        return True
    if named.left.total or (cell.gap != "same" and not cell.adjacent):
        return False
    if not named.left.core and not named.right.noun:
        return False
    started = names[first]
    return bool(started.action) == bool(named.action) and bool(started.owner) == bool(named.owner)


def _is_part(whole: Cell, part: Cell, named: Named) -> bool:
    if named.change or kind_of(part.quantity) in ("ratio", "rank", "duration") or _FORMER.search(part.left):
        return False
    if (
        not alike(whole.quantity.unit, part.quantity.unit)
        or whole.quantity.value is None
        or part.quantity.value is None
    ):
        return False
    return Decimal(whole.quantity.value) >= Decimal(part.quantity.value) and whole is not part


def _take_rest(cells: Sequence[Cell], names: Sequence[Named], wholes: list[int | None], n: int) -> None:
    """Give figure `n` the parts that no 其中 names: those that complete its parts, or that kinds of it add up to.

    办结|27件|,正在审理|2件| of 受理29件; 审议议题186个,重大决策、民生保障类分别为|21个|、|165个|.
    """
    total = cells[n].quantity.value
    if total is None or names[n].change or cells[n].quantity.upper is not None:
        return
    parts = [k for k in range(n + 1, min(len(cells), n + 12)) if wholes[k] == n]
    if parts and cells[parts[-1]].depth:
        return
    first = parts[-1] + 1 if parts else n + 1
    rest = Decimal(total) - sum((Decimal(cells[k].quantity.value or 0) for k in parts), Decimal(0))
    run: list[int] = []
    for k in range(first, min(len(cells), first + 8)):
        if wholes[k] is not None or not _may_complete(cells, names, n, k, bool(parts)):
            break
        rest -= Decimal(cells[k].quantity.value or 0)
        run.append(k)
        if rest <= 0:
            break
    if rest == 0 and (parts or len(run) > 1):
        for k in run:
            wholes[k] = n


def _may_complete(cells: Sequence[Cell], names: Sequence[Named], whole: int, k: int, begun: bool) -> bool:
    """Say whether a figure may be one of those that make up a whole: after its parts, or as one of its kinds."""
    cell, named = cells[k], names[k]
    if not _is_part(cells[whole], cell, named) or cell.quantity.bound != "eq" or cell.depth != cells[whole].depth:
        return False
    if begun:
        return cell.sentence == cells[whole].sentence and cell.clause_break != ";"
    if cell.sentence > cells[whole].sentence + 1:
        return False
    spread = named.rule == "indicator.spread"
    return spread or cell.clause_break == ":" or _KIND.search(named.left.core) is not None


def _sum_up(cells: Sequence[Cell], names: Sequence[Named], wholes: list[int | None], n: int) -> None:
    """Make the terms before 共计15项 its parts, where they are a list in the same sentence that adds up to it."""
    value = cells[n].quantity.value
    if value is None:
        return
    rest, k, terms = Decimal(value), n - 1, []
    while k >= 0 and cells[k].sentence == cells[n].sentence and rest > 0 and n - k <= 12:
        term = cells[k].quantity
        if term.value is None or not alike(term.unit, cells[n].quantity.unit) or wholes[k] is not None:
            return
        rest -= Decimal(term.value)
        terms.append(k)
        k -= 1
    if rest == 0 and len(terms) >= 2:
        for k in terms:
            wholes[k] = n
