"""The grammar of agency names.

A name is found from its last words (局, 委员会, 领导小组): an automaton finds those, and from each the grammar looks
back over words that build such names to what the name must begin with: a place (镇坪县), a level (县), another body
(县委), a coordinated body before it (市发改委、财政局), or, for some kinds, a word that cannot belong to a name
(成立…领导小组). No list of agencies: unseen counties and new bodies are found the same way.
"""

from __future__ import annotations

from fazhi_ie.facts.entities.levels import NATIONAL, is_han, level_before
from fazhi_ie.facts.entities.lexicon import Words
from fazhi_ie.facts.entities.mentions import AgencyMention, outermost
from fazhi_ie.facts.entities.places import Places
from fazhi_ie.facts.entities.surroundings import CONNECTORS, GENERIC_BEFORE, JOINING_VERBS, Surroundings
from fazhi_ie.knowledge import AgencyHead, FusedName, agency_heads, central_organs, fused_names

#: Sections of an office: never named by a level alone.
SECTIONS = frozenset("股科处室")
FREE_REACH = 14
DEEPEST = 5
#: Posts that make 党委 after a body the beginning of a title: 县司法局|党委书记.
PARTY_POSTS = ("书记", "副书记", "委员", "成员")
#: Stems that name no body by themselves: 工作领导小组, 专项工作专班.
EMPTY_STEMS = frozenset(
    {"派驻", "工作", "专项", "专项工作", "联合", "综合", "行政", "执法", "领导", "协调", "统筹", "推进", "重点", "重大"}
)
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
        self.around = Surroundings(view, words, places, self.ends)

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
                if not self.around.may_end(end, organ.not_before) or start in blocked:
                    continue
                mention: AgencyMention | None = AgencyMention(
                    start, end, start, organ.kind, "agency.central", text, level="国", canonical=organ.canonical
                )
            else:
                mention = None
                if text in heads and self.around.may_end(end, heads[text].not_before):
                    mention = self._parse(start, end, heads[text])
                if mention is None and text in fused and self.around.may_end(end, fused[text].not_before):
                    mention = self._fused(start, end, fused[text])
            if mention is not None:
                mention = self._stationed(mention)
                self.ends[end] = mention
                found.append(mention)
        return outermost(found)

    def _fused(self, start: int, end: int, name: FusedName) -> AgencyMention | None:
        """Names that hold their level word: 县府办, 阿克苏|地委, 团县委."""
        path = self.places.path_start(start)
        if path is not None:
            place = self.view[path:start]
            return AgencyMention(path, end, start, name.kind, "agency.place", name.text, place=place)
        if name.text[0] == "地" and not self.around.is_edge(start) and start not in self.ends:
            return None
        if self.view[start - 1 : start] in GENERIC_BEFORE:
            return None
        return AgencyMention(start, end, start, name.kind, "agency.level", name.text, level=name.levels[0])

    def _parse(self, start: int, end: int, head: AgencyHead) -> AgencyMention | None:
        """Read one name backwards from its last words, which stand at [start, end)."""
        modes = head.modes
        if "d" in modes and self.around.field_before(start) is None:
            mention = self._prefixed(start, end, head, near=True)
            if mention:
                return mention
        if "n" in modes and (parent := self.ends.get(start)):
            return self._nested(parent, start, end, head)
        if "c" in modes and (leader := self.around.leader(start)):
            return AgencyMention(start, end, start, head.kind, "agency.coordinated", head.text, leader=leader)
        if modes & {"e", "t"} and (begin := self.around.town_before(start)) is not None:
            if parent := self.ends.get(begin):
                return self._nested(parent, begin, end, head)
            if "e" in modes:
                return AgencyMention(begin, end, begin, head.kind, "agency.town", head.text)
        if modes & {"w", "f", "k", "K", "g", "h", "G", "z"}:
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
            longer = self.around.word_before(begin)
            if longer is None:
                break
            stem = begin = longer
        level = self.around.level_before(stem) if stem < start else None
        if level is not None and level.generic:
            return None
        if stem < start and "w" in modes and (leader := self.around.leader(stem)):
            return AgencyMention(stem, end, stem, head.kind, "agency.coordinated", head.text, leader=leader)
        if "f" in modes and (mention := self._free(stem, end, head)):
            return mention
        return self._alone(stem, start, end, head)

    def _at_edge(self, begin: int, end: int, head: AgencyHead) -> AgencyMention | None:
        """A name whose words begin right after a place, a level, or another body."""
        if parent := self.ends.get(begin):
            return self._nested(parent, begin, end, head)
        inside_word = self.around.word_before(begin) is not None and self.places.path_start(begin) is None
        return None if inside_word and not self.around.begins_with_area(begin) else self._prefixed(begin, end, head)

    def _nested(self, parent: AgencyMention, body: int, end: int, head: AgencyHead) -> AgencyMention | None:
        if parent.depth >= DEEPEST or (head.text == "党委" and self.view.startswith(PARTY_POSTS, end)):
            return None
        if self.around.is_sent(body, head):
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
        if self.around.is_sent(body, head):
            return None
        path = self.places.path_start(body)
        if path is not None:
            owner = self.ends.get(path)
            if owner is not None and owner.kind == "department" and head.kind in ("department", "body"):
                return self._nested(owner, path, end, head)
            start, place = self.around.party_start(path), self.view[path:body]
            return AgencyMention(start, end, body, head.kind, "agency.place", head.text, place=place)
        level = self.around.level_before(body)
        if level is None or level.generic or head.text in SECTIONS:
            return None
        if level.text == "街道" and head.text == "办事处":
            return None
        national = level.text in NATIONAL
        if national and (head.kind == "government" or "d" in head.modes or not self.around.is_edge(level.start)):
            return None
        mention = AgencyMention(level.start, end, body, head.kind, "agency.level", head.text, level=level.text)
        outer = self.places.path_start(level.start)
        if outer is not None and (near or self.view.endswith(level.text, outer, level.start)):
            # 重庆市|市政府, 某某镇|镇法治建设领导小组: the level repeats the place before it
            mention.start, mention.place, mention.level = outer, self.view[outer : level.start], None
        mention.start = self.around.party_start(mention.start)
        return mention

    def _free(self, stem: int, end: int, head: AgencyHead) -> AgencyMention | None:
        """Names with words that no list has, between a place or body and the words read so far."""
        view = self.view
        if stem in self.ends:
            # what stands right before was refused as the parent
            return None
        for begin in range(stem, max(0, stem - FREE_REACH), -1):
            if begin < stem:
                if parent := self.ends.get(begin):
                    # 市政府|和市局 are two
                    apart = view[begin] in CONNECTORS or view[begin : begin + 2] in JOINING_VERBS
                    return None if apart else self._nested(parent, begin, end, head)
                if self.places.path_start(begin) is not None:
                    return self._prefixed(begin, end, head)
                if stem - begin <= 6 and (level := level_before(view, begin)) and level.strict:
                    return self._prefixed(begin, end, head)
            if self.around.is_edge(begin):
                return None
        return None

    def _alone(self, stem: int, start: int, end: int, head: AgencyHead) -> AgencyMention | None:
        """Names with neither place nor level: 司法局, 法治政府建设领导小组, 行政复议应诉股."""
        view, modes = self.view, head.modes
        if (field := self.around.known_field(start, modes)) is not None:
            if view[field - 1 : field] in GENERIC_BEFORE or view.endswith(PLURAL_BEFORE, 0, field):
                return None
            leader = self.around.leader(field)
            return AgencyMention(field, end, field, head.kind, "agency.alone", head.text, leader=leader)
        if view.endswith(PLURAL_BEFORE, 0, stem):
            return None
        if modes & {"g", "h"} and (mention := self._group(stem, start, end, head)):
            return mention
        if "z" in modes:
            begins = (self.around.area_before(at) for at in range(start, max(stem, start - FREE_REACH) - 1, -1))
            area = next((at for at in begins if at is not None), None)
            if area is not None:
                return AgencyMention(area, end, area, head.kind, "agency.area", head.text)
        if "G" in modes:
            if head.text == "领导小组办公室":
                return AgencyMention(start, end, start, head.kind, "agency.group-office", head.text)
            if start - stem >= 4 and self.around.is_edge(stem) and not is_han(view[end : end + 1]):
                return AgencyMention(stem, end, stem, head.kind, "agency.section", head.text)
        return None

    def _group(self, stem: int, start: int, end: int, head: AgencyHead) -> AgencyMention | None:
        """Groups and squads with free or building words: 法治政府建设领导小组, 组建|古城保护综合执法大队."""
        view, begin = self.view, self.around.group_start(stem)
        if "g" in head.modes:
            level = level_before(view, begin + 1, is_edge=self.around.is_edge)
            if level is not None and level.strict and level.start == begin:
                return self._prefixed(begin + 1, end, head)
            text = view[begin:start]
            if len(text) > 1 and text not in EMPTY_STEMS and view[begin - 1 : begin] not in GENERIC_BEFORE:
                return AgencyMention(begin, end, begin, head.kind, "agency.group", head.text)
        if "h" not in head.modes:
            return None
        if begin < stem and self.around.is_set_up(begin):
            return AgencyMention(begin, end, begin, head.kind, "agency.new", head.text)
        if start - stem > 2 and self.around.is_edge(stem) and view[stem:start] not in EMPTY_STEMS:
            return AgencyMention(stem, end, stem, head.kind, "agency.group", head.text)
        return None
