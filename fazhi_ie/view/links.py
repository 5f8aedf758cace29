"""What belongs together in a report: the links between measures, problems and indicators, in both directions."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_ie.schema import Report


def linked(report: Report) -> dict[str, list[str]]:
    """Give for each fact the ids of the facts that it is linked with, nearest relation first.

    A measure is linked with the indicators and documents in it and with the problems that it answers; an indicator with
    its whole and its parts and the agency whose it is; each of those links back.
    """
    known = {fact.id for fact in report.facts()}
    found: dict[str, dict[str, None]] = {}
    for one, other in _pairs(report):
        if one in known and other in known:
            found.setdefault(one, {})[other] = None
            found.setdefault(other, {})[one] = None
    return {fact_id: list(ids) for fact_id, ids in found.items()}


def _pairs(report: Report) -> Iterator[tuple[str, str]]:
    for problem in report.problems:
        for remedy in problem.remedies:
            yield problem.id, remedy
    for measure in report.measures:
        for fact_id in (*measure.indicators, *measure.documents, *measure.laws, *measure.agencies):
            yield measure.id, fact_id
    for indicator in report.indicators:
        for related in (indicator.part_of, indicator.agency):
            if related is not None:
                yield indicator.id, related
    for entity in report.entities:
        number = getattr(entity, "number", None)
        for fact_id in (*getattr(entity, "articles", ()), *((number,) if number else ())):
            yield entity.id, fact_id
