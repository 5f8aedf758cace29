"""Years counted by a reign or by the Republic: 康熙二十年九月, 民国36年 (`reigns.tsv`)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib import resources

import regex

from fazhi_ie.numbers import calendar as cal
from fazhi_ie.numbers.calendar import Period
from fazhi_ie.numbers.reader import read_numeral

_FIGURE = r"[0-9]{1,3}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]|元"


@lru_cache(maxsize=1)
def reigns() -> dict[str, int]:
    """Return the first year of each reign.

    Example:
        >>> reigns()["康熙"]
        1662
    """
    lines = resources.files("fazhi_ie.numbers").joinpath("reigns.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith(("#", "reign\t")))
    return {name: int(first) for name, first in rows}


@lru_cache(maxsize=1)
def _pattern() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?P<reign>{'|'.join(reigns())})(?P<n>{_FIGURE})年(?:(?P<m>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月)?"
    )


def reign_years(folded: str) -> Iterator[regex.Match[str]]:
    """Find the years counted by a reign in a folded text."""
    yield from _pattern().finditer(folded)


def reign_period(match: regex.Match[str]) -> tuple[Period | None, str]:
    """Return the days of such a year, or of its month, and which of the two it is."""
    year = reigns()[match.group("reign")] + (1 if match.group("n") == "元" else _int(match.group("n"))) - 1
    if match.group("m"):
        return cal.month_period(year, _int(match.group("m"))), "month"
    return cal.year_period(year), "year"


def _int(written: str) -> int:
    reading = read_numeral(written, 0)
    return int(reading.value) if reading is not None else 0
