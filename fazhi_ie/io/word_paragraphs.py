"""The text of a Word document: what Word shows, a paragraph a line, a row of a table a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fazhi_ie.io.text_lines import LineWriter
from fazhi_ie.io.word_numbering import Numbering
from fazhi_ie.io.word_styles import Styles
from fazhi_ie.io.word_xml import child, is_on, local, value

#: Deleted and moved text, older properties, instructions of fields, readings above characters.
_UNSEEN = frozenset(
    {
        "del", "moveFrom", "delText", "delInstrText", "instrText", "rPrChange", "pPrChange", "tblPrChange",
        "trPrChange", "tcPrChange", "sectPrChange", "numberingChange", "rt", "pPr", "rPr", "tblPr", "trPr",
        "tcPr", "sectPr", "sdtPr", "sdtEndPr",
    }
)  # fmt: skip
_CHARACTERS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
_BREAKS = frozenset(("br", "cr"))
_NO_GAP = frozenset("、）)】]〕．。:：⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽")


class DocumentWalk:
    """Writes a document, part after part; `writer.lines` holds what was written."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.writer = LineWriter()
        self.references: dict[str, list[str]] = {"footnotes": [], "endnotes": []}
        self._styles = styles
        self._numbering = numbering
        # of the paragraph under way: its number until its first character is written, whether its style hides it
        self._label = ""
        self._hidden = False
        self._outer: list[tuple[str, bool]] = []

    def read(self, root: Any) -> None:
        """Write a part of the document, or one note."""
        if root is None:
            return
        from lxml import etree

        events = etree.iterwalk(root, events=("start", "end"))
        skipped = None
        for event, element in events:
            name = local(element)
            if event == "start":
                if not self._enters(element, name):
                    skipped = element
                    events.skip_subtree()
            elif element is skipped:
                skipped = None
            else:
                self._leaves(name)
        self.writer.end_line()

    def _enters(self, element: Any, name: str) -> bool:
        """Begin an element, and say whether there is anything to see in it."""
        if not name or name in _UNSEEN or (name == "Fallback" and _has_choice(element)) or _is_contents(element, name):
            return False
        if name == "p":
            return self._enters_paragraph(element)
        if name == "r":
            return not self._is_hidden(child(element, "rPr"))
        if name == "t":
            self._write(element.text or "")
        elif name in _CHARACTERS:
            self._write(_CHARACTERS[name])
        elif name in _BREAKS:
            self.writer.end_line()
        elif name == "txbxContent":
            # a text box stands in the midst of a paragraph: its lines come before that of the paragraph
            self.writer.hold()
            self._outer.append((self._label, self._hidden))
            self._label, self._hidden = "", False
        elif name in ("footnoteReference", "endnoteReference"):
            self.references[name.removesuffix("Reference") + "s"].append(value(element, "id") or "")
        return self._enters_table(element, name)

    def _enters_table(self, element: Any, name: str) -> bool:
        if name == "tbl":
            self.writer.open_table()
        elif name == "tr":
            self.writer.open_row()
        elif name == "tc":
            merged = child(element, "tcPr", "vMerge")
            if merged is not None and value(merged) in (None, "continue"):
                return False  # the cell above shows through
            self.writer.open_cell()
        return True

    def _enters_paragraph(self, element: Any) -> bool:
        properties = child(element, "pPr")
        style = value(child(properties, "pStyle"))
        if self._styles.is_contents(style):
            return False
        self.writer.end_line()
        self._hidden = self._styles.hides(style)
        self._label = self._numbering.label(child(properties, "numPr"), style)
        return True

    def _write(self, text: str) -> None:
        """Write characters, and before the first ones of a paragraph its number; an empty paragraph shows none."""
        if self._label and text:
            self.writer.add(self._label if self._label[-1] in _NO_GAP else self._label + " ")
            self._label = ""
        self.writer.add(text)

    def _leaves(self, name: str) -> None:
        if name == "p":
            self.writer.end_line()
        elif name == "tr":
            self.writer.close_row()
        elif name == "tbl":
            self.writer.close_table()
        elif name == "txbxContent":
            self.writer.resume()
            self._label, self._hidden = self._outer.pop()

    def _is_hidden(self, properties: Any) -> bool:
        switch = child(properties, "vanish")
        if switch is not None:
            return is_on(switch)
        style = value(child(properties, "rStyle"))
        return self._styles.hides(style) if style else self._hidden


def notes_of(root: Any, wanted: list[str]) -> Iterator[Any]:
    """Yield the notes that the text refers to, in that order."""
    notes = {value(note, "id"): note for note in root} if root is not None else {}
    for identity in wanted:
        note = notes.pop(identity, None)
        if note is not None:
            yield note


def _has_choice(fallback: Any) -> bool:
    """Say whether what an old program shows instead is there in its modern form too."""
    before = fallback.getprevious()
    return before is not None and local(before) == "Choice"


def _is_contents(element: Any, name: str) -> bool:
    """Say whether a content control is a table of contents."""
    gallery = value(child(element, "sdtPr", "docPartObj", "docPartGallery")) if name == "sdt" else None
    return gallery == "Table of Contents"
