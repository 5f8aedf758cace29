"""The stages in their order: the one table that `extract` and the spaCy components both run.

A stage reads the findings so far and adds its own. Nothing here knows spaCy: `extract` runs the stages one after the
other in memory, a spaCy component runs its own stage on what the Doc carries; both give the same facts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from fazhi_ie.facts.entities import find_entities
from fazhi_ie.facts.found import (
    EntityFound,
    IndicatorFound,
    MeasureFound,
    MetaFound,
    NoticeFound,
    ProblemFound,
    QuantityFound,
)  # fmt: skip
from fazhi_ie.facts.indicators import find_indicators
from fazhi_ie.facts.known import Known
from fazhi_ie.facts.measures import find_measures
from fazhi_ie.facts.problems import find_problems
from fazhi_ie.facts.quantities import find_report_quantities
from fazhi_ie.facts.structure import find_structure
from fazhi_ie.rules import RuleSet
from fazhi_ie.text.layout import Layout
from fazhi_ie.text.view import View


@dataclass(slots=True)
class Findings:
    """All that has been found in one text so far; a part is None until its stage has run."""

    view: View
    known: Known = field(default_factory=Known)
    layout: Layout | None = None
    entities: list[EntityFound] | None = None
    meta: MetaFound | None = None
    quantities: list[QuantityFound] | None = None
    indicators: list[IndicatorFound] | None = None
    measures: list[MeasureFound] | None = None
    problems: list[ProblemFound] | None = None
    notices: list[NoticeFound] = field(default_factory=list)


def _structure(found: Findings, rules: RuleSet) -> None:
    found.layout = find_structure(found.view.text, rules)


def _entities(found: Findings, rules: RuleSet) -> None:
    assert found.layout is not None
    found.entities, found.meta = find_entities(found.view.text, found.layout, rules, found.known, found.notices)


def _quantities(found: Findings, rules: RuleSet) -> None:
    assert found.layout is not None
    assert found.entities is not None
    found.quantities = find_report_quantities(found.view.text, found.layout, found.entities, rules)


def _indicators(found: Findings, rules: RuleSet) -> None:
    assert found.layout is not None
    assert found.entities is not None
    assert found.meta is not None
    found.indicators, notices = find_indicators(
        found.view.text, found.layout, found.entities, found.quantities or [], found.meta, rules
    )
    found.notices.extend(notices)


def _measures(found: Findings, rules: RuleSet) -> None:
    assert found.layout is not None
    found.measures = find_measures(found.view.text, found.layout, found.entities or [], found.indicators or [], rules)


def _problems(found: Findings, rules: RuleSet) -> None:
    assert found.layout is not None
    found.problems = find_problems(found.view.text, found.layout, found.measures or [], rules)


#: Name of each stage and the function that runs it, in order.
STAGES: dict[str, Callable[[Findings, RuleSet], None]] = {
    "structure": _structure,
    "entities": _entities,
    "quantities": _quantities,
    "indicators": _indicators,
    "measures": _measures,
    "problems": _problems,
}
#: What a stage cannot do without; `structure` runs by itself where it is missing.
REQUIRES: dict[str, tuple[str, ...]] = {
    "quantities": ("entities",),
    "indicators": ("entities", "quantities"),
    "measures": ("entities", "indicators"),
    "problems": ("measures",),
}


def run_stage(name: str, found: Findings, rules: RuleSet) -> None:
    """Run one stage; the structure, which every stage reads, is made first where it is not there yet."""
    if found.layout is None and name != "structure":
        _structure(found, rules)
    STAGES[name](found, rules)


def analyse(view: View, rules: RuleSet, known: Known | None = None) -> Findings:
    """Run all stages over one matching view.

    Args:
        view: The matching view of the clean text.
        rules: The compiled rules.
        known: What the caller knows already.

    Returns:
        Findings: every part filled; offsets are into the view.
    """
    found = Findings(view, known or Known())
    for name in STAGES:
        run_stage(name, found, rules)
    return found
