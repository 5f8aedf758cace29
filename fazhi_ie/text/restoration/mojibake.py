"""UTF-8 that was read as another encoding: 鏀垮簻 for 政府 (as GBK), æ”¿åºœ (as Windows-1252)."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

import regex

from fazhi_ie.text.restoration.draft import Draft, Edit, Repair

# what UTF-8 lead bytes of Chinese characters and marks become in GBK: a lead byte E2-E9 with a trail byte 80-BF
_GBK_LEADS = frozenset(
    bytes((lead, trail)).decode("gbk")
    for lead in (*range(0xE3, 0xEA), 0xEF)
    for trail in range(0x80, 0xC0)
    if trail != 0x7F
)
# two characters of three bytes are three of GBK, so every third one begins as UTF-8 does
_LEAD = "[" + "".join(sorted(_GBK_LEADS)) + "]"
# re, not regex: for a class of 400 scattered characters it is eight times as fast
_GBK_BEGIN = re.compile(rf"{_LEAD}[^\x00-\x7f\s]{{2}}(?:(?={_LEAD})|(?<![^\x00-\x7f]{{4}})(?![^\x00-\x7f]))")
# before ASCII the mark of a lost byte may be any byte
_NOT_ASCII = regex.compile(r"(?:[^\x00-\x7f\s\ufffd]|\ufffd(?=[^\x00-\x7f\s\ufffd]))++")
_CHUNK = 96
_WESTERN = {code: chr(code) for code in range(0x80, 0x100)} | {
    code: bytes((code,)).decode("cp1252") for code in range(0x80, 0xA0) if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_BYTES = {char: code for code, char in _WESTERN.items()} | {chr(code): code for code in range(0x80, 0x100)}
_CONTINUATION = regex.escape("".join(char for char, code in _BYTES.items() if 0x80 <= code < 0xC0))
_WESTERN_RUN = regex.compile(rf"(?:[\xe2-\xef][{_CONTINUATION}]{{2}}|[\xc2\xc3][{_CONTINUATION}])++")
_WESTERN_LEADS = "ÂÃâãäåæçèéï"
_READABLE = regex.compile(
    r"[\u3400-\u9fff\u3000-\u301f\uff00-\uff5e\u2010-\u203b\x20-\x7e\xa0-\xff"
    r"\u2103\u2109\u2116\u2150-\u22ff\u2460-\u27bf\u3220-\u33ff]+"
)
_PRINTABLE = regex.compile(r"[^\p{Cc}\p{Cn}\p{Cs}]+")
_HAN = regex.compile(r"\p{Han}|[\u3000-\u301f\uff00-\uff5e\u2010-\u203b]")


def undo_mojibake(draft: Draft, forced: bool) -> Repair | None:
    """Read stretches again that are UTF-8 read as GBK or as a western encoding.

    Args:
        draft: The text.
        forced: Makes no difference here: two or three bytes that are valid UTF-8 by chance count only where longer
            stretches prove that the text was misread.

    Returns:
        The repair, counted in stretches, or None when there is nothing to do.
    """
    edits: list[list[Edit]] = []
    if not draft.characters.isdisjoint(_WESTERN_LEADS):
        edits = _reread_western(draft.text)
    # a stretch of one encoding may run into one of the other (ä¸ªé鏀垮簻): one at a time, there is a next round
    if not edits and not draft.characters.isdisjoint(_GBK_LEADS):
        edits = _reread_gbk(draft.text)
    cells = sorted(cell for stretch in edits for cell in stretch)
    stretches = sum(cell[0] != before[1] for before, cell in pairwise([(0, -1, ""), *cells]))
    return Repair.from_edits(draft.text, cells, stretches)


def _western_bytes(char: str) -> bytes:
    return bytes((_BYTES[char],))


def _gbk_bytes(char: str) -> bytes:
    # the byte 80 by itself is no character: Windows shows a euro sign for it, others the mark of a lost one
    return b"\x80" if char in "€\ufffd" else char.encode("gb18030", "replace")


def _reread_western(text: str) -> list[list[Edit]]:
    """Read western stretches again: long ones prove themselves, and they prove the short ones too (3Â·15)."""
    stretches = [(match.start(), match[0]) for match in _WESTERN_RUN.finditer(text)]
    found = [_reread(start, stretch, _western_bytes) for start, stretch in stretches]
    if not any(found):
        return []
    return [
        edits or _reread(start, stretch, _western_bytes, proven=True)
        for (start, stretch), edits in zip(stretches, found, strict=True)
    ]


def _reread_gbk(text: str) -> list[list[Edit]]:
    """Read stretches of GBK characters again, from each that begins as UTF-8 would to where it stops being UTF-8."""
    found: list[list[Edit]] = []
    done = 0
    for match in _GBK_BEGIN.finditer(text):
        start = max(done, match.start())
        while start >= match.start() and _is_utf8(text[start : start + 3]):
            run = _NOT_ASCII.match(text, start, start + _CHUNK)
            cells = _reread(start, run[0], _gbk_bytes) if run else []
            if not cells:
                break
            found.append(cells)
            done = cells[-1][1]
            if done < start + _CHUNK:
                break
            start = done
    return found


def _reread(start: int, stretch: str, to_bytes: Callable[[str], bytes], proven: bool = False) -> list[Edit]:
    """Give the edits that read a stretch as UTF-8, as far as it is UTF-8; none where it is not Chinese then.

    Where the text is proven to have been misread, whatever is readable counts.
    """
    units = [to_bytes(char) for char in stretch]
    data = b"".join(units)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        data = data[: error.start]
        text = data.decode("utf-8")
    if proven:
        return _cells(start, units, text) if _PRINTABLE.fullmatch(text) else []
    if not _READABLE.fullmatch(text) or (len(_HAN.findall(text)) * 2 < len(text) or not _is_chinese(text, data)):
        return []
    return _cells(start, units, text)


def _is_utf8(chars: str) -> bool:
    """Say whether three GBK characters are two of UTF-8; settles most beginnings at little cost."""
    try:
        chars.encode("gbk").decode("utf-8")
    except UnicodeError:
        return "€" in chars or "\ufffd" in chars
    return True


def _is_chinese(text: str, data: bytes) -> bool:
    """Say whether three bytes stand for each character: two-byte sequences arise by chance (联通 in GBK is one)."""
    wide = sum(char >= "\u0800" for char in text)
    return wide >= 1 and wide * 3 >= len(data) * 0.6 and len(data) >= 6


def _cells(start: int, units: list[bytes], text: str) -> list[Edit]:
    """Cut the stretch where a character ends in both readings, so that offsets stay as near as the bytes allow."""
    edits: list[Edit] = []
    first = here = size = 0
    piece = ""
    i = 0
    for char in text:
        size += len(char.encode("utf-8"))
        piece += char
        while here < size:
            here += len(units[i])
            i += 1
        if here == size:
            edits.append((start + first, start + i, piece))
            first, piece = i, ""
    return edits
