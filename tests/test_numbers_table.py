"""The tables of fixtures/numbers: quantities, sentences without any, and dates; a case a line, exact both ways."""

import datetime
from pathlib import Path

import pytest
import regex

from fazhi_ie.numbers import find_dates, find_quantities

FOLDER = Path(__file__).resolve().parents[1] / "fixtures" / "numbers"
BRACKETED = regex.compile(r"\[([^\[\]]+)\]")


def table(name):
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert all(len(row) == len(rows[0]) for row in rows)
    return [pytest.param(*row, id=row[0]) for row in rows[1:]]


def spans(text):
    """Return the text without its brackets and the spans that stood in them."""
    found, plain, last = [], "", 0
    for match in BRACKETED.finditer(text):
        plain += text[last : match.start()]
        found.append((len(plain), len(plain) + len(match.group(1))))
        plain += match.group(1)
        last = match.end()
    return plain + text[last:], found


def written(quantity):
    if quantity.value is None:
        return quantity.fraction
    value = format(quantity.value, "f")
    return value if quantity.upper is None else f"{value}~{quantity.upper:f}"


@pytest.mark.parametrize(("text", "value", "unit", "bound"), table("quantities.tsv"))
def test_quantities(text, value, unit, bound):
    plain, want = spans(text)
    expected = zip(want, value.split(" | "), unit.split(" | "), bound.split(" | "), strict=True)
    got = [((q.start, q.end), written(q), q.unit or "-", q.bound) for q in find_quantities(plain)]
    assert got == list(expected)


def test_table_is_large_and_a_third_has_bounds():
    rows = [param.values for param in table("quantities.tsv")]
    bounds = [bound for row in rows for bound in row[3].split(" | ")]
    assert len(rows) >= 400
    assert 3 * sum(bound != "eq" for bound in bounds) >= len(bounds)


@pytest.mark.parametrize(("text", "reason"), table("traps.tsv"))
def test_no_quantity(text, reason):
    assert reason
    assert find_quantities(text) == []


@pytest.mark.parametrize(("text", "reference", "first", "last", "precision"), table("dates.tsv"))
def test_dates(text, reference, first, last, precision):
    plain, want = spans(text)
    day = (
        None if reference == "-" else int(reference) if len(reference) == 4 else datetime.date.fromisoformat(reference)
    )
    got = [(d.start, d.end, str(d.start_date), str(d.end_date), d.precision) for d in find_dates(plain, day)]
    assert got == [(*span, first, last, precision) for span in want]
