"""Which line breaks are soft: set by a page's width (PDF, Word), not by the writer.

Most texts have one paragraph a line, and joining two of them would be worse than leaving a sentence in two. So a break
is soft only on evidence: the text's own wrap width, a sentence that cannot end or begin there, or two characters that
stand together elsewhere in the same text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property

import regex

from fazhi_ie.text.gaps import MARKER, is_latin

_TERMINAL = frozenset("。!?;:…”』」】]>")
_ENDS_OPEN = frozenset(",、《(“〔[〈‘-~—")
# words that want something after them, so that no heading or paragraph ends in one
_WANTS_MORE = frozenset("的和与及或在对为将由向从把被其各并")
_CANNOT_BEGIN = frozenset(",、。;:!?)》”〕]〉’%的")
# what stands right after a number: a line that ends in digits goes on with these
_COUNTED = frozenset("件项个次人名家户条份起部元万亿年月日号余多天时处所篇场期批宗卷块级类")
_PAIRS = {"《": "》", "(": ")", "〔": "〕"}
_RUNNING = regex.compile(r"[。,;]")
_LABEL = regex.compile(r"[^\s,。;:]{1,25}:")
_ALONE = regex.compile(r"\d{4}年\d{1,2}月\d{1,2}日\Z|附件|附:|\(此件")
_IMPOSSIBLE = regex.compile(r"[,、《]\n(?=\S)|\n[,、。;)》”%]|\d\n\d")
# a line of a caption: 记者 某某 摄
_CAPTION_END = frozenset("摄")
# no heading is as long
_LONG_LINE = 60
# a date or time alone, or a number in a table: what follows it is something else
_TIME_END = regex.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\Z|\d:\d\d\Z|\A[\d.,\-]{1,20}\Z")
_NARROWEST, _WIDEST = 12, 120
_REACH = 60


class LineBreaks:
    r"""The lines of a folded text and the decision which breaks between them are soft.

    Example:
        >>> text = "今年,全县办理案件233\n件,办结率达100%。\n二、存在的问题"
        >>> breaks = LineBreaks(text)
        >>> [breaks.is_soft(i, i + 1) for i, char in enumerate(text) if char == "\n"]
        [True, False]
    """

    def __init__(self, text: str) -> None:
        """Take a folded text: its line breaks are newlines, its other white space spaces, tabs and U+3000."""
        self.text = text
        self._starts = [0, *(match.end() for match in regex.finditer(r"\n", text))]

    def _line(self, offset: int) -> str:
        """Give the line that holds this offset."""
        i = bisect_right(self._starts, offset) - 1
        end = self._starts[i + 1] - 1 if i + 1 < len(self._starts) else len(self.text)
        return self.text[self._starts[i] : end]

    @cached_property
    def wrap_width(self) -> float | None:
        """The width, in CJK characters, at which the text was wrapped; None for one paragraph a line."""
        lines = [line for line in (line.strip() for line in self.text.split("\n")) if line]
        if len(lines) < 4:
            return None
        widths = sorted(map(_width, lines))
        widest = widths[int(len(widths) * 0.95)]
        if not _NARROWEST <= widest <= _WIDEST:
            return None
        broken = sorted(_width(line) for line in lines if line[-1] not in _TERMINAL)
        full = bisect_right(broken, widest + 2) - bisect_left(broken, widest - 3)
        return widest if full >= max(3, 0.15 * len(lines)) else None

    @cached_property
    def _bigrams(self) -> frozenset[tuple[str, str]]:
        return frozenset(zip(self.text, self.text[1:], strict=False))

    @cached_property
    def _is_cut(self) -> bool:
        """Whether many lines end where no line can, so that the others too may end anywhere."""
        impossible = len(_IMPOSSIBLE.findall(self.text))
        return impossible >= 3 and impossible * 10 >= len(self._starts)

    def is_soft(self, start: int, end: int, *, continued: bool = False) -> bool:
        """Say whether a line break is a soft one.

        Args:
            start: Where the white space that holds the break begins; not at the beginning of the text.
            end: Where it ends; not at the end of the text.
            continued: The break before this one was soft, so that the line before it cannot be a heading.
        """
        text = self.text
        last, first = text[start - 1], text[end]
        if last in _TERMINAL or text.endswith(("《《", "〈〈"), 0, start):
            return False
        line, following = self._line(start - 1).strip(), self._line(end).strip()
        if _begins_anew(following):
            return False
        if text.count("\n", start, end) > 1:
            tied = first in _CANNOT_BEGIN and last not in _ENDS_OPEN and len(line) > 8
            return tied or self._reads_on(start, end, line, following, continued)
        if first in _CANNOT_BEGIN or last in _ENDS_OPEN or _inside_pair(line, following):
            return True
        blank = text[start:end]
        if blank.endswith(("  ", "\t", "\u3000")) and not text.startswith(
            (" ", "\t", "\u3000"), self.line_start(start - 1)
        ):
            return False  # the next line is indented as a paragraph, this one is not
        heading = MARKER.match(line) and len(line) < _LONG_LINE and "。" not in line and not self._is_full(line)
        if heading and not continued:
            return False
        if last.isdigit() and (first in _COUNTED or first.isdigit()) and not _TIME_END.search(line):
            return first in _COUNTED or bool(_RUNNING.search(line))
        if last in _WANTS_MORE and len(line) > 8:
            return True
        return self._is_full(line) or self._reads_on(start, end, line, following, continued)

    def line_start(self, offset: int) -> int:
        """Give where the line that holds an offset begins."""
        return int(self._starts[bisect_right(self._starts, offset) - 1])

    def _is_full(self, line: str) -> bool:
        width = self.wrap_width
        return width is not None and width - 3 <= _width(line) <= width + 2

    def _reads_on(self, start: int, end: int, line: str, following: str, continued: bool) -> bool:
        """Say whether a sentence goes on over a break.

        A line of running text that stops without a mark was cut, or lost its full stop. It was cut where the next line
        is running text too, or where the characters on both sides stand together elsewhere (市|委, 执|法).
        """
        last, first = self.text[start - 1], self.text[end]
        if last in _CAPTION_END or not _RUNNING.search(line):
            return False
        together = first >= "\u4e00" and (last, first) in self._bigrams
        if self.text.count("\n", start, end) > 1:
            return together and "。" in line and bool(_RUNNING.search(following))
        if continued or "。" in line or len(line) >= _LONG_LINE:
            return "。" in following or following[-1] in _TERMINAL or (together and bool(_RUNNING.search(following)))
        return (together or self._is_cut) and len(line) >= 15 and bool(_RUNNING.search(following))


def _width(line: str) -> float:
    """Give a line's width in CJK characters."""
    return len(line) if not line.isascii() and len(line) > 2 * _WIDEST else (len(line) + len(line.encode("utf-8"))) / 4


def _begins_anew(following: str) -> bool:
    return bool(MARKER.match(following) or _LABEL.match(following) or _ALONE.match(following))


def _inside_pair(line: str, following: str) -> bool:
    """Say whether a bracket that the line leaves open closes early in the next one."""
    tail, head = line[-_REACH:], following[:_REACH]
    for opening, closing in _PAIRS.items():
        if tail.rfind(opening) > tail.rfind(closing):
            close, reopen = head.find(closing), head.find(opening)
            return close >= 0 and (reopen < 0 or close < reopen)
    return False


def joint(last: str, first: str) -> str:
    """Give what stands for a soft break: a space between Latin words, else nothing."""
    return " " if is_latin(last) and is_latin(first) else ""
