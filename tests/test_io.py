"""Reading files, JSON Lines, many texts, tables."""

import pytest

import fazhi_ie
from fazhi_ie.errors import ReadError, SchemaError
from fazhi_ie.io import batch
from fazhi_ie.io.inputs import find_files

TEXT = "2023年,市司法局制定印发《行政复议工作要点》,办理行政复议案件1.2万件,同比增长3%。但执法力量不足。"


def test_read_keeps_newlines_and_drops_the_mark(tmp_path):
    file = tmp_path / "a.txt"
    file.write_bytes(b"\xef\xbb\xbf" + "甲\r\n乙\r丙".encode())
    assert fazhi_ie.read(file) == "甲\r\n乙\r丙"


def test_read_says_which_file(tmp_path):
    with pytest.raises(ReadError, match=r"none\.txt: there is no such file"):
        fazhi_ie.read(tmp_path / "none.txt")
    with pytest.raises(ReadError, match="cannot be read"):
        fazhi_ie.read(tmp_path)
    (tmp_path / "b.txt").write_bytes(b"\x00\x01\x02\xff" * 50)
    with pytest.raises(ReadError, match=r"b\.txt"):
        fazhi_ie.read(tmp_path / "b.txt")
    (tmp_path / "c.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    with pytest.raises(ReadError, match="plain text"):
        fazhi_ie.read(tmp_path / "c.doc")


def test_find_files_sorts_and_searches_folders(tmp_path):
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "a.md", "c.bin", "sub/d.txt"):
        (tmp_path / name).write_text("x")
    assert [f.path.name for f in find_files([tmp_path / "c.bin", tmp_path])] == ["c.bin", "a.md", "b.txt", "d.txt"]


def test_reports_go_out_and_come_back(tmp_path):
    reports = [fazhi_ie.extract(TEXT, source="a"), fazhi_ie.extract("", source="b")]
    file = tmp_path / "out.jsonl"
    assert fazhi_ie.write_reports(reports, file) == 2
    back = list(fazhi_ie.read_reports(file))
    assert [report.to_json() for report in back] == [report.to_json() for report in reports]
    fazhi_ie.write_reports(reports, file, with_text=True)
    assert list(fazhi_ie.read_reports(file)) == reports


def test_a_broken_line_is_named(tmp_path):
    file = tmp_path / "out.jsonl"
    file.write_text(fazhi_ie.extract(TEXT).to_json() + "\n\nnonsense\n", "utf-8")
    with pytest.raises(SchemaError, match=r"out\.jsonl:3: not JSON"):
        list(fazhi_ie.read_reports(file))
    with pytest.raises(ReadError):
        list(fazhi_ie.read_reports(tmp_path / "none.jsonl"))


def test_extract_many_keeps_order_with_any_number_of_workers():
    texts = [TEXT.replace("2023", str(2000 + n)) for n in range(12)]
    want = [fazhi_ie.extract(text) for text in texts]
    assert list(fazhi_ie.extract_many(texts)) == want
    assert list(fazhi_ie.extract_many(iter(texts), workers=2)) == want
    with pytest.raises(ValueError, match="at least 1"):
        list(fazhi_ie.extract_many(texts, workers=0))


def test_a_fault_in_one_text_is_told_and_does_not_stop_the_others(tmp_path, monkeypatch):
    def break_on_b(text, **options):
        if options["source"].endswith("b.txt"):
            raise RuntimeError("something broke")
        return fazhi_ie.extract(text, **options)

    monkeypatch.setattr(batch, "extract", break_on_b)
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text(TEXT, "utf-8")
    jobs = [batch.Job(str(tmp_path / f"{name}.txt")) for name in ("a", "b", "c")]
    lines = list(batch.extract_files(jobs))
    assert [isinstance(line, str) for line in lines] == [True, False, True]
    assert "b.txt: a fault of fazhi_ie" in lines[1].message
    assert "something broke" in lines[1].message
