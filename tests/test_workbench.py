"""The rule workbench: beginning, checking, testing and explaining packs, and packs that mean harm."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from fazhi_ie import extract
from fazhi_ie.cli import app
from fazhi_ie.errors import FazhiError, RuleError
from fazhi_ie.facts.analyse import Findings, analyse
from fazhi_ie.facts.extract import make_source
from fazhi_ie.rules import RuleSet, builtin_packs, check_pack, clashes, load_rules, read_pack
from fazhi_ie.rules.backtracking import pattern_fault
from fazhi_ie.rules.labels import labels
from fazhi_ie.text.view import matching_view
from fazhi_ie.tune import Comparison, as_pack, compare, explain, new_pack, pack_schema, run_examples, suggest
from fazhi_ie.tune.suggestions import Kind

RULE = '[[rule]]\nid = "{id}"\nlabel = "{label}"\nterms = ["{term}"]\nmatch = ["{{{term}}}到场"]\n'


def written(folder: Path, content: str, name: str = "mine.toml") -> Path:
    file = folder / name
    file.write_text(content, "utf-8")
    return file


def rule(id: str = "a", label: str = "TAX", term: str = "资源税", more: str = "") -> str:
    return 'name = "x"\n' + RULE.format(id=id, label=label, term=term) + more


# --- checking ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        ("name = ", 1, "not a rule pack"),
        ("name: x\nrules:\n  - id: a\n", 1, "this looks like YAML"),
        ("[[rule]]", 0, "the pack has no name"),
        ('name = "x"\ncolour = 1', 2, "unknown key 'colour'"),
        ('name = "x"\ndisabel = []', 2, "did you mean 'disable'"),
        ('name = "x"\n\n[rule]\nid = "a"', 1, "two brackets"),
        (rule(more='atrs = { kind = "body" }'), 7, "did you mean 'attrs'"),
        ('name = "x"\n[[rule]]\nlabel = "TAX"\nterms = ["税"]', 2, "the rule has no id"),
        ('name = "x"\n[[rule]]\nid = "a"\nterms = ["税"]', 2, "needs a label"),
        (rule(label="!"), 4, "needs a label"),
        ('name = "x"\n[[rule]]\nid = "a"\nlabel = "TAX"', 2, "needs terms"),
        ('name = "x"\n[[rule]]\nid = "a"\nlabel = "TAX"\nterms = "税"', 5, "must be a list of strings"),
        ('name = "x"\n[[rule]]\nid = "a"\nlabel = "TAX"\nterms = [""]', 5, "a term is empty"),
        ('name = "x"\n[[rule]]\nid = "a"\nlabel = "TAX"\npattern = 3', 5, "pattern must be one string"),
        (rule(more="attrs = 1"), 7, "attrs must be a table"),
        (rule(more="note = 1"), 2, "must be strings"),
        (rule(more='terms_file = "../x"'), 7, "beside the pack"),
        (rule(more='terms_file = "none.txt"'), 7, "cannot be read"),
        (rule(more="grammar = true"), 2, "neither terms nor a pattern"),
        ('name = "x"\n[[rule]]\nid = "a"\nlabel = "TAX"\ngrammar = true', 2, "write a pattern"),
        (rule(more=RULE.format(id="a", label="TAX", term="环保税")), 7, "used twice, first on line 2"),
        ('name = "x"\n[[rule]]\nid = "a"\nlabel = "TAX"\npattern = \'(资源\'\nmatch = ["资源"]', 2, "not valid"),
        ('name = "x"\n[[rule]]\nid = "a"\nlabel = "TAX"\npattern = \'(a+)+$\'\nmatch = ["a"]', 2, "without bound"),
        ('name = "x"\n[[rule]]\nid = "a"\nlabel = "TAX"\npattern = \'税*\'\nmatch = ["税"]', 2, "matches nothing"),
        (rule(label="AGENCYY"), 2, "did you mean 'AGENCY'"),
        (rule(label="MEASURE_THING"), 2, "the labels of this stage are MEASURE"),
        (rule(label="MEASURE", more="attrs = { concreet = true }"), 2, "did you mean 'concrete'"),
        (rule(label="TENSE", more='attrs = { weight = 1, role = "work" }'), 2, "has no attribute 'weight'"),
        (rule(label="SECTION", more='attrs = { role = "plan" }'), 2, "write one of background"),
        (rule(label="AGENCY", more='attrs = { kind = "bodies" }'), 2, "write one of government"),
        (rule(label="MEASURE", term="印发"), 2, "rule 'measure.issue-document' has its term already"),
        (rule(more=RULE.format(id="b", label="TAX", term="资源税")), 7, "rule 'a' has its term already"),
        (rule(label="UNIT", more="pattern = '网箱'"), 2, "a UNIT rule has no pattern"),
        (rule(label="UNIT", term="尾", more='excludes = ["3尾"]'), 2, "keeps nothing out"),
        ('name = "x"\ndisable = ["measure.hold-meetings"]', 0, "did you mean 'measure.hold-meeting'"),
        (rule().replace("{资源税}到场", "{环保税}到场"), 2, "does not match its example"),
        (rule().replace("{资源税}到场", "{资源}税到场"), 2, "not what the braces mark"),
        (rule().replace("{资源税}到场", "{资源税到场"), 2, "do not pair"),
        (rule(more='reject = ["开征资源税"]'), 2, "counter-example"),
        ('name = "x"\n[[rule]]\nid = "a"\nlabel = "TAX"\nterms = ["税"]', 2, "has no example"),
    ],
)  # fmt: skip
def test_every_fault_says_where_and_what(tmp_path: Path, content: str, line: int, said: str) -> None:
    file = written(tmp_path, content)
    faults = check_pack(file)
    assert [fault for fault in faults if said in fault.message and fault.line == line], list(map(str, faults))
    assert str(faults[0]).startswith(str(file))


def test_all_faults_of_a_pack_are_told_at_once(tmp_path: Path) -> None:
    content = rule(label="AGENCYY") + RULE.format(id="b", label="SECTION", term="安排") + 'attrs = { role = "plan" }\n'
    assert [fault.rule for fault in check_pack(written(tmp_path, content))] == ["a", "b"]


def test_a_sound_pack_has_none(tmp_path: Path) -> None:
    assert check_pack(written(tmp_path, rule(more='attrs = { kind = "anything", rate = 5 }'))) == []


def test_a_pack_may_switch_off_what_it_stacks_on(tmp_path: Path) -> None:
    below = read_pack(written(tmp_path, rule(id="below"), "below.toml"))
    above = written(tmp_path, 'name = "y"\ndisable = ["below"]', "above.toml")
    assert check_pack(above, [below]) == []
    assert check_pack(above) != []


def test_the_built_in_rules_keep_to_the_table_of_labels() -> None:
    for pack in builtin_packs():
        for item in pack.rules:
            if item.grammar:
                continue
            assert item.label in labels()
            known = labels()[item.label].attributes
            assert set(item.attrs) <= set(known), item.id
            assert all(not known[name] or value in known[name] for name, value in item.attrs.items()), item.id


# --- packs that mean harm ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "pattern", ["(a+)+$", r"(\p{Han}+)*。", "(a|a)*b", "^(.*?,){11}P", r"(\w+\s?)+$", r"(?:\d+,?)+元"]
)
def test_a_pattern_that_can_run_away_is_refused(tmp_path: Path, pattern: str) -> None:
    assert "without bound" in (pattern_fault(pattern) or "")
    with pytest.raises(RuleError, match="without bound"):
        extract(
            "税", rules=[written(tmp_path, f'name = "x"\n[[rule]]\nid = "a"\nlabel = "TAX"\npattern = \'{pattern}\'')]
        )


@pytest.mark.parametrize("pattern", [r"县\p{Han}{0,8}局", "“[^”]*”", "a++b", r"\p{Han}+。", "(?:资源|环境保护)税"])
def test_a_pattern_that_cannot_is_taken(pattern: str) -> None:
    assert pattern_fault(pattern) is None


def test_no_built_in_pattern_can() -> None:
    patterns = [item.pattern for item in load_rules().rules if item.pattern]
    assert len(patterns) > 40
    assert [pattern for pattern in patterns if pattern_fault(pattern)] == []


def test_a_pattern_of_a_megabyte_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path, 'name = "x"\n[[rule]]\nid = "a"\nlabel = "TAX"\npattern = "' + "ab" * 500_000 + '"')
    assert "1,000,000 characters" in check_pack(file)[0].message


def test_binary_is_refused(tmp_path: Path) -> None:
    (tmp_path / "b.toml").write_bytes(bytes(range(256)) * 40)
    with pytest.raises(RuleError, match="UTF-8"):
        check_pack(tmp_path / "b.toml")


def test_ten_thousand_rules_are_checked(tmp_path: Path) -> None:
    content = 'name = "x"\n' + "".join(RULE.format(id=f"r{n}", label="TAX", term=f"词{n}号") for n in range(10_000))
    assert check_pack(written(tmp_path, content)) == []


# --- beginning, testing -------------------------------------------------------------------------------------------------


def test_a_new_pack_is_sound_and_works(tmp_path: Path) -> None:
    file = new_pack(tmp_path / "水 务.toml")
    assert read_pack(file).name == "水-务"
    assert check_pack(file) == []
    assert run_examples([file]) == []
    report = extract("全年,水政监察大队增殖放流鱼苗12万尾,开征环境保护税。", rules=[file])
    assert {entity.label for entity in report.entities} >= {"AGENCY", "TAX"}
    assert [measure.action for measure in report.measures] == ["增殖放流"]
    assert ("水-务", "1") in [(pack.name, pack.version) for pack in report.rules]


def test_a_pack_is_never_overwritten(tmp_path: Path) -> None:
    file = new_pack(tmp_path / "mine.toml")
    with pytest.raises(RuleError, match="exists already"):
        new_pack(file)
    with pytest.raises(RuleError, match="cannot be written"):
        new_pack(tmp_path / "none" / "mine.toml")


def test_an_example_that_another_rule_takes_is_told(tmp_path: Path) -> None:
    shorter = written(tmp_path, rule(label="AGENCY", term="司法").replace("{司法}到场", "县{司法}局到场"))
    assert check_pack(shorter) == []
    (fault,) = run_examples([shorter])
    assert fault.rule == "a"
    assert "is hidden" in fault.message
    assert "县司法局" in fault.message


def test_an_example_that_gives_nothing_is_told(tmp_path: Path) -> None:
    silent = 'name = "x"\n[[rule]]\nid = "a"\nlabel = "MEASURE"\nterms = ["巡查管护"]\nmatch = ["{巡查管护}的河道"]\n'
    (fault,) = run_examples([written(tmp_path, silent)])
    assert "gives no fact" in fault.message


def test_a_rule_of_the_users_own_wins_over_a_built_in_one_of_the_same_span(tmp_path: Path) -> None:
    own = written(tmp_path, rule(label="AGENCY", term="水政监察大队", more='attrs = { kind = "body" }'))
    (entity,) = extract("由水政监察大队查处。", rules=[own]).entities
    assert (entity.rule, entity.kind) == ("a", "body")


def test_reloading_a_pack_of_many_terms_is_quick_enough_to_work_with(tmp_path: Path) -> None:
    terms = "".join(f"{n}号税\n" for n in range(5000))
    (tmp_path / "terms.txt").write_text(terms, "utf-8")
    content = 'name = "x"\n[[rule]]\nid = "a"\nlabel = "TAX"\nterms_file = "terms.txt"\nmatch = ["{7号税}"]'
    file = written(tmp_path, content)
    extract("7号税", rules=[file])
    assert [entity.label for entity in extract("开征7号税。", rules=[file]).entities] == ["TAX"]


# --- explaining -----------------------------------------------------------------------------------------------------------


def outcomes(text: str) -> dict[tuple[str, str], str]:
    return {(match.text, match.label): match.outcome for match in explain(text, load_rules()).matches}


def test_what_became_of_each_match() -> None:
    told = outcomes("县里印发实施清单,基层力量薄弱。")
    assert told["印发", "MEASURE"].startswith("made the measure")
    assert "lost to the longer 清单" in told["清", "MEASURE"]
    assert "the role 'work'" in told["薄弱", "PROBLEM"]


def test_a_rule_that_is_switched_off_says_nothing() -> None:
    told = explain("县里印发实施方案。", load_rules(disable=["measure.issue-document"]))
    assert [match for match in told.matches if match.rule == "measure.issue-document"] == []
    assert told.facts == ()


def test_the_explanation_reads_well() -> None:
    told = explain("县里印发了《甲办法》", load_rules())
    assert "read as: 县里印发了《甲办法》。" in str(told)
    assert "measure.issue-document" in str(told)
    assert len(told.told(words=True)) > len(str(told))


# --- comparing ------------------------------------------------------------------------------------------------------------

TEXTS = [("a.txt", "县司法局印发《甲方案》,增殖放流鱼苗12万尾。"), ("b.txt", "县司法局增殖放流鱼苗9万尾。")]


def differences(found: Comparison) -> list[tuple[str, str, str, str]]:
    return [(item.how, item.kind, item.text, item.rule) for item in found.differences]


def test_what_a_pack_gains_and_a_switch_loses(tmp_path: Path) -> None:
    own = load_rules([new_pack(tmp_path / "mine.toml")])
    found = compare(TEXTS, load_rules(disable=["measure.issue-document"]), own)
    assert differences(found) == [
        ("gained", "measures", "县司法局印发《甲方案》", "measure.issue-document"),
        ("gained", "measures", "增殖放流鱼苗12万尾", "mine.release"),
        ("gained", "measures", "县司法局增殖放流鱼苗9万尾", "mine.release"),
    ]
    assert {item.source for item in found.differences} == {"a.txt", "b.txt"}
    back = compare(TEXTS, own, load_rules(disable=["measure.issue-document"]))
    assert [how for how, *_ in differences(back)] == ["lost", "lost", "lost"]
    assert (found.lost, back.lost) == (0, 3)


def test_the_same_rules_differ_in_nothing() -> None:
    found = compare(TEXTS, load_rules(), load_rules())
    assert found.differences == []
    assert found.by_rule() == []
    assert [row["before"] == row["after"] for row in found.by_kind()] == [True] * 4


def test_a_fact_that_changes_its_values_or_its_span_is_changed(tmp_path: Path) -> None:
    own = load_rules([written(tmp_path, rule(label="AGENCY", term="县司法局长", more=""))])
    (changed,) = (
        d for d in compare([("a", "由县司法局长办会。")], load_rules(), own).differences if d.kind == "entities"
    )
    assert (changed.how, changed.fields) == ("changed", ("text", "name"))
    assert (changed.before or {})["text"] == "县司法局"


def test_tables_and_page_tell_all_and_are_inert(tmp_path: Path) -> None:
    own = load_rules([new_pack(tmp_path / "mine.toml")])
    found = compare([("<a>.txt", "增殖放流<script>鱼苗12万尾。"), *TEXTS], load_rules(), own)
    assert "mine.release" in str(found)
    assert "增殖放流鱼苗12万尾" in found.table(show=9)
    page = found.page()
    assert page.startswith("<!doctype html>")
    assert "<script" not in page
    assert "&lt;a&gt;.txt" in page
    assert json.loads(json.dumps(found.to_dict()))["texts"] == 3
    frame = found._repr_html_()
    assert frame.startswith("<iframe srcdoc=")
    assert frame.count("<") == 2


# --- packs on packs -------------------------------------------------------------------------------------------------------


def test_of_two_packs_the_later_wins_and_the_clash_is_told(tmp_path: Path) -> None:
    tax = written(tmp_path, rule("t", "TAX", "资源税").replace('"x"', '"first"', 1), "a.toml")
    levy = written(tmp_path, rule("l", "LEVY", "资源税").replace('"x"', '"second"', 1), "b.toml")
    assert [e.label for e in extract("征收资源税。", rules=[tax, levy]).entities] == ["LEVY"]
    assert [e.label for e in extract("征收资源税。", rules=[levy, tax]).entities] == ["TAX"]
    (note,) = clashes(read_pack(levy), [read_pack(tax)])
    assert note.message == "takes 资源税 from rule 't' (TAX) of pack 'first'"
    assert clashes(read_pack(levy)) == []
    code, said = run("rules", "check", str(tax), str(levy))
    assert (code, "note: " in said, "takes 资源税" in said) == (0, True, True)


def test_a_verb_with_other_attributes_is_a_clash_and_no_fault(tmp_path: Path) -> None:
    own = written(tmp_path, rule("c", "MEASURE", "印发", "attrs = { concrete = false }").replace("到场", "方案"))
    assert check_pack(own) == []
    (note,) = clashes(read_pack(own))
    assert "takes 印发 from rule 'measure.issue-document' (MEASURE)" in note.message
    (measure,) = extract("县司法局印发《甲方案》。", rules=[own]).measures
    assert (measure.rule, measure.concrete) == ("c", False)


def test_a_rule_of_the_same_id_is_told_to_replace_the_other(tmp_path: Path) -> None:
    own = written(tmp_path, rule("measure.issue-document", "MEASURE", "下发通知"))
    (note,) = clashes(read_pack(own))
    assert note.message == "replaces the rule of the same id in pack 'fazhi.measures'"


# --- bodies of a pack -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "span", "name"),
    [
        ("舟山市渔船检验所检验渔船3艘。", "舟山市渔船检验所", "舟山市渔船检验所"),
        ("县渔船检验所检验渔船3艘。", "县渔船检验所", "安吉县渔船检验所"),
        ("会同渔船检验所检查。", "渔船检验所", "渔船检验所"),
        ("由《渔船检验所章程》规定。", None, None),
    ],
)
def test_a_body_of_a_pack_takes_the_place_before_it(
    tmp_path: Path, text: str, span: str | None, name: str | None
) -> None:
    file = written(tmp_path, rule(label="AGENCY", term="渔船检验所", more='attrs = { kind = "department" }'))
    found = [item for item in extract(text, region="安吉县", rules=[file]).entities if item.label == "AGENCY"]
    assert [(item.span.text, item.name) for item in found] == ([(span, name)] if span else [])
    assert all(item.kind == "department" for item in found)
    assert not any(item.label == "REGION" and item.name == "舟山市" for item in extract(text, rules=[file]).entities)


# --- units of a pack ------------------------------------------------------------------------------------------------------


def test_a_pack_adds_a_unit(tmp_path: Path) -> None:
    unit = rule(label="UNIT", term="网箱", more='excludes = ["网箱养殖"]\nattrs = { dimension = "count" }')
    text = "投放35网箱,完成3.5万网箱,发展3网箱养殖。"

    def figures(**options: Any) -> list[tuple[str | None, str]]:
        return [(item.value, item.unit) for item in find(text, load_rules(**options)).quantities or ()]

    assert ("35", "网箱") not in figures()
    assert [item for item in figures(extra=[written(tmp_path, unit)]) if item[1]] == [("35", "网箱"), ("35000", "网箱")]
    assert ("35", "网箱") not in figures()
    assert not [
        item for item in find(text, load_rules([tmp_path / "mine.toml"])).entities or () if item.label == "UNIT"
    ]


def find(text: str, rules: RuleSet) -> Findings:
    return analyse(matching_view(make_source(text).clean), rules)


def test_a_unit_is_one_only_behind_a_figure(tmp_path: Path) -> None:
    unit = rule(label="UNIT", term="笼").replace("{笼}到场", "收缴蟹笼3{笼}") + 'reject = ["蟹笼网"]'
    assert check_pack(written(tmp_path, unit)) == []


def test_figures_of_names_have_no_unit() -> None:
    text = "县局2023年工作总结\nPM2.5平均浓度下降。G98环岛高速开工。建成7大产业。拨打12345政务热线。"
    assert suggest([text, text], load_rules(), kinds=["unit"]) == []


def test_a_suggested_unit_is_known_once_pasted(tmp_path: Path) -> None:
    texts = ["县局2023年工作总结\n2023全年网箱渔船9艘,投放12网箱。", "县局2023年工作总结\n全年投放8网箱。"]
    found = suggest(texts, load_rules(), kinds=["unit"])
    assert [item.text for item in found] == ["网箱"]
    file = written(tmp_path, as_pack(found))
    assert check_pack(file) == []
    assert suggest(texts, load_rules([file]), kinds=["unit"]) == []


# --- suggesting -----------------------------------------------------------------------------------------------------------

PLACES = ("安吉县", "德清县", "长兴县", "遂川县", "镇坪县", "宁海县")
CORPUS = [
    f"{place}农业局2023年工作总结\n一、主要工作\n全年增殖放流鱼苗{n + 3}万尾,{'累计' if n % 3 else '依法'}抽检{'样品' if n % 2 else '饲料'}{n + 9}批次。"
    f"依法增殖放流蟹苗{n + 5}件。{place}渔政处巡河{n + 2}趟,由县渔船检验专班复核,印发{'甲乙丙丁戊己'[n]}农渔字2023第{n + 7}号通知。\n"
    f"二、存在问题\n执法力量薄弱;渔船装备七零八落;渔民培训{'甲乙丙丁戊己'[n]}七零八落。\n"
    for n, place in enumerate(PLACES)
]


def suggested(kind: Kind, **options: Any) -> list[str]:
    return [item.text for item in suggest(CORPUS, load_rules(**options), kinds=[kind])]


def test_a_verb_that_no_rule_knows_is_suggested() -> None:
    (found,) = (item for item in suggest(CORPUS, load_rules(), kinds=["verb"]) if "放流" in item.text)
    assert found.documents == 6
    assert len(found.sentences) == 3
    assert all(found.text in sentence for sentence in found.sentences)


def test_what_a_switched_off_rule_covered_is_suggested() -> None:
    assert suggested("verb", disable=["measure.inspect-and-review"]) != suggested("verb")
    assert "抽检" in suggested("verb", disable=["measure.inspect-and-review"])
    assert "抽检" not in suggested("verb")


def test_signs_of_a_shortcoming_are_suggested() -> None:
    assert any("七零八落" in text for text in suggested("problem"))


def test_suggestions_are_rules_to_paste(tmp_path: Path) -> None:
    found = suggest(CORPUS, load_rules())
    assert found == suggest(CORPUS, load_rules())
    file = written(tmp_path, as_pack(found))
    assert check_pack(file) == []
    gained = compare([(str(n), text) for n, text in enumerate(CORPUS)], load_rules(), load_rules([file]))
    assert any(item.how == "gained" and item.kind == "measures" for item in gained.differences)


def test_nothing_is_suggested_where_there_is_nothing() -> None:
    assert suggest([], load_rules()) == []
    assert suggest(["县司法局印发《甲方案》。"], load_rules()) == []


# --- the command ----------------------------------------------------------------------------------------------------------


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(words))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


def test_the_loop_in_commands(tmp_path: Path) -> None:
    file = str(tmp_path / "mine.toml")
    assert run("rules", "new", file)[0] == 0
    assert run("rules", "check", file) == (0, f"{file}: 5 rules\n")
    code, said = run("rules", "test", file)
    assert (code, "none wrong" in said) == (0, True)
    code, said = run("rules", "show", "增殖放流鱼苗12万尾", "--rules", file)
    assert (code, "made the measure" in said) == (0, True)


def test_faults_end_the_command_with_status_1(tmp_path: Path) -> None:
    code, said = run("rules", "check", str(written(tmp_path, rule(label="AGENCYY"))))
    assert (code, "did you mean 'AGENCY'" in said) == (1, True)
    silent = written(tmp_path, rule(label="AGENCY", term="司法").replace("{司法}到场", "县{司法}局到场"))
    code, said = run("rules", "test", str(silent))
    assert (code, "is hidden" in said) == (1, True)


def test_compare_in_a_command(tmp_path: Path) -> None:
    own = str(new_pack(tmp_path / "mine.toml"))
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name, text in TEXTS:
        (corpus / name).write_text(text, "utf-8")
    page = tmp_path / "page.html"
    code, said = run("compare", "--before", "base", "--after", own, str(corpus), "-o", str(page))
    assert (code, "mine.release" in said, "mine.release" in page.read_text("utf-8")) == (0, True, True)
    assert run("compare", "--before", own, "--after", "base", str(corpus))[0] == 0
    assert run("compare", "--before", own, "--after", "base", str(corpus), "--fail-on-loss")[0] == 1
    assert run("compare", "--after", own, str(corpus), "--fail-on-loss")[0] == 0
    (told,) = json.loads(run("compare", "--after", own, str(corpus), "--json")[1])["by_rule"]
    assert told == {"rule": "mine.release", "gained": 2, "lost": 0, "changed": 0}
    (corpus / "c.txt").write_bytes(b"\x00\x01\x02" * 99)
    code, said = run("compare", str(corpus))
    assert (code, "could not be read" in said) == (1, True)


def test_suggest_in_a_command(tmp_path: Path) -> None:
    for n, text in enumerate(CORPUS):
        (tmp_path / f"{n}.txt").write_text(text, "utf-8")
    pack = tmp_path / "pack.toml"
    code, said = run("suggest", str(tmp_path), "--kind", "verb", "-o", str(pack))
    assert (code, "放流" in said, check_pack(pack)) == (0, True, [])
    with pytest.raises(FazhiError, match="no such kind"):
        run("suggest", str(tmp_path), "--kind", "verbs")


def test_the_schema_knows_every_key_and_label() -> None:
    code, said = run("rules", "schema")
    assert code == 0
    schema = json.loads(said)
    assert schema == json.loads(json.dumps(pack_schema()))
    rules = schema["properties"]["rule"]["items"]
    assert {choice.get("const") for choice in rules["properties"]["label"]["anyOf"]} >= set(labels())
    assert set(rules["properties"]) == {
        "id", "label", "terms", "terms_file", "pattern", "excludes", "attrs", "match", "reject", "source", "note",
    }  # fmt: skip
