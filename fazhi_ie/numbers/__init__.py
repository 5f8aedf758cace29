"""Numbers in Chinese text: numerals, quantities and dates as plain functions over strings, exact and linear."""

from fazhi_ie.numbers.changes import Change, find_changes
from fazhi_ie.numbers.dates import DateSpan, find_dates, parse_date
from fazhi_ie.numbers.numerals import Number, find_numbers, parse_number
from fazhi_ie.numbers.quantities import find_quantities, parse_quantity
from fazhi_ie.numbers.records import Quantity

__all__ = [
    "Change", "DateSpan", "Number", "Quantity", "find_changes", "find_dates", "find_numbers", "find_quantities",
    "parse_date", "parse_number", "parse_quantity",
]  # fmt: skip
