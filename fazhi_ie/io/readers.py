"""Files to text, whatever their format."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from fazhi_ie.errors import ReadError
from fazhi_ie.io.html_pages import is_html, read_html
from fazhi_ie.io.pdf_files import read_pdf
from fazhi_ie.io.reading import Reading
from fazhi_ie.io.word_files import read_docx
from fazhi_ie.text.decode import decode

__all__ = ["SUFFIXES", "Reading", "load_bytes", "read", "read_bytes", "read_file"]

#: Endings that a folder is searched for.
SUFFIXES = (".txt", ".md", ".text", ".html", ".htm", ".shtml", ".docx", ".pdf")
_HTML = (".html", ".htm", ".shtml", ".xhtml")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_AS_TEXT = "save it as .docx or plain text (.txt) first"
#: What other formats are, and what to do with them.
_REFUSED = {
    ".doc": f"an old Word file (.doc) is not read; open it in Word or WPS and {_AS_TEXT}",
    ".wps": f"a WPS file is not read; open it in WPS and {_AS_TEXT}",
    ".rtf": f"a rich text file (.rtf) is not read; open it in Word or WPS and {_AS_TEXT}",
    ".odt": f"an OpenDocument file is not read; {_AS_TEXT}",
    ".ofd": "an OFD file is not read; open it in an OFD reader and save it as .pdf, .docx or .txt first",
    ".xls": "a workbook is not read; save the sheet as plain text (.txt) first",
    ".ppt": "a presentation is not read; save its text as .txt first",
    ".zip": "an archive is not read; unpack it and give the files or their folder",
}  # fmt: skip
_REFUSED |= {".xlsx": _REFUSED[".xls"], ".et": _REFUSED[".xls"], ".pptx": _REFUSED[".ppt"], ".rar": _REFUSED[".zip"]}
_REFUSED |= {".7z": _REFUSED[".zip"], ".gz": _REFUSED[".zip"]}
#: Parts that tell what an archive is.
_PARTS = (("word/", ".docx"), ("ofd.xml", ".ofd"), ("xl/", ".xlsx"), ("ppt/", ".pptx"), ("content.xml", ".odt"))


def read(path: str | Path) -> str:
    r"""Read the text of a file: `read_file(path).text`.

    Args:
        path: A text, web page, Word (.docx) or PDF file.

    Returns:
        str: the text as given, on which every offset of a report counts.

    Raises:
        ReadError: The file is missing, damaged, or of a kind that is not read.
        MissingExtraError: The library for its format is not installed.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     file = Path(folder, "report.txt")
        ...     _ = file.write_bytes("依法行政\r\n".encode("gbk"))
        ...     read(file)
        '依法行政\r\n'
    """
    return read_file(path).text


def read_file(path: str | Path) -> Reading:
    """Read a file: its text, and title and day of publication where its metadata give them.

    Args:
        path: A text, web page, Word (.docx) or PDF file.

    Returns:
        Reading: what the file holds.

    Raises:
        ReadError: The file is missing, damaged, or of a kind that is not read; the message says what to do.
        MissingExtraError: The library for its format is not installed.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     file = Path(folder, "report.txt")
        ...     _ = file.write_text("依法行政", "utf-8")
        ...     read_file(file)
        Reading(text='依法行政', title=None, date=None)
    """
    return read_bytes(load_bytes(path), str(path))


def load_bytes(path: str | Path) -> bytes:
    """Load the content of a file.

    Args:
        path: A file, or a pipe that is read to its end.

    Returns:
        bytes: all of it.

    Raises:
        ReadError: The file is missing or may not be read.

    Example:
        >>> load_bytes("/dev/null")
        b''
    """
    try:
        return Path(path).read_bytes()
    except FileNotFoundError as error:
        raise ReadError(f"{path}: there is no such file") from error
    except MemoryError as error:
        raise ReadError(f"{path}: cannot be read: it takes more memory than there is") from error
    except (OSError, ValueError) as error:  # a ValueError for a name with NUL
        raise ReadError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from error


def read_bytes(data: bytes, name: str = "") -> Reading:
    """Read the content of a file.

    Args:
        data: All its bytes.
        name: Its name, where it has one: it stands in messages, and its ending counts where the content does not tell
            the format.

    Returns:
        Reading: what the file holds; a plain text has neither title nor date.

    Raises:
        ReadError: The content is damaged or of a kind that is not read; the message says what to do.
        MissingExtraError: The library for its format is not installed.

    Example:
        >>> read_bytes("依法行政".encode("gbk")).text
        '依法行政'
    """
    try:
        kind = _format(data, Path(name).suffix.lower())
        if kind in _REFUSED:
            raise ReadError(_REFUSED[kind])
        if kind == ".pdf":
            return read_pdf(data)
        if kind == ".docx":
            return read_docx(data)
        return read_html(data) if kind == ".html" else Reading(decode(data))
    except ReadError as error:
        raise ReadError(f"{name}: {error}" if name else str(error)) from error


def _format(data: bytes, suffix: str) -> str:
    """Tell the format by the content, and by the ending where that says nothing."""
    if data[:1024].lstrip().startswith(b"%PDF"):
        return ".pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _archive(data, suffix)
    if data.startswith(_OLE):
        if suffix in (".docx", ".docm") or _ENCRYPTED in data:
            raise ReadError(
                "this document is protected by a password, or an old .doc; save it as .docx without password"
            )
        return suffix if suffix in _REFUSED else ".doc"
    if data.startswith(rb"{\rtf"):
        return ".rtf"
    if data.startswith((b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")):
        return ".zip"
    if is_html(data) or suffix in _HTML:
        return ".html"
    if suffix in (".docx", ".pdf") and (not data.strip() or b"\0" in data[:1024]):
        raise ReadError(f"this is no {suffix} file: it is empty or damaged")
    return ".txt"


def _archive(data: bytes, suffix: str) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = [name.replace("\\", "/").lower() for name in archive.namelist()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        if suffix == ".docx":
            raise ReadError(f"the Word file is damaged ({error}); open it in Word or WPS and save it again") from error
        return suffix if suffix in _REFUSED else ".zip"
    for part, kind in _PARTS:
        if any(name.startswith(part) for name in names):
            return kind
    return ".zip"
