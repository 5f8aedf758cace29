"""How mentions hang together: keys, a document's number and issuer, an article's law."""

from __future__ import annotations

from collections.abc import Container

from fazhi_ie.facts.entities.home import Home
from fazhi_ie.facts.entities.issuers import issuer_of_code
from fazhi_ie.facts.found import EntityFound
from fazhi_ie.knowledge import full_form

#: How far a document number may stand from its title, an article from its law, an issuer from its document.
NUMBER_REACH = 30
LAW_REACH = 60
ISSUER_REACH = 6
LIST_JOINTS = frozenset({"", "、", "和", "与", "及", "以及", ",", ";", ")("})


def link(view: str, entities: list[EntityFound], home: Home) -> None:
    """Give every entity its key and tie numbers to documents, articles to laws, issuers to documents (in place)."""
    for item in entities:
        name = item.name or item.text
        item.key = f"{item.label}:{full_form(name) if item.label == 'AGENCY' else name}"
    signed = {n for n, item in enumerate(entities) if item.label == "DOCUMENT" and item.attrs.get("issuer")}
    last_law: int | None = None
    numbered = 0
    for n, item in enumerate(entities):
        before = entities[n - 1] if n else None
        if item.label == "DOC_NUMBER" and n >= numbered:
            numbered = _tie_numbers(view, entities, n, home, signed)
        elif item.label == "ARTICLE":
            if before is not None and before.label == "DOCUMENT" and before.end == item.start:
                last_law = None
            if last_law is not None and _is_near(view, entities[last_law].end, item.start, LAW_REACH):
                item.links["law"] = last_law
                entities[last_law].links.setdefault("articles", []).append(n)
        elif item.label == "LAW":
            last_law = n
        elif item.label == "DOCUMENT" and before is not None and before.label == "AGENCY":
            between = view[before.end : item.start]
            if len(between) <= ISSUER_REACH and not any(mark in between for mark in "。;\n"):
                item.attrs["issuer"] = item.attrs.get("issuer") or full_form(before.name or before.text)
    for item in entities:
        if item.label == "ARTICLE" and "law" in item.links:
            law = entities[item.links["law"]]
            item.key = f"ARTICLE:{law.name}:{item.name}"


def _tie_numbers(view: str, entities: list[EntityFound], first: int, home: Home, signed: Container[int]) -> int:
    """Tie a run of document numbers to the titles it follows, or the last one to the title it precedes.

    As many numbers as titles belong to them in order; one number after several titles is shared by them.
    `signed` are the documents whose title names their issuer. Returns the index after the run.
    """
    last = first
    while last + 1 < len(entities) and entities[last + 1].label == "DOC_NUMBER" and _listed(view, entities, last):
        last += 1
    numbers = list(range(first, last + 1))
    for n in numbers:
        entities[n].attrs["issuer"] = issuer_of_code(entities[n].attrs.get("code") or "", home)
    titles = _titles_before(view, entities, first)
    if titles:
        pairs = zip(titles, numbers, strict=True) if len(titles) == len(numbers) else ((t, first) for t in titles)
        for title, number in pairs:
            _tie(entities[title], entities[number], number, title in signed)
        return last + 1
    after = entities[last + 1] if last + 1 < len(entities) else None
    if after is not None and after.label == "DOCUMENT" and after.start - entities[last].end <= 2:
        _tie(after, entities[last], last, last + 1 in signed)
    return last + 1


def _titles_before(view: str, entities: list[EntityFound], first: int) -> list[int]:
    """Return the titles, in order, that a document number at index `first` follows, if it follows any."""
    near = first - 1
    if near < 0 or entities[near].label != "DOCUMENT":
        return []
    if not _is_near(view, entities[near].end, entities[first].start, NUMBER_REACH):
        return []
    start = near
    while start > 0 and entities[start - 1].label == "DOCUMENT" and _listed(view, entities, start - 1):
        start -= 1
    return list(range(start, first))


def _listed(view: str, entities: list[EntityFound], n: int) -> bool:
    """Tell whether the entity after `n` follows it in a list."""
    return view[entities[n].end : entities[n + 1].start] in LIST_JOINTS


def _tie(document: EntityFound, number: EntityFound, n: int, signed: bool) -> None:
    """Tie a number to its document; the code says more surely who issued it than an agency named before."""
    document.links["number"] = n
    if number.attrs["issuer"] is None:
        number.attrs["issuer"] = document.attrs.get("issuer")
    elif not signed:
        document.attrs["issuer"] = number.attrs["issuer"]


def _is_near(view: str, end: int, start: int, reach: int) -> bool:
    return start - end <= reach and not any(mark in view[end:start] for mark in "。\n")
