"""What paths name: files, all that is in folders, and pipes; what cannot be read is named, too."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fazhi_ie.errors import ReadError
from fazhi_ie.io.readers import SUFFIXES

#: Where files are that mean something else to each process, such as /dev/stdin.
_OF_PROCESS = ("/dev/", "/proc/")


@dataclass(frozen=True, slots=True)
class Found:
    """A file that a path names, or a place that may hold some and cannot be read.

    Attributes:
        path: Where it lies.
        error: Why it cannot be read, where that is known already.
    """

    path: Path
    error: ReadError | None = None


def find_files(paths: Iterable[str | Path]) -> Iterator[Found]:
    """Find the files that paths name: files as they are, folders searched for reports.

    Args:
        paths: Files and folders; folders are searched with all that is below them, by `SUFFIXES`. Links to folders are
            followed, and each folder is searched once.

    Yields:
        Found: in the order of `paths`, those of one folder sorted. A path that does not exist is given as it is; a
        folder that cannot be read, or holds nothing to read, is given with its error.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     for name in ("b.txt", "a.html", "notes.log"):
        ...         _ = Path(folder, name).write_text("依法行政", "utf-8")
        ...     [file.path.name for file in find_files([folder])]
        ['a.html', 'b.txt']
    """
    for path in paths:
        if not str(path):  # which pathlib takes for the current folder
            yield Found(Path(path), ReadError("an empty path names nothing to read"))
        elif os.path.isdir(path):
            yield from _search(Path(path))
        else:
            yield Found(Path(path))


def is_stream(path: Path) -> bool:
    """Say whether a path is a pipe, a device, or means something else to another process (`/dev/stdin`).

    Args:
        path: Any path.

    Returns:
        bool: False for files, for folders, and for what is not there.

    Example:
        >>> is_stream(Path("/dev/null"))
        True
    """
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    if stat.S_ISDIR(mode):
        return False
    return not stat.S_ISREG(mode) or str(path).startswith(_OF_PROCESS)


def _search(folder: Path) -> list[Found]:
    """Find the reports in a folder and below it, sorted."""
    found: list[Found] = []

    def refuse(error: OSError) -> None:
        found.append(_refused(Path(error.filename or folder), f"cannot be read: {error.strerror or error}"))

    seen: set[str] = set()
    tops = [str(folder)]
    while tops:  # folders before links to folders, so that a folder within is found under its own name
        links: list[str] = []
        for top in tops:
            for where, folders, names in os.walk(top, onerror=refuse):
                real = os.path.realpath(where)
                if real in seen:
                    folders.clear()
                    continue
                seen.add(real)
                links += [below for name in folders if os.path.islink(below := os.path.join(where, name))]
                found += [_found(Path(where, name)) for name in names if _is_report(name)]
        tops = sorted(links)
    if not found:
        found.append(_refused(folder, f"the folder holds no file to read ({', '.join(SUFFIXES)})"))
    return sorted(found, key=lambda each: each.path)


def _is_report(name: str) -> bool:
    # ~$report.docx is not a report but what Word leaves beside one that is open
    return os.path.splitext(name)[1].lower() in SUFFIXES and not name.startswith("~$")


def _found(path: Path) -> Found:
    if os.path.isfile(path) or path.is_symlink():  # a link that leads nowhere is told when it is read
        return Found(path)
    return _refused(path, "is no file; a pipe is read when it is named itself")


def _refused(path: Path, why: str) -> Found:
    return Found(path, ReadError(f"{path}: {why}"))
