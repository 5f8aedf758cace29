"""Coordinated subjects: A和B…分别为x、y says one figure of each."""

from __future__ import annotations

import regex

from fazhi_ie.facts.indicators.words import Vocabulary

_AND = regex.compile(r"、|以及|和|及|与")

#: 交通、水利|两支|队伍
_COUNTED = regex.compile(r"(?<=\p{Han})[两二三四五六七八九十](?:支|个|家|类|大类)(?=\p{Han}{2})")
_FIELDS = regex.compile(
    r"(?P<what>\p{Han}{0,4}?)(?:主要|多|大多)?(?:集中在|集中于|分布在|来自|涉及|涵盖|覆盖|包括)(?P<list>[^在于,;。:]{3,60}?)"
    r"等?(?:这)?[\d一二两三四五六七八九十]{1,3}[个大类项](?P<kind>\p{Han}{2,4})$"
)


def share_out(subject: str, count: int, words: Vocabulary) -> list[str] | None:
    """Split a coordinated subject into `count` full names.

    What the coordinated words share stands with one of them only: after the last (城镇、农村居民收入), or before the
    first (事故起数和死亡人数). The first part tells which: it ends in a measure of its own, or it does not.

    Returns:
        The names, or None where the subject does not have `count` parts.

    Example:
        >>> from fazhi_ie.facts.indicators.words import vocabulary
        >>> from fazhi_ie.rules import load_rules
        >>> share_out("刑事、治安案件", 2, vocabulary(load_rules()))
        ['刑事案件', '治安案件']
    """
    parts = _split(_COUNTED.sub("", subject), count)
    if parts is None or count < 2:
        return None
    first, last = parts[0], parts[-1]
    if len(parts) > 2 and 0 < last.find("等") < len(last) - 1:
        last = parts[-1] = last.replace("等", "", 1)
    if words.metric.at_end(first) and len(first) > 2:
        return [first, *(_with_beginning(first, part, words) for part in parts[1:])]
    return [*(_with_end(part, last, words) for part in parts[:-1]), last]


def share_of_fields(clause: str, count: int) -> list[str] | None:
    """Return what 案件集中在住建、环保两个领域 says of each field: 住建领域案件, 环保领域案件; None for other clauses.

    Example:
        >>> share_of_fields("案件集中在住建、环保两个领域", 2)
        ['住建领域案件', '环保领域案件']
    """
    match = _FIELDS.search(clause)
    parts = _AND.split(match["list"]) if match else []
    if match is None or len(parts) != count:
        return None
    return [f"{part}{match['kind']}{match['what']}" for part in parts]


def _split(subject: str, count: int) -> list[str] | None:
    """Split at the joining words; where there are too many, those furthest to the right that are outside quotes."""
    places: list[tuple[int, int]] = []
    quoted = 0
    for offset, char in enumerate(subject):
        quoted += (char in "“《") - (char in "”》")
        match = _AND.match(subject, offset) if not quoted else None
        if match and offset and match.end() < len(subject) and (not places or offset >= places[-1][1]):
            places.append(match.span())
    if len(places) < count - 1:
        return None
    strong = [p for p in places if subject[p[0]] == "、"]
    chosen = strong if len(strong) == count - 1 < len(places) else places[-(count - 1) :]
    parts, begin = [], 0
    for start, end in chosen:
        parts.append(subject[begin:start])
        begin = end
    parts.append(subject[begin:])
    return parts if all(parts) else None


def _with_end(part: str, last: str, words: Vocabulary) -> str:
    """Give `part` the end of `last` that both share: 城镇 of 农村居民收入 is 城镇居民收入."""
    bare = words.scope.strip_start(part, 2)
    kin = last.find(bare[-1], 1) + 1
    if bare[-1] in "级型类区" and 0 < kin < len(last):
        return part + last[kin:]
    places = [start for start, _, _ in words.shared.found_in(last) if start >= 1]
    if not places:
        return part + last[len(bare) :] if len(last) > len(bare) + 1 else part
    own = words.shared.found_in(bare)
    if own and own[-1][1] == len(bare):
        # The part has a noun of its own (民间投资): it shares only what follows the same noun, if anything.
        word = own[-1][2]
        place = last.find(word)
        if place > 0:
            return part + last[place + len(word) :]
        length = 0 if words.metric.at_end(part) else words.metric.at_end(last)
        return part + last[-length:] if length else part
    place = min(places, key=lambda p: (abs(p - len(bare)), p))
    if abs(place - len(bare)) > 2:
        place = len(bare)
    return part + last[place:]


def _with_beginning(first: str, part: str, words: Vocabulary) -> str:
    """Give `part` the beginning of `first`: 死亡人数 after 事故起数 is 事故死亡人数."""
    short = len(part) <= 3 or part in words.tail
    if not short:
        scope = first[: len(first) - len(words.scope.strip_start(first, 2))]
        return part if words.scope.at_start(part) else scope + part
    length = words.metric.at_end(first)
    if length == 1:
        length = min(3, len(part), len(first) - 2)
    return first[: len(first) - length] + part
