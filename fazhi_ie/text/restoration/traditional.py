"""Traditional characters on a mainland text: the whole of it, or stretches of it."""

from __future__ import annotations

import operator
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import regex
from opencc import OpenCC

from fazhi_ie.text.alignment import Alignment, AlignmentBuilder
from fazhi_ie.text.restoration.draft import Draft, Repair
from fazhi_ie.text.restoration.places import protect_places

Variant = Literal["simplified", "traditional", "mixed"]

# traditional forms that simplified texts keep in names and set words (於潜镇, 瞭望, 乾县): no evidence of anything
_AMBIGUOUS = frozenset("於昇陞乾著瞭藉麼麽鍾徵甯堃淼祕劃馀谿嶽勳鉅")
_HAN_OR_NOT = regex.compile(r"\p{Han}+|\P{Han}+")
_CLAUSE = regex.compile(r"[^。，,；;！？!?\n]*+[。，,；;！？!?\n]?")


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=8192)
def simplify_character(char: str) -> str:
    """Give the simplified form of one character by itself."""
    return str(_converter().convert(char))


def traditional_characters(draft: Draft) -> frozenset[str]:
    """Give those characters of a text that have a simplified form other than themselves."""
    return _traditional_in(draft.alphabet)


@lru_cache(maxsize=16)
def _traditional_in(alphabet: str) -> frozenset[str]:
    listed = [char for char in alphabet if char >= "\u3400"]
    if not listed:
        return frozenset()
    converted = _converter().convert("\n".join(listed)).split("\n")
    return frozenset(char for char, simple in zip(listed, converted, strict=True) if char != simple)


@dataclass(frozen=True, slots=True)
class Census:
    """How many characters of a text are traditional only, and how many simplified only."""

    traditional: int
    simplified: int
    kinds: int

    @property
    def variant(self) -> Variant:
        """The script of the text: a few traditional characters in names do not make it mixed."""
        both = self.traditional + self.simplified
        if self.traditional * 10 >= both * 9:
            return "traditional" if self.traditional else "simplified"
        named = self.kinds < 3 and self.traditional < self.simplified
        much = self.traditional * 20 >= both or (self.kinds >= 5 and self.traditional * 200 >= both)
        return "mixed" if much and not named else "simplified"


def take_census(draft: Draft) -> Census:
    """Count the characters of either script; cheap where there are none of the traditional ones."""
    strong = traditional_characters(draft) - _AMBIGUOUS
    if not strong:
        return Census(0, 0, 0)
    counts = Counter(draft.text)
    simplified = _simplified_characters(draft.alphabet)
    return Census(sum(counts[char] for char in strong), sum(counts[char] for char in simplified), len(strong))


def _simplified_characters(alphabet: str) -> frozenset[str]:
    """Give the characters that mainland text has and traditional text never: in GB 2312, not in Big5."""
    mainland = alphabet.encode("gb2312", "ignore").decode("gb2312")
    shared = frozenset(mainland.encode("cp950", "ignore").decode("cp950"))
    return frozenset(char for char in mainland if char >= "\u4e00" and char not in shared)


def simplify(draft: Draft, forced: bool) -> Repair | None:
    """Convert traditional characters where the text, or a stretch of it, is written in them.

    OpenCC leaves simplified text as it is; place names keep their characters (乾潭鎮 is 乾潭镇, not 干潭镇).

    Args:
        draft: The text, its pinyin brackets already gone: they would hide words from OpenCC.
        forced: Convert every traditional character, wherever it stands.

    Returns:
        The repair, counted in characters, or None when there is nothing to do.
    """
    census = take_census(draft)
    if forced or census.variant != "simplified":
        return _convert(draft.text)
    return _convert_stretches(draft) if census.traditional >= 3 else None


def _convert_text(text: str) -> str:
    converted = str(_converter().convert(text))
    return protect_places(text, converted) if len(converted) == len(text) else converted


def _convert(text: str) -> Repair | None:
    converted = _convert_text(text)
    if converted == text:
        return None
    if len(converted) == len(text):
        return Repair(converted, Alignment.identity(len(text)), sum(map(operator.ne, text, converted)))
    return _convert_by_runs(text)


def _convert_by_runs(text: str) -> Repair | None:
    """Convert run by run where a conversion changes the length, so that only that run loses its one-to-one offsets."""
    builder = AlignmentBuilder()
    pieces: list[str] = []
    count = 0
    for piece in _HAN_OR_NOT.findall(text):
        converted = _convert_text(piece) if piece[0] >= "\u2e80" else piece
        pieces.append(converted)
        if len(converted) == len(piece):
            builder.keep(len(piece))
            count += sum(map(operator.ne, piece, converted))
        else:
            builder.replace(len(piece), len(converted))
            count += 1
    return Repair("".join(pieces), builder.build(), count) if count else None


def _convert_stretches(draft: Draft) -> Repair | None:
    """Convert only the clauses of a simplified text that are written in traditional characters."""
    strong = traditional_characters(draft) - _AMBIGUOUS
    simplified = _simplified_characters(draft.alphabet)
    builder = AlignmentBuilder()
    pieces: list[str] = []
    count = 0
    for clause in _CLAUSE.findall(draft.text):
        evidence = sum(map(strong.__contains__, clause))
        repair = None
        if evidence >= 3 and evidence > sum(map(simplified.__contains__, clause)):
            repair = _convert(clause)
        pieces.append(repair.text if repair else clause)
        if repair and not repair.alignment.is_identity:
            builder.replace(len(clause), len(repair.text))
        else:
            builder.keep(len(clause))
        count += repair.count if repair else 0
    return Repair("".join(pieces), builder.build(), count) if count else None
