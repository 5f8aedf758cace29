"""What the rules miss: strings that look like facts and that no rule covers, ranked, and written as rules to paste.

Five kinds are looked for where nothing was found: bodies (by the last words of their names), units (behind figures),
codes of document numbers, verbs (at the head of clauses that count something), signs of a shortcoming (in passages of
problems). Where a candidate begins is settled by word statistics: pkuseg proposes the borders, a candidate must hold
together (pointwise mutual information of its halves) and stand freely (entropy of its neighbours); see Feng, Chen, Deng
and Zheng, Accessor Variety Criteria for Chinese Word Extraction (2004), and Jin and Tanaka-Ishii, Unsupervised
Segmentation of Chinese Text by Use of Branching Entropy (2006).
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

import regex

from fazhi_ie.facts.analyse import Findings, analyse
from fazhi_ie.facts.clauses import split_clauses
from fazhi_ie.facts.entities.find import Spanned
from fazhi_ie.facts.examples import facts_of
from fazhi_ie.facts.extract import make_source
from fazhi_ie.facts.measures.words import ADVERB, FUTURE, SKIP, VERB, Vocabulary, vocabulary
from fazhi_ie.facts.quantities import known_units
from fazhi_ie.numbers.traps import HOTLINE, TrapSpans
from fazhi_ie.rules import RuleSet
from fazhi_ie.segment import Segmenter, load_segmenter
from fazhi_ie.text.view import matching_view

Kind = Literal["agency", "unit", "document", "verb", "problem"]
KINDS: tuple[Kind, ...] = get_args(Kind)
#: How many sentences are shown for a candidate.
_SHOWN = 3
#: Text kept for the statistics, in characters; a larger corpus is counted in full, but weighed by its first part.
_SAMPLE = 4_000_000
_MOST_WORDS = 4
_BODY = regex.compile(
    r"\p{Han}{2,14}?(?:委员会|办公室|管委会|指挥部|联席会议|[总支大中分]队|分局|专班|局|厅"
    r"|(?:管理|监管|监督|监察|监测|检验|检测|检查|执法|服务|救助|工作)(?:处|所|站|队|中心))"
    r"(?![\p{Han}]{0,2}长|面|限|部|势|域|内|外)"
)
_FIGURE = regex.compile(r"(?<![\d.〔\[(年月A-Za-z_])(?<!\d[.,]*)\d[\d.,]*+[万亿千百]?[余多]?(?P<unit>\p{Han}{1,3})")
_CODE = regex.compile(r"(?P<code>\p{Han}{2,10})(?P<rest>[〔\[(]?(?:19|20)\d{2}[〕\])]?第?\d{1,4}号)")
_COUNTED = regex.compile(r"\d[万亿千百余多]*+\p{Han}{1,3}$")
_HAN = regex.compile(r"\p{Han}{2,4}")
#: What shows in some sentence that a word is a verb.
_ACTED = r"(?:已|共|(?<!人)均|累计|全面|深入|扎实|积极|依法|持续|大力|先后|共计){0}|{0}了(?!解)"
#: A candidate whose halves meet less often than this many times by chance is two words.
_COHESION = 2.0
#: A candidate with fewer bits of freedom on a side is part of something longer.
_FREEDOM = 0.5
#: How much oftener a word stands by itself than behind a verb, to be taken for its object.
_STANDS_ALONE = 2.5
#: Share of a word's places that are heads of counting clauses, from which on it is taken for a verb.
_AT_THE_HEAD = 0.25
#: Ends of place names, behind which a name of a body begins.
_PLACE_ENDS = frozenset("省市县区州盟旗乡镇村")
_LIKE_BODIES = ("格局", "大局", "布局", "全局", "开局", "结局", "时局", "新局", "破局", "客厅", "餐厅", "展厅", "歌厅")
#: Characters behind a figure that are no unit: 18届, 3年, 5月, 2为, 20多, 7大产业.
_NO_UNIT = frozenset("第届年月日号线版周后前多余至到和与及以为是在的将已实于等个左右上下中内大万亿千百余")
_LABELS = {"agency": "AGENCY", "unit": "UNIT", "document": "DOC_NUMBER", "verb": "MEASURE", "problem": "PROBLEM"}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One candidate for a rule.

    Attributes:
        kind: "agency", "unit", "document" (code of a document number), "verb" or "problem" (sign of a shortcoming).
        text: The words that a rule would find.
        count: How often it stands where no fact is.
        documents: In how many texts.
        cohesion: How firmly it holds together: the least pointwise mutual information of a cut through it, in bits.
        freedom: How freely it stands: the smaller entropy of its left and right neighbours, in bits.
        sentences: Up to three stretches of text with it, cut at commas and stops.

    Example:
        >>> from fazhi_ie.rules import load_rules
        >>> (found,) = suggest(["收缴渔网5张,地笼30挂。", "收缴地笼12挂。"], load_rules(), kinds=["unit"])
        >>> found.text, found.documents, found.sentences
        ('挂', 2, ('地笼30挂', '收缴地笼12挂'))
    """

    kind: Kind
    text: str
    count: int
    documents: int
    cohesion: float
    freedom: float
    sentences: tuple[str, ...]

    def rule(self, number: int) -> str:
        """Write it as a rule to paste into a pack.

        Args:
            number: What to end the id with, so that ids differ.

        Returns:
            str: a `[[rule]]` table in TOML with one example.

        Example:
            >>> print(Suggestion("verb", "增殖放流", 4, 2, 8.1, 2.0, ("增殖放流鱼苗12万尾",)).rule(1))
            # 4 times in 2 texts
            [[rule]]
            id = "suggested.verb-1"
            label = "MEASURE"
            terms = ["增殖放流"]
            attrs = { concrete = "counted" }
            match = ["{增殖放流}鱼苗12万尾"]
            <BLANKLINE>
        """
        told = f"# {self.count} times in {self.documents} texts"
        example = self.sentences[0]
        lines = [
            told, "[[rule]]", f'id = "suggested.{self.kind}-{number}"', f'label = "{_LABELS[self.kind]}"',
        ]  # fmt: skip
        if self.kind == "document":
            pattern = f"{self.text}[〔\\[(]?\\d{{4}}[〕\\])]?第?\\d{{1,4}}号"
            lines.append(f"pattern = '{pattern}'")
            match = regex.search(pattern, example)
            marked = (
                example if match is None else example[: match.start()] + "{" + match[0] + "}" + example[match.end() :]
            )
        else:
            lines.append(f"terms = [{json.dumps(self.text, ensure_ascii=False)}]")
            at = example.find(self.text)
            if self.kind == "unit":
                behind = (m.start("unit") for m in _FIGURE.finditer(example) if m["unit"].startswith(self.text))
                at = next(behind, at)
            marked = example[:at] + "{" + self.text + "}" + example[at + len(self.text) :]
        if self.kind == "verb":
            lines.append('attrs = { concrete = "counted" }')
        lines.append(f"match = [{json.dumps(marked, ensure_ascii=False)}]")
        return "\n".join(lines) + "\n"


