"""Patterns of county, bureau and township reports: boilerplate, verbs of all trades, clauses that follow, actors."""

from __future__ import annotations

import pytest
from test_measures import Want, entity, found, laid, one, shape

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
