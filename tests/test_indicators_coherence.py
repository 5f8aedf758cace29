"""Coherence: contradictions are told with their arithmetic, right and undecidable figures raise nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from indicator_cases import read

WRONG = [
    ("共抽查案卷[35卷],其中行政处罚[21卷],行政许可[15卷]。", "sum-mismatch", "21+15=36, stated 35"),
    ("公布权力事项[16项](许可[6项]、处罚[9项])。", "sum-mismatch", "6+9=15, stated 16"),
    ("调解员[1080名],其中专职[126名],兼职[960名]。", "sum-mismatch", "126+960=1086, stated 1080"),
    ("许可事项[9项]、处罚事项[6项],共计[16项]。", "sum-mismatch", "9+6=15, stated 16"),
    ("许可事项[9项]、处罚事项[6项]、检查事项[5项],合计[21项]。", "sum-mismatch", "9+6+5=20, stated 21"),
    ("办理案件[50件],其中维持[42件],撤销[5件],驳回[8件]。", "sum-mismatch", "42+5+8=55, stated 50"),
    ("清理文件[216件],其中废止[38件]、修改[12件]、继续有效[160件]。", "sum-mismatch", "38+12+160=210, stated 216"),
    ("公开信息[8526条],其中主动公开[8490条],依申请公开[35条]。", "sum-mismatch", "8490+35=8525, stated 8526"),
    ("评查案卷[120卷],其中合格[115卷],不合格[6卷]。", "sum-mismatch", "115+6=121, stated 120"),
    ("权力事项[20项](许可[6项]、处罚[9项]、其他[4项])。", "sum-mismatch", "6+9+4=19, stated 20"),
    ("专职和兼职调解员[90名],其中专职[30名],兼职[50名]。", "sum-mismatch", "30+50=80, stated 90"),
    ("配备人员[12人],其中男性[8人],女性[5人]。", "sum-mismatch", "8+5=13, stated 12"),
    ("抽查案卷[35卷],优秀卷[12卷],优秀率[42.9%]。", "rate-mismatch", "12 of 35 is 34.29%"),
    ("抽查案卷[35卷],合格卷[33卷],合格率[95.3%]。", "rate-mismatch", "33 of 35 is 94.29%"),
    ("排查纠纷[400件],化解[380件],化解率[98%]。", "rate-mismatch", "380 of 400 is 95.00%"),
    ("受理申请[95件],办结[80件],办结率[90%]。", "rate-mismatch", "80 of 95 is 84.21%"),
    ("参加考试[878人],合格[720人],合格率[85.0%]。", "rate-mismatch", "720 of 878 is 82.00%"),
    ("调解纠纷[896起],成功[880起],成功率[99.2%]。", "rate-mismatch", "880 of 896 is 98.21%"),
    ("审结案件[80件],纠错[9件],纠错率[12.25%]。", "rate-mismatch", "9 of 80 is 11.25%"),
    ("发现问题[58个],整改[56个],整改率达[100%]。", "rate-mismatch", "56 of 58 is 96.55%"),
    ("受理案件[512件],结案[498件],结案率[98.27%]。", "rate-mismatch", "498 of 512 is 97.27%"),
]

RIGHT = [
    "共抽查案卷[35卷],其中行政处罚[21卷],行政许可[14卷]。",
    "共抽查案卷[35卷],其中行政处罚[21卷],行政许可[10卷]。",
    "公布权力事项[15项](许可[6项]、处罚[9项])。",
    "实有主体[688万户],其中企业[162万户]。",
    "许可事项[9项]、处罚事项[6项],共计[15项]。",
    "完成改革[3项],许可事项[9项]、处罚事项[6项],共计[15项]。",
    "受理申请[40件],其中本级受理[36件],办结[30件]。",
    "受理申请[40件],其中受理[38件],办结[36件]。",
    "评查案卷[120卷],其中优秀[36卷],合格[118卷]。",
    "抽查案卷[35卷],合格卷[33卷],合格率[94.3%]。",
    "抽查案卷[35卷],合格卷[33卷],合格率[94.2%]。",
    "参加考试[232人],合格[191人],通过率[82%]。",
    "收到申请[429件],受理[95件],办结[80件],纠错[9件],纠错率[11.25%]。",
    "受理诉求[6.8万件],办结[6.5万件],办结率[99%]。",
    "受理诉求[约300件],办结[290件],办结率[99%]。",
    "排查隐患[3580条],整改率[99.2%]。",
    "办结案件[40件],办结率[100%]。",
    "办理案件[1.2万件],其中处罚[9000件],许可[4000件]。",
    "将现行[16%]的税率降至[13%],将[10%]的税率降至[9%]。",
    "评查案卷[120卷],评查结果为优秀[36卷]、合格[118卷]、不合格[2卷]。",
    "普惠率[94%],入园率[96%]。",
    "办理案件[86件],其中维持[42件],撤销[5件],驳回[8件]。",
    "信访下降[12%],办结率[98%]。",
]


@pytest.mark.parametrize(("marked", "code", "arithmetic"), WRONG, ids=[case[0][:40] for case in WRONG])
def test_a_contradiction_is_told_with_its_arithmetic(marked: str, code: str, arithmetic: str) -> None:
    notices = read(marked).notices
    assert [notice.code for notice in notices] == [code]
    assert arithmetic in notices[0].message
    assert len(notices[0].spans) >= 3


@pytest.mark.parametrize("marked", RIGHT, ids=[case[:40] for case in RIGHT])
def test_right_and_open_figures_raise_nothing(marked: str) -> None:
    assert read(marked).notices == []


@given(st.integers(1, 500), st.integers(1, 500), st.integers(-3, 3))
def test_brackets_must_add_up(a: int, b: int, off: int) -> None:
    total = a + b + off
    if total < max(a, b):
        return
    got = read(f"公布权力事项[{total}项](许可[{a}项]、处罚[{b}项])。").notices
    assert bool(got) == (off != 0)
