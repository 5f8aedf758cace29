"""Later mentions of titles: abbreviations, words that point back; brackets that do not close; shared numbers."""

import pytest
from entity_markup import check, entities_of

from fazhi_ie.facts.entities import find_entities
from fazhi_ie.facts.found import NoticeFound
from fazhi_ie.rules import load_rules
from fazhi_ie.text.layout import find_layout

LAWS = frozenset({"LAW", "DOCUMENT", "ARTICLE"})
CASES = """
<LAW>《优化营商环境条例》</LAW>(以下简称<LAW name=优化营商环境条例>《条例》</LAW>)施行,<LAW name=优化营商环境条例>《条例》</LAW><ARTICLE>第十二条</ARTICLE>至<ARTICLE>第十五条</ARTICLE>
<DOCUMENT>《镇坪县重大行政决策办法》</DOCUMENT>(镇政发〔2021〕5号,以下简称<DOCUMENT name=镇坪县重大行政决策办法>《办法》</DOCUMENT>);<DOCUMENT name=镇坪县重大行政决策办法>《办法》</DOCUMENT>实施
制定<DOCUMENT>《镇坪县普法实施方案》</DOCUMENT>。<DOCUMENT name=镇坪县普法实施方案>《方案》</DOCUMENT>明确了分工,<DOCUMENT name=镇坪县普法实施方案>《实施方案》</DOCUMENT>已落实
<LAW>《陕西省行政执法监督条例》</LAW>出台,<LAW name=陕西省行政执法监督条例>该条例</LAW><ARTICLE>第五条</ARTICLE>明确职责
<LAW>《行政处罚法》</LAW>修订后,<LAW name=中华人民共和国行政处罚法>该法</LAW><ARTICLE>第三十二条第二款第(一)项</ARTICLE>规定
依据<LAW name=中华人民共和国行政处罚法>行政处罚法</LAW><ARTICLE>第41条第1款</ARTICLE>、<ARTICLE>第65条</ARTICLE>,该法官、本法院、该办法草案
该条例、本法没有所指,基本法律知识
<LAW name=陕西省安全生产条例>《陕西省安全生产条例(2021年修订)》</LAW>和<LAW name=陕西省安全生产条例>《陕西省安全生产条例》</LAW>
<LAW>《陕西省审计条例》</LAW>、<LAW name=陕西省审计条例>《条例》</LAW>之后,<LAW>《安康市养犬条例》</LAW>、<LAW name=安康市养犬条例>《条例》</LAW>
<DOCUMENT>《关于印发〈镇坪县管理办法〉的通知》</DOCUMENT>、<DOCUMENT>《关于印发〈镇坪县方案》的通知》</DOCUMENT>、<DOCUMENT>《普法规划》</DOCUMENT>
落实《普法规划要求,印发<DOCUMENT>《普法方案》</DOCUMENT>
落实<DOCUMENT>《〈甲县规划》</DOCUMENT>要求
出台<LAW>《安康市养犬管理规定》</LAW>(市政府令第5号);市政府令第3号公布的<LAW>《户外广告管理办法》</LAW>
县政府令第3号公布的<DOCUMENT>《镇坪县户外广告管理办法》</DOCUMENT>
最高人民法院<LAW>《关于审理行政许可案件若干问题的规定》</LAW>、<LAW>《中华人民共和国社区矫正法实施办法》</LAW>
"""


@pytest.mark.parametrize("case", [line for line in CASES.split("\n") if line])
def test_references(case: str) -> None:
    check(case, labels=LAWS)


def test_an_article_goes_to_the_law_that_is_pointed_at() -> None:
    found = entities_of("《陕西省审计条例》出台,该条例第五条明确职责")
    assert [item.key for item in found] == [
        "LAW:陕西省审计条例", "LAW:陕西省审计条例", "ARTICLE:陕西省审计条例:第5条",
    ]  # fmt: skip


def test_an_article_of_a_document_belongs_to_no_law() -> None:
    found = entities_of("《行政处罚法》和《镇坪县公文办法》第五条")
    assert found[2].label == "ARTICLE"
    assert found[2].links == {}


def test_titles_share_one_number() -> None:
    found = entities_of("印发《甲县方案》、《乙县意见》(国办发〔2023〕8号)")
    assert [item.links.get("number") for item in found] == [2, 2, None]
    assert {item.attrs["issuer"] for item in found} == {"国务院办公厅"}


def test_numbers_go_with_titles_in_order() -> None:
    found = entities_of("《甲县规程》《乙县规程》(国发〔2023〕15号、国办发〔2023〕16号)")
    assert [item.links.get("number") for item in found] == [2, 3, None, None]
    assert [item.attrs["issuer"] for item in found[:2]] == ["国务院", "国务院办公厅"]


def test_a_number_before_its_title() -> None:
    number, document = entities_of("国办发〔2023〕8号《甲县方案》")
    assert document.links == {"number": 0}
    assert number.attrs["issuer"] == document.attrs["issuer"] == "国务院办公厅"


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("落实《普法规划要求。", [(2, 3)]),
        ("《" + "规" * 400 + "》", [(0, 402)]),
        ("落实《普法规划》要求。", []),
        ("《甲\n《乙》《丙", [(0, 1), (6, 7)]),
        ("甲》乙〉", []),
    ],
)
def test_what_was_cut_is_noted(text: str, spans: list[tuple[int, int]]) -> None:
    notices: list[NoticeFound] = []
    rules = load_rules()
    find_entities(text, find_layout(text), rules, None, notices)
    assert [notice.code for notice in notices] == ["title-cut"] * bool(spans)
    assert [span for notice in notices for span in notice.spans] == spans


def test_notices_are_bounded() -> None:
    notices: list[NoticeFound] = []
    find_entities("《" * 4000, find_layout(""), load_rules(), None, notices)
    assert len(notices) == 1
    assert len(notices[0].spans) == 50
