"""Agreement: printed tables to the printed digit, oracles where installed, laws for all tables, words at the edges.

The tables are those of `published_tables.json` among the project's facts, each with its source. The packages
krippendorff and irrCAC (both GPL) are oracles in tests only: nothing of theirs is in the library.
"""

import dataclasses
import doctest
import importlib
import json
import math
import os
import pkgutil
import subprocess

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import leadership_lib as ll
from leadership_lib.core.errors import Problem, UnknownKeyError
from leadership_lib.research import agreement
from leadership_lib.research.agreement.benchmark import SCALES, membership, normal
from leadership_lib.research.agreement.distributions import f_probability, f_quantile, incomplete_beta, t_quantile
from leadership_lib.research.agreement.ratings import read
from leadership_lib.research.agreement.resampling import Options, draws
from leadership_lib.research.agreement.weights import weight_matrix

_ = None

# Four observers, twelve units: Krippendorff's table as fast-krippendorff tests it.
KRIPPENDORFF = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
        [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
    ],
    dtype=float,
)

# The same codes as Gwet has them; the one of unit 12 is the third rater's, which no coefficient without names sees.
GWET = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, _],
        [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 3],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
    ],
    dtype=float,
)

SHROUT_FLEISS = np.array([[9, 6, 8, 7, 10, 6], [2, 1, 4, 1, 5, 2], [5, 3, 6, 2, 6, 4], [8, 2, 8, 6, 9, 7]])

FLEISS = [
    [0, 0, 0, 0, 14],
    [0, 2, 6, 4, 2],
    [0, 0, 3, 5, 6],
    [0, 3, 9, 2, 0],
    [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0],
    [3, 2, 6, 3, 0],
    [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0],
    [0, 2, 2, 3, 7],
]

SAS = [[0, 4, 1], [0, 8, 0], [0, 1, 5]]

RAND = [4, 5, 6, 7, 7, 7, 7, 7, 8, 8, 8, 8, 8, 9, 9]

BY_RATINGS = {
    "percent_agreement": agreement.percent_agreement,
    "fleiss_kappa": agreement.fleiss_kappa,
    "conger_kappa": agreement.conger_kappa,
    "brennan_prediger": agreement.brennan_prediger,
    "gwet_ac": agreement.gwet_ac,
    "alpha": agreement.alpha,
    "kendall_w": agreement.kendall_w,
    **{form: lambda ratings, form=form, **_: agreement.icc(ratings, form) for form in agreement.FORMS},
}

LEVELS = ("nominal", "ordinal", "interval", "ratio")


def printed(value: float, digits: str) -> bool:
    """Say whether a value is what was printed, to the last printed digit."""
    places = len(digits.partition(".")[2])
    return f"{float(value):.{places}f}" == digits


# --- the facts are the tables above


def test_the_tables_here_are_those_of_the_facts(root):
    facts = json.loads((root / "tests" / "research" / "published_tables.json").read_text("utf-8"))
    np.testing.assert_equal(np.array(facts["krippendorff_A"]["units_by_observer"], dtype=float), KRIPPENDORFF)
    raters = list(facts["gwet_raw_4raters"]["raters"].values())
    np.testing.assert_equal(np.array(raters, dtype=float), GWET)
    assert np.array(facts["shrout_fleiss_1979"]["targets_by_judge"]).T.tolist() == SHROUT_FLEISS.tolist()
    assert facts["fleiss_wikipedia"]["counts"] == FLEISS
    assert facts["cohen_sas"]["table"] == SAS
    assert facts["rand_ipras"]["ratings"] == RAND
    # The motivating potential score is among them too; it measures jobs and not agreement, and is tested with those.
    told = {"krippendorff_A", "shrout_fleiss_1979", "fleiss_wikipedia", "gwet_raw_4raters", "cohen_sas"}
    assert set(facts) == {"about", *told, "rand_ipras", "rand_panel_rules", "mps"}


# --- printed tables


@pytest.mark.parametrize(
    ("level", "digits"),
    [("nominal", "0.743421"), ("ordinal", "0.815388"), ("interval", "0.849107"), ("ratio", "0.797403")],
)
def test_krippendorffs_table(level, digits):
    assert printed(agreement.alpha(KRIPPENDORFF, level), digits)
    assert printed(agreement.alpha(GWET, level), digits)


def test_krippendorffs_table_in_words_with_an_order():
    words = ["very low", "low", "mid", "high", "very high"]
    told = [[None if np.isnan(cell) else words[int(cell) - 1] for cell in row] for row in KRIPPENDORFF]
    assert printed(agreement.alpha(told, "ordinal", categories=words), "0.815")
    assert printed(agreement.alpha(told), "0.743")
    # In the order of the alphabet it would be another scale.
    assert float(agreement.alpha(told, "ordinal", categories=sorted(words))) != pytest.approx(0.815388, abs=1e-3)


