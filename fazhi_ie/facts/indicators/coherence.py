"""Coherence: parts that do not add up to their whole, rates that their own counts contradict.

A notice is raised only where the report itself fixes the arithmetic. Rounded, approximate and partial figures prove
nothing, so they raise none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Context, Decimal
from functools import reduce

import regex

from fazhi_ie.facts.found import NoticeFound, QuantityFound
from fazhi_ie.facts.indicators.carry import Named
from fazhi_ie.facts.indicators.cells import Cell
from fazhi_ie.facts.indicators.units import alike, kind_of
from fazhi_ie.facts.indicators.wholes import is_complete, is_share
from fazhi_ie.facts.indicators.words import Vocabulary
from fazhi_ie.numbers.reader import EXACT

#: For shares, which do not end.
_ROUNDING = Context(prec=40)
_RATE = regex.compile(r"(?P<stem>\p{Han}{1,4})率$")
_LARGE = regex.compile(r"[万亿]")
_VAGUE = regex.compile(r"[余多几数近约]")
#: The digits of a figure in large units, and what such a unit is worth: 2.17万件, 1280万元, 3.5亿.
_IN_LARGE = regex.compile(r"(?<!\d)(?<!\d,)\d[\d,]*+(?:\.(?P<decimals>\d++))?(?P<unit>千万|百万|万亿|万|亿)")
_WORTH = {"万": 4, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}
#: 由…2203次|降至|1520次: words that put the later figure of a change after the earlier one.
_BECAME = regex.compile(
    r"^,?(?:大幅)?(?P<way>下降|降低|减少|压减|压缩|降|减|增加|增长|上升|提高|提升|增|升)(?:至|到|为)(?:了)?$"
)
_CHANGED = regex.compile(
    r"(?P<way>下降|降低|减少|压减|压缩|降幅|减幅|增加|增长|上升|提高|提升|增幅)(?:了|达到?|为|比例为?)*$"
)
_DOWN = "下降压减"
#: 其余17件未办结, 还剩17件: what is left of a whole.
_LEFT_OVER = regex.compile(r"^(?:还|尚|仍)?(?:剩余?|余下?)$|^(?:其余|剩余)(?:的)?$")


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
        *_sums(view, cells, names, wholes, words), *_totals(view, cells, names), *_rests(view, cells, names),
        *_rates(view, cells, names), *_shares(view, cells, names, wholes), *_changes(view, cells, names),
    ]  # fmt: skip
    return sorted(notices, key=lambda notice: notice.spans[0])


def _exact(view: str, quantity: QuantityFound) -> Decimal | None:
    """Return the value of a figure that is exact as written; 3.9万件 is rounded, 约30件 is not sure."""
    value, slack = _known(view, quantity)
    return None if slack else value


def _known(view: str, quantity: QuantityFound) -> tuple[Decimal | None, Decimal]:
    """Return the value of a figure, None if it is not sure, and by how much rounding or cutting off may have moved it.

    Only figures in large units are rounded: 2.17万件 may stand for anything from 2.16 to 2.18.
    """
    nothing = Decimal(0)
    if quantity.bound != "eq" or quantity.upper is not None or quantity.value is None:
        return None, nothing
    if _VAGUE.search(view, quantity.start, quantity.end):
        return None, nothing
    slack = nothing
    if _LARGE.search(view, quantity.start, quantity.end):
        large = _IN_LARGE.search(view, quantity.start, quantity.end)
        if large is None:
            return None, nothing
        slack = Decimal(1).scaleb(_WORTH[large["unit"]] - len(large["decimals"] or ""))
    return Decimal(quantity.value), slack


def _sums(
    view: str, cells: Sequence[Cell], names: Sequence[Named], wholes: Sequence[int | None], words: Vocabulary
) -> Iterator[NoticeFound]:
    parts: dict[int, list[int]] = {}
    for n, whole in enumerate(wholes):
        if whole is not None:
            parts.setdefault(whole, []).append(n)
    for whole, members in parts.items():
        total, slack = _known(view, cells[whole].quantity)
        values = [_known(view, cells[n].quantity) for n in members]
        known = [value for value, _ in values if value is not None]
        if total is None or len(known) != len(values) or len(members) < 2 or whole > members[0]:
            continue
        added = _sum(known)
        slack = _sum([slack, *(moved for _, moved in values)])
        excellent = _sum([v for v, n in zip(known, members, strict=True) if "优" in names[n].left.core])
        near = any(abs(EXACT.subtract(total, sum_)) <= slack for sum_ in (added, EXACT.subtract(added, excellent)))
        if near or not _partition(cells, names, members, words, above=added > total):
            continue
        yield _sum_mismatch("parts", names[whole], known, total, [cells[n] for n in (whole, *members)])


def _partition(
    cells: Sequence[Cell], names: Sequence[Named], members: list[int], words: Vocabulary, *, above: bool
) -> bool:
    """Say whether the parts claim to be all there is, or are `above` the whole though they exclude each other.

    Actions (其中受理40件,办结36件) overlap or are stages of one another; only outcomes (维持, 撤销) exclude each other.
    """
    first = cells[members[0]]
    if any(cells[n].sentence != first.sentence for n in members):
        return False
    kinds = [names[n].topic if names[n].rule == "indicator.spread" else names[n].left.core for n in members]
    if len(set(kinds)) != len(kinds) or any(not kind or len(kind) > 14 for kind in kinds):
        return False
    if is_complete(kinds, words) or any(words.grade.at_start(kind) and kind[:2] in ("其他", "其它") for kind in kinds):
        return True
    if any(names[n].action and names[n].left.core not in words.case for n in members):
        return above and all(kind.removesuffix("结案") in words.outcome for kind in kinds)
    if any(words.grade.at_start(kind) for kind in kinds):
        return False  # 合格 may hold 优秀 as well
    return above or first.clause_break == "(" or ("分别" in first.left and "其中" not in first.left)


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
        if any(total == back for back in _sums_back(view, cells, n)):
            continue
        yield _sum_mismatch("terms", names[n], known[::-1], total, [cell, *(cells[k] for k in reversed(run))])


def _sum_mismatch(
    role: str, named: Named, values: Sequence[Decimal], total: Decimal, cells: Sequence[Cell]
) -> NoticeFound:
    """Tell that the parts or terms of a figure do not add up to it."""
    terms = "+".join(_plain(value) for value in values)
    return NoticeFound(
        "sum-mismatch",
        f"the {role} of {named.name} do not add up to it: {terms}={_plain(_sum(values))}, stated {_plain(total)}",
        [_span(cell) for cell in cells],
    )


def _sums_back(view: str, cells: Sequence[Cell], n: int) -> Iterator[Decimal]:
    """Yield the sums of the last one, two, ... figures before `n` in its sentence that have its unit."""
    added = Decimal(0)
    for k in range(n - 1, max(-1, n - 14), -1):
        if cells[k].sentence != cells[n].sentence:
            return
        value = _exact(view, cells[k].quantity)
        if value is not None and alike(cells[k].quantity.unit, cells[n].quantity.unit):
            added = EXACT.add(added, value)
            yield added


def _rests(view: str, cells: Sequence[Cell], names: Sequence[Named]) -> Iterator[NoticeFound]:
    """Check 42件挂牌督办,化解30件,还剩17件: a whole, what was done of it and what is left."""
    for n in range(2, len(cells)):
        whole, done, rest = cells[n - 2 : n + 1]
        if not _LEFT_OVER.match(rest.left) or whole.sentence != rest.sentence:
            continue
        total, some, left = (_exact(view, cell.quantity) for cell in (whole, done, rest))
        units = {whole.quantity.unit, done.quantity.unit, rest.quantity.unit}
        if total is None or some is None or left is None or len(units) > 1 or total < some or names[n - 1].change:
            continue
        if _sum([some, left]) != total:
            yield _sum_mismatch("parts", names[n - 2], [some, left], total, [whole, done, rest])


def _shares(
    view: str, cells: Sequence[Cell], names: Sequence[Named], wholes: Sequence[int | None]
) -> Iterator[NoticeFound]:
    """Check 人民调解员1320人,其中专职148人,占11.2%: a share of the whole that its count is a part of."""
    for n, cell in enumerate(cells):
        rate = _percentage(cell.quantity)
        whole = wholes[n - 1] if n else None
        if whole is None or rate is None:
            continue
        part, base = _exact(view, cells[n - 1].quantity), _exact(view, cells[whole].quantity)
        if not is_share(cell) or not part or not base:
            continue
        bases = [base, *(value for _, value in _bases(view, cells, n - 1, part))]
        if any(_agrees(part, other, rate) for other in bases):
            continue
        said = f"{_plain(part)} of {_plain(base)} is"
        yield _rate_mismatch(names[n], rate, said, part, base, [cell, cells[n - 1], cells[whole]])


def _changes(view: str, cells: Sequence[Cell], names: Sequence[Named]) -> Iterator[NoticeFound]:
    """Check 由2203次降至1520次,下降41%: a rate of change after both of its figures."""
    for n in range(2, len(cells)):
        before, after, cell = cells[n - 2 : n + 1]
        rate = _percentage(cell.quantity)
        became, changed = _BECAME.match(after.left), _CHANGED.match(cell.left)
        if became is None or changed is None or before.sentence != cell.sentence or not cell.adjacent:
            continue
        if rate is None or before.quantity.unit != after.quantity.unit:
            continue
        if kind_of(before.quantity) not in ("count", "amount"):
            continue
        (old, loose), (new, slack) = _known(view, before.quantity), _known(view, after.quantity)
        if not old or new is None or (changed["way"][0] in _DOWN) != (new < old):
            continue
        difference = abs(EXACT.subtract(new, old))
        if _agrees(difference, old, rate, _sum([loose, slack])):
            continue
        said = f"from {_plain(old)} to {_plain(new)} it is"
        yield _rate_mismatch(names[n], rate, said, difference, old, [cell, before, after])


def _percentage(quantity: QuantityFound) -> str | None:
    """Return the value of a figure that states a rate in per cent without a bound."""
    return quantity.value if quantity.unit == "%" and quantity.bound == "eq" else None


def _rate_mismatch(
    named: Named, rate: str, said: str, part: Decimal, base: Decimal, cells: Sequence[Cell]
) -> NoticeFound:
    """Tell that a rate does not follow from its counts."""
    return NoticeFound(
        "rate-mismatch",
        f"{named.name} is stated as {rate}%, but {said} {_percent(part, base)}%",
        [_span(cell) for cell in cells],
    )


def _rates(view: str, cells: Sequence[Cell], names: Sequence[Named]) -> Iterator[NoticeFound]:
    for n, cell in enumerate(cells):
        rate = _percentage(cell.quantity)
        if rate is None or n == 0 or names[n].change:
            continue
        match = _RATE.search(names[n].left.core)
        above = cells[n - 1]
        if match is None or above.sentence != cell.sentence or cell.gap not in ("clause", "list", "same"):
            continue
        stems = {match["stem"][:2], match["stem"][-2:]}
        if not any(_acts(stem, said) for stem in stems for said in (above.left[-8:], above.right[:8])):
            continue
        numerator = _exact(view, above.quantity) if kind_of(above.quantity) == "count" else None
        if numerator is None:
            continue
        bases = list(_bases(view, cells, n - 1, numerator))
        if not bases or any(_agrees(numerator, base, rate) for _, base in bases):
            continue
        place, base = bases[0]
        said = f"{_plain(numerator)} of {_plain(base)} is"
        yield _rate_mismatch(names[n], rate, said, numerator, base, [cell, above, cells[place]])


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


def _agrees(part: Decimal, base: Decimal, rate: str, slack: Decimal = Decimal(0)) -> bool:
    """Say whether a rate follows from its counts, rounded or cut off at the decimals that it is written with.

    The part may be off by `slack`.
    """
    step = Decimal(1).scaleb(-len(rate.partition(".")[2]))
    stated, moved = (_ROUNDING.divide(_ROUNDING.multiply(x, base), Decimal(100)) for x in (Decimal(rate), step))
    return abs(_ROUNDING.subtract(part, stated)) <= _ROUNDING.add(slack, moved)


def _percent(numerator: Decimal, base: Decimal) -> Decimal:
    """Return a share in per cent with two decimals."""
    share = _ROUNDING.divide(_ROUNDING.multiply(Decimal(100), numerator), base)
    return share.quantize(Decimal("0.01"), context=_ROUNDING)


def _sum(values: Sequence[Decimal]) -> Decimal:
    """Add up exactly, whatever the caller's decimal context."""
    return reduce(EXACT.add, values, Decimal(0))


def _plain(value: Decimal) -> str:
    return format(value, "f")


def _span(cell: Cell) -> tuple[int, int]:
    return cell.quantity.start, cell.quantity.end
