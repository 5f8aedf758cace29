"""The matching view: widths folded, meaningless space gone, soft line breaks joined, offsets exact."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_ie.text.page import find_page
from fazhi_ie.text.view import matching_view

LINES = [
    # widths
    ("（一）办理１２件，占９４．３％；其中：Ａ类。", "(一)办理12件,占94.3%;其中:A类。"),
    ("《条例》、“放管服”〔2020〕2号……——·", "《条例》、“放管服”〔2020〕2号……——·"),
    # spaces that conversion left
    ("镇 南 县人民政府", "镇南县人民政府"),
    ("行政执法人员 775 人，2020 年 3 月", "行政执法人员775人,2020年3月"),
    ("办结率 94.3 %", "办结率94.3%"),
    ("共 1 234 567 件", "共1234567件"),
    ("关于\xa0印发\u3000《办法》 的 通知 ，请 遵照", "关于印发《办法》的通知,请遵照"),
    ("使用 APP 办理 12 件", "使用APP办理12件"),
    ("  \u3000\u3000段首和段尾 \t", "段首和段尾"),
    ("通　知", "通知"),
    ("镇　巴　南　县", "镇巴南县"),
    # a half-width full stop behind words, not behind numbers, letters or the mark of an item
    ("满意率达100%.调处纠纷3起.", "满意率达100%。调处纠纷3起。"),
    ("1.加强领导,提高0.5个百分点.", "1.加强领导,提高0.5个百分点。"),
    ("一.工作情况", "一.工作情况"),
    ("网址www.gov.cn公布", "网址www.gov.cn公布"),
    # spaces that say something
    ("Open Government Data", "Open Government Data"),
    ("2021-11-18 16:19:00", "2021-11-18 16:19:00"),
    ("来源: 某某网  作者:某某", "来源:某某网 作者:某某"),
    ("来源：某某网 作者：某某", "来源:某某网 作者:某某"),
    ("2019 2020", "2019 2020"),
    ("1. 2020年工作", "1. 2020年工作"),
    ("完成30, 12件", "完成30, 12件"),
    ("县政府办公室        县司法局", "县政府办公室 县司法局"),
    # paragraphs that lost their line breaks but not their indentation
    ("现报告如下。\u3000\u3000一、工作情况\u3000\u3000全县依法行政。", "现报告如下。\n一、工作情况\n全县依法行政。"),
]

JOINED = [
    ("今年，全县共办理案件233\n件，办结率高。", "今年,全县共办理案件233件,办结率高。"),
    ("印发《法治政府建设\n实施方案》。", "印发《法治政府建设实施方案》。"),
    ("加强领导，\n落实责任。", "加强领导,落实责任。"),
    ("办结率达94.3\n%。", "办结率达94.3%。"),
    ("县委\n、县政府高度重视。", "县委、县政府高度重视。"),
    ("全年组织开展了形式多样的\n宣传活动。", "全年组织开展了形式多样的宣传活动。"),
    ("全县列为“无\n事不扰”试点。", "全县列为“无事不扰”试点。"),
    ("推广“综合查一次”\n，合并检查46项。", "推广“综合查一次”,合并检查46项。"),
    ("某县2\n022年度工作总结", "某县2022年度工作总结"),
    ("全年罚没2\n.3万元,已缴。", "全年罚没2.3万元,已缴。"),
    ("（一）规范文件管\n理。县司法局审核文件。", "(一)规范文件管理。县司法局审核文件。"),
    (
        "市委、市政府高度重视法治建设。今年以来，全面落实市\n委决策部署，市委常委会多次研究。",
        "市委、市政府高度重视法治建设。今年以来,全面落实市委决策部署,市委常委会多次研究。",
    ),
]

KEPT = [
    "某县人民政府\n关于2023年法治政府建设情况的报告",
    "一、加强组织领导,压实工作责任\n2023年,全县依法行政。",
    "坚持依法行政,推进法治建设\n全县各级各部门落实责任,成效明显。",
    "现报告如下:\n一、工作情况",
    "特此报告。\n某县人民政府\n2024年1月17日",
    "联系人:某某,电话0000\n附件:情况表",
    "开展专项行动12次\n二、存在问题",
    "全县办理案件33件,\n二是加强监督。",
    "完善制度,\n(二)加强监督",
    "收藏《《\n分享》》",
    "分享到\n微信\n打印",
    "县司法局局长某某:\n各位朋友,大家好!",
]


@pytest.mark.parametrize(("clean", "expected"), LINES + JOINED)
def test_view(clean, expected):
    assert matching_view(clean).text == expected


@pytest.mark.parametrize("text", KEPT)
def test_hard_line_breaks_stay(text):
    assert matching_view(text).text == text


def test_blank_lines_go_and_every_line_end_is_a_newline():
    assert (
        matching_view("\r\n甲县。\r\n\r\n \u3000\r\n乙县。\u2028丙县。\r丁县。\n").text
        == "甲县。\n乙县。\n丙县。\n丁县。"
    )


WRAPPED = """某县2023年法治政府建设工作情况报告
2023年以来，某县坚持以习近平法治思想为指导，深入推进
依法行政工作，全年办理行政复议案件三十余件，开展执法检
查一百余次，受理群众来信来访若干起，组织执法人员集中培
训八场次，各项工作取得明显成效。现将有关情况报告如下：
一、加强组织领导，压实责任
县委常委会专题研究法治建设，县政府常务会议学法十二次，
镇村两级同步推进落实，形成上下联动、齐抓共管的工作格局
和浓厚氛围。"""


def test_wrapped_text_is_joined_at_its_own_width():
    assert matching_view(WRAPPED).text.split("\n") == [
        "某县2023年法治政府建设工作情况报告",
        "2023年以来,某县坚持以习近平法治思想为指导,深入推进依法行政工作,全年办理行政复议案件三十余件,"
        "开展执法检查一百余次,受理群众来信来访若干起,组织执法人员集中培训八场次,各项工作取得明显成效。"
        "现将有关情况报告如下:",
        "一、加强组织领导,压实责任",
        "县委常委会专题研究法治建设,县政府常务会议学法十二次,镇村两级同步推进落实,"
        "形成上下联动、齐抓共管的工作格局和浓厚氛围。",
    ]


PARAGRAPHS = [
    "某县2022年度法治政府建设工作总结",
    "2022年，某县认真落实《法治政府建设实施纲要（2021—2025年）》第二十三条，全年办理行政复议案件43件，审核行政规范性文件16件；"
    "办结率达到97.5%，群众对“放管服”改革的满意度进一步提高。同时也要看到，法治政府建设还面临不少困难和挑战：经费保障不足，"
    "基层执法人员偏少，个别部门负责人运用法治方式解决问题的能力有待加强。",
    "一、主要做法",
    "坚持把依法行政作为立身之本，县政府常务会议学法8次，投入资金1280.6万元，为企业开办时间由5天压缩到1天提供保障，"
    "切实维护了人民群众的合法权益，相关做法在全市推广应用。",
]


def wrapped(width, indent, columns, paragraphs=PARAGRAPHS):
    """The paragraphs as a page so wide shows them, in columns or characters, marks hanging over its edge."""
    lines = []
    for paragraph in paragraphs:
        line = "\u3000\u3000" * (indent and len(paragraph) > 20)
        for char in paragraph:
            used = sum(1 if c.isascii() and columns else 2 for c in line)
            if used >= 2 * width - (columns and not char.isascii()) and char not in "，。；：、）》”%":
                lines.append(line)
                line = ""
            line += char
        lines.append(line)
    return lines


@pytest.mark.parametrize("width", range(18, 44, 5))
@pytest.mark.parametrize("indent", [False, True])
@pytest.mark.parametrize("columns", [False, True])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_breaks_of_a_page_are_seen_through(width, indent, columns, end):
    text = end.join(wrapped(width, indent, columns))
    expected = [matching_view(paragraph).text for paragraph in PARAGRAPHS]
    assert matching_view(text).text.split("\n") == expected


def breaks(text):
    """Where the lines end, counted in characters that are neither spaces nor line breaks."""
    places, done = set(), 0
    for line in text.split("\n"):
        done += len(line.replace(" ", ""))
        places.add(done)
    return places


def test_pages_of_real_reports(gold_dir):
    wrong = {"put in": 0, "left": 0, "left after a full stop": 0, "paragraphs": 0, "joined": 0}
    for path in sorted(gold_dir.glob("*.txt")):
        paragraphs = matching_view(path.read_text("utf-8")).text.split("\n")
        letters = "".join(paragraphs).replace(" ", "")
        for width, indent, columns in itertools.product((22, 28, 34, 40, 46), (False, True), (False, True)):
            lines = wrapped(width, indent, columns, paragraphs)
            want, got = breaks("\n".join(paragraphs)), breaks(matching_view("\n".join(lines)).text)
            wrong["put in"] += len(lines) - len(paragraphs)
            for place in got - want:
                wrong["left after a full stop" if letters[place - 1] in "。!?;:…”" else "left"] += 1
            wrong["paragraphs"] += len(paragraphs)
            wrong["joined"] += len(want - got)
    assert wrong["left"] <= 0.002 * wrong["put in"], wrong
    assert wrong["left after a full stop"] <= 0.02 * wrong["put in"], wrong
    assert wrong["joined"] <= 0.01 * wrong["paragraphs"], wrong


def test_a_text_of_one_paragraph_a_line_has_no_page():
    assert find_page("\n".join(PARAGRAPHS)) is None
    assert find_page("\n".join(wrapped(30, False, True))).width == 30


def test_no_page_in_the_gold_and_the_corpus(gold_dir, corpus_texts):
    texts = [(path.name, path.read_text("utf-8")) for path in sorted(gold_dir.glob("*.txt"))] + corpus_texts
    assert [name for name, text in texts if find_page(text) is not None] == []


def test_offsets_lead_back():
    clean = "　　镇 南 县办理 ２３３\n件，办结率１００％。"
    view = matching_view(clean)
    assert view.text == "镇南县办理233件,办结率100%。"
    for piece, source in [("镇南县", "镇 南 县"), ("233件", "２３３\n件"), ("100%", "１００％"), ("办理", "办理")]:
        start = view.text.index(piece)
        first, last = view.alignment.to_source(start, start + len(piece))
        assert clean[first:last] == source


PIECES = st.sampled_from(
    ["县", "委", "12", "件", "，", "。", "一、", "A", "word", "《", "》", ":", " ", "  ", "\u3000", "\t", "\n", "\r\n"]
)


@given(st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=40)))
def test_view_of_any_text(clean):
    view = matching_view(clean)
    assert view.alignment.source_length == len(clean)
    assert view.alignment.target_length == len(view.text)
    assert not view.text.startswith("\n")
    assert not view.text.endswith("\n")
    assert "\n\n" not in view.text
    assert not set(view.text) & set("\t\r\u3000\xa0，（％")
    for run in view.alignment.runs():
        if run.exact:
            for source, target in zip(
                range(run.source_start, run.source_end), range(run.target_start, run.target_end), strict=True
            ):
                if not clean[source].isspace():
                    assert ord(clean[source]) - ord(view.text[target]) in (0, 0xFEE0)
    kept = "".join(view.text.split())
    assert len(kept) == len("".join(clean.split()))


@given(st.lists(PIECES, max_size=30).map("".join))
def test_the_view_of_a_view_is_itself_where_it_holds_one_paragraph(clean):
    view = matching_view(clean.replace("\n", "").replace("\r", "")).text
    if "\n" not in view:
        assert matching_view(view).text.replace(" ", "") == view.replace(" ", "")


def test_no_paragraphs_of_the_provincial_reports_are_joined(corpus_texts):
    for name, text in corpus_texts:
        if not name.startswith("provincial"):
            continue
        clean = text.replace("\u200b", "").replace("\u200d", "")
        view = matching_view(clean)
        for run in view.alignment.runs():
            source = clean[run.source_start : run.source_end]
            if not run.exact and "\n" in source and run.source_start and run.source_end < len(clean):
                joined = "\n" not in view.text[run.target_start : run.target_end]
                before, after = clean[run.source_start - 1], clean[run.source_end]
                assert not joined or before in "，、《（“" or after in "，、。》）”三", (name, before, after)
