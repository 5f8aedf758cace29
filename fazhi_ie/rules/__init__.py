"""Rule packs: the format, the loader, the compiled scanner; what a rule means is for the stage that reads its label."""

from fazhi_ie.rules.pack import Pack, Rule, builtin_packs, parse_pack, read_pack
from fazhi_ie.rules.scanner import Hit, Lexicon, RuleSet, Scanner, load_rules

__all__ = [
    "Hit", "Lexicon", "Pack", "Rule", "RuleSet", "Scanner", "builtin_packs", "load_rules", "parse_pack", "read_pack",
]  # fmt: skip
