"""Changes that a text states: 同比增长12.3%, 较上年减少15件, 由2021年的82%提高到95%, 翻一番, 持平."""

from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from fazhi_ie.numbers.folding import Folded, fold
from fazhi_ie.numbers.quantities import quantities_of, to_source
from fazhi_ie.numbers.records import Quantity


@dataclass(frozen=True, slots=True)
class Change:
    """One change that a text states.

    Attributes:
        start: Where the base or the verb begins, in code points of the text.
        end: Where the figure ends, exclusive.
        direction: "up", "down" or "same".
        amount: By how much, or where `reached` is true the level reached; None for 持平.
        base: What it is compared with, as written; None where the text names nothing.
        reached: Whether `amount` is the new level (提高到95%), not the difference (提高3个百分点).

    Example:
        >>> (change,) = find_changes("办结率由2021年的82%提高到95%")
        >>> change.direction, change.base, change.amount.value, change.reached
        ('up', '2021年的82%', Decimal('95'), True)
    """

    start: int
    end: int
    direction: str
    amount: Quantity | None
    base: str | None = None
    reached: bool = False


def _words(*lines: str) -> list[str]:
    return [word for line in lines for word in line.split()]


_UP = _words(
    "增长 增加 提高 提升 上升 上涨 上浮 升高 攀升 跃升 跃居 扩大 扩增 增多 增幅 增速 涨幅 升幅 递增 延长 上调",
    "翻 增 升 涨",
)
_DOWN = _words(
    "下降 减少 降低 压减 压缩 缩短 缩减 回落 下滑 下跌 收窄 精简 缩小 缩水 递减 降幅 跌幅 减幅 下调 下浮 锐减 骤降",
    "减 降 跌",
)
# these compare only beside a base: 比上年多15件, but 更多15件
_UP_FROM = _words("多 高 快 高出 多出")
_DOWN_FROM = _words("少 低 慢")
_DIRECTION = dict.fromkeys(_UP + _UP_FROM, "up") | dict.fromkeys(_DOWN + _DOWN_FROM, "down")


