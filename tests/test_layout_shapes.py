"""Short reports in the layouts that occur: each line's kind and role, and the problems that they admit."""

import pytest

from fazhi_ie.facts.problems import find_problems
from fazhi_ie.facts.structure import find_structure
from fazhi_ie.rules import load_rules

RULES = load_rules()

#: What a row of a table of blocks begins with.
KINDS = {
    "ti": "title", "he": "header", "hd": "heading", "pa": "paragraph", "it": "item", "sp": "speaker", "si": "signature",
    "da": "date", "fu": "furniture",
}  # fmt: skip

#: Each row is a block: its kind, the first letters of its role, its text; + marks one that goes on in the same line.
DOCUMENTS = [
    (
        "numbers of several parts",
        """
ti head 德清县司法局2022年法治政府建设工作总结
pa back 2022年,德清县司法局扎实推进依法行政,各项任务顺利完成,现将情况总结如下。
hd work 1.总体情况
pa work 全年召开法治建设专题会议4次,印发文件6件,举办培训班3期。
hd work 1.1学法情况
pa work 全年组织集中学法12次,参加280人次。
hd work 1.2决策情况
hd work 1.2.1合法性审查
pa work 审查重大决策9件,出具意见18份。
hd work 1.2.2专家论证
pa work 组织论证会5场,邀请专家24人次。
hd prob 2.存在的问题
hd prob 2.1队伍力量薄弱
pa prob 全局持证人员仅有18人。
hd prob 2.2装备配备不足
pa prob 执法记录仪老旧,无法满足需要。
hd plan 3.下步打算
it plan 3.1充实执法队伍,招录3人。
it plan 3.2更新执法装备12台。
        """,
        ["队伍力量薄弱\n全局持证人员仅有18人", "装备配备不足\n执法记录仪老旧,无法满足需要"],
    ),
    (
        "headings in brackets below a menu",
        """
fu head 首页|新闻中心|政务公开|互动交流
ti head 德清县2021年法治政府建设年度报告
pa back 2021年,德清县坚持依法行政,法治政府建设取得新成效,现将情况报告如下。
hd work 【一、主要工作】
hd work 【健全工作机制】
+pa work 成立工作专班,召开推进会5次。
hd work 【规范行政执法】
+pa work 评查案卷120卷,合格率98%。
hd prob 【二、存在问题】
pa prob 部分单位学法走过场;基层执法装备陈旧。
hd plan 【三、下一步打算】
pa plan 举办执法培训班2期,更新装备30台。
        """,
        ["部分单位学法走过场", "基层执法装备陈旧"],
    ),
    (
        "headings between asterisks",
        """
ti head **德清县2021年依法行政工作总结**
pa back 2021年,德清县深入推进依法行政,较好完成各项任务,现将情况总结如下。
hd work **一、工作开展情况**
hd work **(一)强化学法。**
+pa work 组织集中学法6次,培训干部320人次。
hd work **(二)规范决策**
pa work 审查合同32份。
hd prob **二、存在的困难和问题**
hd prob **1.人员力量不足。**
+pa prob 司法所仅有1人。
hd prob **2.经费保障有限。**
pa prob 年度经费缺口5万元。
hd plan **三、下步工作安排**
it plan 1.申请增编2名;
it plan 2.争取经费5万元。
        """,
        ["人员力量不足。**司法所仅有1人", "经费保障有限。**\n年度经费缺口5万元"],
    ),
    (
        "一. with items that end in commas",
        """
ti head 武康街道2022年法治建设工作汇报
pa back 2022年,武康街道认真落实法治建设各项任务,现将有关情况汇报如下:
hd work 一.工作开展情况
hd work (1)学法方面。
+pa work 组织学法8次。
hd work (2)普法方面。
+pa work 开展宣传12场,发放资料3000份。
hd prob 二.存在问题
it prob (1)专业人才缺乏,
it prob (2)群众参与度不高,
it prob (3)阵地建设滞后。
hd plan 三.工作打算
it plan (1)引进法律人才2名。
it plan (2)新建普法阵地1处。
        """,
        ["专业人才缺乏", "群众参与度不高", "阵地建设滞后"],
    ),
    (
        "a plan behind its covering letter, with an annex",
        """
ti head 德清县人民政府办公室关于印发2023年法治政府建设工作要点的通知
he head 德政办发〔2023〕8号
he head 各乡镇人民政府(街道办事处),县政府各部门:
pa back 《德清县2023年法治政府建设工作要点》已经县政府同意,现印发给你们,请认真贯彻执行。
si othe 德清县人民政府办公室
da othe 2023年3月2日
fu head (此件公开发布)
ti head 德清县2023年法治政府建设工作要点
pa back 为推进2023年法治政府建设,制定本要点。
hd plan 一、健全制度体系
it plan 1.制定规范性文件清单。
it plan 2.修订执法手册。
hd plan 二、规范执法行为
it plan 3.开展案卷评查2次。
it plan 4.举办培训班3期。
hd othe 附件:1.任务分解表
it othe 2.责任清单
        """,
        [],
    ),
    (
        "a table whose cells are lines",
        """
ti head 德清县综合行政执法局2022年度行政执法统计年报
pa back 2022年,德清县综合行政执法局办理各类案件1200件,现将数据公布如下。
hd work 一、行政处罚实施情况
pa work 序号
pa work 执法事项
pa work 数量
pa work 1
pa work 警告
pa work 35件
pa work 2
pa work 罚款
pa work 860件
hd work 二、行政许可实施情况
pa work 受理申请210件,办结208件。
hd prob 三、存在的主要问题
pa prob 执法力量与任务不匹配。数据统计口径不一。
        """,
        ["执法力量与任务不匹配", "数据统计口径不一"],
    ),
    (
        "prose without headings",
        """
ti head 莫干山镇2020年法治工作情况
pa work 莫干山镇2020年认真开展法治工作,组织学法6次,调解纠纷120起,审查合同34份,全年没有发生重大案件。
pa prob 工作中还存在不少短板。一些村干部遇事靠经验,依法办事习惯没有养成。调解员老龄化,能办事的人少。镇里没有专职法务,审查合同靠兼职律师。
pa plan 明年,我镇将招录调解员3名,聘请专职法律顾问1名。
        """,
        ["一些村干部遇事靠经验", "依法办事习惯没有养成", "调解员老龄化", "能办事的人少", "镇里没有专职法务"],
    ),
    (
        "a report on oneself with causes",
        """
ti head 德清县司法局局长2022年度述法报告
pa back 2022年,本人认真履行推进法治建设第一责任人职责,现将履职情况报告如下。
hd work 一、履职情况
pa work 主持召开会议8次,研究法治议题12个。
hd prob 二、存在的问题和原因分析
hd prob (一)存在的问题
hd prob 1.学法不够系统。
+pa prob 集中学习多,自学少。
it prob 2.深入基层不够,对一线执法情况掌握不全面。
hd prob (二)原因分析
it prob 一是思想认识有偏差。二是业务钻研不深。
hd plan 三、努力方向
hd plan (一)加强学习。
+pa plan 每季度组织学法1次。
hd plan (二)改进作风。
+pa plan 每月下沉司法所1次。
        """,
        ["学法不够系统。集中学习多,自学少", "深入基层不够,对一线执法情况掌握不全面", "思想认识有偏差", "业务钻研不深"],
    ),
    (
        "a press conference",
        """
ti head 德清县优化营商环境新闻发布会
he head 时间:2023年6月20日
he head 地点:县行政中心
sp spee 主持人:
+pa spee 各位记者朋友,大家上午好,欢迎参加新闻发布会。
sp spee 县司法局局长李建华:
pa spee 各位记者朋友,下面我介绍有关情况。全县清理涉企文件56件。
sp spee 湖州日报记者:
pa spee 请问下一步还有什么打算?
sp spee 李建华:
pa spee 谢谢提问。应当看到,我们的工作离企业的期待还有距离,政策直达企业不够精准,部分窗口办事效率偏低。下一步,我们将上线政策计算器。
        """,
        ["政策直达企业不够精准", "部分窗口办事效率偏低"],
    ),
    (
        "problems and plans under one heading",
        """
ti head 中共德清县委全面依法治县委员会办公室
ti head 关于2022年度法治建设工作情况的报告
he head 县委:
pa back 2022年,在县委坚强领导下,全面依法治县工作扎实推进,现将情况报告如下。
hd work 一、主要做法及成效
hd work (一)坚持高位推动,压实责任链条
it work 一是强化部署。召开委员会会议2次;二是强化督察。开展督察4次。
hd work (二)坚持服务大局,优化营商环境
hd work 1、深化改革。
+pa work 取消证明事项43项。
hd work 2、优化服务。
+pa work 新增便民事项12项。
hd prob 二、存在的不足及下步打算
pa prob 我县法治建设虽然取得一定成效,但仍存在以下不足:
hd prob (一)基层执法力量不足。
+pa prob 部分乡镇执法人员少、年龄老化。
hd prob (二)法治宣传形式单一。
+pa prob 线上宣传少。
pa plan 下一步,我们将重点做好以下工作:
hd plan (一)充实基层力量。
+pa plan 招录执法人员20名。
hd plan (二)创新普法方式。
+pa plan 拍摄短视频10部。
pa plan 特此报告。
si othe 中共德清县委全面依法治县委员会办公室
da othe 2023年1月10日
        """,
        ["基层执法力量不足。部分乡镇执法人员少、年龄老化", "法治宣传形式单一。线上宣传少"],
    ),
]  # fmt: skip


