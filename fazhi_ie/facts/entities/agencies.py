"""The grammar of agency names.

A name is found from its last words (局, 委员会, 领导小组): an automaton finds those, and from each the grammar looks
back over words that build such names to what the name must begin with: a place (镇坪县), a level (县), another body
(县委), a coordinated body before it (市发改委、财政局), or, for some kinds, a word that cannot belong to a name
(成立…领导小组). No list of agencies: unseen counties and new bodies are found the same way.
"""

from __future__ import annotations

from dataclasses import dataclass

from fazhi_ie.facts.entities.levels import NATIONAL, Level, is_han, level_before
from fazhi_ie.facts.entities.lexicon import Words
from fazhi_ie.facts.entities.places import Places
from fazhi_ie.knowledge import AgencyHead, agency_heads, central_organs

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
FREE_REACH = 14
DEEPEST = 5
GROUP_REACH = 24
#: Stems that name no body by themselves: 工作领导小组, 专项工作专班.
EMPTY_STEMS = frozenset(
    {"工作", "专项", "专项工作", "联合", "综合", "行政", "执法", "领导", "协调", "统筹", "推进", "重点", "重大"}
)
GENERIC_BEFORE = frozenset("各两某级家类")


@dataclass(slots=True)
class AgencyMention:
    """One name. `body` is where its place, level or parent ends; `parent` and `leader` are earlier mentions.

    `parent` is the body that this one belongs to (县委 of 县委办公室, start shared); `leader` the coordinated body
    whose place this one shares (市发改委 before 、财政局).
    """

    start: int
    end: int
    body: int
    kind: str
    rule: str
    head: str
    place: str | None = None
    level: str | None = None
    parent: AgencyMention | None = None
    leader: AgencyMention | None = None
    canonical: str | None = None

    @property
    def root(self) -> AgencyMention:
        """The outermost parent: the mention that carries place or level."""
        outer = self
        while outer.parent is not None:
            outer = outer.parent
        return outer

    @property
    def depth(self) -> int:
        """How many bodies this one is nested in."""
        return 0 if self.parent is None else self.parent.depth + 1


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
        heads, organs = agency_heads(), central_organs()
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
                head = heads[text]
                if head.not_before and view.startswith(head.not_before, end) and not view.startswith("法治", end):
                    continue
                mention = self._parse(start, end, head)
            if mention is not None:
                self.ends[end] = mention
                found.append(mention)
        return _outermost(found)

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
        if self._word_before(begin) is not None and self.places.path_start(begin) is None:
            return None
        return self._prefixed(begin, end, head)

    def _nested(self, parent: AgencyMention, body: int, end: int, head: AgencyHead) -> AgencyMention | None:
        if parent.depth >= DEEPEST:
            return None
        return AgencyMention(
            parent.start, end, body, head.kind, "agency.nested", head.text, parent.place, parent.level, parent
        )

    def _prefixed(self, body: int, end: int, head: AgencyHead, near: bool = False) -> AgencyMention | None:
        """A name right after a place or a level; `near`: nothing but the last words follow it."""
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
        if near and (outer := self.places.path_start(level.start)) is not None:
            # 重庆市|市政府: the level repeats the place before it
            mention.start, mention.place, mention.level = outer, self.view[outer : level.start], None
        mention.start = self._party_start(mention.start)
        return mention

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
        begin = self._word_before(end)
        return begin if begin is not None and self.view[end - 1] in "省市县区州旗盟镇乡" else None

    def _free(self, stem: int, end: int, head: AgencyHead) -> AgencyMention | None:
        """Names with words that no list has, between a place or body and the words read so far."""
        for begin in range(stem, max(0, stem - FREE_REACH), -1):
            if begin < stem:
                if parent := self.ends.get(begin):
                    return self._nested(parent, begin, end, head)
                if self.places.path_start(begin) is not None:
                    return self._prefixed(begin, end, head)
                if stem - begin <= 6 and (level := level_before(self.view, begin)) and level.strict:
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
            if view[field - 1 : field] in GENERIC_BEFORE:
                return None
            leader = self._leader(field)
            return AgencyMention(field, end, field, head.kind, "agency.alone", head.text, leader=leader)
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
        return level_before(self.view, end, self.ends, self._is_edge)

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
            if self.view[start - length : start] in self.words.fields:
                return start - length
        return None

    def _group_start(self, stem: int) -> int:
        """Return where the name of a group begins: after the last stop word, or at its known words."""
        begin, low = stem, max(0, stem - GROUP_REACH)
        while begin > low:
            word = self._word_before(begin)
            if word is not None and begin - word > 1:
                begin = word
                continue
            if self._is_edge(begin):
                return begin
            begin -= 1
        return begin if begin == 0 else stem


def _outermost(found: list[AgencyMention]) -> list[AgencyMention]:
    """Keep the longest of overlapping names."""
    kept: list[AgencyMention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if kept and mention.start < kept[-1].end:
            if mention.end - mention.start > kept[-1].end - kept[-1].start:
                kept[-1] = mention
        else:
            kept.append(mention)
    return kept
