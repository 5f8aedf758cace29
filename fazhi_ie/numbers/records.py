"""What is found: a quantity, with its place in the text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from fazhi_ie.knowledge.units import units
from fazhi_ie.numbers.reader import EXACT, plain


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit; multipliers are applied, units are kept as written: 约3.9万件 is 39000 件.

    Attributes:
        start: Where the bound words begin, or the numeral; in code points of the text.
        end: Where unit and bound words end, exclusive.
        number_start: Where the numeral alone begins.
        number_end: Where the numeral alone ends, exclusive.
        value: Exact, 万 and 亿 applied; of a range the lower end; None for a fraction without finite decimal.
        unit: The measure word as written; "%" for shares however written; "" where there is none.
        bound: "eq", "approx", "ge", "gt", "le", "lt" or "range".
        upper: The upper end of a range, in the same unit.
        fraction: Where `value` is None, the value as "1/3", in lowest terms.
        rank: Whether it is a place in an order (第3名), not a count.
        dimension: What the unit measures, by the table of units ("money", "duration", "count" …); None without a unit
            that the table knows.

    Example:
        >>> from fazhi_ie.numbers import parse_quantity
        >>> found = parse_quantity("约3.9万件")
        >>> found.value, found.unit, found.bound, (found.start, found.end), (found.number_start, found.number_end)
        (Decimal('39000'), '件', 'approx', (0, 6), (1, 5))
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

        A unit that no fixed factor turns into another (个月, 美元) is its own base; measure words (件, 人) have none.

        Returns:
            Quantity: with `value`, `upper` and `unit` in the base unit (元, 平方米, 千克), all else the same; or None.

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
