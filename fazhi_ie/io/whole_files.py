"""Files that take their name when they are complete, and leave nothing behind otherwise."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def part_of(path: Path) -> Path:
    """Return the name under which a file is written that is not complete.

    Args:
        path: The name of the complete file.

    Returns:
        pathlib.Path: a name beside it, hidden where that is told by a dot.

    Example:
        >>> part_of(Path("a.csv")).name
        '.a.csv.part'
    """
    return path.with_name(f".{path.name}.part")


@contextmanager
def finished(path: Path) -> Iterator[Path]:
    """Give a name to write under; the file takes its own name at the end, and is removed where an error comes first.

    Args:
        path: The file; one that is there stays as it is until then.

    Yields:
        pathlib.Path: that of `part_of`.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     with finished(Path(folder, "a.csv")) as part:
        ...         _ = part.write_text("name,value")
        ...     [file.name for file in Path(folder).iterdir()]
        ['a.csv']
    """
    part = part_of(path)
    try:
        yield part
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
