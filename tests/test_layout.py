"""The layout of invented reports: blocks, sections, items, roles of passages, and its bounds."""

import pytest
from growth import grows_with_length_only
from hypothesis import given
from hypothesis import strategies as st

from fazhi_ie.facts.categories import CATEGORIES, category_of
from fazhi_ie.facts.structure import find_structure
from fazhi_ie.rules import load_rules
from fazhi_ie.rules.examples import failures
from fazhi_ie.rules.pack import builtin_packs
from fazhi_ie.text.layout import Layout, RoleCue, find_layout

RULES = load_rules()

LETTER = (
    "返回顶部\n安吉县人民政府关于报送《2021年法治政府建设工作总结》的报告\n索引号:\n330523000-/2022001\n发布日期:2022年01月11日00:00\n"
    "市人民政府:\n现将2021年工作总结报上,请审阅。\n安吉县人民政府\n2022年1月10日\n安吉县2021年法治政府建设工作总结\n"
    "2021年,在市委、市政府坚强领导下,我县扎实推进依法行政,现将情况报告如下。\n一、主要工作\n"
    "(一)加强学法。全年举办培训6期,培训干部900人次。\n(二)规范执法\n1.开展评查。评查案卷120卷,发现问题及时整改到位。\n"
    "二、存在的问题\n一是执法力量不足;二是普法形式单一。\n三、下一步打算\n一是充实队伍;二是创新普法。\n"
    "安吉县人民政府\n2022年1月10日\n责任编辑:李明\n扫一扫在手机打开当前页"
)


def layout_of(text: str) -> Layout:
    return find_structure(text, RULES)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, text[block.start : block.end]) for block in layout_of(text).blocks]


def passages(text: str) -> list[tuple[str, str]]:
    return [(passage.role, text[passage.start : passage.end]) for passage in layout_of(text).passages]


def test_every_line_of_a_letter_with_its_report_is_known():
    want = [
        "furniture", "title", "header", "header", "header", "header", "paragraph", "signature", "date", "title",
        "paragraph", "heading", "heading", "paragraph", "heading", "heading", "paragraph", "heading", "item", "heading",
        "item", "signature", "date", "furniture", "furniture",
    ]  # fmt: skip
    assert [kind for kind, _ in kinds(LETTER)] == want


def test_sections_have_level_number_parent_and_role():
    layout = layout_of(LETTER)
    found = [(s.level, s.number, s.title, s.parent, s.role) for s in layout.sections]
    assert found == [
        (1, "一", "主要工作", None, "work"),
        (2, "(一)", "加强学法", 0, "work"),
        (2, "(二)", "规范执法", 0, "work"),
        (3, "1", "开展评查", 2, "work"),
        (1, "二", "存在的问题", None, "problems"),
        (1, "三", "下一步打算", None, "plans"),
    ]
    assert layout.sections[0].end == layout.sections[4].start


def test_values_of_header_keys_may_stand_on_the_next_line():
    layout = layout_of(LETTER)
    assert [(f.key, LETTER[f.start : f.end]) for f in layout.fields] == [
        ("索引号", "330523000-/2022001"),
        ("发布日期", "2022年01月11日00:00"),
    ]


TITLES = [
    ("德清县人民政府\n关于2022年法治政府建设情况的报告\n2022年,全县依法行政水平稳步提升,现报告如下。", "德清县人民政府\n关于2022年法治政府建设情况的报告"),
    ("首页>政务公开>法治政府\n2020年度法治政府建设年度报告\n来源:司法局\n一、主要工作\n修订规则3部。", "2020年度法治政府建设年度报告"),
    ("2022年,在县委坚强领导下,县政府扎实推进依法行政工作,取得明显成效。\n一、主要工作\n修订规则3部。", None),
    ("浙江省政府工作报告\n——2024年1月20日在浙江省第十四届人民代表大会第二次会议上\n省长王某\n各位代表:\n现在,我代表省人民政府向大会报告工作,请予审议。", "浙江省政府工作报告"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "title"), TITLES, ids=[str(title)[:12] for _, title in TITLES])
def test_titles(text: str, title: str | None):
    found = layout_of(text).title
    assert (text[slice(*found)] if found else None) == title


