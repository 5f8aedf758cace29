"""Places named as places."""

import pytest
from entity_markup import check, entities_of

import fazhi_ie
from fazhi_ie.facts.known import Known

REGION = frozenset({"REGION"})
HOME = Known(region="镇坪县", year=2021)
CASES = """
<REGION>镇坪县</REGION>创成示范县,<REGION>安康市</REGION>推广经验
赴<REGION>浙江</REGION>、<REGION>内蒙古</REGION>、<REGION name=杭州市>杭州</REGION>学习
深入到<REGION>曾家镇</REGION>、<REGION>上竹镇</REGION>、<REGION>钟宝镇</REGION>宣讲
<REGION name=朝阳区>长春市朝阳区</REGION>和<REGION>汉滨区</REGION>
<REGION name=恩施土家族苗族自治州>恩施州</REGION>、<REGION>延边朝鲜族自治州</REGION>
<REGION>陕西省</REGION>内外、<REGION name=陕西省>陕西</REGION>、<REGION name=湖北省>湖北</REGION>等地
建设美丽<REGION>江西</REGION>、平安<REGION>辽宁</REGION>
与<REGION>香港</REGION>、<REGION>澳门</REGION>交流
我县、全市、全省、全国、本县、各县区
维护国家长治久安,各位来宾,均衡水平提升,扩大连片治理
镇坪县司法局、安康市人民政府、陕西省高级人民法院
《镇坪县普法规划》和《安康市条例》
建设中心镇、特色小镇,推进新型城镇化和城乡融合
市和县司法局联动,顺应城市发展,滨海城市带
"""


@pytest.mark.parametrize("case", [line for line in CASES.split("\n") if line])
def test_regions(case: str) -> None:
    check(case, HOME, REGION)


def test_region_has_code_and_level() -> None:
    (item,) = entities_of("到钟宝镇调研", HOME)
    parents = ("镇坪县", "安康市", "陕西省")
    assert item.attrs == {"level": "township", "code": "610927103", "parents": parents}
    assert item.key == "REGION:钟宝镇"


@pytest.mark.parametrize("text", ["到青溪县调研", "在云城市开展"])
def test_unknown_places_do_no_harm(text: str) -> None:
    assert all(item.label == "REGION" for item in entities_of(text))


def test_parents_of_a_region_in_a_report() -> None:
    region = next(e for e in fazhi_ie.extract("赴安康市学习。").entities if e.label == "REGION")
    assert region.parents == ("陕西省",)
    assert fazhi_ie.Report.from_json(fazhi_ie.extract("赴安康市学习。").to_json()).entities[0].parents == ("陕西省",)
    unknown = next(
        e
        for e in fazhi_ie.extract("青溪县人民政府关于法治政府建设的报告\n到青溪县调研。").entities
        if e.label == "REGION"
    )
    assert unknown.parents == ()