@pytest.mark.parametrize(
    ("form", "digits", "recomputed", "low", "high"),
    [
        ("ICC1", "0.17", 0.165742, "-0.133", "0.72"),
        ("ICC2", "0.29", 0.289764, "0.019", "0.76"),
        ("ICC3", "0.71", 0.714841, "0.342", "0.95"),
        ("ICC1k", "0.44", 0.442797, "-0.884", "0.91"),
        ("ICC2k", "0.62", 0.620051, "0.071", "0.93"),
        ("ICC3k", "0.91", 0.909316, "0.676", "0.99"),
    ],
)
def test_shrout_and_fleiss(form, digits, recomputed, low, high):
    found = agreement.icc(SHROUT_FLEISS, form)
    assert printed(found, digits)
    assert float(found) == pytest.approx(recomputed, abs=5e-7)
    # The limits as R's package psych prints them for the same table.
    assert printed(found.low, low)
    assert printed(found.high, high)


def test_the_mean_squares_of_shrout_and_fleiss():
    squares = agreement.variance.Squares.from_ratings(SHROUT_FLEISS.astype(float))
    found = [squares.between, squares.within, squares.coders, squares.error]
    assert found == pytest.approx([11.241667, 6.263889, 32.486111, 1.019444], abs=5e-7)


def test_fleiss_worked_example():
    counts = np.array(FLEISS)
    ratings = agreement.from_counts(FLEISS)
    assert ratings.shape == (14, 10)
    assert printed(agreement.fleiss_kappa(ratings), "0.209931")
    agree = agreement.chance.pairwise(read(ratings), np.eye(5))
    assert agree.round(3).tolist() == [1, 0.253, 0.308, 0.44, 0.33, 0.462, 0.242, 0.176, 0.286, 0.286]
    assert printed(agreement.percent_agreement(ratings), "0.378022")
    shares = counts.sum(axis=0) / counts.sum()
    assert shares.round(3).tolist() == [0.143, 0.2, 0.279, 0.15, 0.229]
    assert printed((shares**2).sum(), "0.212755")


@pytest.mark.parametrize(
    ("call", "weights", "digits", "se"),
    [
        (agreement.fleiss_kappa, "identity", "0.76117", "0.15302"),
        (agreement.gwet_ac, "identity", "0.77544", "0.14295"),
        (agreement.conger_kappa, "identity", "0.76282", None),
        (agreement.brennan_prediger, "identity", "0.77273", None),
        (agreement.fleiss_kappa, "quadratic", "0.86494", None),
        # Printed as 0.914, which is 0.91400 with its last noughts dropped and not three digits of something else.
        (agreement.gwet_ac, "quadratic", "0.91400", None),
    ],
)
def test_gwets_four_raters(call, weights, digits, se):
    found = call(GWET, weights)
    assert printed(found, digits)
    assert se is None or printed(found.se, se)


def test_the_two_prints_of_one_table_put_a_code_under_different_names():
    # Unit 12 has one code: the second observer's in one print, the third rater's in the other. Only a coefficient that
    # knows coders by name sees it, and Conger's printed 0.76282 belongs to Gwet's print.
    assert [np.isnan(table[:, 11]).tolist().index(False) for table in (KRIPPENDORFF, GWET)] == [1, 2]
    assert printed(agreement.conger_kappa(GWET), "0.76282")
    assert printed(agreement.conger_kappa(KRIPPENDORFF), "0.76207")


def test_gwets_four_raters_by_alpha():
    assert printed(agreement.alpha(GWET), "0.74342")
    # What Gwet calls alpha with quadratic weights is alpha at the interval level.
    assert printed(agreement.alpha(GWET, "interval"), "0.84911")


def test_cohens_kappa_as_sas_prints_it():
    ratings = agreement.from_crosstable(SAS)
    found = agreement.cohen_kappa(ratings)
    assert printed(found, "0.4842")
    assert printed(found.se, "0.1380")
    assert (printed(found.low, "0.2137"), printed(found.high, "0.7547")) == (True, True)
    assert printed(agreement.cohen_kappa(ratings, "linear"), "0.4701")


def test_rand_prints_a_formula_that_its_own_figure_contradicts():
    (found,) = agreement.rand_ucla(np.array(RAND)[:, None])
    assert (found.median, found.p30, found.p70, found.ipr) == (7, 7, 8, 1)
    middle = (found.p30 + found.p70) / 2
    asymmetry = abs(5 - middle)
    assert (middle, asymmetry) == (7.5, 2.5)
    assert not found.disagreement
    # BMJ Open 2012;2:e001431, table 1, prints 2.5 + 1.5 x 2.5 = 6.1. That sum is 6.25; 6.1 is 2.35 + 1.5 x 2.5, and
    # 2.35 is the constant of the method's manual (Fitch et al. 2001). So the printed formula is wrong, not the figure.
    assert printed(found.ipras, "6.1")
    assert 2.35 + 1.5 * asymmetry == pytest.approx(6.1)
    assert 2.5 + 1.5 * asymmetry == 6.25


@pytest.mark.parametrize(
    ("panel", "outside", "each"),
    [(8, 2, 3), (9, 2, 3), (10, 2, 3), (11, 3, 4), (12, 3, 4), (13, 3, 4), (14, 4, 5), (15, 4, 5), (16, 4, 5)],
)
def test_rands_rules_by_panel_size(panel, outside, each):
    assert agreement.panel_rule([8] * (panel - outside) + [5] * outside) == "agreement"
    assert agreement.panel_rule([8] * (panel - outside - 1) + [5] * (outside + 1)) == "neither"
    assert agreement.panel_rule([8] * (panel - each) + [2] * each) == "disagreement"
    assert agreement.panel_rule([8] * each + [5] * (panel - 2 * each + 1) + [2] * (each - 1)) != "disagreement"


