"""Which line breaks are soft: set by a page's width (PDF, Word), not by the writer.

Most texts have one paragraph a line, and joining two of them would be worse than leaving a sentence in two. So a break
is soft only on evidence: the page that the text was wrapped to, a sentence that cannot end or begin there, or two
characters that stand together elsewhere in the same text.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

import regex

from fazhi_ie.text.gaps import MARKER, is_latin
from fazhi_ie.text.page import TERMINAL, Page

_ENDS_OPEN = frozenset(",、《(“〔[〈‘-~—")
# words that want something after them, so that no heading or paragraph ends in one
_WANTS_MORE = frozenset("的和与及或在对为将由向从把被其各并")
# the same characters as the ends of words in which a heading may well end: 行为, 应对, 导向, 参与, 存在
_COMPLETE = regex.compile(
    r"(?:[行作]为|[应面核]对|[导方走意取动流]向|[谐缓饱温平]和|[自理缘事]由|参与|[存所内潜现]在|普及|[合归兼]并|目的)\Z"
)
_CANNOT_BEGIN = frozenset(",、。;:!?)》”〕]〉’%的")
# what stands right after a number: a line that ends in digits goes on with these
_COUNTED = frozenset("件项个次人名家户条份起部元万亿年月日号余多天时处所篇场期批宗卷块级类")
_PAIRS = {"《": "》", "(": ")", "〔": "〕", "“": "”", "[": "]"}
_RUNNING = regex.compile(r"[。,;]")
_SENTENCE = regex.compile("[。;]|,(?!\\d)")
_LABEL = regex.compile(r"[^\s,。;:]{1,25}:")
_ALONE = regex.compile(r"\d{4}年\d{1,2}月\d{1,2}日\Z|附件|附:|\(此件")
# what is left of a word: no line begins with so little
_STUMP = regex.compile(r"\p{Han}{1,3}[。;]|\p{Han}{1,2}\Z")
# a year cut in two: 20|21, 2|022, but not 1|2021
_YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?=[年〕\])])")
_DECIMALS = regex.compile(r"\.\d++(?!\.)")
_CLOSERS = frozenset("”』」】]》")
# a figure makes an item of what else looks like a heading
_FIGURE = regex.compile(r"\d(?=[件项个次名户家条份起元万亿])")
_IMPOSSIBLE = regex.compile(r"[,、《]\n(?=\S)|\n[,、。;)》”%]|\d\n\d")
# a line of a caption: 记者 某某 摄
_CAPTION_END = frozenset("摄")
# no heading is as long
_LONG_LINE = 60
# a title or heading that stands above running text
_TITLE = regex.compile(r"[^,;。]*+(?<=报告|总结|计划|通报|通知|意见|方案|要点|问题|情况|困难|打算|安排)")
_ENDINGS = frozenset("。!?;:…")
# what begins a paragraph more often than a line
_OPENER = regex.compile(
    r"——|各位|同志们|(?:[一二三四五几近]|过去[一五])年来?|今年|[12]\d{3}年,|\(?(?:责任编辑|编辑|来源|此件)"
)
# 第三十六条 goes on with the law named before it as often as it begins a paragraph
_ORDINAL = regex.compile(r"第[一二三四五六七八九十百]{1,4}[章节条编]")
# a date or time alone, or a number in a table: what follows it is something else
_TIME_END = regex.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\Z|\d:\d\d\Z|\A[\d.,\-]{1,20}\Z")
_REACH = 60


class LineBreaks:
    r"""The lines of a folded text and the decision which breaks between them are soft.

    Example:
        >>> text = "今年,全县办理案件233\n件,办结率达100%。\n二、存在的问题"
        >>> breaks = LineBreaks(text)
        >>> [breaks.is_soft(i, i + 1) for i, char in enumerate(text) if char == "\n"]
        [True, False]
    """

    def __init__(self, text: str, page: Page | None = None, given: str | None = None) -> None:
        """Take a folded text: its line breaks are newlines, its other white space spaces, tabs and U+3000.

        Args:
            text: The folded text.
            page: The page that it was wrapped to, if it was.
            given: The text with its widths as they were, of the same length; without it, widths count as folded.
        """
        self.text = text
        self._given = text if given is None else given
        self._page = page
        self._starts = [0, *(match.end() for match in regex.finditer(r"\n", text))]

    def _bounds(self, offset: int) -> tuple[int, int]:
        """Give where the line that holds an offset begins and ends."""
        i = bisect_right(self._starts, offset) - 1
        return self._starts[i], self._starts[i + 1] - 1 if i + 1 < len(self._starts) else len(self.text)

    def _line(self, offset: int) -> str:
        """Give the line that holds this offset."""
        start, end = self._bounds(offset)
        return self.text[start:end]

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
        line, following = self._line(start - 1).strip(), self._line(end).strip()
        if _is_row(line) or _is_row(following):
            return False
        if self._page is not None and self._is_full(start - 1, end):
            return self._goes_on_from_a_full_line(start, end, line, following, continued)
        if last in _CLOSERS and first in _CANNOT_BEGIN:
            return True
        if last in TERMINAL or text.endswith(("《《", "〈〈"), 0, start) or MARKER.match(following):
            return False
        if last != "," and _begins_anew(following) and not self._is_cut_before_label(last, first, line, following):
            return False
        if text.count("\n", start, end) > 1:
            tied = first in _CANNOT_BEGIN and last not in _ENDS_OPEN and len(line) > 8
            return tied or self._reads_on(start, end, line, following, continued)
        if first in _CANNOT_BEGIN or last in _ENDS_OPEN or _inside_pair(line, following):
            return True
        if self._indents_next(start, end):
            return False
        stump = _STUMP.match(following) and (MARKER.match(line) or _RUNNING.search(line))
        if stump or (last.isdigit() and _makes_number(line, following)):
            return True
        if last.isdigit() and (first in _COUNTED or first.isdigit()) and not _TIME_END.search(line):
            return first in _COUNTED or bool(_RUNNING.search(line))
        if last in _WANTS_MORE and len(line) > 8 and (_RUNNING.search(line) or not _COMPLETE.search(line)):
            return not (_is_heading(line) and _RUNNING.search(following))
        if _is_heading(line) and not continued:
            return False
        return self._reads_on(start, end, line, following, continued)

    def line_start(self, offset: int) -> int:
        """Give where the line that holds an offset begins."""
        return self._bounds(offset)[0]

    def _is_full(self, last: int, first: int) -> bool:
        """Say whether the page was full at a line end."""
        assert self._page is not None
        line = self._given[slice(self.line_start(last), last + 1)]
        return self._page.is_full(line, self._given[first : self._bounds(first)[1]])

    def _indents_next(self, start: int, end: int) -> bool:
        """Say whether the next line is indented as a paragraph, and this one is not."""
        indented = self.text[start:end].endswith(("  ", "\t", "\u3000"))
        return indented and not self.text.startswith((" ", "\t", "\u3000"), self.line_start(start - 1))

    def _goes_on_from_a_full_line(self, start: int, end: int, line: str, following: str, continued: bool) -> bool:
        """Say whether a paragraph goes on where the page was full: almost always, unless another one begins there."""
        assert self._page is not None
        last = line[-1]
        if self._page.indented and self.text[end - 1] in " \t\u3000":
            return False
        if MARKER.match(following) and not (_ORDINAL.match(following) and last not in _ENDINGS):
            return False
        if _ALONE.match(following) or (_LABEL.match(following) and not (continued or _RUNNING.search(line))):
            return False
        if last in _ENDINGS and self.text.count("\n", start, end) > 1:
            return False
        if last in _ENDINGS:
            # the last line of a paragraph is full too, now and then
            more = len(following) >= len(line) - 4 or (self._page.indented and following[-1] in TERMINAL)
            return self._page.exact and more and bool(_RUNNING.search(following)) and not _OPENER.match(following)
        if following[0] in _CANNOT_BEGIN or _inside_pair(line, following):
            return True
        return continued or not (_TITLE.fullmatch(line) and _RUNNING.search(following))

    def _is_cut_before_label(self, last: str, first: str, line: str, following: str) -> bool:
        """Say whether what looks like a label (难和挑战:) is the rest of a sentence."""
        return "。" in line and (last, first) in self._bigrams and not _ALONE.match(following)

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
            return "。" in following or following[-1] in TERMINAL or (together and bool(_RUNNING.search(following)))
        return (together or self._is_cut) and len(line) >= 15 and bool(_RUNNING.search(following))


def _is_row(line: str) -> bool:
    """Say whether a line is a row of a table: short cells between tabs, no sentence."""
    cells = [cell for cell in line.split("\t") if cell.strip()] if "\t" in line else []
    return len(cells) > 1 and all(len(cell) <= _LONG_LINE for cell in cells) and not _SENTENCE.search(line)


def _is_heading(line: str) -> bool:
    return bool(MARKER.match(line)) and len(line) < _LONG_LINE and "。" not in line and not _FIGURE.search(line)


def _makes_number(line: str, following: str) -> bool:
    """Say whether the digits on both sides of a break are one decimal or one year."""
    tail = line[-3:]
    if _DECIMALS.match(following):
        return True
    match = _YEAR.search(tail + following[:4])
    return match is not None and match.start() < len(tail) < match.end()


def _begins_anew(following: str) -> bool:
    return bool(_LABEL.match(following) or _ALONE.match(following))


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
