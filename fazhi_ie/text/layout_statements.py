"""Which numbered sentences with text behind them are headings, and which only state what was done.

(一)加强组织领导。成立工作专班… opens a section; (一)6月底前完成清单调整,评选标兵12名。持续… is the first sentence of a
numbered paragraph. One by one they look alike, so a sentence is read beside its sisters, the numbers of its row.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import regex

from fazhi_ie.text.layout_items import number_value

#: A run-in heading is no longer, unless its sisters are as long.
_SHORT = 28
_LONG = 40
_UNITS = "件个项次人名家户条份起部元万亿余多场期处所批宗卷块类支辆台套栋米亩页张本篇幅轮倍成%‰"
#: What no heading holds: a figure with its unit, a day or month, 了 or 已, the words of a summing up.
_STATED = regex.compile(
    rf"(?<!\d)(?<!\d,)\d(?:,?\d)*+(?:\.\d+)?(?:余|多|万|亿|[百千])?[{_UNITS}]"
    r"(?!(?:重点|主要|基本)?(?:制度|机制|行动|任务|工程|举措|措施|重点|全覆盖|体系|战役|战略|专项))"
    r"|\d{1,2}[月日](?!活动)|(?:[年月]底|年内|季度末)(?:前|之前)?|(?<!为|除)了(?!解|结|然)|(?<!不得|而)已(?!有的)|共\d"
    r"|全年(?!龄)|先后|累计|截[至止]|(?:制定|出台|印发|修订|编制|起草|发布|下发|完善|通过|召开|审议)了?[《“]?《"
)
#: What names a part of a report is its heading, whatever it counts (三、2023年工作安排).
_NAMES = regex.compile(
    r"(?:情况|问题|不足|困难|短板|打算|计划|安排|思路|成效|成绩|做法|亮点|方面|措施|方向|总结|要求|目标)(?:[和与及、]\p{Han}{2,8})?$"
)
_MARKED = regex.compile(r"\(?[一二三四五六七八九十]{1,3}\)|\(?\d{1,2}\)|\d{1,2}[、.](?!\d)")


@dataclass(slots=True)
class _Sentence:
    """A numbered sentence that may be a heading; `place` tells the caller which."""

    place: int
    number: str
    title: str
    body: str

    @property
    def commas(self) -> int:
        return self.title.count(",")


@dataclass(slots=True)
class Row:
    """The numbered sentences of one row, (一) (二) (三), with text behind them; `items` counts its other sentences."""

    sentences: list[_Sentence] = field(default_factory=list)
    items: int = 0

    def add(self, place: int, number: str, title: str, body: str) -> None:
        """Add the first sentence of a numbered line and what follows it in the line."""
        self.sentences.append(_Sentence(place, number, title, body))


def statements(row: Row) -> list[int]:
    """Return the places of the sentences of a row that state something, so that they are running text.

    Example:
        >>> row = Row()
        >>> row.add(0, "(一)", "加强组织领导", "成立工作专班2个。")
        >>> row.add(1, "(二)", "全年举办培训班4期,评选标兵12名", "参训人员560人次。")
        >>> statements(row)
        [1]
    """
    kinds = _kinds(row)
    counts = Counter(kinds)
    taken = {"stated", "long"}
    if counts["stated"] + counts["long"] + counts["titled"] + row.items > counts["slogan"]:
        taken.add("titled")
    if counts["stated"] + counts["long"] > counts["slogan"]:
        taken.add("slogan")
    pairs = zip(row.sentences, kinds, strict=True)
    return [
        sentence.place
        for sentence, kind in pairs
        if kind in taken and (kind != "slogan" or not _NAMES.search(sentence.title))
    ]


def _kinds(row: Row) -> list[str]:
    """Return what each sentence of a row is by itself: stated, long, titled (it names a document) or a slogan."""
    kinds = ["stated" if _is_stated(sentence) else "" for sentence in row.sentences]
    alike = Counter(sentence.commas for sentence in row.sentences if len(sentence.title) > 16)
    slogans = "stated" not in kinds and len(row.sentences) >= 3
    for n, sentence in enumerate(row.sentences):
        if kinds[n]:
            continue
        short = len(sentence.title) <= _SHORT and sentence.commas <= 1
        # a long sentence is a slogan where the others are as long, and cut by as many commas
        parallel = alike[sentence.commas] * 2 >= len(row.sentences)
        if short or (slogans and (parallel or (sentence.commas <= 1 and len(sentence.title) <= _LONG))):
            kinds[n] = "titled" if short and "《" in sentence.title else "slogan"
        else:
            kinds[n] = "long"
    return kinds


def _is_stated(sentence: _Sentence) -> bool:
    """Say whether a sentence holds what no heading holds, or the next number follows it at once (1.甲。2.乙。)."""
    after = _MARKED.match(sentence.body)
    if after and after.end() < len(sentence.body):
        number = after[0].rstrip("、.")
        next_ = number_value(number) == number_value(sentence.number) + 1
        if next_ and number.endswith(")") == sentence.number.endswith(")"):
            return True
    named = len(sentence.title) <= _SHORT and _NAMES.search(sentence.title)
    return not named and _STATED.search(sentence.title) is not None