def read(table: str) -> tuple[str, list[tuple[str, str, str]]]:
    """Return the text that a table of blocks stands for, and its rows."""
    text, rows = "", []
    for line in table.strip().split("\n"):
        kind, role, words = line.removeprefix("+").split(" ", 2)
        text += words if line.startswith("+") or not text else f"\n{words}"
        rows.append((KINDS[kind], role, words))
    return text, rows


@pytest.mark.parametrize(("table", "problems"), [row[1:] for row in DOCUMENTS], ids=[row[0] for row in DOCUMENTS])
def test_documents(table: str, problems: list[str]):
    text, rows = read(table)
    layout = find_structure(text, RULES)
    assert [(b.kind, layout.role_at(b.start)[:4], text[b.start : b.end]) for b in layout.blocks] == rows
    assert [text[p.start : p.end] for p in find_problems(text, layout, [], RULES)] == problems


ITEM_LINES = [
    ("(一)争取增加编制1至2名。\n(二)与县法院签订协议。", ["争取增加编制1至2名", "与县法院签订协议"]),
    ("1、申请资金200万元;\n2、推行说理式文书。", ["申请资金200万元", "推行说理式文书"]),
    ("1.1申请资金\n1.2推行说理式文书", ["申请资金", "推行说理式文书"]),
    ("1)申请资金;\n2)推行说理式文书。", ["申请资金", "推行说理式文书"]),
    ("①申请资金;\n②推行说理式文书。", ["申请资金", "推行说理式文书"]),
]


