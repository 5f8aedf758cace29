"""Files of every format: one report gives the same facts in each, and what is hostile is refused."""

import contextlib
import io
import random
import zipfile

import pytest
from growth import grows_with_length_only
from lxml import etree
from page_shapes import SHAPES
from pdf_maker import make_pdf, wrap
from report_files import FILES, REPORTS, body_of, docx_of, facts, word_text
from typer.testing import CliRunner
from word_maker import levels, make_docx, num, numbered, p

import fazhi_ie
from fazhi_ie.cli import app
from fazhi_ie.errors import MissingExtraError, ReadError
from fazhi_ie.io import batch, html_pages, pdf_files, word_files
from fazhi_ie.io.inputs import find_files
from fazhi_ie.io.readers import read_bytes, read_file

# --- one report in every format


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in REPORTS])
def test_a_report_gives_the_same_facts_in_every_format(path):
    title, lines = body_of(path)
    text = "\n".join((title, *lines))
    want = facts(text)
    assert len(want) > 20
    assert facts(read_bytes(text.encode("gbk")).text) == want
    assert facts(read_bytes(SHAPES["article_content"](title, lines).encode()).text) == want
    assert facts(read_bytes(docx_of([title, *lines])).text) == want
    assert facts(read_bytes(make_pdf(wrap([title, *lines]))).text) == want


def test_the_printed_report_gives_the_facts_of_its_text():
    want = facts((FILES / "yunhe.txt").read_text("utf-8"))
    assert len(want) > 15
    assert facts(read_file(FILES / "yunhe.pdf").text) == want
    assert facts(read_file(FILES / "yunhe_plain.pdf").text) == want


def test_the_same_file_gives_the_same_reading_every_time():
    for path in sorted(FILES.glob("*.[hp]*")):
        if path.suffix != ".py":
            assert read_file(path) == read_file(path)


# --- which format a file has


def test_the_content_tells_the_format_not_the_name():
    page = b"<!-- saved --><!DOCTYPE html><html><body><p>\xe4\xbe\x9d\xe6\xb3\x95</p></body></html>"
    assert read_bytes(page, "a.txt").text == read_bytes(page, "a.doc").text == read_bytes(page).text == "依法"
    assert read_bytes(docx_of(["依法"]), "a.doc").text == "依法"
    assert read_bytes("<p>依法</p>".encode(), "a.html").text == "依法"
    assert read_bytes("<p>依法</p>".encode(), "a.txt").text == "<p>依法</p>"
    assert read_bytes("依法".encode(), "a.docx").text == "依法"


def _archive(*names):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return packed.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


@pytest.mark.parametrize(
    ("name", "data", "hint"),
    [
        ("a.doc", OLE, "save it as .docx or plain text"),
        ("a.wps", OLE, "open it in WPS and save it as .docx"),
        ("a.xls", OLE, "save the sheet as plain text"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        ("a.rtf", rb"{\rtf1 x}", "rich text"),
        ("a.ofd", _archive("OFD.xml"), "OFD reader"),
        ("a.xlsx", _archive("xl/workbook.xml"), "workbook"),
        ("a.zip", _archive("report.txt"), "unpack it"),
        ("a.rar", b"Rar!\x1a\x07\x00", "unpack it"),
        ("a.docx", b"", "empty or damaged"),
        ("a.pdf", b"\x00\x01", "empty or damaged"),
        ("a.docx", docx_of(["x"])[:900], "damaged"),
        ("a.docx", _archive("word/other.xml"), "holds no Word document"),
        ("a.docx", make_docx(""), "holds no text"),
    ],
)
def test_what_is_not_read_is_refused_with_a_hint(name, data, hint, tmp_path):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ReadError, match=hint) as caught:
        read_file(tmp_path / name)
    assert str(tmp_path / name) in str(caught.value)


def test_folders_are_searched_for_every_format(tmp_path):
    for name in ("a.txt", "b.html", "c.htm", "d.docx", "e.PDF", "f.doc", "~$d.docx"):
        (tmp_path / name).write_bytes(b"x")
    assert [f.path.name for f in find_files([tmp_path])] == ["a.txt", "b.html", "c.htm", "d.docx", "e.PDF"]


