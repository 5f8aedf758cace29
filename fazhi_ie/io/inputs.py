"""What paths name: files, all that is in folders, and pipes; what cannot be read is named, too."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fazhi_ie.errors import ReadError
from fazhi_ie.io.readers import SUFFIXES


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


def _search(folder: Path) -> list[Found]:
    """Find the reports in a folder and below it, sorted."""
    found: list[Found] = []
    seen: set[str] = set()
    waiting, links = [str(folder)], list[str]()
    while waiting or links:  # folders before links to folders, so that a folder within is found under its own name
        if not waiting:
            waiting, links = sorted(links, reverse=True), []
        where = waiting.pop()
        real = os.path.realpath(where)
        if real in seen:
            continue
        seen.add(real)
        try:
            with os.scandir(where) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    elif entry.is_symlink() and os.path.isdir(entry.path):
                        links.append(entry.path)
                    elif _is_report(entry.name):
                        found.append(_found(Path(entry.path)))
        except OSError as error:
            found.append(_refused(Path(where), f"cannot be read: {error.strerror or error}"))
    if not found:
        found.append(_refused(folder, f"the folder holds no file to read ({', '.join(SUFFIXES)})"))
    return sorted(found, key=lambda each: each.path)


def _is_report(name: str) -> bool:
    # ~$report.docx is not a report but what Word leaves beside one that is open
    return os.path.splitext(name)[1].lower() in SUFFIXES and not name.startswith("~$")


def _found(path: Path) -> Found:
    if os.path.isfile(path) or not os.path.exists(path):  # a link that leads nowhere is told when it is read
        return Found(path)
    return _refused(path, "is no file; a pipe is read when it is named itself")


def _refused(path: Path, why: str) -> Found:
    return Found(path, ReadError(f"{path}: {why}"))
