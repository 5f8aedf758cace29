"""The commands that read reports: extract, restore, view, schema, evaluate."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from fazhi_ie.cli.console import Disable, Output, Rules, compile_rules, complain, of_each_file, progress, writer
from fazhi_ie.errors import FazhiError

if TYPE_CHECKING:
    from fazhi_ie.io.batch import Failure, Job
    from fazhi_ie.io.jsonl import LineFile

app = typer.Typer()
#: Seconds that one of several files may take.
_LONGEST: Final = 300.0


class Format(StrEnum):
    """What `extract` writes."""

    jsonl = "jsonl"
    parquet = "parquet"
    csv = "csv"
    xlsx = "xlsx"


@app.command()
def extract(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, or - for standard input.")],
    output: Output = None,
    workers: Annotated[int, typer.Option(min=1, help="Number of processes.")] = 1,
    rules: Rules = None,
    disable: Disable = None,
    with_text: Annotated[bool, typer.Option("--with-text", help="Keep the clean text in each line of JSON.")] = False,
    format: Annotated[
        Format | None, typer.Option("--format", help="Told by the ending of the output if absent, else jsonl.")
    ] = None,
    floats: Annotated[
        bool, typer.Option("--floats", help="In tables, write values as numbers, not as exact strings.")
    ] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on where an earlier run with the same files was broken off (jsonl).")
    ] = False,
    timeout: Annotated[
        float | None,
        typer.Option(
            min=0, help="Seconds that one file may take; 300 if absent and there are several; 0 for no limit."
        ),
    ] = None,
    memory: Annotated[
        int | None, typer.Option(min=100, help="Megabytes that a process may hold; no limit if absent.")
    ] = None,
) -> None:
    """Extract facts: one Report a line, as JSON; or tables, a row a fact (csv and parquet into a folder, xlsx).

    A file that gives no report (it cannot be read, takes too long, ends its process) is reported and the rest goes on;
    the exit status is then 1. With --output the failures stand in NAME.errors.jsonl beside it as well, as JSON Lines.
    """
    from fazhi_ie.facts.extract import source_name
    from fazhi_ie.io.batch import extract_files
    from fazhi_ie.io.jsonl import LineFile
    from fazhi_ie.io.resume import done_before
    from fazhi_ie.io.table_files import write_tables
    from fazhi_ie.schema import Report

    form = format or (Format.xlsx if output is not None and output.suffix == ".xlsx" else Format.jsonl)
    if form is not Format.jsonl and output is None:
        raise FazhiError(f"--format {form.value} needs --output: a file for xlsx, a folder for csv and parquet")
    if resume and (form is not Format.jsonl or output is None):
        raise FazhiError("--resume goes on with a file of JSON Lines: give the --output of the earlier run")
    compiled = compile_rules(rules, disable)
    failures = _Failures(output, keep=resume)
    jobs = _find_jobs(paths, with_text, failures)
    if output is not None:
        _refuse_inputs(jobs, output, failures.path(output))
    done = 0
    if resume and output is not None:
        done = done_before([source_name(job.name) for job in jobs], output, failures.path(output), compiled)
        complain(f"{done} of {len(jobs)} inputs are done already")
    if timeout is None and len(jobs) > 1:
        timeout = _LONGEST
    outcomes = extract_files(jobs[done:], workers=workers, rules=compiled, timeout=timeout or None, memory=memory)

    def lines(step: Callable[[], None]) -> Iterator[str]:
        for outcome in outcomes:
            if isinstance(outcome, str):
                yield outcome
            else:
                failures.add(outcome)
            step()

    on_terminal = sys.stderr.isatty() and not (output is None and sys.stdout.isatty())
    with progress(len(jobs) - done, on_terminal) as step:
        if output is None:
            sys.stdout.writelines(f"{line}\n" for line in lines(step))
        elif form is Format.jsonl:
            with LineFile(output, keep=resume) as out:
                for line in lines(step):
                    out.write(line)
        else:
            write_tables(map(Report.from_json, lines(step)), output, form.value, floats=floats)
    if failures.count:
        complain(f"{failures.count} of {max(len(jobs), failures.count)} inputs failed; the others were extracted")
        raise typer.Exit(1)


def _find_jobs(paths: list[str], with_text: bool, failures: _Failures) -> list[Job]:
    """Return the inputs that paths name; a path that names none is a failure."""
    from fazhi_ie.io.batch import Job
    from fazhi_ie.io.readers import find_files

    jobs: list[Job] = []
    for path in paths:
        try:
            if path == "-":
                jobs.append(Job("-", sys.stdin.buffer.read(), with_text))
            else:
                jobs += [Job(str(file), None, with_text) for file in find_files([path])]
        except FazhiError as error:
            failures.count += 1
            complain(str(error))
    return jobs


def _count_lines(file: Path) -> int:
    try:
        return file.read_bytes().count(b"\n")
    except FileNotFoundError:
        return 0


def _refuse_inputs(jobs: list[Job], *outputs: Path) -> None:
    """Refuse to write over what is to be read."""
    from fazhi_ie.facts.extract import source_name

    written = {path.resolve() for path in outputs if path.exists()}
    if not written:
        return
    for job in jobs:
        if job.data is None and Path(job.name).resolve() in written:
            raise FazhiError(f"{source_name(job.name)}: is an input, and would be written over; give another --output")


class _Failures:
    """Counts the failures of a run, tells them, and keeps them beside its output."""

    def __init__(self, output: Path | None, *, keep: bool) -> None:
        self._output, self._keep = output, keep
        self.count = _count_lines(self.path(output)) if output is not None and keep else 0
        self._file: LineFile | None = None
        if output is not None and not keep:
            try:
                self.path(output).unlink(missing_ok=True)
            except OSError as error:
                raise FazhiError(f"{self.path(output)}: cannot be removed: {error.strerror or error}") from error

    def path(self, output: Path) -> Path:
        """Return where the failures of a run are kept."""
        return output.with_name(f"{output.stem}.errors.jsonl")

    def add(self, failure: Failure) -> None:
        """Note one failure."""
        from fazhi_ie.facts.extract import source_name
        from fazhi_ie.io.jsonl import LineFile

        self.count += 1
        complain(failure.message)
        if self._output is not None:
            if self._file is None:
                self._file = LineFile(self.path(self._output), keep=self._keep)
            told = replace(failure, source=source_name(failure.source), message=source_name(failure.message))
            self._file.write(told.to_json())


@app.command()
def restore(
    path: Annotated[str, typer.Argument(help="A text file, or - for standard input.")],
    output: Output = None,
    diff: Annotated[bool, typer.Option("--diff", help="Print what was changed, a line a place, not the text.")] = False,
    only: Annotated[
        list[str] | None, typer.Option("--only", help="Make this kind of repair, whatever the text shows; may repeat.")
    ] = None,
) -> None:
    """Undo anti-copying noise and print the clean text; what was repaired goes to standard error."""
    from fazhi_ie.io.readers import read, read_bytes
    from fazhi_ie.text.diff import describe
    from fazhi_ie.text.restore import KINDS
    from fazhi_ie.text.restore import restore as restore_text

    given = read_bytes(sys.stdin.buffer.read()).text if path == "-" else read(path)
    if only and not set(only) <= set(KINDS):
        raise FazhiError(f"--only takes kinds of repair: {', '.join(KINDS)}")
    done = restore_text(given, only or "auto")
    with writer(output) as out:
        if diff:
            out.writelines(f"{line}\n" for line in describe(done, given))
        else:
            out.write(done.text)
    for kind, count in done.repairs.items():
        complain(f"repaired {kind}: {count}")
    for notice in done.notices:
        complain(f"{notice.code}: {notice.message}")


@app.command()
def view(
    paths: Annotated[list[str], typer.Argument(help="Files or folders.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The HTML page to write.")],
    rules: Rules = None,
    disable: Disable = None,
) -> None:
    """Write an HTML page for a browser: the texts with their facts marked, an outline, search, tables.

    A file that cannot be read is reported and skipped, and the exit status is 1.
    """
    from fazhi_ie.io.batch import extract_file
    from fazhi_ie.view import render_page

    compiled = compile_rules(rules, disable)
    failed: list[str] = []
    reports = list(of_each_file(paths, lambda file: extract_file(file, rules=compiled), failed))
    with writer(output) as out:
        out.write(render_page(reports, title=reports[0].meta.title or output.stem if reports else output.stem))
    if failed:
        complain(f"{len(failed)} of {len(reports) + len(failed)} files could not be read; the others are shown")
        raise typer.Exit(1)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a Report."""
    from fazhi_ie.schema import Report

    typer.echo(json.dumps(Report.model_json_schema(mode="serialization"), ensure_ascii=False, indent=2))


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(help="Folder of NAME.gold.json beside NAME.txt.")],
    predictions: Annotated[
        Path | None, typer.Option("--pred", help="Reports to score (JSON Lines); extracted now if absent.")
    ] = None,
    rules: Rules = None,
    disable: Disable = None,
    show: Annotated[int, typer.Option(min=0, help="List up to this many errors of each row, with context.")] = 0,
    by_rule: Annotated[
        bool, typer.Option("--by-rule", help="List the rules with their right and wrong facts.")
    ] = False,
    interval: Annotated[
        bool, typer.Option("--interval", help="Give each figure its 95 % interval (bootstrap over the texts).")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Score the extraction against hand-made annotations."""
    from fazhi_ie.facts.extract import extract as extract_text
    from fazhi_ie.io.jsonl import read_reports
    from fazhi_ie.tune.bootstrap import intervals
    from fazhi_ie.tune.evaluate import evaluate as score
    from fazhi_ie.tune.evaluate import read_gold
    from fazhi_ie.tune.scoreboard import board, figures, rule_board, rule_figures

    golds = read_gold(gold)
    if predictions is not None:
        reports = list(read_reports(predictions))
    else:
        compiled = compile_rules(rules, disable)
        reports = [extract_text(item.text, source=f"{item.name}.txt", rules=compiled) for item in golds]
    found = [report.model_dump(mode="json") for report in reports]
    rows = score(golds, found)
    spread = intervals(golds, found) if interval else {}
    if as_json:
        told: dict[str, Any] = figures(rows)
        for name, each in spread.items():
            told[name] |= {"low": round(each.low, 4), "high": round(each.high, 4)}
        told |= {"rules": rule_figures(rows)} if by_rule else {}
        typer.echo(json.dumps(told, indent=1))
        return
    typer.echo(board(rows, golds, show, spread))
    if by_rule:
        typer.echo("\n" + rule_board(rows))
