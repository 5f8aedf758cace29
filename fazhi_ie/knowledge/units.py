"""Units and measure words: the table `units.tsv` and its look-up, longest unit first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib import resources

import regex


@dataclass(frozen=True, slots=True)
class Unit:
    """One row of the table of units.

    Attributes:
        unit: The unit or measure word, as written.
        dimension: What it measures: "count", "money", "duration", "area" and so on.
        factor: A value in this unit times `factor` is the value in `base`; None where there is no such finite decimal.
        base: The base unit of its dimension; "" where there is no factor.
        form: After which numerals it counts: "all", or "arabic" for characters that are mostly another word after a
            Chinese numeral (十分, 三角).
        note: Where the row comes from, or what to know of it.
    """

    unit: str
    dimension: str
    factor: Decimal | None
    base: str
    form: str
    note: str


@lru_cache(maxsize=1)
def units() -> dict[str, Unit]:
    """Return the table by unit.

    Example:
        >>> units()["平方公里"].factor
        Decimal('1000000')
    """
    table: dict[str, Unit] = {}
    for line in resources.files("fazhi_ie.knowledge").joinpath("units.tsv").read_text("utf-8").splitlines():
        if not line or line.startswith(("#", "unit\t")):
            continue
        unit, dimension, factor, base, form, note = line.split("\t")
        table[unit] = Unit(unit, dimension, Decimal(factor) if factor else None, base, form, note)
    return table


class Units:
    """A table of units with its look-up, longest unit first.

    Args:
        rows: The units; of two rows for one unit the later counts.
        longer: Words that begin with a unit and are none (尾号 for 尾).
    """

    def __init__(self, rows: Iterable[Unit], longer: Iterable[str] = ()) -> None:
        self.rows = {row.unit: row for row in rows}
        #: The characters that a unit can begin with.
        self.firsts = frozenset(unit[0] for unit in self.rows)
        words = sorted(longer)
        longest_first = sorted(self.rows, key=lambda unit: (-len(unit), unit))
        name = "(?:" + "|".join(_named(unit, words) for unit in longest_first) + ")"
        # 件/套, 元/平方米: the unit as written; a bracketed second unit (套(件)) belongs to it as well
        self._pattern = regex.compile(rf"({name})(?:/(?:{name}|月|日|时|h|s)|\({name}\))?+")

    def read(self, text: str, start: int, end: int | None = None) -> tuple[int, str, Unit] | None:
        """Read the longest unit at a place.

        Args:
            text: A folded text (half-width, simplified).
            start: Where the unit would begin.
            end: Where to stop reading; None reads to the end.

        Returns:
            tuple: where the unit ends, as written (件/套), and the row of its first part; None when no unit stands
                there.

        Example:
            >>> builtin_units().read("3万件次", 2)[:2]
            (4, '件次')
        """
        if start >= len(text) or text[start] not in self.firsts:
            return None
        match = self._pattern.match(text, start, len(text) if end is None else end)
        return None if match is None else (match.end(), match.group(), self.rows[match.group(1)])


def _named(unit: str, longer: Sequence[str]) -> str:
    """Return the pattern of a unit; a Latin one ends where the letters end: 4000P, not 4000PM."""
    tails = [word[len(unit) :] for word in longer if word.startswith(unit) and word != unit]
    name: str = regex.escape(unit)
    if tails:
        name += "(?!" + "|".join(map(regex.escape, tails)) + ")"
    return name + ("(?![A-Za-z0-9])" if unit.isascii() and unit.isalpha() else "")


@lru_cache(maxsize=1)
def builtin_units() -> Units:
    """Return the table that ships with the library, with its look-up."""
    return Units(units().values())
