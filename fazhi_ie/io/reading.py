"""What a file gives: its text, and what it says about itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as it was read.

    Attributes:
        text: The text as given, on which every offset of a report counts.
        title: The title, where the file's metadata give one.
        date: The day of publication as an ISO date, where the file's metadata give one.

    Example:
        >>> Reading("依法行政", date="2024-02-08").date
        '2024-02-08'
    """

    text: str
    title: str | None = None
    date: str | None = None
