"""The files of cases of how facts hang together: every case is right in full or known to be a gap."""

from collections.abc import Callable
from pathlib import Path

import pytest
import relation_cases as relations
from relation_cases import Case, read_cases

FOLDER = Path(__file__).parents[1] / "fixtures" / "relations"
COMPARE: dict[str, Callable[[Case], list[str]]] = {
    "part_of": relations.wrong_wholes,
    "period": relations.wrong_periods,
    "actor": relations.wrong_actors,
    "coherence": relations.wrong_notices,
    "remedies": relations.wrong_remedies,
}
CASES = {name: list(read_cases(FOLDER / f"{name}.txt", blocks=name == "remedies")) for name in COMPARE}


def _param(name: str, case: Case) -> object:
    marks = [pytest.mark.xfail(strict=True, reason=case.gap)] if case.gap else []
    return pytest.param(name, case, id=case.id, marks=marks)


@pytest.mark.parametrize(("name", "case"), [_param(name, case) for name in CASES for case in CASES[name]])
def test_case(name: str, case: Case) -> None:
    assert COMPARE[name](case) == []


@pytest.mark.parametrize(
    ("name", "word", "at_least"),
    [("part_of", "of", 40), ("remedies", "of", 25), ("period", "period", 60), ("actor", "actor", 60)],
)
def test_there_are_enough_cases(name: str, word: str, at_least: int) -> None:
    marks = [mark.after(word) for case in CASES[name] for mark in case.parse()[1]]
    assert sum(value not in (None, "-") for value in marks) >= at_least


def test_there_are_enough_contradictions() -> None:
    assert sum(case.marked.startswith("+") for case in CASES["coherence"]) >= 20
    assert sum(case.marked.startswith("-") for case in CASES["coherence"]) >= 20


@pytest.mark.parametrize("names", [("part_of",), ("remedies",), ("actor",), ("period",), ("coherence",)])
def test_at_least_nine_in_ten_relations_are_right(names: tuple[str, ...]) -> None:
    cases = [(name, case) for name in names for case in CASES[name]]
    marks = sum(len(case.parse()[1]) if name != "coherence" else 1 for name, case in cases)
    wrong = sum(len(COMPARE[name](case)) for name, case in cases if case.gap)
    assert wrong <= marks / 10


@pytest.mark.parametrize(
    ("name", "marked"),
    [
        ("part_of", "抽查案卷{35卷|a},其中处罚{21卷|b}。"),
        ("part_of", "抽查案卷{35卷|a}。办理建议{21件|b of a}。"),
        ("period", "2021年受理{35件|period 2020-01-01/2020-12-31}。"),
        ("actor", "县司法局{印发|actor -}《办法》。"),
        ("coherence", "+ 抽查案卷35卷。 ## sum"),
        ("coherence", "- 公布权力事项16项(许可6项、处罚9项)。"),
        (
            "remedies",
            "三、存在的问题\n一是{执法力量薄弱|p1};二是普法形式单一。\n四、下一步打算\n一是{召开调度会2次|of p1}。",
        ),
    ],
)
def test_a_difference_is_an_error(name: str, marked: str) -> None:
    assert COMPARE[name](Case("made up", 1, marked, "镇坪县", 2021, "镇坪县人民政府")) != []


def test_wrong_lines_are_refused(tmp_path: Path) -> None:
    for content in ["@place 镇坪县\n深入群众\n", "深入群众\n@gap why\n"]:
        (tmp_path / "cases.txt").write_text(content, "utf-8")
        with pytest.raises(ValueError, match="cases"):
            list(read_cases(tmp_path / "cases.txt"))
    with pytest.raises(ValueError, match="not closed"):
        Case("made up", 1, "抽查{35卷|a", None, None, None).parse()
