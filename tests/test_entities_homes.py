"""Short forms, fused names and zones in reports of different places."""

import pytest
from entity_markup import check, entities_of

from fazhi_ie.facts.entities.home import home_of
from fazhi_ie.facts.entities.issuers import issuer_of_code
from fazhi_ie.facts.known import Known

#: (region of the report, marked sentence)
CASES = [
    ("库车市", "<AGENCY name=阿克苏地区司法局>地区司法局</AGENCY>指导,边远地区条件艰苦"),
    ("库车市", "<AGENCY name=中共阿克苏地区委员会>地委</AGENCY>、<AGENCY name=阿克苏地区行署>行署</AGENCY>部署"),
    ("库车市", "<AGENCY name=中共阿克苏地区委员会>阿克苏地委</AGENCY>巡视,各地委派干部,当地委员会"),
    ("库车市", "<AGENCY name=库车经济技术开发区管委会>库车经济技术开发区管委会</AGENCY>履职"),
    ("阿拉善左旗", "<AGENCY name=中共阿拉善盟委员会>盟委</AGENCY>、<AGENCY name=阿拉善盟行署>行署</AGENCY>和<AGENCY name=共青团阿拉善左旗委>团旗委</AGENCY>"),
    ("宜兴市", "<REGION name=宜兴市>宜兴</REGION>有哪些做法?<REGION name=宜兴市>宜兴</REGION>的经验"),
    ("边阳镇", "<AGENCY name=边阳镇法治建设领导小组>边阳镇镇法治建设领导小组</AGENCY>调整"),
    ("边阳镇", "<AGENCY name=边阳镇人民政府>边阳镇镇政府</AGENCY>、<AGENCY name=中共边阳镇委员会>镇党委</AGENCY>"),
    ("会同县", "<REGION>会同县</REGION>部署,<AGENCY name=会同县司法局>会同县司法局</AGENCY>落实"),
    ("镇坪县", "会同<AGENCY name=镇坪县公安局>县公安局</AGENCY>"),
    ("恩施土家族苗族自治州", "全州县市行政机关,<AGENCY name=恩施土家族苗族自治州司法局>州司法局</AGENCY>"),
    ("鹭江街道", "<AGENCY>街道党工委</AGENCY>、<AGENCY name=鹭江街道办事处>办事处</AGENCY>"),
    ("郑州高新技术产业开发区", "<AGENCY name=郑州高新技术产业开发区党工委>高新区党工委</AGENCY>、<AGENCY name=郑州高新技术产业开发区管委会>管委会</AGENCY>"),
    ("郑州高新技术产业开发区", "<AGENCY name=中共河南省委员会>省委</AGENCY><AGENCY name=河南省人民政府>省政府</AGENCY>、<AGENCY name=中共郑州市委员会>市委</AGENCY>"),
    ("广西壮族自治区", "<AGENCY name=广西律师协会>广西律师协会</AGENCY>、<AGENCY name=广西壮族自治区高院>广西高院</AGENCY>"),
    ("广西壮族自治区", "国有资产、资源、资金,合浦至<REGION name=湛江市>湛江</REGION>铁路"),
    ("甘肃省", "对<REGION>兰州</REGION>、<REGION name=天水市>天水</REGION>、<REGION>庆阳</REGION>督察;天水一色"),
    ("陕西省", "来源:陕西日报,西安大学,建设银行安康支行,长白山"),
    ("福建省", "由<AGENCY>福建省高级人民法院</AGENCY>报<AGENCY>福建省人大常委会</AGENCY>"),
    ("思明区", "联合执法,区内联合街道干部"),
]  # fmt: skip


@pytest.mark.parametrize(("region", "case"), CASES, ids=[f"{region}-{n}" for n, (region, _) in enumerate(CASES)])
def test_names_by_home(region: str, case: str) -> None:
    check(case, Known(region=region))


def test_the_issuer_places_an_unknown_town() -> None:
    home = home_of("青溪县", "陕西省安康市青溪县人民政府")
    assert home.place_of_level("县") == "青溪县"
    assert home.place_of_level("省") == "陕西省"


@pytest.mark.parametrize(
    ("region", "code", "issuer"),
    [
        ("镇坪县", "国办发", "国务院办公厅"), ("镇坪县", "镇政字", "镇坪县人民政府"),
        ("镇坪县", "镇政办发", "镇坪县人民政府办公室"), ("镇坪县", "安政发", "安康市人民政府"),
        ("镇坪县", "陕政办函", "陕西省人民政府办公厅"), ("镇坪县", "苏政办规", "江苏省人民政府办公厅"),
        ("镇坪县", "镇委发", "中共镇坪县委员会"), ("镇坪县", "镇委办发", "中共镇坪县委员会办公室"),
        ("镇坪县", "镇司发", "镇坪县司法局"), ("镇坪县", "陕司发", "陕西省司法厅"), ("镇坪县", "镇常发", "镇坪县人大常委会"),
        ("天河区", "穗天府办", "天河区人民政府办公室"), ("广州市", "粤府令", "广东省人民政府"),
        ("广州市", "广政办发", "广州市人民政府办公厅"), ("镇坪县", "国务院令", "国务院"),
        ("镇坪县", "陕西省人民政府令", "陕西省人民政府"), ("镇坪县", "桃政发", None), ("镇坪县", "镇法治办发", None),
        (None, "镇政发", None), (None, "京政发", "北京市人民政府"), ("襄城区", "襄政发", None),
    ],
)  # fmt: skip
def test_codes_name_issuers(region: str | None, code: str, issuer: str | None) -> None:
    assert issuer_of_code(code, home_of(region)) == issuer


def test_numbers_share_a_key_whatever_their_brackets() -> None:
    found = entities_of("国办发〔2018〕118号、国办发[2018]118号、国办发(2018)118号")
    assert {item.key for item in found} == {"DOC_NUMBER:国办发〔2018〕118号"}
