"""Where the names of agencies may begin and end: the words, levels, towns and coordinated bodies around an offset."""

from __future__ import annotations

from fazhi_ie.facts.entities.levels import CHARS, ZONES, Level, is_han, level_before, zone_before
from fazhi_ie.facts.entities.lexicon import Words
from fazhi_ie.facts.entities.mentions import AgencyMention
from fazhi_ie.facts.entities.places import Places, town_names
from fazhi_ie.knowledge import AgencyHead

#: Words that may stand between building words: 发展和改革, 复议与应诉.
CONNECTORS = "和与及"
#: What stands between coordinated bodies.
JOINTS = ("以及", "、", "和", "与", "及", "暨", "或")
#: Characters that end the search for a name's beginning.
STOP_CHARS = frozenset(
    "的了在对由向把将被为以按从到是有并各该其这那已于使让给请经至等个名次件项或而则也都就又再还"
    "不未可能要应须所着过原副任级"
)
SETTING_UP = ("成立", "成立了", "设立", "设立了", "组建", "组建了", "新设", "增设", "新成立", "挂牌成立")
PARTY_PREFIXES = (
    "中国共产党", "中央", "共青团", "中共", "民革", "民盟", "民建", "民进", "农工党", "致公党", "九三学社",
)  # fmt: skip
#: Verbs that names hold, too: 区司法局联合街道…, 联合执法队.
JOINING_VERBS = frozenset({"联合", "组织", "协调", "统筹", "监督", "督查", "检查", "服务", "考核", "宣传"})
#: How names of areas end that have organs of their own, and words that name none by themselves.
AREAS = (
    *ZONES, "风景名胜区", "自然保护区", "湿地公园", "森林公园", "国家公园", "口岸", "古城", "古镇", "新城", "科技城",
    "大堤", "湖区", "库区", "片区", "景区", "水库", "港区", "林场", "灌区", "流域", "岛", "湖", "山", "机场", "商务区",
    "产业带",
)  # fmt: skip
GENERIC_AREAS = frozenset({"风景名胜区", "自然保护区", "国家公园", "风景区", "各景区", "本景区", "全流域"})
AREA_REACH = 16
GROUP_REACH = 24
#: Fields whose short names mean something else when they stand alone: 招商局 is a company.
NOT_ALONE = frozenset({"招商"})
GENERIC_BEFORE = frozenset("各两某级家类")


