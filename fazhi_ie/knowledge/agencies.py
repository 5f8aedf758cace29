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
    """The last words of a kind of agency.

    `modes` says where a name may end with them (see agency_heads.tsv), `not_before` what may not follow.
    """

    text: str
    kind: str
    modes: frozenset[str]
    not_before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CentralOrgan:
    """An organ that is named without a place: 国务院, 司法部, 最高人民法院."""

    name: str
    canonical: str
    kind: str
    not_before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FusedName:
    """A name that holds its level word: 县府办, 团市委; `template` makes the full name from the place."""

    text: str
    kind: str
    levels: tuple[str, ...]
    template: str
    not_before: tuple[str, ...]


@lru_cache(maxsize=1)
def fused_names() -> dict[str, FusedName]:
    """Return the names that hold their level word, by the name as written."""
    return {
        text: FusedName(text, kind, _choices(levels), template, _choices(follow))
        for text, kind, levels, template, follow in read_table("agency_fused.tsv", 5)
    }


@lru_cache(maxsize=1)
def agency_heads() -> dict[str, AgencyHead]:
    """Return the kinds of agencies by their last words."""
    return {
        text: AgencyHead(text, kind, frozenset(modes), _choices(follow))
        for text, kind, modes, follow in read_table("agency_heads.tsv", 4)
    }


@lru_cache(maxsize=1)
def central_organs() -> dict[str, CentralOrgan]:
    """Return the central organs by every name that they go by."""
    return {
        name: CentralOrgan(name, canonical, kind, _choices(follow))
        for name, canonical, kind, follow in read_table("central_organs.tsv", 4)
    }


@lru_cache(maxsize=1)
def short_forms() -> dict[str, str]:
    """Return what short forms of departments stand for: 发改委 → 发展和改革委员会."""
    return {row[0]: row[1] for row in read_table("agency_short_forms.tsv", 2)}


def written_out(name: str) -> str:
    """Write a department's name out where it ends in a well-known short form.

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
