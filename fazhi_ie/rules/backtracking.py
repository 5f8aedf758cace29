"""Patterns that can run away: tried on hostile strings made of their own characters, with a limit on time.

A pattern such as `(a+)+$` tries every way of cutting a run of a's before it gives up: thirty characters take longer
than a life. No such pattern may come into a rule set, because any text might hold the run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import regex

#: Longer ones are lists of terms in disguise, and slow to compile.
LONGEST = 20_000
#: What a linear pattern needs a ten-thousandth of.
_LIMIT = 0.5
_REPEATS = 1500
_MOST_SAMPLES = 10
_ELEMENT = regex.compile(
    r"\\[pP]\{(?P<property>[^}]{0,60})\}|\\(?P<escape>.)|\[\^(?P<none>(?:\\.|[^\]\\])++)\]?|\[(?P<any>(?:\\.|[^\]\\])++)\]?"
    r"|\(\?(?:P?<\w+>|P?=\w+\)|[:=!>|#]|<[=!]|[a-zA-Z-]+[:)])|\{\d*+,?\d*+\}|(?P<dot>\.)|(?P<literal>[^()\[\]{}*+?|^$\\])"
)
_COUNTED = regex.compile(r"\\.|\[(?:\\.|[^\]\\])*+\]?|\{(?P<least>\d+)(?:,\d*)?\}|.", regex.S)
_CLASSES = {
    "d": "1",
    "w": "a",
    "s": " ",
    "S": "县",
    "D": "县",
    "W": ",",
    "h": " ",
    "n": "\n",
    "t": "\t",
    "b": "",
    "B": "",
}
_PROPERTIES = {"Han": "县", "P": ",", "L": "a", "N": "1", "Lu": "A", "Ll": "a"}


@lru_cache(maxsize=4096)
def pattern_fault(pattern: str) -> str | None:
    """Say what is wrong with a pattern, and what to write instead; None where nothing is.

    Example:
        >>> pattern_fault("(a+)+$")[:40]
        'the pattern can backtrack without bound '
        >>> pattern_fault("县(?:司法|财政)局") is None
        True
    """
    if len(pattern) > LONGEST:
        return f"the pattern has {len(pattern):,} characters, at most {LONGEST:,} are allowed; list words under terms"
    if (size := _written_out(pattern)) > LONGEST:
        return f"the pattern repeats its parts to {size:,} elements, at most {LONGEST:,} are allowed; lower the counts"
    try:
        compiled = regex.compile(pattern)
    except (regex.error, RecursionError, OverflowError) as error:
        return f"the pattern is not valid: {error}; use single quotes in TOML so that backslashes stay"
    try:
        if compiled.search("") and compiled.fullmatch(""):
            return (
                "the pattern matches nothing at all, which would be found everywhere; make some part of it obligatory"
            )
        seed = _runs_away_on(compiled)
    except MemoryError:
        return "the pattern needs more memory than there is: it may call itself without end; write it without (?R)"
    if seed is None:
        return None
    return (
        f"the pattern can backtrack without bound (on {seed!r} many times over); make a repeat possessive "
        "(++) or bound it ({1,20})"
    )


def _written_out(pattern: str) -> int:
    """Count the elements of a pattern with what must repeat written out, which is how `regex` compiles it.

    (?:(?:a{1000}){1000}){1000} is short and takes all the memory there is.
    """
    sizes, last = [0], 0
    for match in _COUNTED.finditer(pattern):
        if match[0] == "(":
            sizes.append(0)
            continue
        if match[0] == ")" and len(sizes) > 1:
            last = sizes.pop()
            sizes[-1] += last
        elif match["least"]:
            more = last * max(int(match["least"][:9]) - 1, 0)
            sizes[-1] += more
            last += more
        else:
            last = 1
            sizes[-1] += 1
    return sum(sizes)


def _runs_away_on(compiled: regex.Pattern[str]) -> str | None:
    """Give what a pattern runs away on when it is repeated; None where it stays in time."""
    pattern = compiled.pattern
    samples = [sample for match in _ELEMENT.finditer(pattern) if (sample := _sample(match))]
    # behind the run and its end stands all that the pattern may ask for, so that no early look finds it missing
    end = "\n\x00" + "".join(dict.fromkeys(samples))[:200]
    for seed in _seeds(samples):
        try:
            compiled.search(seed * (_REPEATS // len(seed)) + end, timeout=_LIMIT)
        except TimeoutError:
            return seed
    return None


def _seeds(samples: Sequence[str]) -> Iterator[str]:
    """Yield short strings of the characters that a pattern speaks of: single ones, neighbours, all in a row."""
    singles = list(dict.fromkeys(samples))[:_MOST_SAMPLES]
    yield from singles
    yield from dict.fromkeys(a + b for a, b in pairwise(samples[: 2 * _MOST_SAMPLES]) if a != b)
    if len(samples) > 2:
        yield "".join(samples)[:40]


def _sample(match: regex.Match[str]) -> str:
    if (name := match["property"]) is not None:
        return "1" if match[0].startswith("\\P") else _PROPERTIES.get(name, "县")
    if (escape := match["escape"]) is not None:
        return _CLASSES.get(escape, str(escape))
    if match["none"] is not None:
        return next((char for char in "县a1" if char not in match["none"]), "县")
    if (inside := match["any"]) is not None:
        inner = _ELEMENT.match(inside)
        return _sample(inner) if inner else str(inside[0])
    if match["dot"]:
        return "县"
    return str(match["literal"] or "")
