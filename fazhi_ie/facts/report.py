"""From findings to the Report: offsets mapped view → clean → given, list indices turned into ids."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from operator import attrgetter
from typing import Any

import regex
from pydantic import ValidationError

from fazhi_ie.errors import RuleError
from fazhi_ie.facts.analyse import Findings
from fazhi_ie.facts.found import EntityFound, IndicatorFound, MeasureFound, ProblemFound
from fazhi_ie.knowledge import full_form
from fazhi_ie.schema import (
    Actor,
    Metadata,
    Notice,
    Report,
    RulePack,
    Span,
    entity_class,
    settable_fields,
)  # fmt: skip
from fazhi_ie.text.alignment import Alignment
from fazhi_ie.text.layout import Section as LayoutSection
from fazhi_ie.text.view import matching_view
from fazhi_ie.version import __version__

_SPACE_IN_CHINESE = regex.compile(r"(?<!\s)\s++(?=[^\x00-\x7f])|(?<=[^\x00-\x7f])\s++")
#: Spaces in a title that only set it; between two mottoes in quotes (“优化环境 规范执法”) one is a mark.
_TITLE_SPACE = regex.compile(r"(?<!“[^“”\n]*\p{Han}{4})[^\S\n]++|(?<=“[^“”\n]*)[^\S\n]++(?!\p{Han}{4}[^“”\n]*”)")
#: Marks that the view has in half width, whatever the text has.
_MARK = regex.compile(r"[(),:;!?+~&/%]")
#: How far from a figure the words of its name may lie.
_NEAR = 400


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
    """Turns findings into the values of the models; the Report makes them all at once."""

    def __init__(self, found: Findings, source: Source) -> None:
        self.found, self.source = found, source
        self.prefix = source.sha256[:8]
        self.to_clean = _mapping(found.view.alignment)
        self.to_given = _mapping(source.alignment)

    def id(self, kind: str, index: int) -> str:
        return f"{self.prefix}-{kind}{index + 1}"

    def ids(self, kind: str, indices: list[int]) -> tuple[str, ...]:
        return tuple([self.id(kind, index) for index in indices]) if indices else ()

    def maybe(self, kind: str, index: int | None) -> str | None:
        return None if index is None else self.id(kind, index)

    def span(self, start: int, end: int) -> dict[str, Any]:
        """Return the values of the Span of view[start:end]; the fact's model makes it, which is faster than here."""
        return self.clean_span(*self.to_clean(start, end))

    def clean_span(self, start: int, end: int) -> dict[str, Any]:
        given_start, given_end = self.to_given(start, end)
        text = self.source.clean[start:end]
        return {"start": given_start, "end": given_end, "clean_start": start, "clean_end": end, "text": text}

    def written(self, text: str, within: str, start: int, end: int) -> str:
        """Return `text`, found in view[start:end], as the clean text writes it: its punctuation, no stray spaces.

        `within` is the clean text of view[start:end].
        """
        if text in within:
            return _unspaced(text)
        at = self.found.view.text.find(text, start, end)
        if at < 0:
            return text
        first, last = self.to_clean(at, at + len(text))
        return _unspaced(self.source.clean[first:last])

    def name_as_written(self, name: str, start: int, end: int) -> str:
        """Return an indicator's name, put together from parts of the view, with the text's own width of its marks."""
        view, chars = self.found.view, list(name)
        for match in _MARK.finditer(name):
            around = name[max(0, match.start() - 1) : match.end() + 1]
            at = view.text.rfind(around, max(0, start - _NEAR), end + _NEAR)
            if at >= 0:
                at += match.start() - max(0, match.start() - 1)
                first, last = view.alignment.to_source(at, at + 1)
                chars[match.start()] = self.source.clean[first:last]
        return "".join(chars)

    def section(self, index: int) -> dict[str, Any]:
        layout = self.found.layout
        assert layout is not None
        item = layout.sections[index]
        return {
            **_values(item),
            "id": self.id("s", index),
            "span": self.span(item.start, item.end),
            "parent": self.maybe("s", item.parent),
        }  # fmt: skip

    def entity(self, index: int, item: EntityFound) -> Any:
        model = entity_class(item.label)
        own = settable_fields(item.label)
        values: dict[str, Any] = {key: value for key, value in item.attrs.items() if key in own}
        attrs = {key: value for key, value in item.attrs.items() if key not in own}
        for key, link in item.links.items():
            values[key] = self.ids("e", link) if isinstance(link, list) else self.maybe("e", link)
        try:
            return model.model_validate({
                "id": self.id("e", index), "span": self.span(item.start, item.end), "name": item.name, "key": item.key,
                "label": item.label, "attrs": attrs, "rule": item.rule, **values,
            })  # fmt: skip
        except ValidationError as error:
            first = error.errors()[0]
            where = first["loc"][0]
            raise RuleError(
                f"rule {item.rule!r} gives {item.label} {where} = {first['input']!r}: {first['msg']}"
            ) from error

    def indicator(self, index: int, item: IndicatorFound) -> dict[str, Any]:
        return {
            **_values(item),
            "id": self.id("i", index),
            "span": self.span(item.start, item.end),
            "name": self.name_as_written(item.name, item.start, item.end),
            "period": self.maybe("e", item.period_entity) or item.period,
            "agency": self.maybe("e", item.agency),
            "part_of": self.maybe("i", item.part_of),
            "section": self.maybe("s", item.section),
        }  # fmt: skip

    def measure(self, index: int, item: MeasureFound) -> dict[str, Any]:
        span = self.span(item.start, item.end)
        return {
            **_values(item),
            "id": self.id("m", index),
            "span": span,
            "action": self.written(item.action, span["text"], item.start, item.end),
            "object": self.written(item.object, span["text"], item.start, item.end),
            "actor": self.actor(item),
            "agencies": self.ids("e", item.agencies),
            "documents": self.ids("e", item.documents),
            "laws": self.ids("e", item.laws),
            "indicators": self.ids("i", item.indicators),
            "section": self.maybe("s", item.section),
        }  # fmt: skip

    def actor(self, item: MeasureFound) -> Actor | dict[str, Any] | None:
        """Return who acts: as the sentence says, or else the body that reports; of a transcript nobody else."""
        if item.actor_start is None or item.actor_end is None:
            return self.issuer
        text = self.span(item.actor_start, item.actor_end)["text"]
        return {"text": _unspaced(text), "entity": self.maybe("e", item.actor_entity)}

    @cached_property
    def issuer(self) -> Actor | None:
        meta = self.found.meta
        if meta is None or meta.kind == "press_conference":
            return None
        name = meta.issuer or meta.issuer_inferred
        key = f"AGENCY:{full_form(name)}" if name else None
        entity = next((n for n, e in enumerate(self.found.entities or []) if e.key == key), None)
        return Actor(text=name, entity=self.maybe("e", entity), stated=False) if name else None

    def problem(self, index: int, item: ProblemFound) -> dict[str, Any]:
        return {
            **_values(item),
            "id": self.id("p", index),
            "span": self.span(item.start, item.end),
            "section": self.maybe("s", item.section),
            "remedies": self.ids("m", item.remedies),
        }  # fmt: skip

    def metadata(self) -> Metadata:
        meta, layout = self.found.meta, self.found.layout
        if meta is None:
            return Metadata()
        values: dict[str, Any] = {key: getattr(meta, key) for key in Metadata.model_fields}
        if meta.title is not None and layout is not None and layout.title is not None:
            values["title"] = self.written_title(meta.title, *layout.title)
        return Metadata(**values)

    def written_title(self, title: str, start: int, end: int) -> str:
        """Return the title with the punctuation of the clean text, and the space between two mottoes in quotes."""
        given = self.span(start, end)["text"]
        written = "".join(given.split())
        if matching_view(written).text != matching_view("".join(title.split())).text:
            return title
        return "".join(_TITLE_SPACE.sub("", given).splitlines())

    def notices(self) -> tuple[Notice, ...]:
        repaired = [
            Notice(code=code, message=message, spans=tuple(Span(**self.clean_span(*span)) for span in spans))
            for code, message, spans in self.source.notices
        ]
        found = [
            Notice(code=item.code, message=item.message, spans=tuple(Span(**self.span(*span)) for span in item.spans))
            for item in self.found.notices
        ]
        return (*repaired, *found)


