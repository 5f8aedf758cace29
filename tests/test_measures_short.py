"""Verbs of one syllable, verbs that a longer word hides, and objects before a verb that is done with."""

from __future__ import annotations

import pytest
from growth import grows_with_length_only
from test_measures import Want, entity, found, one, shape

CASES: list[tuple[str, list[Want]]] = [
    # 了, a complement, a number or a title shows that one syllable is a verb
    ("镇里开了誓师会。", [one("镇里开了誓师会", "开", "誓师会")]),
    ("各站所负责人签了承诺书。", [one("各站所负责人签了承诺书", "签", "承诺书")]),
    ("配了6名助理员。", [one("配了6名助理员", "配", "6名助理员")]),
    ("又招3名护林员。", [one("招3名护林员", "招", "3名护林员")]),
    ("我们就办了一个夜校班。", [one("我们就办了一个夜校班", "办", "一个夜校班")]),
    ("由老党员凑成9支劝和队。", [one("由老党员凑成9支劝和队", "凑成", "9支劝和队")]),
    ("调下来58起。", [one("调下来58起", "调下来", "58起", concrete=False)]),
    ("发倡议书两千余份。", [one("发倡议书两千余份", "发", "倡议书两千余份")]),
    ("支部委员学《养老服务条例》。", [one("支部委员学《养老服务条例》", "学", "《养老服务条例》")]),
    ("镇党委专门议调解的事议了4回。", [one("镇党委专门议调解的事议了4回", "议", "调解的事")]),
    ("从县里请来一位老法官。", [one("从县里请来一位老法官", "请来", "一位老法官")]),
    ("给每个组配了1名联络员。", [one("给每个组配了1名联络员", "配", "1名联络员")]),
    ("跟邻镇搞了2次联合巡查。", [one("跟邻镇搞了2次联合巡查", "搞", "2次联合巡查")]),
    ("再招2名年轻人进调解队。", [one("招2名年轻人进调解队", "招", "2名年轻人")]),
    # inside other words, or with nothing to show it, it is none
    ("离开了村干部就办不成事。", []),
    ("会议开始了。", []),
    ("下发展村级经济的意见。", []),
    ("投资保持在一亿元以上。", []),
    ("今年少跑了不少路。", []),
    ("全镇小学3所。", []),
    # a verb does not end inside a longer word
    ("工作组成立了临时支部。", [one("工作组成立了临时支部", "成立", "临时支部")]),
    ("局党组成立了督导专班。", [one("局党组成立了督导专班", "成立", "督导专班")]),
    ("送法律手册九百册。", [one("送法律手册九百册", "送", "法律手册九百册")]),
    ("拆违章棚房7间。", [one("拆违章棚房7间", "拆", "违章棚房7间")]),
    ("收到反馈9份。", [one("收到反馈9份", "收到", "反馈9份", concrete=False)]),
    ("为5家企业办理延期缴税80万元。", [one("为5家企业办理延期缴税80万元", "办理", "延期缴税80万元")]),
    ("民事纠纷审理委员会审结争议3宗。", [one("民事纠纷审理委员会审结争议3宗", "审结", "争议3宗")]),
    ("争取早日见效。", []),
    # decisions, goals, objects before a verb that is done with
    ("作出处罚决定55件。", [one("作出处罚决定55件", "作出", "处罚决定55件")]),
    ("依法作出不予受理决定3份。", [one("作出不予受理决定3份", "作出", "不予受理决定3份")]),
    ("卸载超限砂石90吨。", [one("卸载超限砂石90吨", "卸载", "超限砂石90吨")]),
    ("许可事项由40项减至31项。", [one("许可事项由40项减至31项", "减至", "许可事项")]),
    ("26名人员编制划转到位。", [one("26名人员编制划转到位", "划转", "26名人员编制")]),
    ("各项责任落实到位。", []),
    ("在东片、西片试点说理文书。", [one("在东片、西片试点说理文书", "试点", "说理文书", False)]),
    ("当事人撤回5件。", [one("当事人撤回5件", "撤回", "5件", concrete=False)]),
    ("经营户周某不服罚款1万元的处罚。", []),
    ("全局内设科室9个。", []),
    ("新增减税降费2亿元。", [one("新增减税降费2亿元", "新增", "减税降费2亿元", concrete=False)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "want"), CASES, ids=[text for text, _ in CASES])
def test_short(text: str, want: list[Want]) -> None:
    assert shape(text, found(text)) == want


def test_hope_before_a_date_is_no_measure() -> None:
    text = "建一个普法长廊,争取9月完工。"
    measures = found(text, role="plans", entities=[entity(text, "9月", "DATE")])
    assert shape(text, measures) == [one("建一个普法长廊", "建", "一个普法长廊", status="planned")]


def test_time_grows_with_the_length_only() -> None:
    assert grows_with_length_only(found, lambda copies: "议发送办开了会了学来成下3起" * copies, 500)
