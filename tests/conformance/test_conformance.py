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

COUNTED = "a percentage is one quantity here, sign and all"
INCLUSIVE = "the last year of a range belongs to it: 到2018年 ends on 31 December 2018"
NOT_CALENDAR = "a day or year written so is mostly an identifier in reports"
DIFFERENT = {
    "number": {
        "一点两小时的会议": "一点两 is neither a decimal nor two numbers that a report would state",
        "一打": "打 is a measure word, not a factor of twelve",
        "十打苹果": "打 is a measure word, not a factor of twelve",
        "十打蘋果": "打 is a measure word, not a factor of twelve",
        "百分之五十五点五七九": COUNTED,
        "百分之十万零六百五十一": COUNTED,
        "负３ 分  之 负一百五十七": "157/3 does not end: value None with the fraction",
        "苹果折扣一折": "一 before 折 is a number; find_quantities reads the discount",
        "第零十刃": "the ordinal keeps its 第",
        "这不是四川这是五台山": "五台山 is a mountain",
        "这不是一这是九台": "一 in running text is mostly part of a word",
    },
    "percent": {
        "7 2 折": "two figures with a space between them are two figures",
        "百 分 之  ５２.５ k": "k is no multiplier in a percentage",
        "二三十個百分點": "20 to 30 percentage points, a quantity of its own",
        "找出酒精量在5-20%之间的产品": "5-20% is a range",
        "百分之十万零六百五十一": COUNTED,
    },
    "dimension": {
        "一位是最小的存储单位": "位 is a measure word of people",
        "三十两": "两 after a Chinese numeral is mostly the digit two",
    },
    "currency": {"这个手机壳花费你五美元和花费我三块": "块 is a measure word; only 块钱 is money"},
    "date": {
        "最近": "names no point of the calendar",
        "12号": NOT_CALENDAR,
        "你3-7-07有时间吗": NOT_CALENDAR,
        "你05/05/71有时间吗": NOT_CALENDAR,
        "你27-7-3有时间吗": NOT_CALENDAR,
    },
    "period": {
        "时间从2016到2018": INCLUSIVE,
        "时间从二零一六年至二零一八年": INCLUSIVE,
        "2009 年 到 2010 年，小麦产量翻了一番": INCLUSIVE,
        "2018 看起来是一个年份": NOT_CALENDAR,
        "在2007年与2009年之间": "two years named one by one are two dates",
        "帮我统计一下2010年之后2018年之前的销量": "two years named one by one are two dates",
        "我从四月的最后一个星期一到十月一日不在": "weekdays counted within a month do not occur in reports",
        "康熙20年9月": "reign years are out of scope",
        "雍正二十三年十二月": "reign years are out of scope",
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
