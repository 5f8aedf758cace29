"""Quantities: span, value, unit and bound of figures as reports word them; what is not a figure; linear time."""

import sys
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_ie.errors import NumeralError
from fazhi_ie.numbers import find_changes, find_dates, find_numbers, find_quantities, parse_quantity
from fazhi_ie.numbers.traps import traps, unit_words

# sentence -> span:value:unit:bound, several joined by |; value low~high for ranges; nothing for no quantity
CASES = """
共办结案件1,286件。 -> 1,286件:1286:件:eq
办件量达3.9万件,按时办结率100% -> 3.9万件:39000:件:eq|100%:100:%:eq
通办事项超过140项 -> 超过140项:140:项:gt
吸引近千人参加 -> 近千人:1000:人:approx
好评率达99.9%以上 -> 99.9%以上:99.9:%:ge
牵来三百余匹马 -> 三百余匹:300:匹:approx
公开信息1万余条 -> 1万余条:10000:条:approx
调处纠纷6000多起 -> 6000多起:6000:起:approx
总投资6800亿元左右 -> 6800亿元左右:680000000000:元:approx
产值突破3万亿元 -> 突破3万亿元:3000000000000:元:gt
总量居全国第2位 -> 第2位:2:位:eq
规模居全省前三 -> 前三:3::le
稳居全国前十强, -> 前十强:10::le
惠及750余万人次 -> 750余万人次:7500000:人次:approx
储备物资19.61万件/套 -> 19.61万件/套:196100:件/套:eq
完成百分之九十四点三 -> 百分之九十四点三:94.3:%:eq
损耗千分之五 -> 千分之五:0.5:%:eq
覆盖九成以上村庄 -> 九成以上:90:%:ge
举办超千场演出 -> 超千场:1000:场:gt
来了数十家企业 -> 数十家:10:家:approx
走访上百家企业 -> 上百家:100:家:ge
压缩至3至5个工作日 -> 3至5个工作日:3~5:个工作日:range
每县培育10—15家 -> 10—15家:10~15:家:range
占比70%-80% -> 70%-80%:70~80:%:range
补助2.1万到3万元 -> 2.1万到3万元:21000~30000:元:range
种植3-5万亩 -> 3-5万亩:30000~50000:亩:range
合格率分别超98.5%和99% -> 超98.5%:98.5:%:gt|99%:99:%:gt
分别提高15、22个百分点 -> 15:15:个百分点:eq|22个百分点:22:个百分点:eq
分别提高15、22和30个百分点 -> 15:15:个百分点:eq|22:22:个百分点:eq|30个百分点:30:个百分点:eq
两者之比升至2.5∶1 -> 2.5∶1:2.5::eq
收入比缩小到2:1以内 -> 2:1:2::eq
全程半天办结 -> 半天:0.5:天:eq
每度排放0.13千克 -> 0.13千克:0.13:千克:eq
送电超2万亿千瓦时 -> 超2万亿千瓦时:2000000000000:千瓦时:gt
装机386万千瓦 -> 386万千瓦:3860000:千瓦:eq
压减三分之一 -> 三分之一:None::eq
减少1/4以上 -> 1/4以上:0.25::ge
每年培训不少于40学时 -> 不少于40学时:40:学时:ge
用时不超过20个工作日 -> 不超过20个工作日:20:个工作日:le
20个工作日内办结 -> 20个工作日内:20:个工作日:le
不到10人 -> 不到10人:10:人:lt
满意度从84.7提升至89.6 -> 84.7:84.7::eq|89.6:89.6::eq
用户突破3500万、增长2成 -> 突破3500万:35000000::gt|2成:20:%:eq
节约5000万元 -> 5000万元:50000000:元:eq
为企业减负2500亿元 -> 2500亿元:250000000000:元:eq
增速为负3.9% -> 负3.9%:-3.9:%:eq
十五斤半 -> 十五斤半:15.5:斤:eq
两三千人 -> 两三千人:2000~3000:人:range
十几个村 -> 十几个:10:个:approx
持续3个多月 -> 3个多月:3:个月:approx
3种植物 -> 3种:3:种:eq
50名优秀律师 -> 50名:50:名:eq
60家政府部门 -> 60家:60:家:eq
增派10余件 -> 10余件:10:件:approx
5个部门联合检查12次 -> 5个:5:个:eq|12次:12:次:eq
共 １２ 件 -> １２ 件:12:件:eq
漾起6.4级地震 -> 6.4级:6.4:级:eq
算力突破4000P -> 突破4000P:4000:P:gt
拨打12345热线 ->
落实第一责任人职责 ->
推行三项制度 ->
推进五公开、一网通办 ->
“1+3+N”模式 ->
出席G20峰会 ->
2021-11-18 16:19:00 ->
见1.2.3节 ->
2023年3月5日上午9时 ->
第三批示范市 ->
党的二十届历次全会在四川、九江召开 ->
进一步千方百计方便百姓,统一一批系列标准 ->
两办印发三年行动方案 ->
发〔2020〕2号 ->
"""


