"""Theory: every record can be traced and is careful, and the public formulae give what was published."""

import json
import math
import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import leadership_lib as ll
from leadership_lib.core.errors import Problem, UnknownKeyError
from leadership_lib.framework import theory

#: Worked inputs and scores of Hackman and Oldham's formula, as published; the last on parts from 0 to 12.
PUBLISHED = [
    ((6, 7, 8, 4, 3), (1, 7), 84.0),
    ((7, 7, 7, 7, 7), (1, 7), 343.0),
    ((9, 12, 11, 8, 9), (0, 12), 768.0),
]

parts = st.floats(1, 7)
widths = st.floats(0, 10)


# --- the records


def test_the_theories_are_those_of_the_issue():
    said = " ".join(one.title for one in theory.load())
    for name in (
        "Herzberg", "Hackman and Oldham", "Morgeson and Humphrey", "Simons", "Rizzo, House and Lirtzman", "Siegrist",
        "Karasek", "Organisational justice", "Johnson", "Smith and Lewis",
    ):  # fmt: skip
        assert name in said


@pytest.mark.parametrize("key", theory.load().ids)
def test_a_theory_bears_on_something_says_where_it_differs_and_where_it_was_seen(key):
    one = theory.load()[key]
    assert one.features or one.paradoxes
    assert one.gaps
    assert one.propositions
    assert one.differs
    assert re.search(r"\((1[89]|20)\d\d\)", one.citation) or "Psychometric" in one.citation
    # Without a source there is no confidence, and the caution says why.
    assert (one.confidence is None) == (not one.sources)
    if not one.sources:
        assert "from memory" in one.caution
        assert not re.search(r"\d", one.measure), "a figure from memory stays out"


def test_every_feature_gap_and_paradox_has_a_theory():
    every = list(theory.load())
    assert {f for one in every for f in one.features} == set(ll.features.ids)
    assert {g for one in every for g in one.gaps} >= set(ll.gaps.ids) - {"professional_culture"}
    assert {p for one in every for p in one.paradoxes} == set(ll.paradoxes.ids)


def test_every_formula_is_there_and_points_back():
    formulas = [one for one in theory.load() if one.formula]
    assert {one.formula for one in formulas} == {
        "theory.motivating_potential",
        "theory.effort_reward",
        "theory.spans",
    }
    assert all(callable(getattr(theory, one.formula.removeprefix("theory."))) for one in formulas)


def test_a_theory_shows_itself_and_a_wrong_key_names_the_near_one():
    assert "Four spans: Simons" in repr(theory.load())
    assert "supply" in theory.load()["four_spans"]._repr_html_()
    with pytest.raises(UnknownKeyError, match="four_spans"):
        theory.load()["for_spans"]


# --- motivating potential


@pytest.mark.parametrize(("inputs", "scale", "score"), PUBLISHED)
def test_the_motivating_potential_is_the_published_one(inputs, scale, score):
    assert float(theory.motivating_potential(*inputs, scale=scale)) == score


def test_the_published_figures_are_those_of_the_facts(root):
    rows = json.loads((root / "tests" / "research" / "published_tables.json").read_text("utf-8"))["mps"]["rows"]
    assert [(tuple(row[k] for k in ("SV", "TI", "TS", "A", "F")), row["MPS"]) for row in rows] == [
        (inputs, score) for inputs, _, score in PUBLISHED
    ]


@given(st.tuples(parts, parts, parts, parts, parts))
def test_motivating_potential_stays_between_its_ends_and_never_falls_when_a_part_rises(inputs):
    value = float(theory.motivating_potential(*inputs))
    assert 1 - 1e-9 <= value <= 343 + 1e-9
    for place in range(5):
        more = [min(7, part + 0.5) if n == place else part for n, part in enumerate(inputs)]
        assert float(theory.motivating_potential(*more)) >= value - 1e-9


def test_it_says_what_holds_it_down_and_names_what_is_outside_the_scale():
    worked = theory.motivating_potential(6, 7, 8, 4, 3)
    assert "feedback" in worked.sentence
    assert "significance 8" in worked.notes[1]
    assert "1 to 343" in worked.notes[0]
    assert "discussion only" in repr(worked)
    assert "Hackman" in worked._repr_html_()
    assert len(theory.motivating_potential(4, 4, 4, 4, 4).notes) == 1
    assert theory.motivating_potential(4, 4, 4, 4, 4).sentence == "All three factors are alike."


