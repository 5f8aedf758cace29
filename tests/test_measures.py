"""Invented sentences with the measures that they hold: span, action, object, status, concrete."""

from __future__ import annotations

import pytest
from growth import grows_with_length_only
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fazhi_ie.facts.found import EntityFound, IndicatorFound, MeasureFound
from fazhi_ie.facts.measures import find_measures
from fazhi_ie.rules import load_rules
from fazhi_ie.rules.pack import parse_pack
from fazhi_ie.text.layout import Block, Layout, Passage

Want = tuple[str, str, str, str, bool]


def laid(text: str, role: str = "work") -> Layout:
    return Layout([], [Block(0, len(text), "paragraph", None)], [], [Passage(0, len(text), role, None)], None)


def found(text: str, role: str = "work", entities: list[EntityFound] | None = None) -> list[MeasureFound]:
    return find_measures(text, laid(text, role), entities or [], [], load_rules())


def shape(text: str, measures: list[MeasureFound]) -> list[Want]:
    return [(text[m.start : m.end], m.action, m.object, m.status, m.concrete) for m in measures]


def one(span: str, action: str, object_: str, concrete: bool = True, status: str = "done") -> Want:
    return span, action, object_, status, concrete


# A sentence, and the measures in it; adverbs before the verb are never part of the span.
CASES: list[tuple[str, list[Want]]] = [
    # verb first
    ("出台《镇南县行政调解办法》。", [one("出台《镇南县行政调解办法》", "出台", "《镇南县行政调解办法》")]),
    ("全面清理历年文件。", [one("清理历年文件", "清理", "历年文件")]),
    ("扎实开展道路运输专项整治。", [one("开展道路运输专项整治", "开展", "道路运输专项整治")]),
    ("先后召开联席会议四次。", [one("召开联席会议四次", "召开", "联席会议四次")]),
    ("年初,组建应急救援支队。", [one("组建应急救援支队", "组建", "应急救援支队")]),
    ("累计化解欠薪纠纷36件。", [one("化解欠薪纠纷36件", "化解", "欠薪纠纷36件")]),
    ("共办理法律援助案件120件。", [one("办理法律援助案件120件", "办理", "法律援助案件120件")]),
    ("一是成立普法讲师团,", [one("成立普法讲师团", "成立", "普法讲师团")]),
    ("(1)选聘12名行风监督员。", [one("选聘12名行风监督员", "选聘", "12名行风监督员")]),
    ("有针对性地提出了整改建议7条。", [one("提出了整改建议7条", "提出", "整改建议7条")]),
    ("追责问责8人。", [one("追责问责8人", "追责问责", "8人")]),
    ("构建起三级联动的调解网络,覆盖全部村居。", [one("构建起三级联动的调解网络", "构建", "三级联动的调解网络", False)]),
    # compounds: one action
    ("修订印发《督查工作规则》。", [one("修订印发《督查工作规则》", "修订印发", "《督查工作规则》")]),
    ("建立健全了合同审查制度。", [one("建立健全了合同审查制度", "建立健全", "合同审查制度")]),
    ("清理并公布收费项目31个。", [one("清理并公布收费项目31个", "清理并公布", "收费项目31个")]),
    ("收到并办结举报线索9条。", [one("收到并办结举报线索9条", "收到并办结", "举报线索9条")]),
    ("组织开展宪法宣誓活动。", [one("组织开展宪法宣誓活动", "组织开展", "宪法宣誓活动")]),
    ("排查整治火灾隐患210处。", [one("排查整治火灾隐患210处", "排查整治", "火灾隐患210处")]),
    ("规范完善政务公开平台,方便群众。", [one("规范完善政务公开平台", "规范完善", "政务公开平台", False)]),
    ("制定实施方案,明确分工安排。", [
        one("制定实施方案", "制定", "实施方案"), one("明确分工安排", "明确", "分工安排", False)]),
    # what a compound is not
    ("出台支持企业发展若干措施。", [one("出台支持企业发展若干措施", "出台", "支持企业发展若干措施")]),
    ("制定考核办法,", [one("制定考核办法", "制定", "考核办法")]),
    ("完成改造任务12个。", [one("完成改造任务12个", "完成", "改造任务12个")]),
    # objects with lists and counts
    ("编制权力清单36项、责任清单40项。", [one("编制权力清单36项、责任清单40项", "编制", "权力清单36项、责任清单40项")]),
    ("办理人大建议61件,政协提案75件。", [one("办理人大建议61件,政协提案75件", "办理", "人大建议61件,政协提案75件")]),
    ("抽查案卷60卷,其中处罚案卷41卷。", [one("抽查案卷60卷", "抽查", "案卷60卷")]),
    ("受理复议申请26件,办结21件。", [
        one("受理复议申请26件", "受理", "复议申请26件"), one("办结21件", "办结", "21件", concrete=False)]),
    ("开展集市普法、广场普法等活动15场。", [one("开展集市普法、广场普法等活动15场", "开展", "集市普法、广场普法等活动15场")]),
    ("推进决策公开、执行公开、结果公开,", [one("推进决策公开、执行公开、结果公开", "推进", "决策公开、执行公开、结果公开", False)]),
    ("审查合同83份(其中投资协议9份)。", [one("审查合同83份", "审查", "合同83份")]),
    ("举办灯会31场、增长9.2%。", [one("举办灯会31场", "举办", "灯会31场")]),
    ("成立由县长任组长的专项工作组。", [one("成立由县长任组长的专项工作组", "成立", "专项工作组")]),
    ("成立了以书记为组长,各局局长为成员的领导小组。", [
        one("成立了以书记为组长,各局局长为成员的领导小组", "成立", "领导小组")]),
    # chains: several measures
    ("听取工作汇报、协调解决用地难点。", [
        one("听取工作汇报", "听取", "工作汇报"), one("协调解决用地难点", "协调解决", "用地难点", False)]),
    ("起草管理办法并公开征集意见30条。", [
        one("起草管理办法", "起草", "管理办法"), one("公开征集意见30条", "公开征集", "意见30条")]),
    ("约谈企业9家、下达告诫书14份。", [
        one("约谈企业9家", "约谈", "企业9家"), one("下达告诫书14份", "下达", "告诫书14份")]),
    # actors
    ("我县印发了《村规民约指引》。", [one("我县印发了《村规民约指引》", "印发", "《村规民约指引》")]),
    ("各镇街全部配备法制审核员。", [one("各镇街全部配备法制审核员", "配备", "法制审核员", False)]),
    ("各部门分别制定轮岗计划。", [one("各部门分别制定轮岗计划", "制定", "轮岗计划")]),
    ("由检察机关提起公益诉讼12件。", [one("由检察机关提起公益诉讼12件", "提起", "公益诉讼12件")]),
    ("组织各镇档案员参加了保密业务培训。", [
        one("组织各镇档案员参加了保密业务培训", "组织", "各镇档案员参加了保密业务培训")]),
    ("督促有关单位限期补正材料。", [one("督促有关单位限期补正材料", "督促", "有关单位限期补正材料", False)]),
    ("提请县人大审议养犬管理条例。", [one("提请县人大审议养犬管理条例", "提请", "县人大审议养犬管理条例")]),
    ("智慧门店上线75项惠民服务。", [one("智慧门店上线75项惠民服务", "上线", "75项惠民服务")]),
    # fronting
    ("将41项审批权限划转至街道。", [one("将41项审批权限划转至街道", "划转", "41项审批权限")]),
    ("将普法责任全面纳入年度考核。", [one("将普法责任全面纳入年度考核", "纳入", "普法责任", False)]),
    ("对7个乡镇的案卷进行全面评查。", [one("对7个乡镇的案卷进行全面评查", "评查", "7个乡镇的案卷")]),
    ("对现行有效文件进行了清理。", [one("对现行有效文件进行了清理", "清理", "现行有效文件")]),
    ("对申报企业评估打分。", [one("对申报企业评估打分", "评估打分", "申报企业")]),
    ("对报送的90份清单,从必要性、合理性等方面进行严格审核。", [
        one("对报送的90份清单,从必要性、合理性等方面进行严格审核", "审核", "报送的90份清单")]),
    ("对违规企业下达整改通知书12份。", [one("对违规企业下达整改通知书12份", "下达", "整改通知书12份")]),
    ("将评估结果在县报头版予以公布。", [one("将评估结果在县报头版予以公布", "公布", "评估结果")]),
    ("为群众提供免费公证服务300次。", [one("为群众提供免费公证服务300次", "提供", "免费公证服务300次")]),
    ("向市政府报备规范性文件6件。", [one("向市政府报备规范性文件6件", "报备", "规范性文件6件")]),
    ("与相邻三县签订联防协议。", [one("与相邻三县签订联防协议", "签订", "联防协议")]),
    ("会同公安局等部门对校园周边进行了联合检查。", [
        one("会同公安局等部门对校园周边进行了联合检查", "联合检查", "校园周边")]),
    ("在各司法所设立40个便民窗口。", [one("在各司法所设立40个便民窗口", "设立", "40个便民窗口")]),
    ("按照《案卷评查细则》的规定对许可案卷进行自查。", [one("对许可案卷进行自查", "自查", "许可案卷")]),
    ("利用宪法宣传周深入开展集中宣传活动。", [one("开展集中宣传活动", "开展", "集中宣传活动")]),
    # the object before the verb
    ("便民服务中心全面建成。", [one("便民服务中心全面建成", "建成", "便民服务中心")]),
    ("城北污水处理厂建成投产。", [one("城北污水处理厂建成投产", "建成投产", "城北污水处理厂")]),
    ("相对集中许可改革扎实推进。", [one("相对集中许可改革扎实推进", "推进", "相对集中许可改革", False)]),
    ("部门规范性文件废止9件。", [one("部门规范性文件废止9件", "废止", "部门规范性文件")]),
    ("52项高频事项下沉至村级办理。", [one("52项高频事项下沉至村级办理", "下沉", "52项高频事项")]),
    ("物业管理办法被列入年度决策目录。", [one("物业管理办法被列入年度决策目录", "列入", "物业管理办法", False)]),
    ("北环路主体全面完工、南湖桥顺利通车。", [
        one("北环路主体全面完工", "完工", "北环路主体"), one("南湖桥顺利通车", "通车", "南湖桥")]),
    # general effort is found, and is not concrete
    ("落实案件回访制,", [one("落实案件回访制", "落实", "案件回访制", False)]),
    ("持续加强基层执法力量建设,", [one("加强基层执法力量建设", "加强", "基层执法力量建设", False)]),
    ("推进行政复议规范化建设,", [one("推进行政复议规范化建设", "推进", "行政复议规范化建设", False)]),
    ("加强和改进街道执法工作,", [one("加强和改进街道执法工作", "加强和改进", "街道执法工作", False)]),
    # the future
    ("下一步,完善信用修复机制,开展专项督察。", [
        one("完善信用修复机制", "完善", "信用修复机制", False, "planned"),
        one("开展专项督察", "开展", "专项督察", True, "planned")]),
    ("将组建公职律师团。", [one("组建公职律师团", "组建", "公职律师团", True, "planned")]),
    ("我市将进一步健全听证制度。", [one("我市将进一步健全听证制度", "健全", "听证制度", False, "planned")]),
    ("拟修改文件20件。", [one("修改文件20件", "修改", "文件20件", True, "planned")]),
    # negatives: attitudes, guidance, effects, norms, purposes, conditions, nouns
    ("高度重视营商环境工作。", []),
    ("坚持公开为常态原则。", []),
    ("深入贯彻上级会议精神。", []),
    ("以便民利企为导向。", []),
    ("围绕年度重点任务,", []),
    ("认真落实市委部署要求。", []),
    ("为进一步统一裁量尺度,", []),
    ("应当履行听证程序。", []),
    ("必须先亮明身份。", []),
    ("开展培训2期,提升了履职能力。", [one("开展培训2期", "开展", "培训2期")]),
    ("推动法治建设再上新台阶。", []),
    ("综合满意度位于全市前列。", []),
    ("办结率达100%。", []),
    ("民商事调解率为41%。", []),
    ("在开展检查时,", []),
    ("收到申请后,", []),
    ("规范性文件起草流程较为完整。", []),
    ("行政审批服务局工作人员较少。", []),
    ("推进依法治县是一项长期任务。", []),
    ("平均办理时限压缩62%。", []),
    ("建成区绿化率提高2个百分点。", []),
    ("将人民满意作为衡量标准。", []),
    ("对全局工作作出重要指示。", []),
    ("完成当季目标任务。", []),
    ("培训制度、考核办法较为完善。", []),
    ("《关于开展专项行动的通知》要求明确。", []),
    ("“发布一批、储备一批”的格局良好。", []),
    ("现将全年工作汇报如下。", []),
    ("自觉接受社会监督。", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "want"), CASES, ids=[text for text, _ in CASES])
