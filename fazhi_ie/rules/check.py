"""Checking a rule pack: everything that is wrong with it, each with file, line, rule and what to write instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

import regex
from pydantic import ValidationError

from fazhi_ie.rules.examples import failures
from fazhi_ie.rules.labels import gives_entities, labels
from fazhi_ie.rules.pack import Fault, Pack, Rule, builtin_packs, read_leniently
from fazhi_ie.schema import LABELS, entity_class, settable_fields

#: How alike a new label must be to a known one to be taken for a slip.
_ALIKE = 0.8


def check_pack(path: str | Path, below: Sequence[Pack] = ()) -> list[Fault]:
    r"""Find everything that is wrong with a pack.

    Args:
        path: The TOML file.
        below: Packs of the user's own that it stacks on, besides the built-in ones.

    Returns:
        list[Fault]: in the order of lines; empty where the pack is sound.

    Raises:
        RuleError: There is no text to read.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     file = Path(folder, "water.toml")
        ...     _ = file.write_text('name = "w"\n[[rule]]\nid = "a"\nlabel = "AGENCI"\nterms = ["水政队"]', "utf-8")
        ...     [(fault.line, fault.rule, fault.message[:49]) for fault in check_pack(file)]
        [(2, 'a', "unknown label 'AGENCI'; did you mean 'AGENCY'? a ")]
    """
    pack, faults = read_leniently(path)
    under = [*builtin_packs(), *below]
    faults += _switched_off(pack, under)
    owners = {(rule.label, term): rule for each in under for rule in each.rules for term in rule.terms}
    sound = []
    for rule in pack.rules:
        found = [
            *_label_faults(rule, pack),
            *_attribute_faults(rule, pack),
            *_value_faults(rule, pack),
            *_unit_faults(rule, pack),
            *_hidden(rule, pack, owners),
        ]
        faults += found
        if not any(fault.rule == rule.id for fault in faults):
            sound.append(rule)
    faults += [Fault(pack.origin, rule.line, rule.id, message) for rule, message in failures(sound)]
    return sorted(faults, key=lambda fault: fault.line)


def _label_faults(rule: Rule, pack: Pack) -> Iterator[Fault]:
    """A label of the user's own is allowed, but not one that is a slip or stands in the space of a stage."""
    if rule.label in labels():
        return
    near = get_close_matches(rule.label, labels(), 1, _ALIKE)
    space = regex.split("[._]", rule.label)[0]
    stage = [label for label in labels() if label not in LABELS and label.startswith(space)]
    if near:
        message = f"unknown label {rule.label!r}; did you mean {near[0]!r}? a label of your own must not look like that"
    elif stage:
        message = f"unknown label {rule.label!r}; the labels of this stage are {', '.join(stage)}"
    else:
        return
    yield Fault(pack.origin, rule.line, rule.id, message)


def _attribute_faults(rule: Rule, pack: Pack) -> Iterator[Fault]:
    """The attributes of a stage are those that it reads; entities may carry others, but no wrong value of these."""
    known = labels().get(rule.label)
    if known is None:
        return
    for name, value in rule.attrs.items():
        allowed = known.attributes.get(name, ())
        if name not in known.attributes and rule.label not in LABELS:
            near = get_close_matches(name, known.attributes, 1)
            meant = f"; did you mean {near[0]!r}?" if near else ""
            listed = ", ".join(known.attributes) or "none"
            message = f"{rule.label} has no attribute {name!r}{meant} (its attributes: {listed})"
        elif allowed and value not in allowed:
            message = f"{name} = {value!r} is not known to {rule.label}; write one of {', '.join(allowed)}"
        else:
            continue
        yield Fault(pack.origin, rule.line, rule.id, message)


def _value_faults(rule: Rule, pack: Pack) -> Iterator[Fault]:
    """What fills the fields of an entity is of their kind: a name is a string, a date is a day."""
    known = labels().get(rule.label)
    if not gives_entities(rule.label):
        return
    values = {name: value for name, value in rule.attrs.items() if name in settable_fields(rule.label)}
    told = {name for name in values if known is not None and known.attributes.get(name)}  # by _attribute_faults
    nowhere = {"start": 0, "end": 0, "clean_start": 0, "clean_end": 0, "text": ""}
    try:
        entity_class(rule.label).model_validate({"id": "", "rule": "", "span": nowhere, "label": rule.label, **values})
    except ValidationError as error:
        for each in error.errors():
            if each["loc"][0] not in told:
                message = f"attrs give {each['loc'][0]} = {each['input']!r}: {each['msg']}"
                yield Fault(pack.origin, rule.line, rule.id, message)


