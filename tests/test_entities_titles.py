"""Titles in 《》, bare laws, and which of them are law."""

import pytest
from entity_markup import check, entities_of

from fazhi_ie.facts.entities.titles import find_titles, law_rank, title_spans

TITLES = frozenset({"LAW", "DOCUMENT"})
CASES = """
贯彻<LAW name=中华人民共和国民法典>《民法典》</LAW><LAW>《行政处罚法》</LAW>等法律
学习<LAW name=中华人民共和国宪法>宪法</LAW>、<LAW name=中华人民共和国民法典>民法典</LAW>和新修订的<LAW name=中华人民共和国行政处罚法>行政处罚法</LAW>
出台<DOCUMENT>《镇坪县政府投资项目管理办法》</DOCUMENT><DOCUMENT>《镇坪县重大行政决策程序规定(试行)》</DOCUMENT>等规范性文件
提请审议<LAW>《安康市城市管理条例》</LAW>和<LAW>《安康市水源地保护条例(草案)》</LAW>
<LAW>《汉中市城市管理办法》</LAW>等2部政府规章
<LAW>《最高人民法院关于审理行政协议案件若干问题的规定》</LAW>施行
<LAW>《中国共产党政法工作条例》</LAW>、<LAW>《信访工作条例》</LAW>
<DOCUMENT>《关于印发〈镇坪县实施方案(2021—2025年)〉的通知》</DOCUMENT>
印发<DOCUMENT>《镇坪县“八五”普法规划》</DOCUMENT>、<DOCUMENT>《权责清单》</DOCUMENT>和<DOCUMENT>《典型案例》</DOCUMENT>
严格落实<LAW name=优化营商环境条例>《优化营商环境条例》</LAW>(以下简称<LAW name=优化营商环境条例>《条例》</LAW>),<LAW name=优化营商环境条例>《条例》</LAW>实施后
制定<DOCUMENT>《镇坪县公务用车管理办法》</DOCUMENT>(以下简称<DOCUMENT name=镇坪县公务用车管理办法>《办法》</DOCUMENT>)
落实<LAW name=优化营商环境条例>优化营商环境条例</LAW>和<LAW name=中华人民共和国民营经济促进法>民营经济促进法</LAW>
修订<LAW>《陕西省实施〈中华人民共和国行政复议法〉办法》</LAW>
司法部<LAW>《律师执业管理办法》</LAW>、<LAW>《生态环境行政处罚办法》</LAW>
制定<DOCUMENT>《镇坪县人民政府工作规则》</DOCUMENT>、<DOCUMENT>《安康市人民政府工作规则》</DOCUMENT>
开展国家宪法日活动,学习法律法规,加强行政处罚法律监督
《人民日报》《法治日报》刊发经验,电影《第二十条》展映
制定广西民营经济促进条例、重庆市公平竞争审查条例等地方立法
用水法规、律师法律援助、统计法治宣传
依法行政、执法办案、司法救助、民法学研究
"""


@pytest.mark.parametrize("case", [line for line in CASES.split("\n") if line])
def test_titles(case: str) -> None:
    check(case, labels=TITLES)


@pytest.mark.parametrize(
    ("title", "rank"),
    [
        ("宪法", "constitution"), ("行政许可法", "law"), ("中华人民共和国监察法", "law"),
        ("优化营商环境条例", "administrative_regulation"), ("陕西省优化营商环境条例", "local_regulation"),
        ("恩施土家族苗族自治州山体保护条例", "local_regulation"), ("安康市养犬管理条例", "local_regulation"),
        ("中国共产党政法工作条例", "party_regulation"), ("党政主要负责人履行推进法治建设第一责任人职责规定", "party_regulation"),
        ("最高人民法院关于适用民法典时间效力的若干规定", "judicial_interpretation"), ("浙江省行政规范性文件管理办法", "rule"),
        ("安康市户外广告管理办法", "rule"), ("镇坪县户外广告管理办法", None), ("镇坪县普法工作方案", None),
        ("关于加强普法工作的意见", None), ("工作办法", None), ("办理方法", None), ("安康市人民政府重大行政决策程序规定", None),
    ],
)  # fmt: skip
def test_ranks(title: str, rank: str | None) -> None:
    assert law_rank(title) == rank


def test_context_settles_rank() -> None:
    assert law_rank("户外广告管理办法", after="等政府规章") == "rule"
    assert law_rank("律师事务所收费办法", before="司法部发布") == "rule"


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("《甲》《乙》", ["《甲》", "《乙》"]), ("《甲《乙》丙》", ["《甲《乙》丙》"]), ("《甲《乙》丙", ["《乙》"]),
        ("甲》《乙》", ["《乙》"]), ("《甲\n乙》", []), ("《》", ["《》"]), ("", []),
        ("《一《二《三》二》一》", ["《一《二《三》二》一》"]),
    ],
)  # fmt: skip
def test_brackets(text: str, want: list[str]) -> None:
    assert [text[s:e] for s, e in title_spans(text)] == want


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("《镇坪县考核方案(试行)》", "trial"), ("《镇坪县考核方案》(试行)", "trial"),
        ("《镇坪县考核暂行方案》", "trial"), ("《工作规划(征求意见稿)》", "draft"),
        ("《工作规划(草案)》", "draft"), ("《工作规划》", None),
    ],
)  # fmt: skip
def test_stages(text: str, stage: str | None) -> None:
    (item,) = entities_of("起草" + text)
    assert (item.label, item.attrs["stage"]) == ("DOCUMENT", stage)


def test_nothing_inside_titles() -> None:
    (item,) = entities_of("《国务院关于2021年安康市司法局改革的批复》")
    assert item.label == "DOCUMENT"


def test_issuer_before_a_document() -> None:
    agency, document = entities_of("国务院办公厅《关于推进政务公开的意见》")
    assert (agency.label, document.attrs["issuer"]) == ("AGENCY", "国务院办公厅")


def test_a_number_behind_the_title_tells_a_document_from_a_rule() -> None:
    (numbered,) = find_titles("出台《遂宁市行政检查管理办法(试行)》(遂法治办〔2022〕9号)。")
    (ordered,) = find_titles("出台《遂宁市行政检查管理办法》(遂宁市人民政府令第9号)。")
    assert (numbered.label, ordered.label, ordered.rank) == ("DOCUMENT", "LAW", "rule")
