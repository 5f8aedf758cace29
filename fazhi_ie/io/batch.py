"""Files and many texts: one after the other, or on several processes, always in the order they came."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Literal

from fazhi_ie.errors import BatchError, FazhiError, ReadError
from fazhi_ie.facts.extract import extract
from fazhi_ie.io.readers import read_bytes, read_file
from fazhi_ie.io.reading import Reading
from fazhi_ie.io.workers import Lost, run_in_workers
from fazhi_ie.rules import Pack, RuleSet, load_rules
from fazhi_ie.schema import Report

#: Megabytes that a process needs for itself, the rules and reports of usual length.
LEAST_MEMORY: Final = 256

_rules: RuleSet | None = None


def extract_file(
    path: str | Path,
    *,
    region: str | None = None,
    issuer: str | None = None,
    year: int | None = None,
    rules: Sequence[str | Path | Pack] | RuleSet = (),
    disable: Sequence[str] = (),
) -> Report:
    """Read a file and extract its facts; title and day of publication of a web page help where the text has none.

    Args:
        path: A text, web page, Word (.docx) or PDF file; it stands in the Report as `source`.
        region: Area reported on, as in `extract`.
        issuer: Issuing body, as in `extract`.
        year: Year reported on, as in `extract`.
        rules: Paths of rule packs to stack on the built-in ones, or a compiled RuleSet.
        disable: Ids of rules to switch off.

    Returns:
        Report: offsets are into the text that `read` gives for the same file.

    Raises:
        ReadError: The file is missing, damaged, or of a kind that is not read.
        MissingExtraError: The library for its format is not installed.
        RuleError: A rule pack is wrong, or a rule to disable does not exist.

    Example:
        >>> import fazhi_ie, tempfile, pathlib
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     file = pathlib.Path(folder, "report.txt")
        ...     _ = file.write_text("共办理行政复议案件12件。", "utf-8")
        ...     fazhi_ie.extract_file(file).indicators[0].value
        Decimal('12')
    """
    return _of_reading(read_file(path), str(path), rules, disable, region=region, issuer=issuer, year=year)


def _of_reading(
    reading: Reading,
    name: str,
    rules: Sequence[str | Path | Pack] | RuleSet,
    disable: Sequence[str] = (),
    **known: Any,
) -> Report:
    return extract(
        reading.text, title=reading.title, date=reading.date, source=name, rules=rules, disable=disable, **known
    )


def extract_many(
    texts: Iterable[str],
    *,
    workers: int = 1,
    rules: Sequence[str | Path | Pack] = (),
    disable: Sequence[str] = (),
    timeout: float | None = None,
    memory: int | None = None,
) -> Iterator[Report]:
    """Extract reports from many texts, streaming.

    Args:
        texts: The texts as given; consumed as results are taken, a few ahead for each worker.
        workers: Processes; 1 works in this one unless there is a limit to keep.
        rules: Paths of rule packs, or parsed packs.
        disable: Ids of rules to switch off.
        timeout: Seconds that one text may take; None for no limit.
        memory: Megabytes of data that a worker may hold, 256 or more (not on Windows); None for no limit.

    Yields:
        Report: one a text, in the order of `texts`, whatever the number of workers.

    Raises:
        ValueError: `workers` or `memory` is less than its minimum.
        RuleError: A rule pack is wrong.
        BatchError: A text gave no report: it took too long or too much memory, its worker died, or it showed a fault of
            ours. Its `number` is that of the text, from 0. To go on with the others, write the texts to files and use
            `extract_files`, or the command.

    Example:
        >>> texts = (f"共办理行政复议案件{number}件。" for number in (12, 30))
        >>> [str(report.indicators[0].value) for report in extract_many(texts)]
        ['12', '30']
    """
    compiled = load_rules(tuple(rules), tuple(disable))
    if _in_this_process(workers, timeout, memory):
        for text in texts:
            yield extract(text, rules=compiled)
        return
    # of a class of the caller's, a text could not be sent to a process
    plain = map(str.__str__, texts)
    with closing(_outcomes(_extract_text, plain, compiled, workers, timeout, memory)) as outcomes:
        for number, (_, outcome) in enumerate(outcomes):
            if not isinstance(outcome, str):
                raise BatchError(f"text {number} of the batch: {outcome.message}", number)
            yield Report.from_json(outcome)


@dataclass(frozen=True, slots=True)
class Job:
    """One input of `extract_files`.

    Attributes:
        name: What the Report has as `source`, and where the input lies.
        data: Its bytes where they are at hand (standard input); None to read the file.
        with_text: Whether the line is to hold the clean text.
        error: Why it cannot be read, where that is known already.
    """

    name: str
    data: bytes | None = None
    with_text: bool = False
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no report.

    Attributes:
        source: Name of the input.
        error: "read" (the file cannot be read), "timeout", "memory", "crash" (its process died) or "fault" (of
            fazhi_ie).
        message: What is wrong, for a person; it names the input.
    """

    source: str
    error: Literal["read", "timeout", "memory", "crash", "fault"]
    message: str

    def to_json(self) -> str:
        """Write the failure as one line of JSON.

        Returns:
            str: an object with the keys "source", "error" and "message".

        Example:
            >>> Failure("a.pdf", "read", "a.pdf: the file is damaged").to_json()
            '{"source":"a.pdf","error":"read","message":"a.pdf: the file is damaged"}'
        """
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))


