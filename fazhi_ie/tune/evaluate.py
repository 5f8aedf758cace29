"""Scoring reports against hand-made annotations.

A gold folder holds NAME.txt beside NAME.gold.json (spans are code points in NAME.txt). The rows:

    entities      same label (or the gold's `alt`) and same span; also one row a label, own labels too
    agency names  of the agencies found whose gold has a canonical name, the share with that name
    values        spans overlap (intersection over union >= 0.5), same value, upper and unit
    value spans   of those, the share with exactly the gold span
    bound         macro F1 over the gold's classes, on matched values
    names         values whose name shares a common subsequence (Dice >= 0.6) with the gold's
    measures      spans overlap >= 0.5, same action (了 aside; one may lack up to two characters of the other)
    objects       of those, the share whose object is alike (Dice >= 0.6)
    status        macro F1 on matched measures
    problems      spans overlap >= 0.5
    meta          the share of right keys
    offsets       the share of spans whose text is the text between their offsets, noise aside (must be 1)

Items that the gold marks `optional` are neutral: finding one is no error, missing one is none either.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from fazhi_ie.errors import ReadError
from fazhi_ie.facts.extract import extract
from fazhi_ie.rules import RuleSet, load_rules
from fazhi_ie.schema import LABELS
from fazhi_ie.text.restore import Restored, restore

META_KEYS = ("title", "issuer", "region", "doc_number", "index_number", "date", "year", "kind")
ROWS = (
    "entities", *(f"entity {label}" for label in LABELS), "agency names", "values", "value spans", "bound", "names",
    "measures", "objects", "status", "problems", "meta", "offsets",
)  # fmt: skip
_ALIKE = 0.6
_OVERLAP = 0.5

Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Mistake:
    """One wrong item: in which text, how ("missed", "spurious", "wrong"), what, and where (None: nowhere)."""

    doc: str
    how: str
    text: str
    start: int | None = None


@dataclass(slots=True)
class Row:
    """One line of the scoreboard: counts for an F1, a share, or a macro F1 over classes.

    Attributes:
        name: One of ROWS, or "entity LABEL".
        right: How many found items agree with the gold.
        spurious: How many found items the gold has not.
        missed: How many gold items were not found.
        share: Whether `figure` is the share that is right, not an F1.
        classes: Pairs of gold and found value, for a macro F1 over the gold's values; empty elsewhere.
        mistakes: What is wrong, in the order of texts.
        rules: For each rule how many of its facts are right, neutral (optional in the gold), spurious.
    """

    name: str
    right: int = 0
    spurious: int = 0
    missed: int = 0
    share: bool = False
    classes: list[tuple[Any, Any]] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    rules: dict[str, list[int]] = field(default_factory=dict)

    @property
    def gold(self) -> int:
        """How many gold items the figure rests on."""
        return len(self.classes) if self.classes else self.right + self.missed

    @property
    def precision(self) -> float:
        """Share of the found items that are right."""
        return self.right / (self.right + self.spurious) if self.right + self.spurious else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold items that were found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def figure(self) -> float | None:
        """The row's figure, 0 to 1; None where there is no gold."""
        if self.classes:
            return _macro_f1(self.classes)
        if not self.right + self.missed:
            return None
        if self.share:
            return self.recall
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated text."""

    name: str
    text: str
    sha256: str
    annotations: Mapping[str, Any]


def read_gold(folder: str | Path) -> list[Gold]:
    """Read a folder of annotated texts, in order of name.

    Raises:
        ReadError: The folder holds no gold, a text is missing, or a text is not the one that was annotated.
    """
    root = Path(folder)
    files = sorted(root.glob("*.gold.json"))
    if not files:
        raise ReadError(f"{root}: holds no NAME.gold.json beside NAME.txt")
    golds = []
    for file in files:
        name = file.name.removesuffix(".gold.json")
        try:
            annotations = json.loads(file.read_text("utf-8"))
            data = (root / f"{name}.txt").read_bytes()
        except (OSError, ValueError) as error:
            raise ReadError(f"{file}: cannot be read: {error}") from error
        sha256 = hashlib.sha256(data).hexdigest()
        if annotations.get("sha256") != sha256:
            raise ReadError(f"{file}: was made for another text than {name}.txt (the sha256 differs)")
        golds.append(Gold(name, data.decode("utf-8"), sha256, annotations))
    return golds


def own_labels(golds: Sequence[Gold]) -> tuple[str, ...]:
    """Return the entity labels of the gold that are not built in, sorted."""
    every = {item["label"] for gold in golds for item in gold.annotations.get("entities", ())}
    return tuple(sorted(every - set(LABELS)))


def evaluate(golds: Sequence[Gold], reports: Iterable[Item], own: Sequence[str] | None = None) -> dict[str, Row]:
    """Score reports against gold.

    Args:
        golds: The annotated texts.
        reports: Reports as JSON objects; each belongs to the text whose sha256 it has, else to the one its `source`
            is named after.
        own: Entity labels that are not built in; None for those of the gold. Others are not scored.

    Returns:
        dict: a `Row` for each name in ROWS, in that order, then one for each label of `own`.
    """
    found: dict[str, Item] = {}
    for report in reports:
        found[report["sha256"]] = report
        if report.get("source"):
            found.setdefault(Path(report["source"]).stem, report)
    own = own_labels(golds) if own is None else tuple(own)
    rows = {
        name: Row(name, share=name in ("agency names", "value spans", "objects", "meta", "offsets"))
        for name in (*ROWS, *(f"entity {label}" for label in own))
    }
    for gold in golds:
        _Scorer(gold, found.get(gold.sha256) or found.get(gold.name) or {}, rows, (*LABELS, *own)).run()
    return rows


def score(folder: str | Path, rules: RuleSet | None = None) -> dict[str, Row]:
    """Extract the texts of a gold folder and score what comes out.

    Args:
        folder: The gold, as `read_gold` takes it.
        rules: The rules to extract with; None for the built-in ones.

    Returns:
        dict[str, Row]: one for each figure, as `evaluate` gives; `row.figure` is 0 to 1, or None where there is no gold
        for it; `row.mistakes` lists what is wrong.

    Raises:
        ReadError: The folder is no gold.

    Example:
        >>> import tempfile
        >>> from fazhi_ie.tune import tasks_of, write_gold
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     _ = write_gold(tasks_of([("a.txt", "市司法局办理案件12件。")]), folder)
        ...     rows = score(folder)
        >>> rows["values"].figure, rows["values"].gold, rows["problems"].figure
        (1.0, 1, None)
    """
    golds = read_gold(folder)
    compiled = load_rules() if rules is None else rules
    return evaluate(golds, [extract(gold.text, rules=compiled).model_dump(mode="json") for gold in golds])


class _Scorer:
    """Scores one report against its gold, adding to the rows."""

    def __init__(self, gold: Gold, report: Item, rows: dict[str, Row], labels: Sequence[str]) -> None:
        self.gold, self.report, self.rows, self.labels = gold, report, rows, labels
        self._restored: Restored | None = None

    def run(self) -> None:
        for kind in ("entities", "indicators", "measures", "problems"):
            for item in self._found(kind):
                self._share("offsets", self._in_place(item), item["text"], item["start"])
        self._entities()
        self._indicators()
        self._measures()
        pairs = self._pair("problems", self._found("problems"), _overlaps)
        self._tally("problems", *pairs)
        self._meta()

    def _found(self, kind: str) -> list[dict[str, Any]]:
        return [
            {**item, **{k: item["span"][k] for k in ("start", "end", "text")}} for item in self.report.get(kind, ())
        ]

    def _in_place(self, item: Item) -> bool:
        """Tell whether a fact's text stands at its offsets; where noise was removed, in the restored text."""
        if self.gold.text[item["start"] : item["end"]] == item["text"]:
            return True
        if self._restored is None:
            self._restored = restore(self.gold.text)
        first, last = item["span"].get("clean_start", 0), item["span"].get("clean_end", 0)
        at_place = self._restored.text[first:last] == item["text"] and last <= len(self._restored.text)
        return at_place and self._restored.alignment.to_source(first, last) == (item["start"], item["end"])

    def _pair(self, kind: str, found: list[dict[str, Any]], same: Callable[[Item, Item], bool]) -> _Pairs:
        return _pair_up(self.gold.annotations.get(kind, []), found, same)

    def _entities(self) -> None:
        found = [item for item in self._found("entities") if item["label"] in self.labels]
        pairs, missed, spurious = self._pair("entities", found, _same_entity)
        for label in self.labels:
            part = (
                [pair for pair in pairs if pair[0]["label"] == label],
                [item for item in missed if item["label"] == label],
                [item for item in spurious if item["label"] == label],
            )
            self._tally(f"entity {label}", *part)
            self._tally("entities", *part)
        for want, got in pairs:
            if want.get("name"):
                shown = f"{want['text']}: gold {want['name']}, got {got.get('name')}"
                self._share("agency names", got.get("name") == want["name"], shown, want["start"])

    def _indicators(self) -> None:
        pairs, missed, spurious = self._pair("indicators", self._found("indicators"), _same_value)
        self._tally("values", pairs, missed, spurious)
        named: _PairList = []
        misnamed: _PairList = []
        for want, got in pairs:
            exact = (want["start"], want["end"]) == (got["start"], got["end"])
            self._share("value spans", exact, f"gold {want['text']}, got {got['text']}", want["start"])
            (named if dice(want["name"], got.get("name") or "") >= _ALIKE else misnamed).append((want, got))
            self.rows["bound"].classes.append((want["bound"], got.get("bound")))
        wrong = [got for want, got in misnamed if not want.get("optional")]
        self._tally("names", named, missed + [want for want, _ in misnamed], spurious + wrong)

    def _measures(self) -> None:
        pairs, missed, spurious = self._pair("measures", self._found("measures"), _same_measure)
        self._tally("measures", pairs, missed, spurious)
        for want, got in pairs:
            good = not want["object"] or dice(want["object"], got.get("object") or "") >= _ALIKE
            self._share("objects", good, f"gold {want['object']}, got {got.get('object')}", want["start"])
            self.rows["status"].classes.append((want["status"], got.get("status")))

    def _meta(self) -> None:
        want_all = self.gold.annotations.get("meta")
        if not want_all:
            return
        inferable = self.gold.annotations.get("meta_optional", {})
        for key in META_KEYS:
            want, got = want_all.get(key), (self.report.get("meta") or {}).get(key)
            if want is None and (got in (None, "") or str(got) == str(inferable.get(key))):
                continue
            self._share("meta", str(want) == str(got), f"{key}: gold {want!r}, got {got!r}", None)

    def _share(self, name: str, good: bool, shown: str, start: int | None) -> None:
        row = self.rows[name]
        if good:
            row.right += 1
        else:
            row.missed += 1
            row.mistakes.append(Mistake(self.gold.name, "wrong", shown, start))

    def _tally(self, name: str, pairs: _PairList, missed: Sequence[Item], spurious: Sequence[Item]) -> None:
        row = self.rows[name]
        row.right += sum(not want.get("optional") for want, _ in pairs)
        judged = [(got, 1 if want.get("optional") else 0) for want, got in pairs]
        for got, place in [*judged, *((item, 2) for item in spurious)]:
            row.rules.setdefault(got.get("rule", ""), [0, 0, 0])[place] += 1
        needed = [item for item in missed if not item.get("optional")]
        row.missed += len(needed)
        row.spurious += len(spurious)
        for how, items in (("missed", needed), ("spurious", spurious)):
            row.mistakes += [Mistake(self.gold.name, how, _show(item), item["start"]) for item in items]


