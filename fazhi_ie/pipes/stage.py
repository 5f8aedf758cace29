"""A pipeline component: runs one stage of `fazhi_ie.facts` on a Doc and writes its spans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from fazhi_ie.errors import PipelineError
from fazhi_ie.facts.analyse import REQUIRES, Findings, run_stage
from fazhi_ie.pipes.store import ensure_extension, load_found, save_found
from fazhi_ie.rules import Pack, RuleSet, load_rules

#: The key in `doc.spans` that each stage writes, and the label its spans have (None: their own).
GROUPS = {
    "structure": ("fazhi_sections", None),
    "entities": ("fazhi_entities", None),
    "quantities": ("fazhi_quantities", "QUANTITY"),
    "indicators": ("fazhi_indicators", "INDICATOR"),
    "measures": ("fazhi_measures", "MEASURE"),
    "problems": ("fazhi_problems", "PROBLEM"),
}


@dataclass(frozen=True, slots=True)
class StoredRules:
    """What a saved pipeline keeps of its rules: the user's packs and the ids that are switched off."""

    packs: tuple[Pack, ...]
    disable: tuple[str, ...]


@lru_cache(maxsize=1)
def _stored_rules() -> TypeAdapter[StoredRules]:
    return TypeAdapter(StoredRules)


class StageComponent:
    """One stage as a spaCy component.

    Facts lie in `doc.spans[GROUPS[stage][0]]`, entities in `doc.ents` too; `span.id_` is the id of the rule. On a Doc
    of a foreign tokenizer `doc.text` is taken as clean text, and spans grow to whole tokens; the exact offsets stand in
    `doc._.fazhi`.

    Args:
        nlp: The pipeline.
        name: The component's name in it.
        stage: Which stage it runs.
    """

    def __init__(self, nlp: Language, name: str, *, stage: str) -> None:
        ensure_extension()
        self.name = name
        self.stage = stage
        self.rules: RuleSet = load_rules()

    def use(self, rules: RuleSet) -> None:
        """Work with these rules from now on."""
        self.rules = rules

    def __call__(self, doc: Doc) -> Doc:
        """Run the stage on a Doc.

        Raises:
            PipelineError: A component that this one builds on has not run; the message names it.
        """
        found = load_found(doc)
        for needed in REQUIRES.get(self.stage, ()):
            if getattr(found, needed) is None:
                raise PipelineError(
                    f"{self.name!r} needs the results of 'fazhi_{needed}': add that component before it"
                )
        run_stage(self.stage, found, self.rules)
        save_found(doc, found, self.rules)
        self._write_spans(doc, found)
        return doc

    def _write_spans(self, doc: Doc, found: Findings) -> None:
        group, label = GROUPS[self.stage]
        if self.stage == "structure":
            assert found.layout is not None
            rows = [(item.start, item.end, item.role, "") for item in found.layout.sections]
        else:
            items = getattr(found, self.stage)
            rows = [(i.start, i.end, label or i.label, getattr(i, "rule", "")) for i in items]
        locate = found.view.alignment.to_source
        by_character = len(doc) == len(doc.text)
        spans: list[Span] = []
        for start, end, name, rule in rows:
            first, last = locate(start, end)
            if by_character:
                spans.append(Span(doc, first, last, label=name, span_id=rule))
            else:
                grown = doc.char_span(first, last, label=name, span_id=rule, alignment_mode="expand")
                spans += [] if grown is None else [grown]
        doc.spans[group] = spans
        if self.stage == "entities":
            doc.ents = spans if by_character else filter_spans(spans)

    def to_bytes(self, **kwargs: Any) -> bytes:
        """Return the content of the user's rule packs and the ids that are switched off, as JSON."""
        packs = tuple(pack for pack in self.rules.packs if pack not in load_rules().packs)
        return _stored_rules().dump_json(StoredRules(packs, self.rules.switched_off))

    def from_bytes(self, data: bytes, **kwargs: Any) -> StageComponent:
        """Take the rules from what `to_bytes` returned."""
        stored = _stored_rules().validate_json(data)
        self.rules = _shared_rules(stored.packs, stored.disable)
        return self

    def to_disk(self, path: str | Path, **kwargs: Any) -> None:
        """Write the content of the rule packs, not their paths, so that the pipeline can move."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "rules.json").write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, **kwargs: Any) -> StageComponent:
        """Take the rules from what `to_disk` wrote."""
        return self.from_bytes((Path(path) / "rules.json").read_bytes())


_last_rules: RuleSet | None = None


def _shared_rules(packs: Sequence[Pack], disable: Sequence[str]) -> RuleSet:
    """Compile rules, or reuse those compiled last: the components of one pipeline all load the same."""
    global _last_rules
    if not packs and not disable:
        return load_rules()
    wanted = (tuple(load_rules().packs) + tuple(packs), tuple(disable))
    if _last_rules is None or (_last_rules.packs, _last_rules.switched_off) != wanted:
        _last_rules = load_rules(tuple(packs), tuple(disable))
    return _last_rules
