"""The examples of grammar rules, whose matching is code: run through all stages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fazhi_ie.facts.analyse import Findings, analyse
from fazhi_ie.facts.found import EntityFound, IndicatorFound, MeasureFound, ProblemFound
from fazhi_ie.rules import Rule, RuleSet, load_rules
from fazhi_ie.rules.examples import failures
from fazhi_ie.text.view import matching_view

Fact = EntityFound | IndicatorFound | MeasureFound | ProblemFound


def grammar_failures(rules: Sequence[Rule]) -> Iterator[tuple[Rule, str]]:
    """Yield each grammar rule with a sentence for each of its examples that does not hold, or when it has none."""
    yield from failures([rule for rule in rules if rule.grammar], find_by_code)


def find_by_code(rule: Rule, text: str, rules: RuleSet | None = None) -> list[tuple[int, int]]:
    """Return the spans of the facts that a rule makes in a text when all stages run over it."""
    found = analyse(matching_view(text), rules or load_rules())
    return [(fact.start, fact.end) for fact in facts_of(found) if fact.rule == rule.id]


def facts_of(found: Findings) -> list[Fact]:
    """Return the facts of all kinds in one list: entities, indicators, measures, problems."""
    stages: tuple[Sequence[Fact] | None, ...] = (found.entities, found.indicators, found.measures, found.problems)
    return [fact for facts in stages for fact in facts or ()]
