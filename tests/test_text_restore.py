"""Restoration: each kind of corruption undone, and nothing else touched."""

import gzip
from importlib import resources

import pytest
from growth import grows_with_length_only
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from fazhi_ie.text.restoration.pinyin import can_be_read, split_reading
from fazhi_ie.text.restoration.places import PLACES
from fazhi_ie.text.restore import KINDS, restore

CASES = [
    # traditional characters, whole texts and stretches
    ("traditional", "全縣各級行政機關認真學習貫徹", "全县各级行政机关认真学习贯彻"),
    ("traditional", "乾縣、乾安縣和乾陵街道", "乾县、乾安县和乾陵街道"),
    ("traditional", "位於後臺的裏面，瞭解乾燥情況", "位于后台的里面，了解干燥情况"),
    ("traditional", "一、縣政府高度重視，各部門積極配合。二、我们这里的说话都是简体。", None),
    # pinyin: tones as marks, digits or not written; both widths of bracket; either case; ü and v
    ("pinyin", "关(guān)于法治政府建设(shè)的报告", "关于法治政府建设的报告"),
    ("pinyin", "关（guān）于建设（shè）", "关于建设"),
    ("pinyin", "机关(guan1)建设(she4)", "机关建设"),
    ("pinyin", "机关(guan)建设(she)", "机关建设"),
    ("pinyin", "机关(GUĀN)建设(Shè)", "机关建设"),
    ("pinyin", "法律(lǜ)和旅(lv3)游", "法律和旅游"),
    ("pinyin", "执行(xíng)和银行(háng)", "执行和银行"),
    ("pinyin", "一(yí)律不(bú)得", "一律不得"),
    ("pinyin", "落实(shí)(shí)责任", "落实责任"),
    ("pinyin", "关(guan\u0304)于", "关于"),
    # doubled punctuation
    ("punctuation", "加强指导,,深入基层,、走进社区,。", "加强指导,深入基层、走进社区。"),
    ("punctuation", "加强指导，，深入基层，、走进社区，。", "加强指导，深入基层、走进社区。"),
    ("punctuation", "落实责任,;压实任务,,强化监督,:", "落实责任;压实任务,强化监督:"),
    # bytes of GBK read one off
    ("gbk-shift", "創建示范縣(xiàn)?,F(xiàn)將情況報告如下", None),
    # UTF-8 read as something else
    ("mojibake", "鏀垮簻宸ヤ綔鎶ュ憡", "政府工作报告"),
    ("mojibake", "标题：æ”¿åºœå·¥ä½œæŠ¥å‘Š", "标题：政府工作报告"),
    # longer stretches prove that the text was misread, and then single characters between ASCII ones are too
    ("mojibake", "治府办发2024年7号(3·15)①".encode().decode("latin-1"), "治府办发2024年7号(3·15)①"),
    # the byte 80 is no character of GBK; between others it can be nothing else
    ("mojibake", "閫氭姤灞\ufffd閲岀殑鎯呭喌閫氭姤", "通报局里的情况通报"),
    ("mojibake", "3Â·15", None),
    ("mojibake", "县政府â€œæ”¾ç®¡æœâ€\x9d改革", None),
    # entities
    ("entities", "&ldquo;放管服&rdquo;改革&#12289;服务", "“放管服”改革、服务"),
    ("entities", "依法&nbsp;行政&amp;nbsp;报告", "依法\xa0行政\xa0报告"),
    ("entities", "一&#x3001;工作情况&#38;lt;", "一、工作情况<"),
    # what nobody sees
    ("invisible", "依\u200b法\ufeff行\xad政\u2060报\ue123告\x07", "依法行政报告"),
    ("invisible", "依法\x00行政", "依法行政"),
    # halves of surrogate pairs
    ("surrogates", "依法\ud83d行政", "依法\ufffd行政"),
]

