"""Files to text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from fazhi_ie.errors import ReadError
from fazhi_ie.text.decode import decode

#: Endings that a folder is searched for.
TEXT_SUFFIXES = (".txt", ".md", ".text")
_NOT_TEXT = {".html", ".htm", ".docx", ".doc", ".pdf", ".xlsx", ".xls", ".wps", ".zip", ".rar", ".ofd"}


def read(path: str | Path) -> str:
    """Read one plain-text file in whatever encoding it is in.

    Args:
        path: A text file: UTF-8, UTF-16 or GB18030 (GBK, GB2312), with or without byte-order mark.

    Returns:
        str: the text as given: byte-order mark removed, newlines untouched.

    Raises:
        ReadError: The file is missing, is not text, or its encoding cannot be told.
    """
    file = Path(path)
    if file.suffix.lower() in _NOT_TEXT:
        raise ReadError(f"{file}: {file.suffix} files are not read; save it as plain text (.txt) first")
    try:
        data = file.read_bytes()
    except FileNotFoundError as error:
        raise ReadError(f"{file}: there is no such file") from error
    except OSError as error:
        raise ReadError(f"{file}: cannot be read: {error.strerror or error}") from error
    try:
        return decode(data)
    except ReadError as error:
        raise ReadError(f"{file}: {error}") from error


def find_files(paths: Iterable[str | Path]) -> Iterator[Path]:
    """Yield the files that paths name: files as they are, folders searched for text files, in sorted order.

    Raises:
        ReadError: A path does not exist, or a folder holds no text file.
    """
    for path in map(Path, paths):
        if not path.is_dir():
            yield path
            continue
        files = sorted(f for f in path.rglob("*") if f.suffix.lower() in TEXT_SUFFIXES and f.is_file())
        if not files:
            raise ReadError(f"{path}: the folder holds no text file ({', '.join(TEXT_SUFFIXES)})")
        yield from files
