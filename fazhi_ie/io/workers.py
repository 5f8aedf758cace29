"""Worker processes that may crash, hang or run out of memory without taking the others with them.

Each worker has a pipe of its own and two jobs at most: the one it works on and the next. So when it dies, or is killed
because its job takes too long, it is known which job that was; the next one goes to another worker.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from typing import Any, Final, Literal

from fazhi_ie.errors import FazhiError

#: Jobs that a worker has: one under way, one to go on with.
_AHEAD: Final = 2
#: Results that wait for an earlier one, for each worker, before no more jobs are given out.
_WAITING: Final = 32
#: Seconds that a worker has to begin: to start Python, import the library and load the rules.
_STARTING: Final = 180.0
#: Seconds to wait at once; the system takes no number above some millions.
_LONGEST_WAIT: Final = 3600.0
#: Seconds that a worker has to end by itself.
_GRACE: Final = 2.0
#: What a worker sends when it can begin.
_READY: Final = "ready"


@dataclass(frozen=True, slots=True)
class Lost:
    """A job that gave no result: its worker died, or took longer than it may.

    Attributes:
        kind: "crash" or "timeout".
        message: What happened, for a person.
    """

    kind: Literal["crash", "timeout"]
    message: str


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    #: What is to be sent; a thread of its own sends it, since the worker may read late or never.
    outbox: SimpleQueue[Any] = field(default_factory=SimpleQueue)
    #: Numbers and jobs, the one under way first.
    jobs: deque[tuple[int, Any]] = field(default_factory=deque)
    #: Since when it works on its job; before it is ready, since when it starts.
    since: float = field(default_factory=time.monotonic)
    ready: bool = False

    def send(self) -> None:
        """Send what is put into the outbox, until that is None or the worker is gone; runs in a thread."""
        with suppress(OSError):  # a worker that has died is found when its results are collected
            while (item := self.outbox.get()) is not None:
                self.pipe.send(item[0])

    def overdue_at(self, timeout: float | None) -> float:
        """Return when it has taken too long to start or, where jobs may not take for ever, for its job."""
        if not self.ready:
            return self.since + _STARTING
        return float("inf") if timeout is None else self.since + timeout


def run_in_workers(
    work: Callable[[Any], Any],
    jobs: Iterable[Any],
    *,
    workers: int,
    start: Callable[..., None],
    arguments: tuple[Any, ...] = (),
    timeout: float | None = None,
    memory: int | None = None,
) -> Iterator[tuple[Any, Any]]:
    """Do jobs in worker processes and give their results in the order of the jobs.

    Args:
        work: A function of a module, called with each job; it must not raise.
        jobs: Consumed as results are taken, a few ahead for each worker.
        workers: Number of processes.
        start: A function of a module, called once in each new process.
        arguments: Its arguments.
        timeout: Seconds that a job may take; None for no limit.
        memory: Megabytes of data that a process may hold, where the system can limit that; None for no limit.

    Yields:
        Each job with its result, or with `Lost` where it gave none.

    Raises:
        FazhiError: A process ended, or much time passed, before it could begin.
    """
    pool = _Pool(work, workers, start, arguments, timeout, memory)
    try:
        yield from pool.run(iter(jobs))
    finally:
        pool.stop()


class _Pool:
    def __init__(
        self,
        work: Callable[[Any], Any],
        workers: int,
        start: Callable[..., None],
        arguments: tuple[Any, ...],
        timeout: float | None,
        memory: int | None,
    ) -> None:
        # the arguments go through the pipe: `Process.start` would wait for ever for a process that dies unread
        self._target = (work, start, memory)
        self._arguments = arguments
        self._timeout = timeout
        self._context = multiprocessing.get_context("spawn")
        self._workers = [self._new_worker() for _ in range(workers)]
        self._results: dict[int, tuple[Any, Any]] = {}
        #: Jobs that stood behind a lost one.
        self._again: deque[tuple[int, Any]] = deque()

    def run(self, jobs: Iterator[Any]) -> Iterator[tuple[Any, Any]]:
        numbered = enumerate(jobs)
        due, ended = 0, False
        while True:
            while due in self._results:
                yield self._results.pop(due)
                due += 1
            ended = self._give_out(numbered, ended)
            if not any(worker.jobs for worker in self._workers) and not self._again and due not in self._results:
                return
            self._collect()

    def _give_out(self, numbered: Iterator[tuple[int, Any]], ended: bool) -> bool:
        """Fill the workers up, the idle ones first; return whether the jobs have come to their end."""
        for depth in range(_AHEAD):
            for worker in self._workers:
                if len(worker.jobs) > depth:
                    continue
                if self._again:  # whatever waits already: the results may wait for this one
                    job = self._again.popleft()
                elif ended or len(self._results) > _WAITING * len(self._workers):
                    continue
                elif (job := next(numbered, None)) is None:  # type: ignore[assignment]
                    ended = True
                    continue
                if worker.ready and not worker.jobs:
                    worker.since = time.monotonic()
                worker.jobs.append(job)
                worker.outbox.put((job[1],))
        return ended

    def _collect(self) -> None:
        busy = {worker.pipe: worker for worker in self._workers if worker.jobs}
        for pipe in wait(list(busy), self._patience(busy.values())):
            worker = busy[pipe]  # type: ignore[index]
            try:
                result = worker.pipe.recv()
            except (EOFError, OSError):
                worker.process.join(_GRACE)
                ended = _how_it_ended(worker.process.exitcode)
                if not worker.ready:
                    raise FazhiError(
                        f'{ended} before it could begin; in a script, put the call under  if __name__ == "__main__":'
                    ) from None
                self._replace(worker, Lost("crash", ended))
                continue
            if worker.ready:
                number, job = worker.jobs.popleft()
                self._results[number] = (job, result)
            worker.ready = True
            worker.since = time.monotonic()
        for worker in list(self._workers):
            if not worker.jobs or time.monotonic() < worker.overdue_at(self._timeout) or worker.pipe.poll():
                continue
            if not worker.ready:
                raise FazhiError(
                    f"a process could not begin within {_STARTING:g} seconds; timeout=None (--timeout 0) with one "
                    "worker and no limit of memory works without processes"
                )
            self._replace(worker, Lost("timeout", f"it took longer than {self._timeout:g} seconds"))

    def _patience(self, busy: Iterable[_Worker]) -> float | None:
        """Return the seconds until the first worker has taken too long."""
        first = min((worker.overdue_at(self._timeout) for worker in busy), default=float("inf"))
        return None if first == float("inf") else max(0.0, min(first - time.monotonic(), _LONGEST_WAIT))

    def _replace(self, worker: _Worker, lost: Lost) -> None:
        number, job = worker.jobs.popleft()
        self._results[number] = (job, lost)
        self._again.extend(worker.jobs)
        _kill(worker)
        self._workers[self._workers.index(worker)] = self._new_worker()

    def _new_worker(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, *self._target), daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        worker.outbox.put((self._arguments,))
        threading.Thread(target=worker.send, daemon=True).start()
        return worker

    def stop(self) -> None:
        for worker in self._workers:
            if worker.jobs or not worker.ready:
                _kill(worker)
            worker.outbox.put(None)
            worker.pipe.close()  # a worker whose pipe is closed ends
        for worker in self._workers:
            worker.process.join(_GRACE)
            if worker.process.exitcode is None:
                _kill(worker)


def _kill(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.join()
    worker.outbox.put(None)


def _how_it_ended(code: int | None) -> str:
    if code is not None and code < 0:
        try:
            name = signal.Signals(-code).name
        except ValueError:
            name = str(-code)
        reason = ", perhaps for want of memory" if name == "SIGKILL" else ""
        return f"the process that worked on it was ended by {name}{reason}"
    return f"the process that worked on it ended with status {code}"


def _serve(
    pipe: Connection,
    work: Callable[[Any], Any],
    start: Callable[..., None],
    memory: int | None,
) -> None:
    """Work until the pipe is closed; runs in the process of a worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that gave the work
    jobs: SimpleQueue[Any] = SimpleQueue()
    threading.Thread(target=_receive, args=(pipe, jobs), daemon=True).start()
    start(*jobs.get())
    if memory is not None:
        _limit_memory(memory)
    with suppress(OSError):
        pipe.send(_READY)
        while True:
            pipe.send(work(jobs.get()))


def _receive(pipe: Connection, jobs: SimpleQueue[Any]) -> None:
    """Take jobs off the pipe as they come: else two long messages, one each way, would wait for each other for ever."""
    with suppress(EOFError, OSError):
        while True:
            jobs.put(pipe.recv())
    # nobody waits for a result any more
    os._exit(0)


def _limit_memory(megabytes: int) -> None:
    try:
        import resource
    except ImportError:
        return  # Windows has no such limit
    size = megabytes * 1024 * 1024
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (size, size))
