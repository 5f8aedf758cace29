"""What every model shares: frozen, spans with both kinds of offsets, exact decimals as plain strings."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, WithJsonSchema


class Model(BaseModel):
    """Base of all models: immutable; keys that a newer minor version added are ignored when reading."""

    model_config = ConfigDict(frozen=True, extra="ignore")


def plain(value: Decimal) -> str:
    """Write a decimal without exponent: 39000, never 3.9E+4; trailing zeros as they stand in the text."""
    return format(value, "f")


#: An exact number; a plain decimal string in JSON ("39000", "94.30").
ExactDecimal = Annotated[
    Decimal,
    PlainSerializer(plain, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}),
]


class Span(Model):
    """A stretch of the source, as half-open code-point offsets.

    `start`/`end` point into the text as given, `clean_start`/`clean_end` into the restored text, whose slice `text` is.
    """

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    clean_start: int = Field(ge=0)
    clean_end: int = Field(ge=0)
    text: str


class Notice(Model):
    """Something the reader should know: parts that do not add up, a spot that could not be repaired."""

    code: str
    message: str
    spans: tuple[Span, ...] = ()
