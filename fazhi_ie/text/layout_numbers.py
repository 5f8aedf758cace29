"""Numbered lines: what level their number has, and whether such a line is a heading or an item of a list.

一、 (一) 1. (1) and 1.1 open both headings and items. A heading has text below it, or run in behind its full stop; a
line that is a whole sentence, or one of a row of lines with nothing between them, is an item.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from fazhi_ie.text.layout_items import number_value
from fazhi_ie.text.layout_lines import ANNEX, DECOR, DOTTED, HEADING, LINE_MARKER, WRAPPED
from fazhi_ie.text.layout_statements import Row, statements

#: Longest title of a heading with run-in text, by level.
_RUN_IN = {1: 60, 2: 50, 3: 30}
#: What ends the title of a heading; a colon too, where a list comes behind it (四、抓好三项工作:(一)…).
_STOP = regex.compile(
    r"[。!?;]|:(?=\(?[一二三四五六七八九十]{1,3}[)是]|\(?\d{1,2}(?:\)|、|\.(?!\d))|[\u2460-\u2473]|第一,)"
)
_CLOSING = "*】〗]"
_RANKS = (
    (1, regex.compile(r"第\p{Han}+[章编分]")),
    (2, regex.compile(r"第\p{Han}+节")),
    (3, regex.compile(r"[一二三四五六七八九十]+")),
    (4, regex.compile(r"\(?[一二三四五六七八九十]+\)")),
    (5, regex.compile(r"\d+")),
    (6, regex.compile(r"\d+\.\d+")),
    (7, regex.compile(r"[\d.]+")),
    (8, regex.compile(r"\(?\d+\)")),
)


@dataclass(slots=True)
class Line:
    """One line of the view while its kind is being settled; `level` and the title span are those of a heading."""

    start: int
    end: int
    text: str
    kind: str = ""
    level: int = 0
    number: str | None = None
    title: tuple[int, int] | None = None


_ANY_DIGIT = regex.compile(r"\d")


def number_rank(number: str | None) -> int:
    """Return how deep a number stands among the kinds of numbers: 3 for 三, 4 for (三), 5 for 3; 0 where there is none.

    Example:
        >>> [number_rank(number) for number in ("第二章", "二", "(二)", "2", "2.1", "(2)", None)]
        [1, 3, 4, 5, 6, 8, 0]
    """
    return next((rank for rank, pattern in _RANKS if number and pattern.fullmatch(number)), 0)


def dotted_numbers(lines: Sequence[Line]) -> set[tuple[int, ...]]:
    """Return the numbers such as 1.1 that open lines and follow one another, so that they are no decimals."""
    seen = {tuple(int(part) for part in m[1].split(".")) for line in lines if (m := DOTTED.match(_bare(line)[1]))}
    return {
        key
        for key in seen
        if (*key[:-1], key[-1] - 1) in seen or (*key[:-1], key[-1] + 1) in seen or (key[-1] == 1 and key[:-1] in seen)
    }


def number_lines(lines: Sequence[Line]) -> None:
    """Mark the lines that open with a number, or are wrapped as headings are, as headings or items."""
    dotted = dotted_numbers(lines)
    outer = any((m := HEADING.match(_bare(line)[1])) and (m["one"] or m["two"]) for line in lines)
    for line in lines:
        if line.kind:
            continue
        skip, text = _bare(line)
        if dotted and (match := DOTTED.match(text)) and tuple(int(part) for part in match[1].split(".")) in dotted:
            level = 3 if outer else min(match[1].count(".") + 1, 3)
            _settle_number(line, skip, text, match.end(), level, match[1])
        elif match := HEADING.match(text):
            level = 1 if match["one"] else 2 if match["two"] else 3 if outer or not dotted else 1
            _settle_number(line, skip, text, match.end(), level, match[0].strip("、.:"))
        elif match := WRAPPED.match(line.text):
            line.kind, line.title = "heading", (line.start + match.start("title"), line.start + match.end("title"))
    _settle_statements(lines)
    _settle_lists(lines)


def _bare(line: Line) -> tuple[int, str]:
    """Return how many signs of decoration (**, 【, ##) stand before the number of a line, and the text behind them."""
    match = DECOR.match(line.text)
    return (match.end(), line.text[match.end() :]) if match else (0, line.text)


def _settle_number(line: Line, skip: int, text: str, cut: int, level: int, number: str) -> None:
    """Settle a numbered line: a heading on a line of its own, one with run-in text, or a numbered paragraph."""
    line.level, line.number = level, number
    while cut < len(text) and text[cut] == " ":
        cut += 1
    rest = text[cut:]
    close = min((n for sign in _CLOSING if skip and (n := rest.find(sign)) > 0), default=len(rest))
    stop = _STOP.search(rest)
    at = min(stop.start() if stop else len(rest), close)
    whole = len(rest[at:].strip("。;!? " + _CLOSING)) == 0
    title = rest[:at]
    limit = (80 if level < 3 else 50) if whole else _RUN_IN[level]
    good = title and len(title) <= limit and title.count(",") <= (1 if level == 3 else 3) and title[0] not in "、:"
    if not good or (at < close and stop and stop[0] not in "。:"):
        line.kind = "item"
        return
    line.kind = "heading"
    start = line.start + skip + cut
    line.title = (start, start + len(title.rstrip(":,")))


def is_whole(line: Line) -> bool:
    """Say whether nothing but punctuation follows the title of a heading in its line."""
    return line.title is not None and not line.text[line.title[1] - line.start :].strip("。:;!?, " + _CLOSING)


def _settle_statements(lines: Sequence[Line]) -> None:
    """Make items of the numbered lines whose first sentence states what was done, and is no heading."""
    rows: list[Row] = []
    open_: dict[int, Row] = {}
    for n, line in enumerate(lines):
        rank = number_rank(line.number)
        if not rank:
            continue
        open_ = {depth: row for depth, row in open_.items() if depth <= rank}
        if rank not in open_ or number_value(line.number) == 1:
            open_[rank] = Row()
            rows.append(open_[rank])
        if line.kind == "item":
            open_[rank].items += 1
        elif line.kind == "heading" and line.title and not is_whole(line):
            start, end = (offset - line.start for offset in line.title)
            open_[rank].add(n, line.number or "", line.text[start:end], line.text[end:].lstrip(_CLOSING + "。:, "))
    for row in rows:
        for n in statements(row):
            lines[n].kind, lines[n].title = "item", None


def _settle_lists(lines: Sequence[Line]) -> None:
    """Turn numbered lines that say all by themselves (1.甲 / 2.乙 / 3.丙; a whole sentence) into items."""
    listed = 0
    for n, line in enumerate(lines):
        if line.kind != "heading" or not line.number or not is_whole(line):
            listed = number_rank(line.number) if line.kind == "item" and line.text[-1] in ";," else 0
            continue
        rank = number_rank(line.number)
        stopped = line.text[-1] in "。!?"
        body = _has_body(lines, n, rank)
        if not body:
            following = lines[n + 1] if n + 1 < len(lines) else None
            row = listed == rank or following is None or _is_sibling(following, rank)
            ends_row = following is not None and 0 < number_rank(following.number) < rank
            item = stopped or (line.level > 1 and (row or (ends_row and line.level == 3)))
        else:
            title = line.text[: len(line.text) - 1]
            item = (listed == rank and (stopped or line.level == 3)) or (
                stopped and (len(title) > 40 or _ANY_DIGIT.search(title, len(line.number) + 1) is not None)
            )
        if item:
            line.kind = "item"
        listed = rank if item else 0


def _is_sibling(line: Line, rank: int) -> bool:
    return number_rank(line.number) == rank and (line.kind == "item" or is_whole(line))


def _has_body(lines: Sequence[Line], n: int, rank: int) -> bool:
    """Say whether text stands below a numbered line: the next line has no number, or one of a deeper kind."""
    if n + 1 >= len(lines):
        return False
    following = lines[n + 1]
    if ANNEX.fullmatch(following.text):
        return False
    if following.number:
        return number_rank(following.number) > rank
    return bool(following.kind in ("", "item", "heading") or LINE_MARKER.match(following.text))