@pytest.mark.parametrize(("lines", "want"), ITEM_LINES, ids=[lines[:4] for lines, _ in ITEM_LINES])
def test_lines_that_say_all_by_themselves_are_items_and_running_text(lines: str, want: list[str]):
    text = f"三、下步工作打算\n{lines}"
    layout = find_structure(text, RULES)
    assert [text[item.start : item.end] for item in layout.items] == want
    assert [(p.role, text[p.start : p.end]) for p in layout.passages] == [("plans", lines)]


def test_an_item_after_a_heading_of_its_row_ends_the_section_of_the_heading():
    text = "二、存在问题\n(一)力量薄弱。仅有2人;\n(二)意识淡薄;\n(三)协作不畅,存在推诿。"
    layout = find_structure(text, RULES)
    assert [section.title for section in layout.sections] == ["存在问题", "力量薄弱"]
    assert [block.section for block in layout.blocks] == [0, 1, 1, 0, 0]


INHERITED = [
    ("(一)存在推诿问题。个别科室绕道走。\n(二)装备老旧。5个所设备超期。", ["problems", "problems"]),
    ("(一)普法工作成效不明显。进企业少。\n(二)总体情况掌握不准。底数不清。", ["problems", "problems"]),
    ("(一)装备老旧。5个所设备超期。\n(二)下一步打算。更新设备。", ["problems", "plans"]),
    ("1.装备老旧。必须加快更新。\n2.力量薄弱。人手紧张。", ["problems", "problems"]),
]


@pytest.mark.parametrize(("lines", "roles"), INHERITED, ids=[lines[:9] for lines, _ in INHERITED])
def test_sub_sections_of_problems_keep_their_role(lines: str, roles: list[str]):
    layout = find_structure(f"一、工作情况\n修订规则。\n二、存在问题\n{lines}", RULES)
    assert [section.role for section in layout.sections[2:]] == roles


def test_decimals_that_open_lines_are_no_numbers_of_headings():
    text = "一、工作情况\n全年投入资金:\n1.1万元用于培训,覆盖全县。\n1.2万元用于宣传,覆盖全县。"
    assert [section.number for section in find_structure(text, RULES).sections] == ["一"]


def test_signs_before_headings() -> None:
    text = "关于2013年依法行政考核情况的通报\n◆ 存在问题\n1、案卷制作粗糙;\n2、机构不健全。\n◆ 下一步安排\n——抓好整改。报送报告7份。\n"
    layout = find_structure(text, load_rules())
    assert [(s.title, s.role) for s in layout.sections] == [("存在问题", "problems"), ("下一步安排", "plans")]
