"""What runs in the Python processes of Spark's executors: Arrow batches of texts in, batches of facts out."""

from __future__ import annotations

import json
import pickle
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from fazhi_ie.errors import FazhiError
from fazhi_ie.facts.extract import extract, hash_text
from fazhi_ie.facts.known import Known
from fazhi_ie.io.tables import TABLES, ColumnType, Row, columns_of, rows_of
from fazhi_ie.rules import RuleSet
from fazhi_ie.schema import Report
from fazhi_ie.schema.base import plain
from fazhi_ie.version import __version__

if TYPE_CHECKING:
    import pyarrow

#: The kinds of facts that a document has, in the order of their columns.
KINDS: Final = tuple(kind for kind in TABLES if kind != "reports")
#: What `extract` can be told of a document beforehand.
KNOWN: Final = tuple(field.name for field in fields(Known))
#: Columns of every table that stand once in the row of the document, not in each of its facts.
ONCE: Final = ("source", "sha256")
#: Documents whose facts are held before they are handed to Spark; its batches are of 10,000, which would be gigabytes.
_HELD: Final = 64
#: Seconds after which the end of a document that took too long is asked for again.
_AGAIN: Final = 1.0
#: Extracted before the first document, to load gazetteers and libraries: seconds that are not the document's.
_FIRST: Final = "县司法局办理案件3件。"


@lru_cache(maxsize=16)
def own_columns(kind: str) -> dict[str, ColumnType]:
    """Return the columns of a table that do not stand in the row of the document."""
    return {name: column for name, column in columns_of(kind).items() if name not in ONCE}


@lru_cache(maxsize=4)
def _compiled(packs: bytes) -> RuleSet:
    """Compile rules, once a process: Spark keeps its Python processes and gives them task after task."""
    import pyarrow

    version, sent, switched_off = pickle.loads(packs)
    if version != __version__:
        raise FazhiError(
            f"the executors have fazhi_ie {__version__}, the driver has {version}: install the same version on both"
        )
    rules = RuleSet(sent, switched_off)
    pyarrow.array([_row(extract(_FIRST, rules=rules), KINDS)], _row_type(KINDS))
    return rules


def extract_batches(
    batches: Iterable[pyarrow.RecordBatch],
    *,
    rules: Any,
    keep: tuple[str, ...],
    known: tuple[str, ...],
    tables: tuple[str, ...],
    timeout: float | None,
) -> Iterator[pyarrow.RecordBatch]:
    """Extract batches of rows: the kept columns, the text, its source, and what is known of it."""
    import pyarrow

    compiled = _compiled(rules.value)
    row_type = _row_type(tables)
    names = [*keep, *(field.name for field in row_type)]
    for batch in batches:
        for start in range(0, batch.num_rows, _HELD):
            part = batch.slice(start, _HELD)
            given = part.columns[len(keep) :]
            done = pyarrow.concat_arrays(
                [
                    _document([column[at] for column in given], compiled, known, tables, timeout, row_type)
                    for at in range(part.num_rows)
                ]
            )
            yield pyarrow.RecordBatch.from_arrays([*part.columns[: len(keep)], *done.flatten()], names)


def _document(
    given: Sequence[Any],
    rules: RuleSet,
    known: tuple[str, ...],
    tables: tuple[str, ...],
    timeout: float | None,
    row_type: Any,
) -> Any:
    """Extract one document to an array of one row; what goes wrong is its error, and must not stop the others."""
    import pyarrow

    told: Row = {}
    source = None

    def work() -> Any:
        nonlocal source
        source = given[1].as_py()
        text = given[0].as_py()
        if text is None:
            told["error"] = "text: it is null"
            return None
        told["sha256"] = hash_text(text)
        try:
            beforehand = _read_known({name: value.as_py() for name, value in zip(known, given[2:], strict=True)})
        except ValueError as error:
            told["error"] = f"known: {error}"
            return None
        report = extract(text, source=source, rules=rules, **beforehand)
        return pyarrow.array([_row(report, tables)], row_type)

    done = _guarded(work, told, timeout)
    return pyarrow.array([{"source": source, **told}], row_type) if done is None else done


def _read_known(values: dict[str, str | None]) -> dict[str, Any]:
    """Return what is known of a document as `extract` takes it; ValueError where a year or a date is none."""
    read: dict[str, Any] = dict(values)
    year = values.get("year")
    if year is not None:
        if not year.isdecimal():
            raise ValueError(f"year must be a number such as 2024, not {year!r}")
        read["year"] = int(year)
    Known(**read)
    return read


def _guarded(work: Callable[[], Any], told: Row, timeout: float | None) -> Any:
    """Return what the work gives; None where it fails, with the reason in `told`."""
    try:
        with _within(timeout):
            return work()
    except _TooLongError:
        told["error"] = f"timeout: it took longer than {timeout:g} seconds"
    except UnicodeDecodeError as error:
        told["error"] = f"text: it is not UTF-8 ({error.reason} at byte {error.start})"
    except MemoryError:
        told["error"] = "memory: it takes more memory than there is"
    except RecursionError:
        told["error"] = "fault: a fault of fazhi_ie, please report it with the text: it nests too deep"
    except Exception as error:
        kind = type(error).__name__
        told["error"] = f"fault: a fault of fazhi_ie, please report it with the text: {kind}: {error}"
    return None


class _TooLongError(BaseException):
    """Not an Exception, so that nothing on the way takes it for a fault of its own."""


@contextmanager
def _within(seconds: float | None) -> Iterator[None]:
    """Break off what takes longer; between two steps of Python, so that a single search of a pattern ends first."""
    if seconds is None:
        yield
        return

    def stop(*_: object) -> None:
        raise _TooLongError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _row(report: Report, tables: tuple[str, ...]) -> Row:
    """Return the row of one document; its keys are the columns of `schema`."""
    (meta,) = rows_of(report, "reports")
    row: Row = {"sha256": report.sha256, "source": report.source, "meta": _cells(meta, "reports")}
    for kind in tables:
        row[kind] = [_cells(fact, kind) for fact in rows_of(report, kind)]
    return row


def _cells(row: Row, kind: str) -> Row:
    return {name: _cell(row[name], column) for name, column in own_columns(kind).items()}


def _cell(value: Any, column: ColumnType) -> Any:
    """Return a cell as Parquet files hold it."""
    if value is None or column in ("string", "integer", "boolean", "date"):
        return value
    if column == "decimal":
        return plain(value)
    if column == "json":
        return json.dumps(value, ensure_ascii=False, default=str) if value else None
    return list(value)


def _row_type(tables: Sequence[str]) -> Any:
    """Return `schema` as an Arrow type."""
    import pyarrow

    text = pyarrow.string()
    types = {"integer": pyarrow.int64(), "boolean": pyarrow.bool_(), "date": pyarrow.date32()}
    types |= dict.fromkeys(("ids", "strings"), pyarrow.list_(pyarrow.field("element", text, nullable=False)))

    def struct(kind: str) -> Any:
        return pyarrow.struct([(name, types.get(column, text)) for name, column in own_columns(kind).items()])

    lists = [(kind, pyarrow.list_(pyarrow.field("element", struct(kind), nullable=False))) for kind in tables]
    return pyarrow.struct([("error", text), ("sha256", text), ("source", text), ("meta", struct("reports")), *lists])
