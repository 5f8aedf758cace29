"""Words that look like bodies, places, laws or numbers and are none; and text that is no text."""

from itertools import pairwise

import pytest
from entity_markup import LABELS, check, entities_of
from growth import grows_with_length_only

import fazhi_ie
from fazhi_ie.facts.known import Known

HOME = Known(region="镇坪县", year=2023)
#: Each word in sentences of its own: nothing of the labels that it resembles may be found.
TRAPS = [
    "责任主体", "市场监管", "局部", "院校", "部署", "处置", "所有", "会议室", "有关部门", "人民群众", "依法治县",
    "12345热线", "“放管服”改革", "《人民日报》", "中国移动公司", "大局", "格局", "行政机关", "各级政府", "法治政府",
    "执法队伍", "人民法庭工作", "长治久安", "县域经济", "城区面貌", "市民群众", "区域协作", "乡村振兴", "镇村干部",
    "办公场所", "处理结果", "科学决策", "司法公正", "公安机关", "所在单位", "局限性", "政府采购", "党政机关", "居民委员会",
]  # fmt: skip
FRAMES = ["要进一步明确{}的范围。", "{},要抓紧抓实。", "围绕{}开展调研,形成共识。", "就{}作出说明。"]


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("word", TRAPS)
def test_trap(word: str, frame: str) -> None:
    check(frame.format(word), HOME, LABELS - {"DATE"})


@pytest.mark.parametrize(
    "text",
    [
        "县司法局部署年度工作", "县市监局面向企业宣讲", "县委编办公布权责清单", "县水利局限期整改", "县政府办理顺职责",
        "县法院所办案件", "县公安局长期坚持", "县委以文件形式明确",
    ],
)  # fmt: skip
def test_a_verb_after_a_name_does_not_hide_it(text: str) -> None:
    names = {"县司法局", "县市监局", "县委编办", "县水利局", "县政府办", "县法院", "县公安局", "县委"}
    (item,) = entities_of(text, HOME)
    assert item.label == "AGENCY"
    assert item.text in names
    assert text.startswith(item.text)


HOSTILE = {
    "unbalanced": "《关于甲的通知" * 700,
    "long title": "印发《" + "规" * 5000 + "》。",
    "nested": "《甲〈" * 10 + "》〉" * 10,
    "year alone": "〔2020〕" * 2000,
    "no code": "〔2020〕8号," * 1000,
    "year 3020": "镇政发〔3020〕8号," * 500,
    "towns": "甲乙镇、" * 2000,
    "known towns": "城关镇、" * 2000,
    "words of names": "行政执法监督管理" * 800 + "局",
    "heads": "委员会领导小组办公室" * 600,
    "one title mark for two": "《关于印发《甲方案的通知》" * 400,
    "articles": "第三条、" * 2000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_gives_ordered_spans(text: str) -> None:
    found = entities_of(text)
    assert all(item.text == text[item.start : item.end] for item in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_costs_linear_time(text: str) -> None:
    assert grows_with_length_only(entities_of, lambda times: text * times, 1)


def test_a_cut_title_is_noted() -> None:
    for text in ["印发《关于法治政府建设的通知\n下一段。", HOSTILE["long title"]]:
        notices = [notice for notice in fazhi_ie.extract(text).notices if notice.code == "title-cut"]
        assert notices
        assert all(text[span.start] == "《" for notice in notices for span in notice.spans)


def test_a_mark_that_two_titles_share_is_not_noted() -> None:
    report = fazhi_ie.extract("印发《关于转发《安康市应诉工作意见的通知》。")
    assert [e.span.text for e in report.entities if e.label == "DOCUMENT"] == ["《关于转发《安康市应诉工作意见的通知》"]
    assert not report.notices
