"""What mentions stand for, in reports of different places, and rules of the user's own."""

import pytest
from entity_markup import entities_of

from fazhi_ie.facts.entities.home import home_of
from fazhi_ie.facts.known import Known
from fazhi_ie.knowledge import full_form
from fazhi_ie.rules import load_rules, parse_pack

#: (region of the report, mention, canonical name, level)
CASES = [
    ("镇坪县", "县政府", "镇坪县人民政府", "county"),
    ("镇坪县", "县委", "中共镇坪县委员会", "county"),
    ("镇坪县", "市委", "中共安康市委员会", "prefecture"),
    ("镇坪县", "市政府", "安康市人民政府", "prefecture"),
    ("镇坪县", "省委", "中共陕西省委员会", "province"),
    ("镇坪县", "省政府", "陕西省人民政府", "province"),
    ("镇坪县", "县司法局", "镇坪县司法局", "county"),
    ("镇坪县", "县市监局", "镇坪县市场监督管理局", "county"),
    ("镇坪县", "县市场监管局", "镇坪县市场监督管理局", "county"),
    ("镇坪县", "县住建局", "镇坪县住房和城乡建设局", "county"),
    ("镇坪县", "县人社局", "镇坪县人力资源和社会保障局", "county"),
    ("镇坪县", "县发改局", "镇坪县发展和改革局", "county"),
    ("镇坪县", "县纪委监委", "镇坪县纪委监委", "county"),
    ("镇坪县", "县人大常委会", "镇坪县人大常委会", "county"),
    ("镇坪县", "县政府办", "镇坪县政府办", "county"),
    ("镇坪县", "公安局", "镇坪县公安局", "county"),
    ("镇坪县", "区司法局", "区司法局", "county"),
    ("安康市", "市司法局", "安康市司法局", "prefecture"),
    ("安康市", "省司法厅", "陕西省司法厅", "province"),
    ("安康市", "县司法局", "县司法局", "county"),
    ("汉滨区", "区政府", "汉滨区人民政府", "county"),
    ("汉滨区", "市政府", "安康市人民政府", "prefecture"),
    ("义乌市", "市政府", "义乌市人民政府", "county"),
    ("朝阳区", "区政府", "朝阳区人民政府", "county"),
    ("北京市", "市政府", "北京市人民政府", "province"),
    ("海淀区", "市政府", "北京市人民政府", "province"),
    ("达拉特旗", "旗委", "中共达拉特旗委员会", "county"),
    ("达拉特旗", "自治区党委", "中共内蒙古自治区委员会", "province"),
    ("达拉特旗", "市委", "中共鄂尔多斯市委员会", "prefecture"),
    ("恩施土家族苗族自治州", "州政府", "恩施土家族苗族自治州人民政府", "prefecture"),
    ("青溪县", "县政府", "青溪县人民政府", "county"),
    ("青溪县", "市政府", "市政府", "prefecture"),
    ("陕西省", "市司法局", "市司法局", "prefecture"),
    (None, "县司法局", "县司法局", "county"),
    (None, "湖北省委", "中共湖北省委员会", "province"),
    (None, "湖北省政府", "湖北省人民政府", "province"),
    (None, "中共北京市委", "中共北京市委员会", "province"),
    (None, "党中央", "中共中央", "national"),
    (None, "国务院办公厅", "国务院办公厅", "national"),
]


@pytest.mark.parametrize(("region", "mention", "name", "level"), CASES)
def test_agencies_are_named_in_full(region: str | None, mention: str, name: str, level: str) -> None:
    (item,) = entities_of(f"由{mention}牵头", Known(region=region, year=2021))
    assert (item.text, item.name, item.attrs["level"]) == (mention, name, level)
    assert item.key == f"AGENCY:{full_form(name)}"


@pytest.mark.parametrize(
    "mentions",
    [
        ("县政府办", "县政府办公室", "县人民政府办公室", "县府办"), ("县委办", "中共镇坪县委员会办公室", "县委办公室"),
        ("县法院", "县人民法院", "镇坪县人民法院"), ("县人大常委会", "镇坪县人民代表大会常务委员会"),
        ("县应急局", "县应急管理局"), ("县卫健局", "镇坪县卫生健康局"), ("县妇联", "县妇女联合会"),
        ("县纪委监委", "镇坪县纪委监委"), ("县委", "中共镇坪县委", "中国共产党镇坪县委员会"),
        ("市中级人民法院", "安康市中院"), ("县市监局", "县市场监管局", "县市场监督管理局"),
    ],
)  # fmt: skip
def test_names_of_one_body_share_a_key(mentions: tuple[str, ...]) -> None:
    found = [entities_of(f"由{mention}牵头", Known(region="镇坪县")) for mention in mentions]
    assert [[item.text for item in items] for items in found] == [[mention] for mention in mentions]
    assert len({items[0].key for items in found}) == 1, [items[0].key for items in found]


