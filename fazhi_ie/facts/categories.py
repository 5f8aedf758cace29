"""The field of government work that a heading or a fact belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from fazhi_ie.errors import RuleError
from fazhi_ie.rules import RuleSet
from fazhi_ie.schema import Category

if TYPE_CHECKING:
    from fazhi_ie.text.layout import Layout

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


class Categories:
    """The category of a fact by its own words, or else by the nearest heading above it that has one."""

    def __init__(self, layout: Layout, rules: RuleSet) -> None:
        self._layout, self._rules = layout, rules
        self._headings: dict[int, str] = {}

    def of(self, text: str, section: int | None) -> str:
        """Return the category of a fact with these words in this section."""
        category = category_of(text, self._rules)
        return self._heading(section) if category == "other" and section is not None else category

    def _heading(self, section: int) -> str:
        if section not in self._headings:
            here = self._layout.sections[section]
            category = category_of(here.title or "", self._rules)
            above = here.parent is not None and category == "other"
            self._headings[section] = self._heading(here.parent) if above and here.parent is not None else category
        return self._headings[section]
