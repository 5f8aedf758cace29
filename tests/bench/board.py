"""Print the scoreboard over annotated reports: the project's own, or those of another folder.

python tests/bench/board.py [FOLDER] [--show 10]

FOLDER holds reports/NAME.txt and facts/NAME.tsv, as fixtures/ does.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from facts_table import extract_all

from fazhi_ie.tune.evaluate import evaluate
from fazhi_ie.tune.scoreboard import board

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


def main() -> None:
    """Extract, score, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FIXTURES)
    parser.add_argument("--show", type=int, default=0, help="list up to this many errors of each row")
    options = parser.parse_args()
    golds, reports = extract_all(options.folder)
    print(board(evaluate(golds, reports), golds, options.show))


if __name__ == "__main__":
    main()
