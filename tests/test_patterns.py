"""No pattern of the library can backtrack without bound: each is tried on hostile strings at two lengths.

The strings are made of the pattern's own literals and classes: each many times over, two in turn, one before many of
another, and what the pattern matches in a report, whole and cut. A quadratic pattern takes sixteen times as long on a string four
times as long, a linear one four times.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
import regex

from fazhi_ie.rules import builtin_packs
from fazhi_ie.rules.backtracking import _ELEMENT, _sample, _seeds
from fazhi_ie.text.view import matching_view

SHORT, LONG = 1_500, 6_000
#: CPU seconds: what ends sooner is no danger, and what has not ended then will not.
FLOOR, LIMIT = 0.02, 2.0
MOST_GROWTH = 8
#: What reports and pages hold many of in a row, whatever a pattern looks for.
COMMON = ("\n\u3000", " \n", "1,", "一、", "《》", "“", "(a)", "é\u0301")
#: Patterns that only ever see so many characters, where a quadratic step is no harm.
BOUNDED = {
    "fazhi_ie.io.html_content._BUTTONS": 400,  # lines of at most _LONGEST
    "fazhi_ie.numbers.changes._TRAILING": 40,  # _ADVERBS_REACH
}
SEARCHES = {"search", "finditer", "findall", "split", "sub", "subn"}
#: Patterns that must be found out: the test would be worth nothing if these passed.
BAD = [r"(?:一+)+$", r"\d[\d,]*件", r"\s*,\s*$", r"《.*》", r"(?:县|县局)+市"]


def run(pattern, methods, text):
    """Use a pattern as the library does; one that is nowhere used in the reports is searched for."""
    if not methods or SEARCHES & set(methods):
        for _ in pattern.finditer(text, timeout=LIMIT):
            pass
    elif "match" in methods:
        pattern.match(text, timeout=LIMIT)
    else:
        pattern.fullmatch(text, timeout=LIMIT)


def seconds(pattern, methods, text):
    begin = time.process_time()
    try:
        run(pattern, methods, text)
    except TimeoutError:
        return LIMIT
    return time.process_time() - begin


def hostile(source, found):
    """Give pairs: what begins a string, what fills it; and what may end it."""
    samples = [sample for match in _ELEMENT.finditer(source) if (sample := _sample(match))]
    kinds = list(dict.fromkeys(samples))
    fills = [("", fill) for fill in (*_seeds(samples), *COMMON, *found)]
    fills += [(first, fill) for first in kinds[:3] for fill in (*kinds[:10], "县", "1", " ") if fill != first]
    return [pair for pair in dict.fromkeys(fills) if pair[1]], "\n\x00" + "".join(kinds)[:200]


def runaway(source, flags=0, methods=(), found=(), length=LONG, of_bytes=False):
    """Give the string on which a pattern grows more than it may; None where there is none."""
    as_given = str.encode if of_bytes else str
    pattern = regex.compile(source.encode("latin-1") if of_bytes else source, flags)
    pairs, end = hostile(source, found)
    for n, (first, fill) in enumerate(pairs):

        def text(size, first=first, fill=fill, tail="" if n % 4 == 3 else end):
            return as_given(first + fill * (size // len(fill)) + tail)

        slow = seconds(pattern, methods, text(length))
        if slow < FLOOR:
            continue
        if slow < LIMIT:  # the machine may have been busy: the best of three
            slow = min(slow, *(seconds(pattern, methods, text(length)) for _ in range(2)))
            quick = min(seconds(pattern, methods, text(length * SHORT // LONG)) for _ in range(3))
            if slow < FLOOR or slow < MOST_GROWTH * quick:
                continue
        return f"{first!r} + many {fill!r}: {slow:.2f} s for {length} characters"
    return None


@pytest.fixture(scope="module")
def recorded():
    script = Path(__file__).with_name("pattern_recorder.py")
    done = subprocess.run([sys.executable, script], capture_output=True, check=True)
    return json.loads(done.stdout)


def test_every_pattern_is_seen(recorded):
    known = {item["pattern"] for item in recorded}
    assert {rule.pattern for pack in builtin_packs() for rule in pack.rules if rule.pattern} <= known
    for name, module in list(sys.modules.items()):
        if name.startswith("fazhi_ie"):
            own = [value.pattern for value in vars(module).values() if isinstance(value, regex.Pattern)]
            assert {p if isinstance(p, str) else p.decode("latin-1") for p in own} <= known, name
    assert len(known) > 450
    assert sum(bool(item["methods"]) for item in recorded) > 400
    assert set(BOUNDED) <= {item["name"] for item in recorded}


def test_no_pattern_backtracks_without_bound(recorded, fixtures_dir):
    reports = matching_view(
        "".join(file.read_text("utf-8") for file in sorted(fixtures_dir.glob("reports/*.txt")))
    ).text
    faults = []
    for item in recorded:
        found = []
        if (
            not item["bytes"]
            and (match := regex.search(item["pattern"], reports, item["flags"], timeout=60))
            and match[0]
        ):
            found = [match[0], match[0][:-1], match[0][1:]]
        fault = runaway(
            item["pattern"], item["flags"], item["methods"], found, BOUNDED.get(item["name"], LONG), item["bytes"]
        )
        if fault:
            faults.append((item["name"], item["pattern"][:80], fault))
    assert faults == []


@pytest.mark.parametrize("pattern", BAD)
def test_a_pattern_that_runs_away_is_found_out(pattern):
    assert runaway(pattern) is not None
