"""Extraction on Apache Spark: a row a document, facts as arrays of structs; `table` makes a row a fact of them.

The columns are those of `fazhi_ie.io.tables`. Rows pass through `DataFrame.mapInArrow`, not `mapInPandas`: a pandas
column cannot hold every value of a Spark column, and kept columns must come back as they went in (a long beside a null
loses digits, NaN becomes null, a time in the year 9999 ends the job).
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fazhi_ie.errors import MissingExtraError
from fazhi_ie.io.spark_batches import KINDS, KNOWN, ONCE, extract_batches, own_columns
from fazhi_ie.io.tables import ColumnType, columns_of
from fazhi_ie.rules import Pack, RuleSet, load_rules
from fazhi_ie.version import __version__

if TYPE_CHECKING:
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType


def extract(
    df: DataFrame,
    text_col: str,
    *,
    keep: Sequence[str] = (),
    source_col: str | None = None,
    known: Mapping[str, str] | None = None,
    rules: Sequence[str | Path | Pack] | RuleSet = (),
    disable: Sequence[str] = (),
    tables: Sequence[str] = KINDS,
    timeout: float | None = None,
) -> DataFrame:
    """Extract the facts of a column of texts; lazy, and nothing of the data comes to the driver.

    A document that gives no report gives a row that says why; the others go on. fazhi_ie must be installed where the
    executors run, in the version of the driver; rules are read here and sent along.

    Args:
        df: The documents, of Spark or Spark Connect.
        text_col: The column of texts, of type string.
        keep: Columns to pass through, such as a key; they come first and are not changed.
        source_col: Column that names the document; it becomes `source`, as a string.
        known: Columns of what is known of each document, by the name that `fazhi_ie.extract` gives it: "region",
            "issuer", "year", "title" or "date". Null is not known.
        rules: Paths of rule packs on this machine, or parsed packs, to stack on the built-in ones; or a RuleSet.
        disable: Ids of rules to switch off.
        tables: Kinds of facts to give, a column each: "entities", "indicators", "measures", "problems", "sections",
            "notices".
        timeout: Seconds that one document may take (not on Windows); None for no limit.

    Returns:
        pyspark.sql.DataFrame: a row a document: the kept columns, then those of `schema`.

    Raises:
        ValueError: There is no such table, a kept column has the name of one of ours, a key of `known` is none,
            `timeout` is not above 0, or `disable` comes with a RuleSet.
        TypeError: The column of texts is not of type string.
        RuleError: A rule pack is wrong, or a rule to disable does not exist.
        MissingExtraError: pyspark or pyarrow is not installed (extra `spark`).

    Example:
        >>> texts = session.createDataFrame([(7, "共办理行政复议案件12件。")], "id int, text string")  # doctest: +SKIP
        >>> found = fazhi_ie.spark.extract(texts, "text", keep=["id"])  # doctest: +SKIP
        >>> found.selectExpr("id", "error", "indicators[0].value").first()[:]  # doctest: +SKIP
        (7, None, '12')
    """
    if timeout is not None and timeout <= 0:
        raise ValueError(f"timeout must be above 0, not {timeout}; None is no limit")
    if isinstance(rules, RuleSet) and disable:
        raise ValueError("a RuleSet says itself which rules are switched off: give disable to load_rules")
    columns = dict(known or {})
    if unknown := sorted(set(columns) - set(KNOWN)):
        raise ValueError(f"known has no {unknown[0]!r}; there are: {', '.join(KNOWN)}")
    types = _types()
    _refuse_clash(keep, made := schema(tables))
    # numbered, because Spark itself stumbles over names with dots in them
    chosen = df.selectExpr(
        *(f"{_quoted(name)} as _{number}" for number, name in enumerate(keep)),
        f"{_quoted(text_col)} as _text",
        f"cast({_quoted(source_col) if source_col is not None else 'null'} as string) as _source",
        *(f"cast({_quoted(column)} as string) as _{name}" for name, column in columns.items()),
    )
    fields = chosen.schema.fields
    text_type = fields[len(keep)].dataType
    if not isinstance(text_type, types.StringType):
        raise TypeError(f"column {text_col!r} is {text_type.simpleString()}, not string: decode or cast it first")
    kept = [types.StructField(name, field.dataType, field.nullable) for name, field in zip(keep, fields, strict=False)]
    compiled = rules if isinstance(rules, RuleSet) else load_rules(tuple(rules), tuple(disable))
    packs = pickle.dumps((__version__, compiled.packs, compiled.switched_off))
    work = partial(
        extract_batches, rules=_share(df, packs), keep=tuple(keep), known=tuple(columns),
        tables=tuple(dict.fromkeys(tables)), timeout=timeout,
    )  # fmt: skip
    return chosen.mapInArrow(work, types.StructType([*kept, *made.fields]))


def table(df: DataFrame, kind: str = "indicators", *, keep: Sequence[str] = ()) -> DataFrame:
    """Make one table of what `extract` gave: a row a fact, with the columns of the Parquet files.

    Store what `extract` gives, and make tables of what is stored: Spark extracts anew for each action on a table.

    Args:
        df: What `extract` gave, at hand or read back from files.
        kind: A key of `fazhi_ie.io.tables.TABLES`: "reports", or a kind of fact that `extract` was asked for.
        keep: Columns of `df` to put before those of the table.

    Returns:
        pyspark.sql.DataFrame: the facts of a document in reading order; "reports" has a row a document without error.

    Raises:
        ValueError: There is no such table, or a kept column has the name of one of its columns.
        MissingExtraError: pyspark is not installed (extra `spark`).

    Example:
        >>> texts = session.createDataFrame([("共办理行政复议案件12件。",)], "text string")  # doctest: +SKIP
        >>> facts = fazhi_ie.spark.table(fazhi_ie.spark.extract(texts, "text"), "indicators")  # doctest: +SKIP
        >>> facts.selectExpr("name", "cast(value as decimal(38, 4)) as value", "unit").first()[:]  # doctest: +SKIP
        ('办理行政复议案件', Decimal('12.0000'), '件')
    """
    columns = columns_of(kind)
    types = _types()
    _refuse_clash(keep, types.StructType([_field(name, column) for name, column in columns.items()]))
    fact = "meta" if kind == "reports" else f"explode({_quoted(kind)})"
    rows = df.where("error is null").selectExpr(*map(_quoted, keep), *ONCE, f"{fact} as _fact")
    return rows.selectExpr(
        *map(_quoted, keep),
        *(name if name in ONCE else f"_fact.{_quoted(name)} as {_quoted(name)}" for name in columns),
    )


def schema(tables: Sequence[str] = KINDS) -> StructType:
    """Return the columns that `extract` makes.

    Args:
        tables: Kinds of facts, as for `extract`.

    Returns:
        pyspark.sql.types.StructType: `error` (null where all is well, else begins with "text:", "known:", "timeout:",
        "memory:" or "fault:"), `sha256`, `source`, `meta` (a struct of the other columns of the table "reports"), and
        for each kind an array of structs, whose fields are the columns of its table without `source` and `sha256`.
        Decimals are strings, as in Parquet files.

    Raises:
        ValueError: There is no such table.
        MissingExtraError: pyspark or pyarrow is not installed (extra `spark`).

    Example:
        >>> fazhi_ie.spark.schema(["problems"]).fieldNames()  # doctest: +SKIP
        ['error', 'sha256', 'source', 'meta', 'problems']
    """
    types = _types()
    text = types.StringType()
    for kind in tables:
        if kind not in KINDS:
            raise ValueError(f"no kind of fact {kind!r}; there are: {', '.join(KINDS)}")
    parts = {
        kind: types.StructType([_field(name, column) for name, column in own_columns(kind).items()])
        for kind in ("reports", *tables)
    }
    made: StructType = types.StructType([types.StructField(name, text) for name in ("error", "sha256", "source")])
    made.add("meta", parts.pop("reports"))
    for kind, part in parts.items():
        made.add(kind, types.ArrayType(part, containsNull=False))
    return made


def _types() -> Any:
    """Return Spark's types; what is missing is told before anything is asked of Spark."""
    try:
        import pyspark.sql.types
    except ImportError as error:
        raise MissingExtraError("pyspark", "spark") from error
    try:
        import pyarrow  # noqa: F401
    except ImportError as error:
        raise MissingExtraError("pyarrow", "spark") from error
    return pyspark.sql.types


def _field(name: str, column: ColumnType) -> Any:
    types = _types()
    made = {
        "integer": types.LongType, "boolean": types.BooleanType, "date": types.DateType,
        "ids": partial(types.ArrayType, types.StringType(), False),
        "strings": partial(types.ArrayType, types.StringType(), False),
    }.get(column, types.StringType)  # fmt: skip
    return types.StructField(name, made())


def _quoted(name: str) -> str:
    return f"`{name.replace('`', '``')}`"


def _refuse_clash(keep: Sequence[str], made: StructType) -> None:
    # names of columns are the same to Spark whatever their case
    ours = {name.lower() for name in made.fieldNames()}
    for name in keep:
        if name.lower() in ours:
            raise ValueError(f"the kept column {name!r} has the name of a column of ours: rename it before")


@dataclass(frozen=True)
class _Sent:
    """Stands for a broadcast variable on Spark Connect, which has none: the value goes with the function."""

    value: bytes


def _share(df: DataFrame, value: bytes) -> Any:
    session = df.sparkSession
    if ".connect." in type(session).__module__:
        return _Sent(value)
    return session.sparkContext.broadcast(value)
