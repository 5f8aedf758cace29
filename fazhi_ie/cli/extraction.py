"""The commands that read reports: extract, restore, view, schema, evaluate."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from fazhi_ie.cli.console import Disable, Output, Rules, compile_rules, complain, progress, writer
from fazhi_ie.errors import FazhiError

app = typer.Typer()


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
) -> None:
    """Extract facts: one Report a line, as JSON; or tables, a row a fact (csv and parquet into a folder, xlsx).

    A file that cannot be read is reported and skipped, the rest goes on, and the exit status is 1.
    """
    from fazhi_ie.io.batch import Job, extract_files
    from fazhi_ie.io.readers import find_files
    from fazhi_ie.io.table_files import write_tables
    from fazhi_ie.schema import Report

    form = format or (Format.xlsx if output is not None and output.suffix == ".xlsx" else Format.jsonl)
    if form is not Format.jsonl and output is None:
        raise FazhiError(f"--format {form.value} needs --output: a file for xlsx, a folder for csv and parquet")
    compiled = compile_rules(rules, disable)
    jobs: list[Job] = []
    failed = 0
    for path in paths:
        try:
            if path == "-":
                jobs.append(Job("-", sys.stdin.buffer.read(), with_text))
            else:
                jobs += [Job(str(file), None, with_text) for file in find_files([path])]
        except FazhiError as error:
            failed += 1
            complain(str(error))
    on_terminal = sys.stderr.isatty() and not (output is None and sys.stdout.isatty())

    def lines(step: Callable[[], None]) -> Iterator[str]:
        nonlocal failed
        for _, line, error_message in extract_files(jobs, workers=workers, rules=compiled):
            if line is None:
                failed += 1
                complain(str(error_message))
            else:
                yield line
            step()

    with progress(len(jobs), on_terminal) as step:
        if form is Format.jsonl:
            with writer(output) as out:
                out.writelines(f"{line}\n" for line in lines(step))
        else:
            assert output is not None
            write_tables(map(Report.from_json, lines(step)), output, form.value, floats=floats)
    if failed:
        complain(f"{failed} of {max(len(jobs), failed)} inputs failed; the others were extracted")
        raise typer.Exit(1)


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
    from fazhi_ie.io.readers import find_files
    from fazhi_ie.schema import Report
    from fazhi_ie.view import render_page

    compiled = compile_rules(rules, disable)
    reports: list[Report] = []
    failed = 0
    for file in find_files(paths):
        try:
            reports.append(extract_file(file, rules=compiled))
        except FazhiError as error:
            failed += 1
            complain(str(error))
    with writer(output) as out:
        out.write(render_page(reports, title=reports[0].meta.title or output.stem if reports else output.stem))
    if failed:
        complain(f"{failed} of {len(reports) + failed} files could not be read; the others are shown")
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
