"""How mentions hang together: keys, a document's number and issuer, an article's law."""

from __future__ import annotations

from fazhi_ie.facts.found import EntityFound
from fazhi_ie.knowledge import issuers_by_code

#: How far a document number may stand from its title, an article from its law, an issuer from its document.
NUMBER_REACH = 30
LAW_REACH = 60
ISSUER_REACH = 6


def link(view: str, entities: list[EntityFound]) -> None:
    """Give every entity its key and tie numbers to documents, articles to laws, issuers to documents (in place)."""
    for item in entities:
        item.key = f"{item.label}:{item.name or item.text}"
    last_law: int | None = None
    for n, item in enumerate(entities):
        before = entities[n - 1] if n else None
        if item.label == "DOC_NUMBER":
            _tie_number(view, entities, n)
        elif item.label == "ARTICLE":
            if last_law is not None and _is_near(view, entities[last_law].end, item.start, LAW_REACH):
                item.links["law"] = last_law
                entities[last_law].links.setdefault("articles", []).append(n)
        elif item.label == "LAW":
            last_law = n
        elif item.label == "DOCUMENT" and before is not None and before.label == "AGENCY":
            between = view[before.end : item.start]
            if len(between) <= ISSUER_REACH and not any(mark in between for mark in "。;\n"):
                item.attrs["issuer"] = before.name
    for item in entities:
        if item.label == "ARTICLE" and "law" in item.links:
            law = entities[item.links["law"]]
            item.key = f"ARTICLE:{law.name}:{item.text}"


def _tie_number(view: str, entities: list[EntityFound], n: int) -> None:
    """Tie a document number to the titles it follows (a list of titles may share it) or the one it precedes."""
    number = entities[n]
    code = number.attrs.get("code") or ""
    issuer = issuers_by_code().get(code)
    if issuer:
        number.attrs["issuer"] = issuer
    before = n - 1
    if (
        before >= 0
        and entities[before].label == "DOCUMENT"
        and _is_near(view, entities[before].end, number.start, NUMBER_REACH)
    ):
        entities[before].links["number"] = n
        document = entities[before]
    elif n + 1 < len(entities) and entities[n + 1].label == "DOCUMENT" and entities[n + 1].start - number.end <= 2:
        entities[n + 1].links["number"] = n
        document = entities[n + 1]
    else:
        return
    if document.attrs.get("issuer") is None:
        document.attrs["issuer"] = issuer
    elif issuer is None:
        number.attrs["issuer"] = document.attrs["issuer"]


def _is_near(view: str, end: int, start: int, reach: int) -> bool:
    return start - end <= reach and not any(mark in view[end:start] for mark in "。\n")