def test_rands_rules_say_nothing_of_other_panels():
    assert agreement.panel_rule([8] * 7) is None
    assert agreement.panel_rule([8] * 17) is None


# --- other programs


def random_ratings(seed: int, coders: int = 5, units: int = 30, missing: float = 0.2) -> np.ndarray:
    generator = np.random.default_rng(seed)
    true = generator.integers(1, 6, units)
    seen = np.clip(true + generator.integers(-1, 2, (coders, units)), 1, 5).astype(float)
    seen[generator.random(seen.shape) < missing] = np.nan
    return seen


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("level", LEVELS)
def test_alpha_and_every_resample_as_krippendorff_has_them(seed, level):
    oracle = pytest.importorskip("krippendorff")
    ratings = random_ratings(seed)
    theirs = oracle.alpha(ratings, level_of_measurement=level)
    assert float(agreement.alpha(ratings, level)) == pytest.approx(theirs, abs=1e-12)
    rated = ratings[:, ~np.isnan(ratings).all(axis=0)]
    (rows,) = draws(rated.shape[1], 50, seed=3)
    each = [np.repeat(rated, row.astype(int), axis=1) for row in rows]
    resampled = [oracle.alpha(one, level_of_measurement=level) for one in each]
    ours = agreement.alpha(ratings, level, resamples=50, seed=3)
    assert ours.interval == pytest.approx(tuple(np.quantile(resampled, (0.025, 0.975))), abs=1e-12)
    assert ours.se == pytest.approx(np.std(resampled, ddof=1), abs=1e-12)


#: What irrCAC 0.4.4 gives for `random_ratings(0)`: value, standard error, where it has one of the same kind.
IRRCAC = {
    "fleiss identity": [0.316715171454, 0.063383254471],
    "gwet identity": [0.329995572283, 0.065264345577],
    "bp identity": [0.327380952381, 0.064545936862],
    "conger identity": [0.312655777161, 0.061493866142],
    "krippendorff identity": [0.304198595147, 0.058426664432],
    "fleiss linear": [0.598371502953, 0.070464291721],
    "gwet linear": [0.609587679999, 0.055904149638],
    "bp linear": [0.600446428571, 0.052182384408],
    "conger linear": [0.604271547064, 0.066548553757],
    "krippendorff linear": [0.596043630985, 0.061051043346],
    "fleiss quadratic": [0.791128946893, 0.065688757187],
    "gwet quadratic": [0.798996086062, 0.053457574891],
    "bp quadratic": [0.789583333333, 0.049641504758],
    "conger quadratic": [0.797830459847, 0.061330715312],
    "krippendorff quadratic": [0.791160569687, 0.048711902226],
    "fleiss ordinal": [0.736547844944, 0.068415886402],
    "gwet ordinal": [0.745749548317, 0.053925410883],
    "bp ordinal": [0.735544217687, 0.049571608423],
    "conger ordinal": [0.743719479936, 0.063845502567],
    "krippendorff ordinal": [0.736773168427, 0.053990772703],
    "fleiss ratio": [0.750592490986, 0.076322461302],
    "gwet ratio": [0.774330691548, 0.068197388893],
    "bp ratio": [0.765588265592, 0.062530747263],
    "conger ratio": [0.754824763413, 0.069909047915],
    "krippendorff ratio": [0.747250110971, 0.061547969864],
}

CALLS = {
    "fleiss": agreement.fleiss_kappa,
    "gwet": agreement.gwet_ac,
    "bp": agreement.brennan_prediger,
    "conger": agreement.conger_kappa,
}

ORACLE = """
import json, sys, warnings
import pandas as pd
warnings.simplefilter("ignore")
from irrCAC.raw import CAC
ratings = pd.DataFrame(json.loads(sys.stdin.read())).T.astype(float)
found = {}
for weights in ("identity", "linear", "quadratic", "ordinal", "ratio"):
    for name in ("fleiss", "gwet", "bp", "conger", "krippendorff"):
        told = getattr(CAC(ratings, weights=weights, digits=12), name)()["est"]
        found[f"{name} {weights}"] = [float(told["coefficient_value"]), float(told["se"])]
print(json.dumps(found))
"""


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("weights", ["identity", "linear", "quadratic", "ordinal", "ratio"])
def test_values_and_standard_errors_as_irrcac_has_them(name, weights):
    value, se = IRRCAC[f"{name} {weights}"]
    found = CALLS[name](random_ratings(0), weights)
    assert float(found) == pytest.approx(value, abs=1e-9)
    # Conger's interval here is a bootstrap.
    assert name == "conger" or found.se == pytest.approx(se, abs=1e-9)


def test_what_irrcac_calls_ordinal_is_not_krippendorffs():
    ratings = random_ratings(0)
    for level, weights in (("nominal", "identity"), ("interval", "quadratic"), ("ratio", "ratio")):
        assert float(agreement.alpha(ratings, level)) == pytest.approx(IRRCAC[f"krippendorff {weights}"][0], abs=1e-9)
    assert abs(float(agreement.alpha(ratings, "ordinal")) - IRRCAC["krippendorff ordinal"][0]) > 1e-3


