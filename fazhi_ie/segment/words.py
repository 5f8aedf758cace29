"""Words of a text by pkuseg, with the small model that the package carries.

The words never decide a fact: they are cut last, and re-cut at the edges of every fact (`cut_at`).
"""

from __future__ import annotations

import json
import string
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import regex

from fazhi_ie.errors import FazhiError

if TYPE_CHECKING:
    import spacy_pkuseg

MODEL_DIR = Path(__file__).parent / "model"
RECORD = "model.json"
MODEL_FILES = ("features.msgpack", "weights.npz")

# What str.isspace calls a space (pkuseg drops it): `\s` of `regex` lacks the four information separators.
_SPACE = r"\s\x1c-\x1f"
_SPACE_OR_STRETCH = regex.compile(rf"[{_SPACE}]++|[^{_SPACE}]++")
# A sentence with its stop and what closes after it; both halves are possessive, so one pass over any text.
_SENTENCE = regex.compile(r"[^。！？；!?;]*+[。！？；!?;]++[”’」』）)》】]*+|[^。！？；!?;]++")
# No word ends between two of these: a foreign word or a number in digits stays whole whatever the model has seen.
_LETTERS = frozenset(string.ascii_letters + "".join(chr(ord(char) + 0xFEE0) for char in string.ascii_letters))
_DIGITS = frozenset("0123456789０１２３４５６７８９")
# And a word always ends on both sides of these: the brackets of document numbers are rare in what the model was
# trained on, and it glues rare characters to their neighbours.
_MARK = regex.compile(r"[。，、；：！？“”‘’《》〈〉（）【】〔〕「」『』［］]")
# Many web pages write half-width marks, of which no Chinese model saw many: pkuseg is shown the full-width ones, except
# inside numbers (1,234; 10:30).
_HALF_MARK = regex.compile(r"(?<![0-9])[,;:!?()\[\]]|[,;:!?()\[\]](?![0-9])")
_FULL_WIDTH = {half: chr(ord(half) + 0xFEE0) for half in ",;:!?()[]"}

WINDOW = 512
"""Longest piece given to pkuseg at once, in characters; its time and memory then stay linear in the text."""
MARGIN = 32
"""Words that end this near a window's end are cut again with what follows them, since they lack right context."""

# pkuseg passes the folder to its loaders through one module-wide setting.
_LOADING = Lock()


class SegmenterError(FazhiError, ValueError):
    """A segmentation model cannot be had or read; the message names what to do."""


class Segmenter:
    """Cuts text into words that join to exactly the same text.

    Use `load_segmenter` to get one: loading is cached there.

    Args:
        name: What `load_segmenter` takes to load the same model again.
        engine: The pkuseg object that cuts.

    Attributes:
        name: As given; a pickled segmenter is this name, and loads anew.
        engine: As given.

    Example:
        >>> load_segmenter().cut("推进法治政府建设。")
        ['推进', '法治政府', '建设', '。']
    """

    def __init__(self, name: str, engine: spacy_pkuseg.pkuseg) -> None:
        self.name = name
        self.engine = engine

    def __repr__(self) -> str:
        return f"Segmenter({self.name!r})"

    def __reduce__(self) -> tuple[Callable[[str], Segmenter], tuple[str]]:
        """Pickle the name alone: a worker process loads its own, in less time than the model takes to send."""
        return load_segmenter, (self.name,)

    def save(self, folder: Path) -> None:
        """Write the model as a folder that `load_segmenter` and pkuseg itself read.

        Args:
            folder: Made if absent; files of a model in it are overwritten.

        Example:
            >>> import tempfile
            >>> with tempfile.TemporaryDirectory() as folder:
            ...     load_segmenter().save(Path(folder))
            ...     sorted(file.name for file in Path(folder).iterdir())
            ['features.msgpack', 'model.json', 'weights.npz']
        """
        folder.mkdir(parents=True, exist_ok=True)
        self.engine.feature_extractor.save(str(folder))
        self.engine.model.save(str(folder))
        record = folder / RECORD
        if self.engine.postprocesser.do_process:
            record.unlink(missing_ok=True)
        else:
            record.write_text(json.dumps({"copy_of": self.name}, ensure_ascii=False) + "\n", "utf-8")

    def cut(self, text: str) -> list[str]:
        """Cut a text into words; runs of white space are words of their own.

        Time is linear in the length of the text, punctuated or not.

        Args:
            text: Any string, an empty one included.

        Returns:
            list[str]: non-empty words, in order; joined they equal `text`.

        Example:
            >>> load_segmenter().cut("开展执法 检查")
            ['开展', '执法', ' ', '检查']
        """
        words: list[str] = []
        position = 0
        for word in self._cut_shown(_HALF_MARK.sub(lambda match: _FULL_WIDTH[match.group()], text)):
            words.append(text[position : position + len(word)])
            position += len(word)
        return words

    def _cut_shown(self, shown: str) -> Iterator[str]:
        """Words of the text as pkuseg sees it, as long as the given one."""
        for match in _SPACE_OR_STRETCH.finditer(shown):
            stretch = match.group()
            if stretch[0].isspace():
                yield stretch
            else:
                raw = (word for sentence in sentences(stretch) for word in self._cut_sentence(sentence))
                yield from _join_runs(part for word in raw for part in _split_marks(word))

    def _cut_sentence(self, sentence: str) -> Iterator[str]:
        """Words of one stretch without space; a long one window by window, each window begun at a word's start."""
        start = 0
        while len(sentence) - start > WINDOW:
            window = self.engine.cut(sentence[start : start + WINDOW])
            limit = WINDOW - MARGIN
            taken = 0
            for word in window:
                if taken and taken + len(word) > limit:
                    break
                yield word
                taken += len(word)
            start += taken
        yield from self.engine.cut(sentence[start:])


