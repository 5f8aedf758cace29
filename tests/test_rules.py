"""Rule packs: the format, its errors, stacking, the scanner, and that every built-in rule proves itself."""

import pytest

from fazhi_ie import extract
from fazhi_ie.errors import RuleError
from fazhi_ie.facts.examples import grammar_failures
from fazhi_ie.rules import Lexicon, RuleSet, builtin_packs, load_rules, parse_pack, read_pack
from fazhi_ie.rules.examples import failures, read_example

GOOD = """
name = "water"
version = "3"

[[rule]]
id = "agency.water"
label = "AGENCY"
terms = ["水政监察大队", "水政监察支队"]
excludes = ["水政监察大队长"]
match = ["由{水政监察大队}查处"]
reject = ["水政监察大队长到场"]

[[rule]]
id = "tax.kind"
label = "TAX"
pattern = '(?P<kind>资源|环境保护)税'
match = ["开征{环境保护税}"]
"""


def builtin_rules():
    return [pytest.param(rule, id=rule.id) for pack in builtin_packs() for rule in pack.rules]


@pytest.mark.parametrize("rule", builtin_rules())
def test_builtin_rule_proves_itself(rule):
    assert [message for _, message in failures([rule])] == []


@pytest.mark.parametrize("rule", [p for p in builtin_rules() if p.values[0].grammar])
def test_grammar_rule_proves_itself(rule):
    assert [message for _, message in grammar_failures([rule])] == []


def test_grammar_rules_can_be_switched_off_and_replaced(tmp_path):
    text = "由安吉县司法局牵头办理。"
    assert [e.rule for e in extract(text).entities] == ["agency.place"]
    assert [e.rule for e in extract(text, disable=["agency.place"]).entities] == ["region.gazetteer"]
    pack = tmp_path / "mine.toml"
    pack.write_text('name = "x"\n[[rule]]\nid = "agency.place"\nlabel = "AGENCY"\nterms = ["司法局"]', "utf-8")
    found = extract(text.replace("安吉县", "甲"), rules=[pack]).entities
    assert [(e.span.text, e.rule) for e in found] == [("司法局", "agency.place")]
    pack.write_text('name = "x"\n[[rule]]\nid = "a"\nlabel = "AGENCY"\ngrammar = true', "utf-8")
    with pytest.raises(RuleError, match="write a pattern"):
        read_pack(pack)


def test_every_fact_of_the_fixtures_names_a_rule_that_exists(fixtures_dir):
    ids = {rule.id for rule in load_rules().rules}
    for file in sorted((fixtures_dir / "reports").glob("*.txt")):
        assert {fact.rule for fact in extract(file.read_text("utf-8")).facts()} <= ids


def test_a_rule_that_fails_its_examples_is_caught():
    pack = parse_pack(GOOD.replace("由{水政监察大队}查处", "由{水政}监察大队查处"), "x.toml")
    assert "not what the braces mark" in next(failures(pack.rules))[1]
    pack = parse_pack(GOOD.replace('excludes = ["水政监察大队长"]', ""), "x.toml")
    assert "counter-example" in next(failures(pack.rules))[1]
    pack = parse_pack(GOOD.replace('match = ["开征{环境保护税}"]', ""), "x.toml")
    assert "has no example" in next(failures(pack.rules))[1]


def test_builtin_ids_are_unique_over_all_packs():
    ids = [rule.id for pack in builtin_packs() for rule in pack.rules]
    assert len(ids) == len(set(ids))


def test_scanner_finds_terms_patterns_and_groups():
    rules = RuleSet([parse_pack(GOOD, "x.toml")])
    hits = rules.scanner("AGENCY", "TAX").find("水政监察支队说,水政监察大队长代征资源税")
    assert [(h.start, h.end, h.rule.id) for h in hits] == [(0, 6, "agency.water"), (17, 20, "tax.kind")]
    assert hits[1].groups == {"kind": (17, 19)}
    assert rules.scanner("TAX").find("征资源税和资源税", 4)[0].start == 5


