"""Worker processes that may crash, hang or run out of memory without taking the others with them.

A worker is a Python process of its own: jobs come to its standard input, results leave by its standard output. It has
two jobs at most, the one it works on and the next. So when it dies, or is killed because its job takes too long, it is
known which job that was; the next one goes to another worker.

`multiprocessing` is not used, since it runs the caller's script again in each process (which then needs a guard), lets
no process of a pool have children, and hands Ctrl-C on to them.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, BinaryIO, Final, Literal

from fazhi_ie.errors import FazhiError

#: Jobs that a worker has: one under way, one to go on with.
_AHEAD: Final = 2
#: Results that wait for an earlier one, for each worker, before no more jobs are given out.
_WAITING: Final = 32
#: Seconds that a worker has to begin: to start Python, import the library and load the rules.
_STARTING: Final = 180.0
#: Times that a worker may end before it could begin.
_STARTS: Final = 3
#: Seconds to wait at once, since waiting cannot be interrupted everywhere.
_LONGEST_WAIT: Final = 1.0
#: Seconds that waiting may last longer than planned on a busy machine; what is above them has been a suspension.
_BUSY: Final = 1.0
#: Seconds that a worker has to end by itself.
_GRACE: Final = 2.0
#: Where the library lies.
_HOME: Final = os.path.abspath(os.path.join(__file__, *[os.pardir] * 3))
#: What to do where processes cannot be had.
_WITHOUT: Final = "one worker without timeout (--timeout 0) and limit of memory needs no process of its own"
#: What a worker says first.
_HELLO: Final = b"\0fazhi_ie worker\n"
#: Status of a worker that has no memory for what it is sent.
_NO_ROOM: Final = 77
_IT: Final = "the process that worked on it"
_MEMORY: Final = "it takes more memory than there is, or than --memory allows"


@dataclass(frozen=True, slots=True)
class Lost:
    """A job that gave no result: its worker died, or took longer or more memory than it may.

    Attributes:
        kind: "crash", "memory" or "timeout".
        message: What happened, for a person.
    """

    kind: Literal["crash", "memory", "timeout"]
    message: str


class _Worker:
    """A process and two threads here that speak with it, since it may read and write late or never."""

    def __init__(self, inbox: SimpleQueue[tuple[_Worker, bytes | None]], since: float) -> None:
        self.process = _start()
        #: What is to be sent; None ends the sending.
        self.outbox: SimpleQueue[bytes | None] = SimpleQueue()
        #: Numbers and jobs, the one under way first.
        self.jobs: deque[tuple[int, Any]] = deque()
        #: Since when, by the clock of the pool, it works on its job; before it is ready, since when it starts.
        self.since = since
        self.ready = False
        self._inbox = inbox
        self._threads = [threading.Thread(target=each, daemon=True) for each in (self._send, self._receive)]
        try:
            for thread in self._threads:
                thread.start()
        except BaseException:
            self.outbox.put(None)
            self.kill()
            raise

    def _send(self) -> None:
        try:
            while (data := self.outbox.get()) is not None:
                _write(self.process.stdin, data)
        except OSError:
            pass  # that a worker has died is found when its results are collected
        except Exception:
            self.process.kill()

    def _receive(self) -> None:
        try:
            _skip_to_hello(self.process.stdout)
            while (data := _read(self.process.stdout)) is not None:
                self._inbox.put((self, data))
        except OSError:
            pass
        except Exception:
            self.process.kill()
        self._inbox.put((self, None))

    def overdue_at(self, timeout: float | None) -> float:
        """Return when it has taken too long to start or, where jobs may not take for ever, for its job."""
        if not self.ready:
            return self.since + _STARTING
        return float("inf") if timeout is None else self.since + timeout

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def end(self) -> None:
        """Let it end by itself, which it does when nothing can come any more, or end it."""
        if self.jobs or not self.ready:
            self.kill()
        self.outbox.put(None)
        self._join(self._threads[0])  # it must not write to what is closed
        self._close(self.process.stdin)
        try:
            self.process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            self.kill()
        self._join(self._threads[1])
        self._close(self.process.stdout)

    def _join(self, thread: threading.Thread) -> None:
        if thread is not threading.current_thread():  # where the collector comes by
            thread.join(_GRACE)

    def _close(self, pipe: Any) -> None:
        with suppress(OSError):
            pipe.close()


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
        workers: Number of processes at most; no more are started than there are jobs.
        start: A function of a module, called once in each new process.
        arguments: Its arguments.
        timeout: Seconds that a job may take; None for no limit.
        memory: Megabytes of data that a process may hold, where the system can limit that; None for no limit.

    Yields:
        Each job with its result, or with `Lost` where it gave none.

    Raises:
        FazhiError: A process cannot be started, or ended again and again, or much time passed, before it could begin.
    """
    pool = _Pool(workers, pickle.dumps((work, start, arguments, memory)), timeout, limited=memory is not None)
    try:
        yield from pool.run(iter(jobs))
    finally:
        pool.stop()


