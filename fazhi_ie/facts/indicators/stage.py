"""The indicator stage: from figures to named, related and checked indicators."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from fazhi_ie.facts.categories import Categories
from fazhi_ie.facts.found import EntityFound, IndicatorFound, MetaFound, NoticeFound, QuantityFound
from fazhi_ie.facts.indicators.cells import cut_cells
from fazhi_ie.facts.indicators.coherence import check
from fazhi_ie.facts.indicators.names import name_cells
from fazhi_ie.facts.indicators.periods import check_periods
from fazhi_ie.facts.indicators.relations import Entities, find_change, find_period, is_target
from fazhi_ie.facts.indicators.units import kind_of
from fazhi_ie.facts.indicators.wholes import find_wholes
from fazhi_ie.facts.indicators.words import vocabulary
from fazhi_ie.rules import RuleSet

if TYPE_CHECKING:
    from fazhi_ie.text.layout import Layout


def find_indicators(
    view: str,
    layout: Layout,
    entities: Sequence[EntityFound],
    quantities: Sequence[QuantityFound],
    meta: MetaFound,
    rules: RuleSet,
) -> tuple[list[IndicatorFound], list[NoticeFound]]:
    """Turn the figures of a text into indicators.

    Args:
        view: The matching view.
        layout: Its layout, for roles and sections.
        entities: The entities found, for agencies and dates.
        quantities: The figures, sorted by start.
        meta: The report's own data; its year dates figures without a date of their own.
        rules: The compiled rules; a figure whose rule is disabled is left out, and nothing refers to it.

    Returns:
        The indicators in reading order, and notices where figures contradict each other. Offsets are into the view.

    Example:
        >>> from fazhi_ie.facts.structure import find_structure
        >>> from fazhi_ie.rules import load_rules
        >>> text, rules = "全年受理复议申请30件,办结28件。", load_rules()
        >>> figures = [
        ...     QuantityFound(8, 11, 8, 10, "30", "件"), QuantityFound(14, 17, 14, 16, "28", "件"),
        ... ]
        >>> found, _ = find_indicators(text, find_structure(text, rules), [], figures, MetaFound(), rules)
        >>> [item.name for item in found]
        ['受理复议申请', '办结复议申请']
    """
    words, off = vocabulary(rules), frozenset(rules.disabled)
    figures = _without_avoided(view, quantities, rules)
    cells = cut_cells(view, figures)
    names = name_cells(view, cells, words)
    wholes = find_wholes(cells, names, words)
    notices = check(view, cells, names, wholes, words)
    context = Entities(view, entities, words)
    targets = [start for start, _, _ in words.target.found_in(view)]
    categories = Categories(layout, rules)
    kept = {
        n: place for place, n in enumerate(n for n, named in enumerate(names) if named.name and named.rule not in off)
    }
    found: list[IndicatorFound] = []
    for n in kept:
        cell, named, figure = cells[n], names[n], cells[n].quantity
        role, section, whole = layout.role_at(figure.start), layout.section_at(figure.start), wholes[n]
        date, period = find_period(cell, context, meta, role)
        found.append(
            IndicatorFound(
                start=figure.start, end=figure.end, rule=named.rule, name=named.name, value=figure.value,
                unit=figure.unit, bound=figure.bound, kind=kind_of(figure), upper=figure.upper,
                fraction=figure.fraction, change=find_change(view, cell, named, words), period=period,
                period_entity=date, agency=context.agency(cell.sentence_start, figure.start),
                part_of=None if whole is None else kept.get(whole), target=is_target(cell, role, targets),
                category=categories.of(named.name, section), section=section,
            )
        )  # fmt: skip
    return found, [*notices, *check_periods(view, found, entities, meta, layout)]


def _without_avoided(view: str, quantities: Sequence[QuantityFound], rules: RuleSet) -> list[QuantityFound]:
    """Leave out the figures that lie inside a match of an INDICATOR.AVOID rule: those of slogans and names."""
    hits = rules.scanner("INDICATOR.AVOID").find(view)
    starts = [hit.start for hit in hits]
    kept = []
    for quantity in quantities:
        place = bisect_right(starts, quantity.start) - 1
        if not any(hits[k].end >= quantity.end for k in range(max(0, place - 1), place + 1)):
            kept.append(quantity)
    return kept
