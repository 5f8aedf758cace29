"""One figure: numeral, open mark and unit read forwards from a place of a folded text."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import regex

from fazhi_ie.knowledge.units import Unit, Units, builtin_units
from fazhi_ie.numbers.bounds import open_mark
from fazhi_ie.numbers.numerals import quotient, read_fraction
from fazhi_ie.numbers.reader import EXACT, UNIT_CHARS, plain, read_multiplier, read_numeral, scaled
from fazhi_ie.numbers.traps import goes_on


@dataclass(slots=True)
class Figure:
    """A numeral with unit, read forwards from its place; spans are offsets of the folded text."""

    start: int
    number_end: int
    end: int
    value: Decimal | None
    upper: Decimal | None
    fraction: str | None
    unit: str
    row: Unit | None
    open: bool
    scaled: bool
    chinese: bool
    bare: bool


_PERCENT_WORD = regex.compile(r"(百万万|万万|千万|百万|百|千|万)分之(负?)")
_PERCENT_POWER = {"百": 0, "千": -1, "万": -2, "百万": -4, "千万": -5, "万万": -6, "百万万": -8}
_YUAN = frozenset("元圆")
_TWO_FIGURE_DISCOUNT = regex.compile(r"([一二三四五六七八九]{2})折(?![合算叠腾射旧线返页])")
_VAGUE_TENS = regex.compile(r"[几数]([十百千万亿]{1,3})")
_SLASHED = regex.compile(r"([1-9][0-9]?)/([1-9][0-9]{0,2})(?![0-9/.年月日-])")
# what follows a figure that is a date, a time of day, a number of a thing: never a quantity
POINT_IN_TIME = regex.compile(
    r"年(?!度?[^\n]{0,1}时间)|月(?!票|薪|租)|日(?!内|均)|号|时(?!长)|点|世纪|年代|[/:](?=[0-9])|∶"
)


def read_figure(text: str, pos: int, units: Units) -> Figure | None:
    """Read numeral, open mark and one of the units at `pos` of a folded text; None where no figure or a date stands."""
    char = text[pos]
    if char in "百千万" and (percent := _PERCENT_WORD.match(text, pos)):
        return _read_percent(text, pos, percent)
    if char in "几数":
        vague = _VAGUE_TENS.match(text, pos)
        return _read_vague(text, pos, vague, units) if vague is not None else None
    if discount := _TWO_FIGURE_DISCOUNT.match(text, pos):
        paid = Decimal("".join(str("一二三四五六七八九".index(char) + 1) for char in discount.group(1)))
        percent_row = builtin_units().read("%", 0)
        return Figure(
            pos, discount.end(1), discount.end(), paid, None, None, "%", percent_row[2] if percent_row else None,
            False, False, True, False,
        )  # fmt: skip
    if char == "半":
        return _read_half(text, pos, units)
    slashed = _SLASHED.match(text, pos)
    if slashed is not None and int(slashed.group(1)) < int(slashed.group(2)):
        value, ratio = quotient(Decimal(slashed.group(1)), Decimal(slashed.group(2)))
        return Figure(pos, slashed.end(), slashed.end(), value, None, ratio, "", None, False, False, False, False)
    fraction = read_fraction(text, pos)
    if fraction is not None:
        end, value, ratio = fraction
        return Figure(pos, end, end, value, None, ratio, "", None, False, False, True, False)
    return _read_plain(text, pos, units)


def _read_percent(text: str, pos: int, mark: regex.Match[str]) -> Figure | None:
    start = mark.end()
    if text[start : start + 1] == "百":
        value, end, chinese = Decimal(100), start + 1, True
    else:
        reading = read_numeral(text, start)
        if reading is None or reading.bare or reading.digits or reading.upper is not None:
            return None
        value, end, chinese = reading.value, reading.end, reading.chinese
    if mark.group(2):
        value = value.copy_negate()
    row = builtin_units().read("%", 0)
    value = scaled(value, _PERCENT_POWER[mark.group(1)])
    return Figure(pos, end, end, value, None, None, "%", row[2] if row else None, False, False, chinese, False)


def _read_vague(text: str, pos: int, match: regex.Match[str], units: Units) -> Figure | None:
    """Read 数十件, 几百人: open upwards from the power of ten."""
    end, power = read_multiplier(text, pos + 1, match.end())
    if not power:
        return None
    if match.group(1)[0] == "万" and match.group(1) == "万" and text[end : end + 1] == "分":
        return None
    return _with_unit(text, pos, end, Decimal(10**power), None, units, chinese=True, opened=True)


def _read_half(text: str, pos: int, units: Units) -> Figure | None:
    """Read 半天, 半年, 半小时: only before a unit of time, for 半 is mostly another word."""
    unit = units.read(text, pos + 1)
    if unit is not None and unit[1] == "折":
        return _share(text, pos, pos + 1, unit[0], Decimal(5), None, unit[2], False, units)
    if (
        unit is None
        or (unit[2].dimension != "duration" and unit[1] not in _HALF_A)
        or (pos and text[pos - 1] in "上下前后大多夜过小")
    ):
        return None
    return Figure(pos, pos + 1, unit[0], Decimal("0.5"), None, None, unit[1], unit[2], False, False, True, False)


def _read_plain(text: str, pos: int, units: Units) -> Figure | None:
    reading = read_numeral(text, pos)
    if reading is None or reading.digits:
        return None
    if (
        reading.chinese
        and text[pos] in "陆肆拾伍叁"
        and reading.end - pos == 1
        and text[pos + 1 : pos + 2] not in _YUAN
    ):
        return None
    value, upper, end = reading.value, reading.upper, reading.end
    opened = False
    if text[end : end + 1] == "几" and upper is None and reading.chinese and text[end - 1] in "十百千":
        end, opened = end + 1, True
        after, power = read_multiplier(text, end)
        end, value = after, scaled(value, power)
    return _with_unit(text, pos, end, value, upper, units, chinese=reading.chinese, opened=opened, bare=reading.bare)


def _with_unit(
    text: str, pos: int, end: int, value: Decimal, upper: Decimal | None,
    units: Units, *, chinese: bool, opened: bool, bare: bool = False,
) -> Figure | None:  # fmt: skip
    """Read 余/多, a multiplier after it, and the unit."""
    number_end = end
    after_open = open_mark(text, end)
    if after_open != end:
        stop, power = read_multiplier(text, after_open)
        if power or units.read(text, after_open) is not None or text[end - 1] in "万亿":
            end, opened = stop, True
            value = scaled(value, power)
            upper = scaled(upper, power) if upper is not None else None
            number_end = end if power else number_end
    is_scaled = any(char in UNIT_CHARS for char in text[pos:end])
    unit = _unit_at(text, pos, end, value, chinese, units)
    if unit is None:
        if POINT_IN_TIME.match(text, end):
            return None
        return Figure(pos, number_end, end, value, upper, None, "", None, opened, is_scaled, chinese, bare)
    stop, name, row = unit
    if name == "个多月":
        name, opened = "个月", True
    if name == "个" and text[stop : stop + 1] == "半" and upper is None and not opened:
        longer = units.read(text, stop + 1)  # 两个半小时, 一个半月
        if text[stop + 1 : stop + 2] == "月" or (longer is not None and longer[1] in {"小时", "学期"}):
            end_of_unit = longer[0] if longer is not None else stop + 2
            whole = units.read("个" + text[stop + 1 : end_of_unit], 0)
            if whole is not None:
                stop, name, row, value = end_of_unit, whole[1], whole[2], EXACT.add(value, Decimal("0.5"))
    half = text[stop : stop + 1] == "半" and row.dimension in _HALVED and not opened
    if half and upper is None:
        value, stop = EXACT.add(value, Decimal("0.5")), stop + 1
    if name == "元" and upper is None and not opened:
        value, stop = _small_money(text, stop, value)
    if row.dimension in {"share", "discount"}:
        return _share(text, pos, number_end, stop, value, upper, row, opened, units)
    if not opened and open_mark(text, stop) != stop and row.dimension in _OPEN_AFTER and upper is None:
        stop, opened = stop + 1, True
    return Figure(pos, number_end, stop, value, upper, None, name, row, opened, is_scaled, chinese, bare)


# 壹拾元整, 三元五角, 叁佰元零伍分
_SMALL_MONEY = regex.compile(
    r"(?:整|正)(?![治合改理体个顿修])|(?:([0-9一二三四五六七八九壹贰叁肆伍陆柒捌玖])角)?(?:零?([0-9一二三四五六七八九壹贰叁肆伍陆柒捌玖])分)?(?:整|正)?"
)


def _small_money(text: str, pos: int, value: Decimal) -> tuple[Decimal, int]:
    """Add the 角 and 分 that follow 元 at `pos`; 整 closes a sum."""
    match = _SMALL_MONEY.match(text, pos)
    if match is None or match.end() == pos:
        return value, pos
    tens, ones = (read_numeral(digit, 0) if digit else None for digit in match.groups())
    for reading, power in ((tens, -1), (ones, -2)):
        if reading is not None:
            value = EXACT.add(value, scaled(reading.value, power))
    return value, match.end()


_HALF_A = frozenset({"斤", "公斤", "吨", "公里", "亩"})
_HALVED = frozenset({"length", "mass", "duration", "area", "volume"})
_OPEN_AFTER = frozenset({"length", "mass", "duration", "area", "multiple"})
_SHARE_TAIL = regex.compile(r"[一二三四五六七八九]|半(?![数天年月日小])")
# 成 and 折 are units only where no word goes on: 九成以上, 七五折, but 三成员, 一折腾
_NOT_SHARE = regex.compile(
    r"成(?:员|立|为|功|果|本|效|都|长|交|片|熟|绩|人|千|就|分|形|型|套|了|体|品|年)|折(?:合|算|叠|腾|射|旧|线|返|页)"
)


def _share(
    text: str,
    pos: int,
    number_end: int,
    stop: int,
    value: Decimal,
    upper: Decimal | None,
    row: Unit,
    opened: bool,
    units: Units,
) -> Figure | None:
    """Read 九成 and 七成六 as per cent, 75折 as what is paid."""
    if _NOT_SHARE.match(text, stop - 1) or value > 100 or (row.unit == "成" and value > 10):
        return None
    factor = Decimal(10)
    if row.unit == "折" and value >= 10 and value == value.to_integral_value():
        factor = Decimal(1)
    value = plain(EXACT.multiply(value, factor))
    upper = plain(EXACT.multiply(upper, factor)) if upper is not None else None
    tail = _SHARE_TAIL.match(text, stop) if upper is None and row.unit == "成" else None
    if tail is not None and not units.read(text, tail.end()):
        value = EXACT.add(value, Decimal("一二三四五六七八九".find(tail.group()) + 1 or 5))
        stop = tail.end()
    percent = builtin_units().read("%", 0)
    return Figure(
        pos, number_end, stop, value, upper, None, "%", percent[2] if percent else None, opened, False, True, False
    )  # fmt: skip


def _unit_at(
    text: str, pos: int, end: int, value: Decimal, chinese: bool, units: Units
) -> tuple[int, str, Unit] | None:
    unit = _spoken_money(text, pos, end) or units.read(text, end) or _unlisted_unit(text, pos, end, chinese, units)
    if unit is None:
        return None
    stop, name, row = unit
    if chinese and row.form == "arabic" and not _counts_after_chinese(text, pos, end, unit):
        return None
    if goes_on(text, end, stop, chinese) and not (name == "次" and _HELD.search(text, max(0, pos - 4), pos)):
        return None
    if name == "年":
        return None if not chinese and _is_year(text, pos, end, value) else unit
    if name == "日":
        inside = text[stop : stop + 1] == "内" or text[stop : stop + 2] in {"之内", "以内"}
        return unit if inside and not (pos and text[pos - 1] == "月") else None
    if name in {"分", "秒"} and pos and text[pos - 1] in ("时点:" if name == "分" else "时点:分"):
        return None
    if name in {"周", "星期"} and text[stop : stop + 1] in {"一", "二", "三", "四", "五", "六", "日"}:
        return None
    return unit


# 花了三块: only what is paid makes 块 money
_PAID = regex.compile(r"(?:花费?|售价|价格|单价|付|收费|卖|省|赚|找零)(?:了|为|是|给?[你我他她])?$")
_CLOSES = frozenset(",。;、!?)”\n")


def _spoken_money(text: str, pos: int, end: int) -> tuple[int, str, Unit] | None:
    if text[end : end + 1] != "块" or not (end + 1 == len(text) or text[end + 1] in _CLOSES):
        return None
    row = builtin_units().read("块钱", 0)
    if row is None or _PAID.search(text, max(0, pos - 6), pos) is None:
        return None
    return end + 1, "块", row[2]


def _unlisted_unit(text: str, pos: int, end: int, chinese: bool, units: Units) -> tuple[int, str, Unit] | None:
    """Read a unit that the table does not give there: a Latin one after a space, a rare measure word.

    Verbs and prepositions are common characters, those of the first level of GB 2312; a character beyond it between an
    Arabic figure and a noun is taken for a measure word that the table lacks.
    """
    if chinese:
        return None
    if text[end : end + 1] == " ":
        unit = units.read(text, end + 1)
        return unit if unit is not None and text[end + 1].isascii() else None
    char, after = text[end : end + 1], text[end + 1 : end + 2]
    if end - pos == 4 or not ("\u4e00" <= char <= "\u9fff" and "\u4e00" <= after <= "\u9fff") or is_common(char):
        return None
    return end + 1, char, Unit(char, "count", None, "", "open", "")


# 召开三次会议 counts; 三次会议 alone is the third session
_HELD = regex.compile(r"(?:召开|举行|举办|组织|主持|参加|开)(?:了|过)?$")


def _counts_after_chinese(text: str, pos: int, end: int, unit: tuple[int, str, Unit]) -> bool:
    """Tell the units that are mostly another word after a Chinese numeral, where they are units all the same."""
    stop, name, _ = unit
    if name == "两":
        return not _goes_on_in_chinese(text, stop)
    if name == "度":
        return text[max(0, pos - 2) : pos] == "零下"
    return end - pos > 1 and name in {"升", "尺", "寸", "丈"}


def _goes_on_in_chinese(text: str, at: int) -> bool:
    return "\u4e00" <= text[at : at + 1] <= "\u9fff"


@lru_cache(maxsize=1024)
def is_common(char: str) -> bool:
    """Tell a character of the first level of GB 2312, the 3755 most used."""
    try:
        code = char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return code[0] < 0xD8


def _is_year(text: str, pos: int, end: int, value: Decimal) -> bool:
    return 1000 <= value <= 2999 and end - pos == 4


def text_of(text: str, figure: Figure) -> str:
    """Return the numeral of a figure as written."""
    return text[figure.start : figure.number_end]
