"""Problems in every layout: lists, clauses, lead-ins, sections, single sentences, and what is no problem."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_ie.facts.clauses import split_clauses
from fazhi_ie.facts.found import MeasureFound
from fazhi_ie.facts.problems import LISTED, find_problems
from fazhi_ie.facts.structure import find_structure
from fazhi_ie.rules import load_rules

RULES = load_rules()


def problems_of(text: str) -> list[str]:
    return [text[p.start : p.end] for p in find_problems(text, find_structure(text, RULES), [], RULES)]


CASES = [
    ("list of 一是, full stops and explanations",
     "二、存在的问题\n一是法治观念有待增强。部分干部习惯用行政手段办事。二是执法力量薄弱,持证人员偏少。\n三、下一步打算\n一是加强学习。",
     ["法治观念有待增强。部分干部习惯用行政手段办事", "执法力量薄弱,持证人员偏少"]),
    ("list with semicolons in an unheaded paragraph",
     "一、工作情况\n全年修订规则3部。\n虽然取得一些成绩,但与要求相比仍存在一定差距:一是队伍不稳;二是平台建设进度较慢。2024年,我们将补齐短板。",
     ["队伍不稳", "平台建设进度较慢"]),
    ("list of (1)", "存在的主要问题:(1)经费保障不足;(2)普法形式单一。", ["经费保障不足", "普法形式单一"]),
    ("list of ①", "工作中还存在不少问题,主要表现在:①协作机制不健全;②宣传缺乏针对性。", ["协作机制不健全", "宣传缺乏针对性"]),
    ("items that open lines", "二、存在不足\n一是机制不健全。\n二是人才短缺。", ["机制不健全", "人才短缺"]),
    ("numbered lines", "二、存在不足\n1.机制不健全,部门协作不畅,信息共享渠道有待打通。\n2.人才短缺,专业人员占比偏低,培训力度不够。\n三、下步打算\n加强培训。",
     ["机制不健全,部门协作不畅,信息共享渠道有待打通", "人才短缺,专业人员占比偏低,培训力度不够"]),
    ("sub-headings with run-in text", "二、存在的问题\n(一)法治意识有待增强。少数干部学法不深。\n(二)执法力量薄弱。乡镇执法人员偏少。\n三、工作打算\n加强培训。",
     ["法治意识有待增强。少数干部学法不深", "执法力量薄弱。乡镇执法人员偏少"]),
    ("clauses separated by commas and semicolons",
     "我们也清醒认识到,发展中面临的新老问题和挑战不少,主要是:乡镇财力不足,一些园区入驻困难;养老托育还有短板。我们一定直面问题。",
     ["乡镇财力不足", "一些园区入驻困难", "养老托育还有短板"]),
    ("two statements joined by 、", "我们清醒看到,普法力度偏弱、经费投入不足,一些干部学习劲头不足、办事作风不实。",
     ["普法力度偏弱", "经费投入不足", "一些干部学习劲头不足、办事作风不实"]),
    ("reasons and resolutions are left out", "我们清醒看到,同周边县区相比,办事效率存在差距,这更加坚定我们改进作风的决心;受汛情等因素影响,增收目标未能实现。",
     ["办事效率存在差距", "增收目标未能实现"]),
    ("a consequence belongs to its problem", "我们清醒看到,调解队伍规模小,难以满足群众的需要;财政收支矛盾突出。",
     ["调解队伍规模小,难以满足群众的需要", "财政收支矛盾突出"]),
    ("one sentence that says no more", "各项工作都迈上新台阶,但距群众的期待还存在不小的差距。我们将继续努力。", ["距群众的期待还存在不小的差距"]),
    ("lead-in without more", "工作取得一定成效,但还存在一些薄弱环节。", ["还存在一些薄弱环节"]),
    ("lead-in with more", "工作取得一定成效,但还存在一些薄弱环节,执法力量不足。", ["执法力量不足"]),
    ("topic before a general statement", "我们也清醒看到,在执法规范化方面,还存在一定差距,普法形式单一。",
     ["在执法规范化方面,还存在一定差距", "普法形式单一"]),
    ("explaining sentence without a list", "我们也清醒看到,还有不少不足。基层执法不够规范。部分执法人员业务不熟。宣传形式单一。",
     ["基层执法不够规范。部分执法人员业务不熟", "宣传形式单一"]),
    ("missed target elsewhere", "一、工作回顾\n全年修订规则3部,两项改造任务未能如期完成。", ["两项改造任务未能如期完成"]),
    ("solved problems", "一、工作情况\n化解纠纷领域问题39个,解决突出问题12件,整改薄弱环节3处。", []),
    ("remedies in a list of their own", "二、存在的问题\n执法力量不足。\n下一步,一是加强培训,补齐短板;二是完善不健全的机制。", ["执法力量不足"]),
    ("problems aimed at by a plan", "三、下一步打算\n着力解决基础薄弱、人才不足的问题。", []),
    ("action items under problems are none", "二、存在的问题及整改\n一是执法力量不足。二是加强业务培训。", ["执法力量不足"]),
    ("empty", "", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "want"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_problems(text: str, want: list[str]):
    assert problems_of(text) == want


def test_problems_name_rule_category_and_section():
    text = "一、工作情况\n修订规则。\n二、存在的问题\n一是行政执法不够规范;二是普法宣传形式单一;三是重视程度一般。"
    found = find_problems(text, find_structure(text, RULES), [], RULES)
    assert [(p.rule, p.category, p.section) for p in found] == [
        ("problem.not-enough", "enforcement", 1),
        ("problem.weak", "publicity", 1),
        (LISTED, "other", 1),
    ]


def planned(text: str, words: str) -> MeasureFound:
    start = text.index(words)
    return MeasureFound(start, start + len(words), "m", words[:2], words[2:], "planned", True)


def test_the_same_place_in_two_lists_makes_a_remedy():
    text = "二、存在问题\n一是普法意识淡薄;二是执法队伍偏弱。\n三、下一步打算\n一是举办宪法讲座;二是招录干部。"
    measures = [planned(text, "举办宪法讲座"), planned(text, "招录干部")]
    found = find_problems(text, find_structure(text, RULES), measures, RULES)
    assert [p.remedies for p in found] == [[0], [1]]


def test_remedies_share_words_or_are_none():
    text = "我们清醒看到,案卷评查制度不健全,财政收支矛盾突出。下一步,我们将修订案卷评查制度,开展植树活动。"
    measures = [planned(text, "修订案卷评查制度"), planned(text, "开展植树活动")]
    found = find_problems(text, find_structure(text, RULES), measures, RULES)
    assert [p.remedies for p in found] == [[0], []]


def test_done_measures_answer_nothing():
    text = "我们清醒看到,案卷评查制度不健全。下一步,我们将修订案卷评查制度。"
    measure = planned(text, "修订案卷评查制度")
    measure.status = "done"
    assert find_problems(text, find_structure(text, RULES), [measure], RULES)[0].remedies == []


CLAUSES = [
    ("甲,乙;丙。", ["甲", "乙", "丙"]),
    ("《甲,乙》丙,“丁;戊”", ["《甲,乙》丙", "“丁;戊”"]),
    ("未闭合“甲,乙", ["未闭合“甲", "乙"]),
    (",,。", []),
]


@pytest.mark.parametrize(("text", "want"), CLAUSES, ids=[text for text, _ in CLAUSES])
def test_clauses(text: str, want: list[str]):
    assert [text[c.start : c.end] for c in split_clauses(text, 0, len(text))] == want


@given(st.text(alphabet="一二是、。;:,\n()但仍存在不足薄弱将下步问题有待清醒认识到", max_size=150))
def test_problems_of_any_text_are_ordered_and_trimmed(text: str):
    end = 0
    for problem in find_problems(text, find_structure(text, RULES), [], RULES):
        assert end <= problem.start < problem.end <= len(text)
        end = problem.end


def test_problems_of_the_gold_texts(gold_dir):
    import json

    from fazhi_ie.text.view import matching_view

    right = found = wanted = 0
    for file in sorted(gold_dir.glob("*.gold.json")):
        gold = json.loads(file.read_text("utf-8"))["problems"]
        view = matching_view(file.with_name(file.name.removesuffix(".gold.json") + ".txt").read_text("utf-8"))
        spans = [
            view.alignment.to_source(p.start, p.end)
            for p in find_problems(view.text, find_structure(view.text, RULES), [], RULES)
        ]
        free = list(spans)
        for item in gold:
            best = max(free, key=lambda span: _iou(span, item), default=None)
            hit = best is not None and _iou(best, item) >= 0.5
            if hit:
                free.remove(best)
            if not item.get("optional"):
                right += hit
                wanted += 1
            elif hit:
                spans.remove(best)
        found += len(spans)
    assert 2 * right / (found + wanted) >= 0.85


def _iou(span: tuple[int, int], item: dict[str, int]) -> float:
    shared = min(span[1], item["end"]) - max(span[0], item["start"])
    return shared / (max(span[1], item["end"]) - min(span[0], item["start"])) if shared > 0 else 0.0
