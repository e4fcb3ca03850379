"""Agreement beyond one figure: by category and pair, of sets, differences, clusters, and how many units are needed."""

import math

import numpy as np
import pandas as pd
import pytest
from rated import KRIPPENDORFF, random_ratings

from leadership_lib.core.errors import Problem
from leadership_lib.research import agreement

# Fleiss (1971), table 1: thirty patients by five diagnoses (depression, personality disorder, schizophrenia, neurosis,
# other), six psychiatrists each.
DIAGNOSES = [
    [0, 0, 0, 6, 0], [0, 3, 0, 0, 3], [0, 1, 4, 0, 1], [0, 0, 0, 0, 6], [0, 3, 0, 3, 0], [2, 0, 4, 0, 0],
    [0, 0, 4, 0, 2], [2, 0, 3, 1, 0], [2, 0, 0, 4, 0], [0, 0, 0, 0, 6], [1, 0, 0, 5, 0], [1, 1, 0, 4, 0],
    [0, 3, 3, 0, 0], [1, 0, 0, 5, 0], [0, 2, 0, 3, 1], [0, 0, 5, 0, 1], [3, 0, 0, 1, 2], [5, 1, 0, 0, 0],
    [0, 2, 0, 4, 0], [1, 0, 2, 0, 3], [0, 0, 0, 0, 6], [0, 1, 0, 5, 0], [0, 2, 0, 1, 3], [2, 0, 0, 4, 0],
    [1, 0, 0, 4, 1], [0, 5, 0, 1, 0], [4, 0, 0, 0, 2], [0, 2, 0, 4, 0], [1, 0, 5, 0, 0], [0, 0, 0, 0, 6],
]  # fmt: skip

# Watson and Petrie (2010), as the R package epiR prints their table: 19 and 256 of 291 on the diagonal.
LEISHMANIA = [[19, 10], [6, 256]]


# --- by category and by pair


def test_fleiss_kappa_of_each_diagnosis_is_as_printed():
    ratings = agreement.from_counts(DIAGNOSES)
    assert round(float(agreement.fleiss_kappa(ratings)), 3) == 0.430
    found = agreement.by_category(ratings, resamples=50)
    assert found["kappa"].round(3).tolist() == [0.245, 0.245, 0.520, 0.471, 0.566]
    assert found["codes"].tolist() == [26, 26, 30, 55, 43]
    assert (found["low"] <= found["kappa"]).all()
    assert (found["kappa"] <= found["high"]).all()


def test_positive_and_negative_agreement_by_hand():
    # 2 a / (2 a + b + c), of a = 19 and of d = 256.
    ratings = agreement.from_crosstable(LEISHMANIA, ["ill", "well"])
    assert float(agreement.specific_agreement(ratings, "ill")) == pytest.approx(38 / 54)
    assert float(agreement.specific_agreement(ratings, "well")) == pytest.approx(512 / 528)
    with pytest.raises(Problem, match="'sick' is no category that was given: there are ill, well"):
        agreement.specific_agreement(ratings, "sick")


def test_a_confusion_table_comes_back_as_it_was_printed():
    ratings = agreement.from_crosstable(LEISHMANIA, ["ill", "well"])
    found = agreement.confusion_table({"Ann": ratings[0], "Ben": ratings[1]})
    assert found.to_numpy().tolist() == [[19, 10, 29], [6, 256, 262], [25, 266, 291]]
    assert (found.index.name, found.columns.name) == ("Ann", "Ben")
    with pytest.raises(Problem, match="There are 4 coders: name two"):
        agreement.confusion_table(KRIPPENDORFF)
    with pytest.raises(Problem, match="no coder 'coder 9'"):
        agreement.confusion_table(KRIPPENDORFF, "coder 1", "coder 9")


def test_every_pair_has_cohens_kappa_of_what_both_coded():
    found = agreement.by_pair(KRIPPENDORFF, resamples=20).set_index(["first", "second"])
    assert len(found) == 6
    for (first, second), row in found.iterrows():
        two = KRIPPENDORFF[[int(first[-1]) - 1, int(second[-1]) - 1]]
        assert row["value"] == pytest.approx(float(agreement.cohen_kappa(two)))
        assert row["units"] == (~np.isnan(two)).all(axis=0).sum()
    assert found["value"].is_monotonic_increasing
    by_alpha = agreement.by_pair(KRIPPENDORFF, agreement.alpha, level="ordinal", resamples=0)
    assert by_alpha["value"].max() <= 1


# --- PABAK and sets


def test_pabak_as_epir_prints_it():
    ratings = agreement.from_crosstable(LEISHMANIA)
    assert f"{float(agreement.pabak(ratings)):.3f}" == "0.890"
    assert float(agreement.pabak(ratings)) == pytest.approx(2 * 275 / 291 - 1)
    assert float(agreement.pabak([["a", "a"], ["a", "a"]])) == 1
    with pytest.raises(Problem, match="two coders and two categories"):
        agreement.pabak([[1, 2, 3], [1, 2, 3]])


