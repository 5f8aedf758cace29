"""From the lines of PDF pages to one text: characters as they should be, without what repeats on every page.

Lines stay as they are: `fazhi_ie.text.linebreaks` joins those that the page broke, over page ends too, as nothing is
left between the last line of a page and the first of the next.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence

import regex

_LINE_END = regex.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
#: What PDFium gives for a hyphen at the end of a line, which it then joins to the next.
_HYPHEN = regex.compile(r"[\ufffe\x02]")
_WORD_HYPHEN = regex.compile(r"(?<=[A-Za-z])[\ufffe\x02](?:\r\n|\n)?(?=[a-z])")
_INVISIBLE = regex.compile(r"[\xad\x00\uffff]")
_PAGE_NUMBER = regex.compile(
    r"[-－—–―─·•]{1,2} ?\d{1,4} ?[-－—–―─·•]{1,2}|\d{1,4} ?/ ?\d{1,4}"
    r"|第 ?\d{1,4} ?页(?: ?[,，/、]? ?[(（]?共 ?\d{1,4} ?页[)）]?)?"
    r"|共 ?\d{1,4} ?页[,，]? ?第 ?\d{1,4} ?页|[Pp]age ?\d{1,4}(?: of \d{1,4})?"
)
_BARE_NUMBER = regex.compile(r"\d{1,4}")
_DIGITS = regex.compile(r"\d+")
#: At most this many lines at each end of a page are its head and foot.
_EDGE = 3
_FEWEST = 3
#: Characters for which fonts give the sign of the radical; NFKC knows those from U+2F00 on, not these.
_RADICALS = str.maketrans(
    "⺁⺇⺌⺎⺒⺓⺝⺟⺠⺩⺪⺫⺬⺮⺶⺷⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
    "厂几小兀巳幺月母民王疋目示竹羊羊虎西见角贝车長长门青韦页风飞食首马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
)
_KANGXI = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}


def join_pages(pages: Sequence[str]) -> str:
    r"""Join the texts of pages.

    Args:
        pages: The text of each page as PDFium gives it.

    Returns:
        str: the text, without page numbers and running heads; empty where the pages hold nothing else.

    Example:
        >>> join_pages(["全县办理案件\r\n— 1 —", "12件。\r\n— 2 —"])
        '全县办理案件\n12件。'
    """
    split = [_lines(page) for page in pages]
    offset = _number_offset(split)
    for n, lines in enumerate(split):
        split[n] = [line for i, line in enumerate(lines) if not _is_page_number(line, i, len(lines), n, offset)]
    for end in (0, -1):
        _drop_repeated(split, end)
    return "\n".join(line for lines in split for line in lines)


def _lines(page: str) -> list[str]:
    text = _INVISIBLE.sub("", _HYPHEN.sub("-", _WORD_HYPHEN.sub("", page)))
    text = text.translate(_KANGXI).translate(_RADICALS)
    return [line for line in (line.rstrip() for line in _LINE_END.split(text)) if line.strip()]


def _number_offset(split: Sequence[Sequence[str]]) -> int | None:
    """Give by how much bare numbers at the edges of pages exceed the index of the page, where most pages agree."""
    offsets: Counter[int] = Counter()
    for n, lines in enumerate(split):
        edges = {lines[0].strip(), lines[-1].strip()} if lines else set()
        offsets.update(int(line) - n for line in sorted(edges) if _BARE_NUMBER.fullmatch(line))
    if not offsets:
        return None
    offset, times = max(offsets.items(), key=lambda pair: (pair[1], -abs(pair[0])))
    # of a single page only the number 1 is known to be its own
    return offset if times * 2 > len(split) and (times > 1 or offset == 1) else None


def _is_page_number(line: str, i: int, count: int, page: int, offset: int | None) -> bool:
    """Say whether line `i` of the `count` lines of a page is the page's number."""
    text = line.strip()
    if min(i, count - 1 - i) < _EDGE and _PAGE_NUMBER.fullmatch(text):
        return True
    at_end = i in (0, count - 1)
    return at_end and offset is not None and _BARE_NUMBER.fullmatch(text) is not None and int(text) == page + offset


def _drop_repeated(split: list[list[str]], end: int) -> None:
    """Take off what stands first (end 0) or last (end -1) on many pages; left and right pages may differ."""
    for _ in range(_EDGE):
        keys = [_DIGITS.sub("#", "".join(lines[end].split())) if lines else "" for lines in split]
        counts = Counter(key for key in keys if key)
        repeated = {key for key, times in counts.items() if times >= _FEWEST and times * 5 >= len(split) * 2}
        if not repeated:
            return
        for lines, key in zip(split, keys, strict=True):
            if key in repeated:
                del lines[end]
