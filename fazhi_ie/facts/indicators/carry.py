"""What a figure takes from the one before it where its own words leave something unsaid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from fazhi_ie.facts.indicators.actions import bare_clause
from fazhi_ie.facts.indicators.cells import Cell
from fazhi_ie.facts.indicators.phrases import Left, Right, first_predicate, read_left, verb_run
from fazhi_ie.facts.indicators.words import Vocabulary

#: 录制视频200段 where the figure itself was not read.
_COUNTED = regex.compile(r"(?<!\d\.*)\d[\d.]*+[万亿]?余?\p{Han}{1,2}$")
_HELD = regex.compile(r"(?:开展|进行|组织|实施)(?:了|对)?(?P<what>[^,、;:。()的]{2,14}?)的?(?:专项|集中|全面|年度)?$")
_TITLE = regex.compile(r"《[^《》]*》")
#: 将普法责任制纳入全县目标考核: what was put in is what later measures belong to.
_PUT_INTO = regex.compile(r"^(?:将|把)?(\p{Han}{2,12})(?:纳入|列入)\p{Han}{2,12}$")
_RATE = regex.compile(r"^\p{Han}{1,3}(?:率|(?<!强)度)$")
#: Durations that are nothing without what lasts.
DURATIONS = frozenset({"为期", "历时", "用时", "时长", "期限", "时间", "持续", "任期"})
_AND = regex.compile(r"[、和或及与]|或者")
#: What a list of papers is, without whose they are and since when.
_PAPER = regex.compile(r"(?:行政)?规范性文件$|政府规章$|地方性法规$|(?<=\p{Han}{4})文件$")
#: What people go through and get marks or rates for.
_TEST = regex.compile(r"(?:接受|参加|参与|进行|通过|开展)?了?(\P{P}{2,12}(?:测试|考试|测验|考核|竞赛))$")
_SET_UP = regex.compile(r"了?([^,、;:。()]{2,14})")
_SAID = regex.compile(r"了?([^,、;:。()的]{2,14})[,;]")
_TOTAL = regex.compile("累计|总数|总量")
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
    if previous.left.core in words.case or (previous.left.part and previous.left.core not in words.grade):
        return previous.object[-2:]  # 其中重大隐患3处、一般90处
    return _people(words.grade.strip_start(previous.topic if previous.left.core in words.grade else previous.object, 2))


def _people(counted: str) -> str:
    """Turn 参考人数 into the people counted, so that 合格 can stand before them."""
    return counted.removesuffix("数") + "员" if counted.endswith("人数") and len(counted) > 3 else counted


def bare_action(scope: str, action: str, previous: Named, words: Vocabulary) -> str:
    """Name 办结2件 after 受理申请3件, or 参演90人 after 开展演练8场."""
    if action in words.reach:
        return scope + (previous.object if previous.action in words.host else previous.topic) + action
    if previous.owner == "<":
        said = previous.left.core
        decided = previous.topic.removesuffix(said) if "、" in said and _ruling(said, words) else previous.object
        return scope + decided + action
    if (
        previous.object.endswith("申请")
        and len(previous.object) > 3
        and (words.outcome.at_start(action) or _ruling(action, words))
    ):
        return scope + previous.object[:-2] + action  # what is upheld is no application: 行政复议维持
    if previous.object.endswith("案件") and len(previous.object) > 4 and _ruling(action, words):
        return scope + previous.object[:-2] + action  # 行政复议案件: 行政复议维持
    if "的" in previous.object[:-2]:
        return scope + action + previous.object[previous.object.rfind("的", 0, -2) + 1 :]  # 督察反馈的问题
    if not previous.action and not previous.object:
        return scope + action
    if action in words.outcome and (paper := _PAPER.search(previous.object)) is not None:
        return scope + action + str(paper[0])  # 现行有效的厅发规范性文件: 修改规范性文件
    return scope + action + _people(previous.object)  # 参考人数90人,合格80人


def _ruling(action: str, words: Vocabulary) -> bool:
    return all(part in words.ruling for part in _AND.split(action))


def next_in_list(core: str, previous: Named, words: Vocabulary, *, measured: bool) -> str:
    """Name the next item of a list: 办理建议143件、提案188件."""
    if core in words.scope and (level := words.scope.at_start(previous.object)):
        return previous.action + core + previous.object[level:]  # 国家级示范村2个、省级15个
    if len(core) <= 2 and len(previous.object) >= 8:
        return previous.topic[: -len(core)] + core
    if measured:
        return merge(previous.object, core)  # 新建公路9条、通车里程80公里
    if len(previous.object) < 2:
        return core  # 处罚卷9卷、许可卷7卷: the action is part of the noun
    return previous.action + core


def state_of(said: str, previous: Named | None, words: Vocabulary) -> str:
    """Name 1件正在办理中 or 720人考试合格 by the state and the thing carried on."""
    said = said if said.endswith(("高中", "初中", "集中")) else said.removesuffix("中")
    body = words.link.strip_start(said)
    if previous is None:
        return body
    if words.compare.at_start(body):
        return previous.topic + body  # 连续5年稳居全省前列
    if body[:2] in previous.topic:
        return merge(previous.topic, body)
    if words.state.at_start(body) and previous.action:
        return body + previous.object
    if words.predicate.at_start(said) and not words.state.at_start(body) and len(said) <= 16:
        acted = previous.action and previous.object and "的" not in previous.topic
        return f"{said}的{previous.object if acted else words.scope.strip_start(previous.topic, 2)}"
    return merge(previous.topic, body)


def needs_owner(core: str, words: Vocabulary) -> bool:
    """Say whether a measure is nothing without what it belongs to: 办结率, 访问量."""
    return core in words.owned or (_RATE.match(core) is not None and core not in words.standing)


def owned(previous: Named, core: str, words: Vocabulary, listed: Sequence[Named] = ()) -> str:
    """Name a measure by what the figure before counts: 隐患 + 整改率; `listed` are the figures of its list."""
    if previous.left.core in words.grade and not previous.action and previous.topic.startswith(previous.left.core):
        return previous.topic.removeprefix(previous.left.core) + core  # 不合格案卷3卷,优良率
    if len(listed) == 1 and listed[0] is not previous:
        previous = listed[0]
    together = "、".join(dict.fromkeys(named.object for named in listed))
    if len(listed) > 1 and all(named.object for named in listed) and len(together) <= 16:
        return together + core
    if core in ("总额", "总量", "总数", "总数量", "总金额"):
        fresh = previous.action[:1] in ("新", "净", "增") and previous.owner != "<"
        return (previous.object if fresh else previous.topic.removesuffix(core[-1])) + core
    told = previous.left.core
    if core == told + "率" and previous.topic.startswith(told) and len(previous.topic) >= len(told) + 2:
        return previous.topic.removeprefix(told).removesuffix("案件") + core  # 败诉诉讼案件3件,败诉率
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


def set_up(view: str, cell: Cell, words: Vocabulary) -> str:
    """Return what was set up earlier in the sentence and so owns the posts named now, or "" (设立复议股,…,编制3人)."""
    begin = max(cell.sentence_start, cell.clause_start - 120)
    before = view[begin : cell.clause_start]
    found = words.body.found_in(before)
    if not found:
        return ""
    body = _SET_UP.match(before, found[-1][1])
    return str(body[1]) if body else ""


def owner_between(view: str, cell: Cell, previous: Named, core: str, words: Vocabulary) -> str:
    """Return what a measure belongs to where that stands nearer than the last figure, or "".

    拍摄微电影《乡音》,|点击量: the clause between owns it; 为3000户办理缓缴,|涉及金额: the action owns the money.
    """
    act = previous.right.said if cell.adjacent else ""
    if (test := _TEST.match(act)) is not None:
        return str(test[1])  # 35名干部|接受法律测试,平均得分
    if act and core.endswith(("金额", "额度")) and (run := words.verb.at_start(act)) and 2 <= len(act) - run <= 8:
        return act[run:]
    if cell.gap != "clause" or cell.adjacent or cell.clause_break != ",":
        return ""
    owner = _TITLE.sub("", subject_before(view, cell, words)) if _acts(clause_before(view, cell), words) else ""
    return owner if len(owner) >= 2 and not words.verb.run_at_end(owner) else ""


def _acts(clause: str, words: Vocabulary) -> bool:
    clause = words.adverb.strip_start(words.lead.strip_start(clause), 4)
    return verb_run(clause, words) >= 2 or _PUT_INTO.match(clause) is not None


def lasting(view: str, cell: Cell, previous: Named | None, words: Vocabulary) -> str:
    """Return what lasts as long as a bare duration says: 到省厅跟班学习,|为期|3个月."""
    if previous is not None and cell.adjacent and previous.right.said:
        said = previous.right.said
        for start in range(len(said) - 2, 1, -1):
            if words.agent.at_end(said[:start]):
                return said[start:]
        return said if words.verb.at_start(said) else previous.topic
    lasts = _COUNTED.sub("", clause_before(view, cell)) if previous is None or not cell.adjacent else ""
    if 4 <= len(lasts) <= 12 and words.verb.run_at_start(lasts) >= 2:
        return lasts
    return subject_before(view, cell, words) or (previous.topic if previous is not None else "")


def clause_before(view: str, cell: Cell) -> str:
    """Return the clause before the cell's own in the same sentence, or ""."""
    end = cell.clause_start - 1
    if end <= cell.sentence_start:
        return ""
    begin = max(cell.sentence_start, end - 60)
    return view[max(begin, *(view.rfind(mark, begin, end) + 1 for mark in ",;:")) : end]


