"""Noise does not change facts: reports that the noise maker spoilt give their clean text and their facts back."""

from collections import Counter

import pytest
from noise import RATES, Rates, make_noise, sprinkle

import fazhi_ie
from fazhi_ie.text.restore import restore

WORST_ERROR_RATE = 0.002
AGREEMENT = 0.995
_WIDTHS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def bare(value):
    """Widths, spaces and line breaks make no difference between facts."""
    return "".join(str("" if value is None else value).translate(_WIDTHS).split())


def facts_of(text):
    report = fazhi_ie.extract(text)
    keys = ("label", "value", "upper", "unit", "status")
    return Counter(
        (kind, bare(fact.span.text), *(bare(getattr(fact, key, None)) for key in keys))
        for kind in ("entities", "indicators", "measures", "problems")
        for fact in getattr(report, kind)
    )


class Tally:
    """What became of the facts and characters of several texts."""

    def __init__(self):
        self.same = self.facts = self.errors = self.letters = 0
        self.differing = []

    def add(self, name, clean, noisy):
        one, other = facts_of(clean), facts_of(noisy)
        self.same += 2 * (one & other).total()
        self.facts += one.total() + other.total()
        self.differing += [f"{name}: only clean {fact}" for fact in (one - other).elements()]
        self.differing += [f"{name}: only noisy {fact}" for fact in (other - one).elements()]

    def check(self):
        assert self.facts
        assert self.same >= AGREEMENT * self.facts, f"{self.same / self.facts:.4f}\n" + "\n".join(self.differing[:60])
        assert self.errors <= WORST_ERROR_RATE * self.letters, f"{self.errors} errors in {self.letters} characters"


def edits(one, other, most=400):
    """Edit distance, cheap for texts that are nearly equal: as far as each diagonal gets with so many edits."""

    def slide(i, j):
        while i < len(one) and j < len(other) and one[i] == other[j]:
            i, j = i + 1, j + 1
        return i

    reached, goal = {0: slide(0, 0)}, len(one) - len(other)
    for count in range(most):
        if reached.get(goal, -1) >= len(one):
            return count
        before, reached = reached, {}
        for d in range(-count - 1, count + 2):
            i = min(len(one), max(before.get(d, -2) + 1, before.get(d - 1, -2) + 1, before.get(d + 1, -2)))
            if i >= 0 and 0 <= i - d <= len(other):
                reached[d] = slide(i, i - d)
    return most


def tally(texts, kind):
    found = Tally()
    for name, text in texts:
        clean = restore(text).text
        noisy = make_noise(clean, RATES[kind], f"{name}.{kind}")
        found.errors += edits(restore(noisy).text, clean)
        found.letters += len(clean)
        found.add(name, clean, noisy)
    return found


@pytest.mark.parametrize("kind", RATES)
def test_noise_on_the_fixtures(fixtures_dir, kind):
    files = sorted((fixtures_dir / "reports").glob("*.txt"))
    tally([(file.name, fazhi_ie.read(file)) for file in files], kind).check()


# the last has every kind at once; one kind by itself would show a fault of its own, which the fixtures show too
@pytest.mark.parametrize("kind", ["few-brackets", "many-brackets", "everything"])
def test_noise_on_the_corpus(corpus_texts, kind):
    tally(corpus_texts, kind).check()


@pytest.mark.parametrize("name", ["wuyuan", "shiyan"])
def test_real_noise(gold_dir, name):
    found = Tally()
    found.add(name, fazhi_ie.read(gold_dir / f"{name}.txt"), fazhi_ie.read(gold_dir / "raw" / f"{name}.txt"))
    found.check()


@pytest.mark.parametrize(
    ("what", "agreement"),
    [
        pytest.param({"spaces": 0.03}, 1.0, id="spaces"),
        pytest.param({"wide": 0.5}, 1.0, id="wide"),
        # a break inside a heading or a title shows no sign that it is one
        pytest.param({"breaks": 0.003}, 0.99, id="breaks"),
        pytest.param({"spaces": 0.02, "wide": 0.4, "breaks": 0.003}, 0.99, id="all"),
    ],
)
def test_spaces_breaks_and_wide_digits_change_no_facts(fixtures_dir, what, agreement):
    found = Tally()
    for file in sorted((fixtures_dir / "reports").glob("*.txt")):
        text = fazhi_ie.read(file)
        for seed in range(2):
            sprinkled = sprinkle(text, f"{file.name}.{seed}", **what)
            assert bare(sprinkled) == bare(text)
            found.add(file.name, text, sprinkled)
            for fact in fazhi_ie.extract(sprinkled).indicators:
                assert sprinkled[fact.span.start : fact.span.end] == fact.span.text
    assert found.same >= agreement * found.facts, "\n".join(found.differing)


@pytest.mark.parametrize(
    ("written", "unit"), [("２３３ 件", "件"), ("2 3\u00a03件", "件"), ("23\n3件", "件"), ("９４．３ ％", "%")]
)
def test_spans_cover_what_was_written(written, unit):
    text = f"县司法局全年办理行政复议案件较多,其中办结{written},群众满意。"
    (found,) = fazhi_ie.extract(text).indicators
    assert text[found.span.start : found.span.end] == written
    assert found.unit == unit


TEXT = "县政府认真贯彻上级要求，办结案件十二件。现将有关情况报告如下，请审议。"


def test_the_noise_maker_keeps_to_its_seed():
    assert make_noise(TEXT, RATES["everything"], 1) == make_noise(TEXT, RATES["everything"], 1)
    assert len({make_noise(TEXT, Rates(pinyin=0.5), seed) for seed in range(5)}) > 1


@pytest.mark.parametrize(
    ("rates", "noisy"),
    [
        (Rates(traditional=False), TEXT),
        (Rates(), "縣政府認真貫徹上級要求，辦結案件十二件。現將有關情況報告如下，請審議。"),
        (
            Rates(traditional=False, marks=1.0),
            "县政府认真贯彻上级要求，，办结案件十二件，。现将有关情况报告如下，，请审议，。",
        ),
        (
            Rates(letters_a_shift=30),
            "縣政府認真貫徹上級要求，辦結案件十二件?，F將有關情況報告如下，請審議。",
        ),
    ],
)
def test_each_kind_of_noise(rates, noisy):
    assert make_noise(TEXT, rates, 7) == noisy
    assert restore(noisy).text == TEXT


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [("", "", 0), ("abc", "abc", 0), ("abc", "axc", 1), ("abc", "ac", 1), ("", "ab", 2), ("kitten", "sitting", 3)],
)
def test_edits(one, other, count):
    assert edits(one, other) == count
    assert edits(other, one) == count
