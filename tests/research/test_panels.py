"""Panels that rate from 1 to 9, and the units on which coders differ."""

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rated import _

from leadership_lib.core.errors import UnknownKeyError
from leadership_lib.research import agreement

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
