"""The compiled scanner: all terms of some labels in one Aho-Corasick automaton, the patterns beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

import daachorse
import regex

from fazhi_ie.errors import RuleError
from fazhi_ie.rules.pack import Pack, Rule, builtin_packs, read_pack, stack


@dataclass(frozen=True, slots=True)
class Hit:
    """One match of one rule.

    Attributes:
        start: Where it begins, in code points of the text that was searched.
        end: Where it ends, exclusive.
        rule: The rule that matched.
        groups: The spans of the pattern's named groups that took part, by name; empty for a term.

    Example:
        >>> rule = Rule("tax.kind", "TAX", pattern="(?P<what>资源|环境保护)税")
        >>> hit = Scanner([rule]).find("开征资源税")[0]
        >>> hit.start, hit.end, hit.rule.id, hit.groups
        (2, 5, 'tax.kind', {'what': (2, 4)})
    """

    start: int
    end: int
    rule: Rule
    groups: dict[str, tuple[int, int]] = field(default_factory=dict)


class Lexicon:
    """Literal strings found in one pass; longest match from the left, or all matches.

    Args:
        terms: The strings; of equal ones the first counts.

    Attributes:
        terms: The strings, each once, in order.

    Example:
        >>> Lexicon(["司法局", "县司法局", "会议"]).find("县司法局召开会议")
        [(0, 4, '县司法局'), (6, 8, '会议')]
    """

    def __init__(self, terms: Sequence[str]) -> None:
        self.terms = tuple(dict.fromkeys(terms))
        self._longest = None
        if self.terms:
            kind = daachorse.MATCH_KIND_LEFTMOST_LONGEST
            self._longest = daachorse.CharwiseDoubleArrayAhoCorasick(list(self.terms), kind)

    @cached_property
    def _all(self) -> daachorse.CharwiseDoubleArrayAhoCorasick:
        return daachorse.CharwiseDoubleArrayAhoCorasick(list(self.terms))

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """Return the occurrences that do not overlap: of all at the leftmost place the longest, then on behind it.

        Args:
            text: The text to search; linear in its length.

        Returns:
            list[tuple[int, int, str]]: start, end and term, in reading order; offsets are code points of `text`, end
            exclusive.

        Example:
            >>> Lexicon(["司法", "司法局"]).find("司法局")
            [(0, 3, '司法局')]
        """
        if self._longest is None:
            return []
        return [(start, end, self.terms[n]) for start, end, n in self._longest.find(text)]

    def find_all(self, text: str) -> list[tuple[int, int, str]]:
        """Return every occurrence, overlapping ones too.

        Args:
            text: The text to search.

        Returns:
            list[tuple[int, int, str]]: start, end and term, by end, the longer first; offsets are code points of
            `text`, end exclusive.

        Example:
            >>> Lexicon(["司法", "司法局", "局"]).find_all("司法局")
            [(0, 2, '司法'), (0, 3, '司法局'), (2, 3, '局')]
        """
        if not self.terms:
            return []
        return [(start, end, self.terms[n]) for start, end, n in self._all.find_overlapping(text)]


class Scanner:
    """Finds the hits of a set of rules in a text.

    Among the *terms* of all its rules the leftmost-longest wins; patterns report every non-overlapping match of their
    own. Hits of different rules may overlap: which one counts is for the stage that reads them to decide.

    Args:
        rules: The rules to find; grammar rules have nothing to find and do no harm.

    Attributes:
        rules: The same, as a tuple.

    Raises:
        RuleError: A pattern is not valid.

    Example:
        >>> from fazhi_ie.rules import Rule, Scanner
        >>> rules = [Rule("tax", "TAX", terms=("资源税",)), Rule("any", "TAX", pattern="..税")]
        >>> [(hit.start, hit.end, hit.rule.id) for hit in Scanner(rules).find("开征资源税")]
        [(2, 5, 'tax'), (2, 5, 'any')]
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
        """Return all hits in a text or a part of it.

        A pattern sees nothing outside the part: its look-arounds end at the part's edges.

        Args:
            text: The text; rules are written for the view (half width, `fazhi_ie.text.view`).
            start: Where the part begins, in code points.
            end: Where it ends, exclusive; None for the end of the text.

        Returns:
            list[Hit]: by start, the longer first; offsets are code points of `text`, end exclusive.

        Example:
            >>> scanner = Scanner([Rule("tax.kind", "TAX", terms=("资源税",))])
            >>> [(hit.start, hit.end) for hit in scanner.find("资源税与资源税", 2)]
            [(4, 7)]
        """
        part = text if start == 0 and end is None else text[start:end]
        hits = [Hit(s, e, rule) for s, e, term in self._terms.find(part) for rule in self._by_term[term]]
        for pattern, rule in self._patterns:
            for match in pattern.finditer(part):
                if match.end() > match.start():
                    groups = {name: match.span(name) for name in match.groupdict() if match.start(name) >= 0}
                    hits.append(Hit(match.start(), match.end(), rule, groups))
        if self._excludes.terms:
            hits = self._drop_excluded(part, hits)
        if self._patterns:  # terms alone come in order
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
    """Stacked packs, compiled on demand. Immutable; cheap to share between documents and threads.

    `load_rules` makes one with the built-in packs at the bottom.

    Args:
        packs: The packs, the lowest first; of two rules with one id that of the later pack counts.
        disable: Ids of rules to switch off.

    Attributes:
        packs: The packs as given.
        switched_off: `disable` as given.
        rules: The rules that are left, in stacking order.
        disabled: Ids whose facts no stage may give.

    Raises:
        RuleError: A pattern is not valid, or an id to switch off does not exist.

    Example:
        >>> from fazhi_ie.rules import builtin_packs
        >>> rules = RuleSet(builtin_packs(), disable=["measure.hold-meeting"])
        >>> "measure.hold-meeting" in [rule.id for rule in rules.rules], rules.switched_off
        (False, ('measure.hold-meeting',))
    """

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
        """Name and version of each pack, in stacking order.

        Example:
            >>> load_rules().names[0]
            ('fazhi.grammar', '1.0')
        """
        return tuple((pack.name, pack.version) for pack in self.packs)

    def labelled(self, *labels: str) -> tuple[Rule, ...]:
        """Return the rules that have one of the labels.

        Args:
            labels: The labels, exactly as rules have them: "AGENCY" is not "AGENCY.word".

        Returns:
            tuple[Rule, ...]: in stacking order; empty where no rule has such a label.

        Example:
            >>> "measure.issue-document" in [rule.id for rule in load_rules().labelled("MEASURE")]
            True
        """
        return tuple(rule for rule in self.rules if rule.label in labels)

    def labels(self) -> tuple[str, ...]:
        """Return every label that a rule has.

        Returns:
            tuple[str, ...]: each once, in order of first use.

        Example:
            >>> "AGENCY" in load_rules().labels(), "TAX" in load_rules().labels()
            (True, False)
        """
        return tuple(dict.fromkeys(rule.label for rule in self.rules))

    def scanner(self, *labels: str) -> Scanner:
        """Return the compiled scanner of the rules with these labels.

        Args:
            labels: As for `labelled`.

        Returns:
            Scanner: built at the first call with these labels, then kept.

        Example:
            >>> [hit.rule.id for hit in load_rules().scanner("MEASURE").find("印发")]
            ['measure.issue-document']
        """
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

    Example:
        >>> rules = load_rules(disable=["measure.hold-meeting"])
        >>> len(load_rules().rules) - len(rules.rules)
        1
    """
    if not extra and not disable:
        return _default_rules()
    packs = [pack if isinstance(pack, Pack) else read_pack(pack) for pack in extra]
    return RuleSet([*builtin_packs(), *packs], tuple(disable))


@lru_cache(maxsize=1)
def _default_rules() -> RuleSet:
    return RuleSet(builtin_packs())
