"""What a change of the rules does to a corpus: the facts gained, lost and changed, by kind and by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from html import escape
from typing import Any, Literal

from fazhi_ie.facts.extract import extract
from fazhi_ie.rules import RuleSet
from fazhi_ie.schema import Report

How = Literal["gained", "lost", "changed"]
HOWS: tuple[How, ...] = ("gained", "lost", "changed")
KINDS = ("entities", "indicators", "measures", "problems")
#: What of a fact is compared; `text` stands for its span.
FIELDS: dict[str, tuple[str, ...]] = {
    "entities": ("text", "label", "name"),
    "indicators": ("text", "name", "value", "upper", "unit", "bound"),
    "measures": ("text", "action", "object", "actor", "status", "concrete"),
    "problems": ("text",),
}
_AROUND = 24
_STYLE = """
body{font:14px/1.6 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;color-scheme:light dark;
margin:2em auto;max-width:70em;padding:0 1em}
table{border-collapse:collapse;margin:1em 0}
th,td{border:1px solid #8886;padding:.25em .6em;text-align:left;vertical-align:top}
td.n{text-align:right;font-variant-numeric:tabular-nums}
mark{background:color-mix(in srgb,var(--c) 28%,transparent);color:inherit}
.gained{--c:#15803d}.lost{--c:#be123c}.changed{--c:#b45309}h2 span{color:var(--c)}
"""


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact that two rule sets do not agree on.

    Attributes:
        source: Name of the text.
        kind: "entities", "indicators", "measures" or "problems".
        how: "gained", "lost" or "changed".
        before: What the fact was: its rule and compared values as strings, by name; None where it was not there.
        after: What it is; None where it is gone.
        fields: Names of the values that changed; empty for a fact gained or lost.
        left: Up to 24 characters of the restored text before the fact.
        text: The fact's words.
        right: Up to 24 characters behind it.

    Example:
        >>> from fazhi_ie.rules import load_rules
        >>> text, less = "县司法局印发《甲方案》。", load_rules(disable=["measure.issue-document"])
        >>> (gained,) = compare([("a.txt", text)], less, load_rules()).differences
        >>> gained.how, gained.before, gained.after["action"], gained.right
        ('gained', None, '印发', '。')
    """

    source: str
    kind: str
    how: How
    before: dict[str, str] | None
    after: dict[str, str] | None
    fields: tuple[str, ...]
    left: str
    text: str
    right: str

    @property
    def rule(self) -> str:
        """Id of the rule that made the fact after the change, or before it where it is lost.

        Example:
            >>> fact = {"rule": "measure.issue-document", "text": "印发方案"}
            >>> Difference("a.txt", "measures", "lost", fact, None, (), "", "印发方案", "。").rule
            'measure.issue-document'
        """
        fact = self.after or self.before
        assert fact is not None
        return fact["rule"]


@dataclass(slots=True)
class Comparison:
    """All differences over a corpus; print it for a table, show it in a notebook, or read its parts.

    Attributes:
        texts: How many texts were compared.
        before: How many facts there were before, by kind.
        after: How many there are after, by kind.
        differences: In the order of texts, in a text by kind, then by place.

    Example:
        >>> from fazhi_ie.rules import load_rules
        >>> text, less = "县司法局印发《甲方案》。", load_rules(disable=["measure.issue-document"])
        >>> print(compare([("a.txt", text)], load_rules(), less))
        1 texts
        kind           before    after   gained     lost  changed
        entities            2        2        0        0        0
        indicators          0        0        0        0        0
        measures            1        0        0        1        0
        problems            0        0        0        0        0
        <BLANKLINE>
        rule                                      gained    lost changed
        measure.issue-document                         0       1       0
    """

    texts: int = 0
    before: Counter[str] = field(default_factory=Counter)
    after: Counter[str] = field(default_factory=Counter)
    differences: list[Difference] = field(default_factory=list)

    @property
    def lost(self) -> int:
        """How many facts are gone.

        Example:
            >>> Comparison(texts=1).lost
            0
        """
        return sum(difference.how == "lost" for difference in self.differences)

    def by_kind(self) -> list[dict[str, Any]]:
        """Return a row a kind.

        Returns:
            list[dict[str, Any]]: "kind", and numbers of facts under "before", "after", "gained", "lost", "changed"; all
            four kinds, in the order entities, indicators, measures, problems.

        Example:
            >>> Comparison().by_kind()[0]
            {'kind': 'entities', 'before': 0, 'after': 0, 'gained': 0, 'lost': 0, 'changed': 0}
        """
        rows = []
        for kind in KINDS:
            hows = Counter(difference.how for difference in self.differences if difference.kind == kind)
            rows.append({"kind": kind, "before": self.before[kind], "after": self.after[kind]} | _counts(hows))
        return rows

    def by_rule(self) -> list[dict[str, Any]]:
        """Return a row a rule whose facts differ.

        Returns:
            list[dict[str, Any]]: "rule" with its id, and numbers of facts under "gained", "lost", "changed"; the rule
            with most differences first, then by id.

        Example:
            >>> from fazhi_ie.rules import load_rules
            >>> less = load_rules(disable=["measure.issue-document"])
            >>> compare([("a.txt", "县司法局印发《甲方案》。")], load_rules(), less).by_rule()
            [{'rule': 'measure.issue-document', 'gained': 0, 'lost': 1, 'changed': 0}]
        """
        hows: dict[str, Counter[How]] = {}
        for difference in self.differences:
            hows.setdefault(difference.rule, Counter())[difference.how] += 1
        ordered = sorted(hows.items(), key=lambda item: (-item[1].total(), item[0]))
        return [{"rule": rule} | _counts(counter) for rule, counter in ordered]

    def to_dict(self) -> dict[str, Any]:
        """Return all of it as values that JSON can hold.

        Returns:
            dict[str, Any]: "texts", "by_kind", "by_rule", and "differences" with a dict each of the fields of
            `Difference`.

        Example:
            >>> list(Comparison().to_dict())
            ['texts', 'by_kind', 'by_rule', 'differences']
        """
        return {
            "texts": self.texts, "by_kind": self.by_kind(), "by_rule": self.by_rule(),
            "differences": [asdict(difference) for difference in self.differences],
        }  # fmt: skip

    def __str__(self) -> str:
        """Write the tables."""
        return self.table()

    def table(self, show: int = 0) -> str:
        """Write the tables by kind and by rule.

        Args:
            show: How many differences of each sort (gained, lost, changed) to add, each in its sentence.

        Returns:
            str: lines for a screen, without a line break at the end.

        Example:
            >>> from fazhi_ie.rules import load_rules
            >>> less = load_rules(disable=["measure.issue-document"])
            >>> found = compare([("a.txt", "县司法局印发《甲方案》。")], load_rules(), less)
            >>> print(found.table(show=1).splitlines()[-1])
              a.txt: … [县司法局印发《甲方案》]。 …  (measures, measure.issue-document)
        """
        lines = [f"{self.texts} texts", _row("kind", "before", "after", "gained", "lost", "changed")]
        lines += [_row(*row.values()) for row in self.by_kind()]
        rules = self.by_rule()
        if rules:
            lines += ["", f"{'rule':40}{'gained':>8}{'lost':>8}{'changed':>8}"]
            lines += [f"{row['rule']:40}{row['gained']:>8}{row['lost']:>8}{row['changed']:>8}" for row in rules]
        for how in HOWS:
            shown = [difference for difference in self.differences if difference.how == how][:show]
            lines += ["", f"{how}:"] * bool(shown)
            lines += [f"  {_told(difference)}" for difference in shown]
        return "\n".join(lines)

    def page(self) -> str:
        """Write a self-contained HTML page: the tables, and every difference in its sentence.

        Returns:
            str: the page, to be written as UTF-8; it runs no script and loads nothing.

        Example:
            >>> Comparison().page()[:15]
            '<!doctype html>'
        """
        return "\n".join(_page(self)) + "\n"

    def _repr_html_(self) -> str:
        """Show the page in a notebook, in a frame of its own that can run nothing."""
        return f'<iframe srcdoc="{escape(self.page())}" sandbox style="width:100%;height:32em;border:0"></iframe>'


def compare(texts: Iterable[tuple[str, str]], before: RuleSet, after: RuleSet) -> Comparison:
    """Extract every text with two rule sets and compare the facts.

    Facts of one kind at the same place are the same fact; one that overlaps another of its kind is that one, changed.

    Args:
        texts: Pairs of a name and a text; read one by one.
        before: The rules to start from.
        after: The rules as changed.

    Returns:
        Comparison: its size grows with the differences, not with the corpus.

    Example:
        >>> from fazhi_ie.rules import load_rules
        >>> found = compare(
        ...     [("a.txt", "县司法局印发《甲方案》。")], load_rules(), load_rules(disable=["measure.issue-document"])
        ... )
        >>> [(item.how, item.kind, item.text, item.rule) for item in found.differences]
        [('lost', 'measures', '县司法局印发《甲方案》', 'measure.issue-document')]
    """
    result = Comparison()
    for name, text in texts:
        result.texts += 1
        old, new = extract(text, rules=before), extract(text, rules=after)
        clean = new.text or ""
        for kind in KINDS:
            result.before[kind] += len(getattr(old, kind))
            result.after[kind] += len(getattr(new, kind))
            result.differences += _differences(name, clean, kind, old, new)
    return result


def _differences(name: str, clean: str, kind: str, old: Report, new: Report) -> Iterator[Difference]:
    before, after = list(getattr(old, kind)), list(getattr(new, kind))
    places = {(fact.span.start, fact.span.end, getattr(fact, "label", "")): fact for fact in before}
    pairs, fresh = [], []
    for fact in after:
        twin = places.pop((fact.span.start, fact.span.end, getattr(fact, "label", "")), None)
        pairs.append((twin, fact)) if twin is not None else fresh.append(fact)
    gone = list(places.values())
    for fact in fresh:
        other = next((each for each in gone if _overlap(each, fact)), None)
        if other is not None:
            gone.remove(other)
        pairs.append((other, fact))
    pairs += [(fact, None) for fact in gone]
    for was, now in sorted(pairs, key=lambda pair: (pair[1] or pair[0]).span.start):
        a, b = (None if fact is None else _values(kind, fact) for fact in (was, now))
        fields = tuple(key for key in FIELDS[kind] if a and b and a[key] != b[key])
        if a and b and not fields:
            continue
        span = (now or was).span
        yield Difference(
            name, kind, "changed" if a and b else "gained" if b else "lost", a, b, fields,
            clean[max(0, span.clean_start - _AROUND) : span.clean_start].replace("\n", " "), span.text,
            clean[span.clean_end : span.clean_end + _AROUND].replace("\n", " "),
        )  # fmt: skip


def _overlap(a: Any, b: Any) -> bool:
    return bool(a.span.start < b.span.end and b.span.start < a.span.end)


def _values(kind: str, fact: Any) -> dict[str, str]:
    values = {"rule": fact.rule}
    for key in FIELDS[kind]:
        value = fact.span.text if key == "text" else getattr(fact, key)
        values[key] = "" if value is None else str(getattr(value, "text", value))
    return values


def _counts(hows: Mapping[How, int]) -> dict[str, int]:
    return {how: hows.get(how, 0) for how in HOWS}


def _row(name: Any, *cells: Any) -> str:
    return f"{name:12}" + "".join(f"{cell:>9}" for cell in cells)


def _told(difference: Difference) -> str:
    around = f"{difference.source}: … {difference.left}[{difference.text}]{difference.right} …"
    if difference.how != "changed" or not difference.before or not difference.after:
        return f"{around}  ({difference.kind}, {difference.rule})"
    changes = "; ".join(f"{key}: {difference.before[key]} → {difference.after[key]}" for key in difference.fields)
    return f"{around}  ({difference.kind}, {difference.rule}; {changes})"


def _page(result: Comparison) -> Iterator[str]:
    yield '<!doctype html>\n<html lang="zh"><head><meta charset="utf-8"><title>fazhi_ie: rules compared</title>'
    yield f"<style>{_STYLE}</style></head><body>"
    yield f"<h1>Rules compared over {result.texts} texts</h1>"
    yield _html_table(result.by_kind())
    yield _html_table(result.by_rule())
    for how in HOWS:
        shown = [difference for difference in result.differences if difference.how == how]
        yield f'<h2 class="{how}"><span>{len(shown)} {how}</span></h2>' if shown else ""
        for kind in KINDS:
            rows = [_html_row(difference) for difference in shown if difference.kind == kind]
            if rows:
                head = "<tr><th>source</th><th>in its sentence</th><th>rule</th><th>what changed</th></tr>"
                yield f'<h3>{kind}</h3><table class="{how}">{head}{"".join(rows)}</table>'
    yield "</body></html>"


def _html_row(difference: Difference) -> str:
    before, after = difference.before or {}, difference.after or {}
    changes = "<br>".join(
        f"{key}: {escape(before[key])} → {escape(after[key])}" for key in difference.fields if before and after
    )
    words = f"{escape(difference.left)}<mark>{escape(difference.text)}</mark>{escape(difference.right)}"
    return (
        f"<tr><td>{escape(difference.source)}</td><td>… {words} …</td><td>{escape(difference.rule)}</td>"
        f"<td>{changes}</td></tr>"
    )


def _html_table(rows: Sequence[dict[str, Any]]) -> str:
    if not rows:
        return ""
    head = "".join(f"<th>{escape(name)}</th>" for name in rows[0])
    body = "".join(f"<tr>{''.join(map(_html_cell, row.values()))}</tr>" for row in rows)
    return f"<table><tr>{head}</tr>{body}</table>"


def _html_cell(value: Any) -> str:
    return f'<td class="n">{value}</td>' if isinstance(value, int) else f"<td>{escape(str(value))}</td>"
