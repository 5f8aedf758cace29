"""One clause read: which of its verbs, if any, is the action of a measure, and what goes with it.

A clause opens with connectives, adverbs and marks of time; then stands the verb, or a preposition that puts something
before the verb, or a subject. Wherever a verb might as well be part of a noun, something must show that it is a verb.
"""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_ie.facts.measures import signs
from fazhi_ie.facts.measures.acts import Act, Lead, Reading
from fazhi_ie.facts.measures.clauses import Clause
from fazhi_ie.facts.measures.fronts import FrontParser
from fazhi_ie.facts.measures.verbs import serves_noun
from fazhi_ie.facts.measures.words import (
    ACTOR,
    ADVERB,
    FRONT,
    FUTURE,
    GUIDANCE,
    NOUN,
    PLACE,
    SKIP,
    VERB,
    Vocabulary,
    Word,
)


class ClauseReader:
    """Reads the clauses of one view; `role` is that of the passage of the clause at hand."""

    def __init__(self, view: str, vocabulary: Vocabulary) -> None:
        self.view, self.vocabulary = view, vocabulary
        self.role = "work"

    def read(self, clause: Clause) -> Reading:
        """Read one clause."""
        if clause.first_verb() is None:
            return self._without_verb(clause)
        listed = self.view.find("、", clause.start, clause.end) >= 0
        tail = signs.STATE_TAIL.search(self.view, clause.start, clause.end) if listed else None
        if tail:
            clause = Clause(clause.start, tail.start(), clause.mark, [w for w in clause.words if w.end <= tail.start()])
        reading = Reading()
        for part in self._predicates(clause) if listed else (clause,):
            parser = _ClauseParser(self.view, part, self.role, self.vocabulary)
            reading.acts += parser.acts()
            reading.planned |= parser.planned
            reading.waiting = parser.waiting
        return reading

    def _without_verb(self, clause: Clause) -> Reading:
        """A clause with no verb may still open the future (下一步,) or put an object in front (对……清单,)."""
        reading = Reading()
        reading.planned = any(word.kind == FUTURE and word.term not in signs.NORMS for word in clause.words)
        for word in clause.words:
            if word.kind in (SKIP, ADVERB):
                continue
            if word.kind == FRONT and word.term in signs.TOWARDS and clause.end - word.end >= 3:
                reading.waiting = (word.start, word.end)
            break
        reading.lead = self._lead(clause)
        return reading

    def _lead(self, clause: Clause) -> Lead | None:
        """Take a clause of nothing but bodies, and 会同 or 联合 between them, for the actor of the next one."""
        who = [word for word in clause.words if word.kind not in (SKIP, ADVERB, FUTURE)]
        company = any(word.kind == FRONT and word.term in signs.COMPANY for word in who)
        known = all(word.kind == ACTOR or word.term in signs.COMPANY for word in who)
        if not known or not who or (who[-1].end != clause.end and not company):
            return None
        first = who[0]
        if first.kind == ACTOR and first.entity is None:
            return None
        return Lead(first.start, (first.start, first.end, first.entity) if first.kind == ACTOR else None)

    def _predicates(self, clause: Clause) -> Iterator[Clause]:
        """Cut a clause at the 、 between predicates that each have a subject of their own (A完工、B投产)."""
        words = clause.words
        if not words:
            return
        if words[0].start == clause.start and words[0].kind in (VERB, FRONT):
            yield clause
            return
        start = clause.start
        first = 0
        for n, word in enumerate(words[:-1]):
            stop = self._predicate_end(words, n, clause.end) if word.start - start >= 3 else -1
            if stop >= 0 and any(other.verb for other in words[n + 1 :]):
                yield Clause(start, stop, "、", words[first : n + 1])
                start = stop + 1
                first = n + 1
                while first < len(words) and words[first].start < start:
                    first += 1
        yield Clause(start, clause.end, clause.mark, words[first:])

    def _predicate_end(self, words: list[Word], n: int, end: int) -> int:
        """Offset of the 、 that closes the predicate words[n], or -1."""
        word, verb = words[n], words[n].verb
        if verb is None or not verb.after or verb.noun:
            return -1
        if verb.move:
            stop = self.view.find("、", word.end, min(end, word.end + 20))
            return stop if stop >= 0 and self.view[stop + 1 : stop + 2].isdigit() else -1
        shown = n > 0 and words[n - 1].kind == ADVERB and words[n - 1].end == word.start
        return word.end if (verb.family == "works" or shown) and self.view.startswith("、", word.end) else -1


