"""Find list items: 一是…;二是…, 第一,…, (1)…, ①…, 1.…, inside paragraphs and at the start of lines."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from fazhi_ie.text.layout_lines import DOTTED
from fazhi_ie.text.layout_records import Block, Item

_NUMERAL = "一二三四五六七八九十"
_VALUES = {char: n for n, char in enumerate(_NUMERAL, 1)}
_WORDS = {"首先": 1, "其次": 2, "再次": 3, "最后": 99}
_FAMILIES = (
    rf"(?:(?P<is>[{_NUMERAL}]{{1,3}})[是要](?!否)"
    rf"|第(?P<nth>[{_NUMERAL}]{{1,3}}),|(?P<word>首先|其次|再次|最后),"
    r"|(?P<circle>[\u2460-\u2473])|\(?(?P<paren>\d{1,2})\)[、.]?|(?P<digit>\d{1,2})(?:、|\.(?!\d))"
    rf"|\((?P<cparen>[{_NUMERAL}]{{1,3}})\))"
)
_OPENING = regex.compile(_FAMILIES)
#: One marker of any family, where a clause begins; its first character is looked at first, as few can be that.
_MARKER = regex.compile(rf"(?=[{_NUMERAL}第首其再最\u2460-\u2473(\d])(?<=[\n。;:,!?”)]){_FAMILIES}")
#: Families by rank: an item ends where one of its own or a higher rank begins.
_RANK = {"cparen": 0, "is": 1, "nth": 1, "word": 1, "digit": 2, "dotted": 2, "paren": 3, "circle": 3, "bullet": 3}
_BULLET = regex.compile(r"——|[•●■◆▪]")


@dataclass(slots=True)
class Marker:
    """One marker of a list; `ordinal` counts from 1."""

    start: int
    end: int
    family: str
    ordinal: int


def numeral_value(text: str) -> int:
    """Return the value of a Chinese numeral below one hundred, 0 where it is none."""
    tens, ten, units = text.rpartition("十")
    high = _VALUES.get(tens, 1) * 10 if ten else 0
    return high + _VALUES.get(units, 0)


def number_value(number: str | None) -> int:
    """Return what the number of a heading counts to: 3 for 三, (三), 第三章 and 3; 0 where there is none."""
    bare = (number or "").rpartition(".")[2].strip("()第章节编部分")
    return int(bare) if bare.isdecimal() else numeral_value(bare)


def find_items(view: str, blocks: list[Block]) -> list[Item]:
    """Return the list items of all running text, in order, nested ones too; their roles are not settled yet."""
    items: list[Item] = []
    previous: dict[str, int] = {}
    for n, block in enumerate(blocks):
        if block.kind == "heading":
            previous = {}
        if block.kind not in ("paragraph", "item"):
            continue
        following = blocks[n + 1] if n + 1 < len(blocks) else None
        markers = _markers(view, block, previous, following)
        previous = {marker.family: marker.ordinal for marker in markers} or previous
        for m, marker in enumerate(markers):
            rank = _RANK[marker.family]
            end = next((other.start for other in markers[m + 1 : m + 40] if _RANK[other.family] <= rank), block.end)
            items.append(_item(view, marker, end, n, block))
    return items


def _item(view: str, marker: Marker, end: int, n: int, block: Block) -> Item:
    start = marker.end
    while end > start and view[end - 1] in "。;,:!?、 ":
        end -= 1
    return Item(start, end, marker.start, n, "other", marker.family, marker.ordinal)


def _markers(view: str, block: Block, previous: dict[str, int], following: Block | None) -> list[Marker]:
    """Return the markers of a block that belong to a list: they start it, follow one another, or open the line."""
    found: list[Marker] = []
    last = dict(previous)
    if block.kind == "item" and (dotted := DOTTED.match(view, block.start, block.end)):
        found.append(Marker(dotted.start(), dotted.end(), "dotted", int(dotted[1].rpartition(".")[2])))
    if bullet := _BULLET.match(view, block.start, block.end):
        found.append(Marker(bullet.start(), bullet.end(), "bullet", 1))
    for match in _all(view, block):
        family = match.lastgroup or ""
        text = match[family]
        ordinal = _ordinal(family, text)
        if not ordinal:
            continue
        opens = match.start() == block.start
        if opens or ordinal == 1 or ordinal in (last.get(family, -9) + 1, 99):
            found.append(Marker(match.start(), match.end(), family, ordinal))
            last[family] = ordinal
    counts: dict[str, int] = {}
    for marker in found:
        counts[marker.family] = counts.get(marker.family, 0) + 1
    after = _MARKER.match(view, following.start) if following else None
    if after and after.lastgroup and _ordinal(after.lastgroup, after[after.lastgroup]) == 2:
        counts[after.lastgroup] = counts.get(after.lastgroup, 0) + 1  # …一是甲。/ 二是乙。
    return [m for m in found if counts[m.family] > 1 or m.start == block.start or m.ordinal > 1 or m.family == "bullet"]


def _all(view: str, block: Block) -> list[regex.Match[str]]:
    # the look-behind needs the character before the block, so that the block's own start counts as a clause's start
    matches = list(_MARKER.finditer(view, max(block.start - 1, 0), block.end))
    if block.start == 0 and (first := _MARKER.search("\n" + view[:12])) and first.start() == 1:
        opening = _OPENING.match(view)
        matches = ([opening] if opening else []) + matches
    return [match for match in matches if match.start() >= block.start]


def _ordinal(family: str, text: str) -> int:
    if family in ("paren", "digit"):
        return int(text)
    if family == "circle":
        return ord(text) - 0x245F
    return _WORDS[text] if family == "word" else numeral_value(text)