def object_before(view: str, cell: Cell, action: str) -> str:
    """Return the object that `action` had earlier in the sentence: 拟发行专项债券,今年先|发行|9亿元."""
    before = view[max(cell.sentence_start, cell.clause_start - 80) : cell.clause_start]
    place = before.rfind(action)
    if place >= 0 and before[place + len(action) :] in (",", ";"):
        return _held_before(before[:place])
    said = _SAID.match(before, place + len(action)) if place >= 0 else None
    return str(said[1]) if said else ""


def _held_before(before: str) -> str:
    """Return the object that stands before an action held as an event: 开展涉企文件专项|清理."""
    held = _HELD.search(before)
    return str(held["what"]) if held else ""


def subject_before(view: str, cell: Cell, words: Vocabulary) -> str:
    """Return the subject of the clause before the cell's own in the same sentence, or ""."""
    clause = read_left(clause_before(view, cell), words).core
    clause = _PUT_INTO.sub(r"\1", _COUNTED.sub("", clause))
    bared = bare_clause(clause, words)
    clause = bared if verb_run(bared, words) else words.adverb.strip_start(clause, 4)
    if run := verb_run(clause, words):
        clause = clause[run:].removeprefix("了")
        return clause if 2 <= len(clause) <= 16 else ""
    cut = first_predicate(clause, 2, words)
    subject = clause[:cut]
    return subject if 2 <= len(subject) <= 14 else ""


def same_again(cell: Cell, left: Left, previous: Named) -> str:
    """Name a figure without words of its own: another unit of the same thing, or the end of 从…到…."""
    unit = cell.quantity.unit
    if cell.left.endswith("占") and unit in ("%", "‰", ""):
        return previous.topic + "占比"
    if previous.topic.endswith("编制") and len(previous.topic) > 4:
        return previous.topic.removesuffix("人员编制").removesuffix("编制") + "人员"  # 编制3人,目前有2人
    if cell.quantity.rank and "居" in previous.name:
        return previous.name  # 由上年居全省第五位上升到第四位
    if left.linked and (previous.change or previous.topic != previous.name):
        return previous.topic  # 装机增加18万千瓦、达到90万千瓦
    if _TOTAL.search(cell.left) and previous.action[:1] in ("新", "净", "增"):
        return previous.object  # 新增示范村5个,累计达到23个
    if left.linked or unit == previous.unit:
        return previous.name
    if cell.gap != "list" or unit not in _EMPTY_NAMES:
        return previous.name
    suffix = _EMPTY_NAMES[unit]
    topic = previous.topic
    return topic if topic.endswith(suffix) else topic + suffix