class _ClauseParser(FrontParser):
    """Reads the opening of a clause, then its verb, or looks for the verb behind a subject."""

    def acts(self) -> list[Act]:
        """Read the clause from where the reader stands."""
        view, end = self.view, self.clause.end
        if self.at >= end or signs.is_condition(view, self.at, end):
            return []
        first = view[self.at]
        if first in signs.COMPARED_START and signs.COMPARED.match(view, self.at, end):
            return []
        mark = signs.LIST_MARK.match(view, self.at, end) if first in signs.LIST_MARK_START else None
        if mark:
            self._go_to(mark.end())
        subject_at: int | None = None
        while self.at < end:
            word = self.words[self.n] if self.n < len(self.words) else None
            if word is None or word.start > self.at or (word.kind == NOUN and word.term != PLACE):
                if not self._pass_small():
                    break
                continue
            if word.kind == ACTOR or (word.term == PLACE and self._acts_itself(self.n)):
                self._act_by(word)
                subject_at = None
            elif word.kind in (SKIP, ADVERB, FUTURE):
                if word.kind == FUTURE and word.term in signs.NORMS and self.role != "plans":
                    return []
                if word.kind == ADVERB and subject_at is None:
                    subject_at = word.start
                elif word.kind == SKIP and self.actor is None:
                    subject_at = None
                self._pass(word)
            elif word.kind == GUIDANCE:
                return []
            elif word.kind == FRONT and self._joins_actors(word):
                self._go_to(word.end)
            elif word.kind == FRONT and self._before_short(self.n):
                self._pass(word)
                self.adverb = True
            elif word.kind == FRONT:
                return self.front(word)
            elif word.kind == VERB and self._hopes(self.n):
                return []
            elif word.kind == VERB and self._is_adverbial(self.n):
                self._pass(word)
                self.adverb = True
            elif word.kind == VERB and self._attributive(self.n):
                subject_at = word.start
                break
            elif word.kind == VERB and not self.serves(self.n):
                return self.plain(self.n, self.span_start)
            else:
                break
        if self.span_start is None:
            self.span_start = subject_at if subject_at is not None else self.at
        return self._scan()

    def _go_to(self, at: int) -> None:
        self.at = at
        while self.n < len(self.words) and self.words[self.n].start < at:
            self.n += 1

    def _pass_small(self) -> bool:
        """Pass over 三次 and the joints between actors; False where something else begins."""
        times = signs.TIMES.match(self.view, self.at, self.clause.end) or signs.SPENT.match(
            self.view, self.at, self.clause.end
        )
        if times:
            self._go_to(times.end())
            self.adverb = True
            return True
        if self.view[self.at] in signs.JOINTS and self.at > self.clause.start:
            self._go_to(self.at + 1)
            return True
        return False

    def _pass(self, word: Word) -> None:
        self.planned |= word.kind == FUTURE
        self.adverb = word.kind == ADVERB
        self.parts |= word.term == "其中"
        self.into = word.term in signs.INTO
        self._go_to(word.end + (self.adverb and self.view.startswith("地", word.end)))

    def _joins_actors(self, word: Word) -> bool:
        """Tell whether 与 stands between two bodies that act together (市法院与市司法局建立……)."""
        following = self.words[self.n + 1] if self.n + 1 < len(self.words) else None
        if word.term not in signs.AND or following is None or self.actor is None:
            return False
        joined = self.actor[1] == word.start and following.start == word.end
        return joined and following.kind == ACTOR

    def _acts_itself(self, n: int) -> bool:
        """Tell whether the place words[n] acts: a verb follows, behind adverbs, or another such place."""
        at, n = self.words[n].end, n + 1
        while n < len(self.words) and self.words[n].start == at and self.words[n].kind == ADVERB:
            at, n = self.words[n].end, n + 1
        if n >= len(self.words):
            return False
        following = self.words[n]
        if following.kind == VERB and following.start == at:
            return not self.serves(n)
        listed = following.start == at + 1 and self.view[at] in signs.JOINTS and following.term == PLACE
        return listed and self._acts_itself(n)

    def _act_by(self, word: Word) -> None:
        if self.actor is None:
            self.actor = (word.start, word.end, word.entity)
            self.span_start = word.start
        else:
            self.actor = (self.actor[0], word.end, self.actor[2] if word.entity is not None else None)
        self.adverb = True
        self._go_to(word.end)

    def _attributive(self, n: int) -> bool:
        """Pass a verb that only describes the subject of a predicate with an adverb (列入目录的决策均开展……)."""
        at = self.view.find("的", self.words[n].end + 1, self.clause.end)
        if at < 0 or at > self.words[n].end + 8 or self.serves(n):
            return False
        for i in range(n + 1, len(self.words)):
            before = self.words[i - 1]
            each = before.term in signs.EACH and before.end == self.words[i].start and before.start > at + 1
            if each and self.words[i].kind == VERB and not self.serves(i):
                self._go_to(at + 1)
                return True
        return False

    def _hopes(self, n: int) -> bool:
        """Tell whether words[n] is 争取 before a date or 早日: what follows is a hope (争取6月完工)."""
        if self.words[n].term != "争取":
            return False
        if signs.SOON.match(self.view, self.words[n].end) or n + 1 >= len(self.words):
            return signs.SOON.match(self.view, self.words[n].end) is not None
        following = self.words[n + 1]
        return following.start == self.words[n].end and following.kind == SKIP and not following.term

    def _before_short(self, n: int) -> bool:
        """Tell whether words[n] is 就 before a verb of one syllable, an adverb there (我们就组了一支队伍)."""
        following = self.words[n + 1] if self.words[n].term == "就" and n + 1 < len(self.words) else None
        return (
            following is not None
            and following.start == self.words[n].end
            and following.kind == VERB
            and (following.verb is not None and following.verb.short)
        )

    def _is_adverbial(self, n: int) -> bool:
        """Tell whether words[n] is a verb that stands before another one as an adverb does (加快建设)."""
        if not (self.verb(n).adverbial or self.verb(n).family == "trial") or n + 1 >= len(self.words):
            return False
        other = self.words[n + 1]
        adjacent = other.start == self.words[n].end and other.kind == VERB
        return adjacent and other.end < self.clause.end and not serves_noun(self.view, other)

    def _scan(self) -> list[Act]:
        """Look behind the subject for a verb that is shown to be one."""
        start = self.span_start
        for i in range(self.n, len(self.words)):
            word = self.words[i]
            if word.kind == GUIDANCE and (len(word.term) > 1 or self.shown(i)):
                return []
            if word.kind == FUTURE and self.shown(i):
                if word.term in signs.NORMS and self.role != "plans":
                    return []
                self.planned = True
            if word.kind == FRONT and self._opens_here(i):
                self._go_to(word.start)
                return self.front(word)
            if word.kind != VERB or self.serves(i):
                continue
            if signs.has_copula(self.view, self.clause.start, word.start):
                return []
            means = self.after_means(word.start)
            if means or self.shown(i) or self.strong(i) or self.closing(i):
                acts = self.plain(i, None if (means or self.into) and not self.actor else start)
                if acts:
                    return acts
        return []

    def _opens_here(self, n: int) -> bool:
        """Tell whether a preposition behind a subject is one: after the name of a body or an adverb, or before 进行."""
        word = self.words[n]
        if word.term not in signs.AFTER_SUBJECT:
            return False
        named = self.words[n + 1] if n + 1 < len(self.words) else None
        by_body = named is not None and named.kind == ACTOR and named.start == word.end
        if word.term == "由":
            return by_body
        if word.term == "被" or self.view[word.start - 1] in signs.BODY_END or self.shown(n):
            return word.term not in ("在", "从") or self.actor is not None
        if word.term == "把" and self.view[word.start - 1] in signs.PEOPLE:
            return True
        return word.term == "对" and any(other.verb and other.verb.carry for other in self.words[n + 1 :])
