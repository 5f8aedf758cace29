"""Heads: the words of the governing clause that a bare noun or a bare action needs to be understood alone.

为9户商户|办理停业登记 says which 商户 are meant only after the noun, 组织9个单位|述责 likewise; the clause before
趁着庙会到各村唱了9场 says what was sung.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from fazhi_ie.facts.indicators.carry import Named, clause_before, subject_before
from fazhi_ie.facts.indicators.cells import Cell
from fazhi_ie.facts.indicators.phrases import Left, Right, last_verbs, read_right
from fazhi_ie.facts.indicators.units import kind_of
from fazhi_ie.facts.indicators.words import Vocabulary

_GOVERNS = regex.compile(r"(?<![所现存正内行作认成好定])(?:在|为|给|跟|向|对|赴)")
_SPARED = regex.compile(r"免予|不予")
_MADE_OF = regex.compile(r"^组成(?:的|了)?(?P<body>\p{Han}{2,12})")
_CHOSEN = regex.compile(r"^(?:入选|获评|荣获|获得|参与|参加|通过)\P{P}?.{2,12}$")
_LACKS = regex.compile(r"没有|尚未|未|无(?!偿|障碍|人)|缺|不(?!同|予)")
_ACTED = regex.compile(r"(?:进行|开展|实施|予以|加以)(?:了)?(?P<act>.{2,10})$")
_DID = regex.compile(r"^\p{Han}{1,2}了(?=\p{Han}{2})")
_EMPTY_ACT = regex.compile(r"^(?:进行|予以|加以|给予|实现|完成)")
_MADE = regex.compile(r"^(?:担任|出任|充当|作为|任|为)(?P<role>\p{Han}{2,10})$")
_WENT = regex.compile(r"^(?:赴|到|前往)\P{P}{1,8}?(?=参加|参与)")
_EVERY = regex.compile(r"^(?:均|都|全部|也|已)")
#: 纳入生态环境监督执法正面清单 still fits into a name.
_LONGEST_SAID = 16
_ONCE = regex.compile(r"(?<=^\p{Han}{2})了?(?:一次)?")
_DONE = regex.compile(r"(?P<verb>\p{Han})了$")
#: A long 的-clause before a noun is no longer a name.
_LONGEST_ACT = 10
_MOTION = regex.compile(r"(?:下沉|延伸|接入|下放|迁)(?:至|到)?.{2,8}")
_CIRCUMSTANTIAL = regex.compile(r"趁|到|在|给|为|跟|去|深入|利用|借|赴|走进|沿")


def named_by(noun: str, said: str, words: Vocabulary, *, ratio: bool) -> str:
    """Join a noun with the state that selects what is counted: 规范性文件 + 废止 gives 废止规范性文件."""
    said = words.adverb.strip_start(said.removeprefix("的"))
    said = words.link.strip_end(said)
    if not noun or not said:
        return noun or said
    if _LACKS.match(said) and "的" not in said and len(said) <= 14 and words.state.at_start(said) < len(said):
        return f"{said}的{noun}"
    if (made := _MADE_OF.match(said)) is not None:
        return str(made["body"]) + noun
    motion = _MOTION.match(said)
    if motion:
        return noun + str(motion.group())
    if len(noun) == 1 or (noun in words.vague and said.startswith("被")):
        said = _EMPTY_ACT.sub("", said) or said
        return f"{said}的{noun}" if len(said) <= 16 else noun
    if _CHOSEN.match(said) and (noun in words.vague or not said.startswith("参")):
        return said + ("的" if len(said) > 6 else "") + noun
    if said.startswith("实现") and 4 <= len(said) <= 10 and "“" not in said:
        return said[2:] + ("的" if len(said) > 6 else "") + noun
    state = words.state.at_start(said)
    if state and (state == len(said) or said[state : state + 1] in "全国省市《“中并"):
        return said[:state] + noun
    run = said.removeprefix("相继").removeprefix("提前").removeprefix("全部").removeprefix("陆续").removeprefix("已")
    if run and words.state.run_at_start(run) == len(run):
        return run + noun
    if words.verb.run_at_start(said) == len(said):
        return said + noun
    if said.startswith("提请") and len(said) <= 14:
        return said + noun
    acted = _ACTED.search(said)
    if acted and words.verb.run_at_start(acted["act"].removeprefix("全面")) == len(acted["act"].removeprefix("全面")):
        return str(acted["act"]).removeprefix("全面") + noun
    body = words.link.strip_start(said)
    if ratio and 2 <= len(body) <= 16:
        return f"{body}的{noun}"
    return noun


def governs(core: str, words: Vocabulary) -> bool:
    """Say whether the words before a figure end in a phrase that waits for its verb: 为|9户, 局在甲、乙等|9个.

    Example:
        >>> from fazhi_ie.facts.indicators.words import vocabulary
        >>> from fazhi_ie.rules import load_rules
        >>> words = vocabulary(load_rules())
        >>> governs("区司法局在城关、河东", words), governs("在城关设立", words)
        (True, False)
    """
    opened = [match.end() for match in _GOVERNS.finditer(core)]
    if not opened:
        return False
    return not any(len(verb) > 1 and verb not in words.weak for _, _, verb in words.verb.found_in(core[opened[-1] :]))


def governed(noun: str, act: str, words: Vocabulary) -> str:
    """Put the action that follows a noun before it, or return "" where it says nothing: 商户|办理登记."""
    whole = words.link.strip_end(act)
    act = words.adverb.strip_start(whole, 2)
    bare = words.verb.run_at_start(act) == len(act)
    if 4 <= len(whole) <= 8 and (_SPARED.match(whole) or (bare and len(whole) > len(act))):
        return whole + noun  # 老人|上门办证, 企业|免予处罚
    if not 2 < len(act) <= _LONGEST_ACT or _EMPTY_ACT.match(act) or "的" in act:
        return ""
    did = _DID.match(act)
    if did:
        act = act[: did.end() - 1] + act[did.end() :]
    elif bare or words.verb.run_at_start(act) < 2:
        return ""
    return f"{act}的{noun}" if len(act) > 6 or len(noun) > 4 else act + noun


def shared_act(cells: Sequence[Cell], n: int, words: Vocabulary) -> str:
    """Return what is said after the last figure of the list that figure `n` begins: 跟9个村、6个所|签了责任状."""
    last = n
    while last + 1 < len(cells) and cells[last + 1].gap == "list" and last - n < 6:
        last += 1
    return read_right(cells[last].right, words).said if last > n else ""


def predicated(noun: str, said: str, words: Vocabulary) -> str:
    """Put what is said of a mere class of things before it, or return "": 街镇|设立大队 is 设立大队街镇."""
    if noun not in words.kind and noun not in words.vague:
        return ""
    said = words.adverb.strip_start(_EVERY.sub("", words.link.strip_end(said)), 2)
    if not 4 <= len(said) <= _LONGEST_SAID or "的" in said:
        return ""
    run = words.verb.run_at_start(said)
    told = run >= 2 and not (_EMPTY_ACT.match(said) and run == 2)
    if not (told or _SPARED.match(said) or (len(said) == 4 and words.verb.run_at_end(said) == 2)):
        return ""
    did = _DID.match(said)
    return (said[: did.end() - 1] + said[did.end() :] if did else said) + noun


def appointed(core: str, right: Right, words: Vocabulary) -> str:
    """Name 聘请教师、法官等|22人|担任专家委员 by what they become: 聘请专家委员."""
    made = _MADE.match(right.said)
    run = words.verb.run_at_start(core)
    return core[:run] + str(made["role"]) if made and run >= 2 else ""


def gathered(core: str, right: Right, words: Vocabulary) -> str:
    """Name 组织机关干部|70人|参加宣誓 by what they were gathered for."""
    group = words.group.at_start(core)
    people, said = core[group:], went(right.said)
    if group == len(core) and not right.noun and said.startswith(("参加", "参与")) and 4 <= len(said) <= 16:
        return said  # 组织|60人|参加考试
    if not group or not 2 <= len(people) <= 10 or not said.startswith(("参加", "参与")) or len(said) > 16:
        return ""
    return said[2:] + people


def went(said: str) -> str:
    """Leave out where people went for what they took part in: 赴省城|参加培训."""
    return str(_WENT.sub("", said))


def done_times(view: str, cell: Cell, core: str, previous: Named | None, words: Vocabulary) -> str:
    """Name a verb of one character by what it is done to: 编山歌9首,到各村唱了|28场, 学《甲条例》,前后学了|7场."""
    did = _DONE.search(cell.left)
    if did is None or last_verbs(core, words) or kind_of(cell.quantity) != "count" or not core.endswith(did["verb"]):
        return ""
    verb, before = str(did["verb"]), clause_before(view, cell)
    rest = words.adverb.strip_start(core[:-1])
    if rest and not _CIRCUMSTANTIAL.match(rest):
        return ""
    if verb in before[2:] and (place := before.index(verb, 2)) <= 12:
        if words.verb.at_end(before[: place + 1]) < 2:
            return before[: place + 1]
        held = _ONCE.sub("", before[place - 1 :])  # 每季度召开一次联席会,今年开了5次
        return held if 4 <= len(held) <= 12 else ""
    sung = "" if previous is None else previous.right.noun or previous.object
    if 2 <= len(sung) <= 10:
        return verb + sung
    return verb + subject_before(view, cell, words) if not rest else ""


def governed_in(left: Left, cell: Cell, previous: Named | None, words: Vocabulary) -> bool:
    """Say whether a governing phrase is open before the figure, its own or that of the list it stands in."""
    if governs(left.core, words) or (not left.core and cell.left.endswith("在")):
        return True
    return not left.core and cell.gap == "list" and previous is not None and governs(previous.left.core, words)
