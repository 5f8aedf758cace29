"""The measures of a report: what was done, is being done or will be done, by whom, to what."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from fazhi_ie.facts.categories import Categories
from fazhi_ie.facts.found import EntityFound, IndicatorFound, MeasureFound
from fazhi_ie.facts.measures.acts import Act
from fazhi_ie.facts.measures.checkable import is_concrete
from fazhi_ie.facts.measures.clauses import sentences
from fazhi_ie.facts.measures.select import Selector
from fazhi_ie.facts.measures.words import vocabulary
from fazhi_ie.rules import RuleSet
from fazhi_ie.text.layout import Layout

#: Roles of passages that report or promise action; admitted problems are the business of another stage.
_ROLES = frozenset(("work", "background", "plans", "speech", "other"))


def find_measures(
    view: str,
    layout: Layout,
    entities: Sequence[EntityFound],
    indicators: Sequence[IndicatorFound],
    rules: RuleSet,
) -> list[MeasureFound]:
    """Find the measures of a report, in order, in time linear in its length.

    Args:
        view: The matching view.
        layout: Its layout; the roles of the passages tell what is planned.
        entities: The entities found, in order of start.
        indicators: The indicators found.
        rules: The rule set, whose rules labelled MEASURE… give the verbs and the words around them.

    Returns:
        list[MeasureFound]: sorted by start.

    Example:
        >>> from fazhi_ie.rules import load_rules
        >>> from fazhi_ie.text.layout import find_layout
        >>> text = "县政府成立了工作专班,修订印发《行政执法公示办法》。"
        >>> for measure in find_measures(text, find_layout(text), [], [], load_rules()):
        ...     print(measure.action, measure.object)
        成立 工作专班
        修订印发 《行政执法公示办法》
    """
    passages = [(p.start, p.end, n) for n, p in enumerate(layout.passages) if p.role in _ROLES]
    words = vocabulary(rules)
    selector = Selector(view, words)
    links = _Links(entities, indicators)
    markers = _Markers(layout)
    categories = Categories(layout, rules)
    found: list[MeasureFound] = []
    for sentence in sentences(view, passages, entities, words):
        role = layout.passages[sentence.passage].role
        section = layout.passages[sentence.passage].section
        for act in selector.acts(sentence, role, head=not sentence.last and sentence.mark != ";"):
            act.start = markers.behind(act.start)
            measure = _measure(view, act, role, section, categories.of(view[act.start : act.end], section))
            links.fill(measure)
            # 终止2件 says less than the name of its figure, 行政复议终止
            if measure.category == "other" and measure.indicators:
                measure.category = indicators[measure.indicators[0]].category
            found.append(measure)
    found.sort(key=lambda measure: (measure.start, measure.end))
    return found


class _Markers:
    """Keeps the markers of list items (1. or (三)) out of spans."""

    def __init__(self, layout: Layout) -> None:
        self.spans = sorted((item.marker_start, item.start) for item in layout.items)

    def behind(self, start: int) -> int:
        """Give the start of the item if `start` lies on its marker."""
        n = bisect_right(self.spans, (start, sys.maxsize)) - 1
        return max(start, self.spans[n][1]) if n >= 0 else start


class _Links:
    """Looks up which findings lie inside a span."""

    def __init__(self, entities: Sequence[EntityFound], indicators: Sequence[IndicatorFound]) -> None:
        self.entities, self.indicators = entities, indicators
        self.entity_starts = [entity.start for entity in entities]
        self.indicator_starts = [indicator.start for indicator in indicators]

    def fill(self, measure: MeasureFound) -> None:
        lists = {"AGENCY": measure.agencies, "DOCUMENT": measure.documents, "LAW": measure.laws}
        n = bisect_left(self.entity_starts, measure.start)
        while n < len(self.entities) and self.entities[n].start < measure.end:
            entity = self.entities[n]
            if entity.end <= measure.end and entity.label in lists:
                lists[entity.label].append(n)
            n += 1
        n = bisect_left(self.indicator_starts, measure.start)
        while n < len(self.indicators) and self.indicators[n].start < measure.end:
            if self.indicators[n].end <= measure.end:
                measure.indicators.append(n)
            n += 1


def _measure(view: str, act: Act, role: str, section: int | None, category: str) -> MeasureFound:
    phrase = act.phrase
    return MeasureFound(
        act.start, act.end, phrase.head.rule, view[phrase.start : phrase.end], view[act.object_start : act.object_end],
        "planned" if role == "plans" or act.planned else "done", is_concrete(view, act),
        act.actor_start, act.actor_end, act.actor_entity, category, section=section,
    )  # fmt: skip
