r"""The rule-pack format: TOML files of `[[rule]]` tables, read into `Rule` records.

A pack is data that someone who knows the field can edit without Python:

    name = "my-rules"
    version = "1"

    [[rule]]
    id = "agency.water-bureau"        # unique within the pack
    label = "AGENCY"                  # what a match is
    terms = ["水政监察大队"]            # literal strings, or
    pattern = '水政\p{Han}{0,4}大队'    # a `regex` pattern over the matching view (punctuation in half width)
    excludes = ["水政监察大队长"]       # literals: a hit that lies inside one of them is dropped
    attrs = { kind = "body" }
    match = ["由{水政监察大队}查处"]     # must match; braces mark what exactly is matched
    reject = ["水政监察大队长到场"]      # must not match
    source = "why the rule exists"
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from difflib import get_close_matches
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import regex

from fazhi_ie.errors import RuleError
from fazhi_ie.rules.backtracking import pattern_fault
from fazhi_ie.rules.labels import gives_entities, labels

PACK_KEYS = {"name", "version", "description", "rule", "disable"}
RULE_KEYS = {
    "id", "label", "terms", "terms_file", "pattern", "excludes", "attrs", "match", "reject", "source", "note",
    "grammar",
}  # fmt: skip
_TOML_PLACE = regex.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")
_SURROGATE = regex.compile(r"[\ud800-\udfff]")
_YAML = regex.compile(r"(?m)^[^\S\n]*+(?:-[^\S\n]*+)?\w++:(?:\s|$)")
#: Attributes of built-in stages that are lists of strings.
_LISTS = frozenset(("joins", "followed_by", "traits", "after"))
#: Packs that ship with the library, in the order in which they stack.
BUILTIN = ("grammar", "entities", "indicators", "measures", "problems", "sections")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a pack.

    A `grammar` rule has neither terms nor a pattern: code finds its facts, the pack gives it an id to switch off, a
    label, and examples that the whole extraction must fulfil. Only built-in packs have such rules.

    Attributes:
        id: Unique in the pack; the same id in a later pack replaces the rule.
        label: What a match is: a label of `rules/labels.tsv`, or an entity label of the user's own.
        terms: Literal strings to find, those of `terms_file` included.
        pattern: A pattern of the `regex` library, or None; terms and pattern are matched against the view (half width).
        excludes: Literal strings; a hit that lies inside one of them is dropped.
        attrs: Attributes of a match, by name; each label reads its own.
        match: Examples that it must match; braces, where there are any, mark what exactly.
        reject: Examples that it must not match.
        source: Why it exists, or where it comes from.
        note: What a reader of the rule should know.
        grammar: Whether code matches it.
        pack: Name of its pack.
        line: Where its table begins in the file, from 1; 0 where that is not known.

    Example:
        >>> rule = Rule("agency.water", "AGENCY", terms=("水政监察大队",), attrs={"kind": "body"})
        >>> rule.id, rule.terms, rule.pattern, rule.grammar
        ('agency.water', ('水政监察大队',), None, False)
    """

    id: str
    label: str
    terms: tuple[str, ...] = ()
    pattern: str | None = None
    excludes: tuple[str, ...] = ()
    attrs: Mapping[str, Any] = field(default_factory=dict)
    match: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()
    source: str = ""
    note: str = ""
    grammar: bool = False
    pack: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a pack, or that should be known about it.

    Attributes:
        file: Path of the pack, or the name that it was parsed under.
        line: The line, from 1; 0 for the whole file.
        rule: Id of the rule; None where it is about the pack, or the rule has no id.
        message: What is wrong, and what to write instead.

    Example:
        >>> print(Fault("water.toml", 7, "agency.water", "needs terms, terms_file or a pattern"))
        water.toml:7: rule 'agency.water': needs terms, terms_file or a pattern
    """

    file: str
    line: int
    rule: str | None
    message: str

    def __str__(self) -> str:
        """Write it as one line: file, line, rule, message."""
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: rule {self.rule!r}: {self.message}" if self.rule else f"{where}: {self.message}"


@dataclass(frozen=True, slots=True)
class Pack:
    """A parsed rule pack; `parse_pack` and `read_pack` make one.

    Attributes:
        name: Its name; it stands in each Report.
        version: Its version; "0" where it gives none.
        rules: Its rules, in file order.
        disable: Ids of rules of other packs, or of its own, to switch off.
        origin: What error messages call it: a path or a name.

    Example:
        >>> pack = builtin_packs()[0]
        >>> pack.name, pack.version, pack.origin
        ('fazhi.grammar', '1.0', 'builtin/grammar.toml')
    """

    name: str
    version: str
    rules: tuple[Rule, ...]
    disable: tuple[str, ...] = ()
    origin: str = ""


def parse_pack(content: str, origin: str, folder: Path | None = None) -> Pack:
    r"""Parse the text of one pack.

    Args:
        content: The TOML text.
        origin: What error messages call it: a path or a name.
        folder: Where `terms_file` entries are looked up; None allows none.

    Returns:
        Pack: its rules in file order.

    Raises:
        RuleError: Wrong TOML, unknown keys, missing or ill-typed values, a pattern that could run without end;
            the message carries file, line and rule id.

    Example:
        >>> pack = parse_pack('name = "tax"\n[[rule]]\nid = "tax.kind"\nlabel = "TAX"\nterms = ["资源税"]', "tax.toml")
        >>> [(rule.id, rule.label, rule.terms, rule.line) for rule in pack.rules]
        [('tax.kind', 'TAX', ('资源税',), 2)]

    Source:
        TOML 1.0 (https://toml.io) for the syntax; docs/rules.md for the keys.
    """
    pack, faults = parse_leniently(content, origin, folder)
    faults += _not_for_users(pack)
    return _sound(pack, faults)


def parse_leniently(content: str, origin: str, folder: Path | None = None) -> tuple[Pack, list[Fault]]:
    """Parse a pack as far as it can be, and return what is wrong with it beside its sound rules."""
    if half := _SURROGATE.search(content):
        line = content.count("\n", 0, half.start()) + 1
        fault = Fault(origin, line, None, f"holds half a character ({half[0]!a}), which no UTF-8 file can; remove it")
        return Pack("", "0", (), (), origin), [fault]
    try:
        data = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        return Pack("", "0", (), (), origin), [_not_toml(content, origin, str(error))]
    reader = _Reader(content, origin, folder)
    reader.refuse_unknown(data, PACK_KEYS, None, "the pack")
    name = data.get("name")
    if not isinstance(name, str) or not name:
        reader.fault(0, None, 'the pack has no name; write  name = "..."  at its top')
        name = ""
    tables = data.get("rule", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        reader.fault(reader.line_of("rule", 1), None, "rules are written as [[rule]] tables (two brackets each side)")
        tables = []
    rules = [rule for n, table in enumerate(tables) if (rule := reader.rule(n, table, name)) is not None]
    disable = reader.strings(data, "disable", reader.line_of("disable", 1), None)
    return Pack(name, str(data.get("version", "0")), tuple(rules), disable, origin), reader.faults


def read_pack(path: str | Path) -> Pack:
    r"""Read one pack from a TOML file.

    Args:
        path: The file, in UTF-8; its `terms_file` entries are looked up beside it.

    Returns:
        Pack: its rules in file order.

    Raises:
        RuleError: The file is missing, not UTF-8, or not a valid pack; the message tells the first thing that is wrong.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     file = Path(folder, "tax.toml")
        ...     _ = file.write_text('name = "tax"\n[[rule]]\nid = "a"\nlabel = "TAX"\nterms = ["资源税"]', "utf-8")
        ...     read_pack(file).name
        'tax'
    """
    pack, faults = read_leniently(path)
    return _sound(pack, faults)


def read_leniently(path: str | Path) -> tuple[Pack, list[Fault]]:
    """Read a pack from a file as far as it can be read, and return what is wrong with it.

    Raises:
        RuleError: There is no text to read.
    """
    file = Path(path)
    try:
        content = file.read_text("utf-8")
    except FileNotFoundError as error:
        raise RuleError(f"{file}: there is no such rule pack") from error
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(f"{file}: cannot be read as a UTF-8 text file ({error})") from error
    pack, faults = parse_leniently(content, str(file), file.parent)
    return pack, sorted([*faults, *_not_for_users(pack)], key=lambda fault: fault.line)


def _sound(pack: Pack, faults: Sequence[Fault]) -> Pack:
    """Return a pack, or refuse it with the first thing that is wrong."""
    if faults:
        raise RuleError(str(faults[0]))
    return pack


def _not_for_users(pack: Pack) -> Iterator[Fault]:
    """Tell what only the built-in packs may hold: rules whose matching is code, patterns that nobody checked."""
    for rule in pack.rules:
        message = None
        if rule.grammar:
            message = "grammar = true is for the built-in packs; write a pattern"
        elif rule.pattern is not None:
            message = pattern_fault(rule.pattern)
        if message:
            yield Fault(pack.origin, rule.line, rule.id, message)
        if rule.label in labels() and not gives_entities(rule.label):
            yield from (Fault(pack.origin, rule.line, rule.id, wrong) for wrong in _wrong_kinds(rule))


def _wrong_kinds(rule: Rule) -> Iterator[str]:
    """Tell which attributes are not of the kind that the stage of the label reads."""
    for name in labels()[rule.label].attributes:
        value = rule.attrs.get(name)
        if value is None or (name == "after" and isinstance(value, str)):  # one role needs no list
            continue
        if name in _LISTS:
            if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
                yield f'attrs give {name} = {value!r}; write a list of strings, such as  {name} = ["..."]'
        elif name == "weight":
            if type(value) is not int:
                yield f"attrs give weight = {value!r}; write a whole number"
        elif not isinstance(value, str | bool):
            yield f"attrs give {name} = {value!r}; write a string, or true or false"


@lru_cache(maxsize=1)
def builtin_packs() -> tuple[Pack, ...]:
    """Return the packs that ship with the library.

    Returns:
        tuple[Pack, ...]: in stacking order; read once.

    Example:
        >>> [pack.name for pack in builtin_packs()][:3]
        ['fazhi.grammar', 'fazhi.entities', 'fazhi.indicators']
    """
    root = resources.files("fazhi_ie.rules") / "builtin"
    with resources.as_file(root) as folder:
        return tuple(
            _builtin((folder / f"{name}.toml").read_text("utf-8"), f"builtin/{name}.toml", folder)
            for name in BUILTIN
            if (folder / f"{name}.toml").is_file()
        )


def _builtin(content: str, origin: str, folder: Path) -> Pack:
    pack, faults = parse_leniently(content, origin, folder)
    return _sound(pack, faults)


def stack(packs: Iterable[Pack], disable: Sequence[str] = ()) -> tuple[Rule, ...]:
    """Stack packs: a later rule replaces an earlier one of the same id; disabled ids go.

    Raises:
        RuleError: `disable` (or a pack's own list) names an id that no rule has.
    """
    rules: dict[str, Rule] = {}
    off: dict[str, str] = dict.fromkeys(disable, "disable")
    for pack in packs:
        for rule in pack.rules:
            rules[rule.id] = rule
        off.update(dict.fromkeys(pack.disable, pack.origin))
    for rule_id, where in off.items():
        if rule_id not in rules:
            raise RuleError(f"{where}: there is no rule {rule_id!r} to switch off; `fazhi-ie rules list` shows all ids")
        del rules[rule_id]
    return tuple(rules.values())


def _not_toml(content: str, origin: str, error: str) -> Fault:
    """Tell where a text stops being TOML, and whether it is another format."""
    place = _TOML_PLACE.search(error)
    line = int(place[1]) if place and place[1] else content.rstrip().count("\n") + 1
    said = _TOML_PLACE.sub("", error).strip()
    if _YAML.search(content) and "=" not in content.split("\n", 1)[0]:
        said += '; this looks like YAML, but a pack is TOML:  name = "..."  instead of  name: ...'
    return Fault(origin, line, None, f"not a rule pack: {said}; a pack is a TOML file, see docs/rules.md")


def _as_json(value: Any) -> Any:
    """Give a value of TOML as JSON has it: the attributes of a match stand in the Report.

    Raises:
        ValueError: It is a number without a value (inf, nan).
    """
    if isinstance(value, dict):
        return {key: _as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_json(item) for item in value]
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(str(value))
    return value


class _Reader:
    """Reads the tables of one pack; what is wrong goes to `faults`, the sound rules are returned."""

    def __init__(self, content: str, origin: str, folder: Path | None) -> None:
        self.origin, self.folder = origin, folder
        self.faults: list[Fault] = []
        self._content = content.split("\n")
        self._lines = [n for n, line in enumerate(self._content, 1) if line.strip() == "[[rule]]"]
        self._seen: dict[str, int] = {}

    def fault(self, line: int, rule: str | None, message: str) -> None:
        self.faults.append(Fault(self.origin, line, rule, message))

    def line_of(self, key: str, first: int) -> int:
        """Return the line at or behind `first`, up to the next rule, on which a key is set; `first` where none is."""
        for n in range(first, len(self._content) + 1):
            text = self._content[n - 1].lstrip()
            if n > first and text.startswith("[["):
                break
            if text.startswith(key) and text[len(key) :].lstrip()[:1] == "=":
                return n
        return first

    def rule(self, n: int, table: dict[str, Any], pack: str) -> Rule | None:
        """Read the n-th rule table; None where something in it is wrong."""
        line = self._lines[n] if n < len(self._lines) else 0
        before = len(self.faults)
        rule_id = table.get("id")
        if not isinstance(rule_id, str) or not rule_id:
            self.fault(line, None, 'the rule has no id; write  id = "area.what-it-finds"')
            rule_id = None
        self.refuse_unknown(table, RULE_KEYS, rule_id, "the rule", line)
        label = table.get("label")
        if not isinstance(label, str) or not label.replace("_", "").replace(".", "").isalnum():
            self.fault(self.line_of("label", line), rule_id, 'needs a label of letters, such as  label = "AGENCY"')
        pattern = table.get("pattern")
        if pattern is not None and not isinstance(pattern, str):
            self.fault(self.line_of("pattern", line), rule_id, "pattern must be one string")
            pattern = ""
        terms = self.strings(table, "terms", line, rule_id) + self._terms_file(table, line, rule_id)
        grammar = table.get("grammar", False) is True
        if grammar and (terms or pattern):
            self.fault(line, rule_id, "a grammar rule is matched by code; it has neither terms nor a pattern")
        if not grammar and not any(table.get(key) for key in ("terms", "terms_file", "pattern")):
            self.fault(line, rule_id, "needs terms, terms_file or a pattern")
        if not all(terms):
            self.fault(self.line_of("terms", line), rule_id, "a term is empty")
        attrs = table.get("attrs", {})
        if not isinstance(attrs, dict):
            self.fault(
                self.line_of("attrs", line), rule_id, "attrs must be a table, such as  attrs = { kind = 'body' }"
            )
            attrs = {}
        try:
            attrs = {key: _as_json(value) for key, value in attrs.items()}
        except ValueError as error:
            self.fault(self.line_of("attrs", line), rule_id, f"attrs hold {error}, which JSON cannot hold")
        texts = {key: table.get(key, "") for key in ("source", "note")}
        if not all(isinstance(value, str) for value in texts.values()):
            self.fault(line, rule_id, "source and note must be strings")
        lists = {key: self.strings(table, key, line, rule_id) for key in ("excludes", "match", "reject")}
        if rule_id is not None and rule_id in self._seen:
            self.fault(line, rule_id, f"rule id {rule_id!r} is used twice, first on line {self._seen[rule_id]}")
        elif rule_id is not None:
            self._seen[rule_id] = line
        if len(self.faults) > before or rule_id is None:
            return None
        return Rule(
            rule_id, str(label), terms, pattern, lists["excludes"], attrs, lists["match"], lists["reject"], **texts,
            grammar=grammar, pack=pack, line=line,
        )  # fmt: skip

    def _terms_file(self, table: dict[str, Any], line: int, rule_id: str | None) -> tuple[str, ...]:
        name = table.get("terms_file")
        if name is None:
            return ()
        line = self.line_of("terms_file", line)
        if not isinstance(name, str) or self.folder is None or Path(name).is_absolute() or ".." in Path(name).parts:
            self.fault(line, rule_id, "terms_file must name a file beside the pack, one term a line")
            return ()
        try:
            lines = (self.folder / name).read_text("utf-8").splitlines()
        except (OSError, ValueError) as error:
            self.fault(line, rule_id, f"terms_file {name!r} cannot be read ({error})")
            return ()
        return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))

    def strings(self, table: dict[str, Any], key: str, line: int, rule_id: str | None) -> tuple[str, ...]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.fault(self.line_of(key, line), rule_id, f'{key} must be a list of strings, such as  {key} = ["..."]')
            return ()
        return tuple(value)

    def refuse_unknown(
        self, table: dict[str, Any], known: set[str], rule_id: str | None, what: str, line: int = 1
    ) -> None:
        for key in sorted(set(table) - known):
            near = get_close_matches(key, known, 1)
            meant = f"; did you mean {near[0]!r}?" if near else ""
            self.fault(
                self.line_of(key, line), rule_id,
                f"{what} has the unknown key {key!r}{meant} known keys: {', '.join(sorted(known))}"
                if near else f"{what} has the unknown key {key!r}; known keys: {', '.join(sorted(known))}",
            )  # fmt: skip
