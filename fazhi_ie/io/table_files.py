"""Reports as files of tables: CSV for Excel, Parquet for databases, Excel workbooks; written as the reports come."""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any, Final, Protocol

from fazhi_ie.errors import FazhiError, MissingExtraError
from fazhi_ie.io.tables import TABLES, ColumnType, Row, columns_of, rows_of
from fazhi_ie.io.whole_files import finished
from fazhi_ie.schema import Report
from fazhi_ie.schema.base import plain

#: Rows that are held before they are written as one row group of a Parquet file.
GROUP: Final = 50_000
#: The limits of an Excel worksheet: rows without the header, characters in a cell.
EXCEL_ROWS: Final = 1_048_575
EXCEL_CHARACTERS: Final = 32_767


class _Writer(Protocol):
    def add(self, kind: str, row: Row) -> None: ...


def write_tables(reports: Iterable[Report], path: str | Path, format: str, *, floats: bool = False) -> int:
    """Write all facts of a corpus as tables, a row a fact; reports are consumed one at a time.

    Nothing stands under the final names before all is written.

    Args:
        reports: The reports, in the order of the rows.
        path: For "csv" and "parquet" a folder, made where it is missing, that gets one file a table
            (`indicators.csv`); for "xlsx" a file with one sheet a table.
        format: "csv" (UTF-8 with byte-order mark, which Excel needs to read Chinese), "parquet" or "xlsx".
        floats: Write `value` and `upper` as floating-point numbers instead of exact decimal strings.

    Returns:
        int: how many reports were written.

    Raises:
        ValueError: There is no such format.
        FazhiError: The files cannot be written, or do not fit into a workbook.
        MissingExtraError: pyarrow (extra `parquet`) or xlsxwriter (extra `excel`) is not installed.

    Example:
        >>> import fazhi_ie, tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     fazhi_ie.write_tables([fazhi_ie.extract("共办理案件12件。")], folder, "csv")
        1

    Source:
        RFC 4180 for CSV: commas, CRLF line ends, double quotes around cells that need them.
    """
    if format not in _FORMATS:
        raise ValueError(f"no format {format!r}; there are: {', '.join(_FORMATS)}")
    count = 0
    try:
        with _FORMATS[format](Path(path), floats) as out:
            for report in reports:
                count += 1
                for kind in TABLES:
                    for row in rows_of(report, kind):
                        out.add(kind, row)
    except OSError as error:
        raise FazhiError(f"{path}: cannot be written: {error.strerror or error}") from error
    return count


def files_of(path: Path, format: str) -> list[Path]:
    """Name the files that `write_tables` writes.

    Args:
        path: As for `write_tables`.
        format: "csv", "parquet" or "xlsx".

    Returns:
        list[pathlib.Path]: one file a table, or the workbook.

    Example:
        >>> files_of(Path("facts.xlsx"), "xlsx")[0].name, len(files_of(Path("facts"), "csv"))
        ('facts.xlsx', 7)
    """
    return [path] if format == "xlsx" else [path / f"{kind}.{format}" for kind in TABLES]


def _flat(value: Any, column: ColumnType, floats: bool) -> Any:
    """Turn a cell into what a plain table holds: a string, a number, a truth value, or None."""
    if value is None:
        return None
    if column == "decimal":
        return float(value) if floats else plain(value)
    if column in ("ids", "strings"):
        return " ".join(value)
    if column == "json":
        return json.dumps(value, ensure_ascii=False, default=str) if value else None
    return value.isoformat() if column == "date" else value


class _Csv:
    """One CSV file a table."""

    def __init__(self, files: dict[str, IO[str]], floats: bool) -> None:
        self._floats = floats
        self._writers = {kind: csv.writer(file) for kind, file in files.items()}
        for kind, writer in self._writers.items():
            writer.writerow(columns_of(kind))

    def add(self, kind: str, row: Row) -> None:
        columns = columns_of(kind)
        self._writers[kind].writerow(
            [self._cell(_flat(row[name], column, self._floats), column) for name, column in columns.items()]
        )

    def _cell(self, value: Any, column: ColumnType) -> Any:
        # a spreadsheet would run text that begins like a formula; an apostrophe makes it text
        if column == "string" and isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
            return f"'{value}"
        return value


@contextmanager
def _csv_files(folder: Path, floats: bool) -> Iterator[_Writer]:
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        files: dict[str, IO[str]] = {}
        for kind in TABLES:
            part = stack.enter_context(finished(folder / f"{kind}.csv"))
            files[kind] = stack.enter_context(part.open("w", encoding="utf-8-sig", newline=""))
        yield _Csv(files, floats)


