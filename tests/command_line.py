"""The command as users run it: in a process of its own, and never with a traceback."""

import subprocess
import sys


def run(*args, **options):
    """Run the command; return its status and what it wrote to standard output and error."""
    return run_program([sys.executable, "-m", "fazhi_ie", *map(str, args)], **options)


def run_program(program, **options):
    """Run any program that ends in the command."""
    options.setdefault("input", b"")
    done = subprocess.run(program, capture_output=True, **options)
    error = done.stderr.decode("utf-8")
    assert "Traceback" not in error
    return done.returncode, done.stdout.decode("utf-8"), error