class _Pool:
    def __init__(self, most: int, first: bytes, timeout: float | None, *, limited: bool) -> None:
        self._most = most
        self._first = first
        self._timeout = timeout
        self._limited = limited
        self._owner = os.getpid()
        #: Seconds spent waiting for workers, by which their time is counted. Not in it are those of a caller who is
        #: slow to take results, and those in which all was suspended.
        self._clock = 0.0
        self._inbox: SimpleQueue[tuple[_Worker, bytes | None]] = SimpleQueue()
        self._workers: list[_Worker] = []
        self._failed_starts = 0
        #: Failed starts, one after the other, that are too many: all may have begun at once.
        self._bearable = _STARTS + most - 1
        self._results: dict[int, tuple[Any, Any]] = {}
        #: Jobs that stood behind a lost one.
        self._again: deque[tuple[int, Any]] = deque()
        self._ended = False

    def run(self, jobs: Iterator[Any]) -> Iterator[tuple[Any, Any]]:
        numbered = enumerate(jobs)
        due = 0
        while True:
            while due in self._results:
                yield self._results.pop(due)
                due += 1
            self._look()  # what has ended meanwhile gets no job
            while self._has_room() and (job := self._next(numbered)) is not None:
                self._give(job)
            if any(worker.jobs for worker in self._workers):
                self._wait()
            elif not self._again and due not in self._results:
                return

    # --- giving out

    def _has_room(self) -> bool:
        return len(self._workers) < self._most or any(len(worker.jobs) < _AHEAD for worker in self._workers)

    def _next(self, numbered: Iterator[tuple[int, Any]]) -> tuple[int, Any] | None:
        if self._again:  # whatever waits already: the results may wait for this one
            return self._again.popleft()
        if self._ended or len(self._results) > _WAITING * self._most:
            return None
        job = next(numbered, None)
        self._ended = job is None
        return job

    def _give(self, job: tuple[int, Any]) -> None:
        """Give a job to an idle worker, to a new one, or to the one that has least to do."""
        data = pickle.dumps(job[1])
        if all(worker.jobs for worker in self._workers) and len(self._workers) < self._most:
            self._hire()
        worker = min(self._workers, key=lambda each: len(each.jobs))
        if worker.ready and not worker.jobs:
            worker.since = self._clock
        worker.jobs.append(job)
        worker.outbox.put(data)

    def _hire(self) -> None:
        try:
            worker = _Worker(self._inbox, self._clock)
        except (OSError, RuntimeError) as error:  # too many processes, open files or threads
            if self._workers:
                self._most = len(self._workers)  # these will do
                return
            why = getattr(error, "strerror", None) or error
            raise FazhiError(f"a process cannot be started: {why}; {_WITHOUT}") from error
        self._workers.append(worker)
        worker.outbox.put(self._first)

    # --- collecting

    def _wait(self) -> None:
        """Wait until something comes or a worker has taken too long, and deal with it."""
        if os.getpid() != self._owner:
            raise FazhiError("this process is a fork of the one that has the workers; call anew in it")
        first = min(worker.overdue_at(self._timeout) for worker in self._workers if worker.jobs)
        patience = max(0.0, min(first - self._clock, _LONGEST_WAIT))
        begun = time.monotonic()
        with suppress(Empty):
            self._take(*self._inbox.get(timeout=patience))
        self._clock += min(time.monotonic() - begun, patience + _BUSY)
        self._look()
        for worker in list(self._workers):
            if worker.jobs and self._clock >= worker.overdue_at(self._timeout) and self._inbox.empty():
                if worker.ready:
                    self._drop(worker, Lost("timeout", f"it took longer than {self._timeout:g} seconds"))
                else:
                    why = f"a process could not begin within {_STARTING:g} seconds"
                    self._start_failed(worker, why, self._bearable)

    def _look(self) -> None:
        """Deal with what has come already, and with workers that have died while they had nothing to do."""
        with suppress(Empty):
            while True:
                self._take(*self._inbox.get_nowait())
        for worker in list(self._workers):
            if not worker.jobs and worker.process.poll() is not None:
                self._bury(worker)

    def _take(self, worker: _Worker, data: bytes | None) -> None:
        if worker not in self._workers:
            return  # it was ended
        if data is None:
            self._bury(worker)
        elif worker.ready:
            number, job = worker.jobs.popleft()
            self._results[number] = (job, pickle.loads(data))
        else:
            worker.ready, self._failed_starts = True, 0
        worker.since = self._clock

    def _bury(self, worker: _Worker) -> None:
        """Deal with a worker that has died."""
        with suppress(subprocess.TimeoutExpired):
            worker.process.wait(_GRACE)
        who = _IT if worker.ready else "a process"
        lost = _how_it_ended(who, worker.process.poll(), limited=self._limited)
        if worker.ready:
            self._drop(worker, lost)
        else:
            self._start_failed(worker, f"{lost.message} before it could begin", 1)

    def _start_failed(self, worker: _Worker, why: str, weight: int) -> None:
        """Do without a worker that could not begin; give up when none can, again and again."""
        self._drop(worker, None)
        self._failed_starts += weight
        if self._failed_starts < self._bearable:
            return
        if not any(other.ready for other in self._workers):
            raise FazhiError(f"{why}; {_WITHOUT}")
        self._most = len(self._workers)

    def _drop(self, worker: _Worker, lost: Lost | None) -> None:
        """Do without a worker: its job is lost, unless it never had it; what stood behind goes to another."""
        if lost is not None and worker.jobs:
            number, job = worker.jobs.popleft()
            self._results[number] = (job, lost)
        self._again.extendleft(reversed(worker.jobs))
        worker.jobs.clear()
        self._workers.remove(worker)
        worker.kill()
        worker.end()

    def stop(self) -> None:
        if os.getpid() != self._owner:
            return  # in a fork, which has no part in them
        try:
            for worker in self._workers:
                worker.end()
        except BaseException:  # Ctrl-C again
            for worker in self._workers:
                worker.process.kill()
            raise


