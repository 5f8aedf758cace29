"""The figures of a report: quantities of the view, less those that are parts of dates, titles, names and lists."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

import regex

from fazhi_ie.facts.found import EntityFound, QuantityFound
from fazhi_ie.knowledge.units import Unit, Units, builtin_units, units
from fazhi_ie.numbers import Quantity, find_quantities
from fazhi_ie.rules.scanner import RuleSet
from fazhi_ie.text.layout import Layout

#: Inside one of these a figure is part of a name or a point in time.
TAKEN = frozenset({"DATE", "DOC_NUMBER", "ARTICLE", "DOCUMENT", "LAW"})
#: Blocks that hold no running text.
APART = frozenset({"header", "furniture", "signature", "date", "title"})

# “双20条”, “1262”, “五重百项”: a short quoted text is a name or a slogan
_QUOTED = regex.compile(r"[“\"「『‘]([^“”\"「」『』‘’\n]{1,14})[”\"」』’]")
_TITLED = regex.compile(r"《[^《》\n]{1,120}》")
_CLAUSE_END = "。;\n"

# Chinese figures: units that count people, cases, money and measures are meant as figures; 个, 项, 次 and the like
# mostly stand in turns of phrase, so below eleven they count only beside another figure or with a bound word
_LOOSE = frozenset("个项条次级类种批期届轮年天道门面层大步件块位支场张家户间") | {
    "大类",
    "小类",
    "方面",
    "项目",
    "件套",
}
_ARABIC = regex.compile(r"[0-9]")
#: A Chinese numeral before one of these tells which, not how many: 二十届, 三级, 二期
_NAMED_BY_NUMBER = frozenset("届级期版代星线大步方年") | {"星级"}
_MEETING = regex.compile(r"[届次中大]")
# 先后召开三次会议, 组织了两次培训: a verb of holding and a countable event make a small Chinese figure a count
_HELD = regex.compile(
    r"(?:召开|举办|举行|组织|开展|进行|主持|参加|接受|完成|发布|印发|出台|制定|修订|承办|主办)(?:了|过)?$"
)
_EVENT = regex.compile(
    r"(?:[\u4e00-\u9fff]{0,10}?)(?:会议|会|培训|活动|检查|督查|督察|调研|演练|评查|讲座|宣讲|听证|巡查|行动|规章|文件|办法|案件)(?=[,。;、:!?\n]|$)"
)
# what states a figure inside a short quotation: “办结率达98.6%”, against names such as “双20条” and “最多跑一次”
_STATING = regex.compile(
    r"(?:达到?|为|超过?|增长|增加|下降|减少|提高|提升|降低|降至|增至|升至|完成|办结|办理|受理|审结|共|压缩至|缩短至|减至|突破|不少于|不低于)了?$"
)
# 请来一名律师, 每村配备一名顾问
_ENGAGED = regex.compile(r"(?:请来|聘请|选派|派驻|派出|配备|配齐|引进|招录|增配)了?$")
_MEAN_AGE = regex.compile(r"(?:平均|人均|预期)[^,。;\n]{0,6}$")
#: Label of rules whose matches hold no figures: names and slogans of one place.
TRAP = "QUANTITY.trap"
#: Label of rules that add measure words.
UNIT = "UNIT"


def find_report_quantities(
    view: str, layout: Layout, entities: Sequence[EntityFound], rules: RuleSet
) -> list[QuantityFound]:
    """Find the figures that a report states.

    Args:
        view: The matching view.
        layout: Its layout: list markers, headings and page furniture hold no figures.
        entities: What was found before; figures inside dates, titles and document numbers are theirs.
        rules: The rule set; its rules with the label QUANTITY.trap name further slogans that hold no figures, those
            with the label UNIT add measure words.

    Returns:
        list: in reading order, offsets into the view, values as plain decimal strings.
    """
    every = find_quantities(view, known_units(rules))
    spans = _blocked(view, layout, entities) + _slogans(view, every)
    spans += [(hit.start, hit.end) for hit in rules.scanner(TRAP).find(view)]
    blocked = _Spans(spans)
    found = [quantity for quantity in every if not blocked.overlap(quantity.start, quantity.end)]
    kept = [
        quantity for n, quantity in enumerate(found)
        if _is_stated(view, quantity, found[n - 1] if n else None, found[n + 1] if n + 1 < len(found) else None)
    ]  # fmt: skip
    return [_record(quantity) for quantity in kept]


@lru_cache(maxsize=16)
def known_units(rules: RuleSet) -> Units:
    """Return the units of the library with those that the rules add (made once)."""
    added = rules.labelled(UNIT)
    if not added:
        return builtin_units()
    rows = [
        Unit(term, rule.attrs.get("dimension", "count"), None, "", rule.attrs.get("form", "all"), rule.source)
        for rule in added for term in rule.terms
    ]  # fmt: skip
    return Units([*units().values(), *rows], [word for rule in added for word in rule.excludes])


def _record(quantity: Quantity) -> QuantityFound:
    return QuantityFound(
        quantity.start, quantity.end, quantity.number_start, quantity.number_end,
        _written(quantity.value), quantity.unit, quantity.bound, _written(quantity.upper), quantity.fraction,
        quantity.rank, quantity.dimension,
    )  # fmt: skip


def _written(value: object) -> str | None:
    return None if value is None else format(value, "f")


def _blocked(view: str, layout: Layout, entities: Sequence[EntityFound]) -> list[tuple[int, int]]:
    spans = [(entity.start, entity.end) for entity in entities if entity.label in TAKEN]
    spans += [match.span() for match in _TITLED.finditer(view)]
    for block in layout.blocks:
        if block.kind in APART:
            spans.append((block.start, block.end))
    for item in layout.items:
        if item.marker_start < item.start:
            spans.append((item.marker_start, item.start))
    for section in layout.sections:
        if section.number and section.title_start is not None:
            spans.append((section.start, section.title_start))
    return spans


def _slogans(view: str, quantities: Sequence[Quantity]) -> list[tuple[int, int]]:
    """Return the short quotations that are names; one that ends with a figure it states is none."""
    ends = {quantity.end: quantity for quantity in quantities}
    spans = []
    for match in _QUOTED.finditer(view):
        start, end = match.span(1)
        figure = ends.get(end)
        if figure is None or figure.start < start or not _is_figure_quoted(view, figure, start):
            spans.append((start, end))
    return spans


def _is_figure_quoted(view: str, figure: Quantity, start: int) -> bool:
    if not _ARABIC.match(view, figure.number_start) or not figure.unit:
        return False
    if figure.start == start:  # “98.6%” is a figure, “3个100%” and “100%” a slogan
        return figure.dimension in {"ratio", "money", "point"} and figure.value is not None and figure.value != 100
    return figure.start - start >= 2 and _STATING.search(view, max(start, figure.start - 4), figure.start) is not None


class _Spans:
    """Spans merged, so that one bisect tells whether a place touches any."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if end <= start:
                continue
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def overlap(self, start: int, end: int) -> bool:
        n = bisect_left(self._starts, end)
        return n > 0 and self._ends[n - 1] > start


