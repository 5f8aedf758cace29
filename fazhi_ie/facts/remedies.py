"""Link problems to the planned measures that answer them.

What stands right behind a problem answers it. Otherwise the planned measures are read in groups (the items of a list,
the sub-sections of a heading, the stretches between 。 and ;), and a group goes to the problem whose words it shares; a
list of plans that keeps the order of the list of problems passes on the place of what shares none. Where nothing fits,
nothing is linked.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import add

import regex

from fazhi_ie.facts.found import MeasureFound, ProblemFound
from fazhi_ie.text.layout import Layout

#: At most so many measures answer one problem; more would say nothing.
MOST = 8
#: A group that shares its only pair of characters with a single problem goes there, too.
ENOUGH = 2
#: How far back the beginning of a stretch of running text is looked for.
_REACH = 400
#: Words that half of all problems and measures hold.
_COMMON = regex.compile(
    "法治政府建设|法治政府|法治建设|依法行政|行政|政府|建设|工作|进一步|水平|加强|提升|提高|能力|机制|制度|全面|推进|发展|完善|规范|问题|不足|存在|"
    "部分|个别|一些|不够|有待|仍需|需要|全市|全县|全省|全区|我市|我县|单位|部门|人员|方面|重点|领域|力度|强化|落实|健全|深入|持续|推动|开展|"
    "经济|社会|管理|重大|实施|体系|服务"
)
_HAN = regex.compile(r"\p{Han}{2,}")


@dataclass(slots=True)
class _Group:
    """Planned measures that stand together; `listed` where they are an item of a list or a sub-section."""

    start: int
    end: int
    listed: bool
    members: list[int] = field(default_factory=list)


def link_remedies(view: str, layout: Layout, problems: list[ProblemFound], measures: list[MeasureFound]) -> None:
    """Fill `remedies` of each problem with indices of planned measures.

    Args:
        view: The matching view.
        layout: Its layout: lists and sub-sections tell which measures stand together.
        problems: The problems in order, changed in place.
        measures: All measures of the text.
    """
    if not problems:
        return
    planned = [n for n, m in enumerate(measures) if m.status == "planned" and m.start >= problems[0].start]
    said: dict[str, list[int]] = {}
    for k, problem in enumerate(problems):
        for pair in word_pairs(view[problem.start : problem.end]):
            said.setdefault(pair, []).append(k)
    answers: list[set[int]] = [set() for _ in problems]
    behind = _told_behind(view, problems, measures, planned)
    for n, k in behind.items():
        answers[k].add(n)
    groups = _groups(view, layout, problems, measures, [n for n in planned if n not in behind])
    for group, shares in zip(groups, _shared_out(view, layout, problems, measures, groups, said), strict=True):
        for n, answered in zip(group.members, shares, strict=True):
            if answered is not None:
                answers[answered].add(n)
    for problem, found in zip(problems, answers, strict=True):
        problem.remedies = sorted(found)[:MOST]


def _told_behind(
    view: str, problems: Sequence[ProblemFound], measures: Sequence[MeasureFound], planned: Sequence[int]
) -> dict[int, int]:
    """Return the problem of each measure that stands between it and the next problem, or in its own line."""
    starts = [problem.start for problem in problems]
    # behind the last problem only what its own line says; but a text of one line says nothing by its lines
    reach = [*starts[1:], -1]
    if view.find("\n", starts[0], starts[-1]) >= 0:
        line_end = view.find("\n", problems[-1].end)
        reach[-1] = line_end if line_end >= 0 else len(view)
    found: dict[int, int] = {}
    for n in planned:
        k = bisect_right(starts, measures[n].start) - 1
        if k >= 0 and measures[n].end <= reach[k]:
            found[n] = k
    return found


def _groups(
    view: str,
    layout: Layout,
    problems: Sequence[ProblemFound],
    measures: Sequence[MeasureFound],
    planned: Sequence[int],
) -> list[_Group]:
    starts = [item.start for item in layout.items]
    groups: dict[tuple[int, int], _Group] = {}
    for n in planned:
        at = measures[n].start
        if at < problems[-1].end:
            continue
        begin, end, listed = _place(view, layout, starts, at)
        groups.setdefault((begin, end), _Group(begin, end, listed)).members.append(n)
    return list(groups.values())


def _place(view: str, layout: Layout, item_starts: Sequence[int], at: int) -> tuple[int, int, bool]:
    """Return the item, the sub-section or the stretch of running text that holds an offset."""
    for k in range(bisect_right(item_starts, at) - 1, -1, -1):
        item = layout.items[k]
        if item.end > at:
            return item.start, item.end, True
        if at - item.start > 4 * _REACH:
            break
    section = layout.section_at(at)
    if section is not None:
        here = layout.sections[section]
        if here.parent is not None and here.number and here.title:
            return here.title_start, here.end, True
    begin = max(view.rfind(mark, max(0, at - _REACH), at) for mark in "。;!?\n") + 1
    ends = [place for mark in "。;!?\n" if (place := view.find(mark, at, at + _REACH)) >= 0]
    return begin, min(ends, default=min(len(view), at + _REACH)), False


def _shared_out(
    view: str,
    layout: Layout,
    problems: Sequence[ProblemFound],
    measures: Sequence[MeasureFound],
    groups: Sequence[_Group],
    said: Mapping[str, Sequence[int]],
) -> list[list[int | None]]:
    """Return for each group the problem that each of its measures answers, or None."""
    whole = [_best(view[group.start : group.end], said) for group in groups]
    if _keeps_order(view, layout, problems, groups, whole):
        taken = {k for k in whole if k is not None}
        whole = [n if k is None and n not in taken and n < len(problems) else k for n, k in enumerate(whole)]
    shares: list[list[int | None]] = []
    for group, k in zip(groups, whole, strict=True):
        own: list[int | None] = []
        if not group.listed:
            own = [_best(view[measures[n].start : measures[n].end], said) for n in group.members]
        told = any(answer is not None for answer in own)
        shares.append(_filled(own) if told else [k] * len(group.members))
    return shares


def _best(text: str, said: Mapping[str, Sequence[int]]) -> int | None:
    """Return the problem that shares most pairs of characters; one pair counts where no other problem has any.

    `said` gives the problems that hold a pair.
    """
    if said.keys().isdisjoint(map(add, text, text[1:])):  # most measures: their pairs need not be freed of common words
        return None
    votes = Counter(k for pair in word_pairs(text) for k in said.get(pair, ()))
    if not votes:
        return None
    (first, most), *others = votes.most_common(2)
    if most >= ENOUGH and (not others or others[0][1] < most):
        return first
    return first if not others else None


def _keeps_order(
    view: str,
    layout: Layout,
    problems: Sequence[ProblemFound],
    groups: Sequence[_Group],
    whole: Sequence[int | None],
) -> bool:
    """Say whether the plans follow the order of the problems: both are lists, and nothing that matches is displaced."""
    matched = [(n, k) for n, k in enumerate(whole) if k is not None]
    if any(n != k for n, k in matched) or len(groups) < 2:
        return False
    listed = all(group.listed for group in groups)
    if len(groups) == len(problems):
        return listed or bool(matched)
    return listed and bool(matched) and len(groups) < len(problems)


def _filled(own: Sequence[int | None]) -> list[int | None]:
    """Let a measure without words of its own go with the one before it, where another problem's measure follows."""
    filled: list[int | None] = []
    for n, k in enumerate(own):
        goes_on = k is None and filled and any(later is not None for later in own[n + 1 :])
        filled.append(filled[-1] if goes_on else k)
    return filled


def word_pairs(text: str) -> set[str]:
    """Return the pairs of neighbouring characters of a text without its common words."""
    return {run[n : n + 2] for run in _HAN.findall(_COMMON.sub(" ", text)) for n in range(len(run) - 1)}
