"""The words that the entity grammars read, gathered once for each rule set."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from fazhi_ie.knowledge import agency_heads, central_organs, fused_names
from fazhi_ie.rules import Lexicon, RuleSet

#: Labels of `entities.toml` whose rules are word lists of the agency grammar, not entities themselves.
WORD_LABELS = (
    "AGENCY.field", "AGENCY.word", "AGENCY.stop", "AGENCY.trap", "AGENCY.follow", "DOC_NUMBER.edge",
    "REGION.doubtful", "REGION.trap",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """What the grammars look up; `anchors` finds the last words of agencies, `traps` what only looks so."""

    fields: frozenset[str]
    building: frozenset[str]
    longest: int
    stops: frozenset[str]
    anchors: Lexicon
    traps: Lexicon
    follow: tuple[str, ...]
    central: Lexicon
    code_edges: frozenset[str]
    doubtful_places: frozenset[str]
    place_traps: tuple[str, ...]

    def is_word(self, short: str) -> bool:
        """Tell whether the short form of a place is a common word, too: 人民 of 人民镇."""
        return short in self.building or short in self.stops or short in self.doubtful_places


@lru_cache(maxsize=8)
def words_of(rules: RuleSet) -> Words:
    """Gather the word lists of a rule set."""
    listed = {label: [t for rule in rules.labelled(label) for t in rule.terms] for label in WORD_LABELS}
    fields = frozenset(listed["AGENCY.field"])
    building = fields | frozenset(listed["AGENCY.word"])
    return Words(
        fields=fields,
        building=building,
        longest=max(map(len, building), default=0),
        stops=frozenset(listed["AGENCY.stop"]),
        anchors=Lexicon([*agency_heads(), *fused_names()]),
        traps=Lexicon(listed["AGENCY.trap"]),
        follow=tuple(listed["AGENCY.follow"]),
        central=Lexicon(list(central_organs())),
        code_edges=frozenset(listed["DOC_NUMBER.edge"]),
        doubtful_places=frozenset(listed["REGION.doubtful"]),
        place_traps=tuple(listed["REGION.trap"]),
    )