CLEAN = [
    "全县推广应用(APP)12项，生产总值(GDP)增长5.4%，面积30平方米(m²)，原文如此(sic)。",
    "使用“某某办”(APP)办理，见附件(PDF)，采用(A)方案和(b)方案，第(i)项、第(ii)项。",
    "机关(kāi)于",  # no reading of 关
    "本院位于濮(pú)阳区，设三个法庭。",  # a gloss for a rare character
    "由联合(HE)小组负责。",
    "推进……工作——再上台阶！！真的吗？！",
    "甲,乙,丙,丁,戊,己,庚,辛,壬,癸,子,丑,寅,卯,辰,巳,午,,未,申,酉,戌,亥,甲,乙,丙,丁。",  # one slip
    "表格：1,,,2,,,3,,,4",
    "等等。。。以后再说",
    "是什么?北京的同志说明(shuo)吗",
    "为什么?!因为依法行政。",
    "3Â·15活动7å号",
    "什么是“互联网”?北京APP怎么用?",
    "共办理775 人、233 项，镇 南 县，２０２０年，100％\r\n\u3000\u3000二、问题\xa0如下\t。",
    "全体\n人员参加",
    "著名企业家钱锺书、李昇同志在於潜镇瞭望塔参观乾隆年间著作。",
    "“中華文化”展览在我们县里举办，这个展览说明了问题。",
    "AT&T、R&D;投入增长，a&b;c",
    "质量为5µg，温度20℃，±3‰，café à la carte，naïve",
    "👨\u200d👩\u200d👧代表群众",
    "第一行\u2028第二行\x85第三行",
    "",
    " ",
]


@pytest.mark.parametrize(("kind", "given_text", "clean"), [c for c in CASES if c[2] is not None])
def test_corruption_is_undone(kind, given_text, clean):
    done = restore(given_text)
    assert done.text == clean
    assert list(done.repairs) == [kind]
    assert done.repairs[kind] > 0
    assert done.alignment.source_length == len(given_text)
    assert done.alignment.target_length == len(clean)


@pytest.mark.parametrize("text", CLEAN)
def test_clean_text_passes_through(text):
    done = restore(text)
    assert done.text == text
    assert done.repairs == {}
    assert done.notices == ()
    assert done.variant == "simplified"
    assert done.alignment.is_identity


def test_only_traditional_stretches_of_a_simplified_text_are_converted():
    line = "我们这个县的发展情况说明了问题，群众对执法工作还不满意。" * 20
    done = restore(f"{line}\n各級行政機關公告，{line}“為民”杯")
    assert done.text == f"{line}\n各级行政机关公告，{line}“為民”杯"
    assert done.variant == "mixed"


def test_a_text_of_both_scripts_is_converted_and_called_mixed():
    done = restore("縣政府高度重視法治建設，各部門積極配合。\n我们这个县的发展情况说明了问题。")
    assert done.text == "县政府高度重视法治建设，各部门积极配合。\n我们这个县的发展情况说明了问题。"
    assert done.variant == "mixed"


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("示範縣(xiàn)創建成功?,F(xiàn)將有關情況報告如下", "示范县创建成功。现将有关情况报告如下"),
        ("示範縣創建成功?,F將有關情況報告如下", "示范县创建成功。现将有关情况报告如下"),
        # several characters, and the bracket of the last one's reading swallowed by what is no character of GBK
        ("本市政務(wù)工作?Ｊ姓⻊?wù)服務好", "本市政务工作。市政务服务好"),
        # 數字經濟。數據: 數 is 94B5, and its second half swallowed the bracket of its reading
        ("發展數字經濟活動?!皵?shù)據(jù)中心”建成", "发展数字经济活动。“数据中心”建成"),
    ],
)
def test_shifted_bytes_are_put_back(text, clean):
    done = restore(text)
    assert done.text == clean
    assert done.repairs["gbk-shift"] == 1
    assert done.notices == ()


