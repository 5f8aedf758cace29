"""What must hold for every input: one function a target; a property that does not hold is an AssertionError."""

import hashlib
import re
import tempfile
import time
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path

from pydantic import BaseModel

import fazhi_ie
from fazhi_ie.errors import ReadError, RuleError
from fazhi_ie.io.readers import read_bytes
from fazhi_ie.rules import check_pack, load_rules, parse_pack
from fazhi_ie.schema import Span
from fazhi_ie.text.restore import KINDS, restore

#: CPU seconds that one input may take: so much at least, and so much for each kilobyte.
SECONDS, SECONDS_A_KILOBYTE = 5.0, 1.25
#: Names under which a file may come; the first byte of an input chooses.
NAMES = ("", "a.txt", "a.html", "a.docx", "a.pdf", "a.doc")
#: A text that every kind of rule can find something in.
SAMPLE = "2023年,县司法局制定印发《行政复议工作要点》(县政发〔2021〕3号),办理案件1.2万件,同比增长5%。但还存在力量不足的问题。下一步,将加强培训。\n一、工作情况\n"
_ID = re.compile(r"[0-9a-f]{8}-[seimp][0-9]+")
_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class TooSlowError(AssertionError):
    """An input takes longer than its size explains."""


@contextmanager
def budget(size):
    """Time of the processor, not of the clock: others use the machine too."""
    begin = time.process_time()
    yield
    spent, allowed = time.process_time() - begin, max(SECONDS, SECONDS_A_KILOBYTE * size / 1000)
    if spent > allowed:
        raise TooSlowError(f"{spent:.1f} s for {size} bytes, allowed are {allowed:.1f} s")


def to_text(data):
    """Bytes of the fuzzer as text: lone surrogates survive, what is no UTF-8 is replaced."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")


def to_data(text):
    return text.encode("utf-8", "surrogatepass")


def models_of(value):
    """All models inside a model."""
    if isinstance(value, BaseModel):
        yield value
        for name in type(value).model_fields:
            yield from models_of(getattr(value, name))
    elif isinstance(value, tuple | list):
        for item in value:
            yield from models_of(item)


def check_report(text, report, alignment):
    """The invariants of a report (DESIGN.md, section 3) that can be told from one report."""
    assert report.sha256 == hashlib.sha256(to_data(text)).hexdigest()
    parts = list(models_of(report))
    for span in (part for part in parts if isinstance(part, Span)):
        assert 0 <= span.clean_start <= span.clean_end <= len(report.text)
        assert 0 <= span.start <= span.end <= len(text)
        assert report.text[span.clean_start : span.clean_end] == span.text
        assert alignment.to_source(span.clean_start, span.clean_end) == (span.start, span.end)
    facts = [*report.sections, *report.facts()]
    assert all(fact.span.clean_start < fact.span.clean_end for fact in facts)
    ids = [fact.id for fact in facts]
    assert len(set(ids)) == len(ids)
    line = report.to_json()
    assert set(_ID.findall(line.replace(report.sha256, ""))) - set(_ID.findall(report.text)) <= set(ids)
    assert all(report.find(fact.id) is fact for fact in facts)
    for part in (report.entities, report.indicators, report.measures, report.problems):
        starts = [fact.span.clean_start for fact in part]
        assert starts == sorted(starts)
    for item in report.indicators:
        assert item.value is not None or item.fraction
        assert item.value is None or (isinstance(item.value, Decimal) and _PLAIN.fullmatch(format(item.value, "f")))
    for thing in parts:
        for name in ("start_date", "end_date"):
            if value := getattr(thing, name, None):
                date.fromisoformat(str(value))
    assert fazhi_ie.Report.from_json(line) == report.model_copy(update={"text": None})
    assert fazhi_ie.Report.from_json(report.to_json(with_text=True).encode("utf-8")) == report


def check_extract(data):
    text = to_text(data)
    with budget(len(data)):
        report = fazhi_ie.extract(text)
    check_report(text, report, restore(text).alignment)
    assert fazhi_ie.extract(text).to_json() == report.to_json()


def check_restored(text, done):
    alignment = done.alignment
    assert alignment.source_length == len(text)
    assert alignment.target_length == len(done.text)
    assert all(count > 0 for count in done.repairs.values())
    if not done.repairs:
        assert done.text == text
        assert alignment.is_identity
    source = target = 0
    for run in alignment.runs():
        assert (run.source_start, run.target_start) == (source, target)
        source, target = run.source_end, run.target_end
        assert not run.exact or run.source_end - run.source_start == run.target_end - run.target_start
    for notice in done.notices:
        assert all(0 <= start <= end <= len(done.text) for start, end in notice.spans)
    done.text.encode("utf-8")  # no lone surrogates
    assert type(alignment).from_data(alignment.to_data()) == alignment


def check_restore(data):
    text = to_text(data)
    with budget(len(data)):
        done = restore(text)
    check_restored(text, done)
    # a text that needs more rounds than are made (&amp;amp;amp;…) is repaired further by the second call
    if restore(done.text).text != done.text:
        assert still_nested(text), (done.text, restore(done.text).text)
    assert restore(text) == done
    kind = KINDS[len(text) % len(KINDS)]
    check_restored(text, restore(text, kind))
    nothing = restore(text, ())
    check_restored(text, nothing)
    assert set(nothing.repairs) <= {"surrogates"}


def still_nested(text):
    """Whether one kind of noise lies six deep in another, as no script makes it."""
    return text.count("amp;") + text.count("#38;") + text.count("&#") >= 5


def check_reader(data):
    name, content = NAMES[data[0] % len(NAMES)] if data else "", data[1:]
    try:
        with budget(len(data)):
            reading = read_bytes(content, name)
    except ReadError as error:
        _tells(error, f"{name}: " if name else "")
        return
    assert reading.date is None or date.fromisoformat(reading.date)
    assert reading.title is None or reading.title.strip()
    reading.text.encode("utf-8")  # no lone surrogates
    assert read_bytes(content, name) == reading


def _tells(error, beginning=""):
    """An error says what is wrong, and where."""
    assert str(error).startswith(beginning)
    assert str(error) != beginning


def check_pack_text(data):
    """A pack is refused with a RuleError or works; what `check_pack` passes loads and extracts."""
    text = to_text(data)
    with budget(len(data)):
        try:
            _extract_with(parse_pack(text, "fuzzed.toml"))
        except RuleError as error:
            _tells(error)
    try:
        content = text.encode("utf-8")
    except UnicodeEncodeError:
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "fuzzed.toml")
        file.write_bytes(content)
        with budget(len(data)):
            faults = check_pack(file)
        assert [str(fault) for fault in check_pack(file)] == [str(fault) for fault in faults]
        assert all(fault.message and fault.line >= 0 for fault in faults)
        if not faults:
            _extract_with(file)


def _extract_with(pack):
    rules = load_rules([pack])
    report = fazhi_ie.extract(SAMPLE, rules=rules)
    check_report(SAMPLE, report, restore(SAMPLE).alignment)
    assert fazhi_ie.extract(SAMPLE, rules=rules).to_json() == report.to_json()


TARGETS = {"extract": check_extract, "restore": check_restore, "readers": check_reader, "packs": check_pack_text}
