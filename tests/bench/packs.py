"""What a rule pack costs: reading it again in a notebook, and extraction with it.

python tests/bench/packs.py [--terms 5000] [--rounds 7]

Prints the time to read and compile a pack of so many terms, and how much slower `extract` is with it than without, both
over fixtures/reports, the rounds of the two by turns; the least of each counts.
"""

import argparse
import tempfile
import time
from pathlib import Path

from fazhi_ie import extract
from fazhi_ie.rules import RuleSet, load_rules

REPORTS = Path(__file__).resolve().parents[2] / "fixtures" / "reports"
LABELS = ("AGENCY", "MEASURE", "PROBLEM", "UNIT", "TAX")


def write_pack(folder: Path, terms: int) -> Path:
    """Write a pack with so many terms, shared out over labels of all stages."""
    rules = []
    for n, label in enumerate(LABELS):
        words = [
            f"{chr(0x5000 + n * 1500 + k)}{chr(0x5100 + k)}{chr(0x5200 + k % 700)}" for k in range(terms // len(LABELS))
        ]
        listed = ", ".join(f'"{word}"' for word in words)
        rules.append(f'[[rule]]\nid = "x.{label}"\nlabel = "{label}"\nterms = [{listed}]\nmatch = ["{words[0]}"]\n')
    file = folder / "many.toml"
    file.write_text('name = "many"\nversion = "1"\n' + "\n".join(rules), "utf-8")
    return file


def seconds(texts: list[str], rules: RuleSet) -> float:
    """Return how long one pass over the texts takes."""
    start = time.perf_counter()
    for text in texts:
        extract(text, rules=rules)
    return time.perf_counter() - start


def main() -> None:
    """Write a pack, read it, extract with and without it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--terms", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    texts = [file.read_text("utf-8") for file in sorted(REPORTS.glob("*.txt"))]
    with tempfile.TemporaryDirectory() as folder:
        file = write_pack(Path(folder), options.terms)
        base = load_rules()
        seconds(texts, base)
        start = time.perf_counter()
        own = load_rules([file])
        extract(texts[0], rules=own)
        print(
            f"a pack of {options.terms} terms, read again and one report extracted: {time.perf_counter() - start:.2f} s"
        )
    seconds(texts, own)
    rounds = [(seconds(texts, base), seconds(texts, own)) for _ in range(options.rounds)]
    without, with_pack = (min(times) for times in zip(*rounds, strict=True))
    print(f"extract with it takes {with_pack / without:.3f} of the time without it")


if __name__ == "__main__":
    main()
