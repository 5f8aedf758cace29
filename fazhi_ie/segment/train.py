"""Train the segmentation model: `python -m fazhi_ie.segment.train --corpus DIR [--lexicon FILE] --out DIR`.

Needs the extra `train` (jieba). The same corpus, lexicon and versions give the same model, byte for byte.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import logging
import random
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from fazhi_ie.segment.measure import word_f1
from fazhi_ie.segment.prune import prune
from fazhi_ie.segment.silver import DICTIONARY_WORDS, LEXICON, Silver, make_silver, read_lexicon
from fazhi_ie.segment.words import MODEL_FILES, RECORD, load_segmenter

SEED = 20260101
ITERATIONS = 6
# Keeps the files under 4 MB together.
FEATURES = 110_000
# A feature seen once tells little and costs a third of the training time.
LEAST_COUNT = 2

_log = logging.getLogger(__name__)


def train(
    corpus: Path,
    out: Path,
    *,
    lexicon: Path = LEXICON,
    dictionary_words: int = DICTIONARY_WORDS,
    iterations: int = ITERATIONS,
    features: int = FEATURES,
) -> dict[str, Any]:
    """Train a model on the corpus as jieba cuts it, prune it, measure both.

    Args:
        corpus: Folder of .txt files in UTF-8.
        out: Folder for the model; made if absent.
        lexicon: Terms to keep whole, one a line.
        dictionary_words: How many common words of jieba's dictionary to train on besides.
        iterations: Passes over the training data.
        features: How many features the pruned model keeps.

    Returns:
        dict[str, Any]: the record that is written beside the model as model.json.
    """
    terms = read_lexicon(lexicon)
    silver = make_silver(corpus, terms, dictionary_words=dictionary_words, seed=SEED)
    _log.info("silver: %d sentences, %d held back", len(silver.train), len(silver.held_back))
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "full"
        _run_trainer(silver, Path(scratch), full, iterations)
        # The record says that the model goes without pkuseg's dictionary; both models are measured so.
        (full / RECORD).write_text("{}", "utf-8")
        sizes = prune(full, out, features)
        _log.info("kept %(features_kept)d of %(features_trained)d features", sizes)
        f1_full = word_f1(silver.held_back, load_segmenter(str(full)).cut)
    record = _record(silver, iterations) | {"lexicon_terms": len(terms), "dictionary_words": dictionary_words} | sizes
    _write_record(out, record)
    f1 = word_f1(silver.held_back, load_segmenter(str(out)).cut)
    record["held_back_silver_f1"] = round(f1, 4)
    record["held_back_silver_f1_before_pruning"] = round(f1_full, 4)
    record["bytes"] = {name: (out / name).stat().st_size for name in MODEL_FILES}
    _write_record(out, record)
    return record


def _run_trainer(silver: Silver, scratch: Path, out: Path, iterations: int) -> None:
    import spacy_pkuseg
    from spacy_pkuseg.config import config

    train_file, test_file = scratch / "train.txt", scratch / "held_back.txt"
    _write_sentences(train_file, silver.train)
    _write_sentences(test_file, silver.held_back)
    # pkuseg shuffles by the module-wide generator and takes its settings from one module-wide object.
    random.seed(SEED)
    before = config.featureTrim
    config.featureTrim = LEAST_COUNT - 1
    try:
        with _log_prints():
            spacy_pkuseg.train(str(train_file), str(test_file), str(out), train_iter=iterations)
    finally:
        config.featureTrim = before


@contextlib.contextmanager
def _log_prints() -> Iterator[None]:
    """Turn what pkuseg prints into log records; it offers no other way to be quiet."""

    class Lines(io.TextIOBase):
        def write(self, text: str) -> int:
            if text.strip():
                _log.info("pkuseg: %s", text.strip())
            return len(text)

    with contextlib.redirect_stdout(Lines()):
        yield


def _write_sentences(path: Path, sentences: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(" ".join(words) + "\n" for words in sentences)


def _record(silver: Silver, iterations: int) -> dict[str, Any]:
    return {
        "trained": date.today().isoformat(),
        "by": "python -m fazhi_ie.segment.train",
        "seed": SEED,
        "iterations": iterations,
        "least_count_of_a_feature": LEAST_COUNT,
        "versions": {name: version(name) for name in ("spacy-pkuseg", "jieba", "numpy")},
        "corpus": {"documents": silver.documents, "characters": silver.characters},
        "sentences": {"trained": len(silver.train), "held_back": len(silver.held_back)},
    }


def _write_record(out: Path, record: dict[str, Any]) -> None:
    (out / RECORD).write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", "utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command.

    Args:
        arguments: Of the command line; None takes those of the process.
    """
    parser = argparse.ArgumentParser(prog="python -m fazhi_ie.segment.train", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="folder of .txt files in UTF-8")
    parser.add_argument("--lexicon", type=Path, default=LEXICON, help="words to keep whole, one a line")
    parser.add_argument("--out", type=Path, required=True, help="folder for the model")
    parser.add_argument("--dictionary-words", type=int, default=DICTIONARY_WORDS, help="common words of jieba to learn")
    parser.add_argument("--iterations", type=int, default=ITERATIONS)
    parser.add_argument("--features", type=int, default=FEATURES, help="how many features to keep")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)
    record = train(
        options.corpus,
        options.out,
        lexicon=options.lexicon,
        dictionary_words=options.dictionary_words,
        iterations=options.iterations,
        features=options.features,
    )
    sys.stdout.write(json.dumps(record, ensure_ascii=False, indent=2) + "\n")


if __name__ == "__main__":
    main()