@pytest.mark.parametrize(
    "sets",
    [
        [[{"a"}, {"a"}, {"b"}], [{"a"}, {"a", "b"}, {"a", "b"}]],
        [["a", "a", "b"], ["a", "a | b", "b|a"]],
        [[{"a"}, {"a"}, {"b"}], [frozenset("a"), "a|b", "b|a"]],
    ],
)
def test_alpha_of_sets_by_hand(sets):
    # {a} and {a, b} share half and one holds the other: 1 - 1/2 * 2/3 = 2/3. D_o = 2 * (2/3 + 2/3) = 8/3;
    # D_e = 2 * (3 * 1 * 1 + 3 * 2 * 2/3 + 1 * 2 * 2/3) = 50/3; alpha = 1 - 5 * (8/3) / (50/3) = 0.2.
    assert float(agreement.alpha(sets, "masi", resamples=0)) == pytest.approx(0.2)


def test_of_single_labels_masi_is_nominal():
    words = np.array(["a", "b", "c", "d", "e"])[(random_ratings(3, missing=0) - 1).astype(int)]
    assert float(agreement.alpha(words, "masi")) == pytest.approx(float(agreement.alpha(words)))


# --- differences and clusters


def binary(share, units, seed):
    """Return two coders who agree in exactly such a share of units, each code as common as the other."""
    first = np.arange(units) % 2
    second = first.copy()
    differ = np.random.default_rng(seed).permutation(units)[: round((1 - share) * units)]
    second[differ] = 1 - second[differ]
    return np.array([first, second])


def test_the_difference_of_two_shares_is_that_of_the_textbook():
    # Wald: 0.1 -+ 1.96 * sqrt(0.9 * 0.1 / 400 + 0.8 * 0.2 / 400) = 0.1 -+ 0.049.
    before, after = (agreement.percent_agreement(binary(share, 400, 1)) for share in (0.8, 0.9))
    found = agreement.difference(before, after)
    assert float(found) == pytest.approx(0.1)
    assert found.interval == pytest.approx((0.051, 0.149), abs=0.006)
    assert "no change is outside it" in found.sentence
    same = agreement.difference(before, agreement.percent_agreement(binary(0.8, 400, 2)))
    assert "no change is within it" in same.sentence


def test_paired_units_are_drawn_together():
    before = binary(0.8, 200, 3)
    after = before.copy()
    after[1, :10] = after[0, :10]
    results = agreement.alpha(before), agreement.alpha(after)
    apart, together = (agreement.difference(*results, paired=paired) for paired in (False, True))
    assert float(apart) == float(together) > 0
    assert together.high - together.low < (apart.high - apart.low) / 2
    assert any("say paired=True" in note for note in apart.notes)
    nothing = agreement.difference(results[0], results[0], paired=True)
    assert (float(nothing), math.isnan(nothing.low)) == (0, True)
    assert "There is no interval" in nothing.sentence


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        (agreement.alpha, agreement.gwet_ac, "two coefficients"),
        (agreement.icc, agreement.icc, "no bootstrap"),
        (agreement.alpha, lambda ratings: 0.5, "of type float"),
    ],
)
def test_what_cannot_be_compared_is_said(first, second, words):
    ratings = np.array([[1, 2, 3, 4], [1, 2, 4, 4]])
    with pytest.raises(Problem, match=words):
        agreement.difference(first(ratings), second(ratings))


@pytest.mark.parametrize("call", [agreement.alpha, agreement.gwet_ac, agreement.percent_agreement])
def test_units_of_one_cluster_count_as_one(call):
    once = random_ratings(5, units=60, missing=0)
    thrice = np.repeat(once, 3, axis=1)
    bodies = [f"body {n // 3}" for n in range(180)]
    alone, apart, clustered = call(once), call(thrice), call(thrice, clusters=bodies)
    width = [found.high - found.low for found in (alone, apart, clustered)]
    assert width[2] == pytest.approx(width[0], rel=0.12)
    assert width[1] == pytest.approx(width[0] / math.sqrt(3), rel=0.15)
    few = call(thrice, clusters=[n % 7 for n in range(180)])
    assert any("fewer than 30 clusters" in note for note in few.notes)