_PairList = list[tuple[Item, Item]]
_Pairs = tuple[_PairList, list[Item], list[Item]]


def _pair_up(gold: Sequence[Item], found: Sequence[Item], same: Callable[[Item, Item], bool]) -> _Pairs:
    """Match one to one in the gold's order, each with the free found item that overlaps it most."""
    free = dict(enumerate(found))
    pairs: _PairList = []
    missed: list[Item] = []
    for want in gold:
        fitting = [n for n, got in free.items() if same(want, got)]
        if fitting:
            pairs.append((want, free.pop(max(fitting, key=lambda n: overlap(want, free[n])))))
        else:
            missed.append(want)
    return pairs, missed, list(free.values())


def overlap(a: Item, b: Item) -> float:
    """Return intersection over union of two spans, 0 to 1."""
    shared = min(a["end"], b["end"]) - max(a["start"], b["start"])
    if shared <= 0:
        return 0.0
    return float(shared / (max(a["end"], b["end"]) - min(a["start"], b["start"])))


def dice(a: str, b: str) -> float:
    """Return the Dice coefficient of the longest common subsequence of two strings, 0 to 1."""
    if not a or not b:
        return 0.0
    best = [0] * (len(b) + 1)
    for char in a:
        corner = 0
        for n, other in enumerate(b, 1):
            corner, best[n] = best[n], corner + 1 if char == other else max(best[n], best[n - 1])
    return 2 * best[-1] / (len(a) + len(b))


