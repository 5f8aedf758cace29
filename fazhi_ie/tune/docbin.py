"""spaCy's DocBin: tasks as documents with spans, and back. spaCy is imported only when it is needed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from fazhi_ie.text.alignment import Alignment
from fazhi_ie.tune.annotation import KINDS, Region, Task, checked, file_name, place_of


def to_docbin(tasks: Iterable[Task]) -> bytes:
    """Return tasks as the bytes of a spaCy DocBin, one token a character.

    Entities are in `doc.ents`; indicators, measures and problems, which may overlap, in `doc.spans["fazhi_indicators"]`
    and so on; `doc.user_data` holds the way back to the text as given.

    Args:
        tasks: The tasks; a Doc each, in their order.

    Returns:
        bytes: the content of a .spacy file.

    Example:
        >>> from spacy.tokens import DocBin
        >>> from fazhi_ie.tune import tasks_of
        >>> len(DocBin().from_bytes(to_docbin(tasks_of([("a.txt", "市司法局办理案件12件。")]))))
        1

    Source:
        https://spacy.io/api/docbin for the format.
    """
    from fazhi_ie.pipes.docbin import pack_docs

    return pack_docs((task.shown, *_spans(task), _carried(task)) for task in tasks)


def _spans(task: Task) -> tuple[list[tuple[int, int, str]], dict[str, list[tuple[int, int, str]]]]:
    entities = [place_of(region) for region in task.regions if region.label not in KINDS]
    groups = {
        f"fazhi_{kind}": [place_of(region) for region in task.regions if region.label == label]
        for label, kind in KINDS.items()
    }
    return entities, groups


def _carried(task: Task) -> dict[str, Any]:
    fields = [[*place_of(region), dict(region.fields), region.optional] for region in task.regions]
    return {
        "name": task.name, "given": task.given, "alignment": task.alignment.to_data(), "meta": dict(task.meta),
        "fields": fields,
    }  # fmt: skip


def from_docbin(data: bytes) -> list[Task]:
    """Read the bytes of a DocBin, ours or another's; regions that were not moved keep their fields.

    Args:
        data: The content of a .spacy file. A Doc that `to_docbin` did not write is taken as its own text as given.

    Returns:
        list[Task]: a task a Doc, in their order; one without a name of ours is "doc-1" and so on.

    Raises:
        ReadError: The bytes are no DocBin, or a text was changed after the export.

    Example:
        >>> from fazhi_ie.tune import tasks_of
        >>> tasks = list(tasks_of([("a.txt", "市司法局办理案件12件。")]))
        >>> from_docbin(to_docbin(tasks)) == tasks
        True
    """
    from fazhi_ie.pipes.docbin import unpack_docs

    tasks = []
    groups = [f"fazhi_{kind}" for kind in KINDS.values()]
    for n, (shown, entities, grouped, carried) in enumerate(unpack_docs(data, groups)):
        # a document without what we carried is its own source
        known = {
            (start, end, label): (fields, optional) for start, end, label, fields, optional in carried.get("fields", ())
        }
        places = [*entities, *(place for spans in grouped.values() for place in spans)]
        regions = [Region(*place, *known.get(place, ({}, False))) for place in sorted(set(places))]
        given = carried.get("given", shown)
        runs: Sequence[Any] | None = carried.get("alignment")
        alignment = Alignment.identity(len(shown)) if runs is None else Alignment.from_data(runs)
        name = file_name(str(carried.get("name") or f"doc-{n + 1}"))
        tasks.append(checked(Task(name, given, shown, alignment, tuple(regions), carried.get("meta") or {})))
    return tasks
