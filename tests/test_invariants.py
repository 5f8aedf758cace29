"""The invariants of the design, each checked over the project's own reports and, where it is here, the corpus.

Exact provenance, restoration (test_text_restore.py has the corpus), noise (test_fixtures.py), word segmentation, exact
numbers, determinism, linear time (counted work, not seconds), nothing lost, rules that prove themselves (test_rules.py).
"""

import decimal
import hashlib
import json
import re
import subprocess
import sys
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

import fazhi_ie
from fazhi_ie.schema import Notice

HARD_INPUTS = {
    "empty": "",
    "space": " \n\t\u3000 ",
    "one character": "县",
    "nul": "县司法局\x00办理案件3件。",
    "lone surrogate": "县司法局\ud800办理案件3件。",
    "byte-order mark inside": "县司法局\ufeff办理案件3件。",
    "no full stop": "县司法局办理行政复议案件3件,开展执法检查12次," * 400,
    "only digits": "1" * 20000,
    "only commas": "," * 20000,
    "only brackets": "《" * 5000 + "(" * 5000,
    "emoji and controls": "😀\u200b\u202e\x07市政府印发《工作要点》👍🏽。",
    "carriage returns": "一、工作情况\r\n市政府印发通知3件。\r二、问题\r\n",
    "astral": "𠮷市司法局办理案件３件。",
}


def spans_of(report):
    for part in (report.sections, report.entities, report.indicators, report.measures, report.problems):
        for fact in part:
            yield fact.span
    for notice in report.notices:
        assert isinstance(notice, Notice)
        yield from notice.spans


def han(text):
    return [char for char in text if "\u4e00" <= char <= "\u9fff"]


def check_provenance(text, report):
    assert report.sha256 == hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    for span in spans_of(report):
        assert 0 <= span.clean_start <= span.clean_end <= len(report.text)
        assert 0 <= span.start <= span.end <= len(text)
        assert report.text[span.clean_start : span.clean_end] == span.text
        if report.text == text:
            assert (span.start, span.end) == (span.clean_start, span.clean_end)


def check_source_slices(text, report):
    """The source slice is the same words with their noise: simplified, it begins and ends with the same characters."""
    simplify = OpenCC("t2s").convert
    for span in spans_of(report):
        given, clean = han(simplify(text[span.start : span.end])), han(span.text)
        if clean and given:
            assert (given[0], given[-1]) == (clean[0], clean[-1]), (text[span.start : span.end], span.text)
            assert len(given) == len(clean)


def fixture_texts(fixtures_dir):
    files = sorted([*fixtures_dir.rglob("reports/*.txt"), *fixtures_dir.rglob("noisy/*.txt")])
    assert files, "fixtures/ holds no reports"
    return [(file.name, fazhi_ie.read(file)) for file in files]


def test_exact_provenance_in_fixtures(fixtures_dir):
    for _, text in fixture_texts(fixtures_dir):
        report = fazhi_ie.extract(text)
        assert report.measures
        check_provenance(text, report)


def test_noisy_source_slices_are_the_same_words(fixtures_dir):
    files = [*fixtures_dir.glob("noisy/*.traditional.txt"), *fixtures_dir.glob("noisy/*.pinyin.txt")]
    assert files
    for file in files:
        text = fazhi_ie.read(file)
        report = fazhi_ie.extract(text)
        assert report.text != text
        check_provenance(text, report)
        check_source_slices(text, report)


def test_noisy_originals_point_at_the_same_words(gold_dir):
    for name in ("shiyan", "wuyuan"):
        text = fazhi_ie.read(gold_dir / "raw" / f"{name}.txt")
        check_provenance(text, fazhi_ie.extract(text))


def test_exact_provenance_and_numbers_in_corpus(corpus_texts):
    for _, text in corpus_texts:
        report = fazhi_ie.extract(text)
        check_provenance(text, report)
        check_numbers(report)


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in HARD_INPUTS.items()])
def test_hard_input_gives_a_valid_report(text):
    report = fazhi_ie.extract(text)
    check_provenance(text, report)
    assert fazhi_ie.Report.from_json(report.to_json()).sha256 == report.sha256


