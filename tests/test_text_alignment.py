"""Alignments: maps between offsets that are exact, monotone, composable and small."""

import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_ie.text.alignment import Alignment, AlignmentBuilder

STEPS = st.lists(st.tuples(st.booleans(), st.integers(0, 4), st.integers(0, 4)), max_size=12)


def build(steps: list[tuple[bool, int, int]], source_length: int | None = None) -> Alignment:
    """An alignment of the given steps, cut or filled up to a source length."""
    builder = AlignmentBuilder()
    left = source_length
    for keep, source, target in steps:
        used = source if left is None else min(source, left)
        if keep:
            builder.keep(used)
        else:
            builder.replace(used, target)
        left = None if left is None else left - used
    return builder.keep(left or 0).build()


def spans(length: int) -> list[tuple[int, int]]:
    return [(start, end) for start in range(length + 1) for end in range(start, length + 1)]


BRACKETS = AlignmentBuilder().keep(1).delete(6).keep(1).delete(2).keep(2).replace(2, 3).insert(1).keep(1).build()


@pytest.mark.parametrize(
    ("target", "source"),
    [
        ((0, 1), (0, 1)),  # what was deleted after the last character stays out
        ((1, 2), (7, 8)),  # and before the first
        ((0, 2), (0, 8)),  # between the two it is covered
        ((1, 3), (7, 11)),
        ((4, 5), (12, 14)),  # a part of a changed run is the whole of it
        ((3, 6), (11, 14)),
        ((7, 8), (14, 14)),  # what was inserted comes from nowhere
        ((7, 9), (14, 15)),
        ((0, 0), (0, 0)),
        ((1, 1), (7, 7)),
        ((9, 9), (15, 15)),
    ],
)
def test_target_spans_map_to_the_smallest_source_span(target, source):
    assert BRACKETS.to_source(*target) == source


@pytest.mark.parametrize(
    ("source", "target"), [((0, 1), (0, 1)), ((1, 7), (1, 1)), ((0, 8), (0, 2)), ((3, 8), (1, 2)), ((13, 15), (4, 9))]
)
def test_source_spans_map_to_the_smallest_target_span(source, target):
    assert BRACKETS.to_target(*source) == target


@pytest.mark.parametrize(("start", "end"), [(-1, 0), (2, 1), (0, 10), (10, 10)])
def test_spans_outside_the_text_are_refused(start, end):
    with pytest.raises(ValueError, match="span"):
        BRACKETS.to_source(start, end)
    with pytest.raises(ValueError, match="span"):
        BRACKETS.to_source_spans([(start, end)])


@pytest.mark.parametrize("offset", [-1, 10])
def test_points_outside_the_text_are_refused(offset):
    with pytest.raises(ValueError, match="offset"):
        BRACKETS.source_point(offset)


def test_identity():
    identity = Alignment.identity(5)
    assert identity.is_identity
    assert identity.to_data() == [5]
    assert all(identity.to_source(*span) == span == identity.to_target(*span) for span in spans(5))
    assert Alignment.identity(0).to_source(0, 0) == (0, 0)


def test_equal_maps_compare_equal_however_they_were_built():
    one = AlignmentBuilder().keep(2).keep(1).delete(1).delete(2).replace(1, 1).build()
    assert one == AlignmentBuilder().keep(3).delete(3).keep(1).build()
    assert hash(one) == hash(AlignmentBuilder().keep(3).delete(3).keep(1).build())
    assert one != Alignment.identity(7)


def test_edits():
    assert Alignment.from_edits(10, [(2, 4, 0), (4, 5, 3), (9, 10, 1)]).to_data() == [2, [2, 0], [1, 3], 5]
    with pytest.raises(ValueError, match="overlap"):
        Alignment.from_edits(10, [(2, 4, 0), (3, 5, 0)])


def test_a_long_clean_text_pickles_small():
    assert len(pickle.dumps(Alignment.identity(10_000_000))) < 300


def test_composing_texts_of_different_lengths_is_refused():
    with pytest.raises(ValueError, match="cannot compose"):
        Alignment.identity(3).compose(Alignment.identity(4))


@given(STEPS)
def test_data_pickle_and_inverse_round_trip(steps):
    alignment = build(steps)
    assert Alignment.from_data(json.loads(json.dumps(alignment.to_data()))) == alignment
    assert pickle.loads(pickle.dumps(alignment)) == alignment
    assert alignment.inverse().inverse() == alignment
    rebuilt = AlignmentBuilder()
    for run in alignment.runs():
        length = run.source_end - run.source_start
        rebuilt.keep(length) if run.exact else rebuilt.replace(length, run.target_end - run.target_start)
    assert rebuilt.build() == alignment


