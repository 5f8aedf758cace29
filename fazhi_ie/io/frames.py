"""Facts as pandas tables: a row a fact, columns and dtypes that stay the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from fazhi_ie.errors import MissingExtraError
from fazhi_ie.io.tables import TABLES, ColumnType, columns_of, rows_of
from fazhi_ie.schema import Report

if TYPE_CHECKING:
    import pandas as pd


def frames(reports: Iterable[Report], *, floats: bool = False) -> dict[str, pd.DataFrame]:
    """Return all facts of a corpus as DataFrames, one a kind, and one of the reports themselves.

    Args:
        reports: The reports, in the order of the rows; consumed once.
        floats: Give `value` and `upper` as float64 (NaN where missing) instead of exact `Decimal`s.

    Returns:
        dict[str, pandas.DataFrame]: "reports", "entities", "indicators", "measures", "problems", "sections" and
        "notices", each with a row a fact. dtypes: "string", "Int64", "boolean" and "datetime64[s]"; exact values,
        tuples of ids and dicts are object. Ids refer to the column `id` of the other tables; `sha256` joins to
        "reports".

    Raises:
        MissingExtraError: pandas is not installed (extra `frames`).

    Example:
        >>> import fazhi_ie
        >>> tables = fazhi_ie.frames([fazhi_ie.extract("共办理行政复议案件12件。")])
        >>> tables["indicators"][["name", "value", "unit"]].values.tolist()
        [['办理行政复议案件', Decimal('12'), '件']]
    """
    rows: dict[str, list[dict[str, Any]]] = {kind: [] for kind in TABLES}
    for report in reports:
        for kind, found in rows.items():
            found.extend(rows_of(report, kind))
    return {kind: _frame(kind, found, floats) for kind, found in rows.items()}


def to_frame(report: Report, kind: str = "indicators", *, floats: bool = False) -> pd.DataFrame:
    """Return one table of one report; `Report.to_frame` is the same.

    Args:
        report: The report.
        kind: A key of `TABLES`: "reports", "entities", "indicators", "measures", "problems", "sections" or "notices".
        floats: Give `value` and `upper` as float64 (NaN where missing) instead of exact `Decimal`s.

    Returns:
        pandas.DataFrame: a row a fact, in reading order; columns and dtypes as `frames` gives them.

    Raises:
        ValueError: There is no such table.
        MissingExtraError: pandas is not installed (extra `frames`).

    Example:
        >>> import fazhi_ie
        >>> to_frame(fazhi_ie.extract("共办理行政复议案件12件。"), "indicators", floats=True)["value"].tolist()
        [12.0]
    """
    return _frame(kind, list(rows_of(report, kind)), floats)


def _frame(kind: str, rows: list[dict[str, Any]], floats: bool) -> pd.DataFrame:
    columns = columns_of(kind)
    try:
        import pandas
    except ImportError as error:
        raise MissingExtraError("pandas", "frames") from error
    return pandas.DataFrame(
        {name: pandas.Series([row[name] for row in rows], dtype=_dtype(kind, floats)) for name, kind in columns.items()}
    )


def _dtype(column: ColumnType, floats: bool) -> Any:
    if column == "decimal":
        return "float64" if floats else "object"
    if column == "string":
        import pandas

        # named in full: what "string" alone means depends on the version of pandas and on what else is installed
        return pandas.StringDtype("python")
    return {"integer": "Int64", "boolean": "boolean", "date": "datetime64[s]"}.get(column, "object")
