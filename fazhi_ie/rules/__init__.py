"""Rule packs: the format, the loader, the checker, the compiled scanner; what a rule means is for its stage."""

from fazhi_ie.rules.check import check_pack, clashes
from fazhi_ie.rules.pack import Fault, Pack, Rule, builtin_packs, parse_pack, read_pack
from fazhi_ie.rules.scanner import Hit, Lexicon, RuleSet, Scanner, load_rules

__all__ = [
    "Fault", "Hit", "Lexicon", "Pack", "Rule", "RuleSet", "Scanner", "builtin_packs", "check_pack", "clashes",
    "load_rules", "parse_pack", "read_pack",
]  # fmt: skip
