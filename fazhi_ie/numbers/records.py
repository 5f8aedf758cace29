"""What is found: a quantity, with its place in the text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from fazhi_ie.knowledge.units import units
from fazhi_ie.numbers.reader import EXACT, plain


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, in base units of the multiplier: 约3.9万件 is 39000 件, `bound` "approx".

    `start`/`end` span bound words, numeral and unit; `number_start`/`number_end` the numeral alone. `value` is None
    for a fraction without a finite decimal, which `fraction` then gives ("1/3"). `rank` marks a place in an order.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    value: Decimal | None
    unit: str
    bound: str = "eq"
    upper: Decimal | None = None
    fraction: str | None = None
    rank: bool = False
    dimension: str | None = None

    def in_base_units(self) -> Quantity | None:
        """Return the same quantity in the base unit of its dimension, exactly; None where the table has no factor.

        Example:
            >>> from fazhi_ie.numbers import parse_quantity
            >>> parse_quantity("1.5平方公里").in_base_units().value
            Decimal('1500000.0')
        """
        row = units().get(self.unit)
        if row is None or row.factor is None:
            return None
        value = plain(EXACT.multiply(self.value, row.factor)) if self.value is not None else None
        upper = plain(EXACT.multiply(self.upper, row.factor)) if self.upper is not None else None
        return replace(self, value=value, upper=upper, unit=row.base)