class _Parquet:
    """One Parquet file a table, written in row groups."""

    def __init__(self, writers: dict[str, Any], schemas: dict[str, Any], floats: bool) -> None:
        self._writers, self._schemas, self._floats = writers, schemas, floats
        self._rows: dict[str, list[Row]] = {kind: [] for kind in writers}

    def add(self, kind: str, row: Row) -> None:
        rows = self._rows[kind]
        rows.append(row)
        if len(rows) >= GROUP:
            self.flush(kind)

    def flush(self, kind: str) -> None:
        """Write what is held of a table as one row group."""
        import pyarrow

        rows, self._rows[kind] = self._rows[kind], []
        if rows:
            arrays = [
                pyarrow.array([self._cell(row[name], column) for row in rows], self._schemas[kind].field(name).type)
                for name, column in columns_of(kind).items()
            ]
            self._writers[kind].write_table(pyarrow.Table.from_arrays(arrays, schema=self._schemas[kind]))

    def _cell(self, value: Any, column: ColumnType) -> Any:
        if value is not None and column in ("ids", "strings"):
            return list(value)
        return value if column == "date" else _flat(value, column, self._floats)


@contextmanager
def _parquet_files(folder: Path, floats: bool) -> Iterator[_Writer]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtraError("pyarrow", "parquet") from error
    string = pyarrow.string()
    types = {
        "integer": pyarrow.int64(), "boolean": pyarrow.bool_(), "date": pyarrow.date32(),
        "decimal": pyarrow.float64() if floats else string, "ids": pyarrow.list_(string),
        "strings": pyarrow.list_(string),
    }  # fmt: skip
    schemas = {
        kind: pyarrow.schema([(name, types.get(column, string)) for name, column in columns.items()])
        for kind, columns in TABLES.items()
    }
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        writers: dict[str, Any] = {}
        for kind, schema in schemas.items():
            part = stack.enter_context(finished(folder / f"{kind}.parquet"))
            writers[kind] = stack.enter_context(parquet.ParquetWriter(part, schema, compression="zstd"))
        out = _Parquet(writers, schemas, floats)
        yield out
        for kind in TABLES:
            out.flush(kind)


class _Excel:
    """One sheet a table, with a fixed header and filters."""

    def __init__(self, book: Any, path: Path, floats: bool) -> None:
        self._path, self._floats = path, floats
        self._sheets: dict[str, Any] = {}
        self._next: dict[str, int] = {}
        bold = book.add_format({"bold": True})
        for kind, columns in TABLES.items():
            sheet = book.add_worksheet(kind)
            sheet.freeze_panes(1, 0)
            for at, name in enumerate(columns):
                sheet.write_string(0, at, name, bold)
            self._sheets[kind], self._next[kind] = sheet, 1

    def add(self, kind: str, row: Row) -> None:
        sheet, at = self._sheets[kind], self._next[kind]
        if at > EXCEL_ROWS:
            raise FazhiError(
                f"{self._path}: an Excel sheet holds {EXCEL_ROWS:,} rows, and there are more {kind}; "
                "write --format parquet or csv instead"
            )
        for place, (name, column) in enumerate(columns_of(kind).items()):
            value = _flat(row[name], column, self._floats)
            if isinstance(value, bool):
                sheet.write_boolean(at, place, value)
            elif isinstance(value, int | float):
                sheet.write_number(at, place, value)
            elif value is not None:
                # the text of a whole section may be longer than a cell: the mark at its end says that it goes on
                fits = len(value) <= EXCEL_CHARACTERS
                sheet.write_string(at, place, value if fits else f"{value[: EXCEL_CHARACTERS - 1]}…")
        self._next[kind] = at + 1

    def finish(self) -> None:
        """Set the filters, which need to know the last row."""
        for kind, sheet in self._sheets.items():
            sheet.autofilter(0, 0, max(1, self._next[kind] - 1), len(TABLES[kind]) - 1)


@contextmanager
def _excel_file(path: Path, floats: bool) -> Iterator[_Writer]:
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingExtraError("xlsxwriter", "excel") from error
    path.parent.mkdir(parents=True, exist_ok=True)
    # the sheets grow in files of their own, which xlsxwriter leaves behind where the workbook is not closed
    with finished(path) as part, tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        book = xlsxwriter.Workbook(part, {"constant_memory": True, "tmpdir": folder})
        out = _Excel(book, path, floats)
        yield out
        out.finish()
        try:
            book.close()
        except xlsxwriter.exceptions.XlsxWriterException as error:
            raise FazhiError(f"{path}: cannot be written: {error}") from error


_FORMATS: dict[str, Callable[[Path, bool], Any]] = {
    "csv": _csv_files, "parquet": _parquet_files, "xlsx": _excel_file,
}  # fmt: skip
