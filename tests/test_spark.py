"""Spark: the columns are those of the tables, the facts those of `extract`, bad rows tell why, kept columns stay as they are."""

import doctest
import importlib.util
import json
import os
import pickle
import shutil
import subprocess
import sys
from decimal import Decimal

import pytest

import fazhi_ie
import fazhi_ie.spark
from fazhi_ie.errors import FazhiError, RuleError
from fazhi_ie.io import spark_batches
from fazhi_ie.io.spark_batches import KINDS, ONCE, extract_batches
from fazhi_ie.io.tables import TABLES, rows_of
from fazhi_ie.rules import load_rules, parse_pack
from fazhi_ie.version import __version__

JAVA = os.environ.get("JAVA_HOME") or shutil.which("java")
needs_pyspark = pytest.mark.skipif(not importlib.util.find_spec("pyspark"), reason="needs pyspark (extra spark)")
needs_pyarrow = pytest.mark.skipif(not importlib.util.find_spec("pyarrow"), reason="needs pyarrow (extra spark)")
TEXT = "2023年,市司法局制定印发《行政复议工作要点》,办理行政复议案件1.2万件,占94.30%。\n二、存在的问题\n执法力量仍然不足。\n"
PACK = 'name = "water"\nversion = "2"\n[[rule]]\nid = "water.body"\nlabel = "AGENCY"\nterms = ["水政监察大队"]\n'
#: How Spark names the type of a column.
NAMED = {
    "string": "string", "integer": "bigint", "boolean": "boolean", "decimal": "string", "date": "date",
    "ids": "array<string>", "strings": "array<string>", "json": "string",
}  # fmt: skip


@pytest.fixture(scope="module")
def session():
    """Spark on two cores, with the Python of the tests in its executors."""
    sql = pytest.importorskip("pyspark.sql", reason="needs pyspark (extra spark)")
    if JAVA is None:
        pytest.skip("needs Java")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("PYSPARK_DRIVER_PYTHON", sys.executable)
        settings = {
            "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1", "spark.sql.shuffle.partitions": "2",
            "spark.sql.session.timeZone": "America/New_York",
        }  # fmt: skip
        opened = sql.SparkSession.builder.master("local[2]").config(map=settings).getOrCreate()
        opened.sparkContext.setLogLevel("ERROR")
        yield opened
        opened.stop()


def documents(session, *texts):
    return session.createDataFrame(list(enumerate(texts)), "id long, text string")


def reports_of(fixtures_dir):
    files = [*sorted((fixtures_dir / "reports").glob("*.txt")), *sorted((fixtures_dir / "noisy").glob("*.wrapped.txt"))]
    return [(file.stem, file.read_text("utf-8")) for file in files]


def back(value, column):
    """Turn a stored cell into what `rows_of` gives."""
    if value is None:
        return {} if column == "json" else None
    if column in ("ids", "strings"):
        return tuple(value)
    return {"decimal": Decimal, "json": json.loads}.get(column, lambda same: same)(value)


def expected(row, kind):
    return {
        name: (dict(row[name] or {}) if column == "json" else row[name])
        for name, column in TABLES[kind].items() if name not in ONCE
    }  # fmt: skip


@needs_pyspark
@needs_pyarrow
def test_the_schema_is_that_of_the_tables():
    schema = fazhi_ie.spark.schema()
    assert schema.fieldNames() == ["error", "sha256", "source", "meta", *KINDS]
    for kind, columns in TABLES.items():
        stored = schema["meta"].dataType if kind == "reports" else schema[kind].dataType.elementType
        wanted = {name: NAMED[column] for name, column in columns.items() if name not in ONCE}
        assert {field.name: field.dataType.simpleString() for field in stored} == wanted
        assert list(stored.fieldNames()) == list(wanted)
    assert [schema[name].dataType.simpleString() for name in ("error", *ONCE)] == ["string"] * 3
    assert fazhi_ie.spark.schema(["problems"]).fieldNames()[4:] == ["problems"]


