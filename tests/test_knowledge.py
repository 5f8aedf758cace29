"""Divisions, laws and kinds of agencies."""

import pytest

from fazhi_ie.knowledge import (
    agency_heads,
    central_organs,
    full_names,
    fused_names,
    is_within,
    issuers_by_code,
    law_named,
    national_laws,
    parents,
    region_by_code,
    region_by_name,
    regions_named,
    short_name,
    short_names,
    written_out,
)
from fazhi_ie.knowledge.build_divisions import build_rows
from fazhi_ie.knowledge.build_laws import build_rows as build_law_rows


@pytest.mark.parametrize(
    ("name", "code", "above"),
    [
        ("陕西省", "610000", []), ("陕西", "610000", []), ("内蒙古", "150000", []), ("吉林", "220000", []),
        ("安康市", "610900", ["陕西省"]), ("杭州", "330100", ["浙江省"]), ("恩施州", "422800", ["湖北省"]),
        ("镇坪县", "610927", ["安康市", "陕西省"]), ("仙桃市", "429004", ["湖北省"]), ("海淀区", "110108", ["北京市"]),
        ("钟宝镇", "610927103", ["镇坪县", "安康市", "陕西省"]), ("长春市朝阳区", "220104", ["长春市", "吉林省"]),
        ("吉林省长春市朝阳区", "220104", ["长春市", "吉林省"]), ("达拉特旗", "150621", ["鄂尔多斯市", "内蒙古自治区"]),
    ],
)  # fmt: skip
def test_a_name_means_one_place(name: str, code: str, above: list[str]) -> None:
    region = region_by_name(name)
    assert region is not None
    assert region.code == code
    assert [r.name for r in parents(region)] == above


@pytest.mark.parametrize("name", ["朝阳区", "鼓楼区", "城关镇", "青溪县", "", "某地", "陕西省朝阳区"])
def test_nothing_is_guessed(name: str) -> None:
    assert region_by_name(name) is None


def test_within_settles_a_shared_name() -> None:
    region = region_by_name("朝阳区", within=region_by_name("长春市"))
    assert region is not None
    assert region.code == "220104"
    assert len(regions_named("朝阳区")) > 1


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("新疆维吾尔自治区", "新疆"), ("广西壮族自治区", "广西"), ("北京市", "北京"), ("延边朝鲜族自治州", "延边"),
        ("黔东南苗族侗族自治州", "黔东南"), ("喀什地区", "喀什"), ("锡林郭勒盟", "锡林郭勒"), ("镇坪县", "镇坪"),
        ("双江拉祜族佤族布朗族傣族自治县", "双江"), ("和县", "和县"),
    ],
)  # fmt: skip
def test_short_forms(name: str, short: str) -> None:
    region = region_by_name(name)
    assert region is not None
    assert short_name(region) == short


def test_every_region_hangs_together() -> None:
    levels = {"province": 34, "prefecture": 333, "county": 2847, "township": 38749}
    for level, count in levels.items():
        names = full_names(level)
        assert len(names) <= count
    for name in full_names("prefecture"):
        region = region_by_name(name)
        assert region is not None
        assert parents(region)[-1].level == "province"
        assert region_by_code(region.code) == region_by_code(region.code + "000000") == region
        assert is_within(region, parents(region)[0])
    assert "杭州" in short_names("prefecture")


def test_rows_are_built_from_nested_tables() -> None:
    counties = {"丙县": "990101000000"}
    divisions = {
        "provinces": {
            "甲省": {
                "code": "990000000000",
                "cities": {
                    "乙市": {"code": "990100000000", "counties": counties},
                    "": {"code": None, "counties": {"丁市": "999001000000"}},
                },
            }
        }
    }
    townships = {"990101000000": {"townships": {"戊镇": "990101100000", "己乡（撤销）": "990101200000"}}}
    assert build_rows(divisions, townships) == [
        ("990000", "甲省", "province", ""),
        ("990100", "乙市", "prefecture", "990000"),
        ("990101", "丙县", "county", "990100"),
        ("990101100", "戊镇", "township", "990101"),
        ("990101200", "己乡", "township", "990101"),
        ("999001", "丁市", "county", "990000"),
    ]
    with pytest.raises(ValueError, match="lacks"):
        build_rows(divisions, {"880101000000": {"townships": {}}})


def test_laws() -> None:
    assert len({law.title for law in national_laws().values()}) > 900
    ranks = {"constitution", "law", "administrative_regulation", "party_regulation", "rule"}
    assert {law.rank for law in national_laws().values()} == ranks
    law = law_named("民法典")
    assert law is not None
    assert law.title == "中华人民共和国民法典"
    assert law_named("中华人民共和国民法典") is law
    assert law_named("镇坪县普法规划") is None


@pytest.mark.parametrize(
    ("name", "title", "rank", "year"),
    [
        ("行政处罚法", "中华人民共和国行政处罚法", "law", 2021),
        ("地方组织法", "中华人民共和国地方各级人民代表大会和地方各级人民政府组织法", "law", 2022),
        ("宪法", "中华人民共和国宪法", "constitution", 2018),
        ("法治宣传教育法", "中华人民共和国法治宣传教育法", "law", 2025),
        ("生态环境法典", "中华人民共和国生态环境法典", "law", 2026),
        ("物权法", "中华人民共和国物权法", "law", 2007),
        ("政府信息公开条例", "中华人民共和国政府信息公开条例", "administrative_regulation", 2019),
        ("中华人民共和国优化营商环境条例", "优化营商环境条例", "administrative_regulation", 2019),
        ("市场监督管理行政处罚程序规定", "市场监督管理行政处罚程序规定", "rule", None),
        ("党章", "中国共产党章程", "party_regulation", 2022),
    ],
)  # fmt: skip
def test_laws_by_any_of_their_names(name: str, title: str, rank: str, year: int | None) -> None:
    law = law_named(name)
    assert law is not None
    assert (law.title, law.rank, law.year) == (title, rank, year)


def test_every_year_of_the_catalogue_is_possible() -> None:
    years = [law.year for law in national_laws().values() if law.year]
    assert 1950 < min(years) <= max(years) <= 2026


def test_law_rows_keep_the_newest_version() -> None:
    entries = [
        ("中华人民共和国甲法", "法律", "2001-01-01"),
        ("中华人民共和国甲法", "法律", "2020-03-05"),
        ("中华人民共和国宪法", "宪法", "2018-03-11"),
        ("中华人民共和国宪法修正案(2018年)", "宪法", "2018-03-11"),
        ("全国人民代表大会常务委员会关于某事的决定", "法律", "2019-01-01"),
        ("中华人民共和国乙法", "修改决定", "2019-01-01"),
    ]
    assert build_law_rows(entries) == [
        ("中华人民共和国宪法", "constitution", "2018"),
        ("中华人民共和国甲法", "law", "2020"),
    ]


def test_agencies_and_codes() -> None:
    kinds = {"government", "party", "department", "congress", "court", "procuratorate", "body"}
    assert {head.kind for head in agency_heads().values()} <= kinds
    assert all(head.modes <= set("dnwfgchkKGestz") for head in agency_heads().values())
    assert {organ.kind for organ in central_organs().values()} <= kinds
    assert {name.kind for name in fused_names().values()} <= kinds
    assert all("{}" in name.template for name in fused_names().values())
    assert issuers_by_code()["国办发"] == "国务院办公厅"
    assert written_out("发改委") == "发展和改革委员会"
    assert written_out("司法局") == "司法局"