def _unit_faults(rule: Rule, pack: Pack) -> Iterator[Fault]:
    """A measure word is a string; what is excluded begins with it."""
    if rule.label != "UNIT":
        return
    if rule.pattern:
        yield Fault(pack.origin, rule.line, rule.id, "a UNIT rule has no pattern; write its units as terms")
    for word in rule.excludes:
        if not any(word.startswith(term) and word != term for term in rule.terms):
            yield Fault(
                pack.origin, rule.line, rule.id,
                f"excludes = [{word!r}] keeps nothing out: write a longer word that begins with one of the terms",
            )  # fmt: skip


def _hidden(rule: Rule, pack: Pack, owners: dict[tuple[str, str], Rule]) -> Iterator[Fault]:
    """A rule all of whose words another rule of the same label has, with its attributes, adds nothing."""
    if not rule.terms or rule.pattern:
        return
    others = [
        owner for term in rule.terms
        if (owner := owners.setdefault((rule.label, term), rule)).id not in (rule.id, *pack.disable)
        and all(owner.attrs.get(name) == value for name, value in rule.attrs.items())
    ]  # fmt: skip
    if len(others) == len(rule.terms):
        holder = others[0].id
        yield Fault(
            pack.origin, rule.line, rule.id,
            f"adds nothing: rule {holder!r} has {'its term' if len(others) == 1 else 'all its terms'} already; "
            f"remove it, or give it the id {holder!r} to replace that rule",
        )  # fmt: skip


def clashes(pack: Pack, below: Sequence[Pack] = ()) -> list[Fault]:
    r"""Tell where a pack takes the place of others: no faults, but to be known.

    Args:
        pack: The pack.
        below: Packs of the user's own that it stacks on, besides the built-in ones.

    Returns:
        list[Fault]: its rules that replace one of the same id, or that give a word another label or other attributes
        than a rule before them; of two at one place the later one counts. In the order of the rules.

    Example:
        >>> from fazhi_ie.rules import parse_pack
        >>> text = 'name = "mine"\n[[rule]]\nid = "measure.issue-document"\nlabel = "MEASURE"\nterms = ["颁行"]'
        >>> [fault.message for fault in clashes(parse_pack(text, "mine.toml"))]
        ["replaces the rule of the same id in pack 'fazhi.measures'"]
    """
    under = [*builtin_packs(), *below]
    replaced = {rule.id: rule for each in under for rule in each.rules}
    own = {rule.id for rule in pack.rules}
    before: dict[str, list[Rule]] = {}
    for each in under:
        for rule in each.rules:
            if rule.id not in own and rule.id not in pack.disable:
                for term in rule.terms:
                    before.setdefault(term, []).append(rule)
    notes: list[Fault] = []
    for rule in pack.rules:
        if rule.id in replaced:
            message = f"replaces the rule of the same id in pack {replaced[rule.id].pack!r}"
            notes.append(Fault(pack.origin, rule.line, rule.id, message))
        met: dict[str, tuple[Rule, list[str]]] = {}
        for term in rule.terms:
            for other in before.get(term, ()):
                if _clash(rule, other):
                    met.setdefault(other.id, (other, []))[1].append(term)
            before.setdefault(term, []).append(rule)
        for other, terms in met.values():
            shown = ", ".join(terms[:3]) + (f" and {len(terms) - 3} more" if len(terms) > 3 else "")
            message = f"takes {shown} from rule {other.id!r} ({other.label}) of pack {other.pack!r}"
            notes.append(Fault(pack.origin, rule.line, rule.id, message))
    return notes


def _clash(rule: Rule, other: Rule) -> bool:
    if rule.label == other.label:
        return dict(rule.attrs) != dict(other.attrs)
    return gives_entities(rule.label) and gives_entities(other.label)


def _switched_off(pack: Pack, under: Sequence[Pack]) -> Iterator[Fault]:
    known = {rule.id for each in (*under, pack) for rule in each.rules}
    for rule_id in pack.disable:
        if rule_id not in known:
            near = get_close_matches(rule_id, known, 1)
            meant = f"; did you mean {near[0]!r}?" if near else ""
            yield Fault(
                pack.origin, 0, None,
                f"there is no rule {rule_id!r} to switch off{meant}; `fazhi-ie rules list` shows all ids",
            )  # fmt: skip
