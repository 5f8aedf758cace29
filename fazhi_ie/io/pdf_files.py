"""PDF files that hold text: the lines of each page, without page numbers and running heads."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import regex

from fazhi_ie.errors import MissingExtraError, ReadError
from fazhi_ie.io.pdf_lines import PlacedLine, indented, placed_lines
from fazhi_ie.io.pdf_pages import join_pages
from fazhi_ie.io.reading import Reading

#: The largest file that is read, in bytes, and the most pages.
MAX_BYTES = 200_000_000
MAX_PAGES = 5_000
#: What PDFium says of a locked file; releases before 5 give no code of the error.
_LOCKED = regex.compile("password|security", regex.I)
#: PDFium is not safe for threads.
_LOCK = threading.Lock()
#: A font that does not say which characters its shapes are gives these.
_UNKNOWN = regex.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")


def read_pdf(data: bytes) -> Reading:
    """Read the text of a PDF file.

    Args:
        data: The file.

    Returns:
        Reading: the lines as they stand on the pages, indents too. Title and date of a PDF are those of the program
        that wrote it: the title counts where the text begins with it, the date never.

    Raises:
        ReadError: The file is encrypted, damaged, too large, or a scan without text.
        MissingExtraError: pypdfium2 is not installed.
    """
    if len(data) > MAX_BYTES:
        raise ReadError(f"a PDF of {len(data):,} bytes is more than the {MAX_BYTES:,} that are read; split it")
    with _LOCK:
        pages, title = _read_pages(data)
    text = join_pages(pages)
    if not text:
        raise ReadError(f"this PDF of {len(pages)} page(s) holds no text: it is a scan; recognise its text (OCR) first")
    if len(_UNKNOWN.findall(text)) * 5 > len(text):
        raise ReadError("the fonts of this PDF do not say which characters they show; recognise its text first (OCR)")
    bare = "".join(title.split())
    is_shown = len(bare) >= 4 and bare in "".join(text[:400].split())
    return Reading(text, title.strip() if is_shown else None)


def _read_pages(data: bytes) -> tuple[list[str], str]:
    try:
        import pypdfium2
    except ImportError as error:
        raise MissingExtraError("pypdfium2", "pdf") from error
    try:
        with closing(pypdfium2.PdfDocument(data)) as document:
            if len(document) > MAX_PAGES:
                raise ReadError(
                    f"a PDF of {len(document):,} pages is more than the {MAX_PAGES:,} that are read; split it"
                )
            return indented(list(_pages(document))), document.get_metadata_value("Title") or ""
    except pypdfium2.PdfiumError as error:
        if _LOCKED.search(str(error)):
            raise ReadError(
                "this PDF is encrypted; open it with its password and print it to a PDF without one"
            ) from error
        raise ReadError(f"this PDF is damaged ({error}); open it in a reader and save or print it again") from error


def _pages(document: Any) -> Iterator[list[PlacedLine]]:
    for n in range(len(document)):
        with closing(document[n]) as page, closing(page.get_textpage()) as text:
            yield placed_lines(text)
