"""The `fazhi-ie` command. Errors are one line on standard error; exit status 1 if a file failed, 2 for wrong usage."""

from __future__ import annotations

import os
import signal
import sys
from typing import Annotated, NoReturn

import typer

from fazhi_ie.cli.console import complain, give_up, standard_output
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
        give_up(sys.stdout)
        sys.exit(1)
    except OSError as error:
        # an error of a file has its name, and is told where it is opened; what is left comes from typer.echo
        give_up(sys.stdout)
        complain(f"{error.filename or 'standard output'}: {error.strerror or error}")
        sys.exit(2)
    finally:
        _flush()


def _prepare_streams() -> None:
    """Let what is written be UTF-8; a stream that is closed takes nothing, which is told when it matters."""
    if sys.stdin is None:
        os.open(os.devnull, os.O_RDONLY)  # else the next file would be standard input
    if sys.stdout is None:
        sys.stdout = open(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _flush() -> None:
    """Write what is still held back; Python itself would tell an error in its own way, at exit."""
    try:
        with standard_output():
            pass
    except BrokenPipeError:
        give_up(sys.stdout)
    except FazhiError as error:
        complain(str(error))
        sys.exit(2)


def _end_in_order() -> None:
    """Let the first signal that ends the command end it in order, so that nothing half done is left behind."""
    heeded: list[int] = []

    def end(number: int, _: object) -> NoReturn:
        for each in heeded:
            signal.signal(each, signal.SIG_IGN)
        if number == signal.SIGINT:
            raise KeyboardInterrupt
        sys.exit(128 + number)

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            heeded.append(number)  # nohup ignores SIGHUP
            signal.signal(number, end)


@app.callback(invoke_without_command=True)
def _version(
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.", is_eager=True)] = False,
) -> None:
    if version:
        from fazhi_ie.version import __version__

        typer.echo(__version__)
        raise typer.Exit
