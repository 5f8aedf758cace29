"""The compiled scanner: all terms of some labels in one Aho-Corasick automaton, the patterns beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import daachorse
import regex

from fazhi_ie.errors import RuleError
from fazhi_ie.rules.pack import Pack, Rule, builtin_packs, read_pack, stack


@dataclass(frozen=True, slots=True)
class Hit:
    """One match of one rule; `groups` holds the spans of the pattern's named groups that took part."""

    start: int
    end: int
    rule: Rule
    groups: dict[str, tuple[int, int]] = field(default_factory=dict)


class Lexicon:
    """Literal strings found in one pass; longest match from the left, or all matches.

    Args:
        terms: The strings, without duplicates that matter: of equal strings the first counts.
    """

    def __init__(self, terms: Sequence[str]) -> None:
        self.terms = tuple(dict.fromkeys(terms))
        self._longest = self._all = None
        if self.terms:
            kind = daachorse.MATCH_KIND_LEFTMOST_LONGEST
            self._longest = daachorse.CharwiseDoubleArrayAhoCorasick(list(self.terms), kind)
            self._all = daachorse.CharwiseDoubleArrayAhoCorasick(list(self.terms))

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """Return non-overlapping (start, end, term), leftmost-longest."""
        if self._longest is None:
            return []
        return [(start, end, self.terms[n]) for start, end, n in self._longest.find(text)]

    def find_all(self, text: str) -> list[tuple[int, int, str]]:
        """Return every occurrence, overlapping ones too, ordered by end."""
        if self._all is None:
            return []
        return [(start, end, self.terms[n]) for start, end, n in self._all.find_overlapping(text)]


class Scanner:
    """Finds the hits of a set of rules in a text.

    Among the *terms* of all its rules the leftmost-longest wins; patterns report every non-overlapping match of their
    own. Hits of different rules may overlap: which one counts is for the stage that reads them to decide.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        self._by_term: dict[str, list[Rule]] = {}
        for rule in self.rules:
            for term in rule.terms:
                self._by_term.setdefault(term, []).append(rule)
        self._terms = Lexicon(list(self._by_term))
        self._patterns = [(compile_pattern(rule), rule) for rule in self.rules if rule.pattern]
        self._excludes = Lexicon([literal for rule in self.rules for literal in rule.excludes])

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Hit]:
        """Return all hits in text[start:end], ordered by start, longest first; offsets are into `text`."""
        part = text if start == 0 and end is None else text[start:end]
        hits = [Hit(s, e, rule) for s, e, term in self._terms.find(part) for rule in self._by_term[term]]
        for pattern, rule in self._patterns:
            for match in pattern.finditer(part):
                if match.end() > match.start():
                    groups = {name: match.span(name) for name in match.groupdict() if match.start(name) >= 0}
                    hits.append(Hit(match.start(), match.end(), rule, groups))
        if self._excludes.terms:
            hits = self._drop_excluded(part, hits)
        hits.sort(key=lambda hit: (hit.start, -hit.end))
        if start:
            hits = [_shift(hit, start) for hit in hits]
        return hits

    def _drop_excluded(self, text: str, hits: list[Hit]) -> list[Hit]:
        places: dict[str, list[tuple[int, int]]] = {}
        for s, e, literal in self._excludes.find_all(text):
            places.setdefault(literal, []).append((s, e))
        if not places:
            return hits

        def excluded(hit: Hit) -> bool:
            return any(s <= hit.start and hit.end <= e for lit in hit.rule.excludes for s, e in places.get(lit, ()))

        return [hit for hit in hits if not excluded(hit)]


def _shift(hit: Hit, by: int) -> Hit:
    return Hit(hit.start + by, hit.end + by, hit.rule, {n: (s + by, e + by) for n, (s, e) in hit.groups.items()})


def compile_pattern(rule: Rule) -> regex.Pattern[str]:
    """Compile a rule's pattern.

    Raises:
        RuleError: The pattern is not valid `regex` syntax; the message names rule, line and column.
    """
    try:
        return regex.compile(rule.pattern or "")
    except regex.error as error:
        raise RuleError(
            f"{rule.pack}:{rule.line}: rule {rule.id!r}: the pattern is not valid: {error}; "
            "use single quotes in TOML so that backslashes stay"
        ) from error


class RuleSet:
    """Stacked packs, compiled on demand. Immutable; cheap to share between documents and threads."""

    def __init__(self, packs: Sequence[Pack], disable: Sequence[str] = ()) -> None:
        self.packs = tuple(packs)
        self.switched_off = tuple(disable)
        self.rules = stack(self.packs, disable)
        on = {rule.id: rule.grammar for rule in self.rules}
        every = [rule for pack in self.packs for rule in pack.rules]
        #: Ids whose facts a stage must not give: switched off, or a grammar rule that a later pack's rule replaced.
        self.disabled = frozenset(r.id for r in every if r.id not in on or (r.grammar and not on[r.id]))
        self._scanners: dict[tuple[str, ...], Scanner] = {}
        for rule in self.rules:
            if rule.pattern:
                compile_pattern(rule)

    @property
    def names(self) -> tuple[tuple[str, str], ...]:
        """Name and version of each pack, in stacking order."""
        return tuple((pack.name, pack.version) for pack in self.packs)

    def labelled(self, *labels: str) -> tuple[Rule, ...]:
        """Return the rules that have one of the labels, in stacking order."""
        return tuple(rule for rule in self.rules if rule.label in labels)

    def labels(self) -> tuple[str, ...]:
        """Return every label that a rule has, in order of first use."""
        return tuple(dict.fromkeys(rule.label for rule in self.rules))

    def scanner(self, *labels: str) -> Scanner:
        """Return the compiled scanner of the rules with these labels (built once)."""
        if labels not in self._scanners:
            self._scanners[labels] = Scanner(self.labelled(*labels))
        return self._scanners[labels]


def load_rules(extra: Sequence[str | Path | Pack] = (), disable: Sequence[str] = ()) -> RuleSet:
    """Load the built-in packs with further ones stacked on top.

    Args:
        extra: Paths of user packs, or parsed packs; later ones win.
        disable: Ids of rules to switch off.

    Returns:
        RuleSet: cached when there is nothing extra, so that repeated calls cost nothing.

    Raises:
        RuleError: A pack cannot be read, or an id to switch off does not exist.
    """
    if not extra and not disable:
        return _default_rules()
    packs = [pack if isinstance(pack, Pack) else read_pack(pack) for pack in extra]
    return RuleSet([*builtin_packs(), *packs], tuple(disable))


@lru_cache(maxsize=1)
def _default_rules() -> RuleSet:
    return RuleSet(builtin_packs())
