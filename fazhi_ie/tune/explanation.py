"""Why a sentence gives the facts that it gives: which rules matched, which became facts, what took others' place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fazhi_ie.facts.analyse import Findings, analyse
from fazhi_ie.facts.examples import facts_of
from fazhi_ie.rules import Hit, RuleSet
from fazhi_ie.rules.labels import gives_entities
from fazhi_ie.text.view import matching_view

#: What became of a word that gives no fact of its own.
READ = "a word that the stage reads"
_KINDS = (("entities", "entity"), ("indicators", "indicator"), ("measures", "measure"), ("problems", "problem"))


@dataclass(frozen=True, slots=True)
class Match:
    """One match of a rule.

    Attributes:
        start: Where it begins, in code points of `Explanation.text`.
        end: Where it ends, exclusive.
        text: The words matched.
        label: Label of the rule.
        rule: Id of the rule.
        outcome: What became of it, in words: a fact, or what took its place and why.
    """

    start: int
    end: int
    text: str
    label: str
    rule: str
    outcome: str


@dataclass(frozen=True, slots=True)
class MadeFact:
    """One fact with the rule that made it.

    Attributes:
        kind: "entity", "indicator", "measure" or "problem".
        start: Where it begins, in code points of `Explanation.text`.
        end: Where it ends, exclusive.
        text: Its words.
        rule: Id of the rule.
    """

    kind: str
    start: int
    end: int
    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a text gives, and why; print it, or read its parts.

    Attributes:
        text: The text as rules read it (half width, no stray spaces); all offsets are code points of it.
        role: Role of the passage, such as "work" or "problems": signs of a shortcoming count in some only.
        facts: The facts, in order of their place.
        matches: What the rules matched, in order of their place, the longer first.

    Example:
        >>> from fazhi_ie.rules import load_rules
        >>> told = explain("县司法局印发方案", load_rules())
        >>> told.text, told.role, [fact.kind for fact in told.facts]
        ('县司法局印发方案。', 'work', ['entity', 'measure'])
    """

    text: str
    role: str
    facts: tuple[MadeFact, ...]
    matches: tuple[Match, ...]

    def __str__(self) -> str:
        """Write it for reading, a line a fact or match that could be one."""
        return self.told()

    def told(self, *, words: bool = False) -> str:
        """Write it for reading: the facts, then what the rules matched.

        Args:
            words: Add the matches of words that give no fact but help the stages to read.

        Returns:
            str: lines for a screen, without a line break at the end.

        Example:
            >>> from fazhi_ie.rules import load_rules
            >>> print(explain("县司法局印发方案", load_rules()).told())
            read as: 县司法局印发方案。
            role of the passage: work
            <BLANKLINE>
            facts:
              entity    县司法局  [agency.level]
              measure   县司法局印发方案  [measure.issue-document]
            <BLANKLINE>
            matches of rules:
              印发  MEASURE [measure.issue-document]: made the measure 县司法局印发方案
        """
        lines = [f"read as: {self.text}", f"role of the passage: {self.role}", "", "facts:"]
        lines += [f"  {fact.kind:10}{fact.text}  [{fact.rule}]" for fact in self.facts] or ["  none"]
        lines += ["", "matches of rules:"]
        shown = [match for match in self.matches if words or match.outcome != READ]
        lines += [f"  {match.text}  {match.label} [{match.rule}]: {match.outcome}" for match in shown] or ["  none"]
        return "\n".join(lines)


