"""The notebooks run from top to bottom, and what is stored in them is what they print."""

from pathlib import Path

import nbclient
import nbformat
import pytest

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def printed(notebook: nbformat.NotebookNode) -> list[str]:
    """Return for each code cell what it shows as text; a kernel may send one stream in several pieces.

    Warnings are left out: where no Chinese font is installed, plots warn.
    """
    return [
        "".join(
            output.get("text") or output.get("data", {}).get("text/plain", "") or output.get("ename", "")
            for output in cell.outputs
            if output.get("name") != "stderr"
        )
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


@pytest.mark.parametrize("file", [pytest.param(file, id=file.stem) for file in NOTEBOOKS])
def test_a_notebook_runs_and_shows_what_is_stored(file: Path) -> None:
    stored = nbformat.read(file, as_version=4)
    fresh = nbformat.read(file, as_version=4)
    nbclient.NotebookClient(fresh, timeout=300, resources={"metadata": {"path": str(FOLDER)}}).execute()
    assert printed(fresh) == printed(stored)
