"""Public conformance cases for Chinese numbers, quantities and dates; skipped where the shared folder is absent.

A case passes when all its spans and values agree. `DIFFERENT` lists the cases that are knowingly read otherwise.
"""

import json
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from fazhi_ie.numbers import find_dates, find_numbers, find_quantities

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "conformance"
KINDS = ("number", "ordinal", "percent", "dimension", "currency", "date", "period")

INCLUSIVE = "the last year of a range belongs to it: 到2018年 ends on 31 December 2018"
DIFFERENT = {
    "number": {
        "一点两小时的会议": "not supported: 一点两 read as two numbers",
        "负３ 分  之 负一百五十七": "not supported: a sign on each part of a fraction",
        "第零十刃": "the ordinal keeps its 第",
        "这不是四川这是五台山": "五台山 is a mountain, whose 五 is no number by the table of traps",
        "这不是一这是九台": "not supported: 一 between other words; it is mostly part of one",
    },
    "percent": {
        "7 2 折": "not supported: a space inside an Arabic figure; it parts two figures",
        "百 分 之  ５２.５ k": "not supported: k as a multiplier after 百分之",
        "二三十個百分點": "20 to 30 percentage points, a quantity of its own",
        "找出酒精量在5-20%之间的产品": "5-20% is a range",
    },
    "dimension": {
        "一位是最小的存储单位": "not supported: 位 as the unit of data; it is a measure word of people",
    },
    "date": {"最近": "not supported: it names no point of the calendar"},
    "period": {
        "时间从2016到2018": INCLUSIVE,
        "时间从二零一六年至二零一八年": INCLUSIVE,
        "2009 年 到 2010 年，小麦产量翻了一番": INCLUSIVE,
    },
}
UNITS = {
    "percent": lambda one: one.unit in {"%", "个百分点"},
    "currency": lambda one: one.dimension == "money",
    "dimension": lambda one: one.dimension not in {None, "money", "ratio", "count", "person"},
}


def cases():
    for kind in KINDS:
        path = FOLDER / f"{kind}.jsonl"
        for n, line in enumerate(path.read_text("utf-8").splitlines() if path.is_file() else ()):
            case = json.loads(line)
            reason = DIFFERENT.get(kind, {}).get(case["input"])
            marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
            yield pytest.param(kind, case, id=f"{kind}-{n}", marks=marks)


def same_value(got, fraction, want):
    want = Decimal(want.rstrip("%"))
    # the public cases are rounded to fifteen figures
    if got is None:
        over, under = (Decimal(part) for part in (fraction or "0/1").split("/"))
        got = over / under
    return abs(got - want) <= abs(want) * Decimal("1e-12")


@pytest.mark.skipif(not FOLDER.is_dir(), reason="needs the folder ../shared/conformance, which is not here")
@pytest.mark.parametrize(("kind", "case"), list(cases()))
def test_case(kind, case):
    text = case["input"]
    if kind in {"date", "period"}:
        found = find_dates(text, datetime.fromisoformat(case["reference"]).date())
        assert [(d.start, d.end) for d in found] == [(f["start"], f["end"]) for f in case["found"]]
        for date, want in zip(found, case["found"], strict=True):
            assert [date.start_date, date.end_date] in want["accept"]
        return
    if kind in {"number", "ordinal"}:
        found = find_numbers(text)
    else:
        found = [one for one in find_quantities(text) if UNITS[kind](one)]
    assert [(one.start, one.end) for one in found] == [(f["start"], f["end"]) for f in case["found"]]
    for one, want in zip(found, case["found"], strict=True):
        assert same_value(one.value, one.fraction, want["value"])
