"""How far a figure would move with other texts: a bootstrap over the texts of a gold set.

Gold sets are small, and the facts of one text are alike; so whole texts are drawn, with replacement, as many as there
are (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, percentile interval).
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fazhi_ie.tune.evaluate import Gold, Item, Row, evaluate, own_labels

#: Draws for one interval; more change the second decimal no longer.
DRAWS = 1000
_SEED = 20240101


@dataclass(frozen=True, slots=True)
class Interval:
    """The range that holds a share of the figures of all draws."""

    low: float
    high: float


def intervals(
    golds: Sequence[Gold], reports: Sequence[Item], *, share: float = 0.95, draws: int = DRAWS
) -> dict[str, Interval]:
    """Return an interval for each row of the scoreboard; the same input gives the same one.

    Args:
        golds: The annotated texts, at least two.
        reports: Reports as JSON objects, as for `evaluate`.
        share: How much of the draws lies within.
        draws: How often a gold set is drawn.

    Returns:
        dict: by name of the row; rows without gold in some draw rest on the others, rows without any are left out.
    """
    if len(golds) < 2:
        return {}
    by_source = {report["sha256"]: report for report in reports}
    own = own_labels(golds)
    single = [
        evaluate([gold], [by_source[gold.sha256]] if gold.sha256 in by_source else reports, own) for gold in golds
    ]
    drawn: dict[str, list[float]] = {name: [] for name in single[0]}
    chance = random.Random(_SEED)
    for _ in range(draws):
        chosen = Counter(chance.choices(range(len(golds)), k=len(golds)))
        for name in drawn:
            figure = _summed([(single[n][name], times) for n, times in chosen.items()]).figure
            if figure is not None:
                drawn[name].append(figure)
    return {name: _middle(sorted(figures), share) for name, figures in drawn.items() if figures}


def _summed(rows: Sequence[tuple[Row, int]]) -> Row:
    first = rows[0][0]
    classes: list[tuple[Any, Any]] = [pair for row, times in rows for pair in row.classes * times]
    return Row(
        first.name, sum(row.right * n for row, n in rows), sum(row.spurious * n for row, n in rows),
        sum(row.missed * n for row, n in rows), first.share, classes,
    )  # fmt: skip


def _middle(figures: Sequence[float], share: float) -> Interval:
    outside = int(len(figures) * (1 - share) / 2)
    return Interval(figures[outside], figures[len(figures) - 1 - outside])
