"""Exact maps between two versions of a text, kept as runs, so that a megabyte of clean text costs a few bytes.

An alignment is a list of runs. In an *exact* run the characters correspond one to one; any other run maps a stretch of
the source as a whole to a stretch of the target (either may be empty: an insertion or a deletion).
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

Span = tuple[int, int]


class Run(NamedTuple):
    """One run of an alignment: `exact` when its characters correspond one to one."""

    source_start: int
    source_end: int
    target_start: int
    target_end: int
    exact: bool


class Alignment:
    """A monotone map between the offsets of a source text and those of a target text.

    Points and spans are half-open code-point offsets. A target span maps to the smallest source span that holds
    everything its characters came from: what was deleted between them is covered, what was deleted at its edges is not.

    Example:
        >>> builder = AlignmentBuilder()
        >>> builder.keep(1).delete(5).keep(1)      # 關(guān)于 -> 關于
        AlignmentBuilder(7 -> 2)
        >>> alignment = builder.build()
        >>> alignment.to_source(0, 1), alignment.to_source(0, 2), alignment.to_target(1, 6)
        ((0, 1), (0, 7), (1, 1))
    """

    __slots__ = ("_exact", "_source", "_target")

    def __init__(self, source: Iterable[int] = (0,), target: Iterable[int] = (0,), exact: bytes = b"") -> None:
        """Take the run boundaries; use `AlignmentBuilder`, `identity` or `from_data` rather than this.

        Args:
            source: Boundaries in the source: the start of each run, then the source's length.
            target: The same boundaries in the target.
            exact: One byte a run, 1 where the characters correspond one to one.
        """
        self._source = array("q", source)
        self._target = array("q", target)
        self._exact = bytes(exact)
        if not len(self._source) == len(self._target) == len(self._exact) + 1:
            raise ValueError("an alignment needs one boundary more than runs, in the source and in the target")

    @classmethod
    def identity(cls, length: int) -> Alignment:
        """Give the alignment of a text of this length with itself."""
        return cls((0, length), (0, length), b"\x01") if length else cls()

    @classmethod
    def from_edits(cls, source_length: int, edits: Iterable[tuple[int, int, int]]) -> Alignment:
        """Build from the places that changed; everything between them is kept.

        Args:
            source_length: Length of the source text.
            edits: (start, end, target length) of each changed source span, sorted and apart.

        Returns:
            The alignment of the source with the edited text.
        """
        builder = AlignmentBuilder()
        source, target, exact = builder._source, builder._target, builder._exact
        done = 0
        for start, end, length in edits:
            if not done <= start <= end <= source_length:
                raise ValueError(f"edits overlap, are not sorted or lie outside the text at {start}")
            if start == done or end - start == length or (exact and exact[-1]):
                builder.keep(start - done).replace(end - start, length)
            else:  # the common case, written out: texts have thousands of edits
                there = target[-1] + start - done
                source.extend((start, end))
                target.extend((there, there + length))
                exact += b"\x01\x00"
            done = end
        return builder.keep(source_length - done).build()

    @property
    def source_length(self) -> int:
        """Length of the source text."""
        return self._source[-1]

    @property
    def target_length(self) -> int:
        """Length of the target text."""
        return self._target[-1]

    @property
    def is_identity(self) -> bool:
        """Whether every offset maps to itself."""
        return self._exact in (b"", b"\x01")

    def runs(self) -> Iterator[Run]:
        """Give the runs in order."""
        for i, exact in enumerate(self._exact):
            yield Run(self._source[i], self._source[i + 1], self._target[i], self._target[i + 1], bool(exact))

    def to_source(self, start: int, end: int) -> Span:
        """Map a target span to the smallest source span that covers it."""
        return _map_span(self._target, self._source, self._exact, start, end)

    def to_target(self, start: int, end: int) -> Span:
        """Map a source span to the smallest target span that covers it (an empty one where all of it was deleted)."""
        return _map_span(self._source, self._target, self._exact, start, end)

    def source_point(self, offset: int) -> int:
        """Map a target offset to the source offset where the character at it begins."""
        return _map_point(self._target, self._source, self._exact, offset)

    def target_point(self, offset: int) -> int:
        """Map a source offset to the target offset where the character at it begins."""
        return _map_point(self._source, self._target, self._exact, offset)

    def to_source_spans(self, spans: Iterable[Span]) -> list[Span]:
        """Map many target spans to source spans."""
        if self.is_identity:
            return [_checked(span, self.target_length) for span in spans]
        source, target, exact = self._source, self._target, self._exact
        return [_map_span(target, source, exact, start, end) for start, end in spans]

    def to_target_spans(self, spans: Iterable[Span]) -> list[Span]:
        """Map many source spans to target spans."""
        return self.inverse().to_source_spans(spans)

    def inverse(self) -> Alignment:
        """Give the same map with source and target exchanged."""
        swapped = Alignment()
        swapped._source, swapped._target, swapped._exact = self._target, self._source, self._exact
        return swapped

    def compose(self, other: Alignment) -> Alignment:
        """Chain two alignments: (a -> b).compose(b -> c) is a -> c.

        Where a changed run of one meets only a part of a changed run of the other, both widen to one run.
        """
        if self.target_length != other.source_length:
            raise ValueError(
                f"cannot compose: the first ends in {self.target_length} characters, "
                f"the second begins with {other.source_length}"
            )
        if self.is_identity:
            return other
        if other.is_identity:
            return self
        return _compose(self, other)

    def to_data(self) -> list[int | list[int]]:
        """Give the runs as JSON values: a number for an exact run, [source length, target length] for any other."""
        return [
            run.source_end - run.source_start
            if run.exact
            else [run.source_end - run.source_start, run.target_end - run.target_start]
            for run in self.runs()
        ]

    @classmethod
    def from_data(cls, data: Iterable[Any]) -> Alignment:
        """Read back what `to_data` gave."""
        builder = AlignmentBuilder()
        for item in data:
            if isinstance(item, int):
                builder.keep(item)
            else:
                builder.replace(int(item[0]), int(item[1]))
        return builder.build()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Alignment):
            return NotImplemented
        return self._exact == other._exact and self._source == other._source and self._target == other._target

    def __hash__(self) -> int:
        return hash((self._exact, self._source.tobytes(), self._target.tobytes()))

    def __reduce__(self) -> tuple[Any, ...]:
        return (_from_bytes, (self._source.tobytes(), self._target.tobytes(), self._exact))

    def __repr__(self) -> str:
        return f"Alignment({self.source_length} -> {self.target_length}, {len(self._exact)} runs)"


class AlignmentBuilder:
    """Builds an `Alignment` from left to right; every method returns the builder."""

    __slots__ = ("_exact", "_source", "_target")

    def __init__(self) -> None:
        """Begin with two empty texts."""
        self._source = array("q", (0,))
        self._target = array("q", (0,))
        self._exact = bytearray()

    def keep(self, length: int) -> AlignmentBuilder:
        """Add `length` characters that correspond one to one (the same, or each converted to one other)."""
        if length > 0:
            self._add(length, length, 1)
        elif length < 0:
            raise ValueError(f"a run cannot have a negative length ({length})")
        return self

    def replace(self, source_length: int, target_length: int) -> AlignmentBuilder:
        """Add a stretch that corresponds only as a whole; one character for one is the same as kept."""
        if source_length < 0 or target_length < 0:
            raise ValueError(f"a run cannot have a negative length ({source_length}, {target_length})")
        if source_length or target_length:
            self._add(source_length, target_length, int(source_length == target_length == 1))
        return self

    def delete(self, length: int) -> AlignmentBuilder:
        """Add source text that the target lacks."""
        return self.replace(length, 0)

    def insert(self, length: int) -> AlignmentBuilder:
        """Add target text that the source lacks."""
        return self.replace(0, length)

    def extend(self, alignment: Alignment, first: int, last: int) -> AlignmentBuilder:
        """Add runs of another alignment, by index, `last` excluded."""
        source, target, exact = alignment._source, alignment._target, alignment._exact
        if first < last:
            self._add(source[first + 1] - source[first], target[first + 1] - target[first], exact[first])
            by, to = self._source[-1] - source[first + 1], self._target[-1] - target[first + 1]
            self._source.extend([offset + by for offset in source[first + 2 : last + 1]])
            self._target.extend([offset + to for offset in target[first + 2 : last + 1]])
            self._exact += exact[first + 1 : last]
        return self

    def build(self) -> Alignment:
        """Give the alignment of what was added so far."""
        return Alignment(self._source, self._target, bytes(self._exact))

    def _add(self, source_length: int, target_length: int, exact: int) -> None:
        source, target = self._source, self._target
        if self._exact and self._joins(source_length, target_length, exact):
            source[-1] += source_length
            target[-1] += target_length
        else:
            source.append(source[-1] + source_length)
            target.append(target[-1] + target_length)
            self._exact.append(exact)

    def _joins(self, source_length: int, target_length: int, exact: int) -> bool:
        """Say whether a run only continues the last one (one form for one map, so that equal maps compare equal)."""
        if exact or self._exact[-1]:
            return bool(exact and self._exact[-1])
        if not target_length:
            return self._target[-1] == self._target[-2]
        return not source_length and self._source[-1] == self._source[-2]

    def __repr__(self) -> str:
        return f"AlignmentBuilder({self._source[-1]} -> {self._target[-1]})"


def _from_bytes(source: bytes, target: bytes, exact: bytes) -> Alignment:
    boundaries, images = array("q"), array("q")
    boundaries.frombytes(source)
    images.frombytes(target)
    return Alignment(boundaries, images, exact)


def _checked(span: Span, length: int) -> Span:
    start, end = span
    if not 0 <= start <= end <= length:
        raise ValueError(f"the span [{start}, {end}) does not lie in a text of {length} characters")
    return span


def _map_point(here: array[int], there: array[int], exact: bytes, offset: int) -> int:
    if offset >= here[-1] or offset < 0:
        if offset == here[-1]:
            return there[-1]
        raise ValueError(f"the offset {offset} does not lie in a text of {here[-1]} characters")
    # the last run that begins here or before cannot be empty on this side: what was deleted before it stays out
    i = bisect_right(here, offset) - 1
    return there[i] + offset - here[i] if exact[i] else there[i]


def _map_span(here: array[int], there: array[int], exact: bytes, start: int, end: int) -> Span:
    if not 0 <= start <= end <= here[-1]:
        _checked((start, end), here[-1])
    if start == end:
        point = _map_point(here, there, exact, start)
        return point, point
    i = bisect_right(here, start) - 1
    first = there[i] + start - here[i] if exact[i] else there[i]
    if end <= here[i + 1]:
        return first, there[i] + end - here[i] if exact[i] else there[i + 1]
    j = bisect_right(here, end - 1, i) - 1
    return first, there[j] + end - here[j] if exact[j] else there[j + 1]


def _compose(first: Alignment, second: Alignment) -> Alignment:
    """Sweep over the text between; after each step both sides are used up to the same place of it."""
    left, right = first._target, second._source
    left_exact, right_exact = first._exact, second._exact
    builder = AlignmentBuilder()
    i = j = here = 0
    while i < len(left_exact) or j < len(right_exact):
        if i < len(left_exact) and left[i + 1] == here:
            builder.delete(first._source[i + 1] - first._source[i])
            i += 1
        elif right[j + 1] == here:
            builder.insert(second._target[j + 1] - second._target[j])
            j += 1
        elif left_exact[i] and right[j] == here and right[j + 1] <= left[i + 1]:
            k = _last_boundary(right, left[i + 1], j)
            builder.extend(second, j, k)
            j, here = k, right[k]
            i += here == left[i + 1]
        elif right_exact[j] and left[i] == here and left[i + 1] <= right[j + 1]:
            k = _last_boundary(left, right[j + 1], i)
            builder.extend(first, i, k)
            i, here = k, left[k]
            j += here == right[j + 1]
        elif left_exact[i] and right_exact[j]:
            end = min(left[i + 1], right[j + 1])
            builder.keep(end - here)
            here = end
            i += here == left[i + 1]
            j += here == right[j + 1]
        else:
            source, target = _image(first._source, left, i, here), _image(second._target, right, j, here)
            i, j, here = _widen(first, second, i, j)
            builder.replace(
                _image(first._source, left, i, here) - source, _image(second._target, right, j, here) - target
            )
    return builder.build()


def _last_boundary(boundaries: array[int], limit: int, low: int) -> int:
    """Give the index of the last boundary that is not past the limit (of several at the limit, the first)."""
    k = bisect_left(boundaries, limit, low)
    return k if boundaries[k] == limit else k - 1


def _image(there: array[int], here: array[int], i: int, offset: int) -> int:
    """Map an offset that is the start of run i or lies in it, in which case it is exact."""
    return there[i] + offset - here[i]


def _widen(first: Alignment, second: Alignment, i: int, j: int) -> tuple[int, int, int]:
    """Go on from runs of which one is changed to the next place where both sides can be cut; give runs and place."""
    left, right = first._target, second._source
    end = right[j + 1] if first._exact[i] else left[i + 1]
    while True:
        i = _last_boundary(left, end, i)
        if left[i] < end and not first._exact[i]:
            end = left[i + 1]
            continue
        j = _last_boundary(right, end, j)
        if right[j] == end or second._exact[j]:
            return i, j, end
        end = right[j + 1]
