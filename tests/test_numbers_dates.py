"""Dates and periods: spans, days and precision; what is never a date; gold spans."""

import json

import pytest
import regex

from fazhi_ie.errors import NumeralError
from fazhi_ie.numbers import find_dates, parse_date

# text read with the reference year 2023 -> span:first:last:precision
CASES = """
2018年7月1日至2019年6月30日开展 -> 2018年7月1日至2019年6月30日:2018-07-01:2019-06-30:period
今年2月至3月底全县 -> 今年2月至3月底:2023-02-01:2023-03-31:period
行动方案(2023—2025年) -> 2023—2025年:2023-01-01:2025-12-31:period
2021-11-18 16:19:00 -> 2021-11-18:2021-11-18:2021-11-18:day
2020年01月09日 00:00 -> 2020年01月09日:2020-01-09:2020-01-09:day
11月18日上午9时 -> 11月18日:2023-11-18:2023-11-18:day
报告2022年度工作 -> 2022年度:2022-01-01:2022-12-31:year
2022年底前完成 -> 2022年底:2022-12-01:2022-12-31:period
2024年年底 -> 2024年年底:2024-12-01:2024-12-31:period
年初,召开会议 -> 年初:2023-01-01:2023-03-31:period
截至11月底 -> 11月底:2023-11-30:2023-11-30:period
2023年上半年 -> 2023年上半年:2023-01-01:2023-06-30:half
第一季度完成 -> 第一季度:2023-01-01:2023-03-31:quarter
前三季度 -> 前三季度:2023-01-01:2023-09-30:period
“十四五”时期,我市 -> “十四五”时期:2021-01-01:2025-12-31:period
“十四五”以来 -> “十四五”:2021-01-01:2025-12-31:period
过去五年,我们 -> 过去五年:2019-01-01:2023-12-31:period
1-9月办件 -> 1-9月:2023-01-01:2023-09-30:period
3月5-7日培训 -> 3月5-7日:2023-03-05:2023-03-07:period
2018年以来 -> 2018年:2018-01-01:2018-12-31:year
去年同期 -> 去年同期:2022-01-01:2022-12-31:year
比上年增长 -> 上年:2022-01-01:2022-12-31:year
二〇二三年三月五日 -> 二〇二三年三月五日:2023-03-05:2023-03-05:day
2025年9月上旬 -> 2025年9月上旬:2025-09-01:2025-09-10:period
2023年2月30日 -> 2023年2月30日:None:None:day
近年来 ->
一年来,目前 ->
“十四五”规划 ->
第十五个五年规划 ->
一月一主题 ->
三年行动 ->
国办发〔2018〕118号 ->
为期3天、7个工作日 ->
新的一年 ->
"""


@pytest.mark.parametrize("line", CASES.strip().splitlines())
def test_find_dates(line):
    text, want = line.split(" ->")
    got = [f"{text[d.start : d.end]}:{d.start_date}:{d.end_date}:{d.precision}" for d in find_dates(text, 2023)]
    assert "|".join(got) == want.strip()


def test_without_reference_relative_dates_stay_open():
    dates = find_dates("今年3月出台,2021年4月施行")
    assert [(d.start_date, d.end_date) for d in dates] == [(None, None), ("2021-04-01", "2021-04-30")]


def test_same_year_is_the_year_named_before():
    assert find_dates("2019年立项,同年开工")[1].start_date == "2019-01-01"


def test_parse_date_refuses():
    with pytest.raises(NumeralError):
        parse_date("三项制度")


def test_gold_dates(gold_dir):
    missed = spurious = found = 0
    for path in sorted(gold_dir.glob("*.gold.json")):
        gold = json.loads(path.read_text("utf-8"))
        text = (gold_dir / f"{path.name[:-10]}.txt").read_bytes().decode("utf-8")
        titles = [match.span() for match in regex.finditer("《[^》]*》", text)]
        want = {(e["start"], e["end"]): e for e in gold["entities"] if e["label"] == "DATE"}
        got = {(d.start, d.end) for d in find_dates(text) if not any(s <= d.start < e for s, e in titles)}
        found += len(got & want.keys())
        spurious += len(got - want.keys())
        missed += sum(not want[span].get("optional") for span in want.keys() - got)
    assert found > 0
    assert spurious + missed <= 0.03 * found
