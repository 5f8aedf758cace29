"""Categories: by the words of a fact, else by its headings; of a bare outcome by the name of its figure."""

import pytest

import fazhi_ie
from fazhi_ie.facts.categories import CATEGORIES, category_of
from fazhi_ie.rules import load_rules

RULES = load_rules()


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("对首次轻微违法的企业免予处罚", "enforcement"), ("废止文件4件", "rule_making"), ("党组会专题研究3次", "organisation"),
        ("化解矛盾纠纷134起", "disputes"), ("12345热线受理诉求", "services"), ("开展宪法宣讲", "publicity"),
        ("召开听证会2次", "decision_making"), ("整改问题26个", "oversight"), ("排查消防隐患", "emergency"),
        ("推行扫码入企", "digital"), ("种植中药材21万亩", "other"), ("新建学校7所", "other"),
    ],
)  # fmt: skip
def test_words_place_a_fact_in_its_field(text, category):
    assert category_of(text, RULES) == category


def test_the_heading_speaks_where_the_fact_says_nothing():
    report = fazhi_ie.extract(
        "一、规范行政执法\n全年组织培养骨干12人。\n二、发展特色产业\n全年新建大棚20座。\n三、存在的问题\n一是设备陈旧。\n"
    )
    assert [measure.category for measure in report.measures] == ["enforcement", "other"]
    assert [indicator.category for indicator in report.indicators] == ["enforcement", "other"]
    assert [problem.category for problem in report.problems] == ["other"]


def test_an_outcome_takes_the_category_of_its_figure():
    report = fazhi_ie.extract("全年受理行政复议案件30件,其中终止2件。")
    assert [(m.object, m.category) for m in report.measures] == [("行政复议案件30件", "disputes"), ("2件", "disputes")]


def test_each_category_has_words():
    named = {rule.attrs["category"] for rule in RULES.rules if rule.label == "CATEGORY"}
    assert named == set(CATEGORIES) - {"other"}
