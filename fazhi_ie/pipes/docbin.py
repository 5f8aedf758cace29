"""Texts with spans as a spaCy DocBin, and back: the one file format of spaCy that keeps spans and user data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from spacy.tokens import Doc, DocBin, Span
from spacy.util import filter_spans
from spacy.vocab import Vocab

from fazhi_ie.errors import ReadError

#: Start and end in code points, and a label.
Place = tuple[int, int, str]
TASK_KEY = "fazhi_task"


def pack_docs(rows: Iterable[tuple[str, list[Place], dict[str, list[Place]], dict[str, Any]]]) -> bytes:
    """Pack texts, one token a character.

    Args:
        rows: For each text: the text, its entities, its other spans by group, and JSON values to carry along.

    Returns:
        bytes: the DocBin; entities that overlap others are cut down to the longest.
    """
    vocab, packed = Vocab(), DocBin(store_user_data=True)
    for text, entities, groups, carried in rows:
        doc = Doc(vocab, words=list(text), spaces=[False] * len(text))
        doc.ents = filter_spans([Span(doc, start, end, label=label) for start, end, label in entities])
        for group, places in groups.items():
            doc.spans[group] = [Span(doc, start, end, label=label) for start, end, label in places]
        doc.user_data[TASK_KEY] = carried
        packed.add(doc)
    return packed.to_bytes()


def unpack_docs(
    data: bytes, groups: Sequence[str]
) -> Iterator[tuple[str, list[Place], dict[str, list[Place]], dict[str, Any]]]:
    """Unpack what `pack_docs` packed, or the DocBin of another program.

    Raises:
        ReadError: The bytes are no DocBin.
    """
    try:
        docs = list(DocBin().from_bytes(data).get_docs(Vocab()))
    except Exception as error:  # zlib, msgpack and numpy each raise their own
        raise ReadError(f"not a spaCy DocBin: {error}") from error
    for doc in docs:
        spans = {group: _places(doc.spans[group]) if group in doc.spans else [] for group in groups}
        yield doc.text, _places(doc.ents), spans, doc.user_data.get(TASK_KEY) or {}


def _places(spans: Iterable[Span]) -> list[Place]:
    return [(span.start_char, span.end_char, span.label_) for span in spans]