def _any(words: list[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


# 新增15件 and 核减 are counts of their own; 增 in 新增, 减 in 核减 is no comparison
_VERB = regex.compile(
    rf"(?<![新核裁追加递递削缓倍激净])(?P<verb>{_any(_UP + _DOWN)}|(?P<needs>{_any(_UP_FROM + _DOWN_FROM)}))"
    r"(?:了|幅度|率)?+(?P<to>到|至|为|成)?(?:达到|高达|达|约|为)?"
    # 增加到2022年的30件
    r"(?:(?<=[到至])(?:[12][0-9]{3}|[今去上本]|目前|现在)年?[底末]?的)?$"
)
_NET = regex.compile(r"(?<=净)(?P<verb>[增减])(?P<needs>(?!))?(?:加|少)?(?P<to>(?!))?$")
_ADVERBS = _words(
    "又 再 还 分别 平均 总体 大幅 显著 明显 持续 均 各 净 累计 共 已",
    "约 将 逆势 同步 实际 年均 逐年 稳步 快速 进一步 合计 统一 普遍 整体 大大 成功",
)
_ADVERB = f"(?:{_any(_ADVERBS)})"
_MEASURE = r"(?:总?[数量额]|件数|数量|总量|比例|比重|占比|时间|时限|用时)"
_BASE = regex.compile(
    rf"(?:(?:相?较于?|相?比(?![重例值率分特武对照赛])|对比|与)(?P<base>[^,。;:!?\n较比与]{{1,20}}?)(?:相比|比较|比)?[,]?|(?P<base>同比|环比)"
    rf"|在(?P<base>[^,。;:!?\n在]{{1,16}}?)的?基础上[,]?){_ADVERB}{{0,3}}+{_MEASURE}?+$"
)
_FROM = regex.compile(r"(?:由|从|自)(?P<base>[^,。;:!?\n由从自]{1,24})$")
_TRAILING = regex.compile(rf"(?:大幅|快速|平均|已?经?|{_any(_ADVERBS)})++$")
#: So many characters of adverbs nobody writes; without a bound each of a row of them would be tried as the first.
_ADVERBS_REACH = 40
_TIMES_OF = regex.compile(r"(?:是|为|相当于|达到?)(?P<base>[^,。;:!?\n是为]{1,16})的$")
_AFTER = regex.compile(
    r"的(?:同比|年均|平均|高速|较快|快速)?(?P<verb>增长|增幅|增速|涨幅|升幅|降幅|跌幅|下降)(?![点极率])"
)
_SAME = regex.compile(
    r"(?:(?:相?较于?|比|与|同(?!期)|和)(?P<base>[^,。;:!?\n较比与和]{1,16}?)(?:相比|比较)?[,]?)?(?:基本|大体|总体|大致)?(?:保持)?持平(?!衡)"
)
_JOINED = regex.compile(r"和|与|及|以及|、")


def find_changes(text: str) -> list[Change]:
    """Find the changes that a text states.

    Args:
        text: Any text.

    Returns:
        list: in reading order; from the base or the verb to the figure; offsets are code points of `text`, end
        exclusive.

    Example:
        >>> [(c.direction, c.base, str(c.amount.value)) for c in find_changes("收件2万件,较上年减少15%")]
        [('down', '上年', '15')]
    """
    folded = fold(text)
    view = folded.text
    found: list[Change] = []
    floor = 0
    for quantity in quantities_of(view):
        change = _change_of(view, quantity, floor) or _carried(view, quantity, found)
        if change is not None:
            found.append(change)
            floor = change.end
    taken = {change.start for change in found}
    found += [one for one in map(_same, _SAME.finditer(view)) if one.start not in taken]
    found.sort(key=lambda change: (change.start, change.end))
    return [_given(folded, change, text) for change in found]


def _change_of(view: str, quantity: Quantity, floor: int) -> Change | None:
    times = _times_of(view, quantity, floor)
    if times is not None:
        return times
    verb = _VERB.search(view, max(floor, quantity.start - 16), quantity.start)
    if verb is None:
        verb = _NET.search(view, max(floor, quantity.start - 3), quantity.start)
    if verb is None:
        return _named_after(view, quantity)
    word = verb.group("verb")
    direction, at = _DIRECTION[word], verb.start()
    low = max(floor, at - 48)
    reached = bool(verb.group("to"))
    base = _origin(view, low, at) if reached else None
    base = base or _BASE.search(view, low, at)
    if base is not None:
        return Change(base.start(), quantity.end, direction, quantity, base.group("base"), reached)
    if verb.group("needs") or (quantity.unit == "番") != (word == "翻" or quantity.unit == "番"):
        return None
    return Change(at, quantity.end, direction, quantity, None, reached)


def _origin(view: str, low: int, at: int) -> regex.Match[str] | None:
    """Read 由2021年的82% before a verb, past the adverbs between them."""
    adverbs = _TRAILING.search(view, max(low, at - _ADVERBS_REACH), at)
    stop = adverbs.start() if adverbs is not None else at
    found: regex.Match[str] | None = _FROM.search(view, _last_origin(view, stop), stop)
    return found


def _last_origin(view: str, stop: int) -> int:
    """Return where the nearest 由, 从 or 自 before `stop` stands, within the reach of a base."""
    low = max(0, stop - 26)
    return max(low, *(view.rfind(word, low, stop) for word in "由从自"))


def _times_of(view: str, quantity: Quantity, floor: int) -> Change | None:
    """Read 是上年的1.5倍: a multiple of a base."""
    if quantity.unit != "倍" or quantity.value is None:
        return None
    match = _TIMES_OF.search(view, max(floor, quantity.start - 22), quantity.start)
    if match is None:
        return None
    direction = "up" if quantity.value > 1 else "same" if quantity.value == 1 else "down"
    return Change(match.start(), quantity.end, direction, quantity, match.group("base"), True)


def _named_after(view: str, quantity: Quantity) -> Change | None:
    """Read 12.3%的增长, where the word of change follows."""
    match = _AFTER.match(view, quantity.end)
    if match is None or quantity.unit not in {"%", "个百分点", "倍", "‰"}:
        return None
    return Change(quantity.start, match.end(), _DIRECTION[match.group("verb")], quantity)


def _carried(view: str, quantity: Quantity, found: list[Change]) -> Change | None:
    """Let a verb govern the next figure of its list: 分别增长12.3%和8.5%."""
    if not found or found[-1].amount is None or found[-1].amount.unit != quantity.unit:
        return None
    last = found[-1]
    link = _JOINED.fullmatch(view, last.end, quantity.start)
    return replace(last, start=quantity.start, end=quantity.end, amount=quantity) if link is not None else None


def _same(match: regex.Match[str]) -> Change:
    start = match.start() if match.group("base") else match.end() - 2
    return Change(start, match.end(), "same", None, match.group("base"))


def _given(folded: Folded, change: Change, text: str) -> Change:
    if not folded.cuts:
        return change
    start, end = folded.to_source(change.start, change.end)
    amount = to_source(folded, change.amount) if change.amount is not None else None
    return replace(change, start=start, end=end, amount=amount)
