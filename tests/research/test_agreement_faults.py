"""Agreement at the edges: codes far away, large, masked or missing in words; constant coders; own weights."""

import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from leadership_lib.core.errors import Problem
from leadership_lib.research import agreement

NAN = math.nan
CODED = [1, 2, 3, 1, 2, 3], [1, 2, 2, 1, 3, 3]


def with_a_lone_code(far):
    """Return six units of two coders and a seventh that only the first coded."""
    return [[*CODED[0], far], [*CODED[1], NAN]]


# --- figures that are lost


@pytest.mark.parametrize("far", [4, 999, 9999, 99999, 999999, 1e7, 1e15])
def test_a_lone_code_however_far_away_changes_neither_kappa_nor_its_standard_error(far):
    # 0.750 and 0.171163, to sixty digits: neither depends on the scale of the weights.
    found = agreement.cohen_kappa(with_a_lone_code(far), "quadratic", interval="analytic")
    assert float(found) == pytest.approx(0.75, abs=1e-12)
    assert found.se == pytest.approx(0.171163, abs=5e-7)
    assert found.interval == pytest.approx((0.414526, 1.0), abs=5e-6)


@pytest.mark.parametrize("far", [1e7, 1e15, 1e200])
def test_a_lone_code_does_not_set_the_scale_of_alpha(far):
    # The package krippendorff 0.9 gives 0.770833.
    assert float(agreement.alpha(with_a_lone_code(far), "interval", resamples=0)) == pytest.approx(0.770833, abs=5e-7)


def test_large_numbers_that_differ_little_have_a_ratio():
    alike = [[1_000_000, 1_000_001, 1_000_002]] * 2
    assert float(agreement.alpha(alike, "ratio", resamples=0)) == 1
    # Where numbers differ by a millionth, their ratio says what their difference says.
    near = agreement.alpha([*alike, [1_000_000, 1_000_001, 1_000_003]], "ratio", resamples=0)
    less = agreement.alpha([[0, 1, 2], [0, 1, 2], [0, 1, 3]], "interval", resamples=0)
    assert float(near) == pytest.approx(float(less), abs=1e-5)


def test_whole_numbers_of_any_size_stay_apart():
    one, other = 2**53, 2**53 + 1
    assert float(agreement.percent_agreement([[one, 1], [other, 1]], resamples=0)) == 0.5
    assert float(agreement.alpha([[one, other], [one, other]], resamples=0)) == 1
    assert agreement.disagreements([[one], [other]])[0].given[1].code == other
    with pytest.raises(Problem, match="more than 15 digits"):
        agreement.alpha([[one, other], [one, one]], "interval")


def test_an_icc_of_large_numbers_is_that_of_the_small_ones():
    small = np.array([[9.0, 6, 8, 7, 10, 6], [8, 6, 8, 6, 9, 7]])
    for form in agreement.FORMS:
        found = agreement.icc(small + 2.0**40, form)
        assert found.interval == pytest.approx(agreement.icc(small, form).interval, abs=1e-9)


# --- what is missing


@pytest.mark.parametrize(
    "ratings",
    [
        np.ma.array([[1, 2, 3], [1, 2, 2]], mask=[[0, 0, 1], [0, 0, 0]]),
        np.array([["a", np.nan, "b"], ["a", "b", "b"]]),
        np.ma.array([["a", "b", "c"], ["a", "b", "b"]], mask=[[0, 0, 1], [0, 0, 0]]),
        [["a", "NaN", "b"], ["a", "b", "b"]],
    ],
)
def test_what_is_masked_or_not_a_number_is_no_code(ratings):
    assert float(agreement.alpha(ratings, resamples=0)) == 1


def test_words_for_no_code_are_missing_where_that_is_said_and_noted_where_not():
    told = [["1", "1", "2"], ["1", "1", "None"], ["None", "1", "2"]]
    assert float(agreement.alpha(told, missing=["None"], resamples=0)) == 1
    (note,) = (note for note in agreement.alpha(told, resamples=0).notes if "category" in note)
    assert "missing=['None']" in note
    counted = [[1, 1, 2], [1, 1, 99], [99, 1, 2]]
    assert float(agreement.alpha(counted, missing=[99], resamples=0)) == 1
    assert float(agreement.icc([[1, 2, 99, 4], [1, 2, 3, 4]], "ICC3", missing=[99])) == 1


def test_a_category_may_be_called_like_nothing_where_it_is_named():
    told = [["none", "some"], ["none", "some"]]
    assert agreement.alpha(told, categories=["none", "some"], resamples=0).notes == ()


# --- coders


@pytest.mark.parametrize(
    ("ratings", "weights"),
    [
        ([[1] * 19, [1, 2, 1, 1, 3, 3, 2, 1, 3, 2, 3, 1, 2, 1, 3, 2, 1, 3, 1]], "identity"),
        ([[1] * 7, [1, 2, 1, 3, 2, 1, 3]], "quadratic"),
        ([[1] * 5, [2] * 5], "identity"),
    ],
)
@pytest.mark.parametrize("call", [agreement.cohen_kappa, agreement.conger_kappa])
def test_a_constant_coder_makes_kappa_nought_and_no_interval(call, ratings, weights):
    found = call(ratings, weights)
    assert str(found).endswith("kappa: 0.000") or "kappa (quadratic weights): 0.000" in str(found)
    assert math.isnan(found.low)
    assert found.benchmark is None
    assert any("Coder 1" in note and "kappa is 0 whatever" in note for note in found.notes)
    assert "less than they would by chance" not in found.sentence


