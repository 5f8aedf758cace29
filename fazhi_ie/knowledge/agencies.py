"""Kinds of agencies: the last words of their names, central organs, well-known short forms."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from fazhi_ie.knowledge.tables import read_table


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


def _choices(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("|")))
