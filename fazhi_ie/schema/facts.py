"""The facts of a report: entities, indicators, measures, problems, and the sections and metadata around them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from fazhi_ie.schema.base import ExactDecimal, Model, Span

Category = Literal[
    "organisation", "services", "rule_making", "decision_making", "enforcement", "oversight", "disputes", "publicity",
    "digital", "emergency", "other",
]  # fmt: skip
Role = Literal["header", "background", "work", "problems", "plans", "speech", "other"]
Bound = Literal["eq", "approx", "ge", "gt", "le", "lt", "range"]
ReportKind = Literal["annual_report", "work_summary", "press_conference", "work_report", "other"]


class Metadata(Model):
    """The report's own data, as written or ISO; None where the text does not give it."""

    title: str | None = None
    issuer: str | None = None
    region: str | None = None
    doc_number: str | None = None
    index_number: str | None = None
    date: str | None = None
    year: int | None = None
    kind: ReportKind | None = None


class Section(Model):
    """A heading with the text under it, or a run of text with one role or speaker."""

    id: str
    parent: str | None = None
    level: int
    number: str | None = None
    title: str | None = None
    role: Role
    speaker: str | None = None
    span: Span


class EntityBase(Model):
    """What all entities share; `name` is canonical, `key` the same for all mentions of the same thing."""

    id: str
    span: Span
    name: str | None = None
    key: str | None = None
    attrs: dict[str, Any] = Field(default_factory=dict)
    rule: str


class Agency(EntityBase):
    """An organ or standing body that can act."""

    label: Literal["AGENCY"] = "AGENCY"
    level: str | None = None
    region: str | None = None
    kind: Literal["government", "party", "department", "congress", "court", "procuratorate", "body"] | None = None


class Document(EntityBase):
    """A titled document that is not law; `number` is the id of its DOC_NUMBER."""

    label: Literal["DOCUMENT"] = "DOCUMENT"
    title: str | None = None
    number: str | None = None
    issuer: str | None = None
    stage: Literal["trial", "draft"] | None = None


class DocNumber(EntityBase):
    """A document's issue number (发文字号)."""

    label: Literal["DOC_NUMBER"] = "DOC_NUMBER"
    code: str | None = None
    year: int | None = None
    sequence: int | None = None
    issuer: str | None = None


class Law(EntityBase):
    """The constitution, a law, a regulation, a rule, a judicial interpretation, an intra-Party regulation."""

    label: Literal["LAW"] = "LAW"
    title: str | None = None
    rank: (
        Literal[
            "constitution", "law", "administrative_regulation", "local_regulation", "rule",
            "judicial_interpretation", "party_regulation",
        ]
        | None
    ) = None  # fmt: skip
    articles: tuple[str, ...] = ()


class Article(EntityBase):
    """A cited place inside a law; `law` is the law's id.

    `article`, `paragraph` and `item` are plain numbers however they are written (三十二 is "32", 二十之一 is "20-1").
    """

    label: Literal["ARTICLE"] = "ARTICLE"
    law: str | None = None
    article: str | None = None
    paragraph: str | None = None
    item: str | None = None


class DateMention(EntityBase):
    """A calendar point or period; `end_date` is inclusive."""

    label: Literal["DATE"] = "DATE"
    start_date: date | None = None
    end_date: date | None = None
    precision: str | None = None


class Region(EntityBase):
    """An administrative area named as a place; `parents` are the names of the divisions around it, nearest first."""

    label: Literal["REGION"] = "REGION"
    level: str | None = None
    code: str | None = None
    parents: tuple[str, ...] = ()


class CustomEntity(EntityBase):
    """A mention with a label of the user's own rules."""

    label: str


_LABELLED: dict[str, type[EntityBase]] = {
    "AGENCY": Agency, "DOCUMENT": Document, "DOC_NUMBER": DocNumber, "LAW": Law, "ARTICLE": Article,
    "DATE": DateMention, "REGION": Region,
}  # fmt: skip
#: The labels that the library itself gives; a user's rules may add others.
LABELS = tuple(_LABELLED)


def _label_of(value: Any) -> str:
    label = value.get("label") if isinstance(value, dict) else getattr(value, "label", None)
    return label if label in _LABELLED else "custom"


Entity = Annotated[
    Annotated[Agency, Tag("AGENCY")]
    | Annotated[Document, Tag("DOCUMENT")]
    | Annotated[DocNumber, Tag("DOC_NUMBER")]
    | Annotated[Law, Tag("LAW")]
    | Annotated[Article, Tag("ARTICLE")]
    | Annotated[DateMention, Tag("DATE")]
    | Annotated[Region, Tag("REGION")]
    | Annotated[CustomEntity, Tag("custom")],
    Discriminator(_label_of),
]


def entity_class(label: str) -> type[EntityBase]:
    """Return the model for a label; `CustomEntity` for labels of the user's own."""
    return _LABELLED.get(label, CustomEntity)


class Change(Model):
    """How a figure moved: direction, against what, by how much (as written)."""

    direction: Literal["up", "down", "same"]
    base: str | None = None
    amount: str | None = None


class Period(Model):
    """A stretch of days, end inclusive."""

    start_date: date
    end_date: date


class Indicator(Model):
    """A figure that the report states about the world.

    `value` is exact and in base units (3.9万件 is 39000, unit 件); null with `fraction` set where it does not end
    (三分之一). A range has `value` (low) and `upper`. `period` is a DATE id or two dates; `agency` an entity id.
    """

    id: str
    span: Span
    name: str
    value: ExactDecimal | None
    upper: ExactDecimal | None = None
    fraction: str | None = None
    unit: str
    bound: Bound
    kind: Literal["count", "ratio", "amount", "duration", "rank"]
    change: Change | None = None
    period: str | Period | None = None
    agency: str | None = None
    part_of: str | None = None
    target: bool = False
    category: Category = "other"
    section: str | None = None
    rule: str


class Actor(Model):
    """Who acts in a measure: the words, and the agency's id where it is one.

    `stated` tells that the sentence names the actor; where it names none, the body that reports acts (its canonical
    name, and the id of a mention of it).
    """

    text: str
    entity: str | None = None
    stated: bool = True


class Measure(Model):
    """Something that the reporting government or a named body did, does or will do; ids of the findings inside it."""

    id: str
    span: Span
    action: str
    object: str
    actor: Actor | None = None
    status: Literal["done", "planned"]
    concrete: bool
    category: Category = "other"
    agencies: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    section: str | None = None
    rule: str


class Problem(Model):
    """A shortcoming that the report admits; `remedies` are ids of the planned measures that answer it."""

    id: str
    span: Span
    category: Category = "other"
    section: str | None = None
    remedies: tuple[str, ...] = ()
    rule: str
