"""Nouns after a figure: what is counted (50名|优秀律师), and the name that it gives with the words before."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from fazhi_ie.facts.indicators.carry import Named
from fazhi_ie.facts.indicators.cells import Cell
from fazhi_ie.facts.indicators.heads import (
    governed,
    governed_in,
    governs,
    named_by,
    predicated,
    shared_act,
    went,
)
from fazhi_ie.facts.indicators.phrases import (
    LONGEST,
    Left,
    Right,
    first_verbs,
    last_verbs,
    next_action,
    read_right,
)
from fazhi_ie.facts.indicators.units import kind_of
from fazhi_ie.facts.indicators.words import Vocabulary

_EVENTS = frozenset({"次", "场", "场次", "轮", "批次", "轮次"})
_JOINS_IN = frozenset({"参加", "参与", "进行", "开展"})
_TOGETHER = frozenset({"联合", "会同"})
_SENDS = frozenset({"选派", "选送", "推荐"})
_FRONTED = regex.compile(r"^(?:对|将|把|为|给|向|就|使|让)")
_FOR = frozenset({"为", "对", "向", "给", "让", "使"})
_PREPOSITION = regex.compile(r"(?:对|将|把|围绕|针对|依托|以|为|按照|通过|在|从|由|使|让|与|和|及)")


def read_after(cells: Sequence[Cell], n: int, left: Left, words: Vocabulary) -> Right:
    """Read the words after figure `n`: the noun counted and what is said of it, both empty where they name nothing.

    Args:
        cells: All cells of the text.
        n: Which figure.
        left: The words before it, read.
        words: The vocabulary.
    """
    cell, kind = cells[n], kind_of(cells[n].quantity)
    following = cells[n + 1] if n + 1 < len(cells) and cells[n + 1].sentence == cell.sentence else None
    open_end = following is not None and following.quantity.start == cell.quantity.end + len(cell.right)
    if (kind == "rank" or left.change) and (kind != "count" or left.bases):
        return Right()
    if left.linked and not left.enumerated and left.core and kind != "count":
        return Right()
    words_after = cell.right
    if open_end and not words_after and following is not None and kind == "count":
        words_after, open_end = following.right, False
    right = read_right(
        words_after, words, open_end=open_end, event=cell.quantity.unit in _EVENTS,
        after_verb=bool(last_verbs(left.core, words)), relative=left.relative and kind == "count",
    )  # fmt: skip
    if open_end and right.said and left.relative:
        right.said = ""  # 反馈的5个问题|已整改4个: what is said is the action of the next figure
    elif open_end and right.noun and not right.said and following is not None:
        right = _whole_noun(_without_next_noun(right, cell, following, words), following, words)
        right = right if governs(left.core, words) else _shared_predicate(right, cell, following, words)
    elif right.noun and not right.said and following is not None and governs(left.core, words):
        right.then = right.then or shared_act(cells, n, words)
    return _trimmed(right, left, words, ratio=kind == "ratio")


def _trimmed(right: Right, left: Left, words: Vocabulary, *, ratio: bool) -> Right:
    """Take an action off the noun: 赤字率按4%左右|安排 has no noun, 为29个省份|保供煤炭 has 省份."""
    if not right.noun:
        return right
    if words.compare.at_start(right.noun) > 1 and not left.core:
        return Right("", right.noun + right.said)
    measured = ratio and words.metric.at_end(left.core) and not last_verbs(left.core, words)
    if measured and words.verb.run_at_start(right.noun) == len(right.noun):
        return Right()
    cut = next_action(right.noun, words)
    if left.served and not right.said and cut < len(right.noun) and left.core not in _FOR:
        return Right(right.noun[:cut], right.noun[cut:])
    return right


def _shared_predicate(right: Right, cell: Cell, following: Cell, words: Vocabulary) -> Right:
    """Give 15所院校 what is said of both in 15所院校21个专业入选名单."""
    if following.gap not in ("same", "list") or words.verb.run_at_start(cell.right):
        return right
    other = read_right(following.right, words)
    own = other.noun and not right.noun.endswith(other.noun)  # 9个县已有|7个县|实现目标
    return Right(right.noun, other.said) if other.said and own else right


def _whole_noun(right: Right, following: Cell, words: Vocabulary) -> Right:
    """Give 2个国家级 the noun of the list in 2个国家级和9个省级区域医疗中心."""
    if following.gap != "list" or right.noun not in words.scope:
        return right
    other = read_right(following.right, words).noun
    level = words.scope.at_start(other)
    return Right(right.noun + other[level:]) if level else right


def _without_next_noun(right: Right, cell: Cell, following: Cell, words: Vocabulary) -> Right:
    """Leave the next figure its noun: 8个|执法部门|案卷|160本."""
    if right.then or following.gap != "same" or following.quantity.unit == cell.quantity.unit:
        return right
    if words.case.at_end(right.noun) or (following.right and not words.predicate.at_start(following.right)):
        return right
    for start, end, _ in words.agent.found_in(right.noun):
        if start >= 2 and len(right.noun) - end == 2 and right.noun[end:] in words.shared:
            return Right(right.noun[:end])
    return right


def name_after(cell: Cell, left: Left, right: Right, previous: Named | None, words: Vocabulary) -> Named:
    """Name a figure by the noun after it: 选聘50名优秀律师, 《甲办法》等3件规范性文件废止."""
    core, ratio = left.core, kind_of(cell.quantity) == "ratio"
    modified = not ratio and not last_verbs(core, words) and _modifier(core, words) not in ("", *words.scope)
    helped = last_verbs(core, words) not in ("", *words.group)
    said = "" if (modified or helped) and right.said.startswith("实现") else right.said
    noun = named_by(right.noun, said, words, ratio=ratio)
    told = noun != right.noun
    verbs = last_verbs(core, words)
    if not verbs and (group := last_verbs(words.scope.strip_end(core, 2), words)) in words.group:
        verbs = group
    elif not core and cell.gap == "list" and previous is not None and words.group.at_start(previous.left.core):
        verbs = previous.left.core[: words.group.at_start(previous.left.core)]
    if (turned := _turned(cell, core, noun, verbs, left, right, words)) is not None:
        return turned
    waits = not told and not ratio and not left.relative and governed_in(left, cell, previous, words)
    if waits and (name := governed(right.noun, right.said or right.then, words)):
        return Named(name, "indicator.after", left, right)
    if noun == "人" and core and not verbs:
        core, noun = words.adverb.strip_end(core, 2), "人员"
        return Named(core + noun, "indicator.after", left, right)
    if left.enumerated and not told and not first_verbs(core, words) and (name := predicated(noun, right.said, words)):
        return Named(name, "indicator.after", left, right)
    if left.enumerated or ("、" in core and not verbs):
        return Named(_of_list(core, noun, told, words), "indicator.after", left, right)
    if not core and cell.gap == "list" and previous is not None and previous.rule == "indicator.after":
        verbs = previous.action if previous.owner != "<" else ""
        core = verbs
    head = core[: len(core) - len(verbs)].removesuffix("了") if verbs else ""
    if head and words.metric.at_end(head) and not told:
        return Named(core + noun, "indicator.after", left, right, head)
    event = cell.quantity.unit in _EVENTS and not verbs
    if left.relative and not ratio and not told and (modifier := _modifier(core, words, relative=True)):
        modifier += "的" if words.verb.run_at_end(modifier) >= 2 else ""
        return Named(modifier + noun, "indicator.after", left, right)
    if told or event or (cell.gap == "same" and not verbs and not ratio):
        modifier = ""
    elif ratio:
        modifier = core if len(core) <= LONGEST + 10 else verbs
    else:
        modifier = verbs or _modifier(core, words)
    if core in _TOGETHER and not verbs:
        return Named(core + noun, "indicator.after", left, right)
    if not modifier and not told and not ratio and (name := predicated(noun, right.said or right.then, words)):
        return Named(name, "indicator.after", left, right)
    return Named(modifier + noun, "indicator.after", left, right)


def _turned(cell: Cell, core: str, noun: str, verbs: str, left: Left, right: Right, words: Vocabulary) -> Named | None:
    """Name the figures whose words must change places: what is done goes before the noun, what is measured after it."""
    said = went(right.said)
    gathers = verbs in words.group or (verbs in _SENDS and said[:2] in _JOINS_IN)
    if gathers and said and kind_of(cell.quantity) == "count":
        said = said[2:] if said[:2] in _JOINS_IN else said
        if 2 <= len(said) <= 12:
            return Named(said + right.noun, "indicator.after", left, right)
    if verbs in words.light and right.said.startswith("的") and 3 <= len(right.said) <= 14:
        return Named(right.noun + right.said[1:], "indicator.after", left, right)
    if cell.right.startswith("的") and core and not verbs and kind_of(cell.quantity) in ("amount", "ratio"):
        # 首期规模5亿元的创投基金
        core = core.removeprefix("将").removeprefix("把")
        measure = core.removeprefix(first_verbs(core, words))
        core = measure if measure in words.owned else core
        name = right.noun if core in right.noun else right.noun + core
        return Named(
            name if core in words.owned or words.metric.at_end(core) else core + noun, "indicator.after", left, right
        )
    cut = next_action(right.noun, words) if core in _FOR else 0
    if 2 <= cut < len(right.noun):
        # 为87万名老年人|发放津贴
        if len(right.noun) - cut > 8:
            return Named(right.noun[:cut], "indicator.after", left, Right(right.noun[:cut], right.noun[cut:]))
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
    if noun in words.vague and short and noun not in words.kind:
        return f"{listed}等{noun}" if "、" in listed or len(noun) <= 2 else verbs + noun
    return verbs + noun


def _modifier(core: str, words: Vocabulary, *, relative: bool = False) -> str:
    """Return the words before a figure that modify the noun after it: 涉企经营|76个|审批事项."""
    if relative:
        core = _FRONTED.sub("", core)
        core = core[max(core.rfind(mark) for mark in ",、了") + 1 :]
        return core if 4 <= len(core) <= 12 and not words.agent.at_end(core) else ""
    if not core or _PREPOSITION.match(core):
        tail = core[-2:] if core[-2:] in words.scope else ""
        return tail
    for mark in (",", "的", "了", "、"):
        core = core[core.rfind(mark) + 1 :]
    return core if 0 < len(core) <= 8 and not words.agent.at_end(core) else ""
