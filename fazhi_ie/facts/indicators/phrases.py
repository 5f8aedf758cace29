"""Phrases: what the words around one figure say, before any context is added."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from fazhi_ie.facts.indicators.words import Vocabulary

_DATED = regex.compile(
    r"^(?:截(?:至|止)|到|至)?(?:(?:19|20)\d\d|[一二]〇[〇一二三四五六七八九]{2})年(?:度)?(?:\d{1,2}月(?:份)?)?(?:\d{1,2}日)?(?:以来|以前|底前|底|初|末|前|期间)?"
    r"|^\d{1,2}月(?:份)?(?:\d{1,2}日)?(?:底|初|末)?(?:以?前)?"
    r"|^(?:前[一二三]季度|第?[一二三四]季度|前[\d一二三四五六七八九十]{1,3}个月)(?=\p{Han}{2})"
    r"|^近?[\d一二两三四五十]{1,2}年来?(?=\p{Han}{2})(?!期)"
)
_MARKER = regex.compile(
    r"^(?:[一二三四五六七八九十]{1,2}是|[①-⑳]|\d{1,2}[.．、]|[一二三四五六七八九十]{1,3}、|\((?:[一二三四五六七八九十]{1,3}|\d{1,2})\)、?)"
)
#: 县司法局|2023年|抽查案卷, 力争|到2025年|办结率: a date in the midst, which the indicator has as its period.
_INNER_DATE = regex.compile(
    r"(?<=\p{Han}{2})(?<![较比与由从自至在于截对的和及、为是年月日到至])[到至]?(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?"
    r"(?:底前|[底末前]|以来|[上下]半年|前[一二三]季度)?(?=\p{Han}{2})(?!度|[底末初间内的后和至到])"
)
_SINCE = regex.compile(r"^\P{P}{0,12}?(?:以来|期间|之后)(?=\p{Han}{3})")
_BRACKET = regex.compile(r"\([^()]{0,60}\)")
_OF_WORK = regex.compile(r"^(?P<noun>.{2,16}?)的(?P<act>[^的]{2,12}?)(?:工作|任务|活动)?$")
_JOIN = regex.compile(r"(?:和|及|以及|与|并|、|;|,)$")
#: 在70个县|中列|第9位: what follows the noun belongs to the rank.
_RANKED = regex.compile(r"中(?:位?列|位?居|排名?|排在)$")
_LIST_END = regex.compile(r"等(?:共)?$")
_AIM = regex.compile(r"^(?:对|将|把|围绕|针对|依托|以|为|按照|通过|在|从)")
_MORE_VERBS = regex.compile(r"和|、|及|并|与|或者?")
_DATE_END = regex.compile(
    r"(?<=从|由|到|至|为)(?:(?:19|20)\d\d年(?:底|末|初)?|[去上今]年[底末初]?|年[初末底]|每\p{Han}{1,3}|\d{1,2}年前|原来|原有|原先|原本|过去|以前|此前|最初|改革前)的?$"
)
_INCLUDING = regex.compile(r"^(?:含|其中含)(?=上年|已|未|往年|历年|部分|其他)")
_RESULT = regex.compile(r"^.{0,12}?(?:结果|等次|等级)(?:分别)?(?:为|是|:)")
_FROM_RANK = regex.compile(
    r"(?:从|由)(?:上年|去年|原来|\d{2,4}年)?的?居?(全[国省市县区球]|世界|亚洲|大陆|中部|西部|东部)$"
)
_AND = regex.compile(r"(?:和|及|以及|与)")
_ASPECT = regex.compile(r"^(?:方面|领域|环节|阶段|层面|类)的")
_MODIFIES = "对与跨以由为向可在"
#: Nouns of one character: 4个|镇|没有.
_PLACE = "县市区村镇乡州省户"
_SHORT = _PLACE + "人所"
#: 签了承诺书: a verb of one character is known by the 了 after it.
_DID = regex.compile(r"[签领搬通配装换修建拿写交买种用办开发有]了(?=\p{Han}{2})")
_LISTING = ("和", "及", "与", "、")
#: 不符合规定的决策: the words before 的 select the things, so that the noun stands after it.
_SELECTS = regex.compile(
    r"\p{Han}{0,2}困难|患|年满|(?:超期|逾期|长期|尚)未|不|未|无|符合|涉及"
    r"|列入|存在|具有|具备|拟|需|应|已"
)
_EVENT = regex.compile(r"(?:对|就|向|为|到|赴|深入|围绕|针对|听取|前往|专题)\P{P}{3,}")


#: A name longer than this is cut at a boundary inside it; the longest names that reports need have about 20 characters.
LONGEST = 20


@dataclass(slots=True)
class Left:
    """The words before a figure.

    `core` is what is left of them when link words, adverbs and the change are taken off; `change` is the word of
    change (增长), `bases` what stood around it (同比, 年均), `spread` tells of 分别.
    """

    core: str
    change: str = ""
    bases: tuple[str, ...] = ()
    spread: bool = False
    total: bool = False
    part: bool = False
    enumerated: bool = False
    linked: bool = False
    relative: bool = False
    served: bool = False


@dataclass(slots=True)
class Right:
    """The words after a figure: the noun counted and what is said of it; `then` is the action of the next figure."""

    noun: str = ""
    said: str = ""
    then: str = ""


def read_left(text: str, words: Vocabulary) -> Left:
    """Read the words before a figure.

    Example:
        "截至目前,全市共办结" gives core "全市办结"; "财政收入同比增长" gives core "财政收入", change "增长".
    """
    text = _without_brackets(text)
    part = bool(words.part.at_start(text))
    relative, served = text.endswith("的"), text[-1:] in ("为", "给", "向")
    total = bool(words.total.at_start(text) or words.total.at_end(text))
    text = _without_date(_strip_lead(_INCLUDING.sub("", text), words), words)
    if (result := _RESULT.match(text)) is not None and result.end() < len(text):
        part, text = True, text[result.end() :]
    change, text = _strip_change(text, words)
    text = _FROM_RANK.sub(r"居\1", text)
    undated = _DATE_END.sub("", text)
    text = text if undated in ("是", "为") else undated  # 为2018年的3倍
    bases: list[str] = []
    spread, linked = False, False
    while text:
        base = words.base.at_end(text) if change else 0
        manner = words.manner.at_end(text)
        link = 0 if change and base else words.link.at_end(text)
        length = max(base, manner, link)
        kept = _is_tail_of_verb(text, length, words) and words.scope.strip_start(text[:-length]) != ""
        if not length or kept or text in ("为", "对", "向", "给"):
            break
        word = text[-length:]
        spread = spread or "分别" in word
        linked = linked or (link == length and word not in ("共", "累计", "等", "的", "约", "了"))
        if base == length:
            bases.append(word)
        text = text[:-length].rstrip(",、:")
        if word == "等" and text:
            return Left(text, change, tuple(reversed(bases)), spread, total, part, True, linked, relative)
    return Left(text, change, tuple(reversed(bases)), spread, total, part, False, linked, relative, served)


def read_right(
    text: str,
    words: Vocabulary,
    *,
    open_end: bool = False,
    event: bool = False,
    after_verb: bool = False,
    relative: bool = False,
) -> Right:
    """Read the words after a figure.

    Args:
        text: The words up to the next break or figure.
        words: The vocabulary.
        open_end: They run on into the next figure.
        event: The figure counts times (3次), so that an action may follow it.
        after_verb: An action stands before the figure, so that its object must follow.
        relative: The words before end in 的, so that a noun must follow.

    Example:
        "优秀律师担任法律顾问" gives noun "优秀律师", said "担任法律顾问".
    """
    text = _without_brackets(text)
    whole = text.startswith("的")
    text = text.removeprefix("的")
    if open_end:
        text = _RANKED.sub("", _JOIN.sub("", text))
    text = text.removesuffix("之一")
    if _AND.match(text):
        return Right()
    if not text or not (text[0].isalnum() or text[0] in "“《〈"):
        return Right()
    if words.link.run_at_start(_DATE_END.sub("", text)) == len(_DATE_END.sub("", text)):
        return Right()
    if open_end and not relative and _is_next_action(text, words):
        return Right()
    if event and (words.verb.run_at_start(text) or _EVENT.match(text)):
        return Right(_JOIN.sub("", text[:LONGEST]))
    if (aspect := _ASPECT.match(text)) is not None:
        text = text[aspect.end() :]
    elif (
        words.predicate.at_start(text) > words.noun.at_start(text)
        and not words.verb.at_start(text) > 2
        and not text.startswith("“")
        and not relative
    ):
        if not (after_verb and text[0] in _MODIFIES):
            return Right("", words.link.strip_end(text))
        whole = True
    then = ""
    if open_end:
        text = _before_metric(words.link.strip_end(text), words)
        cut = next_action(text, words)
        text, then = text[:cut], text[cut:]
    match = _OF_WORK.match(text)
    if match and not whole and words.verb.run_at_end(match["act"]) == len(match["act"]):
        return Right(match["noun"], match["act"])
    right = _split_noun(text, words, whole=whole, open_end=open_end)
    right.then = then
    return right


def _split_noun(text: str, words: Vocabulary, *, whole: bool, open_end: bool) -> Right:
    """Split the words after a figure into the noun and what is said of it."""
    cut = _noun_end(text, words, whole=whole)
    verb = words.predicate.at_start(text[1:])
    if (verb > 1 and text[0] in _SHORT and not words.noun.at_start(text)) or (verb and cut == 2 and text[0] in _PLACE):
        cut = 1
    state = words.state.run_at_end(text[:cut]) if not open_end else 0
    if state >= 2 and cut - state >= 3 and (cut < len(text) or not whole):
        cut -= state
    noun = words.adverb.strip_end(_JOIN.sub("", text[:cut]), 2)
    if len(noun) >= 3 and noun[-1] in "中里内" and noun[-2:] not in ("高中", "初中"):
        noun = noun[:-1]
    said = text[cut:]
    if noun in words.adverb and said:
        return Right("", words.adverb.strip_start(text))  # 41项|全年没有办理
    if said[:1] in ("在", "到", "至") and (run := words.verb.run_at_end(noun)) and len(noun) - run >= 2:
        # 矛盾纠纷化解|在基层: the action belongs to what is said
        noun, said = noun[:-run], noun[-run:] + said
    return Right(noun, said)


def _is_next_action(text: str, words: Vocabulary) -> bool:
    """Say whether the words between two figures are the action of the second: 受理3件办结2件, 拨付9万元支持企业2家."""
    run = words.verb.run_at_start(text)
    if run < 2:
        return False
    return not (words.metric.at_end(words.link.strip_end(text)) and run < len(text) - 3)


def next_action(text: str, words: Vocabulary) -> int:
    """Return where the action of the next figure begins: 24支服务队|走访企业90家; else the length of `text`."""
    for start, end, verb in words.verb.found_in(text):
        if start >= 2 and len(text) - end >= 2 and verb not in words.weak and text[start - 1] not in "的和与及、":
            return start
    return len(text)


def _noun_end(text: str, words: Vocabulary, *, whole: bool) -> int:
    first = 3 if text.startswith("“") else 2
    if text.startswith("“") and "”" in text:
        first = text.index("”") + 1
    cut = first_predicate(text, first, words)
    while cut < len(text) and text[cut] == "“" and "”" in text[cut:]:
        cut = first_predicate(text, text.index("”", cut) + 1, words)
    possessive = text.find("的", 2)
    if possessive > 0 and not whole and _SELECTS.match(text) and len(text) - possessive > 2:
        return _noun_end(text[possessive + 1 :], words, whole=True) + possessive + 1
    if 0 < possessive < cut and not whole:
        cut = possessive
    return cut


def first_predicate(text: str, first: int, words: Vocabulary) -> int:
    """Return where the first predicate at or after `first` begins that is no part of a noun (单位|负责人)."""
    nouns = words.noun.found_in(text)
    for start, end, _ in words.predicate.found_in(text[first:]):
        listed = end - start > 1 and text[end + first : end + first + 1] in _LISTING
        if not listed and not any(a <= start + first and end + first <= b for a, b, _ in nouns):
            return min(start + first, _first_did(text, first, words))
    return _first_did(text, first, words)


def _first_did(text: str, first: int, words: Vocabulary) -> int:
    match = _DID.search(text, first)
    if match is None:
        return len(text)
    start = match.start() - (words.verb.at_end(text[: match.start() + 1]) == 2)
    return start if start >= first else len(text)


def _before_metric(text: str, words: Vocabulary) -> str:
    """Cut 服务窗口好评率 to 服务窗口: the rate belongs to the next figure."""
    length = words.metric.at_end(text)
    if not length:
        return text
    if length == 1 and text[-1] in "率度":
        length = 3
    return text[:-length] if len(text) - length >= 2 else text


def last_verbs(text: str, words: Vocabulary) -> str:
    """Return the verbs that end `text`, without 了: the action on what is counted."""
    text = text.removesuffix("了")
    return text[len(text) - words.verb.run_at_end(text) :] if words.verb.run_at_end(text) >= 2 else ""


def first_verbs(text: str, words: Vocabulary) -> str:
    """Return the verbs that begin `text`, after adverbs."""
    text = _strip_lead(text, words)
    text = words.scope.strip_start(text, 2)
    run = words.verb.run_at_start(text)
    return text[:run]


def verb_run(text: str, words: Vocabulary) -> int:
    """Return the length of the verbs that begin `text`, joined ones too: 废止和宣布失效文件 has 废止和宣布失效."""
    run = words.verb.run_at_start(text)
    if run:  # 废止|规范性文件: the verb in the noun is none
        run = next((a for a, b, _ in words.noun.found_in(text[: run + 8]) if 0 < a < run < b), run)
    while (joined := _MORE_VERBS.match(text, run) if run else None) is not None:
        more = words.verb.run_at_start(text[joined.end() :])
        if not more:
            break
        run = joined.end() + more
    return run


def split_action(name: str, words: Vocabulary) -> tuple[str, str, str]:
    """Split a name into (owner, action, object): 全市受理复议申请 is 全市, 受理, 复议申请; a bare noun has no action.

    The action may close the name (市政府规范性文件废止): then the object stands before it, and owner is "<".
    """
    scope = name[: len(name) - len(words.scope.strip_start(name, 2))]
    rest = name[len(scope) :]
    run = verb_run(rest, words)
    state = state_run(rest, words)
    if state > run and len(rest) - state >= 3 and not words.grade.at_start(rest):
        run = state
    if run:
        last = words.verb.at_end(rest[:run])
        if 0 < len(rest) - run <= 2 and 2 <= last < run and rest[run - last - 1] not in "和、与并及":
            run -= last  # 取消|审批事项: the second verb is part of the noun
        return scope, rest[:run], rest[run:]
    for start, _, _ in words.verb.found_in(rest):
        if start >= 2 and words.agent.at_end(rest[:start]):
            run = verb_run(rest[start:], words)
            return scope + rest[:start], rest[start : start + run], rest[start + run :]
    tail = words.verb.run_at_end(rest)
    if tail >= 2 and len(rest) - tail >= 4:
        return "<", rest[-tail:], rest[:-tail]
    return scope, "", rest


def state_run(text: str, words: Vocabulary) -> int:
    """Return the length of the outcomes that begin `text`, joined ones too: 撤销或者确认违法."""
    run = words.state.run_at_start(text)
    joined = _MORE_VERBS.match(text, run) if run else None
    if joined and (more := max(words.verb.at_start(text[joined.end() :]), words.state.at_start(text[joined.end() :]))):
        run = joined.end() + more
    return run


def shorten(name: str, words: Vocabulary) -> str:
    """Cut the beginning of an overlong name at a boundary inside it, so that what is counted remains."""
    if len(name) <= LONGEST:
        return name
    first = words.verb.first(name)
    if 0 < first <= 10 and len(name) - first >= 6 and not name.startswith("“"):
        name = name[first:]
        if len(name) <= LONGEST:
            return name
    for mark in ("的", "领域", ",", ":"):
        place = name.rfind(mark, 0, len(name) - 6)
        if place > 0 and len(name) - place - len(mark) >= 6 and name.count("“", place) == name.count("”", place):
            name = name[place + len(mark) :]
            if len(name) <= LONGEST:
                return name
    return name[-40:] if len(name) > 40 else name


def _without_brackets(text: str) -> str:
    if "(" not in text:
        return text
    kept: str = _BRACKET.sub(
        lambda m: "" if len(m.group()) > 10 or "〔" in m.group() or "号" in m.group() else m.group(), text
    )
    return kept


def _without_date(text: str, words: Vocabulary) -> str:
    """Take a date out of the midst, before an action or behind a word of intent."""
    for date in _INNER_DATE.finditer(text):
        before, rest = text[: date.start()], text[date.end() :]
        if words.verb.at_start(rest) or words.adverb.at_start(rest) or before in words.front:
            return before + rest
    return text


def _strip_lead(text: str, words: Vocabulary) -> str:
    while text:
        match = _MARKER.match(text) or _DATED.match(text) or _SINCE.match(text)
        length = match.end() if match and match.end() else words.lead.at_start(text)
        if not length and not text.endswith("率") and (adverb := words.adverb.at_start(text)):
            rest = text[adverb:]
            if max(words.verb.at_start(text), words.state.at_start(text)) > adverb:
                return text
            if not rest or words.verb.at_start(rest) or words.adverb.at_start(rest) or words.scope.at_start(rest):
                length = adverb
        if not length:
            scope = words.scope.run_at_start(text)
            rest = text[scope:] if scope else ""
            if rest and (lead := words.lead.at_start(rest)) and len(rest) > lead:
                return text[:scope] + rest[lead:]
            adverb = words.adverb.at_start(rest)
            if (
                adverb
                and (words.verb.at_start(rest[adverb:]) or len(rest) == adverb)
                and words.verb.at_start(rest) <= adverb
            ):
                return text[:scope] + rest[adverb:]
            return text
        text = text[length:].lstrip(",、: ")
    return text


def _strip_change(text: str, words: Vocabulary) -> tuple[str, str]:
    length = words.change.at_end(text)
    if not length or words.verb.at_end(text) > length or words.link.at_end(text) > length:
        return "", text
    return text[-length:].removesuffix("了"), text[:-length]


def _is_tail_of_verb(text: str, length: int, words: Vocabulary) -> bool:
    """Say whether the link word is the end of a longer action (宣布有|效) or noun, so that it must stay."""
    return max(words.verb.at_end(text), words.state.at_end(text), words.whole.at_end(text)) > length
