"""Measure segmenters: F1 of words against a reference, time to load, characters a second.

`python -m fazhi_ie.segment.measure --conllu FILE --corpus DIR` writes one JSON object: our model beside jieba.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from fazhi_ie.segment.silver import jieba_tokenizer, make_silver, read_corpus, read_lexicon
from fazhi_ie.segment.words import load_segmenter

Cut = Callable[[str], list[str]]

_LOAD = """
import time, spacy_pkuseg
from fazhi_ie.segment.words import load_segmenter
start = time.perf_counter()
load_segmenter({name!r})
print(time.perf_counter() - start)
"""


def word_spans(words: Iterable[str]) -> set[tuple[int, int]]:
    """Half-open offsets of the words in their joined text.

    Args:
        words: Words in order.

    Returns:
        set[tuple[int, int]]: one span a word.

    Example:
        >>> sorted(word_spans(["依法", "行政"]))
        [(0, 2), (2, 4)]
    """
    spans: set[tuple[int, int]] = set()
    start = 0
    for word in words:
        spans.add((start, start + len(word)))
        start += len(word)
    return spans


def word_f1(reference: Iterable[Sequence[str]], cut: Cut) -> float:
    """F1 of whole words, micro-averaged over sentences.

    Args:
        reference: Sentences of reference words; white space counts as no word.
        cut: What segments the joined sentence.

    Returns:
        float: between 0 and 1.

    Example:
        >>> round(word_f1([["依法", "行政"]], list), 2)
        0.0
    """
    right = gold = found = 0
    for words in reference:
        expected = word_spans(words)
        predicted = word_spans(cut("".join(words)))
        right += len(expected & predicted)
        gold += len(expected)
        found += len(predicted)
    return 2 * right / (gold + found) if gold + found else 1.0


def read_conllu(path: Path) -> list[list[str]]:
    """Read the words of each sentence of a CoNLL-U file (column 2 of the lines numbered by a whole number).

    Args:
        path: A UTF-8 file.

    Returns:
        list[list[str]]: words without the white space that some forms contain.
    """
    found: list[list[str]] = [[]]
    for line in path.read_text("utf-8").splitlines():
        number, _, rest = line.partition("\t")
        if not line:
            found.append([])
        elif number.isdigit():
            found[-1].append("".join(rest.partition("\t")[0].split()))
    return [words for words in found if words]


def load_seconds(name: str = "default", *, times: int = 5) -> float:
    """Least time that `load_segmenter` takes in a fresh process, the import of spacy_pkuseg not counted.

    Args:
        name: As for `load_segmenter`.
        times: How many processes to start.

    Returns:
        float: seconds.
    """
    command = [sys.executable, "-c", _LOAD.format(name=name)]
    return min(float(subprocess.run(command, capture_output=True, check=True).stdout) for _ in range(times))


def speed(cut: Cut, texts: Sequence[str]) -> float:
    """Characters a second, each text by itself.

    Args:
        cut: The segmenter.
        texts: What to cut.

    Returns:
        float: characters a second of process time, so that a busy machine falsifies it less.
    """
    start = time.process_time()
    for text in texts:
        cut(text)
    return sum(map(len, texts)) / (time.process_time() - start)


def measure(name: str, conllu: Path | None, corpus: Path | None, sample: int = 3) -> dict[str, float]:
    """Figures for our model and for jieba from the same run.

    Args:
        name: As for `load_segmenter`.
        conllu: A reference segmentation; None skips it.
        corpus: The folder that the model was trained on: its held-back tenth is measured; None skips it.
        sample: How many texts of the corpus the speed is measured on.

    Returns:
        dict[str, float]: figures by name.
    """
    segmenter = load_segmenter(name)
    plain = jieba_tokenizer()
    figures = {"load_seconds": round(load_seconds(name), 3)}
    if conllu is not None:
        reference = read_conllu(conllu)
        figures["conllu_f1"] = round(word_f1(reference, segmenter.cut), 4)
        figures["conllu_f1_jieba"] = round(word_f1(reference, plain.lcut), 4)
    if corpus is not None:
        held_back = make_silver(corpus, read_lexicon()).held_back
        figures["held_back_silver_f1"] = round(word_f1(held_back, segmenter.cut), 4)
        texts = [text for _, text in read_corpus(corpus)[:sample]]
        figures["characters_a_second"] = round(speed(segmenter.cut, texts))
        figures["characters_a_second_jieba"] = round(speed(plain.lcut, texts))
        ratio = figures["characters_a_second"] / figures["characters_a_second_jieba"]
        figures["speed_ratio_to_jieba"] = round(ratio, 3)
    return figures


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command.

    Args:
        arguments: Of the command line; None takes those of the process.
    """
    parser = argparse.ArgumentParser(prog="python -m fazhi_ie.segment.measure", description=__doc__)
    parser.add_argument("--model", default="default", help="'default', a folder, or the name of a pkuseg model")
    parser.add_argument("--conllu", type=Path, help="reference segmentation in CoNLL-U")
    parser.add_argument("--corpus", type=Path, help="folder of texts the model was trained on")
    options = parser.parse_args(arguments)
    figures = measure(options.model, options.conllu, options.corpus)
    sys.stdout.write(json.dumps(figures, ensure_ascii=False, indent=2) + "\n")


if __name__ == "__main__":
    main()
