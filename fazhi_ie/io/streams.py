"""Pipes, devices, and names that mean something else to each process."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import Final

_STDIN: Final = re.compile(r"/dev/stdin|/(?:dev|proc/self)/fd/0")
_STDOUT: Final = re.compile(r"/dev/stdout|/(?:dev|proc/self)/fd/1")
_OF_PROCESS: Final = re.compile(r"/dev/(?:stdin|stdout|stderr)|/(?:dev|proc/(?:self|\d+))/fd/\d+")


def is_stdin(path: str | Path) -> bool:
    """Say whether a path is a name of standard input.

    Args:
        path: Any path.

    Returns:
        bool: True for `/dev/stdin` and the like.

    Example:
        >>> is_stdin("/dev/stdin"), is_stdin("a.txt")
        (True, False)
    """
    return bool(_STDIN.fullmatch(str(path)))


def is_stdout(path: str | Path) -> bool:
    """Say whether a path is a name of standard output.

    Args:
        path: Any path.

    Returns:
        bool: True for `/dev/stdout` and the like.

    Example:
        >>> is_stdout("/dev/stdout"), is_stdout("a.txt")
        (True, False)
    """
    return bool(_STDOUT.fullmatch(str(path)))


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
    if _OF_PROCESS.fullmatch(str(path)):
        return True
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return False
    return not stat.S_ISDIR(mode) and not stat.S_ISREG(mode)
