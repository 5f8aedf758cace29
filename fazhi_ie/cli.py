"""The `fazhi-ie` command. Errors are one line on standard error; exit status 1 if a file failed, 2 for wrong usage."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any

import typer

from fazhi_ie.errors import FazhiError

if TYPE_CHECKING:
    from fazhi_ie.rules import RuleSet

app = typer.Typer(
    name="fazhi-ie",
    help="Typed, checkable facts from Chinese government reports.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
rules_app = typer.Typer(name="rules", help="Begin, check, test and explain rule packs.", no_args_is_help=True)
app.add_typer(rules_app)

annotate_app = typer.Typer(
    name="annotate", help="Texts to annotation tools and back as gold for `evaluate`.", no_args_is_help=True
)
app.add_typer(annotate_app)

Rules = Annotated[
    list[Path] | None, typer.Option("--rules", help="A rule pack (TOML) to stack on the built-in ones; may repeat.")
]
Disable = Annotated[list[str] | None, typer.Option("--disable", help="Id of a rule to switch off; may repeat.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Where to write; standard output if absent.")]


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


def complain(message: str) -> None:
    """Print one line on standard error, marked as ours."""
    typer.echo(f"fazhi-ie: {message}", err=True)


@app.callback(invoke_without_command=True)
def _version(
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.", is_eager=True)] = False,
) -> None:
    if version:
        from fazhi_ie.version import __version__

        typer.echo(__version__)
        raise typer.Exit


def _compile(rules: list[Path] | None, disable: list[str] | None = None) -> RuleSet:
    """Return the rules of --rules and --disable."""
    from fazhi_ie.rules import load_rules

    return load_rules(tuple(rules or ()), tuple(disable or ()))


@contextlib.contextmanager
def _writer(path: Path | None) -> Iterator[IO[str]]:
    if path is None:
        yield sys.stdout
        return
    try:
        with path.open("w", encoding="utf-8", newline="\n") as out:
            yield out
    except OSError as error:
        raise FazhiError(f"{path}: cannot be written: {error.strerror or error}") from error


@contextlib.contextmanager
def _progress(total: int, shown: bool) -> Iterator[Any]:
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


@app.command()
def extract(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, or - for standard input.")],
    output: Output = None,
    workers: Annotated[int, typer.Option(min=1, help="Number of processes.")] = 1,
    rules: Rules = None,
    disable: Disable = None,
    with_text: Annotated[bool, typer.Option("--with-text", help="Keep the clean text in each line.")] = False,
) -> None:
    """Extract facts: one Report a line, as JSON.

    A file that cannot be read is reported and skipped, the rest goes on, and the exit status is 1.
    """
    from fazhi_ie.io.batch import Job, extract_files
    from fazhi_ie.io.readers import find_files

    compiled = _compile(rules, disable)
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
    with _writer(output) as out, _progress(len(jobs), on_terminal) as step:
        for _, line, error_message in extract_files(jobs, workers=workers, rules=compiled):
            if line is None:
                failed += 1
                complain(str(error_message))
            else:
                out.write(line + "\n")
            step()
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
    from fazhi_ie.io.readers import read
    from fazhi_ie.text.decode import decode
    from fazhi_ie.text.diff import describe
    from fazhi_ie.text.restore import KINDS
    from fazhi_ie.text.restore import restore as restore_text

    given = decode(sys.stdin.buffer.read()) if path == "-" else read(path)
    if only and not set(only) <= set(KINDS):
        raise FazhiError(f"--only takes kinds of repair: {', '.join(KINDS)}")
    done = restore_text(given, only or "auto")
    with _writer(output) as out:
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
    paths: Annotated[list[str], typer.Argument(help="Text files or folders.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The HTML page to write.")],
    rules: Rules = None,
) -> None:
    """Write an HTML page that shows the texts with their facts marked, and tables."""
    from fazhi_ie.facts.extract import extract as extract_text
    from fazhi_ie.io.readers import find_files, read
    from fazhi_ie.view import render_page

    compiled = _compile(rules)
    page = render_page(extract_text(read(file), source=str(file), rules=compiled) for file in find_files(paths))
    with _writer(output) as out:
        out.write(page)


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
        compiled = _compile(rules, disable)
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


def _read_all(corpus: list[str], failed: list[str]) -> Iterator[tuple[str, str]]:
    """Yield name and text of each file; one that cannot be read is complained of and noted in `failed`."""
    from fazhi_ie.io.readers import find_files, read

    for file in find_files(corpus):
        try:
            yield str(file), read(file)
        except FazhiError as error:
            failed.append(str(file))
            complain(str(error))


@app.command()
def compare(
    corpus: Annotated[list[str], typer.Argument(help="Text files or folders.")],
    before: Annotated[
        list[str] | None, typer.Option("--before", help="The rules to start from: a pack, or base; may repeat.")
    ] = None,
    after: Annotated[
        list[str] | None, typer.Option("--after", help="The rules as changed: a pack, or base; may repeat.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write an HTML page with all differences.")
    ] = None,
    show: Annotated[int, typer.Option(min=0, help="List up to this many differences of each sort.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
    fail_on_loss: Annotated[bool, typer.Option("--fail-on-loss", help="Exit status 1 if a fact was lost.")] = False,
) -> None:
    """Compare two rule sets over a corpus: the facts gained, lost and changed, by kind and by rule.

    A file that cannot be read is reported and skipped, and the exit status is 1.
    """
    from fazhi_ie.rules import load_rules
    from fazhi_ie.tune.comparison import compare as compare_rules

    failed: list[str] = []

    old, new = (load_rules(tuple(path for path in packs or () if path != "base")) for packs in (before, after))
    result = compare_rules(_read_all(corpus, failed), old, new)
    if output is not None:
        with _writer(output) as out:
            out.write(result.page())
    typer.echo(json.dumps(result.to_dict(), ensure_ascii=False, indent=1) if as_json else result.table(show))
    if failed:
        complain(f"{len(failed)} of {result.texts + len(failed)} files could not be read; the others were compared")
    if failed or (fail_on_loss and result.lost):
        raise typer.Exit(1)


@app.command()
def suggest(
    corpus: Annotated[list[str], typer.Argument(help="Text files or folders.")],
    rules: Rules = None,
    disable: Disable = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write the suggestions as a rule pack to edit.")
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option("--kind", help="agency, unit, document, verb or problem; may repeat."),
    ] = None,
    least: Annotated[int, typer.Option(min=1, help="How often a candidate must stand at least.")] = 2,
    most: Annotated[int, typer.Option(min=1, help="How many of each kind.")] = 30,
) -> None:
    """List what the rules miss in a corpus: strings that look like facts and that no rule covers.

    A file that cannot be read is reported and skipped, and the exit status is 1.
    """
    from fazhi_ie.tune.suggestions import KINDS, as_pack
    from fazhi_ie.tune.suggestions import suggest as find_suggestions

    wrong = [name for name in kind or () if name not in KINDS]
    if wrong:
        raise FazhiError(f"--kind {wrong[0]}: there is no such kind; write one of {', '.join(KINDS)}")
    failed: list[str] = []
    texts = (text for _, text in _read_all(corpus, failed))
    kinds = [name for name in KINDS if not kind or name in kind]
    found = find_suggestions(texts, _compile(rules, disable), kinds=kinds, least=least, most=most)
    if output is not None:
        with _writer(output) as out:
            out.write(as_pack(found))
    for each in found:
        typer.echo(f"{each.kind}\t{each.text}\t{each.count} times in {each.documents} texts")
        for sentence in each.sentences:
            typer.echo(f"\t{sentence}")
    if failed:
        complain(f"{len(failed)} files could not be read; the others were searched")
        raise typer.Exit(1)


@annotate_app.command("export")
def export_annotations(
    corpus: Annotated[list[str], typer.Argument(help="Text files or folders.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Where to write: .json for Label Studio, .spacy for a DocBin.")
    ],
    rules: Rules = None,
    disable: Disable = None,
) -> None:
    """Write texts to annotate, marked with what the rules find, so that a person only corrects.

    A file that cannot be read is reported and skipped, and the exit status is 1.
    """
    from fazhi_ie.tune import tasks_of, to_docbin, to_label_studio

    if output.suffix not in (".json", ".spacy"):
        raise FazhiError(f"{output}: end its name in .json for Label Studio, or in .spacy for a spaCy DocBin")
    failed: list[str] = []
    compiled = _compile(rules, disable)
    tasks = list(tasks_of(_read_all(corpus, failed), compiled))
    if output.suffix == ".json":
        with _writer(output) as out:
            out.write(json.dumps(to_label_studio(tasks), ensure_ascii=False, indent=1) + "\n")
    else:
        try:
            output.write_bytes(to_docbin(tasks))
        except OSError as error:
            raise FazhiError(f"{output}: cannot be written: {error.strerror or error}") from error
    typer.echo(f"{output}: {len(tasks)} texts with {sum(len(task.regions) for task in tasks)} regions to correct")
    if failed:
        complain(f"{len(failed)} files could not be read; the others were exported")
        raise typer.Exit(1)


@annotate_app.command("import")
def import_annotations(
    file: Annotated[
        Path, typer.Argument(help="What the tool exported: .json of Label Studio (format JSON), .spacy of spaCy.")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder of gold to write.")],
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace gold that lies there already.")] = False,
) -> None:
    """Write annotated texts as gold: NAME.txt beside NAME.gold.json, for `fazhi-ie evaluate`.

    What is missing in an annotation is told, a line each; its text is not written, and the exit status is 1.
    """
    from fazhi_ie.tune import from_docbin, from_label_studio, write_gold

    waiting: list[str] = []
    try:
        data = file.read_bytes()
        if file.suffix == ".spacy":
            tasks = from_docbin(data)
        else:
            tasks, waiting = from_label_studio(json.loads(data))
    except OSError as error:
        raise FazhiError(f"{file}: cannot be read: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        raise FazhiError(f"{file}: is not JSON: {error}") from error
    except FazhiError as error:
        raise FazhiError(f"{file}: {error}") from error
    faults = write_gold(tasks, output, overwrite=overwrite)
    for fault in faults:
        complain(fault)
    if waiting:
        complain(f"not annotated yet, left out: {', '.join(waiting)}")
    left = len({fault.split(":", 1)[0] for fault in faults})
    typer.echo(f"{output}: {len(tasks) - left} texts written" + (f", {left} with faults left out" if left else ""))
    if faults:
        raise typer.Exit(1)


@annotate_app.command("config")
def annotation_config(rules: Rules = None, output: Output = None) -> None:
    """Write the labelling interface (XML) for a project in Label Studio, with the entity labels of the rules."""
    from fazhi_ie.tune import label_config

    with _writer(output) as out:
        out.write(label_config(_compile(rules)))


@rules_app.command("new")
def new_rules(path: Annotated[Path, typer.Argument(help="The TOML file to write.")]) -> None:
    """Write a commented rule pack that extends the built-in ones."""
    from fazhi_ie.tune.packs import new_pack

    typer.echo(f"{new_pack(path)}: edit it, then  fazhi-ie rules check {path}")


@rules_app.command("check")
def check_rules(
    packs: Annotated[list[Path] | None, typer.Argument(help="Rule packs; the built-in ones if absent.")] = None,
) -> None:
    """Check rule packs: everything that is wrong, a line each, with file, line, rule and what to write instead."""
    from fazhi_ie.facts.examples import grammar_failures
    from fazhi_ie.rules import Pack, builtin_packs, check_pack, clashes, read_pack
    from fazhi_ie.rules.examples import failures

    wrong = 0
    if not packs:
        for pack in builtin_packs():
            for rule, message in (*failures(pack.rules), *grammar_failures(pack.rules)):
                wrong += 1
                complain(f"{pack.origin}:{rule.line}: rule {rule.id!r} {message}")
            typer.echo(f"{pack.origin}: {len(pack.rules)} rules")
    below: list[Pack] = []
    for path in packs or ():
        faults = check_pack(path, below)
        for fault in faults:
            complain(str(fault))
        wrong += len(faults)
        if not faults:
            pack = read_pack(path)
            for note in clashes(pack, below):
                complain(f"note: {note}")
            below.append(pack)
            typer.echo(f"{path}: {len(below[-1].rules)} rules")
    if wrong:
        raise typer.Exit(1)


@rules_app.command("test")
def run_rule_examples(
    packs: Annotated[list[Path] | None, typer.Argument(help="Rule packs to stack on the built-in ones.")] = None,
) -> None:
    """Run the examples of all rules, built-in and given, as one rule set."""
    from fazhi_ie.tune.packs import run_examples

    faults = run_examples(packs or ())
    for fault in faults:
        complain(str(fault))
    rules = _compile(packs).rules
    examples = sum(len(rule.match) + len(rule.reject) for rule in rules)
    typer.echo(f"{examples} examples of {len(rules)} rules: {len(faults) or 'none'} wrong")
    if faults:
        raise typer.Exit(1)


@rules_app.command("show")
def show_rules(
    text: Annotated[str, typer.Argument(help="A sentence, or - for standard input.")],
    rules: Rules = None,
    disable: Disable = None,
    words: Annotated[bool, typer.Option("--words", help="List the words that only help to read, too.")] = False,
) -> None:
    """Explain a sentence: which rules matched, on what, and what became of each match."""
    from fazhi_ie.text.decode import decode
    from fazhi_ie.tune.explanation import explain

    sentence = decode(sys.stdin.buffer.read()) if text == "-" else text
    typer.echo(explain(sentence, _compile(rules, disable)).told(words=words))


@rules_app.command("schema")
def rules_schema() -> None:
    """Print the JSON Schema of a rule pack, for completion in editors."""
    from fazhi_ie.tune.packs import pack_schema

    typer.echo(json.dumps(pack_schema(), ensure_ascii=False, indent=2))


@rules_app.command("list")
def list_rules(rules: Rules = None, disable: Disable = None) -> None:
    """List the ids and labels of all rules that are on."""
    for rule in _compile(rules, disable).rules:
        typer.echo(f"{rule.id}\t{rule.label}\t{rule.pack}")
