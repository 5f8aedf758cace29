"""Cases of how facts hang together: {35卷|a},其中处罚{21卷|b of a}; fixtures/README.md says what each file marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import regex

import fazhi_ie
from fazhi_ie.schema import Measure, Report

MARK = regex.compile(r"\{(?P<text>[^{}|]+)\|(?P<attributes>[^{}|]+)\}")


@dataclass(frozen=True)
class Mark:
    """A marked piece of a text with its attributes."""

    start: int
    end: int
    attributes: tuple[str, ...]

    def after(self, word: str) -> str | None:
        """Return the attribute that follows a word (of a, period -), or None."""
        return self.attributes[self.attributes.index(word) + 1] if word in self.attributes else None


@dataclass(frozen=True)
class Case:
    """One case with what the caller would know about its report."""

    file: str
    line: int
    marked: str
    region: str | None
    year: int | None
    issuer: str | None
    gap: str | None = None

    @property
    def id(self) -> str:
        return f"{self.file}:{self.line}"

    def parse(self) -> tuple[str, list[Mark]]:
        """Split the case into its text and its marks.

        Raises:
            ValueError: A brace or bar is left over.
        """
        text, marks, at = "", [], 0
        for match in MARK.finditer(self.marked):
            text += self.marked[at : match.start()]
            marks.append(Mark(len(text), len(text) + len(match["text"]), tuple(match["attributes"].split())))
            text += match["text"]
            at = match.end()
        text += self.marked[at:]
        if regex.search(r"[{}|]", text):
            raise ValueError(f"{self.id}: a mark is not closed")
        return text, marks

    def extract(self, text: str) -> Report:
        return fazhi_ie.extract(text, region=self.region, year=self.year, issuer=self.issuer)


def read_cases(file: Path, *, blocks: bool = False) -> Iterator[Case]:
    """Read a file of cases, a case a line, or with `blocks` a case between lines of ---.

    Raises:
        ValueError: A line @key is unknown, or @gap has no case behind it.
    """
    known: dict[str, str | None] = {"region": None, "year": None, "issuer": None, "gap": None}
    block: list[str] = []
    begin = 0

    def case(line: int, marked: str) -> Case:
        year, gap = known["year"], known["gap"]
        known["gap"] = None
        return Case(file.stem, line, marked, known["region"], int(year) if year else None, known["issuer"], gap)

    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if line.startswith("@"):
            key, _, value = line[1:].partition(" ")
            if key not in known:
                raise ValueError(f"{file.name}:{number}: unknown line @{key}")
            known[key] = None if value == "-" else value
        elif line.startswith("#") or (not line.strip() and not blocks):
            continue
        elif blocks and line != "---":
            begin = begin if block else number
            block.append(line)
        elif blocks and block:
            yield case(begin, "\n".join(block).strip("\n"))
            block = []
        elif not blocks:
            yield case(number, line)
    if block:
        yield case(begin, "\n".join(block).strip("\n"))
    if known["gap"]:
        raise ValueError(f"{file.name}: no case follows the last @gap")


def figures(report: Report) -> dict[tuple[int, int], fazhi_ie.schema.Indicator]:
    """Return the indicators by their offsets in the text as given."""
    return {(item.span.start, item.span.end): item for item in report.indicators}


def wrong_wholes(case: Case) -> list[str]:
    """Compare `part_of` of every figure with its mark."""
    text, marks = case.parse()
    found = figures(report := case.extract(text))
    places = {mark.attributes[0]: (mark.start, mark.end) for mark in marks}
    wrong = []
    for mark in marks:
        item = found.get((mark.start, mark.end))
        if item is None:
            wrong.append(f"{text[mark.start : mark.end]} is not found")
            continue
        whole = report.find(item.part_of).span if item.part_of else None
        got = (whole.start, whole.end) if whole else None
        want = places[str(mark.after("of"))] if "of" in mark.attributes else None
        if got != want:
            wrong.append(f"{text[mark.start : mark.end]} of {text[slice(*got)] if got else None}")
    return wrong


def wrong_periods(case: Case) -> list[str]:
    """Compare the period of every figure with its mark."""
    text, marks = case.parse()
    found = figures(report := case.extract(text))
    wrong = []
    for mark in marks:
        item = found.get((mark.start, mark.end))
        if item is None:
            wrong.append(f"{text[mark.start : mark.end]} is not found")
            continue
        period = report.find(item.period) if isinstance(item.period, str) else item.period
        settled = period is not None and period.start_date is not None
        got = f"{period.start_date}/{period.end_date}" if settled and period is not None else "-"
        if got != mark.after("period"):
            wrong.append(f"{text[mark.start : mark.end]} in {got}, not {mark.after('period')}")
    return wrong


def wrong_actors(case: Case) -> list[str]:
    """Compare the actor of every marked action with its mark; - where the sentence names none."""
    text, marks = case.parse()
    report = case.extract(text)
    wrong = []
    for mark in marks:
        action = text[mark.start : mark.end]
        measure = _measure_of(report, mark, action)
        if measure is None:
            wrong.append(f"{action} is not found")
            continue
        stated = measure.actor.text if measure.actor is not None and measure.actor.stated else "-"
        if stated != mark.after("actor"):
            wrong.append(f"{action} by {stated}, not {mark.after('actor')}")
    return wrong


def _measure_of(report: Report, mark: Mark, action: str) -> Measure | None:
    around = [m for m in report.measures if m.span.start <= mark.start and mark.end <= m.span.end]
    same = [m for m in around if m.action in action or action in m.action]
    return min(same, key=lambda measure: measure.span.end - measure.span.start, default=None)


def wrong_notices(case: Case) -> list[str]:
    """Compare the notices of a case that begins with + (and names what contradicts) or - with those that are raised."""
    text, _, kind = case.marked[2:].partition(" ## ")
    codes = {notice.code.partition("-")[0] for notice in case.extract(text).notices}
    wanted = {kind.strip()} if case.marked.startswith("+") else set()
    return [] if codes == wanted else [f"{sorted(codes)} raised, not {sorted(wanted)}"]


def wrong_remedies(case: Case) -> list[str]:
    """Compare the remedies of every problem with the marks: each marked answer is linked, and nothing else."""
    title = f"{case.issuer or '某县人民政府'}关于法治政府建设情况的报告\n一年来,各项工作有序推进。\n"
    text, marks = case.parse()
    text, marks = title + text, [Mark(m.start + len(title), m.end + len(title), m.attributes) for m in marks]
    report = case.extract(text)
    answers = [mark for mark in marks if "of" in mark.attributes]
    wrong = []
    for mark in marks:
        if "of" in mark.attributes:
            continue
        problem = next((p for p in report.problems if p.span.start < mark.end and mark.start < p.span.end), None)
        if problem is None:
            wrong.append(f"{mark.attributes[0]} is not found")
            continue
        linked = [report.find(remedy).span for remedy in problem.remedies]
        for answer in answers:
            has = any(span.start < answer.end and answer.start < span.end for span in linked)
            if has != (answer.after("of") == mark.attributes[0]):
                wrong.append(f"{mark.attributes[0]} {'has' if has else 'lacks'} {text[answer.start : answer.end]}")
    return wrong