def test_two_coders_of_one_name_are_refused_and_units_of_one_name_told_apart():
    frame = pd.DataFrame([[1, 2], [1, 1]], index=["A", "A"], columns=["u", "v"])
    with pytest.raises(Problem, match="2 coders called 'A'"):
        agreement.disagreements(frame)
    frame = pd.DataFrame([[1, 2], [1, 1]], index=["A", "B"], columns=["u", "u"])
    found = agreement.disagreements(frame)
    assert (found[0].unit, [str(each) for each in found[0].given]) == ("u (2)", ["A: 2", "B: 1"])
    frame = pd.DataFrame([[1, 1, 2], [1, 1, 1]], columns=["u", "u (2)", "u"])
    assert agreement.disagreements(frame)[0].unit == "u (3)"


def test_a_table_that_may_be_turned_round_is_noted():
    turned = np.array([[1, 2, 3, 4, 5, 1, 2], [1, 2, 3, 4, 5, 1, 1]]).T
    assert any("turned round" in note for note in agreement.alpha(turned).notes)
    assert not any("turned round" in note for note in agreement.alpha(turned.T).notes)


# --- intervals


def test_icc2_has_an_interval_or_the_reason_why_not():
    perfect = agreement.icc([[1, 2, 1], [1, 2, 1]], "ICC2")
    assert perfect.interval == (1, 1)
    assert any("no width" in note for note in perfect.notes)
    for form in ("ICC2", "ICC2k"):
        level = agreement.icc([[1.0, 1, 1], [2, 2, 2]], form)
        assert math.isnan(level.low)
        assert any("no interval" in note for note in level.notes)


def test_complete_agreement_leaves_one_end_open():
    # Wilson's lower end of 15 of 15 at 95 % is 15 / (15 + 1.96 ** 2) = 0.796; chance would bring agreement in 5/9.
    ratings = [[1] * 5 + [2] * 10] * 2
    assert agreement.percent_agreement(ratings).interval == pytest.approx((0.796, 1.0), abs=5e-4)
    for call in (agreement.cohen_kappa, agreement.fleiss_kappa, agreement.alpha):
        assert call(ratings).interval == pytest.approx((1 - (1 - 0.7961) / (4 / 9), 1.0), abs=5e-4)
    blind = agreement.brennan_prediger(ratings)
    assert blind.interval == pytest.approx((1 - (1 - 0.7961) / 0.5, 1.0), abs=5e-4)
    assert any("No unit divides the coders" in note for note in blind.notes)


def test_few_units_and_few_rare_codes_are_warned_of_and_enough_are_not():
    generator = np.random.default_rng(4)
    true = generator.integers(0, 2, 60)
    ratings = np.where(generator.random((2, 60)) < 0.1, 1 - true, true)
    assert not any("too little" in note for note in agreement.alpha(ratings).notes)
    assert any("fewer than 30 units" in note for note in agreement.alpha(ratings[:, :29]).notes)
    lopsided = np.zeros((2, 60), int)
    lopsided[0, :3] = lopsided[1, 1:4] = 1
    assert any("Only 4 units of 60 had a code other" in note for note in agreement.alpha(lopsided).notes)


@pytest.mark.parametrize("call", [agreement.alpha, agreement.cohen_kappa, agreement.gwet_ac, agreement.kendall_w])
def test_an_interval_always_contains_its_estimate(call):
    generator = np.random.default_rng(5)
    for units in (3, 5, 8, 20):
        for _ in range(25):
            found = call(generator.integers(0, 3, (2, units)), resamples=50)
            if not math.isnan(found.low):
                assert found.low <= float(found) <= found.high
            elif not found.undefined:
                assert any("no interval" in note for note in found.notes)


# --- weights of one's own


@pytest.mark.parametrize(
    ("weights", "words"),
    [
        ([[1, 5, -3], [5, 1, 2], [-3, 2, 1]], "Row 1, column 2 of the weights is 5"),
        (
            1 - np.array([[0, 1, 4], [1, 0, 6], [2, 2, 0]]) / 6,
            "Row 1, column 3 of the weights is 0.333333 and row 3, column 1 is 0.666667",
        ),
        ([[1, 0, 0], [0, 0.5, 0], [0, 0, 1]], "Row 2, column 2 of the weights is 0.5"),
        ([[1, NAN, 0], [NAN, 1, 0], [0, 0, 1]], "Row 1, column 2 of the weights is nan"),
        ([[1, 2]], "The weights are 1 by 2; needed is 3 by 3"),
        (None, "The weights are no array"),
    ],
)
def test_what_is_wrong_with_weights_of_ones_own_is_said_with_its_place(weights, words):
    with pytest.raises(Problem) as told:
        agreement.cohen_kappa([[1, 2, 3], [1, 2, 2]], weights)
    assert words in str(told.value)


def test_decimals_and_fractions_are_numbers():
    # What databases give. Of four pairs one is 1 apart: observed 2 * 1 by the two orders of the pair, and by hand
    # alpha is 1 - (n - 1) * 2 / sum of all squared differences, of n = 8 codes.
    as_floats = [[1.5, 2.5, 3.5, 4.5], [1.5, 2.5, 3.5, 5.5]]
    for kind in (Decimal, Fraction):
        given = [[kind(str(value)) for value in row] for row in as_floats]
        found = agreement.alpha(given, "interval", resamples=0)
        assert float(found) == pytest.approx(1 - 7 * 2 / 222)
