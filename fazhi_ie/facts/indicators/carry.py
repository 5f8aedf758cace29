"""What a figure takes from the one before it where its own words leave something unsaid."""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from fazhi_ie.facts.indicators.cells import Cell
from fazhi_ie.facts.indicators.phrases import Left, Right, read_left, verb_run
from fazhi_ie.facts.indicators.words import Vocabulary

_RATE = regex.compile(r"^\p{Han}{1,3}(?:率|度)$")
_EMPTY_NAMES = {"人": "人数", "名": "人数", "位": "人数", "元": "金额", "人次": "人次", "户": "户数", "家": "家数"}


@dataclass(slots=True)
class Named:
    """The name of one figure and what later figures may need of it.

    `action` and `object` are the two parts of the name, `topic` the name without its change.
    """

    name: str
    rule: str
    left: Left
    right: Right
    topic: str = ""
    owner: str = ""
    action: str = ""
    object: str = ""
    change: str = ""
    unit: str = ""
    bases: tuple[str, ...] = field(default=())


def graded(previous: Named, words: Vocabulary) -> str:
    """Return the noun that a grade stands before: that of the whole, or of the part before without its own kind."""
    if previous.left.core in words.case:
        return previous.object[-2:]
    return words.grade.strip_start(previous.topic if previous.left.core in words.grade else previous.object, 2)


def bare_action(scope: str, action: str, previous: Named, words: Vocabulary) -> str:
    """Name 办结2件 after 受理申请3件, or 参演90人 after 开展演练8场."""
    if action in words.reach:
        return scope + (previous.object if previous.action in words.host else previous.topic) + action
    if previous.owner == "<":
        return scope + previous.object + action
    if not previous.action and not previous.object:
        return scope + action
    return scope + action + previous.object


def next_in_list(core: str, previous: Named) -> str:
    """Name the next item of a list: 办理建议143件、提案188件."""
    if len(core) <= 2 and len(previous.object) >= 8:
        return previous.topic[: -len(core)] + core
    return previous.action + core


def state_of(said: str, previous: Named | None, words: Vocabulary) -> str:
    """Name 1件正在办理中 or 720人考试合格 by the state and the thing carried on."""
    said = said.removesuffix("中")
    body = words.link.strip_start(said)
    if previous is None:
        return body
    if body[:2] in previous.topic:
        return merge(previous.topic, body)
    if words.state.at_start(body) and previous.action:
        return body + previous.object
    if words.predicate.at_start(said) and not words.state.at_start(body) and len(said) <= 16:
        return f"{said}的{words.scope.strip_start(previous.topic, 2)}"
    return merge(previous.topic, body)


def needs_owner(core: str, words: Vocabulary) -> bool:
    """Say whether a measure is nothing without what it belongs to: 办结率, 访问量."""
    return core in words.owned or _RATE.match(core) is not None


def owned(previous: Named, core: str, words: Vocabulary) -> str:
    """Name a measure by what the figure before counts: 隐患 + 整改率."""
    owner = previous.topic if previous.owner == "<" or not previous.action else previous.object
    if not owner or core[:2] in previous.topic:
        owner = previous.topic
    for adverb in ("累计", "共", "已"):
        if (place := owner.rfind(adverb)) >= 2:
            owner = owner[:place]
    length = words.metric.at_end(owner)
    if length == 1 and owner[-1] in "率度":
        length = 3
    if length and len(owner) - length >= 2:
        owner = owner[:-length]
    return merge(owner, core)


def merge(owner: str, core: str) -> str:
    """Join an owner and what it owns where they overlap: 人员考试参考 + 考试合格 is 人员考试合格."""
    place = owner.rfind(core[:2])
    if place >= 0:
        return owner[:place] + core
    return owner + core


def subject_before(view: str, cell: Cell, words: Vocabulary) -> str:
    """Return the subject of the clause before the cell's own in the same sentence, or ""."""
    end = cell.clause_start - 1
    if end <= cell.sentence_start:
        return ""
    begin = max(cell.sentence_start, end - 60)
    begin = max(begin, view.rfind(",", begin, end) + 1)
    clause = read_left(view[begin:end], words).core
    clause = words.adverb.strip_start(clause, 4)
    if run := verb_run(clause, words):
        return clause[run:] if 2 <= len(clause) - run <= 12 else ""
    cut = words.predicate.first(clause, 2)
    subject = clause[:cut]
    return subject if 2 <= len(subject) <= 14 else ""


def same_again(cell: Cell, left: Left, previous: Named) -> str:
    """Name a figure without words of its own: another unit of the same thing, or the end of 从…到…."""
    unit = cell.quantity.unit
    if left.linked and (previous.change or previous.topic != previous.name):
        return previous.topic  # 装机增加18万千瓦、达到90万千瓦
    if regex.search(r"累计|总数|总量", cell.left) and previous.action[:1] in ("新", "净", "增"):
        return previous.object  # 新增示范村5个,累计达到23个
    if left.linked or unit == previous.unit:
        return previous.name
    if cell.gap != "list" or unit not in _EMPTY_NAMES:
        return previous.name
    suffix = _EMPTY_NAMES[unit]
    topic = previous.topic
    return topic if topic.endswith(suffix) else topic + suffix