# ORACLES names a Python with irrCAC, which needs versions too old to stand beside this library.
if ORACLES := os.environ.get("ORACLES"):

    def test_irrcac_still_says_so():
        told = [[None if np.isnan(cell) else cell for cell in row] for row in random_ratings(0).tolist()]
        done = subprocess.run(
            [ORACLES, "-c", ORACLE], input=json.dumps(told), capture_output=True, encoding="utf-8", check=True
        )
        now = json.loads(done.stdout)
        assert set(now) == set(IRRCAC)
        assert all(now[key] == pytest.approx(IRRCAC[key], abs=1e-9) for key in IRRCAC)


def test_the_benchmark_as_irrcac_documents_it():
    found = membership(normal(0.67, 0.15), SCALES["altman"])
    assert found.cumulative == pytest.approx([0.18168, 0.67511, 0.96356, 0.99912, 1.0], abs=5e-6)
    assert found.label == "moderate"
    assert "at least moderate" in found.sentence
    assert "conventions" in found.sentence


# --- distributions, against values that SciPy 1.12 gives


@pytest.mark.parametrize(
    ("probability", "first", "second", "value"),
    [
        (0.025, 5, 18, 0.15718616136624455),
        (0.975, 5, 18, 3.381967805875243),
        (0.975, 5, 15, 3.5764153492790607),
        (0.5, 1, 1, 1.0000000000000013),
        (0.95, 3.7, 2.2, 15.632940710349654),
        (0.001, 40, 3, 0.1516406001612517),
        (0.999, 200, 1000, 1.383158327679224),
        (0.975, 999, 38961, 1.0908489266357757),
        (0.3, 0.5, 0.5, 0.09946612680588517),
    ],
)
def test_quantiles_of_f(probability, first, second, value):
    assert f_quantile(probability, first, second) == pytest.approx(value, rel=1e-9)
    assert f_probability(value, first, second) == pytest.approx(probability, rel=1e-9)


def test_quantiles_of_t_and_the_ends_of_the_incomplete_beta():
    assert t_quantile(0.975, 11) == pytest.approx(2.2009851600916384, rel=1e-10)
    assert t_quantile(0.975, 1e6) == pytest.approx(1.9599663, rel=1e-6)
    assert incomplete_beta(2, 3, 0) == 0
    assert incomplete_beta(2, 3, 1) == 1
    assert incomplete_beta(0.5, 0.5, 0.5) == pytest.approx(0.5)
    assert math.isnan(f_quantile(0.5, 2, math.nan))
    assert math.isnan(f_probability(math.nan, 2, 3))


@given(st.floats(0.5, 500), st.floats(0.5, 500), st.floats(0, 1))
def test_the_incomplete_beta_is_its_own_mirror(a, b, x):
    assert incomplete_beta(a, b, x) + incomplete_beta(b, a, 1 - x) == pytest.approx(1, abs=1e-9)
    assert -1e-12 <= incomplete_beta(a, b, x) <= 1 + 1e-12


# --- laws


@st.composite
def tables(draw, least_coders=2, whole=False):
    coders, units = draw(st.integers(least_coders, 5)), draw(st.integers(2, 8))
    cell = st.integers(1, 4) if whole else st.one_of(st.integers(1, 4), st.none())
    return np.array(draw(st.lists(cell, min_size=coders * units, max_size=coders * units)), dtype=float).reshape(
        coders, units
    )


def same(first, second) -> bool:
    return float(first) == pytest.approx(float(second), abs=1e-9, nan_ok=True)


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
    assert weight_matrix(codes, "identity").tolist() == np.eye(3).tolist()
    assert weight_matrix(codes, "linear")[0] == pytest.approx([1, 2 / 3, 0])
    assert weight_matrix(codes, "quadratic")[0] == pytest.approx([1, 8 / 9, 0])
    assert weight_matrix(codes, "ordinal")[0] == pytest.approx([1, 2 / 3, 0])
    assert weight_matrix(codes, "ratio")[0] == pytest.approx([1, 1 - (1 / 9) / (9 / 25), 0])
    own = [[1, 0.5, 0], [0.5, 1, 0.5], [0, 0.5, 1]]
    assert weight_matrix(codes, own).tolist() == own


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
    one, other = (BY_RATINGS[name](ratings, interval=kind) for kind in ("analytic", "bootstrap"))
    assert float(one) == float(other)
    assert one.se == pytest.approx(other.se, rel=0.1)
    assert one.interval == pytest.approx(other.interval, abs=0.01)


@pytest.mark.parametrize("weights", ["identity", "linear", "quadratic"])
def test_the_two_kinds_of_interval_of_cohens_kappa(weights):
    ratings = random_ratings(5, coders=2, units=500, missing=0)
    one, other = (agreement.cohen_kappa(ratings, weights, interval=kind) for kind in ("analytic", "bootstrap"))
    assert one.se == pytest.approx(other.se, rel=0.1)


@pytest.mark.parametrize("form", agreement.FORMS)
def test_the_benchmark_of_an_icc_agrees_with_its_interval(form):
    found = agreement.icc(SHROUT_FLEISS, form)
    assert found.at_least(found.low) == pytest.approx(0.975, abs=1e-6)
    assert found.at_least(found.high) == pytest.approx(0.025, abs=1e-6)