def test_an_analytic_interval_counts_clusters_and_not_units():
    once = random_ratings(5, units=20, missing=0)[:2]
    thrice, bodies = np.repeat(once, 3, axis=1), [n // 3 for n in range(60)]
    for call in (agreement.fleiss_kappa, agreement.gwet_ac, agreement.percent_agreement):
        alone, clustered = call(once, interval="analytic"), call(thrice, interval="analytic", clusters=bodies)
        assert clustered.interval == pytest.approx(alone.interval)
    # Fleiss, Cohen and Everitt divide by n, and what clusters say is divided by one less than their number.
    alone, clustered = (
        agreement.cohen_kappa(ratings, interval="analytic", clusters=held)
        for ratings, held in ((once, None), (thrice, bodies))
    )
    assert clustered.se == pytest.approx(alone.se * math.sqrt(20 / 19))


def test_results_are_paired_only_where_their_clusters_are_the_same():
    before, after = binary(0.8, 60, 1), binary(0.9, 60, 2)
    bodies, others = [n // 4 for n in range(60)], [n % 15 for n in range(60)]
    for held in (None, others):
        with pytest.raises(Problem, match="the same order and clusters"):
            agreement.difference(
                agreement.alpha(before, clusters=bodies), agreement.alpha(after, clusters=held), paired=True
            )
    together = [agreement.alpha(ratings, clusters=bodies) for ratings in (before, after)]
    assert math.isfinite(agreement.difference(*together, paired=True).low)


def test_a_difference_says_what_its_interval_leaves_out():
    before, complete = agreement.alpha(binary(0.8, 60, 1)), agreement.alpha(binary(1, 60, 1))
    assert any("allows for the other only" in note for note in agreement.difference(before, complete).notes)
    assert not agreement.difference(before, before, resamples=0, paired=True).notes


def test_clusters_that_do_not_fit_are_refused():
    with pytest.raises(Problem, match="There are 2 clusters for 3 units"):
        agreement.alpha([[1, 2, 1], [1, 2, 2]], clusters=["a", "b"])
    with pytest.raises(Problem, match="A unit has no cluster"):
        agreement.alpha([[1, 2, 1], [1, 2, 2]], clusters=["a", "b", None])
    with pytest.raises(Problem, match="one text"):
        agreement.alpha([[1, 2, 1], [1, 2, 2]], clusters="abc")


# --- how many units


def test_units_for_a_kappa_as_cantor_and_r_have_them():
    # The example of N.cohen.kappa in R's package irr, after Cantor (1996), prints 96.
    assert agreement.kappa_sample_size(0.7, 0.85, sides=1) == 96
    # Of two coders who give both codes alike Q is 1 - kappa ** 2; from 0, (1.96 + 0.8416 * sqrt(1 - 0.16)) ** 2 / 0.16.
    assert agreement.kappa_sample_size(0.4) == math.ceil((1.959964 + 0.841621 * math.sqrt(0.84)) ** 2 / 0.16)


def test_units_for_an_icc_as_walter_eliasziw_and_donner_print_them():
    assert agreement.icc_sample_size(0.8, 0.6) == 39
    # From nought: 1 + 4 * (1.645 + 0.842) ** 2 / (ln 1.5) ** 2 = 151.4.
    assert agreement.icc_sample_size(0.2, 0) == 152


def test_power_is_what_the_size_was_planned_for():
    for null, kappa in ((0, 0.4), (0.4, 0.6), (0.85, 0.7)):
        units = agreement.kappa_sample_size(kappa, null, power=0.9, shares=(0.3, 0.35))
        assert agreement.kappa_power(units - 1, kappa, null, shares=(0.3, 0.35)) < 0.9
        assert agreement.kappa_power(units, kappa, null, shares=(0.3, 0.35)) >= 0.9 - 1e-9
    units = agreement.icc_sample_size(0.8, 0.6, raters=3)
    assert agreement.icc_power(units - 1, 0.8, 0.6, raters=3) < 0.8 <= agreement.icc_power(units, 0.8, 0.6, raters=3)


def test_the_planned_power_is_what_simulation_finds():
    units, generator, found = agreement.kappa_sample_size(0.6, 0.2), np.random.default_rng(6), 0
    for _ in range(300):
        first = generator.integers(0, 2, units)
        second = np.where(generator.random(units) < 0.6, first, generator.integers(0, 2, units))
        one = agreement.cohen_kappa([first, second], interval="analytic")
        # As in planning: the standard error where kappa is what it is to be told from.
        found += one.value - 0.2 > 1.96 * math.sqrt((1 - 0.2**2) / units)
    assert found / 300 == pytest.approx(0.8, abs=0.08)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: agreement.kappa_sample_size(0.4, 0.4), "nothing can be told from itself"),
        (lambda: agreement.kappa_sample_size(1.4), "from -1 to 1"),
        (lambda: agreement.kappa_sample_size(0.4, power=80), "power is 80"),
        (lambda: agreement.kappa_sample_size(0.9, shares=(0.1, 0.5)), "cannot reach a kappa of 0.9"),
        (lambda: agreement.kappa_sample_size(0.4, sides=3), "Allowed are 1 and 2"),
        (lambda: agreement.kappa_sample_size(0.4, shares=0.5), "Give two"),
        (lambda: agreement.icc_sample_size(1.0, 0.6), "icc is 1.0"),
        (lambda: agreement.icc_power(1, 0.8, 0.6), "units is 1"),
    ],
)
def test_plans_that_cannot_be_made_say_why(call, words):
    with pytest.raises(Problem) as told:
        call()
    assert words in str(told.value)


def test_the_table_of_when_names_every_tool():
    calls = " ".join(one.call + one.right for one in agreement.load())
    for name in ("by_category", "kappa_power", "icc_power", "specific_agreement", "pabak", "difference", "masi"):
        assert name in calls
    assert isinstance(agreement.by_category([[1, 2], [1, 2]]), pd.DataFrame)
