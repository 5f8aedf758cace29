"""The numeral grammar: reads one numeral at a place of a folded text, exactly.

cn2an reads the plain Chinese sections below ten thousand; cutting the numeral, colloquial tails (四百五), mixed
writing (3千4百) and the scaling by 万 and 亿 are done here, in Decimal.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal, Inexact, InvalidOperation, Overflow
from functools import lru_cache

import regex

#: Its own context, so that neither the caller's precision nor its traps touch a value.
EXACT = Context(prec=60, traps=[Inexact, InvalidOperation, Overflow], Emin=-999999, Emax=999999)
#: A figure of more digits than this is an identifier or noise, never a count.
MAX_DIGITS = 40

_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟两", "一二三四五六七八九十百千二")
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2}
_DIGITS |= {char: value for value, char in enumerate("壹贰叁肆伍陆柒捌玖", 1)}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_BIG = {"万": 4, "亿": 8, "兆": 12}

DIGIT_CHARS = "零一二三四五六七八九两壹贰叁肆伍陆柒捌玖"
UNIT_CHARS = "十拾百佰千仟万亿兆廿卅"
# 千, 百, 兆 and 亿 may begin the unit or the next word: 1.7亿千瓦, 六千字节, 一百姓
_UNIT = (
    r"(?:[十拾仟佰廿卅]|百(?!姓|货|花|分点|帕|度|科|合)|千(?![瓦克米卡伏赫帕焦]|字节|方百计)"
    r"|万(?!州|物|里长城|象)|亿|兆(?![瓦赫帕焦]|字节|比特))"
)
_UNIT_OF_ITS_OWN = regex.compile(r"千(?:[瓦克米卡伏赫帕焦]|字节)|百(?:姓|货|花|帕|科)")
_ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])|[0-9]++)(?:\.[0-9]++)?+"
_HEAD = regex.compile(rf"(?P<arabic>{_ARABIC})|(?P<digits>[{DIGIT_CHARS}]++)|(?P<unit>{_UNIT})")
_TOKEN = regex.compile(rf"(?P<unit>{_UNIT})|(?P<zero>零)|(?P<digit>[{DIGIT_CHARS}])|(?P<arabic>[0-9]++)")
_POINT = regex.compile(r"点([零一二三四五六七八九壹贰叁肆伍陆柒捌玖]++)")
_REPEATED = regex.compile(rf"([{UNIT_CHARS}])\1{{2,}}+")
_MULTIPLIER = regex.compile(rf"{_UNIT}++")
_SECTION = regex.compile(
    r"(?:[一二三四五六七八九]千(?:零(?![一二三四五六七八九]百))?)?(?:[一二三四五六七八九]百)?(?:零?[一二三四五六七八九]?十)?"
    r"(?:零?[一二三四五六七八九])?"
)


@dataclass(slots=True)
class Reading:
    """A numeral read: its end, value, and for 两三千 the upper value; `digits` marks a row of digits (二零二三)."""

    end: int
    value: Decimal
    upper: Decimal | None = None
    chinese: bool = False
    bare: bool = False
    digits: bool = False


def read_numeral(text: str, pos: int, end: int | None = None) -> Reading | None:
    """Read the longest numeral that begins at `pos` of a folded text; None when none does.

    `bare` marks a numeral that begins with its unit (万亿, 百三), which only some contexts make a number.
    """
    end = len(text) if end is None else end
    head = _HEAD.match(text, pos, end)
    if head is None:
        return None
    if head.lastgroup == "arabic":
        return _read_arabic(text, head.group(), head.end(), end)
    if head.lastgroup == "digits":
        row = head.group()
        if (len(row) > 1 and row[0] != "零") or (len(row) > 3 and row[0] == "零"):
            return _read_row(text, pos, row, end)
    return _read_chinese(text, pos, end)


def skip_digits(text: str, pos: int, end: int | None = None) -> int:
    """Return where the row of digits at `pos` ends (at least pos + 1), so that one that cannot be read costs once."""
    stop = len(text) if end is None else end
    head = _REPEATED.match(text, pos, stop) or _HEAD.match(text, pos, stop)
    return head.end() if head is not None else pos + 1


def senseless(text: str, pos: int) -> bool:
    """Tell three or more of one unit in a row (万万万), which no numeral holds."""
    return text[pos : pos + 3] == text[pos] * 3 and text[pos] in UNIT_CHARS


def read_multiplier(text: str, pos: int, end: int | None = None) -> tuple[int, int]:
    """Read 万, 百万, 万亿 at `pos`: (end, power of ten); (pos, 0) when there is none or it makes no sense."""
    match = _MULTIPLIER.match(text, pos, min(len(text) if end is None else end, pos + 8))
    if match is None:
        return pos, 0
    power = small = 0
    last = ""
    for char in match.group():
        if char in _BIG:
            if char == last or (power and _BIG[char] < power):
                return pos, 0
            power += small + _BIG[char]
            small = 0
        elif char in _SMALL and not small and not power:
            small = {10: 1, 100: 2, 1000: 3}[_SMALL[char]]
        else:
            return pos, 0
        last = char
    return match.end(), power + small


def scaled(value: Decimal, power: int) -> Decimal:
    """Return value times ten to the power, exactly; whole numbers without an exponent."""
    return plain(value.scaleb(power, context=EXACT)) if power else value


def plain(value: Decimal) -> Decimal:
    """Return the value written out: 39000, never 3.9E+4; 94.30 keeps its digits."""
    exponent = value.as_tuple().exponent
    return value.quantize(Decimal(1), context=EXACT) if isinstance(exponent, int) and exponent > 0 else value


def _read_arabic(text: str, figure: str, pos: int, end: int) -> Reading | None:
    if len(figure) > MAX_DIGITS:
        return None
    value = Decimal(figure.replace(",", ""))
    following = text[pos : pos + 1]
    if pos >= end or not following or following not in UNIT_CHARS:
        return Reading(pos, value)
    if "." in figure:
        stop, power = read_multiplier(text, pos, end)
        return Reading(stop, scaled(value, power))
    reading = _assemble(text, pos, end, value)
    return reading or Reading(pos, value)


def _read_chinese(text: str, pos: int, end: int) -> Reading | None:
    whole = _assemble(text, pos, end, None)
    if whole is None:
        return None
    if whole.end - pos > 1 and whole.end < end and text[whole.end] in DIGIT_CHARS and not whole.bare:
        vague = _read_vague_tail(text, pos, whole.end, end)
        if vague is not None:
            return vague
    point = _POINT.match(text, whole.end, end)
    if point is None or whole.bare or len(point.group(1)) > MAX_DIGITS:
        return whole
    digits = "".join(str(_DIGITS[char]) for char in point.group(1))
    value = EXACT.add(whole.value, Decimal(f"0.{digits}"))
    stop, power = read_multiplier(text, point.end(), end)
    return Reading(stop, scaled(value, power), chinese=True)


def _read_vague_tail(text: str, pos: int, at: int, end: int) -> Reading | None:
    """Read 十七八, 一百二三十: two digits in a row after tens or hundreds leave the last figure open."""
    if at - pos > MAX_DIGITS or text[at - 1] not in _DIGITS or text[at - 2] not in _SMALL:
        return None
    low, high = _DIGITS[text[at - 1]], _DIGITS[text[at]]
    if not 0 < low == high - 1:
        return None
    unit = text[at + 1 : min(at + 2, end)]
    tail = unit if unit and unit in "十百千" else ""
    figures = [
        _assemble(written, 0, len(written), None)
        for written in (text[pos:at] + tail, text[pos : at - 1] + text[at] + tail)
    ]
    if any(one is None or one.end != at - pos + len(tail) for one in figures):
        return None
    stop, power = read_multiplier(text, at + 1 + len(tail), end)
    values = [scaled(one.value, power) for one in figures if one is not None]
    return Reading(stop, values[0], values[1], chinese=True) if values[0] < values[1] else None


def _read_row(text: str, pos: int, row: str, end: int) -> Reading | None:
    """Read two or more digits in a row: 三四十 and 两三千 are ranges, 二零二三 is written digit by digit."""
    stop = pos + len(row)
    unit = text[stop : stop + 1] if stop < end else ""
    if len(row) == 2 and "零" not in row:
        low, high = _DIGITS[row[0]], _DIGITS[row[1]]
        if not (high == low + 1 or (low, high) in ((3, 5), (2, 5))):
            return None
        after, power = read_multiplier(text, stop, end) if unit and unit in UNIT_CHARS else (stop, 0)
        return Reading(after, scaled(Decimal(low), power), scaled(Decimal(high), power), chinese=True)
    if unit and unit in UNIT_CHARS:
        return None
    if 3 <= len(row) <= MAX_DIGITS and "两" not in row and len(set(row)) > 1:
        point = _POINT.match(text, stop, end)
        value = Decimal("".join(str(_DIGITS[char]) for char in row))
        if point is not None and len(point.group(1)) <= MAX_DIGITS:
            value = EXACT.add(value, Decimal("0." + "".join(str(_DIGITS[char]) for char in point.group(1))))
            stop = point.end()
        return Reading(stop, value, chinese=True, digits=True)
    return None


class _Sum:
    """The running value of a numeral: closed part, section below the last 万/亿, and the digit still waiting."""

    __slots__ = ("big", "closed", "pending", "section", "small", "zero")

    def __init__(self, first: Decimal | None) -> None:
        self.closed = 0
        self.section = 0
        self.pending: int | None = int(first) if first is not None else None
        self.small = 0
        self.big = 0
        self.zero = False

    def multiply_small(self, unit: int) -> bool:
        if self.small and unit >= self.small:
            return False
        self.section += (1 if self.pending is None else self.pending) * unit
        self.pending, self.small, self.zero = None, unit, False
        return True

    def multiply_big(self, power: int, adjacent: bool) -> bool:
        section = self.section + (self.pending or 0)
        empty = self.pending is None and not self.section
        if not self.big or power < self.big:
            if empty and self.closed and not adjacent:
                return False
            if empty and self.closed:
                return False
            self.closed += (1 if empty else section) * 10**power
        elif power == self.big and not (adjacent and empty and power == 4):
            return False
        else:
            self.closed = (self.closed + section) * 10**power
        self.section, self.pending, self.small, self.big, self.zero = 0, None, 0, power, False
        return True

    def total(self) -> int:
        tail = self.pending or 0
        if tail and not self.zero and tail < 10:
            if self.small >= 100:
                tail *= self.small // 10
            elif not self.small and not self.section and self.big:
                tail *= 10 ** (self.big - 1)
        return self.closed + self.section + tail


def _assemble(text: str, pos: int, end: int, first: Decimal | None) -> Reading | None:
    """Read units and digits in turn for as long as they make sense; `first` is an Arabic figure already read."""
    if first is None:
        plain_section = _SECTION.match(text, pos, end)
        if (
            plain_section is not None
            and plain_section.end() > pos + 1
            and _UNIT_OF_ITS_OWN.match(text, plain_section.end() - 1, end) is None
        ):
            stop = plain_section.end()
            if stop >= end or text[stop] not in "零一二三四五六七八九两十百千万亿兆壹贰叁肆伍陆柒捌玖拾佰仟":
                value = _plain_value(plain_section.group())
                if value is not None:
                    return Reading(stop, Decimal(value), chinese=True)
    running = _Sum(first)
    at, bare, twice = pos, False, 0
    while at < end and at - pos < 200:
        token = _TOKEN.match(text, at, end)
        if token is None:
            break
        if not _take(running, token, text, at == pos and first is None, end):
            if token.lastgroup == "unit" and running.pending is not None and at - pos > 1:
                running.pending, at = None, at - 1  # 一百二百: the second figure begins at its digit
            break
        if token.lastgroup == "unit" and token.group() in "万":
            twice += 1
            if twice > 2:
                return None
        bare = bare or (at == pos and first is None and token.group() in "百佰千仟万亿兆")
        at = token.end()
    if at == pos:
        return None
    if running.zero and running.pending is None and text[at - 1] == "零" and at - pos > 1:
        at -= 1  # a 零 that nothing follows belongs to what comes next
    return Reading(at, Decimal(running.total()), chinese=first is None, bare=bare)


def _take(running: _Sum, token: regex.Match[str], text: str, head: bool, end: int) -> bool:
    """Add one token to the running value; False when it cannot belong to the numeral."""
    kind, what = token.lastgroup, token.group()
    if kind == "unit":
        if what in _SMALL:
            return running.multiply_small(_SMALL[what])
        if what in "廿卅":
            if running.pending is not None or running.small:
                return False
            running.section, running.small = running.section + (20 if what == "廿" else 30), 10
            return True
        adjacent = token.start() > 0 and text[token.start() - 1] in "万亿兆"
        return running.multiply_big(_BIG[what], adjacent)
    if running.pending is not None and not (running.pending == 0 and head):
        return False
    if kind == "zero":
        if running.zero:
            return False
        running.zero = True
        if head:
            following = text[token.end() : token.end() + 1]
            if following not in "十百千点":
                running.pending = 0
        return True
    if kind == "digit":
        after = text[token.end() : token.end() + 1] if token.end() < end else ""
        if what == "两" and not head and (not after or after not in "百千万亿佰仟"):
            return False
        running.pending = _DIGITS[what]
        return True
    return _take_arabic(running, what, text[token.end() : token.end() + 1])


def _take_arabic(running: _Sum, figure: str, after: str) -> bool:
    """Take an Arabic figure inside a numeral (3千4百, 3万5000, 13万2) unless it begins something of its own."""
    if len(figure) > 4 or (after and after in ".,年月日%:/-"):
        return False
    if after and after in UNIT_CHARS:
        running.pending = int(figure)
        return True
    if running.zero or len(figure) == 4 or (running.small >= 100 and len(figure) == 1):
        if running.small and int(figure) >= running.small and len(figure) != 1:
            return False
    elif len(figure) > 1:
        return False
    running.pending = int(figure)
    return True


@lru_cache(maxsize=4096)
def _plain_value(section: str) -> int | None:
    """Read a section in plain writing (一千零五十) with cn2an; None when it is not one."""
    import cn2an

    if "十" not in section and "百" not in section and "千" not in section:
        return None
    try:
        value = cn2an.cn2an(section, "strict")
    except ValueError:
        return None
    return int(value)
