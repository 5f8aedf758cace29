"""Measure the number readers beside other libraries in one run, and print the figures as JSON.

    python tests/bench/number_readers.py FOLDER [--conformance FOLDER] [--characters N]

FOLDER holds text files (fixtures/reports, or a corpus). Libraries that are not installed are left out, so run it in an
environment that has them: pip install cn2an jionlp "emoji<2" recognizers-text-suite. The slow ones read the first N
characters only. Machines are noisy: compare figures of one run only. With --conformance also the share of those cases
that recognizers-text-suite passes.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import logging
import sys
import time
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

Reader = Callable[[str], Any]
DAY = datetime(2023, 12, 31)


def own_readers() -> dict[str, Reader]:
    """Return this package's readers."""
    from fazhi_ie.numbers import find_changes, find_dates, find_numbers, find_quantities

    return {
        "fazhi_ie.find_numbers": find_numbers,
        "fazhi_ie.find_quantities": find_quantities,
        "fazhi_ie.find_dates, reference a year": lambda text: find_dates(text, DAY.year),
        "fazhi_ie.find_dates, reference a day": lambda text: find_dates(text, DAY.date()),
        "fazhi_ie.find_changes": find_changes,
    }


def other_readers() -> dict[str, Reader]:
    """Return the readers of the other libraries that are installed."""
    readers: dict[str, Reader] = {}
    with contextlib.suppress(ImportError):
        import cn2an

        readers["cn2an.transform"] = lambda text: cn2an.transform(text, "cn2an")
    with contextlib.suppress(ImportError), contextlib.redirect_stdout(io.StringIO()):
        import jionlp

        readers["jionlp.extract_money"] = jionlp.ner.extract_money
        readers["jionlp.extract_time"] = lambda text: jionlp.ner.extract_time(text, time_base=DAY.timestamp())
        readers["jionlp.location"] = jionlp.recognize_location
    with contextlib.suppress(ImportError):
        from recognizers_date_time import recognize_datetime
        from recognizers_number import recognize_number, recognize_percentage
        from recognizers_number_with_unit import recognize_currency, recognize_dimension

        for name, recognise in (
            ("number", recognize_number), ("percentage", recognize_percentage),
            ("dimension", recognize_dimension), ("currency", recognize_currency),
        ):  # fmt: skip
            readers[f"recognizers.{name}"] = lambda text, recognise=recognise: recognise(text, "zh-cn")
        readers["recognizers.datetime"] = lambda text: recognize_datetime(text, "zh-cn", reference=DAY)
    return readers


def speed(read: Reader, texts: list[str], runs: int) -> dict[str, Any]:
    """Return characters a second, best of some runs; a reader that fails on a text says so."""
    best, failed = float("inf"), 0
    for _ in range(runs):
        failed = 0
        start = time.perf_counter()
        for text in texts:
            try:
                read(text)
            except Exception:  # what another library raises is a figure of this measurement
                failed += 1
        best = min(best, time.perf_counter() - start)
    return {"characters_per_second": round(sum(map(len, texts)) / best), "texts_failed": failed}


def first_characters(texts: list[str], limit: int) -> list[str]:
    """Return the texts from the beginning, up to so many characters."""
    taken: list[str] = []
    for text in texts:
        if limit <= 0:
            break
        taken.append(text[:limit])
        limit -= len(text)
    return taken


def recognizers_pass(folder: Path) -> dict[str, str]:
    """Return how many conformance cases of each kind recognizers-text-suite passes, spans and values."""
    from recognizers_date_time import recognize_datetime
    from recognizers_number import recognize_number, recognize_ordinal, recognize_percentage
    from recognizers_number_with_unit import recognize_currency, recognize_dimension

    plain = {
        "number": recognize_number, "ordinal": recognize_ordinal, "percent": recognize_percentage,
        "dimension": recognize_dimension, "currency": recognize_currency,
    }  # fmt: skip
    passed = {}
    for kind in ("number", "ordinal", "percent", "dimension", "currency", "date", "period"):
        cases = [json.loads(line) for line in (folder / f"{kind}.jsonl").read_text("utf-8").splitlines()]
        right = 0
        for case in cases:
            try:
                if kind in plain:
                    found = plain[kind](case["input"], "zh-cn")
                else:
                    day = datetime.fromisoformat(case["reference"])
                    found = recognize_datetime(case["input"], "zh-cn", reference=day)
            except Exception:  # what another library raises is a figure of this measurement
                continue
            right += agrees(found, case["found"])
        passed[kind] = f"{right}/{len(cases)}"
    return passed


def agrees(found: list[Any], expected: list[dict[str, Any]]) -> bool:
    """Tell whether all spans and values of a case are those expected; ends are inclusive in that library."""
    if [(one.start, one.end + 1) for one in found] != [(want["start"], want["end"]) for want in expected]:
        return False
    return all(right_value(one.resolution or {}, want) for one, want in zip(found, expected, strict=True))


def right_value(resolution: dict[str, Any], want: dict[str, Any]) -> bool:
    """Tell whether one of the values that the library offers is the one expected."""
    if "accept" not in want:
        try:
            got, value = (Decimal(str(text).rstrip("%")) for text in (resolution.get("value"), want["value"]))
        except InvalidOperation:
            return False
        return abs(got - value) <= abs(value) * Decimal("1e-12")
    offered = [[one.get("start"), one.get("end")] for one in resolution.get("values", [])]
    offered += [[one["value"], one["value"]] for one in resolution.get("values", []) if "value" in one]
    return any(pair in want["accept"] for pair in offered)


def main() -> None:
    """Run the measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--conformance", type=Path)
    parser.add_argument("--characters", type=int, default=50_000)
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)  # one library logs what it cannot read
    texts = [file.read_text("utf-8") for file in sorted(options.folder.rglob("*.txt"))]
    sample = first_characters(texts, options.characters)
    own = {name: speed(read, texts, 3) for name, read in own_readers().items()}
    on_sample = speed(own_readers()["fazhi_ie.find_quantities"], sample, 3)["characters_per_second"]
    others = {}
    with contextlib.redirect_stdout(io.StringIO()):
        for name, read in other_readers().items():
            read(sample[0][:200])
            others[name] = speed(read, sample, 1)
    for figures in others.values():
        figures["find_quantities_is_faster_by"] = round(on_sample / figures["characters_per_second"], 1)
    result: dict[str, Any] = {
        "characters": sum(map(len, texts)), "readers": own,
        "sample_characters": sum(map(len, sample)), "find_quantities_on_sample": on_sample, "others_on_sample": others,
    }  # fmt: skip
    if options.conformance:
        try:
            result["recognizers_text_suite_passes"] = recognizers_pass(options.conformance)
        except ImportError:
            result["recognizers_text_suite_passes"] = "not installed"
    print(json.dumps(result, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
