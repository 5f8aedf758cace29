"""The Report: everything found in one text, ready for JSON, tables and notebooks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field, ValidationError

from fazhi_ie.errors import SchemaError
from fazhi_ie.schema.base import Model, Notice
from fazhi_ie.schema.entities import Entity, EntityBase
from fazhi_ie.schema.facts import Indicator, Measure, Metadata, Problem, Section

if TYPE_CHECKING:
    import pandas as pd

#: Semantic version of the JSON contract: a new key is a minor change, a changed meaning a major one.
SCHEMA_VERSION = "1.0"


_KIND_OF_LETTER = {"e": "entities", "i": "indicators", "m": "measures", "p": "problems", "s": "sections"}


class RulePack(Model):
    """A rule pack that took part.

    Attributes:
        name: Its name, as the pack gives it.
        version: Its version, as the pack gives it; "0" where it gives none.

    Example:
        >>> import fazhi_ie
        >>> fazhi_ie.extract("").rules[0].name
        'fazhi.grammar'
    """

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Thing:
    """One agency, document or law with all its mentions in a report.

    Attributes:
        key: The `key` that its mentions share.
        name: The name of the first mention, or its words where it has none.
        label: "AGENCY", "DOCUMENT" or "LAW".
        ids: Ids of its mentions, in reading order.

    Example:
        >>> import fazhi_ie
        >>> report = fazhi_ie.extract("县司法局牵头,县公安局配合,县司法局落实。", region="永嘉县")
        >>> report.agencies()[0].name, [report.find(each).span.start for each in report.agencies()[0].ids]
        ('永嘉县司法局', [0, 14])
    """

    key: str
    name: str
    label: str
    ids: tuple[str, ...]

    @property
    def count(self) -> int:
        """How often the report names it.

        Example:
            >>> Thing("LAW:中华人民共和国民法典", "中华人民共和国民法典", "LAW", ("3aa1a249-e1", "3aa1a249-e4")).count
            2
        """
        return len(self.ids)


class Report(Model):
    """All facts of one text; immutable.

    Attributes:
        schema_version: Version of this contract: a new key is a minor change, a changed meaning a major one.
        version: Version of the library that made it.
        rules: The packs that took part, in stacking order.
        source: Name of the text as the caller gave it, such as a file name; None where none was given.
        sha256: Of the UTF-8 bytes of the text as given, 64 hex digits; its first 8 begin every id.
        variant: Script of the text as given: "simplified", "traditional" or "mixed".
        repairs: How often each kind of repair was made (see `restore`); kinds that were not needed are absent.
        meta: Title, issuer, region, year and so on.
        sections: Headings and roles, in reading order.
        entities: Mentions of agencies, documents, laws, dates and places, in reading order.
        indicators: The figures stated, in reading order.
        measures: What was done and is planned, in reading order.
        problems: The shortcomings admitted, in reading order.
        notices: What the reader should know: repairs that failed, then figures that contradict each other.
        text: The clean (restored) text that `clean_start` and `clean_end` count in; None for a report read from JSON
            without it.

    Example:
        >>> import fazhi_ie
        >>> fazhi_ie.extract("市司法局办理行政复议案件12件。", source="a.txt")
        <Report 'a.txt': 1 entities, 1 indicators, 1 measures, 0 problems>
    """

    schema_version: str = SCHEMA_VERSION
    version: str
    rules: tuple[RulePack, ...] = ()
    source: str | None = None
    sha256: str
    variant: Literal["simplified", "traditional", "mixed"] = "simplified"
    repairs: dict[str, int] = Field(default_factory=dict)
    meta: Metadata = Metadata()
    sections: tuple[Section, ...] = ()
    entities: tuple[Entity, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    measures: tuple[Measure, ...] = ()
    problems: tuple[Problem, ...] = ()
    notices: tuple[Notice, ...] = ()
    text: str | None = Field(default=None, exclude=True, repr=False)

    def to_json(self, *, with_text: bool = False) -> str:
        """Write the report as one line of JSON, the same bytes for the same report.

        Args:
            with_text: Add the clean text under the key "text".

        Returns:
            str: JSON without line breaks, characters outside ASCII as they are.

        Example:
            >>> import fazhi_ie
            >>> fazhi_ie.extract("").to_json().startswith('{"schema_version":')
            True
        """
        line = self.model_dump_json()
        if with_text and self.text is not None:
            line = f'{line[:-1]},"text":{json.dumps(self.text, ensure_ascii=False)}}}'
        return line

    @classmethod
    def from_json(cls, line: str | bytes) -> Report:
        """Read a report back from JSON.

        Args:
            line: What `to_json` wrote, as str or as UTF-8 bytes.

        Returns:
            Report: equal to the one written; `text` is None unless it was written with its text.

        Raises:
            SchemaError: The JSON is broken, is not a report, or has another major schema version.

        Example:
            >>> import fazhi_ie
            >>> report = fazhi_ie.extract("共办理行政复议案件12件。")
            >>> fazhi_ie.Report.from_json(report.to_json()).indicators == report.indicators
            True
        """
        try:
            data = json.loads(line)
        except ValueError as error:
            raise SchemaError(f"not JSON: {error}") from error
        if not isinstance(data, dict) or "schema_version" not in data:
            raise SchemaError("not a report: it has no schema_version")
        found = str(data["schema_version"])
        if found.split(".")[0] != SCHEMA_VERSION.split(".")[0]:
            raise SchemaError(
                f"the report has schema version {found}, this library reads {SCHEMA_VERSION.split('.')[0]}.x: "
                "install the version of fazhi-ie that wrote it"
            )
        try:
            return cls.model_validate(data)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise SchemaError(f"not a valid report: {where}: {first['msg']}") from error

    def find(self, fact_id: str) -> Any:
        """Return the section or fact with this id.

        Args:
            fact_id: An id as facts hold it ("3aa1a249-e4").

        Returns:
            Section, Entity, Indicator, Measure or Problem: the one with the id.

        Raises:
            KeyError: No fact of this report has the id.

        Example:
            >>> import fazhi_ie
            >>> report = fazhi_ie.extract("县司法局印发《甲方案》。")
            >>> report.find(report.measures[0].documents[0]).title
            '甲方案'
        """
        name = fact_id.rpartition("-")[2]
        facts = getattr(self, _KIND_OF_LETTER.get(name[:1], ""), ())
        # ids count from one in the order of the facts, so that a fact is found where its number says
        at = int(name[1:]) - 1 if name[1:].isdecimal() else -1
        if 0 <= at < len(facts) and facts[at].id == fact_id:
            return facts[at]
        for fact in (*self.sections, *self.facts()):
            if fact.id == fact_id:
                return fact
        raise KeyError(f"the report has no fact {fact_id!r}")

    def facts(self) -> Iterator[Any]:
        """Yield all facts, one kind after the other; sections and notices are none.

        Yields:
            Entity, Indicator, Measure or Problem: entities first, then indicators, measures, problems, each in reading
            order.

        Example:
            >>> import fazhi_ie
            >>> [fact.span.text for fact in fazhi_ie.extract("市司法局办理案件12件。").facts()]
            ['市司法局', '12件', '市司法局办理案件12件']
        """
        yield from self.entities
        yield from self.indicators
        yield from self.measures
        yield from self.problems

    def agencies(self) -> tuple[Thing, ...]:
        """Return each agency once, with its mentions.

        Returns:
            tuple[Thing, ...]: the most often named first, of equals the one named first.

        Example:
            >>> import fazhi_ie
            >>> report = fazhi_ie.extract("县公安局、县司法局会商,县司法局牵头。", region="永嘉县")
            >>> [(agency.name, agency.count) for agency in report.agencies()]
            [('永嘉县司法局', 2), ('永嘉县公安局', 1)]
        """
        return self._things("AGENCY")

    def documents(self) -> tuple[Thing, ...]:
        """Return each document once, with its mentions.

        Returns:
            tuple[Thing, ...]: the most often named first, of equals the one named first.

        Example:
            >>> import fazhi_ie
            >>> [document.name for document in fazhi_ie.extract("印发《甲方案》,落实《甲方案》。").documents()]
            ['甲方案']
        """
        return self._things("DOCUMENT")

    def laws(self) -> tuple[Thing, ...]:
        """Return each law once, with its mentions.

        Returns:
            tuple[Thing, ...]: the most often named first, of equals the one named first.

        Example:
            >>> import fazhi_ie
            >>> [law.name for law in fazhi_ie.extract("宣传《行政处罚法》《民法典》。").laws()]
            ['中华人民共和国行政处罚法', '中华人民共和国民法典']
        """
        return self._things("LAW")

    def _things(self, label: str) -> tuple[Thing, ...]:
        mentions: dict[str, list[EntityBase]] = {}
        for entity in self.entities:
            if entity.label == label:
                mentions.setdefault(entity.key or f"{label}:{entity.name or entity.span.text}", []).append(entity)
        things = [
            Thing(key, found[0].name or found[0].span.text, label, tuple(entity.id for entity in found))
            for key, found in mentions.items()
        ]
        return tuple(sorted(things, key=lambda thing: -thing.count))

    def to_frame(self, kind: str = "indicators", *, floats: bool = False) -> pd.DataFrame:
        """Return one kind of fact as a pandas DataFrame, a row a fact, columns in stable order.

        Args:
            kind: "indicators", "measures", "problems", "entities", "sections", "notices" or "reports".
            floats: Give values as float64 instead of exact `Decimal`s.

        Returns:
            pandas.DataFrame: see `fazhi_ie.frames` for columns and dtypes.

        Raises:
            ValueError: There is no such kind.
            MissingExtraError: pandas is not installed (extra `frames`).

        Example:
            >>> import fazhi_ie
            >>> fazhi_ie.extract("共办理行政复议案件12件。").to_frame("indicators")["unit"].tolist()
            ['件']
        """
        from fazhi_ie.io.frames import to_frame

        return to_frame(self, kind, floats=floats)

    def _repr_html_(self) -> str:
        from fazhi_ie.view import render

        return render(self)

    def __repr__(self) -> str:
        name = self.meta.title or self.source or self.sha256[:8]
        counts = ", ".join(f"{len(getattr(self, k))} {k}" for k in ("entities", "indicators", "measures", "problems"))
        return f"<Report {name!r}: {counts}>"

    __str__ = __repr__
