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
    "甘": "甘肃省", "青": "青海省", "宁": "宁夏回族自治区", "新": "新疆维吾尔自治区", "内": "内蒙古自治区",
}  # fmt: skip
#: Cities whose codes begin with a letter that their name lacks or that is not its first.
CITY_LETTERS = {
    "南京市": "宁", "宁波市": "甬", "福州市": "榕", "太原市": "并", "贵阳市": "筑", "南昌市": "洪", "广州市": "穗",
    "成都市": "蓉", "昆明市": "昆", "湘潭市": "潭", "上饶市": "饶", "九江市": "九", "南宁市": "邕",
}  # fmt: skip
#: Cities of sub-provincial rank, whose governments have an 办公厅 as provinces do.
GREAT_CITIES = frozenset({
    "广州市", "武汉市", "哈尔滨市", "沈阳市", "成都市", "南京市", "西安市", "长春市", "济南市", "杭州市", "大连市",
    "青岛市", "深圳市", "厦门市", "宁波市",
})  # fmt: skip
#: Place, organ and kind of a code: 镇|政办|发, 奉节|府|规, 昌州|政办|发, 琼|府.
CODE = regex.compile(
    r"(?P<place>\p{Han}{1,4}?)(?P<organ>政府办|政府|政办|政|府办|府厅|府|委厅|委办|委|党厅|党办|党|司|人大常|人常|常)"
    r"(?:发明电|发电|规发|发|函|字|规|令|通|明电|电|复|任|告|文)?"
)
#: Party committees sign without an organ: 安发〔2022〕3号.
PARTY_CODE = regex.compile(r"(?P<place>\p{Han}{1,2})发")
LEVEL_CHARS = "省市县区州旗盟"
#: What the code of an order or a public notice is made of: 国务院|令, 省人民政府|令, 国家税务总局|公告.
ORDER_CODE = regex.compile(r"(?P<body>\p{Han}{2,})(?:令|公告|通告)")
LOCAL_GOVERNMENT = regex.compile(r"(?P<level>自治区|自治州|[省市县区州旗盟])(?:人民)?政府")


def issuer_of_code(code: str, home: Home) -> str | None:
    """Return the full name of the body that a code names, None where it is not clear.

    Args:
        code: What stands before the bracketed year, or 令 with its issuer.
        home: The report's own place; codes of towns and cities mean those around it.

    Example:
        >>> from fazhi_ie.facts.entities.home import home_of
        >>> issuer_of_code("镇政办发", home_of("镇坪县"))
        '镇坪县人民政府办公室'
        >>> issuer_of_code("安发", home_of("镇坪县"))
        '中共安康市委员会'
    """
    if code in issuers_by_code():
        return issuers_by_code()[code]
    order = ORDER_CODE.fullmatch(code)
    if order is not None and (body := _issuer_of_order(order["body"], home)):
        return body
    match = CODE.fullmatch(code) or PARTY_CODE.fullmatch(code)
    if match is None:
        return None
    place = _place_of(match["place"], home)
    return _body(place, match.groupdict().get("organ") or "委") if place is not None else None


def _issuer_of_order(body: str, home: Home) -> str | None:
    organ = central_organs().get(body)
    if organ is not None:
        return organ.canonical
    local = LOCAL_GOVERNMENT.fullmatch(body)
    if local is not None:
        place = home.place_of_level(local["level"])
        return f"{place}人民政府" if place else None
    return body if body.endswith("人民政府") else None


def _place_of(letters: str, home: Home) -> Region | None:
    """Return the one place around the report's own that the letters before the organ mean, None where several do."""
    nearest = home.region or home.outer
    chain = [nearest, *parents(nearest)] if nearest is not None else []
    level = letters[-1] if len(letters) > 1 and letters[-1] in LEVEL_CHARS else ""
    letters = letters.removesuffix(level) if level else letters
    fits = [place for place in chain if place.name.endswith(level) and _abbreviates(letters, place)]
    # 西 of 郧西县, where no place around it begins with the letter
    fits = fits or [place for place in chain if place.level != "province" and letters in short_name(place)[1:]]
    if not fits and not level and letters in PROVINCES:
        return region_by_name(PROVINCES[letters])
    if len(fits) > 1 and fits[0].level == "prefecture" and fits[-1].level == "province":
        # the letter of a province is its own: 赣府 is 江西省, the city of 赣州 signs as 赣市府
        return fits[-1]
    return fits[0] if len(fits) == 1 else None


def _abbreviates(letters: str, place: Region) -> bool:
    """Tell whether letters stand for a place: 镇 or 镇坪 for 镇坪县, 陕 for 陕西省, 甬 for 宁波市, 陕安 for 安康市."""
    short = short_name(place)
    if place.level == "province":
        return PROVINCES.get(letters) == place.name
    if CITY_LETTERS.get(place.name) == letters:
        return True
    if letters[0] == short[0]:
        rest = iter(short)
        return all(letter in rest for letter in letters)
    return (
        len(letters) == 2 and letters[1] in short and any(_abbreviates(letters[0], above) for above in parents(place))
    )


def _body(place: Region, organ: str) -> str:
    high = place.level == "province" or place.name in GREAT_CITIES or organ.endswith("厅")
    office = "办公厅" if high else "办公室"
    if organ == "司":
        return f"{place.name}司法{'厅' if place.level == 'province' and place.name[-1] != '市' else '局'}"
    if organ.endswith("常"):
        return f"{place.name}人大常委会"
    base = f"中共{place.name}委员会" if organ[0] in "委党" else f"{place.name}人民政府"
    return base + (office if organ[-1] in "办厅" else "")
