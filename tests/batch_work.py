"""Work for worker processes in tests: it must be in a module, so that a new process finds it."""

import os
import signal
import sys
import time


def begin(what="", _more=""):
    """Begin a worker, or fail to."""
    if what == "fail":
        sys.exit(7)
    if what == "hang":
        time.sleep(600)


def work(job):
    """Do as a job says."""
    if job == "exit":
        os._exit(3)
    if job == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if job == "hang":
        time.sleep(600)
    if job == "memory":
        try:
            return len(bytearray(3_000_000_000))
        except MemoryError:
            return "no memory"
    return f"done {job[:20]}"


def echo(job):
    """Give back as much as came."""
    return job
