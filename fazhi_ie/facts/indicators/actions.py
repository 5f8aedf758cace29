"""Actions: what is left of a clause before a figure when its actor, its circumstances and its lists are taken off."""

from __future__ import annotations

import regex

from fazhi_ie.facts.indicators.words import Vocabulary

#: A clause no longer than this keeps its circumstances: 向省政府报备文件 says more than 报备文件.
SHORT = 9
#: From this length on an action before the last one is no part of the name: 组织律师团|走访企业.
LONG = 12
#: A list of examples is kept where all is no longer than this: 审查征地补偿、工程招标等合同.
KEPT_LIST = 16

_CIRCUMSTANCE = regex.compile(
    r"(?:在|为|对|向|与|以|按|按照|根据|依据|依托|利用|通过|围绕|针对|结合|会同|联合|协同|配合|借助|运用|给|同|聚焦|面向|深入|赴|充分)"
)
#: 各县区, 市直部门: such actors tell figures of one sentence apart.
_DISTRIBUTED = regex.compile(r"各|每|级|直")
#: All bodies of a kind together: they tell no figures apart.
_OF_ALL_LEVELS = regex.compile(r"(?:全[省市县区州旗]|全系统)?各级\p{Han}{2,6}(?:组织|机关|部门|机构)")
_LISTED = regex.compile(r"(?P<list>(?=[^,》”、]*+[》”、])[^,]*)等(?:各类|多类|多项|一批)?(?P<noun>[^等、》”]{2,10})$")
_LAID_BEFORE = regex.compile(r"提请\P{P}{2,12}?(?P<act>审议|审定|研究|讨论|批准)(?:通过)?(?=《)")
_YEAR = regex.compile(
    r"(?<=\p{Han}{2})(?:到|至)?(?:(?:(?:19|20)\d\d|去|上|今|当)年(?:度|底|末|初)?|年[底末]|全年)(?=$|增|达|实)"
)
_PUT = regex.compile(r"(?<=\p{Han}{3})(?:将|把)(?![近来军要])(?=\p{Han}{3})")
#: 2001年至2018年制发的: when documents were issued is no part of their name.
_ISSUED = regex.compile(
    r"(?:(?:19|20)\d\d年(?:\d{1,2}月)?(?:以来|以前|底前|前|底|初|末)?(?:至|到|-|—)?){1,2}(?:制发|出台|印发|发布|制定|公布|实施)的"
)
_WITHIN = regex.compile(r"(?:今后|未来)?[一二两三四五六十\d]{1,2}(?:年|个月)之?内")
_HAVING = regex.compile(r"(?P<who>\p{Han}{2,10}?)(?:现有|共有|设有|配有|仅有|只有)(?=\p{Han}{2})")
_OPENERS = "“《〈("
_CLOSERS = "”》〉)"


def bare_clause(text: str, words: Vocabulary, *, keep_actor: bool = False) -> str:
    """Return the part of the words before a figure that names it: the last action and its object, or all of them.

    Args:
        text: The words before a figure.
        words: The vocabulary.
        keep_actor: The actor tells the figure from others (热线收集线索5条、信访部门收集线索3条).

    Returns:
        The end of `text`; all of it where it is one phrase.

    Example:
        >>> from fazhi_ie.facts.indicators.words import vocabulary
        >>> from fazhi_ie.rules import load_rules
        >>> bare_clause("县公证处为困难群众减免公证费用", vocabulary(load_rules()))
        '减免公证费用'
    """
    text = fronted(_YEAR.sub("", _ISSUED.sub("", text)), words)
    text = "" if _WITHIN.fullmatch(text) else text
    if (having := _HAVING.match(text)) is not None and _plain(having["who"], words):
        text = text[having.end() :]
    if (put := _PUT.search(text)) is not None and not words.verb.at_start(text[put.end() :]):
        text = text[put.end() :]  # 用两年时间将|筹资标准
    text = _without_list(text, words)
    start = _action(text, words, keep_actor=keep_actor)
    text = fronted(text[start:], words) if start else text
    return _without_inner_adverb(text, words)


