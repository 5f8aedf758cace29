"""Print the scoreboard over the project's own annotated reports.

python tests/bench/board.py [--show 10]
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from facts_table import parse_facts

import fazhi_ie
from fazhi_ie.tune.evaluate import Gold, evaluate
from fazhi_ie.tune.scoreboard import board

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


def main() -> None:
    """Extract, score, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", type=int, default=0, help="list up to this many errors of each row")
    golds, reports = [], []
    for file in sorted((FIXTURES / "reports").glob("*.txt")):
        text = fazhi_ie.read(file)
        facts = parse_facts((FIXTURES / "facts" / f"{file.stem}.tsv").read_text("utf-8"), text, file.stem)
        golds.append(Gold(file.stem, text, facts["sha256"], facts))
        reports.append(fazhi_ie.extract(text, source=file.name).model_dump(mode="json"))
    print(board(evaluate(golds, reports), golds, parser.parse_args().show))


if __name__ == "__main__":
    main()