class Surroundings:
    """Reads what stands before and after offsets of a text; `ends` has every name found so far by its end."""

    def __init__(self, view: str, words: Words, places: Places, ends: dict[int, AgencyMention]) -> None:
        self.view, self.words, self.places, self.ends = view, words, places, ends

    def may_end(self, end: int, not_before: tuple[str, ...]) -> bool:
        """Tell whether a name may end here: 县委 does not in 县委托, but 司法局 does before 面向, which is a word."""
        view = self.view
        return not not_before or not view.startswith(not_before, end) or view.startswith(self.words.follow, end)

    def begins_with_area(self, begin: int) -> bool:
        """Tell whether a name begins with the word before `begin`, which other names hold: 街道, 高新区."""
        level = self.level_before(begin)
        if level is None or level.generic:
            return False
        if level.text != "街道":
            return zone_before(self.view, begin) == level.text
        verb = level.start - 2 in self.ends and self.view[level.start - 2 : level.start] in JOINING_VERBS
        return verb or level.start in self.ends or self.is_edge(level.start)

    def party_start(self, start: int) -> int:
        """Return where a name begins that starts at `start`, its 中共 or 共青团 included."""
        for prefix in PARTY_PREFIXES:
            if self.view.endswith(prefix, 0, start):
                return start - len(prefix)
        return start

    def leader(self, start: int) -> AgencyMention | None:
        """Return the body that stands coordinated right before `start`, if there is one."""
        adjacent = self.ends.get(start)
        if adjacent is not None and adjacent.kind == "party" and adjacent.parent is None:
            return adjacent
        for joint in JOINTS:
            if self.view.endswith(joint, 0, start):
                leader = self.ends.get(start - len(joint))
                # of a long list every member follows the first
                return leader.leader or leader if leader is not None else None
        return None

    def word_before(self, end: int) -> int | None:
        """Return where the longest building word that ends here begins; connectors and quoted words count."""
        view, building = self.view, self.words.building
        for length in range(min(self.words.longest, end), 0, -1):
            if view[end - length : end] in building:
                return end - length
        char = view[end - 1]
        if char in CONNECTORS and end > 1:
            for length in range(min(self.words.longest, end - 1), 1, -1):
                if view[end - 1 - length : end - 1] in building:
                    return end - 1 - length
        elif char == "”":
            opening = view.rfind("“", max(0, end - 20), end)
            return opening if opening >= 0 and "\n" not in view[opening:end] else None
        return None

    def field_before(self, end: int) -> int | None:
        """Return where a longer word of the 依法治市 kind begins that swallows a level before `end`."""
        if self.places.path_start(end) is not None:
            # 城市 is no word in 海城市|人民政府
            return None
        begin = self.word_before(end)
        swallows = (
            begin is not None and self.view[end - 1] in "省市县区州旗盟镇乡团" and not zone_before(self.view, end)
        )
        return begin if swallows else None

    def is_edge(self, offset: int) -> bool:
        """Tell whether a name must begin at `offset`: no Han character before it, or a stop word."""
        view = self.view
        if offset == 0 or not is_han(view[offset - 1]) or view[offset - 1] in STOP_CHARS:
            return True
        return view[offset - 2 : offset] in self.words.stops or view[max(0, offset - 3) : offset] in self.words.stops

    def level_before(self, end: int) -> Level | None:
        """Read the level that ends at `end`, also where it repeats a place or follows a body that joins another."""
        view = self.view
        if view[end - 2 : end - 1] == view[end - 1 : end] and self.places.path_start(end - 1) is not None:
            return Level(end - 1, view[end - 1], strict=True)
        if view[end - 1 : end] in CHARS and end - 3 in self.ends and view[end - 3 : end - 1] in JOINING_VERBS:
            # 检察院|联合|区市场监管局
            return Level(end - 1, view[end - 1], strict=True)
        return level_before(view, end, self.ends, self.is_edge)

    def town_before(self, end: int) -> int | None:
        """Return where the short name of a town or county begins that stands alone before `end`: 曾家|司法所."""
        towns = town_names()
        for size in (3, 2, 4):
            name = self.view[end - size : end] if end >= size else ""
            if name in towns and not self.words.is_word(name):
                return end - size if self.begins_town(end - size, name) else None
        return None

    def begins_town(self, start: int, name: str) -> bool:
        """Tell whether a town's short name begins here: at an edge, after a body, or where the text names the town."""
        if start in self.ends or self.is_edge(start) or self.leader(start) is not None:
            return True
        return name in self.places.shorts

    def area_before(self, end: int) -> int | None:
        """Return where the name of an area begins that ends here and that no list has: 漓江风景名胜区, 策克口岸."""
        view = self.view
        if not view.endswith(AREAS, 0, end):
            return None
        for begin in range(end - 3, max(-1, end - AREA_REACH - 1), -1):
            joined = begin - 2 in self.ends and view[begin - 2 : begin] in JOINING_VERBS
            if joined or begin in self.ends or self.is_edge(begin) or self.leader(begin) is not None:
                name = view[begin:end]
                return begin if name not in GENERIC_AREAS and view[begin - 1 : begin] not in GENERIC_BEFORE else None
        return None

    def is_set_up(self, start: int) -> bool:
        """Tell whether a verb that sets up a body stands before `start`: 组建古城保护执法大队."""
        return any(self.view.endswith(verb, 0, start) for verb in SETTING_UP)

    def known_field(self, start: int, modes: frozenset[str]) -> int | None:
        """Return where a name that stands alone begins: 纪委监委 as it is, 司法局 with its field."""
        if "k" in modes:
            return start
        if "K" not in modes:
            return None
        for length in range(min(self.words.longest, start), 1, -1):
            field = self.view[start - length : start]
            if field in self.words.fields and field not in NOT_ALONE:
                return start - length
        return None

    def group_start(self, stem: int) -> int:
        """Return where the name of a group begins: after the last stop word, or at its known words."""
        begin, low = stem, max(0, stem - GROUP_REACH)
        while begin > low:
            if begin in self.ends:
                return begin
            word = self.word_before(begin)
            if word is not None and begin - word > 1:
                begin = word
                continue
            if self.is_edge(begin):
                return begin
            begin -= 1
        return begin if begin == 0 else stem

    def is_sent(self, body: int, head: AgencyHead) -> bool:
        """Tell whether 派驻 is a verb here, as in 厅派驻专班; only discipline groups have it in their names."""
        return self.view.startswith("派驻", body) and not head.text.startswith("纪检")
