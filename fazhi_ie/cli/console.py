"""What the commands share: options, output files, complaints, the files of a corpus."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from fazhi_ie.errors import FazhiError, ReadError

if TYPE_CHECKING:
    from fazhi_ie.io.inputs import Found
    from fazhi_ie.rules import RuleSet

_Read = TypeVar("_Read")

Rules = Annotated[
    list[Path] | None, typer.Option("--rules", help="A rule pack (TOML) to stack on the built-in ones; may repeat.")
]
Disable = Annotated[list[str] | None, typer.Option("--disable", help="Id of a rule to switch off; may repeat.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Where to write; standard output if absent.")]


def complain(message: str) -> None:
    """Print one line on standard error, marked as ours; that nobody takes it must not stop the work."""
    line = message.replace("\r", "\\r").replace("\n", "\\n")
    try:
        typer.echo(f"fazhi-ie: {line}", err=True)
    except OSError:
        give_up(sys.stderr)


def give_up(stream: IO[str]) -> None:
    """Let a stream that cannot be written take what it holds back, and all that comes, to nowhere."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def read_stdin() -> bytes:
    """Return all of standard input."""
    if sys.stdin is None:
        raise ReadError("standard input is closed")
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise ReadError(f"standard input cannot be read: {error.strerror or error}") from error


def compile_rules(rules: list[Path] | None, disable: list[str] | None = None) -> RuleSet:
    """Return the rules of --rules and --disable."""
    from fazhi_ie.rules import load_rules

    return load_rules(tuple(rules or ()), tuple(disable or ()))


@contextlib.contextmanager
def writer(path: Path | None) -> Iterator[IO[str]]:
    """Yield a file to write text to, or standard output; a file that cannot be written is a FazhiError."""
    if path is None:
        with standard_output():
            yield sys.stdout
        return
    try:
        with path.open("w", encoding="utf-8", newline="\n") as out:
            yield out
    except OSError as error:
        raise FazhiError(f"{path}: cannot be written: {error.strerror or error}") from error


@contextlib.contextmanager
def standard_output() -> Iterator[None]:
    """Write what is held back at the end; an error of standard output is a FazhiError, and told once."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        give_up(sys.stdout)
        raise FazhiError(f"standard output cannot be written: {error.strerror or error}") from error


@contextlib.contextmanager
def progress(total: int, shown: bool) -> Iterator[Any]:
    """Yield a function to call after each file; it moves a bar on a terminal and does nothing in a pipe."""
    if not shown:
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("extracting"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("extracting", total=total)
        yield lambda: bar.advance(task)


def of_each_file(files: Iterable[Found], read: Callable[[Path], _Read], failed: list[str]) -> Iterator[_Read]:
    """Yield what `read` makes of each file; one that cannot be read is complained of and noted in `failed`."""
    for found in files:
        try:
            if found.error is not None:
                raise found.error
            yield read(found.path)
        except FazhiError as error:
            failed.append(str(found.path))
            complain(str(error))


def read_all(corpus: list[str], failed: list[str]) -> Iterator[tuple[str, str]]:
    """Yield name and text of each file that can be read; see `of_each_file`."""
    from fazhi_ie.io.inputs import find_files
    from fazhi_ie.io.readers import read

    return of_each_file(find_files(corpus), lambda file: (str(file), read(file)), failed)
