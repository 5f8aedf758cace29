"""REGION: places named as places, not as part of an agency's name."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

import regex

from fazhi_ie.facts.entities.home import Home
from fazhi_ie.facts.entities.levels import EDGE_CHARS, is_han
from fazhi_ie.facts.entities.lexicon import Words
from fazhi_ie.facts.entities.places import PlaceHit, Places
from fazhi_ie.knowledge import Region, full_names, is_within, parents, region_by_name, regions_named, short_name
from fazhi_ie.rules import Lexicon

#: A congress by its number: the place belongs to its name.
OF_CONGRESS = regex.compile(r"第?[一二三四五六七八九十]{1,3}届")
#: Zones named after a place.
ZONE = regex.compile(r"(?:国家级?|经济|高新|技术|产业|工业|综合){1,4}(?:开发区|示范区|园区|保税区|区|园)")
#: Companies, media and schools named after a place.
NAMED_AFTER = regex.compile(r"支行|分行|日报|晚报|电视台|大学|农商行")
#: What follows the short form of a county where it surely is one.
LOCAL_CONTEXT = regex.compile(r"[、,。;“0-9]|等[0-9一二三四五六七八九十地县市]|[和与及]\p{Han}{2,4}[县市区等、,]")


@dataclass(slots=True)
class RegionMention:
    """One place name or a path of them (长春市朝阳区); `region` where the table settles which place it is."""

    start: int
    end: int
    name: str
    level: str | None
    region: Region | None


def find_regions(
    view: str, places: Places, words: Words, home: Home, taken: list[tuple[int, int]]
) -> list[RegionMention]:
    """Turn the place names outside `taken` spans (agencies, titles, numbers) into regions.

    Args:
        view: The text.
        places: Its place names.
        words: The word lists.
        home: The report's own place.
        taken: Spans, ordered and not overlapping, in which names are no regions.
    """
    starts = [start for start, _ in taken]
    mentions: list[RegionMention] = []
    for hit in _with_local_names(view, places, words, home):
        n = bisect_right(starts, hit.start) - 1
        if (n >= 0 and hit.start < taken[n][1]) or (n + 1 < len(taken) and taken[n + 1][0] < hit.end):
            continue
        if not _is_place(view, hit, words, home, places):
            continue
        region = _region_of(hit, home)
        last = mentions[-1] if mentions else None
        if last is not None and last.end == hit.start and not hit.short:
            inner = region_by_name(hit.name, last.region) if last.region else None
            if inner is not None and inner != last.region:
                last.end, last.name, last.level, last.region = hit.end, inner.name, inner.level, inner
                continue
        level = region.level if region else regions_named(hit.name)[0].level if regions_named(hit.name) else None
        mentions.append(RegionMention(hit.start, hit.end, region.name if region else hit.name, level, region))
    return mentions


def _with_local_names(view: str, places: Places, words: Words, home: Home) -> list[PlaceHit]:
    """Add the short forms of counties that only a report of their own area uses: 宜兴 in one of 宜兴市."""
    if home.region is None or home.region.level == "township":
        return places.hits
    local = []
    for start, end, name in _local_names(home.region).find(view):
        before = places.by_end.get(end)
        if start in places.by_start or name in words.building or name in words.stops:
            continue
        if before is not None and not before.short:
            continue
        own = name == short_name(home.region)
        if name in words.doubtful_places and not own and not _is_listed(view, PlaceHit(start, end, name), places):
            continue
        if (own or LOCAL_CONTEXT.match(view, end)) and (own or _begins_word(view, start)):
            local.append(PlaceHit(start, end, name, short=True))
    return sorted([*places.hits, *local], key=lambda hit: hit.start) if local else places.hits


@lru_cache(maxsize=64)
def _local_names(region: Region) -> Lexicon:
    """Return the short forms of the counties in a division, its own included, less what the gazetteer scan has."""
    return Lexicon(list(dict.fromkeys(_short_counties().get(region.code, ()))))


@lru_cache(maxsize=1)
def _short_counties() -> dict[str, list[str]]:
    """Return for the code of each division the short forms of the counties in it, its own included."""
    found: dict[str, list[str]] = {}
    for name in full_names("county"):
        for region in regions_named(name):
            short = short_name(region)
            if region.level == "county" and short != region.name and len(short) > 1:
                for area in (region, *parents(region)):
                    found.setdefault(area.code, []).append(short)
    return found


def _begins_word(view: str, start: int) -> bool:
    before = view[start - 1 : start]
    return not before or not is_han(before) or before in EDGE_CHARS or view[start - 2 : start] in ("处置", "支持")


def _is_listed(view: str, hit: PlaceHit, places: Places) -> bool:
    """Tell whether a place stands beside another in a list: 天水 in 兰州、天水、庆阳."""
    before = places.by_end.get(hit.start - 1) if view[hit.start - 1 : hit.start] == "、" else None
    after = places.by_start.get(hit.end + 1) if view[hit.end : hit.end + 1] == "、" else None
    return before is not None or after is not None


def _is_place(view: str, hit: PlaceHit, words: Words, home: Home, places: Places) -> bool:
    if not hit.known:
        return True
    if OF_CONGRESS.match(view, hit.end):
        return False
    if hit.short:
        if ZONE.match(view, hit.end):
            return False
        if NAMED_AFTER.match(view, hit.end):
            return False
        return hit.name not in words.doubtful_places or _is_listed(view, hit, places) or _is_around(hit.name, home)
    if hit.name[-1] in "镇乡道木" and not hit.name.endswith("省"):
        # 30,000 names of townships: only those that lie in the report's own area, or stand in a list of such
        own = home.region or home.outer
        return own is not None and any(is_within(region, _top(own)) for region in regions_named(hit.name))
    return not (len(hit.name) == 2 and hit.name[-1] == "市")


def _is_around(name: str, home: Home) -> bool:
    """Tell whether a short name is that of a division around the report's own place: 安康 in a report of 岚皋县."""
    own = home.region or home.outer
    return own is not None and any(short_name(region) == name for region in (own, *parents(own)))


def _top(region: Region) -> Region:
    """Return the prefecture around a county or township, else the region itself: the reach of its township names."""
    return next((above for above in (region, *parents(region)) if above.level in ("prefecture", "province")), region)


def _region_of(hit: PlaceHit, home: Home) -> Region | None:
    region = region_by_name(hit.name, home.region)
    if region is not None and hit.short and region.level == "township":
        # 湛江 is the city, though a town of that name lies in the report's own province
        region = None
    return region or region_by_name(hit.name) or _nearest(hit.name, home)


def _nearest(name: str, home: Home) -> Region | None:
    """Return the one place of that name in the nearest division around the report's own."""
    if home.region is None:
        return None
    for outer in (home.region, *parents(home.region)):
        region = region_by_name(name, outer)
        if region is not None:
            return region
    return None
