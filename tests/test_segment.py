"""Words: they join to the text, bend to the edges of facts, and come from a small model in the package."""

import json
import logging
import pickle
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_ie.errors import FazhiError, ReadError
from fazhi_ie.segment import Segmenter, SegmenterError, cut_at, load_segmenter
from fazhi_ie.segment.measure import main as measure_main
from fazhi_ie.segment.measure import read_conllu, word_f1
from fazhi_ie.segment.prune import named_words
from fazhi_ie.segment.silver import (
    DICTIONARY_USES,
    FRAMES_PER_TERM,
    LEXICON,
    drawn,
    framed,
    make_silver,
    read_corpus,
    read_lexicon,
)
from fazhi_ie.segment.words import MODEL_DIR, MODEL_FILES, RECORD, WINDOW, sentences

FOUR_MEGABYTES = 4_000_000


@pytest.fixture(scope="module")
def segmenter() -> Segmenter:
    return load_segmenter()


ODD = {
    "empty": "",
    "newline": "\n",
    "spaces": " \t\u3000\u00a0 ",
    "separators": "甲\x1c乙\x1d丙\x85丁\u2028戊",
    "every-space": "县".join(chr(code) for code in range(sys.maxunicode + 1) if chr(code).isspace()),
    "nul": "依法\0行政\0",
    "emoji": "普法😀👨‍👩‍👧活动",
    "replacement": "\ufffd\ufffd市\ufffd",
    "lone-surrogate": "市\ud800局",
    "combining": "e\u0301cole",
    "traditional": "推進法治政府建設，規範行政執法。",
    "stops-only": "。。。！？；”",
    "full-width": "ＡＢＣ１２３％",
    "separators-of-pkuseg": "a-b._,|/*:甲*乙|丙",
    "crlf": "一、总体情况\r\n\r\n二、主要做法\r\n",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_text_comes_back(segmenter: Segmenter, text: str) -> None:
    words = segmenter.cut(text)
    assert "".join(words) == text
    assert all(words)


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        alphabet=st.one_of(st.characters(), st.sampled_from("县市局依法行政执法，。、〔〕《》 \n\t12.%aZ")), max_size=80
    )
)
def test_any_text_comes_back(text: str) -> None:
    words = load_segmenter().cut(text)
    assert "".join(words) == text
    assert all(words)
    assert all(word.isspace() or not any(c.isspace() for c in word) for word in words)


SENTENCES = {
    "我县持续推进法治政府建设。": ["法治政府", "建设"],
    "市司法局牵头开展行政执法案卷评查。": ["市", "司法局", "行政执法"],
    "全年收到行政复议申请37件，办结35件。": ["行政复议", "申请", "37", "件", "35"],
    "健全规范性文件备案审查制度。": ["规范性文件", "备案审查", "制度"],
    "强化执法监督，落实双随机监管。": ["执法监督", "双随机", "监管"],
    "坚持以习近平法治思想为指导": ["习近平法治思想"],
    "印发《行政裁决办法》（某政发〔2022〕8号）": ["《", "行政裁决", "》", "〔", "2022", "〕", "8", "号"],
}


@pytest.mark.parametrize(("text", "whole"), SENTENCES.items(), ids=SENTENCES.keys())
def test_words_of_the_field_stay_whole(segmenter: Segmenter, text: str, whole: list[str]) -> None:
    words = segmenter.cut(text)
    assert [word for word in whole if word not in words] == [], words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OpenHarmony", ["OpenHarmony"]),
        ("20231231", ["20231231"]),
        ("甲 \n 乙", ["甲", " \n ", "乙"]),
        ("“某某”", ["“", "某某", "”"]),
        ("1,234件", ["1,234", "件"]),
    ],
)
def test_cut_exactly(segmenter: Segmenter, text: str, expected: list[str]) -> None:
    assert segmenter.cut(text) == expected


def test_half_width_marks_cut_like_full_width(segmenter: Segmenter) -> None:
    full = "成立领导小组，由县委书记任组长；各乡镇（街道）属地管理：落实责任！"
    half = full.translate(str.maketrans("，；（）：！", ",;():!"))
    assert list(map(len, segmenter.cut(half))) == list(map(len, segmenter.cut(full)))


def test_the_same_words_in_another_process(segmenter: Segmenter) -> None:
    text = "各级行政机关依法履职，全年办理行政应诉案件126件，负责人出庭率98.4%。"
    code = (
        "import json; from fazhi_ie.segment import load_segmenter; "
        f"print(json.dumps(load_segmenter().cut({text!r}), ensure_ascii=True))"
    )
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert json.loads(other.stdout) == segmenter.cut(text)


def test_a_long_stretch_is_cut_in_windows(segmenter: Segmenter) -> None:
    """Without punctuation words still end where the short text's words end, and pkuseg never sees a long piece."""
    asked: list[int] = []

    class Watched:
        def cut(self, text: str) -> list[str]:
            asked.append(len(text))
            return segmenter.engine.cut(text)  # type: ignore[no-any-return]

    unit = "全县推进依法行政工作"
    text = unit * 500
    words = Segmenter("watched", Watched()).cut(text)  # type: ignore[arg-type]
    assert "".join(words) == text
    assert max(asked) <= WINDOW
    assert sum(asked) < 1.2 * len(text)
    assert set(words) <= set(segmenter.cut(unit * 3))