def test_kendalls_w_with_ties_in_resamples_is_kendalls_w_of_the_resample():
    ratings = random_ratings(6, coders=3, units=9, missing=0)
    (rows,) = draws(9, 40, seed=2)
    each = [float(agreement.kendall_w(np.repeat(ratings, row.astype(int), axis=1), resamples=0)) for row in rows]
    found = agreement.kendall_w(ratings, resamples=40, seed=2)
    assert found.interval == pytest.approx(tuple(np.quantile(each, (0.025, 0.975))), abs=1e-12)


# --- edges, in words


ALONE = [[1, 2, 3]]
APART = [[1, 2, _, _], [_, _, 3, 4]]
SAME = [[2, 2, 2], [2, 2, 2]]
ONE_UNIT = [[1], [2], [2]]


@pytest.mark.parametrize("name", BY_RATINGS)
@pytest.mark.parametrize(
    ("ratings", "words"),
    [(ALONE, "one coder"), (APART, "nothing can be compared"), ([[], []], "nothing can be compared")],
)
def test_nothing_to_compare_is_said_in_words(name, ratings, words):
    found = BY_RATINGS[name](ratings)
    assert math.isnan(float(found))
    assert "not defined here" in found.sentence
    assert words in found.sentence
    assert math.isnan(found.low)
    assert repr(found)
    assert str(found).endswith("not defined")


@pytest.mark.parametrize("name", [name for name in BY_RATINGS if name != "percent_agreement"])
def test_all_the_same_is_said_in_words(name):
    found = BY_RATINGS[name](SAME)
    assert math.isnan(float(found))
    assert "Every code is 2" in found.sentence or "level" in found.sentence


def test_all_the_same_can_still_be_counted_or_compared_with_categories_nobody_gave():
    assert float(agreement.percent_agreement(SAME)) == 1
    told = agreement.gwet_ac(SAME, categories=[1, 2, 3])
    assert float(told) == 1
    assert any("no width" in note for note in told.notes)
    assert math.isnan(float(agreement.fleiss_kappa(SAME, categories=[1, 2, 3])))
    assert math.isnan(float(agreement.fleiss_kappa(SAME, categories=[1, 2, 3], interval="bootstrap")))


@pytest.mark.parametrize("name", BY_RATINGS)
def test_one_unit_has_no_interval_and_says_so(name):
    found = BY_RATINGS[name](ONE_UNIT)
    assert math.isnan(found.low)
    assert any("one unit" in note.lower() for note in found.notes) or "two units" in found.sentence
    assert repr(found)


def test_of_one_unit_alpha_is_nought_and_says_that_this_says_nothing():
    found = agreement.alpha(ONE_UNIT)
    assert float(found) == pytest.approx(0)
    assert any("says nothing" in note for note in found.notes)


def test_units_left_out_are_said():
    assert any("Left out: 4 of 12" in note for note in agreement.icc(KRIPPENDORFF).notes)
    assert any("Left out" in note for note in agreement.kendall_w(KRIPPENDORFF).notes)
    assert any("Left out" in note for note in agreement.cohen_kappa(KRIPPENDORFF[:2]).notes)
    silent = np.vstack([KRIPPENDORFF, np.full(12, np.nan)])
    assert any("coder 5" in note for note in agreement.conger_kappa(silent).notes)
    assert same(agreement.conger_kappa(silent), agreement.conger_kappa(KRIPPENDORFF))


def test_resamples_in_which_nothing_varies_are_counted_out():
    found = agreement.alpha([[1, 1, 1, 2], [1, 1, 1, 2]])
    assert float(found) == 1
    assert any("resamples left it undefined" in note for note in found.notes)


