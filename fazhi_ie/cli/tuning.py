"""The commands of the workbench: compare, suggest, annotate, rules."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from fazhi_ie.cli.console import Disable, Output, Rules, compile_rules, complain, read_all, read_stdin, writer
from fazhi_ie.errors import FazhiError

app = typer.Typer()
rules_app = typer.Typer(name="rules", help="Begin, check, test and explain rule packs.", no_args_is_help=True)

annotate_app = typer.Typer(
    name="annotate", help="Texts to annotation tools and back as gold for `evaluate`.", no_args_is_help=True
)


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
    result = compare_rules(read_all(corpus, failed), old, new)
    if output is not None:
        with writer(output) as out:
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
    texts = (text for _, text in read_all(corpus, failed))
    kinds = [name for name in KINDS if not kind or name in kind]
    found = find_suggestions(texts, compile_rules(rules, disable), kinds=kinds, least=least, most=most)
    if output is not None:
        with writer(output) as out:
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
    compiled = compile_rules(rules, disable)
    tasks = list(tasks_of(read_all(corpus, failed), compiled))
    if output.suffix == ".json":
        with writer(output) as out:
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

    with writer(output) as out:
        out.write(label_config(compile_rules(rules)))


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
    rules = compile_rules(packs).rules
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

    sentence = decode(read_stdin()) if text == "-" else text
    typer.echo(explain(sentence, compile_rules(rules, disable)).told(words=words))


@rules_app.command("schema")
def rules_schema() -> None:
    """Print the JSON Schema of a rule pack, for completion in editors."""
    from fazhi_ie.tune.packs import pack_schema

    typer.echo(json.dumps(pack_schema(), ensure_ascii=False, indent=2))


@rules_app.command("list")
def list_rules(rules: Rules = None, disable: Disable = None) -> None:
    """List the ids and labels of all rules that are on."""
    for rule in compile_rules(rules, disable).rules:
        typer.echo(f"{rule.id}\t{rule.label}\t{rule.pack}")
