"""Metadata in every shape of header, title, signature and opening."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_ie.facts.found import EntityFound, MetaFound
from fazhi_ie.facts.known import Known
from fazhi_ie.facts.meta_place import issuer_at_start, region_at_start
from fazhi_ie.facts.metadata import find_metadata
from fazhi_ie.facts.structure import find_structure
from fazhi_ie.rules import load_rules

RULES = load_rules()
BODY = "\n一、主要工作\n修订规则3部,清理文件20件。"


def meta_of(text: str, mentions: list[EntityFound] | None = None, known: Known | None = None) -> MetaFound:
    return find_metadata(text, find_structure(text, RULES), mentions or [], known or Known())


CASES = [
    ("title over two lines, date at the end",
     "德清县人民政府\n关于2022年法治政府建设情况的报告\n2022年,全县扎实推进依法行政,现将情况报告如下。" + BODY + "\n2023年1月16日",
     {"title": "德清县人民政府关于2022年法治政府建设情况的报告", "issuer": "德清县人民政府", "region": "德清县", "year": 2022,
      "date": "2023-01-16", "kind": "annual_report", "doc_number": None, "index_number": None}),
    ("keys with values on the next line",
     "安吉县司法局2021年度法治政府建设工作总结\n索引号:\n330523000-/2022001\n发文机构:\n司法局\n发文字号:\n安司字〔2022〕3号\n发布日期:\n2022年01月11日00:00"
     "\n2021年,我局扎实推进依法行政,现将情况总结如下。" + BODY,
     {"title": "安吉县司法局2021年度法治政府建设工作总结", "issuer": "安吉县司法局", "region": "安吉县", "year": 2021,
      "date": "2022-01-11", "kind": "work_summary", "doc_number": "安司字〔2022〕3号", "index_number": "330523000-/2022001"}),
    ("publication beats signature",
     "安吉县2021年法治政府建设年度报告\n发布日期:2022-02-01\n2021年,我县扎实推进依法行政,现将情况报告如下。" + BODY + "\n安吉县人民政府\n2022年1月8日",
     {"issuer": "安吉县人民政府", "date": "2022-02-01", "region": "安吉县", "year": 2021, "kind": "annual_report"}),
    ("covering letter: the inner title says what it is",
     "安吉县人民政府关于报送《安吉县2021年法治政府建设工作总结》的报告\n市人民政府:\n现将2021年工作总结报上,请审阅。\n安吉县人民政府\n2022年1月10日\n"
     "安吉县2021年法治政府建设工作总结\n2021年,我县扎实推进依法行政,现将情况总结如下。" + BODY,
     {"title": "安吉县人民政府关于报送《安吉县2021年法治政府建设工作总结》的报告", "kind": "work_summary", "issuer": "安吉县人民政府",
      "year": 2021, "date": "2022-01-10"}),
    ("no title: the region is what the text calls 我县",
     "2022年,在县委坚强领导下,县政府扎实推进法治政府建设,成效明显。\n一、主要工作\n安吉县政府成立领导小组。我县制定《安吉县执法工作规范》。",
     {"title": None, "issuer": None, "region": "安吉县", "year": 2022, "kind": "annual_report", "date": None}),
    ("press conference: the year is that of its day",
     "首页>要闻\n湖州市法治政府建设新闻发布会实录\n来源:湖州日报作者:李明\n2021-11-18 16:19:00\n湖州市司法局局长张建国:\n各位记者朋友,大家上午好!今年以来,全市评查案卷。",
     {"title": "湖州市法治政府建设新闻发布会实录", "region": "湖州市", "issuer": None, "date": "2021-11-18", "year": 2021,
      "kind": "press_conference"}),
    ("government work report: the year before",
     "2024年浙江省政府工作报告\n——2024年1月20日在浙江省第十四届人民代表大会第二次会议上\n来源:浙江日报\n时间:2024-02-05\n各位代表:\n"
     "现在,我代表省人民政府向大会报告工作,请予审议。\n一、工作回顾\n2023年,全省修订规则3部。",
     {"issuer": "浙江省人民政府", "region": "浙江省", "year": 2023, "kind": "work_report", "date": "2024-02-05"}),
    ("title without area: the assembly names it",
     "政府工作报告\n——2024年1月20日在青海省第十四届人民代表大会第二次会议上\n各位代表:\n现在,我代表省人民政府向大会报告工作,请予审议。\n一、2023年工作回顾\n修订规则3部。",
     {"title": "政府工作报告", "region": "青海省", "year": 2023, "kind": "work_report"}),
    ("State Council",
     "各位代表:\n现在,我代表国务院,向大会报告政府工作,请予审议。\n一、2014年工作回顾\n我国经济平稳运行,北京市改革试点扎实推进。",
     {"issuer": "国务院", "region": None, "year": 2014, "kind": "work_report"}),
    ("Chinese numerals in the date", "德清县2022年依法行政工作报告\n2022年,全县扎实推进依法行政,现将情况报告如下。" + BODY + "\n二〇二三年一月五日",
     {"date": "2023-01-05", "region": "德清县", "year": 2022, "kind": "annual_report"}),
    ("nested area", "浙江省湖州市德清县人民政府关于2022年法治政府建设情况的报告\n2022年,全县扎实推进依法行政,现将情况报告如下。" + BODY,
     {"region": "德清县", "issuer": "浙江省湖州市德清县人民政府"}),
    ("subtitle of a government work report", "政府工作报告\n——2024年1月11日在德清县第十八届人民代表大会第三次会议上\n德清县人民政府县长王建国\n各位代表:\n"
     "现在,我代表县人民政府向大会报告工作,请予审议。\n一、2023年工作回顾\n修订规则。",
     {"date": "2024-01-11", "region": "德清县", "year": 2023, "kind": "work_report", "title": "政府工作报告"}),
    ("subtitle in brackets", "政府工作报告\n(2024年1月11日在德清县第十八届人民代表大会第三次会议上)\n各位代表:\n现在,我代表县人民政府向大会报告工作,请予审议。"
     "\n一、2023年工作回顾\n修订规则。", {"date": "2024-01-11", "kind": "work_report", "title": "政府工作报告"}),
    ("issuer and day below the title", "关于2022年度法治政府建设工作情况的报告\n德清县司法局\n(2023年1月5日)\n2022年,我局扎实推进法治政府建设,现将情况报告如下。" + BODY,
     {"title": "关于2022年度法治政府建设工作情况的报告", "issuer": "德清县司法局", "region": "德清县", "date": "2023-01-05", "year": 2022}),
    ("summary, keys in one line", "德清县2022年法治政府建设情况报告(摘要)\n发布时间:2023-01-05 10:20 来源:县司法局 浏览次数:315\n2022年,我县扎实推进依法行政,现将情况报告如下。" + BODY,
     {"title": "德清县2022年法治政府建设情况报告(摘要)", "date": "2023-01-05", "region": "德清县", "year": 2022}),
    ("a table that has become lines", "索引号11330523/2023-00012发布日期2023-02-08\n发布机构德清县人民政府文号德政〔2023〕4号\n德清县人民政府关于2022年法治政府建设情况的报告"
     "\n2022年,我县扎实推进依法行政,现将情况报告如下。" + BODY,
     {"date": "2023-02-08", "index_number": "11330523/2023-00012", "issuer": "德清县人民政府", "doc_number": "德政〔2023〕4号"}),
    ("red head", "德清县人民政府文件\n德政〔2023〕4号\n关于2022年度法治政府建设情况的报告\n市人民政府:\n2022年,我县扎实推进依法行政,现将情况报告如下。" + BODY
     + "\n二〇二三年一月五日", {"issuer": "德清县人民政府", "doc_number": "德政〔2023〕4号", "date": "2023-01-05", "region": "德清县"}),
    ("signature and day in one line", "武康街道2022年法治政府建设工作总结\n2022年,我街道扎实推进依法行政,现将情况总结如下。" + BODY
     + "\n德清县武康街道办事处2023年1月5日", {"date": "2023-01-05", "kind": "work_summary", "issuer": "德清县武康街道办事处"}),
    ("report on oneself", "德清县司法局主要负责人2022年度述法报告\n2022年,本人认真履行法治建设职责,现将情况报告如下。" + BODY, {"kind": "other", "year": 2022}),
    ("plan", "德清县2023年法治政府建设工作要点\n为扎实推进2023年法治政府建设,制定本要点,请认真贯彻执行。" + BODY, {"kind": "other", "year": 2023}),
    ("字号 is a number or the size of the letters", "标题:德清县2022年法治政府建设年度报告\n成文日期:2023年1月5日\n字号:德政〔2023〕4号\n字号:[大中小]\n"
     "2022年,我县扎实推进依法行政,现将情况报告如下。" + BODY,
     {"doc_number": "德政〔2023〕4号", "date": "2023-01-05", "title": "德清县2022年法治政府建设年度报告"}),
    ("元月", "德清县2022年法治政府建设年度报告\n日期:2023年元月5日\n信息来源:县司法局\n2022年,我县扎实推进依法行政,现将情况报告如下。" + BODY, {"date": "2023-01-05"}),
    ("slashes and a time", "德清县2022年法治政府建设年度报告\n来源:德清县司法局 发布时间:2023/1/5 9:03:11 点击数:33\n2022年,我县扎实推进依法行政,现将情况报告如下。" + BODY,
     {"date": "2023-01-05"}),
    ("day in brackets below a menu", "首页|新闻中心|政务公开|互动交流\n德清县2022年法治政府建设年度报告\n[2023-01-05]\n2022年,我县扎实推进依法行政,现将情况报告如下。" + BODY,
     {"date": "2023-01-05", "title": "德清县2022年法治政府建设年度报告"}),
    ("a second line of the title", "法治护航新德清高质量发展\n——德清县司法局局长就2019年法治政府建设工作答记者问\n2019年12月4日 09:30 来源:德清新闻网"
     " 责任编辑:李某\n在宪法日到来之际,本网记者采访了局长。\n记者:做了哪些工作?\n局长:我们修订规则3部。",
     {"title": "法治护航新德清高质量发展——德清县司法局局长就2019年法治政府建设工作答记者问", "date": "2019-12-04", "year": 2019,
      "kind": "press_conference"}),
    ("who speaks to the assembly", "政府工作报告\n——2024年1月11日在德清县第十八届人民代表大会第三次会议上\n德清县人民政府县长 王某某\n"
     "各位代表:\n现在,我代表县人民政府向大会报告工作。\n一、2023年工作回顾\n修订规则。",
     {"issuer": "德清县人民政府", "date": "2024-01-11"}),
    ("小结", "德清县武康街道2023年法治建设工作小结\n2023年,我街道推进依法行政。" + BODY, {"kind": "work_summary"}),
    ("the year that has passed", "德清县法治政府建设新闻发布会实录\n发布时间:2023-05-26\n【王某】过去一年,全县依法行政。今年还要再努力。",
     {"year": 2022, "date": "2023-05-26"}),
    ("empty", "", {"title": None, "issuer": None, "region": None, "year": None, "kind": None, "date": None}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "want"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_metadata(text: str, want: dict[str, object]):
    meta = meta_of(text)
    assert {key: getattr(meta, key) for key in want} == want


def test_what_the_caller_knows_wins():
    text = "安吉县2021年法治政府建设年度报告\n2021年,我县扎实推进依法行政,现将情况报告如下。" + BODY
    meta = meta_of(text, known=Known(region="德清县", issuer="德清县司法局", year=2019))
    assert (meta.region, meta.issuer, meta.year) == ("德清县", "德清县司法局", 2019)


def test_title_and_date_of_the_page_fill_what_the_text_leaves_open():
    known = Known(title="安吉县人民政府2022年度法治政府建设情况报告", date="2023-02-01")
    bare = meta_of("去年,全县扎实推进依法行政。" + BODY, known=known)
    assert (bare.title, bare.date) == (known.title, known.date)
    assert (bare.issuer, bare.region, bare.year, bare.kind) == ("安吉县人民政府", "安吉县", 2022, "annual_report")
    own = meta_of("长汀县2021年依法行政工作总结\n全县扎实推进依法行政。" + BODY + "\n2022年1月9日", known=known)
    assert (own.title, own.date) == ("长汀县2021年依法行政工作总结", "2022-01-09")
    for wrong in ("2023-2-1", "20230201", "昨天"):
        with pytest.raises(ValueError, match="such as 2024-02-08"):
            Known(date=wrong)


def test_the_issuer_may_be_inferred_but_is_not_stated():
    text = "2022年,县政府扎实推进法治政府建设,成效明显。\n一、主要工作\n安吉县政府成立领导小组。我县制定《安吉县执法工作规范》。"
    meta = meta_of(text)
    assert (meta.issuer, meta.issuer_inferred, meta.region_inferred) == (None, "安吉县人民政府", "安吉县")


def test_a_document_number_in_running_text_is_not_the_reports_own():
    text = "安吉县2021年法治政府建设年度报告\n根据国办发〔2018〕118号文件要求,我县扎实推进依法行政。" + BODY
    start = text.index("国办发")
    mention = EntityFound(start, start + len("国办发〔2018〕118号"), "DOC_NUMBER", "r")
    assert meta_of(text, [mention]).doc_number is None


PLACES = [
    ("杭州市司法局2022年工作总结", "杭州市司法局", "杭州市"),
    ("浙江省湖州市工作", None, "湖州市"),
    ("国家税务总局遂昌县税务局2022年法治税务建设工作总结", "国家税务总局遂昌县税务局", "遂昌县"),
    ("内蒙古自治区2022年报告", None, "内蒙古自治区"),
    ("关于开展检查的通知", None, None),
]


@pytest.mark.parametrize(("text", "issuer", "region"), PLACES, ids=[text for text, _, _ in PLACES])
def test_places(text: str, issuer: str | None, region: str | None):
    assert (issuer_at_start(text), region_at_start(text)) == (issuer, region)


@given(st.text(alphabet="安吉县人民政府关于2022年报告索引号:\n发布日期-1月。我", max_size=80))
def test_any_text_has_metadata(text: str):
    meta = meta_of(text)
    assert meta.date is None or len(meta.date) == 10
    assert meta.kind in (None, "annual_report", "work_summary", "press_conference", "work_report", "other")


def test_metadata_of_the_gold_texts(gold_dir):
    import json

    from fazhi_ie.text.view import matching_view

    right = total = 0
    for file in sorted(gold_dir.glob("*.gold.json")):
        gold = json.loads(file.read_text("utf-8"))
        if not gold.get("meta"):
            continue
        text = file.with_name(file.name.removesuffix(".gold.json") + ".txt").read_text("utf-8")
        meta = meta_of(matching_view(text).text)
        for key, value in gold["meta"].items():
            right += str(getattr(meta, key)) == str(value)
            total += 1
    assert right / total >= 0.9
