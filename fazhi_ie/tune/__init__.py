"""Tuning: what people need to fit the rules to a corpus of their own, each step one call and one command."""

from fazhi_ie.rules import check_pack
from fazhi_ie.tune.explain import Explanation, explain
from fazhi_ie.tune.packs import new_pack, pack_schema, run_examples

__all__ = ["Explanation", "check_pack", "explain", "new_pack", "pack_schema", "run_examples"]