PIECES = st.sampled_from(
    [*"县市司法局《》()〔〕“”,,。;:、%.0123456789一二三十百千万亿第条款年月日 \n关於關(guān)", "关(guān)于", "?,F(xiàn)", "一、", "(一)",
     "1.", "下一步,", "存在问题:", "制定", "同比增长", "镇政字〔2020〕2号", "\u200b", "&nbsp;", "\ud83d", "😀"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_mixture_gives_exact_spans(text):
    check_provenance(text, fazhi_ie.extract(text))


def test_segmentation_does_not_change_facts(fixtures_dir):
    words, characters = fazhi_ie.load(), fazhi_ie.load(segmenter="char")
    for name, text in fixture_texts(fixtures_dir):
        want = fazhi_ie.extract(text)
        for nlp in (words, characters):
            doc = nlp(text)
            assert doc._.fazhi == want, name
            assert [ent.text for ent in doc.ents] == [entity.span.text for entity in want.entities]


def test_segmentation_does_not_change_facts_in_corpus(corpus_texts):
    nlp = fazhi_ie.load()
    for name, text in corpus_texts[::6]:
        part = text[:5000]
        assert nlp(part)._.fazhi == fazhi_ie.extract(part), name


def test_facts_fall_on_word_edges(fixtures_dir):
    nlp = fazhi_ie.load()
    _, text = fixture_texts(fixtures_dir)[0]
    doc = nlp(text)
    assert len(doc) < len(doc.text) * 0.8
    report = doc._.fazhi
    for key, facts in (("fazhi_measures", report.measures), ("fazhi_indicators", report.indicators)):
        assert [span.text for span in doc.spans[key]] == [fact.span.text for fact in facts]
        assert [span.id_ for span in doc.spans[key]] == [fact.rule for fact in facts]


def test_numbers_are_exact_under_any_decimal_context():
    text = "投入资金16.4亿元,办结率94.30%,惠及1亿2345万6789人。"
    want = fazhi_ie.extract(text)
    values = [item.value for item in want.indicators]
    assert values == [Decimal("1640000000"), Decimal("94.30"), Decimal("123456789")]
    assert '"value":"1640000000"' in want.to_json()
    with decimal.localcontext() as context:
        context.prec = 2
        context.rounding = decimal.ROUND_UP
        context.traps[decimal.Inexact] = True
        assert fazhi_ie.extract(text) == want


PLAIN_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def check_numbers(report):
    def refuse(number):
        raise AssertionError(f"a float in JSON: {number}")

    for item in json.loads(report.to_json(), parse_float=refuse)["indicators"]:
        assert item["value"] is None or PLAIN_NUMBER.fullmatch(item["value"])
        assert item["value"] is not None or item["fraction"]


def test_numbers_are_plain_in_json(fixtures_dir):
    for _, text in fixture_texts(fixtures_dir):
        check_numbers(fazhi_ie.extract(text))


def test_same_bytes_in_every_process(fixtures_dir):
    files = [str(file) for file in sorted((fixtures_dir / "reports").glob("*.txt"))]
    outputs = set()
    for seed, workers in (("0", "1"), ("1", "2"), ("77", "3")):
        command = [sys.executable, "-m", "fazhi_ie", "extract", *files, "--workers", workers]
        done = subprocess.run(command, capture_output=True, check=True, env={"PYTHONHASHSEED": seed, "PATH": ""})
        outputs.add(done.stdout)
    assert len(outputs) == 1


def test_same_bytes_with_more_workers_in_corpus(corpus_texts):
    texts = [text[:4000] for _, text in corpus_texts[::4]]
    want = [fazhi_ie.extract(text).to_json() for text in texts]
    assert [report.to_json() for report in fazhi_ie.extract_many(texts, workers=2)] == want


def count_work(text):
    """Count the function calls of our own code: work that does not depend on the machine's noise."""
    calls = 0

    def profile(frame, event, arg):
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(profile)
    try:
        fazhi_ie.extract(text)
    finally:
        sys.setprofile(None)
    return calls


def test_work_grows_linearly_in_corpus(corpus_texts):
    text = corpus_texts[0][1]
    fazhi_ie.extract(text)
    assert count_work("\n".join([text] * 5)) <= 6 * count_work(text)


UNITS = {
    "report": "一、工作情况\n县司法局制定印发《行政复议工作办法》(县政发〔2021〕3号),办理案件12件,同比增长5%。\n但还存在力量不足的问题。下一步,将加强培训。\n",
    "one line": "县司法局制定印发《行政复议工作办法》,办理案件12件,同比增长5%,",
    "brackets": "《(“",
    "pinyin-like": "(a)",
    "numerals": "一万",
    "items": "一是加强管理;",
}


@pytest.mark.parametrize("unit", [pytest.param(unit, id=name) for name, unit in UNITS.items()])
def test_work_grows_linearly(unit):
    small, large = (unit * (size // len(unit)) for size in (4000, 40000))
    fazhi_ie.extract(small)
    assert count_work(large) <= 13 * count_work(small) + 2000
