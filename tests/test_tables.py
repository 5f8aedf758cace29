"""Tables: the same columns and types everywhere, exact values, ids that lead to rows, files that are whole or absent."""

import csv
import datetime
import json
import os
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

import fazhi_ie
from fazhi_ie.cli import app
from fazhi_ie.errors import FazhiError, MissingExtraError
from fazhi_ie.io import table_files
from fazhi_ie.io.tables import TABLES, rows_of

TEXT = (
    "2023年,市司法局制定印发《行政复议工作要点》(镇政字〔2020〕2号),办理行政复议案件1.2万件,同比增长3%。\n"
    "二、存在的问题\n一是基层执法力量仍然不足。\n三、下一步工作\n一是加强基层执法力量配备。\n"
)
FORMATS = ("csv", "parquet", "xlsx")


def reports():
    return [fazhi_ie.extract(TEXT, source="a.txt"), fazhi_ie.extract("共办理案件94.30%。", source="b.txt")]


def test_frames_have_the_columns_and_types_that_the_tables_promise():
    pytest.importorskip("pandas")
    full, empty = fazhi_ie.frames(reports()), fazhi_ie.frames([])
    assert list(full) == list(TABLES)
    for kind, columns in TABLES.items():
        assert list(full[kind].columns) == list(columns)
        assert len(full[kind]) == sum(len(list(rows_of(report, kind))) for report in reports())
        assert len(empty[kind]) == 0
        assert full[kind].dtypes.to_dict() == empty[kind].dtypes.to_dict()
        assert reports()[0].to_frame(kind).dtypes.to_dict() == full[kind].dtypes.to_dict()
    kinds = {name: str(full["indicators"][name].dtype) for name in ("name", "start", "target", "period_start", "value")}
    assert kinds == {
        "name": "string", "start": "Int64", "target": "boolean", "period_start": "datetime64[s]", "value": "object",
    }  # fmt: skip


def test_values_are_exact_and_floats_on_request():
    pytest.importorskip("pandas")
    values = fazhi_ie.frames(reports())["indicators"]["value"].tolist()
    assert Decimal("94.30") in values
    assert all(isinstance(value, Decimal) for value in values)
    floats = fazhi_ie.frames(reports(), floats=True)["indicators"]["value"]
    assert str(floats.dtype) == "float64"
    assert reports()[0].to_frame(floats=True)["value"].sum() == 12003


def test_a_kind_that_does_not_exist_is_told_with_those_that_do():
    with pytest.raises(ValueError, match="no table 'x'; there are: reports, entities"):
        fazhi_ie.extract(TEXT).to_frame("x")


def test_ids_lead_to_rows():
    pytest.importorskip("pandas")
    tables = fazhi_ie.frames(reports())
    remedy = tables["problems"]["remedies"][0][0]
    assert tables["measures"].set_index("id").loc[remedy, "object"] == "基层执法力量配备"
    document = tables["entities"].query("label == 'DOCUMENT'").iloc[0]
    assert tables["entities"].set_index("id").loc[document["number"], "code"] == "镇政字"
    joined = tables["indicators"].merge(tables["reports"], on="sha256", suffixes=("", "_report"))
    assert len(joined) == len(tables["indicators"])


def write(tmp_path, form, **options):
    target = tmp_path / ("out.xlsx" if form == "xlsx" else form)
    assert fazhi_ie.write_tables(reports(), target, form, **options) == 2
    return target


def read_back(target: Path, form: str, kind: str) -> list[dict]:
    """Return the rows of a written table, missing cells as None, numbers as they are stored."""
    if form == "csv":
        assert (target / f"{kind}.csv").read_bytes()[:3] == b"\xef\xbb\xbf"
        with (target / f"{kind}.csv").open(encoding="utf-8-sig", newline="") as file:
            return [{key: value or None for key, value in row.items()} for row in csv.DictReader(file)]
    if form == "parquet":
        return pytest.importorskip("pyarrow.parquet").read_table(target / f"{kind}.parquet").to_pylist()
    sheet = pytest.importorskip("openpyxl").load_workbook(target)[kind]
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_holds_every_table_with_its_rows(tmp_path, form):
    target = write(tmp_path, form)
    for kind, columns in TABLES.items():
        wanted = [row for report in reports() for row in rows_of(report, kind)]
        rows = read_back(target, form, kind)
        assert len(rows) == len(wanted)
        for row, want in zip(rows, wanted, strict=True):
            assert list(row) == list(columns)
            for name in ("source", "text", "name", "category", "action"):
                assert row.get(name) == (want.get(name) or None)
    assert [path.name for path in tmp_path.rglob("*.part")] == []


@pytest.mark.parametrize("form", FORMATS)
def test_files_hold_exact_values_and_numbers_on_request(tmp_path, form):
    exact = [row["value"] for row in read_back(write(tmp_path, form), form, "indicators")]
    assert exact[0] == "12000"
    assert "94.30" in exact
    (number, *_) = (row["value"] for row in read_back(write(tmp_path, form, floats=True), form, "indicators"))
    assert float(number) == 12000
    if form != "csv":
        assert not isinstance(number, str)


