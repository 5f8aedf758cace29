"""The place a report comes from, and what 省, 市, 县 mean in it."""

from __future__ import annotations

from dataclasses import dataclass

from fazhi_ie.facts.entities.levels import zone_before
from fazhi_ie.knowledge import Region, parents, region_by_name, regions_named

#: Which levels of the table a level word can mean.
LEVELS_OF = {
    "省": ("province",), "自治区": ("province",), "市": ("prefecture", "county", "province"), "县": ("county",),
    "区": ("county",), "旗": ("county",), "州": ("prefecture",), "盟": ("prefecture",), "自治州": ("prefecture",),
    "地区": ("prefecture",), "自治县": ("county",), "自治旗": ("county",), "镇": ("township",), "乡": ("township",),
    "街道": ("township",),
}  # fmt: skip
LEVEL_NAMES = {
    "省": "province", "自治区": "province", "市": "prefecture", "县": "county", "区": "county", "旗": "county",
    "州": "prefecture", "盟": "prefecture", "自治州": "prefecture", "地区": "prefecture", "自治县": "county",
    "自治旗": "county", "镇": "township", "乡": "township", "街道": "township", "国": "national",
    "中央": "national", "国家": "national", "全国": "national", "兵团": "province",
}  # fmt: skip
MUNICIPALITIES = frozenset({"北京市", "天津市", "上海市", "重庆市"})


@dataclass(frozen=True, slots=True)
class Home:
    """The report's own place: its name as stated, and the division when the table has it.

    Args:
        name: Full name, or None where the report does not say.
        region: The division, or None where the name is unknown or several places share it.
        outer: The division that the name begins with where the table lacks the place itself (a zone of 郑州).
    """

    name: str | None = None
    region: Region | None = None
    outer: Region | None = None

    def place_of_level(self, level: str) -> str | None:
        """Return the place that a bare level word means in this report: 市 in a report of 镇坪县 is 安康市.

        Example:
            >>> home_of("镇坪县").place_of_level("省")
            '陕西省'
        """
        if level in ("中央", "国家", "全国", "国"):
            return None
        if self.name and zone_before(level, len(level)):
            return (
                self.name if zone_before(self.name, len(self.name)) else self.name + level if len(level) > 2 else None
            )
        if self.region is None and self.name and self.name.endswith(level):
            return self.name
        nearest = self.region or self.outer
        if nearest is None:
            return None
        chain = (nearest, *parents(nearest))
        fits = [r for r in chain if r.level in LEVELS_OF.get(level, ()) and r.name.endswith(level)]
        if level in ("市",) and fits and fits[0].level == "province" and fits[0].name not in MUNICIPALITIES:
            return None
        if not fits and level in ("区", "县", "旗"):
            return None
        return fits[0].name if fits else None


def home_of(name: str | None, issuer: str | None = None) -> Home:
    """Return the report's own place from its name.

    Args:
        name: What the report or the caller says, such as "镇坪县" or "长春市朝阳区".
        issuer: The issuing body, whose name may settle which of several places is meant.
    """
    if not name:
        return Home()
    region = region_by_name(name)
    if region is None and issuer:
        within = next((r for n in range(2, min(9, len(issuer))) for r in regions_named(issuer[:n])), None)
        region = region_by_name(name, within) if within else None
    outer = None if region else _outer(name) or _outer(issuer or "")
    return Home(region.name if region else name, region, outer)


def _outer(name: str) -> Region | None:
    """Return the province or prefecture that a name begins with: 郑州市 of 郑州经济技术开发区."""
    zone = zone_before(name, len(name)) is not None
    for length in range(min(11, len(name) - 1), 1, -1):
        for region in regions_named(name[:length]):
            if region.level in ("province", "prefecture") and (zone or region.name == name[:length]):
                return region
    return None


def level_of_place(place: str) -> tuple[str | None, str | None]:
    """Return (level, full name) of a place as written in front of an agency: 湖北 is ("province", "湖北省")."""
    region = region_by_name(place)
    if region is not None:
        return region.level, place if place != region.name and len(place) > len(region.name) else region.name
    same = regions_named(place)
    if same:
        return same[0].level, place
    for ending, level in LEVEL_NAMES.items():
        if place.endswith(ending) and len(place) > len(ending):
            return level, place
    return None, place
