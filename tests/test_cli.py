"""The command: what it prints, what it refuses, how it exits; bad input never gives a traceback."""

import json
import subprocess
import sys

import pytest
from command_line import run

TEXT = "2023年,市司法局制定印发《行政复议工作要点》,办理行政复议案件12件。"
PACK = 'name = "tax"\n[[rule]]\nid = "tax.kind"\nlabel = "TAX"\nterms = ["资源税"]\nmatch = ["{资源税}"]\n'


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "b.txt").write_text(TEXT, "utf-8")
    (tmp_path / "a.txt").write_bytes(TEXT.encode("gb18030"))
    (tmp_path / "c.md").write_bytes(TEXT.encode("utf-16"))
    return tmp_path


def test_extract_a_folder_in_any_encoding(folder):
    status, out, error = run("extract", folder)
    reports = [json.loads(line) for line in out.splitlines()]
    assert (status, error) == (0, "")
    assert [r["source"].rsplit("/")[-1] for r in reports] == ["a.txt", "b.txt", "c.md"]
    assert len({r["sha256"] for r in reports}) == 1
    assert all(r["indicators"][0]["value"] == "12" for r in reports)


def test_extract_standard_input_with_text(folder):
    status, out, _ = run("extract", "-", "--with-text", input=TEXT.encode())
    report = json.loads(out)
    assert (status, report["source"], report["text"]) == (0, "-", TEXT)


@pytest.mark.parametrize("workers", [1, 2])
def test_bad_files_are_reported_and_skipped(folder, workers):
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 8)
    status, out, error = run("extract", folder, folder / "none.txt", "-o", folder / "o.jsonl", "--workers", workers)
    assert status == 1
    assert out == ""
    assert len((folder / "o.jsonl").read_text("utf-8").splitlines()) == 3
    assert "binary.txt" in error
    assert "none.txt: there is no such file" in error
    assert "2 of 5 inputs failed" in error


def test_empty_files_give_empty_valid_reports(tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    status, out, _ = run("extract", tmp_path)
    assert (status, json.loads(out)["measures"]) == (0, [])


def test_an_empty_folder_is_an_error(tmp_path):
    status, _, error = run("extract", tmp_path)
    assert status == 1
    assert "holds no file to read" in error


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["extract"], "Missing argument"),
        (["extract", "x", "--workers", "0"], "workers"),
        (["nonsense"], "No such command"),
        (["extract", "-", "--rules", "none.toml"], "no such rule pack"),
        (["extract", "-", "--disable", "no.rule"], "no rule 'no.rule'"),
        (["extract", "-", "-o", "no/such/folder/out.jsonl"], "cannot be written"),
        (["evaluate", "none"], "holds no"),
    ],
)
def test_wrong_usage_exits_with_2(args, message):
    status, _, error = run(*args, input=b"x")
    assert status == 2
    assert message in error


def test_restore_prints_clean_text_and_what_was_done():
    status, out, error = run(
        "restore", "-", input="關(guān)于法治政府建設(shè)情況的報告,市政府認真貫徹落實。".encode()
    )
    assert (status, out) == (0, "关于法治政府建设情况的报告,市政府认真贯彻落实。")
    assert "repaired pinyin: 2" in error


def test_restore_shows_the_changes_and_takes_single_kinds():
    noisy = "關(guān)于法治政府建設(shè)情況的報告".encode()
    _, out, _ = run("restore", "-", "--diff", input=noisy)
    assert out.splitlines()[0].startswith("0: [關(guān) → 关]于")
    assert run("restore", "-", "--only", "traditional", input=noisy)[1] == "关(guān)于法治政府建设(shè)情况的报告"
    status, _, error = run("restore", "-", "--only", "colour", input=noisy)
    assert status == 2
    assert "kinds of repair" in error


def test_schema_is_json_schema():
    status, out, _ = run("schema")
    assert status == 0
    assert "measures" in json.loads(out)["properties"]


def test_view_writes_a_page(folder):
    status, _, _ = run("view", folder / "b.txt", "-o", folder / "page.html")
    assert status == 0
    assert "行政复议工作要点" in (folder / "page.html").read_text("utf-8")


def test_rules_check_list_and_use(folder):
    (folder / "good.toml").write_text(PACK, "utf-8")
    (folder / "bad.toml").write_text(PACK.replace('["{资源税}"]', '["环境税"]'), "utf-8")
    assert run("rules", "check")[0] == 0
    assert run("rules", "check", folder / "good.toml")[:2] == (0, f"{folder / 'good.toml'}: 1 rules\n")
    status, _, error = run("rules", "check", folder / "bad.toml")
    assert status == 1
    assert "bad.toml:2: rule 'tax.kind': does not match its example" in error
    assert "tax.kind\tTAX\ttax" in run("rules", "list", "--rules", folder / "good.toml")[1]
    out = run("extract", "-", "--rules", folder / "good.toml", input="征收资源税。".encode())[1]
    assert [e["label"] for e in json.loads(out)["entities"]] == ["TAX"]


def test_evaluate_prints_the_board(gold_dir):
    status, out, _ = run("evaluate", gold_dir, "--show", "1")
    assert status == 0
    assert out.startswith("entities")
    status, out, _ = run("evaluate", gold_dir, "--json")
    assert json.loads(out)["offsets"]["figure"] == 1.0


def test_version():
    assert run("--version")[1].strip()


def test_a_closed_pipe_is_no_traceback(folder):
    command = f"{sys.executable} -m fazhi_ie extract {folder} {folder} {folder} | head -c 10"
    done = subprocess.run(["bash", "-c", command], capture_output=True)
    assert b"Traceback" not in done.stderr
