"""Label Studio: tasks as it imports them, its exports as tasks, and the labelling interface.

Offsets are code points, as newer versions count them; those of older ones, in UTF-16 units, are recognised by the text
of the region. See https://labelstud.io/guide/task_format for the format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from xml.sax.saxutils import quoteattr

from fazhi_ie.errors import ReadError
from fazhi_ie.rules import RuleSet, load_rules
from fazhi_ie.rules.labels import labels
from fazhi_ie.schema import LABELS
from fazhi_ie.text.alignment import Alignment
from fazhi_ie.tune.annotation import CHOICES, FIELDS, KINDS, Region, Task, checked, file_name, place_of
from fazhi_ie.tune.evaluate import META_KEYS
from fazhi_ie.version import __version__

_OPTIONAL = "optional"
_META = "meta_"
_COLOURS = ("#1f77b4", "#2ca02c", "#17becf", "#9467bd", "#8c564b", "#7f7f7f", "#bcbd22")
_COLOUR_OF = {"INDICATOR": "#ff7f0e", "MEASURE": "#e377c2", "PROBLEM": "#d62728"}


def label_config(rules: RuleSet | None = None) -> str:
    """Return the labelling interface of a Label Studio project.

    Args:
        rules: The rules whose own entity labels are offered besides the built-in ones; None for the built-in rules.

    Returns:
        str: XML, to paste under Settings, Labeling Interface, Code.

    Example:
        >>> print(label_config().splitlines()[2].strip())
        <Label value="AGENCY" background="#1f77b4"/>

    Source:
        https://labelstud.io/tags for the tags.
    """
    own = [label for label in (rules or load_rules()).labels() if label not in labels()]
    lines = [
        "<View>",
        '  <Labels name="label" toName="text">',
        *(
            f"    <Label value={quoteattr(label)} background={quoteattr(_COLOUR_OF.get(label, _COLOURS[n % 7]))}/>"
            for n, label in enumerate((*LABELS, *KINDS, *own))
        ),
        "  </Labels>",
        "  <Style>.htx-text{ white-space: pre-wrap; }</Style>",
        '  <Text name="text" value="$text"/>',
    ]
    for name in dict.fromkeys(name for names in FIELDS.values() for name in names):
        when = ",".join(label for label, names in FIELDS.items() if name in names)
        common = f'name="{name}" toName="text" perRegion="true" visibleWhen="region-selected" whenLabelValue="{when}"'
        lines.append(f'  <Header value="{name}" visibleWhen="region-selected" whenLabelValue="{when}"/>')
        if name in CHOICES:
            values = "".join(f'<Choice value="{value}"/>' for value in CHOICES[name])
            lines.append(f'  <Choices {common} choice="single-radio" showInline="true">{values}</Choices>')
        else:
            lines.append(f'  <TextArea {common} maxSubmissions="1" editable="true"/>')
    lines.append(
        f'  <Choices name="{_OPTIONAL}" toName="text" perRegion="true" visibleWhen="region-selected">'
        '<Choice value="optional"/></Choices>'
    )
    for key in META_KEYS:
        lines.append(f'  <Header value="{key}"/>')
        lines.append(f'  <TextArea name="{_META}{key}" toName="text" maxSubmissions="1" editable="true"/>')
    return "\n".join([*lines, "</View>"]) + "\n"


def to_label_studio(tasks: Iterable[Task]) -> list[dict[str, Any]]:
    """Return tasks as Label Studio imports them: the restored text, marked as predictions, and how to get back.

    Args:
        tasks: The tasks, in the order wanted.

    Returns:
        list[dict[str, Any]]: to be written as one JSON file; offsets are code points of the restored text.

    Example:
        >>> from fazhi_ie.tune import tasks_of
        >>> (made,) = to_label_studio(tasks_of([("a.txt", "共办理案件12件。")]))
        >>> made["data"]["text"], made["predictions"][0]["result"][0]["value"]
        ('共办理案件12件。', {'start': 1, 'end': 8, 'text': '办理案件12件', 'labels': ['MEASURE']})

    Source:
        https://labelstud.io/guide/task_format for the format.
    """
    return [
        {
            "data": {
                "text": task.shown, "name": task.name, "given": task.given, "alignment": task.alignment.to_data(),
            },
            "predictions": [{"model_version": f"fazhi-ie {__version__}", "result": list(_results(task))}],
        }
        for task in tasks
    ]  # fmt: skip


def _results(task: Task) -> Iterator[dict[str, Any]]:
    for n, region in enumerate(task.regions):
        place = {"start": region.start, "end": region.end}
        common = {"id": f"r{n}", "to_name": "text"}
        text = task.shown[region.start : region.end]
        value = {**place, "text": text, "labels": [region.label]}
        yield {**common, "from_name": "label", "type": "labels", "value": value}
        chosen = {**region.fields, **({_OPTIONAL: "optional"} if region.optional else {})}
        for name, given in chosen.items():
            if name in CHOICES or name == _OPTIONAL:
                yield {**common, "from_name": name, "type": "choices", "value": {**place, "choices": [given]}}
            else:
                yield {**common, "from_name": name, "type": "textarea", "value": {**place, "text": [given]}}
    for key, given in task.meta.items():
        yield {
            "id": f"m-{key}", "to_name": "text", "from_name": _META + key, "type": "textarea",
            "value": {"text": [given]},
        }  # fmt: skip


def from_label_studio(exported: Any) -> tuple[list[Task], list[str]]:
    """Read what Label Studio exports as JSON.

    Args:
        exported: The parsed JSON: a list of tasks with `data` and `annotations`.

    Returns:
        tuple: the annotated tasks, and the names of those that nobody has annotated yet.

    Raises:
        ReadError: It is another format, a task has several annotations and none is the ground truth, or a region does
            not fit its text; the message names the task and the region.

    Example:
        >>> value = {"start": 0, "end": 4, "text": "市司法局", "labels": ["AGENCY"]}
        >>> result = {"id": "a", "from_name": "label", "to_name": "text", "type": "labels", "value": value}
        >>> data = {"name": "a", "text": "市司法局办案。"}
        >>> done, waiting = from_label_studio([{"data": data, "annotations": [{"result": [result]}]}, {"data": data}])
        >>> [(region.start, region.end, region.label) for region in done[0].regions], waiting
        ([(0, 4, 'AGENCY')], ['a'])

    Source:
        https://labelstud.io/guide/export for the format.
    """
    if not isinstance(exported, list) or not all(isinstance(task, dict) and "data" in task for task in exported):
        raise ReadError("not an export of Label Studio in its JSON format (a list of tasks with data and annotations)")
    done: list[Task] = []
    waiting: list[str] = []
    for n, task in enumerate(exported):
        try:
            bare = _bare_task(task["data"], n)
            made = [each for each in task.get("annotations") or () if not each.get("was_cancelled")]
            chosen = [each for each in made if each.get("ground_truth")] or made
            if len(chosen) > 1:
                raise ReadError(f"{bare.name}: has {len(chosen)} annotations; mark one of them as ground truth")
            if chosen:
                done.append(_annotated(bare, chosen[0].get("result") or ()))
            else:
                waiting.append(bare.name)
        except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
            raise ReadError(f"task {n + 1} is not as Label Studio writes it ({error!r})") from error
    return done, waiting


def _bare_task(data: Mapping[str, Any], n: int) -> Task:
    name = str(data.get("name") or f"task-{n + 1}")
    shown = data.get("text")
    if not isinstance(shown, str):
        raise ReadError(f"{name}: has no text; the data of a task needs the key text")
    given = data.get("given", shown)
    alignment = Alignment.from_data(data["alignment"]) if "alignment" in data else Alignment.identity(len(shown))
    return checked(Task(file_name(name), given, shown, alignment))


def _annotated(task: Task, results: Iterable[Mapping[str, Any]]) -> Task:
    places: dict[str, tuple[int, int, str]] = {}
    fields: dict[str, dict[str, str]] = {}
    meta: dict[str, str] = {}
    for result in results:
        name, value = str(result.get("from_name")), result.get("value") or {}
        if result.get("type") == "labels":
            for label in value.get("labels") or ():
                places[str(result.get("id"))] = (*_span(task, value), str(label))
            continue
        given = value.get("choices") or value.get("text") or ()
        told = "\n".join([given] if isinstance(given, str) else given).strip()
        if told and name.startswith(_META):
            meta[name.removeprefix(_META)] = told
        elif told:
            fields.setdefault(str(result.get("id")), {})[name] = told
    regions = []
    for key, (start, end, label) in places.items():
        mine = fields.get(key, {})
        kept = {name: mine[name] for name in FIELDS.get(label, ()) if name in mine}
        regions.append(Region(start, end, label, kept, _OPTIONAL in mine))
    return Task(task.name, task.given, task.shown, task.alignment, tuple(sorted(regions, key=place_of)), meta)


def _span(task: Task, value: Mapping[str, Any]) -> tuple[int, int]:
    """Return the span of a region without white space at its edges."""
    try:
        start, end = int(value["start"]), int(value["end"])
    except (KeyError, TypeError, ValueError) as error:
        raise ReadError(f"{task.name}: a region has no start and end: {dict(value)!r}") from error
    text, wanted = task.shown, value.get("text")
    if isinstance(wanted, str) and _squashed(text[start:end]) != _squashed(wanted):
        units = text.encode("utf-16-le", "surrogatepass")
        first, last = (len(units[: 2 * at].decode("utf-16-le", "ignore")) for at in (start, end))
        if _squashed(text[first:last]) != _squashed(wanted):
            raise ReadError(f"{task.name}: the region {wanted!r} does not stand at characters {start} to {end}")
        start, end = first, last
    if not 0 <= start < end <= len(text):
        raise ReadError(f"{task.name}: a region from {start} to {end} lies outside the text of {len(text)} characters")
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())


def _squashed(text: str) -> str:
    return "".join(text.replace("\\n", "").split())
