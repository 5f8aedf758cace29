"""The contract: frozen models, exact decimals, versions."""

import json
from decimal import Decimal

import pytest
from pydantic import ValidationError

from fazhi_ie.errors import SchemaError
from fazhi_ie.schema import Agency, CustomEntity, DateMention, Indicator, Law, Report, Span

SPAN = Span(start=0, end=2, clean_start=0, clean_end=2, text="甲乙")


def indicator(value):
    return Indicator(id="x-i1", span=SPAN, name="数", value=value, unit="件", bound="eq", kind="count", rule="r")


def report(**parts):
    return Report(version="0.1.0", sha256="0" * 64, **parts)


@pytest.mark.parametrize(
    ("value", "written"),
    [("39000", "39000"), ("94.30", "94.30"), ("1E+9", "1000000000"), ("0.000001", "0.000001"), ("-5", "-5")],
)
def test_decimals_are_plain_strings_in_json(value, written):
    line = report(indicators=(indicator(value),)).to_json()
    assert json.loads(line)["indicators"][0]["value"] == written
    assert Report.from_json(line).indicators[0].value == Decimal(value)


def test_value_may_be_null_with_a_fraction():
    item = indicator(None).model_copy(update={"fraction": "1/3"})
    assert Report.from_json(report(indicators=(item,)).to_json()).indicators[0].fraction == "1/3"


def test_models_are_frozen():
    with pytest.raises(ValidationError):
        SPAN.start = 3


def test_entities_come_back_as_their_own_class():
    entities = (
        DateMention(id="a", span=SPAN, rule="r", start_date="2020-01-01"),
        Law(id="b", span=SPAN, rule="r", rank="law", articles=("c",)),
        CustomEntity(id="d", span=SPAN, rule="r", label="TAX", attrs={"kind": "资源"}),
    )
    back = Report.from_json(report(entities=entities).to_json())
    assert back.entities == entities
    assert [type(e) for e in back.entities] == [DateMention, Law, CustomEntity]


def test_text_is_in_json_only_on_request():
    with_text = report(text="甲\n乙")
    assert "甲" not in with_text.to_json()
    assert Report.from_json(with_text.to_json(with_text=True)).text == "甲\n乙"


def test_newer_major_version_is_refused_newer_minor_is_read():
    data = json.loads(report().to_json())
    data["schema_version"] = "1.9"
    data["a_new_key"] = 1
    assert Report.from_json(json.dumps(data)).version == "0.1.0"
    data["schema_version"] = "2.0"
    with pytest.raises(SchemaError, match=r"schema version 2\.0"):
        Report.from_json(json.dumps(data))


@pytest.mark.parametrize("line", ["{", "[]", "{}", '{"schema_version": "1.0"}'])
def test_broken_reports_are_refused(line):
    with pytest.raises(SchemaError):
        Report.from_json(line)


def test_find_and_repr():
    one = report(indicators=(indicator("1"),))
    assert one.find("x-i1").name == "数"
    with pytest.raises(KeyError):
        one.find("x-i2")
    assert "1 indicators" in repr(one)


def test_json_schema_describes_every_key_by_its_docstring():
    schema = Report.model_json_schema(mode="serialization")
    for model in (schema, *schema["$defs"].values()):
        assert "Attributes" not in model.get("description", "")
        assert ">>>" not in model.get("description", "")
        for name, field in model.get("properties", {}).items():
            assert field.get("description"), (model.get("title"), name)
    assert schema["properties"]["sha256"]["description"].startswith("Of the UTF-8 bytes")


def test_json_schema_names_every_key():
    schema = Report.model_json_schema(mode="serialization")
    assert set(json.loads(report().to_json())) <= set(schema["properties"])


def test_things_group_mentions_by_key():
    def agency(number, key, name):
        return Agency(id=f"e{number}", span=SPAN, rule="r", key=key, name=name)

    entities = (
        agency(1, "AGENCY:甲", "甲"),
        agency(2, "AGENCY:乙", "乙"),
        agency(3, "AGENCY:乙", "乙"),
        agency(4, None, None),
    )
    things = report(entities=entities).agencies()
    assert [(thing.name, thing.count, thing.ids) for thing in things] == [
        ("乙", 2, ("e2", "e3")),
        ("甲", 1, ("e1",)),
        ("甲乙", 1, ("e4",)),
    ]
    assert report(entities=entities).laws() == report().documents() == ()
