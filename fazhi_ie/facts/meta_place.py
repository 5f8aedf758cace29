"""Which area a report is about, and in whose name it speaks: from its title, its signature, or its own words."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

import regex

from fazhi_ie.knowledge import full_names, regions_named, short_names
from fazhi_ie.rules.scanner import Lexicon

_ENDINGS = "自治区|自治州|自治县|自治旗|特别行政区|新区|开发区|街道|省|市|州|盟|县|区|旗|镇|乡"
#: A place that the table of divisions does not know.
_PLACE = regex.compile(rf"\p{{Han}}{{2,8}}?(?:{_ENDINGS})")
#: What the report calls its own area, by the last character of its name.
_OWN = regex.compile(
    r"(?:我|全|本)([省市州盟县区旗镇乡国])|(?<!\p{Han})([省市州盟县区旗镇乡])(?:委|政府|人民政府|司法局)"
)
#: The body in whose name a title speaks, before what the title is about.
_ISSUER = regex.compile(
    r"\p{Han}{2,30}?(?:人民政府办公厅|人民政府办公室|人民政府|街道办事处|管理委员会|管委会|委员会办公室|委员会|总局|局"
    r"|厅|支队|总队|中心|公司|大学|学院|法院|检察院|办公室)"
    r"(?=关于|\d{4}|[〇零一二三四五六七八九]{4}年|法治|依法|工作|上半年|推进|贯彻|报送)"
)
#: A central organ whose local body names the place only after it: 国家税务总局安吉县税务局.
_CENTRAL = regex.compile(
    r"^(?:国家\p{Han}{2,8}?(?:总局|局)|中国\p{Han}{2,10}?(?:银行|委员会|局)|中共|共青团)(?=\p{Han}{2})"
)
#: How far into the text its own area is looked for: enough for any report, and a bound on hostile text.
_REACH = 200_000


@lru_cache(maxsize=1)
def _lexicon() -> Lexicon:
    return Lexicon([*full_names(), *short_names("province")])


def region_at_start(text: str) -> str | None:
    """Return the area whose name a text begins with, the smallest of nested ones (甲省乙市丙县 is 丙县).

    Example:
        >>> region_at_start("浙江省杭州市人民政府关于工作情况的报告")
        '杭州市'
    """
    text = _CENTRAL.sub("", text[:60])
    at, found = 0, None
    for start, end, name in _lexicon().find(text):
        if start != at:
            break
        at = end
        found = name
    if found:
        named = regions_named(found)
        return named[0].name if named and all(region.name == named[0].name for region in named) else found
    place = _PLACE.match(text)
    return str(place[0]) if place else None


def issuer_at_start(text: str) -> str | None:
    """Return the body in whose name a title speaks: 某市司法局关于… is 某市司法局.

    Example:
        >>> issuer_at_start("杭州市司法局2023年度法治政府建设工作总结")
        '杭州市司法局'
    """
    head = _ISSUER.match(text)
    if head is None or not region_at_start(head[0]):
        return None
    return str(head[0])


def region_of_body(name: str) -> str | None:
    """Return the area in the name of a body: 安吉县 of 安吉县人民政府, 吴兴区 of 湖州市吴兴区司法局."""
    return region_at_start(name)


def region_in_text(view: str) -> str | None:
    """Return the area that a text without a telling title is about: what it names most among the kind it calls 我县.

    Example:
        >>> region_in_text("2022年,县政府扎实推进依法行政。我县制定《安吉县执法工作规范》,安吉县司法局组织培训。")
        '安吉县'
    """
    part = view[:_REACH]
    own = Counter(match[1] or match[2] for match in _OWN.finditer(part))
    if not own:
        return None
    counts: Counter[str] = Counter()
    for _, _, name in _lexicon().find(part):
        counts[name] += 1
    for kind, _ in own.most_common(2):
        if kind == "国":
            return None
        fitting = [(name, count) for name, count in counts.items() if _is_kind(name, kind)]
        if fitting:
            # of equals the one named first: Counter keeps that order
            name, count = max(fitting, key=lambda pair: pair[1])
            if count >= 2 or (len(fitting) == 1 and own[kind] >= 2):
                return name
    return None


def _is_kind(name: str, kind: str) -> bool:
    if kind == "区":
        return name.endswith("区") and not name.endswith("自治区")
    return name.endswith(kind)


def government_of(region: str) -> str:
    """Return the name of the government of an area; a sub-district has an office instead.

    Example:
        >>> government_of("安吉县"), government_of("北山街道")
        ('安吉县人民政府', '北山街道办事处')
    """
    return f"{region}办事处" if region.endswith("街道") else f"{region}人民政府"


def is_full_name(name: str) -> bool:
    """Say whether a body's name begins with its area (安吉县司法局), so that it is clear by itself (政府办 is not)."""
    region = region_at_start(name)
    return region is not None and len(name) > len(region)


def full_government(name: str) -> str:
    """Write 湖北省政府 out as 湖北省人民政府."""
    if name.endswith("政府") and not name.endswith("人民政府") and is_full_name(name):
        return name.removesuffix("政府") + "人民政府"
    return name
