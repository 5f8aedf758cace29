"""Changes: direction, base and figure as written; what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_ie.numbers import find_changes

# text -> span:direction:base:amount; a + after the amount marks a level that was reached
CASES = """
收件2万件,同比增长12.3% -> 同比增长12.3%:up:同比:12.3%
下降0.6个百分点 -> 下降0.6个百分点:down:None:0.6个百分点
较上年减少15件 -> 较上年减少15件:down:上年:15件
由2021年的82%提高到95% -> 由2021年的82%提高到95%:up:2021年的82%:95%+
增长1.2倍 -> 增长1.2倍:up:None:1.2倍
总量翻一番 -> 翻一番:up:None:1番
产值翻了两番 -> 翻了两番:up:None:2番
与上年持平 -> 与上年持平:same:上年:None
与去年同期基本持平 -> 与去年同期基本持平:same:去年同期:None
价格总体持平 -> 持平:same:None:None
同比分别增长12.3%和8.5% -> 同比分别增长12.3%:up:同比:12.3%|8.5%:up:同比:8.5%
由20个工作日压缩至5个工作日 -> 由20个工作日压缩至5个工作日:down:20个工作日:5个工作日+
办件量是上年的1.5倍 -> 是上年的1.5倍:up:上年:1.5倍+
比2020年多15件 -> 比2020年多15件:up:2020年:15件
与2021年相比,增加15件 -> 与2021年相比,增加15件:up:2021年:15件
净增3万人 -> 增3万人:up:None:30000人
实现12.3%的增长 -> 12.3%的增长:up:None:12.3%
满意度从84.7提升至89.6 -> 从84.7提升至89.6:up:84.7:89.6+
环比下降3.2% -> 环比下降3.2%:down:环比:3.2%
较去年同期下降了2.1个百分点 -> 较去年同期下降了2.1个百分点:down:去年同期:2.1个百分点
在2020年基础上再压减四分之一 -> 在2020年基础上再压减四分之一:down:2020年:0.25
比全国平均水平高2.3个百分点 -> 比全国平均水平高2.3个百分点:up:全国平均水平:2.3个百分点
从2018年的12件增加到2022年的30件 -> 从2018年的12件增加到2022年的30件:up:2018年的12件:30件+
工业占比由50%提高到75% -> 由50%提高到75%:up:50%:75%+
所占比重提高4个百分点 -> 提高4个百分点:up:None:4个百分点
办结率提升至99% -> 提升至99%:up:None:99%+
全省排名上升至第2位 -> 上升至第2位:up:None:2位+
案件同比 下降 １２％ -> 同比 下降 １２％:down:同比:12%
新增15件 ->
更多3件 ->
增加值3.2亿元 ->
保持供需平衡 ->
核减资金3万元 ->
"""


@pytest.mark.parametrize("line", CASES.strip().splitlines())
def test_find_changes(line):
    text, want = line.split(" ->")
    got = []
    for change in find_changes(text):
        amount = f"{change.amount.value}{change.amount.unit}" if change.amount is not None else "None"
        reached = "+" if change.reached else ""
        got.append(f"{text[change.start : change.end]}:{change.direction}:{change.base}:{amount}{reached}")
    assert "|".join(got) == want.strip()


@given(st.text(alphabet="0123456789.%由从较比上年增长减少提高到至翻番持平的件个百分点,。 ", max_size=60))
def test_any_text_gives_spans_inside_it(text):
    for change in find_changes(text):
        assert 0 <= change.start < change.end <= len(text)
        assert change.direction in {"up", "down", "same"}
        assert (change.amount is None) == (change.direction == "same" and not change.reached)
