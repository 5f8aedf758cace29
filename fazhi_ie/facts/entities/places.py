"""Where the text names a place: the gazetteer's names, and names that the text itself shows to be places."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import lru_cache

import regex

from fazhi_ie.facts.entities.levels import EDGE_CHARS, ZONES, is_han
from fazhi_ie.facts.entities.lexicon import Words
from fazhi_ie.knowledge import full_names, regions_named, short_name, short_names
from fazhi_ie.rules import Lexicon

#: Province, prefecture, county, township.
LONGEST_PATH = 4
#: Places that are no divisions of the civil-affairs table but have governments.
OTHER_PLACES = ("新疆生产建设兵团", "台湾地区")
#: Counties whose names are other words, too.
READ_OTHERWISE = frozenset({
    "会同县", "东方市", "资源县", "同心县", "兴国县", "新和县", "新建区", "市中区", "城中区", "全州县", "公安县",
    "港口区", "合作市", "比如县", "新城区", "老城区", "新市区", "友谊县", "前进区", "振兴区", "光明区",
})  # fmt: skip
#: Counties whose names arise where two words meet: 行政和县级, 便民惠民县.
BY_CHANCE = frozenset(
    {"政和县", "和政县", "惠民县", "富民县", "安定区", "平安区", "和平区", "和平县", "乐业县", "大方县", "和静县"}
)
#: Verbs that are names of towns, too: 区司法局联合街道办事处.
VERBS = frozenset({"联合", "服务", "建设", "发展", "合作", "创新", "综合", "组织", "统筹", "协调", "支持", "促进"})
#: A name before an organ that only places have, in a title or signature: 青溪县 in 青溪县人民政府关于…. Every line, the
#: first one too, has a line break before it.
UNKNOWN = regex.compile(
    r"[\n《“](?:(?<=\n)(?:中共)?(?=[^,。;、\n]{4,40}?(?:关于|20\d\d|\n|$))|(?<=[《“]))(?!中共)(\p{Han}{2,5}?(?:自治县|自治州|自治旗|街道|苏木|[省市县区旗州盟镇乡]))"
    r"(?=人民政府|政府|委|党委|党工委|办事处|人大|政协|人民法院|人民检察院|司法局|司法所|公安局|财政局|20\d\d年)"
)
LISTED_COUNTY = regex.compile(r"、\p{Han}{2,6}[县区市旗](?=[、,。;)]|和|及|等)")
#: A town that follows another one in a list.
LISTED_TOWN = regex.compile(r"、(\p{Han}{2,3}(?:镇|乡|街道|苏木))(?=[、,。;)]|和|及|等)")
#: A town or street that the gazetteer lacks, at the edge of a phrase and before an organ that only such have.
UNKNOWN_TOWN = regex.compile(
    r"(?:街道(?=办事处|党工委|司法所|派出所)|[镇乡](?=人民政府|党委|政府|司法所|派出所))"
    r"(?<=(?:^|[^\p{Han}]|[由在对向和与及到])(\p{Han}{2,3}(?:街道|[镇乡])))"
)
#: Free trade zones by their official name.
TRADE_ZONE = regex.compile(r"中国\(\p{Han}{2,3}\)自由贸易试验区(?:\p{Han}{2,4}片区)?")
_AREAS = "(?:新区|新城|科技城|科学城|商务区|产业园|生态城|自贸片区)"
#: Zones named after a place or with a name of their own, as the group: 安康高新区, 西咸新区.
NEW_AREA = regex.compile(
    rf"{_AREAS}(?=党工委|管委会|管理委员会|人民法院|法院)(?<=(?<!\p{{Han}})(\p{{Han}}{{2,4}}{_AREAS}))"
)
#: Divisions of the Production and Construction Corps, which have organs as cities do: 第八师|石河子市, 六师.
CORPS_DIVISION = regex.compile(r"第?(?:十[一二三四]?|[一二三四五六七八九])师(?!生|范|资|傅|德|长|大)")
NOT_IN_NAME = regex.compile(
    r"^(?:特别|自治|试点|示范|所在|部分|其他|其它|其余|周边|邻近|上述|涉事|沿线|重点|[一二三四五六七八九十]+[县市区镇乡])|地区$|(?P<level>[省市县区旗州盟镇乡])(?P=level)$|[的了在对由向把将被为以按从到是有并各该其这那已于使请经至等全本我某两和与及年月日内外第委报赴请]|城市|社区|园区|辖区|城区|所属|直属|乡镇|苏木镇|^涉"
)


@dataclass(frozen=True, slots=True)
class PlaceHit:
    """One place name; `short` where it is a short form (浙江), `known` where the gazetteer has it."""

    start: int
    end: int
    name: str
    short: bool = False
    known: bool = True


@dataclass(slots=True)
class Places:
    """The place names of a text, by start and by end; `by_end` has zones, too, which have organs but are no regions.

    `shorts` are the short forms of the counties and towns that the text names in full.
    """

    hits: list[PlaceHit]
    shorts: frozenset[str] = frozenset()
    by_start: dict[int, PlaceHit] = field(default_factory=dict)
    by_end: dict[int, PlaceHit] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.by_start = {hit.start: hit for hit in self.hits}
        self.by_end = {hit.end: hit for hit in self.hits}

    def path_start(self, end: int) -> int | None:
        """Return where the run of adjacent place names that ends here begins (陕西省安康市镇坪县), or None."""
        start = None
        for _ in range(LONGEST_PATH):
            hit = self.by_end.get(end)
            if hit is None:
                break
            start = end = hit.start
        return start

    def inside(self, start: int, end: int) -> list[PlaceHit]:
        """Return the place names that begin within [start, end)."""
        first = bisect_left(self.hits, start, key=lambda hit: hit.start)
        last = bisect_left(self.hits, end, key=lambda hit: hit.start)
        return self.hits[first:last]


@lru_cache(maxsize=8)
def gazetteer(traps: tuple[str, ...]) -> tuple[Lexicon, frozenset[str], frozenset[str]]:
    """Return the scanner for place names and for words that hold one, the short names, and all that it scans for."""
    full = [name for name in full_names() if len(name) > 2 or name[-1] in "县市"]
    known = set(full)
    short = [name for name in short_names("province", "prefecture") if name not in known]
    # 景宁县, 科左中旗: as sure as a full name
    full += [name for name in short_names("county") if len(name) > 2 and name[-1] in "县旗" and name not in known]
    lexicon = Lexicon([*full, *OTHER_PLACES, *short, *traps])
    return lexicon, frozenset(short), frozenset(lexicon.terms)


def find_places(view: str, words: Words, own: str | None = None) -> Places:
    """Find the place names of a text, the leftmost and longest; words that only hold one (长治久安) take its place.

    Args:
        view: The text.
        words: The word lists.
        own: The report's own place, whose name is trusted though it is a common word (会同县).
    """
    lexicon, short, names = gazetteer(words.place_traps)
    traps = frozenset(words.place_traps)
    hits = [
        PlaceHit(start, end, name, name in short)
        for start, end, name in lexicon.find(view)
        if name not in traps
        and (name == own or not _is_doubted(view, start, end, name))
        and (name in short or not _is_fragile(name) or _begins_word(view, start))
    ]
    unknown = {match[1] for match in (*UNKNOWN.finditer(f"\n{view}"), *UNKNOWN_TOWN.finditer(view))} - names
    unknown = {name for name in unknown if _is_name(name, names, words)}
    if unknown:
        hits = _merge(hits, [PlaceHit(s, e, n, known=False) for s, e, n in Lexicon(sorted(unknown)).find(view)])
    hits = _with_listed(view, hits)
    places = Places(hits, _shorts(hits, words, own))
    _add_zones(view, places)
    _add_shorts(view, places)
    return places


def _with_listed(view: str, hits: list[PlaceHit]) -> list[PlaceHit]:
    """Add towns that the gazetteer lacks where they stand in a list with towns that it has: 景芝镇、凌河镇."""
    known = {hit.end for hit in hits}
    added: list[PlaceHit] = []
    for hit in hits:
        if hit.name[-1] not in "镇乡道木" or hit.short:
            continue
        match = LISTED_TOWN.match(view, hit.end)
        while match is not None and match.end(1) not in known and not NOT_IN_NAME.search(match[1]):
            added.append(PlaceHit(match.start(1), match.end(1), match[1], known=False))
            match = LISTED_TOWN.match(view, match.end(1))
    return _merge(hits, added) if added else hits


def _shorts(hits: list[PlaceHit], words: Words, own: str | None) -> frozenset[str]:
    """Return the short forms of the counties and towns that the text names in full, less those that are words."""
    names = {hit.name for hit in hits if len(hit.name) > 2 and hit.name[-1] in "县市区旗镇乡"}
    shorts = {short for name in (*names, own or "") if len(short := _local_short(name)) > 1}
    return frozenset(short for short in shorts if not words.is_word(short))


@lru_cache(maxsize=4096)
def _local_short(name: str) -> str:
    same = [region for region in regions_named(name) if region.level in ("county", "township")]
    short = short_name(same[0]) if same else name[:-1]
    return short if short != name else ""


def _add_shorts(view: str, places: Places) -> None:
    """Let the short forms of the text's own counties and towns stand before agencies: 建水|古城保护管理委员会."""
    if places.shorts:
        for start, end, name in Lexicon(sorted(places.shorts)).find(view):
            if start not in places.by_start and end not in places.by_end:
                places.by_end[end] = PlaceHit(start, end, name, short=True, known=False)


