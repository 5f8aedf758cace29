"""The grammar of agency names.

A name is found from its last words (局, 委员会, 领导小组): an automaton finds those, and from each the grammar looks
back over words that build such names to what the name must begin with: a place (镇坪县), a level (县), another body
(县委), a coordinated body before it (市发改委、财政局), or, for some kinds, a word that cannot belong to a name
(成立…领导小组). No list of agencies: unseen counties and new bodies are found the same way.
"""

from __future__ import annotations

from fazhi_ie.facts.entities.levels import CHARS, NATIONAL, Level, is_han, level_before, zone_before
from fazhi_ie.facts.entities.lexicon import Words
from fazhi_ie.facts.entities.mentions import AgencyMention, outermost
from fazhi_ie.facts.entities.places import Places, town_names
from fazhi_ie.knowledge import AgencyHead, FusedName, agency_heads, central_organs, fused_names

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
#: Sections of an office: never named by a level alone.
SECTIONS = frozenset("股科处室")
PARTY_PREFIXES = (
    "中国共产党",
    "中央",
    "共青团",
    "中共",
    "民革",
    "民盟",
    "民建",
    "民进",
    "农工党",
    "致公党",
    "九三学社",
)
#: Verbs that names hold, too: 区司法局联合街道…, 联合执法队.
JOINING_VERBS = frozenset({"联合", "组织", "协调", "统筹", "监督", "督查", "检查", "服务", "考核", "宣传"})
FREE_REACH = 14
DEEPEST = 5
#: Posts that make 党委 after a body the beginning of a title: 县司法局|党委书记.
PARTY_POSTS = ("书记", "副书记", "委员", "成员")
GROUP_REACH = 24
#: Stems that name no body by themselves: 工作领导小组, 专项工作专班.
EMPTY_STEMS = frozenset(
    {"派驻", "工作", "专项", "专项工作", "联合", "综合", "行政", "执法", "领导", "协调", "统筹", "推进", "重点", "重大"}
)
#: Fields whose short names mean something else when they stand alone: 招商局 is a company.
NOT_ALONE = frozenset({"招商"})
GENERIC_BEFORE = frozenset("各两某级家类")
#: Words before a kind of body that make it a plural: 各地公安局, 全县司法所.
PLURAL_BEFORE = ("各地", "各级", "当地", "外地", "两地", "基层", "地区", "全省", "全市", "全县", "全区", "全州", "全国")


def find_agencies(view: str, words: Words, places: Places) -> list[AgencyMention]:
    """Find the agency names of a text, ordered by start, none within another."""
    return _Search(view, words, places).run()


