"""Files and many texts: one after the other, or on several processes, always in the order they came."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from fazhi_ie.errors import FazhiError
from fazhi_ie.facts.extract import extract
from fazhi_ie.io.readers import read_bytes, read_file
from fazhi_ie.io.reading import Reading
from fazhi_ie.rules import Pack, RuleSet, load_rules
from fazhi_ie.schema import Report

_Job = TypeVar("_Job")
_Result = TypeVar("_Result")
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
) -> Iterator[Report]:
    """Extract reports from many texts, streaming.

    Args:
        texts: The texts as given; consumed as results are taken, a few ahead per worker.
        workers: Processes; 1 works in this one. More need `if __name__ == "__main__":` around a script's own code.
        rules: Paths of rule packs, or parsed packs.
        disable: Ids of rules to switch off.

    Yields:
        Report: one a text, in the order of `texts`, whatever the number of workers.

    Raises:
        ValueError: `workers` is less than 1.
        RuleError: A rule pack is wrong.

    Example:
        >>> texts = (f"共办理行政复议案件{number}件。" for number in (12, 30))
        >>> [str(report.indicators[0].value) for report in extract_many(texts)]
        ['12', '30']
    """
    compiled = load_rules(tuple(rules), tuple(disable))
    if workers == 1:
        for text in texts:
            yield extract(text, rules=compiled)
        return
    for line in run_jobs(_extract_text, texts, compiled, workers):
        yield Report.from_json(line)


@dataclass(frozen=True, slots=True)
class Job:
    """One input: its name in the Report, and its bytes where they are at hand (standard input)."""

    name: str
    data: bytes | None = None
    with_text: bool = False


def extract_files(
    jobs: Iterable[Job], *, workers: int = 1, rules: RuleSet | None = None
) -> Iterator[tuple[str, str | None, str | None]]:
    """Extract files to lines of JSON; a file that cannot be read gives its error and the rest goes on.

    Yields:
        (name, JSON line or None, error message or None), in the order of `jobs`.
    """
    yield from run_jobs(_extract_file, jobs, rules or load_rules(), workers)


def run_jobs(work: Callable[[_Job], _Result], jobs: Iterable[_Job], rules: RuleSet, workers: int) -> Iterator[_Result]:
    """Run jobs on processes that each compile the rules once; results come in the order of the jobs.

    At most four jobs a worker are under way, so that neither jobs nor results pile up.

    Raises:
        ValueError: `workers` is less than 1.
    """
    if workers < 1:
        raise ValueError(f"workers must be at least 1, not {workers}")
    if workers == 1:
        _start_worker(rules)
        yield from map(work, jobs)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, _load_worker, (rules.packs, rules.switched_off)) as pool:
        waiting: deque[Future[_Result]] = deque()
        try:
            for job in jobs:
                waiting.append(pool.submit(work, job))
                if len(waiting) >= 4 * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def _load_worker(packs: Sequence[Pack], disable: Sequence[str]) -> None:
    _start_worker(RuleSet(packs, disable))


def _start_worker(rules: RuleSet) -> None:
    global _rules  # one compiled RuleSet a process: that is what a worker process is for
    _rules = rules


def _compiled() -> RuleSet:
    return _rules or load_rules()


def _extract_text(text: str) -> str:
    return extract(text, rules=_compiled()).to_json(with_text=True)


def _extract_file(job: Job) -> tuple[str, str | None, str | None]:
    try:
        reading = read_file(job.name) if job.data is None else read_bytes(job.data)
        line = _of_reading(reading, job.name, _compiled()).to_json(with_text=job.with_text)
    except FazhiError as error:
        return job.name, None, str(error) if job.data is None else f"{job.name}: {error}"
    except Exception as error:  # a fault of ours in one text must not stop the others: it is told, not swallowed
        kind = type(error).__name__
        return job.name, None, f"{job.name}: a fault of fazhi_ie, please report it with the file: {kind}: {error}"
    return job.name, line, None
