"""Numbered sentences: which are headings with text behind them, and which only state what was done."""

import pytest

from fazhi_ie.facts.problems import find_problems
from fazhi_ie.facts.structure import find_structure
from fazhi_ie.rules import load_rules
from fazhi_ie.text.layout_statements import Row, statements
from fazhi_ie.text.view import matching_view

RULES = load_rules()

#: Lines below 一、主要工作, with the titles of the headings among them.
ROWS = [
    ("counts and dates",
     ["(一)6月底前完成权责清单调整,召开论证会3场。持续公布事项。", "(二)全年评查案卷96卷。优秀率达到九成。"], []),
    ("slogans", ["(一)压实法治责任。召开会议5次。", "(二)规范决策程序。审查合同32份。"], ["压实法治责任", "规范决策程序"]),
    ("one statement among slogans",
     ["(一)压实法治责任。召开会议5次。", "(二)举办了执法培训班。参训560人次。", "(三)规范决策程序。审查合同32份。"],
     ["压实法治责任", "规范决策程序"]),
    ("one slogan among statements",
     ["(一)共立案18起。结案16起。", "(二)强化监督。开展督察。", "(三)先后出台文件。均已公布。"], []),
    ("a document that is issued", ["(一)出台《行政执法公示办法》。各部门遵照执行。", "(二)加强协作。召开会议。"], ["加强协作"]),
    ("a law that is studied among slogans",
     ["(一)学习宣传《民法典》。举办讲座。", "(二)加强协作。召开会议。", "(三)化解纠纷。开展排查。"],
     ["学习宣传《民法典》", "加强协作", "化解纠纷"]),
    ("a long sentence with commas among slogans",
     ["(一)加强协作。召开会议。", "(二)清理河道采砂,拆除违规船只,查扣作业设备,恢复河岸原貌。群众反映良好。", "(三)化解纠纷。开展排查。"],
     ["加强协作", "化解纠纷"]),
    ("a row of long slogans",
     ["(一)坚持系统观念,着力完善制度体系,治理能力稳步增强。推进改革。", "(二)坚持问题导向,着力规范执法行为,执法水平明显提高。开展评查。",
      "(三)坚持人民至上,着力优化法律服务,群众满意程度不断上升。新建窗口。"],
     ["坚持系统观念,着力完善制度体系,治理能力稳步增强", "坚持问题导向,着力规范执法行为,执法水平明显提高", "坚持人民至上,着力优化法律服务,群众满意程度不断上升"]),
    ("a list in one line", ["1.建立审查台账并定期通报。2.聘请律师参与谈判。3.推行柔性执法。"], []),
    ("a number of a programme", ["(一)落实3项制度。公示信息。", "(二)推进“1+5”改革。合并事项。"], ["落实3项制度", "推进“1+5”改革"]),
    ("a colon above a list", ["(一)抓好三项任务:1.修订文件3件。2.清理文件12件。"], ["抓好三项任务"]),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "titles"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_headings_among_numbered_sentences(lines: list[str], titles: list[str]):
    text = "\n".join(["一、主要工作", *lines])
    layout = find_structure(text, RULES)
    assert [section.title for section in layout.sections[1:]] == titles
    kept = "".join(text[passage.start : passage.end] for passage in layout.passages)
    for line in lines:
        if not any(title in line for title in titles):
            assert line in kept


def test_headings_of_the_first_level_that_name_a_part_may_hold_a_year():
    text = "一、工作情况。全年办理案件20件。\n二、存在的不足。执法装备老旧。\n三、2023年工作安排。更新装备12台。"
    layout = find_structure(text, RULES)
    assert [section.role for section in layout.sections] == ["work", "problems", "plans"]


def test_items_behind_a_colon_in_a_heading_are_all_found():
    text = "四、抓好三项任务:(一)修订文件3件;(二)清理文件12件;(三)公布文件15件。"
    layout = find_structure(text, RULES)
    assert [text[item.start : item.end] for item in layout.items] == ["修订文件3件", "清理文件12件", "公布文件15件"]
    assert [section.title for section in layout.sections] == ["抓好三项任务"]


def test_a_row_alone_is_judged_by_its_words():
    row = Row()
    row.add(0, "1", "加强学法", "组织学法8次。")
    assert statements(row) == []
    row.add(1, "2", "已建成调解室12间", "调解员到位。")
    assert statements(row) == [1]


BREAKS = [
    ("a heading that ends in 行为", "二、全面规范执法行为\n全县各部门落实制度,开展检查。"),
    ("a heading that ends in 应对", "(三)着力加强风险应对\n各乡镇修订预案,组织演练。"),
    ("a heading without a number that ends in 导向", "坚持公平公正的价值导向\n各部门修订裁量基准,公布清单。"),
    ("a heading that ends in 和", "三、推动矛盾化解和社会祥和\n各村成立调解组,排查纠纷。"),
]


@pytest.mark.parametrize("text", [row[1] for row in BREAKS], ids=[row[0] for row in BREAKS])
def test_a_heading_is_not_joined_with_its_text(text: str):
    assert matching_view(text).text == text


TABLES = [
    "索引号\t11330523/2022-0031\t浏览次数\t1,126\n2022年度安吉县司法局工作总结\n2022年,全局抓好法治建设。",
    "主题分类\t法治建设的\n发文机构\t安吉县司法局和\n安吉县2022年工作报告",
]


@pytest.mark.parametrize("text", TABLES)
def test_rows_of_a_table_are_lines_of_their_own(text: str):
    assert matching_view(text).text.count("\n") == text.count("\n")


def test_a_wrapped_heading_is_still_joined():
    assert matching_view("(二)加强政府部门与企业的\n沟通协调").text == "(二)加强政府部门与企业的沟通协调"


#: Texts that admit problems without a heading, with the problems.
ADMITTED = [
    ("存在的问题: as a line", "一、工作情况\n办理案件20件。\n存在的问题:\n一是人员老化;二是拨款晚。", ["人员老化", "拨款晚"]),
    ("主要表现在: as a line", "一、工作情况\n办理案件20件。\n主要表现在:\n1.装备陈旧;\n2.调解员文化程度偏低。", ["装备陈旧", "调解员文化程度偏低"]),
    ("不足之处有: inside a sentence", "一、工作情况\n办理案件20件,但不足之处有:执法人员偏少;文书不规范。", ["执法人员偏少", "文书不规范"]),
    ("目前还存在以下问题: as a line", "一、工作情况\n办理案件20件。\n目前还存在以下问题:\n1、船艇老旧。\n2、站所缺少专业人员。",
     ["船艇老旧", "站所缺少专业人员"]),
    ("家丑", "一、学法\n讲课3场。\n当然,家丑不怕外扬:有的组长老一套,遇事靠关系;司法所才2个人,没配车。",
     ["有的组长老一套,遇事靠关系", "司法所才2个人,没配车"]),
    ("也有短板", "一、学法\n讲课3场。\n也有短板:懂行的人太少,全镇才1名律师;宣传图省事,发完就走。",
     ["懂行的人太少,全镇才1名律师", "宣传图省事,发完就走"]),
    ("说到不足", "一、学法\n讲课3场。\n说到不足,网格员不懂程序。", ["网格员不懂程序"]),
    ("差距也很明显", "一、学法\n讲课3场。\n差距也很明显:新设备不会用;调解走过场。", ["新设备不会用", "调解走过场"]),
    ("a statement with its figure between semicolons", "二、存在问题\n基层力量薄弱,专职人员仅有3名;部分文书出错,存在漏签现象。",
     ["基层力量薄弱,专职人员仅有3名", "部分文书出错,存在漏签现象"]),
    ("clauses summed up", "二、存在问题\n信访一年比一年多,编制多年没动,“事多人少”的矛盾日益突出;档案室太小。",
     ["信访一年比一年多,编制多年没动,“事多人少”的矛盾日益突出", "档案室太小"]),
    ("问题也不少 behind a comma", "一、工作情况\n工作虽有起色,问题也不少:一是组长不懂程序;二是场地跟不上。", ["组长不懂程序", "场地跟不上"]),
    ("achievements shown", "一、工作情况\n执法水平明显改善。主要表现在:一是不再推诿;二是文书更加规范。", []),
    ("short boards made longer", "一、工作情况\n补短板:新建司法所3个,不断充实力量。", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "want"), [row[1:] for row in ADMITTED], ids=[row[0] for row in ADMITTED])
def test_problems_without_a_heading(text: str, want: list[str]):
    layout = find_structure(text, RULES)
    assert [text[p.start : p.end] for p in find_problems(text, layout, [], RULES)] == want


def test_numbered_paragraphs_above_the_first_heading_are_work():
    text = "某镇依法治镇工作汇报\n今年工作有进步,主要做法是:\n1.成立了工作专班。镇长任组长。\n2.聘请了律师。审查合同。\n3.抓好网格。划分网格。\n4.法治进校园。发放资料。"
    layout = find_structure(text, RULES)
    assert [layout.role_at(text.index(words)) for words in ("今年", "成立", "聘请", "划分")] == [
        "background",
        *["work"] * 3,
    ]


def test_keys_of_a_row_without_colons_end_the_value_before():
    text = "文号\t安司发〔2022〕9号\t浏览次数\t1,126\n2022年度安吉县司法局工作总结\n2022年,全局抓好法治建设,成效明显。"
    view = matching_view(text).text
    fields = find_structure(view, RULES).fields
    assert [(f.key, view[f.start : f.end]) for f in fields] == [("文号", "安司发〔2022〕9号"), ("浏览次数", "1,126")]


#: What is said, with what of it is planned.
SPOKEN = [
    ("接下来 and a count", "县司法局局长李建华:\n全年调解120起。接下来,我们打算抓三件事。第一,新建司法所。\n第二,招录调解员。\n还要请专家讲课。\n第三,上线小程序。",
     ["新建", "招录", "讲课", "上线"], ["调解120"]),
    ("年底前将", "一、学法\n讲课3场。年底前将再办1场。", ["再办"], ["讲课3场"]),
    ("明年打算", "一、学法\n讲课3场。\n明年打算办两件事:一是招律师;二是建广场。", ["招律师", "建广场"], ["讲课3场"]),
    ("后面我们还要", "一、学法\n讲课3场。\n后面我们还要更新装备。", ["更新"], ["讲课3场"]),
    ("the next speaker", "县司法局局长李建华:\n明年打算做两点:一是招律师。\n二是建广场。\n县司法局副局长王小平:\n我们全年调解120起。",
     ["招律师", "建广场"], ["调解120"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "planned", "done"), [row[1:] for row in SPOKEN], ids=[row[0] for row in SPOKEN])
def test_plans_in_speech(text: str, planned: list[str], done: list[str]):
    layout = find_structure(text, RULES)
    assert {words: layout.role_at(text.index(words)) == "plans" for words in [*planned, *done]} == {
        **dict.fromkeys(planned, True),
        **dict.fromkeys(done, False),
    }
