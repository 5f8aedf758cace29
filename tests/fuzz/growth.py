"""Texts of one piece many times over, at two lengths: what takes much more than four times as long is not linear.

PYTHONPATH=tests python -m fuzz.growth TARGET [COUNT [SEED]]

TARGET is extract, restore or html. A quadratic step takes sixteen times as long on a text four times as long.
"""

import contextlib
import random
import sys

from growth import spent

import fazhi_ie
from fazhi_ie.errors import ReadError
from fazhi_ie.io.readers import read_bytes
from fazhi_ie.text.restore import restore
from fuzz.mutate import HTML, PIECES

#: CPU seconds: what ends sooner is no danger.
FLOOR = 0.3
MOST_GROWTH = 8


def read_page(text):
    with contextlib.suppress(ReadError):  # nested too deep
        read_bytes(f"<html><body><p>全县依法行政，情况如下。</p>{text}".encode("utf-8", "replace"))


TARGETS = {"extract": (fazhi_ie.extract, 12_000), "restore": (restore, 80_000), "html": (read_page, 40_000)}


def units(target, count, seed):
    """Give single pieces first, then mixtures of up to eight."""
    rng = random.Random(seed)
    pieces = [piece for group in PIECES for piece in group]
    pieces += HTML * (3 if target == "html" else 0)
    rng.shuffle(pieces)
    yield from pieces[:count]
    for _ in range(count - len(pieces)):
        yield "".join(rng.choice(pieces) for _ in range(rng.randint(2, 8)))


def growth(target, unit):
    """Give the seconds at the full length and how many times those at a quarter they are; None where it is no danger."""
    work, length = TARGETS[target]

    def seconds(size):
        return spent(work, unit * (size // len(unit)))

    slow = seconds(length)
    if slow < FLOOR:
        return None
    # the machine may have been busy: the best of two
    slow, quick = min(slow, seconds(length)), min(seconds(length // 4), seconds(length // 4))
    return (slow, slow / quick) if slow > MOST_GROWTH * quick else None


def main(target, count="500", seed="0"):
    found = 0
    for unit in units(target, int(count), seed):
        if grown := growth(target, unit):
            found += 1
            print(f"{unit!r}: {grown[0]:.2f} s, {grown[1]:.1f} times that at a quarter of the length", flush=True)
    print(f"{target}: {count} units, {found} not linear")


if __name__ == "__main__":
    main(*sys.argv[1:])