def _start() -> subprocess.Popen[bytes]:
    """Start a process that runs `serve`."""
    if getattr(sys, "frozen", False) or not sys.executable:
        raise OSError("this program does not know the Python that it runs with")
    # a relative path would lead elsewhere when the folder has changed since
    paths = [path for path in (*sys.path, _HOME) if isinstance(path, str)]
    code = f"import sys; sys.path[:] = {paths!r}; from fazhi_ie.io.workers import serve; serve()"
    # a group of its own: Ctrl-C is for the process that gives the work
    group: dict[str, Any] = {"process_group": 0} if os.name == "posix" else {"creationflags": 0x200}
    flags = subprocess._args_from_interpreter_flags()  # type: ignore[attr-defined]  # as multiprocessing does
    return subprocess.Popen(
        [sys.executable, *flags, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0, **group
    )


def _how_it_ended(who: str, code: int | None, *, limited: bool) -> Lost:
    if code == _NO_ROOM:
        return Lost("memory", _MEMORY)
    if code is None or code >= 0:
        return Lost("crash", f"{who} ended with status {code}")
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = str(-code)
    # the system kills what takes too much; under a limit libraries abort, or touch what they did not get
    reason = ", perhaps for want of memory" if name == "SIGKILL" or limited else ""
    kind: Literal["crash", "memory"] = "memory" if limited and name == "SIGABRT" else "crash"
    return Lost(kind, f"{who} was ended by {name}{reason}")


# --- messages: their length in eight bytes, then what pickle makes of them


def _write(stream: Any, data: bytes) -> None:
    for view in (memoryview(len(data).to_bytes(8, "big")), memoryview(data)):
        while view:
            view = view[stream.write(view) :]


def _skip_to_hello(stream: Any) -> None:
    """Skip what is printed while Python itself begins, such as by a sitecustomize."""
    last = b""
    while last != _HELLO and (piece := stream.read(1)):
        last = (last + piece)[-len(_HELLO) :]


def _read(stream: Any) -> bytes | None:
    """Read a message; None at the end."""
    head = _read_exactly(stream, 8)
    return None if head is None else _read_exactly(stream, int.from_bytes(head, "big"))


def _read_exactly(stream: Any, size: int) -> bytes | None:
    data = bytearray()
    while len(data) < size:
        piece = stream.read(min(size - len(data), 1 << 20))
        if not piece:
            return None
        data += piece
    return bytes(data)


# --- in the process of a worker


def serve() -> None:
    """Work until nothing can come any more; runs in the process of a worker.

    Source:
        The messages that `run_in_workers` sends: what to do, then a job each; it answers that it is ready, then with a
        result each.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.stderr is None:
        os.open(os.devnull, os.O_WRONLY)  # else a pipe of ours would take its place
    source, sink = os.fdopen(os.dup(0), "rb", 0), os.fdopen(os.dup(1), "wb", 0)
    # what a library prints must not come among the results
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    with suppress(OSError):
        sink.write(_HELLO)
    jobs: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_take_in, args=(source, jobs), daemon=True).start()
    work, start, arguments, memory = pickle.loads(jobs.get())
    start(*arguments)
    if memory is not None:
        _limit_memory(memory)
    with suppress(OSError):
        _write(sink, b"")
        while True:
            _write(sink, _answer(work, jobs.get()))


def _answer(work: Callable[[Any], Any], data: bytes) -> bytes:
    try:
        return pickle.dumps(work(pickle.loads(data)))
    except MemoryError:
        return pickle.dumps(Lost("memory", _MEMORY))
    except Exception as error:
        return pickle.dumps(Lost("crash", f"{_IT} had an error: {error}"))


def _take_in(source: BinaryIO, jobs: SimpleQueue[bytes]) -> None:
    """Take jobs as they come: else two long messages, one each way, would wait for each other for ever."""
    status = 0
    try:
        while (data := _read(source)) is not None:
            jobs.put(data)
    except MemoryError:
        status = _NO_ROOM
    except OSError:
        pass
    # nobody waits for a result any more
    os._exit(status)


def _limit_memory(megabytes: int) -> None:
    try:
        import resource
    except ImportError:
        return  # Windows has no such limit
    size = megabytes * 1024 * 1024
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (size, size))
