"""Indicators: the figures that a report states, each with its name, kind, relations and period."""

from fazhi_ie.facts.indicators.stage import find_indicators

__all__ = ["find_indicators"]
