"""Texts to annotation tools and back: nothing is lost, offsets are those of the text as given, faults are told."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import spacy
from spacy.tokens import DocBin
from typer.testing import CliRunner

from fazhi_ie import extract, read
from fazhi_ie.cli import app
from fazhi_ie.errors import FazhiError, ReadError
from fazhi_ie.rules import load_rules
from fazhi_ie.rules.labels import labels
from fazhi_ie.tune import (
    Region,
    Task,
    from_docbin,
    from_label_studio,
    label_config,
    tasks_of,
    to_docbin,
    to_gold,
    to_label_studio,
    write_gold,
)
from fazhi_ie.tune.evaluate import evaluate, read_gold

TEXT = "县司法局印发《甲方案》,办理案件约3.9万件。\n二、存在问题\n执法力量薄弱。"
NOISY = sorted((Path(__file__).resolve().parents[1] / "fixtures" / "noisy").glob("*.txt"))


def annotated(tasks: list[Task]) -> list[dict[str, Any]]:
    """Return what Label Studio exports where a person accepts all predictions."""
    exported = to_label_studio(tasks)
    for task in exported:
        task["annotations"] = [{"result": task.pop("predictions")[0]["result"], "was_cancelled": False}]
    return exported


def one(text: str = TEXT) -> Task:
    (task,) = tasks_of([("a.txt", text)])
    return task


def by_hand(text: str, *results: dict[str, Any], **data: Any) -> list[dict[str, Any]]:
    return [{"data": {"text": text, **data}, "annotations": [{"result": list(results)}]}]


def region(label: str, start: int, end: int, text: str | None = None, id: str = "x") -> dict[str, Any]:
    value = {"start": start, "end": end, "labels": [label]} | ({} if text is None else {"text": text})
    return {"id": id, "from_name": "label", "to_name": "text", "type": "labels", "value": value}


def answer(name: str, given: str, id: str = "x") -> dict[str, Any]:
    return {"id": id, "from_name": name, "to_name": "text", "type": "textarea", "value": {"text": [given]}}


def read_by_hand(*arguments: Any, **data: Any) -> Task:
    (task,), _ = from_label_studio(by_hand(*arguments, **data))
    return task


# --- there and back ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["json", "spacy"])
def test_what_is_found_comes_back_as_gold_that_agrees(tmp_path: Path, way: str) -> None:
    texts = [(str(file), read(file)) for file in NOISY[:6]]
    tasks = list(tasks_of(texts))
    assert any(not task.alignment.is_identity for task in tasks)
    if way == "json":
        back, waiting = from_label_studio(json.loads(json.dumps(annotated(tasks))))
        assert waiting == []
    else:
        back = from_docbin(to_docbin(tasks))
    assert write_gold(back, tmp_path) == []
    golds = read_gold(tmp_path)
    assert len(golds) == len(texts)
    rows = evaluate(golds, [json.loads(extract(text).to_json()) for _, text in texts])
    assert {name: row.figure for name, row in rows.items() if row.figure not in (None, 1)} == {}
    assert rows["values"].gold > 50
    for gold in golds:
        for kind in ("entities", "indicators", "measures", "problems"):
            assert all(gold.text[item["start"] : item["end"]] == item["text"] for item in gold.annotations[kind])


def test_tasks_survive_both_ways_unchanged() -> None:
    tasks = [one(), one("无事实。")]
    assert from_docbin(to_docbin(tasks)) == tasks
    assert from_label_studio(annotated(tasks))[0] == tasks


def test_names_are_kept_apart() -> None:
    assert [task.name for task in tasks_of([("x/a.txt", "一"), ("y/a.txt", "二"), ("", "三")])] == ["a", "a-2", "text"]


def test_an_optional_mark_is_kept() -> None:
    task = Task("a", TEXT, TEXT, one().alignment, (Region(0, 4, "AGENCY", {"name": "甲县司法局"}, True),))
    want = {"start": 0, "end": 4, "text": "县司法局", "label": "AGENCY", "name": "甲县司法局", "optional": True}
    assert to_gold(from_label_studio(annotated([task]))[0][0])[0]["entities"] == [want]
    assert to_gold(from_docbin(to_docbin([task]))[0])[0]["entities"] == [want]


# --- what a person adds -----------------------------------------------------------------------------------------------


def test_a_figure_is_read_from_its_text() -> None:
    task = read_by_hand("办理案件约3.9万件。", region("INDICATOR", 4, 10, "约3.9万件"), answer("name", "办理案件"))
    gold, faults = to_gold(task)
    assert faults == []
    (item,) = gold["indicators"]
    assert (item["value"], item["unit"], item["bound"], item["name"]) == ("39000", "件", "approx", "办理案件")


@pytest.mark.parametrize(
    ("results", "said"),
    [
        ([region("INDICATOR", 4, 10)], "has no name"),
        ([region("INDICATOR", 0, 4), answer("name", "案件")], "value cannot be read"),
        ([region("INDICATOR", 4, 10), answer("name", "案件"), answer("value", "三万")], "'三万' is no number"),
        ([region("MEASURE", 0, 9), answer("status", "done")], "has no action"),
        ([region("MEASURE", 0, 9), answer("action", "办理")], "choose done or planned"),
    ],
)
def test_what_is_missing_is_told(tmp_path: Path, results: list[dict[str, Any]], said: str) -> None:
    task = read_by_hand("办理案件约3.9万件。", *results, name="a")
    faults = write_gold([task, one()], tmp_path)
    assert len(faults) == 1
    assert said in faults[0]
    assert faults[0].startswith("a: ")
    assert "at character" in faults[0]
    assert [gold.annotations["doc"] for gold in read_gold(tmp_path)] == [one().name]


def test_white_space_at_the_edges_is_no_part_of_a_region() -> None:
    task = read_by_hand("力量薄弱。\n 人手不足 \n", region("PROBLEM", 5, 12, "\\n 人手不足 "))
    assert [task.shown[r.start : r.end] for r in task.regions] == ["人手不足"]


def test_offsets_in_utf_16_units_are_understood() -> None:
    text = "𬱖𬬭镇司法所印发《甲方案》。"
    units = len("𬱖𬬭镇".encode("utf-16-le")) // 2
    assert [text[r.start : r.end] for r in read_by_hand(text, region("AGENCY", 3, 6, "司法所")).regions] == ["司法所"]
    old = read_by_hand(text, region("AGENCY", units, units + 3, "司法所"))
    assert [text[r.start : r.end] for r in old.regions] == ["司法所"]


def test_the_metadata_can_be_corrected() -> None:
    task = read_by_hand("2023年工作总结", answer("meta_year", "2023", "m"), answer("meta_issuer", "安吉县司法局", "n"))
    assert to_gold(task)[0]["meta"] == {"year": 2023, "issuer": "安吉县司法局"}


def test_one_annotation_counts() -> None:
    (task,) = annotated([one()])
    first = task["annotations"][0]
    assert from_label_studio([{**task, "annotations": []}]) == ([], ["a"])
    assert from_label_studio([{**task, "annotations": [{**first, "was_cancelled": True}]}]) == ([], ["a"])
    chosen = [{"result": []}, {**first, "ground_truth": True}]
    assert from_label_studio([{**task, "annotations": chosen}])[0] == [one()]
    with pytest.raises(ReadError, match="a: has 2 annotations; mark one of them as ground truth"):
        from_label_studio([{**task, "annotations": [first, first]}])


def test_own_labels_are_offered_and_scored(tmp_path: Path) -> None:
    pack = tmp_path / "tax.toml"
    pack.write_text(
        'name = "t"\n[[rule]]\nid = "t"\nlabel = "TAX"\nterms = ["资源税"]\nmatch = ["征收{资源税}"]', "utf-8"
    )
    rules = load_rules([pack])
    assert 'value="TAX"' in label_config(rules)
    text = "征收资源税,开征环保税。"
    (task,) = tasks_of([("a", text)], rules)
    more = (*task.regions, Region(8, 11, "TAX"))
    assert write_gold([Task("a", text, text, task.alignment, more)], tmp_path / "gold") == []
    rows = evaluate(read_gold(tmp_path / "gold"), [json.loads(extract(text, rules=rules).to_json())])
    assert (rows["entity TAX"].right, rows["entity TAX"].missed) == (1, 1)


# --- bad input --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("exported", "said"),
    [
        ({}, "not an export of Label Studio"),
        ([{"text": "甲"}], "not an export of Label Studio"),
        ([{"data": {}}], "has no text"),
        ([{"data": []}], "not as Label Studio writes it"),
        ([{"data": {"text": "甲", "alignment": ["x"]}}], "not as Label Studio writes it"),
        ([{"data": {"text": "甲乙", "given": "甲乙", "alignment": [1]}}], "its text was changed after the export"),
        (by_hand("甲乙", region("PROBLEM", 0, 3)), "lies outside the text of 2 characters"),
        (by_hand("甲乙", region("PROBLEM", 1, 1)), "lies outside the text"),
        (by_hand("甲乙", region("PROBLEM", 0, 1, "丙")), "does not stand at characters 0 to 1"),
        (by_hand("甲乙", {"type": "labels", "value": {"labels": ["PROBLEM"]}}), "no start and end"),
        (by_hand("甲乙", {"type": "labels", "value": 3}), "not as Label Studio writes it"),
    ],
)
def test_a_wrong_export_is_refused_with_its_reason(exported: Any, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        from_label_studio(exported)


def test_what_is_no_docbin_is_refused() -> None:
    with pytest.raises(ReadError, match="not a spaCy DocBin"):
        from_docbin(b"nonsense")


def test_the_docbin_of_another_program_is_its_own_source() -> None:
    nlp = spacy.blank("zh")
    doc = nlp("县司法局印发方案。")
    doc.ents = [doc.char_span(0, 4, label="AGENCY")]
    (task,) = from_docbin(DocBin(docs=[doc]).to_bytes())
    assert (task.given, task.regions) == (doc.text, (Region(0, 4, "AGENCY"),))


@pytest.mark.parametrize("name", ["../../evil", "/etc/evil", "..\\evil"])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    task = read_by_hand("力量薄弱。", region("PROBLEM", 0, 4), name=name)
    write_gold([task], tmp_path / "gold")
    assert sorted(file.name for file in tmp_path.rglob("*.txt")) == ["evil.txt"]
    assert (tmp_path / "gold" / "evil.txt").exists()


def test_gold_is_not_replaced_unasked(tmp_path: Path) -> None:
    write_gold([one()], tmp_path)
    with pytest.raises(FazhiError, match="is there already"):
        write_gold([one()], tmp_path)
    assert write_gold([one()], tmp_path, overwrite=True) == []


# --- the interface and the command ------------------------------------------------------------------------------------


def test_the_interface_has_a_control_for_every_answer() -> None:
    controls = {tag.get("name"): tag for tag in ElementTree.fromstring(label_config()).iter() if tag.get("name")}
    tasks = [*tasks_of([(file.name, read(file)) for file in NOISY[:3]]), Task("a", "甲", "甲", one("甲").alignment)]
    results = [result for task in to_label_studio(tasks) for result in task["predictions"][0]["result"]]
    assert {result["from_name"] for result in results} <= set(controls)
    kind = {"labels": "Labels", "choices": "Choices", "textarea": "TextArea"}
    assert all(controls[result["from_name"]].tag == kind[result["type"]] for result in results)
    offered = {tag.get("value") for tag in controls["label"]}
    assert {label for result in results for label in result["value"].get("labels", ())} <= offered
    assert offered - {"INDICATOR", "MEASURE", "PROBLEM"} <= set(labels())


def run(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, arguments)
    assert done.exception is None or isinstance(done.exception, (SystemExit, FazhiError)), done.exception
    said = str(done.exception) if isinstance(done.exception, FazhiError) else done.stderr
    return done.exit_code, done.stdout, said


def test_the_loop_in_commands(tmp_path: Path) -> None:
    corpus = tmp_path / "a.txt"
    corpus.write_text(TEXT, "utf-8")
    tasks, packed, gold = tmp_path / "t.json", tmp_path / "t.spacy", tmp_path / "gold"
    for file in (tasks, packed):
        assert run("annotate", "export", str(corpus), "-o", str(file))[:2] == (
            0, f"{file}: 1 texts with {len(one().regions)} regions to correct\n",
        )  # fmt: skip
    assert run("annotate", "import", str(packed), "-o", str(gold))[:2] == (0, f"{gold}: 1 texts written\n")
    assert "1.000" in run("evaluate", str(gold))[1]
    code, _, said = run("annotate", "import", str(tasks), "-o", str(tmp_path / "other"))
    assert (code, said) == (0, "fazhi-ie: not annotated yet, left out: a\n")
    assert run("annotate", "config")[1] == label_config()


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"{", "t.json", "is not JSON"),
        (b"[" * 200_000, "t.json", "is not JSON"),
        (b"\xff\xfe\x00", "t.json", "is not JSON"),
        (b"[]", "t.spacy", "not a spaCy DocBin"),
        (b"{}", "t.json", "not an export of Label Studio"),
    ],
)
def test_a_wrong_file_is_refused_by_the_command(tmp_path: Path, content: bytes, name: str, said: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    code, _, told = run("annotate", "import", str(file), "-o", str(tmp_path / "gold"))
    assert code == 1
    assert said in told
    assert str(file) in told


def test_faults_and_wrong_names_end_the_command(tmp_path: Path) -> None:
    file = tmp_path / "t.json"
    file.write_text(json.dumps(by_hand("办理3件", region("INDICATOR", 2, 4))), "utf-8")
    code, out, told = run("annotate", "import", str(file), "-o", str(tmp_path / "gold"))
    assert (code, out) == (1, f"{tmp_path / 'gold'}: 0 texts written, 1 with faults left out\n")
    assert "has no name" in told
    code, _, told = run("annotate", "export", str(file), "-o", str(tmp_path / "t.txt"))
    assert (code, "end its name in .json" in told) == (1, True)
    assert run("annotate", "import", str(tmp_path / "none.json"), "-o", str(tmp_path / "gold"))[0] == 1
