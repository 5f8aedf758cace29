"""The entity stage: all mentions of a text, what they refer to, and how they hang together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any, Protocol, TypeVar

from fazhi_ie.facts.entities.agencies import find_agencies
from fazhi_ie.facts.entities.citations import find_articles, find_bare_laws
from fazhi_ie.facts.entities.doc_numbers import find_doc_numbers
from fazhi_ie.facts.entities.home import home_of
from fazhi_ie.facts.entities.levels import NATIONAL
from fazhi_ie.facts.entities.lexicon import words_of
from fazhi_ie.facts.entities.links import link
from fazhi_ie.facts.entities.mentions import AgencyMention, Citation
from fazhi_ie.facts.entities.places import find_places
from fazhi_ie.facts.entities.references import find_references, full_name, resolve_titles
from fazhi_ie.facts.entities.regions import RegionMention, find_regions
from fazhi_ie.facts.entities.resolve import AgencyResolver
from fazhi_ie.facts.entities.surroundings import Surroundings
from fazhi_ie.facts.entities.titles import Title, cut_titles, find_titles, read_brackets
from fazhi_ie.facts.found import EntityFound, MetaFound, NoticeFound
from fazhi_ie.facts.known import Known
from fazhi_ie.facts.metadata import find_metadata
from fazhi_ie.knowledge import full_form, parents
from fazhi_ie.numbers import find_dates
from fazhi_ie.rules import Hit, RuleSet
from fazhi_ie.rules.labels import gives_entities
from fazhi_ie.text.layout import Layout

Span = tuple[int, int]


class Spanned(Protocol):
    """Anything with a start and an end."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


Item = TypeVar("Item", bound=Spanned)


def find_entities(
    view: str,
    layout: Layout,
    rules: RuleSet,
    known: Known | None = None,
    notices: list[NoticeFound] | None = None,
) -> tuple[list[EntityFound], MetaFound]:
    """Find the entities of a matching view and the report's own data.

    Args:
        view: The matching view of the clean text.
        layout: Its layout.
        rules: The compiled rules; those with a label of the user's own give entities with that label.
        known: What the caller knows already; it settles what the text leaves open.
        notices: Where to note titles that were cut; None notes nothing.

    Returns:
        tuple: the entities, ordered by start, none overlapping, and the metadata.

    Example:
        >>> from fazhi_ie.rules import load_rules
        >>> from fazhi_ie.text.layout import find_layout
        >>> text = "县司法局印发《镇坪县普法工作方案》(镇政办发〔2020〕8号)。"
        >>> found, _ = find_entities(text, find_layout(text), load_rules(), Known(region="镇坪县"))
        >>> [(item.label, item.name) for item in found]
        [('AGENCY', '镇坪县司法局'), ('DOCUMENT', '镇坪县普法工作方案'), ('DOC_NUMBER', '镇政办发〔2020〕8号')]
    """
    known = known or Known()
    words = words_of(rules)
    places = find_places(view, words, known.region)
    brackets = read_brackets(view)
    titles = find_titles(view, brackets.spans)
    if notices is not None:
        notices += cut_titles(brackets)
    marked = [(title.start, title.end) for title in titles]
    named = find_agencies(view, words, places)
    agencies = outside(named, marked)
    numbers = outside(find_doc_numbers(view, {m.end: m.start for m in agencies}, words.code_edges), marked)
    laws = outside(find_bare_laws(view, places.by_end), marked)
    resolve_titles(view, titles, laws)
    laws += outside(find_references(view, titles, laws), marked)
    ends = frozenset([title.end for title in titles] + [law.end for law in laws])
    articles = outside(find_articles(view, ends), marked)
    own, own_agencies = _rule_entities(
        view, rules, marked, Surroundings(view, words, places, {m.end: m for m in named})
    )
    mentions = switched_on([
        *(_from_title(view, title) for title in titles if title.label),
        *(_from_citation(view, item) for item in (*numbers, *laws, *articles)),
        *(EntityFound(m.start, m.end, "AGENCY", m.rule, view[m.start : m.end]) for m in agencies),
    ], rules)  # fmt: skip
    # of two alike, that of a rule of the user's own stays
    mentions = settle([*own, *mentions])
    given = {item.rule: dict(item.attrs) for item in own}
    by_span = {(m.start, m.end): m for m in (*agencies, *own_agencies)}
    _name_agencies(mentions, by_span, AgencyResolver(view, home_of(known.region, known.issuer), places), given)
    meta = find_metadata(view, layout, mentions, known)
    home = home_of(
        known.region or meta.region or meta.region_inferred, known.issuer or meta.issuer or meta.issuer_inferred
    )
    _name_agencies(mentions, by_span, AgencyResolver(view, home, places), given)
    _name_signers(view, mentions, named, AgencyResolver(view, home, places))
    year = known.year or meta.year
    dates = [
        EntityFound(
            d.start, d.end, "DATE", "date.calendar", view[d.start : d.end], view[d.start : d.end], None,
            {"start_date": d.start_date, "end_date": d.end_date, "precision": d.precision},
        )
        for d in outside(find_dates(view, year), marked)
    ]  # fmt: skip
    taken = spans_of([*mentions, *dates], marked)
    regions = [_from_region(view, item) for item in find_regions(view, places, words, home, taken)]
    entities = settle([*mentions, *switched_on([*dates, *regions], rules)])
    link(view, entities, home)
    return entities, meta


