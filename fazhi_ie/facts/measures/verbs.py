"""The verb phrase: which adjacent verbs make one action, where its object lies, where a further action begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from fazhi_ie.facts.measures.signs import ALONE, ANSWERS, OF_BODIES, PARTICLES
from fazhi_ie.facts.measures.words import ADVERB, FRONT, SKIP, VERB, Verb, Word

#: Short nouns that a verb before them belongs to: 制定 + 实施方案 rather than 制定实施 + 方案.
_HEADS = regex.compile(
    r"[\p{Han}]{0,2}(?:方案|意见|办法|细则|计划|规划|制度|机制|清单|目录|体系|平台|中心|系统|工作|活动|行动|标准|流程|规则|规定|措施|政策|通知|指南|指引"
    r"|预案|报告|名录|台账|小组|机构|队伍|程序|会议|培训班|网络|模式|格局|基地|窗口|事项|情况|人员|部门|力度|水平|能力|效能|成效|需要|需求|台|站|点|室|会|册|书|表|单|人|员|费|款)"
)
#: What after a verb shows that the two are a noun (办结率, 审查意见) or that the verb serves a noun (制定的).
_NOUN_TAIL = regex.compile(
    r"的|地(?!方|区|质|下|铁|震|理|面|税|点|块|图)|率|数(?!据|字)|量(?!化)|权(?!力|责|限)|时限|时间|占(?!道|用|地|压|据)|比例|比重|情况(?!$)|之|总?里程|面积|次数|金额"
    r"|规模|产值|总[量数额]|余额|\d{1,3}周?年|[一二三四五六七八九十]{1,3}周年|如下|后$|时$"
)
#: A body that is named after what it does (案件审理委员会).
_BODY_TAIL = regex.compile(r"委员会|领导小组|工作小组|工作领导小组|工作专班|办公室|指挥部")
_COUNTED = regex.compile(r"[\d〇一二三四五六七八九十百千万两半]")
_COUNT_END = regex.compile(r"(?:\d|[一二三四五六七八九十百千万亿两几]|余|多)\s?[\p{Han}%/]{1,5}(?:\([^()]{1,12}\))?$")
_COUNT_ONLY = regex.compile(
    r"(?:约|近|超|超过|逾|共|达|共计|累计)?\s?(?:[\d.,]++|[一二三四五六七八九十百千两几]++)(?:余|多)?[万亿千百]?+(?:余|多)?"
    r"(?:%?[至到-][\d.]++)?[\p{Han}%/]{1,4}(?:\([^()]{1,12}\))?$"
)


@dataclass(slots=True)
class Phrase:
    """An action: view[start:end] is the verb or the compound, the object is what stands behind (may be empty)."""

    start: int
    end: int
    verbs: list[Word]
    object_start: int
    object_end: int

    @property
    def head(self) -> Verb:
        """The first verb; it decides about the class of the action."""
        verb = self.verbs[0].verb
        assert verb is not None
        return verb

    @property
    def last(self) -> Verb:
        """The last verb of the compound."""
        verb = self.verbs[-1].verb
        assert verb is not None
        return verb


def is_counted(view: str, start: int, end: int) -> bool:
    """Tell whether the noun phrase is something counted or named outright: a number, a title, a quotation."""
    if start >= end:
        return False
    first = view[start]
    return first in "《“" or first.isdigit() or bool(_COUNT_END.search(view, max(start, end - 24), end))


def is_bare_count(view: str, start: int, end: int) -> bool:
    """Tell whether there is nothing but a number with its unit."""
    return bool(_COUNT_ONLY.fullmatch(view, start, end))


def trimmed(view: str, start: int, end: int) -> int:
    """Give the end of an object without spaces and without a bracket that only explains (其中……)."""
    while end > start and view[end - 1] in " \n":
        end -= 1
    if end > start and view[end - 1] == ")":
        opening = view.rfind("(", start, end)
        inside = view[opening + 1 : end - 1]
        if opening > start and (len(inside) > 8 or inside.startswith(("其中", "含", "包括", "详见", "见"))):
            return opening
    return end


def serves_noun(view: str, word: Word) -> bool:
    """Tell whether the word is followed by what makes it part of a noun."""
    if word.verb is not None and (word.verb.noun or word.term in OF_BODIES) and _BODY_TAIL.match(view, word.end):
        return True
    return _NOUN_TAIL.match(view, word.end) is not None


def read_phrase(view: str, words: Sequence[Word], n: int, end: int) -> tuple[Phrase, int]:
    """Read the action that begins with words[n]; return it and the index of the first word behind it."""
    chain = [words[n]]
    adjacent: list[bool] = []
    n += 1
    while n < len(words):
        step = _next_verb(view, words, n, chain[-1])
        if step is None:
            break
        word, n, near = step
        chain.append(word)
        adjacent.append(near)
    while len(chain) > 1 and _belongs_to_object(view, chain[-1].end, end, adjacent[-1]):
        chain.pop()
        adjacent.pop()
        n = words.index(chain[-1]) + 1
    stop = chain[-1].end
    return Phrase(chain[0].start, stop, chain, behind_particles(view, stop, end), end), n


def give_object(phrase: Phrase) -> None:
    """Make nouns at the end of a compound that has no object the object (报送 + 整改报告); the first verb stays."""
    first, last = phrase.verbs[0].verb, phrase.verbs[-1].verb
    if phrase.object_start < phrase.object_end or first is None or first.noun or last is None or not last.noun:
        return
    while len(phrase.verbs) > 1 and phrase.last.noun:
        phrase.object_start = phrase.verbs.pop().start
    phrase.end = phrase.verbs[-1].end


def behind_particles(view: str, start: int, end: int) -> int:
    """Pass the particles (了, 过, 起) behind a verb that ends at `start`."""
    match = PARTICLES.match(view, start, end)
    return match.end() if match else start


def _next_verb(view: str, words: Sequence[Word], n: int, last: Word) -> tuple[Word, int, bool] | None:
    """Give the verb that words[n], right behind `last` or joined to it, adds to the action, if it does."""
    word = words[n]
    verb = last.verb
    assert verb is not None
    if word.start == last.end and word.kind == VERB and word.verb is not None:
        if verb.term in ALONE and word.term not in ANSWERS:
            return None
        return (word, n + 1, True) if verb.takes(word.verb) else None
    if word.start == last.end and word.kind in (SKIP, FRONT) and word.term in ("并", "并且", "和", "与", "及"):
        n += 1
        while n < len(words) and words[n].kind == ADVERB and words[n].start == words[n - 1].end:
            n += 1
        if n >= len(words) or words[n].start != words[n - 1].end:
            return None
        word = words[n]
    elif not (
        (word.start == last.end + 1 and view[last.end] in "、和及并或")
        or (word.start == last.end + 2 and view.startswith("或者", last.end))
    ):
        return None
    if word.kind == VERB and word.verb is not None and verb.pairs(word.verb):
        return word, n + 1, False
    return None


def _belongs_to_object(view: str, start: int, end: int, adjacent: bool) -> bool:
    """Tell whether the last verb of a compound is rather the beginning of its object."""
    if behind_particles(view, start, end) > start:
        return False
    if adjacent and start >= end:
        return False
    return bool(_NOUN_TAIL.match(view, start, end)) or (end - start <= 5 and bool(_HEADS.fullmatch(view, start, end)))


def split_further(view: str, words: Sequence[Word], n: int, phrase: Phrase) -> int | None:
    """Find where a further action begins in the object of `phrase`: the index of its verb; cuts the object there.

    A chain with 并 is several actions; so is a list whose items are each verb and object (听取汇报、研究难题).
    """
    for i in range(n, len(words)):
        word = words[i]
        if word.kind != VERB or word.verb is None or word.start >= phrase.object_end:
            continue
        k = i - 1
        while k >= n and words[k].kind == ADVERB and words[k].end == words[k + 1].start:
            k -= 1
        opening = words[k + 1].start
        if k >= n and words[k].term in ("并", "并且") and words[k].end == opening:
            if words[k].start - phrase.object_start < 2 or serves_noun(view, word):
                continue
            phrase.object_end = words[k].start
            return i
        if view[opening - 1] == "、" and _is_own_action(view, word, phrase, opening):
            phrase.object_end = opening - 1
            return i
    return None


def _is_own_action(view: str, word: Word, phrase: Phrase, opening: int) -> bool:
    """Tell whether the list item that opens with `word` is an action with an object of its own."""
    verb = word.verb
    if verb is None or opening - 1 - phrase.object_start < 2 or serves_noun(view, word):
        return False
    rest = view[word.end : phrase.object_end]
    if len(rest) < 2 or "等" in rest or rest[0] in "、和与及":
        return False
    item = rest.split("、", 1)[0]
    before_counted = is_counted(view, phrase.object_start, opening - 1)
    if view[opening - 3 : opening - 1] == item[-2:]:
        return False  # 决策公开、执行公开 is a list of nouns
    if phrase.head.clause or (verb.noun and len(word.term) < 4):
        return False
    if before_counted and is_counted(view, word.end, word.end + len(item)):
        return True
    return not _nominal(item) and phrase.head.family != "carry"


def _nominal(item: str) -> bool:
    return (
        item.endswith(("等", "工作", "活动", "机制", "制度", "体系", "行动", "建设", "试点", "改革"))
        or "和" in item[-8:]
    )
