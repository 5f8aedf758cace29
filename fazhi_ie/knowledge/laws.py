"""The catalogue of national law: titles, popular names, rank, and the year of the latest revision.

Three tables: `laws_national.tsv` (made by `build_laws`), `laws_other.tsv` (regulations of the State Council, rules of
its departments, intra-Party regulations, lapsed laws) and `law_names.tsv` (popular names). Each names its source.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from fazhi_ie.knowledge.tables import read_table

STATE = "中华人民共和国"


@dataclass(frozen=True, slots=True)
class NationalLaw:
    """One title: `short` is it less 中华人民共和国, `title` the official one; `rank` as in the schema.

    `year` is that of the latest revision, or of adoption where there was none; None where the catalogue does not say.
    """

    short: str
    title: str
    rank: str
    year: int | None = None


@lru_cache(maxsize=1)
def national_laws() -> dict[str, NationalLaw]:
    """Return the catalogue by official title, by title less the name of the state, and by popular name."""
    catalogue: dict[str, NationalLaw] = {}
    for title, rank, year in (*read_table("laws_national.tsv", 3), *read_table("laws_other.tsv", 3)):
        law = NationalLaw(title.removeprefix(STATE), title, rank, int(year) if year else None)
        catalogue.setdefault(law.short, law)
        # older reports put the name of the state before regulations whose title lacks it
        catalogue.setdefault(title if title.startswith(STATE) else STATE + title, law)
    for name, title in read_table("law_names.tsv", 2):
        catalogue.setdefault(name, catalogue[title])
    return catalogue


def law_named(title: str) -> NationalLaw | None:
    """Return the national law with this title, official, short or popular, or None.

    Example:
        >>> law_named("行政处罚法").title
        '中华人民共和国行政处罚法'
        >>> law_named("优化营商环境条例").rank
        'administrative_regulation'
        >>> law_named("行政处罚法").year
        2021
    """
    return national_laws().get(title)


@lru_cache(maxsize=1)
def issuers_by_code() -> dict[str, str]:
    """Return the central organs by the code that begins their document numbers (国办发 → 国务院办公厅)."""
    return {row[0]: row[1] for row in read_table("issuer_codes.tsv", 2)}
