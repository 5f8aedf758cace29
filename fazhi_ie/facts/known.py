"""What the caller of `extract` already knows about a report; it settles what the text leaves open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Known:
    """Facts about a report given by the caller.

    Args:
        region: Full name of the area reported on, such as "安吉县"; like the next two it wins over the text.
        issuer: Full name of the issuing body, such as "安吉县人民政府".
        year: The year reported on.
        title: Title, as metadata of a web page give it; counts where the text itself has none.
        date: Day of publication (ISO); counts where the text itself gives none.

    Raises:
        ValueError: `date` is no day in ISO form.
    """

    region: str | None = None
    issuer: str | None = None
    year: int | None = None
    title: str | None = None
    date: str | None = None

    def __post_init__(self) -> None:
        if self.date is not None:
            try:
                valid = date.fromisoformat(self.date).isoformat() == self.date
            except ValueError:
                valid = False
            if not valid:
                raise ValueError(f"date must be a day such as 2024-02-08, not {self.date!r}")
