"""The tables that reports become: their names, columns and types, and the rows, without any library for tables.

One home for what `frames`, Parquet, CSV and Excel files hold; docs/tables.md describes every column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, Final, Literal

from fazhi_ie.schema import Report
from fazhi_ie.schema.base import Model

#: "decimal" is exact; "date" a day; "ids" and "strings" several values; "json" an object of the user's own attributes.
ColumnType = Literal["string", "integer", "boolean", "decimal", "date", "ids", "strings", "json"]
Row = dict[str, Any]
_Reader = Callable[[Report, Any], Any]

#: How many facts of each kind a report has, in the table of reports.
COUNTED: Final = ("entities", "indicators", "measures", "problems", "sections", "notices")

_WHERE: dict[str, ColumnType] = {
    "id": "string", "source": "string", "sha256": "string", "text": "string", "start": "integer", "end": "integer",
    "clean_start": "integer", "clean_end": "integer",
}  # fmt: skip

#: The columns of each table with their types, in order.
TABLES: Final[dict[str, dict[str, ColumnType]]] = {
    "reports": {
        "sha256": "string", "source": "string", "title": "string", "issuer": "string", "region": "string",
        "doc_number": "string", "index_number": "string", "date": "string", "year": "integer", "kind": "string",
        "variant": "string", "repairs": "json", "rules": "strings", "version": "string", "schema_version": "string",
        **dict.fromkeys(COUNTED, "integer"),
    },
    "entities": {
        **_WHERE, "label": "string", "name": "string", "key": "string", "level": "string", "region": "string",
        "kind": "string", "title": "string", "rank": "string", "stage": "string", "issuer": "string",
        "number": "string", "code": "string", "year": "integer", "sequence": "integer", "law": "string",
        "articles": "ids",
        "article": "string", "paragraph": "string", "item": "string", "start_date": "date", "end_date": "date",
        "precision": "string", "parents": "strings", "attrs": "json", "rule": "string",
    },
    "indicators": {
        **_WHERE, "name": "string", "value": "decimal", "upper": "decimal", "fraction": "string", "unit": "string",
        "bound": "string", "kind": "string", "change_direction": "string", "change_base": "string",
        "change_amount": "string", "period_start": "date", "period_end": "date", "agency": "string",
        "part_of": "string", "target": "boolean", "category": "string", "section": "string", "rule": "string",
    },
    "measures": {
        **_WHERE, "action": "string", "object": "string", "actor": "string", "actor_entity": "string",
        "actor_stated": "boolean", "status": "string", "concrete": "boolean", "category": "string", "agencies": "ids",
        "documents": "ids", "laws": "ids", "indicators": "ids", "section": "string", "rule": "string",
    },
    "problems": {**_WHERE, "category": "string", "section": "string", "remedies": "ids", "rule": "string"},
    "sections": {
        **_WHERE, "parent": "string", "level": "integer", "number": "string", "title": "string", "role": "string",
        "speaker": "string",
    },
    "notices": {**_WHERE, "code": "string", "message": "string"},
}  # fmt: skip


def columns_of(kind: str) -> dict[str, ColumnType]:
    """Return the columns of a table with their types.

    Args:
        kind: A key of `TABLES`: "reports", "entities", "indicators", "measures", "problems", "sections" or "notices".

    Returns:
        dict[str, ColumnType]: the type of each column by its name, in order: "string", "integer", "boolean", "decimal",
        "date", "ids", "strings" or "json".

    Raises:
        ValueError: There is no such table; the message lists those that there are.

    Example:
        >>> list(columns_of("notices"))[-2:], columns_of("indicators")["value"]
        (['code', 'message'], 'decimal')
    """
    if kind not in TABLES:
        raise ValueError(f"no table {kind!r}; there are: {', '.join(TABLES)}")
    return TABLES[kind]


def rows_of(report: Report, kind: str) -> Iterator[Row]:
    """Yield the rows of one table for one report: one for the report itself, or one a fact.

    Args:
        report: The report.
        kind: A key of `TABLES`.

    Yields:
        dict[str, Any]: a cell for each column of `columns_of`, in that order; rows in reading order. Cells are str,
        int, bool, Decimal, date, tuples of str, dicts, or None where there is nothing to tell.

    Raises:
        ValueError: There is no such table.

    Example:
        >>> import fazhi_ie
        >>> (row,) = rows_of(fazhi_ie.extract("共办理行政复议案件12件。"), "indicators")
        >>> row["text"], row["start"], row["end"], row["value"]
        ('12件', 9, 12, Decimal('12'))
    """
    columns = columns_of(kind)
    if kind == "reports":
        yield {column: _of_report(report, column) for column in columns}
        return
    facts: tuple[Model, ...] = getattr(report, kind)
    for fact in facts:
        yield {column: read(report, fact) for column, read in _readers(kind, type(fact)).items()}


def _of_report(report: Report, column: str) -> Any:
    if column in COUNTED:
        return len(getattr(report, column))
    if column == "rules":
        return tuple(f"{pack.name} {pack.version}" for pack in report.rules)
    return getattr(report if column in Report.model_fields else report.meta, column)


@lru_cache(maxsize=64)
def _readers(kind: str, model: type[Model]) -> dict[str, _Reader]:
    """Return what reads each column of a table from a fact of one model; found out once, as cells are many."""
    return {column: _reader(model, column) for column in columns_of(kind)}


def _reader(model: type[Model], column: str) -> _Reader:
    if column in ("source", "sha256"):
        return lambda report, _: getattr(report, column)
    if column in ("text", "start", "end", "clean_start", "clean_end"):
        if "spans" not in model.model_fields:
            return lambda _, fact: getattr(fact.span, column)
        # a notice has the place of its first span, and none where it is about the whole text
        return lambda _, fact: getattr(fact.spans[0], column) if fact.spans else None
    if column.startswith("change_"):
        name = column.removeprefix("change_")
        return lambda _, fact: getattr(fact.change, name, None)
    if column in ("period_start", "period_end"):
        name = f"{column.removeprefix('period_')}_date"
        return lambda report, fact: getattr(_period(report, fact), name, None)
    if column.startswith("actor"):
        name = "text" if column == "actor" else column.removeprefix("actor_")
        return lambda _, fact: getattr(fact.actor, name, None)
    if column in model.model_fields or hasattr(model, column):
        return lambda _, fact: getattr(fact, column)
    return lambda *_: None


def _period(report: Report, fact: Any) -> Any:
    return report.find(fact.period) if isinstance(fact.period, str) else fact.period
