"""Numerals in any Chinese writing, exactly: `parse_number` for one, `find_numbers` for those in a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, DecimalException

import regex

from fazhi_ie.errors import NumeralError
from fazhi_ie.numbers.folding import Folded, fold
from fazhi_ie.numbers.reader import (
    DIGIT_CHARS,
    EXACT,
    UNIT_CHARS,
    Reading,
    plain,
    read_multiplier,
    read_numeral,
    scaled,
    senseless,
    skip_digits,
)  # fmt: skip
from fazhi_ie.numbers.traps import TrapSpans, addresses

_START = regex.compile(rf"[0-9]|\.(?=[0-9])|[{DIGIT_CHARS}{UNIT_CHARS}]")
_FRACTION = regex.compile(r"分之负?")
_SLASH = regex.compile(r"/(?=[0-9])")
_EXPONENT = regex.compile(r"e([+-]?[0-9]{1,2})(?![0-9A-Za-z])", regex.IGNORECASE)
_POWER = regex.compile(r"\^([+-]?[0-9]{1,2})(?![0-9])")
_LETTER = regex.compile(r"[ ]?([kKMGT])(?![A-Za-z0-9])")
_LETTERS = {"k": 3, "K": 3, "M": 6, "G": 9, "T": 12}
_VAGUE = regex.compile(r"[余多]|零?几")
# what makes a numeral none: the rest of 1.2.3, a fraction over or under nothing (三分之零)
_BROKEN = regex.compile(r"(?:(?<=[0-9])\.[0-9]{1,40}+)++|分之零(?![一二三四五六七八九点])")
_BEFORE_HUNDRED = frozenset(DIGIT_CHARS + UNIT_CHARS + "0123456789")
# 十打鸡蛋, but 三打就通
_DOZEN = regex.compile(r"打(?![开造击通破响算分基听印好牢卡工包防假黑非拐拼就])")
_COUNTER = frozenset("个件家名户年月日天吨米斤元块双对张次岁台只条项起支部人位成倍打级种类")


@dataclass(frozen=True, slots=True)
class Number:
    """One numeral in a text.

    Attributes:
        start: Where it begins, in code points of the text.
        end: Where it ends, exclusive; no unit or bound word is part of it.
        value: Exact, 万 and 亿 applied; None where no finite decimal is exact.
        upper: The upper end where two figures stand for a range (三五个); None elsewhere.
        fraction: Where `value` is None, the value as "1/3", in lowest terms.
        ordinal: Whether it is a place in an order (第三).

    Example:
        >>> for number in find_numbers("第三批占三分之一"):
        ...     print((number.start, number.end), number.value, number.fraction, number.ordinal)
        (0, 2) 3 None True
        (4, 8) None 1/3 False
    """

    start: int
    end: int
    value: Decimal | None
    upper: Decimal | None = None
    fraction: str | None = None
    ordinal: bool = False


def parse_number(text: str) -> Decimal:
    """Parse one numeral, exactly.

    Args:
        text: A numeral and nothing else: Arabic, Chinese or mixed, full or half width, spaces ignored.

    Returns:
        Decimal: its value in full (万 applied), whatever the caller's decimal context.

    Raises:
        NumeralError: `text` is not one numeral, or none with an exact finite value.

    Example:
        >>> parse_number("3.9万"), parse_number("两千零五"), parse_number("13万2")
        (Decimal('39000'), Decimal('2005'), Decimal('132000'))
    """
    folded = fold(text.strip())
    sign = 1
    body = folded.text
    if body[:1] in {"负", "-", "+"}:
        sign, body = (-1 if body[0] in "负-" else 1), body[1:]
    found = _read_full(body, 0) if body else None
    if found is None or found[0] != len(body):
        raise NumeralError(f"{_shown(text)} is not one numeral; write one such as 3.9万, 两千零五 or 三分之一")
    _, value, upper, fraction = found
    if value is None or upper is not None:
        kind = f"the fraction {fraction}" if value is None else "a range"
        raise NumeralError(f"{_shown(text)} is {kind}, which no single decimal states exactly; use find_numbers")
    return value if sign > 0 or not value else value.copy_negate()


def find_numbers(text: str) -> list[Number]:
    """Find the numerals of a text, ordinals included; words that only hold a numeral character are left alone.

    Args:
        text: Any text.

    Returns:
        list: in reading order, not overlapping; offsets are code points of `text`, end exclusive.

    Example:
        >>> [(n.start, n.end, str(n.value)) for n in find_numbers("第三批共办理1.2万件")]
        [(0, 2, '3'), (6, 10, '12000')]
    """
    folded = fold(text)
    return [_to_source(folded, number) for number in _numbers(folded.text)]


def read_fraction(text: str, pos: int) -> tuple[int, Decimal | None, str | None] | None:
    """Read 三分之一 at `pos` of a folded text: (end, exact value or None, "1/3" in lowest terms)."""
    below = read_numeral(text, pos)
    if below is None or below.upper is not None:
        return None
    mark = _FRACTION.match(text, below.end)
    if mark is None:
        return None
    above = read_numeral(text, mark.end())
    if above is None or above.upper is not None or not below.value or not above.value:
        return None
    if above.bare and text[mark.end()] not in "百":
        return None
    value = above.value if not above.bare else Decimal(100)
    return (above.end, *quotient(value, below.value))


def quotient(above: Decimal, below: Decimal) -> tuple[Decimal | None, str | None]:
    """Divide exactly: the decimal where it ends, or else None with the fraction in lowest terms."""
    over, by = above.as_integer_ratio()
    over_below, by_below = below.as_integer_ratio()
    upper, lower = over * by_below, by * over_below
    divisor = _gcd(upper, lower)
    upper, lower = upper // divisor, lower // divisor
    try:
        return plain(EXACT.divide(Decimal(upper), Decimal(lower))), f"{upper}/{lower}"
    except DecimalException:
        return None, f"{upper}/{lower}"


def _gcd(left: int, right: int) -> int:
    while right:
        left, right = right, left % right
    return abs(left)


def _shown(text: str) -> str:
    return repr(text if len(text) <= 40 else f"{text[:37]}...")


def _to_source(folded: Folded, number: Number) -> Number:
    start, end = folded.to_source(number.start, number.end)
    return Number(start, end, number.value, number.upper, number.fraction, number.ordinal)


_Full = tuple[int, Decimal | None, Decimal | None, str | None]


def _read_full(text: str, pos: int) -> _Full | None:
    """Read a numeral with all that may follow it: fraction, 又, power, exponent, 余万."""
    if text[pos : pos + 1] == ".":
        figure = regex.compile(r"\.[0-9]{1,40}(?![0-9])").match(text, pos)
        if figure is None:
            return None
        return figure.end(), Decimal("0" + figure.group()), None, None
    fraction = read_fraction(text, pos)
    if fraction is not None:
        return fraction[0], fraction[1], None, fraction[2] if fraction[1] is None else None
    reading = read_numeral(text, pos)
    if reading is None:
        return None
    return (
        _mixed_fraction(text, pos, reading)
        or _extended(text, reading)
        or (reading.end, reading.value, reading.upper, None)
    )


def _mixed_fraction(text: str, pos: int, reading: Reading) -> _Full | None:
    """Read 一又二分之一, 1 3/5, 16/5."""
    after = reading.end
    if text[after : after + 1] == "又" and not reading.digits:
        part = read_fraction(text, after + 1)
        if part is None:
            return None
        over, under = (int(n) for n in (part[2] or "0/1").split("/"))
        whole = EXACT.add(EXACT.multiply(reading.value, Decimal(under)), Decimal(over))
        value, fraction = quotient(whole, Decimal(under))
        return part[0], value, None, fraction if value is None else None
    if reading.chinese or text[pos : reading.end].count("."):
        return None
    whole_part, top = Decimal(0), reading
    if text[after : after + 1] == " ":
        second = read_numeral(text, after + 1)
        if second is None or second.chinese:
            return None
        whole_part, top = reading.value, second
    slash = _SLASH.match(text, top.end)
    if slash is None:
        return None
    bottom = read_numeral(text, slash.end())
    if bottom is None or not bottom.value or text[bottom.end : bottom.end + 1] in {"/", "-"}:
        return None
    over_all = EXACT.add(EXACT.multiply(whole_part, bottom.value), top.value)
    value, fraction = quotient(over_all, bottom.value)
    return bottom.end, value, None, fraction if value is None else None


def _extended(text: str, reading: Reading) -> _Full | None:
    end = reading.end
    if reading.upper is None and _DOZEN.match(text, end):
        return end + 1, EXACT.multiply(reading.value, Decimal(12)), None, None
    vague = _VAGUE.match(text, end)
    if vague is not None and reading.upper is None:
        stop, power = read_multiplier(text, vague.end())
        if power:
            return stop, scaled(reading.value, power), None, None
    if reading.chinese:
        return None
    exponent = _EXPONENT.match(text, end)
    if exponent is not None:
        return exponent.end(), scaled(reading.value, int(exponent.group(1))), None, None
    power_sign = _POWER.match(text, end)
    if power_sign is not None:
        return _raised(reading.value, int(power_sign.group(1)), power_sign.end())
    letter = _LETTER.match(text, end)
    if letter is not None:
        return letter.end(), scaled(reading.value, _LETTERS[letter.group(1)]), None, None
    return None


def _raised(base: Decimal, exponent: int, end: int) -> _Full | None:
    try:
        value = plain(EXACT.power(base, exponent))
    except DecimalException:
        return None
    return end, value, None, None


def _numbers(text: str) -> Iterator[Number]:
    """Yield the numbers of a folded text, one pass from the left."""
    traps = TrapSpans(text)
    webs = addresses(text)
    pos = 0
    while True:
        match = _START.search(text, pos)
        if match is None:
            return
        start = match.start()
        if webs and start >= webs[0][0]:
            pos = max(pos, webs.pop(0)[1])
            continue
        if traps.at(start):
            pos = start + 1
            continue
        if text.startswith("百分之", start) and not (start and text[start - 1] in _BEFORE_HUNDRED):
            pos = start + 3  # 百分之五 states the number 5, as 5% does; 一百分之五 is a fraction
            continue
        found = _read_full(text, start) if _may_begin(text, start) and not senseless(text, start) else None
        if found is None:
            pos = skip_digits(text, start)
            continue
        end, value, upper, fraction = found
        broken = _BROKEN.match(text, end)
        if broken is not None:
            pos = broken.end()
            continue
        if not _stands_alone(text, start, end):
            pos = end
            continue
        yield _signed(text, start, end, value, upper, fraction)
        pos = end


def _may_begin(text: str, start: int) -> bool:
    before = text[start - 1] if start else ""
    if text[start] in "0123456789." and before:
        return not (before.isascii() and (before.isalpha() or before in "_@#")) and not (before == "." and start > 1)
    return True


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell a Chinese numeral from a character of a word: 一块 and “一” are numbers, 我一看 is not."""
    body = text[start:end]
    after = text[end : end + 1]
    if body[0] in "0123456789.":
        return not (after.isascii() and after.isalpha() and "." not in body) or after in "mkgtwhTGMKBC"
    before = text[start - 1] if start else ""
    if len(body) > 1:
        return body[0] not in "万亿兆" and body not in {"百万", "千万", "百千"}
    if body in "万亿兆千百佰仟卅廿":
        return before == "第" and body in "百千万"
    if body in "陆肆拾伍":
        return False
    if before == "第" or not after or after in _COUNTER or after in "分点":
        return True
    if before == "之" and text[max(0, start - 3) : start] == "百分之":
        return True
    if before == "是":
        return body != "一" or after in "却而" or not _han(after)
    return not _han(after) and (not before or not _han(before) or before in "第达到为共约近超")


def _han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def _signed(
    text: str, start: int, end: int, value: Decimal | None, upper: Decimal | None, fraction: str | None
) -> Number:
    before = text[start - 1] if start else ""
    negative = before == "负" or (
        before == "-" and (start == 1 or not (text[start - 2].isalnum() or text[start - 2] in "-)%"))
    )
    if negative:
        value = value.copy_negate() if value is not None else None
        fraction = f"-{fraction}" if fraction else None
        return Number(start - 1, end, value, None, fraction)
    if before == "第":
        return Number(start - 1, end, value, upper, fraction, ordinal=True)
    return Number(start, end, value, upper, fraction)
