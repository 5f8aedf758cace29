"""The layout of a report with the roles that the rule packs read from headings and openings."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_ie.rules import RuleSet
from fazhi_ie.text.layout import Layout, RoleCue, find_layout


def find_structure(view: str, rules: RuleSet) -> Layout:
    r"""Find sections, blocks, items and passages of a matching view, roles read by the rules.

    Rules labelled SECTION speak about headings, those labelled OPENING about the start of a sentence or, with
    `at = "clause"`, of a clause; those labelled TENSE are weak signs, read only where no heading tells the roles.
    `role`, `after` and `later` among their attrs are described in `RoleCue`.

    Args:
        view: The matching view of the clean text.
        rules: The compiled rules.

    Returns:
        Layout: offsets into the view.

    Example:
        >>> from fazhi_ie.rules import load_rules
        >>> text = "一、工作情况\n开展培训3次,但仍存在不足。\n二、下一步打算\n加强培训。"
        >>> layout = find_structure(text, load_rules())
        >>> [passage.role for passage in layout.passages]
        ['work', 'problems', 'plans']
    """
    return find_layout(view, list(_cues(view, rules)))


def _cues(view: str, rules: RuleSet) -> Iterator[RoleCue]:
    for hit in rules.scanner("SECTION").find(view):
        attrs = hit.rule.attrs
        yield RoleCue(hit.start, hit.end, str(attrs.get("role", "other")), later=bool(attrs.get("later", False)))
    for hit in rules.scanner("OPENING").find(view):
        attrs = hit.rule.attrs
        kind = "clause" if attrs.get("at") == "clause" else "opening"
        after = attrs.get("after", ())
        after = (after,) if isinstance(after, str) else tuple(after)
        yield RoleCue(hit.start, hit.end, str(attrs.get("role", "other")), kind, after)
    for hit in rules.scanner("TENSE").find(view):
        yield RoleCue(hit.start, hit.end, str(hit.rule.attrs.get("role", "other")), "sign")
