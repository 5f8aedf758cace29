"""The matching view: the clean text as rules read it.

Full-width ASCII is folded to half width, spaces and soft line breaks that mean nothing are gone, every other line break
is one newline. Nothing of this is corruption, so the clean text keeps it; the view's alignment leads back.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from fazhi_ie.text.alignment import Alignment
from fazhi_ie.text.gaps import Gap, fill
from fazhi_ie.text.linebreaks import LineBreaks, joint
from fazhi_ie.text.page import find_page


@dataclass(frozen=True, slots=True)
class View:
    """A clean text as rules read it.

    Attributes:
        text: The view.
        alignment: Leads from the clean text (source) to the view (target); `to_source` maps a finding back.
    """

    text: str
    alignment: Alignment


def _folding() -> dict[int, str]:
    folding = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    folding |= {ord(char): "\n" for char in "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"}
    # three kinds of space remain: the ideographic one (indentation), the tab (tables), and one for all others
    folding |= {ord(char): "\u3000" for char in "\u2003\u2001"}
    folding |= {ord(char): " " for char in "\x1f\xa0\u1680\u2000\u2002\u202f\u205f"}
    folding |= dict.fromkeys(range(0x2004, 0x200B), " ")
    return folding


_FOLDING = _folding()
_BLANK = regex.compile(r"[ \t\u3000\n]{2,}+|[ \t\u3000]|(?<![。!?;:…”』」】\n])\n|\n(?=[,、。;)》%])|\n\Z")
# a half-width full stop behind words; behind a number or a letter the point is another mark, and 一. opens an item
_FULL_STOP = regex.compile(
    r"(?<=[\p{Han}%”’])(?<!(?:^|\n)[ \t\u3000]*[一二三四五六七八九十]{1,3})\.(?=[\p{Han}“‘\s]|\Z)"
)
# on a wrapped page a line break after a full stop may be soft too
_ANY_BLANK = regex.compile(r"[ \t\u3000\n]++")


@lru_cache(maxsize=8)
def matching_view(clean: str) -> View:
    r"""Give the text that rules match on, with its alignment to the clean text.

    Args:
        clean: Restored text; a text that needed no restoration is its own clean text.

    Returns:
        View: its `alignment` has the clean text as source and the view as target.

    Example:
        >>> view = matching_view("  镇 南 县办理案件２３３ 件，\n  办结率达100％。\n")
        >>> view.text
        '镇南县办理案件233件,办结率达100%。'
        >>> view.alignment.to_source(0, 3)
        (2, 7)
    """
    # two characters for two, so that offsets stay: CR LF is one line break, not a blank line
    given = clean.replace("\r\n", " \n")
    folded = _FULL_STOP.sub("。", given.translate(_FOLDING))
    length = len(folded)
    page = find_page(given)
    breaks: LineBreaks | None = None
    pieces: list[str] = []
    edits: list[tuple[int, int, int]] = []
    done, joined = 0, -1
    for match in (_BLANK if page is None else _ANY_BLANK).finditer(folded):
        start, end = match.span()
        if start == 0 or end == length:
            filling = ""
        elif folded.find("\n", start, end) < 0:
            filling = fill(Gap(folded, start, end))
        else:
            breaks = breaks or LineBreaks(folded, page, given)
            soft = breaks.is_soft(start, end, continued=joined == breaks.line_start(start - 1))
            joined = end if soft else joined
            filling = joint(folded[start - 1], folded[end]) if soft else "\n"
        if filling == folded[start:end]:
            continue
        pieces += folded[done:start], filling
        edits.append((start, end, len(filling)))
        done = end
    pieces.append(folded[done:])
    return View("".join(pieces), Alignment.from_edits(length, edits))
