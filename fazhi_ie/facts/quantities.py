"""The figures of a report: quantities of the view, less those that are parts of dates, titles, names and lists."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import regex

from fazhi_ie.facts.found import EntityFound, QuantityFound
from fazhi_ie.numbers.quantities import Quantity, find_quantities
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
_LOOSE = (
    {"大类", "小类", "方面", "项目", "件套"}
    | frozenset("个项条次级类种批期届轮年天道门面层大步件块位支场张家户间")
    | {
        "大类",
        "小类",
        "方面",
        "项目",
        "件套",
    }
)
_ARABIC = regex.compile(r"[0-9]")
#: A Chinese numeral before one of these tells which, not how many: 二十届, 三级, 二期
_NAMED_BY_NUMBER = frozenset("届级期版代星线大步方年") | {"星级"}
_MEETING = regex.compile(r"[届次中大]")


def find_report_quantities(
    view: str, layout: Layout, entities: Sequence[EntityFound], rules: RuleSet
) -> list[QuantityFound]:
    """Find the figures that a report states.

    Args:
        view: The matching view.
        layout: Its layout: list markers, headings and page furniture hold no figures.
        entities: What was found before; figures inside dates, titles and document numbers are theirs.
        rules: The rule set; reserved for packs that name further slogans.

    Returns:
        list: in reading order, offsets into the view, values as plain decimal strings.
    """
    blocked = _Spans(_blocked(view, layout, entities))
    found = [quantity for quantity in find_quantities(view) if not blocked.overlap(quantity.start, quantity.end)]
    kept = [
        quantity for n, quantity in enumerate(found)
        if _is_stated(view, quantity, found[n - 1] if n else None, found[n + 1] if n + 1 < len(found) else None)
    ]  # fmt: skip
    return [_record(quantity) for quantity in kept]


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
    spans += [match.span(1) for match in _QUOTED.finditer(view)]
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
    if quantity.dimension in {"anniversary", "age", "grade"}:
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
        return coordinated and quantity.dimension == "person"
    if quantity.unit in _LOOSE:
        return quantity.value is not None and quantity.value > 10 and not _MEETING.match(view, quantity.end)
    return True


def _same_clause(view: str, one: Quantity, other: Quantity) -> bool:
    left, right = (one, other) if one.start < other.start else (other, one)
    between = view[left.end : right.start]
    return len(between) <= 20 and not any(char in between for char in _CLAUSE_END)
