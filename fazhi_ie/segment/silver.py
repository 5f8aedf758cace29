"""Silver words: what jieba makes of the corpus, told the words of the field first."""

from __future__ import annotations

import logging
import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

import regex

from fazhi_ie.errors import MissingExtraError, ReadError
from fazhi_ie.segment.words import sentences

if TYPE_CHECKING:
    import jieba

_SINGLE = regex.compile(r"\p{Han}")
_LONGER = regex.compile(r"\p{Han}{2,4}")

LEXICON = Path(__file__).parent / "lexicon.txt"
HELD_BACK = 10
"""One document in so many is kept from training and measured."""

# Many words of the field are rare or absent in general reports; in these frames the model meets each of them.
FRAMES = (
    ("推进", "{}", "工作", "。"),
    ("持续", "推进", "{}", "建设", "，"),
    ("关于", "{}", "的", "规定", "，"),
    ("落实", "{}", "监管", "制度", "，"),
    ("加强", "和", "规范", "{}", "，"),
    ("全市", "{}", "不断", "完善", "，"),
    ("开展", "{}", "，"),
    ("截至", "2023", "年", "12", "月", "31", "日", "，", "{}", "率", "达", "98.5%", "。"),
    ("一是", "{}", "有待", "提高", "；"),
    ("办理", "{}", "案件", "12", "件", "，"),
    ("全年", "{}", "培训", "3", "次", "，"),
)
# An agency mostly follows the level of its government; reports of provinces hardly name those of a county.
AGENCY_FRAMES = (
    ("县", "{}", "牵头", "，"),
    ("由", "市", "{}", "负责", "，"),
    ("省", "{}", "会同", "有关", "部门", "，"),
    ("区", "{}", "联合", "下发", "通知", "。"),
    ("各", "{}", "主动", "履职", "，"),
    ("向", "{}", "报告", "。"),
)
AGENCY_ENDS = tuple("局厅办委会院所部")
FRAMES_PER_TERM = 5
# Nor do they cite documents by number.
CITATIONS = (
    ("《", "{}", "办法", "》", "（", "政", "发", "〔", "2023", "〕", "5", "号", "）"),
    (
        "印发",
        "《",
        "关于",
        "加强",
        "{}",
        "工作",
        "的",
        "通知",
        "》",
        "（",
        "办",
        "发",
        "〔",
        "2019",
        "〕",
        "12",
        "号",
        "）",
    ),
)

# Reports use few words, and a model that has met no others cuts a new one anywhere. Clauses drawn from jieba's own
# dictionary show it the common words of the language; what they lack in grammar the reports supply.
DICTIONARY_WORDS = 30_000
DICTIONARY_USES = 3
CLAUSE_WORDS = 8
# The commonest words of one character go between them, as often as this.
SHORT_WORDS = 300
SHORT_SHARE = 0.75


@dataclass(frozen=True, slots=True)
class Silver:
    """Sentences as lists of words: to train on, and from documents held back."""

    train: list[list[str]]
    held_back: list[list[str]]
    documents: int
    characters: int


