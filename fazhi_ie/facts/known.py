"""What the caller of `extract` already knows about a report; it settles what the text leaves open."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Known:
    """Facts about a report given by the caller: they win over what the text suggests.

    Args:
        region: Full name of the area reported on, such as "安吉县".
        issuer: Full name of the issuing body, such as "安吉县人民政府".
        year: The year reported on.
    """

    region: str | None = None
    issuer: str | None = None
    year: int | None = None
