"""What every model shares: frozen, spans with both kinds of offsets, exact decimals as plain strings."""

from __future__ import annotations

import inspect
import re
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, PlainSerializer, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

_SECTION = re.compile(r"^(?:Attributes|Example|Source|Raises):$", re.MULTILINE)
_ATTRIBUTE = re.compile(r"^    (\w+): (.+(?:\n        .+)*)", re.MULTILINE)


class Model(BaseModel):
    """Base of all models: immutable; keys that a newer minor version added are ignored when reading.

    Example:
        >>> from fazhi_ie.schema import RulePack
        >>> RulePack.model_validate({"name": "water", "version": "1", "added_later": True})
        RulePack(name='water', version='1')
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe the model by the first part of its docstring, and each field by its line under `Attributes:`."""
        schema = handler(core_schema)
        model = handler.resolve_ref_schema(schema)
        model["description"] = _SECTION.split(inspect.cleandoc(cls.__doc__ or ""), maxsplit=1)[0].strip()
        for base in cls.__mro__:
            for name, text in _ATTRIBUTE.findall(inspect.cleandoc(base.__doc__ or "")):
                if name in inspect.get_annotations(base) and name in model.get("properties", ()):
                    model["properties"][name].setdefault("description", " ".join(text.split()))
        return schema


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
    """A stretch of the source, as half-open offsets in code points.

    The two pairs of offsets differ where restoration took noise out before or inside the stretch.

    Attributes:
        start: Where it begins in the text as given.
        end: Where it ends in the text as given, exclusive.
        clean_start: Where it begins in the restored text (`Report.text`).
        clean_end: Where it ends in the restored text, exclusive.
        text: The restored text between `clean_start` and `clean_end`.

    Example:
        >>> import fazhi_ie
        >>> given = "市政府關(guān)于執(zhí)法的意見。市司法局辦案3件。"
        >>> span = fazhi_ie.extract(given).indicators[0].span
        >>> span.text, given[span.start : span.end], (span.start, span.end), (span.clean_start, span.clean_end)
        ('3件', '3件', (28, 30), (17, 19))
    """

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    clean_start: int = Field(ge=0)
    clean_end: int = Field(ge=0)
    text: str


class Notice(Model):
    """Something the reader should know: parts that do not add up, a spot that could not be repaired.

    A notice changes no fact.

    Attributes:
        code: What kind it is: "sum-mismatch", "rate-mismatch" or "period-outside" for figures; "lost-characters",
            "lone-surrogate" or "unrepaired-bytes" for spots that could not be restored.
        message: The same for a reader, in English, with the numbers or characters in question.
        spans: The places it is about, in the order of the message; empty where it is about the whole text.

    Example:
        >>> import fazhi_ie
        >>> (notice,) = fazhi_ie.extract("抽查案卷120卷,其中优秀80卷、合格30卷、不合格20卷。").notices
        >>> notice.code, [span.text for span in notice.spans]
        ('sum-mismatch', ['120卷', '80卷', '30卷', '20卷'])
    """

    code: str
    message: str
    spans: tuple[Span, ...] = ()