def _plain(who: str, words: Vocabulary) -> bool:
    return who not in words.scope and not _DISTRIBUTED.search(who) and not words.verb.run_at_start(who)


def fronted(text: str, words: Vocabulary) -> str:
    """Take the words off the beginning that only front an object or tell how sure it is: 把, 将, 确保."""
    while (length := words.front.at_start(text)) and len(text) - length >= 2:
        if max(words.verb.at_start(text), words.noun.at_start(text), words.state.at_start(text)) > length:
            break
        text = words.adverb.strip_start(text[length:], 2) if words.verb.at_start(text[length:]) else text[length:]
    return text


def _without_list(text: str, words: Vocabulary) -> str:
    """Turn 审议《甲方案》等文件 into 审议文件."""
    if (laid := _LAID_BEFORE.match(text)) is not None:
        text = text[:2] + text[laid.start("act") :]
    run = words.verb.run_at_start(text)
    match = _LISTED.match(text, run) if run else None
    if match is None or (len(text) <= KEPT_LIST and "》" not in match["list"] and match["noun"] not in words.kind):
        return text
    return text[:run] + str(match["noun"])


def _action(text: str, words: Vocabulary, *, keep_actor: bool) -> int:
    """Return where the action begins that the figure counts, or 0 where the words are one phrase."""
    if len(text) <= 5:
        return 0
    runs = _verb_runs(text, words)
    if text.startswith("提请"):
        return 0  # 提请人大审议条例: both actions name it
    led = _CIRCUMSTANCE.match(text) is not None and len(text) > SHORT
    first = bool(runs) and runs[0][0] == 0
    crowd = first and text[: runs[0][1]] in words.group
    for start, end, strong in runs:
        rest = text[end:]
        if start < 2 or len(rest) < 2 or rest[0] in "的率数量工" or text[start - 1] in "的和与及、并未不":
            continue
        if words.noun.at_start(text[start:]) > end - start:
            continue
        actor = not keep_actor and _actor(text[:start], words)
        if actor or (strong and (led or crowd or (first and len(text) >= LONG and start - runs[0][1] >= 2))):
            return start
    return 0


def _actor(before: str, words: Vocabulary) -> bool:
    """Say whether the words before an action are a body that acts, which a name leaves off."""
    before = words.adverb.strip_end(_beneficiary(words.adverb.strip_end(before, 2), words), 2)
    if (_DISTRIBUTED.search(before) and not _OF_ALL_LEVELS.fullmatch(before)) or not words.agent.at_end(before):
        return False
    return not words.verb.at_start(before) and len(before) <= 24


def _beneficiary(before: str, words: Vocabulary) -> str:
    """Take off the circumstance between a body and its action: 公证处|为困难群众."""
    for match in _CIRCUMSTANCE.finditer(before, 2):
        if words.agent.at_end(words.adverb.strip_end(before[: match.start()], 2)):
            return before[: match.start()]
    return before


def _verb_runs(text: str, words: Vocabulary) -> list[tuple[int, int, bool]]:
    """Return the runs of verbs outside quotes as (start, end, whether one is more than part of a noun)."""
    runs: list[tuple[int, int, bool]] = []
    depth, scanned = 0, 0
    for start, end, verb in words.verb.found_in(text):
        for char in text[scanned:start]:
            depth += (char in _OPENERS) - (char in _CLOSERS)
        scanned = start
        if depth > 0 or len(verb) < 2:
            continue
        strong = verb not in words.weak
        if runs and runs[-1][1] == start:
            runs[-1] = (runs[-1][0], end, runs[-1][2] or strong)
        else:
            runs.append((start, end, strong))
    return runs


def _without_inner_adverb(text: str, words: Vocabulary) -> str:
    """Turn 国家财政共增加支出 into 国家财政增加支出."""
    for start, end, _ in words.adverb.found_in(text):
        if start >= 2 and words.verb.at_start(text[end:]) and words.verb.at_start(text[start:]) < end - start:
            before = words.verb.at_end(text[:start])
            if not before and not words.whole.at_end(text[:end]) and not words.noun.at_start(text[start:]):
                return text[:start] + text[end:]
    return text
