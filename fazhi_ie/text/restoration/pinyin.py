"""Pinyin that a script put in brackets after characters: 關(guān)于, 建設(shè).

A bracket goes only where pypinyin, with all readings of the character before it, says that this is one of them.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import regex

from fazhi_ie.text.restoration.draft import Draft, Edit, Repair
from fazhi_ie.text.restoration.traditional import simplify_character

#: One bracketed syllable, with tone marks, a tone digit or none.
BRACKET = r"[(（][ \xa0]?(?P<reading>[\p{Latin}\p{Mn}:]{1,9}[0-5]?)[ \xa0]?[)）]"
_BRACKETS = regex.compile(rf"(?<=\p{{Han}})(?P<bracket>{BRACKET})++")
_TONES = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4}
# their tone follows the next syllable
_SHIFTING = frozenset("一不")


def split_reading(reading: str) -> tuple[str, int]:
    """Split a syllable into its letters and its tone (0 where none is written, or the neutral one).

    Example:
        >>> split_reading("Guān"), split_reading("lv4"), split_reading("nǚ"), split_reading("de")
        (('guan', 1), ('lü', 4), ('nü', 3), ('de', 0))
    """
    letters: list[str] = []
    tone = 0
    for char in unicodedata.normalize("NFKD", reading.replace("ɡ", "g")).lower():
        if char in _TONES:
            tone = _TONES[char]
        elif char == "\u0308" or (char == ":" and letters and letters[-1] == "u"):
            letters[-1:] = ["ü"]
        elif char.isdigit():
            tone = int(char) % 5
        else:
            letters.append("ü" if char == "v" else char)
    return "".join(letters), tone


@lru_cache(maxsize=8192)
def _readings(char: str) -> frozenset[tuple[str, int]]:
    from pypinyin import Style, pinyin  # loads large tables, so only when there is something to check

    forms = {char, simplify_character(char)}
    found = (pinyin(form, style=Style.TONE, heteronym=True, errors="ignore") for form in sorted(forms))
    return frozenset(split_reading(reading) for group in found for readings in group for reading in readings)


@lru_cache(maxsize=8192)
def can_be_read(char: str, reading: str) -> bool:
    """Say whether a character can be read so; a tone that is written has to be right.

    Example:
        >>> can_be_read("关", "guān"), can_be_read("行", "hang2"), can_be_read("行", "XING"), can_be_read("关", "kāi")
        (True, True, True, False)
    """
    letters, tone = split_reading(reading)
    return any(
        letters == known and (tone == 0 or tone == known_tone or char in _SHIFTING)
        for known, known_tone in _readings(char)
    )


def remove_pinyin(draft: Draft, forced: bool) -> Repair | None:
    """Take out bracketed readings.

    A gloss is real text, and so is an abbreviation that happens to be a reading. A gloss stands with a rare character,
    an abbreviation is short or in capitals: where the text has no other brackets than those, they stay.

    Args:
        draft: The text.
        forced: Take out glosses too.

    Returns:
        The repair, counted in brackets, or None when there is nothing to do.
    """
    if "(" not in draft.characters and "（" not in draft.characters:
        return None
    text = draft.text
    edits: list[Edit] = []
    count = sure = injected = 0
    for match in _BRACKETS.finditer(text):
        start = end = match.start()
        char = text[start - 1]
        # one bracket as a rule; after several the first that is no reading ends the search
        for reading, stop in zip(match.captures("reading"), match.ends("bracket"), strict=True):
            if not can_be_read(char, reading):
                break
            end = stop
            count += 1
            sure += _is_sure(char, reading)
            injected += simplify_character(char) != char
        if end > start:
            edits.append((start, end, ""))
    # one bracket proves little in a long text: scripts that inject pinyin do it every few characters
    if not forced and not injected and sure < min(3, 1 + len(text) // 1000):
        return None
    return Repair.from_edits(text, edits, count)


def _is_sure(char: str, reading: str) -> bool:
    """Say whether a matching bracket can be nothing but injected pinyin."""
    if simplify_character(char) != char:
        return True
    letters, tone = split_reading(reading)
    return not _is_rare(char) and (tone > 0 or (len(letters) > 2 and not reading.isupper()))


def _is_rare(char: str) -> bool:
    """Say whether a character lies outside the 3,755 common ones, so that a writer may gloss it."""
    try:
        return char.encode("gb2312") >= b"\xd8"
    except UnicodeEncodeError:
        return True
