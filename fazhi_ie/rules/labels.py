"""The labels that a rule may have, from `labels.tsv`: what a rule with one gives, and which attributes are read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from fazhi_ie.schema import LABELS


@dataclass(frozen=True, slots=True)
class Label:
    """One label; `attributes` gives for each attribute that is read its allowed values (none: any)."""

    name: str
    meaning: str
    attributes: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def labels() -> dict[str, Label]:
    """Return all labels that the library knows, by name; any other is an entity label of the user's own.

    Example:
        >>> labels()["TENSE"].meaning
        'weak signs of what is done or planned'
    """
    known: dict[str, Label] = {}
    text = resources.files("fazhi_ie.rules").joinpath("labels.tsv").read_text("utf-8")
    for line in text.splitlines():
        if not line or line.startswith(("#", "label\t")):
            continue
        name, attributes, meaning = line.split("\t")
        read: dict[str, tuple[str, ...]] = {}
        for attribute in attributes.split():
            key, _, values = attribute.partition("=")
            read[key] = tuple(values.split(",")) if values else ()
        known[name] = Label(name, meaning, read)
    return known


def gives_entities(label: str) -> bool:
    """Tell whether rules with a label give entities: those built in, or of a label of the user's own."""
    return label in LABELS or label not in labels()
