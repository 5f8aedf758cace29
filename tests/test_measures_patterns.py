"""Patterns of county, bureau and township reports: boilerplate, verbs of all trades, clauses that follow, actors."""

from __future__ import annotations

import pytest
from test_measures import Want, entity, found, laid, one, shape

from fazhi_ie import extract
from fazhi_ie.facts.measures import find_measures
from fazhi_ie.rules import load_rules
from fazhi_ie.text.layout import Item

CASES: list[tuple[str, list[Want]]] = [
    # boilerplate, comparisons and states are no actions
    ("我局将重点抓好以下工作,", []),
    ("着力做好四个方面工作,", []),
    ("较好地完成了各项法治创建任务。", []),
    ("法治创建各项任务圆满完成。", []),
    ("采取有力措施,切实加以解决。", []),
    ("采取有效办法加以整改。", []),
    ("罚没款不到900万元。", []),
    ("较2022年增加35项。", []),
    ("企业从签约到开工最快只用8个工作日。", []),
    ("出席会议的有县司法局负责人。", []),
    ("推动平安镇南建设再上新水平。", []),
    ("补齐短板弱项。", []),
    ("城镇新增就业3000人。", []),
    ("形成齐抓共管的工作格局。", []),
    ("2名干警被授予“先进工作者”称号。", []),
    ("争议化解更加多元。", []),
    ("在全省依法行政考核中列第4位,", []),
    ("问题数量较上年减少三成。", []),
    ("全县生产总值完成98亿元。", []),
    ("报市政府审议。", []),
    # pairs of verbs, closings of works, counted subjects
    ("培育壮大乡村特色产业。", [one("培育壮大乡村特色产业", "培育壮大", "乡村特色产业", False)]),
    ("推动出台民营经济促进条例。", [one("推动出台民营经济促进条例", "推动出台", "民营经济促进条例")]),
    ("数据运营中心启动运行。", [one("数据运营中心启动运行", "启动运行", "数据运营中心")]),
    ("9个镇建成法治文化广场。", [one("9个镇建成法治文化广场", "建成", "法治文化广场")]),
    ("就河道整治等7项决策举行听证会。", [one("就河道整治等7项决策举行听证会", "举行", "听证会")]),
    # the object ends before what was reached, and holds who is served
    ("改造老旧小区14个、惠及居民2036户。", [one("改造老旧小区14个", "改造", "老旧小区14个")]),
    ("免费为新设企业刻制公章230枚。", [one("为新设企业刻制公章230枚", "刻制", "公章230枚")]),
    ("拿出150万元改造20个司法所。", [one("改造20个司法所", "改造", "20个司法所")]),
    ("把原来由7个部门实施的27项检查整合成9个场景。", [
        one("把原来由7个部门实施的27项检查整合成9个场景", "整合成", "原来由7个部门实施的27项检查")]),
    ("建立与人口变化相适应的调配机制。", [one("建立与人口变化相适应的调配机制", "建立", "与人口变化相适应的调配机制")]),
    # verbs of bureaus and townships
    ("训诫12人,警告7人。", [one("训诫12人", "训诫", "12人", concrete=False), one("警告7人", "警告", "7人", concrete=False)]),
    ("上门劝导占道经营商户90余户。", [one("劝导占道经营商户90余户", "劝导", "占道经营商户90余户")]),
    ("出动执法人员800人次、执法车辆95台次。", [
        one("出动执法人员800人次、执法车辆95台次", "出动", "执法人员800人次、执法车辆95台次")]),
    ("随机访谈办事群众40人。", [one("访谈办事群众40人", "访谈", "办事群众40人")]),
    ("集中行使城管、水利等5个领域的处罚权。", [
        one("行使城管、水利等5个领域的处罚权", "行使", "城管、水利等5个领域的处罚权")]),
    ("退回修改合同3份。", [one("退回修改合同3份", "退回修改", "合同3份")]),
    ("新建改扩建敬老院4所。", [one("新建改扩建敬老院4所", "新建改扩建", "敬老院4所")]),
    ("化解过剩产能20万吨。", [one("化解过剩产能20万吨", "化解", "过剩产能20万吨")]),
    ("规范出租车经营行为。", [one("规范出租车经营行为", "规范", "出租车经营行为", False)]),
    ("建设了好房子示范区。", [one("建设了好房子示范区", "建设", "好房子示范区")]),
    # an act in one word: what stands before it acts
    ("镇村河长共巡河620次。", [one("镇村河长共巡河620次", "巡河", "620次", concrete=False)]),
    ("智慧城管平台共立案3000件。", [one("智慧城管平台共立案3000件", "立案", "3000件", concrete=False)]),
    # a clause with a verb and a count of its own is a measure of its own
    ("举办座谈会6期,参训网格员300人次。", [one("举办座谈会6期", "举办", "座谈会6期")]),
    ("集训80人次,新办执法证件25个。", [
        one("集训80人次", "集训", "80人次", concrete=False), one("新办执法证件25个", "新办", "执法证件25个")]),
    ("培养法律明白人60名,每个村不少于3名。", [one("培养法律明白人60名", "培养", "法律明白人60名")]),
    ("责令停产停业2家,行政处罚9家。", [one("责令停产停业2家", "责令停产停业", "2家")]),
    # the main verb behind one that only describes the subject
    ("列入清单的6项决策均开展了听证。", [one("列入清单的6项决策均开展了听证", "开展", "听证", False)]),
    ("建立村规民约全部经过审查备案的机制。", [
        one("建立村规民约全部经过审查备案的机制", "建立", "村规民约全部经过审查备案的机制")]),
    # 开展 with a noun is the verb, 开展 right before the act is not
    ("对村居干部开展一轮法治轮训。", [one("对村居干部开展一轮法治轮训", "开展", "一轮法治轮训")]),
    ("对全县执法工作开展了监督检查。", [one("对全县执法工作开展了监督检查", "监督检查", "全县执法工作")]),
    ("对种粮大户实行补贴。", [one("对种粮大户实行补贴", "补贴", "种粮大户", False)]),
    ("利用赶集日和火把节开展双语普法8场。", [one("开展双语普法8场", "开展", "双语普法8场")]),
    ("深入12家企业开展现场咨询。", [one("开展现场咨询", "开展", "现场咨询", False)]),
    # objects
    ("选派5名骨干到省局跟班学习。", [
        one("选派5名骨干到省局跟班学习", "选派", "5名骨干")]),
    ("邀请律师上法治课2堂。", [one("邀请律师上法治课2堂", "邀请", "律师")]),
    ("召开局党组会专题研究2次。", [one("召开局党组会专题研究2次", "召开", "局党组会")]),
    ("召开由镇村干部参加的座谈会。", [one("召开由镇村干部参加的座谈会", "召开", "座谈会")]),
    ("各单位向司法局报送整改报告。", [one("各单位向司法局报送整改报告", "报送", "整改报告")]),
    ("《镇南县户外广告设置办法》公开征求意见。", [
        one("《镇南县户外广告设置办法》公开征求意见", "公开征求", "意见")]),
    ("法律援助工作站接待群众260人次。", [one("法律援助工作站接待群众260人次", "接待", "群众260人次")]),
    ("给予党纪处分4人。", [one("给予党纪处分4人", "给予", "党纪处分4人")]),
    ("投资300万元建成执法办案中心。", [one("建成执法办案中心", "建成", "执法办案中心")]),
    # 将 before any verb is the future
    ("我局将开展执法培训。", [one("我局将开展执法培训", "开展", "执法培训", status="planned")]),
    ("下一步,将对沿河商铺进行清查。", [one("对沿河商铺进行清查", "清查", "沿河商铺", status="planned")]),
    ("县政府将认真组织实施。", []),
    # who acts, named before a comma
    ("会同县公安局,对娱乐场所进行清查。", [one("会同县公安局,对娱乐场所进行清查", "清查", "娱乐场所")]),
    ("组织执法人员,对沿街店面进行巡查。", [one("组织执法人员,对沿街店面进行巡查", "巡查", "沿街店面")]),
    ("组织3个工作组,对各乡镇进行督查。", [
        one("组织3个工作组", "组织", "3个工作组"), one("对各乡镇进行督查", "督查", "各乡镇")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "want"), CASES, ids=[text for text, _ in CASES])
def test_pattern(text: str, want: list[Want]) -> None:
    assert shape(text, found(text)) == want


def test_date_with_a_preposition() -> None:
    text = "各单位于2024年3月底前向司法局报送整改报告。"
    measures = found(text, entities=[entity(text, "2024年3月底", "DATE")])
    assert shape(text, measures) == [one(text[:-1], "报送", "整改报告")]


def test_a_body_that_is_set_up_is_the_object() -> None:
    text = "镇南县综合行政执法大队挂牌成立。"
    measures = found(text, entities=[entity(text, "镇南县综合行政执法大队", "AGENCY")])
    assert shape(text, measures) == [one(text[:-1], "挂牌成立", "镇南县综合行政执法大队")]


def test_who_approves_is_no_part_of_the_object() -> None:
    text = "《镇南县养犬管理条例》经省人大常委会批准。"
    entities = [entity(text, "《镇南县养犬管理条例》", "LAW"), entity(text, "省人大常委会", "AGENCY")]
    assert shape(text, found(text, entities=entities)) == [one(text[:-1], "批准", "《镇南县养犬管理条例》")]


def test_actor_before_a_comma() -> None:
    text = "镇南县司法局会同镇南县财政局,对救助资金进行核查。"
    entities = [entity(text, "镇南县司法局", "AGENCY"), entity(text, "镇南县财政局", "AGENCY")]
    (measure,) = found(text, entities=entities)
    assert shape(text, [measure]) == [one(text[:-1], "核查", "救助资金")]
    assert (measure.actor_start, measure.actor_end, measure.actor_entity) == (0, 6, 0)


def test_markers_of_items_are_no_part_of_spans() -> None:
    text = "(三)与县水务局签订协作协议,编制移送清单。"
    layout = laid(text, "plans")
    layout.items.append(Item(3, len(text) - 1, 0, 0, "plans"))
    measures = find_measures(text, layout, [], [], load_rules())
    assert shape(text, measures) == [
        one("与县水务局签订协作协议", "签订", "协作协议", status="planned"),
        one("编制移送清单", "编制", "移送清单", status="planned"),
    ]


@pytest.mark.parametrize("text", ["市场监管部门采取了哪些措施?", "请问今年建成了多少个站点?"])
def test_a_question_reports_no_act(text: str) -> None:
    assert found(text) == []


def test_a_statement_before_a_question_does() -> None:
    assert [item.action for item in found("县里印发了《办法》,请问进展如何?")] == ["印发"]


@pytest.mark.parametrize(("text", "action", "object_"), [
    ("执法证件由省司法厅统一制发。", "制发", "执法证件"),
    ("对这起逐利执法案件,市司法局于5月11日挂牌督办。", "挂牌督办", "这起逐利执法案件"),
    ("向县人大常委会报告年度法治建设情况。", "报告", "年度法治建设情况"),
])  # fmt: skip
def test_named_bodies_show_what_is_a_verb(text: str, action: str, object_: str) -> None:
    (measure,) = extract(text).measures
    assert (measure.action, measure.object) == (action, object_)


def test_a_clause_that_is_a_subject_is_no_act() -> None:
    assert found("规范涉企执法,是一场硬仗。") == []