@lru_cache(maxsize=1)
def _zone_words() -> tuple[Lexicon, frozenset[str]]:
    return Lexicon(ZONES), frozenset(short_names("prefecture", "county"))


@lru_cache(maxsize=1)
def town_names() -> frozenset[str]:
    """Return the short forms of all towns and counties: 曾家, 鹭江."""
    return frozenset(short_names("county", "township"))


def _add_zones(view: str, places: Places) -> None:
    """Let the names of zones stand before agencies as places do; 高新区 without a place is a level instead."""
    zones, shorts = _zone_words()
    found = [match.span(1) for match in NEW_AREA.finditer(view)]
    found += [match.span() for match in TRADE_ZONE.finditer(view)]
    if "师" in view:
        found += [match.span() for match in CORPS_DIVISION.finditer(view)]
    for at, end, _ in zones.find(view):
        start = places.path_start(at)
        if start is None:
            begins = [at - size for size in (3, 2) if at >= size]
            start = next((n for n in begins if view[n:at] in shorts and _begins_word(view, n)), None)
        if start is not None:
            found.append((start, end))
    for start, end in found:
        places.by_end.setdefault(end, PlaceHit(start, end, view[start:end], known=False))


def _is_doubted(view: str, start: int, end: int, name: str) -> bool:
    """Tell whether a county's name is more likely other words: 会同县公安局 in a report of another."""
    if name not in READ_OTHERWISE or (start and view[start - 1] in "市州省"):
        return False
    if view[start - 2 : start] in ("县、", "区、", "市、", "旗、") or LISTED_COUNTY.match(view, end):
        return False
    return f"{name}人民政府" not in view[:1000]


