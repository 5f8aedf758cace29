"""The measures pack: its examples hold, and no word plays two parts by accident."""

from __future__ import annotations

from collections import defaultdict

from fazhi_ie.rules import builtin_packs
from fazhi_ie.rules.examples import failures
from fazhi_ie.rules.pack import Pack

#: Verbs that are adverbs before another verb are listed as both, and so are verbs that may be nouns.
_SHARED = {"MEASURE_ADVERB", "MEASURE_NOMINAL"}
_KEYS = {"concrete", "family", "joins", "followed_by", "traits"}
_TRAITS = {"light", "after", "clause", "effect", "move", "carry", "short", "bare"}


def measures_pack() -> Pack:
    return next(pack for pack in builtin_packs() if pack.name == "fazhi.measures")


def test_examples_hold() -> None:
    assert [f"{rule.id} {problem}" for rule, problem in failures(measures_pack().rules)] == []


def test_a_term_has_one_part() -> None:
    labels: dict[str, list[str]] = defaultdict(list)
    for rule in measures_pack().rules:
        for term in set(rule.terms):
            labels[term].append(rule.label)
    double = {
        term: parts for term, parts in labels.items() if len(set(parts) - _SHARED) > 1 or parts.count("MEASURE") > 1
    }
    assert double == {}


def test_every_nominal_verb_is_a_verb() -> None:
    rules = measures_pack().rules
    verbs = {term for rule in rules if rule.label == "MEASURE" for term in rule.terms}
    nominal = {term for rule in rules if rule.label == "MEASURE_NOMINAL" for term in rule.terms}
    assert nominal <= verbs
    assert len(verbs) > 1000


def test_verb_classes_carry_known_attrs() -> None:
    rules = [rule for rule in measures_pack().rules if rule.label == "MEASURE"]
    families = {rule.attrs["family"] for rule in rules}
    for rule in rules:
        assert set(rule.attrs) == _KEYS, rule.id
        assert set(rule.attrs["traits"]) <= _TRAITS, rule.id
        assert set(rule.attrs["joins"]) <= families, rule.id
        assert rule.attrs["concrete"] in (True, False, "counted"), rule.id
