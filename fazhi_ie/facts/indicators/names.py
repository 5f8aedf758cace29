"""Names: what each figure counts or measures, in the report's own words, understandable alone.

One pass over the cells of a text. What the words around a figure leave unsaid is taken from the figure before it in the
same sentence: the action in a list (办理建议143件、提案188件), the object after a bare action (受理申请3件,办结2件),
the subject of a change or a rank (总额突破1万亿元、增速居全国第5位), the owner of a rate (平台办件3万件,办结率100%).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from fazhi_ie.facts.indicators.actions import bare_clause, fronted
from fazhi_ie.facts.indicators.carry import (
    Named,
    bare_action,
    graded,
    merge,
    needs_owner,
    next_in_list,
    owned,
    same_again,
    state_of,
    subject_before,
)
from fazhi_ie.facts.indicators.cells import Cell
from fazhi_ie.facts.indicators.phrases import (
    LONGEST,
    Left,
    Right,
    first_verbs,
    last_verbs,
    named_by,
    read_left,
    read_right,
    shorten,
    split_action,
)  # fmt: skip
from fazhi_ie.facts.indicators.spread import share_out
from fazhi_ie.facts.indicators.units import alike, kind_of
from fazhi_ie.facts.indicators.words import Vocabulary

_EVENTS = frozenset({"次", "场", "场次", "轮", "批次", "轮次"})
_KEPT_BASE = frozenset({"年均", "同口径", "实际", "环比", "名义"})


def name_cells(view: str, cells: Sequence[Cell], words: Vocabulary) -> list[Named]:
    """Name the figures of one text.

    Args:
        view: The matching view that the cells were cut from.
        cells: All cells of the text, in order.
        words: The vocabulary.

    Returns:
        One name a cell, in the same order.
    """
    names: list[Named] = []
    n = 0
    while n < len(cells):
        previous = _before_in_sentence(cells, n, names)
        group = _spread_group(cells, n, names, words)
        if group:
            names.extend(group)
            n += len(group)
            continue
        names.append(_name(view, cells, n, previous, words))
        n += 1
    return names


def _before_in_sentence(cells: Sequence[Cell], n: int, names: Sequence[Named]) -> Named | None:
    """Return the name of the figure before in the same sentence; figures in closed brackets are passed over."""
    for k in range(n - 1, max(-1, n - 12), -1):
        if cells[k].sentence != cells[n].sentence:
            return None
        if cells[k].depth <= cells[n].depth:
            return names[k]
    return None


def _finish(named: Named, words: Vocabulary) -> Named:
    scope = len(named.name) - len(words.scope.strip_start(named.name, 2))
    run = scope + words.verb.run_at_start(named.name[scope:])
    if run > scope and named.name[run : run + 1] == "了":
        named.name = named.name[:run] + named.name[run + 1 :]
    named.name = shorten(named.name, words)
    named.topic = shorten(named.topic or named.name, words)
    named.owner, named.action, named.object = split_action(named.topic, words)
    return named


def _spread_group(cells: Sequence[Cell], n: int, names: Sequence[Named], words: Vocabulary) -> list[Named]:
    """Name A和B分别为x、y; empty where the cell does not begin such a group."""
    if "分别" not in cells[n].left:
        return []
    left = read_left(cells[n].left, words)
    subject, inner, tail = left.core.partition("分别")
    if not left.spread and not inner:
        return []
    size = 1
    while n + size < len(cells) and cells[n + size].gap == "list" and not cells[n + size].left.strip("达到至为"):
        size += 1
    if subject:
        subjects = share_out(words.manner.strip_end(subject, 2), size, words)
    else:
        # 新建A9公里,改造B6公里,分别增长4%、5%: the subjects are the figures before
        subjects = _subjects_before(cells, n, size, names)
    if subjects is None and needs_owner(subject, words):
        owners = _subjects_before(cells, n, size, names, counts=True)
        subjects = owners and [owner + subject for owner in owners]
    if subjects is None:
        return []
    return [
        _finish(
            Named(
                _changed(subject + tail, left), "indicator.spread", left, Right(), subject + tail, change=left.change,
                bases=left.bases,
            ),
            words,
        )
        for subject in subjects
    ]  # fmt: skip


def _subjects_before(
    cells: Sequence[Cell], n: int, size: int, names: Sequence[Named], *, counts: bool = False
) -> list[str] | None:
    """Return the topics of the last `size` figures before `n` in its sentence; with `counts`, what the counts count."""
    found: list[str] = []
    for k in range(n - 1, max(-1, n - 40), -1):
        if cells[k].sentence != cells[n].sentence or len(found) == size:
            break
        if not counts:
            found.append(names[k].topic)
        elif kind_of(cells[k].quantity) == "count" and names[k].object:
            found.append(names[k].object)
    return found[::-1] if len(found) == size else None


def _changed(topic: str, left: Left) -> str:
    kept = "".join(base for base in left.bases if base in _KEPT_BASE)
    return topic + kept + left.change


def _name(view: str, cells: Sequence[Cell], n: int, previous: Named | None, words: Vocabulary) -> Named:
    cell = cells[n]
    following = cells[n + 1] if n + 1 < len(cells) and cells[n + 1].sentence == cell.sentence else None
    open_end = following is not None and following.quantity.start == cell.quantity.end + len(cell.right)
    left = read_left(cell.left, words)
    kind = kind_of(cell.quantity)
    right = Right()
    if (kind != "rank" and not left.change) or (kind == "count" and not left.bases):
        words_after = cell.right
        if open_end and not words_after and following is not None and kind == "count":
            words_after, open_end = following.right, False
        right = read_right(
            words_after, words, open_end=open_end, event=cell.quantity.unit in _EVENTS,
            after_verb=bool(last_verbs(left.core, words)), relative=left.relative and kind == "count",
        )  # fmt: skip
        if open_end and right.said and left.relative and following is not None:
            right.said = ""  # 反馈的5个问题|已整改4个: what is said is the action of the next figure
        elif open_end and right.noun and not right.said and following is not None:
            right = _shared_predicate(right, cell, following, words)
    if left.linked and not left.enumerated and left.core and kind != "count":
        right = Right()
    if right.noun:
        left = _undo_change(cell, left, words)
        named = _after(cell, left, right, previous, words, ratio=kind == "ratio")
    elif left.change:
        named = _change(view, cell, left, right, previous, words)
    else:
        named = _before(view, cell, left, right, previous, words)
    named.unit = cell.quantity.unit
    return _finish(named, words)


def _shared_predicate(right: Right, cell: Cell, following: Cell, words: Vocabulary) -> Right:
    """Give 15所院校 what is said of both in 15所院校21个专业入选名单."""
    if following.gap not in ("same", "list") or words.verb.run_at_start(cell.right):
        return right
    said = read_right(following.right, words).said
    return Right(right.noun, said) if said and read_right(following.right, words).noun else right


def _undo_change(cell: Cell, left: Left, words: Vocabulary) -> Left:
    """减少3个环节 and 增加12个岗位 are actions on the noun that follows, not changes of the noun before."""
    if not left.change or left.bases:
        return left
    return replace(left, core=left.core + left.change, change="")


def _after(cell: Cell, left: Left, right: Right, previous: Named | None, words: Vocabulary, *, ratio: bool) -> Named:
    """Name a figure by the noun after it: 选聘50名优秀律师, 《甲办法》等3件规范性文件废止."""
    core = left.core
    modified = not ratio and not last_verbs(core, words) and _modifier(core, words) not in ("", *words.scope)
    said = "" if modified and right.said.startswith("实现") else right.said
    noun = named_by(right.noun, said, words, ratio=ratio)
    told = noun != right.noun
    verbs = last_verbs(core, words)
    if (turned := _turned(cell, core, noun, verbs, left, right, words)) is not None:
        return turned
    if left.enumerated or ("、" in core and not verbs):
        return Named(_of_list(core, noun, told, words), "indicator.after", left, right)
    if not core and cell.gap == "list" and previous is not None and previous.rule == "indicator.after":
        verbs = previous.action if previous.owner != "<" else ""
        core = verbs
    head = core[: len(core) - len(verbs)].removesuffix("了") if verbs else ""
    if head and words.metric.at_end(head) and not told:
        return Named(core + noun, "indicator.after", left, right, head)
    if told or (cell.gap == "same" and not verbs and not ratio):
        modifier = ""
    elif ratio:
        modifier = core if len(core) <= LONGEST + 10 else verbs
    else:
        modifier = verbs or _modifier(core, words)
    return Named(modifier + noun, "indicator.after", left, right)


def _turned(cell: Cell, core: str, noun: str, verbs: str, left: Left, right: Right, words: Vocabulary) -> Named | None:
    """Name the figures whose words must change places: what is done goes before the noun, what is measured after it."""
    if verbs in words.group and right.said:
        said = words.predicate.strip_start(right.said)
        if 2 <= len(said) <= 12:
            return Named(said + right.noun, "indicator.after", left, right)
    if verbs in words.light and right.said.startswith("的") and 3 <= len(right.said) <= 14:
        return Named(right.noun + right.said[1:], "indicator.after", left, right)
    if cell.right.startswith("的") and core and not verbs and kind_of(cell.quantity) in ("amount", "ratio"):
        # 首期规模5亿元的创投基金
        core = core.removeprefix("将").removeprefix("把")
        name = right.noun if core in right.noun else right.noun + core
        return Named(
            name if core in words.owned or words.metric.at_end(core) else core + noun, "indicator.after", left, right
        )
    if core in ("为", "对", "向", "给", "让", "使") and 2 <= words.verb.first(right.noun, 2) < len(right.noun):
        # 为87万名老年人|发放津贴
        cut = words.verb.first(right.noun, 2)
        return Named(
            right.noun[cut:] + right.noun[:cut], "indicator.after", left, Right(right.noun[:cut], right.noun[cut:])
        )
    return None


def _of_list(listed: str, noun: str, told: bool, words: Vocabulary) -> str:
    """Name 农村供水保障等13个难题: by the action before it, or by the list where the noun is vague."""
    if told:
        return noun
    verbs = first_verbs(listed, words)
    short = len(listed) - len(verbs) <= 14 if "、" in listed else not verbs and len(listed) <= 10
    if noun in words.vague and short:
        return f"{listed}等{noun}" if "、" in listed or len(noun) <= 2 else verbs + noun
    return verbs + noun


def _modifier(core: str, words: Vocabulary) -> str:
    """Return the words before a figure that modify the noun after it: 涉企经营|76个|审批事项."""
    if not core or regex.match(r"(?:对|将|把|围绕|针对|依托|以|为|按照|通过|在|从|由|使|让|与|和|及)", core):
        tail = core[-2:] if core[-2:] in words.scope else ""
        return tail
    for mark in (",", "的", "了", "、"):
        core = core[core.rfind(mark) + 1 :]
    return core if 0 < len(core) <= 8 else ""


def _change(view: str, cell: Cell, left: Left, right: Right, previous: Named | None, words: Vocabulary) -> Named:
    """Name a change: the subject of its own words, or of the figure before."""
    topic = left.core = bare_clause(left.core, words)
    if not topic:
        topic = previous.topic if previous is not None else subject_before(view, cell, words)
    elif previous is not None and words.compare.at_start(topic) == len(topic):
        topic = previous.topic + topic
    elif previous is not None and needs_owner(topic, words):
        topic = owned(previous, topic, words)
    elif cell.gap == "same" and previous is not None and previous.right.noun and topic == previous.right.noun:
        topic = previous.topic
    return Named(_changed(topic, left), "indicator.change", left, right, topic, change=left.change, bases=left.bases)


def _before(view: str, cell: Cell, left: Left, right: Right, previous: Named | None, words: Vocabulary) -> Named:
    """Name a figure by the words before it."""
    core = left.core = bare_clause(left.core, words)
    if right.said and not core and not right.noun:
        if cell.gap == "list" and previous is not None and previous.rule == "indicator.after" and previous.action:
            return Named(previous.action + right.said, "indicator.after", left, right)
        return Named(state_of(right.said, previous, words), "indicator.state", left, right)
    if previous is None:
        return _first(view, cell, left, right, words)
    core = _without_noun_before(cell, core, previous, words)
    if not core:
        return Named(same_again(cell, left, previous), "indicator.carried", left, right, previous.topic)
    scope = core[: len(core) - len(words.scope.strip_start(core, 2))]
    bare = core[len(scope) :]
    run = words.verb.run_at_start(bare)
    if bare in words.grade and previous.object:
        return Named(scope + bare + graded(previous, words), "indicator.carried", left, right)
    if words.state.run_at_start(bare) == len(bare) and alike(previous.unit, cell.quantity.unit):
        run = len(bare)
    if run == len(bare) and (alike(previous.unit, cell.quantity.unit) or bare in words.reach):
        return Named(bare_action(scope, bare, previous, words), "indicator.carried", left, right)
    if words.compare.at_start(core):
        return Named(previous.topic + core, "indicator.carried", left, right, previous.topic)
    if needs_owner(core, words) or (core[-1] == "率" and len(core) <= 5 and core[:2] in previous.topic[2:]):
        return Named(owned(previous, core, words), "indicator.carried", left, right)
    if run and previous.owner == "<" and len(bare) - run <= 4 and cell.adjacent and previous.unit == cell.quantity.unit:
        return Named(previous.object + bare, "indicator.carried", left, right)
    if not run and cell.gap == "list" and previous.action and previous.owner != "<" and not cell.depth:
        return Named(next_in_list(core, previous), "indicator.carried", left, right)
    return Named(_completed(cell, left, core, previous, words), "indicator.before", left, right)


def _first(view: str, cell: Cell, left: Left, right: Right, words: Vocabulary) -> Named:
    """Name the first figure of a sentence by the words before it."""
    core, rule = left.core, "indicator.before"
    if not core:
        core, rule = subject_before(view, cell, words), "indicator.carried"
    elif needs_owner(core, words):
        core = merge(subject_before(view, cell, words), core)
    if right.said and core and words.state.at_start(right.said) and len(right.said) <= 8:
        core += words.link.strip_end(right.said)
    return Named(core, rule, left, right)


def _without_noun_before(cell: Cell, core: str, previous: Named, words: Vocabulary) -> str:
    """Take the noun of the figure before off the words between two figures: 24个|省份|保供电煤|20亿吨."""
    if cell.gap != "same" or not previous.right.noun:
        return core
    core = core.removeprefix("的")
    if core == previous.right.noun:
        return ""
    if core.startswith(previous.right.noun):
        rest = words.adverb.strip_start(core[len(previous.right.noun) :], 2)
        return rest if words.verb.at_start(rest) else core
    return core


def _completed(cell: Cell, left: Left, core: str, previous: Named, words: Vocabulary) -> str:
    """Add the object or the noun that the words before a figure share with the figure before."""
    verbs = last_verbs(core, words)
    if verbs and len(core) > len(verbs) + 1 and (place := previous.topic.find(verbs)) > 0 and cell.adjacent:
        # 市直部门配备法律顾问52人,县区配备74人
        core += previous.topic[place + len(verbs) :]
    if core in words.case and len(previous.object) >= 2 and (left.part or cell.depth or previous.left.part):
        # 抽查案卷35卷,其中行政处罚21卷
        core += previous.object[-2:]
    return core
