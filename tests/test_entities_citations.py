"""Document numbers and articles of laws."""

from itertools import pairwise

import pytest
from entity_markup import check, entities_of

NUMBER = frozenset({"DOC_NUMBER"})
ARTICLE = frozenset({"ARTICLE"})
#: (number as written, code, year, sequence)
NUMBERS = [
    ("国办发〔2018〕118号", "国办发", 2018, 118),
    ("国发〔2015〕6号", "国发", 2015, 6),
    ("国发[2019]6号", "国发", 2019, 6),
    ("镇政办发【2020】33号", "镇政办发", 2020, 33),
    ("镇政发(2021)5号", "镇政发", 2021, 5),
    ("陕政函〔2022〕12号", "陕政函", 2022, 12),
    ("国办发〔2018118号", "国办发", 2018, 118),
    ("国办发2018〕118号", "国办发", 2018, 118),
    ("国办发〔2018〕第118号", "国办发", 2018, 118),
    ("苏政办规〔2022〕3号", "苏政办规", 2022, 3),
    ("京政发〔2021〕1号", "京政发", 2021, 1),
    ("镇法治办发〔2021〕3号", "镇法治办发", 2021, 3),
    ("陕司发〔2020〕40号", "陕司发", 2020, 40),
    ("镇政字〔2020〕2号", "镇政字", 2020, 2),
    ("中发〔2021〕8号", "中发", 2021, 8),
    ("中办发〔2020〕9号", "中办发", 2020, 9),
    ("法释〔2018〕1号", "法释", 2018, 1),
    ("安政办发〔2021〕12-15号", "安政办发", 2021, 12),
    ("镇政发﹝2021﹞5号", "镇政发", 2021, 5),
    ("镇政发〈2021〉5号", "镇政发", 2021, 5),
    ("镇政办字〔2021〕4号", "镇政办字", 2021, 4),
    ("鄂府法办〔2017〕3号", "鄂府法办", 2017, 3),
    ("人社部发〔2020〕1号", "人社部发", 2020, 1),
    ("环办执法函〔2021〕3号", "环办执法函", 2021, 3),
    ("闽司〔2022〕33号", "闽司", 2022, 33),
    ("川办规〔2020〕5号", "川办规", 2020, 5),
    ("浙委发〔2021〕2号", "浙委发", 2021, 2),
    ("深府规〔2020〕1号", "深府规", 2020, 1),
    ("发改法规〔2019〕12号", "发改法规", 2019, 12),
    ("丽依法治市办发〔2022〕5号", "丽依法治市办发", 2022, 5),
    ("镇政函〔98〕7号", "镇政函", 1998, 7),
    ("镇常发〔2021〕10号", "镇常发", 2021, 10),
    ("厅字〔2021〕2号", "厅字", 2021, 2),
    ("司发通〔2020〕53号", "司发通", 2020, 53),
    ("粤府令第277号", "粤府令", None, 277),
    ("国务院令第722号", "国务院令", None, 722),
    ("国务院第722号令", "令", None, 722),
    ("主席令第70号", "主席令", None, 70),
    ("中华人民共和国主席令第五十八号", "中华人民共和国主席令", None, 58),
    ("陕西省人民政府令第228号", "陕西省人民政府令", None, 228),
    ("省政府令第5号", "省政府令", None, 5),
    ("司法部令第146号", "司法部令", None, 146),
    ("公安部第160号令", "令", None, 160),
    ("2020年第3号公告", "公告", 2020, 3),
    ("市场监管总局公告2021年第12号", "市场监管总局公告", 2021, 12),
]
FRAMES = [
    "《镇坪县普法规划》({})",
    "根据{}文件精神开展清理",
    "按照{}要求",
    "印发方案({})。",
    "{}",
    "宣布废止{}等文件",
    "对照{}清理",
]


@pytest.mark.parametrize(("number", "code", "year", "sequence"), NUMBERS, ids=[row[0] for row in NUMBERS])
@pytest.mark.parametrize("frame", FRAMES)
def test_document_numbers(frame: str, number: str, code: str, year: int | None, sequence: int) -> None:
    check(frame.format(f"<DOC_NUMBER>{number}</DOC_NUMBER>"), labels=NUMBER)
    found = [item for item in entities_of(frame.format(number)) if item.label == "DOC_NUMBER"]
    assert [(f.attrs["code"], f.attrs["year"], f.attrs["sequence"]) for f in found] == [(code, year, sequence)]


@pytest.mark.parametrize(
    "text",
    [
        "索引号:610927-2021-0032", "电话0915-8822110", "〔2020〕8号", "GB/T31950-2015", "第3号台风登陆", "12345热线",
        "办公楼3号楼", "地铁4号线", "第5号建议", "2021年第3期", "(2020)陕0927行初5号",
    ],
)  # fmt: skip
def test_no_document_number(text: str) -> None:
    check(text, labels=NUMBER)


def test_two_numbers_in_a_list() -> None:
    check(
        "<DOC_NUMBER>镇政办字〔2021〕4号</DOC_NUMBER>和<DOC_NUMBER>镇政办字〔2021〕5号</DOC_NUMBER>同时废止",
        labels=NUMBER,
    )


@pytest.mark.parametrize(
    "case",
    [
        "《民法典》<ARTICLE>第一千零四十三条</ARTICLE>规定",
        "《行政处罚法》<ARTICLE>第三十二条第二款第(一)项</ARTICLE>、<ARTICLE>第41条第1款</ARTICLE>、<ARTICLE>第65条</ARTICLE>",
        "依据《行政许可法》<ARTICLE>第十二条</ARTICLE>至<ARTICLE>第十五条</ARTICLE>办理",
        "行政诉讼法<ARTICLE>第三条第三款</ARTICLE>要求负责人出庭",
        "《城市管理条例》(2021年修订)<ARTICLE>第二十条之一</ARTICLE>",
        "本法<ARTICLE>第三条</ARTICLE>所称机关",
        "第一条高速公路通车,第三条生产线投产,第二条战线",
        "出台十条措施,第五条建议已办结",
    ],
)
def test_articles(case: str) -> None:
    check(case, labels=ARTICLE)


def test_article_has_parts_and_law() -> None:
    found = entities_of("依据《行政处罚法》第三十二条第二款第(一)项的规定减轻处罚")
    law, article = found
    assert article.attrs == {"article": "32", "paragraph": "2", "item": "1"}
    assert article.name == "第32条第2款第1项"
    assert article.links == {"law": 0}
    assert law.links == {"articles": [1]}


def test_number_is_tied_to_its_document_and_issuer() -> None:
    document, number = entities_of("落实《关于全面推行执法公示的意见》(国办发〔2018〕118号)要求")
    assert document.links == {"number": 1}
    assert number.attrs["issuer"] == document.attrs["issuer"] == "国务院办公厅"


HOSTILE = [
    "《" * 4000,
    "《" + "规" * 5000 + "》",
    "《一" * 10 + "》" * 10,
    "〔3020〕号" * 500,
    "第" * 5000,
    "〔2020〕" * 3000,
]
HOSTILE += ["县局" * 3000, "县委" + "、公安局" * 3000, "陕西省安康市" * 2000, "“" * 3000 + "”领导小组", "管理和" * 3000]


@pytest.mark.parametrize("text", HOSTILE, ids=[text[:4] for text in HOSTILE])
def test_bad_input_does_no_harm(text: str) -> None:
    found = entities_of(text)
    assert all(item.text == text[item.start : item.end] for item in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
