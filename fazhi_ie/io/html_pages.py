"""Web pages: the report on a page of a government site, without the page around it."""

from __future__ import annotations

import codecs
from typing import Any

import regex

from fazhi_ie.errors import MissingExtraError, ReadError
from fazhi_ie.io.html_content import CONTAINERS, report_lines
from fazhi_ie.io.html_lines import page_lines
from fazhi_ie.io.html_metadata import page_metadata
from fazhi_ie.io.reading import Reading
from fazhi_ie.text.decode import decode

#: The largest page that is read, in bytes.
MAX_BYTES = 50_000_000
_CHARSET = regex.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", regex.I)
_BEGINS = regex.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<\?xml[^>]*>\s*|<!--(?:.(?!-->)){0,2000}.-->\s*)*+<(?:!doctype\s+html|html|head|meta|title)\b",
    regex.I | regex.S,
)
_SAMPLE = 4096
#: A page in GBK that was cut in the middle of a character somewhere is still a page in GBK.
_MAX_DAMAGE = 0.001


def is_html(data: bytes) -> bool:
    """Say whether bytes begin as a web page does, in any encoding."""
    return _BEGINS.match(data[:_SAMPLE].replace(b"\0", b"")) is not None


def read_html(data: bytes) -> Reading:
    """Read the report on a web page.

    Args:
        data: The page as it was saved.

    Returns:
        Reading: the report's lines, and title and day as the page's metadata give them.

    Raises:
        ReadError: The page is too large, nested too deep, in an unknown encoding, or holds no text.
        MissingExtraError: lxml is not installed.
    """
    if len(data) > MAX_BYTES:
        raise ReadError(
            f"a web page of {len(data):,} bytes is more than the {MAX_BYTES:,} that are read; save its text as .txt"
        )
    root = _parse(_decode_page(data))
    if root is None:
        raise ReadError("the web page is empty")
    title, day = page_metadata(root)
    lines, blocks = page_lines(root, CONTAINERS)
    text = "\n".join(report_lines(lines, blocks, title))
    if not text:
        raise ReadError(
            "the web page holds no text: scripts may fill it in when it is opened; copy its text from a browser"
        )
    return Reading(text, title, day)


def _decode_page(data: bytes) -> str:
    """Decode a page: what is valid UTF-8 is UTF-8, whatever the page declares; else as declared, else by content."""
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _CHARSET.search(data[:_SAMPLE])
    name = declared[1].decode("ascii").lower() if declared else ""
    if name.startswith("big5"):
        return _decode_mostly(data, "big5hkscs") or decode(data)
    try:
        return decode(data)
    except ReadError:
        encoding = "gb18030" if name.startswith(("gb", "x-gbk")) else "utf-8"
        if text := _decode_mostly(data, encoding):
            return text
        raise


def _decode_mostly(data: bytes, encoding: str) -> str | None:
    """Decode with a mark for each damaged character, as a browser does, where they are few."""
    text = data.decode(encoding, "replace")
    return text if text.count("\ufffd") <= _MAX_DAMAGE * len(text) else None


def _parse(text: str) -> Any:
    try:
        from lxml import etree
    except ImportError as error:
        raise MissingExtraError("lxml", "html") from error
    # an encoding of ours, so that no declaration in the page counts; a text cannot hold what XML cannot
    data = text.encode("utf-8", "replace").replace(b"\0", b"")
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if not data.strip():
            return None
        raise ReadError(f"the web page is damaged: {error}") from error
    if any("xcessive depth" in entry.message for entry in parser.error_log):
        raise ReadError("the web page nests its elements thousands deep, which no browser shows; save its text as .txt")
    return root
