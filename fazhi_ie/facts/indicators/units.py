"""Kinds of figures by their units."""

from __future__ import annotations

from fazhi_ie.facts.found import QuantityFound

_RATIOS = "% ‰ 个百分点 百分点 倍 成 番 折"
_DURATIONS = "天 日 年 个月 月 周 小时 个小时 分钟 秒 秒钟 个工作日 工作日 学时 课时 个自然日 自然日 季度 个季度 个年头"
_AMOUNTS = (
    "元 美元 欧元 港元 日元 吨 公斤 千克 克 斤 两 公里 千米 米 厘米 毫米 里 海里 亩 公顷 "
    "平方公里 平方千米 平方米 平米 立方米 "
    "升 毫升 千瓦 千瓦时 瓦 度 吨标准煤 标准煤 摄氏度 ℃ 级 兆瓦 微克/立方米 毫克 标准立方米 标箱 吨公里 人公里 GB TB PB"
)
#: What each unit measures; a unit that is not here counts things.
_KINDS = {
    unit: kind
    for kind, units in (("ratio", _RATIOS), ("duration", _DURATIONS), ("amount", _AMOUNTS))
    for unit in units.split()
}
_DIMENSIONS = {"ratio": "ratio", "share": "ratio", "money": "amount", "duration": "duration"}


def kind_of(quantity: QuantityFound) -> str:
    """Return the kind of a figure: count, ratio, amount, duration or rank."""
    unit = quantity.unit
    if quantity.rank:
        return "rank"
    if quantity.fraction is not None:
        return "ratio"
    if unit.endswith("元"):
        return "amount"
    return _KINDS.get(unit) or _DIMENSIONS.get(quantity.dimension or "", "count")


#: Units that count the same kind of thing, so that one may be a part of the other.
_ALIKE = {"名": "人", "位": "人", "起": "件", "宗": "件", "桩": "件", "例": "件", "户": "家"}


def alike(a: str, b: str) -> bool:
    """Say whether two units count the same kind of thing."""
    return a == b or _ALIKE.get(a, a) == _ALIKE.get(b, b)
