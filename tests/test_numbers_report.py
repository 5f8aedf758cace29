"""The figures of a report: what a quotation states, what it only names, small Chinese figures, traps of a user's rules."""

import pytest

import fazhi_ie
from fazhi_ie.facts.analyse import analyse
from fazhi_ie.rules import load_rules
from fazhi_ie.text.view import matching_view

# sentence -> figures found
CASES = """
全年召开三次会议,组织两次培训。 -> 三次 两次
县政府先后召开了四次常务会议。 -> 四次
会上通报“办结率达98.6%”。 -> 98.6%
群众说“跑动次数由5次降至1次”。 -> 5次 1次
当年的满意率为“98.6%”。 -> 98.6%
提出法律意见百余条。 -> 百余条
执法人员平均年龄47.3岁。 -> 47.3岁
推行“双20条”“3个100%”“1262”工作法。 ->
实行“最多跑一次”改革。 ->
配备45岁以下干部。 ->
拨打12367平台咨询。 ->
落实三项制度,做到三个到位。 ->
党的十九届五次会议召开后迅速传达。 ->
依据《条例》第十二条作出决定。 ->
"""


def figures(text, rules=None):
    found = analyse(matching_view(text), rules or load_rules())
    return [found.view.text[q.start : q.end] for q in found.quantities or []]


@pytest.mark.parametrize("line", CASES.strip().splitlines())
def test_report_quantities(line):
    text, want = line.split(" ->")
    assert figures(text) == want.split()


def test_a_users_rule_names_slogans_that_hold_no_figures(tmp_path):
    text = "深化365天不打烊服务,办理业务365件。"
    assert figures(text) == ["365天", "365件"]
    pack = tmp_path / "mine.toml"
    pack.write_text(
        'name = "mine"\nversion = "1"\n\n[[rule]]\nid = "slogan"\nlabel = "QUANTITY.trap"\n'
        'terms = ["365天不打烊"]\nmatch = ["推行365天不打烊"]\nreject = ["365天办理"]\n',
        "utf-8",
    )
    assert [one.value for one in fazhi_ie.extract(text, rules=[str(pack)]).indicators] == [365]
