"""What a Doc carries: findings as JSON values in `user_data`, and the `doc._.fazhi` getter that builds the Report.

Pydantic objects in a Doc would break `to_bytes`, `DocBin` and worker processes, so only JSON values are stored.
"""

from __future__ import annotations

import dataclasses
from typing import Any, TypeVar

from spacy.tokens import Doc

from fazhi_ie.errors import PipelineError
from fazhi_ie.facts.analyse import Findings
from fazhi_ie.facts.extract import hash_text
from fazhi_ie.facts.found import (
    EntityFound,
    IndicatorFound,
    MeasureFound,
    MetaFound,
    NoticeFound,
    ProblemFound,
    QuantityFound,
)  # fmt: skip
from fazhi_ie.facts.report import Source, build_report
from fazhi_ie.rules import RuleSet
from fazhi_ie.schema import Report
from fazhi_ie.text.alignment import Alignment
from fazhi_ie.text.layout import Block, Item, Layout, Passage, Section
from fazhi_ie.text.view import matching_view

SOURCE_KEY = "fazhi_source"
FOUND_KEY = "fazhi_found"
RULES_KEY = "fazhi_rules"

_LISTS: dict[str, Any] = {
    "entities": EntityFound, "quantities": QuantityFound, "indicators": IndicatorFound, "measures": MeasureFound,
    "problems": ProblemFound, "notices": NoticeFound,
}  # fmt: skip
_LAYOUT: dict[str, Any] = {"sections": Section, "blocks": Block, "items": Item, "passages": Passage}
_Record = TypeVar("_Record")


def _pack(record: Any) -> dict[str, Any]:
    return {field.name: getattr(record, field.name) for field in dataclasses.fields(record)}


def _pack_all(records: list[Any] | tuple[Any, ...]) -> list[dict[str, Any]]:
    return [_pack(record) for record in records]


def _unpack_all(model: type[_Record], data: list[dict[str, Any]]) -> list[_Record]:
    return [model(**item) for item in data]


def save_source(doc: Doc, source: Source) -> None:
    """Store how the Doc's text came from the text as given."""
    data = _pack(source)
    del data["clean"]  # it is doc.text
    doc.user_data[SOURCE_KEY] = data | {"alignment": source.alignment.to_data()}


def load_source(doc: Doc) -> Source:
    """Return how the Doc's text came about; a Doc of a foreign tokenizer is its own source, taken as clean."""
    data = doc.user_data.get(SOURCE_KEY)
    if data is None:
        return Source(doc.text, Alignment.identity(len(doc.text)), hash_text(doc.text))
    return Source(**(data | {"clean": doc.text, "alignment": Alignment.from_data(data["alignment"])}))


def save_found(doc: Doc, found: Findings, rules: RuleSet) -> None:
    """Store the findings of all stages that have run."""
    data: dict[str, Any] = {"meta": None if found.meta is None else _pack(found.meta)}
    for part in _LISTS:
        value = getattr(found, part)
        data[part] = None if value is None else _pack_all(value)
    layout = found.layout
    if layout is not None:
        data["layout"] = {part: _pack_all(getattr(layout, part)) for part in _LAYOUT} | {"title": layout.title}
    doc.user_data[FOUND_KEY] = data
    doc.user_data[RULES_KEY] = [list(name) for name in rules.names]


def load_found(doc: Doc) -> Findings:
    """Return what the stages have found on this Doc so far."""
    found = Findings(matching_view(doc.text))
    data = doc.user_data.get(FOUND_KEY)
    if data is None:
        return found
    for part, model in _LISTS.items():
        if data[part] is not None:
            setattr(found, part, _unpack_all(model, data[part]))
    if data["meta"] is not None:
        found.meta = MetaFound(**data["meta"])
    layout = data.get("layout")
    if layout is not None:
        title = layout["title"]
        parts = {part: _unpack_all(model, layout[part]) for part, model in _LAYOUT.items()}
        found.layout = Layout(**parts, title=None if title is None else (title[0], title[1]))
    return found


def report_of(doc: Doc) -> Report:
    """Build the Report from what the Doc carries; this is what `doc._.fazhi` gives."""
    names = [(name, version) for name, version in doc.user_data.get(RULES_KEY, [])]
    return build_report(load_found(doc), load_source(doc), names)


def ensure_extension() -> None:
    """Set `doc._.fazhi`, once; calling again changes nothing.

    Raises:
        PipelineError: Another library has set an extension of that name.
    """
    if Doc.has_extension("fazhi"):
        if Doc.get_extension("fazhi")[2] is not report_of:
            raise PipelineError(
                "another library has set the extension doc._.fazhi; remove it with Doc.remove_extension('fazhi')"
            )
        return
    Doc.set_extension("fazhi", getter=report_of)
