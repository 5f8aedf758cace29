"""A report as self-contained HTML: the text with its facts marked, and four tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise
from typing import Any

from fazhi_ie.schema import Report

_KINDS = ("entities", "indicators", "measures", "problems")
_STYLE = """
.fazhi{font:14px/1.7 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;color-scheme:light dark;
--e:#2563eb;--i:#b45309;--m:#15803d;--p:#be123c;max-width:64em}
.fazhi .text{white-space:pre-wrap;overflow-wrap:anywhere;max-height:28em;overflow:auto;padding:.8em;
border:1px solid #8886;border-radius:6px}
.fazhi .entities{color:var(--e);font-weight:600}
.fazhi .indicators{border-bottom:2px solid var(--i)}
.fazhi .measures{background:color-mix(in srgb,var(--m) 14%,transparent)}
.fazhi .problems{background:color-mix(in srgb,var(--p) 16%,transparent)}
.fazhi .legend span{margin-right:1.2em}
.fazhi details{margin:.5em 0}
.fazhi table{border-collapse:collapse;font-size:13px}
.fazhi th,.fazhi td{border:1px solid #8886;padding:.2em .5em;text-align:left;vertical-align:top}
"""
_COLUMNS: dict[str, tuple[str, ...]] = {
    "entities": ("label", "text", "name"),
    "indicators": ("name", "value", "upper", "unit", "bound", "text"),
    "measures": ("action", "object", "actor", "status", "concrete", "category"),
    "problems": ("text", "category"),
}


def render(report: Report) -> str:
    """Return one report as an HTML fragment that needs nothing else: no script, no network.

    Args:
        report: A report; its text is marked where the report still carries it (`Report.text`).

    Returns:
        str: a `<div>` with its own style; everything from the report is escaped.
    """
    title = report.meta.title or report.source or "report"
    facts = [f"{len(getattr(report, kind))} {kind}" for kind in _KINDS]
    about = [str(v) for v in (report.meta.issuer, report.meta.year, report.meta.doc_number, report.meta.date) if v]
    parts = [
        f'<div class="fazhi"><style>{_STYLE}</style>',
        f"<h3>{escape(title)}</h3><p>{escape(' · '.join(about + facts))}</p>",
        '<p class="legend">' + "".join(f'<span class="{kind}">{kind}</span>' for kind in _KINDS) + "</p>",
    ]
    if report.text is not None:
        parts.append(f'<div class="text" lang="zh">{_marked(report)}</div>')
    parts += [_table(kind, getattr(report, kind)) for kind in _KINDS]
    if report.notices:
        items = "".join(f"<li>{escape(notice.code)}: {escape(notice.message)}</li>" for notice in report.notices)
        parts.append(f"<details><summary>{len(report.notices)} notices</summary><ul>{items}</ul></details>")
    return "\n".join([*parts, "</div>"])


def render_page(reports: Iterable[Report]) -> str:
    """Return a whole HTML page with several reports one below the other."""
    body = "\n<hr>\n".join(render(report) for report in reports)
    head = '<head><meta charset="utf-8"><title>fazhi_ie</title></head>'
    return f'<!doctype html>\n<html lang="zh">{head}<body>\n{body}\n</body></html>\n'


def _marked(report: Report) -> str:
    """Cut the text at every edge of a fact, so that facts may nest and overlap, and mark each piece."""
    text = report.text or ""
    opening: dict[int, list[tuple[str, Any]]] = {}
    closing: dict[int, list[tuple[str, Any]]] = {}
    for kind in _KINDS:
        for fact in getattr(report, kind):
            opening.setdefault(fact.span.clean_start, []).append((kind, fact))
            closing.setdefault(fact.span.clean_end, []).append((kind, fact))
    edges = sorted({0, len(text), *opening, *closing})
    pieces: list[str] = []
    active: dict[str, tuple[str, Any]] = {}
    for start, end in pairwise(edges):
        for _, fact in closing.get(start, ()):
            active.pop(fact.id, None)
        for kind, fact in opening.get(start, ()):
            active[fact.id] = (kind, fact)
        piece = escape(text[start:end])
        if active:
            kinds = " ".join(dict.fromkeys(kind for kind, _ in active.values()))
            tips = "\n".join(_tip(kind, fact) for kind, fact in active.values())
            piece = f'<span class="{kinds}" title="{escape(tips)}">{piece}</span>'
        pieces.append(piece)
    return "".join(pieces)


def _tip(kind: str, fact: Any) -> str:
    if kind == "entities":
        return f"{fact.label} {fact.name or fact.span.text}"
    if kind == "indicators":
        return f"{fact.name}: {_cell(fact, 'value')} {fact.unit}"
    if kind == "measures":
        return f"{fact.action} · {fact.status}"
    return f"problem · {fact.category}"


def _table(kind: str, facts: Sequence[Any]) -> str:
    head = "".join(f"<th>{name}</th>" for name in _COLUMNS[kind])
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(_cell(fact, name))}</td>" for name in _COLUMNS[kind]) + "</tr>" for fact in facts
    )
    return f"<details><summary>{len(facts)} {kind}</summary><table><tr>{head}</tr>{rows}</table></details>"


def _cell(fact: Any, name: str) -> str:
    if name == "text":
        return str(fact.span.text)
    value = getattr(fact, name)
    if name == "actor":
        value = value.text if value else None
    if name in ("value", "upper") and value is not None:
        return format(value, "f")
    return "" if value is None else str(value)