def test_one_word_longer_than_a_window(segmenter: Segmenter) -> None:
    assert segmenter.cut("7" * (3 * WINDOW)) == ["7" * (3 * WINDOW)]


@given(st.text(max_size=200).map(lambda text: "".join(text.split())))
def test_sentences_join_to_the_text(text: str) -> None:
    assert "".join(sentences(text)) == text


# --- edges --------------------------------------------------------------------------------------------------------


@given(st.lists(st.text(min_size=1, max_size=6), max_size=30), st.data())
def test_every_edge_becomes_a_boundary(words: list[str], data: st.DataObject) -> None:
    text = "".join(words)
    edges = data.draw(st.lists(st.integers(0, len(text)), max_size=20))
    cut = cut_at(words, edges)
    assert "".join(cut) == text
    assert all(cut)

    def ends(parts: list[str]) -> set[int]:
        return {sum(map(len, parts[: count + 1])) for count in range(len(parts))}

    assert ends(cut) == ends(words) | {edge for edge in edges if edge}


@pytest.mark.parametrize(
    ("words", "edges", "expected"),
    [
        ([], [], []),
        ([], [0], []),
        (["县司法局"], [0, 1, 4], ["县", "司法局"]),
        (["甲乙", "丙丁"], [3, 1, 3], ["甲", "乙", "丙", "丁"]),
        (["甲乙"], [], ["甲乙"]),
        (["", "甲"], [], ["甲"]),
    ],
)
def test_cut_at(words: list[str], edges: list[int], expected: list[str]) -> None:
    assert cut_at(words, edges) == expected


@pytest.mark.parametrize("edge", [-1, 3])
def test_an_edge_outside_is_refused(edge: int) -> None:
    with pytest.raises(ValueError, match=f"edge {edge} "):
        cut_at(["甲乙"], [edge])


# --- the model and its loading ------------------------------------------------------------------------------------


def test_the_model_ships_and_is_small() -> None:
    files = {path.name: path.stat().st_size for path in MODEL_DIR.iterdir()}
    assert {*MODEL_FILES, RECORD} <= files.keys()
    assert sum(files.values()) <= FOUR_MEGABYTES
    record = json.loads((MODEL_DIR / RECORD).read_text("utf-8"))
    assert record["bytes"] == {name: files[name] for name in MODEL_FILES}
    assert record["held_back_silver_f1"] >= 0.95
    assert {"trained", "seed", "versions", "corpus"} <= record.keys()


def test_loading_is_cached(segmenter: Segmenter) -> None:
    assert load_segmenter() is segmenter
    assert repr(segmenter) == "Segmenter('default')"


def test_importing_the_room_imports_no_engine() -> None:
    code = "import sys, fazhi_ie.segment; print(sorted({'numpy', 'spacy', 'spacy_pkuseg', 'jieba'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"


def test_a_folder_is_a_model(tmp_path: Path, segmenter: Segmenter) -> None:
    shutil.copytree(MODEL_DIR, tmp_path / "mine")
    assert load_segmenter(str(tmp_path / "mine")).cut("推进依法行政。") == segmenter.cut("推进依法行政。")


def test_a_saved_model_cuts_alike_and_pkuseg_reads_it(tmp_path: Path, segmenter: Segmenter) -> None:
    import spacy_pkuseg

    segmenter.save(tmp_path / "saved")
    text = "推进依法行政，开展执法监督。"
    words = segmenter.cut(text)
    assert load_segmenter(tmp_path / "saved").cut(text) == words
    assert spacy_pkuseg.pkuseg(str(tmp_path / "saved"), user_dict=None).cut(text) == words


def test_pickling_keeps_the_name_alone(segmenter: Segmenter) -> None:
    stored = pickle.dumps(segmenter)
    assert len(stored) < 200
    assert pickle.loads(stored) is segmenter


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(SegmenterError, match=r"no segmentation model 'newz'.*'default'.*news"):
        load_segmenter("newz")
    assert issubclass(SegmenterError, FazhiError)


def test_a_folder_without_model_says_what_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(SegmenterError, match=r"lacks features\.msgpack and weights\.npz"):
        load_segmenter(str(tmp_path))


def test_damaged_files_are_an_error(tmp_path: Path) -> None:
    for name in MODEL_FILES:
        (tmp_path / name).write_bytes(b"\xc1 no model")
    with pytest.raises(SegmenterError, match="damaged"):
        load_segmenter(str(tmp_path))


def test_a_failed_download_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import spacy_pkuseg
    from spacy_pkuseg.config import config

    def unreachable(*_args: object, **_keywords: object) -> None:
        raise ConnectionError("host unreachable")

    monkeypatch.setattr(config, "pkuseg_home", str(tmp_path))
    monkeypatch.setattr(spacy_pkuseg, "download_model", unreachable)
    with pytest.raises(SegmenterError, match=r"'web'.*host unreachable.*https://.*default"):
        load_segmenter("web")


