"""Measures: what a report says was done or will be done (guidelines, section 3)."""

from fazhi_ie.facts.measures.stage import find_measures

__all__ = ["find_measures"]
