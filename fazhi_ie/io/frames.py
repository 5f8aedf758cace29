"""Facts as pandas tables: a row a fact, stable columns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from fazhi_ie.errors import MissingExtraError
from fazhi_ie.schema import Report

if TYPE_CHECKING:
    import pandas as pd

_WHERE = ["id", "source", "sha256", "text", "start", "end", "clean_start", "clean_end"]
#: Columns of each table, after those that say where the fact stands.
COLUMNS: dict[str, list[str]] = {
    "entities": [
        "label", "name", "key", "level", "region", "kind", "title", "rank", "stage", "issuer", "number", "code",
        "year", "sequence", "law", "article", "paragraph", "item", "start_date", "end_date", "precision", "parents",
        "attrs", "rule",
    ],
    "indicators": [
        "name", "value", "upper", "fraction", "unit", "bound", "kind", "change_direction", "change_base",
        "change_amount", "period_start", "period_end", "agency", "part_of", "target", "category", "section", "rule",
    ],
    "measures": [
        "action", "object", "actor", "actor_entity", "actor_stated", "status", "concrete", "category", "agencies",
        "documents", "laws", "indicators", "section", "rule",
    ],
    "problems": ["category", "section", "remedies", "rule"],
    "sections": ["parent", "level", "number", "title", "role", "speaker"],
    "notices": ["code", "message"],
}  # fmt: skip


def _require_pandas() -> Any:
    try:
        import pandas
    except ImportError as error:
        raise MissingExtraError("pandas", "frames") from error
    return pandas


def to_frame(report: Report, kind: str = "indicators") -> pd.DataFrame:
    """Return one kind of fact of one report as a DataFrame; see `frame`."""
    return frame([report], kind)


def frame(reports: Iterable[Report], kind: str = "indicators") -> pd.DataFrame:
    """Return one kind of fact of several reports as one DataFrame.

    Args:
        reports: The reports, in the order of the rows.
        kind: "entities", "indicators", "measures", "problems", "sections" or "notices".

    Returns:
        pandas.DataFrame: a row a fact (a notice has the place of its first span); values are exact `Decimal`s, ids
        refer to the column `id` of the other tables, missing values are None.

    Raises:
        ValueError: There is no such kind.
        MissingExtraError: pandas is not installed.
    """
    if kind not in COLUMNS:
        raise ValueError(f"no table {kind!r}; there are: {', '.join(COLUMNS)}")
    pandas = _require_pandas()
    rows = [_row(report, fact, kind) for report in reports for fact in getattr(report, kind)]
    columns = _WHERE + COLUMNS[kind]
    return pandas.DataFrame({name: pandas.Series([row[name] for row in rows], dtype=_dtype(name)) for name in columns})


def _dtype(column: str) -> str:
    if column in ("start", "end", "clean_start", "clean_end"):
        return "Int64"
    return "boolean" if column in ("target", "concrete") else "object"


def _row(report: Report, fact: Any, kind: str) -> dict[str, Any]:
    spans = fact.spans if kind == "notices" else (fact.span,)
    row: dict[str, Any] = {"id": getattr(fact, "id", None), "source": report.source, "sha256": report.sha256}
    for name in ("text", "start", "end", "clean_start", "clean_end"):
        row[name] = getattr(spans[0], name) if spans else None
    for name in COLUMNS[kind]:
        row[name] = _cell(report, fact, name)
    return row


def _cell(report: Report, fact: Any, name: str) -> Any:
    if name.startswith("change_"):
        return getattr(fact.change, name.removeprefix("change_"), None)
    if name in ("period_start", "period_end"):
        period = report.find(fact.period) if isinstance(fact.period, str) else fact.period
        return getattr(period, name.removeprefix("period_") + "_date", None)
    if name.startswith("actor"):
        return getattr(fact.actor, {"actor": "text"}.get(name, name.removeprefix("actor_")), None)
    return getattr(fact, name, None)
