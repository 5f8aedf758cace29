"""The properties that the fuzzers check (tests/fuzz), over some hundred inputs that are the same each time."""

import pytest
from fuzz.growth import TARGETS as GROWTH_TARGETS
from fuzz.growth import growth, units
from fuzz.mutate import mutated, seeds
from fuzz.properties import TARGETS, TooSlowError, budget

COUNTS = {"extract": 120, "restore": 400, "readers": 400, "packs": 120}


@pytest.mark.parametrize("target", COUNTS)
def test_changed_inputs_keep_every_property(target):
    for number, data in enumerate(mutated(target, COUNTS[target])):
        try:
            TARGETS[target](data)
        except Exception as error:
            error.add_note(f"input {number}: {data!r}")
            raise


@pytest.mark.parametrize("target", COUNTS)
def test_the_same_seed_gives_the_same_inputs(target):
    first, again, other = (list(mutated(target, 20, seed)) for seed in (1, 1, 2))
    assert first == again
    assert first != other
    assert len({*first, *seeds(target)}) > len(set(seeds(target)))


@pytest.mark.parametrize("target", GROWTH_TARGETS)
def test_repeated_pieces_take_linear_time(target):
    assert [(unit, grown) for unit in units(target, 12, 0) if (grown := growth(target, unit))] == []


def test_growth_is_told(monkeypatch):
    monkeypatch.setitem(GROWTH_TARGETS, "extract", (lambda text: [text[n:] for n in range(len(text))], 16_000))
    monkeypatch.setattr("fuzz.growth.FLOOR", 0.0)
    assert growth("extract", "县")[1] > 8


def test_the_budget_tells_what_is_slow(monkeypatch):
    monkeypatch.setattr("fuzz.properties.SECONDS", 0.0)
    monkeypatch.setattr("fuzz.properties.SECONDS_A_KILOBYTE", 0.0)
    with pytest.raises(TooSlowError, match="for 5 bytes"), budget(5):
        sum(range(1000))
