"""Bytes to text: the encodings that Chinese reports come in, told apart by their content."""

from __future__ import annotations

import codecs

import regex

from fazhi_ie.errors import ReadError

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_SAMPLE = 65536
# the two rows of GB2312 that hold the 3,755 common characters, and the marks between them
_COMMON = regex.compile(rb"[\xb0-\xd7][\xa1-\xfe]|[\xa1\xa3][\xa1-\xfe]")
_ORDINARY = regex.compile(
    r"[\t-\r\x20-\x7e\xa0-\xff\u2010-\u203b\u2460-\u24ff\u3000-\u303f\u4e00-\u9fff\uff00-\uffee\ufeff]"
)
_PAIR = regex.compile(rb"[\x81-\xfe][\x30-\x39\x40-\x7e\x80-\xfe]")
_CONTROL = bytes(code for code in range(32) if code not in b"\t\n\x0b\x0c\r\x1a\x1b\x1c\x1d\x1e\x1f")
_ADVICE = "save it as UTF-8 text and try again"


def decode(data: bytes) -> str:
    r"""Turn the bytes of a text file into text.

    Reads UTF-8, UTF-16 (with or without byte-order mark), UTF-32 with one, and GB18030 (so GBK and GB2312 too). A
    byte-order mark is removed; line ends stay as they are.

    Args:
        data: The whole content of a file.

    Returns:
        str: the text as given, on which every offset of a report counts.

    Raises:
        ReadError: The bytes are not text, or are text in another encoding.

    Example:
        >>> decode("依法行政\r\n".encode("gbk"))
        '依法行政\r\n'
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], encoding)
    wide = _unmarked_utf16(data[:_SAMPLE])
    if wide is not None:
        return _decode_marked(data, wide)
    _refuse_binary(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        utf8_error = error
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        raise ReadError(
            f"neither UTF-8 (byte {data[utf8_error.start]:#04x} at {utf8_error.start}) nor GB18030: "
            f"it is in another encoding or damaged; {_ADVICE}"
        ) from utf8_error
    if not _reads_as_chinese(data[:_SAMPLE]):
        raise ReadError(
            f"not UTF-8 (byte {data[utf8_error.start]:#04x} at {utf8_error.start}), and as GB18030 it does not read "
            f"as Chinese: it may be Big5 or another encoding; {_ADVICE}"
        ) from utf8_error
    return text


def _decode_marked(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(f"the content is not the {encoding} that its beginning says, at byte {error.start}") from error


def _unmarked_utf16(sample: bytes) -> str | None:
    """Tell UTF-16 without a mark: it has zero bytes (line ends, digits, 一), and one byte order reads as Chinese."""
    if b"\0" not in sample or len(sample) % 2:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        # a pair of surrogates may be cut at the end of the sample
        text = sample.decode(encoding, "replace")
        ordinary = len(_ORDINARY.findall(text))
        if ordinary >= 0.95 * len(text):
            return encoding
    return None


def _refuse_binary(data: bytes) -> None:
    """Refuse what is no text at all: programs, pictures, archives, office files."""
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    if data.startswith((b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b")):
        raise ReadError(
            "this is not text but a PDF, an office document, a picture or an archive; save it as text first"
        )
    if controls > max(8, len(sample) // 50):
        raise ReadError(f"this is not text: {controls} control bytes in its first {len(sample)} bytes")


def _reads_as_chinese(sample: bytes) -> bool:
    """Say whether most pairs of bytes are common characters or Chinese marks, as they are in any real report."""
    pairs = _PAIR.findall(sample)
    common = sum(1 for pair in pairs if _COMMON.fullmatch(pair))
    # in GBK text of traditional characters about half of them lie outside the common rows
    return common >= 0.4 * len(pairs)