def read_lexicon(path: Path = LEXICON) -> list[str]:
    """Read a lexicon: one term a line; empty lines and lines that begin with # are skipped.

    Args:
        path: A UTF-8 file.

    Returns:
        list[str]: the terms in the order of the file.
    """
    lines = (line.strip() for line in path.read_text("utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def read_corpus(folder: Path) -> list[tuple[str, str]]:
    """Read every .txt file below a folder.

    Args:
        folder: Where the UTF-8 texts lie.

    Returns:
        list[tuple[str, str]]: (path below the folder, text), sorted by path.

    Raises:
        ReadError: The folder holds no text, or a file is not UTF-8.
    """
    texts: list[tuple[str, str]] = []
    for path in sorted(folder.rglob("*.txt")):
        try:
            texts.append((path.relative_to(folder).as_posix(), path.read_text("utf-8")))
        except UnicodeDecodeError as error:
            raise ReadError(f"{path} is not UTF-8: convert it first") from error
    if not texts:
        raise ReadError(f"{folder} holds no .txt file")
    return texts


def jieba_tokenizer(terms: Iterable[str] = ()) -> jieba.Tokenizer:
    """Make a jieba of its own (the module-wide one stays as it is) that keeps the terms whole.

    Args:
        terms: Words to add, each with the frequency that jieba needs to keep it whole.

    Returns:
        jieba.Tokenizer: ready to cut.

    Raises:
        MissingExtraError: jieba is not installed.
    """
    try:
        import jieba
    except ImportError as error:
        raise MissingExtraError("jieba", "train") from error
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    for term in terms:
        tokenizer.add_word(term)
    return tokenizer


def silver_sentences(text: str, tokenizer: jieba.Tokenizer) -> Iterator[list[str]]:
    """Cut a text into sentences of words, split where `Segmenter.cut` splits.

    Args:
        text: A report.
        tokenizer: From `jieba_tokenizer`.

    Yields:
        list[str]: The words of one sentence.
    """
    for stretch in text.split():
        for sentence in sentences(stretch):
            yield tokenizer.lcut(sentence)


def framed(terms: Iterable[str]) -> Iterator[list[str]]:
    """Put each term into a few frames of words, taken in turn.

    Args:
        terms: The lexicon.

    Yields:
        list[str]: The words of one invented clause that holds the term as one word.
    """
    plain, agency, citations = cycle(FRAMES), cycle(AGENCY_FRAMES), cycle(CITATIONS)
    for term in terms:
        frames = agency if term.endswith(AGENCY_ENDS) else plain
        for frame in (*islice(frames, FRAMES_PER_TERM), next(citations)):
            yield [term if word == "{}" else word for word in frame]


def drawn(frequencies: Mapping[str, int], count: int, seed: int) -> Iterator[list[str]]:
    """Draw clauses of common words from a dictionary, each word a few times.

    Args:
        frequencies: Of the words; those of two to four Chinese characters are drawn.
        count: How many of the commonest words to use.
        seed: Of the order.

    Yields:
        list[str]: The words of one clause without grammar.
    """
    # Ties by the word itself: the order must not hang on how a dictionary file is sorted.
    ranked = sorted(frequencies, key=lambda word: (-frequencies[word], word))
    common = [word for word in ranked if frequencies[word] and _LONGER.fullmatch(word)][:count]
    short = [word for word in ranked if frequencies[word] and _SINGLE.fullmatch(word)][:SHORT_WORDS]
    weights = [frequencies[word] for word in short]
    generator = random.Random(seed)
    for _ in range(DICTIONARY_USES):
        generator.shuffle(common)
        for start in range(0, len(common), CLAUSE_WORDS):
            clause: list[str] = []
            for word in common[start : start + CLAUSE_WORDS]:
                if short and generator.random() < SHORT_SHARE:
                    clause.extend(generator.choices(short, weights))
                clause.append(word)
            yield [*clause, generator.choice("，。")]


def make_silver(corpus: Path, terms: list[str], *, dictionary_words: int = DICTIONARY_WORDS, seed: int = 0) -> Silver:
    """Cut a corpus by jieba with the lexicon; whole documents are held back, since reports repeat themselves.

    Args:
        corpus: Folder of .txt files.
        terms: The lexicon.
        dictionary_words: How many common words of jieba's dictionary to train on besides.
        seed: Of the order in which those are drawn.

    Returns:
        Silver: sentences to train on (with the framed terms and drawn clauses) and sentences held back.
    """
    tokenizer = jieba_tokenizer(terms)
    train: list[list[str]] = []
    held_back: list[list[str]] = []
    texts = read_corpus(corpus)
    for number, (_, text) in enumerate(texts):
        target = held_back if number % HELD_BACK == HELD_BACK // 2 else train
        target.extend(silver_sentences(text, tokenizer))
    train.extend(framed(terms))
    train.extend(drawn(tokenizer.FREQ, dictionary_words, seed))
    return Silver(train, held_back, len(texts), sum(len(text) for _, text in texts))
