"""The `fazhi-ie` command. Errors are one line on standard error; exit status 1 if a file failed, 2 for wrong usage."""

from __future__ import annotations

import os
import signal
import sys
from typing import Annotated, NoReturn

import typer

from fazhi_ie.cli.console import complain
from fazhi_ie.cli.extraction import app as extraction
from fazhi_ie.cli.tuning import annotate_app, rules_app
from fazhi_ie.cli.tuning import app as tuning
from fazhi_ie.errors import FazhiError

app = typer.Typer(
    name="fazhi-ie",
    help="Typed, checkable facts from Chinese government reports.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(extraction)
app.add_typer(tuning)
app.add_typer(rules_app)
app.add_typer(annotate_app)


def main() -> None:
    """Run the command; an error of the library ends it with its message and status 2, never with a traceback."""
    _prepare_streams()
    _end_in_order()
    try:
        app()
    except FazhiError as error:
        complain(str(error))
        sys.exit(2)
    except BrokenPipeError:
        # the reader of our output went away (head, less): nothing is left to say, not even at exit
        sys.stdout = None
        sys.exit(1)
    except OSError as error:
        # an error of a file has its name, and is told where it is opened; what is left comes from typer.echo
        sys.stdout = None
        complain(f"{error.filename or 'standard output'}: {error.strerror or error}")
        sys.exit(2)
    finally:
        _flush()


def _prepare_streams() -> None:
    """Let what is written be UTF-8; a stream that is closed takes nothing, which is told when it matters."""
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    if sys.stdout is None:
        sys.stdout = open(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _flush() -> None:
    """Write what is still held back; Python itself would tell an error in its own way, at exit."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        sys.stdout = None
        if not isinstance(error, BrokenPipeError):
            complain(f"standard output cannot be written: {error.strerror or error}")
            sys.exit(2)


def _end_in_order() -> None:
    """Let a signal that ends the command end it like Ctrl-C: nothing half done is left behind."""

    def end(number: int, _: object) -> NoReturn:
        sys.exit(128 + number)

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # nohup ignores SIGHUP
            signal.signal(number, end)


@app.callback(invoke_without_command=True)
def _version(
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.", is_eager=True)] = False,
) -> None:
    if version:
        from fazhi_ie.version import __version__

        typer.echo(__version__)
        raise typer.Exit
