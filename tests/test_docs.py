"""The documentation is true: its Python blocks run, its output blocks are what they print, its links lead somewhere."""

import contextlib
import io
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fazhi_ie.cli import app
from fazhi_ie.rules import parse_pack
from fazhi_ie.rules.examples import failures

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("README*.md"), *ROOT.glob("docs/*.md")])
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TEXT = "2023年,安吉县司法局制定印发《行政复议工作要点》,全年办理行政复议案件1.2万件。"


def blocks(page):
    return BLOCK.findall(page.read_text("utf-8"))


@pytest.mark.parametrize("page", [pytest.param(page, id=page.name) for page in PAGES])
def test_python_blocks_run_and_print_what_they_say(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for kind, content in blocks(ROOT / "docs" / "rules.md"):
        if kind == "toml" and content.startswith("name"):
            (tmp_path / "my_rules.toml").write_text(content, "utf-8")
    (tmp_path / "report.txt").write_text(TEXT, "utf-8")
    (tmp_path / "fixtures").symlink_to(ROOT / "fixtures")
    space = {"text": TEXT}
    exec("import fazhi_ie", space)
    printed = ""
    for kind, content in blocks(page):
        if kind == "python":
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                exec(compile(content, str(page), "exec"), space)
            printed = out.getvalue()
        elif kind == "text" and printed:
            assert printed == content


@pytest.mark.parametrize("page", [pytest.param(page, id=page.name) for page in PAGES])
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8")):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), target


def test_readme_names_the_commands_that_exist():
    from typer.main import get_command

    commands = set(get_command(app).commands)
    for page in (ROOT / "README.md", ROOT / "README.zh-CN.md"):
        named = set(re.findall(r"^fazhi-ie (\w+)", page.read_text("utf-8"), re.MULTILINE))
        assert named
        assert named <= commands


def test_both_readmes_show_the_same_code():
    english, chinese = (
        [content for kind, content in blocks(ROOT / name) if kind in ("bash", "text")][:2]
        for name in ("README.md", "README.zh-CN.md")
    )
    assert english == chinese


def test_rules_in_the_docs_prove_themselves():
    content = "".join(content for kind, content in blocks(ROOT / "docs" / "rules.md") if kind == "toml")
    pack = parse_pack(content, "docs/rules.md")
    assert len(pack.rules) == 3
    assert [message for _, message in failures(pack.rules)] == []


def test_the_tutorial_takes_no_step_that_fails_and_prints_what_it_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fixtures").symlink_to(ROOT / "fixtures")
    printed, shown = [], 0
    for kind, content in blocks(ROOT / "docs" / "tuning.md"):
        if kind == "bash":
            printed = []
            for line in content.splitlines():
                done = CliRunner().invoke(app, shlex.split(line)[1:])
                assert done.exit_code == 0, (line, done.output)
                printed += done.output.splitlines()
        elif kind == "text":
            lines = iter(printed)
            for line in content.splitlines():
                assert line in lines, line  # in this order
                shown += 1
    assert shown > 30


def test_the_rule_in_the_tutorial_is_one_of_its_pack():
    (rule,) = (content for kind, content in blocks(ROOT / "docs" / "tuning.md") if kind == "toml")
    assert rule in (ROOT / "fixtures" / "tuning" / "fishery.toml").read_text("utf-8")
