"""A rule proves itself: running the `match` and `reject` examples that every rule carries."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from fazhi_ie.rules.pack import Rule
from fazhi_ie.rules.scanner import Scanner


def read_example(example: str) -> tuple[str, list[tuple[int, int]]]:
    """Split an example such as "由{县司法局}牵头" into its text and the spans that braces mark.

    Raises:
        ValueError: A brace is not closed, not opened, or nested.
    """
    text, spans, opened = "", [], -1
    for char in example:
        if char == "{" and opened < 0:
            opened = len(text)
        elif char == "}" and opened >= 0:
            spans.append((opened, len(text)))
            opened = -1
        elif char in "{}":
            raise ValueError(f"the braces of the example {example!r} do not pair")
        else:
            text += char
    if opened >= 0:
        raise ValueError(f"the braces of the example {example!r} do not pair")
    return text, spans


#: What a figure ends in.
_FIGURES = frozenset("0123456789零一二三四五六七八九十百千万亿两几余多")
#: Finds the spans of a rule in a text.
Finder = Callable[[Rule, str], list[tuple[int, int]]]


def scan(rule: Rule, text: str) -> list[tuple[int, int]]:
    """Find a rule by its terms and pattern alone; a unit only behind a figure."""
    found = [(hit.start, hit.end) for hit in Scanner([rule]).find(text)]
    if rule.label == "UNIT":
        found = [(start, end) for start, end in found if text[start - 1 : start] and text[start - 1] in _FIGURES]
    return found


def failures(rules: Sequence[Rule], find: Finder = scan) -> Iterator[tuple[Rule, str]]:
    """Yield each rule with a sentence for each of its examples that does not hold, or when it has none.

    Args:
        rules: The rules to prove; grammar rules are passed over unless `find` is given one that can run them.
        find: How a rule is found in a text.
    """
    for rule in rules:
        if rule.grammar and find is scan:
            continue
        if not rule.match:
            yield rule, "has no example under match; add at least one sentence that it must find"
        for example in rule.match:
            try:
                text, want = read_example(example)
            except ValueError as error:
                yield rule, str(error)
                continue
            got = find(rule, text)
            if not got:
                yield rule, f"does not match its example {example!r}"
            elif want and got != want:
                found = ", ".join(repr(text[s:e]) for s, e in got)
                yield rule, f"matches {found} in its example {example!r}, not what the braces mark"
        for example in rule.reject:
            for start, end in find(rule, example):
                yield rule, f"matches {example[start:end]!r} in its counter-example {example!r}"