def test_facts_are_those_of_extract(session, fixtures_dir):
    given = reports_of(fixtures_dir)
    rows = session.createDataFrame(given, "name string, text string").repartition(2)
    found = fazhi_ie.spark.extract(rows, "text", source_col="name").collect()
    assert len(found) == len(given) > 15
    for row in found:
        report = fazhi_ie.extract(dict(given)[row.source], source=row.source)
        assert (row.error, row.sha256) == (None, report.sha256)
        for kind, columns in TABLES.items():
            stored = [row.meta] if kind == "reports" else row[kind]
            facts = [{name: back(fact[name], columns[name]) for name in fact.asDict()} for fact in stored]
            assert facts == [expected(fact, kind) for fact in rows_of(report, kind)]


def test_tables_are_those_of_the_parquet_files(session, fixtures_dir, tmp_path):
    given = reports_of(fixtures_dir)[:4]
    reports = [fazhi_ie.extract(text, source=name) for name, text in given]
    fazhi_ie.write_tables(reports, tmp_path / "ours", "parquet")
    rows = session.createDataFrame(given, "name string, text string").coalesce(1)
    fazhi_ie.spark.extract(rows, "text", source_col="name").write.parquet(str(tmp_path / "found"))
    found = session.read.parquet(str(tmp_path / "found"))
    for kind in TABLES:
        theirs, ours = (
            fazhi_ie.spark.table(found, kind),
            session.read.parquet(str(tmp_path / "ours" / f"{kind}.parquet")),
        )
        assert theirs.dtypes == ours.dtypes == [(name, NAMED[column]) for name, column in TABLES[kind].items()]
        assert theirs.collect() == ours.collect()


def test_a_table_keeps_columns(session):
    found = fazhi_ie.spark.extract(
        documents(session, TEXT, None).withColumnRenamed("id", "page no."), "text", keep=["page no."]
    )
    rows = fazhi_ie.spark.table(found, "indicators", keep=["page no."])
    assert rows.columns == ["page no.", *TABLES["indicators"]]
    assert [(row[0], row.value) for row in rows.collect()] == [(0, "12000"), (0, "94.30")]
    assert fazhi_ie.spark.table(found, "reports").count() == 1
    with pytest.raises(ValueError, match="'ID' has the name of a column of ours"):
        fazhi_ie.spark.table(found, "indicators", keep=["ID"])
    with pytest.raises(ValueError, match="no table 'x'"):
        fazhi_ie.spark.table(found, "x")


def test_bad_rows_tell_why_and_the_others_go_on(session):
    rows = session.createDataFrame(
        [
            ("fine", TEXT, "2024-01-18", "2022"), ("null", None, None, None), ("day", TEXT, "2024/1/18", None),
            ("year", TEXT, None, "last"), ("long", "办理案件3.5万件," * 30_000, None, None), ("empty", "", None, None),
        ],
        "name string, text string, day string, year string",
    ).coalesce(1)  # fmt: skip
    broken = session.sql("select 'bytes' name, cast(X'e5b8' as string) text, null day, null year")
    found = fazhi_ie.spark.extract(
        rows.union(broken), "text", source_col="name", known={"date": "day", "year": "year"}, timeout=5
    )
    rows = {row.source: row for row in found.collect()}
    errors = {name: row.error for name, row in rows.items() if row.error is not None}
    assert errors == {
        "null": "text: it is null",
        "bytes": "text: it is not UTF-8 (unexpected end of data at byte 0)",
        "day": "known: date must be a day such as 2024-02-08, not '2024/1/18'",
        "year": "known: year must be a number such as 2024, not 'last'",
        "long": "timeout: it took longer than 5 seconds",
    }
    assert (rows["fine"].meta.date, rows["fine"].meta.year) == ("2024-01-18", 2022)
    assert rows["empty"].indicators == []
    for name in errors:
        assert rows[name].meta is None
        assert rows[name].indicators is None
    assert rows["long"].sha256
    assert rows["null"].sha256 is None