def test_sentence(text: str, want: list[Want]) -> None:
    assert shape(text, found(text)) == want


def test_plan_sections_are_planned() -> None:
    text = "要健全执法监督体系,召开推进会议两次。"
    want = [
        one("健全执法监督体系", "健全", "执法监督体系", False, "planned"),
        one("召开推进会议两次", "召开", "推进会议两次", True, "planned"),
    ]
    assert shape(text, found(text, "plans")) == want


def test_a_norm_outside_of_plans_is_no_measure() -> None:
    assert found("要健全执法监督体系。") == []


def test_problems_hold_no_measures() -> None:
    assert found("出台管理办法不够及时,组建队伍较慢。", "problems") == []


def test_heading_sentence_is_no_measure() -> None:
    text = "规范行政检查行为。检查企业212家。"
    assert shape(text, found(text)) == [one("检查企业212家", "检查", "企业212家")]


def entity(text: str, part: str, label: str) -> EntityFound:
    start = text.index(part)
    return EntityFound(start, start + len(part), label, "test", part)


def test_date_before_the_verb() -> None:
    text = "2022年3月设立了涉企投诉窗口。"
    measures = found(text, entities=[entity(text, "2022年3月", "DATE")])
    assert shape(text, measures) == [one("设立了涉企投诉窗口", "设立", "涉企投诉窗口")]


