"""Articles of laws, and laws named without 《》."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container
from functools import lru_cache

import regex

from fazhi_ie.facts.entities.levels import is_han, level_before
from fazhi_ie.facts.entities.mentions import Citation, whole_number
from fazhi_ie.knowledge import law_named, national_laws
from fazhi_ie.rules import Lexicon

NUM = r"[0-9一二三四五六七八九十百千零〇两]{1,7}"
ARTICLE = regex.compile(
    rf"第(?P<article>{NUM})条(?:之(?P<sub>[一二三四五六七八九十]))?"
    rf"(?:第?(?P<paragraph>(?<=第){NUM})款)?(?:第[(]?(?P<item>{NUM})[)]?项)?"
)
ARTICLE_AFTER = regex.compile(
    r"(?:的|之)?规定|第[(0-9一二三四五六七八九十]|[、和及与至到]第|等|[,。;)]|所|中|明确|要求"
)
ARTICLE_BEFORE = regex.compile(
    r"(?:(?:[》法]|条例|规定|办法|细则|规则|宪法|第\p{N}{1,3}条\S{0,12}[、和及与至到]|依据|根据|按照|违反)(?:\([^()]{1,24}\))?(?:中|的|有关|关于|之)?|其)$"
)
LAW_TAIL_TRAPS = frozenset("律规治制院庭定学人官务援条眼医宝案网度盲纪令宣")
STATE_LAW = regex.compile(
    r"中华人民共和国\p{Han}{2,24}?(?:法典|(?<![办方执司])法(?!律|规|治|院|定)|条例)(?:实施条例|实施细则)?"
)


#: What follows an article that is read further from its law, in the same sentence: 讲解第十二条至第十五条的要求.
FAR_AFTER = regex.compile(r"[、和及与至到]第[0-9一二三四五六七八九十百千零〇两]{1,7}条|(?:的|之|所|中)|规定|关于")
#: How far back in its sentence an article may look for a law.
LAW_REACH = 60
SENTENCE_END = regex.compile(r"[。;\n]")
_RULES_SAY = regex.compile(r"(?:的|之)规定|规定")


def find_articles(view: str, law_ends: frozenset[int]) -> list[Citation]:
    """Find the cited places inside laws; 第一条生产线 is none.

    Args:
        view: The text.
        law_ends: Where titles and law names end.
    """
    found: list[Citation] = []
    last = -9
    ends = sorted(law_ends)
    for match in ARTICLE.finditer(view):
        start, end = match.span()
        near = view[max(0, start - 30) : start]
        cited = start in law_ends or bool(match["paragraph"] or match["item"]) or bool(ARTICLE_BEFORE.search(near))
        cited = cited or (FAR_AFTER.match(view, end) is not None and _is_after_law(view, ends, start))
        listed = 0 <= start - last <= 2 and view[last:start] in ("、", "和", "及", "与", "至", "到", "以及", ",", "")
        if cited or listed or _RULES_SAY.match(view, end, end + 4):
            if not listed and not cited and is_han(view[end : end + 1]) and not ARTICLE_AFTER.match(view, end):
                continue
            article = whole_number(match["article"])
            if article is None:
                continue
            # 第二十条之一 stands between 第二十条 and 第二十一条
            place = f"{article}-{whole_number(match['sub'])}" if match["sub"] else str(article)
            paragraph, item = (whole_number(part) if part else None for part in match.group("paragraph", "item"))
            found.append(
                Citation(
                    start, end, "ARTICLE", "article.cited", article=place,
                    paragraph=None if paragraph is None else str(paragraph), item=None if item is None else str(item),
                )
            )  # fmt: skip
            last = end
    return found


def _is_after_law(view: str, law_ends: list[int], start: int) -> bool:
    """Tell whether a law is named earlier in the sentence of an article that begins at `start`."""
    n = bisect_right(law_ends, start) - 1
    return n >= 0 and start - law_ends[n] <= LAW_REACH and not SENTENCE_END.search(view, law_ends[n], start)


@lru_cache(maxsize=1)
def _law_names() -> Lexicon:
    return Lexicon([name for name in national_laws() if len(name) > 2 or name in ("宪法", "刑法", "党章")])


def find_bare_laws(view: str, place_ends: Container[int] = ()) -> list[Citation]:
    """Find national laws named without 《》: 新修订的行政处罚法, 民法典.

    Args:
        view: The text.
        place_ends: Where place names end: the 宗教事务条例 after one is a local regulation.
    """
    found = []
    for start, end, name in _law_names().find(view):
        after = view[end : end + 1]
        if name.endswith("法") and after in LAW_TAIL_TRAPS:
            continue
        if name == "宪法" and (view.startswith(("日", "周", "月", "性", "权", "修", "教育"), end)):
            continue
        if not name.endswith("法") and (start in place_ends or level_before(view, start) is not None):
            continue
        known = law_named(name)
        if known is not None:
            found.append(Citation(start, end, "LAW", "law.catalogue", name=known.title, rank=known.rank))
    for match in STATE_LAW.finditer(view):
        rank = "administrative_regulation" if match[0].endswith(("条例", "细则")) else "law"
        found.append(Citation(match.start(), match.end(), "LAW", "law.state", name=match[0], rank=rank))
    return found