def sentences(stretch: str) -> Iterator[str]:
    """Split a text without white space behind its sentence stops; the parts join to the text.

    Training and cutting split alike, so that the model meets what it was trained on.

    Args:
        stretch: Text without white space.

    Yields:
        str: The sentences with their stops and closing quotes.
    """
    for match in _SENTENCE.finditer(stretch):
        yield match.group()


def _split_marks(word: str) -> Iterator[str]:
    """Split a word at the punctuation marks it was glued to."""
    start = 0
    if len(word) > 1:
        for match in _MARK.finditer(word):
            if start < match.start():
                yield word[start : match.start()]
            yield match.group()
            start = match.end()
    if start < len(word):
        yield word[start:]


def _join_runs(words: Iterable[str]) -> Iterator[str]:
    """Join words that meet inside a run of Latin letters or of digits.

    The reports hold few Latin words, so the model cuts unknown ones anywhere.
    """
    run: list[str] = []
    for word in words:
        if run and not _same_run(run[-1][-1], word[0]):
            yield "".join(run)
            run.clear()
        run.append(word)
    if run:
        yield "".join(run)


def _same_run(left: str, right: str) -> bool:
    return (left in _DIGITS and right in _DIGITS) or (left in _LETTERS and right in _LETTERS)


def cut_at(words: Iterable[str], edges: Iterable[int]) -> list[str]:
    """Cut words again so that every edge falls on a word boundary.

    One merged pass over words and edges: cutting a spaCy Doc afterwards (retokenizer) is quadratic.

    Args:
        words: Words of a text, in order.
        edges: Code-point offsets into the joined text, in any order, repeats allowed.

    Returns:
        list[str]: words that join to the same text; none is empty.

    Raises:
        ValueError: An edge lies outside the text.

    Example:
        >>> cut_at(["县司法局", "组织"], [1, 4])
        ['县', '司法局', '组织']
    """
    pending = sorted(set(edges))
    if pending and pending[0] < 0:
        raise ValueError(f"edge {pending[0]} lies before the text")
    cut: list[str] = []
    position = 0
    index = 0
    for word in words:
        end = position + len(word)
        start = position
        while index < len(pending) and pending[index] < end:
            if pending[index] > start:
                cut.append(word[start - position : pending[index] - position])
                start = pending[index]
            index += 1
        if start < end:
            cut.append(word[start - position :])
        position = end
    if pending and pending[-1] > position:
        raise ValueError(f"edge {pending[-1]} lies behind the text, which has {position} characters")
    return cut


def load_segmenter(name: str | Path = "default") -> Segmenter:
    """Load a segmenter once; later calls with the same name return the same object.

    Args:
        name: "default" for the model in this package, the name of a model that pkuseg itself downloads ("news",
            "web", "spacy_ontonotes" ...), or the path of a folder with a pkuseg model ("./news" if named alike).

    Returns:
        Segmenter: ready to cut.

    Raises:
        SegmenterError: There is no such model, its files are damaged, or its download failed.

    Example:
        >>> load_segmenter().cut("落实双随机监管")
        ['落实', '双随机', '监管']
    """
    return _load(str(name))


@lru_cache(maxsize=4)
def _load(name: str) -> Segmenter:
    # spacy_pkuseg imports numpy and requests: too heavy for who only extracts facts.
    from spacy_pkuseg.config import config

    if name == "default":
        return Segmenter(name, _load_folder(MODEL_DIR))
    if name in config.available_models:
        return Segmenter(name, _load_known(name))
    if Path(name).is_dir():
        return Segmenter(name, _load_folder(Path(name)))
    known = ", ".join(config.available_models)
    raise SegmenterError(
        f"no segmentation model {name!r}: give 'default', the path of a folder with {' and '.join(MODEL_FILES)}, "
        f"or a model that pkuseg downloads ({known})"
    )


def _load_folder(folder: Path) -> spacy_pkuseg.pkuseg:
    missing = [file for file in MODEL_FILES if not (folder / file).is_file()]
    if missing:
        raise SegmenterError(f"{str(folder)!r} is no pkuseg model: it lacks {' and '.join(missing)}")
    # A model trained here goes without pkuseg's dictionary: that joins words by another standard than the model's.
    dictionary = None if (folder / RECORD).is_file() else "default"
    return _load_engine(str(folder), dictionary, f"the files in {str(folder)!r} are damaged; train or copy them again")


def _load_known(name: str) -> spacy_pkuseg.pkuseg:
    from spacy_pkuseg.config import config

    advice = (
        f"pkuseg could not download it; try again with a network, or unpack {config.model_urls[name]} "
        f"and give the folder's path, or use the built-in model (segmenter 'default')"
    )
    return _load_engine(name, "default", advice)


def _load_engine(name: str, dictionary: str | None, advice: str) -> spacy_pkuseg.pkuseg:
    import numpy as np
    import spacy_pkuseg

    try:
        with _LOADING:
            engine = spacy_pkuseg.pkuseg(name, user_dict=dictionary)
    # Anything from requests, urllib3, zipfile, msgpack or numpy can come out of here; each means the same to the user.
    except Exception as error:
        raise SegmenterError(f"segmentation model {name!r} cannot be loaded ({error}): {advice}") from error
    # pkuseg computes in doubles and refuses an array of any other type.
    engine.model.w = np.ascontiguousarray(engine.model.w, dtype=np.float64)
    if not engine.postprocesser.do_process:
        # spaCy's ChineseTokenizer reads both when it saves a pkuseg; pkuseg leaves them unset without a dictionary.
        engine.postprocesser.common_words = set()
        engine.postprocesser.other_words = set()
    return engine