def test_every_measure_names_a_rule_of_the_pack() -> None:
    ids = {rule.id for rule in load_rules().labelled("MEASURE")}
    assert {measure.rule for text, _ in CASES for measure in found(text)} <= ids


def test_links_and_actor() -> None:
    text = "镇南县司法局印发《行政调解指引》,办理案件12件。"
    entities = [entity(text, "镇南县司法局", "AGENCY"), entity(text, "《行政调解指引》", "DOCUMENT")]
    at = text.index("12件")
    figure = IndicatorFound(at, at + 3, "test", "案件", "12", "件", "eq", "count")
    issued, handled = find_measures(text, laid(text), entities, [figure], load_rules())
    assert text[issued.start : issued.end] == "镇南县司法局印发《行政调解指引》"
    assert (issued.actor_start, issued.actor_end, issued.actor_entity) == (0, 6, 0)
    assert (issued.agencies, issued.documents, issued.laws, issued.indicators) == ([0], [1], [], [])
    assert (handled.agencies, handled.documents, handled.indicators) == ([], [], [0])
    assert (handled.actor_start, handled.actor_end, handled.actor_entity) == (0, 6, 0)


def test_verbs_inside_names_are_no_actions() -> None:
    text = "镇南县行政审批服务局人手不足。"
    assert found(text, entities=[entity(text, "镇南县行政审批服务局", "AGENCY")]) == []