@pytest.mark.parametrize("wrong", ["7", None, True, math.nan, math.inf, -1, [7]])
def test_what_is_no_number_is_a_problem(wrong):
    with pytest.raises(Problem, match="autonomy is"):
        theory.motivating_potential(1, 1, 1, wrong, 1)
    with pytest.raises(Problem, match="support is"):
        theory.spans(control=1, support=wrong, accountability=1, influence=1)


def test_a_scale_upside_down_is_a_problem():
    with pytest.raises(Problem, match="lower end first"):
        theory.motivating_potential(1, 1, 1, 1, 1, scale=(7, 1))


# --- effort and reward


def test_effort_over_reward_corrects_for_the_number_of_items():
    assert float(theory.effort_reward(9, 21)) == pytest.approx(1)
    assert theory.effort_reward(9, 21).sentence == "Effort and reward are level."
    assert float(theory.effort_reward(9, 14)) == pytest.approx(1.5)
    assert theory.effort_reward(9, 14).sentence == "Effort outweighs reward."
    assert theory.effort_reward(3, 28).sentence == "Reward outweighs effort."
    assert "no threshold" in theory.effort_reward(3, 28).notes[1]


@given(st.lists(st.integers(1, 4), min_size=1, max_size=9), st.lists(st.integers(1, 4), min_size=1, max_size=9))
def test_the_ratio_is_that_of_the_means_however_the_answers_are_given(effort, reward):
    one_by_one = float(theory.effort_reward(effort, reward))
    sums = theory.effort_reward(sum(effort), sum(reward), effort_items=len(effort), reward_items=len(reward))
    assert one_by_one == pytest.approx(float(sums))
    assert one_by_one == pytest.approx((sum(effort) / len(effort)) / (sum(reward) / len(reward)))


@pytest.mark.parametrize(("effort", "reward"), [(9, 0), ([], 5), (9, []), ("9", 9), (9, [1, None])])
def test_a_ratio_that_cannot_be_is_a_problem(effort, reward):
    with pytest.raises(Problem):
        theory.effort_reward(effort, reward)


def test_answers_may_come_as_an_array_and_as_anything_that_is_gone_through():
    said = repr(theory.effort_reward([3, 4], [2, 2, 2]))
    assert repr(theory.effort_reward(np.array([3, 4]), np.array([2, 2, 2]))) == said
    assert repr(theory.effort_reward(iter([3, 4]), pd.Series([2, 2, 2]))) == said
    assert float(theory.effort_reward(np.array(9), np.float64(21))) == pytest.approx(1)


@pytest.mark.parametrize(
    ("effort", "reward", "said"),
    [
        ([], [1, 2], "effort has no answer"),
        ([1], np.array([]), "reward has no answer"),
        ([1], [0], "a reward of 0"),
        (np.array([[1, 2]]), [1], "One number"),
    ],
)
def test_what_keeps_a_ratio_from_being_is_named(effort, reward, said):
    with pytest.raises(Problem, match=said):
        theory.effort_reward(effort, reward)


# --- spans


@given(widths, widths, widths, widths)
def test_supply_is_set_against_demand(control, support, accountability, influence):
    balance = theory.spans(control=control, support=support, accountability=accountability, influence=influence)
    assert balance.supply == control + support
    assert balance.demand == accountability + influence
    assert balance.lacking == balance.demand - balance.supply
    starts = ("Supply meets", "Demand (", "Supply (")
    assert balance.sentence.startswith(starts)
    assert balance.sentence in repr(balance)


def test_a_span_in_balance_says_so():
    assert (
        theory.spans(control=2, support=8, accountability=4, influence=6).sentence == "Supply meets demand: 10 each."
    )
    assert "by 9" in theory.spans(control=2, support=3, accountability=6, influence=8).sentence
    assert "could carry" in theory.spans(control=9, support=9, accountability=1, influence=1).sentence


@pytest.mark.parametrize("scale", [3, "17", (1, 2, 3), None])
def test_a_scale_that_has_not_two_ends_is_refused_in_a_sentence(scale):
    with pytest.raises(Problem, match="Give its two ends"):
        theory.motivating_potential(1, 2, 3, 4, 5, scale=scale)
