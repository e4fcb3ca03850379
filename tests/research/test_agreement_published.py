"""Agreement: printed tables to the printed digit, and other programs as oracles where they are installed.

The tables are those of `published_tables.json`, each with its source. The packages krippendorff and irrCAC (both GPL)
are oracles in tests only: nothing of theirs is in the library.
"""

import json
import math
import os
import subprocess

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rated import FLEISS, GWET, KRIPPENDORFF, LEVELS, RAND, SAS, SHROUT_FLEISS, printed, random_ratings

from leadership_lib.research import agreement
from leadership_lib.research.agreement.benchmark import SCALES, membership, normal
from leadership_lib.research.agreement.chance import apart
from leadership_lib.research.agreement.distributions import f_probability, f_quantile, incomplete_beta, t_quantile
from leadership_lib.research.agreement.ratings import read
from leadership_lib.research.agreement.resampling import draws
from leadership_lib.research.agreement.variance import Squares

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
        ("ICC2", "0.29", 0.289764, None, None),
        ("ICC3", "0.71", 0.714841, "0.342", "0.95"),
        ("ICC1k", "0.44", 0.442797, "-0.884", "0.91"),
        ("ICC2k", "0.62", 0.620051, None, None),
        ("ICC3k", "0.91", 0.909316, "0.676", "0.99"),
    ],
)
def test_shrout_and_fleiss(form, digits, recomputed, low, high):
    found = agreement.icc(SHROUT_FLEISS, form)
    assert printed(found, digits)
    assert float(found) == pytest.approx(recomputed, abs=5e-7)
    # The limits as R's package psych prints them for the same table; those of ICC2 are of another kind there.
    assert low is None or (printed(found.low, low), printed(found.high, high)) == (True, True)


def test_icc2_has_the_limits_of_f_where_raters_differ_by_a_constant_only():
    # B = 8.75, J = 4, E = 0, k = 3, n = 4: F(.975; 3, 2) = 39.17 and F(.975; 2, 3) = 16.04, by hand.
    found = agreement.icc([[1, 2, 3, 5], [2, 3, 4, 6], [0, 1, 2, 4]], "ICC2")
    assert float(found) == pytest.approx(8.75 / (8.75 + 3 * 4 / 4))
    assert found.interval == pytest.approx((1 / (1 + 3 / 8.75 * 39.17), 1 / (1 + 3 / 8.75 / 16.04)), abs=0.003)


def test_the_mean_squares_of_shrout_and_fleiss():
    squares = Squares.from_ratings(SHROUT_FLEISS.astype(float))
    found = [squares.between, squares.within, squares.coders, squares.error]
    assert found == pytest.approx([11.241667, 6.263889, 32.486111, 1.019444], abs=5e-7)


def test_fleiss_worked_example():
    counts = np.array(FLEISS)
    ratings = agreement.from_counts(FLEISS)
    assert ratings.shape == (14, 10)
    assert printed(agreement.fleiss_kappa(ratings), "0.209931")
    agree = 1 - apart(read(ratings), 1 - np.eye(5))
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
    assert printed(call(GWET, weights), digits)
    assert se is None or printed(call(GWET, weights, interval="analytic").se, se)


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
    found = agreement.cohen_kappa(ratings, interval="analytic")
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
    ours = agreement.alpha(ratings, level, resamples=50, seed=3, interval="percentile")
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
    kind = "percentile" if name == "conger" else "analytic"
    found = CALLS[name](random_ratings(0), weights, interval=kind)
    assert float(found) == pytest.approx(value, abs=1e-9)
    # Conger's interval here is always a bootstrap.
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
