"""What a Doc carries: findings as JSON values in `user_data`, and the `doc._.fazhi` getter that builds the Report.

Pydantic objects in a Doc would break `to_bytes`, `DocBin` and worker processes, so only JSON values are stored.
"""

from __future__ import annotations

import dataclasses
from functools import lru_cache
from typing import Any, get_type_hints

from pydantic import TypeAdapter
from spacy.tokens import Doc

from fazhi_ie.errors import PipelineError
from fazhi_ie.facts.analyse import Findings
from fazhi_ie.facts.extract import hash_text
from fazhi_ie.facts.report import Source, build_report
from fazhi_ie.rules import RuleSet
from fazhi_ie.schema import Report
from fazhi_ie.text.alignment import Alignment
from fazhi_ie.text.view import matching_view

SOURCE_KEY = "fazhi_source"
FOUND_KEY = "fazhi_found"
RULES_KEY = "fazhi_rules"


class _Stored(dict[str, Any]):
    """Findings as JSON values, with the objects that these say; a copy of it, pickled or written, is a plain dict."""

    def __init__(self, values: dict[str, Any], found: Findings) -> None:
        super().__init__(values)
        self.found = found

    def __reduce__(self) -> tuple[type[dict[str, Any]], tuple[dict[str, Any]]]:
        return dict, (dict(self),)


@lru_cache(maxsize=1)
def _parts() -> dict[str, TypeAdapter[Any]]:
    """Return how each part of the findings turns into JSON values and back; the view is made from the text again."""
    return {name: TypeAdapter(kind) for name, kind in get_type_hints(Findings).items() if name != "view"}


def save_source(doc: Doc, source: Source) -> None:
    """Store how the Doc's text came from the text as given."""
    data = {field.name: getattr(source, field.name) for field in dataclasses.fields(source)}
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
    values = {name: adapter.dump_python(getattr(found, name), mode="json") for name, adapter in _parts().items()}
    doc.user_data[FOUND_KEY] = _Stored(values, found)
    doc.user_data[RULES_KEY] = [list(name) for name in rules.names]


def load_found(doc: Doc) -> Findings:
    """Return what the stages have found on this Doc so far."""
    stored = doc.user_data.get(FOUND_KEY, {})
    if isinstance(stored, _Stored):
        return stored.found
    found = Findings(matching_view(doc.text))
    for name, data in stored.items():
        setattr(found, name, _parts()[name].validate_python(data))
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
