"""The vocabulary of the stage, compiled once a rule set: which word of the view plays which part in a clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import regex

from fazhi_ie.rules import Lexicon, Rule, RuleSet
from fazhi_ie.rules.scanner import compile_pattern

VERB, NOUN, ADVERB, SKIP, ACTOR, FUTURE, GUIDANCE, FRONT, CUT = range(1, 10)

#: The term of a place, which acts like a body where a verb follows it (小围寨街道成立……).
PLACE = "@place"

#: Labels of the rule pack in the order in which a word that stands under two of them is settled (the last wins).
LABELS = {
    "MEASURE_NOUN": NOUN, "MEASURE_ACTOR": ACTOR, "MEASURE_SKIP": SKIP, "MEASURE_FRONT": FRONT,
    "MEASURE_GUIDANCE": GUIDANCE, "MEASURE_FUTURE": FUTURE, "MEASURE_ADVERB": ADVERB, "MEASURE": VERB,
    "MEASURE_CUT": CUT,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verb:
    """What the rule pack says of a verb; `adverbial` verbs stand before other verbs as adverbs do (加快, 统筹)."""

    term: str
    rule: str
    concrete: bool = True
    counted: bool = False
    family: str = ""
    joins: frozenset[str] = frozenset()
    followed_by: frozenset[str] = frozenset()
    light: bool = False
    after: bool = False
    noun: bool = False
    clause: bool = False
    effect: bool = False
    move: bool = False
    carry: bool = False
    short: bool = False
    bare: bool = False
    adverbial: bool = False

    @property
    def deed(self) -> bool:
        """Tell whether the verb names an act that is done once and over, not an effort that goes on."""
        return (self.concrete or self.counted) and self.family not in ("use", "support")

    def takes(self, other: Verb) -> bool:
        """Tell whether `other`, right behind this verb, is one action with it."""
        if other.term in self.followed_by:
            return True
        return not (self.light or self.short or other.short) and (
            other.family == self.family or other.family in self.joins
        )

    def pairs(self, other: Verb) -> bool:
        """Tell whether this verb and `other`, joined by 和, 并 or 、, may share one object."""
        if self.takes(other) or (self.family == other.family and not (self.short or other.short)):
            return True
        return not (self.light or self.noun or other.noun or self.short or other.short)


@dataclass(slots=True, eq=False)
class Word:
    """One word found in the view; `verb` is set for verbs, `entity` for named bodies."""

    start: int
    end: int
    kind: int
    term: str
    verb: Verb | None = None
    entity: int | None = None


@dataclass(slots=True)
class Vocabulary:
    """All words of the rule set that the stage knows, in one automaton, and the verb patterns of users beside it."""

    lexicon: Lexicon
    parts: dict[str, tuple[int, Verb | None]]
    patterns: list[tuple[regex.Pattern[str], Rule]] = field(default_factory=list)
    state_patterns: list[regex.Pattern[str]] = field(default_factory=list)
    guidance_patterns: list[regex.Pattern[str]] = field(default_factory=list)
    cuts: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def find(self, view: str) -> list[Word]:
        """Return the words of the view in order; a verb that a pattern finds replaces the words under it."""
        words = self._by_term(view)
        return list(_merged(words, self._by_pattern(view))) if self.patterns else words

    def _by_term(self, view: str) -> list[Word]:
        """Return the words of the lexicon; a string that must be cut (组|成立) gives the words of its pieces."""
        parts = self.parts
        words: list[Word] = []
        for start, end, term in self.lexicon.find(view):
            kind, verb = parts[term]
            if kind != CUT:
                words.append(Word(start, end, kind, term, verb))
                continue
            for piece in self.cuts[term]:
                if piece in parts and parts[piece][0] != CUT:
                    words.append(Word(start, start + len(piece), parts[piece][0], piece, parts[piece][1]))
                start += len(piece)
        return words

    def states(self, view: str, start: int, end: int) -> bool:
        """Tell whether view[start:end], behind a verb, states how things stand (……增长5%)."""
        return any(pattern.search(view, start, end) for pattern in self.state_patterns)

    def guides(self, view: str, start: int, end: int) -> bool:
        """Tell whether the object view[start:end] is guidance or an idea (……部署要求)."""
        return any(pattern.search(view, max(start, end - 10), end) for pattern in self.guidance_patterns)

    def _by_pattern(self, view: str) -> list[Word]:
        found: list[Word] = []
        for pattern, rule in self.patterns:
            for match in pattern.finditer(view):
                start, end = match.span("action") if "action" in pattern.groupindex else match.span()
                if end > start:
                    found.append(Word(start, end, VERB, view[start:end], _verb(view[start:end], rule)))
        return sorted(found, key=lambda word: (word.start, -word.end))


def _merged(words: list[Word], verbs: list[Word]) -> Iterator[Word]:
    """Merge two ordered lists; of overlapping words the pattern's verb wins, of two of those the first."""
    n, done = 0, 0
    for word in words:
        while n < len(verbs) and verbs[n].start < word.end:
            if verbs[n].start >= done:
                yield verbs[n]
                done = verbs[n].end
            n += 1
        if word.start >= done:
            yield word
            done = word.end
    for verb in verbs[n:]:
        if verb.start >= done:
            yield verb
            done = verb.end


@lru_cache(maxsize=16)
def vocabulary(rules: RuleSet) -> Vocabulary:
    """Compile the vocabulary of a rule set (once)."""
    parts: dict[str, tuple[int, Verb | None]] = {}
    patterns: list[tuple[regex.Pattern[str], Rule]] = []
    cuts: dict[str, tuple[str, ...]] = {}
    adverbs = {term for rule in rules.labelled("MEASURE_ADVERB") for term in rule.terms}
    nominal = {term for rule in rules.labelled("MEASURE_NOMINAL") for term in rule.terms}
    for label, kind in LABELS.items():
        for rule in rules.labelled(label):
            for literal in rule.excludes:
                parts.setdefault(literal, (NOUN, None))
            for term in rule.terms:
                if kind == CUT:
                    pieces = tuple(term.split("|"))
                    term = "".join(pieces)
                    cuts[term] = pieces
                parts[term] = (kind, _verb(term, rule, term in adverbs, term in nominal) if kind == VERB else None)
            if rule.pattern and kind == VERB:
                patterns.append((compile_pattern(rule), rule))
    return Vocabulary(
        Lexicon(list(parts)),
        parts,
        patterns,
        _patterns(rules, "MEASURE_STATE"),
        _patterns(rules, "MEASURE_OBJECT"),
        cuts,
    )


def _patterns(rules: RuleSet, label: str) -> list[regex.Pattern[str]]:
    return [compile_pattern(rule) for rule in rules.labelled(label) if rule.pattern]


def _verb(term: str, rule: Rule, adverbial: bool = False, noun: bool = False) -> Verb:
    attrs = rule.attrs
    traits = {name: True for name in attrs.get("traits", ()) if name in Verb.__dataclass_fields__}
    return Verb(
        term, rule.id, attrs.get("concrete", True) is True, attrs.get("concrete") == "counted",
        str(attrs.get("family", "")), frozenset(attrs.get("joins", ())), frozenset(attrs.get("followed_by", ())),
        adverbial=adverbial, noun=noun, **traits,
    )  # fmt: skip
