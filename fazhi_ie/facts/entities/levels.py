"""Level words before agencies: 市 in 市司法局, 自治区 in 自治区党委; and what only looks like one."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass

import regex

CHARS = "省市县区旗州盟镇乡"
LONG = ("自治区", "自治州", "自治县", "自治旗", "街道", "地区", "兵团", "师市", "中央", "国家")
#: Zones with organs of their own: 高新区管委会. Longest first.
ZONES = (
    "高新技术产业开发区", "经济技术开发区", "旅游度假区", "经济开发区", "产业开发区", "综合保税区", "自贸试验区",
    "风景名胜区", "工业园区", "产业园区", "化工园区", "高新区", "经开区", "开发区", "度假区", "示范区", "保税区",
    "自贸区", "风景区", "合作区", "实验区", "集聚区", "管理区", "园区", "新区",
)  # fmt: skip
#: Zones whose words are never the end of a longer name of a zone, as 示范区 is.
SHORT_ZONES = frozenset({"高新区", "经开区", "园区"})
NATIONAL = frozenset({"中央", "国家"})
#: Characters before a level that make it a kind, not one place: 全市, 各县, 两市.
GENERIC_CHARS = frozenset("全各每两三四五六七八九十多外邻某它他几级0123456789")
#: Characters before a level that point at the report's own place.
OWN_CHARS = frozenset("我本该")
#: Words that end like a level.
_FALSE_LEVELS = """
城市 都市 超市 上市 股市 门市 夜市 集市 楼市 债市 车市 入市 早市 菜市 省市 县市 节省 州市 地市 城区 社区 园区 辖区 景区
山区 片区 库区 牧区 灾区 老区 新区 校区 厂区 矿区 战区 军区 林区 小区 街区 特区 疫区 灌区 湖区 港区 商区 农区 城镇
发区 业区 宅区 护区 范区 验区 心区 置区 能区 务区 政区 合区 税区 贸区 创区 集区 市区 郊区 境区 易区 控区 禁区 盲区
误区 治区 海区 沙区 流区 震区 汛区 风区 考区 赛区 选区 战区 防区 藏区 疆区 边区 苏区 分区 全区 工区 营区 罪区
小镇 重镇 集镇 村镇 古镇 乡镇 城乡 家乡 故乡 下乡 返乡 离乡 九州 神州 同盟 联盟 结盟 红旗 党旗 国旗 军旗 入乡 老乡 水乡
侨乡
"""
FALSE_LEVELS = frozenset(_FALSE_LEVELS.split())
#: Characters that make another word of 市: 市场, 市民.
AFTER_CITY = regex.compile("[场容值面]|民(?![政族宗营])|价(?!格)")
#: Characters after which 区, 镇, 乡, 州, 旗, 盟 may begin a name.
EDGE_CHARS = frozenset("由在对向经请将与和及了的为以按从到是给至或同原被让于、")


@dataclass(frozen=True, slots=True)
class Level:
    """A level word; `generic` where it means a kind of place, `strict` where a name surely begins here."""

    start: int
    text: str
    generic: bool = False
    strict: bool = False


GENERIC = Level(-1, "", True)


def is_han(char: str) -> bool:
    """Tell whether a character is a common Chinese ideograph."""
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf"


def level_before(
    view: str, end: int, ends: Container[int] = (), is_edge: Callable[[int], bool] | None = None
) -> Level | None:
    """Read the level word that ends at `end`.

    Args:
        view: The text.
        end: Where the level word would end.
        ends: Ends of names found already: after one of them a new name may begin.
        is_edge: Tells whether a word of the wordings before names ends at an offset.

    Returns:
        Level: or None where none stands there; GENERIC where it means no single place (各县, 市县).
    """
    for word in LONG:
        if view.endswith(word, 0, end):
            start = end - len(word)
            before = view[start - 1 : start]
            if before and before in GENERIC_CHARS:
                return GENERIC
            if word == "地区" and before and is_han(before) and before not in EDGE_CHARS:
                return None
            return Level(start, word, strict=True)
    char = view[end - 1 : end]
    if not char or char not in CHARS or (char == "市" and AFTER_CITY.match(view, end)):
        return None
    start = end - 1
    before = view[start - 1 : start]
    if char == "区" and (zone := zone_before(view, end)):
        at = end - len(zone)
        before = view[at - 1 : at] or " "
        alone = zone in SHORT_ZONES and before not in CHARS and before not in GENERIC_CHARS and before != "家"
        if at in ends or alone or not is_han(before) or (is_edge is not None and is_edge(at)):
            return Level(at, zone, strict=True)
        if len(zone) > 2 and is_han(before):
            # 漓江|风景名胜区 is no 区
            return None
    if not before or not is_han(before) or start in ends:
        return GENERIC if before and before in GENERIC_CHARS else Level(start, char, strict=True)
    if before in GENERIC_CHARS:
        return GENERIC
    if before in OWN_CHARS:
        return Level(start, char, strict=True)
    if before in CHARS or view[start - 1 : end] in FALSE_LEVELS:
        return GENERIC if before in CHARS else None
    edge = before in EDGE_CHARS or (is_edge is not None and is_edge(start))
    if char in "旗州盟镇乡" and not edge:
        return None
    return Level(start, char, strict=edge)


def zone_before(view: str, end: int) -> str | None:
    """Return the longest word for a zone that ends at `end`: 经济技术开发区, or None."""
    return next((zone for zone in ZONES if view.endswith(zone, 0, end)), None)
