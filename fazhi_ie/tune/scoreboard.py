"""Printing the rows of an evaluation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fazhi_ie.tune.bootstrap import Interval
from fazhi_ie.tune.evaluate import Gold, Row, context_of

#: Rows with fewer gold items than this are marked: read their errors, not their figure.
FEW = 20
#: Rows whose facts are each made by one rule.
RULED = ("entities", "values", "names", "measures", "problems")


def figures(rows: Mapping[str, Row]) -> dict[str, dict[str, Any]]:
    """Return the figures of all rows as JSON-able numbers, rounded to four places."""
    out: dict[str, dict[str, Any]] = {}
    for name, row in rows.items():
        figure = row.figure
        shown: dict[str, Any] = {"figure": None if figure is None else round(figure, 4), "gold": row.gold}
        if not row.share and not row.classes:
            shown |= {"precision": round(row.precision, 4), "recall": round(row.recall, 4), "spurious": row.spurious}
        out[name] = shown
    return out


def board(
    rows: Mapping[str, Row], golds: Sequence[Gold], show: int = 0, spread: Mapping[str, Interval] | None = None
) -> str:
    """Return the scoreboard as text, with up to `show` mistakes of each row and the text around them.

    `spread` gives the interval of each row, if they are wanted.
    """
    lines = [_line(row) + _between(row, spread or {}) for row in rows.values()]
    by_name = {gold.name: gold for gold in golds}
    for name, row in rows.items():
        if name == "entities":
            continue  # its mistakes stand under the single labels
        for mistake in row.mistakes[:show]:
            lines.append(f"  {name}: {mistake.doc} {mistake.how}: {mistake.text}")
            around = context_of(by_name[mistake.doc], mistake)
            if around:
                lines.append(f"      … {around} …")
    return "\n".join(lines)


def rule_board(rows: Mapping[str, Row]) -> str:
    """Return a table of the rules: how many of their facts are right, neutral and spurious, worst first."""
    lines = [f"{'row':16}{'rule':36}{'right':>7}{'neutral':>9}{'spurious':>10}{'precision':>11}"]
    for name in RULED:
        ordered = sorted(rows[name].rules.items(), key=lambda item: (-item[1][2], -item[1][0], item[0]))
        for rule, (right, neutral, spurious) in ordered:
            precision = f"{right / (right + spurious):.3f}" if right + spurious else "-"
            lines.append(f"{name:16}{rule:36}{right:>7}{neutral:>9}{spurious:>10}{precision:>11}")
    return "\n".join(lines)


def rule_figures(rows: Mapping[str, Row]) -> dict[str, dict[str, dict[str, int]]]:
    """Return the counts of `rule_board` as JSON-able numbers, by row and rule."""
    names = ("right", "neutral", "spurious")
    return {
        row: {rule: dict(zip(names, counts, strict=True)) for rule, counts in sorted(rows[row].rules.items())}
        for row in RULED
    }


def _between(row: Row, spread: Mapping[str, Interval]) -> str:
    interval = spread.get(row.name)
    return f"   [{interval.low:.3f}, {interval.high:.3f}]" if interval is not None and row.figure is not None else ""


def _line(row: Row) -> str:
    few = "*" if row.gold < FEW else ""
    if row.figure is None:
        return f"{row.name:18}no gold; {row.spurious} given"
    if row.share or row.classes:
        return f"{row.name:18}{row.figure:.3f}  of {row.gold}{few}"
    return f"{row.name:18}F1 {row.figure:.3f}  P {row.precision:.3f}  R {row.recall:.3f}  gold {row.gold}{few}"