@pytest.mark.parametrize(
    ("module", "extra", "data"),
    [("lxml", "html", b"<html><p>x"), ("lxml", "docx", make_docx(p("x"))), ("pypdfium2", "pdf", make_pdf([["x"]]))],
)
def test_without_its_library_a_format_names_the_extra(module, extra, data, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, module, None)
    with pytest.raises(MissingExtraError, match=rf"fazhi-ie\[{extra}\]"):
        read_bytes(data)


def test_the_command_reads_every_format_and_standard_input(tmp_path):
    (tmp_path / "a.docx").write_bytes(docx_of(["某县2023年工作总结", "2023年，全县办理案件12件。"]))
    done = CliRunner().invoke(
        app, ["extract", str(tmp_path / "a.docx"), str(FILES / "yunhe.pdf"), str(FILES / "wuyi.html")]
    )
    assert done.exit_code == 0
    assert len(done.stdout.splitlines()) == 3
    page = (FILES / "shayang.html").read_bytes()
    assert CliRunner().invoke(app, ["restore", "-"], input=page).stdout.startswith("沙洋县司法局2009年工作总结")
    assert '"沙洋县司法局2009年工作总结"' in CliRunner().invoke(app, ["extract", "-"], input=page).stdout


# --- hostile files


def test_files_beyond_the_bounds_are_refused(monkeypatch):
    monkeypatch.setattr(html_pages, "MAX_BYTES", 100)
    with pytest.raises(ReadError, match=r"more than the 100 that are read; save its text as \.txt"):
        read_bytes(b"<html>" + b"x" * 100)
    monkeypatch.setattr(pdf_files, "MAX_BYTES", 100)
    with pytest.raises(ReadError, match="split it"):
        read_bytes(make_pdf([["x"]]))
    monkeypatch.setattr(pdf_files, "MAX_BYTES", 10**6)
    monkeypatch.setattr(pdf_files, "MAX_PAGES", 1)
    with pytest.raises(ReadError, match="2 pages is more than"):
        read_bytes(make_pdf([["x"], ["y"]]))


@pytest.mark.parametrize(("bound", "value"), [("MAX_UNPACKED", 100), ("MAX_PARTS", 2), ("MAX_XML", 100)])
def test_word_files_that_unpack_beyond_the_bounds_are_refused(bound, value, monkeypatch):
    monkeypatch.setattr(word_files, bound, value)
    with pytest.raises(ReadError, match=r"at most|more than"):
        read_bytes(make_docx(p("依法行政" * 30)))


def test_a_part_that_is_packed_beyond_belief_is_refused(monkeypatch):
    monkeypatch.setattr(word_files, "_LARGE", 1000)
    with pytest.raises(ReadError, match="which no report does"):
        read_bytes(make_docx(p("一" * 400_000)))


def test_entities_are_not_expanded_and_files_not_read(tmp_path):
    (tmp_path / "secret.txt").write_text("秘密", "utf-8")
    prologue = f'<!DOCTYPE x [<!ENTITY e "笑"><!ENTITY s SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>'
    body = "<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:t>&e;&s;</w:t></w:r></w:p>"
    assert word_text(body, prologue=prologue) == "甲"
    laughs = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    with pytest.raises(ReadError, match=r"document\.xml in the Word file is damaged"):
        word_text(body.replace("&e;&s;", "&e11;"), prologue=f'<!DOCTYPE x [<!ENTITY e0 "笑">{laughs}]>')
    page = f'<!DOCTYPE html [<!ENTITY s SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]><html><body><p>乙&s;</p></body></html>'
    assert "秘密" not in read_bytes(page.encode()).text


@pytest.mark.parametrize("tag", ["div", "table><tr><td", "b", "ul><li", "span", "p", "a href='x'"])
def test_pages_nested_without_end_are_read_or_refused(tag):
    page = ("<html><body>" + f"<{tag}>" * 10_000 + "依法行政").encode()
    if tag in ("p", "a href='x'"):  # which end where the next begins
        assert "依法行政" in read_bytes(page).text
    else:
        with pytest.raises(ReadError, match="nests its elements thousands deep"):
            read_bytes(page)


