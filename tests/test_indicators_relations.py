"""What a figure belongs to: its whole, its kind, its change, its body, its period, whether it is a target."""

import pytest
from growth import grows_with_length_only
from indicator_cases import read

PARTS = [
    ("共抽查案卷[35卷],其中行政处罚[21卷],行政许可[14卷]。", [None, 0, 0]),
    ("受理申请[40件],办结[36件]。", [None, None]),
    ("收到申请[429件],其中本级收到[120件],受理[95件],办结[80件]。", [None, 0, None, None]),
    ("公布权力事项[15项](许可[6项]、处罚[9项])。", [None, 0, 0]),
    ("排查线索[23条](其中信访[4条]、热线[19条]),列入台账[19条]。", [None, 0, 0, None]),
    ("调解员[1086名],其中专职[126名],兼职[960名]。", [None, 0, 0]),
    ("实有主体[688万户],其中企业[162万户]、增长[12%]。", [None, 0, None]),
    ("完成许可事项[9项]、处罚事项[6项],共计[15项]。", [2, 2, None]),
    ("完成许可事项[9项]、处罚事项[6项],共计[19项]。", [None, None, None]),
    ("评查案卷[120卷],评查结果为优秀[36卷]、合格[80卷]、不合格[4卷]。", [None, 0, 0, 0]),
    ("参考[878人],合格[720人]。其中乡镇参考[232人],合格率[82%]。", [None, None, 0, None]),
    ("办理案件[86件],其中维持[42件],撤销[5件],纠错率[5.8%]。", [None, 0, 0, None]),
    ("投入资金[90万元],其中培训[12次]。", [None, None]),
    ("认领证照[49个]。二是组建队伍,包含[32个]单位。", [None, None]),
    ("共有案件[50件],其中行政[20件];调解纠纷[30件]。", [None, 0, None]),
    ("财政支出[9亿元],其中县级[6亿元],乡级[3亿元]。", [None, 0, 0]),
    ("审结[49件](含上年结转[3件])。", [None, 0]),
    ("公开信息[8526条],其中主动公开[8490条],依申请公开[36条]。", [None, 0, 0]),
]

KINDS = [
    ("办结案件[36件]。", "count"),
    ("办结率[98%]。", "ratio"),
    ("高于全省[2.3个百分点]。", "ratio"),
    ("产值增长[3倍]。", "ratio"),
    ("拨付资金[3.2亿元]。", "amount"),
    ("新增里程[98公里]。", "amount"),
    ("优良天数[351天]。", "duration"),
    ("时限压缩至[3个工作日]。", "duration"),
    ("满意度居全省[第4位]。", "rank"),
]

CHANGES = [
    ("信访总量同比下降[15.2%]。", {"direction": "down", "base": "同比", "amount": "15.2%"}),
    ("收入增长[5%]。", {"direction": "up", "base": None, "amount": "5%"}),
    ("案件较上年减少[36件]。", {"direction": "down", "base": "较上年", "amount": "36件"}),
    ("收件量比去年同期增加[1.2万件]。", {"direction": "up", "base": "比去年同期", "amount": "1.2万件"}),
    ("投入年均增长[10.5%]。", {"direction": "up", "base": "年均", "amount": "10.5%"}),
    ("办理时限压缩[65%]。", {"direction": "down", "base": None, "amount": "65%"}),
    ("时限压缩至[3天]。", None),
    ("满意率提升到[98%]。", None),
    ("新增[12个]岗位。", None),
    ("减少[3个]环节。", None),
    ("案件数比1998年减少[36件]。", {"direction": "down", "base": "比1998年", "amount": "36件"}),
    ("投入比前五年增加[9亿元]。", {"direction": "up", "base": "比前五年", "amount": "9亿元"}),
    ("刑事、治安案件同比分别下降[12%]、[3%]。", {"direction": "down", "base": "同比", "amount": "12%"}),
]


@pytest.mark.parametrize(("marked", "wholes"), PARTS, ids=[case[0][:40] for case in PARTS])
def test_parts_know_their_whole(marked: str, wholes: list[int | None]) -> None:
    assert [item.part_of for item in read(marked).found] == wholes


@pytest.mark.parametrize(("marked", "kind"), KINDS, ids=[case[0] for case in KINDS])
def test_the_unit_tells_the_kind(marked: str, kind: str) -> None:
    assert [item.kind for item in read(marked).found] == [kind]


@pytest.mark.parametrize(("marked", "change"), CHANGES, ids=[case[0] for case in CHANGES])
def test_a_change_has_direction_base_and_amount(marked: str, change: dict[str, str] | None) -> None:
    assert read(marked).found[0].change == change


