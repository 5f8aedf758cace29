"""The ground of the clause grammar: where the reader stands, what shows a verb, how an action is built."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

from fazhi_ie.facts.measures import signs
from fazhi_ie.facts.measures.acts import Act
from fazhi_ie.facts.measures.clauses import Clause
from fazhi_ie.facts.measures.short import copied
from fazhi_ie.facts.measures.verbs import (
    Phrase,
    behind_particles,
    give_object,
    is_bare_count,
    is_counted,
    read_phrase,
    serves_noun,
    split_further,
    trimmed,
)  # fmt: skip
from fazhi_ie.facts.measures.words import ACTOR, ADVERB, FRONT, FUTURE, SKIP, VERB, Verb, Vocabulary, Word

#: What follows the name of a body may belong to the actor up to this length.
_LONGEST_POST = 12


class Parser(ABC):
    """The state of reading one clause, and what every kind of clause needs."""

    def __init__(self, view: str, clause: Clause, role: str, vocabulary: Vocabulary) -> None:
        self.view, self.clause, self.role, self.vocabulary = view, clause, role, vocabulary
        self.words: Sequence[Word] = clause.words
        self.n = 0
        self.at = clause.start
        self.planned = False
        self.adverb = False
        self.fronted = False
        self.parts = False
        self.into = False
        #: The subject is acted on (《办法》由县司法局起草, 被……查处).
        self.passive = False
        #: Where a subject, an actor or a fronted phrase begins: the span of the measure will.
        self.span_start: int | None = None
        self.actor: tuple[int, int, int | None] | None = None
        self.waiting: tuple[int, int] | None = None
        self._phrases: dict[int, Phrase] = {}

    @abstractmethod
    def acts(self) -> list[Act]:
        """Read the clause from where the reader stands."""

    def phrase(self, n: int) -> Phrase:
        """Read the action that words[n] begins."""
        phrase = self._phrases.get(n)
        if phrase is None:
            phrase = self._phrases[n] = read_phrase(self.view, self.words, n, self.clause.end)[0]
        return phrase

    def verb(self, n: int) -> Verb:
        """Give the entry of the verb words[n]."""
        verb = self.words[n].verb
        assert verb is not None
        return verb

    def serves(self, n: int) -> bool:
        """Tell whether words[n] is part of a noun by what follows (制定的, 办结率)."""
        return serves_noun(self.view, self.words[n])

    def verbs_from(self, n: int) -> list[int]:
        """Indices of the verbs from words[n] on that do not serve a noun."""
        return [i for i in range(n, len(self.words)) if self.words[i].kind == VERB and not self.serves(i)]

    # --- what shows that a word is a verb -----------------------------------------------------------------------

    def shown(self, n: int) -> bool:
        """Tell whether what stands right before words[n] shows that it is a verb: an adverb, an actor, 三次."""
        word = self.words[n]
        before = self.words[n - 1] if n else None
        if before and before.kind == ADVERB and before.end + 1 == word.start and self.view[before.end] == "地":
            return True
        if before and before.end == word.start:
            if before.kind == SKIP:
                return before.term == ""
            if before.kind in (ADVERB, FUTURE, ACTOR):
                return before.kind != ADVERB or len(before.term) > 1 or before.term in signs.SHORT_ADVERBS
        return signs.times_before(self.view, self.clause.start, word.start) >= 0

    def strong(self, n: int) -> bool:
        """Tell whether a verb in the middle of a clause can only be one: it counts, names or completes something."""
        word, verb, view = self.words[n], self.verb(n), self.view
        if verb.short:
            return True
        if verb.move:
            return word.term[-1] in "至到为" or view[word.end : word.end + 1] in ("至", "到", "为")
        before = view[word.start - 1]
        if verb.term in signs.GIVES and self._carries(verb, self.phrase(n).object_start, self.clause.end):
            return before not in "的和、"
        if verb.term == "完成" and before not in "的和、":
            return True
        if before not in "的和、与及" and (self.opens(n) or (verb.noun and self._by_body(n))):
            return True
        if verb.term == "组织" and view.startswith("“", word.end) and before not in "合的和、与及":
            return True  # 返乡时段组织“送法进家门”活动
        if verb.noun or verb.light or verb.clause or before in "的和、与及":
            return view[word.end : word.end + 1] == "了" and before != "的"
        phrase = self.phrase(n)
        text = view[phrase.object_start : phrase.object_start + 1]
        if not text or phrase.object_start >= self.clause.end:
            return False
        founding = verb.family in signs.FOUNDING and (before in signs.BODY_END or self.counted_before(n))
        if verb.deed and (before == "》" or founding):
            return True
        if phrase.object_start > phrase.end or text in "《“" or text.isdigit():
            return True
        if self.actor and verb.deed and self.actor[0] == self.span_start:
            return True
        return verb.deed and is_counted(view, phrase.object_start, self.clause.end)

    def counted_before(self, n: int) -> bool:
        """Tell whether what stands right before words[n] is counted (9个镇|建成广场)."""
        start = self.words[n].start
        return signs.COUNTED_BEFORE.search(self.view, max(self.clause.start, start - 10), start) is not None

    def opens(self, n: int) -> bool:
        """Tell whether words[n] is 开展 or a compound of it with an object, which no noun contains."""
        word, verb = self.words[n], self.verb(n)
        if not (verb.light and word.term.endswith("开展")) or self.clause.end - word.end < 3:
            return False
        at = word.end
        for other in self.words[n + 1 :]:
            if other.start != at or other.kind != ADVERB:
                break
            at = other.end
        return self.clause.end - at >= 2

    def _by_body(self, n: int) -> bool:
        """Tell whether a verb that may be a noun stands between a body and what it counts (县法院审查12件)."""
        before = self.view[self.words[n].start - 1]
        phrase = self.phrase(n)
        if self.verb(n).family not in signs.COUNTED_BY_BODY or (before not in signs.BODY_END and before != "议"):
            return False
        return is_counted(self.view, phrase.object_start, phrase.object_end) and phrase.object_end == self.clause.end

    def closing(self, n: int) -> bool:
        """Tell whether the verb closes the clause as its predicate: a long verb of change, or one after 在……, 被……."""
        word, phrase = self.words[n], self.phrase(n)
        if self._carried_through(phrase):
            return True
        if phrase.end != self.clause.end or not phrase.last.after:
            return False
        if phrase.last.family == "works" and phrase.end - phrase.start >= 4:
            return True
        return any(w.kind == FRONT and w.term in ("在", "被") and w.start < word.start for w in self.words)

    def _carried_through(self, phrase: Phrase) -> bool:
        """Tell whether nothing follows the verb but what says that the act is done (划转到位)."""
        deed = phrase.last.deed and phrase.last.family not in signs.EFFORTS
        return deed and signs.THROUGH.fullmatch(self.view, phrase.object_start, phrase.object_end) is not None

    def after_means(self, at: int) -> bool:
        """Tell whether a phrase of means has just come to its end (以……方式, 按照……要求)."""
        return self.view[at - 2 : at] in signs.MEANS_END or self.view[at - 3 : at] in signs.MEANS_END

    # --- building actions ---------------------------------------------------------------------------------------

    def plain(self, n: int, span_start: int | None) -> list[Act]:
        """Read the action at words[n], with its object behind it, and the further ones of a chain."""
        acts: list[Act] = []
        following: int | None = n
        while following is not None:
            phrase, behind = read_phrase(self.view, self.words, following, self.clause.end)
            if span_start is None or self.fronted or self._by_actor(phrase.start):
                give_object(phrase)
            following = split_further(self.view, self.words, behind, phrase)
            act = self._act(phrase, span_start if not acts else None)
            if act:
                acts.append(act)
        return acts

    def fronted_act(self, front: Word, main: int) -> list[Act]:
        """Build the action words[main] on the object that `front` puts before it."""
        phrase = self.phrase(main)
        end = self.object_before(front, self.words[main].start)
        if end - front.end < 2 or self.view.startswith("如下", phrase.end):
            return []
        act = Act(self.start_at(front), trimmed(self.view, phrase.end, self.clause.end), phrase, front.end, end)
        act.planned = self.planned
        self.set_actor(act, act.start)
        return [act]

    def start_at(self, front: Word) -> int:
        """Where the span begins: at the subject if there is one, or else at the preposition."""
        return self.span_start if self.span_start is not None else front.start

    def set_actor(self, act: Act, span_start: int | None) -> None:
        """Give the action the actor that stands in its span."""
        if self.actor and span_start is not None and self.actor[0] >= span_start:
            start, end, entity = self.actor
            act.actor_start, act.actor_end, act.actor_entity = start, self._with_post(end, act.phrase.start), entity

    def _with_post(self, end: int, verb_start: int) -> int:
        """Where an actor ends, the post or people behind a body's name included (县政府|主要负责人, 全县|19个乡镇)."""
        tail = self.subject_end(verb_start, end)
        if not 0 < tail - end <= _LONGEST_POST or signs.POST.fullmatch(self.view, end, tail) is None:
            return end
        inside = any(end <= word.start < tail and word.kind in (FRONT, VERB) for word in self.words)
        return end if inside else tail

    def object_before(self, front: Word, verb_start: int) -> int:
        """End of the object between `front` and the verb: adverbs, 进行 and 在…… left off."""
        end = verb_start
        for word in reversed(self.words):
            if word.end > verb_start or word.start < front.end:
                continue
            verb = word.verb
            adverb = word.kind in (ADVERB, SKIP, FUTURE) or (verb is not None and verb.adverbial)
            place = word.kind == FRONT and word.term in ("在", "于", "向", "从", "按", "按照", "严格按照")
            place |= word.term in ("由", "从") and self._from_figure(word, verb_start)
            carried = verb is not None and verb.carry
            opened = word.term in signs.OPENERS and behind_particles(self.view, word.end, end) == end
            if carried or opened or (adverb and word.end == end) or (place and word.start - front.end >= 2):
                end = word.start
        return end

    def _from_figure(self, word: Word, verb_start: int) -> bool:
        """Tell whether 由 or 从 leads from a figure (由63项减至37项), not to those who act (由7个部门实施的检查)."""
        return signs.FROM.match(self.view, word.end) is not None and self.view.find("的", word.end + 3, verb_start) < 0

    def subject_end(self, before: int, first: int = 0) -> int:
        """Where the subject before the verb at `before`, from `first` on, ends: adverbs and 在……, 被…… left off."""
        for word in reversed(self.words):
            if word.start < first:
                break
            adverbial = word.term == "将" or (word.verb is not None and word.verb.adverbial)
            adverb = word.end == before and (adverbial or word.kind in (ADVERB, FUTURE, SKIP))
            place = word.start < before and word.kind == FRONT and word.term in ("在", "被", "由", "于", "经")
            place |= word.term == "从" and word.start < before and self._from_figure(word, before)
            if adverb or place:
                before = word.start
        times = signs.times_before(self.view, self.clause.start, before)
        return times if times >= 0 else before

    def _act(self, phrase: Phrase, span_start: int | None) -> Act | None:
        view = self.view
        start, end = phrase.object_start, trimmed(view, phrase.object_start, phrase.object_end)
        if start >= end or self._carried_through(phrase):
            read = self._without_object if start >= end else self._brought_about
            done = read(phrase, span_start)
            if done is not None and self.passive:
                self.set_actor(done, span_start)
            return done
        if span_start is None and signs.has_copula(view, self.clause.start, phrase.start):
            return None
        if not self._sound(phrase, start, end):
            return None
        act = Act(phrase.start if span_start is None else span_start, end, phrase, start, end, self.planned)
        self.set_actor(act, span_start)
        if span_start is not None and not self._take_subject(act, span_start):
            return None
        self._cut_object(act)
        return act

    def _take_subject(self, act: Act, span_start: int) -> bool:
        """Make the subject the object where only a count or a goal follows the verb (文件废止8件, 事项下沉至县级).

        Returns False where the clause states a figure, not an act (时限压缩65%).
        """
        view, phrase = self.view, act.phrase
        if self.fronted and view[span_start] in "为给向":
            return True  # 为老年人体检2.6万人次: the receiver is not acted on
        into = phrase.head.move and phrase.head.term[-1] in "至到为入"
        into |= phrase.head.term in signs.ENTERS and not is_counted(view, act.object_start, act.object_end)
        goal = view[act.object_start] in "至到" or into
        passive = any(word.kind == FRONT and word.term == "被" for word in self.words)
        count = is_bare_count(view, act.object_start, act.object_end) and not self._by_actor(phrase.start)
        if not (goal or passive or count) or (goal and self._by_actor(phrase.start)):
            return True
        if count and (view[act.object_end - 1] == "%" or phrase.head.term == "完成"):
            return False  # 生产总值完成98亿元
        end = self.subject_end(phrase.start)
        if signs.COMPARED_END.search(view, span_start, end):
            return False  # 数量较上年减少三成
        if end - span_start >= 2 and phrase.head.after:
            act.object_start, act.object_end, act.subject = span_start, end, True
        return True

    def _without_object(self, phrase: Phrase, span_start: int | None) -> Act | None:
        """The object stands before the verb (……全面建成), or there is none."""
        head = phrase.head
        if signs.LAID_BEFORE.match(self.view, self.clause.start, phrase.start):
            return None
        if span_start is None or self.fronted or not (phrase.last.after or (self.passive and phrase.last.deed)):
            return None
        founds = head.family in ("build", "works")
        by_name = self.actor is not None and self.actor[2] is not None
        if (self.planned and not founds) or (self._by_actor(phrase.start) and not (founds and by_name)):
            return None
        if head.family in signs.EFFORTS and head.term not in signs.SPREADS:
            return None
        end = self.subject_end(phrase.start)
        if end - span_start < 2 or self.view[end - 1] == "、":
            return None
        if head.family == "carry" and (
            signs.is_vague_task(self.view, span_start, end) or signs.is_all_work(self.view, span_start, end)
        ):
            return None
        alone = head.noun and len(phrase.verbs) == 1 and end < phrase.start
        if alone and not any(word.end == phrase.start and word.term in signs.EACH for word in self.words):
            return None
        return Act(span_start, phrase.end, phrase, span_start, end, self.planned, subject=True)

    def _brought_about(self, phrase: Phrase, span_start: int | None) -> Act | None:
        """The object stands before the verb, which tells that it is all done (18名人员安置到位)."""
        end = self.subject_end(phrase.start)
        if span_start is None or self.fronted or self.planned or end - span_start < 3:
            return None
        if not is_counted(self.view, span_start, end):
            return None
        return Act(span_start, phrase.object_end, phrase, span_start, end, subject=True)

    def _sound(self, phrase: Phrase, start: int, end: int) -> bool:
        """Tell whether verb and object make an action: no noun, no state of things, no guidance."""
        view, head = self.view, phrase.head
        counted = is_counted(view, start, end)
        if view[start] in "到至" and view[start + 1 : start + 2].isdigit() and not head.move:
            return False
        if signs.NO_OBJECT.match(view, start, end) or signs.is_all_work(view, start, end):
            return False
        if head.family in signs.TASKED and signs.is_vague_task(view, start, end):
            return False
        if head.term.startswith("新") and head.family == "provide" and signs.GROWTH.search(view, start, end):
            return False
        if not head.move and signs.goes_from_to(view, start, end):
            return False
        if view[start] == "到" and any(word.term == "从" and word.end < start for word in self.words):
            return False
        attribute = view[start] == "与" and view.find("的", start + 3, end) >= 0  # 废止与上位法不一致的52条
        if (view[start] in "的、是率在和与及等" and not attribute and not view.startswith(signs.PEACE, start)) or (
            end - start < 2 and not counted
        ):
            return False
        if signs.has_copula(view, start, end) or signs.RATE.match(view, start, end):
            return False
        if self.vocabulary.states(view, start, end):
            return False
        if head.family in signs.ABSTRACT and view[start] != "《" and self.vocabulary.guides(view, start, end):
            return False
        if not head.clause and any(w.term in signs.PREDICATE and start < w.start < end for w in self.words):
            return False
        if not head.deed and end - start <= 3 and not counted:
            return False
        if head.carry:
            return self._carries(head, start, end)
        if head.family == "trial":
            return self.adverb or end - start >= 3
        if head.noun and self.parts:
            return False
        if head.noun and not (self.adverb or view[phrase.end] in "了过" or counted):
            return (end - start >= 4 and phrase.start == self.clause.start) or len(phrase.verbs) > 1
        return True

    def _carries(self, head: Verb, start: int, end: int) -> bool:
        """Tell whether 进行 carries an action that we know (进行专题培训), not a part of speech (进行全面部署)."""
        last = self.words[-1]
        if head.term != "进行":
            return head.term in signs.GIVES and signs.FIGURE.search(self.view, start, end) is not None
        return last.verb is not None and last.end == end and last.verb.family in signs.DEEDS and last.start >= start

    def _by_actor(self, before: int) -> bool:
        """Tell whether nothing but adverbs stands between actor and verb: then the subject acts, it is not acted on."""
        if self.passive:
            return False
        end = self.subject_end(before)
        if self.actor is not None:
            return end <= self.actor[1]
        return any(word.kind == ACTOR and word.end == end and word.term in signs.MEMBERS for word in self.words)

    def _cut_object(self, act: Act) -> None:
        """Leave out what the object is to do or become (选聘……担任……, 宣布……废止), and what follows a title."""
        if act.subject:
            return
        head, view = act.phrase.head, self.view
        again = copied(view, act.phrase.verbs[0]) if head.short else -1
        if act.object_start < again < act.object_end:
            act.object_end = again
            return
        gathers = head.family in ("build", "meeting")
        made_up = signs.MADE_UP.match(view, act.object_start, act.object_end) if gathers else None
        if made_up and made_up.end() < act.object_end - 1:
            act.object_start = made_up.end()
        brings = head.family in ("appoint", "give")
        sent = signs.SENT_TO.search(view, act.object_start + 2, act.object_end) if brings else None
        if sent:
            act.object_end = sent.start()
            return
        reached = signs.REACHED.search(view, act.object_start + 2, act.object_end)
        if reached:
            act.object_end = act.end = reached.start()
            return
        title_end = view.find("》", act.object_start, act.object_end) + 1 if view[act.object_start] == "《" else -1
        for word in self.words:
            if word.start <= act.object_start + 1 or word.end > act.object_end or word.verb is None:
                continue
            duty = head.family == "appoint" or head.term in ("支持", "帮扶")
            if (
                word.start == title_end
                or (duty and word.term in signs.DUTIES)
                or (head.term in ("宣布", "确认") and word.end == act.object_end)
                or (head.family == "meeting" and word.term in signs.AGENDA and view[word.start - 1] in "会议")
            ):
                act.object_end = word.start
                return