def test_deep_nesting_that_a_parser_takes_is_read():
    page = "<html><body>" + "<table><tr><td>" * 500 + "依法行政" + "</td></tr></table>" * 500
    assert read_bytes(page.encode()).text == "依法行政"
    nested = "<w:tbl><w:tr><w:tc>" * 300 + p("依法行政") + "</w:tc></w:tr></w:tbl>" * 300
    assert word_text(nested) == "依法行政"
    box = "<w:p><w:r><w:txbxContent>"
    assert word_text(box * 300 + p("依法行政") + "</w:txbxContent></w:r></w:p>" * 300) == "依法行政"
    with pytest.raises(ReadError, match=r"document\.xml in the Word file is damaged"):
        word_text("<w:tbl><w:tr><w:tc>" * 10_000)


def test_a_long_page_takes_time_in_proportion_to_its_length():
    def make(copies):
        row = "<tr><td>行政处罚</td><td>12件</td></tr>"
        block = f"<div class='x'><p>全县办理<b>行政</b>案件，成效明显。</p><a href='y'>链接</a></div><table>{row * 5}</table>"
        return f"<html><body>{block * copies}</body></html>".encode()

    assert grows_with_length_only(read_bytes, make, 250)


def test_damaged_files_raise_nothing_but_read_errors():
    chance = random.Random(2023)
    sources = [docx_of(["依法行政"] * 5), make_docx(numbered("甲"), numbering=levels(("decimal", "%1.")) + num())]
    sources += [make_pdf([["依法行政"]]), (FILES / "longyou.html").read_bytes(), (FILES / "shayang.html").read_bytes()]
    for data in sources:
        for _ in range(60):
            broken = bytearray(data)
            for _ in range(chance.randint(1, 20)):
                broken[chance.randrange(len(broken))] = chance.randrange(256)
            cut = chance.randrange(1, len(broken)) if chance.random() < 0.3 else len(broken)
            with contextlib.suppress(ReadError):
                assert isinstance(read_bytes(bytes(broken[:cut])).text, str)


def test_damaged_word_xml_raises_nothing_but_read_errors():
    chance = random.Random(7)
    body = numbered("甲") + f"<w:tbl><w:tr><w:tc>{p('乙')}</w:tc></w:tr></w:tbl>"
    lists = levels(("decimal", "%1.%2"), ("chineseCounting", "%9")) + num()
    for _ in range(200):
        words = [
            "w:ilvl",
            "w:numId",
            "w:val",
            "w:lvl",
            "w:p",
            "w:t",
            "w:tr",
            "w:tc",
            "w:start",
            "w:abstractNumId",
            '"1"',
            '"0"',
        ]
        old, new = chance.sample(words, 2)
        with contextlib.suppress(ReadError):
            assert "甲" in word_text(body.replace(old, new), numbering=lists.replace(old, new))


def test_the_parser_of_pages_reaches_no_network(monkeypatch):
    seen = {}
    original = etree.HTMLParser
    monkeypatch.setattr(etree, "HTMLParser", lambda **options: seen.update(options) or original(**options))
    read_bytes(b"<html><p>x</p></html>")
    assert seen["no_network"] is True


def test_title_and_day_of_a_page_reach_the_report(tmp_path):
    page = (
        '<html><head><meta name="ArticleTitle" content="安吉县2023年度法治政府建设情况报告"><meta name="PubDate" '
        'content="2024-02-08 10:00"></head><body><div id="zoom"><p>去年，全县扎实推进依法行政。</p></div></body></html>'
    )
    (tmp_path / "a.html").write_text(page, "utf-8")
    report = fazhi_ie.extract_file(tmp_path / "a.html")
    assert (report.meta.title, report.meta.date) == ("安吉县2023年度法治政府建设情况报告", "2024-02-08")
    assert (report.meta.year, report.meta.region) == (2023, "安吉县")
    assert report.source == str(tmp_path / "a.html")
    (line,) = batch.extract_files([batch.Job(str(tmp_path / "a.html"))])
    assert line == report.to_json()
    assert fazhi_ie.extract_file(tmp_path / "a.html", region="德清县").meta.region == "德清县"