def test_rules_go_to_the_executors(session, tmp_path):
    (tmp_path / "water.toml").write_text(PACK, "utf-8")
    rows = documents(session, "水政监察大队召开会议。")
    names = ("transform(entities, fact -> fact.rule) as found", "size(measures) as measures", "meta.rules[6] as pack")
    for options in (
        {"rules": [tmp_path / "water.toml"], "disable": ["measure.hold-meeting"]},
        {"rules": load_rules([parse_pack(PACK, "water.toml")], ["measure.hold-meeting"])},
    ):
        row = fazhi_ie.spark.extract(rows, "text", **options).selectExpr(*names).first()
        assert (row.found, row.measures, row.pack) == (["water.body"], 0, "water 2")
    assert fazhi_ie.spark.extract(rows, "text").selectExpr("size(measures)").first()[0] == 1


def test_wrong_calls_are_refused_before_anything_runs(session, tmp_path):
    rows = documents(session, TEXT)
    (tmp_path / "bad.toml").write_text('name = "bad"\n[[rule]]\nid = "a"\n', "utf-8")
    for problem, message, options in (
        (RuleError, "no rule 'nothing'", {"disable": ["nothing"]}),
        (RuleError, "bad.toml", {"rules": [tmp_path / "bad.toml"]}),
        (ValueError, "no kind of fact 'reports'", {"tables": ["reports"]}),
        (ValueError, "known has no 'place'; there are: region", {"known": {"place": "text"}}),
        (ValueError, "timeout must be above 0", {"timeout": 0}),
        (ValueError, "give disable to load_rules", {"rules": load_rules(), "disable": ["measure.hold-meeting"]}),
    ):
        with pytest.raises(problem, match=message):
            fazhi_ie.spark.extract(rows, "text", **options)
    with pytest.raises(TypeError, match="column 'id' is bigint, not string"):
        fazhi_ie.spark.extract(rows, "id")
    with pytest.raises(ValueError, match="'Error' has the name of a column of ours"):
        fazhi_ie.spark.extract(rows.withColumnRenamed("id", "Error"), "text", keep=["Error"])


def test_nothing_runs_before_it_is_asked_for(session):
    context = session.sparkContext
    rows = documents(session, TEXT)
    context.setJobGroup("lazy", "nothing should run")
    fazhi_ie.spark.table(fazhi_ie.spark.extract(rows, "text", keep=["id"]), "problems")
    assert list(context.statusTracker().getJobIdsForGroup("lazy")) == []


def test_kept_columns_come_back_as_they_went_in(session):
    """Through pandas a long beside a null would lose digits, NaN would be null, and two of the times would end the job."""
    rows = session.sql(f"""
        select '{TEXT.splitlines()[0]}' text, 9007199254740993L big, double('NaN') nan, X'00ff' bytes, 1.20BD exact,
            timestamp'9999-12-31 23:59:59' late, timestamp'2024-11-03 05:30:00.123456 UTC' twice,
            array(9007199254740993L, null) many, map('a', timestamp'9999-12-31 23:59:59') by_name,
            named_struct('day', date'0001-01-01') `a b.c`
        union all select null, null, 1.5D, null, null, null, timestamp'2024-11-03 06:30:00 UTC', null, null, null
    """)
    keep = [name for name in rows.columns if name != "text"]
    found = fazhi_ie.spark.extract(rows, "text", keep=keep, tables=["problems"])
    assert found.columns == [*keep, "error", "sha256", "source", "meta", "problems"]
    assert found.dtypes[: len(keep)] == rows.drop("text").dtypes
    cells = [f"cast(`{name}` as string)" for name in keep]
    assert sorted(map(str, found.selectExpr(*cells).collect())) == sorted(map(str, rows.selectExpr(*cells).collect()))


def test_ten_thousand_documents_on_two_cores(session):
    """The long one of this file: each document has one figure, its number."""
    text = "concat('2023年,永嘉县司法局办理行政复议案件', id + 1, '件。')"
    rows = session.range(10_000).repartition(4).selectExpr("id", f"if(id % 1000 = 999, null, {text}) as text")
    found = fazhi_ie.spark.extract(rows, "text", keep=["id"])
    values = "transform(indicators, fact -> cast(fact.value as decimal(38, 0)))"
    right = f"{values} = array(id + 1) and entities[1].name = '永嘉县司法局'"
    counted = (
        found.selectExpr("id", f"{right} as right", "error").groupBy("right", "error").agg({"id": "count"}).collect()
    )
    assert sorted(map(tuple, counted), key=str) == [(None, "text: it is null", 10), (True, None, 9990)]


