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

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from fazhi_ie.errors import RuleError

PACK_KEYS = {"name", "version", "description", "rule", "disable"}
RULE_KEYS = {
    "id", "label", "terms", "terms_file", "pattern", "excludes", "attrs", "match", "reject", "source", "note",
    "grammar",
}  # fmt: skip
#: Packs that ship with the library, in the order in which they stack.
BUILTIN = ("grammar", "entities", "indicators", "measures", "problems", "sections")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a pack; `line` is where its table begins in the file (0 when it came from a mapping).

    A `grammar` rule has neither terms nor a pattern: code finds its facts, the pack gives it an id to switch off, a
    label, and examples that the whole extraction must fulfil. Only built-in packs have such rules.
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
class Pack:
    """A parsed rule pack. `origin` names the file for error messages."""

    name: str
    version: str
    rules: tuple[Rule, ...]
    disable: tuple[str, ...] = ()
    origin: str = ""


def parse_pack(content: str, origin: str, folder: Path | None = None) -> Pack:
    """Parse the text of one pack.

    Args:
        content: The TOML text.
        origin: What error messages call it: a path or a name.
        folder: Where `terms_file` entries are looked up; None allows none.

    Returns:
        Pack: its rules in file order.

    Raises:
        RuleError: Wrong TOML, unknown keys, missing or ill-typed values; the message carries file, line and rule id.
    """
    try:
        data = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{origin}: not a rule pack: {error}; a pack is a TOML file, see docs/rules.md") from error
    _refuse_unknown(data, PACK_KEYS, f"{origin}: the pack")
    lines = [n for n, line in enumerate(content.split("\n"), 1) if line.strip() == "[[rule]]"]
    name = data.get("name")
    if not isinstance(name, str) or not name:
        raise RuleError(f'{origin}: the pack has no name; write  name = "..."  at its top')
    tables = data.get("rule", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise RuleError(f"{origin}: rules are written as [[rule]] tables (two brackets each side)")
    rules: list[Rule] = []
    seen: dict[str, int] = {}
    for n, table in enumerate(tables):
        line = lines[n] if n < len(lines) else 0
        rule = _parse_rule(table, f"{origin}:{line}", name, line, folder)
        if rule.id in seen:
            raise RuleError(f"{origin}:{line}: rule id {rule.id!r} is used twice, first on line {seen[rule.id]}")
        seen[rule.id] = line
        rules.append(rule)
    disable = _strings(data, "disable", f"{origin}: the pack")
    return Pack(name, str(data.get("version", "0")), tuple(rules), disable, origin)


def read_pack(path: str | Path) -> Pack:
    """Read one pack from a TOML file.

    Raises:
        RuleError: The file is missing, not UTF-8, or not a valid pack.
    """
    file = Path(path)
    try:
        content = file.read_text("utf-8")
    except FileNotFoundError as error:
        raise RuleError(f"{file}: there is no such rule pack") from error
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(f"{file}: cannot be read as a UTF-8 text file ({error})") from error
    pack = parse_pack(content, str(file), file.parent)
    for rule in pack.rules:
        if rule.grammar:
            raise RuleError(
                f"{file}:{rule.line}: rule {rule.id!r}: grammar = true is for the built-in packs; write a pattern"
            )
    return pack


@lru_cache(maxsize=1)
def builtin_packs() -> tuple[Pack, ...]:
    """Return the packs that ship with the library, in stacking order."""
    root = resources.files("fazhi_ie.rules") / "builtin"
    with resources.as_file(root) as folder:
        return tuple(
            parse_pack((folder / f"{name}.toml").read_text("utf-8"), f"builtin/{name}.toml", folder)
            for name in BUILTIN
            if (folder / f"{name}.toml").is_file()
        )


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


def _parse_rule(table: dict[str, Any], where: str, pack: str, line: int, folder: Path | None) -> Rule:
    rule_id = table.get("id")
    if not isinstance(rule_id, str) or not rule_id:
        raise RuleError(f'{where}: the rule has no id; write  id = "area.what-it-finds"')
    where = f"{where}: rule {rule_id!r}"
    _refuse_unknown(table, RULE_KEYS, where)
    label = table.get("label")
    if not isinstance(label, str) or not label.replace("_", "").replace(".", "").isalnum():
        raise RuleError(f'{where}: needs a label of letters, such as  label = "AGENCY"')
    pattern = table.get("pattern")
    if pattern is not None and not isinstance(pattern, str):
        raise RuleError(f"{where}: pattern must be one string")
    terms = _strings(table, "terms", where) + _terms_file(table, where, folder)
    grammar = table.get("grammar", False) is True
    if grammar and (terms or pattern):
        raise RuleError(f"{where}: a grammar rule is matched by code; it has neither terms nor a pattern")
    if not terms and not pattern and not grammar:
        raise RuleError(f"{where}: needs terms, terms_file or a pattern")
    if not all(terms):
        raise RuleError(f"{where}: a term is empty")
    attrs = table.get("attrs", {})
    if not isinstance(attrs, dict):
        raise RuleError(f"{where}: attrs must be a table, such as  attrs = {{ kind = 'body' }}")
    texts = {key: table.get(key, "") for key in ("source", "note")}
    if not all(isinstance(value, str) for value in texts.values()):
        raise RuleError(f"{where}: source and note must be strings")
    return Rule(
        rule_id, label, terms, pattern, _strings(table, "excludes", where), attrs,
        _strings(table, "match", where), _strings(table, "reject", where), **texts, grammar=grammar, pack=pack,
        line=line,
    )  # fmt: skip


def _terms_file(table: dict[str, Any], where: str, folder: Path | None) -> tuple[str, ...]:
    name = table.get("terms_file")
    if name is None:
        return ()
    if not isinstance(name, str) or folder is None or Path(name).is_absolute() or ".." in Path(name).parts:
        raise RuleError(f"{where}: terms_file must name a file beside the pack, one term a line")
    try:
        lines = (folder / name).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(f"{where}: terms_file {name!r} cannot be read ({error})") from error
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _strings(table: dict[str, Any], key: str, where: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise RuleError(f'{where}: {key} must be a list of strings, such as  {key} = ["..."]')
    return tuple(value)


def _refuse_unknown(table: dict[str, Any], known: set[str], where: str) -> None:
    unknown = sorted(set(table) - known)
    if unknown:
        raise RuleError(f"{where} has the unknown key {unknown[0]!r}; known keys: {', '.join(sorted(known))}")
