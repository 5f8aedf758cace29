"""From findings to the Report: offsets mapped view → clean → given, list indices turned into ids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import regex

from fazhi_ie.facts.analyse import Findings
from fazhi_ie.facts.found import EntityFound, IndicatorFound, MeasureFound, MetaFound
from fazhi_ie.schema import (
    Indicator,
    Measure,
    Metadata,
    Notice,
    Problem,
    Report,
    RulePack,
    Section,
    Span,
    entity_class,
)  # fmt: skip
from fazhi_ie.text.alignment import Alignment
from fazhi_ie.version import __version__

_SPACE_IN_CHINESE = regex.compile(r"\s++(?=[^\x00-\x7f])|(?<=[^\x00-\x7f])\s++|\s*+\n\s*+")


@dataclass(frozen=True, slots=True)
class Source:
    """What the Report says about the text it was made from.

    `alignment` has the text as given as its source and the clean text as its target.
    """

    clean: str
    alignment: Alignment
    sha256: str
    variant: str = "simplified"
    repairs: tuple[tuple[str, int], ...] = ()
    notices: tuple[tuple[str, str, tuple[tuple[int, int], ...]], ...] = ()
    name: str | None = None


class _Builder:
    def __init__(self, found: Findings, source: Source) -> None:
        self.found, self.source = found, source
        self.prefix = source.sha256[:8]

    def id(self, kind: str, index: int) -> str:
        return f"{self.prefix}-{kind}{index + 1}"

    def ids(self, kind: str, indices: list[int]) -> tuple[str, ...]:
        return tuple(self.id(kind, index) for index in indices)

    def maybe(self, kind: str, index: int | None) -> str | None:
        return None if index is None else self.id(kind, index)

    def span(self, start: int, end: int) -> Span:
        return self.clean_span(*self.found.view.alignment.to_source(start, end))

    def clean_span(self, start: int, end: int) -> Span:
        given_start, given_end = self.source.alignment.to_source(start, end)
        text = self.source.clean[start:end]
        return Span(start=given_start, end=given_end, clean_start=start, clean_end=end, text=text)

    def written(self, text: str, start: int, end: int) -> str:
        """Return `text`, found in view[start:end], as the clean text writes it: its punctuation, no stray spaces."""
        at = self.found.view.text.find(text, start, end) if text else -1
        if at < 0:
            return text
        first, last = self.found.view.alignment.to_source(at, at + len(text))
        return _SPACE_IN_CHINESE.sub("", self.source.clean[first:last])

    def section(self, index: int) -> Section:
        layout = self.found.layout
        assert layout is not None
        item = layout.sections[index]
        return Section(
            id=self.id("s", index), parent=self.maybe("s", item.parent), level=item.level, number=item.number,
            title=item.title, role=item.role, speaker=item.speaker, span=self.span(item.start, item.end),
        )  # fmt: skip

    def entity(self, index: int, item: EntityFound) -> Any:
        model = entity_class(item.label)
        own = model.model_fields
        values: dict[str, Any] = {key: value for key, value in item.attrs.items() if key in own}
        attrs = {key: value for key, value in item.attrs.items() if key not in own}
        for key, link in item.links.items():
            values[key] = self.ids("e", link) if isinstance(link, list) else self.maybe("e", link)
        return model(
            id=self.id("e", index), span=self.span(item.start, item.end), name=item.name, key=item.key, attrs=attrs,
            rule=item.rule, **({"label": item.label} | values),
        )  # fmt: skip

    def indicator(self, index: int, item: IndicatorFound) -> Indicator:
        return Indicator(
            id=self.id("i", index), span=self.span(item.start, item.end), name=item.name, value=item.value,
            upper=item.upper, fraction=item.fraction, unit=item.unit, bound=item.bound, kind=item.kind,
            change=item.change, period=self.maybe("e", item.period_entity) or item.period,
            agency=self.maybe("e", item.agency), part_of=self.maybe("i", item.part_of), target=item.target,
            category=item.category, section=self.maybe("s", item.section), rule=item.rule,
        )  # fmt: skip

    def measure(self, index: int, item: MeasureFound) -> Measure:
        actor = None
        if item.actor_start is not None and item.actor_end is not None:
            text = self.span(item.actor_start, item.actor_end).text
            actor = {"text": _SPACE_IN_CHINESE.sub("", text), "entity": self.maybe("e", item.actor_entity)}
        return Measure(
            id=self.id("m", index), span=self.span(item.start, item.end),
            action=self.written(item.action, item.start, item.end),
            object=self.written(item.object, item.start, item.end), actor=actor, status=item.status,
            concrete=item.concrete, category=item.category, agencies=self.ids("e", item.agencies),
            documents=self.ids("e", item.documents), laws=self.ids("e", item.laws),
            indicators=self.ids("i", item.indicators), section=self.maybe("s", item.section), rule=item.rule,
        )  # fmt: skip

    def notices(self) -> tuple[Notice, ...]:
        repaired = [
            Notice(code=code, message=message, spans=tuple(self.clean_span(*span) for span in spans))
            for code, message, spans in self.source.notices
        ]
        found = [
            Notice(code=item.code, message=item.message, spans=tuple(self.span(*span) for span in item.spans))
            for item in self.found.notices
        ]
        return (*repaired, *found)


def _metadata(meta: MetaFound | None) -> Metadata:
    if meta is None:
        return Metadata()
    return Metadata(**{key: getattr(meta, key) for key in Metadata.model_fields})


def build_report(found: Findings, source: Source, packs: Sequence[tuple[str, str]]) -> Report:
    """Build the Report of one text from what the stages found.

    Args:
        found: Findings with offsets into the matching view.
        source: The clean text, its alignment with the text as given, and what restoration did.
        packs: Name and version of each rule pack that took part.

    Returns:
        Report: frozen; every span has both kinds of offsets.
    """
    make = _Builder(found, source)
    return Report(
        version=__version__,
        rules=tuple(RulePack(name=name, version=version) for name, version in packs),
        source=source.name,
        sha256=source.sha256,
        variant=source.variant,
        repairs=dict(source.repairs),
        meta=_metadata(found.meta),
        sections=tuple(make.section(n) for n in range(len(found.layout.sections))) if found.layout else (),
        entities=tuple(make.entity(n, item) for n, item in enumerate(found.entities or [])),
        indicators=tuple(make.indicator(n, item) for n, item in enumerate(found.indicators or [])),
        measures=tuple(make.measure(n, item) for n, item in enumerate(found.measures or [])),
        problems=tuple(
            Problem(
                id=make.id("p", n), span=make.span(item.start, item.end), category=item.category,
                section=make.maybe("s", item.section), remedies=make.ids("m", item.remedies), rule=item.rule,
            )
            for n, item in enumerate(found.problems or [])
        ),
        notices=make.notices(),
        text=source.clean,
    )  # fmt: skip
