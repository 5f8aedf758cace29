"""The catalogue of national law: titles, popular names and rank."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from fazhi_ie.knowledge.tables import read_table

STATE = "中华人民共和国"
#: Ranks whose official title begins with the name of the state.
STATE_RANKS = ("constitution", "law")
#: Administrative regulations whose official title begins with the name of the state.
STATE_REGULATIONS = {
    "政府信息公开条例", "电信条例", "自然保护区条例", "河道管理条例", "防汛条例", "抗旱条例",
    "行政复议法实施条例", "土地管理法实施条例", "森林法实施条例", "食品安全法实施条例", "药品管理法实施条例",
    "民办教育促进法实施条例", "文物保护法实施条例", "道路交通安全法实施条例", "消费者权益保护法实施条例",
    "政府采购法实施条例", "招标投标法实施条例", "预算法实施条例", "审计法实施条例", "个人所得税法实施条例",
    "税收征收管理法实施细则", "统计法实施条例", "档案法实施条例", "保守国家秘密法实施条例", "外商投资法实施条例",
    "市场主体登记管理条例", "工业产品生产许可证管理条例", "认证认可条例", "无线电管理条例", "内河交通安全管理条例",
    "道路运输条例", "烟草专卖法实施条例", "水土保持法实施条例", "城市公共交通条例", "植物检疫条例", "外汇管理条例",
    "计算机信息系统安全保护条例", "看守所条例", "人民币管理条例", "增值税暂行条例",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NationalLaw:
    """One title: `short` is it less 中华人民共和国, `title` the official one; `rank` as in the schema."""

    short: str
    title: str
    rank: str


@lru_cache(maxsize=1)
def national_laws() -> dict[str, NationalLaw]:
    """Return the catalogue by short title, popular name and official title."""
    catalogue: dict[str, NationalLaw] = {}
    for short, popular, rank in read_table("laws.tsv", 3):
        title = STATE + short if rank in STATE_RANKS or short in STATE_REGULATIONS else short
        law = NationalLaw(short, title, rank)
        for name in (short, STATE + short, *filter(None, popular.split("|"))):
            catalogue.setdefault(name, law)
    return catalogue


def law_named(title: str) -> NationalLaw | None:
    """Return the national law with this title, official, short or popular, or None.

    Example:
        >>> law_named("行政处罚法").title
        '中华人民共和国行政处罚法'
        >>> law_named("优化营商环境条例").rank
        'administrative_regulation'
    """
    return national_laws().get(title)


@lru_cache(maxsize=1)
def issuers_by_code() -> dict[str, str]:
    """Return the central organs by the code that begins their document numbers (国办发 → 国务院办公厅)."""
    return {row[0]: row[1] for row in read_table("issuer_codes.tsv", 2)}
