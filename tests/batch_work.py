"""Work for worker processes in tests, in a module, so that a new process finds it; and a look at such processes."""

import os
import signal
import sys
import time
from pathlib import Path

import fazhi_ie


def begin(what="", once=""):
    """Begin a worker, or fail to: always, or until a file is there."""
    if what == "fail" and not (once.startswith("/") and Path(once).exists()):
        if once.startswith("/"):
            Path(once).touch()
        sys.exit(7)
    if what == "hang":
        time.sleep(600)


def work(job):
    """Do as a job says."""
    if job == "exit":
        os._exit(3)
    if job == "abort":
        os.kill(os.getpid(), signal.SIGABRT)
    if job == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if job == "print":
        print("a word of a library", flush=True)
        os.system("echo a word of a program")
    if job == "hang":
        time.sleep(600)
    if job == "sleep":
        time.sleep(2)
    if job == "memory":
        try:
            return len(bytearray(3_000_000_000))
        except MemoryError:
            return "no memory"
    return f"done {job[:20]}"


def echo(job):
    """Give back as much as came."""
    return job


def extract_in_a_pool():
    """Ask for a worker in a worker, and return what comes."""
    return f"{len(list(fazhi_ie.extract_many(['办理案件3件。'], timeout=60)))} reports"


def children(pid):
    """Return the processes that a process has begun (Linux)."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        found += [int(child) for child in task.read_text().split()]
    return found


def command_of(pid):
    """Return the command line of a process, empty when it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""
