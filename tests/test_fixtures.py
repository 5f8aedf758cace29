"""The project's own reports: their tables parse, the facts are found, and noise does not change them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from facts_table import FactsTableError, annotated_report, parse_facts

import fazhi_ie
from fazhi_ie.tune.evaluate import evaluate
from fazhi_ie.tune.scoreboard import board

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
NAMES = sorted(file.stem for file in (FIXTURES / "facts").glob("*.tsv"))
NOISY = sorted(file.name for file in (FIXTURES / "noisy").glob("*.txt"))
REENCODED = ("gb18030", "utf16")

# a little under what is reached; raise them when the rules get better
FLOORS = {
    "entities": 0.98,
    "agency names": 0.99,
    "values": 0.99,
    "value spans": 0.99,
    "bound": 0.99,
    "names": 0.96,
    "measures": 0.97,
    "objects": 0.98,
    "status": 0.99,
    "problems": 0.97,
    "meta": 0.98,
    "offsets": 1.0,
}
AGREEMENT = 0.995

_REPORTS: dict[str, dict[str, Any]] = {}


def report_of(path: Path) -> dict[str, Any]:
    """The report of a file as JSON, extracted once."""
    key = str(path)
    if key not in _REPORTS:
        _REPORTS[key] = json.loads(fazhi_ie.extract(fazhi_ie.read(path)).model_dump_json())
    return _REPORTS[key]


def test_every_report_has_a_table_and_a_noisy_copy():
    assert sorted(file.stem for file in (FIXTURES / "reports").glob("*.txt")) == NAMES
    assert sorted({name.split(".")[0] for name in NOISY}) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_table_parses(name):
    facts = annotated_report(FIXTURES, name).annotations
    assert all(facts[kind] for kind in ("entities", "indicators", "measures", "problems"))
    assert all(f["text"] == annotated_report(FIXTURES, name).text[f["start"] : f["end"]] for f in facts["indicators"])


REPORT = "2023年,县司法局办理案件13件,其中办结3件。"


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("agency\tAGENCY\t县司法局\t", "unknown kind"),
        ("entity\tORG\t县司法局\t", "unknown label"),
        ("entity\tAGENCY\t县司法局", "columns"),
        ("entity\tAGENCY\t县公安局\t", "not found"),
        ("entity\tDATE\t2023年\t二〇二三年", "canonical name"),
        ("indicator\t13件\t13\t\t件\t=\t办理案件", "unknown bound"),
        ("indicator\t13件\t十三\t\t件\teq\t办理案件", "not a number"),
        ("indicator\t13件\t13\t\t件\trange\t办理案件", "upper"),
        ("indicator\t13件\t13\t\t件\teq\t", "needs a name"),
        ("measure\t办理案件13件\t办理\t案件13件\topen", "unknown status"),
        ("measure\t办理案件13件\t办理\t案件3件\tdone", "not within"),
        ("problem\t ", "spaces"),
        ("meta\tauthor\t县司法局", "unknown or repeated"),
    ],
)
def test_a_slip_in_a_table_is_refused(line, complaint):
    with pytest.raises(FactsTableError, match=complaint) as caught:
        parse_facts(f"# a comment\n{line}\n", REPORT)
    assert "line 2" in str(caught.value)


def test_texts_are_found_in_reading_order_and_not_inside_numbers():
    facts = parse_facts("?indicator\t3件\t3\t\t件\teq\t办结案件\nentity\tLAW/DOCUMENT\t案件\t\n", REPORT)
    assert facts["indicators"][0]["start"] == REPORT.rindex("3件")
    assert facts["indicators"][0]["optional"] is True
    assert facts["entities"][0]["alt"] == "DOCUMENT"
    with pytest.raises(FactsTableError, match="not found"):
        parse_facts("problem\t办结\nproblem\t案件\n", REPORT)


def test_scores_stay_above_their_floors():
    golds = [annotated_report(FIXTURES, name) for name in NAMES]
    rows = evaluate(golds, [report_of(FIXTURES / "reports" / f"{name}.txt") for name in NAMES])
    below = {name: rows[name].figure for name, floor in FLOORS.items() if (rows[name].figure or 0.0) < floor}
    assert not below, f"{below}\n{board(rows, golds, show=40)}"


def facts_in(report: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """The facts of a report as what noise must not change: kind, clean text, value, unit, status."""
    for kind in ("entities", "indicators", "measures", "problems"):
        for fact in report[kind]:
            details = [fact.get(key) for key in ("label", "value", "upper", "unit", "status")]
            yield kind, _bare(fact["span"]["text"]), *(_bare(str(part or "")) for part in details)


# widths are no difference between facts, and neither are spaces and line breaks
_WIDTHS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def _bare(text: str) -> str:
    return "".join(text.translate(_WIDTHS).split())


@pytest.mark.parametrize("name", [name for name in NOISY if name.split(".")[1] not in REENCODED])
def test_noise_does_not_change_facts(name):
    clean = Counter(facts_in(report_of(FIXTURES / "reports" / f"{name.split('.')[0]}.txt")))
    noisy = Counter(facts_in(report_of(FIXTURES / "noisy" / name)))
    agreement = 2 * (clean & noisy).total() / (clean.total() + noisy.total())
    differing = [f"only {which}: {fact}" for which, rest in (("clean", clean - noisy), ("noisy", noisy - clean))
                 for fact in sorted(rest.elements())]  # fmt: skip
    assert agreement >= AGREEMENT, f"{name}: {agreement:.3f}\n" + "\n".join(differing)


@pytest.mark.parametrize("name", [name for name in NOISY if name.split(".")[1] in REENCODED])
def test_an_encoding_changes_nothing(name):
    clean = report_of(FIXTURES / "reports" / f"{name.split('.')[0]}.txt")
    assert report_of(FIXTURES / "noisy" / name) == clean


def test_the_noisy_copies_are_those_of_the_script(tmp_path):
    code = "import sys, pathlib, make_noisy; make_noisy.write_copies(pathlib.Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-B", "-c", code, str(tmp_path)], cwd=FIXTURES, check=True)
    assert sorted(file.name for file in tmp_path.iterdir()) == NOISY
    # another version of OpenCC or pypinyin may write some characters otherwise; that spoils no copy
    ours = [name for name in NOISY if name.split(".")[1] not in ("traditional", "pinyin", "shifted")]
    differing = [name for name in ours if (tmp_path / name).read_bytes() != (FIXTURES / "noisy" / name).read_bytes()]
    assert not differing
