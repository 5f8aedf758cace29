"""What mentions stand for: canonical names, keys, and the attributes of each label."""

from __future__ import annotations

from typing import Any

import regex

from fazhi_ie.facts.entities.home import LEVEL_NAMES, Home, level_of_place
from fazhi_ie.facts.entities.levels import zone_before
from fazhi_ie.facts.entities.mentions import AgencyMention
from fazhi_ie.facts.entities.places import Places
from fazhi_ie.knowledge import agency_heads, fused_names, written_out

GOVERNMENT_HEADS = frozenset({"政府", "人民政府"})
PARTY_DEPARTMENTS = frozenset(
    {"组织部", "宣传部", "统战部", "社会工作部", "政法委", "网信办", "编办", "巡察办", "政研室", "党校"}
)
PARTY_HEADS = frozenset({"委", "党委"})


#: Bodies that a report need not mean as its own when it names them alone: 两办 may be the two of the centre.
UNSETTLED_ALONE = frozenset({"两办"})
#: Bodies of the central government or of an area of nature, whose names keep a short place.
KEEPS_PLACE = regex.compile(r"海事|海关|国家公园|自然保护区|风景名胜区|流域|铁路|机场|边检|出入境边防")
#: How far back in its sentence a level may look for its place.
SENTENCE_REACH = 120
JOINTS = ("", "、", "和", "与", "及", "以及")


class AgencyResolver:
    """Names agencies in full for one report; mentions come in reading order.

    What came before settles an office that repeats a group (领导小组办公室) and a level that repeats a place
    (平利县委、县政府).
    """

    def __init__(self, view: str, home: Home, places: Places) -> None:
        self.view, self.home, self.places = view, home, places
        self.last_group: str | None = None
        #: Where the last mention ended, and its place when that was named and not only meant.
        self.last_end = -1
        self.last_place: str | None = None

    def resolve(self, mention: AgencyMention) -> tuple[str, dict[str, Any]]:
        """Return the canonical name of a mention and its attributes."""
        if mention.canonical:
            return mention.canonical, {"level": "national", "region": None, "kind": mention.kind}
        place, level = self._place(mention)
        self.last_place = place if self._is_named(mention) else None
        self.last_end = mention.end
        name = self._name(mention, place)
        if mention.head.endswith("领导小组") or mention.head == "专班":
            self.last_group = name
        return name, {"level": level, "region": place, "kind": mention.kind}

    def _place(self, mention: AgencyMention) -> tuple[str | None, str | None]:
        """Return the full name of the place a mention belongs to and its level."""
        root = mention.root
        if root.canonical:
            return None, "national"
        if root.leader is not None:
            return self._place(root.leader)
        if root.place:
            level, full = level_of_place(root.place)
            return full, level
        if root.level:
            fused = fused_names().get(root.head)
            levels = fused.levels if fused else (root.level,)
            full = self._repeated(mention, root.level)
            full = full or next(filter(None, map(self.home.place_of_level, levels)), None)
            full = full or self._named_in_sentence(root.start, root.level)
            level = level_of_place(full)[0] if full else LEVEL_NAMES.get(root.level)
            return full, level
        if mention.head in UNSETTLED_ALONE:
            return None, None
        return self.home.name, level_of_place(self.home.name)[0] if self.home.name else None

    def _repeated(self, mention: AgencyMention, level: str) -> str | None:
        """Return the place of the coordinated body right before, where the level repeats it: 平利县委、|县政府."""
        place = self.last_place
        if place is None or not place.endswith(level) or self.view[self.last_end : mention.start] not in JOINTS:
            return None
        # 正阳工业园区 is not the 区 of 区工商联
        return place if zone_before(place, len(place)) in (None, level) else None

    def _is_named(self, mention: AgencyMention) -> bool:
        root = mention.root
        if mention.head == "分局":
            # it works in another place than the bureau that it begins with
            return False
        return bool(root.place) or (root.level is not None and self._repeated(mention, root.level) is not None)

    def _named_in_sentence(self, start: int, level: str) -> str | None:
        """Return the one place of a level that the sentence has named before: 枝城镇…,镇党委."""
        begin = max(self.view.rfind(mark, max(0, start - SENTENCE_REACH), start) for mark in "。\n") + 1
        named = {hit.name for hit in self.places.inside(max(begin, start - SENTENCE_REACH), start)}
        fits = [name for name in named if name.endswith(level)]
        return fits[0] if len(fits) == 1 else None

    def _name(self, mention: AgencyMention, place: str | None) -> str:
        view = self.view
        written = view[mention.start : mention.end]
        root = mention.root
        if root.canonical:
            return root.canonical + view[root.end : mention.end]
        if root.level in ("中央", "国家", "全国"):
            return written
        if place is None or mention.rule == "agency.town" or root.rule == "agency.area":
            return written
        if mention.head == "领导小组办公室" and mention.body == mention.start and mention.rule == "agency.group-office":
            return f"{self.last_group or place + '领导小组'}办公室" if self.last_group else place + written
        if mention.head in fused_names() and mention.body + len(mention.head) == mention.end and not mention.leader:
            return fused_names()[mention.head].template.format(place)
        if mention.parent is None and mention.body + len(mention.head) == mention.end:
            if mention.head in GOVERNMENT_HEADS:
                return f"{place}人民政府"
            full = mention.head == "委员会" and written.startswith("中国共产党")
            if full or (mention.head in PARTY_HEADS and not written.startswith(("共青团", "民"))):
                return f"中共{place}委员会"
        if mention.leader is not None and (shared := self._shared_parent(mention)):
            return place + shared + view[mention.body : mention.end]
        if mention.parent is not None and root.place and root.place != place and KEEPS_PLACE.search(written):
            return written
        if mention.parent is not None:
            # 驻 of 驻县财政局纪检监察组 stands before the body that it belongs to
            prefix = "中共" if view.startswith("中共", mention.start) else view[mention.start : root.start]
            return prefix + place + view[root.body : mention.end]
        if root.place and root.place != place and self._keeps_short_place(mention, written):
            return written
        body = written_out(view[mention.body : mention.end])
        party = view[mention.start : mention.body]
        prefix = next((p for p in ("中共", "共青团") if party.startswith(p)), "")
        return prefix + place + body

    def _keeps_short_place(self, mention: AgencyMention, written: str) -> bool:
        """Tell whether a short place is part of a name: 广西律师协会, 安康仲裁委员会, 广州铁路运输法院, 盘锦海事局."""
        head = agency_heads().get(mention.head)
        return mention.kind == "body" or (head is not None and "s" in head.modes) or bool(KEEPS_PLACE.search(written))

    def _shared_parent(self, mention: AgencyMention) -> str:
        """Return the body that coordinated committees share: 市人大财经委、监察司法委 are both of 市人大."""
        leader = mention.leader
        while leader is not None and leader.leader is not None:
            leader = leader.leader
        if leader is None or leader.parent is None:
            return ""
        committee = leader.parent.kind == "congress" and mention.head.endswith(("委", "委员会"))
        party = leader.parent.kind == "party" and mention.head in PARTY_DEPARTMENTS
        if not (committee or party or leader.head == mention.head != "局"):
            return ""
        return self.view[leader.root.body : leader.parent.end]
