"""Word files (.docx): paragraphs and tables in the order of the document, with the numbers that Word counts itself.

The parts of the archive are read with lxml directly. python-docx refuses whole documents for what is no matter here: a
picture that was deleted and left its reference (`word/NULL`, common from WPS), the strict form of the format, macros.
"""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import Any

from fazhi_ie.errors import MissingExtraError, ReadError
from fazhi_ie.io.reading import Reading
from fazhi_ie.io.word_numbering import Numbering
from fazhi_ie.io.word_paragraphs import DocumentWalk, notes_of
from fazhi_ie.io.word_styles import Styles
from fazhi_ie.io.word_xml import local

#: The most that the parts of one file may unpack to, in bytes, and by what factor a large part may be packed.
MAX_UNPACKED = 200_000_000
MAX_RATIO = 300
MAX_PARTS = 10_000
#: The largest XML part that is read, in bytes.
MAX_XML = 60_000_000
_LARGE = 10_000_000
_FIRST_LINES = 12


def read_docx(data: bytes) -> Reading:
    """Read a Word file.

    Args:
        data: The file.

    Returns:
        Reading: the text, a paragraph or a row of a table a line; the title of its properties where it is the
        title in the text too. Word's own dates are those of editing, so `date` is None.

    Raises:
        ReadError: The file is damaged, encrypted, too large, or holds no text.
        MissingExtraError: lxml is not installed.
    """
    parts = _Parts(data)
    main = parts.main()
    related = parts.related(main)
    styles = Styles(parts.xml(related.get("styles")))
    walk = DocumentWalk(styles, Numbering(parts.xml(related.get("numbering")), styles))
    walk.read(parts.xml(main))
    for kind in ("footnotes", "endnotes"):
        root = parts.xml(related.get(kind)) if walk.references[kind] else None
        for note in notes_of(root, walk.references[kind]):
            walk.read(note)
    lines = [line.text for line in walk.writer.lines]
    if not lines:
        raise ReadError("the Word file holds no text: it may hold pictures of pages; recognise their text (OCR) first")
    return Reading("\n".join(lines), _title(parts.xml(parts.core()), lines))


def _title(properties: Any, lines: list[str]) -> str | None:
    """Give the title of the properties where the first lines bear it out; else it is a template's or a scanner's."""
    if properties is None:
        return None
    title = next((el.text for el in properties.iter() if local(el) == "title" and el.text), "")
    bare = "".join(title.split())
    head = "".join("".join(lines[:_FIRST_LINES]).split())
    return title.strip() if len(bare) >= 4 and bare in head else None


class _Parts:
    """The parts of the archive, within bounds."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise ReadError(f"the Word file is damaged: {error}; open it in Word or WPS and save it again") from error
        entries = self._zip.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        packed_hard = any(e.file_size > _LARGE and e.file_size > MAX_RATIO * max(e.compress_size, 1) for e in entries)
        if unpacked > MAX_UNPACKED or packed_hard or len(entries) > MAX_PARTS:
            raise ReadError(
                f"the file unpacks to {unpacked:,} bytes in {len(entries):,} parts, which no report does "
                f"(at most {MAX_UNPACKED:,}); if it is one, save its text as .txt"
            )
        if any(entry.flag_bits & 1 for entry in entries):
            raise ReadError("the archive is encrypted; save the document without a password")
        # some programs write the names with backslashes or in other case
        self._entries = {entry.filename.replace("\\", "/").lower().lstrip("/"): entry for entry in entries}

    def xml(self, name: str | None) -> Any:
        """Parse a part; None where there is none."""
        entry = self._entries.get((name or "").lower())
        if entry is None:
            return None
        # the standard of the format knows no others, and each fails in a way of its own where it is damaged
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ReadError(
                f"{name} in the Word file is packed in a way that Word cannot read; open it and save it again"
            )
        if entry.file_size > MAX_XML:
            raise ReadError(f"{name} in the Word file has {entry.file_size:,} bytes, more than the {MAX_XML:,} read")
        try:
            from lxml import etree
        except ImportError as error:
            raise MissingExtraError("lxml", "docx") from error
        parser = etree.XMLParser(
            resolve_entities=False, load_dtd=False, no_network=True, huge_tree=True, remove_comments=True,
            remove_pis=True,
        )  # fmt: skip
        try:
            return etree.fromstring(self._zip.read(entry), parser)
        except (etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError) as error:
            raise ReadError(f"{name} in the Word file is damaged ({error}); open it and save it again") from error
        except OSError as error:
            raise ReadError(f"{name} in the Word file cannot be unpacked: {error}") from error

    def main(self) -> str:
        """Give the name of the part that holds the document."""
        return self._targets("").get("officedocument") or "word/document.xml"

    def core(self) -> str | None:
        """Give the name of the part that holds title and author."""
        return self._targets("").get("core-properties")

    def related(self, name: str) -> dict[str, str]:
        """Give the parts that a part refers to, by the last word of their kind: styles, numbering, footnotes."""
        if name.lower() not in self._entries:
            raise ReadError("the archive holds no Word document; if it is one, open it and save it again as .docx")
        return self._targets(name)

    def _targets(self, name: str) -> dict[str, str]:
        folder, _, file = name.rpartition("/")
        root = self.xml(join(folder, "_rels", f"{file}.rels"))
        targets: dict[str, str] = {}
        for relation in root if root is not None else ():
            target = relation.get("Target") or ""
            if relation.get("TargetMode") == "External" or not target:
                continue
            path = target.lstrip("/") if target.startswith("/") else normpath(join(dirname(name), target))
            targets.setdefault((relation.get("Type") or "").rpartition("/")[2].lower(), path)
        return targets