@dataclass(slots=True)
class _Candidate:
    count: int = 0
    documents: int = 0
    last: int = -1
    sentences: list[str] = field(default_factory=list)

    def seen(self, document: int, sentence: str) -> None:
        self.count += 1
        self.documents += self.last != document
        self.last = document
        if len(self.sentences) < _SHOWN and sentence not in self.sentences:
            self.sentences.append(sentence)


def suggest(
    texts: Iterable[str], rules: RuleSet, *, kinds: Sequence[Kind] = KINDS, least: int = 2, most: int = 30
) -> list[Suggestion]:
    """Find what the rules miss in a corpus.

    Args:
        texts: The texts as given; read one by one.
        rules: The rules whose gaps are looked for.
        kinds: Which kinds to look for.
        least: How often a candidate must stand at least.
        most: How many of each kind to return at most.

    Returns:
        list[Suggestion]: by kind, then by the number of texts and of places; the same each time.

    Example:
        >>> from fazhi_ie.rules import load_rules
        >>> texts = ["收缴渔网5张,地笼30挂。", "收缴地笼12挂。"]
        >>> [(each.kind, each.text, each.count) for each in suggest(texts, load_rules())]
        [('unit', '挂', 2)]

    Source:
        Feng, Chen, Deng and Zheng (2004) and Jin and Tanaka-Ishii (2006) for the statistics; see the module.
    """
    found: dict[tuple[Kind, str], _Candidate] = {}
    sample: list[str] = []
    size = 0
    segmenter = load_segmenter()
    for number, text in enumerate(texts):
        findings = analyse(matching_view(make_source(text).clean), rules)
        view = findings.view.text
        if size < _SAMPLE:
            sample.append(view)
            size += len(view)
        gaps = _Gaps(findings, rules, segmenter)
        for kind in kinds:
            for candidate, at in gaps.candidates(kind):
                sentence = _sentence(view, at, candidate)
                found.setdefault((kind, candidate), _Candidate()).seen(number, sentence)
    corpus = "\n".join(sample)
    suggestions: list[Suggestion] = []
    for kind in kinds:
        mine = {text: each for (k, text), each in found.items() if k == kind and each.count >= least}
        if kind == "verb":
            mine = _without_objects(mine, corpus)
        ranked = sorted(_whole_ones(mine), key=lambda item: (-item[1].documents, -item[1].count, item[0]))
        for text, each in ranked:
            if kind == "verb" and not _acts(text, each, corpus):
                continue
            cohesion, freedom = _statistics(corpus, text)
            if (
                kind in ("agency", "verb", "problem")
                and each.count > 2
                and (cohesion < _COHESION or freedom < _FREEDOM)
            ):
                continue
            suggestions.append(
                Suggestion(kind, text, each.count, each.documents, cohesion, freedom, tuple(each.sentences))
            )
            if sum(one.kind == kind for one in suggestions) == most:
                break
    return suggestions