class _Search:
    """One pass over a text; `ends` knows every accepted name by its end, for nesting and coordination."""

    def __init__(self, view: str, words: Words, places: Places) -> None:
        self.view, self.words, self.places = view, words, places
        self.ends: dict[int, AgencyMention] = {}

    def run(self) -> list[AgencyMention]:
        view = self.view
        heads, organs, fused = agency_heads(), central_organs(), fused_names()
        blocked = {offset for start, end, _ in self.words.traps.find(view) for offset in range(start, end)}
        anchors: list[tuple[int, int, str, bool]] = [
            (start, end, text, True) for start, end, text in self.words.central.find(view)
        ]
        anchors += [(start, end, text, False) for start, end, text in self.words.anchors.find_all(view)]
        anchors.sort(key=lambda anchor: (anchor[1], anchor[0], not anchor[3]))
        found: list[AgencyMention] = []
        for start, end, text, central in anchors:
            if end in self.ends or (end - 1) in blocked:
                continue
            if central:
                organ = organs[text]
                if view.startswith(organ.not_before or ("\0",), end) or start in blocked:
                    continue
                mention: AgencyMention | None = AgencyMention(
                    start, end, start, organ.kind, "agency.central", text, level="国", canonical=organ.canonical
                )
            else:
                mention = None
                if text in heads and self._may_end(end, heads[text].not_before):
                    mention = self._parse(start, end, heads[text])
                if mention is None and text in fused and self._may_end(end, fused[text].not_before):
                    mention = self._fused(start, end, fused[text])
            if mention is not None:
                mention = self._stationed(mention)
                self.ends[end] = mention
                found.append(mention)
        return outermost(found)

    def _may_end(self, end: int, not_before: tuple[str, ...]) -> bool:
        """Tell whether a name may end here: 县委 does not in 县委托, but 司法局 does before 面向, which is a word."""
        view = self.view
        return not not_before or not view.startswith(not_before, end) or view.startswith(self.words.follow, end)

    def _fused(self, start: int, end: int, name: FusedName) -> AgencyMention | None:
        """Names that hold their level word: 县府办, 阿克苏|地委, 团县委."""
        path = self.places.path_start(start)
        if path is not None:
            place = self.view[path:start]
            return AgencyMention(path, end, start, name.kind, "agency.place", name.text, place=place)
        if name.text[0] == "地" and not self._is_edge(start) and start not in self.ends:
            return None
        if self.view[start - 1 : start] in GENERIC_BEFORE:
            return None
        return AgencyMention(start, end, start, name.kind, "agency.level", name.text, level=name.levels[0])

    def _parse(self, start: int, end: int, head: AgencyHead) -> AgencyMention | None:
        """Read one name backwards from its last words, which stand at [start, end)."""
        modes = head.modes
        if "d" in modes and self._field_before(start) is None:
            mention = self._prefixed(start, end, head, near=True)
            if mention:
                return mention
        if "n" in modes and (parent := self.ends.get(start)):
            return self._nested(parent, start, end, head)
        if "c" in modes and (leader := self._leader(start)):
            return AgencyMention(start, end, start, head.kind, "agency.coordinated", head.text, leader=leader)
        if "e" in modes and (begin := self._town_before(start)) is not None:
            if parent := self.ends.get(begin):
                return self._nested(parent, begin, end, head)
            return AgencyMention(begin, end, begin, head.kind, "agency.town", head.text)
        if modes & {"w", "f", "k", "K", "g", "h", "G"}:
            return self._with_words(start, end, head)
        return None

    def _with_words(self, start: int, end: int, head: AgencyHead) -> AgencyMention | None:
        """Names with words before their last ones: 县|司法|局, 市委|依法治市|委员会."""
        modes = head.modes
        if start in self.ends:
            return None
        stem = begin = start
        while begin > 0:
            if begin < start and modes & {"w", "f"}:
                mention = self._at_edge(begin, end, head)
                if mention:
                    return mention
            longer = self._word_before(begin)
            if longer is None:
                break
            stem = begin = longer
        level = self._level_before(stem) if stem < start else None
        if level is not None and level.generic:
            return None
        if stem < start and "w" in modes and (leader := self._leader(stem)):
            return AgencyMention(stem, end, stem, head.kind, "agency.coordinated", head.text, leader=leader)
        if "f" in modes and (mention := self._free(stem, end, head)):
            return mention
        return self._alone(stem, start, end, head)

    def _at_edge(self, begin: int, end: int, head: AgencyHead) -> AgencyMention | None:
        """A name whose words begin right after a place, a level, or another body."""
        if parent := self.ends.get(begin):
            return self._nested(parent, begin, end, head)
        inside_word = self._word_before(begin) is not None and self.places.path_start(begin) is None
        return None if inside_word and not self._begins_with_area(begin) else self._prefixed(begin, end, head)

    def _begins_with_area(self, begin: int) -> bool:
        """Tell whether a name begins with the word before `begin`, which other names hold: 街道, 高新区."""
        level = self._level_before(begin)
        if level is None or level.generic:
            return False
        if level.text != "街道":
            return zone_before(self.view, begin) == level.text
        verb = level.start - 2 in self.ends and self.view[level.start - 2 : level.start] in JOINING_VERBS
        return verb or level.start in self.ends or self._is_edge(level.start)

    def _nested(self, parent: AgencyMention, body: int, end: int, head: AgencyHead) -> AgencyMention | None:
        if parent.depth >= DEEPEST or (head.text == "党委" and self.view.startswith(PARTY_POSTS, end)):
            return None
        if self._is_sent(body, head):
            return None
        return AgencyMention(
            parent.start, end, body, head.kind, "agency.nested", head.text, parent.place, parent.level, parent
        )

    def _stationed(self, mention: AgencyMention) -> AgencyMention:
        """Let a discipline group begin at 驻, or at the commission that sent it: 县纪委监委|驻县财政局纪检监察组."""
        if mention.head != "纪检监察组" or not self.view.endswith("驻", 0, mention.start):
            return mention
        sent = 2 if self.view.endswith("派驻", 0, mention.start) else 1
        sender = self.ends.get(mention.start - sent)
        if sender is not None:
            return self._nested(sender, mention.start - sent, mention.end, agency_heads()[mention.head]) or mention
        if sent == 1:
            mention.start -= 1
        return mention

    def _prefixed(self, body: int, end: int, head: AgencyHead, near: bool = False) -> AgencyMention | None:
        """A name right after a place or a level; `near`: nothing but the last words follow it."""
        if self._is_sent(body, head):
            return None
        path = self.places.path_start(body)
        if path is not None:
            owner = self.ends.get(path)
            if owner is not None and owner.kind == "department" and head.kind in ("department", "body"):
                return self._nested(owner, path, end, head)
            start, place = self._party_start(path), self.view[path:body]
            return AgencyMention(start, end, body, head.kind, "agency.place", head.text, place=place)
        level = self._level_before(body)
        if level is None or level.generic or head.text in SECTIONS:
            return None
        if level.text == "街道" and head.text == "办事处":
            return None
        national = level.text in NATIONAL
        if national and (head.kind == "government" or "d" in head.modes or not self._is_edge(level.start)):
            return None
        mention = AgencyMention(level.start, end, body, head.kind, "agency.level", head.text, level=level.text)
        outer = self.places.path_start(level.start)
        if outer is not None and (near or self.view.endswith(level.text, outer, level.start)):
            # 重庆市|市政府, 某某镇|镇法治建设领导小组: the level repeats the place before it
            mention.start, mention.place, mention.level = outer, self.view[outer : level.start], None
        mention.start = self._party_start(mention.start)
        return mention

    def _is_sent(self, body: int, head: AgencyHead) -> bool:
        """Tell whether 派驻 is a verb here, as in 厅派驻专班; only discipline groups have it in their names."""
        return self.view.startswith("派驻", body) and not head.text.startswith("纪检")

    def _party_start(self, start: int) -> int:
        for prefix in PARTY_PREFIXES:
            if self.view.endswith(prefix, 0, start):
                return start - len(prefix)
        return start

    def _leader(self, start: int) -> AgencyMention | None:
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

    def _word_before(self, end: int) -> int | None:
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

    def _field_before(self, end: int) -> int | None:
        """Return where a longer word of the 依法治市 kind begins that swallows a level before `end`."""
        if self.places.path_start(end) is not None:
            # 城市 is no word in 海城市|人民政府
            return None
        begin = self._word_before(end)
        swallows = begin is not None and self.view[end - 1] in "省市县区州旗盟镇乡" and not zone_before(self.view, end)
        return begin if swallows else None

    def _free(self, stem: int, end: int, head: AgencyHead) -> AgencyMention | None:
        """Names with words that no list has, between a place or body and the words read so far."""
        view = self.view
        for begin in range(stem, max(0, stem - FREE_REACH), -1):
            if begin < stem:
                if parent := self.ends.get(begin):
                    # 市政府|和市局 are two
                    return None if view[begin] in CONNECTORS else self._nested(parent, begin, end, head)
                if self.places.path_start(begin) is not None:
                    return self._prefixed(begin, end, head)
                if stem - begin <= 6 and (level := level_before(view, begin)) and level.strict:
                    return self._prefixed(begin, end, head)
            if self._is_edge(begin):
                return None
        return None

    def _is_edge(self, offset: int) -> bool:
        """Tell whether a name must begin at `offset`: no Han character before it, or a stop word."""
        view = self.view
        if offset == 0 or not is_han(view[offset - 1]) or view[offset - 1] in STOP_CHARS:
            return True
        return view[offset - 2 : offset] in self.words.stops or view[max(0, offset - 3) : offset] in self.words.stops

    def _alone(self, stem: int, start: int, end: int, head: AgencyHead) -> AgencyMention | None:
        """Names with neither place nor level: 司法局, 法治政府建设领导小组, 行政复议应诉股."""
        view, modes = self.view, head.modes
        if (field := self._known_field(start, modes)) is not None:
            if view[field - 1 : field] in GENERIC_BEFORE or view.endswith(PLURAL_BEFORE, 0, field):
                return None
            leader = self._leader(field)
            return AgencyMention(field, end, field, head.kind, "agency.alone", head.text, leader=leader)
        if view.endswith(PLURAL_BEFORE, 0, stem):
            return None
        if "g" in modes:
            begin = self._group_start(stem)
            level = level_before(view, begin + 1, is_edge=self._is_edge)
            if level is not None and level.strict and level.start == begin:
                return self._prefixed(begin + 1, end, head)
            text = view[begin:start]
            if len(text) > 1 and text not in EMPTY_STEMS and view[begin - 1 : begin] not in GENERIC_BEFORE:
                return AgencyMention(begin, end, begin, head.kind, "agency.group", head.text)
        if "h" in modes and (begin := self._group_start(stem)) < stem and self._is_set_up(begin):
            return AgencyMention(begin, end, begin, head.kind, "agency.new", head.text)
        if "h" in modes and start - stem > 2 and self._is_edge(stem) and view[stem:start] not in EMPTY_STEMS:
            return AgencyMention(stem, end, stem, head.kind, "agency.group", head.text)
        if "G" in modes:
            if head.text == "领导小组办公室":
                return AgencyMention(start, end, start, head.kind, "agency.group-office", head.text)
            if start - stem >= 4 and self._is_edge(stem) and not is_han(view[end : end + 1]):
                return AgencyMention(stem, end, stem, head.kind, "agency.section", head.text)
        return None

    def _level_before(self, end: int) -> Level | None:
        view = self.view
        if view[end - 2 : end - 1] == view[end - 1 : end] and self.places.path_start(end - 1) is not None:
            return Level(end - 1, view[end - 1], strict=True)
        if view[end - 1 : end] in CHARS and end - 3 in self.ends and view[end - 3 : end - 1] in JOINING_VERBS:
            # 检察院|联合|区市场监管局
            return Level(end - 1, view[end - 1], strict=True)
        return level_before(view, end, self.ends, self._is_edge)

    def _town_before(self, end: int) -> int | None:
        """Return where the short name of a town or county begins that stands alone before `end`: 曾家|司法所."""
        towns = town_names()
        for size in (3, 2, 4):
            name = self.view[end - size : end] if end >= size else ""
            if name in towns and name not in self.words.building and name not in self.words.stops:
                return end - size if self._begins_town(end - size, name) else None
        return None

    def _begins_town(self, start: int, name: str) -> bool:
        """Tell whether a town's short name begins here: at an edge, after a body, or where the text names the town."""
        if start in self.ends or self._is_edge(start) or self._leader(start) is not None:
            return True
        return name in self.places.shorts

    def _is_set_up(self, start: int) -> bool:
        """Tell whether a verb that sets up a body stands before `start`: 组建古城保护执法大队."""
        return any(self.view.endswith(verb, 0, start) for verb in SETTING_UP)

    def _known_field(self, start: int, modes: frozenset[str]) -> int | None:
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

    def _group_start(self, stem: int) -> int:
        """Return where the name of a group begins: after the last stop word, or at its known words."""
        begin, low = stem, max(0, stem - GROUP_REACH)
        while begin > low:
            if begin in self.ends:
                return begin
            word = self._word_before(begin)
            if word is not None and begin - word > 1:
                begin = word
                continue
            if self._is_edge(begin):
                return begin
            begin -= 1
        return begin if begin == 0 else stem
