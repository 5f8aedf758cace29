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
        SchemaError: A line is not a report, or is of a newer major schema version; the message names file and line.
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
    """
    count = 0
    with Path(path).open("w", encoding="utf-8", newline="\n") as out:
        for report in reports:
            out.write(report.to_json(with_text=with_text) + "\n")
            count += 1
    return count