def rows():
    for line in CASES.strip().splitlines():
        text, want = line.split(" ->")
        yield pytest.param(text, want.strip(), id=text)


@pytest.mark.parametrize(("text", "want"), list(rows()))
def test_find_quantities(text, want):
    got = []
    for q in find_quantities(text):
        value = str(q.value) if q.upper is None else f"{q.value}~{q.upper}"
        got.append(f"{text[q.start : q.end]}:{value}:{q.unit}:{q.bound}")
    # the colon of a ratio is also the separator of the table; both sides are written the same way
    assert "|".join(got) == want


@pytest.mark.parametrize("trap", sorted(traps()))
def test_trap_is_no_quantity_and_has_a_reason(trap):
    assert traps()[trap]
    assert find_quantities(f"继续推进{trap}工作") == []


def test_unit_words_have_known_forms():
    assert set(unit_words().values()) <= {"all", "chinese", "counted"}


@pytest.mark.parametrize("text", ["", "百分之", "三分之零", "约", "12345", "3件和5件", "2023年"])
def test_parse_quantity_refuses(text):
    with pytest.raises(NumeralError):
        parse_quantity(text)


def test_parse_quantity_keeps_offsets():
    quantity = parse_quantity("  约12万件 ")
    assert (quantity.start, quantity.end, quantity.value) == (2, 7, Decimal(120000))


@given(st.text(alphabet="0123456789,.零一二两半几十百千万亿点分之第前近超负%-/∶:至余多 年件元个", max_size=40))
def test_any_text_gives_ordered_spans(text):
    last = 0
    for quantity in find_quantities(text):
        assert last <= quantity.start <= quantity.number_start < quantity.number_end <= quantity.end <= len(text)
        last = quantity.end


def calls(work):
    """Count the function calls of some work, C functions included: unlike a clock, the same in every run."""
    count = 0

    def note(frame, event, argument):
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(
    "unit",
    ["1", "一", "点", ",", "百", "万", "1,", "1、", "一点", "百分之", "1年", "1至", "1.", "第", "半", "增长", "比上年"],
)
@pytest.mark.parametrize("find", [find_quantities, find_numbers, find_dates, find_changes])
def test_work_is_linear(unit, find):
    small, large = ((unit * length)[:length] for length in (2_000, 8_000))
    find("1件")
    assert calls(lambda: find(large)) < 6 * calls(lambda: find(small)) + 200


@pytest.mark.parametrize("char", ["9", "一", "点", ",", "1,"])
def test_very_long_rows_end(char):
    text = (char * 300_000)[:300_000]
    assert find_quantities(text) == []


def test_hotline_is_no_count_but_the_same_figure_may_be():
    assert find_quantities("接入12367平台") == []
    assert [q.unit for q in find_quantities("建成12367个平台")] == ["个"]


def test_base_units():
    assert parse_quantity("1.5平方公里").in_base_units().value == Decimal(1500000)
    assert parse_quantity("3至5公里").in_base_units().upper == Decimal(5000)
    assert parse_quantity("12爿").in_base_units() is None
