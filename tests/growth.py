"""Whether time grows with the length of a text, or with its square: asked of the same code in the same moment."""

import time

#: How much longer the long input is.
TIMES = 16
#: How many times as long it may take. Linear code takes 16 times as long, quadratic code 256 times.
MOST = 80
#: What is shorter than this says nothing, in seconds of processor time.
FLOOR = 0.004
#: A busy machine may spoil a measurement, but not each of some.
TRIES = 4


def growth(work, short, long):
    """Return how many times as long the work takes for a long input as for a short one."""
    quick = min(spent(work, short) for _ in range(3))
    return spent(work, long) / max(quick, FLOOR)


def grows_with_length_only(work, make, length):
    """Tell whether work(make(16 * length)) takes about sixteen times as long as work(make(length))."""
    short, long = make(length), make(length * TIMES)
    work(short)
    return any(growth(work, short, long) < MOST for _ in range(TRIES))


def spent(work, given):
    """Return the processor time of some work."""
    begin = time.process_time()
    work(given)
    return time.process_time() - begin
