"""Verbs of one syllable (开了动员会, 招2名): they are parts of so many words that what stands around must show them."""

from __future__ import annotations

from dataclasses import replace

import regex

from fazhi_ie.facts.measures.words import ACTOR, ADVERB, FRONT, FUTURE, SKIP, Word

_UNITS = (
    "个名位件起次场期批支条项份本册张块台辆套间座所家户处栋轮回遍趟首堂节门人口头"
    "万亿吨亩元笔面幅副部只根道种类宗例桩沓艘架盏盘杆句篇棵株栏"
)
_NUMERAL = (
    r"(?:约|近|超过?|逾|将近)?(?:\d[\d,.]*+(?:[余多来]|[万亿千百]++[余多]?)?+"
    rf"|[一二两三四五六七八九十百千万几]{{1,8}}+[余多来]?(?=[{_UNITS}]))"
)
#: What completes the act; the verb and its complement are one action (请来, 凑成, 调下来).
_COMPLEMENT = regex.compile(r"(?:下来|起来|出来|回来|来|成|出|回|好|齐|完|掉|够|下)(?=了|" + _NUMERAL + r")")
_DONE = regex.compile(r"了(?=[\p{Han}\d《“])(?![解结却然断不都就也才很又再还后以之])")
_NUMBER = regex.compile(_NUMERAL + r"\p{Han}")
_NAMED = regex.compile(r"《")
_RESULT = regex.compile(r"(?:起了?|[出回掉走成上])(?=\p{Han})")
_COUNTED = regex.compile(rf"[\p{{Han}}“”]{{1,16}}?(?<![数量率额值]){_NUMERAL}\p{{Han}}{{1,4}}(?![\p{{Han}}\d])")
#: Last characters of those who act, behind whom a verb may name a title (干部学《……》).
_PEOPLE = frozenset("员部委会府局组队村镇乡们人家")
_BEFORE = (ADVERB, ACTOR, SKIP, FUTURE)


def read_short(view: str, word: Word, before: Word | None) -> Word | None:
    """Read a verb of one syllable, with its complement, if what stands before and behind it shows that it is a verb.

    Args:
        view: The matching view.
        word: The character that may be a verb.
        before: The word found before it, if any.

    Returns:
        Word | None: the verb, or None where the character is part of something else.
    """
    previous = view[word.start - 1] if word.start else "\n"
    if previous in "的少多不没未":
        return None
    match = _COMPLEMENT.match(view, word.end)
    end = match.end() if match else word.end
    if _DONE.match(view, end) or (match and previous not in "和与及、"):
        return replace(word, end=end)
    if match or not (_opens(previous, word, before) or (previous in _PEOPLE and _NAMED.match(view, end))):
        return None
    result = _RESULT.match(view, end)
    if result and _COUNTED.match(view, result.end()):
        return replace(word, end=result.end())
    shown = _NUMBER.match(view, end) or _NAMED.match(view, end) or copied(view, word) > 0
    bare = word.verb is not None and word.verb.bare and _COUNTED.match(view, end)
    return word if shown or bare else None


def copied(view: str, word: Word) -> int:
    """Give the offset where the verb stands again behind its object, with a count (议大事议了6回), or -1."""
    at = view.find(word.term + "了", word.end + 1, word.end + 18)
    return at if at > 0 and _NUMBER.match(view, at + 2) else -1


def _opens(previous: str, word: Word, before: Word | None) -> bool:
    """Tell whether the verb opens its clause, or stands behind an adverb or one who acts."""
    if not (previous.isalnum() or previous in "》”)%"):
        return True
    if before is None or before.end != word.start:
        return False
    return before.kind in _BEFORE or (before.kind == FRONT and before.term == "就")
