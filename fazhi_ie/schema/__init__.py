"""The contract: frozen pydantic models of a Report, the same in memory and in JSON."""

from fazhi_ie.schema.base import ExactDecimal, Model, Notice, Span
from fazhi_ie.schema.entities import (
    LABELS,
    Agency,
    Article,
    CustomEntity,
    DateMention,
    DocNumber,
    Document,
    Entity,
    EntityBase,
    Law,
    Region,
    entity_class,
    settable_fields,
)
from fazhi_ie.schema.facts import Actor, Category, Change, Indicator, Measure, Metadata, Period, Problem, Section
from fazhi_ie.schema.report import SCHEMA_VERSION, Report, RulePack, Thing

__all__ = [
    "LABELS", "SCHEMA_VERSION", "Actor", "Agency", "Article", "Category", "Change", "CustomEntity", "DateMention",
    "DocNumber", "Document", "Entity", "EntityBase", "ExactDecimal", "Indicator", "Law", "Measure", "Metadata",
    "Model", "Notice", "Period", "Problem", "Region", "Report", "RulePack", "Section", "Span", "Thing", "entity_class",
    "settable_fields",
]  # fmt: skip
