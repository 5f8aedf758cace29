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
    """One title of the catalogue.

    Attributes:
        short: The official title less 中华人民共和国.
        title: The official title.
        rank: As `Law.rank` in the schema: "constitution", "law", "administrative_regulation" and so on.
        year: Year of the latest revision, or of adoption where there was none; None where the catalogue does not say.

    Example:
        >>> law_named("民法典")
        NationalLaw(short='民法典', title='中华人民共和国民法典', rank='law', year=2020)
    """

    short: str
    title: str
    rank: str
    year: int | None = None


@lru_cache(maxsize=1)
def national_laws() -> dict[str, NationalLaw]:
    """Return the catalogue of national law.

    Returns:
        dict[str, NationalLaw]: by official title, by title less the name of the state, and by popular name; do not
        change it, it is kept.

    Example:
        >>> national_laws()["中华人民共和国民法典"] is national_laws()["民法典"]
        True

    Source:
        docs/sources.md: titles and years of the national database of laws and regulations, and own lists.
    """
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
    """Return the national law with this title.

    Args:
        title: The title without 《》: official, less 中华人民共和国, or popular.

    Returns:
        NationalLaw: the law, or None where the catalogue has no such title.

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
    """Return the central organs by the codes that begin their document numbers.

    Local organs are there too where their code does not follow from place, organ and kind (川办发).

    Returns:
        dict[str, str]: name of the organ by its code (发文机关代字); do not change it, it is kept.

    Example:
        >>> issuers_by_code()["国办发"]
        '国务院办公厅'

    Source:
        党政机关公文处理工作条例 (2012), article 9, for the form of a 发文字号; the codes are an own list.
    """
    return {row[0]: row[1] for row in read_table("issuer_codes.tsv", 2)}
