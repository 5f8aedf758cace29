"""Names: what each figure counts or measures, in the report's own words, understandable alone.

One pass over the cells of a text. What the words around a figure leave unsaid is taken from the figure before it in the
same sentence: the action in a list (办理建议143件、提案188件), the object after a bare action (受理申请3件,办结2件),
the subject of a change or a rank (总额突破1万亿元、增速居全国第5位), the owner of a rate (平台办件3万件,办结率100%).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from fazhi_ie.facts.indicators.actions import bare_clause
from fazhi_ie.facts.indicators.carry import (
    DURATIONS,
    Named,
    bare_action,
    clause_before,
    graded,
    lasting,
    merge,
    needs_owner,
    next_in_list,
    object_before,
    owned,
    owner_between,
    same_again,
    set_up,
    state_of,
    subject_before,
)
from fazhi_ie.facts.indicators.cells import Cell
from fazhi_ie.facts.indicators.heads import appointed, done_times, gathered
from fazhi_ie.facts.indicators.nouns import name_after, read_after
from fazhi_ie.facts.indicators.phrases import (
    LONGEST,
    Left,
    Right,
    last_verbs,
    read_left,
    shorten,
    split_action,
    state_run,
    verb_run,
)  # fmt: skip
from fazhi_ie.facts.indicators.spread import share_of_fields, share_out
from fazhi_ie.facts.indicators.units import alike, kind_of
from fazhi_ie.facts.indicators.words import Vocabulary

_EACH = regex.compile(
    r"^(?:平均)?(?:每|各)\p{Han}{0,3}?"
    r"(?:村|镇|乡|县|市|区|所|户|人|队|局|校|街道|社区|单位|部门|家|站)(?:\(.{1,6}\))?$"
)
_SPENT = regex.compile(r"(?:共|总)?(?:投资|出资|斥资|耗资|投入|筹资)")
#: “一照通”改革: a named thing whose reach is told next.
_QUOTED_HEAD = regex.compile(r"“[^“”]+”\p{Han}{2,}$")
#: What is divided by what it is about.
_TOPICAL = frozenset(
    {"纠纷", "案件", "事故", "投诉", "咨询", "人员", "企业", "项目", "事项", "问题", "线索", "隐患", "文件"}
)
#: What is left of what the figure before counts.
_REST = frozenset({"余下", "剩下", "剩余", "还剩", "剩下的", "余下的"})
#: Where a rank is held: 70个县|中列|第9位.
_AMONG = regex.compile(r"中(?:位?列|位?居|排名?|排在)?$")
#: How a grade is given: 评定|优秀|9卷.
_GRADED = frozenset({"评定", "评为", "评出", "获评"})
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
        group = _spread_group(view, cells, n, names, words)
        if group:
            names.extend(group)
            n += len(group)
            continue
        names.append(_name(view, cells, n, previous, names, words))
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


def _spread_group(view: str, cells: Sequence[Cell], n: int, names: Sequence[Named], words: Vocabulary) -> list[Named]:
    """Name A和B分别为x、y; empty where the cell does not begin such a group."""
    if "分别" not in cells[n].left:
        return []
    left = read_left(cells[n].left, words)
    subject, inner, tail = left.core.partition("分别")
    if not left.spread and not inner and left.core:
        return []
    size = 1
    while n + size < len(cells) and cells[n + size].gap == "list" and not cells[n + size].left.strip("达到至为"):
        size += 1
    subjects = _subjects(view, cells, n, size, subject, names, words)
    return [
        _finish(
            Named(
                _changed(subject + tail, left), "indicator.spread", left, Right(), subject + tail, change=left.change,
                bases=left.bases,
            ),
            words,
        )
        for subject in subjects or ()
    ]  # fmt: skip


def _subjects(
    view: str, cells: Sequence[Cell], n: int, size: int, subject: str, names: Sequence[Named], words: Vocabulary
) -> list[str] | None:
    """Return the `size` subjects of 分别: shared out of its own clause, those of the clause before, or the figures."""
    if subject:
        subjects = share_out(words.manner.strip_end(subject, 2), size, words)
        if subjects is None and needs_owner(subject, words):
            owners = _subjects_before(cells, n, size, names, counts=True)
            subjects = owners and [owner + subject for owner in owners]
        return subjects
    if (fields := share_of_fields(clause_before(view, cells[n]), size)) is not None:
        return [field + "占比" for field in fields] if "占" in cells[n].left else fields
    clause = "" if cells[n].adjacent else clause_before(view, cells[n])
    if clause:
        # 城镇收入和农村收入,去年分别达到4万元和2万元
        return share_out(bare_clause(read_left(clause, words).core, words), size, words)
    # 新建A9公里,改造B6公里,分别增长4%、5%: the subjects are the figures before
    return _subjects_before(cells, n, size, names)


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


def _list_before(cells: Sequence[Cell], n: int, names: Sequence[Named]) -> list[Named]:
    """Return the names of the list of figures in the clause before figure `n`: 建议9件、提案8件,|办结率|100%."""
    if not cells[n].adjacent:
        return []
    first = n - 1
    while first > 0 and cells[first].gap == "list" and n - first < 6:
        first -= 1
    if first < n - 1 and first and names[first].left.part and cells[first - 1].sentence == cells[n].sentence:
        return [names[first - 1]]  # 评查案卷9卷,其中处罚5卷、许可4卷,优良率90%: the rate is that of the whole
    return list(names[first:n])


def _kin(cells: Sequence[Cell], n: int, names: Sequence[Named]) -> Named | None:
    """Return the last figure before `n` in its sentence that counts the same kind of thing."""
    for k in range(n - 1, max(-1, n - 12), -1):
        if cells[k].sentence != cells[n].sentence:
            return None
        if alike(cells[k].quantity.unit, cells[n].quantity.unit) and not names[k].change:
            return names[k]
    return None


def _name(
    view: str, cells: Sequence[Cell], n: int, previous: Named | None, names: Sequence[Named], words: Vocabulary
) -> Named:
    cell = cells[n]
    left = read_left(cell.left, words)
    right = read_after(cells, n, left, words)
    if right.noun:
        left = _undo_change(cell, left, words)
        named = name_after(cell, left, right, previous, words)
    elif left.change:
        named = _change(view, cell, left, right, previous, words)
    else:
        named = _before(view, cell, left, right, previous, words, _list_before(cells, n, names), _kin(cells, n, names))
    named.unit = cell.quantity.unit
    return _finish(named, words)


def _undo_change(cell: Cell, left: Left, words: Vocabulary) -> Left:
    """减少3个环节 and 增加12个岗位 are actions on the noun that follows, not changes of the noun before."""
    if not left.change or left.bases:
        return left
    return replace(left, core=left.core + left.change, change="")


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


def _before(
    view: str,
    cell: Cell,
    left: Left,
    right: Right,
    previous: Named | None,
    words: Vocabulary,
    listed: Sequence[Named],
    kin: Named | None,
) -> Named:
    """Name a figure by the words before it.

    `listed` are the figures of the list that ends right before it, `kin` is the last one before that counts alike.
    """
    core = left.core.removeprefix("的")
    core = "" if words.adverb.run_at_start(core) == len(core) and core not in words.state else core
    core = "" if core in _REST else core
    if name := appointed(core, right, words) or gathered(core, right, words):
        return Named(name, "indicator.after", left, right)
    if name := done_times(view, cell, core, previous, words):
        return Named(name, "indicator.carried", left, right)
    core = left.core = bare_clause(core, words, keep_actor=left.part or cell.depth > 0)
    if cell.quantity.rank and cell.gap == "same" and previous is not None and _AMONG.search(core):
        subject = previous.left.core.rpartition("在")[0]  # 排名在全区70个县中列第9位
        if len(subject) >= 2:
            return Named(subject, "indicator.carried", left, right)
    if previous is not None and cell.gap == "same" and core in (previous.right.noun + "中", previous.right.noun + "里"):
        core = ""  # 183个部门|中有|57个
    if right.noun == "" and right.said in words.reach and previous is None and not core:
        subject = subject_before(view, cell, words)
        return Named((subject if len(subject) >= 4 else "") + right.said, "indicator.carried", left, right)
    if right.said and not core and not right.noun:
        if cell.gap == "list" and previous is not None and previous.rule == "indicator.after" and previous.action:
            return Named(previous.action + right.said, "indicator.after", left, right)
        return Named(state_of(right.said, previous, words), "indicator.state", left, right)
    if core in DURATIONS and (lasts := lasting(view, cell, previous, words)):
        return Named(lasts, "indicator.carried", left, right)
    if core.endswith("编制") and len(core) <= 4 and (body := set_up(view, cell, words)):
        return Named(body + core, "indicator.carried", left, right)
    if previous is None:
        return _first(view, cell, left, right, words)
    core = _without_noun_before(cell, core, previous, words)
    if not core:
        return Named(same_again(cell, left, previous), "indicator.carried", left, right, previous.topic)
    if left.relative and cell.adjacent and previous.object and alike(previous.unit, cell.quantity.unit):
        counted = previous.object.removeprefix("在")
        return Named(f"{core.removesuffix('的')}的{counted}", "indicator.carried", left, right)
    if needs_owner(core, words) and (owner := owner_between(view, cell, previous, core, words)):
        return Named(merge(owner, core), "indicator.carried", left, right)
    return _carried(cell, left, right, core, previous, words, listed, kin)


def _carried(
    cell: Cell,
    left: Left,
    right: Right,
    core: str,
    previous: Named,
    words: Vocabulary,
    listed: Sequence[Named],
    kin: Named | None,
) -> Named:
    """Name a figure by its own words and what they leave to the figure before."""
    same = alike(previous.unit, cell.quantity.unit)
    scope = core[: len(core) - len(words.scope.strip_start(core, 2))]
    bare = core[len(scope) :]
    run = words.verb.run_at_start(bare)
    if run == len(bare) and words.takes.at_start(bare) not in (0, run):
        return Named(scope + bare, "indicator.before", left, right)  # 收到|反馈 has its object
    if bare.startswith("被") and same and previous.object and words.verb.at_start(bare[1:]) == len(bare) - 1:
        return Named(scope + bare_action("", bare[1:], previous, words), "indicator.carried", left, right)
    if bare in words.reach and (not same or run < len(bare)):
        return Named(bare_action(scope, bare, previous, words), "indicator.carried", left, right, previous.topic)
    if bare[2:] in words.grade and bare[:2] in _GRADED:
        bare = bare[2:]
    if bare in words.grade and previous.object:
        return Named(scope + bare + graded(previous, words), "indicator.carried", left, right)
    if len(bare) in (state_run(bare, words), verb_run(bare, words)) and same:
        run = len(bare)
    if run == len(bare) and previous.change and not same:
        return Named(previous.topic + bare, "indicator.carried", left, right, previous.topic)
    if run == len(bare) and not same and previous.object.rfind(bare) > 0 and len(bare) >= 2:
        return Named(merge(previous.object, bare), "indicator.carried", left, right)  # 举办骨干培训班3期,培训|90人
    if run == len(bare) and not same and kin is not None and bare not in words.reach:
        previous, same = kin, True
    if run == len(bare) and (same or bare in words.reach):
        return Named(bare_action(scope, bare, previous, words), "indicator.carried", left, right)
    if words.compare.at_start(core) or words.compare.at_start(core[words.owned.at_start(core) :]):
        topic = previous.topic.removesuffix(core)
        return Named(topic + core, "indicator.carried", left, right, topic)
    if cell.quantity.rank and core in words.scope:
        return Named(f"{previous.topic}居{core}", "indicator.carried", left, right, previous.topic)
    akin = core[-1] == "率" and len(core) <= 5 and core[:2] in previous.topic[2:] and core not in words.standing
    if needs_owner(core, words) or akin:
        return Named(owned(previous, core, words, listed), "indicator.carried", left, right)
    each = core.removeprefix("实现").removeprefix("达到").removesuffix("配")
    if same and previous.object and _EACH.match(each):
        return Named(each + previous.object, "indicator.carried", left, right)
    if run and previous.owner == "<" and len(bare) - run <= 4 and cell.adjacent and previous.unit == cell.quantity.unit:
        return Named(previous.object + bare, "indicator.carried", left, right)
    if not run and cell.gap == "list" and previous.action and previous.owner != "<" and not cell.depth:
        measured = bool(words.metric.at_end(core)) and not same
        return Named(next_in_list(core, previous, words, measured=measured), "indicator.carried", left, right)
    return Named(_funded(cell, _completed(cell, left, core, previous, words), words), "indicator.before", left, right)


def _first(view: str, cell: Cell, left: Left, right: Right, words: Vocabulary) -> Named:
    """Name the first figure of a sentence by the words before it."""
    core, rule = left.core, "indicator.before"
    if not core:
        core, rule = subject_before(view, cell, words) or clause_before(view, cell)[-LONGEST:], "indicator.carried"
    elif words.verb.run_at_start(core) == len(core) and (told := object_before(view, cell, core)):
        core, rule = told + core if told[0] == "“" else core + told, "indicator.carried"
    elif core in words.trims:
        core, rule = core + words.scope.strip_start(subject_before(view, cell, words), 2), "indicator.carried"
    elif words.reach.at_start(core) and _QUOTED_HEAD.match(subject := subject_before(view, cell, words)):
        core, rule = subject + core, "indicator.carried"
    elif needs_owner(core, words):
        core = merge(subject_before(view, cell, words), core)
    if right.said and core and words.state.at_start(right.said) and len(right.said) <= 8:
        core += words.link.strip_end(right.said)
    return Named(_funded(cell, core, words), rule, left, right)


def _funded(cell: Cell, core: str, words: Vocabulary) -> str:
    """Add what money is called where only the action on it is said: 县财政安排|90万元."""
    if _SPENT.fullmatch(core) and (run := words.verb.run_at_start(cell.right)) >= 2 and run < len(cell.right) <= 14:
        return core + words.link.strip_end(cell.right)  # 投资3600万元|改造司法所
    giver = core[: len(core) - words.fund.at_end(core)]
    if not cell.quantity.unit.endswith("元") or giver == core or (giver and not words.giver.at_end(giver)):
        return core
    return core + "资金"


def _without_noun_before(cell: Cell, core: str, previous: Named, words: Vocabulary) -> str:
    """Take the noun of the figure before off the words between two figures: 24个|省份|保供电煤|20亿吨."""
    if cell.gap != "same" or not previous.right.noun:
        return core
    core = core.removeprefix("的")
    if core == previous.right.noun:
        return ""
    if core.startswith(previous.right.noun):
        rest = words.adverb.strip_start(core[len(previous.right.noun) :], 2)
        if rest in words.shared and previous.action and words.agent.at_end(previous.right.noun):
            return previous.action + rest  # 抽取8个执法部门|案卷
        return rest if words.verb.at_start(rest) else core
    return core


def _completed(cell: Cell, left: Left, core: str, previous: Named, words: Vocabulary) -> str:
    """Add the object or the noun that the words before a figure share with the figure before."""
    verbs = last_verbs(core, words)
    if (
        verbs
        and verbs not in words.weak
        and len(core) > len(verbs) + 1
        and (place := previous.topic.find(verbs)) > 0
        and cell.adjacent
    ):
        # 市直部门配备法律顾问52人,县区配备74人
        core += previous.topic[place + len(verbs) :]
    topic = previous.object[-2:]
    part = left.part or (cell.gap == "list" and (previous.left.part or not previous.action))
    alone = 2 <= len(core) <= 4 and not words.verb.found_in(core) and previous.unit == cell.quantity.unit
    if topic in _TOPICAL and part and alone:
        return core if core.endswith(topic) else core + topic  # 调处纠纷77件,其中邻里31件
    of_whole = left.part or cell.depth or previous.left.part or previous.left.core in words.case
    if core in words.case and len(previous.object) >= 2 and of_whole:
        # 抽查案卷35卷,其中行政处罚21卷
        core += previous.object[-2:]
    return core
