"""Beginning a rule pack of one's own, its format for editors, and running the examples of a stack of packs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import regex

from fazhi_ie.errors import RuleError
from fazhi_ie.facts.analyse import analyse
from fazhi_ie.facts.examples import facts_of, find_by_code
from fazhi_ie.rules import Pack, Rule, RuleSet, builtin_packs, read_pack
from fazhi_ie.rules.examples import failures, read_example
from fazhi_ie.rules.labels import gives_entities, labels
from fazhi_ie.rules.pack import RULE_KEYS, Fault
from fazhi_ie.schema import LABELS
from fazhi_ie.text.view import matching_view

_KEY_NOTES = {
    "id": "Unique in the pack; the id of a rule of an earlier pack replaces that rule.",
    "label": "What a match is: a built-in label, or an entity label of your own.",
    "terms": "Literal strings; of all terms of a label the longest from the left wins.",
    "terms_file": "A file beside the pack, one term a line, # for comments.",
    "pattern": "A `regex` pattern over the text with half-width punctuation.",
    "excludes": "Literal strings; a hit that lies inside one of them is dropped.",
    "attrs": "Attributes of the match.",
    "match": "Sentences that the rule must match; braces mark what exactly.",
    "reject": "Sentences that it must not match.",
    "source": "Why the rule exists.",
    "note": "What a reader of the rule should know.",
}


_STOPS = ("。", "!", "?", ";", "\n")


def new_pack(path: str | Path) -> Path:
    """Write a commented pack that extends the built-in rules; its name is that of the file.

    Args:
        path: The TOML file to write; its folder must exist.

    Returns:
        Path: the file.

    Raises:
        RuleError: The file exists already, or cannot be written.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     file = new_pack(folder + "/water.toml")
        ...     read_pack(file).name
        'water'
    """
    file = Path(path)
    name = regex.sub(r"[^\p{L}\p{N}-]+", "-", file.stem).strip("-") or "mine"
    template = resources.files("fazhi_ie.tune").joinpath("template.toml").read_text("utf-8")
    try:
        with file.open("x", encoding="utf-8", newline="\n") as out:
            out.write(template.format(name=name))
    except FileExistsError as error:
        raise RuleError(f"{file}: exists already; give another name, or edit that file") from error
    except OSError as error:
        raise RuleError(f"{file}: cannot be written ({error.strerror or error})") from error
    return file


def pack_schema() -> dict[str, Any]:
    """Return the JSON Schema of a rule pack, for completion and checking in editors.

    Returns:
        dict[str, Any]: a schema of draft 7, which editors know, with a description of every key and built-in label.

    Example:
        >>> pack_schema()["properties"]["rule"]["items"]["required"]
        ['id', 'label', 'match']

    Source:
        http://json-schema.org/draft-07/schema
    """
    strings = {"type": "array", "items": {"type": "string", "minLength": 1}}
    lists = ("terms", "excludes", "match", "reject")
    rule: dict[str, Any] = {
        key: {"description": _KEY_NOTES[key]} | (strings if key in lists else {"type": "string"})
        for key in RULE_KEYS
        if key in _KEY_NOTES
    }
    rule["attrs"] = {"type": "object", "description": _KEY_NOTES["attrs"]}
    rule["label"] = {
        "description": _KEY_NOTES["label"],
        "anyOf": [
            *({"const": label.name, "description": label.meaning} for label in labels().values()),
            {"type": "string", "pattern": r"^[A-Za-z0-9_.\u4e00-\u9fff]+$"},
        ],
    }
    conditions = [
        {
            "if": {"properties": {"label": {"const": label.name}}, "required": ["label"]},
            "then": {"properties": {"attrs": _attrs_schema(label.name)}},
        }
        for label in labels().values()
    ]
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "fazhi_ie rule pack",
        "type": "object",
        "required": ["name"],
        "additionalProperties": False,
        "properties": {
            "name": {"type": "string", "minLength": 1, "description": "Name of the pack; it stands in each Report."},
            "version": {"type": "string", "description": "Version of the pack; it stands in each Report."},
            "description": {"type": "string"},
            "disable": strings | {"description": "Ids of rules to switch off."},
            "rule": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["id", "label", "match"],
                    "additionalProperties": False,
                    "properties": dict(sorted(rule.items())),
                    "anyOf": [{"required": [key]} for key in ("terms", "terms_file", "pattern")],
                    "allOf": conditions,
                },
            },
        },
    }


def _attrs_schema(label: str) -> dict[str, Any]:
    known = labels()[label].attributes
    properties = {name: {"enum": list(values)} if values else {} for name, values in known.items()}
    return {"properties": properties, "additionalProperties": label in LABELS}


def run_examples(packs: Sequence[str | Path | Pack] = ()) -> list[Fault]:
    r"""Run all examples of the built-in packs with further ones stacked on top, as one rule set.

    A rule is tried alone, by its words; a rule that gives facts is then tried among all others, through all stages: an
    example that another rule takes away from it is reported with that rule.

    Args:
        packs: Paths of packs, or parsed ones; later ones win.

    Returns:
        list[Fault]: what does not hold, in the order of packs and lines; empty where every example does.

    Raises:
        RuleError: A pack cannot be read.

    Example:
        >>> from fazhi_ie.rules import parse_pack
        >>> text = 'name = "mine"\n[[rule]]\nid = "tax"\nlabel = "TAX"\nterms = ["资源税"]\nmatch = ["开征环境税"]'
        >>> [(fault.rule, fault.message) for fault in run_examples([parse_pack(text, "mine.toml")])][0]
        ('tax', "does not match its example '开征环境税'")
    """
    own = [pack if isinstance(pack, Pack) else read_pack(pack) for pack in packs]
    stacked = RuleSet([*builtin_packs(), *own])
    origins = {rule.id: pack.origin for pack in (*builtin_packs(), *own) for rule in pack.rules}
    found = [Fault(origins[rule.id], rule.line, rule.id, message) for rule, message in failures(stacked.rules)]
    by_code = [rule for rule in stacked.rules if rule.grammar]
    found += [
        Fault(origins[rule.id], rule.line, rule.id, message)
        for rule, message in failures(by_code, lambda rule, text: find_by_code(rule, text, stacked))
    ]
    mine = {pack.name for pack in own}
    for rule in stacked.rules:
        if rule.pack in mine and _gives_facts(rule):
            found += [Fault(origins[rule.id], rule.line, rule.id, message) for message in _lost(rule, stacked)]
    order = [pack.origin for pack in (*builtin_packs(), *own)]
    return sorted(found, key=lambda fault: (order.index(fault.file), fault.line))


def _gives_facts(rule: Rule) -> bool:
    return gives_entities(rule.label) or rule.label == "MEASURE"


def _lost(rule: Rule, rules: RuleSet) -> Iterator[str]:
    """Yield for each example whose marked span another rule takes what takes it."""
    for example in rule.match:
        text, marked = read_example(example)
        text = text if text.endswith(_STOPS) else text + "。"  # a line without a stop is a heading
        facts = facts_of(analyse(matching_view(text), rules))
        if any(fact.rule == rule.id for fact in facts):
            continue
        start, end = marked[0] if marked else (0, len(text))
        taker = next((fact for fact in facts if fact.start < end and start < fact.end), None)
        if taker is None:
            yield f"gives no fact in its example {example!r}; `fazhi-ie rules show` tells why"
        else:
            said = text[taker.start : taker.end]
            yield f"is hidden in its example {example!r}: rule {taker.rule!r} takes {said!r}"