def test_raters_in_opposite_order():
    found = agreement.icc([[1, 2, 3, 4], [4, 3, 2, 1]], "ICC3")
    assert float(found) == pytest.approx(-1)
    assert "opposite" in found.sentence


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: agreement.alpha([1, 2, 3]), "one dimension"),
        (lambda: agreement.alpha(np.zeros((2, 2, 2))), "3 dimensions"),
        (lambda: agreement.alpha([[1, 2], [1]]), "different lengths (2, 1)"),
        (lambda: agreement.alpha(np.empty((0, 0))), "no coder"),
        (lambda: agreement.alpha([[1, 2], [1, math.inf]]), "Coder 2, unit 2 has a number without end"),
        (lambda: agreement.alpha([["a"], ["b"]], "ordinal"), "need an order"),
        (lambda: agreement.alpha([["a"], ["b"]], "interval"), "needs numbers"),
        (lambda: agreement.alpha([["low"], ["high"]], "ratio", categories=["low", "high"]), "needs numbers"),
        (lambda: agreement.alpha([[1], [2]], "ordnal"), "'ordinal'"),
        (lambda: agreement.alpha([[1, -2], [1, 2]], "ratio"), "Coder 1, unit 2 has -2"),
        (lambda: agreement.alpha([["a", "b"], ["a", "c"]], categories=["a", "b"]), "Coder 2, unit 2 has 'c'"),
        (lambda: agreement.alpha([["a"], ["b"]], categories="ab"), "one text"),
        (lambda: agreement.alpha([["a"], ["b"]], categories=["a", "b", "a"]), "named twice"),
        (lambda: agreement.alpha([[1], [2]], confidence=95), "between 0 and 1"),
        (lambda: agreement.alpha([[1], [2]], resamples=-1), "whole number from 0"),
        (lambda: agreement.alpha([[1], [2]], seed=1.5), "whole number from 0"),
        (lambda: agreement.fleiss_kappa([[1], [2]], interval="normal"), "no interval called"),
        (lambda: agreement.fleiss_kappa([[1], [2]], "quadratc"), "'quadratic'"),
        (lambda: agreement.fleiss_kappa([["a"], ["b"]], "linear"), "need an order"),
        (lambda: agreement.fleiss_kappa([[1], [2]], [[1, 2]]), "2 by 2"),
        (lambda: agreement.cohen_kappa(KRIPPENDORFF), "conger_kappa"),
        (lambda: agreement.icc(SHROUT_FLEISS, "ICC4"), "'ICC1'"),
        (lambda: agreement.icc([["a"], ["b"]]), "needs numbers"),
        (lambda: agreement.kendall_w([["a"], ["b"]]), "need an order"),
        (lambda: agreement.rand_ucla([[7], [12]]), "Coder 2, unit 1 has 12"),
        (lambda: agreement.rand_ucla([[7], [6.5]]), "Coder 2, unit 1 has 6.5. The RAND/UCLA method rates in whole"),
        (lambda: agreement.rand_ucla({"Dr Ann": [7], "Dr McBea": [12]}), "Dr McBea, unit 1 has 12"),
        (lambda: agreement.alpha({"dr McBea": [1, -2], "B": [1, 2]}, "ratio"), "Dr McBea, unit 2 has -2"),
        (lambda: agreement.alpha({"Dr Ann": ["a"], "Ben": ["c"]}, categories=["a"]), "Ben, unit 1 has 'c'"),
        (lambda: agreement.alpha({"Dr Ann": ["c"], "Ben": ["a"]}, categories=["a"]), "Dr Ann, unit 1 has 'c'"),
        (lambda: agreement.alpha(ll.read_codes(ll.example_codes_folder())), ".ratings() with categories="),
        (lambda: agreement.from_counts([1, 2]), "one dimension"),
        (lambda: agreement.from_counts([[1, 2.5]]), "Row 1, column 2 has 2.5"),
        (lambda: agreement.from_counts([["a"]]), "no number"),
        (lambda: agreement.from_counts([[1, 2]], ["a"]), "1 categories for 2 columns"),
        (lambda: agreement.from_crosstable([[1, 2]]), "1 by 2"),
        (lambda: agreement.alpha(KRIPPENDORFF).benchmark_on("altmann"), "'altman'"),
        (lambda: agreement.disagreements([["a"], ["b"]], [["x", "y"]]), "1 by 2"),
        (lambda: agreement.disagreements({"A": {"u": 1}, "B": {"u": 2}}, {"C": {"u": "x"}}), "'C'"),
        (lambda: agreement.alpha(np.arange(120_000.0).reshape(2, -1), "ordinal"), "different values"),
    ],
)
def test_problems_say_what_where_and_what_to_do(call, words):
    with pytest.raises(Problem) as told:
        call()
    assert words in str(told.value)


def test_many_different_values_are_no_trouble_at_the_interval_level():
    generator = np.random.default_rng(1)
    true = generator.normal(size=20_000)
    found = agreement.alpha(true + generator.normal(size=(3, 20_000)), "interval", resamples=10)
    assert float(found) == pytest.approx(0.5, abs=0.02)


# --- what can be given


def test_frames_tables_of_tables_and_missing_marks_of_all_kinds_are_read_alike():
    plain = [["a", "b", None], ["a", "c", "b"]]
    frame = pd.DataFrame(plain, index=["Ann", "Ben"], columns=["u", "v", "w"])
    named = {"Ann": {"u": "a", "v": "b"}, "Ben": {"u": "a", "v": "c", "w": "b"}}
    marks = [["a", "b", mark] for mark in (np.nan, pd.NA, "", "  ")]
    expected = float(agreement.alpha(plain, resamples=0))
    for ratings in (frame, named, *([first, plain[1]] for first in marks)):
        assert float(agreement.alpha(ratings, resamples=0)) == expected
    assert read(frame).coders == ("Ann", "Ben")
    assert read(named).units == ("u", "v", "w")
    lists = {"Ann": ["a", "b", None], "Ben": plain[1]}
    assert read(lists).coders == ("Ann", "Ben")
    assert read(lists).units == ("unit 1", "unit 2", "unit 3")
    assert agreement.disagreements(lists)[0].given[1].coder == "Ben"
    assert float(agreement.alpha({"Ann": [1, 2, 3], "Ben": [1, 2, 2]}, resamples=0)) == float(
        agreement.alpha([[1, 2, 3], [1, 2, 2]], resamples=0)
    )


def test_truth_values_numbers_in_objects_and_mixtures_are_read():
    assert float(agreement.alpha([[True, False], [True, False]])) == 1
    objects = np.array([[1, 2, None], [1, 3, 3]], dtype=object)
    assert read(objects).numeric
    assert float(agreement.percent_agreement([[1, "a"], [1, "b"]])) == 0.5


def test_a_frame_of_integers_with_gaps_is_read():
    frame = pd.DataFrame({"u": [1, 1], "v": [2, None], "w": [3, 2]})
    assert read(frame).given.tolist() == [2, 1, 2]


# --- results


