"""Which white space inside a line the matching view keeps.

Chinese has no spaces: those that stand in a report come from conversion (某 某 县, 775 人), or from the layout
(来源:某网  作者:某人). The first kind goes; the second stays as one space, or as a line break where whole
paragraphs were run together with only their indentation left between them.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

# how far a decision looks: enough for a header line, and a bound on the work for each gap
_WINDOW = 80

MARKER = regex.compile(
    r"第?[一二三四五六七八九十]{1,3}(?:[、,.]|是[^否])|第[一二三四五六七八九十百]{1,4}[章节条编]"
    r"|\((?:[一二三四五六七八九十]{1,3}|\d{1,2})\)|\d{1,2}(?:[、)]|\.(?!\d))|[①-⑳•●■◆○▪□★*]"
)
_LABEL = regex.compile(r"[\u4e00-\u9fff]{2,8}:")
_CLOCK = regex.compile(r"\d{1,2}:\d\d")
_FULL_DATE_END = regex.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\Z")
_YEAR_START = regex.compile(r"(?:19|20)\d\d(?!\d)")
_YEAR_END = regex.compile(r"(?<!\d)(?:19|20)\d\d\Z")
_DATE_START = regex.compile(r"(?:19|20)\d\d[-年/.]\d")
_SENTENCE_MARK = regex.compile(r"[。,;!?]")
_PARAGRAPH_END = frozenset("。!?;:…")
# only after these ASCII marks does running Latin text want its space back
_LATIN_MARKS = frozenset(".,;:!?)")


class Gap(NamedTuple):
    """White space between two characters of one line of the folded text: spaces, tabs, ideographic spaces."""

    text: str
    start: int
    end: int

    @property
    def blank(self) -> str:
        """The white space itself."""
        return self.text[self.start : self.end]

    @property
    def wide(self) -> bool:
        """Whether it is more than one space, or a tab."""
        return self.end - self.start > 1 or self.text[self.start] == "\t"

    def before(self) -> str:
        """The line's text up to the gap, as far as the window reaches."""
        first = max(0, self.start - _WINDOW)
        return self.text[max(first, self.text.rfind("\n", first, self.start) + 1) : self.start]

    def after(self) -> str:
        """The line's text from the gap on, as far as the window reaches."""
        last = self.end + _WINDOW
        stop = self.text.find("\n", self.end, last)
        return self.text[self.end : stop if stop >= 0 else last]


def is_latin(char: str) -> bool:
    """Say whether a character is a letter of an alphabet, such as Latin, Greek or Cyrillic."""
    return char < "\u2e80" and char.isalpha()


def fill(gap: Gap) -> str:
    r"""Decide what stands for a gap in the view: nothing, one space or a line break.

    Args:
        gap: White space with a character on both sides, in text folded to half width.

    Returns:
        "", " " or "\n".

    Example:
        >>> fill(Gap("775 人", 3, 4)), fill(Gap("Open Data", 4, 5)), fill(Gap("2021-11-18 16:19", 10, 11))
        ('', ' ', ' ')
    """
    left, right = gap.text[gap.start - 1], gap.text[gap.end]
    if is_latin(left):
        return " " if is_latin(right) or right.isdigit() else ""
    if right.isdigit():
        return _before_digit(gap, left)
    if is_latin(right):
        marked = left in _LATIN_MARKS and gap.start > 1 and is_latin(gap.text[gap.start - 2])
        return " " if marked else ""
    if not (gap.wide or right >= "\u4e00"):
        return ""
    return _between_words(gap, left)


def _before_digit(gap: Gap, left: str) -> str:
    if left.isdigit():
        after, before = gap.after(), gap.before()
        if gap.wide or _CLOCK.match(after) or _FULL_DATE_END.search(before, max(0, len(before) - 10)):
            return " "
        # 2019 2020 are two years; 1 234 567 is one number
        return " " if _YEAR_START.match(after) and _YEAR_END.search(before, max(0, len(before) - 5)) else ""
    if left in ".," and gap.start > 1 and gap.text[gap.start - 2].isdigit():
        # "1. 2020年" is a list marker and a year, "30, 12件" two figures: never one number
        return " " if left == "," or MARKER.fullmatch(gap.before()) else ""
    if gap.wide:
        if _indent(gap) and left in _PARAGRAPH_END:
            return "\n"
        return " " if _DATE_START.match(gap.after()) else ""
    return ""


def _indent(gap: Gap) -> bool:
    blank = gap.blank
    return blank.count("\u3000") >= 2 or len(blank) >= 4


def _between_words(gap: Gap, left: str) -> str:
    before, after = gap.before(), gap.after()
    labelled = bool(_LABEL.match(after)) and "。" not in before
    if not gap.wide:
        return " " if labelled and ":" in before and not before.endswith(":") else ""
    if _indent(gap) and (left in _PARAGRAPH_END or MARKER.match(after) or _after_heading(before)):
        return "\n"
    if not ("\u4e00" <= left <= "\u9fff" or left.isdigit() or left == ")"):
        return ""
    if labelled:
        return " "
    left_word, right_word = before.split()[-1], after.split(None, 1)[0]
    if len(left_word) == 1 or len(right_word) == 1:
        return ""  # 镇  巴  县, 通　知: letters set apart
    if len(before) + len(after) >= _WINDOW or _SENTENCE_MARK.search(before) or _SENTENCE_MARK.search(after):
        return ""
    return " "


def _after_heading(before: str) -> bool:
    """Say whether the last stretch of a line is a heading (一、加强领导) that lost its line break."""
    last = regex.split(r"\s{2,}", before)[-1]
    return len(last) <= 40 and bool(MARKER.match(last)) and "。" not in last
