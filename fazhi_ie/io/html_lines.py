"""A web page as lines of text: what a browser shows, a block a line, and which block each line stands in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import regex

from fazhi_ie.io.list_numbers import list_number
from fazhi_ie.io.text_lines import Line, LineWriter

#: Elements that no browser shows as text of the page.
_UNSEEN = frozenset(
    {
        "area", "audio", "base", "button", "canvas", "datalist", "embed", "iframe", "input", "link", "map",
        "meta", "noembed", "noframes", "noscript", "object", "option", "param", "script", "select", "style",
        "svg", "template", "textarea", "title", "video",
    }
)  # fmt: skip
_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
        "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
        "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre",
        "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "td", "th", "ul",
    }
)  # fmt: skip
_HIDDEN = regex.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all", regex.I)
_NO_SIZE = regex.compile(r"font-size\s*:\s*0(?:\.0+)?(?:px|pt|r?em|%)?\s*(?:!|;|$)", regex.I)
# a line break of the source between two Chinese characters is no space in Chinese
_WIDE = r"\p{Han}，。、；：！？（）《》〈〉“”‘’【】〔〕—…\u3000"
# a break that stays is matched too, as "kept": else each of a row of empty lines would look for the end of the row
_SOURCE_BREAK = regex.compile(
    rf"(?<=[{_WIDE}])(?:[ \t\f]*+[\r\n]\s*+(?<![\xa0\u3000])(?=[{_WIDE}])|(?P<kept>[ \t\f]*+[\r\n]\s*+))"
)
_SPACES = regex.compile(r"[ \t\r\n\f]+")
_LIST_STYLE = regex.compile(
    r"list-style(?:-type)?\s*:[^;]*?\b(decimal|cjk-ideographic|(?:lower|upper)-(?:alpha|roman))"
)
_LIST_FORMS = {
    "decimal": "decimal", "1": "decimal", "cjk-ideographic": "chineseCountingThousand", "a": "lowerLetter",
    "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "lower-alpha": "lowerLetter",
    "upper-alpha": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
}  # fmt: skip


@dataclass(slots=True)
class Block:
    """An element that stands for itself: its tag, id and classes, its lines [first, last), the block around it."""

    tag: str
    marks: str
    first: int
    last: int
    parent: int


class _PageWriter(LineWriter):
    def _tidy(self, text: str) -> str:
        text = _SPACES.sub(" ", _SOURCE_BREAK.sub(r"\g<kept>", text)).strip(" ")
        return super()._tidy(text)


class _Walk:
    """The state of one walk over a page."""

    def __init__(self, keep: frozenset[str]) -> None:
        self.keep = keep
        self.writer = _PageWriter()
        self.blocks: list[Block] = []
        self._open: list[int] = []
        self._links = self._verbatim = 0
        self._lists: list[tuple[str, int] | None] = []

    def enters(self, element: Any, tag: str) -> bool:
        """Begin an element, and say whether there is anything to see in it."""
        marks = f"{element.get('id') or ''} {element.get('class') or ''}".lower()
        known = not self.keep.isdisjoint(marks.split())
        if tag in _UNSEEN or (not known and _is_hidden(element)):
            return False
        if tag in _BLOCKS or known:
            self.writer.end_line()
            parent = self._open[-1] if self._open else -1
            self._open.append(len(self.blocks))
            self.blocks.append(Block(tag, marks, len(self.writer.lines), -1, parent))
        self._open_special(element, tag)
        if element.text:
            self._add(element.text)
        return True

    def leaves(self, element: Any, tag: str) -> None:
        """End an element that was begun."""
        if tag == "a":
            self._links -= 1
        elif tag == "pre":
            self.writer.end_line()
            self._verbatim -= 1
        elif tag in ("ol", "ul"):
            self._lists.pop()
        elif tag == "br":
            self.writer.end_line()
        elif tag == "tr" and self.writer.close_row():
            # the blocks in the row have no lines of their own any more
            row = self._open[-1]
            for block in self.blocks[row + 1 :]:
                block.first, block.last = self.blocks[row].first, len(self.writer.lines)
        elif tag == "table":
            self.writer.close_table()
        marks = f"{element.get('id') or ''} {element.get('class') or ''}".lower()
        if tag in _BLOCKS or not self.keep.isdisjoint(marks.split()):
            self.writer.end_line()
            block = self.blocks[self._open.pop()]
            block.last = len(self.writer.lines)
            block.first = min(block.first, block.last)

    def follows(self, element: Any) -> None:
        """Add what stands behind an element."""
        if element.tail:
            self._add(element.tail)

    def _open_special(self, element: Any, tag: str) -> None:
        if tag == "a":
            self._links += 1
        elif tag == "pre":
            self._verbatim += 1
        elif tag in ("ol", "ul"):
            self._lists.append(_numbering(element) if tag == "ol" else None)
        elif tag == "li" and self._lists and self._lists[-1]:
            form, number = self._lists[-1]
            self._lists[-1] = form, number + 1
            self.writer.add(list_number(number, form) + ("、" if form.startswith("chinese") else "."))
        elif tag == "table":
            self.writer.open_table()
        elif tag == "tr":
            self.writer.open_row()
        elif tag in ("td", "th"):
            self.writer.open_cell()

    def _add(self, text: str) -> None:
        if not self._verbatim:
            self.writer.add(text, linked=self._links > 0)
            return
        first, *others = text.splitlines() or [""]
        self.writer.add(first, linked=self._links > 0)
        for line in others:
            self.writer.end_line()
            self.writer.add(line, linked=self._links > 0)


def page_lines(root: Any, keep: frozenset[str] = frozenset()) -> tuple[list[Line], list[Block]]:
    """Write a parsed page as lines.

    Args:
        root: The root element, as lxml parsed it.
        keep: Ids and classes, lower-case, that are shown whatever their style says: scripts show them later.

    Returns:
        The lines, and the blocks in order of their beginning.
    """
    from lxml import etree

    walk = _Walk(keep)
    events = etree.iterwalk(root, events=("start", "end"))
    skipped = None
    for event, element in events:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if not tag or not walk.enters(element, tag):
                skipped = element
                events.skip_subtree()
            continue
        if element is skipped:
            skipped = None
        else:
            walk.leaves(element, tag)
        walk.follows(element)
    walk.writer.end_line()
    return walk.writer.lines, walk.blocks


def _is_hidden(element: Any) -> bool:
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    if not style:
        return False
    # a container of size 0 sets off what its children show in their own size
    return bool(_HIDDEN.search(style) or (_NO_SIZE.search(style) and len(element) == 0))


def _numbering(element: Any) -> tuple[str, int] | None:
    """Give form and first number of a list that says that it is numbered; style sheets take the numbers off others."""
    style = _LIST_STYLE.search(element.get("style") or "")
    form = _LIST_FORMS.get(style[1] if style else element.get("type") or "")
    start = element.get("start") or "1"
    return (form, int(start) if start.isdecimal() and len(start) < 6 else 1) if form else None