def outside(items: Iterable[Item], spans: Sequence[Span]) -> list[Item]:
    """Return the items that do not overlap any of the ordered, separate spans."""
    starts = [start for start, _ in spans]
    kept = []
    for item in items:
        n = bisect_right(starts, item.start) - 1
        if (n < 0 or spans[n][1] <= item.start) and (n + 1 >= len(spans) or item.end <= spans[n + 1][0]):
            kept.append(item)
    return kept


def switched_on(items: Iterable[EntityFound], rules: RuleSet) -> list[EntityFound]:
    """Return what the grammar found by rules that are not switched off or replaced."""
    return [item for item in items if item.rule not in rules.disabled]


def settle(items: Iterable[EntityFound]) -> list[EntityFound]:
    """Order entities by start and let the longer of two overlapping ones stay."""
    kept: list[EntityFound] = []
    for item in sorted(items, key=lambda item: (item.start, -item.end)):
        while kept and item.start < kept[-1].end:
            if item.end - item.start <= kept[-1].end - kept[-1].start:
                break
            kept.pop()
        else:
            kept.append(item)
    return kept


def spans_of(items: Iterable[EntityFound], more: Iterable[Span]) -> list[Span]:
    """Return the spans of all, ordered, overlapping ones joined."""
    joined: list[Span] = []
    for start, end in sorted([*((item.start, item.end) for item in items), *more]):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _rule_entities(
    view: str, rules: RuleSet, titles: Sequence[Span], around: Surroundings
) -> tuple[list[EntityFound], list[AgencyMention]]:
    """Return what rules with an entity label or a label of the user's own match, and the agencies among them."""
    own = [label for label in rules.labels() if gives_entities(label)]
    found: list[EntityFound] = []
    agencies: list[AgencyMention] = []
    scanner = rules.scanner(*own)
    place = {rule.id: n for n, rule in enumerate(scanner.rules)}
    # the later rule first: of two at one place it stays
    for hit in sorted(outside(scanner.find(view), titles), key=lambda hit: -place[hit.rule.id]) if own else ():
        start, label = hit.start, hit.rule.label
        if label == "AGENCY" and (mention := _with_place(view, hit, around)) is not None:
            agencies.append(mention)
            start = mention.start
        text = view[start : hit.end]
        name = None if label == "AGENCY" else text
        found.append(EntityFound(start, hit.end, label, hit.rule.id, text, name, attrs=dict(hit.rule.attrs)))
    return found, agencies


