"""The entities of a report, a model a label, and the union of them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from fazhi_ie.schema.base import Model, Span


class EntityBase(Model):
    """What all entities share: an entity is one mention, its `key` tells what it is a mention of.

    Attributes:
        id: First 8 hex digits of the text's SHA-256, "-e" and a running number from 1; unique across texts.
        span: The words of the mention.
        name: The name in full as far as the report settles it, close to how it is written; None where it settles none.
        key: Equal for all mentions of one thing, across reports too ("AGENCY:永嘉县人民法院"). A key without a place
            (`AGENCY:县司法局`) may be another body in another report.
        attrs: Attributes that a user's rule gives and that no field of the label takes, by name.
        rule: Id of the rule that found it.

    Example:
        >>> import fazhi_ie
        >>> report = fazhi_ie.extract("县法院、永嘉县人民法院参加。", region="永嘉县")
        >>> for entity in report.entities:
        ...     print(entity.span.text, entity.name, entity.key)
        县法院 永嘉县法院 AGENCY:永嘉县人民法院
        永嘉县人民法院 永嘉县人民法院 AGENCY:永嘉县人民法院
    """

    id: str
    span: Span
    name: str | None = None
    key: str | None = None
    attrs: dict[str, Any] = Field(default_factory=dict)
    rule: str


class Agency(EntityBase):
    """An organ or standing body that can act.

    Attributes:
        label: "AGENCY".
        level: "national", "province", "prefecture", "county" or "township"; None where it is not settled.
        region: Full name of the division that it belongs to; None where it is not settled, or for a central organ.
        kind: "government", "party", "department", "congress", "court", "procuratorate", or "body" for any other.

    Example:
        >>> import fazhi_ie
        >>> agency = fazhi_ie.extract("县司法局召开会议。", region="永嘉县").entities[0]
        >>> agency.name, agency.level, agency.region, agency.kind
        ('永嘉县司法局', 'county', '永嘉县', 'department')
    """

    label: Literal["AGENCY"] = "AGENCY"
    level: str | None = None
    region: str | None = None
    kind: Literal["government", "party", "department", "congress", "court", "procuratorate", "body"] | None = None


class Document(EntityBase):
    """A titled document that is not law.

    Attributes:
        label: "DOCUMENT".
        title: The title without 《》, a mark such as (试行) included.
        number: Id of the DOC_NUMBER that stands beside the title.
        issuer: Name of the body that issued it, by the title, the code of its number, or the sentence.
        stage: "trial" (试行) or "draft" (征求意见稿 and the like); None for a document in force without such a mark.

    Example:
        >>> import fazhi_ie
        >>> report = fazhi_ie.extract("印发《永嘉县社区矫正办法(试行)》(永司发〔2023〕14号)。", region="永嘉县")
        >>> document = report.entities[0]
        >>> document.title, document.issuer, document.stage, report.find(document.number).name
        ('永嘉县社区矫正办法(试行)', '永嘉县司法局', 'trial', '永司发〔2023〕14号')
    """

    label: Literal["DOCUMENT"] = "DOCUMENT"
    title: str | None = None
    number: str | None = None
    issuer: str | None = None
    stage: Literal["trial", "draft"] | None = None


class DocNumber(EntityBase):
    """A document's issue number (发文字号): the issuer's code, the year, and a number within the year.

    Attributes:
        label: "DOC_NUMBER".
        code: The issuer's code (发文机关代字), such as 永司发; 令 for the orders of a body.
        year: Gregorian year between the brackets; None where the number has none.
        sequence: The number within the year, from 1; None where it cannot be read.
        issuer: Name of the body that the code stands for; None where that is not settled.

    Example:
        >>> import fazhi_ie
        >>> number = fazhi_ie.extract("国办发〔2021〕5号文件要求落实。").entities[0]
        >>> number.code, number.year, number.sequence, number.issuer
        ('国办发', 2021, 5, '国务院办公厅')

    Source:
        党政机关公文处理工作条例 (2012), article 9: 发文机关代字, year and sequence; GB/T 9704-2012: the year stands in
        〔〕. Other or lost brackets, which web pages often have, are read as well.
    """

    label: Literal["DOC_NUMBER"] = "DOC_NUMBER"
    code: str | None = None
    year: int | None = None
    sequence: int | None = None
    issuer: str | None = None


class Law(EntityBase):
    """The constitution, a law, a regulation, a rule, a judicial interpretation, an intra-Party regulation.

    Attributes:
        label: "LAW".
        title: The official title where the catalogue of national law has it, else the title as written, without 《》.
        rank: "constitution", "law", "administrative_regulation" (of the State Council), "local_regulation", "rule" (of
            a department or a local government), "judicial_interpretation" or "party_regulation"; None where unsettled.
        articles: Ids of the ARTICLE entities that cite a place in it, in reading order.

    Example:
        >>> import fazhi_ie
        >>> report = fazhi_ie.extract("依据《行政处罚法》第三十三条办理。")
        >>> law = report.entities[0]
        >>> law.title, law.rank, [report.find(article).article for article in law.articles]
        ('中华人民共和国行政处罚法', 'law', ['33'])

    Source:
        中华人民共和国立法法 (2023) for the ranks; docs/sources.md for the catalogue.
    """

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
    """A cited place inside a law; its numbers are plain digits however they are written.

    Attributes:
        label: "ARTICLE".
        law: Id of the LAW entity cited; None where the text does not tell.
        article: Number of the 条 (三十二 is "32", 第二十条之一 is "20-1"); None where the citation gives none.
        paragraph: Number of the 款 within the article.
        item: Number of the 项 within the paragraph.

    Example:
        >>> import fazhi_ie
        >>> place = fazhi_ie.extract("依据《行政处罚法》第三十三条第一款办理。").entities[1]
        >>> place.article, place.paragraph, place.item
        ('33', '1', None)
    """

    label: Literal["ARTICLE"] = "ARTICLE"
    law: str | None = None
    article: str | None = None
    paragraph: str | None = None
    item: str | None = None


class DateMention(EntityBase):
    """A calendar point or period.

    Attributes:
        label: "DATE".
        start_date: Its first day; None where the text gives no year and none is known.
        end_date: Its last day, inclusive; of a single day the same as `start_date`.
        precision: "day", "week", "month", "quarter", "half", "year", or "period" for anything else, ranges too.

    Example:
        >>> import fazhi_ie
        >>> date = fazhi_ie.extract("上半年召开会议。", year=2023).entities[0]
        >>> str(date.start_date), str(date.end_date), date.precision
        ('2023-01-01', '2023-06-30', 'half')
    """

    label: Literal["DATE"] = "DATE"
    start_date: date | None = None
    end_date: date | None = None
    precision: str | None = None


class Region(EntityBase):
    """An administrative area named as a place.

    Attributes:
        label: "REGION".
        level: "province", "prefecture", "county" or "township".
        code: Division code, six digits or nine for a township; None where several divisions of the name fit.
        parents: Full names of the divisions around it, the nearest first; empty where none is settled.

    Example:
        >>> import fazhi_ie
        >>> place = fazhi_ie.extract("在永嘉县设立服务点。").entities[0]
        >>> place.level, place.code, place.parents
        ('county', '330324', ('温州市', '浙江省'))

    Source:
        GB/T 2260 for the six digits; see `fazhi_ie.knowledge` for the table.
    """

    label: Literal["REGION"] = "REGION"
    level: str | None = None
    code: str | None = None
    parents: tuple[str, ...] = ()


class CustomEntity(EntityBase):
    r"""A mention with a label of the user's own rules.

    Attributes:
        label: The label, as the rule has it.

    Example:
        >>> import fazhi_ie
        >>> from fazhi_ie.rules import parse_pack
        >>> pack = parse_pack('name = "tax"\n[[rule]]\nid = "tax.kind"\nlabel = "TAX"\nterms = ["资源税"]', "tax.toml")
        >>> entity = fazhi_ie.extract("开征资源税。", rules=[pack]).entities[0]
        >>> type(entity).__name__, entity.label, entity.span.text
        ('CustomEntity', 'TAX', '资源税')
    """

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


@lru_cache(maxsize=1024)
def settable_fields(label: str) -> frozenset[str]:
    """Return the fields of an entity that the attributes of a rule may fill.

    Args:
        label: An entity label, such as "AGENCY".

    Returns:
        frozenset[str]: names of fields; what tells where an entity is and which rule found it is not among them.

    Example:
        >>> sorted(settable_fields("TAX"))
        ['key', 'name']
    """
    return frozenset(entity_class(label).model_fields) - {"id", "span", "label", "rule", "attrs"}


def entity_class(label: str) -> type[EntityBase]:
    """Return the model for a label.

    Args:
        label: An entity label, such as "AGENCY".

    Returns:
        type[EntityBase]: the model of a label in `LABELS`; `CustomEntity` for any other.

    Example:
        >>> entity_class("LAW").__name__, entity_class("TAX").__name__
        ('Law', 'CustomEntity')
    """
    return _LABELLED.get(label, CustomEntity)
