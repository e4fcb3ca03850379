"""Agreement: what can be given, words at the edges, results, and the table of when."""

import doctest
import importlib
import math
import pkgutil

import numpy as np
import pandas as pd
import pytest
from rated import BY_RATINGS, KRIPPENDORFF, LEVELS, SHROUT_FLEISS, _, same

import leadership_lib as ll
from leadership_lib.core.errors import Problem
from leadership_lib.research import agreement
from leadership_lib.research.agreement.benchmark import SCALES, membership, normal
from leadership_lib.research.agreement.ratings import read

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
    assert any("No unit divides the coders" in note for note in told.notes)
    for kind in ("bca", "percentile", "analytic"):
        assert math.isnan(float(agreement.fleiss_kappa(SAME, categories=[1, 2, 3], interval=kind)))


@pytest.mark.parametrize("name", BY_RATINGS)
def test_one_unit_has_no_interval_and_says_so(name):
    found = BY_RATINGS[name](ONE_UNIT)
    assert math.isnan(found.low)
    said = " ".join((found.sentence, *found.notes))
    assert "one unit" in said or "two units" in said or "one code only" in said
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
    found = agreement.alpha([[1, 1, 1, 1, 2], [1, 1, 1, 2, 2]])
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
    assert "On Krippendorff's advice" not in repr(found) + found._repr_html_(), "no verdict that no one asked for"
    assert found.row()["value"] == float(found)
    assert found.coefficient.title == "Krippendorff's alpha"
    assert "conventions" in repr(found.benchmark)
    assert "<caption>" in found.benchmark._repr_html_()
    assert found.benchmark_on("altman").scale.title == "Altman's scale"
    assert "more than they would by chance" in agreement.alpha([[1, 2, 1, 2], [2, 1, 2, 1]]).sentence


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


def test_the_page_and_the_text_of_a_benchmark_say_the_same_probabilities():
    found = agreement.gwet_ac([[1, 2, 3, 1, 2, 3] * 20] * 2 + [[1, 2, 3, 1, 2, 1] * 20], categories=[1, 2, 3])
    assert "above 0.99" in repr(found.benchmark)
    assert "above 0.99" in found.benchmark._repr_html_()


# --- the table of when


def test_every_coefficient_is_in_the_table_and_can_be_called():
    table = agreement.load()
    tools = {"rand_ucla", "difference", "kappa_sample_size", "icc_sample_size", "specific_agreement"}
    assert set(BY_RATINGS) | {"cohen_kappa", "pabak", "masi"} | tools == set(table.ids)
    for one in table:
        name = one.call.removeprefix("agreement.").partition("(")[0]
        assert callable(getattr(agreement, name))
        # What corrects nothing for chance, or plans a study, has no scale of words.
        assert one.scale in SCALES or one.id in tools
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


def test_every_name_is_there_and_no_module_is_called_like_one():
    assert set(agreement.__all__) == set(dir(agreement)) > {"alpha", "disagreements", "load"}
    modules = {module.name for module in pkgutil.iter_modules(agreement.__path__)}
    for name in agreement.__all__:
        assert name not in modules
        assert getattr(agreement, name) is not None


def test_importing_the_library_still_loads_nothing_heavy(python):
    said = python("import sys, leadership_lib; print('numpy' in sys.modules)")
    assert said.strip() == "False"
