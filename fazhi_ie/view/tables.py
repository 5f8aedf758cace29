"""The tables of a report: one a kind, a row a fact, linked with the text and with one another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fazhi_ie.schema import Report
from fazhi_ie.view.cells import cell, short
from fazhi_ie.view.escaping import as_text
from fazhi_ie.view.words import KINDS, Kind

_NUMBERS = ("value",)
# the column of each table that leads to the place in the text
_TO_TEXT = {"entities": "text", "indicators": "text", "measures": "object", "problems": "text"}


def tables(report: Report, links: Mapping[str, Sequence[str]]) -> str:
    """Return the tables of the four kinds, each folded away, and the notices.

    Args:
        report: The report.
        links: For the id of a fact the ids of those it is linked with (`fazhi_ie.view.links.linked`).
    """
    kinds = {fact.id: (kind, fact) for kind in KINDS for fact in getattr(report, kind.key)}
    parts = [_table(report, kind, links, kinds) for kind in KINDS]
    if report.notices:
        parts.append(_notices(report))
    return "\n".join(parts)


def _table(
    report: Report, kind: Kind, links: Mapping[str, Sequence[str]], kinds: Mapping[str, tuple[Kind, Any]]
) -> str:
    facts = getattr(report, kind.key)
    head = "".join(
        f'<th scope="col">{chinese}<small>{english}</small></th>' for _, chinese, english in kind.columns
    )  # fmt: skip
    rows: list[str] = []
    for fact in facts:
        cells: list[str] = []
        for column, _, _ in kind.columns:
            if column == "links":
                cells.append(f"<td>{_links(links.get(fact.id, ()), kinds)}</td>")
            elif column == _TO_TEXT[kind.key]:
                said = as_text(cell(report, fact, column))
                cells.append(f'<td><a href="#t-{fact.id}" title="{fact.span.start}–{fact.span.end}">{said}</a></td>')
            else:
                number = ' class="n"' if column in _NUMBERS else ""
                cells.append(f"<td{number}>{as_text(cell(report, fact, column))}</td>")
        rows.append(f'<tr id="{fact.id}">{"".join(cells)}</tr>')
    body = f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>" if rows else ""
    return (
        f'<details class="facts f-{kind.letter}"><summary><b class="k-{kind.letter}">{kind.title}</b> '
        f'<span class="count">{len(facts)}</span></summary><div class="scroll">{body}</div></details>'
    )


def _links(ids: Sequence[str], kinds: Mapping[str, tuple[Kind, Any]]) -> str:
    """Links to the linked facts that are no entities; agencies and documents show in the text itself."""
    shown = [kinds[fact_id] for fact_id in ids if kinds[fact_id][0].key != "entities"]
    return " ".join(
        f'<a class="k-{kind.letter}" href="#{fact.id}">{kind.chinese} {as_text(short(kind.key, fact))}</a>'
        for kind, fact in shown
    )


def _notices(report: Report) -> str:
    rows: list[str] = []
    for number, notice in enumerate(report.notices, 1):
        message = as_text(notice.message)
        if notice.spans:
            message = f'<a href="#t-{report.sha256[:8]}-n{number}">{message}</a>'
        rows.append(f"<li><code>{as_text(notice.code)}</code> {message}</li>")
    title = f'<b>提示 notices</b> <span class="count">{len(rows)}</span>'
    return f'<details class="notices" open><summary>{title}</summary><ul>{"".join(rows)}</ul></details>'
