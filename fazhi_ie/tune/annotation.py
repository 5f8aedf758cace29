"""Texts to annotate: marked with what the rules find for a person to correct, and back as gold for `evaluate`.

A person sees the restored text, without noise; the offsets of the text as given come back through the alignment that
travels with the task. `label_studio` and `docbin` carry tasks to other programs and back.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, get_args

from fazhi_ie.errors import FazhiError, NumeralError, ReadError
from fazhi_ie.facts.analyse import analyse
from fazhi_ie.facts.extract import hash_text, make_source
from fazhi_ie.facts.report import build_report
from fazhi_ie.numbers import parse_quantity
from fazhi_ie.rules import RuleSet, load_rules
from fazhi_ie.schema.facts import Bound
from fazhi_ie.text.alignment import Alignment
from fazhi_ie.text.view import matching_view
from fazhi_ie.tune.evaluate import META_KEYS

#: The labels of what is no entity, with the list of the gold that each belongs to.
KINDS = {"INDICATOR": "indicators", "MEASURE": "measures", "PROBLEM": "problems"}
_LABEL_OF = {kind: label for label, kind in KINDS.items()}
_LISTS = ("entities", *KINDS.values())
#: What a person can correct about a region, besides its place and label.
FIELDS = {
    "AGENCY": ("name",),
    "INDICATOR": ("name", "value", "upper", "unit", "bound"),
    "MEASURE": ("action", "object", "status"),
}
#: Fields that have few values.
CHOICES = {"bound": get_args(Bound), "status": ("done", "planned")}


@dataclass(frozen=True, slots=True)
class Region:
    """A marked stretch of a restored text.

    Attributes:
        start: Where it begins, in code points of `Task.shown`.
        end: Where it ends, exclusive.
        label: An entity label, "INDICATOR", "MEASURE" or "PROBLEM".
        fields: What a person may correct besides: `name` of an AGENCY; `name`, `value`, `upper`, `unit`, `bound` of an
            INDICATOR; `action`, `object`, `status` of a MEASURE; all as strings, empty ones left out.
        optional: Whether finding it and leaving it are both right; the scores then pass over it.

    Example:
        >>> Region(4, 7, "INDICATOR", {"name": "办理案件", "value": "12", "unit": "件", "bound": "eq"}).fields["value"]
        '12'
    """

    start: int
    end: int
    label: str
    fields: Mapping[str, str] = field(default_factory=dict)
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """One text to annotate, with what is marked in it.

    Attributes:
        name: Stem of the files that `write_gold` writes; unique in a corpus.
        given: The text as given.
        shown: The restored text, which a person sees.
        alignment: Leads from `given` (source) to `shown` (target).
        regions: What is marked, by place.
        meta: The report's own data as strings, by the keys of `Metadata`; absent where the text does not give them.

    Example:
        >>> (task,) = tasks_of([("reports/a.txt", "執(zhí)法工作情况。2023年")])
        >>> task.name, task.given, task.shown
        ('a', '執(zhí)法工作情况。2023年', '执法工作情况。2023年')
    """

    name: str
    given: str
    shown: str
    alignment: Alignment
    regions: tuple[Region, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)


def tasks_of(texts: Iterable[tuple[str, str]], rules: RuleSet | None = None) -> Iterator[Task]:
    """Make tasks, marked with what the rules find, so that a person only corrects.

    Args:
        texts: Name and text of each; of a path the name of the file counts, equal names are numbered.
        rules: The rules to mark with; None for the built-in ones.

    Yields:
        Task: one a text, in the order given; the next text is read when its task is asked for.

    Example:
        >>> (task,) = tasks_of([("a.txt", "县司法局印发《甲方案》。")])
        >>> [(region.label, task.shown[region.start : region.end]) for region in task.regions]
        [('AGENCY', '县司法局'), ('MEASURE', '县司法局印发《甲方案》'), ('DOCUMENT', '《甲方案》')]
    """
    taken: Counter[str] = Counter()
    rules = load_rules() if rules is None else rules
    for path, text in texts:
        stem = Path(path).stem or "text"
        taken[stem] += 1
        name = stem if taken[stem] == 1 else f"{stem}-{taken[stem]}"
        source = make_source(text)
        report = build_report(analyse(matching_view(source.clean), rules), source, rules.names).model_dump(mode="json")
        regions = [
            _region(_LABEL_OF.get(kind) or item["label"], item) for kind in _LISTS for item in report[kind]
        ]  # fmt: skip
        meta = {key: str(report["meta"][key]) for key in META_KEYS if report["meta"].get(key) is not None}
        yield Task(name, text, source.clean, source.alignment, tuple(sorted(regions, key=place_of)), meta)


def place_of(region: Region) -> tuple[int, int, str]:
    """Return start, end and label."""
    return region.start, region.end, region.label


def _region(label: str, item: Mapping[str, Any]) -> Region:
    fields = {key: str(item[key]) for key in FIELDS.get(label, ()) if item.get(key) not in (None, "")}
    return Region(item["span"]["clean_start"], item["span"]["clean_end"], label, fields)


# --- gold ------------------------------------------------------------


def to_gold(task: Task) -> tuple[dict[str, Any], list[str]]:
    """Return a task as gold annotations for `score`, and what is still missing in it.

    The value, unit and bound of a figure whose fields are empty are read from its text; all else that is missing (the
    name of an indicator, the action or status of a measure) is a fault.

    Args:
        task: The annotated task.

    Returns:
        tuple: the content of NAME.gold.json, a dict with "doc", "sha256", "meta" and a list a kind, whose `start` and
        `end` are code points of the text as given; and a list of faults, a sentence each with text, place and what to
        fill in.

    Example:
        >>> (task,) = tasks_of([("a.txt", "办理案件12件。")])
        >>> gold, faults = to_gold(task)
        >>> [(item["start"], item["end"], item["text"], item["value"]) for item in gold["indicators"]], faults
        ([(4, 7, '12件', '12')], [])
    """
    gold: dict[str, Any] = {"doc": task.name, "sha256": hash_text(task.given), "meta": dict(task.meta)}
    gold |= {kind: [] for kind in _LISTS}
    if "year" in gold["meta"]:
        gold["meta"]["year"] = int(gold["meta"]["year"]) if gold["meta"]["year"].isdigit() else gold["meta"]["year"]
    faults: list[str] = []
    for region in sorted(task.regions, key=place_of):
        start, end = task.alignment.to_source(region.start, region.end)
        item: dict[str, Any] = {"start": start, "end": end, "text": task.given[start:end]}
        shown = task.shown[region.start : region.end]
        if region.label not in KINDS:
            item |= {"label": region.label, **region.fields}
        elif region.label != "PROBLEM":
            values, missing = (_figure if region.label == "INDICATOR" else _action)(region.fields, shown)
            item |= values
            faults += [f"{task.name}: {region.label} {shown!r} at character {start}: {what}" for what in missing]
        if region.optional:
            item["optional"] = True
        gold[KINDS.get(region.label, "entities")].append(item)
    return gold, faults


def _figure(fields: Mapping[str, str], shown: str) -> tuple[dict[str, Any], list[str]]:
    values: dict[str, Any] = {key: value for key, value in fields.items() if key != "name"}
    faults = []
    if "value" not in fields:
        try:
            read = parse_quantity(shown)
        except NumeralError:
            faults.append("its value cannot be read from its text; fill in value and unit")
        else:
            values["value"] = None if read.value is None else format(read.value, "f")
            if read.upper is not None:
                values["upper"] = format(read.upper, "f")
            values["unit"] = fields.get("unit", read.unit)
            values["bound"] = fields.get("bound", read.bound)
    for key in ("value", "upper"):
        try:
            Decimal(values.get(key) or 0)
        except InvalidOperation:
            faults.append(f"{key} = {values[key]!r} is no number; write digits, as in 39000 or 94.3")
    if not fields.get("name"):
        faults.append("it has no name; fill in what is counted")
    return {"unit": "", "bound": "eq", **values, "name": fields.get("name", "")}, faults


def _action(fields: Mapping[str, str], shown: str) -> tuple[dict[str, Any], list[str]]:
    faults = []
    if not fields.get("action"):
        faults.append("it has no action; fill in the verb as it stands in the text")
    if fields.get("status") not in CHOICES["status"]:
        faults.append(f"it has no status; choose {' or '.join(CHOICES['status'])}")
    return {"action": "", "object": "", **fields}, faults


def checked(task: Task) -> Task:
    """Return a task that came back from another program.

    Raises:
        ReadError: Its text is not the one that was exported.
    """
    if (task.alignment.source_length, task.alignment.target_length) != (len(task.given), len(task.shown)):
        raise ReadError(f"{task.name}: its text was changed after the export; export it again")
    return task


def file_name(name: str) -> str:
    """Return the last part of a name, so that nothing outside a folder is ever written."""
    return Path(name.replace("\\", "/")).name or "text"


def write_gold(tasks: Iterable[Task], folder: str | Path, *, overwrite: bool = False) -> list[str]:
    """Write NAME.txt (the text as given) and NAME.gold.json for each task that is whole; `evaluate` reads the folder.

    Args:
        tasks: The annotated tasks.
        folder: Where to write; made if it is not there.
        overwrite: Replace annotations that lie there already.

    Returns:
        list[str]: what is missing in the tasks that were not written; empty where all were.

    Raises:
        FazhiError: There are annotations of that name already, or the folder cannot be written.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     faults = write_gold(tasks_of([("a.txt", "办理案件12件。")]), folder)
        ...     faults, sorted(file.name for file in Path(folder).iterdir())
        ([], ['a.gold.json', 'a.txt'])
    """
    root = Path(folder)
    faults: list[str] = []
    try:
        root.mkdir(parents=True, exist_ok=True)
        for task in tasks:
            gold, missing = to_gold(task)
            faults += missing
            file = root / f"{task.name}.gold.json"
            if missing:
                continue
            if not overwrite and file.exists():
                raise FazhiError(f"{file}: is there already; choose another folder, or --overwrite")
            (root / f"{task.name}.txt").write_bytes(task.given.encode("utf-8", "surrogatepass"))
            file.write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", "utf-8")
    except OSError as error:
        raise FazhiError(f"{root}: cannot be written: {error.strerror or error}") from error
    return faults
