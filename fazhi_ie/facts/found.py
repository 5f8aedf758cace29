"""What the stages hand to each other: plain records with offsets into the matching view.

Every `start`/`end` here is a half-open code-point offset into the *view* (fazhi_ie.text.view), never into the clean or
the given text; `fazhi_ie.facts.report` maps them once, at the end. Records hold only JSON values (Decimals as plain
strings), so that a spaCy Doc can store them and still pickle.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class EntityFound:
    """One mention. `attrs` holds the label's own keys (DESIGN section 4) and the attributes of a user's rule.

    `links` ties entities together by list index before ids exist: {"number": 3}, {"law": 7}, {"articles": [8, 9]}.
    """

    start: int
    end: int
    label: str
    rule: str
    text: str = ""
    name: str | None = None
    key: str | None = None
    attrs: dict[str, Any] = field(default_factory=dict)
    links: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class QuantityFound:
    """A number with its unit and bound words, before anything decided whether it is an indicator.

    `value`, `upper` are plain decimal strings in base units (万 applied); `number_start`/`number_end` span the numeral
    alone, without bound words and unit.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    value: str | None
    unit: str
    bound: str = "eq"
    upper: str | None = None
    fraction: str | None = None
    rank: bool = False
    dimension: str | None = None


@dataclass(slots=True)
class IndicatorFound:
    """One figure that the report states; `part_of` is an index into the list of indicators, `agency` into entities."""

    start: int
    end: int
    rule: str
    name: str
    value: str | None
    unit: str
    bound: str
    kind: str
    upper: str | None = None
    fraction: str | None = None
    change: dict[str, Any] | None = None
    period: dict[str, Any] | None = None
    period_entity: int | None = None
    agency: int | None = None
    part_of: int | None = None
    target: bool = False
    category: str = "other"
    section: int | None = None


@dataclass(slots=True)
class MeasureFound:
    """One action phrase; `actor` is a span of the view or None, `agencies`... are indices of the findings inside it."""

    start: int
    end: int
    rule: str
    action: str
    object: str
    status: str
    concrete: bool
    actor_start: int | None = None
    actor_end: int | None = None
    actor_entity: int | None = None
    category: str = "other"
    agencies: list[int] = field(default_factory=list)
    documents: list[int] = field(default_factory=list)
    laws: list[int] = field(default_factory=list)
    indicators: list[int] = field(default_factory=list)
    section: int | None = None


@dataclass(slots=True)
class ProblemFound:
    """One admitted shortcoming; `remedies` are indices of planned measures."""

    start: int
    end: int
    rule: str
    category: str = "other"
    section: int | None = None
    remedies: list[int] = field(default_factory=list)


@dataclass(slots=True)
class NoticeFound:
    """Something the reader should know, with spans of the view."""

    code: str
    message: str
    spans: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class MetaFound:
    """The report's own data; strings as written, date ISO. None where the text does not say.

    `region` and `issuer` are what the text (or the caller) states; `region_inferred` and `issuer_inferred` are what
    resolution may use when the text does not state them outright (县政府 in a report that names only 安吉县).
    """

    title: str | None = None
    issuer: str | None = None
    region: str | None = None
    doc_number: str | None = None
    index_number: str | None = None
    date: str | None = None
    year: int | None = None
    kind: str | None = None
    issuer_inferred: str | None = None
    region_inferred: str | None = None
