"""Lines that tell what restoration changed."""

import pytest
from hypothesis import given as sampled
from hypothesis import strategies as st

from fazhi_ie.text.diff import describe
from fazhi_ie.text.restore import restore


@pytest.mark.parametrize(
    ("given", "lines"),
    [
        ("依法行政。", []),
        ("關(guān)于推进。", ["0: [關(guān) → 关]于推进。 (traditional, pinyin)"]),
        ("加强指导,,深入基层,。", ["4: 加强指导[, → ],深入基层。 (punctuation)", "10: 强指导,深入基层[, → ]。 (punctuation)"]),
        ("依\u200b法", ["1: 依[<200B> → ]法 (invisible)"]),
        ("&ldquo;依法", ["0: [&ldquo; → “]依法 (entities)"]),
        ("鏀垮簻\n依法", ["0: [鏀垮簻 → 政府]⏎依法 (mojibake)"]),
        ("創建?,F(xiàn)將", ["0: [創 → 创]建。现将 (traditional)",
                           "2: 创建[?,F(xiàn)將 → 。现将] (gbk-shift, pinyin, traditional)"]),
        ("依法\ud800", ["2: 依法[\ufffd → \ufffd] (surrogates)"]),
    ],
)  # fmt: skip
def test_describe(given, lines):
    assert list(describe(restore(given), given)) == lines


def test_another_text_is_refused():
    with pytest.raises(ValueError, match="not the text"):
        list(describe(restore("依法行政"), "依法"))


PIECES = st.sampled_from(
    ["关", "關", "(guān)", "，", ",", "。", "?,F", "&amp;", "\n", "\r", "\u2028", "\u200b", "\ud800"]
)


@sampled(st.lists(PIECES, max_size=30).map("".join))
def test_every_line_is_one_line(given):
    done = restore(given)
    lines = list(describe(done, given))
    assert bool(lines) == (done.text != given)
    for line in lines:
        assert len(line.splitlines()) == 1
        line.encode("utf-8")
