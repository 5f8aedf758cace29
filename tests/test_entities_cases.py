"""The files of marked-up cases: every line is a case, right in full or known to be a gap."""

from collections import Counter
from pathlib import Path

import pytest
from entity_markup import LABELS, Case, check, parse_case, read_cases

from fazhi_ie.facts.known import Known

FILES = sorted((Path(__file__).parents[1] / "fixtures" / "entities").glob("*.txt"))
CASES = [case for file in FILES for case in read_cases(file)]


def _param(case: Case) -> object:
    marks = [pytest.mark.xfail(strict=True, reason=case.gap)] if case.gap else []
    return pytest.param(case, id=case.id, marks=marks)


@pytest.mark.parametrize("case", [_param(case) for case in CASES])
def test_case(case: Case) -> None:
    check(case.marked, Known(region=case.region), case.labels)


def test_there_are_enough_cases() -> None:
    marks = Counter(span.label for case in CASES for span in parse_case(case.marked)[1])
    assert marks["DOC_NUMBER"] >= 150
    assert marks["ARTICLE"] >= 150
    assert marks["AGENCY"] + marks["REGION"] + marks["LAW"] + marks["DOCUMENT"] >= 400
    assert sum(not parse_case(case.marked)[1] for case in CASES) >= 100


@pytest.mark.parametrize(
    "marked",
    [
        "由<AGENCY>县司法局牵头",
        "由<AGENCY>县司法局</LAW>牵头",
        "由<AGENCY rank=law>县司法局</AGENCY>牵头",
        "由<BUREAU>县司法局</BUREAU>牵头",
        "由<AGENCY><LAW>县司法局</LAW></AGENCY>牵头",
        "由县司法局</AGENCY>牵头",
        "由<AGENCY 县司法局>牵头",
    ],
)
def test_wrong_marks_are_refused(marked: str) -> None:
    with pytest.raises(ValueError, match="in '"):
        parse_case(marked)


def test_a_difference_is_an_error() -> None:
    for marked in [
        "由县司法局牵头",
        "由<AGENCY>县司法</AGENCY>局牵头",
        "由<AGENCY name=某县司法局>县司法局</AGENCY>牵头",
    ]:
        with pytest.raises(AssertionError):
            check(marked, Known(region="镇坪县"))
    with pytest.raises(AssertionError):
        check("深入<AGENCY>群众</AGENCY>", labels=LABELS)


def test_wrong_lines_are_refused(tmp_path: Path) -> None:
    for content in ["@place 镇坪县\n深入群众\n", "深入群众\n@gap why\n"]:
        (tmp_path / "cases.txt").write_text(content, "utf-8")
        with pytest.raises(ValueError, match="cases"):
            list(read_cases(tmp_path / "cases.txt"))
