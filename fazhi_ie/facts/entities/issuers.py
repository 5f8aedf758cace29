"""Which body the code of a document number names: 国办发, 苏政办规, 镇政发 in a report of 镇坪县."""

from __future__ import annotations

import regex

from fazhi_ie.facts.entities.home import Home
from fazhi_ie.knowledge import Region, central_organs, issuers_by_code, parents, region_by_name, short_name

#: One-character names of the provinces.
PROVINCES = {
    "京": "北京市", "津": "天津市", "冀": "河北省", "晋": "山西省", "辽": "辽宁省", "吉": "吉林省", "黑": "黑龙江省",
    "沪": "上海市", "苏": "江苏省", "浙": "浙江省", "皖": "安徽省", "闽": "福建省", "赣": "江西省", "鲁": "山东省",
    "豫": "河南省", "鄂": "湖北省", "湘": "湖南省", "粤": "广东省", "桂": "广西壮族自治区", "琼": "海南省",
    "渝": "重庆市", "川": "四川省", "黔": "贵州省", "云": "云南省", "藏": "西藏自治区", "陕": "陕西省",
    "甘": "甘肃省", "青": "青海省", "宁": "宁夏回族自治区", "新": "新疆维吾尔自治区",
}  # fmt: skip
#: Cities of sub-provincial rank, whose governments have an 办公厅 as provinces do.
GREAT_CITIES = frozenset({
    "广州市", "武汉市", "哈尔滨市", "沈阳市", "成都市", "南京市", "西安市", "长春市", "济南市", "杭州市", "大连市",
    "青岛市", "深圳市", "厦门市", "宁波市",
})  # fmt: skip
CODE = regex.compile(
    r"(?P<place>\p{Han}{1,3}?)(?P<organ>政府办|政办|府办|政|府|委办|委|司|人常|常)(?:发|函|字|规|令|通|电|规发|发电|明电|复|任|告)?"
)


def issuer_of_code(code: str, home: Home) -> str | None:
    """Return the full name of the body that a code names, None where it is not clear.

    Args:
        code: What stands before the bracketed year, or 令 with its issuer.
        home: The report's own place; codes of towns and cities mean those around it.

    Example:
        >>> from fazhi_ie.facts.entities.home import home_of
        >>> issuer_of_code("镇政办发", home_of("镇坪县"))
        '镇坪县人民政府办公室'
    """
    if code in issuers_by_code():
        return issuers_by_code()[code]
    if code.endswith("令"):
        organ = central_organs().get(code[:-1])
        if organ is not None:
            return organ.canonical
        if code.endswith("人民政府令") and len(code) > 6:
            return code[:-1]
    match = CODE.fullmatch(code)
    if match is None:
        return None
    place = _place_of(match["place"], home)
    return _body(place, match["organ"]) if place is not None else None


def _place_of(letters: str, home: Home) -> Region | None:
    """Return the place that the letters before the organ mean: the last one names it, those before it lie around it."""
    nearest = home.region or home.outer
    chain = [nearest, *parents(nearest)] if nearest is not None else []
    last = letters[-1]
    first = [r for r in chain if r.level != "province" and short_name(r)[0] == last]
    inside = [r for r in chain if r.level != "province" and last in short_name(r)]
    province = region_by_name(PROVINCES[last]) if last in PROVINCES and len(letters) == 1 else None
    fits = first or [*inside, *([province] if province is not None else [])]
    return fits[0] if len(fits) == 1 else None


def _body(place: Region, organ: str) -> str:
    high = place.level == "province" or place.name in GREAT_CITIES
    office = "办公厅" if high else "办公室"
    if organ == "司":
        return f"{place.name}司法{'厅' if place.level == 'province' and place.name[-1] != '市' else '局'}"
    if organ in ("人常", "常"):
        return f"{place.name}人大常委会"
    if organ.startswith("委"):
        return f"中共{place.name}委员会" + (office if organ == "委办" else "")
    return f"{place.name}人民政府" + (office if organ.endswith("办") else "")
