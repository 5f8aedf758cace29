"""The tokenizer: restores the text and makes one token a character, so that every fact falls on token edges."""

# no `from __future__ import annotations`: spaCy before 3.8.13 cannot resolve annotations that are strings
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from fazhi_ie.facts.extract import make_source
from fazhi_ie.pipes.store import ensure_extension, save_source


class FazhiTokenizer:
    """Turn the text as given into a Doc of the clean text, one token a character.

    Args:
        vocab: The pipeline's vocabulary.
        repairs: "auto", or the kinds of repair to make (see `fazhi_ie.restore`).
    """

    def __init__(self, vocab: Vocab, repairs: str | list[str] = "auto") -> None:
        self.vocab = vocab
        self.repairs = repairs

    def __call__(self, text: str) -> Doc:
        """Return the Doc of one text; what restoration did is stored on it."""
        source = make_source(text, self.repairs)
        words = list(source.clean)
        doc = Doc(self.vocab, words=words, spaces=[False] * len(words))
        save_source(doc, source)
        return doc

    def pipe(self, texts: Iterable[str], batch_size: int = 50) -> Iterable[Doc]:
        """Yield the Docs of many texts, one at a time (`batch_size` is spaCy's and changes nothing here)."""
        return map(self, texts)

    def to_bytes(self, **kwargs: Any) -> bytes:
        """Return nothing: the tokenizer is whole in the config."""
        return b""

    def from_bytes(self, data: bytes, **kwargs: Any) -> "FazhiTokenizer":
        """Return itself: the tokenizer is whole in the config."""
        return self

    def to_disk(self, path: str | Path, **kwargs: Any) -> None:
        """Write nothing: the tokenizer is whole in the config."""

    def from_disk(self, path: str | Path, **kwargs: Any) -> "FazhiTokenizer":
        """Return itself: the tokenizer is whole in the config."""
        return self


def create_tokenizer(repairs: str | list[str] = "auto") -> Callable[[Language], FazhiTokenizer]:
    """Build the tokenizer for a pipeline's config (`@tokenizers = "fazhi_ie.Tokenizer.v1"`)."""

    def create(nlp: Language) -> FazhiTokenizer:
        ensure_extension()
        # spaCy's limit is there for parsers; nothing here needs one
        nlp.max_length = sys.maxsize
        return FazhiTokenizer(nlp.vocab, repairs)

    return create
