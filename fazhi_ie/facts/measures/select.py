"""Which actions are measures: headings, effects and half clauses, settled sentence by sentence."""

from __future__ import annotations

import regex

from fazhi_ie.facts.measures.actors import Actors
from fazhi_ie.facts.measures.acts import Act, Lead
from fazhi_ie.facts.measures.clauses import Clause, Sentence
from fazhi_ie.facts.measures.grammar import ClauseReader
from fazhi_ie.facts.measures.signs import ASKED, DISPOSAL, GATHERED, GATHERS, MEANS, OUTCOMES, TOWARDS
from fazhi_ie.facts.measures.verbs import is_bare_count, is_counted, read_phrase, serves_noun
from fazhi_ie.facts.measures.words import (
    ACTOR,
    ADVERB,
    FRONT,
    FUTURE,
    GUIDANCE,
    NOUN,
    SKIP,
    VERB,
    Vocabulary,
    Word,
)

_UNIT = regex.compile(r"(?<=[\d万千百余多])\p{Han}{1,3}$")
_OPEN = regex.compile(r"(?:由|以|包含|含)(?!(?:来|下|及|后|前))")
_MAY_OPEN = regex.compile("[由以含]")
_NO_LIST = regex.compile(
    r"率|达|占|比|分别|增长|同比|其中|涉及|平均|累计|共|目前|约为|为\d|超过\d|下降|提高|不少于|为期|每|位|居|%|正在|总量|额|超\d|[已均全]|^(?:优秀|良好|优良|基本合格|其余|另)"
)


