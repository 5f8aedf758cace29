"""Which figure each part belongs to: 抽查案卷35卷,其中处罚|21卷, 许可|9项、处罚|6项,共计15项."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import regex

from fazhi_ie.facts.indicators.carry import Named
from fazhi_ie.facts.indicators.cells import Cell
from fazhi_ie.facts.indicators.phrases import Left
from fazhi_ie.facts.indicators.units import alike, kind_of
from fazhi_ie.facts.indicators.words import Vocabulary
from fazhi_ie.numbers.reader import EXACT

#: 由上年的|412项|增加到538项: a figure of before is no part of the whole of now
_FORMER = regex.compile(r"[由从](?:上年|去年|原来|此前|往年|\d{2,4}年)?的?(?:约|近)?$")
#: 不含县级中心9个: what a bracket leaves out is no part.
_WITHOUT = regex.compile(r"^(?:不含|不包括|不计|另有)")
#: Words that only say that a figure is the sum of those before it.
_SUM = regex.compile(r"(?:共|共计|合计|总计|一共)$")
#: Ends of names that tell kinds apart: 议事规则类, 市级, 交通运输领域, 一审.
_KIND = regex.compile(r"(?:[类级型审]|领域|方面|系统|程序|其他)(?:的)?$")


#: 占11.2%, 占比11.2%: a share of the figure that the one before it is a part of.
_SHARE = regex.compile(r"^(?:约)?占(?:比|总数的?|总人数的?|总量的?)?(?:为|达)?$")


def find_wholes(cells: Sequence[Cell], names: Sequence[Named], words: Vocabulary) -> list[int | None]:
    """Find the whole of each part: figures after 其中, in brackets or after 分别为, and terms of a sum (共计).

    Returns:
        For each cell the position of its whole among the cells, or None.
    """
    wholes: list[int | None] = [None] * len(cells)
    whole: int | None = None
    scope: int | None = None  # the first part
    for n, cell in enumerate(cells):
        left = names[n].left
        if n and _among(cells[n - 1], cell):
            whole, scope = n - 1, n
        elif _begins_parts(cell, left):
            whole, scope = _whole_of(cells, names, wholes, n), n
        elif is_share(cell):
            continue  # 其中专职148人,占11.2%,女性412人,占41.2%
        elif scope is not None and not (_goes_on(cells, names, scope, n) or _shares_on(cells, n)):
            scope, whole = None, None
        if scope is not None and whole is not None and _is_part(cells[whole], cell, names[n]):
            wholes[n] = whole
        if left.total or _SUM.search(cell.left):
            _sum_up(cells, names, wholes, n)
    for n in range(len(cells)):
        _take_rest(cells, names, wholes, n)
        _take_kinds(cells, names, wholes, n, words)
    return wholes


def is_share(cell: Cell) -> bool:
    """Say whether a figure is the bare share (占11.2%) that the one before it has of its whole."""
    return cell.adjacent and cell.quantity.unit == "%" and _SHARE.match(cell.left) is not None


def is_complete(kinds: Sequence[str], words: Vocabulary) -> bool:
    """Say whether kinds are one of the sets that leave nothing out: 专职 and 兼职."""
    for joined in words.partition.rule_of:
        members = joined.split("/")
        if len(members) == len(kinds) and all(any(kind.startswith(m) for kind in kinds) for m in members):
            return True
    return False


def _among(whole: Cell, cell: Cell) -> bool:
    """Say whether the figure before is the whole of what follows: 处罚案件1876件中,交通运输领域|904件|."""
    return cell.adjacent and whole.right.endswith("中") and not whole.right.endswith("其中")


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


def _shares_on(cells: Sequence[Cell], n: int) -> bool:
    """Say whether figure `n` has a share behind it as the one before it had: it is one more part of the same whole."""
    return n + 1 < len(cells) and is_share(cells[n - 1]) and is_share(cells[n + 1])


def _take_kinds(
    cells: Sequence[Cell], names: Sequence[Named], wholes: list[int | None], n: int, words: Vocabulary
) -> None:
    """Give figure `n` the list after it of kinds that leave nothing out: 工作人员68名,男性|41名|、女性|27名|."""
    last = n + 1
    while last < len(cells) and (last == n + 1 or cells[last].gap == "list"):
        last += 1
    run = range(n + 1, last)
    if len(run) < 2 or not cells[n + 1].adjacent or any(wholes[k] is not None for k in run):
        return
    if all(_is_part(cells[n], cells[k], names[k]) for k in run) and is_complete(
        [names[k].left.core for k in run], words
    ):
        for k in run:
            wholes[k] = n


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
    rest = Decimal(total)
    for k in parts:
        rest = EXACT.subtract(rest, Decimal(cells[k].quantity.value or 0))
    run: list[int] = []
    for k in range(first, min(len(cells), first + 8)):
        if wholes[k] is not None or not _may_complete(cells, names, n, k, bool(parts)):
            break
        rest = EXACT.subtract(rest, Decimal(cells[k].quantity.value or 0))
        run.append(k)
        if rest <= 0:
            break
    alone = not parts and len(run) > 1
    if (rest == 0 and (parts or alone)) or (alone and all(_is_kind_of(names[n], names[k]) for k in run)):
        for k in run:
            wholes[k] = n


def _is_kind_of(whole: Named, part: Named) -> bool:
    """Say whether a figure told with 分别 counts a kind of what the whole counts: 审议议题|186个|,民生类议题."""
    return whole.rule != "indicator.spread" == part.rule and part.topic[-2:] == whole.topic[-2:]


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
        rest = EXACT.subtract(rest, Decimal(term.value))
        terms.append(k)
        k -= 1
    if rest == 0 and len(terms) >= 2:
        for k in terms:
            wholes[k] = n
