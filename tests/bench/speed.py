"""Measure where the time of `extract` goes, and print it as JSON; ratios.py sets the whole beside other libraries.

    python tests/bench/speed.py FOLDER [--noise everything]

FOLDER holds text files (fixtures/reports, or a corpus). Machines are noisy: compare figures of one run only.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from noise import RATES, make_noise


def best_of(times: int, work: Callable[[], Any]) -> float:
    """Return the shortest wall time of some runs, in seconds."""
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def import_seconds(code: str) -> float:
    """Return what a fresh interpreter takes for some code beyond starting up."""
    empty = best_of(3, lambda: subprocess.run([sys.executable, "-c", ""], check=True))
    return best_of(3, lambda: subprocess.run([sys.executable, "-c", code], check=True)) - empty


def stage_seconds(texts: list[str]) -> dict[str, float]:
    """Return the seconds of each stage over all texts."""
    from fazhi_ie.facts.analyse import STAGES, Findings, run_stage
    from fazhi_ie.facts.extract import make_source
    from fazhi_ie.facts.report import build_report
    from fazhi_ie.rules import load_rules
    from fazhi_ie.text.view import matching_view

    rules = load_rules()
    spent = dict.fromkeys(["restore", "view", *STAGES, "report", "json"], 0.0)

    def timed(name: str, work: Callable[[], Any]) -> Any:
        start = time.perf_counter()
        result = work()
        spent[name] += time.perf_counter() - start
        return result

    for text in texts:
        source = timed("restore", lambda text=text: make_source(text))
        matching_view.cache_clear()
        found = Findings(timed("view", lambda source=source: matching_view(source.clean)))
        for name in STAGES:
            timed(name, lambda name=name, found=found: run_stage(name, found, rules))
        report = timed("report", lambda found=found, source=source: build_report(found, source, rules.names))
        timed("json", report.to_json)
    return spent


def gazetteer_seconds(texts: list[str]) -> float:
    """Return the seconds that the scan for all place names takes over all texts."""
    from fazhi_ie.facts.entities.lexicon import words_of
    from fazhi_ie.facts.entities.places import gazetteer
    from fazhi_ie.rules import load_rules

    lexicon = gazetteer(words_of(load_rules()).place_traps)[0]
    return best_of(5, lambda: [lexicon.find(text) for text in texts])


def main() -> None:
    """Run all measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--noise", choices=RATES, help="measure noisy copies of the texts")
    options = parser.parse_args()
    texts = [file.read_text("utf-8") for file in sorted(options.folder.rglob("*.txt"))]
    if options.noise:
        texts = [make_noise(text, RATES[options.noise], seed) for seed, text in enumerate(texts)]
    characters = sum(map(len, texts))

    import fazhi_ie

    fazhi_ie.extract(texts[0])
    sample = max(texts, key=len)[:6000]
    extract_time = best_of(3, lambda: [fazhi_ie.extract(text) for text in texts])
    stages = stage_seconds(texts)
    print(
        json.dumps(
            {
                "characters": characters,
                "extract_chars_per_second": round(characters / extract_time),
                "reports_of_6000_chars_per_minute": round(60 * characters / extract_time / 6000),
                "import_fazhi_ie_seconds": round(import_seconds("import fazhi_ie"), 3),
                "first_extract_seconds": round(import_seconds("import fazhi_ie; fazhi_ie.extract('办理案件3件。')"), 3),
                "extract_6000_chars_seconds": round(best_of(5, lambda: fazhi_ie.extract(sample)), 4),
                "stage_chars_per_second": {name: round(characters / t) for name, t in stages.items() if t},
                "gazetteer_scan_chars_per_second": round(characters / gazetteer_seconds(texts)),
                "stage_share": {name: round(t / sum(stages.values()), 3) for name, t in stages.items()},
            },
            indent=1,
        )
    )


if __name__ == "__main__":
    main()
