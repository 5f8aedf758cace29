"""What fuzzing found (tests/fuzz), each as its smallest input, and patterns that were too slow, each where it was used."""

import io
import zipfile

import pytest
from growth import grows_with_length_only
from word_maker import make_docx, p

import fazhi_ie
from fazhi_ie.errors import ReadError, RuleError
from fazhi_ie.io.readers import read_bytes
from fazhi_ie.rules import check_pack, parse_pack
from fazhi_ie.rules.backtracking import pattern_fault
from fazhi_ie.text.restore import restore

RULE = 'name = "x"\n[[rule]]\nid = "a"\nlabel = "TAX"\nterms = ["案件"]\nmatch = ["办理{案件}"]\n'


def checked(tmp_path, content):
    file = tmp_path / "pack.toml"
    file.write_text(content, "utf-8")
    return [fault.message for fault in check_pack(file)]


def test_stretches_of_two_wrong_encodings_may_touch():
    """Both readings claimed the é between them: ValueError "edits overlap"."""
    done = restore("ä¸ªé¢\x86鏀垮簻鏀垮é¢\x86")
    assert done.text.startswith("个领政府")
    assert restore(done.text).text == done.text


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_word_file_packed_as_no_word_file_is_says_so(method):
    """A damaged part in LZMA raised LZMAError; the format allows only parts that are stored or deflated."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(make_docx(p("办理案件")))) as old, zipfile.ZipFile(packed, "w", method) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    with pytest.raises(ReadError, match="packed in a way"):
        read_bytes(packed.getvalue(), "a.docx")


def test_half_a_character_in_a_pack():
    """UnicodeEncodeError, not when the pack was loaded but at the first text."""
    with pytest.raises(RuleError, match=r"x\.toml:5: holds half a character \('\\udc00'\)"):
        parse_pack(RULE.replace("案件", "案\udc00件", 1), "x.toml")


def test_a_terms_file_with_nul_in_its_name(tmp_path):
    """ValueError "embedded null byte" instead of a fault."""
    (fault,) = checked(tmp_path, RULE + 'terms_file = "x\\u0000"\n')
    assert "cannot be read" in fault


def test_a_pattern_that_calls_itself_without_end():
    """MemoryError in `parse_pack`."""
    with pytest.raises(RuleError, match="more memory than there is"):
        parse_pack(RULE + "pattern = '(?R)'\n", "x.toml")


@pytest.mark.parametrize(
    "pattern", ["(?:(?:a{1000}){1000}){1000}", "(?:ab|c){1000000}", "[ab]{99999999}", "a{" + "9" * 5000 + "}"]
)
def test_counts_that_multiply(pattern):
    """Such a pattern took all the memory while it was compiled."""
    assert "elements" in pattern_fault(pattern) or "valid" in pattern_fault(pattern)
    assert pattern_fault("(?:县|市){2,40}局(?:[一二]{3}、){5}") is None
    assert pattern_fault("第{1,99999}条") is None


def test_attributes_that_would_take_the_place_of_what_the_library_says():
    """`label = "LAW"` broke the report, `id` made two facts of one id; they are attributes like any other."""
    pack = parse_pack(RULE + 'attrs = { id = "x", span = 3, label = "LAW", rule = "r", attrs = 1 }\n', "x.toml")
    (entity,) = fazhi_ie.extract("办理案件。", rules=[pack]).entities
    assert (entity.label, entity.rule, entity.span.text) == ("TAX", "a", "案件")
    assert entity.attrs == {"id": "x", "span": 3, "label": "LAW", "rule": "r", "attrs": 1}


@pytest.mark.parametrize("value", ["inf", "nan", "[1, { a = -inf }]"])
def test_attributes_that_json_cannot_hold(value):
    """They became null in JSON, so that the report read back was another one."""
    with pytest.raises(RuleError, match="JSON cannot hold"):
        parse_pack(RULE + f"attrs = {{ a = {value} }}\n", "x.toml")


@pytest.mark.parametrize(
    ("label", "attribute", "told"),
    [
        ("MEASURE", "joins = 1", "list of strings"),
        ("MEASURE", 'traits = "light"', "list of strings"),
        ("MEASURE", "family = 3", "a string"),
        ("CATEGORY", 'weight = "x"', "whole number"),
    ],
)
def test_attributes_of_the_wrong_kind_for_a_stage(label, attribute, told):
    """`joins = 1` raised TypeError in `extract`; a string was taken for a list of characters."""
    with pytest.raises(RuleError, match=told):
        parse_pack(RULE.replace("TAX", label) + f"attrs = {{ {attribute} }}\n", "x.toml")


def test_dates_in_attributes_stand_as_in_json():
    pack = parse_pack(RULE + "attrs = { a = 2024-02-08, b = [2024-02-08T07:32:00Z, 07:32:00] }\n", "x.toml")
    report = fazhi_ie.extract("办理案件。", rules=[pack])
    assert report.entities[0].attrs == {"a": "2024-02-08", "b": ["2024-02-08T07:32:00+00:00", "07:32:00"]}
    assert fazhi_ie.Report.from_json(report.to_json()).entities == report.entities


def test_the_checker_sees_attributes_of_the_wrong_kind(tmp_path):
    """`check_pack` passed them, and each text with a match was refused."""
    (fault,) = checked(tmp_path, RULE + "attrs = { name = 5 }\n")
    assert fault == "attrs give name = 5: Input should be a valid string"
    assert checked(tmp_path, RULE + 'attrs = { name = "n", own = 5 }\n') == []
    dated = RULE.replace("TAX", "DATE") + 'attrs = { start_date = "2023-02-30" }\n'
    assert any("start_date" in fault for fault in checked(tmp_path, dated))


def test_a_class_of_digits_is_read_in_time():
    """21 s for 60 kB: a pattern that looked for the word before `title` began at each digit."""

    def make(digits):
        return f"<div class='{'1' * digits}'><h2>报告</h2><p>{'全县依法行政。' * 30}</p></div>".encode()

    assert read_bytes(make(60_000), "a.html").text.startswith("报告")
    assert grows_with_length_only(lambda page: read_bytes(page, "a.html"), make, 3000)


def test_a_row_of_empty_lines_is_read_in_time():
    """Each looked for the end of the row: 2.3 s for 175 kB, sixteen times that for four times as much."""

    def make(rows):
        return ("<p>全县依法行政，情况如下。</p>" + "\n\u3000\u3000" * rows).encode()

    assert read_bytes(make(100_000), "a.html").text == "全县依法行政，情况如下。"
    assert grows_with_length_only(lambda page: read_bytes(page, "a.html"), make, 3000)


def test_years_of_reigns_do_not_search_the_rest_of_the_text_each():
    """Where no other date follows, each looked for one to the end: 18 s for 12,000 characters."""
    assert grows_with_length_only(fazhi_ie.extract, lambda copies: "民国三十年" * copies, 150)