def test_a_class_can_be_switched_off() -> None:
    text = "召开会议3次,印发通报2期。"
    rules = load_rules(disable=["measure.hold-meeting"])
    assert [m.action for m in find_measures(text, laid(text), [], [], rules)] == ["印发"]


def test_users_add_verbs_by_term_and_by_pattern() -> None:
    pack = parse_pack(
        'name = "mine"\n'
        '[[rule]]\nid = "measure.irrigate"\nlabel = "MEASURE"\nterms = ["疏浚"]\nmatch = ["{疏浚}渠道"]\n'
        '[[rule]]\nid = "measure.plant"\nlabel = "MEASURE"\npattern = \'植树(?=\\d)\'\nmatch = ["{植树}3棵"]\n',
        "mine.toml",
    )
    text = "疏浚渠道12公里,植树300棵。"
    measures = find_measures(text, laid(text), [], [], load_rules([pack]))
    assert [(m.action, m.object, m.rule) for m in measures] == [
        ("疏浚", "渠道12公里", "measure.irrigate"),
        ("植树", "300棵", "measure.plant"),
    ]


_PIECES = [
    "制定", "《办法》", "开展", "检查", "将", "对", "为", "由", "被", "列入", "进行", "清理", "并", "、", ",", "。", "的", "了", "12件",
    "县政府", "下一步", "全面", "是", "(", ")", "“", "”", "\n", "等", "率", "3次", "组织", "一是", "会同", "在", "办公室", "以",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=40))
@example(["由", "制定", "制定", "《办法》", "并", "制定", "《办法》"])
def test_any_mixture_gives_sound_spans(pieces: list[str]) -> None:
    text = "".join(pieces)
    last = 0
    for measure in found(text):
        assert 0 <= measure.start < measure.end <= len(text)
        assert measure.start >= last
        last = measure.start
        inside = text[measure.start : measure.end]
        assert measure.action
        assert measure.action in inside
        assert measure.object in inside
        assert measure.status in ("done", "planned")
        if measure.actor_start is not None and measure.actor_end is not None:
            # it may be that of the clause before
            assert 0 <= measure.actor_start < measure.actor_end <= measure.end


@pytest.mark.parametrize(
    "unit", ["、发展", "制定办法,", "将", "开展检查", "成立由,", "并制定办法", "办理1项,", "“", "《"]
)
def test_time_grows_with_length_only(unit: str) -> None:
    def make(length: int) -> tuple[str, Layout]:
        text = unit * (length // len(unit))
        return text, laid(text)

    assert grows_with_length_only(lambda given: find_measures(*given, [], [], load_rules()), make, 2500)
