"""The field of government work that a heading or a fact belongs to."""

from __future__ import annotations

from typing import get_args

from fazhi_ie.errors import RuleError
from fazhi_ie.rules import RuleSet
from fazhi_ie.schema import Category

#: All categories, "other" last.
CATEGORIES: tuple[str, ...] = get_args(Category)


def category_of(heading_or_text: str, rules: RuleSet) -> str:
    """Return the category that most words of a text speak for, by the rules labelled CATEGORY.

    Args:
        heading_or_text: A heading, or the words of one fact.
        rules: The compiled rules; each CATEGORY rule names its `category` and may carry a `weight`.

    Returns:
        str: One of `CATEGORIES`; "other" where no rule matches, the first named of equals.

    Raises:
        RuleError: A CATEGORY rule names a category that there is not.

    Example:
        >>> from fazhi_ie.rules import load_rules
        >>> category_of("推进严格规范公正文明执法", load_rules())
        'enforcement'
    """
    votes: dict[str, int] = {}
    for hit in rules.scanner("CATEGORY").find(heading_or_text):
        category = str(hit.rule.attrs.get("category", "other"))
        if category not in CATEGORIES:
            known = ", ".join(CATEGORIES)
            raise RuleError(f"rule {hit.rule.id!r} names the category {category!r}; there are: {known}")
        votes[category] = votes.get(category, 0) + int(hit.rule.attrs.get("weight", 1))
    return max(votes, key=lambda category: votes[category]) if votes else "other"