def _is_fragile(name: str) -> bool:
    """Tell whether a name often arises by chance: 和县 in 市和县司法局, 海城市 in 滨海城市带, 南部县 in 中南部县域."""
    if name[:2] in VERBS and name[2:] in ("街道", "镇", "乡"):
        return True
    return len(name) == 2 or name in BY_CHANCE or (len(name) == 3 and name.endswith(("城市", "部县")))


def _begins_word(view: str, start: int) -> bool:
    before = view[start - 1 : start]
    if not before or not is_han(before):
        return view[start] not in EDGE_CHARS
    return view[start] not in EDGE_CHARS and (before in EDGE_CHARS or before in "省市区州")


def _is_name(name: str, known: frozenset[str], words: Words) -> bool:
    """Tell whether what stands before an organ is an unknown place, not a known one after a verb: 报四川省."""
    if NOT_IN_NAME.search(name) or _is_wording(name, words):
        return False
    return not any(name[n:] in known for n in range(1, len(name) - 2))


def _is_wording(name: str, words: Words) -> bool:
    """Tell whether what stands before a level are common words, not a name: 协调县 of 协调县财政局."""
    if any(name[n : n + size] in words.building for size in (2, 3) for n in range(len(name) - 2)):
        return True
    return any(name[n : n + size] in words.stops for size in (2, 3) for n in range(len(name)))


def _merge(known: list[PlaceHit], unknown: list[PlaceHit]) -> list[PlaceHit]:
    """Put the text's own names among the gazetteer's; where they overlap the longer one stays."""
    merged: list[PlaceHit] = []
    for hit in sorted([*known, *unknown], key=lambda hit: (hit.start, -hit.end)):
        if merged and hit.start < merged[-1].end:
            if hit.end - hit.start > merged[-1].end - merged[-1].start:
                merged[-1] = hit
        else:
            merged.append(hit)
    return merged
