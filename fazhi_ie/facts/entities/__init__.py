"""Entities: agencies, documents and their numbers, laws and articles, dates, regions, and what they refer to."""

from fazhi_ie.facts.entities.find import find_entities

__all__ = ["find_entities"]
