"""The vocabulary of the indicator stage: the word lists of the rule packs, made ready for look-ups at edges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex

from fazhi_ie.rules import Lexicon, Rule, RuleSet


class Words:
    """Words of one label, looked up at the beginning or the end of a short string, longest first.

    Args:
        rules: The rules of the label; a rule with a pattern also matches by it.

    Example:
        >>> Words([Rule(id="x", label="X", terms=("达", "达到"))]).strip_end("办结率达到")
        '办结率'
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rule_of: dict[str, Rule] = {}
        patterns: list[tuple[regex.Pattern[str], regex.Pattern[str]]] = []
        for rule in rules:
            for term in rule.terms:
                self.rule_of.setdefault(term, rule)
            if rule.pattern:
                patterns.append((regex.compile(rule.pattern), regex.compile(f"(?:{rule.pattern})$")))
        self._patterns = tuple(patterns)
        self._heads = _lengths((term[0], len(term)) for term in self.rule_of)
        self._tails = _lengths((term[-1], len(term)) for term in self.rule_of)
        self._lexicon = Lexicon(list(self.rule_of))

    def __iter__(self) -> Iterator[str]:
        return iter(self.rule_of)

    def __contains__(self, text: str) -> bool:
        return text in self.rule_of

    def at_start(self, text: str) -> int:
        """Return the length of the longest word that begins `text`, or 0."""
        found = 0
        for length in self._heads.get(text[:1], ()):
            if text[:length] in self.rule_of:
                found = min(length, len(text))
                break
        for pattern, _ in self._patterns:
            if (match := pattern.match(text)) is not None:
                found = max(found, match.end())
        return found

    def at_end(self, text: str) -> int:
        """Return the length of the longest word that ends `text`, or 0."""
        found = 0
        for length in self._tails.get(text[-1:], ()):
            if text[-length:] in self.rule_of:
                found = min(length, len(text))
                break
        for _, pattern in self._patterns:
            if (match := pattern.search(text[-24:])) is not None:
                found = max(found, len(match.group()))
        return found

    def strip_start(self, text: str, least: int = 0) -> str:
        """Take words off the beginning of `text` as long as more than `least` characters remain."""
        while (length := self.at_start(text)) and len(text) - length >= least:
            text = text[length:]
        return text

    def strip_end(self, text: str, least: int = 0) -> str:
        """Take words off the end of `text` as long as at least `least` characters remain."""
        while (length := self.at_end(text)) and len(text) - length >= least:
            text = text[:-length]
        return text

    def run_at_start(self, text: str) -> int:
        """Return the length of the run of words that begins `text` (编制公布 is two verbs in a row)."""
        return len(text) - len(self.strip_start(text))

    def run_at_end(self, text: str) -> int:
        """Return the length of the run of words that ends `text`."""
        return len(text) - len(self.strip_end(text))

    def first(self, text: str, least: int = 0) -> int:
        """Return where the first word at or after offset `least` begins, or the length of `text`."""
        for start, _, _ in self._lexicon.find(text[least:]):
            return start + least
        return len(text)

    def found_in(self, text: str) -> list[tuple[int, int, str]]:
        """Return all words in `text`, leftmost-longest."""
        return self._lexicon.find(text)


def _lengths(terms: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    """Return the lengths that terms have by a character of theirs, the longest first."""
    found: dict[str, set[int]] = {}
    for char, length in terms:
        found.setdefault(char, set()).add(length)
    return {char: tuple(sorted(lengths, reverse=True)) for char, lengths in found.items()}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The word lists by what they are for; see the head of rules/builtin/indicators.toml."""

    link: Words
    lead: Words
    adverb: Words
    scope: Words
    verb: Words
    group: Words
    reach: Words
    host: Words
    predicate: Words
    state: Words
    change: Words
    base: Words
    manner: Words
    compare: Words
    metric: Words
    owned: Words
    tail: Words
    shared: Words
    case: Words
    grade: Words
    agent: Words
    light: Words
    whole: Words
    vague: Words
    part: Words
    total: Words
    partition: Words
    outcome: Words
    ruling: Words
    target: Words
    aside: Words
    weak: Words
    front: Words
    noun: Words
    standing: Words
    kind: Words
    body: Words
    fund: Words
    giver: Words
    takes: Words
    trims: Words


@lru_cache(maxsize=16)
def vocabulary(rules: RuleSet) -> Vocabulary:
    """Return the vocabulary of a rule set, made once for each."""
    return Vocabulary(
        **{name: Words(rules.labelled(f"INDICATOR.{name.upper()}")) for name in Vocabulary.__dataclass_fields__}
    )
