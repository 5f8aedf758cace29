"""The last component: words by pkuseg, cut at the edges of every fact."""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from fazhi_ie.errors import PipelineError
from fazhi_ie.segment.words import cut_at, load_segmenter


class WordsComponent:
    """Replace the character tokens by words; facts, spans and stored findings are carried over unchanged.

    Args:
        nlp: The pipeline.
        name: The component's name in it.
        model: "default" (the model that ships with the library), the path of a pkuseg model, or the name of another.
    """

    def __init__(self, nlp: Language, name: str, *, model: str) -> None:
        self.name = name
        self.segmenter = load_segmenter(model)

    def __call__(self, doc: Doc) -> Doc:
        """Return a new Doc of words with the same text, spans, entities and findings.

        Raises:
            PipelineError: The Doc is not one token a character (its tokenizer is another).
        """
        text = doc.text
        if len(doc) != len(text):
            raise PipelineError(f"{self.name!r} needs the tokenizer of fazhi_ie.load(), one token a character")
        edges = {edge for group in doc.spans.values() for span in group for edge in (span.start, span.end)}
        edges.update(edge for span in doc.ents for edge in (span.start, span.end))
        words = cut_at(self.segmenter.cut(text), sorted(edges))
        new = Doc(doc.vocab, words=words, spaces=[False] * len(words), user_data=doc.user_data)
        index, offset = {0: 0}, 0
        for number, word in enumerate(words, 1):
            offset += len(word)
            index[offset] = number
        for key, group in doc.spans.items():
            new.spans[key] = [_moved(new, span, index) for span in group]
        new.ents = [_moved(new, span, index) for span in doc.ents]
        return new


def _moved(doc: Doc, span: Any, index: dict[int, int]) -> Span:
    return Span(doc, index[span.start], index[span.end], label=span.label, span_id=span.id)
