"""Place names that OpenCC by itself would spoil: 乾潭鎮 is 乾潭镇, not 干潭镇."""

from __future__ import annotations

from functools import lru_cache

import regex
from opencc import OpenCC

# the names of the divisions that do not come back from simplified to traditional to simplified, or that the conversion
# changes where they stand in simplified already; a test compares the list with the gazetteer
_NAMES = """
乾丰镇 乾佑街道 乾务镇 乾县 乾塘镇 乾安县 乾安镇 乾潭镇 乾西乡 乾龙镇 奇乾乡 南磑镇 垌塚镇 於潜镇 昭馀镇
洩湖镇 浚县 澄江市 澄江街道 澄江镇 濛江乡 濛江街道 濛江镇 濛洲街道 濛阳街道 花篢镇 藉口镇 钜桥镇 鴜鹭树镇
"""
PLACES = tuple(_NAMES.split())
_TELLING = frozenset("乾磑塚於餘洩濬澂濛篢藉鉅鴜")


@lru_cache(maxsize=1)
def _forms() -> tuple[regex.Pattern[str], dict[str, str]]:
    to_traditional = OpenCC("s2t")
    forms = {form: name for name in PLACES for form in (name, str(to_traditional.convert(name)))}
    return regex.compile("|".join(map(regex.escape, sorted(forms, key=len, reverse=True)))), forms


def protect_places(text: str, converted: str) -> str:
    """Put the right names back into a converted text.

    Args:
        text: The text before the conversion.
        converted: The same text after it, of the same length.

    Returns:
        The converted text with every place name as the gazetteer has it.

    Example:
        >>> protect_places("建德市乾潭鎮", "建德市干潭镇")
        '建德市乾潭镇'
    """
    if _TELLING.isdisjoint(text):
        return converted
    pattern, forms = _forms()
    pieces: list[str] = []
    done = 0
    for match in pattern.finditer(text):
        pieces += converted[done : match.start()], forms[match[0]]
        done = match.end()
    pieces.append(converted[done:])
    return "".join(pieces)
