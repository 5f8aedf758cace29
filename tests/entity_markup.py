"""Cases as marked-up sentences: 由<AGENCY name=镇坪县司法局>县司法局</AGENCY>牵头; a sentence without marks is a negative."""

from __future__ import annotations

import regex

from fazhi_ie.facts.entities import find_entities
from fazhi_ie.facts.found import EntityFound
from fazhi_ie.facts.known import Known
from fazhi_ie.facts.structure import find_structure
from fazhi_ie.rules import RuleSet, load_rules
from fazhi_ie.text.view import matching_view

LABELS = {"AGENCY", "DOCUMENT", "DOC_NUMBER", "LAW", "ARTICLE", "DATE", "REGION"}
TAG = regex.compile(r"<(?P<close>/?)(?P<label>[A-Z_]+)(?: name=(?P<name>[^<>]+))?>")


def parse_case(marked: str) -> tuple[str, list[tuple[int, int, str, str | None]]]:
    """Split a case into its text and (start, end, label, name) spans.

    Raises:
        ValueError: A tag is unknown, unclosed, unopened or nested, or a stray bracket is left.
    """
    text, spans, at = "", [], 0
    opened: tuple[int, str, str | None] | None = None
    for tag in TAG.finditer(marked):
        text += marked[at : tag.start()]
        at = tag.end()
        if tag["label"] not in LABELS:
            raise ValueError(f"unknown label {tag['label']} in {marked!r}")
        if not tag["close"]:
            if opened:
                raise ValueError(f"nested tag in {marked!r}")
            opened = (len(text), tag["label"], tag["name"])
        else:
            if opened is None or opened[1] != tag["label"] or tag["name"]:
                raise ValueError(f"tag closed that is not open in {marked!r}")
            spans.append((opened[0], len(text), opened[1], opened[2]))
            opened = None
    text += marked[at:]
    if opened or "<" in text or ">" in text:
        raise ValueError(f"a tag is not closed in {marked!r}")
    return text, spans


def entities_of(text: str, known: Known | None = None, rules: RuleSet | None = None) -> list[EntityFound]:
    """Run the entity stage on the matching view of a text."""
    rules = rules or load_rules()
    view = matching_view(text).text
    return find_entities(view, find_structure(view, rules), rules, known or Known())[0]


def check(marked: str, known: Known | None = None, labels: frozenset[str] = frozenset(LABELS)) -> None:
    """Assert that exactly the marked entities of these labels are found, with the names that are given."""
    text, spans = parse_case(marked)
    assert matching_view(text).text == text, "write cases in the form of the view"
    found = [item for item in entities_of(text, known) if item.label in labels]
    got = [(item.start, item.end, item.label) for item in found]
    want = [span[:3] for span in spans]
    assert [(text[s:e], label) for s, e, label in got] == [(text[s:e], label) for s, e, label in want]
    assert got == want
    for item, span in zip(found, spans, strict=True):
        assert item.text == text[item.start : item.end]
        if span[3] is not None:
            assert item.name == span[3]
