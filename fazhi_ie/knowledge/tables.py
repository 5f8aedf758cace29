"""Reading the tab-separated tables of this package."""

from __future__ import annotations

from importlib import resources


def read_table(name: str, columns: int) -> list[tuple[str, ...]]:
    """Return the rows of a table of this package; comment lines go, missing last columns are empty.

    Args:
        name: File name beside this module.
        columns: How many columns a row has.
    """
    text = resources.files("fazhi_ie.knowledge").joinpath(name).read_text("utf-8")
    rows = []
    for line in text.splitlines():
        if line and not line.startswith("#"):
            cells = [cell.strip() for cell in line.split("\t")]
            rows.append(tuple(cells + [""] * (columns - len(cells))))
    return rows
