"""What later mentions of a title stand for: 以下简称《条例》, 《办法》 without more, 该条例, 本法."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from fazhi_ie.facts.entities.mentions import Citation
from fazhi_ie.facts.entities.titles import Title
from fazhi_ie.knowledge import law_named

ALIAS = regex.compile(
    r"[(,]?(?:以下|下|后)?(?:统一|统|均)?简称(?:为|:)?[“\"]?《?(\p{Han}[^》《”\"()。,;\n]{0,29})[》”\")]"
)
#: How far after a title its abbreviation may be defined: a document number or a date may stand between.
ALIAS_REACH = 60
#: Titles of one word, which name what was named in full before.
ONE_WORD = frozenset({
    "条例", "办法", "规定", "规则", "细则", "实施细则", "实施办法", "意见", "实施意见", "通知", "决定", "纲要",
    "实施纲要", "方案", "实施方案", "工作方案", "规划", "计划", "要点", "清单", "目录", "标准", "指引", "解释",
})  # fmt: skip
POINTER = regex.compile(
    r"(?<![应本基])(?:该|本|此|上述|前述)(法(?![律院治官人学庭条制]|规(?!定)|定(?!于))|条例|办法|规定|细则)"
)
#: How far back 该条例 may point.
POINTER_REACH = 400


@dataclass(slots=True)
class _Named:
    """A title or law named in full, which later mentions may stand for."""

    start: int
    end: int
    name: str
    core: str
    label: str
    rank: str | None
    stage: str | None = None


def _named_in_full(titles: Sequence[Title], laws: Sequence[Citation]) -> list[_Named]:
    named = [
        _Named(t.start, t.end, t.alias_of or full_name(t), t.core, t.label, t.rank, t.stage)
        for t in titles
        if t.label and t.core not in ONE_WORD
    ]
    named += [_Named(law.start, law.end, law.name or "", law.name or "", "LAW", law.rank) for law in laws]
    return sorted(named, key=lambda item: item.start)


def full_name(title: Title) -> str:
    """Return what a title names: a law by its official title, an edition in brackets left off."""
    if title.label != "LAW":
        return title.text
    known = law_named(title.core)
    return known.title if known else title.core


def resolve_titles(view: str, titles: Sequence[Title], laws: Sequence[Citation]) -> None:
    """Tell what abbreviated titles stand for (in place): by their definition, else by the last title that fits.

    Args:
        view: The text.
        titles: Its titles in order; an abbreviated one takes label, rank and stage of what it stands for.
        laws: Laws named without 《》; they, too, may have been given an abbreviation.
    """
    defined: dict[str, list[_Named]] = {}
    named = _named_in_full(titles, laws)
    for item in named:
        if (alias := _alias_after(view, item.end)) is not None:
            defined.setdefault(alias, []).append(item)
    ends = [item.start for item in named]
    for title in titles:
        full = _last_before(defined.get(title.text, ()), title.start)
        if full is None and title.core in ONE_WORD:
            before = named[max(0, bisect_left(ends, title.start) - 12) : bisect_left(ends, title.start)]
            full = next((item for item in reversed(before) if item.core.endswith(title.core)), None)
        if full is not None and title.start != full.start:
            title.alias_of = full.name
            title.label, title.rank, title.stage = full.label, full.rank, full.stage


def find_references(view: str, titles: Sequence[Title], laws: Sequence[Citation]) -> list[Citation]:
    """Find words that point back at a law: 该条例, 本法; those whose law is not clear stay out."""
    named = [item for item in _named_in_full(titles, laws) if item.label == "LAW"]
    starts = [item.start for item in named]
    found = []
    for match in POINTER.finditer(view):
        first = bisect_left(starts, match.start()) - 1
        for n in range(first, max(-1, first - 4), -1):
            law = named[n]
            if match.start() - law.end > POINTER_REACH:
                break
            if law.core.endswith(match[1]):
                found.append(Citation(match.start(), match.end(), "LAW", "law.reference", name=law.name, rank=law.rank))
                break
    return found


def _alias_after(view: str, end: int) -> str | None:
    """Return the abbreviation that is defined right after a title, perhaps behind a bracket of its own."""
    match = ALIAS.match(view, end)
    if match is None and view[end : end + 1] == "(":
        close = view.find(")", end, end + 40)
        match = ALIAS.match(view, close + 1) if close > 0 else None
        match = match or ALIAS.search(view, end, min(len(view), end + ALIAS_REACH))
        if match is not None and any(mark in view[end : match.start()] for mark in "。《\n"):
            match = None
    return match[1] if match is not None else None


def _last_before(named: Sequence[_Named], start: int) -> _Named | None:
    """Return the last of the named, which are in order, that begins before `start`."""
    n = bisect_left(named, start, key=lambda item: item.start)
    return named[n - 1] if n else None