def _is_stated(view: str, quantity: Quantity, before: Quantity | None, after: Quantity | None) -> bool:
    """Tell a figure that the report states from a number that only belongs to the wording."""
    if quantity.dimension == "age":
        return _MEAN_AGE.search(view, max(0, quantity.start - 10), quantity.start) is not None
    if quantity.dimension in {"anniversary", "grade"}:
        return False
    if quantity.rank:
        return True
    if view[quantity.end : quantity.end + 1] in {"级", "来"} and quantity.unit:
        return False  # 万吨级码头 is a class, 两年多来 a time
    if _ARABIC.match(view, quantity.number_start):
        return True
    if quantity.unit in _NAMED_BY_NUMBER:
        return False
    if quantity.dimension not in {"count", "person", "duration"} or quantity.bound != "eq":
        return quantity.value is not None or quantity.fraction is not None
    coordinated = any(
        other is not None and other.unit == quantity.unit and _same_clause(view, quantity, other)
        for other in (before, after)
    )
    if quantity.value is not None and quantity.value == 1:
        engaged = _ENGAGED.search(view, max(0, quantity.start - 3), quantity.start) is not None
        return quantity.dimension == "person" and (coordinated or engaged)
    if quantity.unit in _LOOSE:
        if quantity.value is not None and _HELD.search(view, max(0, quantity.start - 4), quantity.start):
            return _EVENT.match(view, quantity.end) is not None
        return quantity.value is not None and quantity.value > 10 and not _MEETING.match(view, quantity.end)
    return True


def _same_clause(view: str, one: Quantity, other: Quantity) -> bool:
    left, right = (one, other) if one.start < other.start else (other, one)
    between = view[left.end : right.start]
    return len(between) <= 20 and not any(char in between for char in _CLAUSE_END)