def test_facts_do_not_depend_on_partitions(session, fixtures_dir):
    rows = session.createDataFrame(reports_of(fixtures_dir)[:6], "name string, text string")
    lines = []
    for count in (1, 5):
        found = fazhi_ie.spark.extract(rows.repartition(count), "text", source_col="name")
        lines.append(sorted(row[0] for row in found.selectExpr("to_json(struct(*))").collect()))
    assert lines[0] == lines[1]


def test_examples_in_docstrings_are_true(session):
    for function in (fazhi_ie.spark.extract, fazhi_ie.spark.table, fazhi_ie.spark.schema):
        source = function.__doc__.replace("# doctest: +SKIP", "")
        space = {"session": session, "fazhi_ie": fazhi_ie}
        test = doctest.DocTestParser().get_doctest(source, space, function.__name__, None, None)
        assert test.examples
        assert doctest.DocTestRunner().run(test).failed == 0


def run_here(texts, timeout=None, version=__version__):
    """Run what a worker runs, in this process."""
    pyarrow = pytest.importorskip("pyarrow", reason="needs pyarrow (extra spark)")
    rules = load_rules()
    sent = fazhi_ie.spark._Sent(pickle.dumps((version, rules.packs, rules.switched_off)))
    batch = pyarrow.RecordBatch.from_arrays(
        [
            pyarrow.array(range(len(texts))),
            pyarrow.array(texts, pyarrow.string()),
            pyarrow.nulls(len(texts), pyarrow.string()),
        ],
        ["id", "_text", "_source"],
    )
    return list(extract_batches([batch], rules=sent, keep=("id",), known=(), tables=("problems",), timeout=timeout))


def test_few_facts_are_held_at_a_time():
    batches = run_here(["办案3件。"] * 130)
    assert [batch.num_rows for batch in batches] == [64, 64, 2]
    assert [number for batch in batches for number in batch.column("id").to_pylist()] == list(range(130))


@needs_pyarrow
def test_rules_are_compiled_once_a_process(monkeypatch):
    made = []
    rules_of = spark_batches.RuleSet
    monkeypatch.setattr(spark_batches, "RuleSet", lambda *given: made.append(given) or rules_of(*given))
    spark_batches._compiled.cache_clear()
    run_here([TEXT])
    run_here([TEXT])
    assert len(made) == 1


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        (MemoryError(), "memory: it takes more memory than there is"),
        (RecursionError(), "fault: a fault of fazhi_ie, please report it with the text: it nests too deep"),
        (KeyError("x"), "fault: a fault of fazhi_ie, please report it with the text: KeyError: 'x'"),
    ],
)
def test_a_fault_of_ours_is_told_in_its_row(problem, told, monkeypatch):
    run_here([])
    whole = spark_batches.extract

    def extract(text, **options):
        if text == "坏":
            raise problem
        return whole(text, **options)

    monkeypatch.setattr(spark_batches, "extract", extract)
    (batch,) = run_here(["坏", TEXT])
    assert batch.column("error").to_pylist() == [told, None]


@needs_pyarrow
def test_executors_with_another_version_are_refused():
    with pytest.raises(FazhiError, match=f"the executors have fazhi_ie {__version__}, the driver has 0.0.1"):
        run_here([TEXT], version="0.0.1")


@pytest.mark.parametrize("package", ["pyspark", "pyarrow"])
def test_what_is_missing_is_named(package):
    code = (
        f"import sys; sys.modules[{package!r}] = None\nimport fazhi_ie.spark\n"
        "try: fazhi_ie.spark.schema()\nexcept fazhi_ie.MissingExtraError as error: print(error)"
    )
    if package != "pyspark" and not importlib.util.find_spec("pyspark"):
        pytest.skip("needs pyspark (extra spark)")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == f"this needs the package {package!r}: install it with  pip install 'fazhi-ie[spark]'\n"