def _with_place(view: str, hit: Hit, around: Surroundings) -> AgencyMention | None:
    """Take the place or level before a body that a rule names into its name: 舟山市|渔船检验所, 县|水政监察大队."""
    text, kind = view[hit.start : hit.end], hit.rule.attrs.get("kind", "body")
    path = around.places.path_start(hit.start)
    if path is not None:
        place = view[path : hit.start]
        return AgencyMention(path, hit.end, hit.start, kind, hit.rule.id, text, place=place)
    level = around.level_before(hit.start)
    if level is None or level.generic or level.text in NATIONAL:
        return None
    return AgencyMention(level.start, hit.end, hit.start, kind, hit.rule.id, text, level=level.text)


def _from_title(view: str, title: Title) -> EntityFound:
    text = view[title.start : title.end]
    if title.label == "LAW":
        name = title.alias_of or full_name(title)
        attrs = {"title": name, "rank": title.rank}
        return EntityFound(title.start, title.end, "LAW", "law.title", text, name, attrs=attrs)
    full = title.alias_of or title.text
    attrs = {"title": full, "issuer": None, "stage": title.stage}
    return EntityFound(title.start, title.end, "DOCUMENT", "document.title", text, full, attrs=attrs)


def _from_citation(view: str, item: Citation) -> EntityFound:
    text = view[item.start : item.end]
    attrs: dict[str, object]
    name = item.name or text
    if item.label == "DOC_NUMBER":
        if item.rule == "doc-number.bracketed" and "-" not in text:
            # whatever the brackets, one number has one key
            name = f"{item.code}〔{item.year}〕{item.number}号"
        attrs = {"code": item.code, "year": item.year, "sequence": item.number, "issuer": None}
    elif item.label == "ARTICLE":
        name = _place_in_law(item)
        attrs = {"article": item.article, "paragraph": item.paragraph, "item": item.item}
    else:
        attrs = {"title": item.name, "rank": item.rank}
    return EntityFound(item.start, item.end, item.label, item.rule, text, name, attrs=attrs)


def _place_in_law(item: Citation) -> str:
    """Name a cited place in one way, however it is written: 第三十二条第二款第(一)项 is 第32条第2款第1项."""
    article, _, sub = (item.article or "").partition("-")
    name = f"第{article}条" + (f"之{sub}" if sub else "")
    name += f"第{item.paragraph}款" if item.paragraph else ""
    return name + (f"第{item.item}项" if item.item else "")


def _from_region(view: str, item: RegionMention) -> EntityFound:
    code = item.region.code if item.region else None
    above = tuple(region.name for region in parents(item.region)) if item.region else ()
    attrs = {"level": item.level, "code": code, "parents": above}
    text = view[item.start : item.end]
    return EntityFound(item.start, item.end, "REGION", "region.gazetteer", text, item.name, attrs=attrs)


def _name_signers(
    view: str, mentions: list[EntityFound], agencies: list[AgencyMention], resolver: AgencyResolver
) -> None:
    """Take the issuer of a document from its title (in place): 《镇坪县司法局关于…的通知》."""
    signers = {m.start - 1: m for m in agencies if view.startswith("关于", m.end)}
    for item in mentions:
        if item.label == "DOCUMENT" and item.start in signers:
            item.attrs["issuer"] = full_form(resolver.resolve(signers[item.start])[0])


def _name_agencies(
    mentions: list[EntityFound],
    parsed: dict[Span, AgencyMention],
    resolver: AgencyResolver,
    given: dict[str, dict[str, Any]],
) -> None:
    """Name the agencies; `given` are attributes by the rules of the user's own, which stay."""
    for item in mentions:
        mention = parsed.get((item.start, item.end))
        if item.label == "AGENCY" and mention is not None:
            item.name, attrs = resolver.resolve(mention)
            item.attrs = {**attrs, **given.get(item.rule, {})}
        elif item.label == "AGENCY" and item.name is None:
            item.name = item.text
