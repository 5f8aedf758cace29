"""Running text cut into sentences and clauses, with the words of the vocabulary that lie free in each clause."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import regex

from fazhi_ie.facts.found import EntityFound
from fazhi_ie.facts.measures.short import read_short
from fazhi_ie.facts.measures.words import ACTOR, NOUN, PLACE, SKIP, VERB, Vocabulary, Word

#: Titles, quotations and short brackets: what stands in them is no action of the sentence around them.
_PROTECTED = regex.compile(
    r"《[^《》\n]{1,120}+》|“[^“”\n。;]{1,60}+”|‘[^‘’\n。;]{1,60}+’|\([^()\n。]{1,90}+\)|〔[^〔〕\n]{1,12}+〕"
)
_BREAK = regex.compile(r"(?=[,;:。!?\n…])(?:(?<!\d),|,(?!\d{3}(?!\d))|[;。!?\n…]|(?<!\d):|:(?!\d))")
_LONGEST = 800
_FULL_STOPS = frozenset("。!?\n…;")
_LABELS = frozenset(("AGENCY", "DOCUMENT", "LAW", "DOC_NUMBER", "REGION", "DATE"))
_DATE_TAIL = regex.compile(r"(?:以来|以前|之前|前|后|底|起|期间|间|共|内)?+")


@dataclass(slots=True)
class Clause:
    """A stretch between two breaks; `words` are those outside titles, quotations, brackets and entities."""

    start: int
    end: int
    mark: str
    words: list[Word] = field(default_factory=list)

    def first_verb(self) -> Word | None:
        """Return the first verb among the words."""
        for word in self.words:
            if word.kind == VERB:
                return word
        return None


@dataclass(slots=True)
class Sentence:
    """The clauses between two full stops (a semicolon is one), inside one passage."""

    clauses: list[Clause]
    passage: int
    mark: str
    last: bool = False


def protected_spans(view: str) -> list[tuple[int, int]]:
    """Find titles, quotations and short brackets, outermost, in order."""
    return [match.span() for match in _PROTECTED.finditer(view)]


def sentences(
    view: str, passages: Sequence[tuple[int, int, int]], entities: Sequence[EntityFound], vocabulary: Vocabulary
) -> Iterator[Sentence]:
    """Cut the passages (start, end, index) into sentences of clauses with their words."""
    shut = protected_spans(view)
    starts = [start for start, _ in shut]
    words = _free_words(view, vocabulary, shut, entities)
    word_starts = [word.start for word in words]
    for start, end, index in passages:
        at = start
        clauses: list[Clause] = []
        n = bisect_left(word_starts, start)
        for stop, mark in _breaks(view, start, end, shut, starts):
            first = n = bisect_left(word_starts, at, n)
            n = bisect_left(word_starts, stop, n)
            if stop > at:
                clauses.append(Clause(at, stop, mark, words[first:n]))
            at = stop + 1
            if mark in _FULL_STOPS or stop == end:
                if clauses:
                    yield Sentence(clauses, index, mark, view[at : at + 1] in ("", "\n") or at >= end)
                clauses = []


def _breaks(view: str, start: int, end: int, shut: list[tuple[int, int]], starts: list[int]) -> list[tuple[int, str]]:
    """Return the offset and character of every break in view[start:end] outside protected spans, then the end."""
    breaks: list[tuple[int, str]] = []
    n = max(0, bisect_left(starts, start) - 1)
    last = start
    for match in _BREAK.finditer(view, start, end):
        at = match.start()
        while n < len(shut) and shut[n][1] <= at:
            n += 1
        if n < len(shut) and shut[n][0] < at:
            continue
        if at - last > _LONGEST:
            breaks += _cuts(last, at)
        breaks.append((at, view[at]))
        last = at + 1
    return [*breaks, *_cuts(last, end), (end, "")]


def _cuts(start: int, end: int) -> list[tuple[int, str]]:
    """Cut what is too long for a clause of prose, so that no clause costs more than its length."""
    return [(at, ",") for at in range(start + _LONGEST, end, _LONGEST)]


def _free_words(
    view: str, vocabulary: Vocabulary, shut: list[tuple[int, int]], entities: Sequence[EntityFound]
) -> list[Word]:
    """Merge words and entities; words inside protected spans or touching an entity are left out."""
    free: list[Word] = []
    named = [(index, entity) for index, entity in enumerate(entities) if entity.label in _LABELS]
    n = s = 0
    done = 0
    last: Word | None = None
    for word in vocabulary.find(view):
        while n < len(named) and named[n][1].start < word.end:
            index, entity = named[n]
            n += 1
            if entity.start >= done and not _inside(shut, entity.start, s):
                last = _as_word(view, entity, index)
                free.append(last)
                done = entity.end
        while s < len(shut) and shut[s][1] <= word.start:
            s += 1
        if word.start < done or (s < len(shut) and shut[s][0] <= word.start):
            continue
        if word.verb is not None and word.verb.short:
            read = read_short(view, word, last)
            if read is None:
                continue
            word = read
        free.append(word)
        last, done = word, word.end
    for index, entity in named[n:]:
        if entity.start >= done and not _inside(shut, entity.start, s):
            free.append(_as_word(view, entity, index))
            done = entity.end
    return free


def _inside(shut: list[tuple[int, int]], offset: int, near: int) -> bool:
    while near < len(shut) and shut[near][1] <= offset:
        near += 1
    return near < len(shut) and shut[near][0] < offset


def _as_word(view: str, entity: EntityFound, index: int) -> Word:
    end = entity.end
    if entity.label == "AGENCY":
        return Word(entity.start, end, ACTOR, "", entity=index)
    if entity.label == "DATE":
        match = _DATE_TAIL.match(view, end)
        return Word(entity.start, match.end() if match else end, SKIP, "")
    return Word(entity.start, end, NOUN, PLACE if entity.label == "REGION" else "")
