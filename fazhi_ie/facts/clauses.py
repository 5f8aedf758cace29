"""Cut running text into clauses at its punctuation, but not inside quotation marks and brackets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_OPEN = {"“": "”", "《": "》", "(": ")", "‘": "’", "【": "】", "〔": "〕"}
#: A bracket that is not closed within so many characters is taken for a slip.
_REACH = 60
_STOPS = frozenset(",;:。!?\n")


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause without its punctuation; `stop` is the mark that ends it ("" at the end of the text)."""

    start: int
    end: int
    stop: str


def split_clauses(text: str, start: int, end: int) -> Iterator[Clause]:
    """Yield the clauses of text[start:end], in order; empty ones are left out.

    Example:
        >>> text = "力量薄弱,“你讲,我听”居多;"
        >>> [text[clause.start:clause.end] for clause in split_clauses(text, 0, len(text))]
        ['力量薄弱', '“你讲,我听”居多']
    """
    begin = at = start
    while at < end:
        char = text[at]
        if char in _OPEN:
            close = text.find(_OPEN[char], at + 1, min(at + _REACH, end))
            at = close + 1 if close > 0 else at + 1
            continue
        if char in _STOPS:
            if at > begin:
                yield Clause(begin, at, char)
            begin = at + 1
        at += 1
    if end > begin:
        yield Clause(begin, end, "")
