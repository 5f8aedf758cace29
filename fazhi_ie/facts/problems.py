"""Problems: the shortcomings that a report admits, one span each.

In a list (一是…;二是…) each item is one problem with its explanation. Without a list it is the clause that states it:
provincial reports put a dozen into one sentence. A lead-in (但还存在一些薄弱环节) counts only where nothing more
specific follows.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import regex

from fazhi_ie.facts.categories import Categories
from fazhi_ie.facts.clauses import Clause, split_clauses
from fazhi_ie.facts.found import MeasureFound, ProblemFound
from fazhi_ie.facts.remedies import link_remedies, word_pairs
from fazhi_ie.rules import Hit, RuleSet
from fazhi_ie.text.layout import Item, Layout, Passage, Section

#: What names a problem that stands in a list of problems but carries no sign of shortcoming of its own.
LISTED = "problem.listed"
_FRONT = regex.compile(
    r"(?:[一二三四五六七八九十]{1,2}是|(?:再|还有)(?:一个|一点)?就是|还(?=有的|有些)|(?:但是?|然而|不过|同时|当然|此外|另外|而且|并且),?|(?:我们)?[也还]?(?:清醒|深刻|充分)地?(?:认识到?|看到|意识到),?"
    r"|(?:主要|具体)?(?:表现|体现)(?:在|为)|主要(?:是|有))+"
)
_TRAILER = regex.compile(
    r"导致|致使|造成|难以|影响|使得|从而|以致|进而|无法|往往|甚至|一定程度上?|不能|[与同]\p{Han}{2,30}不(?:相)?(?:适应|匹配|符合|相称)"
)
#: A clause that goes on about the statement before it: it has no subject of its own, or shows how few there are.
_GOES_ON = regex.compile(
    r"存在(?!的)|没(?!有)|走过场|流于|浮于|停留|(?:办事(?!效率|流程|程序|环节|指南|人员|大厅|群众|事项)|遇事|干活|说话|碰到|唱完|讲完|开完|学完|发完|念完)|\p{Han}{1,3}都(?:没|不|是)"
    r"|[仍尚还]?有\d|[^,;]{2,16}(?:中,?(?:就|仍|还)?有|不足|不到)\d|“[^”]{2,14}”的?(?:现象|问题)|[^,;]{0,14}(?:仅|只)(?:有|占|为)?(?=\p{Han}{0,8}[\d一二三四五六七八九十])|[^,;]{0,14}(?<!人)才(?=[\d一二三四五六七八九十])"
)
#: A clause that sums up the clauses before it: “案多人少”的矛盾比较突出.
_SUMS_UP = regex.compile(
    "“[^”]{2,12}”的?(?:矛盾|问题|现象|情况|困境)?(?:比较|较为|十分|日益|越来越|依然|仍然?)?(?:突出|明显|严重|凸显)"
)
_TOPIC = regex.compile(r"(?:在|对|对于|就)\p{Han}{2,30}(?:方面|上|中|领域|环节)")
_SOME = regex.compile("还?(?:有的|有些|个别|少数|部分|一些)")
_SHARED = regex.compile("一些|有的|有些|部分|个别|少数|某些|各|[等的](?:问题|现象|情况|方面|倾向)")
_EXPLAINS = regex.compile("当前|目前|部分|有的|有些|个别|一些|少数|由于|主要|例如|比如|特别是|尤其|往往|因")
_ACTION = regex.compile(
    "加强|完善|推进|强化|加大|进一步|健全|深入|持续|提高|提升|严格|建立|落实|推动|开展|成立|制定|组织"
)
#: An item between semicolons with fewer commas than this states one shortcoming and explains it.
CLAUSES_OF_ONE = 3
#: A list without markers whose lead announces it.
LISTED_AFTER = regex.compile(
    r"(?:(?:主要|具体|突出)?(?:表现|体现)(?:在|为)|(?:存在|有)以下\p{Han}{0,4}(?:问题|不足|方面)|(?:问题|不足)(?:主要)?(?:有|是)):(?P<list>[^。!?\n]++)"
)
#: A paragraph below a sub-section that goes over to another shortcoming.
_FURTHER = regex.compile(r"\n(?:此外|另外|与此同时),?")
_ALSO = regex.compile(r"(?:此外|另外|与此同时),")
#: An item of a list that has a list of its own is its heading up to this length.
_HEADING = 10
_SENTENCE = regex.compile("[^。;:!?\n]++")
#: Sentences among problems that lead in, look back or promise.
_NO_PROBLEM = regex.compile("取得|成效|成绩|以下|如下|下一步|整改|将|解决|暂无|没有发现|未发现|无$|加强|完善|推进|报告")
#: A statement that is longer than this takes up no further explanation.
_LONGEST = 200


@dataclass(slots=True)
class _Piece:
    """A clause that states a shortcoming, while its borders are being settled."""

    start: int
    end: int
    rule: str
    stop: str
    generic: bool = False
    alone: bool = False


def find_problems(view: str, layout: Layout, measures: list[MeasureFound], rules: RuleSet) -> list[ProblemFound]:
    """Find the shortcomings that a report admits.

    Args:
        view: The matching view of the clean text.
        layout: Its layout, with roles.
        measures: What was found before; planned ones may answer a problem.
        rules: The compiled rules; labels PROBLEM, PROBLEM_ALONE, PROBLEM_LEAD and PROBLEM_GENERIC.

    Returns:
        Problems in order of start, without overlaps.

    Example:
        >>> from fazhi_ie.facts.structure import find_structure
        >>> from fazhi_ie.rules import load_rules
        >>> rules = load_rules()
        >>> text = "工作取得一定成效,但仍存在不足:一是执法力量薄弱;二是普法形式单一。下一步,充实执法力量。"
        >>> [text[p.start:p.end] for p in find_problems(text, find_structure(text, rules), [], rules)]
        ['执法力量薄弱', '普法形式单一']
    """
    reader = _Reader(view, layout, rules)
    problems = [problem for problem in reader.read() if problem.rule not in rules.disabled]
    categories = Categories(layout, rules)
    for problem in problems:
        problem.section = layout.section_at(problem.start)
        problem.category = categories.of(view[problem.start : problem.end], problem.section)
    link_remedies(view, layout, problems, measures)
    return problems


class _Reader:
    """Reads the passages of one text that admit problems."""

    def __init__(self, view: str, layout: Layout, rules: RuleSet) -> None:
        self.view = view
        self.layout = layout
        self.rules = rules
        self.item_starts = [item.start for item in layout.items]
        self.found: list[ProblemFound] = []
        #: Sections whose sub-sections are the problems, so that their own text only leads in.
        self.leading: set[int | None] = set()

    def read(self) -> list[ProblemFound]:
        done = self._sections()
        for passage in self.layout.passages:
            if passage.role == "problems" and passage.start not in done:
                self._passage(passage)
        self._alone()
        self.found.sort(key=lambda problem: (problem.start, -problem.end))
        kept: list[ProblemFound] = []
        for problem in self.found:
            if not kept or problem.start >= kept[-1].end:
                kept.append(problem)
        return kept

    def _sections(self) -> set[int]:
        """Read sub-sections of a section of problems: (一)执法力量不足。… is one problem, with all that explains it."""
        done: set[int] = set()
        sections = self.layout.sections
        parents = {section.parent for section in sections}
        for n, section in enumerate(sections):
            above = sections[section.parent] if section.parent is not None else None
            if section.role != "problems" or above is None or above.role != "problems" or not section.title:
                continue
            hits = self._hits(section.title_start, section.title_end)
            inside = self._within(section.start, section.end)
            items = [item for passage in inside for item in self._items(passage)]
            if n in parents or (items and not hits) or self._heads(section, items):
                continue
            end = section.title_end
            for passage in inside:
                if passage.role == "problems":
                    further = _FURTHER.search(self.view, max(section.title_end, passage.start - 1), passage.end)
                    end = further.start() if further else passage.end
                    done.add(passage.start)
                    if further:
                        self._clauses(further.end(), passage.end, self._hits(further.end(), passage.end))
                        break
            rule = _rule(hits)
            self.found.append(ProblemFound(section.title_start, self._trimmed(section.title_start, end), rule))
            self.leading.add(section.parent)
        return done

    def _heads(self, section: Section, items: list[Item]) -> bool:
        """Say whether the title of a sub-section only heads a list of shortcomings: 3.人手紧。(1)…;(2)…."""
        short = section.title_end - section.title_start <= _HEADING
        return short and len(items) > 1 and all(self._hits(item.start, item.end) for item in items)

    def _within(self, start: int, end: int) -> list[Passage]:
        passages = self.layout.passages
        first = bisect_left(passages, start, key=lambda passage: passage.start)
        last = bisect_left(passages, end, key=lambda passage: passage.start)
        return passages[first:last]

    def _hits(self, start: int, end: int) -> list[Hit]:
        return self.rules.scanner("PROBLEM", "PROBLEM_ALONE").find(self.view, start, end)

    def _items(self, passage: Passage) -> list[Item]:
        """Return the list items of a passage: the outer ones, or the inner ones of one that only heads them."""
        first = bisect_left(self.item_starts, passage.start)
        last = bisect_left(self.item_starts, passage.end)
        outer: list[Item] = []
        inner: dict[int, list[Item]] = {}
        for item in self.layout.items[first:last]:
            if not outer or item.start >= outer[-1].end:
                outer.append(item)
            else:
                inner.setdefault(len(outer) - 1, []).append(item)
        read: list[Item] = []
        for n, item in enumerate(outer):
            parts = inner.get(n, [])
            # 3.人手紧。(1)…;(2)…: the words before the inner list are its heading
            headed = len(parts) > 1 and parts[0].marker_start - item.start <= _HEADING
            read += parts if headed else [item]
        return read

    def _passage(self, passage: Passage) -> None:
        """Read a passage paragraph by paragraph; one without a list below list items that open lines explains them."""
        hits = self._hits(passage.start, passage.end)
        items = self._items(passage)
        listed = False
        count = len(self.found)
        general: list[_Piece] = []
        first = bisect_right(self.layout.blocks, passage.start, key=lambda block: block.start) - 1
        for n in range(max(first, 0), len(self.layout.blocks)):
            block = self.layout.blocks[n]
            if block.start >= passage.end:
                break
            start, end = max(block.start, passage.start), min(block.end, passage.end)
            inside = [item for item in items if start <= item.marker_start < end]
            if inside:
                listed = inside[0].marker_start == start
                self._list(start, end, inside, hits)
            elif not listed or _ALSO.match(self.view, start):
                general += self._clauses(start, end, hits)
        if len(self.found) == count and passage.section not in self.leading:
            self.found += [ProblemFound(piece.start, piece.end, piece.rule) for piece in general[-1:]]
        if len(self.found) == count and not items:
            self._told(passage)

    def _told(self, passage: Passage) -> None:
        """Take the sentences under a heading of problems although no word in them speaks of a shortcoming."""
        if passage.section is None or self.layout.sections[passage.section].role != "problems":
            return
        for match in _SENTENCE.finditer(self.view, passage.start, min(passage.end, passage.start + _LONGEST * 2)):
            start, end = match.span()
            says = not self._is_frame(start, end) and not self._is_generic(start, end)
            if end - start >= 6 and says and not _NO_PROBLEM.search(self.view, start, end):
                self.found.append(ProblemFound(start, end, LISTED))

    def _list(self, start: int, end: int, items: list[Item], hits: list[Hit]) -> None:
        lead = max(self.view.rfind(stop, start, max(items[0].marker_start - 1, start)) for stop in "。!?")
        if lead > start:
            self._clauses(start, lead, hits)
        for item in items:
            inside = _between(hits, item.start, item.end)
            if inside or not _ACTION.match(self.view, item.start):
                stop = self._trimmed(item.start, min(item.end, end))
                if stop > item.start:
                    self.found.append(ProblemFound(item.start, stop, _rule(inside)))

    def _clauses(self, start: int, end: int, hits: list[Hit]) -> list[_Piece]:
        """Take the clauses of text without a list that state a shortcoming; return those that only say there is one."""
        told = LISTED_AFTER.search(self.view, start, end)
        parts = told["list"].split(";") if told is not None else []
        # longer items tell of several shortcomings each: 转型仍需加快,产业提升任务艰巨,规模偏小,布局滞后;…
        if told is not None and len(parts) > 1 and max(part.count(",") for part in parts) < CLAUSES_OF_ONE:
            general = self._clauses(start, told.start(), hits)
            self._between_semicolons(told.start("list"), told.end("list"), hits)
            return general + self._clauses(told.end("list"), end, hits)
        pieces = self._pieces(start, end, hits)
        self.found += [ProblemFound(piece.start, piece.end, piece.rule) for piece in pieces if not piece.generic]
        return [piece for piece in pieces if piece.generic]

    def _between_semicolons(self, start: int, end: int, hits: list[Hit]) -> None:
        """Take each item of a list that its lead announced: 主要表现在:甲,乙;丙,丁."""
        at = start
        for part in self.view[start:end].split(";"):
            inside = _between(hits, at, at + len(part))
            if inside:
                first = self._front(Clause(at, at + len(part), ";"))
                self.found.append(ProblemFound(first, self._trimmed(first, at + len(part)), _rule(inside)))
            at += len(part) + 1

    def _pieces(self, start: int, end: int, hits: list[Hit]) -> list[_Piece]:
        pieces: list[_Piece] = []
        topic: Clause | None = None
        previous: Clause | None = None
        some_at = -1  # where a statement about some of them began that shows no sign of shortcoming yet
        opening: int | None = None  # where the run of clauses between commas began
        for clause in split_clauses(self.view, start, end):
            first = self._front(clause)
            inside = _between(hits, first, clause.end)
            last = pieces[-1] if pieces else None
            follows = last is not None and previous is not None and last.end == previous.end
            frame = self._is_frame(first, clause.end)
            if previous is None or previous.stop != "," or opening is None:
                opening = None if frame else first
            if last and follows and last.stop == "," and self._goes_on(first, clause, end):
                last.end, last.stop = clause.end, clause.stop
            elif opening is not None and opening < first and _SUMS_UP.fullmatch(self.view, first, clause.end):
                while pieces and pieces[-1].start >= opening:
                    pieces.pop()
                pieces.append(_Piece(opening, clause.end, _rule(inside), clause.stop))
            elif not inside or frame:
                if _SOME.match(self.view, first) and clause.stop == "," and not frame and self._in_list(clause, end):
                    some_at = first
                topic = clause if _TOPIC.fullmatch(self.view, first, clause.end) else None
                if (
                    last
                    and follows
                    and not inside
                    and last.stop == "。"
                    and last.alone
                    and self._explains(last, clause)
                ):
                    last.end = clause.end
            else:
                generic = self._is_generic(first, clause.end)
                if generic and topic and previous == topic:
                    first, generic = topic.start, False
                if last and follows and last.stop == "。" and last.alone and self._explains(last, clause):
                    last.end, last.stop = clause.end, clause.stop
                else:
                    alone = previous is None or previous.stop in "。!?\n"
                    if some_at >= 0 and self.view.find(";", some_at, first) < 0:
                        first = some_at  # 有的系统各建各的,平台没有打通
                    pieces += self._parts(first, clause, inside, generic, alone)
                some_at = -1
            if pieces and clause.stop not in "。!?\n" and pieces[-1].end == clause.end:
                pieces[-1].alone = False
            previous = clause
        return pieces

    def _goes_on(self, first: int, clause: Clause, end: int) -> bool:
        """Say whether a clause behind a comma belongs to the statement before it; a list between semicolons tells."""
        if _TRAILER.match(self.view, first):
            return True
        return self._in_list(clause, end) and _GOES_ON.match(self.view, first, clause.end) is not None

    def _in_list(self, clause: Clause, end: int) -> bool:
        """Say whether a clause stands in a sentence with semicolons: 甲,乙;丙,丁."""
        floor, ceiling = max(clause.start - _LONGEST, 0), min(clause.end + _LONGEST, end)
        start = max(floor, *(self.view.rfind(stop, floor, clause.start) for stop in "。!?\n"))
        stops = [at for stop in "。!?\n" if (at := self.view.find(stop, clause.end, ceiling)) >= 0]
        return self.view.find(";", start, min([ceiling, *stops])) >= 0

    def _explains(self, said: _Piece, clause: Clause) -> bool:
        """Say whether a sentence takes up a word of the statement before it (执法不够规范。部分执法人员业务不熟)."""
        if said.end - said.start > _LONGEST or not _EXPLAINS.match(self.view, clause.start):
            return False
        return bool(word_pairs(self.view[said.start : said.end]) & word_pairs(self.view[clause.start : clause.end]))

    def _front(self, clause: Clause) -> int:
        """Return where the clause starts without the words that only lead in."""
        front = _FRONT.match(self.view, clause.start, clause.end)
        return front.end() if front and front.end() < clause.end else clause.start

    def _is_frame(self, start: int, end: int) -> bool:
        text = self.view[start:end]
        return any(hit.end - hit.start == len(text) for hit in self.rules.scanner("PROBLEM_LEAD").find(text))

    def _is_generic(self, start: int, end: int) -> bool:
        text = self.view[start:end]
        covered = at = 0
        for hit in self.rules.scanner("PROBLEM_GENERIC").find(text):
            covered += max(hit.end - max(hit.start, at), 0)
            at = max(at, hit.end)
        return len(text) - covered <= 1

    def _parts(self, first: int, clause: Clause, hits: list[Hit], generic: bool, alone: bool) -> list[_Piece]:
        """Cut 消费偏弱、投资不足 into its two statements; a subject that both share keeps them together."""
        cuts = [first]
        text = self.view[first : clause.end]
        if not generic and "、" in text and not _SHARED.search(text):
            ends = {hit.end for hit in hits if hit.rule.attrs.get("predicate")}
            for n in range(first + 4, clause.end - 4):
                if self.view[n] != "、" or n not in ends or self.view[n + 1] in "不没未无难较偏":
                    continue
                joined = any(hit.start == n + 1 and hit.end < clause.end - 2 for hit in hits)
                if not joined:  # 重复检查、多头检查|没有杜绝: both are what the predicate is about
                    cuts.append(n + 1)
        pieces = []
        for start, end in zip(cuts, [*(cut - 1 for cut in cuts[1:]), clause.end], strict=True):
            inside = _between(hits, start, end)
            if inside:
                pieces.append(_Piece(start, end, _rule(inside), clause.stop, generic, alone and len(cuts) == 1))
            elif pieces:
                pieces[-1].end = end
        return pieces

    def _trimmed(self, start: int, end: int) -> int:
        while end > start and self.view[end - 1] in "。;,:!?、 \n":
            end -= 1
        return end

    def _alone(self) -> None:
        """Take clauses elsewhere that admit a missed target."""
        for hit in self.rules.scanner("PROBLEM_ALONE").find(self.view):
            if self.layout.role_at(hit.start) not in ("work", "background", "speech", "plans", "other"):
                continue
            if self.layout.block_at(hit.start) is None:
                continue
            start = max(self.view.rfind(stop, max(hit.start - 80, 0), hit.start) for stop in ",;:。!?\n") + 1
            if start and self.view[hit.end : hit.end + 1] in ",;。!?\n":  # 扭转未达预期的局面 is no admission
                self.found.append(ProblemFound(start, hit.end, hit.rule.id))


def _rule(hits: list[Hit]) -> str:
    """Return the id of the first rule that is not a broad one, else of the first."""
    told = next((hit for hit in hits if not hit.rule.attrs.get("broad")), hits[0] if hits else None)
    return told.rule.id if told else LISTED


def _between(hits: list[Hit], start: int, end: int) -> list[Hit]:
    """Return the hits that lie within [start, end); `hits` is ordered by start."""
    first = bisect_left(hits, start, key=lambda hit: hit.start)
    last = bisect_right(hits, end, key=lambda hit: hit.start)
    return [hit for hit in hits[first:last] if hit.end <= end]