def as_pack(suggestions: Sequence[Suggestion], name: str = "suggested") -> str:
    """Write suggestions as a pack: read it, throw out what is wrong, keep the rest.

    Args:
        suggestions: What `suggest` found, or a part of it.
        name: Name of the pack.

    Returns:
        str: TOML; the rules are numbered by kind.

    Example:
        >>> from fazhi_ie.rules import parse_pack
        >>> found = [Suggestion("unit", word, 4, 2, 0, 0, (f"收缴地笼12{word}",)) for word in "挂套"]
        >>> [(rule.id, rule.terms) for rule in parse_pack(as_pack(found), "suggested.toml").rules]
        [('suggested.unit-1', ('挂',)), ('suggested.unit-2', ('套',))]
    """
    numbers: Counter[str] = Counter()
    parts = [f'# Suggested rules: read each, throw out what is wrong.\nname = "{name}"\nversion = "0"\n']
    for suggestion in suggestions:
        numbers[suggestion.kind] += 1
        parts.append(suggestion.rule(numbers[suggestion.kind]))
    return "\n".join(parts)


class _Gaps:
    """The stretches of one text that no fact covers."""

    def __init__(self, findings: Findings, rules: RuleSet, segmenter: Segmenter) -> None:
        self.layout, self.view, self.segmenter = findings.layout, findings.view.text, segmenter
        self.rules = rules
        self.units = known_units(rules).rows
        self.words: Vocabulary = vocabulary(rules)
        self.traps = frozenset(hit.end for hit in rules.scanner("AGENCY.trap").find(self.view))
        counted = [item for item in findings.quantities or () if item.unit]
        self.covered = self._marked([*counted, *(findings.entities or ())])
        self.measured = self._marked(findings.measures or ())
        self.told = self._marked(facts_of(findings))

    def _marked(self, items: Iterable[Spanned]) -> bytearray:
        """Return a byte for each character, 1 where one of the items covers it."""
        marks = bytearray(len(self.view))
        for item in items:
            marks[item.start : item.end] = b"\x01" * (item.end - item.start)
        return marks

    def candidates(self, kind: Kind) -> Iterator[tuple[str, int]]:
        """Yield candidates of a kind with their offsets."""
        look = {
            "agency": self._bodies, "unit": self._units, "document": self._codes, "verb": self._verbs,
            "problem": self._signs,
        }  # fmt: skip
        return look[kind]()

    def _free(self, start: int, end: int, covered: bytearray) -> bool:
        return not any(covered[start:end])

    def _bodies(self) -> Iterator[tuple[str, int]]:
        for match in _BODY.finditer(self.view):
            if match.end() in self.traps or not self._free(match.end() - 1, match.end(), self.covered):
                continue
            words = self.segmenter.cut(match[0])
            if words[-1] in ("局", "厅", "队") or words[-1].endswith(_LIKE_BODIES):
                continue  # a head alone is cut off a longer word: 格|局
            for n in range(2, min(_MOST_WORDS, len(words)) + 1):
                name = "".join(words[-n:])
                if self._free(match.end() - len(name), match.end(), self.covered) and 3 <= len(name) <= 12:
                    yield name, match.end() - len(name)

    def _units(self) -> Iterator[tuple[str, int]]:
        names = TrapSpans(self.view)
        for match in _FIGURE.finditer(self.view):
            if names.at(match.start()) or HOTLINE.match(self.view, match.start()):
                continue
            if self._free(match.start(), match.end("unit"), self.covered) and self._in_text(match.start()):
                unit = self.segmenter.cut(match["unit"])[0]
                # a noun behind a bare figure goes on (50万农村劳动力); a unit ends a phrase somewhere
                ends = not _HAN.match(self.view, match.start("unit") + len(unit) - 1)
                if ends and unit not in self.units and unit[0] not in _NO_UNIT:
                    yield unit, match.start("unit")

    def _codes(self) -> Iterator[tuple[str, int]]:
        for match in _CODE.finditer(self.view):
            if self._free(match.start("rest"), match.end(), self.covered):
                yield "".join(self.segmenter.cut(match["code"])[-2:]), match.start()

    def _verbs(self) -> Iterator[tuple[str, int]]:
        for clause in split_clauses(self.view, 0, len(self.view)):
            if not self._free(clause.start, clause.end, self.measured) or clause.end - clause.start > 40:
                continue
            if not _COUNTED.search(self.view, clause.start, clause.end) or not self._in_text(clause.start):
                continue
            parts = self.words.parts
            words = self.segmenter.cut(self.view[clause.start : clause.end])
            at = clause.start
            while words and words[0] in parts and parts[words[0]][0] in (ADVERB, SKIP, FUTURE):
                at += len(words.pop(0))
            known = [parts[word][0] for word in words if word in parts]
            if len(words) > 2 and VERB not in known and words[0] not in parts and _HAN.fullmatch(words[0]):
                yield words[0], at
                if len(words[0] + words[1]) <= 4 and _HAN.fullmatch(words[1]):
                    yield words[0] + words[1], at

    def _signs(self) -> Iterator[tuple[str, int]]:
        for passage in self.layout.passages if self.layout is not None else ():
            if passage.role != "problems":
                continue
            for clause in split_clauses(self.view, passage.start, passage.end):
                if clause.end - clause.start < 5 or not self._free(clause.start, clause.end, self.told):
                    continue
                words = self.segmenter.cut(self.view[clause.start : clause.end])
                for n in (1, 2):
                    sign = "".join(words[-n:])
                    known = self.rules.scanner("PROBLEM_LEAD", "PROBLEM_GENERIC").find(sign)
                    if 2 <= len(sign) <= 6 and _HAN.match(sign) and not known:
                        yield sign, clause.end - len(sign)

    def _in_text(self, at: int) -> bool:
        return self.layout is None or any(p.start <= at < p.end for p in self.layout.passages)