def explain(text: str, rules: RuleSet) -> Explanation:
    """Tell which rules match in a text, and what became of each match.

    A text without line breaks and stops is read as a sentence, not as a heading.

    Args:
        text: A sentence, or several.
        rules: The compiled rules.

    Returns:
        Explanation: facts and matches in order of their place; print it, or read its parts.

    Example:
        >>> from fazhi_ie.rules import load_rules
        >>> told = explain("县司法局制定印发实施方案。", load_rules())
        >>> [(fact.kind, fact.text, fact.rule) for fact in told.facts]
        [('entity', '县司法局', 'agency.level'), ('measure', '县司法局制定印发实施方案', 'measure.issue-document')]
        >>> [match.outcome for match in told.matches if match.text == "制定" and match.label == "MEASURE"]
        ['made the measure 县司法局制定印发实施方案']
    """
    whole = text if text.rstrip().endswith(("。", "!", "?", ";", "！", "？", "；")) or "\n" in text else text + "。"
    view = matching_view(whole)
    found = analyse(view, rules)
    hits = rules.scanner(*rules.labels()).find(view.text)
    alone = [hit for label in rules.labels() for hit in rules.scanner(label).find(view.text)]
    made = facts_of(found)
    matches = [
        Match(hit.start, hit.end, view.text[hit.start : hit.end], hit.rule.label, hit.rule.id, outcome)
        for hit in sorted(_unique(alone), key=lambda hit: (hit.start, -hit.end, hit.rule.id))
        if (outcome := _outcome(hit, hits, found, view.text))
    ]
    names = {id(fact): kind for attribute, kind in _KINDS for fact in getattr(found, attribute) or ()}
    facts = [
        MadeFact(names[id(fact)], fact.start, fact.end, view.text[fact.start : fact.end], fact.rule)
        for fact in sorted(made, key=lambda fact: (fact.start, fact.end))
    ]
    return Explanation(view.text, _role(found), tuple(facts), tuple(matches))


def _role(found: Findings) -> str:
    return found.layout.role_at(0) if found.layout is not None and found.view.text else "other"


def _unique(hits: Sequence[Hit]) -> Iterator[Hit]:
    seen: set[tuple[int, int, str]] = set()
    for hit in hits:
        if (key := (hit.start, hit.end, hit.rule.id)) not in seen:
            seen.add(key)
            yield hit


def _outcome(hit: Hit, together: Sequence[Hit], found: Findings, text: str) -> str:
    """Say what became of a match; "" for words that only help to read a sentence and were read."""
    for attribute, kind in _KINDS:
        for fact in getattr(found, attribute) or ():
            if fact.rule == hit.rule.id and fact.start <= hit.start and hit.end <= fact.end:
                first = text.find(text[hit.start : hit.end], fact.start) == hit.start
                makes = kind != "measure" or (first and fact.action.startswith(text[hit.start : hit.end]))
                return f"{'made' if makes else 'part of'} the {kind} {text[fact.start : fact.end]}"
    gives = _given_kind(hit.rule.label)
    longer = next((other for other in together if _covers(other, hit)), None)
    if longer is not None:
        taken = text[longer.start : longer.end]
        if gives is None:
            return READ
        return f"lost to the longer {taken} of {longer.rule.id!r} ({longer.rule.label})"
    if gives is None:
        return READ
    attribute, kind = gives
    for fact in getattr(found, attribute) or ():
        if fact.start < hit.end and hit.start < fact.end:
            return f"lost to the {kind} {text[fact.start : fact.end]} of {fact.rule!r}"
    if kind == "problem":
        role = _role(found)
        return (
            f"no fact: signs of a shortcoming count where a report admits problems; this passage has the role {role!r}"
        )
    if kind == "measure":
        return (
            "no fact: the clause shows no act with an object (a noun, a heading, a condition, guidance, or a question)"
        )
    return "no fact: it lies inside a title or another entity"


def _given_kind(label: str) -> tuple[str, str] | None:
    if gives_entities(label):
        return _KINDS[0]
    if label in ("PROBLEM", "PROBLEM_ALONE"):
        return _KINDS[3]
    return _KINDS[2] if label == "MEASURE" else None


def _covers(other: Hit, hit: Hit) -> bool:
    """Say whether a hit of another word of the same stage lies over this one and is longer."""
    same_stage = other.rule.label.split("_")[0].split(".")[0] == hit.rule.label.split("_")[0].split(".")[0]
    wider = other.start <= hit.start and hit.end <= other.end and other.end - other.start > hit.end - hit.start
    return same_stage and wider
