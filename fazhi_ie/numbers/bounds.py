"""Bound words around a figure: 超过140项, 99.9%以上, 6800亿元左右, 不少于40学时."""

from __future__ import annotations

import regex

# each before-word with its bound; the tail of another word is kept out by what stands before it (节约, 附近)
_BEFORE = {
    "ge": "不少于 不低于 不小于 不下于 至少 最少 起码 大于等于 大于或等于",
    "le": "不超过 不多于 不高于 不大于 至多 最多 不得超过 小于等于 小于或等于",
    "gt": "超过了 超过 超出 超 突破了 突破 逾 高于 多于 大于 越过",
    "lt": "不到 不足 未满 不满 低于 少于 小于 未达",
    "approx": "大约 约为 约 将近 接近于 接近 近 几乎 上下浮动 大概",
}
_BOUND_OF = {word: bound for bound, words in _BEFORE.items() for word in words.split()}
_BOUND_OF |= {
    "不得超过": "le",
    "不得少于": "ge",
    "不得低于": "ge",
    "不得高于": "le",
    "不得多于": "le",
    "不得小于": "ge",
}
_LAST = frozenset(word[-1] for word in _BOUND_OF)
_WORDS = "|".join(sorted(_BOUND_OF, key=len, reverse=True))
_BEFORE_PATTERN = regex.compile(rf"(?:{_WORDS})$")
# 节约, 大约 is its own entry; 附近, 最近, 邻近, 临近, 靠近, 赶超, 反超, 中超, 充足
_NOT_BEFORE = {
    "约": frozenset("节制合签预条契公履违缔邀相特简俭集"),
    "近": frozenset("附最邻临靠接将亲贴新远相"),
    "超": frozenset("赶反中高出入"),
    "逾": frozenset("不"),
}
_AFTER = regex.compile(
    r"(?P<ge>\(含\)以上|及以上|以上|开外|起步)|(?P<le>\(含\)以下|及以下|以下|以内|之内)|(?P<approx>左右|上下(?![级游册]))"
)
# 以上 that begins a new thought: 10项以上述, 以下简称
_AFTER_NOT = regex.compile(r"以上(?=[各述情几])|以下(?=[简统各几称])|以内(?=[外部])")
_OPEN = regex.compile(
    r"(?:[余多]|来(?=[个件项家户名位次岁人起场条份]))(?!年来|少|方|种多|样|元化|边|层次|渠道|措|点|头|维|地|部门|家单位|国|月)"
)


def bound_before(text: str, start: int, floor: int = 0) -> tuple[int, str] | None:
    """Read the bound word that ends at `start`: where it begins and what it says."""
    if start <= floor or text[start - 1] not in _LAST:
        return None
    match = _BEFORE_PATTERN.search(text, max(floor, start - 6), start)
    if match is None:
        return None
    word = match.group()
    before = text[match.start() - 1] if match.start() else ""
    if before and before in _NOT_BEFORE.get(word, ()):
        return None
    return match.start(), _BOUND_OF[word]


def bound_after(text: str, end: int) -> tuple[int, str] | None:
    """Read the bound word that begins at `end`: where it ends and what it says."""
    match = _AFTER.match(text, end)
    if match is None or _AFTER_NOT.match(text, end):
        return None
    return match.end(), str(match.lastgroup)


def open_mark(text: str, pos: int) -> int:
    """Return the end of 余, 多 or 来 at `pos` (80余次, 6000多起), or `pos` when there is none."""
    match = _OPEN.match(text, pos)
    return pos if match is None else match.end()