def test_a_spot_that_cannot_be_proven_stays_and_is_named():
    # between 笆 and 咧 two bytes are lost
    text = "应用观摩活动?!笆咧腔鄢鞘袛?shù)字云底座。"
    done = restore(text)
    assert done.text == text
    assert done.repairs == {}
    assert [(n.code, [text[s:e] for s, e in n.spans]) for n in done.notices] == [
        ("unrepaired-bytes", ["?!笆咧腔鄢鞘袛?shù)"])
    ]


def test_a_long_stretch_without_a_reading_is_put_back_only_in_a_text_of_traditional_characters():
    # 。投資 became ?Ｍ顿Y
    line = "本市投資項目建設進展順利，總體發展態勢較強，執法監督與複議應訴的調處機製已經覆蓋縣區鄉鎮"
    done = restore(f"{line}?Ｍ顿Y建設繼續加快。")
    assert done.text.endswith("乡镇。投资建设继续加快。")
    assert done.repairs["gbk-shift"] == 1
    text = "本市投资项目建设进展顺利?Ｍ顿Y建设继续加快。"
    assert restore(text).text == text
    assert [n.code for n in restore(text).notices] == ["unrepaired-bytes"]


def test_notices_name_lost_characters_in_the_clean_text():
    done = restore("關(guān)于\ud800锟斤拷锟斤拷報告")
    assert done.text == "关于\ufffd锟斤拷锟斤拷报告"
    assert {n.code: [done.text[s:e] for s, e in n.spans] for n in done.notices} == {
        "lone-surrogate": ["\ufffd"],
        "lost-characters": ["\ufffd", "锟斤拷锟斤拷"],
    }


def test_several_kinds_at_once_keep_offsets():
    text = "\ufeff關(guān)于法治政府建設(shè)的報(bào)告&nbsp;,,請審閱,。"
    done = restore(text)
    assert done.text == "关于法治政府建设的报告\xa0,请审阅。"
    assert done.repairs == {"entities": 1, "invisible": 1, "pinyin": 3, "punctuation": 2, "traditional": 6}
    start, end = done.alignment.to_source(done.text.index("建设"), done.text.index("建设") + 2)
    assert text[start:end] == "建設"
    start, end = done.alignment.to_source(done.text.index("设"), done.text.index("告") + 1)
    assert text[start:end] == "設(shè)的報(bào)告"


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_that_is_not_asked_for_is_not_made(kind):
    text = "\u200b關(guān)于,,鏀垮簻宸ヤ綔&ldquo;"
    done = restore(text, [k for k in KINDS if k != kind])
    assert kind not in done.repairs or kind == "surrogates"
    assert set(restore(text, kind).repairs) <= {kind}


def test_no_repairs_at_all():
    assert restore("關(guān)于", ()).text == "關(guān)于"
    assert restore("關(guān)于", ()).variant == "traditional"


def test_named_kinds_apply_wherever_they_can():
    line = "甲,乙,丙,丁,戊,己,庚,辛,壬,癸,子,丑,寅,卯,辰,巳,午,,未,申,酉,戌,亥,甲,乙,丙,丁。"
    assert restore(line, "punctuation").text == line.replace(",,", ",")
    assert restore("钱锺书和中華书局的说明", ["traditional"]).text.endswith("中华书局的说明")


def test_place_names_keep_their_characters():
    text = "建德市乾潭鎮、乾县、於潛鎮、於是、濬縣、濛江鄉和乾燥的濛濛細雨"
    assert restore(text).text == "建德市乾潭镇、乾县、於潜镇、于是、浚县、濛江乡和干燥的蒙蒙细雨"


def test_the_list_of_protected_places_is_complete():
    to_traditional, to_simplified = OpenCC("s2t"), OpenCC("t2s")
    data = gzip.decompress(resources.files("fazhi_ie.knowledge").joinpath("divisions.tsv.gz").read_bytes()).decode()
    names = {line.split("\t")[1] for line in data.splitlines() if line[0] != "#"}
    spoilt = {
        n for n in names if to_simplified.convert(n) != n or to_simplified.convert(to_traditional.convert(n)) != n
    }
    assert spoilt == set(PLACES)