class Selector:
    """Reads the sentences of one view and keeps what counts."""

    def __init__(self, view: str, vocabulary: Vocabulary) -> None:
        self.view = view
        self.reader = ClauseReader(view, vocabulary)
        self.actors = Actors(view)

    def acts(self, sentence: Sentence, role: str, *, head: bool) -> list[Act]:
        """Give the measures of one sentence; `head` tells that more text of the same paragraph follows."""
        self.reader.role = role
        self.actors.open(sentence)
        found: list[Act] = []
        planned = False
        waiting: tuple[int, int] | None = None
        waited_end = 0
        lead: Lead | None = None
        clauses = sentence.clauses
        n = 0
        while n < len(clauses):
            clause = self._whole(clauses, n)
            while n < len(clauses) and clauses[n].start < clause.end:
                n += 1
            reading = self.reader.read(clause)
            planned |= reading.planned
            acts = reading.acts
            if sentence.mark == "?" and ASKED.search(self.view, clause.start, clause.end):
                acts = []
            if waiting:
                acts = self._with_waiting(acts, clause, waiting, waited_end)
            if acts or not waiting:
                waiting, waited_end = reading.waiting, clause.end
            if lead:
                self._led(acts, lead)
            lead = reading.lead
            if n < len(clauses) and self._only_gathers(acts, clauses[n]):
                lead = Lead(acts[0].start, None)
                acts = []
            if n < len(clauses) and self.view.startswith("是", clauses[n].start) and clause.mark == ",":
                acts = [act for act in acts if not self._is_vague(act)]  # 规范执法,是一场硬仗: the clause is a subject
            if not acts:
                self.actors.note(clause)
            for act in acts:
                act.planned |= planned
                self.actors.settle(act, clause)
            if acts and n < len(clauses):
                n = self._continued(acts[-1], clauses, n)
            found.extend(act for act in acts if not self._is_effect(act, found, role))
        if len(clauses) == 1 and head and all(self._is_vague(act) for act in found):
            return []
        return found

    def _led(self, acts: list[Act], lead: Lead) -> None:
        """Let the first act begin where those who do it are named."""
        if acts:
            acts[0].start = lead.start
            if lead.actor and acts[0].actor_start is None:
                acts[0].actor_start, acts[0].actor_end, acts[0].actor_entity = lead.actor

    def _only_gathers(self, acts: list[Act], following: Clause) -> bool:
        """Tell whether a clause only brings together those who then act on something (组织执法力量,对……开展检查)."""
        if len(acts) != 1 or acts[0].phrase.head.term not in GATHERS or not following.words:
            return False
        opening = following.words[0]
        fronted = opening.start == following.start and opening.kind == FRONT and opening.term in TOWARDS
        people = self.view[acts[0].object_start : acts[0].object_end]
        return fronted and GATHERED.search(people) is not None and not any(char.isdigit() for char in people)

    def _whole(self, clauses: list[Clause], n: int) -> Clause:
        """Join clauses where a noun phrase stays open over the comma (成立由……为组长,……组成的小组)."""
        clause = clauses[n]
        verb = clause.first_verb()
        if verb is None or verb.verb is None:
            return clause
        if verb.verb.family != "lead" and not _MAY_OPEN.search(self.view, verb.end, clause.end):
            return clause
        phrase, _ = read_phrase(self.view, clause.words, clause.words.index(verb), clause.end)
        if phrase.head.family == "lead" and n + 1 < len(clauses) and self._left_open(clause, phrase.object_start):
            other = clauses[n + 1]
            return Clause(clause.start, other.end, other.mark, [*clause.words, *other.words])
        if not _OPEN.match(self.view, phrase.object_start, clause.end) or "的" in self.view[verb.end : clause.end]:
            return clause
        words = list(clause.words)
        for other in clauses[n + 1 : n + 4]:
            words += other.words
            if "的" in self.view[other.start : other.end]:
                return Clause(clause.start, other.end, other.mark, words)
        return clause

    def _left_open(self, clause: Clause, start: int) -> bool:
        """Tell whether the clause breaks off behind a phrase of means, so that its verb is still to come."""
        for word in reversed(clause.words):
            if word.start < start or (word.verb is not None and not word.verb.noun):
                return False
            if word.kind == FRONT and word.term in MEANS:
                return True
        return False

    def _with_waiting(self, acts: list[Act], clause: Clause, waiting: tuple[int, int], end: int) -> list[Act]:
        """Give a fronted object (对……清单,从……方面) to the verb of this clause, where that has none of its own."""
        start, object_start = waiting
        verbs = [word for word in clause.words if word.kind == VERB and word.verb is not None]
        if not verbs:
            return acts
        carry = next((n for n, word in enumerate(verbs) if word.verb is not None and word.verb.carry), None)
        main = None
        if carry is not None and carry + 1 < len(verbs):
            main = verbs[-1]
        elif acts and acts[0].phrase.head.move and not any(word.term in DISPOSAL for word in clause.words):
            main = acts[0].phrase.verbs[0]
        elif not acts and self._closes(clause, verbs[-1]):
            main = verbs[-1]  # 对……案件,市司法局于5月11日挂牌督办
        if main is None or main.verb is None:
            return acts
        phrase, _ = read_phrase(self.view, clause.words, clause.words.index(main), clause.end)
        return [Act(start, clause.end, phrase, object_start, end)]

    def _closes(self, clause: Clause, word: Word) -> bool:
        """Tell whether a verb that ends the clause, shown by an adverb, a date or an actor, is a deed."""
        verb = word.verb
        before = next((other for other in clause.words if other.end == word.start), None)
        shown = before is not None and before.kind in (ADVERB, SKIP, FUTURE, ACTOR)
        return shown and verb is not None and word.end == clause.end and verb.deed and not verb.noun

    def _continued(self, act: Act, clauses: list[Clause], n: int) -> int:
        """Take further counted items behind a comma into the object (办理建议143件,提案188件); give the next."""
        if act.subject or act.object_end != act.end:
            return n
        if not is_counted(self.view, act.object_end - 4, act.object_end) and not self.view[act.object_start].isdigit():
            return n
        while n < len(clauses) and clauses[n - 1].mark == ",":
            clause = clauses[n]
            text = self.view[clause.start : clause.end]
            numbered = text[0].isdigit() and self.view[act.object_start].isdigit()
            opening = clause.words[0] if clause.words and clause.words[0].start == clause.start else None
            if (opening and opening.kind != NOUN) or _NO_LIST.search(text) or len(text) > 40:
                return n
            if any(word.kind in (GUIDANCE, FUTURE, SKIP) for word in clause.words):
                return n
            bare = is_bare_count(self.view, act.object_start, act.object_end)
            if not numbered and (bare or not self._same_unit(act, clause)):
                return n
            if self.reader.read(clause).acts:
                return n
            act.end = act.object_end = clause.end
            n += 1
        return n

    def _same_unit(self, act: Act, clause: Clause) -> bool:
        """Tell whether the clause is a noun with a count in the unit of the object before it."""
        unit = _UNIT.search(self.view, max(act.object_start, act.object_end - 4), act.object_end)
        other = _UNIT.search(self.view, clause.end - 4, clause.end)
        verbs = any(word.kind == VERB and not serves_noun(self.view, word) for word in clause.words)
        return unit is not None and other is not None and unit.group() == other.group() and not verbs

    def _is_effect(self, act: Act, before: list[Act], role: str) -> bool:
        head = act.phrase.head
        if role == "background" and self._is_vague(act):
            return True
        if before and head.family in ("strengthen", "improve") and self.view.endswith("有效", 0, act.phrase.start):
            return True
        if not head.effect:
            return False
        if head.term in OUTCOMES and self._is_vague(act):
            return True
        if act.subject:
            return True
        if head.term == "实现" and act.start < act.phrase.start:
            return False
        if role == "plans" and not (before and not before[-1].phrase.head.effect):
            return False
        return bool(before)

    def _is_vague(self, act: Act) -> bool:
        head = act.phrase.head
        return not head.deed and not is_counted(self.view, act.object_start, act.object_end)
