"""Link problems to the planned measures that answer them: by the words they share, or by order in two lists."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise

import regex

from fazhi_ie.facts.found import MeasureFound, ProblemFound
from fazhi_ie.text.layout import Layout

#: At most so many measures answer one problem; more would say nothing.
MOST = 6
#: Words that half of all problems and measures hold.
_COMMON = regex.compile(
    "法治政府建设|法治政府|法治建设|依法行政|行政|政府|建设|工作|进一步|水平|加强|提升|提高|能力|机制|制度|全面|推进|发展|完善|规范|问题|不足|存在|"
    "部分|个别|一些|不够|有待|仍需|需要|全市|全县|全省|全区|我市|我县|单位|部门|人员|方面|重点|领域|力度|强化|落实|健全|深入|持续|推动|开展|"
    "经济|社会|管理|重大|实施|体系|服务"
)
_HAN = regex.compile(r"\p{Han}{2,}")


def link_remedies(view: str, layout: Layout, problems: list[ProblemFound], measures: list[MeasureFound]) -> None:
    """Fill `remedies` of each problem with indices of planned measures; where nothing fits, nothing is linked.

    Args:
        view: The matching view.
        layout: Its layout; in a list of plans with as many items as problems, the same place and field suffice.
        problems: The problems, changed in place.
        measures: All measures of the text.
    """
    if not problems:
        return
    last = problems[-1].end
    planned = [n for n, m in enumerate(measures) if m.status == "planned" and m.start >= problems[0].start]
    by_pair: dict[str, list[int]] = {}
    for n in planned:
        for pair in word_pairs(view[measures[n].start : measures[n].end]):
            by_pair.setdefault(pair, []).append(n)
    ordered = _ordered_lists(layout, problems, measures, [n for n in planned if measures[n].start >= last])
    for k, problem in enumerate(problems):
        votes: dict[int, int] = {}
        for pair in word_pairs(view[problem.start : problem.end]):
            for n in by_pair.get(pair, ())[:40]:
                votes[n] = votes.get(n, 0) + 1
        best = sorted((n for n, count in votes.items() if count >= 2), key=lambda n: (-votes[n], n))[:MOST]
        alike = [n for n in ordered.get(k, ()) if n in votes or _same_field(problem, measures[n])]
        problem.remedies = sorted({*best, *alike})[:MOST]


def _same_field(problem: ProblemFound, measure: MeasureFound) -> bool:
    return problem.category == measure.category != "other"


def word_pairs(text: str) -> set[str]:
    """Return the pairs of neighbouring characters of a text without its common words."""
    found: set[str] = set()
    for run in _HAN.findall(_COMMON.sub(" ", text)):
        found.update(a + b for a, b in pairwise(run))
    return found


def _ordered_lists(
    layout: Layout, problems: list[ProblemFound], measures: list[MeasureFound], planned: list[int]
) -> dict[int, list[int]]:
    """Pair the k-th problem with the measures in the k-th item of a list of plans that has as many items."""
    starts = [item.start for item in layout.items]
    here = [
        layout.items[n] for p in problems if (n := bisect_left(starts, p.start)) < len(starts) and starts[n] == p.start
    ]
    if len(here) != len(problems) or len(here) < 2:
        return {}
    last = problems[-1].end
    plans = [
        item for item in layout.items if item.start >= last and item.role == "plans" and item.family == here[0].family
    ]
    if len(plans) != len(problems) or [item.ordinal for item in plans] != [item.ordinal for item in here]:
        return {}
    positions = [measures[n].start for n in planned]
    paired: dict[int, list[int]] = {}
    for k, item in enumerate(plans):
        paired[k] = planned[bisect_left(positions, item.start) : bisect_right(positions, item.end)]
    return paired