@pytest.mark.parametrize(
    ("text", "region", "names"),
    [
        ("平利县委、县政府主要领导带队", "镇坪县", ["中共平利县委员会", "平利县人民政府"]),
        ("在安康市委、市政府和市人大领导下", "汉阴县", ["中共安康市委员会", "安康市人民政府", "安康市人大"]),
        ("上竹镇党委、镇政府召开会议,镇司法所调解", "镇坪县", ["中共上竹镇委员会", "上竹镇人民政府", "上竹镇司法所"]),
        ("石泉县政府答复后,县司法局备案", "安康市", ["石泉县人民政府", "石泉县司法局"]),
        ("镇坪县委、市政府", "镇坪县", ["中共镇坪县委员会", "安康市人民政府"]),
        ("安康高新区管委会、区司法局", "汉滨区", ["安康高新区管委会", "汉滨区司法局"]),
        ("石泉县与汉阴县协作,县司法局牵头", "安康市", ["县司法局"]),
        ("县两办印发通知,两办文件已转发", "镇坪县", ["镇坪县两办", "两办"]),
    ],
)  # fmt: skip
def test_a_place_named_before_settles_a_level(text: str, region: str, names: list[str]) -> None:
    found = [item for item in entities_of(text, Known(region=region)) if item.label == "AGENCY"]
    assert [item.name for item in found] == names


@pytest.mark.parametrize(
    ("mention", "kind"),
    [
        ("县政府", "government"), ("县委", "party"), ("县司法局", "department"), ("县人大常委会", "congress"),
        ("县人民法院", "court"), ("县检察院", "procuratorate"), ("县政协", "body"), ("县妇联", "body"),
    ],
)  # fmt: skip
def test_kinds(mention: str, kind: str) -> None:
    (item,) = entities_of(f"由{mention}牵头", Known(region="镇坪县"))
    assert item.attrs["kind"] == kind


def test_mentions_of_one_thing_share_a_key() -> None:
    found = entities_of("镇坪县司法局会同县公安局检查,县司法局通报。", Known(region="镇坪县"))
    assert [item.key for item in found] == ["AGENCY:镇坪县司法局", "AGENCY:镇坪县公安局", "AGENCY:镇坪县司法局"]


def test_laws_share_a_key_whatever_their_form() -> None:
    found = entities_of("贯彻《中华人民共和国行政处罚法》,行政处罚法施行后,学习《行政处罚法》")
    assert {item.key for item in found} == {"LAW:中华人民共和国行政处罚法"}


def test_level_words() -> None:
    home = home_of("镇坪县")
    assert [home.place_of_level(w) for w in ("省", "市", "县", "区")] == ["陕西省", "安康市", "镇坪县", None]
    assert home_of(None).place_of_level("县") is None
    assert home_of("朝阳区", "长春市朝阳区人民政府").place_of_level("市") == "长春市"


PACK = """
name = "mine"
[[rule]]
id = "project.new"
label = "PROJECT"
terms = ["枫桥工程"]
attrs = { field = "mediation" }
match = ["启动{枫桥工程}"]
[[rule]]
id = "agency.elders"
label = "AGENCY"
terms = ["老娘舅理事会"]
attrs = { kind = "body" }
match = ["{老娘舅理事会}调解"]
[[rule]]
id = "agency.tea"
label = "AGENCY.field"
terms = ["茶业"]
match = ["县{茶业}局"]
"""


def test_rules_of_the_user() -> None:
    rules = load_rules([parse_pack(PACK, "mine.toml")])
    found = entities_of("启动枫桥工程,由老娘舅理事会和茶业局参加", rules=rules)
    assert [(f.label, f.text, f.rule) for f in found] == [
        ("PROJECT", "枫桥工程", "project.new"),
        ("AGENCY", "老娘舅理事会", "agency.elders"),
        ("AGENCY", "茶业局", "agency.alone"),
    ]
    assert found[0].attrs == {"field": "mediation"}
    assert [f.label for f in entities_of("启动枫桥工程")] == []
