"""Pipes, devices, and names that mean something else to each process."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import Final

_NUMBERS: Final = {"stdin": 0, "stdout": 1, "stderr": 2}
_OWN: Final = re.compile(r"/dev/(stdin|stdout|stderr)|/(?:dev|proc/self)/fd/(\d+)")
_OF_ANOTHER: Final = re.compile(r"/proc/\d+/fd/\d+")


def descriptor(path: str | Path) -> int | None:
    """Tell which open file of this process a path names.

    Args:
        path: Any path.

    Returns:
        int | None: 0 for `/dev/stdin` and the like, 1 for `/dev/stdout`, None for other paths.

    Example:
        >>> descriptor("/dev/stdin"), descriptor("/dev/fd/63"), descriptor("a.txt")
        (0, 63, None)
    """
    match = _OWN.fullmatch(str(path))
    if match is None:
        return None
    return _NUMBERS[match[1]] if match[1] else int(match[2])


def is_stream(path: str | Path) -> bool:
    """Say whether a path is a pipe, a device, or a file that another process may know by another name (`/dev/stdin`).

    Args:
        path: Any path.

    Returns:
        bool: False for other files, for folders, and for what is not there.

    Example:
        >>> is_stream("/dev/null"), is_stream("/dev/stdout"), is_stream(".")
        (True, True, False)
    """
    if descriptor(path) is not None or _OF_ANOTHER.fullmatch(str(path)):
        return True
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return False
    return not stat.S_ISDIR(mode) and not stat.S_ISREG(mode)
