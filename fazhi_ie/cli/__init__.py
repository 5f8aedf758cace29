"""The `fazhi-ie` command. Errors are one line on standard error; exit status 1 if a file failed, 2 for wrong usage."""

from __future__ import annotations

import sys
from typing import Annotated

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
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except FazhiError as error:
        complain(str(error))
        sys.exit(2)
    except BrokenPipeError:
        # the reader of our output went away (head, less): nothing is left to say, not even at exit
        sys.stdout = None
        sys.exit(1)


@app.callback(invoke_without_command=True)
def _version(
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.", is_eager=True)] = False,
) -> None:
    if version:
        from fazhi_ie.version import __version__

        typer.echo(__version__)
        raise typer.Exit
