"""Measure extraction on Spark of this machine, and print it as JSON.

    python tests/bench/spark.py FOLDER [--pages 1000] [--cores 1 2]

FOLDER holds text files; its pages of 1,500 to 2,000 characters are repeated, each time with another number at the end,
until there are enough. Time begins when the Python processes have started and loaded their rules. Repeated pages compress
too well, so bytes are counted over each page once. Wall time depends on what else the machine does; processor time, of
Java and Python together, hardly does, and the core-hours are of that (Linux only).
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

LENGTHS = range(1500, 2001)
#: Pages that the figure of core-hours is for.
MANY = 100_000_000


def read_pages(folder: Path) -> list[str]:
    """Return pages of the wanted length, all different; longer texts are cut at the ends of lines."""
    pages: dict[str, None] = {}
    for file in sorted(folder.rglob("*.txt")):
        page = ""
        for line in file.read_text("utf-8").splitlines(keepends=True):
            if len(page) + len(line) > LENGTHS[-1]:
                pages[page] = None
                page = ""
            page += line
        pages[page] = None
    found = [page for page in pages if len(page) in LENGTHS]
    return found or sys.exit(f"{folder}: no page of {LENGTHS[0]} to {LENGTHS[-1]} characters")


def repeat(pages: list[str], count: int) -> list[str]:
    """Return as many pages as are wanted, all different: each time round with another number at the end."""
    return [f"{pages[at % len(pages)].rstrip()}\n({at})\n" for at in range(count)]


def processor_seconds() -> float:
    """Return the processor time that this process and all below it have used."""
    above, used = {}, {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:  # it has just ended
            continue
        number = int(entry.parent.name)
        above[number] = int(fields[1])
        used[number] = sum(map(int, fields[11:15]))
    ours = {os.getpid()}
    while more := {number for number, parent in above.items() if parent in ours} - ours:
        ours |= more
    return sum(used[number] for number in ours) / os.sysconf("SC_CLK_TCK")


def extract_alone(pages: list[str]) -> float:
    """Return how many pages `fazhi_ie.extract` reads in this process in a second of the processor, without Spark."""
    import fazhi_ie

    fazhi_ie.extract(pages[0])
    start = time.process_time()
    for page in pages:
        fazhi_ie.extract(page)
    return len(pages) / (time.process_time() - start)


def stored_bytes(folder: Path) -> int:
    """Return the size of the Parquet files of a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*.parquet"))


def open_session(cores: int) -> Any:
    """Start Spark on some cores of this machine."""
    from pyspark.sql import SparkSession

    settings = {
        "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.driver.memory": "2g",
        "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.parquet.compression.codec": "zstd",
    }  # fmt: skip
    session = SparkSession.builder.master(f"local[{cores}]").config(map=settings).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def store(session: Any, pages: list[str], parts: int, name: Path) -> Any:
    """Write pages to a Parquet file and return the DataFrame that reads it."""
    rows = session.createDataFrame(list(enumerate(pages)), "id long, text string")
    rows.write.parquet(str(name))
    return session.read.parquet(str(name)).repartition(parts)


def measure_speed(pages: list[str], cores: int) -> dict[str, Any]:
    """Extract pages on some cores and store what is found."""
    import fazhi_ie.spark

    session = open_session(cores)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        given = store(session, pages, 8 * cores, folder / "pages")
        warm = store(session, pages[: 4 * cores], cores, folder / "few")
        fazhi_ie.spark.extract(warm, "text", keep=["id"]).write.parquet(str(folder / "warm"))
        start, before = time.perf_counter(), processor_seconds()
        fazhi_ie.spark.extract(given, "text", keep=["id"]).write.parquet(str(folder / "found"))
        seconds, busy = time.perf_counter() - start, processor_seconds() - before
        errors = session.read.parquet(str(folder / "found")).where("error is not null").count()
    session.stop()
    return {
        "cores": cores,
        "seconds": round(seconds, 2),
        "pages_per_second": round(len(pages) / seconds, 1),
        "characters_per_second": round(sum(map(len, pages)) / seconds),
        "pages_per_core_second": round(len(pages) / busy, 1),
        "characters_per_core_second": round(sum(map(len, pages)) / busy),
        "core_hours_for_100_million_pages": round(MANY * busy / len(pages) / 3600),
        "errors": errors,
    }


def measure_volume(pages: list[str]) -> dict[str, Any]:
    """Store what is found on pages of which none repeats another, in one file, and again as tables."""
    import fazhi_ie.spark
    from fazhi_ie.io.tables import TABLES

    session = open_session(1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        given = store(session, pages, 1, folder / "pages")
        fazhi_ie.spark.extract(given, "text", keep=["id"]).write.parquet(str(folder / "found"))
        found = session.read.parquet(str(folder / "found"))
        facts = {}
        for kind in TABLES:
            rows = fazhi_ie.spark.table(found, kind).coalesce(1)
            rows.write.parquet(str(folder / "tables" / kind))
            facts[kind] = round(session.read.parquet(str(folder / "tables" / kind)).count() / len(pages), 1)
        volume = {
            "different_pages": len(pages),
            "bytes_of_text_per_page": round(sum(len(page.encode()) for page in pages) / len(pages)),
            "stored_bytes_per_page": round(stored_bytes(folder / "found") / len(pages)),
            "stored_bytes_per_page_as_tables": round(stored_bytes(folder / "tables") / len(pages)),
            "facts_per_page": facts,
        }
    session.stop()
    return volume


def main() -> None:
    """Run all measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--cores", type=int, nargs="+", default=[1, 2])
    options = parser.parse_args()
    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    different = read_pages(options.folder)
    pages = repeat(different, options.pages)

    import pyspark

    print(
        json.dumps(
            {
                "pyspark": pyspark.__version__,
                "pages": len(pages),
                "characters_per_page": round(sum(map(len, pages)) / len(pages)),
                "extract_alone_pages_per_core_second": round(extract_alone(pages[:200]), 1),
                "runs": [measure_speed(pages, cores) for cores in options.cores],
                "volume": measure_volume(different),
            },
            indent=1,
        )
    )


if __name__ == "__main__":
    main()
