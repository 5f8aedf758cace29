"""Going on where a run was broken off: what its files hold, and whether they are of the same run."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from fazhi_ie.errors import FazhiError
from fazhi_ie.facts.extract import extract
from fazhi_ie.rules import RuleSet

_SOURCE = b',"source":'
#: What the record of a failure begins with.
_FAILURE = b'{"source":"'


def done_before(sources: Sequence[str], output: Path, errors: Path, rules: RuleSet, *, with_text: bool = False) -> int:
    """Count the inputs that an earlier run has done, going by their names.

    Args:
        sources: The inputs of this run, in order.
        output: The lines of reports that the earlier run has written; a last line without its end does not count.
        errors: Those of its failures.
        rules: The rules of this run.
        with_text: Whether the lines of this run hold the clean text.

    Returns:
        int: how many inputs, from the first, stand in one of the files.

    Raises:
        FazhiError: The files do not go on with these inputs, rules, texts or this version; the message says what
            differs.
    """
    head = extract("", source="", rules=rules).to_json().encode().partition(_SOURCE)[0]
    reported = _sources(output, head, with_text)
    failed = _failed(errors)
    done = 0
    good, bad = next(reported, None), next(failed, None)
    for source in sources:
        if source == good:
            good = next(reported, None)
        elif source == bad:
            bad = next(failed, None)
        else:
            break
        done += 1
    if good is not None or bad is not None:
        raise FazhiError(
            f"{output}: holds {good or bad}, which does not come next among the files of this run; "
            "give --resume the same files as before, or write to another file"
        )
    return done


def _sources(output: Path, head: bytes, with_text: bool) -> Iterator[str]:
    decoder = json.JSONDecoder()
    for number, line in enumerate(_lines(output, head + _SOURCE), 1):
        found, _, rest = line.partition(_SOURCE)
        if found != head:
            raise FazhiError(
                f"{output}:{number}: was written with other rules or another version of fazhi_ie; "
                "a resumed run needs the same, or another file to write to"
            )
        try:
            source = str(decoder.raw_decode(rest[: 1 << 16].decode("utf-8", "replace"))[0])
            if number == 1 and ("text" in json.loads(line)) != with_text:
                raise FazhiError(
                    f"{output}: was written {'without' if with_text else 'with'} --with-text; "
                    "a resumed run needs the same, or another file to write to"
                )
        except ValueError as error:
            raise FazhiError(f"{output}:{number}: is no line of fazhi_ie; write to another file") from error
        yield source


def _failed(errors: Path) -> Iterator[str]:
    for number, line in enumerate(_lines(errors, _FAILURE), 1):
        try:
            yield str(json.loads(line)["source"])
        except (ValueError, TypeError, KeyError) as error:
            raise FazhiError(f"{errors}:{number}: is no record of a failure; remove the file, or start anew") from error


def _lines(file: Path, beginning: bytes) -> Iterator[bytes]:
    """Yield the whole lines of a file that may not be there; half a line must be half of one that we write."""
    try:
        with file.open("rb") as lines:
            for line in lines:
                if line.endswith(b"\n"):
                    yield line
                elif not (line.startswith(beginning) or beginning.startswith(line)):
                    raise FazhiError(f"{file}: ends with a line that is not of fazhi_ie; write to another file")
    except FileNotFoundError:
        return
    except OSError as error:
        raise FazhiError(f"{file}: cannot be read: {error.strerror or error}") from error