def test_parquet_has_types_and_row_groups_and_lists_of_ids(tmp_path, monkeypatch):
    parquet = pytest.importorskip("pyarrow.parquet")
    monkeypatch.setattr(table_files, "GROUP", 2)
    target = write(tmp_path, "parquet")
    count = sum(len(report.entities) for report in reports())
    assert parquet.ParquetFile(target / "entities.parquet").num_row_groups == (count + 1) // 2
    rows = read_back(target, "parquet", "measures")
    assert rows[0]["indicators"] is not None
    (day,) = {row["period_start"] for row in read_back(target, "parquet", "indicators")} - {None}
    assert day == datetime.date(2023, 1, 1)
    assert read_back(target, "parquet", "problems")[0]["remedies"][0].endswith("m3")


def test_attributes_of_own_labels_are_json(tmp_path):
    pack = tmp_path / "tax.toml"
    pack.write_text(
        'name = "tax"\nversion = "1"\n[[rule]]\nid = "tax.kind"\nlabel = "TAX"\nterms = ["资源税"]\nattrs = { kind = "税" }\n'
        'match = ["{资源税}"]\nreject = ["环境"]\nsource = "test"\n',
        "utf-8",
    )
    report = fazhi_ie.extract("征收资源税12万元。", rules=[pack])
    fazhi_ie.write_tables([report], tmp_path / "out", "csv")
    (row,) = (row for row in read_back(tmp_path / "out", "csv", "entities") if row["label"] == "TAX")
    assert json.loads(row["attrs"]) == {"kind": "税"}


def test_text_that_looks_like_a_formula_stays_text(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    report = fazhi_ie.extract("办理案件12件。", source="=cmd|'/c calc'!A0")
    fazhi_ie.write_tables([report], tmp_path / "out", "csv")
    assert read_back(tmp_path / "out", "csv", "indicators")[0]["source"] == "'=cmd|'/c calc'!A0"
    fazhi_ie.write_tables([report], tmp_path / "out.xlsx", "xlsx")
    cell = openpyxl.load_workbook(tmp_path / "out.xlsx")["indicators"]["B2"]
    assert (cell.data_type, cell.value) == ("s", report.source)


def test_what_does_not_fit_into_a_sheet_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(table_files, "EXCEL_ROWS", 1)
    with pytest.raises(FazhiError, match=r"holds 1 rows, and there are more .*parquet or csv"):
        fazhi_ie.write_tables(reports(), tmp_path / "out.xlsx", "xlsx")
    assert list(tmp_path.iterdir()) == []
    monkeypatch.undo()
    monkeypatch.setattr(table_files, "EXCEL_CHARACTERS", 10)
    fazhi_ie.write_tables(reports(), tmp_path / "out.xlsx", "xlsx")
    texts = [row["text"] for row in read_back(tmp_path / "out.xlsx", "xlsx", "measures")]
    assert max(map(len, texts)) == 10
    assert any(text.endswith("…") for text in texts)


@pytest.mark.parametrize("form", FORMATS)
def test_a_run_that_breaks_off_leaves_the_older_files_as_they_were(tmp_path, form):
    target = write(tmp_path, form)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    def breaking():
        yield reports()[1]
        raise FazhiError("the reports end here")

    with pytest.raises(FazhiError, match="end here"):
        fazhi_ie.write_tables(breaking(), target, form)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("form", "package", "extra"), [("parquet", "pyarrow", "parquet"), ("xlsx", "xlsxwriter", "excel")]
)
def test_without_its_library_a_format_names_the_extra(tmp_path, monkeypatch, form, package, extra):
    monkeypatch.setitem(__import__("sys").modules, package, None)
    with pytest.raises(MissingExtraError, match=rf"fazhi-ie\[{extra}\]"):
        fazhi_ie.write_tables(reports(), tmp_path / "out", form)


def test_without_pandas_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    with pytest.raises(MissingExtraError, match=r"fazhi-ie\[frames\]"):
        fazhi_ie.extract(TEXT).to_frame()


def test_the_command_writes_every_format(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    for form in FORMATS:
        target = tmp_path / ("out.xlsx" if form == "xlsx" else form)
        options = [] if form == "xlsx" else ["--format", form]  # .xlsx tells itself
        done = CliRunner().invoke(app, ["extract", str(tmp_path / "a.txt"), "-o", str(target), *options])
        assert (done.exit_code, done.output) == (0, "")
        assert read_back(target, form, "indicators")[0]["value"] == "12000"
    assert isinstance(CliRunner().invoke(app, ["extract", str(tmp_path), "--format", "csv"]).exception, FazhiError)


def test_a_file_whose_name_is_not_text_goes_through(tmp_path):
    name = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")
    try:
        Path(name).write_text(TEXT, "utf-8")
    except OSError:
        pytest.skip("this file system refuses names that are not UTF-8")
    done = CliRunner().invoke(app, ["extract", name, "-o", str(tmp_path / "out.jsonl")])
    assert done.exit_code == 0
    (report,) = fazhi_ie.read_reports(tmp_path / "out.jsonl")
    assert report.source == f"{tmp_path}/\\udcff.txt"


def test_the_page_lists_the_columns_as_they_are():
    page = (Path(__file__).parents[1] / "docs" / "tables.md").read_text("utf-8")
    for kind, columns in TABLES.items():
        own = columns if kind == "reports" else dict(list(columns.items())[8:])
        assert f"**{kind}**: " + ", ".join(f"`{name}` {form}" for name, form in own.items()) + "." in page