@given(STEPS)
def test_points_and_spans_are_monotone_and_covering(steps):
    alignment = build(steps)
    points = [alignment.source_point(i) for i in range(alignment.target_length + 1)]
    assert points == sorted(points)
    for start, end in spans(alignment.target_length):
        first, last = alignment.to_source(start, end)
        assert 0 <= first <= last <= alignment.source_length
        if start < end:  # the span of a whole is the hull of the spans of its characters
            parts = [alignment.to_source(i, i + 1) for i in range(start, end)]
            assert (first, last) == (parts[0][0], parts[-1][1])
            assert parts == sorted(parts)
        else:
            assert first == last == points[start]


@given(STEPS)
def test_exact_characters_round_trip(steps):
    alignment = build(steps)
    for run in alignment.runs():
        for i in range(run.source_end - run.source_start if run.exact else 0):
            source, target = run.source_start + i, run.target_start + i
            assert alignment.to_source(target, target + 1) == (source, source + 1)
            assert alignment.to_target(source, source + 1) == (target, target + 1)
            assert alignment.target_point(source) == target


@given(STEPS)
def test_bulk_look_up_agrees(steps):
    alignment = build(steps)
    targets, sources = spans(alignment.target_length), spans(alignment.source_length)
    assert alignment.to_source_spans(targets) == [alignment.to_source(*span) for span in targets]
    assert alignment.to_target_spans(sources) == [alignment.to_target(*span) for span in sources]


@given(STEPS)
def test_composing_with_identity_changes_nothing(steps):
    alignment = build(steps)
    cut = AlignmentBuilder().keep(1).replace(0, 0).build()
    assert Alignment.identity(alignment.source_length).compose(alignment) == alignment
    assert alignment.compose(Alignment.identity(alignment.target_length)) == alignment
    assert cut == Alignment.identity(1)


@given(STEPS, STEPS)
def test_composition_covers_the_chain_and_is_as_narrow_where_it_is_exact(steps, more):
    first = build(steps)
    second = build(more, first.target_length)
    both = first.compose(second)
    assert (both.source_length, both.target_length) == (first.source_length, second.target_length)
    assert both.inverse() == second.inverse().compose(first.inverse()) or not both.is_identity
    for start, end in spans(both.target_length):
        if start < end:
            middle = second.to_source(start, end)
            first_way = first.to_source(*middle)
            if middle[0] < middle[1]:
                span = both.to_source(start, end)
                assert span[0] <= first_way[0]
                assert first_way[1] <= span[1]
    exact = {run.target_start: run.target_end for run in both.runs() if run.exact}
    for start, end in exact.items():
        for i in range(start, end):
            assert both.to_source(i, i + 1) == first.to_source(*second.to_source(i, i + 1))


def exact_characters(alignment: Alignment) -> dict[int, int]:
    """Source offset of each target character that has one character of its own."""
    return {
        run.target_start + i: run.source_start + i
        for run in alignment.runs()
        if run.exact
        for i in range(run.target_end - run.target_start)
    }


@given(STEPS, STEPS, STEPS)
def test_composition_in_either_order_agrees(steps, more, most):
    # one order may widen a deletion beside an insertion to one run that the other keeps apart
    first = build(steps)
    second = build(more, first.target_length)
    third = build(most, second.target_length)
    one, other = first.compose(second).compose(third), first.compose(second.compose(third))
    assert one.source_length == other.source_length
    assert one.target_length == other.target_length
    here, there = exact_characters(one), exact_characters(other)
    assert all(there[target] == source for target, source in here.items() if target in there)


@given(st.text(max_size=30), st.data())
def test_slices_agree(text, data):
    builder, target, at = AlignmentBuilder(), "", 0
    while at < len(text):
        length = data.draw(st.integers(1, 5))
        piece = text[at : at + length]
        kind = data.draw(st.sampled_from(["keep", "delete", "insert"]))
        if kind == "keep":
            builder.keep(len(piece))
            target += piece
        elif kind == "delete":
            builder.delete(len(piece))
        else:
            builder.insert(length)
            target += "x" * length
            continue
        at += len(piece)
    alignment = builder.build()
    for run in alignment.runs():
        if run.exact:
            assert text[run.source_start : run.source_end] == target[run.target_start : run.target_end]
