"""What stands in the cells of the tables and in the tips of the marks, as plain text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fazhi_ie.schema import Indicator, Measure, Report
from fazhi_ie.schema.base import plain
from fazhi_ie.view.words import ARROWS, BOUNDS, LABELS, STATUS

_DETAILS = (
    "level", "region", "kind", "title", "stage", "rank", "code", "year", "sequence", "article", "paragraph", "item",
    "issuer", "start_date", "end_date", "parents",
)  # fmt: skip


def cell(report: Report, fact: Any, column: str) -> str:
    """Return what a column says of a fact; empty where it says nothing."""
    own = _OWN.get(column)
    if own is not None:
        return own(report, fact)
    value = getattr(fact, column)
    return "" if value is None else str(value)


def value_of(indicator: Indicator) -> str:
    """Write a figure with its bound: ≈12000, 3–5, 1/3.

    Example:
        >>> import fazhi_ie
        >>> value_of(fazhi_ie.extract("共办理行政复议案件1.2万余件。").indicators[0])
        '≈12000'
    """
    if indicator.value is None:
        return BOUNDS[indicator.bound] + (indicator.fraction or "")
    upper = "" if indicator.upper is None else f"–{plain(indicator.upper)}"
    return f"{BOUNDS[indicator.bound]}{plain(indicator.value)}{upper}"


def tip(report: Report, kind: str, fact: Any) -> str:
    """Say in one line what a mark stands for: its kind, its value and its canonical name."""
    if kind == "entities":
        name = fact.name if fact.name and fact.name != fact.span.text else ""
        return _line(f"{LABELS.get(fact.label, '')} {fact.label}".strip(), name, _detail(fact, brief=True))
    if kind == "indicators":
        figure = f"{value_of(fact)} {fact.unit}".strip()
        return _line("指标 indicator", f"{fact.name} = {figure}", _change(report, fact), _period(report, fact))
    if kind == "measures":
        # the words are under the pointer: the tip says what they do not
        actor = "" if fact.actor is None or fact.actor.stated else f"({fact.actor.text})"
        return _line("举措 measure", actor, fact.action, STATUS[fact.status], "" if fact.concrete else "笼统 vague")
    return _line("问题 problem", fact.category)


def short(kind: str, fact: Any) -> str:
    """Name a fact in a link, in few characters."""
    text = {"indicators": "name", "measures": "object"}.get(kind)
    said = getattr(fact, text) if text else fact.span.text
    said = f"{fact.action} {said}" if kind == "measures" else said
    said = " ".join(said.split())
    return said if len(said) <= 16 else f"{said[:15]}…"


def _line(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _text(report: Report, fact: Any) -> str:
    return str(fact.span.text)


def _value(report: Report, fact: Indicator) -> str:
    return value_of(fact)


def _change(report: Report, fact: Indicator) -> str:
    if fact.change is None:
        return ""
    return " ".join(
        part for part in (ARROWS[fact.change.direction] + (fact.change.amount or ""), fact.change.base) if part
    )


def _period(report: Report, fact: Indicator) -> str:
    period: Any = report.find(fact.period) if isinstance(fact.period, str) else fact.period
    if period is None or period.start_date is None:
        return ""
    start, end = period.start_date, period.end_date
    if end is None or start == end:
        return str(start)
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    return f"{start} – {end}"


def _actor(report: Report, fact: Measure) -> str:
    if fact.actor is None:
        return ""
    return fact.actor.text if fact.actor.stated else f"({fact.actor.text})"


def _status(report: Report, fact: Measure) -> str:
    return STATUS[fact.status]


def _concrete(report: Report, fact: Measure) -> str:
    return "是 yes" if fact.concrete else ""


def _detail(fact: Any, *, brief: bool = False) -> str:
    values = ((key, getattr(fact, key, None)) for key in _DETAILS)
    told = [(key, value) for key, value in (*values, *fact.attrs.items()) if value not in (None, (), "", fact.name)]
    if brief:
        told = [(key, value) for key, value in told if key not in ("title", "region", "end_date", "parents", "issuer")]
    return ", ".join(f"{key} {' < '.join(value) if isinstance(value, tuple) else value}" for key, value in told)


_OWN: dict[str, Callable[[Report, Any], str]] = {
    "text": _text, "value": _value, "change": _change, "period": _period, "actor": _actor, "status": _status,
    "concrete": _concrete, "detail": lambda report, fact: _detail(fact),
}  # fmt: skip