def _overlaps(want: Item, got: Item) -> bool:
    return overlap(want, got) >= _OVERLAP


def _same_entity(want: Item, got: Item) -> bool:
    same_span = want["start"] == got["start"] and want["end"] == got["end"]
    return same_span and got["label"] in (want["label"], want.get("alt"))


def _same_value(want: Item, got: Item) -> bool:
    units = [(item.get("unit") or "").replace(" ", "") for item in (want, got)]
    return (
        _overlaps(want, got)
        and units[0] == units[1]
        and all(_number(want.get(key)) == _number(got.get(key)) for key in ("value", "upper"))
    )


def _same_measure(want: Item, got: Item) -> bool:
    a, b = ((item.get("action") or "").replace("了", "") for item in (want, got))
    near = abs(len(a) - len(b)) <= 2 and (a in b or b in a)
    return bool(a and b) and (a == b or near) and _overlaps(want, got)


def _number(value: Any) -> Any:
    if value in (None, ""):
        return None
    try:
        return Decimal(str(value)).normalize()
    except InvalidOperation:
        return value


def _macro_f1(pairs: Sequence[tuple[Any, Any]]) -> float:
    scores: list[float] = []
    for label in sorted({want for want, _ in pairs}, key=str):
        right = sum(want == got == label for want, got in pairs)
        claims = sum(want == label for want, _ in pairs) + sum(got == label for _, got in pairs)
        scores.append(2 * right / claims)
    return sum(scores) / len(scores)


def _show(item: Item) -> str:
    details = [str(item[key]) for key in ("label", "name", "action", "object", "value", "unit") if item.get(key)]
    return f"{item['text']}  ({' | '.join(details)})" if details else str(item["text"])


def context_of(gold: Gold, mistake: Mistake, width: int = 30) -> str:
    """Return the stretch of the gold text around a mistake, on one line."""
    if mistake.start is None:
        return ""
    part = gold.text[max(0, mistake.start - width) : mistake.start + width]
    return " ".join(part.split())