def test_a_result_is_a_number_with_words():
    found = agreement.alpha(KRIPPENDORFF, "ordinal")
    assert f"{found:.3f}" == "0.815"
    assert f"{found}" == str(found)
    assert str(found).startswith("Krippendorff's alpha (ordinal): 0.815, 95 % interval ")
    assert "82 % is absent" in found.sentence
    assert "11 of them with two codes or more" in repr(found)
    assert "conventions, not findings" in repr(found)
    assert found.row()["value"] == float(found)
    assert found.coefficient.title == "Krippendorff's alpha"
    assert "conventions" in repr(found.benchmark)
    assert "<caption>" in found.benchmark._repr_html_()
    assert found.benchmark_on("altman").scale.title == "Altman's scale"
    assert "more than chance" in agreement.alpha([[1, 2, 1, 2], [2, 1, 2, 1]]).sentence


def test_all_six_forms_at_once():
    assert [one.id for one in agreement.icc_all(SHROUT_FLEISS)] == list(agreement.FORMS)
    assert repr(agreement.icc_all(SHROUT_FLEISS)).count("\n") >= 5


def test_a_benchmark_that_cannot_be_better_says_so():
    assert "nothing better than 'poor'" in membership(normal(-0.5, 0.1), SCALES["landis_koch"]).sentence
    assert membership(normal(1.0, 0.0), SCALES["landis_koch"]).sentence.startswith(
        "On Landis and Koch's scale: almost perfect"
    )
    assert membership(normal(-3.0, 0.5), SCALES["landis_koch"]).label == "poor"


def test_a_word_is_given_where_it_is_deserved_with_a_probability_of_95_in_100():
    for probability, label in ((0.93, "poor"), (0.951, "good")):
        at_least = {0.8: 0.0, 0.6: probability, 0.4: probability, 0.2: probability}
        found = membership(at_least.__getitem__, SCALES["altman"])
        assert (found.label, found.probability) == (label, probability if label == "good" else 1.0)


def test_the_page_and_the_text_say_the_same_probabilities():
    found = agreement.gwet_ac([[1, 2, 3, 1, 2, 3] * 20] * 2 + [[1, 2, 3, 1, 2, 1] * 20], categories=[1, 2, 3])
    assert "above 0.99" in repr(found.benchmark)
    assert "above 0.99" in found._repr_html_()
    assert found.benchmark.as_table(found.benchmark.scale.title) in found._repr_html_()


# --- what an interval may be asked for with


def test_options_are_the_same_everywhere():
    asked = Options(np.float32(0.9), np.int64(200), np.int16(3))
    assert (asked.resamples, asked.seed, asked.interval) == (200, 3, "analytic")
    assert type(asked.resamples) is int
    assert float(agreement.alpha([[1, 2], [1, 2]], resamples=np.int64(10), seed=np.uint8(2))) == 1
    for wrong in (True, 1.0, "1", None, -1):
        with pytest.raises(Problem, match=r"seed is .*whole number from 0"):
            Options(seed=wrong)
    for wrong in (True, 0, 1, 95, "0.95", math.nan):
        with pytest.raises(Problem, match=r"confidence is .*between 0 and 1"):
            Options(confidence=wrong)


# --- panels


def test_a_panel_that_is_divided():
    ratings = np.array([[1, 1, 1, 2, 5, 8, 9, 9, 9], [7, 8, 8, 8, 9, 7, 8, 7, 9], [2, 1, 1, 2, 3, 1, 2, 2, 1]]).T
    panel = agreement.rand_ucla(ratings)
    assert [one.verdict for one in panel] == ["uncertain", "appropriate", "inappropriate"]
    assert [one.rule for one in panel] == ["disagreement", "agreement", "agreement"]
    assert float(panel) == pytest.approx(1 / 3)
    assert panel["unit 1"].disagreement
    assert float(panel[0]) > 1
    assert panel[0].probability > 0.5
    assert panel.interval.low < 1 / 3 < panel.interval.high
    assert "divided in 1 of 3 units" in repr(panel)
    assert panel.to_frame().loc["unit 2", "verdict"] == "appropriate"
    assert "<caption>" in panel._repr_html_()


def test_a_panel_is_divided_only_where_its_range_is_wider_than_that_of_disagreement():
    even = agreement.Judgement("x", 9, p30=2.0, p70=4.5, ipras=2.5)
    assert float(even) == 1
    assert not even.disagreement
    assert dataclasses.replace(even, p70=4.6).disagreement


def test_a_panel_with_gaps():
    panel = agreement.rand_ucla([[7, _], [8, 3], [_, _]])
    assert panel[1].undefined
    assert panel[1].verdict == "not rated"
    assert "fewer than two" in repr(panel)
    assert len(panel.rated) == 1
    assert "nothing can be compared" in agreement.rand_ucla([[7]]).sentence
    assert math.isnan(float(agreement.rand_ucla([[7]])))
    assert "<caption>" in agreement.rand_ucla([[7]])._repr_html_()


def test_a_panel_without_resamples_says_nothing_of_panels_drawn():
    found = agreement.rand_ucla([[7], [8], [9]], resamples=0)
    assert "nan" not in repr(found)
    assert repr(found[0]).endswith("IPRAS 6.85).")
    assert "panels drawn from these 3" in repr(agreement.rand_ucla([[7], [8], [9]]))


