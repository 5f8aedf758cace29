"""Reading the tables of expected facts in fixtures/facts into the format of a gold file.

A table is tab-separated, one fact a line; fixtures/README.md describes its columns. The parser is strict: a slip in a
table must not pass for a fact that nobody expects.
"""

from __future__ import annotations

import hashlib
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import fazhi_ie
from fazhi_ie.schema import LABELS
from fazhi_ie.tune.evaluate import META_KEYS, Gold

COLUMNS = {
    "meta": ("key", "value"),
    "entity": ("label", "text", "name"),
    "indicator": ("text", "value", "upper", "unit", "bound", "name"),
    "measure": ("text", "action", "object", "status"),
    "problem": ("text",),
}
GROUPS = {"entity": "entities", "indicator": "indicators", "measure": "measures", "problem": "problems"}
BOUNDS = {"eq", "approx", "ge", "gt", "le", "lt", "range"}
_MAY_BE_EMPTY = {"name", "upper", "unit"}


class FactsTableError(ValueError):
    """A line of a facts table cannot be taken as written."""


def parse_facts(table: str, report: str, doc: str = "") -> dict[str, Any]:
    """Read a facts table into a gold dict.

    A text is looked for after the fact of its kind before it: after that one's end, but for measures, which may
    overlap, after its start.

    Args:
        table: The table's text; lines that begin with # are comments.
        report: The report that the facts are stated in.
        doc: Its name.

    Returns:
        dict: as in a NAME.gold.json: doc, sha256, meta, meta_optional, entities, indicators, measures, problems.

    Raises:
        FactsTableError: An unknown kind, label, bound or status, a wrong number of columns, an empty column that must
            not be, or a text that is not found; names the line.
    """
    gold: dict[str, Any] = {
        "doc": doc,
        "sha256": hashlib.sha256(report.encode("utf-8")).hexdigest(),
        "meta": {},
        "meta_optional": {},
        **{group: [] for group in GROUPS.values()},
    }
    after = dict.fromkeys(GROUPS, 0)
    for number, line in enumerate(table.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            _take(line, report, gold, after)
        except FactsTableError as error:
            raise FactsTableError(f"{doc or 'table'} line {number}: {error}: {line!r}") from None
    return gold


def _take(line: str, report: str, gold: dict[str, Any], after: dict[str, int]) -> None:
    mark, *cells = line.split("\t")
    kind, optional = mark.removeprefix("?"), mark.startswith("?")
    if kind not in COLUMNS:
        raise FactsTableError(f"unknown kind {mark!r}")
    if len(cells) != len(COLUMNS[kind]):
        raise FactsTableError(f"{kind} has {len(cells)} columns, not {len(COLUMNS[kind])}")
    fact: dict[str, Any] = dict(zip(COLUMNS[kind], cells, strict=True))
    for column, cell in fact.items():
        if cell != cell.strip() or not (cell or column in _MAY_BE_EMPTY):
            raise FactsTableError(f"column {column} is empty or has spaces around it")
    if kind == "meta":
        _take_meta(fact, gold["meta_optional" if optional else "meta"])
        return
    _CHECKS.get(kind, lambda _: None)(fact)
    start = _locate(report, fact["text"], after[kind])
    after[kind] = start + 1 if kind == "measure" else start + len(fact["text"])
    fact = {"start": start, "end": start + len(fact["text"]), **fact}
    gold[GROUPS[kind]].append({**fact, "optional": True} if optional else fact)


def _take_meta(fact: dict[str, Any], meta: dict[str, Any]) -> None:
    key, value = fact["key"], fact["value"]
    if key not in META_KEYS or key in meta:
        raise FactsTableError(f"unknown or repeated key {key!r}")
    if key == "year" and not (value.isascii() and value.isdigit()):
        raise FactsTableError("the year is not a number")
    meta[key] = int(value) if key == "year" else value


def _check_entity(fact: dict[str, Any]) -> None:
    labels = fact["label"].split("/")
    if len(labels) > 2 or not set(labels) <= set(LABELS):
        raise FactsTableError(f"unknown label {fact['label']!r}")
    fact["label"] = labels[0]
    if len(labels) == 2:
        fact["alt"] = labels[1]
    if not fact["name"]:
        del fact["name"]
    elif labels[0] != "AGENCY":
        raise FactsTableError("only agencies have a canonical name")


def _check_indicator(fact: dict[str, Any]) -> None:
    if fact["bound"] not in BOUNDS or (fact["bound"] == "range") != bool(fact["upper"]):
        raise FactsTableError(f"unknown bound {fact['bound']!r}, or a range without upper value, or the reverse")
    if not fact["name"]:
        raise FactsTableError("an indicator needs a name")
    try:
        low, high = (Decimal(fact[key]) if fact[key] else None for key in ("value", "upper"))
    except InvalidOperation:
        raise FactsTableError("value or upper is not a number") from None
    if low is None or (high is not None and high <= low):
        raise FactsTableError("upper is not above value")
    if not fact["upper"]:
        del fact["upper"]


def _check_measure(fact: dict[str, Any]) -> None:
    if fact["status"] not in ("done", "planned"):
        raise FactsTableError(f"unknown status {fact['status']!r}")
    if fact["object"] not in fact["text"]:
        raise FactsTableError("the object is not within the span")


_CHECKS = {"entity": _check_entity, "indicator": _check_indicator, "measure": _check_measure}


def _locate(report: str, text: str, after: int) -> int:
    """Find the next occurrence that does not begin or end inside a number."""
    start = report.find(text, after)
    while start >= 0 and (_splits_number(report, start) or _splits_number(report, start + len(text))):
        start = report.find(text, start + 1)
    if start < 0:
        raise FactsTableError(f"text not found after offset {after}")
    return start


def _splits_number(report: str, at: int) -> bool:
    if not 0 < at < len(report):
        return False
    before, behind = report[at - 1], report[at]
    return (behind.isdigit() and (before.isdigit() or before == ".")) or (before.isdigit() and behind == ".")


def annotated_report(folder: Path, name: str) -> Gold:
    """Read the text and the facts of one report of a folder that holds reports/ and facts/."""
    text = fazhi_ie.read(folder / "reports" / f"{name}.txt")
    facts = parse_facts((folder / "facts" / f"{name}.tsv").read_text("utf-8"), text, name)
    return Gold(name, text, facts["sha256"], facts)


def extract_all(folder: Path) -> tuple[list[Gold], list[dict[str, Any]]]:
    """Read every report of such a folder and extract it, to be scored."""
    golds = [annotated_report(folder, file.stem) for file in sorted((folder / "reports").glob("*.txt"))]
    return golds, [fazhi_ie.extract(g.text, source=f"{g.name}.txt").model_dump(mode="json") for g in golds]
