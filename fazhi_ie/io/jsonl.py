"""Reports as JSON Lines: one report a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from fazhi_ie.errors import ReadError, SchemaError
from fazhi_ie.schema import Report


def read_reports(path: str | Path) -> Iterator[Report]:
    """Read reports back from JSON Lines, one at a time.

    Args:
        path: A file that `fazhi-ie extract` or `write_reports` wrote; empty lines are passed over.

    Yields:
        Report: in file order.

    Raises:
        ReadError: The file cannot be opened or is not UTF-8.
        SchemaError: A line is not a report, or is of another major schema version; the message names file and line.

    Example:
        >>> import fazhi_ie, tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     count = fazhi_ie.write_reports([fazhi_ie.extract("", source="a.txt")], folder + "/facts.jsonl")
        ...     [report.source for report in fazhi_ie.read_reports(folder + "/facts.jsonl")]
        ['a.txt']

    Source:
        https://jsonlines.org for the format: UTF-8, one JSON value a line.
    """
    file = Path(path)
    try:
        with file.open(encoding="utf-8", newline="\n") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    try:
                        yield Report.from_json(line)
                    except SchemaError as error:
                        raise SchemaError(f"{file}:{number}: {error}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"{file}: cannot be read: {error}") from error


def write_reports(reports: Iterable[Report], path: str | Path, *, with_text: bool = False) -> int:
    """Write reports as JSON Lines, replacing the file.

    Args:
        reports: What to write, consumed one at a time.
        path: The file.
        with_text: Keep the clean text in each line.

    Returns:
        int: how many were written.

    Example:
        >>> import fazhi_ie, tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     fazhi_ie.write_reports([fazhi_ie.extract("办理案件12件。")], folder + "/facts.jsonl", with_text=True)
        1
    """
    count = 0
    with Path(path).open("w", encoding="utf-8", newline="\n") as out:
        for report in reports:
            out.write(report.to_json(with_text=with_text) + "\n")
            count += 1
    return count
