"""Fixtures that several test files share."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def _shared(name: str) -> Path:
    folder = SHARED / name
    if not folder.is_dir():
        pytest.skip(f"needs the folder ../shared/{name}, which is not here")
    return folder


@pytest.fixture(scope="session")
def gold_dir() -> Path:
    """Folder of annotated reports."""
    return _shared("gold")


@pytest.fixture(scope="session")
def corpus_dir() -> Path:
    """Folder of reports without annotations."""
    return _shared("corpus")


@pytest.fixture(scope="session")
def corpus_texts(corpus_dir: Path) -> list[tuple[str, str]]:
    """(name, text) of every report of the corpus."""
    return [(str(f.relative_to(corpus_dir)), f.read_text("utf-8")) for f in sorted(corpus_dir.rglob("*.txt"))]


@pytest.fixture(scope="session")
def fixtures_dir() -> Path:
    """The project's own reports."""
    return Path(__file__).resolve().parents[1] / "fixtures"