def _whole_ones(candidates: dict[str, _Candidate]) -> Iterator[tuple[str, _Candidate]]:
    """Leave out what nearly always stands inside a longer candidate."""
    longer: dict[str, int] = {}
    for text, each in candidates.items():
        for n in range(2, len(text)):
            for part in (text[:n], text[-n:]):
                longer[part] = max(longer.get(part, 0), each.count)
    for text, each in candidates.items():
        if longer.get(text, 0) < 0.7 * each.count:
            yield text, each


def _without_objects(candidates: dict[str, _Candidate], corpus: str) -> dict[str, _Candidate]:
    """Leave out a verb with its object where the shorter verb is there too (登检渔船: 渔船 mostly stands elsewhere)."""
    return {
        text: each for text, each in candidates.items()
        if not any(
            text[:n] in candidates and corpus.count(text[n:]) >= _STANDS_ALONE * corpus.count(text)
            for n in range(2, len(text) - 1)
        )
    }  # fmt: skip


def _acts(text: str, each: _Candidate, corpus: str) -> bool:
    """Tell a verb: behind an adverb or before 了 somewhere, or often at the head of a counting clause."""
    if regex.search(_ACTED.format(text), corpus):
        return True
    return each.documents > 1 and each.count >= _AT_THE_HEAD * corpus.count(text)


def _statistics(corpus: str, text: str) -> tuple[float, float]:
    """Return how a string holds together (PMI of its loosest cut) and how freely it stands (entropy), in bits."""
    total = max(len(corpus), 1)
    count = max(corpus.count(text), 1)
    cohesion = min(
        (
            math.log2(count * total / max(corpus.count(text[:n]) * corpus.count(text[n:]), 1))
            for n in range(1, len(text))
        ),
        default=0.0,
    )
    left: Counter[str] = Counter()
    right: Counter[str] = Counter()
    at = corpus.find(text)
    while at >= 0 and left.total() < 1000:
        for side, place in ((left, at - 1), (right, at + len(text))):
            char = corpus[place] if 0 <= place < len(corpus) else ""
            # a border is no neighbour: each counts as another one
            side[char if char.isalpha() and char not in _PLACE_ENDS else f"{place}"] += 1
        at = corpus.find(text, at + len(text))
    return round(cohesion, 2), round(min(_entropy(left), _entropy(right)), 2)


def _entropy(neighbours: Counter[str]) -> float:
    total = neighbours.total()
    return -sum(n / total * math.log2(n / total) for n in neighbours.values()) if total else 0.0


def _sentence(view: str, at: int, candidate: str) -> str:
    """Return the clauses around a place, not longer than a line."""
    start = max((view.rfind(mark, max(0, at - 30), at) + 1 for mark in ",;。!?\n:"), default=0)
    start = max(start, at - 30)
    ends = [
        place for mark in ",;。!?\n" if (place := view.find(mark, at + len(candidate), at + len(candidate) + 30)) >= 0
    ]
    return view[start : min(ends, default=min(len(view), at + len(candidate) + 30))]
