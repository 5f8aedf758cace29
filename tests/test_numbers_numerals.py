"""Numerals: exact values in any writing, what is refused, and round trips."""

from decimal import Context, Decimal, localcontext

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_ie.errors import NumeralError
from fazhi_ie.numbers import find_numbers, parse_number, parse_quantity

VALUES = """
1,234.5=1234.5 １２３=123 ３．９万=39000 3.9万=39000 3千4百=3400 1亿2千万=120000000 13万2=132000 两千零五=2005 廿五=25
〇=0 壹仟贰佰=1200 一百九十万零三千=1903000 3.68万亿=3680000000000 16.4亿=1640000000 94.30=94.30 1.2345千=1234.5
二点五=2.5 三点六八万亿=3680000000000 四百五=450 两千四百五=2450 九百万零四百=9000400 五亿零六=500000006
一万五千亿=1500000000000 三百五十万亿=350000000000000 1千零1=1001 2千零30万=20300000 十=10 十五=15 负三十二=-32
二〇二三=2023 四分之一=0.25 一又二分之一=1.5 -2.5=-2.5 3万5000=35000 1亿3000万=130000000 叁佰贰拾元整!=ERR
万万万万=ERR 百分之=ERR 三分之零=ERR 1.2.3=ERR 三分之一=ERR 两三千=ERR 一百二百=ERR =ERR 元=ERR 12件=ERR
"""


@pytest.mark.parametrize("case", VALUES.split())
def test_parse_number(case):
    text, want = case.split("=", 1)
    if want == "ERR":
        with pytest.raises(NumeralError):
            parse_number(text)
    else:
        assert str(parse_number(text)) == want


@pytest.mark.parametrize("char", ["9", "一", "百", "万", "点", ","])
def test_ten_thousand_characters_are_no_numeral(char):
    with pytest.raises(NumeralError):
        parse_number(char * 10_000)
    assert find_numbers(char * 10_000) == []


@given(st.integers(min_value=-(10**16) + 1, max_value=10**16 - 1), st.sampled_from(["low", "up"]))
def test_round_trip_of_integers(value, mode):
    assert parse_number(cn2an.an2cn(value, mode)) == value


@given(st.integers(min_value=0, max_value=10**16 - 1))
def test_round_trip_of_sums_of_money(value):
    quantity = parse_quantity(cn2an.an2cn(value, "rmb"))
    assert (quantity.value, quantity.unit, quantity.bound) == (value, "元", "eq")


@given(st.integers(min_value=1, max_value=99_999), st.integers(min_value=1, max_value=9), st.integers(0, 9))
def test_round_trip_of_small_money(yuan, jiao, fen):
    value = Decimal(yuan * 100 + jiao * 10 + fen) / 100
    assert parse_quantity(cn2an.an2cn(str(value), "rmb")).value == value


@given(st.integers(min_value=1, max_value=9), st.integers(1, 9), st.integers(1, 9), st.sampled_from("千万亿"))
def test_round_trip_of_mixed_writing(first, second, third, unit):
    lower = {"千": "百", "万": "千", "亿": "千万"}[unit]
    power = {"千": (3, 2), "万": (4, 3), "亿": (8, 7)}[unit]
    assert parse_number(f"{first}{unit}{second}{lower}") == first * 10 ** power[0] + second * 10 ** power[1]
    assert parse_number(f"{first}{second}{third}{unit}") == (first * 100 + second * 10 + third) * 10 ** power[0]
    assert parse_number(f"{first}.{second}{third}{unit}") == Decimal(f"{first}.{second}{third}").scaleb(power[0])


@given(st.integers(min_value=200, max_value=10**12))
def test_round_trip_with_liang(value):
    written = cn2an.an2cn(value, "low")
    for unit in "百千万亿":
        written = written.replace("二" + unit, "两" + unit)
    assert parse_number(written) == value


@given(
    st.decimals(min_value=0, max_value=99999, places=4, allow_nan=False),
    st.sampled_from([("万", 4), ("亿", 8), ("万亿", 12), ("", 0)]),
    st.integers(min_value=1, max_value=9),
)
def test_decimals_are_exact_under_any_context(value, unit, precision):
    name, power = unit
    with localcontext(Context(prec=precision)):
        got = parse_number(f"{value:f}{name}")
    assert got == Decimal(f"{value:f}E{power}")


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("第三批共12件", [("第三", "3", True), ("12", "12", False)]),
        ("九江四川千方百计进一步统一二维码", []),
        ("拨打12345热线", []),
        ("签约1000  万元", [("1000  万", "10000000", False)]),
        ("“一”和“五”", [("一", "1", False), ("五", "5", False)]),
        ("占三分之一", [("三分之一", None, False)]),
        ("占百分之五,即5%", [("五", "5", False), ("5", "5", False)]),
        ("买两打笔", [("两打", "24", False)]),
    ],
)
def test_find_numbers(text, want):
    found = find_numbers(text)
    got = [(text[n.start : n.end], None if n.value is None else str(n.value), n.ordinal) for n in found]
    assert got == want


@pytest.mark.parametrize("text", ["1.2.3", "三分之零", "万万万万", "百分之", "2021.11.18"])
def test_bad_input_is_refused_and_not_found(text):
    with pytest.raises(NumeralError):
        parse_number(text)
    assert find_numbers(text) == []


@given(st.text(alphabet="0123456789,.零一二两十百千万亿点分之第负%-/ 年件", max_size=40))
def test_any_text_is_read_without_error(text):
    last = 0
    for number in find_numbers(text):
        assert last <= number.start < number.end <= len(text)
        last = number.end
