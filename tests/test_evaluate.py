"""`evaluate` gives the figures of the reference scorer, and counts as its docstring says."""

import hashlib
import json
import subprocess
import sys

import pytest

from fazhi_ie import extract
from fazhi_ie.errors import ReadError
from fazhi_ie.tune.bootstrap import intervals
from fazhi_ie.tune.evaluate import ROWS, Gold, dice, evaluate, overlap, read_gold
from fazhi_ie.tune.scoreboard import board, figures, rule_board, rule_figures

TEXT = "2023年,县司法局办理案件12件,办结10件。执法力量不足。"


def span(text, start=0):
    at = TEXT.index(text, start)
    return {"start": at, "end": at + len(text), "text": text}


GOLD = {
    "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
    "meta": {"year": 2023, "kind": "annual_report"},
    "meta_optional": {"region": "某县"},
    "entities": [
        {"label": "DATE", **span("2023年")},
        {"label": "AGENCY", **span("县司法局"), "name": "某县司法局"},
        {"label": "LAW", **span("案件"), "alt": "DOCUMENT", "optional": True},
    ],
    "indicators": [
        {**span("12件"), "value": "12", "unit": "件", "bound": "eq", "name": "办理案件"},
        {**span("10件"), "value": "10", "unit": "件", "bound": "approx", "name": "办结案件"},
    ],
    "measures": [{**span("县司法局办理案件12件"), "action": "办理", "object": "案件12件", "status": "done"}],
    "problems": [{**span("执法力量不足")}],
}


def fact(text, **values):
    return {"span": span(text), **values}


REPORT = {
    "sha256": GOLD["sha256"],
    "meta": {"year": 2023, "kind": "other", "region": "某县", "title": "x"},
    "entities": [
        fact("2023年", label="DATE"),
        fact("县司法局", label="AGENCY", name="县司法局"),
        fact("案件", label="DOCUMENT"),
        fact("执法", label="AGENCY"),
        fact("执法", label="TAX"),
    ],
    "indicators": [
        fact("12件", value="12.0", unit="件", bound="eq", name="办理案件"),
        fact("10件", value="10", unit="个", bound="eq", name="办结"),
    ],
    "measures": [fact("办理案件12件", action="办理了", object="案件", status="planned")],
    "problems": [fact("力量不足")],
}


@pytest.fixture
def rows():
    return evaluate([Gold("a", TEXT, GOLD["sha256"], GOLD)], [REPORT])


@pytest.mark.parametrize(
    ("name", "right", "spurious", "missed"),
    [
        ("entities", 2, 1, 0),
        ("entity AGENCY", 1, 1, 0),
        ("agency names", 0, 0, 1),
        ("values", 1, 1, 1),
        ("names", 1, 1, 1),
        ("measures", 1, 0, 0),
        ("objects", 0, 0, 1),
        ("problems", 1, 0, 0),
        ("meta", 1, 0, 2),
        ("offsets", 9, 0, 0),
    ],
)
def test_counts(rows, name, right, spurious, missed):
    row = rows[name]
    assert (row.right, row.spurious, row.missed) == (right, spurious, missed)


def test_board_shows_mistakes_with_context(rows):
    text = board(rows, [Gold("a", TEXT, GOLD["sha256"], GOLD)], show=5)
    assert "values: a missed: 10件" in text
    assert "办结10件。执法力量" in text
    assert list(figures(rows)) == list(ROWS)


def test_missing_report_counts_as_nothing_found():
    rows = evaluate([Gold("a", TEXT, GOLD["sha256"], GOLD)], [])
    assert rows["values"].missed == 2
    assert rows["offsets"].figure is None


def test_dice_and_overlap():
    assert dice("办理案件", "办案件") == pytest.approx(6 / 7)
    assert dice("", "甲") == 0.0
    assert overlap({"start": 0, "end": 4}, {"start": 2, "end": 6}) == pytest.approx(1 / 3)
    assert overlap({"start": 0, "end": 2}, {"start": 2, "end": 4}) == 0.0


def test_gold_for_another_text_is_refused(tmp_path):
    with pytest.raises(ReadError, match="holds no"):
        read_gold(tmp_path)
    (tmp_path / "a.txt").write_text("别的文本", "utf-8")
    (tmp_path / "a.gold.json").write_text(json.dumps(GOLD), "utf-8")
    with pytest.raises(ReadError, match="another text"):
        read_gold(tmp_path)


def test_same_figures_as_the_reference_scorer(gold_dir, tmp_path):
    golds = read_gold(gold_dir)
    reports = [extract(gold.text, source=gold.name) for gold in golds]
    out = tmp_path / "out.jsonl"
    out.write_text("".join(report.to_json() + "\n" for report in reports), "utf-8")
    command = [sys.executable, str(gold_dir / "score.py"), "--gold", str(gold_dir), "--pred", str(out), "--json"]
    want = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    got = figures(evaluate(golds, [report.model_dump(mode="json") for report in reports]))
    for name in ROWS:
        theirs = want[name]
        figure = theirs["f1"] if "f1" in theirs else theirs["share"]
        assert (got[name]["figure"], got[name]["gold"]) == (pytest.approx(figure, abs=1e-4), theirs["gold"]), name
        if "p" in theirs:
            assert (got[name]["precision"], got[name]["recall"]) == (theirs["p"], theirs["r"]), name


def test_each_rule_is_charged_with_its_facts():
    report = json.loads(json.dumps(REPORT))
    for n, item in enumerate(report["entities"]):
        item["rule"] = f"entity.{n}"
    told = evaluate([Gold("a", TEXT, GOLD["sha256"], GOLD)], [report])
    assert rule_figures(told)["entities"] == {
        "entity.0": {"right": 1, "neutral": 0, "spurious": 0},
        "entity.1": {"right": 1, "neutral": 0, "spurious": 0},
        "entity.2": {"right": 0, "neutral": 1, "spurious": 0},
        "entity.3": {"right": 0, "neutral": 0, "spurious": 1},
    }
    assert "entity.3" in rule_board(told).splitlines()[1]


def test_the_interval_holds_the_figure_and_is_the_same_each_time(rows):
    other = {**GOLD, "sha256": "0", "entities": GOLD["entities"][:2]}
    golds = [Gold("a", TEXT, GOLD["sha256"], GOLD), Gold("b", TEXT, "0", other)]
    reports = [REPORT, {**REPORT, "sha256": "0", "entities": REPORT["entities"][:1]}]
    whole = evaluate(golds, reports)
    spread = intervals(golds, reports, draws=200)
    assert spread == intervals(golds, reports, draws=200)
    for name, interval in spread.items():
        assert interval.low <= whole[name].figure <= interval.high
    assert spread["entities"].low < spread["entities"].high
    assert intervals(golds[:1], reports) == {}
    assert f"[{spread['entities'].low:.3f}" in board(whole, golds, spread=spread)
