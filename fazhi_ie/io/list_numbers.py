"""The numbers that Word writes before the paragraphs of a list: 一、 （二） 3. ④."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_FORMAL = str.maketrans("〇零一二三四五六七八九十百千", "零零壹贰叁肆伍陆柒捌玖拾佰仟")


def list_number(value: int, form: str) -> str:
    """Write the number of a list paragraph.

    Args:
        value: What the list has counted to.
        form: Word's name of the form (w:numFmt); one that is not known is written in digits.

    Returns:
        str: the number without the marks around it; empty for bullets and hidden numbers.

    Example:
        >>> [list_number(12, form) for form in ("chineseCountingThousand", "decimalEnclosedCircle", "lowerRoman")]
        ['十二', '⑫', 'xii']

    Source:
        ECMA-376 Part 1, 17.18.59 ST_NumberFormat.
    """
    return _FORMS.get(form, str)(max(value, 0))


def _counted(value: int) -> str:
    """Count as one speaks: 十二, 一百零三."""
    if value >= 10_000:
        return str(value)
    text, zero = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // power % 10
        if digit:
            text += ("零" if zero and text else "") + _DIGITS[digit] + name
        zero = not digit
    return text.removeprefix("一") if 10 <= value < 20 else text or "〇"


def _counted_below_hundred(value: int) -> str:
    return _counted(value) if value < 100 else _digits(value)


def _digits(value: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(value))


def _roman(value: int) -> str:
    if value >= 4000:
        return str(value)
    text = ""
    for number, letters in _ROMAN:
        times, value = divmod(value, number)
        text += letters * times
    return text


def _letters(value: int) -> str:
    """Letter a list: a … z, aa, bb, as Word does."""
    return chr(ord("a") + (value - 1) % 26) * min(-(-value // 26), 8) if value else ""


def _from(first: str, count: int) -> Callable[[int], str]:
    """Give the characters that Unicode has for 1 to `count`, and digits beyond."""
    return lambda value: chr(ord(first) + value - 1) if 0 < value <= count else str(value)


def _cycle(letters: str) -> Callable[[int], str]:
    return lambda value: letters[value - 1] if 0 < value <= len(letters) else str(value)


def _circled(value: int) -> str:
    if value > 20:
        return chr(0x3251 + value - 21) if value <= 35 else chr(0x32B1 + value - 36) if value <= 50 else str(value)
    return chr(0x2460 + value - 1) if value else "⓪"


def _formal(value: int) -> str:
    """Count in the characters of cheques: 壹拾贰."""
    return ("一" * (10 <= value < 20) + _counted(value)).translate(_FORMAL)


_FORMS: dict[str, Callable[[int], str]] = {
    "none": lambda value: "",
    "bullet": lambda value: "",
    "decimalZero": lambda value: f"{value:02}",
    "decimalFullWidth": lambda value: str(value).translate({48 + n: 0xFF10 + n for n in range(10)}),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "chineseCounting": _counted_below_hundred,
    "chineseCountingThousand": _counted,
    "taiwaneseCounting": _counted_below_hundred,
    "taiwaneseCountingThousand": _counted,
    "japaneseCounting": _counted,
    "ideographDigital": _digits,
    "taiwaneseDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "chineseLegalSimplified": _formal,
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographEnclosedCircle": _from("㊀", 10),
    "upperLetter": lambda value: _letters(value).upper(),
    "lowerLetter": _letters,
    "upperRoman": lambda value: _roman(value).upper(),
    "lowerRoman": _roman,
}
