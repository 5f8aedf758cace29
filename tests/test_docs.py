"""The documentation is true: its code runs, its output blocks are what it prints, its links and its navigation lead somewhere."""

import contextlib
import io
import json
import os
import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

import fazhi_ie
from fazhi_ie.cli import app
from fazhi_ie.rules import check_pack, parse_pack
from fazhi_ie.rules.examples import failures

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("README*.md"), *DOCS.rglob("*.md")])
#: Pages whose commands are run as well, in the order and the folder of their Python; the commands of others are parsed.
TRIED = {"docs/tuning.md", "docs/quickstart.md", "docs/quickstart.zh.md"}
LANGUAGES = {"python", "bash", "toml", "json", "text"}
FENCE = re.compile(r"^[ \t]*(`{3,})(.*)$", re.MULTILINE)
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TEXT = "2023年,安吉县司法局制定印发《行政复议工作要点》,全年办理行政复议案件1.2万件。"


def name_of(page):
    return page.relative_to(ROOT).as_posix()


every_page = pytest.mark.parametrize("page", [pytest.param(page, id=name_of(page)) for page in PAGES])


def blocks(page, *kinds):
    return [(kind, content) for kind, content in BLOCK.findall(page.read_text("utf-8")) if not kinds or kind in kinds]


def is_pack(content):
    return content.startswith(("name", "[[rule]]"))


def commands(content):
    """Yield the words of each line of a bash block that calls our command."""
    for line in content.splitlines():
        words = shlex.split(line, comments=True)
        if words[:1] == ["fazhi-ie"]:
            yield words[1:]


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder with what pages take for granted: the fixtures and a report."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fixtures").symlink_to(ROOT / "fixtures")
    (tmp_path / "report.txt").write_text(TEXT, "utf-8")
    return tmp_path


@every_page
def test_python_blocks_run_and_print_what_they_say(page, desk, monkeypatch):
    """Run a page from top to bottom: what Python prints is the text block after it, what commands print holds it in order."""
    if "import pyspark" in (whole := page.read_text("utf-8")) or "from pyspark" in whole:
        pytest.importorskip("pyspark", reason="needs pyspark (extra spark)")
        if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
            pytest.skip("needs Java")
        monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    tried = name_of(page) in TRIED
    if not tried:  # its commands are not run, so that nothing makes the pack that its Python names
        (pack,) = (content for _, content in blocks(DOCS / "rules.md", "toml") if content.startswith("name"))
        (desk / "my_rules.toml").write_text(pack, "utf-8")
    space = {"text": TEXT}
    exec("import fazhi_ie", space)
    printed, ran = "", None
    for kind, content in blocks(page):
        if kind == "python":
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                exec(compile(content, str(page), "exec"), space)
            printed, ran = out.getvalue(), "python"
        elif kind == "bash":
            printed, ran = "", "bash"
            for words in commands(content) if tried else ():
                done = CliRunner().invoke(app, words)
                assert done.exit_code == 0, (words, done.output)
                printed += done.output
        elif kind == "toml" and content.startswith("name"):
            (desk / "my_rules.toml").write_text(content, "utf-8")
        elif kind == "text" and printed and ran == "python":
            assert printed == content
        elif kind == "text" and printed:
            lines = iter(printed.splitlines())
            for line in content.splitlines():
                assert line in lines, line  # in this order


def test_the_pages_that_are_tried_are_there_and_show_what_commands_print():
    assert {name_of(page) for page in PAGES} >= TRIED
    shown = sum(len(content.splitlines()) for _, content in blocks(DOCS / "tuning.md", "text"))
    assert shown > 30


@every_page
def test_every_block_has_a_language_that_is_tested(page):
    fences = FENCE.findall(page.read_text("utf-8"))
    assert len(fences) % 2 == 0
    assert {language for _, language in fences[::2]} <= LANGUAGES
    assert not any(rest for _, rest in fences[1::2])
    assert len(fences) // 2 == len(blocks(page))  # a fence that is indented would not be tested


@every_page
def test_commands_on_the_page_exist_with_their_options(page):
    """Parse each line that calls our command, without running it."""
    for words in (words for _, content in blocks(page, "bash") for words in commands(content)):
        command, at = get_command(app), 0
        while hasattr(command, "commands"):
            assert words[at] in command.commands, words
            command, at = command.commands[words[at]], at + 1
        command.make_context(" ".join(words[:at]), words[at:])  # raises for options and arguments that it does not know


@every_page
def test_packs_on_the_page_are_sound(page, tmp_path):
    for number, (_, content) in enumerate(blocks(page, "toml")):
        assert is_pack(content), "a toml block that is no pack: say how to test it"
        header = "" if content.startswith("name") else 'name = "page"\nversion = "1"\n\n'
        file = tmp_path / f"{number}.toml"
        file.write_text(header + content, "utf-8")
        assert [str(fault) for fault in check_pack(file)] == []


@every_page
def test_json_on_the_page_is_json(page):
    for _, content in blocks(page, "json"):
        json.loads(content)


@every_page
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8")):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), target


def test_readme_names_the_commands_that_exist():
    known = set(get_command(app).commands)
    for page in (ROOT / "README.md", ROOT / "README.zh-CN.md"):
        named = set(re.findall(r"^fazhi-ie (\w+)", page.read_text("utf-8"), re.MULTILINE))
        assert named
        assert named <= known


def test_both_readmes_show_the_same_code():
    english, chinese = (
        [content for _, content in blocks(ROOT / name, "bash", "text")][:2] for name in ("README.md", "README.zh-CN.md")
    )
    assert english == chinese


def test_both_quickstarts_show_the_same_code():
    english, chinese = (
        [re.sub(r"#.*", "", content) for _, content in blocks(DOCS / name)]
        for name in ("quickstart.md", "quickstart.zh.md")
    )
    assert english == chinese


def test_rules_in_the_docs_prove_themselves():
    content = "".join(content for _, content in blocks(DOCS / "rules.md", "toml"))
    pack = parse_pack(content, "docs/rules.md")
    assert len(pack.rules) == 3
    assert [message for _, message in failures(pack.rules)] == []


def test_the_rule_in_the_tutorial_is_one_of_its_pack():
    ((_, rule),) = blocks(DOCS / "tuning.md", "toml")
    assert rule in (ROOT / "fixtures" / "tuning" / "fishery.toml").read_text("utf-8")


def test_every_page_is_in_the_navigation():
    pytest.importorskip("mkdocs", reason="needs mkdocs (extra docs)")
    import yaml

    def targets(entry):
        for value in entry.values() if isinstance(entry, dict) else [entry]:
            if isinstance(value, str):
                yield value
            else:
                for inner in value:
                    yield from targets(inner)

    site = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    listed = [target for entry in site["nav"] for target in targets(entry)]
    assert len(listed) == len(set(listed))
    assert sorted(listed) == sorted(page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md"))


def test_every_public_name_is_in_the_reference():
    """By its own name, or with the module that it comes from."""
    text = "\n".join(page.read_text("utf-8") for page in (DOCS / "api").glob("*.md"))
    shown = set(re.findall(r"^::: (\S+)$", text, re.MULTILINE))
    for name in fazhi_ie.__all__:
        home = getattr(getattr(fazhi_ie, name), "__module__", None)
        assert f"fazhi_ie.{name}" in shown or home in shown or name == "__version__", name
