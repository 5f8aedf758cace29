"""GBK bytes read one off: `?,F(xiàn)將` was 。現(xiàn)將.

A script took a byte from a text in GBK. From there on each character is made of the second half of one and the first
half of the next, until an ASCII byte sets the reader right again: the bytes A1 A3 AC 46 were A1A3 (。) AC46 (現), and
read "?" A3AC (，) 46 (F). Afterwards full-width marks were often folded to half width. The bracketed reading after the
last character proves the repair.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from fazhi_ie.text.restoration.draft import Draft, Edit, Repair, TextNotice
from fazhi_ie.text.restoration.pinyin import BRACKET, can_be_read
from fazhi_ie.text.restoration.traditional import simplify_character, traditional_characters

_REACH = 40
_TRIES = 2  # lost bytes before an end that may be where its stretch began
#: What stands for a lost byte.
LOST = "?\ufffd"
# marks of rows A1 and A3, by their second byte: what a lost first byte was most likely the first half of
_MARKS = {char.encode("gbk")[1]: char for char in "、·—…‘“”〔〕〈《》【】，；：！？（）。"}
_HALF = {ord(full): half for full, half in zip("，；：！？（）", ",;:!?()", strict=True)}
# the last first half met an ASCII second half: "F" and the reading of the whole character, or at least Chinese after it
_BY_LETTER = regex.compile(rf"(?<=[?\ufffd][^\n]{{1,{_REACH}}})(?P<trail>[@-~])(?=(?P<bracket>{BRACKET})|\p{{Han}})")
# the last second half swallowed the "(" of the reading
_BY_BRACKET = regex.compile(r"[?\ufffd](?P<reading>[\p{Latin}\p{Mn}]{1,8}[0-5]?)[)）]")
# a full stop and the first half of what followed it: no text sets a full-width letter after a question mark
_IMPOSSIBLE = regex.compile(r"[?\ufffd][Ａ-Ｚａ-ｚ０-９．＜＝＠＿]\p{Han}")
_MANY = 20  # kinds of traditional characters that a text in simplified ones never reaches
_READING = regex.compile(BRACKET)


@dataclass(frozen=True, slots=True)
class _Spot:
    """A garbled stretch: from the mark of a lost byte to where the bytes are right again."""

    start: int
    end: int
    repaired: str | None


def undo_shift(draft: Draft, forced: bool) -> Repair | None:
    """Put the bytes of shifted stretches back together, where a reading or the text itself proves the outcome.

    Args:
        draft: The text, its pinyin brackets still in place: they are the proof.
        forced: Makes no difference here: what cannot be proven stays as it is, with a notice.

    Returns:
        The repair, counted in stretches, or None when there is nothing to do.
    """
    if draft.characters.isdisjoint(LOST):
        return None
    spots = _find_spots(draft)
    edits: list[Edit] = [(spot.start, spot.end, spot.repaired) for spot in spots if spot.repaired is not None]
    return Repair.from_edits(draft.text, edits)


def find_unrepaired(draft: Draft) -> TextNotice | None:
    """Name the places of a clean text where bytes were lost that nothing brings back."""
    if draft.characters.isdisjoint(LOST):
        return None
    spans = tuple((spot.start, spot.end) for spot in _find_spots(draft) if spot.repaired is None)
    if not spans:
        return None
    return TextNotice(
        "unrepaired-bytes", "bytes were lost here, and what stood here cannot be proven; left as it is", spans
    )


def _find_spots(draft: Draft) -> list[_Spot]:
    spots: list[_Spot] = []
    done = 0
    for end_match in _ends(draft.text):
        if end_match.start() < done:
            continue
        spot = _resolve(draft, end_match, done)
        if spot is not None:
            spots.append(spot)
            done = spot.end
    return spots


def _ends(text: str) -> list[regex.Match[str]]:
    """Find where garbled stretches may end, in order."""
    ends = list(_BY_BRACKET.finditer(text))
    ends += _BY_LETTER.finditer(text)
    return sorted(ends, key=regex.Match.start)


def _resolve(draft: Draft, end: regex.Match[str], floor: int) -> _Spot | None:
    text = draft.text
    by_letter = "trail" in end.groupdict()
    low = max(floor, end.start() - _REACH)
    low = max(low, text.rfind("\n", low, end.start()) + 1)
    starts = [i for i in range(low, end.start()) if text[i] in LOST]
    for start in starts[: -_TRIES - 1 : -1]:
        halves = _halves(text[start + 1 : end.start()])
        if halves is None:
            continue
        repaired = _by_letter(draft, halves, end) if by_letter else _by_bracket(draft, halves, end)
        if repaired is not None:
            return _Spot(start, end.end(), repaired)
    if by_letter and not _IMPOSSIBLE.match(text, starts[-1] if starts else end.start()):
        return None
    return _Spot(starts[-1] if starts else end.start(), end.end(), None)


def _halves(chain: str) -> bytes | None:
    """Give the bytes of the misread characters; ASCII among them was full width before someone folded it."""
    data = bytearray()
    for char in chain:
        try:
            data += bytes((0xA3, ord(char) + 0x80)) if "!" <= char <= "~" else char.encode("gb18030")
        except UnicodeEncodeError:
            return None
    return bytes(data) if len(data) == 2 * len(chain) and chain else None


def _by_letter(draft: Draft, halves: bytes, end: regex.Match[str]) -> str | None:
    inner = _inner(draft, halves)
    last = _character(halves[-1:] + end["trail"].encode())
    if inner is None or last is None:
        return None
    if end["bracket"]:
        reading = _READING.match(end["bracket"])
        return inner + last if reading and can_be_read(last, reading["reading"]) else None
    # no reading: only where the outcome is a character that the shift made up, and either the marks are impossible
    # ("?,F將") or the whole text is of the kind that scripts make
    made_up = simplify_character(last) != last and (len(halves) == 2 or len(traditional_characters(draft)) >= _MANY)
    return inner + last if made_up else None


def _by_bracket(draft: Draft, halves: bytes, end: regex.Match[str]) -> str | None:
    inner = _inner(draft, halves)
    if inner is None:
        return None
    known = {_character(bytes((halves[-1], trail))) for trail in range(0x40, 0xFF)}
    found = sorted(char for char in known if char and can_be_read(char, end["reading"]))
    for narrower in (
        [char for char in found if char in draft.characters],
        [char for char in found if simplify_character(char) != char],
    ):
        if len(narrower) == 1:
            return inner + narrower[0]
    return inner + found[0] if len(found) == 1 else None


def _inner(draft: Draft, halves: bytes) -> str | None:
    """Give what stood before the last character: a mark, then characters that the text has elsewhere too."""
    mark = _MARKS.get(halves[0])
    if mark is None:
        return None
    if draft.half_width:
        mark = mark.translate(_HALF)
    pairs = [_character(halves[i : i + 2]) for i in range(1, len(halves) - 1, 2)]
    inner = "".join(char for char in pairs if char and (char in draft.characters or char in _MARKS.values()))
    return mark + inner if len(inner) == len(pairs) else None


def _character(pair: bytes) -> str | None:
    try:
        char = pair.decode("gb18030")
    except UnicodeDecodeError:
        return None
    return char if len(char) == 1 else None
