"""spaCy manners: entry points, foreign Docs, missing components, saving, DocBin, named span groups."""

import copy
import pickle
import shutil
import subprocess
import sys

import pytest
import spacy
from spacy.tokens import Doc, DocBin

import fazhi_ie
from fazhi_ie.errors import FazhiError, PipelineError
from fazhi_ie.pipes.store import ensure_extension

TEXT = "2023年,省司法廳(tīng)制定印發(fā)《行政复议工作要点》,全年办理行政复议案件1.2万件,办结率达98.5%。但执法力量仍然不足。下一步,将加强业务培训。"
PLAIN = "2023年,省司法厅制定印发《行政复议工作要点》,全年办理行政复议案件1.2万件。"
PACK = """
name = "tax"
version = "2"
[[rule]]
id = "tax.kind"
label = "TAX"
terms = ["资源税"]
match = ["{资源税}"]
"""


@pytest.fixture(scope="module")
def nlp():
    return fazhi_ie.load()


def test_report_on_the_doc_is_what_extract_gives(nlp):
    doc = nlp(TEXT)
    assert doc._.fazhi == fazhi_ie.extract(TEXT)
    assert doc.text == fazhi_ie.restore(TEXT).text
    assert set(doc.spans) == {
        "fazhi_sections", "fazhi_entities", "fazhi_quantities", "fazhi_indicators", "fazhi_measures", "fazhi_problems",
    }  # fmt: skip


def test_pipe_gives_the_same_and_keeps_order(nlp):
    texts = [PLAIN.replace("2023", str(year)) for year in range(2015, 2023)]
    assert [doc._.fazhi for doc in nlp.pipe(texts)] == [fazhi_ie.extract(text) for text in texts]


def test_a_component_on_a_foreign_doc():
    foreign = spacy.blank("zh")
    foreign.add_pipe("fazhi_entities")
    doc = foreign(PLAIN)
    assert [ent.label_ for ent in doc.ents][:2] == ["DATE", "AGENCY"]
    assert doc._.fazhi.entities == fazhi_ie.extract(PLAIN).entities


def test_a_foreign_doc_of_longer_tokens():
    foreign = spacy.blank("zh")
    foreign.add_pipe("fazhi_entities")
    doc = Doc(foreign.vocab, words=["2023年,省", "司法厅", "印发通知"], spaces=[False] * 3)
    doc = foreign.get_pipe("fazhi_entities")(doc)
    assert [e.span.text for e in doc._.fazhi.entities] == ["2023年", "省司法厅"]
    assert all(ent.text in doc.text for ent in doc.ents)


def test_missing_upstream_component_is_named():
    foreign = spacy.blank("zh")
    foreign.add_pipe("fazhi_indicators")
    with pytest.raises(PipelineError, match="'fazhi_entities'"):
        foreign(PLAIN)


def test_words_need_the_character_tokenizer():
    foreign = spacy.blank("zh")
    foreign.add_pipe("fazhi_words")
    doc = Doc(foreign.vocab, words=["司法厅", "印发"], spaces=[False] * 2)
    with pytest.raises(PipelineError, match=r"fazhi_ie\.load"):
        foreign.get_pipe("fazhi_words")(doc)


def test_to_disk_keeps_the_content_of_packs(tmp_path):
    pack = tmp_path / "tax.toml"
    pack.write_text(PACK, "utf-8")
    text = PLAIN + "征收资源税。"
    made = fazhi_ie.load(segmenter="char", rules=[pack])
    want = made(text)._.fazhi
    assert [e.label for e in want.entities if e.label == "TAX"] == ["TAX"]
    assert ("tax", "2") in [(p.name, p.version) for p in want.rules]
    made.to_disk(tmp_path / "model")
    pack.unlink()
    code = (
        "import spacy, sys; nlp = spacy.load(sys.argv[1]); doc = nlp(sys.argv[2]);"
        "sys.stdout.reconfigure(encoding='utf-8'); print(doc._.fazhi.to_json(), end='')"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "model"), text], capture_output=True, check=True)
    assert done.stdout.decode("utf-8") == want.to_json()


def test_bytes_round_trip(nlp):
    other = fazhi_ie.load()
    other.from_bytes(nlp.to_bytes())
    assert other(TEXT)._.fazhi == nlp(TEXT)._.fazhi


def test_doc_bin_keeps_the_report(nlp):
    doc = nlp(TEXT)
    data = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    back = next(DocBin().from_bytes(data).get_docs(nlp.vocab))
    assert back._.fazhi == doc._.fazhi
    assert [ent.text for ent in back.ents] == [ent.text for ent in doc.ents]


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda data: pickle.loads(pickle.dumps(data))])
def test_a_copy_of_the_findings_is_plain_data_that_gives_the_same_report(nlp, copied):
    doc = nlp(TEXT)
    data = copied(doc.user_data)
    assert type(data["fazhi_found"]) is dict
    plain = Doc(nlp.vocab, words=[token.text for token in doc], spaces=[False] * len(doc), user_data=data)
    assert plain._.fazhi == doc._.fazhi


def test_rules_can_be_switched_off():
    rule = fazhi_ie.extract(PLAIN).measures[0].rule
    doc = fazhi_ie.load(segmenter="char", disable=[rule])(PLAIN)
    assert all(measure.rule != rule for measure in doc._.fazhi.measures)


def test_no_limit_on_length():
    assert fazhi_ie.load(segmenter="char").max_length > 10**9


def test_a_foreign_extension_of_our_name_is_an_error():
    ours = Doc.remove_extension("fazhi")
    try:
        Doc.set_extension("fazhi", default=None)
        with pytest.raises(PipelineError, match=r"doc\._\.fazhi"):
            ensure_extension()
    finally:
        Doc.remove_extension("fazhi")
        Doc.set_extension("fazhi", getter=ours[2])
    ensure_extension()


def test_unknown_segmenter_says_what_to_do():
    with pytest.raises(FazhiError):
        fazhi_ie.load(segmenter="no-such-model-anywhere")


def test_spacy_package_keeps_the_content_of_packs(tmp_path):
    pack = tmp_path / "tax.toml"
    pack.write_text(PACK, "utf-8")
    text = PLAIN + "征收资源税。"
    made = fazhi_ie.load(rules=[pack], disable=["problem.weak"])
    want = made(text)._.fazhi
    made.to_disk(tmp_path / "model")
    pack.unlink()
    (tmp_path / "out").mkdir()
    command = [
        sys.executable, "-m", "spacy", "package", str(tmp_path / "model"), str(tmp_path / "out"), "--build", "none",
        "--name", "tax_reports", "--version", "1.2.3",
    ]  # fmt: skip
    subprocess.run(command, capture_output=True, check=True)
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import zh_tax_reports; nlp = zh_tax_reports.load();"
        "sys.stdout.reconfigure(encoding='utf-8'); print(nlp(sys.argv[2])._.fazhi.to_json(), end='')"
    )
    packed = tmp_path / "out" / "zh_tax_reports-1.2.3"
    shutil.copy(packed / "meta.json", packed / "zh_tax_reports")  # what its setup.py does on building
    done = subprocess.run([sys.executable, "-c", code, str(packed), text], capture_output=True, check=True)
    assert done.stdout.decode("utf-8") == want.to_json()
