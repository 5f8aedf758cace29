"""Tuning: what people need to fit the rules to a corpus of their own, each step one call and one command."""

from fazhi_ie.rules import check_pack
from fazhi_ie.tune.comparison import Comparison, Difference, compare
from fazhi_ie.tune.explanation import Explanation, explain
from fazhi_ie.tune.packs import new_pack, pack_schema, run_examples
from fazhi_ie.tune.suggestions import Suggestion, as_pack, suggest

__all__ = [
    "Comparison", "Difference", "Explanation", "Suggestion", "as_pack", "check_pack", "compare", "explain", "new_pack",
    "pack_schema", "run_examples", "suggest",
]  # fmt: skip
