"""A run of `extract`: what it reads, in which form it writes, and what becomes of inputs that give no report."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from fazhi_ie.cli.console import complain, read_stdin
from fazhi_ie.errors import FazhiError

if TYPE_CHECKING:
    from fazhi_ie.io.batch import Failure, Job
    from fazhi_ie.io.inputs import Found
    from fazhi_ie.io.jsonl import LineFile
    from fazhi_ie.rules import RuleSet

#: Seconds that one of several files may take, where nothing is said about that.
_LONGEST: Final = 300.0


class Format(StrEnum):
    """What `extract` writes."""

    jsonl = "jsonl"
    parquet = "parquet"
    csv = "csv"
    xlsx = "xlsx"


#: What to give instead of an output with one of these endings and no --format.
_INSTEAD: Final = {
    ".xls": "an old workbook is not written; let the name end in .xlsx",
    ".csv": "tables are written into a folder, a file each; give its name, without ending, and --format csv",
    ".parquet": "tables are written into a folder, a file each; give its name, without ending, and --format parquet",
}


def choose_format(output: Path | None, given: Format | None) -> Format:
    """Return the format that is asked for, or told by the ending of the output."""
    if given is not None:
        return given
    ending = output.suffix.lower() if output is not None else ""
    if ending in _INSTEAD:
        raise FazhiError(f"{output}: {_INSTEAD[ending]}")
    return Format.xlsx if ending == ".xlsx" else Format.jsonl


def find_jobs(paths: list[str], with_text: bool) -> list[Job]:
    """Return the inputs that paths name, also those that cannot be read."""
    from fazhi_ie.io.batch import Job
    from fazhi_ie.io.inputs import find_files

    def job(name: str, read: Callable[[], bytes | None]) -> Job:
        try:
            return Job(name, read(), with_text)
        except FazhiError as error:
            return Job(name, None, with_text, str(error))

    jobs: list[Job] = []
    for path in paths:
        if path == "-":
            again = any(job.name == "-" for job in jobs)
            jobs.append(job(path, partial(_stdin, again=again)))
        else:
            jobs += [job(str(found.path), partial(_here, found)) for found in find_files([path])]
    return jobs


def _stdin(*, again: bool) -> bytes:
    if again:
        raise FazhiError("standard input is read already")
    return read_stdin()


def _here(found: Found) -> bytes | None:
    """Read what only this process can read; None for a file, which another may read."""
    from fazhi_ie.io.readers import load_bytes
    from fazhi_ie.io.streams import descriptor, is_stream

    if found.error is not None:
        raise found.error
    if descriptor(found.path) == 0:
        return read_stdin()
    return load_bytes(found.path) if is_stream(found.path) else None


def refuse_inputs(inputs: Iterable[str | Path], outputs: Iterable[Path]) -> None:
    """Refuse to write over what is to be read, whatever name it goes by ("-" is standard input)."""
    from fazhi_ie.facts.extract import source_name

    written = {_identity(path) for path in outputs} - {None}
    for path in inputs:
        if _identity("/dev/stdin" if path == "-" else path) in written:
            raise FazhiError(f"{source_name(str(path))}: is an input, and would be written over; give another --output")


def _identity(path: str | Path) -> tuple[int, int] | str | None:
    """Tell files from one another; None for what is no file and cannot become one."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return os.path.realpath(path) if "\0" not in str(path) else None
    return (found.st_dev, found.st_ino) if stat.S_ISREG(found.st_mode) else None


def outcomes(
    jobs: Sequence[Job], rules: RuleSet, workers: int, timeout: float | None, memory: int | None, *, done: int = 0
) -> Generator[str | Failure]:
    """Extract the jobs but those that are done.

    Where nothing is chosen, each of several has a limit of time, if a process can be had for that.
    """
    from fazhi_ie.io.batch import extract_files

    chosen = workers > 1 or timeout is not None or memory is not None
    limit = _LONGEST if timeout is None and len(jobs) > 1 else timeout or None
    jobs = jobs[done:]
    with closing(extract_files(jobs, workers=workers, rules=rules, timeout=limit, memory=memory)) as extracted:
        try:
            first = next(extracted, None)
        except FazhiError as error:
            if chosen:
                raise
            complain(f"{error}; this run goes on like that")
        else:
            if first is not None:
                yield first
                yield from extracted
            return
    yield from extract_files(jobs, rules=rules)


class Failures:
    """Counts the failures of a run, tells them, and keeps them beside its output.

    The older file of failures goes when the older output does: at the beginning of a run that writes lines of JSON, at
    the end of one that writes tables.
    """

    def __init__(self, output: Path | None, form: Format, *, resume: bool) -> None:
        from fazhi_ie.io.whole_files import part_of

        #: Where they are kept; None where there is no place beside the output.
        self.path = _beside(output)
        self._tables, self._resume = form is not Format.jsonl, resume
        self._part = self.path
        if self.path is not None and self._tables:
            self._part = part_of(self.path)
        self._file: LineFile | None = None
        self.count = _count_lines(self.path) if self.path is not None and resume else 0

    def add(self, failure: Failure) -> None:
        """Note one failure."""
        from fazhi_ie.facts.extract import source_name

        self.count += 1
        if self._part is not None:
            told = replace(failure, source=source_name(failure.source), message=source_name(failure.message))
            self._open(self._part).write(told.to_json())
        complain(failure.message)

    def _open(self, part: Path) -> LineFile:
        from fazhi_ie.io.jsonl import LineFile

        if self._file is None:
            self._file = LineFile(part, keep=self._resume)
        return self._file

    def __enter__(self) -> Self:
        if self.path is not None and not self._tables:
            if not self._resume:
                _remove(self.path)
            elif os.path.exists(self.path):
                self._open(self.path)  # which takes half a line away
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._file is not None:
            self._file.close()
        if self.path is None or self._part is None:
            return
        if self._tables and kind is None and self.count:
            os.replace(self._part, self.path)
            return
        if self._tables:
            _remove(self._part)
        if kind is None and not self.count:
            _remove(self.path)


def _beside(output: Path | None) -> Path | None:
    from fazhi_ie.io.streams import is_stream

    if output is None or is_stream(output):
        return None
    place = output if output.name not in ("", "..") else output.resolve()
    if not place.name:
        raise FazhiError(f"{output}: names no file to write; give another --output")
    path = place.with_name(f"{place.name}.errors.jsonl")
    if os.path.isdir(path):
        raise FazhiError(f"{path}: is a folder, but failures are to be kept there; give another --output")
    return path


def _count_lines(file: Path) -> int:
    try:
        return file.read_bytes().count(b"\n")
    except OSError:  # that it cannot be read is told where it is
        return 0


def _remove(file: Path) -> None:
    if not os.path.lexists(file):
        return
    try:
        file.unlink()
    except OSError as error:
        raise FazhiError(f"{file}: cannot be removed: {error.strerror or error}") from error