def test_the_agency_is_the_nearest_one_before_the_figure_that_is_no_addressee() -> None:
    entities = (("AGENCY", "县司法局"), ("AGENCY", "省政府"))
    done = read("县司法局审核文件[55件],向省政府报备[8件]。", entities)
    assert [item.agency for item in done.found] == [0, 0]


def test_an_agency_of_another_sentence_does_not_count() -> None:
    done = read("县司法局开展培训。审核文件[55件]。", (("AGENCY", "县司法局"),))
    assert [item.agency for item in done.found] == [None]


def test_the_period_is_the_date_of_the_sentence_or_the_year_reported_on() -> None:
    done = read(
        "一、主要工作\n2021年审核文件[55件]。备案[8件]。\n二、下一步打算\n培训[9次]。", (("DATE", "2021年"),), 2022
    )
    assert [(item.period_entity, item.period) for item in done.found] == [
        (0, None), (None, {"start_date": "2022-01-01", "end_date": "2022-12-31"}), (None, None),
    ]  # fmt: skip


def test_a_body_inside_an_object_is_not_the_agency() -> None:
    done = read("县司法局参与制定市政府规章[2件]。", (("AGENCY", "县司法局"), ("AGENCY", "市政府")))
    assert [item.agency for item in done.found] == [0]


@pytest.mark.parametrize("marked", ["信访总量比上年下降[9%]。", "信访总量较上年下降[9%]。", "参训人数是上年的[3倍]。"])
def test_the_base_of_a_comparison_is_not_the_period(marked: str) -> None:
    done = read(marked, (("DATE", "上年"),))
    assert done.found[0].period_entity is None


def test_the_figures_of_a_disabled_rule_are_left_out_and_nothing_refers_to_them() -> None:
    marked = "聘请[9名]调解员。抽查案卷[35卷],其中行政处罚[21卷],行政许可[14卷]。"
    whole, rest = read(marked), read(marked, disable=("indicator.after",))
    assert [item.part_of for item in whole.found] == [None, None, 1, 1]
    assert [item.part_of for item in rest.found] == [None, 0, 0]
    assert {item.rule for item in rest.found} == {"indicator.before"}
    none = read(marked, disable=("indicator.before", "indicator.after"))
    assert none.found == []


def test_the_date_of_a_document_is_not_the_period() -> None:
    done = read("对2018年以前制定的[216件]文件进行清理。", (("DATE", "2018年"),))
    assert done.found[0].period_entity is None


@pytest.mark.parametrize(
    ("marked", "target"),
    [
        ("力争出庭应诉率达到[95%以上]。", True),
        ("出庭应诉率达到[95%以上]。", False),
        ("一、主要工作\n开展培训[3次]。\n二、下一步打算\n新建司法所[3个]。", None),
    ],
)
def test_a_target_is_planned(marked: str, target: bool | None) -> None:
    got = [item.target for item in read(marked).found]
    assert got == ([False, True] if target is None else [target])


def test_names_and_spans_are_exact() -> None:
    done = read("全年受理复议申请[约1.2万件],办结率[99.5%]。")
    assert [done.text(item) for item in done.found] == ["约1.2万件", "99.5%"]
    assert [(item.value, item.unit, item.bound) for item in done.found] == [
        ("12000", "件", "approx"),
        ("99.5", "%", "eq"),
    ]


#: What comes first, what is repeated, what comes last.
HOSTILE = {
    "one list": ("办理建议[3件]", "、提案[5件]", ""),
    "no break": ("", "办理建议" * 3, "[3件][3件]"),
    "one clause": ("", "受理[3件]办结", ""),
    "all parts": ("共计[30000件]", ",其中维持[1件]", ""),
    "all sums": ("许可[3件]", ",共计[3件]", ""),
    "open brackets": ("", "办结([3件]", ""),
    "quotes": ("", "“办结[3件]", ""),
    "fronted": ("", "把县局为" * 3, "新增[3件]新增[3件]"),
    "actors": ("", "县司法局为企业新增[3件]", ""),
    "relatives": ("", "反馈的[3个]问题已整改", ""),
    "each": ("", "设立股,编制[3人],每个村[2人]", ""),
    "spread": ("甲、乙", "分别[3件]", ""),
}


@pytest.mark.parametrize(("first", "unit", "last"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_takes_linear_time(first: str, unit: str, last: str) -> None:
    assert grows_with_length_only(read, lambda copies: first + unit * copies + last, 200)
