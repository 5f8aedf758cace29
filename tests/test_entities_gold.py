"""The entity stage against the annotated reports: floors, a little under what is reached."""

import json
from collections import Counter
from pathlib import Path

import pytest
from entity_markup import entities_of

from fazhi_ie.text.view import matching_view

FLOORS = {"AGENCY": 0.98, "DOCUMENT": 0.98, "LAW": 0.97, "REGION": 0.96, "DATE": 0.98, "DOC_NUMBER": 1.0}


@pytest.fixture(scope="module")
def tallies(gold_dir: Path) -> dict[str, Counter[str]]:
    """Hits, misses and extras by label; optional entities are neutral."""
    tallies: dict[str, Counter[str]] = {label: Counter() for label in (*FLOORS, "ARTICLE", "names")}
    for file in sorted(gold_dir.glob("*.gold.json")):
        text = (gold_dir / f"{file.name[:-10]}.txt").read_bytes().decode("utf-8")
        alignment = matching_view(text).alignment
        found = {(*alignment.to_source(item.start, item.end), item.label): item for item in entities_of(text)}
        for gold in json.loads(file.read_text("utf-8"))["entities"]:
            keys = [(gold["start"], gold["end"], label) for label in (gold["label"], gold.get("alt"))]
            item = next((found.pop(key) for key in keys if key in found), None)
            if not gold.get("optional"):
                tallies[gold["label"]]["hit" if item else "miss"] += 1
            if item and gold.get("name"):
                tallies["names"]["hit" if item.name == gold["name"] else "miss"] += 1
        for _, _, label in found:
            tallies[label]["extra"] += 1
    return tallies


@pytest.mark.parametrize(("label", "floor"), FLOORS.items())
def test_entities_of_gold(tallies: dict[str, Counter[str]], label: str, floor: float) -> None:
    tally = tallies[label]
    assert 2 * tally["hit"] / (2 * tally["hit"] + tally["miss"] + tally["extra"]) >= floor


def test_agency_names_of_gold(tallies: dict[str, Counter[str]]) -> None:
    assert tallies["names"]["hit"] / tallies["names"].total() >= 0.97