# --- how the model is made ----------------------------------------------------------------------------------------


def test_the_lexicon_is_clean() -> None:
    terms = read_lexicon()
    assert len(terms) >= 300
    assert len(terms) == len(set(terms))
    assert all(term == "".join(term.split()) and 2 <= len(term) <= 12 for term in terms)
    assert LEXICON.read_text("utf-8").startswith("#")


def test_framed_terms_are_words() -> None:
    clauses = list(framed(["行政复议", "司法局"]))
    assert len(clauses) == 2 * (FRAMES_PER_TERM + 1)
    assert all("行政复议" in clause or "司法局" in clause for clause in clauses)
    assert not any("{}" in clause for clause in clauses)


def test_drawn_clauses_hold_each_common_word_alike() -> None:
    frequencies = {"政府": 9, "依法": 8, "行政": 8, "罕见词": 1, "的": 99, "ABC": 50, "前缀": 0}
    clauses = list(drawn(frequencies, 3, seed=1))
    counts = Counter(word for clause in clauses for word in clause)
    assert {word: counts[word] for word in frequencies if counts[word] and word != "的"} == {
        "政府": DICTIONARY_USES,
        "依法": DICTIONARY_USES,
        "行政": DICTIONARY_USES,
    }
    assert clauses == list(drawn(dict(reversed(frequencies.items())), 3, seed=1))


def test_words_named_by_features() -> None:
    assert named_words(["$$", "c.法", "cc1.法.治", "w-1.法治", "w1.政府", "ww.r.依法*行政"]) == {
        "法治",
        "政府",
        "依法",
        "行政",
    }


@pytest.mark.parametrize(
    ("reference", "found", "expected"),
    [
        ([["依法", "行政"]], ["依法", "行政"], 1.0),
        ([["依法", "行政"]], ["依法行政"], 0.0),
        ([["依法", "行政", "。"]], ["依法行政", "。"], 2 / 5),
        ([], [], 1.0),
    ],
)
def test_word_f1(reference: list[list[str]], found: list[str], expected: float) -> None:
    assert word_f1(reference, lambda _: found) == pytest.approx(expected)


def test_read_conllu(tmp_path: Path) -> None:
    lines = ["# text = 依法行政", "1-2\t依法行政\t_", "1\t依法\t_", "2\t行政\t_", "2.1\t_\t_", "", "1\t好 的\t_", ""]
    file = tmp_path / "a.conllu"
    file.write_text("\n".join(lines), "utf-8")
    assert read_conllu(file) == [["依法", "行政"], ["好的"]]


def test_a_corpus_must_be_text(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"holds no \.txt"):
        read_corpus(tmp_path)
    (tmp_path / "a.txt").write_bytes("依法行政".encode("gb18030"))
    with pytest.raises(ReadError, match="not UTF-8"):
        read_corpus(tmp_path)


def _small_corpus(folder: Path) -> Path:
    folder.mkdir()
    for number in range(10):
        text = f"某县第{number}季度推进法治政府建设。\n司法局办理行政复议案件{number}件，开展执法监督。\n" * 2
        (folder / f"{number}.txt").write_text(text, "utf-8")
    return folder


def test_training_twice_gives_the_same_model(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    pytest.importorskip("jieba", reason="needs the extra 'train'")
    from fazhi_ie.segment.train import train

    caplog.set_level(logging.INFO)
    corpus = _small_corpus(tmp_path / "corpus")
    lexicon = tmp_path / "lexicon.txt"
    lexicon.write_text("# ours\n法治政府\n行政复议\n\n执法监督\n", "utf-8")
    small = {"dictionary_words": 16, "features": 300}
    records = [train(corpus, tmp_path / out, lexicon=lexicon, iterations=2, **small) for out in ("a", "b")]
    for name in MODEL_FILES:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    assert records[0] == records[1] == json.loads((tmp_path / "a" / RECORD).read_text("utf-8"))
    assert records[0]["features_kept"] == 300 < records[0]["features_trained"]
    assert any("pkuseg" in line for line in caplog.messages)
    assert "法治政府" in load_segmenter(str(tmp_path / "a")).cut("某县推进法治政府建设。")


def test_documents_are_held_back_whole(tmp_path: Path) -> None:
    pytest.importorskip("jieba", reason="needs the extra 'train'")
    silver = make_silver(_small_corpus(tmp_path / "corpus"), ["法治政府"], dictionary_words=16)
    assert {"".join(words) for words in silver.held_back} == {
        "某县第5季度推进法治政府建设。",
        "司法局办理行政复议案件5件，开展执法监督。",
    }
    assert not any("5" in words for words in silver.train if "政" not in words)


def test_measure_writes_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("jieba", reason="needs the extra 'train'")
    file = tmp_path / "a.conllu"
    file.write_text("1\t依法\t_\n2\t行政\t_\n", "utf-8")
    measure_main(["--conllu", str(file)])
    figures = json.loads(capsys.readouterr().out)
    assert {"load_seconds", "conllu_f1", "conllu_f1_jieba"} == figures.keys()
