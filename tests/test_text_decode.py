"""Bytes to text: every encoding that reports come in, and clear refusals of what is no text."""

import codecs

import pytest

from fazhi_ie.errors import ReadError
from fazhi_ie.text.decode import decode

REPORT = "某县人民政府2023年法治政府建设情况报告\r\n一、全年办理行政复议案件33件，办结率100%。\r\n（二）存在问题\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk", "gb2312"]
)
def test_encodings_of_chinese(encoding):
    assert decode(REPORT.encode(encoding)) == REPORT


@pytest.mark.parametrize("encoding", ["gb18030", "gbk"])
def test_traditional_text_in_gbk(encoding):
    text = "縣政府高度重視法治建設，認真貫徹落實上級決策部署。\n"
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF8 + "依法".encode(),
        codecs.BOM_UTF16_LE + "依法".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "依法".encode("utf-16-be"),
        b"\x84\x31\x95\x33" + "依法".encode("gb18030"),
    ],
)
def test_byte_order_marks_are_removed(data):
    assert decode(data) == "依法"


@pytest.mark.parametrize("text", ["", "plain ASCII\n", "依法", "a\x00b 依法行政", "\n\r\r\n", "café 依法"])
def test_utf8_passes_whole(text):
    assert decode(text.encode()) == text


def test_long_gbk_text():
    text = REPORT * 3000
    assert decode(text.encode("gbk")) == text


def test_long_utf16_text_with_characters_beyond_the_first_plane():
    text = (REPORT + "𠮷") * 2000
    assert decode(text.encode("utf-16-le")) == text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7 something", "PDF"),
        (b"PK\x03\x04" + bytes(100), "archive"),
        (bytes(range(32)) * 20, "control bytes"),
        (bytes(64), "control bytes"),
        ("縣政府高度重視法治建設，認真貫徹落實上級決策部署。".encode("big5"), "Big5"),
        (b"\xff\xfe\x00\xd8", "utf-16-le"),
        (b"caf\xe9", "save it as UTF-8"),
    ],
)
def test_what_is_no_readable_text_is_refused(data, message):
    with pytest.raises(ReadError, match=message):
        decode(data)


def test_corpus_decodes_from_every_encoding(corpus_texts):
    for name, text in corpus_texts[::6]:
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "gb18030"):
            assert decode(text.encode(encoding)) == text, (name, encoding)