def test_an_unknown_kind_is_refused_by_name():
    with pytest.raises(ValueError, match="pinyn"):
        restore("", ["pinyn"])


@pytest.mark.parametrize(
    ("char", "reading", "expected"),
    [
        ("关", "guān", True),
        ("重", "chóng", True),
        ("重", "zhòng", True),
        ("關", "guan1", True),
        ("绿", "lu:4", True),
        ("关", "guǎn", False),
        ("关", "app", False),
        ("总", "GDP", False),
        ("米", "m²", False),
    ],
)
def test_readings(char, reading, expected):
    assert can_be_read(char, reading) is expected


@pytest.mark.parametrize(
    ("reading", "parts"),
    [("guān", ("guan", 1)), ("NÜ3", ("nü", 3)), ("lüè", ("lüe", 4)), ("ma5", ("ma", 0)), ("ɡuǎnɡ", ("guang", 3))],
)
def test_split_reading(reading, parts):
    assert split_reading(reading) == parts


VISIBLE = """
关 關 (guān) （guan1） (a) 啊 , ， 、 。 ; ? ?,F (xiàn) 將 現 &amp; lt
; & 鏀垮簻 宸ヤ綔 æ”¿ åºœ 们 县 縣 乾 於 12 A ) € 锛 銆 ?!皵? shù) #38; ( 说 👨
"""
PIECES = st.sampled_from([*VISIBLE.split(), "\n", " ", "\ud800", "\x80", "\u200b", "\u200d", "\ufffd", "\U000f1234"])


@given(st.lists(PIECES, max_size=25).map("".join))
@settings(max_examples=300, deadline=None)
def test_restoring_twice_changes_nothing_more(text):
    once = restore(text)
    twice = restore(once.text)
    assert twice.text == once.text
    assert once.alignment.source_length == len(text)
    assert once.alignment.target_length == len(once.text)
    for notice in once.notices:
        assert all(0 <= start <= end <= len(once.text) for start, end in notice.spans)


@given(st.text(max_size=40))
@settings(deadline=None)
def test_any_text_restores(text):
    once = restore(text)
    assert restore(once.text).text == once.text
    for run in once.alignment.runs():
        if run.exact and not once.repairs:
            assert text[run.source_start : run.source_end] == once.text[run.target_start : run.target_end]


@pytest.mark.parametrize(
    "unit", ["(a)", ",", "?", "，，", "啊(a)", "?A(a)", "&amp;", "?,F(xiàn)", "鏀", "æ", "關们", "\u200b字"]
)
def test_hostile_text_takes_linear_time(unit):
    assert grows_with_length_only(restore, lambda length: unit * (length // len(unit)), 8_000)


@pytest.mark.parametrize(("name", "most"), [("wuyuan", 0.0), ("shiyan", 0.003)])
def test_real_noisy_texts_become_their_clean_texts(gold_dir, name, most):
    raw, clean = (
        path.read_bytes().decode("utf-8") for path in (gold_dir / "raw" / f"{name}.txt", gold_dir / f"{name}.txt")
    )
    done = restore(raw)
    assert _distance(done.text, clean) <= most * len(clean)
    assert done.variant == "traditional"
    assert restore(done.text).text == done.text


def _distance(one: str, other: str) -> int:
    """Edit distance, cheap for texts that are nearly equal."""
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        above, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (a != b))
    return row[-1]


def test_clean_gold_is_unchanged(gold_dir):
    for path in sorted(gold_dir.glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        done = restore(text)
        assert done.text == text, path.name
        assert done.repairs == {}, path.name


def test_no_visible_character_of_the_corpus_changes(corpus_texts):
    for name, text in corpus_texts:
        done = restore(text)
        assert done.text == text.replace("\u200b", "").replace("\u200d", ""), name
        assert set(done.repairs) <= {"invisible"}, name
        assert done.variant == "simplified", name
