"""Tuning: what people need to fit the rules to a corpus of their own, each step one call and one command."""

from fazhi_ie.rules import check_pack, clashes
from fazhi_ie.tune.annotation import Region, Task, tasks_of, to_gold, write_gold
from fazhi_ie.tune.comparison import Comparison, Difference, compare
from fazhi_ie.tune.docbin import from_docbin, to_docbin
from fazhi_ie.tune.evaluate import score
from fazhi_ie.tune.explanation import Explanation, explain
from fazhi_ie.tune.label_studio import from_label_studio, label_config, to_label_studio
from fazhi_ie.tune.packs import new_pack, pack_schema, run_examples
from fazhi_ie.tune.suggestions import Suggestion, as_pack, suggest

__all__ = [
    "Comparison", "Difference", "Explanation", "Region", "Suggestion", "Task", "as_pack", "check_pack", "clashes",
    "compare", "explain", "from_docbin", "from_label_studio", "label_config", "new_pack", "pack_schema", "run_examples",
    "score", "suggest", "tasks_of", "to_docbin", "to_gold", "to_label_studio", "write_gold",
]  # fmt: skip
