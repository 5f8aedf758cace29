"""The commands that read reports: extract, restore, view, schema, evaluate."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Annotated, Any

import typer

from fazhi_ie.cli.console import (
    Disable,
    Output,
    Rules,
    compile_rules,
    complain,
    of_each_file,
    progress,
    read_stdin,
    writer,
)
from fazhi_ie.cli.runs import Failures, Format, choose_format, find_jobs, outcomes, refuse_inputs
from fazhi_ie.errors import FazhiError

app = typer.Typer()


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
        bool,
        typer.Option(
            "--resume",
            help="Go on where an earlier run with the same files was broken off (jsonl); they must not change.",
        ),
    ] = False,
    timeout: Annotated[
        float | None,
        typer.Option(
            min=0, help="Seconds that one file may take; 300 if absent and there are several; 0 for no limit."
        ),
    ] = None,
    memory: Annotated[
        int | None, typer.Option(min=256, help="Megabytes that a process may hold; no limit if absent.")
    ] = None,
) -> None:
    """Extract facts: one Report a line, as JSON; or tables, a row a fact (csv and parquet into a folder, xlsx).

    A file that gives no report (it cannot be read, takes too long, ends its process) is reported and the rest goes on;
    the exit status is then 1. With --output NAME the failures stand in NAME.errors.jsonl as well, as JSON Lines.
    """
    from fazhi_ie.facts.extract import source_name
    from fazhi_ie.io.jsonl import LineFile
    from fazhi_ie.io.resume import done_before
    from fazhi_ie.io.streams import descriptor, is_stream
    from fazhi_ie.io.table_files import files_of, write_tables
    from fazhi_ie.schema import Report

    if str(output) == "-" or (output is not None and descriptor(output) == 1):
        output = None
    form = choose_format(output, format)
    if form is not Format.jsonl and output is None:
        raise FazhiError(f"--format {form.value} needs --output: a file for xlsx, a folder for csv and parquet")
    if resume and (form is not Format.jsonl or output is None or is_stream(output)):
        raise FazhiError("--resume goes on with a file of JSON Lines: give the --output of the earlier run")
    compiled = compile_rules(rules, disable)
    failures = Failures(output, form, resume=resume)
    jobs = find_jobs(paths, with_text)
    if output is not None:
        written = [output] if form is Format.jsonl else files_of(output, form.value)
        refuse_inputs(
            [*(job.name for job in jobs), *(rules or ())],
            written if failures.path is None else [*written, failures.path],
        )
    done = 0
    if resume and output is not None and failures.path is not None:
        names = [source_name(job.name) for job in jobs]
        done = done_before(names, output, failures.path, compiled, with_text=with_text)
        complain(f"{done} of {len(jobs)} inputs are done already")

    def lines(step: Callable[[], None]) -> Iterator[str]:
        for outcome in extracted:
            if isinstance(outcome, str):
                yield outcome
            else:
                failures.add(outcome)
            step()

    on_terminal = sys.stderr.isatty() and not (output is None and sys.stdout.isatty())
    extracted = outcomes(jobs, compiled, workers, timeout, memory, done=done)
    with closing(extracted), progress(len(jobs) - done, on_terminal) as step:
        if output is None:
            with writer(None) as out:
                out.writelines(f"{line}\n" for line in lines(step))
        elif form is Format.jsonl:
            with failures, LineFile(output, keep=resume) as file:
                for line in lines(step):
                    file.write(line)
        else:
            with failures:
                write_tables(map(Report.from_json, lines(step)), output, form.value, floats=floats)
    if failures.count == len(jobs):
        complain(f"all {len(jobs)} inputs failed" if len(jobs) > 1 else "the input failed")
    elif failures.count:
        complain(f"{failures.count} of {len(jobs)} inputs failed; the others were extracted")
    if failures.count:
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

    given = read_bytes(read_stdin()).text if path == "-" else read(path)
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
    from fazhi_ie.io.inputs import find_files
    from fazhi_ie.view import render_page

    compiled = compile_rules(rules, disable)
    found = list(find_files(paths))
    refuse_inputs((each.path for each in found), [output])
    failed: list[str] = []
    reports = list(of_each_file(found, lambda file: extract_file(file, rules=compiled), failed))
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
