"""What restoration changed, in lines for people to read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex

from fazhi_ie.text.restoration.gbk import LOST
from fazhi_ie.text.restoration.invisible import UNSEEN
from fazhi_ie.text.restoration.pinyin import BRACKET
from fazhi_ie.text.restore import Restored

_CONTEXT = 8
_PINYIN = regex.compile(rf"(?:{BRACKET})+")
_MARKS = regex.compile(r"[,，、。；;]+")
_ENTITY = regex.compile(r"&[#\w;]+;")
_HAN = regex.compile(r"\p{Han}+")


class _Change(NamedTuple):
    """A stretch of the given text and what stands for it."""

    start: int
    end: int
    clean_start: int
    clean_end: int
    kind: str


def describe(restored: Restored, given: str) -> Iterator[str]:
    """Tell what restoration changed, a line for each place, in order.

    A line gives the offset in the given text, the place between some of the clean text, and the kinds of repair, as
    far as the place itself shows them.

    Args:
        restored: What `restore` returned.
        given: The text that it was given.

    Yields:
        Lines such as `0: [關(guān) → 关]于推进依法行政, (traditional, pinyin)`.

    Raises:
        ValueError: `given` is not the text that was restored.

    Example:
        >>> from fazhi_ie.text.restore import restore
        >>> given = "關(guān)于推進依法行政,,现报告如下。,"
        >>> for line in describe(restore(given), given):
        ...     print(line)
        0: [關(guān) → 关]于推进依法行政, (traditional, pinyin)
        9: 关于推[進 → 进]依法行政,现报告 (traditional)
        14: 关于推进依法行政[, → ],现报告如下。, (punctuation)
    """
    if restored.alignment.source_length != len(given) or restored.alignment.target_length != len(restored.text):
        raise ValueError("this is not the text that was restored: its length differs from the alignment's")
    for place in _joined(_changes(restored, given)):
        before = restored.text[max(0, place.clean_start - _CONTEXT) : place.clean_start]
        after = restored.text[place.clean_end : place.clean_end + _CONTEXT]
        old, new = given[place.start : place.end], restored.text[place.clean_start : place.clean_end]
        yield _visible(f"{place.start}: {before}[{old} → {new}]{after} ({place.kind})")


def _changes(restored: Restored, given: str) -> Iterator[_Change]:
    for run in restored.alignment.runs():
        old = given[run.source_start : run.source_end]
        new = restored.text[run.target_start : run.target_end]
        if old == new:
            continue
        if not run.exact:
            yield _Change(run.source_start, run.source_end, run.target_start, run.target_end, _kind(old, new))
            continue
        for i, (one, other) in enumerate(zip(old, new, strict=True)):
            if one != other:
                source, target = run.source_start + i, run.target_start + i
                yield _Change(source, source + 1, target, target + 1, _kind(one, other))


def _joined(changes: Iterator[_Change]) -> Iterator[_Change]:
    """Make one of changes that touch each other; each kind is named once."""
    last: _Change | None = None
    for change in changes:
        if last is not None and last.end == change.start and last.clean_end == change.clean_start:
            kind = last.kind if change.kind in last.kind.split(", ") else f"{last.kind}, {change.kind}"
            last = _Change(last.start, change.end, last.clean_start, change.clean_end, kind)
            continue
        if last is not None:
            yield last
        last = change
    if last is not None:
        yield last


def _kind(old: str, new: str) -> str:
    """Name the kind of repair that a place shows by itself."""
    if not new:
        if UNSEEN.fullmatch(old):
            return "invisible"
        if _PINYIN.fullmatch(old):
            return "pinyin"
        if _MARKS.fullmatch(old):
            return "punctuation"
    if "\ud800" <= old <= "\udfff":
        return "surrogates"
    if _ENTITY.fullmatch(old):
        return "entities"
    if _HAN.fullmatch(old) and len(old) == len(new):
        return "traditional"
    if old[:1] in LOST and not new.startswith(old[0]):
        return "gbk-shift"
    return "mojibake" if len(old) > len(new) or not old.isascii() else "several"


def _visible(line: str) -> str:
    """Write characters that nobody sees by their numbers, and line breaks so that the line stays one."""
    shown: str = UNSEEN.sub(lambda match: "".join(f"<{ord(char):04X}>" for char in match[0]), line)
    return shown.replace("\r", "").replace("\n", "⏎").replace("\t", " ").replace("\x85", "⏎").translate(_HIDDEN)


_HIDDEN = {code: f"<{code:04X}>" for code in (0x0B, 0x0C, 0x1C, 0x1D, 0x1E, 0x2028, 0x2029)} | dict.fromkeys(
    range(0xD800, 0xE000), "\ufffd"
)
