"""Who acts where a clause names nobody: the actor of the clause before in the same sentence."""

from __future__ import annotations

from fazhi_ie.facts.measures import signs
from fazhi_ie.facts.measures.acts import Act
from fazhi_ie.facts.measures.clauses import Clause, Sentence
from fazhi_ie.facts.measures.words import ACTOR, ADVERB, FRONT, FUTURE, SKIP, Word

#: Kinds of words that may stand before a verb without being its subject.
_NO_SUBJECT = frozenset((FRONT, ADVERB, SKIP, FUTURE))


class Actors:
    """Carries the actor from act to act; a subject of another kind, or the end of the sentence, ends its reach.

    The items of a list between semicolons (一是…;二是…) are one sentence here.
    """

    def __init__(self, view: str) -> None:
        self.view = view
        self._last: tuple[int, int, int | None] | None = None
        self._mark = ""

    def open(self, sentence: Sentence) -> None:
        """Begin a sentence."""
        first = sentence.clauses[0]
        goes_on = self._mark == ";" and signs.LIST_MARK.match(self.view, first.start, first.end)
        self._last = self._last if goes_on else None
        self._mark = sentence.mark

    def note(self, clause: Clause) -> None:
        """Remember the body that a clause without an act begins with: 县政府高度重视,|成立专班."""
        first = next((word for word in clause.words if word.kind not in (ADVERB, SKIP, FUTURE)), None)
        if first is not None and first.kind == ACTOR and first.entity is not None and self._opens(first, clause):
            self._last = (first.start, first.end, first.entity)

    def _opens(self, word: Word, clause: Clause) -> bool:
        """Tell whether nothing but adverbs stands before a word of a clause."""
        at = clause.start
        for other in clause.words:
            if other.start != at or other is word:
                break
            at = other.end
        return word.start == at

    def settle(self, act: Act, clause: Clause) -> None:
        """Give an act without an actor that of the act before, unless it has a subject of its own."""
        if act.actor_start is not None and act.actor_end is not None:
            self._last = (act.actor_start, act.actor_end, act.actor_entity)
        elif act.subject or self._has_subject(act, clause):
            self._last = None
        elif self._last is not None:
            act.actor_start, act.actor_end, act.actor_entity = self._last

    def _has_subject(self, act: Act, clause: Clause) -> bool:
        """Tell whether the act begins with a noun, not with its verb or with what may stand before that."""
        if act.start == act.phrase.start:
            return False
        first = next((word for word in clause.words if word.end > act.start), None)
        return first is None or first.start != act.start or first.kind not in _NO_SUBJECT
