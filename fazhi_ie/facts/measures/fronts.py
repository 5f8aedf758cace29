"""Prepositions before the verb: 将/把 (disposal or future), 对 (object), 为/向/与 (receiver), 由 (actor), means."""

from __future__ import annotations

from fazhi_ie.facts.measures import signs
from fazhi_ie.facts.measures.acts import Act
from fazhi_ie.facts.measures.parser import Parser
from fazhi_ie.facts.measures.verbs import Phrase, behind_particles, is_bare_count, is_counted, read_phrase
from fazhi_ie.facts.measures.words import ACTOR, ADVERB, FRONT, FUTURE, GUIDANCE, SKIP, VERB, Word


class FrontParser(Parser):
    """Reads what a preposition opens."""

    def front(self, word: Word) -> list[Act]:
        """Read on from the preposition `word`, which is words[n]."""
        self.at, self.n = word.end, self.n + 1
        self.fronted = word.term not in ("被", "在") and not (word.term == "由" and self.span_start is not None)
        self.passive |= word.term in ("由", "被") and self.span_start is not None
        if self.role != "plans" and any(self._is_norm(i) for i in range(self.n, len(self.words))):
            return []
        if word.term in ("在", "于") and self._pass_date():
            return self.acts()
        if word.term in signs.DISPOSAL:
            return self._disposal(word)
        if word.term in signs.TOWARDS:
            return self._towards(word)
        if word.term == "为":
            return self._benefit(word)
        if word.term in ("向", "面向", "与", "跟", "会同", "联合"):
            return self._receiver(word)
        if word.term == "由":
            return self._agent(word)
        if word.term == "被":
            self._name_agent(word)
            honoured = any(other.term in signs.HONOURS for other in self.words[self.n :])
            return self._receiver(word, gap=0) if self.span_start is not None and not honoured else []
        return self._means(word)

    def _pass_date(self) -> bool:
        """Pass the date that stands here (在6月底前), if one does."""
        if self.n >= len(self.words) or self.words[self.n].start != self.at:
            return False
        date = self.words[self.n]
        if date.kind != SKIP or date.term:
            return False
        self.at, self.n, self.adverb, self.fronted = date.end, self.n + 1, True, False
        return True

    def _is_norm(self, n: int) -> bool:
        """Tell whether words[n] says what should be done (对……的要约谈)."""
        word = self.words[n]
        return word.kind == FUTURE and word.term in signs.NORMS and (self.view[word.start - 1] == "的" or self.shown(n))

    def is_preposition(self, n: int) -> bool:
        """Tell whether words[n], one character in the middle of a clause, is a preposition by what stands before it."""
        word = self.words[n]
        before = self.view[word.start - 1]
        return before in signs.BODY_END or before in "等》”式定求" or self.after_means(word.start) or self.shown(n)

    def _behind_adverbs(self) -> int:
        """Index of the word that follows here behind adverbs without a gap, or -1."""
        at, n = self.at, self.n
        while n < len(self.words) and self.words[n].start == at and self.words[n].kind == ADVERB:
            at = self.words[n].end
            n += 1
        return n if n < len(self.words) and self.words[n].start == at else -1

    def _disposal(self, front: Word) -> list[Act]:
        """将/把 + object + verb; or 将 as the mark of the future."""
        if any(word.term in signs.STANCE for word in self.words[self.n :]):
            return []
        verbs = self.verbs_from(self.n)
        main = next((i for i in verbs if self.verb(i).move and self.words[i].start > front.end + 1), None)
        if main is None:
            n = self._behind_adverbs()
            if front.term == "将" and n >= 0 and self.words[n].kind in (VERB, GUIDANCE, FRONT, FUTURE):
                self.planned = True
                self.fronted = False
                self.at = front.end
                return self.acts()
            main = self._last_action(self._done(verbs))
        return [] if main is None else self.fronted_act(front, main)

    def _done(self, verbs: list[int]) -> list[int]:
        """Those of the verbs that can be what is done to the object of 将: deeds, no mere nouns."""
        carried = any(self.verb(i).carry for i in verbs)
        end = self.clause.end
        return [
            i for i in verbs
            if self.verb(i).deed and (carried or not self.verb(i).noun or self.words[i].end == end)
        ]  # fmt: skip

    def _last_action(self, verbs: list[int]) -> int | None:
        """The verb that closes the clause, or what 进行, 予以 carry; of a compound its first verb."""
        carried = next((i for i in verbs if self.verb(i).carry), None)
        if carried is not None and verbs[-1] > carried:
            verbs = [i for i in verbs if i > carried]
        if not verbs:
            return None
        last = verbs[-1]
        for i in verbs[-4:]:
            if read_phrase(self.view, self.words, i, self.clause.end)[1] > last:
                return i
        return last

    def _towards(self, front: Word) -> list[Act]:
        """对 + object + (进行) + verb; the verb may come only in the next clause."""
        verbs = self.verbs_from(self.n)
        carried = next((i for i in verbs if self.verb(i).carry), None)
        if carried is not None:
            main = self._last_action(verbs)
            if main is not None and main > carried:
                return self.fronted_act(front, main)
            return self._carried_noun(front, carried)
        opened = next((i for i in verbs if self._opens_activity(i)), None)
        if opened is not None:
            return self.plain(opened, self.start_at(front))
        closing = self._last_action(verbs)
        if closing is not None:
            phrase = self.phrase(closing)
            if phrase.head.clause:
                return []
            bare = is_bare_count(self.view, phrase.object_start, phrase.object_end)
            if bare or phrase.object_start == phrase.object_end:
                return self.fronted_act(front, closing)
        for i in verbs:
            if self.words[i].start == front.end:
                return []
            if (
                self.shown(i)
                or self.verb(i).family in signs.GIVING
                or (not self.verb(i).noun and self.counted_before(i))
            ):
                return self.plain(i, self.start_at(front))
        self.waiting = (self.start_at(front), front.end)
        return []

    def _opens_activity(self, n: int) -> bool:
        """Tell whether words[n] is 开展 with a noun behind it (开展一轮检查), not with the act itself (开展检查)."""
        if not self.opens(n):
            return False
        at, m = behind_particles(self.view, self.words[n].end, self.clause.end), n + 1
        while m < len(self.words) and self.words[m].start == at and self.words[m].kind == ADVERB:
            at, m = self.words[m].end, m + 1
        return m >= len(self.words) or self.words[m].start > at or self.words[m].kind != VERB

    def _carried_noun(self, front: Word, carry: int) -> list[Act]:
        """What 进行 carries is no verb that we know: the end of the clause names it."""
        word = self.words[carry]
        end = self.clause.end
        start = behind_particles(self.view, word.end, end)
        known = word.term in ("进行", "予以", "加以") and not self.vocabulary.guides(self.view, start, end)
        if not known or end - start < 2:
            return []
        if end - start > 4:
            start = end - 2
        last = Word(start, end, VERB, self.view[start:end], word.verb)
        object_end = self.object_before(front, word.start)
        if object_end - front.end < 2:
            return []
        act = Act(self.start_at(front), end, Phrase(start, end, [last], end, end), front.end, object_end, self.planned)
        self.set_actor(act, act.start)
        return [act]

    def _benefit(self, front: Word) -> list[Act]:
        """为 + receiver + verb; 为 right before a verb tells a purpose, which is no measure."""
        n = self._behind_adverbs()
        fresh = n >= 0 and self.words[n].term.startswith("新")  # 为新设企业刻制公章: the verb is part of the receiver
        if n >= 0 and self.words[n].kind in (VERB, GUIDANCE) and not fresh:
            return self._behind_purpose(n)
        for i in self.verbs_from(n + 1 if fresh else self.n):
            phrase = self.phrase(i)
            if phrase.object_start >= phrase.object_end:
                return self.fronted_act(front, i) if phrase.head.family in ("provide", "handle") else []
            if signs.APPRAISAL.search(self.view, phrase.object_start, self.clause.end):
                return []
            if phrase.head.family in signs.EFFORTS:
                continue
            acts = self.plain(i, self.start_at(front))
            if acts or self.words[i].start > front.end:
                return acts  # a verb right behind the preposition may belong to the receiver: 为新设企业|刻制
        return []

    def _behind_purpose(self, n: int) -> list[Act]:
        """A purpose with no comma behind it (为规范执法我局制定了……) is passed over for a completed verb."""
        for i in self.verbs_from(n + 1):
            if self.view[self.words[i].end : self.words[i].end + 1] == "了" and self.shown(i):
                return self.plain(i, None)
        return []

    def _receiver(self, front: Word, gap: int = 2) -> list[Act]:
        """向/与/会同/被 + noun + verb; behind 会同 another preposition may stand (会同……对……进行……)."""
        if front.term in ("会同", "联合", "与"):
            for i in range(self.n, len(self.words)):
                word = self.words[i]
                if word.kind == FRONT and word.term in signs.FRONTED and self.is_preposition(i):
                    self.n, self.span_start = i, self.start_at(front)
                    return self.front(word)
        told = next((word for word in self.words if word.start == front.end), None)
        self.adverb |= front.term == "向" and told is not None and told.entity is not None  # 向县人大|报告
        verbs = self.verbs_from(self.n)
        for i in verbs:
            verb = self.verb(i)
            if self.words[i].start - front.end < gap:
                continue
            if front.term == "与" and verb.family in signs.EFFORTS:
                return []
            if verb.noun and front.term not in ("向", "面向") and not self.shown(i) and i != verbs[-1]:
                continue
            return self.plain(i, self.start_at(front))
        return []

    def _name_agent(self, front: Word) -> None:
        """Take the body right behind 被 for the actor."""
        named = self.words[self.n] if self.n < len(self.words) else None
        if named is not None and named.kind == ACTOR and named.start == front.end:
            self.actor = (named.start, named.end, named.entity)

    def _agent(self, front: Word) -> list[Act]:
        for i in self.verbs_from(self.n):
            if self.words[i].start - front.end >= 2 and not self._only_says_how(i):
                named = next((word for word in self.words if word.start == front.end and word.kind == ACTOR), None)
                end = self.subject_end(self.words[i].start, front.end) if named is None else named.end
                if end > front.end:
                    self.actor = (front.end, end, named.entity if named is not None else None)
                return self.plain(i, self.start_at(front))
        return []

    def _only_says_how(self, n: int) -> bool:
        """Tell whether words[n] stands before the verb as an adverb does (由省厅统一|制发)."""
        following = self.words[n + 1] if n + 1 < len(self.words) else None
        adjacent = following is not None and following.start == self.words[n].end
        return self.verb(n).adverbial and adjacent and following is not None and following.kind == VERB

    def _counts(self, n: int) -> bool:
        """Tell whether what words[n] acts on is counted (在路口建设长廊2处)."""
        phrase = self.phrase(n)
        return is_counted(self.view, phrase.object_start, phrase.object_end)

    def _means(self, front: Word) -> list[Act]:
        """在, 通过, 按照 and the like: the first verb behind that is shown to be one."""
        placed = front.term in ("在", "于")
        subject = None if placed else self.span_start
        for i in range(self.n, len(self.words)):
            word = self.words[i]
            if word.kind == FRONT and word.term in signs.FRONTED and self.is_preposition(i):
                self.n, self.span_start = i, subject
                return self.front(word)
            if word.kind == GUIDANCE and self.shown(i):
                return []
            if word.kind != VERB or self.serves(i):
                continue
            within = front.term == "在" and self.view[word.start - 1] in "中上内里间" and word.start - front.end > 2
            host = (placed or front.term == "从") and self.words[i - 1].kind == ACTOR
            if within or (self.shown(i) and not host) or self.after_means(word.start):
                return self.plain(i, subject)
            verb = self.verb(i)
            if word.start - front.end < 2 or (front.term == "从" and verb.family not in ("appoint", "give")):
                continue
            settled = front.term == "在" and verb.family in signs.PLACED and (not verb.noun or verb.family == "trial")
            settled |= placed and self.view[word.start - 1] not in "的和、" and self._counts(i)
            if self.strong(i) or settled:
                place = front.term in ("在", "从", "给") and self.view[word.start - 1] not in "中上下内时前间后"
                return self.plain(i, self.start_at(front) if place else subject)
        return []
