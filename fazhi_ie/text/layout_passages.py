"""Read the roles of running text: what its section says, and where a sentence turns to problems or to plans.

Many reports admit their problems in the last paragraph of the work section and go over to plans inside the same
paragraph (…但仍存在不足:一是…。下一步,我们将…), so the role is followed sentence by sentence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

import regex

from fazhi_ie.text.layout_items import number_value
from fazhi_ie.text.layout_lines import is_plan_title
from fazhi_ie.text.layout_records import Block, Item, Passage, RoleCue, Section

_SENTENCE_START = frozenset("。!?;\n…”)")
_CLAUSE_START = frozenset("。!?;\n,:…—”")
#: A clause is not looked for further back than this, so that text without punctuation costs no more than other text.
_REACH = 120
#: The end of a paragraph that announces what the following ones name.
_LEAD_END = regex.compile(
    r"(?:以下|如下|下列|下述|几个?方面|几点)[^。:\n]{0,16}[。:]$|(?:问题|不足|困难|差距|短板)(?:主要)?(?:有|是|为)?:$"
)


#: A speaker counts what is to come, over several paragraphs: 接下来打算抓三件事。
_COUNTS_UP = regex.compile(
    r"[^。!?\n]{0,40}(?:[两二三四五六七八九十几\d]\p{Han}{0,3}(?:件|个方面|方面|项|点|条|步|着)|以下|如下)"
)


class RoleReader:
    """Walks over the blocks once and cuts the running text into passages."""

    def __init__(self, view: str, sections: list[Section], cues: list[RoleCue], items: list[Item]) -> None:
        self.view = view
        self.sections = sections
        self.cues = [cue for cue in cues if cue.kind in ("opening", "clause")]
        self.signs = [cue for cue in cues if cue.kind == "sign"]
        self.items = items
        self.starts = [item.marker_start for item in items]
        self.markers = {item.start for item in items}
        self.marked = {item.marker_start: item for item in items}
        self.begun: dict[str, tuple[int, str]] = {}
        self.current: int | None = None
        self.listing = False
        self.passages: list[Passage] = []
        self.role = "work"
        self.default = "work"
        self.sticky = False
        self.turned_in: int | None = None
        self.cued: set[int] = set()
        self.latest: dict[tuple[int | None, int], int] = {}
        self.explicit: dict[int | None, bool] = {None: False}
        # without a top-level heading, or one that tells its role, the tense of the paragraphs has to tell
        self.loose = not any(section.role or (section.level == 1 and section.number) for section in sections)

    def read(self, blocks: list[Block]) -> list[Passage]:
        """Return the passages of all paragraphs and items; roles of sections without a cue are settled on the way."""
        headed = any(block.kind == "heading" for block in blocks)
        self.base = "background" if headed and any(s.number for s in self.sections) else "work"
        self.role = self.base
        c = s = 0
        for block in blocks:
            first_sign = s
            while s < len(self.signs) and self.signs[s].start < block.end:
                s += 1
            if block.kind in ("heading", "speaker"):
                self._enter(block)
            elif block.kind in ("paragraph", "item"):
                if block.section != self.current:
                    self._leave(block)
                self._begin_work(block)
                while c < len(self.cues) and self.cues[c].start < block.start:
                    c += 1
                first = c
                while c < len(self.cues) and self.cues[c].start < block.end:
                    c += 1
                told = any(cue.role == "problems" for cue in self.cues[first:c])
                if self.loose and not told and block.end - block.start >= 80:
                    self._weigh(block, self.signs[first_sign:s])
                self._paragraph(block, self.cues[first:c])
            elif block.kind == "title":
                self.default = "plans" if is_plan_title(self.view[block.start : block.end].strip("*】 ")) else "work"
                self.base = self.role = "background" if headed else self.default
                self.sticky = False
        return self.passages

    def _begin_work(self, block: Block) -> None:
        """A numbered paragraph above the first heading is no introduction any more."""
        item = self.marked.get(block.start)
        if self.base == "background" and block.section is None and item and item.family in ("digit", "cparen"):
            self.base = self.default
            self.role = self.default if self.role == "background" else self.role

    def _enter(self, block: Block) -> None:
        """Settle the role of a new section: its own cue, what its parent says, or a plan that runs on."""
        n = block.section
        assert n is not None
        section = self.sections[n]
        if section.role:
            self.explicit[n] = block.kind == "heading"
            self.cued.add(n)
            self.latest[section.parent, section.level] = n
        elif self.sticky and self._runs_on(section):
            section.role, self.explicit[n] = "plans", False
            self.cued.add(n)
            self.latest[section.parent, section.level] = n
        elif self._follows(section, n):
            section.role, self.explicit[n] = "plans", True
            self.cued.add(n)
        else:
            parent = section.parent
            inherited = self.sections[parent].role if parent is not None else self.default
            section.role = self.default if inherited == "speech" else inherited
            self.explicit[n] = self.explicit.get(parent, False)
        self.sticky = section.role == "plans" and not self.explicit[n]
        if self.sticky:
            self.turned_in = n
        self.base = self.role = section.role
        self.current, self.listing = n, False
        self.begun = {}

    def _leave(self, block: Block) -> None:
        """Go back to the section around the one that a numbered item has ended."""
        n = self.current = block.section
        self.listing = False
        if n is not None:
            self.base = self.sections[n].role
        elif self.sections:
            before = self.latest.get((None, 1))
            ahead = before in self.cued and before is not None and self.sections[before].role in ("plans", "problems")
            self.base = "plans" if ahead else self.default
        if not self.sticky:
            self.role = self.base

    def _runs_on(self, section: Section) -> bool:
        """After an unheaded turn to plans, a sub-section or a list that starts again belongs to the plans."""
        if self.turned_in is None:
            return True
        turned = self.sections[self.turned_in]
        ordinal = number_value(section.number)
        before = number_value(turned.number)
        restarts = ordinal == 1 or ordinal <= before or (turned.role == "plans" and ordinal == before + 1)
        return section.level > turned.level or (section.level == turned.level and restarts)

    def _follows(self, section: Section, n: int) -> bool:
        """After a part that plans or admits problems the next one without a cue looks ahead too (四、加强自身建设)."""
        before = self.latest.get((section.parent, section.level))
        self.latest[section.parent, section.level] = n
        if before is None or not number_value(section.number):
            return False
        parent = self.sections[section.parent].role if section.parent is not None else ""
        if parent == "problems":
            return False  # (二)装备老旧 after (一)存在推诿问题: the list of problems goes on
        if before in self.cued and self.sections[before].role in ("plans", "problems"):
            return parent != "work"
        if not self.passages or section.level > 1 or self.passages[-1].role == "work":
            return False
        # where the first part ends with the problems the second plans; its own signs must not speak against it
        admitted = any(passage.role == "problems" for passage in self.passages[-3:])
        return admitted and self._looks_ahead(section)

    def _looks_ahead(self, section: Section) -> bool:
        first = bisect_left(self.signs, section.start, key=lambda cue: cue.start)
        signs = [cue for cue in self.signs[first : first + 60] if cue.start < section.end]
        return sum(cue.role == "plans" for cue in signs) > 2 * sum(cue.role == "work" for cue in signs)

    def _paragraph(self, block: Block, cues: list[RoleCue]) -> None:
        led = block.start in self.marked
        open_ = (led and self.role in ("plans", "problems")) or (self.listing and self.role == "problems")
        if not self.sticky and not open_ and not self._open_lead(block):
            self.role = self.base
        start = block.start
        for place, cue, item in self._events(block, cues):
            if place < start:
                continue
            role = self.role
            if item is not None:
                self._resume(item)
            if cue is not None and self._counts(cue, place, block):
                self._turn(cue, place, block)
            if item is not None:
                self.begun[item.family] = (item.ordinal, self.role)
            if self.role != role:
                turned, self.role = self.role, role
                self._add(start, place, block)
                start, self.role = place, turned
        self._add(start, block.end, block)
        tail = self.view[max(block.start, block.end - 40) : block.end]
        self.listing = self.role == "problems" and (_LEAD_END.search(tail) is not None or (self.listing and not led))

    def _events(self, block: Block, cues: list[RoleCue]) -> Iterator[tuple[int, RoleCue | None, Item | None]]:
        """Yield the places of a paragraph where an item begins or a cue turns the role, in order."""
        turns = [(place, cue) for cue in cues if (place := self._place(cue, block)) is not None]
        turns.sort(key=lambda turn: turn[0])
        first = bisect_left(self.starts, block.start)
        last = bisect_left(self.starts, block.end)
        n = 0
        for item in self.items[first:last]:
            while n < len(turns) and turns[n][0] < item.marker_start:
                yield turns[n][0], turns[n][1], None
                n += 1
            same = n < len(turns) and turns[n][0] <= item.start
            yield item.marker_start, turns[n][1] if same else None, item
            n += same
        for place, cue in turns[n:]:
            yield place, cue, None

    def _resume(self, item: Item) -> None:
        """Where an item admits a problem and its cure, the next item of the list admits a problem again."""
        ordinal, role = self.begun.get(item.family, (0, ""))
        if ordinal + 1 == item.ordinal and role == "problems" and self.role == "plans":
            self.role, self.sticky = "problems", False

    def _weigh(self, block: Block, signs: list[RoleCue]) -> None:
        """Settle a paragraph of a text without telling headings by its tense: plans count nothing as done."""
        done = sum(cue.role == "work" for cue in signs)
        planned = sum(cue.role == "plans" for cue in signs)
        if not done and planned >= 5 and self.role == "work":
            self.role, self.sticky, self.turned_in = "plans", True, block.section
        elif done >= 5 and done > planned and self.sticky:
            self.role, self.sticky = self.base, False

    def _open_lead(self, block: Block) -> bool:
        """The paragraph before ended in a colon, so that this one is still its list."""
        return (
            bool(self.passages) and self.view[self.passages[-1].end - 1] == ":" and self.passages[-1].end < block.start
        )

    def _place(self, cue: RoleCue, block: Block) -> int | None:
        """Return where the cue's sentence or clause starts; None where the cue stands inside one."""
        place = cue.start
        if cue.kind == "clause":
            floor = max(block.start, place - _REACH)
            while place > floor and not self._starts_clause(place):
                place -= 1
            return place
        if place == block.start or self.view[place - 1] in _SENTENCE_START or place in self.markers:
            return place
        return None

    def _starts_clause(self, place: int) -> bool:
        before = self.view[place - 1]
        if before == "”":  # “十五”时期… goes on, “….” 但… begins
            return place > 1 and self.view[place - 2] in _CLAUSE_START
        return before in _CLAUSE_START

    def _counts(self, cue: RoleCue, place: int, block: Block) -> bool:
        if cue.role == self.role or (cue.after and self.role not in cue.after):
            return False
        return cue.role != "work" or place == block.start

    def _turn(self, cue: RoleCue, place: int, block: Block) -> None:
        was, self.role = self.role, cue.role
        lasting = place == block.start or was == "problems" or self._counts_up(place, block)
        told = self.explicit.get(block.section, False)
        if block.section is not None and self.sections[block.section].role == "problems" and place == block.start:
            told = False  # 下一步,我们将: … under 存在的不足及下步打算
        self.sticky = cue.role == "plans" and lasting and not told
        if cue.role == "work" and not self.explicit.get(block.section, False):
            self.base = "work"
        if self.sticky:
            self.turned_in = block.section

    def _counts_up(self, place: int, block: Block) -> bool:
        """Say whether a speaker announces several plans, so that all that follows in the turn is planned."""
        speaks = block.section is not None and self.sections[block.section].speaker is not None
        return speaks and _COUNTS_UP.match(self.view, place, block.end) is not None

    def _add(self, start: int, end: int, block: Block) -> None:
        if end <= start:
            return
        last = self.passages[-1] if self.passages else None
        joined = last is not None and (last.end == start or (last.end + 1 == start and self.view[last.end] == "\n"))
        if last and joined and last.role == self.role and last.section == block.section:
            last.end = end
        else:
            self.passages.append(Passage(start, end, self.role, block.section))
