"""Title and day of publication that a web page gives in its head."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import regex

#: In order of trust: the names of the national standard, then those of the web at large.
_TITLES = ("articletitle", "og:title", "dc.title", "twitter:title")
_DATES = (
    "pubdate", "article:published_time", "og:published_time", "og:article:published_time", "publishdate",
    "publish_date", "dc.date", "dc.date.issued", "datepublished",
)  # fmt: skip
_SITES = ("sitename", "og:site_name", "columnname", "sitedomain")
_DAY = regex.compile(r"\s*((?:19|20)\d\d)(?:[-/.年]\s*(\d{1,2})[-/.月]\s*(\d{1,2})(?!\d)|(\d\d)(\d\d)(?!\d))")
#: Titles have single spaces only.
_SEPARATOR = regex.compile(r"\s?(?:[_|｜]|\s[-–—]++\s|(?<=\p{Han})-++(?=\p{Han})|——|--+|>>|»)\s?")
_SITE = regex.compile(
    r"(?:网|网站|门户|平台|政府|信息公开|政务公开|公开|首页|栏目|频道|报告|动态|局|厅|委员会|办公室)$"
)
_JSON_LIMIT = 200_000


def page_metadata(root: Any) -> tuple[str | None, str | None]:
    """Read title and day of publication from the head of a page.

    Args:
        root: The root element, as lxml parsed it.

    Returns:
        Title and ISO date, None where the page does not give them.

    Source:
        政府网站发展指引 (国办发〔2017〕47号), annex on page labels: SiteName, ColumnName, ArticleTitle, PubDate.
        Their names come in any case.
    """
    metas = _metas(root)
    linked = dict(_linked_data(root))
    title = next((metas[name] for name in _TITLES if metas.get(name)), None) or linked.get("headline")
    day = next((found for name in _DATES if (found := iso_day(metas.get(name)))), None)
    if title is None:
        given = next((" ".join("".join(el.itertext()).split()) for el in root.iter("title")), "")
        title = _without_site(given, {metas[name] for name in _SITES if metas.get(name)}) or None
    return title, day or iso_day(linked.get("datePublished"))


def iso_day(text: str | None) -> str | None:
    """Read the day at the beginning of a time stamp, as ISO date.

    Example:
        >>> iso_day("2024-2-8 10:30"), iso_day("20240208"), iso_day("2024-13-01")
        ('2024-02-08', '2024-02-08', None)
    """
    match = _DAY.match(text or "")
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2] or match[4]), int(match[3] or match[5])).isoformat()
    except ValueError:
        return None


def _metas(root: Any) -> dict[str, str]:
    """Collect the meta elements by name or property in lower case; the first of a name counts."""
    metas: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("itemprop")
        content = " ".join((element.get("content") or "").split())
        if name and content:
            metas.setdefault(name.strip().lower(), content)
    return metas


def _linked_data(root: Any) -> Iterator[tuple[str, str]]:
    """Yield headline and datePublished of the JSON-LD in a page."""
    for element in root.iter("script"):
        text = element.text or ""
        if "ld+json" not in (element.get("type") or "") or len(text) > _JSON_LIMIT:
            continue
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue  # a page whose JSON-LD is broken still has a text
        nodes = data if isinstance(data, list) else [data, *_graph(data)]
        for node in nodes:
            if isinstance(node, Mapping):
                yield from ((key, node[key]) for key in ("headline", "datePublished") if isinstance(node.get(key), str))


def _graph(data: Any) -> list[Any]:
    graph = data.get("@graph") if isinstance(data, Mapping) else None
    return graph if isinstance(graph, list) else []


def _without_site(title: str, sites: set[str]) -> str:
    """Take the names of site and column off the title of a window: 关于…的报告_年度报告_安吉县人民政府."""
    parts = [part for part in _SEPARATOR.split(title) if part and part not in sites]
    if len(parts) < 2:
        return parts[0] if parts else ""
    # sites put their name first or last; the report's title is what is left, and the longest
    left = [part for part in parts if not (_SITE.search(part) and len(part) <= 12)] or parts
    longest: str = max(left, key=len)
    return longest
