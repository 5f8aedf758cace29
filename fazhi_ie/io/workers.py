"""Worker processes that may crash, hang or run out of memory without taking the others with them.

Each worker has a pipe of its own and two jobs at most: the one it works on and the next. So when it dies, or is killed
because its job takes too long, it is known which job that was; the next one goes to another worker.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from types import FrameType
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
#: What to do where processes cannot be had.
_WITHOUT: Final = "one worker without timeout (--timeout 0) and limit of memory needs no process of its own"
#: Held while the script is hidden, so that two threads do not hide it from each other.
_starting = threading.Lock()
#: What a worker sends when it can begin.
_READY: Final = "ready"


@dataclass(frozen=True, slots=True)
class Lost:
    """A job that gave no result: its worker died, or took longer than it may.

    Attributes:
        kind: "crash", "memory" or "timeout".
        message: What happened, for a person.
    """

    kind: Literal["crash", "memory", "timeout"]
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
    sender: threading.Thread = field(init=False)

    def __post_init__(self) -> None:
        self.sender = threading.Thread(target=self._send, daemon=True)
        self.sender.start()

    def _send(self) -> None:
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
        FazhiError: A process cannot be started, or ended, or much time passed, before it could begin.
    """
    pool = _Pool(work, start, arguments, timeout, memory)
    try:
        pool.hire(workers)
        yield from pool.run(iter(jobs))
    finally:
        pool.stop()


class _Pool:
    def __init__(
        self,
        work: Callable[[Any], Any],
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
        self._workers: list[_Worker] = []
        self._results: dict[int, tuple[Any, Any]] = {}
        #: Jobs that stood behind a lost one.
        self._again: deque[tuple[int, Any]] = deque()

    def hire(self, workers: int) -> None:
        while len(self._workers) < workers:
            self._workers.append(self._new_worker())

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
                lost = _how_it_ended(worker.process.exitcode, limited=self._target[2] is not None)
                if not worker.ready:
                    raise FazhiError(f"{lost.message} before it could begin; {_WITHOUT}") from None
                self._replace(worker, lost)
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
                raise FazhiError(f"a process could not begin within {_STARTING:g} seconds; {_WITHOUT}")
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
        try:
            ours, theirs = self._context.Pipe()
            process = self._context.Process(target=_serve, args=(theirs, *self._target), daemon=True)
            with _no_interrupt(), _no_script():
                process.start()
            theirs.close()
        except (OSError, AssertionError) as error:  # too many processes or open files; a process that may have none
            why = getattr(error, "strerror", None) or error
            raise FazhiError(f"a process cannot be started: {why}; use fewer workers; {_WITHOUT}") from error
        worker = _Worker(process, ours)
        worker.outbox.put((self._arguments,))
        return worker

    def stop(self) -> None:
        for worker in self._workers:
            if worker.jobs or not worker.ready:
                _kill(worker)
            worker.outbox.put(None)
            if worker.sender is not threading.current_thread():  # where the collector comes by
                worker.sender.join(_GRACE)  # it must not write to what is closed
            worker.pipe.close()  # a worker whose pipe is closed ends
        for worker in self._workers:
            worker.process.join(_GRACE)
            if worker.process.exitcode is None:
                _kill(worker)


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Keep Ctrl-C from a process that begins, and from this one until that has been told what to do."""
    came: list[tuple[int, FrameType | None]] = []
    before = signal.getsignal(signal.SIGINT)
    # only the main thread is interrupted, though any may take the signal; a handler that is not of Python stays
    here = threading.current_thread() is threading.main_thread() and before is not None
    if here:
        signal.signal(signal.SIGINT, lambda number, frame: came.append((number, frame)))
    if hasattr(signal, "pthread_sigmask"):
        resource_tracker.ensure_running()  # it would lift the block
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # which a new process inherits
    try:
        yield
    finally:
        if hasattr(signal, "pthread_sigmask"):
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        if here:
            signal.signal(signal.SIGINT, before)
            if came and callable(before):
                before(*came[0])


@contextmanager
def _no_script() -> Iterator[None]:
    """Let a process begin without the script that asks for it: what it needs lies in modules, not there.

    Else it would run the script again, which then needs a guard, and fail where that is no file (standard input).
    """
    script: Any = sys.modules["__main__"]
    with _starting:
        before = {name: getattr(script, name) for name in ("__spec__", "__file__") if hasattr(script, name)}
        try:
            for name in before:
                setattr(script, name, None)
            yield
        finally:
            for name, value in before.items():
                setattr(script, name, value)


def _kill(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.join()
    worker.outbox.put(None)


def _how_it_ended(code: int | None, *, limited: bool) -> Lost:
    if code is None or code >= 0:
        return Lost("crash", f"the process that worked on it ended with status {code}")
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = str(-code)
    # the system kills what takes too much; under a limit libraries abort, or touch what they did not get
    reason = ", perhaps for want of memory" if name == "SIGKILL" or limited else ""
    kind: Literal["crash", "memory"] = "memory" if limited and name == "SIGABRT" else "crash"
    return Lost(kind, f"the process that worked on it was ended by {name}{reason}")


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
