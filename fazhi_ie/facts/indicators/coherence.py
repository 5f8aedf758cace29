"""Coherence: parts that do not add up to their whole, rates that their own counts contradict.

A notice is raised only where the report itself fixes the arithmetic. Rounded, approximate and partial figures prove
nothing, so they raise none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import regex

from fazhi_ie.facts.found import NoticeFound, QuantityFound
from fazhi_ie.facts.indicators.carry import Named
from fazhi_ie.facts.indicators.cells import Cell
from fazhi_ie.facts.indicators.units import alike, kind_of
from fazhi_ie.facts.indicators.words import Vocabulary

_RATE = regex.compile(r"(?P<stem>\p{Han}{1,4})率$")
_ROUNDED = regex.compile(r"[万亿余多几数近约]")
_HALF = Decimal("0.5")


def check(
    view: str, cells: Sequence[Cell], names: Sequence[Named], wholes: Sequence[int | None], words: Vocabulary
) -> list[NoticeFound]:
    """Check the figures of a text against each other.

    Args:
        view: The matching view.
        cells: The figures with their words.
        names: Their names, in the same order.
        wholes: For each its whole, or None.
        words: The vocabulary.

    Returns:
        Notices with the arithmetic, in reading order of what they are about.
    """
    notices = [
        *_sums(view, cells, names, wholes, words), *_totals(view, cells, names), *_rates(view, cells, names),
    ]  # fmt: skip
    return sorted(notices, key=lambda notice: notice.spans[0])


def _exact(view: str, quantity: QuantityFound) -> Decimal | None:
    """Return the value of a figure that is exact as written; 3.9万件 is rounded, 约30件 is not sure."""
    if quantity.bound != "eq" or quantity.upper is not None or quantity.value is None:
        return None
    if _ROUNDED.search(view[quantity.start : quantity.end]):
        return None
    return Decimal(quantity.value)


def _sums(
    view: str, cells: Sequence[Cell], names: Sequence[Named], wholes: Sequence[int | None], words: Vocabulary
) -> Iterator[NoticeFound]:
    parts: dict[int, list[int]] = {}
    for n, whole in enumerate(wholes):
        if whole is not None:
            parts.setdefault(whole, []).append(n)
    for whole, members in parts.items():
        total = _exact(view, cells[whole].quantity)
        values = [_exact(view, cells[n].quantity) for n in members]
        known = [value for value in values if value is not None]
        if total is None or len(known) != len(values) or len(members) < 2 or whole > members[0]:
            continue
        added = sum(known, Decimal(0))
        excellent = sum((v for v, n in zip(known, members, strict=True) if "优" in names[n].left.core), Decimal(0))
        if total in (added, added - excellent) or not _partition(cells, names, members, words, above=added > total):
            continue
        terms = "+".join(_plain(value) for value in known)
        what = names[whole].name
        yield NoticeFound(
            "sum-mismatch",
            f"the parts of {what} do not add up to it: {terms}={_plain(added)}, stated {_plain(total)}",
            [_span(cells[n]) for n in (whole, *members)],
        )


def _partition(
    cells: Sequence[Cell], names: Sequence[Named], members: list[int], words: Vocabulary, *, above: bool
) -> bool:
    """Say whether the parts claim to be all there is, or are `above` the whole though they exclude each other.

    Actions (其中受理40件,办结36件) overlap or are stages of one another; only outcomes (维持, 撤销) exclude each other.
    """
    first = cells[members[0]]
    if any(cells[n].sentence != first.sentence for n in members):
        return False
    kinds = [names[n].left.core for n in members]
    if len(set(kinds)) != len(kinds) or any(not kind or len(kind) > 14 for kind in kinds):
        return False
    if _complete(kinds, words) or any(words.grade.at_start(kind) and kind[:2] in ("其他", "其它") for kind in kinds):
        return True
    if any(names[n].action and names[n].left.core not in words.case for n in members):
        return above and all(kind in words.outcome for kind in kinds)
    if any(words.grade.at_start(kind) for kind in kinds):
        return False  # 合格 may hold 优秀 as well
    return above or first.clause_break == "(" or "分别" in first.left


def _complete(kinds: Sequence[str], words: Vocabulary) -> bool:
    """Say whether the kinds are one of the sets that leave nothing out: 专职 and 兼职."""
    for joined in words.partition.rule_of:
        members = joined.split("/")
        if len(members) == len(kinds) and all(any(kind.startswith(m) for kind in kinds) for m in members):
            return True
    return False


def _totals(view: str, cells: Sequence[Cell], names: Sequence[Named]) -> Iterator[NoticeFound]:
    """Check 许可9项、处罚6项,共计15项: a list in one clause with its sum in the next."""
    for n, cell in enumerate(cells):
        total = _exact(view, cell.quantity)
        if not names[n].left.total or total is None or not cell.adjacent:
            continue
        run = [n - 1]
        while cells[run[-1]].gap == "list" and run[-1] > 0:
            run.append(run[-1] - 1)
        values = [_exact(view, cells[k].quantity) for k in run]
        known = [value for value in values if value is not None]
        if (
            len(known) < 2
            or len(known) != len(values)
            or any(cells[k].quantity.unit != cell.quantity.unit for k in run)
        ):
            continue
        if total in _sums_back(view, cells, n):
            continue
        terms = "+".join(_plain(value) for value in reversed(known))
        yield NoticeFound(
            "sum-mismatch",
            f"the terms of {names[n].name} do not add up to it: {terms}={_plain(sum(known, Decimal(0)))}, "
            f"stated {_plain(total)}",
            [_span(cell), *(_span(cells[k]) for k in reversed(run))],
        )


def _sums_back(view: str, cells: Sequence[Cell], n: int) -> Iterator[Decimal]:
    """Yield the sums of the last one, two, ... figures before `n` in its sentence that have its unit."""
    added = Decimal(0)
    for k in range(n - 1, max(-1, n - 14), -1):
        if cells[k].sentence != cells[n].sentence:
            return
        value = _exact(view, cells[k].quantity)
        if value is not None and alike(cells[k].quantity.unit, cells[n].quantity.unit):
            added += value
            yield added


def _rates(view: str, cells: Sequence[Cell], names: Sequence[Named]) -> Iterator[NoticeFound]:
    for n, cell in enumerate(cells):
        rate = cell.quantity
        if rate.unit != "%" or n == 0 or rate.bound != "eq" or rate.value is None or names[n].change:
            continue
        match = _RATE.search(names[n].left.core)
        above = cells[n - 1]
        if match is None or above.sentence != cell.sentence or cell.gap not in ("clause", "list", "same"):
            continue
        stem = match["stem"][-2:]
        if not _acts(stem, above.left[-8:]) and not _acts(stem, above.right[:8]):
            continue
        numerator = _exact(view, above.quantity) if kind_of(above.quantity) == "count" else None
        if numerator is None:
            continue
        bases = list(_bases(view, cells, n - 1, numerator))
        if not bases or any(_agrees(numerator, base, rate.value) for _, base in bases):
            continue
        place, base = bases[0]
        share = (100 * numerator / base).quantize(Decimal("0.01"))
        yield NoticeFound(
            "rate-mismatch",
            f"{names[n].name} is stated as {rate.value}%, but {_plain(numerator)} of {_plain(base)} is {share}%",
            [_span(cell), _span(above), _span(cells[place])],
        )


def _acts(stem: str, said: str) -> bool:
    """Say whether words hold what a rate is made of; 规范 in 规范性文件 is not what 规范率 measures."""
    place = said.find(stem)
    return place >= 0 and not said.startswith("性", place + len(stem))


def _bases(view: str, cells: Sequence[Cell], n: int, numerator: Decimal) -> Iterator[tuple[int, Decimal]]:
    """Yield the counts that figure `n` could be a share of: near before it, of its unit, at least as large.

    A count that is not exact yields nothing at all: it may be the true base, so nothing can be proved.
    """
    found: list[tuple[int, Decimal]] = []
    for k in range(n - 1, max(-1, n - 10), -1):
        if cells[k].sentence < cells[n].sentence - 1:
            break
        if not alike(cells[k].quantity.unit, cells[n].quantity.unit):
            continue
        value = _exact(view, cells[k].quantity)
        if value is None:
            return
        if value >= numerator and value > 0:
            found.append((k, value))
    yield from sorted(found, key=lambda item: -item[1])


def _agrees(numerator: Decimal, base: Decimal, rate: str) -> bool:
    """Say whether a rate follows from its counts, rounded or cut off at the decimals that it is written with."""
    decimals = len(rate.partition(".")[2])
    step = Decimal(1).scaleb(-decimals)
    return abs(100 * numerator / base - Decimal(rate)) <= max(step, _HALF * step)


def _plain(value: Decimal) -> str:
    return format(value, "f")


def _span(cell: Cell) -> tuple[int, int]:
    return cell.quantity.start, cell.quantity.end
