"""Kinds of agencies: the last words of their names, central organs, well-known short forms."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from fazhi_ie.knowledge.tables import read_table

#: The office of a place's Party committee, as reports call it: 镇坪县委办.
PARTY_OFFICE = regex.compile(r"(?P<place>\p{Han}+[省市县区州旗盟])委(?P<office>办公厅|办公室|办)")


@dataclass(frozen=True, slots=True)
class AgencyHead:
    """The last words of a kind of agency, from `agency_heads.tsv`.

    Attributes:
        text: The words, 局 or 街道办事处.
        kind: As `Agency.kind` in the schema: "government", "party", "department" and so on.
        modes: Letters that say what may stand before them in a name; the head of the table explains each.
        not_before: Characters or words before which they are no agency (局 before 面).

    Example:
        >>> agency_heads()["街道办事处"].kind
        'government'
    """

    text: str
    kind: str
    modes: frozenset[str]
    not_before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CentralOrgan:
    """An organ that is named without a place: 国务院, 司法部, 最高人民法院.

    Attributes:
        name: One of the names that it goes by.
        canonical: Its name in full.
        kind: As `Agency.kind` in the schema.
        not_before: Characters or words before which `name` is another word (国办 before 发: a document number).

    Example:
        >>> central_organs()["国办"].canonical
        '国务院办公厅'
    """

    name: str
    canonical: str
    kind: str
    not_before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FusedName:
    """A name that holds its level word: 县府办, 团市委.

    Attributes:
        text: The name as written.
        kind: As `Agency.kind` in the schema.
        levels: The level words that it stands for (市), one or several.
        template: Makes the full name: {} stands for the name of the place.
        not_before: Characters or words before which it is another word.

    Example:
        >>> fused = fused_names()["团市委"]
        >>> fused.levels, fused.template.format("安康市")
        (('市',), '共青团安康市委')
    """

    text: str
    kind: str
    levels: tuple[str, ...]
    template: str
    not_before: tuple[str, ...]


@lru_cache(maxsize=1)
def fused_names() -> dict[str, FusedName]:
    """Return the names that hold their level word.

    Returns:
        dict[str, FusedName]: by the name as written; do not change it, it is kept.

    Example:
        >>> fused_names()["县府办"].levels
        ('县',)
    """
    return {
        text: FusedName(text, kind, _choices(levels), template, _choices(follow))
        for text, kind, levels, template, follow in read_table("agency_fused.tsv", 5)
    }


@lru_cache(maxsize=1)
def agency_heads() -> dict[str, AgencyHead]:
    """Return the kinds of agencies.

    Returns:
        dict[str, AgencyHead]: by their last words; do not change it, it is kept.

    Example:
        >>> agency_heads()["局"].not_before[:2]
        ('部', '面')
    """
    return {
        text: AgencyHead(text, kind, frozenset(modes), _choices(follow))
        for text, kind, modes, follow in read_table("agency_heads.tsv", 4)
    }


@lru_cache(maxsize=1)
def central_organs() -> dict[str, CentralOrgan]:
    """Return the central organs.

    Returns:
        dict[str, CentralOrgan]: by every name that they go by; do not change it, it is kept.

    Example:
        >>> central_organs()["党中央"].canonical
        '中共中央'
    """
    return {
        name: CentralOrgan(name, canonical, kind, _choices(follow))
        for name, canonical, kind, follow in read_table("central_organs.tsv", 4)
    }


@lru_cache(maxsize=1)
def short_forms() -> dict[str, str]:
    """Return what short forms of departments stand for.

    Returns:
        dict[str, str]: the last words of the full name, by the short form; do not change it, it is kept.

    Example:
        >>> short_forms()["发改委"]
        '发展和改革委员会'
    """
    return {row[0]: row[1] for row in read_table("agency_short_forms.tsv", 2)}


def written_out(name: str) -> str:
    """Write a department's name out where it is a well-known short form.

    Args:
        name: The words behind the place or level, 人社局; with the place before it no name is known.

    Returns:
        str: the words in full; `name` itself where no short form is known.

    Example:
        >>> written_out("人社局")
        '人力资源和社会保障局'
        >>> written_out("司法局")
        '司法局'
    """
    return short_forms().get(name, name)


@lru_cache(maxsize=1)
def _same() -> dict[str, str]:
    return {row[0]: row[1] for row in read_table("agency_same.tsv", 2)}


def full_form(name: str) -> str:
    """Write the name of a body in the one form that tells whether two names mean the same.

    Args:
        name: A name, with its place as far as it has one.

    Returns:
        str: the form for comparing, as in `key` of an Agency; not always what the body is called.

    Example:
        >>> full_form("镇坪县政府办")
        '镇坪县人民政府办公室'
        >>> full_form("镇坪县委办公室")
        '中共镇坪县委员会办公室'
        >>> full_form("镇坪县司法局")
        '镇坪县司法局'
    """
    office = PARTY_OFFICE.fullmatch(name)
    if office is not None:
        return f"中共{office['place']}委员会{'办公厅' if office['office'] == '办公厅' else '办公室'}"
    for size in range(min(len(name) - 1, max(map(len, _same()))), 1, -1):
        full = _same().get(name[-size:])
        if full is not None:
            return name if name.endswith(full) else name[:-size] + full
    return name


def _choices(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("|")))
