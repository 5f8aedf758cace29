"""A maker of noise: what anti-copying scripts do to a report, with a seed, at the rates seen in two real ones.

In both real files every simplified character had become traditional. A script had then chosen some characters and put
pinyin after each of their occurrences: 11 % of the converted characters in one file, 49 % in the other. In the first a
comma stood before 67 % of the marks, and in each a stretch behind one full stop was read one byte off.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import lru_cache

from opencc import OpenCC
from pypinyin import Style, lazy_pinyin

MARKS = "，,、。；;"
_REACH = 10
_FOLDING = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


@dataclass(frozen=True)
class Rates:
    """How much of each kind of noise.

    Attributes:
        traditional: Whether the text is written in traditional characters.
        pinyin: The share of the characters that changed after which pinyin stands, each at all its places.
        marks: The share of marks with a spurious comma before them.
        letters_a_shift: A stretch is read one byte off for every so many characters; 0 for none.
    """

    traditional: bool = True
    pinyin: float = 0.0
    marks: float = 0.0
    letters_a_shift: int = 0


RATES = {
    "traditional": Rates(),
    "marks": Rates(traditional=False, marks=0.67),
    "few-brackets": Rates(pinyin=0.11, marks=0.67, letters_a_shift=3000),
    "many-brackets": Rates(pinyin=0.49, letters_a_shift=3000),
    "everything": Rates(pinyin=0.49, marks=0.67, letters_a_shift=3000),
}


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("s2t")


def make_noise(text: str, rates: Rates, seed: str | int) -> str:
    """Make a noisy copy of a clean text; the same arguments give the same copy.

    Example:
        >>> make_noise("现将有关情况报告如下，请审议。", Rates(pinyin=0.5, marks=1.0), 2)
        '現(xiàn)將有關(guān)情況(kuàng)報告如下，，請審議，。'
    """
    rng = random.Random(seed)
    noisy = double_marks(text, rng, rates.marks) if rates.marks else text
    if not rates.traditional:
        return noisy
    noisy = inject_pinyin(noisy, rng, rates.pinyin)
    return shift_bytes(noisy, rng, len(text) // rates.letters_a_shift) if rates.letters_a_shift else noisy


def sprinkle(text: str, seed: str | int, *, spaces: float = 0.0, breaks: float = 0.0, wide: float = 0.0) -> str:
    """Strew over a text what is no corruption: spaces, line breaks and full-width digits, each at a rate a character.

    Spaces go where one of the two neighbours is Chinese, for between digits and between letters they say something;
    line breaks go anywhere but beside another one. A run of digits is written wide as a whole.

    Example:
        >>> sprinkle("办理案件12件,办结8件。", 3, breaks=0.1, wide=1.0)
        '办理案件１２件,办结８件。'
    """
    rng = random.Random(seed)
    parts: list[str] = []
    widen = False
    for before, char in zip("\n" + text, text, strict=False):
        digit = char.isascii() and char.isdigit()
        if digit and not (before.isascii() and before.isdigit()):
            widen = rng.random() < wide
        if "\n" not in before + char:
            if rng.random() < breaks:
                parts.append("\n")
            elif rng.random() < spaces and ("\u4e00" <= before <= "\u9fff" or "\u4e00" <= char <= "\u9fff"):
                parts.append(rng.choice((" ", "\u00a0", "\u3000")))
        parts.append(chr(ord(char) + 0xFEE0) if digit and widen else char)
    return "".join(parts)


def double_marks(text: str, rng: random.Random, share: float) -> str:
    """Put a comma before a share of the marks: `，，` `,、`."""
    comma = "，" if text.count("，") > text.count(",") else ","
    return "".join(comma + char if char in MARKS and rng.random() < share else char for char in text)


def inject_pinyin(text: str, rng: random.Random, share: float) -> str:
    """Convert to traditional characters and put pinyin after a choice of those that changed: 關(guān)于."""
    converted = str(_converter().convert(text))
    if len(converted) != len(text):
        raise ValueError("the conversion changed the length, so that characters cannot be told apart one by one")
    changed = sorted({old for old, new in zip(text, converted, strict=True) if old != new})
    chosen = {char: f"({lazy_pinyin(char, style=Style.TONE)[0]})" for char in changed if rng.random() < share}
    return "".join(new + chosen.get(old, "") if old != new else new for old, new in zip(text, converted, strict=True))


def shift_bytes(text: str, rng: random.Random, count: int) -> str:
    """Read stretches behind full stops one byte off in GBK: 。現(xiàn)將 becomes ?，F(xiàn)將."""
    folded = text.count(",") > text.count("，")
    stops = [at for at, char in enumerate(text) if char == "。" and _one_off(text, at, folded) is not None]
    for at in sorted(rng.sample(stops, min(count, len(stops))), reverse=True):
        text = _one_off(text, at, folded) or text
    return text


def _one_off(text: str, at: int, folded: bool) -> str | None:
    """Lose the first byte of the mark at `at`; an ASCII byte, soon after, sets the reader right again."""
    data = text[at].encode("gb18030")[1:]
    for here in range(at + 1, min(at + 1 + _REACH, len(text))):
        char = text[here]
        code = char.encode("gb18030")
        if len(code) > 2 or (len(code) == 1 and char != "("):
            return None
        data += code
        if code[-1] >= 0x80:
            continue
        # the bracket of a reading is swallowed by the half character before it, an ASCII second half is itself again
        halves, end = (data[:-2], "?") if char == "(" else (data[:-1], chr(code[-1]))
        misread = halves.decode("gb18030", "ignore")
        return text[:at] + "?" + (misread.translate(_FOLDING) if folded else misread) + end + text[here + 1 :]
    return None
