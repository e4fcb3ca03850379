"""Agreement: laws that hold for all tables, and intervals."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rated import BY_RATINGS, KRIPPENDORFF, LEVELS, SHROUT_FLEISS, random_ratings, same

from leadership_lib.core.errors import Problem
from leadership_lib.research import agreement
from leadership_lib.research.agreement.ratings import read
from leadership_lib.research.agreement.resampling import Options, draws
from leadership_lib.research.agreement.weights import distances

# --- laws


@st.composite
def tables(draw, least_coders=2, whole=False):
    coders, units = draw(st.integers(least_coders, 5)), draw(st.integers(2, 8))
    cell = st.integers(1, 4) if whole else st.one_of(st.integers(1, 4), st.none())
    return np.array(draw(st.lists(cell, min_size=coders * units, max_size=coders * units)), dtype=float).reshape(
        coders, units
    )


@given(tables(), st.randoms(use_true_random=False))
def test_who_comes_first_changes_nothing(ratings, random):
    coders, units = list(range(ratings.shape[0])), list(range(ratings.shape[1]))
    random.shuffle(coders)
    random.shuffle(units)
    moved = ratings[np.ix_(coders, units)]
    for name, call in BY_RATINGS.items():
        assert same(call(ratings, resamples=0), call(moved, resamples=0)), name
    for level in LEVELS:
        assert same(agreement.alpha(ratings, level, resamples=0), agreement.alpha(moved, level, resamples=0)), level
    assert len(agreement.disagreements(ratings)) == len(agreement.disagreements(moved))


@given(tables(), st.permutations(["ash", "birch", "elm", "oak"]))
def test_what_categories_are_called_changes_nothing(ratings, names):
    told = [[None if np.isnan(cell) else names[int(cell) - 1] for cell in row] for row in ratings]
    for name in ("percent_agreement", "fleiss_kappa", "conger_kappa", "brennan_prediger", "gwet_ac", "alpha"):
        assert same(BY_RATINGS[name](ratings, resamples=0), BY_RATINGS[name](told, resamples=0)), name
    in_order = agreement.alpha(told, "ordinal", categories=names, resamples=0)
    assert same(agreement.alpha(ratings, "ordinal", resamples=0), in_order)


@given(tables(), st.floats(0.01, 100), st.floats(-50, 50))
def test_scales_may_be_stretched_as_far_as_their_level_allows(ratings, factor, shift):
    assert same(
        agreement.alpha(ratings, "interval", resamples=0), agreement.alpha(ratings * factor + shift, "interval")
    )
    assert same(agreement.alpha(ratings, "ratio", resamples=0), agreement.alpha(ratings * factor, "ratio"))
    assert same(agreement.alpha(ratings, "ordinal", resamples=0), agreement.alpha(ratings**3, "ordinal"))
    assert same(agreement.kendall_w(ratings, resamples=0), agreement.kendall_w(ratings**3, resamples=0))


@given(tables())
def test_bounds(ratings):
    # With codes missing, chance may rest on units that agreement does not see, and then there is no floor.
    whole = not np.isnan(ratings).any()
    bounded_below = {"fleiss_kappa", "conger_kappa", "brennan_prediger", "gwet_ac", "alpha"} if whole else {}
    for name, call in BY_RATINGS.items():
        found = call(ratings, resamples=50)
        value = float(found)
        assert repr(found)
        assert "<table>" in found._repr_html_() or "<ul>" in found._repr_html_()
        if math.isnan(value):
            assert found.undefined
            assert found.benchmark is None
            continue
        assert value <= 1 + 1e-9
        if name in ("percent_agreement", "kendall_w"):
            assert value >= 0
        elif name in bounded_below:
            assert value >= -1 - 1e-9, name
        if not math.isnan(found.low):
            assert found.low <= found.high <= 1 + 1e-9
        if found.benchmark:
            steps = found.benchmark.cumulative
            assert list(steps) == sorted(steps)
            assert steps[-1] == 1


@given(tables(whole=True))
def test_complete_agreement_is_one_for_all(ratings):
    alike = np.repeat(ratings[:1], 3, axis=0)
    for name, call in BY_RATINGS.items():
        value = float(call(alike, resamples=0))
        assert math.isnan(value) or value == pytest.approx(1), name
    assert len(agreement.disagreements(alike)) == 0


@given(tables(whole=True))
def test_coefficients_that_are_the_same_in_disguise(ratings):
    two = ratings[:2]
    assert same(agreement.cohen_kappa(two), agreement.conger_kappa(two, resamples=0))
    # W of coders is the mean of their rank correlations in another dress, where nobody has ties.
    spread = ratings + np.arange(ratings.shape[1]) / 100 + np.arange(len(ratings))[:, None] / 7
    ranks = np.argsort(np.argsort(spread, axis=1), axis=1)
    if all(len(set(row)) == len(row) for row in spread):
        m = len(ranks)
        mean = (np.corrcoef(ranks).sum() - m) / (m * (m - 1))
        assert float(agreement.kendall_w(spread, resamples=0)) == pytest.approx((mean * (m - 1) + 1) / m, abs=1e-9)


@given(st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3), min_size=1, max_size=6))
def test_a_table_of_counts_comes_back(counts):
    ratings = agreement.from_counts(counts)
    assert ratings.shape == (max(map(sum, counts)), len(counts))
    back = [[int((ratings[:, n] == value).sum()) for value in (1, 2, 3)] for n in range(len(counts))]
    assert back == counts


def test_printed_tables_may_name_their_categories():
    assert agreement.from_counts([[1, 1], [2, 0], [0, 1]], ["no", "yes"]).tolist() == [
        ["no", "no", "yes"],
        ["yes", "no", None],
    ]
    assert agreement.from_crosstable([[1, 0], [1, 1]], ["no", "yes"]).tolist() == [
        ["no", "yes", "yes"],
        ["no", "no", "yes"],
    ]


def test_weights_under_which_everything_agrees_leave_nothing_to_measure():
    found = agreement.brennan_prediger([[1, 2], [2, 1]], np.ones((2, 2)))
    assert math.isnan(float(found))
    assert "nothing is left to measure" in found.sentence
    assert "nothing is left to measure" in agreement.cohen_kappa([[1, 2], [2, 1]], np.ones((2, 2))).sentence


def test_weights_as_they_are_defined():
    codes = read([[1, 2, 4], [1, 2, 4]])
    assert (1 - distances(codes, "identity")).tolist() == np.eye(3).tolist()
    assert (1 - distances(codes, "linear"))[0] == pytest.approx([1, 2 / 3, 0])
    assert (1 - distances(codes, "quadratic"))[0] == pytest.approx([1, 8 / 9, 0])
    assert (1 - distances(codes, "ordinal"))[0] == pytest.approx([1, 2 / 3, 0])
    assert (1 - distances(codes, "ratio"))[0] == pytest.approx([1, 1 - (1 / 9) / (9 / 25), 0])
    own = [[1, 0.5, 0], [0.5, 1, 0.5], [0, 0.5, 1]]
    assert (1 - distances(codes, own)).tolist() == own


# --- intervals


def test_the_same_seed_gives_the_same_interval_and_another_another():
    first, again, other = (agreement.alpha(KRIPPENDORFF, "ordinal", seed=seed) for seed in (1, 1, 2))
    assert first == again
    assert first.interval != other.interval
    assert first.low < float(first) <= first.high


def test_draws_do_not_depend_on_how_many_are_made_at_once(monkeypatch):
    whole = np.concatenate(list(draws(7, 20, 5)))
    monkeypatch.setattr("leadership_lib.research.agreement.resampling.CELLS", 21)
    parts = list(draws(7, 20, 5))
    assert len(parts) == 7
    np.testing.assert_array_equal(np.concatenate(parts), whole)
    assert (whole.sum(axis=1) == 7).all()


@pytest.mark.parametrize("name", ["percent_agreement", "fleiss_kappa", "gwet_ac", "brennan_prediger"])
def test_the_two_kinds_of_interval_are_alike_where_units_are_many(name):
    ratings = random_ratings(4, coders=4, units=400, missing=0)
    one, other = (BY_RATINGS[name](ratings, interval=kind) for kind in ("analytic", "percentile"))
    assert float(one) == float(other)
    assert one.se == pytest.approx(other.se, rel=0.1)
    assert one.interval == pytest.approx(other.interval, abs=0.01)


@pytest.mark.parametrize("weights", ["identity", "linear", "quadratic"])
def test_the_two_kinds_of_interval_of_cohens_kappa(weights):
    ratings = random_ratings(5, coders=2, units=500, missing=0)
    one, other = (agreement.cohen_kappa(ratings, weights, interval=kind) for kind in ("analytic", "percentile"))
    assert one.se == pytest.approx(other.se, rel=0.1)


@pytest.mark.parametrize("form", agreement.FORMS)
def test_the_benchmark_of_an_icc_agrees_with_its_interval(form):
    found = agreement.icc(SHROUT_FLEISS, form)
    # From draws, as ICC2's is, to one draw of 100,000.
    exact = 2e-5 if "2" in form else 1e-6
    assert found.at_least(found.low) == pytest.approx(0.975, abs=exact)
    assert found.at_least(found.high) == pytest.approx(0.025, abs=exact)


def test_kendalls_w_with_ties_in_resamples_is_kendalls_w_of_the_resample():
    ratings = random_ratings(6, coders=3, units=9, missing=0)
    (rows,) = draws(9, 40, seed=2)
    each = [float(agreement.kendall_w(np.repeat(ratings, row.astype(int), axis=1), resamples=0)) for row in rows]
    found = agreement.kendall_w(ratings, resamples=40, seed=2, interval="percentile")
    assert found.interval == pytest.approx(tuple(np.quantile(each, (0.025, 0.975))), abs=1e-12)


# --- what an interval may be asked for with


def test_options_are_the_same_everywhere():
    asked = Options(np.float32(0.9), np.int64(200), np.int16(3))
    assert (asked.resamples, asked.seed, asked.interval) == (200, 3, None)
    assert type(asked.resamples) is int
    assert float(agreement.alpha([[1, 2], [1, 2]], resamples=np.int64(10), seed=np.uint8(2))) == 1
    for wrong in (True, 1.0, "1", None, -1):
        with pytest.raises(Problem, match=r"seed is .*whole number from 0"):
            Options(seed=wrong)
    for wrong in (True, 0, 1, 95, "0.95", math.nan):
        with pytest.raises(Problem, match=r"confidence is .*between 0 and 1"):
            Options(confidence=wrong)
