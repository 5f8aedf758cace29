"""The factories, found by spaCy through entry points: nothing need be imported before `add_pipe` or `spacy.load`."""

# no `from __future__ import annotations`: spaCy before 3.8.13 cannot resolve annotations that are strings
from spacy.language import Language

from fazhi_ie.pipes.stage import StageComponent
from fazhi_ie.pipes.words import WordsComponent


@Language.factory("fazhi_structure", retokenizes=False)
def structure(nlp: Language, name: str) -> StageComponent:
    """Find headings, list items, speakers and the role of each passage."""
    return StageComponent(nlp, name, stage="structure")


@Language.factory("fazhi_entities", assigns=["doc.ents"])
def entities(nlp: Language, name: str) -> StageComponent:
    """Find agencies, documents, laws, dates, regions, and the report's metadata."""
    return StageComponent(nlp, name, stage="entities")


@Language.factory("fazhi_quantities")
def quantities(nlp: Language, name: str) -> StageComponent:
    """Find numbers with their units and bounds."""
    return StageComponent(nlp, name, stage="quantities")


@Language.factory("fazhi_indicators")
def indicators(nlp: Language, name: str) -> StageComponent:
    """Find the figures that the report states, and what each counts."""
    return StageComponent(nlp, name, stage="indicators")


@Language.factory("fazhi_measures")
def measures(nlp: Language, name: str) -> StageComponent:
    """Find what was done and what is planned."""
    return StageComponent(nlp, name, stage="measures")


@Language.factory("fazhi_problems")
def problems(nlp: Language, name: str) -> StageComponent:
    """Find the shortcomings that the report admits."""
    return StageComponent(nlp, name, stage="problems")


@Language.factory("fazhi_words", default_config={"model": "default"}, retokenizes=True)
def words(nlp: Language, name: str, model: str) -> WordsComponent:
    """Replace character tokens by words."""
    return WordsComponent(nlp, name, model=model)