BLOCKS = [
    ("glued signature and date", "工作取得成效。\n我们将继续努力,不断提高依法行政水平。桐庐县司法局2023年1月5日",
     ["paragraph", "paragraph", "signature", "date"]),
    ("glued date", "我们将继续努力,不断提高依法行政的能力和水平。2023年1月5日", ["paragraph", "date"]),
    ("Chinese date", "我们将继续努力,不断提高依法行政的能力和水平。\n桐庐县司法局\n二〇二三年一月五日", ["paragraph", "signature", "date"]),
    ("bullets", "全年主要开展了以下工作,均按期完成。\n——修订规则3部。\n——清理文件20件。", ["paragraph", "item", "item"]),
    ("numbered lines without text are a list", "全年主要开展了以下工作,均按期完成。\n1.修订规则\n2.清理文件\n3.开展培训",
     ["paragraph", "item", "item", "item"]),
    ("furniture at the end", "全年依法行政工作扎实推进,成效明显。\n相关报道:\n某市召开会议\n上一篇:关于公示的通知",
     ["paragraph", "furniture", "furniture", "furniture"]),
    ("unnumbered heading", "主持人:大家上午好,欢迎出席今天的新闻发布会,首先介绍情况。\n推进执法规范化\n" + "今年以来开展执法检查。" * 6,
     ["speaker", "paragraph", "heading", "paragraph"]),
    ("a sentence that announces a list is no heading", "一年来全县依法行政扎实推进,成效明显。\n主要做了以下工作。\n" + "开展执法检查。" * 10,
     ["paragraph", "paragraph", "paragraph"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "want"), [row[1:] for row in BLOCKS], ids=[row[0] for row in BLOCKS])
def test_blocks(text: str, want: list[str]):
    assert [kind for kind, _ in kinds(text)] == want


HEADINGS = [
    ("一、加强组织领导,压实责任\n召开会议3次,研究解决问题。", (1, "一", "加强组织领导,压实责任")),
    ("第一章 总体情况\n召开会议3次,研究解决问题。", (1, "第一章", "总体情况")),
    ("第一节总体情况\n召开会议3次,研究解决问题。", (2, "第一节", "总体情况")),
    ("(三)深入推进依法行政。全县各单位召开会议3次。", (2, "(三)", "深入推进依法行政")),
    ("2、规范案卷。全年评查案卷120卷,合格率九成以上。", (3, "2", "规范案卷")),
    ("1.3万件案件全部办结,群众满意度进一步提升,效果明显。", None),
    ("3.组织各执法单位对照标准开展自查,逐项整改,建立台账,全年共评查案卷120卷。", None),
]


@pytest.mark.parametrize(("text", "want"), HEADINGS, ids=[text[:8] for text, _ in HEADINGS])
def test_headings(text: str, want: tuple[int, str, str] | None):
    sections = layout_of(text.replace(" ", "")).sections
    assert [(s.level, s.number, s.title) for s in sections] == ([want] if want else [])


ITEMS = [
    ("一年来,一是修订规则3部;二是清理文件20件。", [("is", 1, "修订规则3部"), ("is", 2, "清理文件20件")]),
    ("第一,修订规则。第二,清理文件。", [("nth", 1, "修订规则"), ("nth", 2, "清理文件")]),
    ("主要有:(1)修订规则;(2)清理文件。", [("paren", 1, "修订规则"), ("paren", 2, "清理文件")]),
    ("主要有:①修订规则;②清理文件。", [("circle", 1, "修订规则"), ("circle", 2, "清理文件")]),
    ("首先,修订规则。其次,清理文件。", [("word", 1, "修订规则"), ("word", 2, "清理文件")]),
    ("一是修订规则。\n二是清理文件。", [("is", 1, "修订规则"), ("is", 2, "清理文件")]),
    ("一是抓规则:(1)修订;(2)废止。二是抓清理。",
     [("is", 1, "抓规则:(1)修订;(2)废止"), ("paren", 1, "修订"), ("paren", 2, "废止"), ("is", 2, "抓清理")]),
    ("这项工作,一是重要,完成率达到1.5倍。", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "want"), ITEMS, ids=[text[:12] for text, _ in ITEMS])
def test_items(text: str, want: list[tuple[str, int, str]]):
    assert [(i.family, i.ordinal, text[i.start : i.end]) for i in layout_of(text).items] == want


def test_the_last_item_ends_where_the_role_turns():
    text = "但仍存在不足:一是力量薄弱;二是进度较慢。2024年,我们将补齐短板。"
    assert [text[item.start : item.end] for item in layout_of(text).items] == ["力量薄弱", "进度较慢"]


def test_speakers_govern_what_they_say():
    text = (
        "湖州市法治政府建设新闻发布会实录\n湖州市司法局局长张建国:\n各位记者朋友,大家上午好!下面我介绍有关情况。\n一、推进执法规范化\n"
        "全市评查案卷120卷,合格率九成。\n湖州日报记者:\n请问下一步有什么打算?\n张建国:\n谢谢你的提问。下一步,我们将加大培训力度。"
    )
    layout = layout_of(text)
    assert [(s.speaker, s.title, s.role) for s in layout.sections] == [
        ("湖州市司法局局长张建国", None, "speech"),
        ("湖州市司法局局长张建国", "推进执法规范化", "work"),
        ("湖州日报记者", None, "speech"),
        ("张建国", None, "speech"),
    ]
    assert layout.sections[1].parent == 0
    assert layout.role_at(text.index("加大培训")) == "plans"
    assert layout.role_at(text.index("大家上午好")) == "speech"


ROLES = [
    ("problems and plans in the last paragraph", "一、推进依法行政\n修订规则3部。\n工作取得一定成绩,但仍存在一些不足:执法力量薄弱。下一步,我们将充实队伍。",
     {"修订": "work", "执法力量": "problems", "充实": "plans"}),
    ("remedy sentence", "我们也清醒看到,发展不平衡问题仍然突出。对此,我们一定直面问题,采取有力措施。", {"不平衡": "problems", "有力措施": "plans"}),
    ("heading decides", "一、2025年工作回顾\n修订规则3部。\n二、2026年重点工作\n修订规则3部,清理文件。", {"3部。": "work", "清理文件": "plans"}),
    ("first heading of that shape looks back", "一、2025年主要工作\n修订规则3部。\n二、2026年主要工作\n清理文件20件。", {"修订": "work", "清理": "plans"}),
    ("aims inside plans", "二、“十五五”时期主要目标任务\n(一)绿色转型取得显著成效\n碳排放强度下降。\n(二)民生改善取得进展\n收入增长。",
     {"碳排放": "plans", "收入": "plans"}),
    ("part after the plans", "一、工作回顾\n修订规则。\n二、2026年工作安排\n清理文件。\n三、加强政府自身建设\n严格执法。", {"严格执法": "plans"}),
    ("list runs on after an unheaded turn", "一、推进依法行政\n修订规则3部。\n在今后的工作中,我们将重点做好:\n一是完善决策机制。\n二是规范执法行为。",
     {"修订": "work", "完善决策": "plans", "规范执法": "plans"}),
    ("将 as a preposition", "一、工作情况\n我县将普法纳入考核。全年举办培训6期。", {"纳入": "work", "举办": "work"}),
    ("solving problems is work", "一、工作情况\n(一)着力解决群众反映的突出问题\n修订规则3部。\n(二)狠抓存在问题整改\n清理文件。", {"修订": "work", "清理": "work"}),
    ("understanding is no admission", "一、工作情况\n我们深刻认识到,战胜困难靠的是团结奋斗。全年修订规则3部。", {"修订": "work"}),
    ("opening above the first heading", "2023年,全县扎实推进依法行政,现将情况报告如下。\n一、主要工作\n修订规则3部。", {"全县": "background", "修订": "work"}),
    ("annex", "一、工作回顾\n修订规则。\n二、2026年重点工作\n清理文件20件。\n附件\n名词解释\n1.一网通办:指政务服务统一入口,实现线上线下一体。", {"清理": "plans", "统一入口": "other"}),
    ("paragraph of plans without headings",
     "过去一年,全县修订规则3部,成功举办培训6期,取得了明显成效。\n坚决维护社会稳定,深入推进依法行政,加强基层治理,完善应急机制,强化安全监管,"
     "健全调解网络,推动信访法治化,落实安全责任,加快补齐基础设施的短板,全力守护群众安宁,提高应对能力,不断夯实治理基础。",
     {"举办": "work", "安全监管": "plans"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "roles"), [row[1:] for row in ROLES], ids=[row[0] for row in ROLES])
def test_roles(text: str, roles: dict[str, str]):
    layout = layout_of(text)
    assert {words: layout.role_at(text.index(words)) for words in roles} == roles


def test_without_cues_the_roles_are_plain():
    layout = find_layout("一、甲\n修订规则3部。\n二、乙\n清理文件。")
    assert [passage.role for passage in layout.passages] == ["work", "work"]


def test_cues_of_another_rule_set_count():
    text = "一、甲\n修订规则3部。\n二、前瞻\n清理文件。"
    cue = RoleCue(text.index("前瞻"), text.index("前瞻") + 2, "plans")
    assert find_layout(text, [cue]).role_at(text.index("清理")) == "plans"


@given(st.text(alphabet="一二是、。;:,\n()1.但仍存在不足将下步各位代表局长张三记者年月日20“”", max_size=120))
def test_any_text_has_a_sound_layout(text: str):
    layout = find_structure(text, RULES)
    edges = [edge for block in layout.blocks for edge in (block.start, block.end)]
    assert edges == sorted(edges)
    assert "".join(text[b.start : b.end] for b in layout.blocks) == text.replace("\n", "")
    for passage, following in zip(layout.passages, layout.passages[1:], strict=False):
        assert passage.start < passage.end <= following.start
    for item in layout.items:
        assert 0 <= item.marker_start < item.start <= item.end <= len(text)
    for section in layout.sections:
        assert section.role
        assert section.parent is None or section.parent < layout.sections.index(section)


@pytest.mark.parametrize("seed", ["执法水平", "但仍存在一些不足", "一是不足;", "(一)不足。\n", "虽然", "“", "张三:\n"])
def test_time_grows_with_length_only(seed: str):
    def make(size: int) -> str:
        return (seed * (size // len(seed))).strip()

    assert grows_with_length_only(lambda text: find_structure(text, RULES), make, 10_000)


def test_empty_text_has_an_empty_layout():
    layout = layout_of("")
    assert (layout.blocks, layout.sections, layout.passages, layout.title) == ([], [], [], None)
    assert layout.role_at(0) == "other"


@pytest.mark.parametrize("name", ["sections", "problems"])
def test_rules_prove_themselves(name: str):
    pack = next(pack for pack in builtin_packs() if pack.name == f"fazhi.{name}")
    assert [(rule.id, why) for rule, why in failures(pack.rules)] == []


CATEGORY = [
    ("规范行政执法行为", "enforcement"), ("深化“放管服”改革", "services"), ("化解矛盾纠纷", "disputes"), ("落实普法责任制", "publicity"),
    ("重大行政决策程序", "decision_making"), ("清理规范性文件", "rule_making"), ("完善应急预案", "emergency"),
    ("大力推行政务公开", "oversight"), ("建设智慧平台", "digital"), ("加强党的领导", "organisation"), ("天气晴好", "other"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "category"), CATEGORY, ids=[text for text, _ in CATEGORY])
def test_categories(text: str, category: str):
    assert category in CATEGORIES
    assert category_of(text, RULES) == category


def test_roles_agree_with_the_annotated_status(gold_dir):
    import json

    from fazhi_ie.text.view import matching_view

    right = total = 0
    for file in sorted(gold_dir.glob("*.gold.json")):
        gold = json.loads(file.read_text("utf-8"))
        view = matching_view(file.with_name(file.name.removesuffix(".gold.json") + ".txt").read_text("utf-8"))
        layout = find_structure(view.text, RULES)
        place = {view.alignment.to_source(n, n + 1)[0]: n for n in range(len(view.text))}
        for measure in gold["measures"]:
            if measure["start"] in place:
                planned = layout.role_at(place[measure["start"]]) == "plans"
                right += planned == (measure["status"] == "planned")
                total += 1
    assert right / total >= 0.93