def extract_files(
    jobs: Iterable[Job],
    *,
    workers: int = 1,
    rules: RuleSet | None = None,
    timeout: float | None = None,
    memory: int | None = None,
) -> Generator[str | Failure]:
    """Extract files to lines of JSON; one that gives no report gives a failure, and the rest goes on.

    Args:
        jobs: The inputs; consumed as results are taken.
        workers: Processes; 1 works in this one unless there is a limit to keep.
        rules: The compiled rules; the built-in ones if absent.
        timeout: Seconds that one input may take; None for no limit.
        memory: Megabytes of data that a worker may hold, 256 or more (not on Windows); None for no limit.

    Yields:
        str | Failure: a Report as one line of JSON, or why there is none, in the order of `jobs`.

    Raises:
        ValueError: `workers` or `memory` is less than its minimum.

    Example:
        >>> [done.error for done in extract_files([Job("no-such-file.txt")])]
        ['read']
    """
    with closing(_outcomes(_extract_job, jobs, rules or load_rules(), workers, timeout, memory)) as outcomes:
        for job, outcome in outcomes:
            if isinstance(outcome, Lost):
                yield Failure(job.name, outcome.kind, f"{job.name}: {outcome.message}")
            else:
                yield outcome


def _in_this_process(workers: int, timeout: float | None, memory: int | None) -> bool:
    """Say whether the work needs no process of its own: there is one worker, and no limit to keep."""
    return workers == 1 and timeout is None and memory is None


def _outcomes(
    work: Callable[[Any], str | Failure],
    inputs: Iterable[Any],
    rules: RuleSet,
    workers: int,
    timeout: float | None,
    memory: int | None,
) -> Generator[tuple[Any, str | Failure | Lost]]:
    """Do the work for each input, here or in processes, and pair each input with what came of it."""
    if workers < 1:
        raise ValueError(f"workers must be at least 1, not {workers}")
    if memory is not None and memory < LEAST_MEMORY:
        raise ValueError(f"memory must be at least {LEAST_MEMORY} (megabytes), not {memory}: the rules need much of it")
    if _in_this_process(workers, timeout, memory):
        _use_rules(rules)
        yield from ((each, work(each)) for each in inputs)
        return
    yield from run_in_workers(
        work, inputs, workers=workers, start=_compile_rules, arguments=(rules.packs, rules.switched_off),
        timeout=timeout, memory=memory,
    )  # fmt: skip


def _compile_rules(packs: Sequence[Pack], disable: Sequence[str]) -> None:
    rules = RuleSet(packs, disable)
    extract("", rules=rules)  # loads the gazetteers, so that the first text is not charged with it
    # what is loaded stays: the collector need not look at it again, nor come after every 700 of our small objects
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    _use_rules(rules)


def _use_rules(rules: RuleSet) -> None:
    global _rules  # one compiled RuleSet a process: that is what a worker process is for
    _rules = rules


def _extract_text(text: str) -> str | Failure:
    return _guarded("", lambda: extract(text, rules=_rules or ()).to_json(with_text=True))


def _extract_job(job: Job) -> str | Failure:
    def line() -> str:
        if job.error is not None:
            raise ReadError(job.error)
        reading = read_file(job.name) if job.data is None else read_bytes(job.data)
        return _of_reading(reading, job.name, _rules or ()).to_json(with_text=job.with_text)

    return _guarded(job.name, line)


def _guarded(name: str, line: Callable[[], str]) -> str | Failure:
    """Return a line, or what went wrong: a fault in one text must not stop the others, and is told, not swallowed."""
    where = f"{name}: " if name else ""
    try:
        return line()
    except FazhiError as error:
        told = str(error)
        return Failure(name, "read", told if not name or told.startswith(name) else where + told)
    except MemoryError:
        return Failure(name, "memory", f"{where}it takes more memory than there is, or than --memory allows")
    except RecursionError:
        return Failure(name, "fault", f"{where}a fault of fazhi_ie, please report it with the file: it nests too deep")
    except Exception as error:
        kind = type(error).__name__
        return Failure(name, "fault", f"{where}a fault of fazhi_ie, please report it with the file: {kind}: {error}")