def _values(item: Any) -> dict[str, Any]:
    """Return a record's values; those that its model lacks are ignored there."""
    names, values_of = _FIELDS[type(item)]
    return dict(zip(names, values_of(item), strict=True))


def _fields(record: type[Any]) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    names = tuple(field.name for field in fields(record))
    return names, attrgetter(*names)


#: The names of the fields of each kind of record, and what reads them all at once.
_FIELDS = {record: _fields(record) for record in (LayoutSection, IndicatorFound, MeasureFound, ProblemFound)}


def _mapping(alignment: Alignment) -> Callable[[int, int], tuple[int, int]]:
    """Return how spans map back; the identity needs no search."""
    return (lambda start, end: (start, end)) if alignment.is_identity else alignment.to_source


def _unspaced(text: str) -> str:
    """Return a text without the spaces and line breaks that stand in Chinese; most texts have none at all."""
    return text if text.split() == [text] else _without_spaces(text)


def _without_spaces(text: str) -> str:
    return str(_SPACE_IN_CHINESE.sub("", text))


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
    values: dict[str, Any] = {
        "version": __version__,
        "rules": [RulePack(name=name, version=version) for name, version in packs],
        "source": source.name,
        "sha256": source.sha256,
        "variant": source.variant,
        "repairs": dict(source.repairs),
        "meta": make.metadata(),
        "sections": [make.section(n) for n in range(len(found.layout.sections))] if found.layout else (),
        "entities": [make.entity(n, item) for n, item in enumerate(found.entities or [])],
        "indicators": [make.indicator(n, item) for n, item in enumerate(found.indicators or [])],
        "measures": [make.measure(n, item) for n, item in enumerate(found.measures or [])],
        "problems": [make.problem(n, item) for n, item in enumerate(found.problems or [])],
        "notices": make.notices(),
        "text": source.clean,
    }
    return Report(**values)
