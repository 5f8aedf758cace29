"""Cases as marked-up sentences: 由<AGENCY name=镇坪县司法局>县司法局</AGENCY>牵头; a sentence without marks is a negative.

`<?LABEL>` marks what is right to find and right to leave; `key=value` in the opening tag is checked where it is given.
fixtures/README.md lists the keys and the lines that begin with @ in files of cases.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import regex

from fazhi_ie.facts.entities import find_entities
from fazhi_ie.facts.found import EntityFound
from fazhi_ie.facts.known import Known
from fazhi_ie.facts.structure import find_structure
from fazhi_ie.rules import RuleSet, load_rules
from fazhi_ie.text.view import matching_view

KEYS = {
    "AGENCY": {"name", "level", "region", "kind"},
    "DOCUMENT": {"name", "stage", "number", "issuer"},
    "DOC_NUMBER": {"name", "code", "year", "sequence", "issuer"},
    "LAW": {"name", "rank"},
    "ARTICLE": {"name", "law", "article", "paragraph", "item"},
    "DATE": {"start", "end"},
    "REGION": {"name", "level", "code"},
}
LABELS = frozenset(KEYS)
TAG = regex.compile(r"<(?P<close>/?)(?P<optional>\??)(?P<label>[A-Z_]+)(?P<values>(?: [a-z]+=[^<> ]+)*)>")


@dataclass(frozen=True)
class Marked:
    """One marked entity of a case."""

    start: int
    end: int
    label: str
    optional: bool = False
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """One line of a file of cases; `gap` says why it is known to fail."""

    file: str
    line: int
    marked: str
    region: str | None
    labels: frozenset[str]
    gap: str | None = None

    @property
    def id(self) -> str:
        return f"{self.file}:{self.line}"


def parse_case(marked: str) -> tuple[str, list[Marked]]:
    """Split a case into its text and its marked entities.

    Raises:
        ValueError: A tag or key is unknown, a tag is unclosed, unopened or nested, or a stray bracket is left.
    """
    text, spans, at = "", [], 0
    opened: Marked | None = None
    for tag in TAG.finditer(marked):
        text += marked[at : tag.start()]
        at = tag.end()
        label = tag["label"]
        if label not in KEYS:
            raise ValueError(f"unknown label {label} in {marked!r}")
        values = dict(pair.split("=", 1) for pair in tag["values"].split())
        if not tag["close"]:
            if opened:
                raise ValueError(f"nested tag in {marked!r}")
            if unknown := values.keys() - KEYS[label]:
                raise ValueError(f"unknown key {sorted(unknown)[0]} of {label} in {marked!r}")
            opened = Marked(len(text), -1, label, bool(tag["optional"]), values)
        else:
            if opened is None or opened.label != label or values:
                raise ValueError(f"tag closed that is not open in {marked!r}")
            spans.append(Marked(opened.start, len(text), label, opened.optional, opened.values))
            opened = None
    text += marked[at:]
    if opened or "<" in text or ">" in text:
        raise ValueError(f"a tag is not closed in {marked!r}")
    return text, spans


def read_cases(file: Path) -> Iterator[Case]:
    """Read a file of cases.

    Raises:
        ValueError: A line that begins with @ is unknown, or no case follows one that names a gap.
    """
    region: str | None = None
    labels, gap = LABELS, None
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if line.startswith("@"):
            key, _, value = line[1:].partition(" ")
            if key == "region":
                region = None if value == "-" else value
            elif key == "labels":
                labels = frozenset(value.split())
            elif key == "gap":
                gap = value
            else:
                raise ValueError(f"{file.name}:{number}: unknown line @{key}")
        elif line and not line.startswith("#"):
            yield Case(file.stem, number, line, region, labels, gap)
            gap = None
    if gap:
        raise ValueError(f"{file.name}: no case after @gap {gap}")


def entities_of(text: str, known: Known | None = None, rules: RuleSet | None = None) -> list[EntityFound]:
    """Run the entity stage on the matching view of a text."""
    rules = rules or load_rules()
    view = matching_view(text).text
    return find_entities(view, find_structure(view, rules), rules, known or Known())[0]


def value_of(found: list[EntityFound], item: EntityFound, key: str) -> str | None:
    """Return what a key of a mark is compared with: links as the text or name of what they lead to."""
    if key == "name":
        return item.name
    if key == "number":
        return found[item.links["number"]].text if "number" in item.links else None
    if key == "law":
        return found[item.links["law"]].name if "law" in item.links else None
    value = item.attrs.get({"start": "start_date", "end": "end_date"}.get(key, key))
    return None if value is None else str(value)


def differences(marked: str, known: Known | None = None, labels: frozenset[str] = LABELS) -> list[str]:
    """Compare what is marked with what is found, both ways; return a line for each difference."""
    text, spans = parse_case(marked)
    assert matching_view(text).text == text, "write cases in the form of the view"
    found = entities_of(text, known)
    got = {(item.start, item.end, item.label): item for item in found if item.label in labels}
    wanted = {(span.start, span.end, span.label): span for span in spans}
    wrong = [f"spurious {key[2]} {text[key[0] : key[1]]}" for key in got if key not in wanted]
    for key, span in wanted.items():
        item = got.get(key)
        if item is None:
            wrong += [] if span.optional else [f"missed {span.label} {text[span.start : span.end]}"]
            continue
        assert item.text == text[item.start : item.end]
        for name, value in span.values.items():
            has = value_of(found, item, name)
            if has != value:
                wrong.append(f"{item.label} {item.text}: {name} is {has}, not {value}")
    return wrong


def check(marked: str, known: Known | None = None, labels: frozenset[str] = LABELS) -> None:
    """Assert that exactly the marked entities of these labels are found, with the values that are given."""
    wrong = differences(marked, known, labels)
    assert not wrong, "; ".join(wrong)