def test_lexicon_longest_and_all():
    lexicon = Lexicon(["司法", "司法局", "局"])
    assert lexicon.find("县司法局") == [(1, 4, "司法局")]
    assert {term for _, _, term in lexicon.find_all("县司法局")} == {"司法", "司法局", "局"}
    assert Lexicon([]).find("县") == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("name = ", "not a rule pack"),
        ("", "has no name"),
        ('name = "x"\ncolour = 1', "unknown key 'colour'"),
        ('name = "x"\n[rule]\nid = "a"', r"\[\[rule\]\]"),
        ('name = "x"\n[[rule]]\nlabel = "A"', "x.toml:2: the rule has no id"),
        ('name = "x"\n[[rule]]\nid = "a"\nterms = ["b"]', "needs a label"),
        ('name = "x"\n[[rule]]\nid = "a"\nlabel = "A"', "needs terms"),
        ('name = "x"\n[[rule]]\nid = "a"\nlabel = "A"\nterms = "b"', "must be a list of strings"),
        ('name = "x"\n[[rule]]\nid = "a"\nlabel = "A"\nterms = [""]', "a term is empty"),
        ('name = "x"\n[[rule]]\nid = "a"\nlabel = "A"\npattern = 3', "pattern must be one string"),
        ('name = "x"\n[[rule]]\nid = "a"\nlabel = "A"\nterms = ["b"]\nattrs = 1', "attrs must be a table"),
        ('name = "x"\n[[rule]]\nid = "a"\nlabel = "A"\nterms = ["b"]\nnote = 1', "must be strings"),
        ('name = "x"\n[[rule]]\nid = "a"\nlabel = "A"\nterm = ["b"]', "unknown key 'term'"),
        ('name = "x"\n[[rule]]\nid = "a"\nlabel = "A"\nterms_file = "../x"', "beside the pack"),
        ('name = "x"\n' + '[[rule]]\nid = "a"\nlabel = "A"\nterms = ["b"]\n' * 2, "used twice"),
    ],
)
def test_errors_say_where_and_what(content, message):
    with pytest.raises(RuleError, match=message):
        parse_pack(content, "x.toml")


@pytest.mark.parametrize(
    ("pattern", "fault"), [("(?P<kind", "not valid"), ("(?P<kind>a+)+$|(", "without bound|not valid")]
)
def test_bad_pattern_is_named_when_parsed(pattern, fault):
    with pytest.raises(RuleError, match=rf"x\.toml:\d+: rule 'tax\.kind'.*(?:{fault})"):
        parse_pack(GOOD.replace("(?P<kind>", pattern), "x.toml")


def test_missing_and_undecodable_files(tmp_path):
    with pytest.raises(RuleError, match="no such rule pack"):
        read_pack(tmp_path / "none.toml")
    (tmp_path / "bad.toml").write_bytes(b"name = '\xff'")
    with pytest.raises(RuleError, match="UTF-8"):
        read_pack(tmp_path / "bad.toml")


def test_terms_file_stands_beside_the_pack(tmp_path):
    (tmp_path / "names.txt").write_text("# 注释\n河长办\n\n林长办\n", "utf-8")
    (tmp_path / "p.toml").write_text(
        'name = "x"\n[[rule]]\nid = "a"\nlabel = "AGENCY"\nterms_file = "names.txt"', "utf-8"
    )
    assert read_pack(tmp_path / "p.toml").rules[0].terms == ("河长办", "林长办")


def test_later_packs_win_and_rules_can_be_switched_off():
    first = parse_pack(GOOD, "x.toml")
    second = parse_pack(
        'name = "y"\ndisable = ["tax.kind"]\n[[rule]]\nid = "agency.water"\nlabel = "AGENCY"\nterms = ["河长办"]', "y"
    )
    rules = RuleSet([first, second])
    assert [(rule.id, rule.terms) for rule in rules.rules] == [("agency.water", ("河长办",))]
    assert RuleSet([first], disable=["agency.water"]).labels() == ("TAX",)
    with pytest.raises(RuleError, match=r"no rule .tax\.none. to switch off"):
        RuleSet([first], disable=["tax.none"])


def test_default_rules_are_compiled_once():
    assert load_rules() is load_rules()


@pytest.mark.parametrize("bad", ["{甲", "甲}", "{甲{乙}}"])
def test_examples_refuse_unpaired_braces(bad):
    with pytest.raises(ValueError, match="do not pair"):
        read_example(bad)


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        (
            'label = "CATEGORY"\nterms = ["资源税"]\nattrs = { category = "tax" }',
            "rule 'x.y' names the category 'tax'; there are",
        ),
        (
            'label = "AGENCY"\nterms = ["河湖警长"]\nattrs = { kind = "patrol" }',
            "rule 'x.y' gives AGENCY kind = 'patrol'",
        ),
    ],
)
def test_attributes_that_do_not_fit_name_their_rule(tmp_path, rule, message):
    pack = tmp_path / "x.toml"
    pack.write_text(f'name = "x"\n[[rule]]\nid = "x.y"\n{rule}', "utf-8")
    with pytest.raises(RuleError, match=message):
        extract("县政府制定印发资源税征收办法,由河湖警长巡查12次。", rules=[pack])
