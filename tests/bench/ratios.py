"""Measure the whole beside its yardsticks in one run, and print the figures as JSON: all that docs/performance.md claims.

    python tests/bench/ratios.py FOLDER [--characters N]

FOLDER holds text files (fixtures/reports, or a corpus). Yardsticks that are not installed are left out (pip install jionlp
"emoji<2" recognizers-text-suite); the slow ones read the first N characters. Machines are noisy: compare figures of one run.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from memory import peak
from number_readers import first_characters, other_readers
from speed import best_of, import_seconds

SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
#: Lengths in characters at which `make_doc` is measured, too; its time grows with the square of the length.
LENGTHS = (1_000, 3_000, 10_000, 30_000, 100_000, 300_000)


def bytes_long(texts: list[str], size: int) -> str:
    """Return a text of so many bytes of UTF-8, made of the texts again and again."""
    whole = "\n".join(texts)
    whole *= size // len(whole.encode()) + 1
    return whole.encode()[:size].decode("utf-8", "ignore")


def growth(texts: list[str]) -> dict[str, Any]:
    """Return seconds by length in bytes, and the exponent between the shortest and the longest above a millisecond."""
    import fazhi_ie

    seconds = {}
    for size in SIZES:
        text = bytes_long(texts, size)
        seconds[size] = best_of(1 if size >= 10_000_000 else 3, lambda text=text: fazhi_ie.extract(text))
    first, last = SIZES[1], SIZES[-1]
    exponent = math.log(seconds[last] / seconds[first]) / math.log(last / first)
    return {
        "seconds": {str(size): round(each, 4) for size, each in seconds.items()},
        "exponent_10kB_to_10MB": round(exponent, 3),
    }


def beside_make_doc(texts: list[str], make_doc: Callable[[str], Any]) -> dict[str, dict[str, float]]:
    """Return characters a second of `make_doc` and `extract`, and the ratio of their times, by length of the text."""
    import fazhi_ie

    whole = bytes_long(texts, 3 * max(LENGTHS) + 1_000_000)
    rows = {}
    for length in LENGTHS:
        text = whole[:length]
        plain = best_of(3, lambda text=text: make_doc(text))
        full = best_of(3, lambda text=text: fazhi_ie.extract(text))
        rows[str(length)] = {
            "make_doc": round(length / plain),
            "extract": round(length / full),
            "ratio": round(full / plain, 2),
        }
    return rows


def command_seconds(folder: Path, workers: int) -> float:
    """Return the seconds that the command takes for a folder."""
    with tempfile.TemporaryDirectory() as out:
        command = [
            sys.executable,
            "-m",
            "fazhi_ie",
            "extract",
            str(folder),
            "-o",
            f"{out}/a.jsonl",
            "--workers",
            str(workers),
        ]
        return best_of(2, lambda: subprocess.run(command, check=True, capture_output=True))


def workers(texts: list[str]) -> dict[str, float]:
    """Return how many times faster two workers are than one, over enough files that starting does not count."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        total, number = 0, 0
        while total < 4_000_000:
            for text in texts:
                (folder / f"{number:06}.txt").write_text(text, "utf-8")
                total, number = total + len(text), number + 1
        one, two = command_seconds(folder, 1), command_seconds(folder, 2)
    return {
        "files": number,
        "characters": total,
        "one": round(one, 2),
        "two": round(two, 2),
        "ratio": round(one / two, 2),
    }


def main() -> None:
    """Run all measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--characters", type=int, default=20_000)
    options = parser.parse_args()
    texts = [file.read_text("utf-8") for file in sorted(options.folder.rglob("*.txt"))]
    characters = sum(map(len, texts))
    few = first_characters(texts, options.characters)

    import regex
    import spacy

    import fazhi_ie
    from fazhi_ie.segment import load_segmenter

    blank = spacy.blank("zh")
    blank.max_length = sys.maxsize
    scan = regex.compile(r"\d+(?:\.\d+)?[万亿]?(?:件|个|人|元|家|项|次|%)")
    fazhi_ie.extract(texts[0])
    per_second: dict[str, float] = {}

    def read_all(name: str, read: Callable[[str], Any]) -> None:
        times = 10 if characters < 100_000 else 3  # short runs vary more
        per_second[name] = characters / best_of(times, lambda: [read(text) for text in texts])

    read_all("one regex scan", scan.findall)
    read_all("spacy.blank('zh').make_doc", blank.make_doc)
    read_all("extract", fazhi_ie.extract)
    pkuseg = load_segmenter()
    read_all("pkuseg alone", pkuseg.cut)
    nlp = fazhi_ie.load()
    nlp(texts[0])
    read_all("load() with pkuseg words", nlp)
    for name, read in other_readers().items():
        start = time.perf_counter()
        for text in few:
            read(text)
        per_second[name] = sum(map(len, few)) / (time.perf_counter() - start)
    report = bytes_long(texts, 90_000)
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "report.txt").write_text(report, "utf-8")
        read_it = "import pathlib, sys; t = next(pathlib.Path(sys.argv[1]).glob('*.txt')).read_text('utf-8')\n"
        bare = peak("import spacy\n", Path(name))
        held = peak(f"import spacy, fazhi_ie\n{read_it}fazhi_ie.extract(t)", Path(name))
    speed = per_second["extract"]
    slow = [
        1 / per_second[name]
        for name in ("jionlp.extract_money", "jionlp.extract_time", "jionlp.location")
        if name in per_second
    ]
    print(
        json.dumps(
            {
                "characters": characters,
                "characters_per_second": {name: round(each) for name, each in per_second.items()},
                "time of extract / make_doc": round(per_second["spacy.blank('zh').make_doc"] / speed, 2),
                "time of load() / pkuseg alone": round(
                    per_second["pkuseg alone"] / per_second["load() with pkuseg words"], 2
                ),
                "times faster than JioNLP time, money, location together": round(speed * sum(slow), 1)
                if slow
                else None,
                "times faster than recognizers datetime": round(speed / per_second["recognizers.datetime"], 1)
                if "recognizers.datetime" in per_second
                else None,
                "load() beyond import spacy, seconds": round(
                    import_seconds("import spacy, fazhi_ie; fazhi_ie.load()") - import_seconds("import spacy"), 2
                ),
                "peak of a 30,000-character report beyond import spacy, MB": round(held - bare),
                "extract / make_doc by characters": beside_make_doc(texts, blank.make_doc),
                "growth": growth(texts),
                "workers": workers(texts),
            },
            indent=1,
            ensure_ascii=False,
        )
    )


if __name__ == "__main__":
    main()
