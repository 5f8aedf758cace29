"""Reports as JSON Lines: one report a line."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Final, Self

from fazhi_ie.errors import FazhiError, ReadError, SchemaError
from fazhi_ie.io.streams import is_stream
from fazhi_ie.schema import Report

_BLOCK: Final = 1 << 20


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
    with LineFile(path) as out:
        for report in reports:
            out.write(report.to_json(with_text=with_text))
            count += 1
    return count


class LineFile:
    r"""A file that holds whole lines only, whatever stops the writing.

    Each line goes to the system as it is written; one that does not fit on the disk is taken back.

    Args:
        path: The file; what it holds is replaced. A pipe or a device gets the lines as they are.
        keep: Keep what it holds and go on behind the last whole line, as after a run that was killed.

    Raises:
        FazhiError: The file cannot be opened or written.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     file = Path(folder, "lines.jsonl")
        ...     _ = file.write_text('{"a":1}\n{"a":2')
        ...     with LineFile(file, keep=True) as out:
        ...         out.write('{"a":3}')
        ...     file.read_text()
        '{"a":1}\n{"a":3}\n'
    """

    def __init__(self, path: str | Path, *, keep: bool = False) -> None:
        self._path = path
        try:
            self._whole = not is_stream(path)
            mode = "ab" if not self._whole else "r+b" if keep and os.path.isfile(path) else "wb"
            self._file = open(path, mode, buffering=0)  # noqa: SIM115
            self._end = 0
            if self._whole and keep:
                self._end = _end_of_lines(self._file)
                self._file.truncate(self._end)
                self._file.seek(self._end)
        except (OSError, ValueError) as error:  # a ValueError for a name with NUL
            raise FazhiError(f"{path}: cannot be written: {getattr(error, 'strerror', None) or error}") from error

    def write(self, line: str) -> None:
        """Write one line.

        Args:
            line: Its text, without the line break.

        Raises:
            FazhiError: The line cannot be written; the file holds the lines before it.

        Example:
            >>> import tempfile
            >>> with tempfile.TemporaryDirectory() as folder, LineFile(Path(folder, "lines.jsonl")) as out:
            ...     out.write("{}")
        """
        data = memoryview(f"{line}\n".encode())
        written = 0
        try:
            while written < len(data):
                written += self._file.write(data[written:])
        except OSError as error:
            held = ""
            if self._whole:
                held = "; it holds the lines before"
                with suppress(OSError):
                    self._file.truncate(self._end)
            raise FazhiError(f"{self._path}: cannot be written: {error.strerror or error}{held}") from error
        self._end += written

    def close(self) -> None:
        """Close the file; what is written stands there already.

        Example:
            >>> import tempfile
            >>> with tempfile.TemporaryDirectory() as folder:
            ...     LineFile(Path(folder, "lines.jsonl")).close()
        """
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def _end_of_lines(file: IO[bytes]) -> int:
    """Find the end of the last whole line."""
    end = file.seek(0, os.SEEK_END)
    while end:
        start = max(0, end - _BLOCK)
        file.seek(start)
        place = file.read(end - start).rfind(b"\n")
        if place >= 0:
            return start + place + 1
        end = start
    return 0