@pytest.mark.parametrize(
    ("results", "what"),
    [
        (agreement.rand_ucla([[1, 7], [9, 8], [5, 7]], resamples=0), "is not a unit of this panel"),
        (agreement.disagreements([["a", "b"], ["c", "d"]]), "is not a unit on which coders differ"),
    ],
    ids=["panel", "disagreements"],
)
def test_units_are_found_by_place_by_slice_and_by_name(results, what):
    first, second = results
    assert results["unit 2"] is results[1] is results[-1] is results[np.int64(1)] is second
    assert results[:1] == (first,)
    assert results[::-1] == (second, first)
    with pytest.raises(IndexError):
        results[2]
    for wrong in ("unit 9", 1.5, None):
        with pytest.raises(UnknownKeyError, match=f"{what}: .*unit 1"):
            results[wrong]


def test_the_interval_of_a_panel_is_wilsons():
    panel = agreement.rand_ucla(np.array([[1, 1, 1, 2, 5, 8, 9, 9, 9]] * 3).T, resamples=0)
    assert panel.interval == pytest.approx((0.4385, 1.0), abs=1e-4)
    assert all(math.isnan(end) for end in agreement.rand_ucla([[7]]).interval)


@given(st.lists(st.integers(1, 9), min_size=2, max_size=16))
def test_a_panel_turned_round_is_as_divided(ratings):
    one, other = (
        agreement.rand_ucla(np.array(r)[:, None], resamples=0)[0] for r in (ratings, [10 - n for n in ratings])
    )
    assert float(one) == pytest.approx(float(other))
    assert float(one) >= 0


# --- disagreements


CODES = {
    "Ann": {"A": "met", "B": "met", "C": "not met", "D": "met"},
    "Ben": {"A": "met", "B": "not met", "C": "met", "D": "met"},
    "Cat": {"A": "met", "B": "partly", "C": "met"},
}


def test_disagreements_come_most_divided_first_with_evidence():
    found = agreement.disagreements(CODES, {"Ann": {"B": "hours <b>paid</b>"}, "Cat": {"B": "half of them"}})
    assert [one.unit for one in found] == ["B", "C"]
    assert [one.divided for one in found] == pytest.approx([1, 2 / 3])
    assert "Coders differ on 2 of 4 units" in repr(found)
    assert "Ann: met (hours <b>paid</b>)" in repr(found["B"])
    page = found._repr_html_()
    assert "hours &lt;b&gt;paid" in page
    assert page.count('scope="col"') == 5
    frame = found.to_frame()
    assert frame.loc["B", "Cat, evidence"] == "half of them"
    assert list(frame.columns)[:3] == ["divided", "Ann, code", "Ann, evidence"]
    assert found[0].unit == "B"
    with pytest.raises(UnknownKeyError, match="coders differ"):
        found["A"]


def test_with_an_order_the_furthest_apart_come_first():
    words = ["not met", "partly", "met"]
    found = agreement.disagreements([["met", "met"], ["partly", "not met"]], weights="linear", categories=words)
    assert [(one.unit, one.divided) for one in found] == [("unit 2", 1.0), ("unit 1", 0.5)]


def test_no_disagreement_and_nothing_to_compare():
    none = agreement.disagreements([[1, 2], [1, 2]], [["x", None], [None, "y"]])
    assert len(none) == 0
    assert none.to_frame().empty
    assert "0 of 2" in none._repr_html_()
    assert "nothing can be compared" in agreement.disagreements([[1, 2]]).sentence
    lonely = agreement.disagreements([[1, 2], [2, _], [1, _]])
    assert "coder 2: 2" in repr(lonely)
    numbers = agreement.disagreements([[1], [2], [_]])
    assert "coder 3: nothing" in repr(numbers)
    assert "nothing given" in numbers._repr_html_()


# --- the table of when


def test_every_coefficient_is_in_the_table_and_can_be_called():
    table = agreement.load()
    assert set(BY_RATINGS) | {"cohen_kappa", "rand_ucla"} == set(table.ids)
    for one in table:
        name = one.call.removeprefix("agreement.").partition("(")[0]
        assert callable(getattr(agreement, name))
        # What a panel is divided on is no coefficient of chance-corrected agreement, and has no scale of words.
        assert one.scale in SCALES or one.id == "rand_ucla"
        assert one.sentence.format(percent="82 %", value="0.82")
        assert any(char.isdigit() for char in one.citation)
    assert table["alpha"].levels == LEVELS
    assert "when" not in table["alpha"].title


def test_what_the_table_says_of_missing_codes_is_what_happens():
    for one in agreement.load():
        if one.id in BY_RATINGS:
            left_out = any("Left out" in note for note in BY_RATINGS[one.id](KRIPPENDORFF, resamples=0).notes)
            assert left_out is not one.missing, one.id


def test_examples_in_the_docstrings_say_what_comes_out():
    names = [module.name for module in pkgutil.iter_modules(agreement.__path__, "leadership_lib.research.agreement.")]
    results = [
        doctest.testmod(importlib.import_module(name)) for name in ("leadership_lib.research.agreement", *names)
    ]
    assert sum(result.failed for result in results) == 0
    assert sum(result.attempted for result in results) >= 10


def test_importing_the_library_still_loads_nothing_heavy(python):
    said = python("import sys, leadership_lib; print('numpy' in sys.modules)")
    assert said.strip() == "False"
