"""What a person sees of a frontier: points, advice, tables and pages, and moves given in any way people give them."""

import dataclasses

import numpy as np
import pytest

import leadership_lib as ll
from leadership_lib import Problem, Role
from leadership_lib.redesign.advice import number
from leadership_lib.redesign.cost import Cost
from leadership_lib.redesign.frontier import frontier
from leadership_lib.redesign.moves import moves

# --- what a person sees


def known_of(best, *answers) -> int:
    return sum(finding.answer in answers for finding in ll.diagnose(best.role).findings)


def test_advice_reads_as_advice(whole):
    first, *rest = whole.advice
    wanting, unknown = len(whole.open), len(whole.unknown)
    assert (wanting, unknown) == (known_of(whole, "not met", "partly"), known_of(whole, "not stated"))
    assert first.startswith("Three changes, none of which costs money, close ")
    assert f" of {wanting} findings: " in first
    said = " ".join(rest)
    free = [point for point in whole if not point.cost.pounds][-1]
    assert f"can close {number(free.closed)} of them" in said
    assert f"The other {number(whole[-1].closed - free.closed)} need money, " in said
    asked = [question.title for question in ll.questions(whole.role, "board")][:3]
    counts = f"{number(wanting)} answers fall short, and {number(unknown)} questions are open."
    assert f"{counts} Ask first: {' '.join(asked)}" in rest
    assert "(P51)" in said
    assert "assumptions" in said


@pytest.mark.slow
def test_advice_agrees_with_the_frontier(whole):
    free = [point for point in whole if not point.cost.pounds]
    most = whole[-1].closed
    assert max(point.closed for point in free) < most == len(whole.open)
    dearest = min(point.cost.pounds for point in whole if point.closed == most)
    assert f"need money, £{dearest:,.0f}" in " ".join(whole.advice)


@pytest.mark.parametrize(
    "limits", [{"pounds": 0}, {"hours": 3}, {"changes": 1}, {"no_agreement": ["the organisation"]}]
)
def test_advice_keeps_to_the_limits(locality, limits):
    best = frontier(locality, **limits)
    assert best.advice
    if "pounds" in limits:
        assert "need money" not in " ".join(best.advice)
    if "changes" in limits:
        assert best.advice[0].startswith("One change, which costs no money, closes ")


def test_advice_says_where_nothing_helps(locality):
    assert "no move closes any" in " ".join(frontier(locality, []).advice)
    assert "no move closes any" in " ".join(frontier(locality, hours=0).advice)


def test_points_stand_from_few_closed_to_many(whole):
    assert [point.closed for point in whole] == sorted(point.closed for point in whole)
    assert [point.closed for point in whole.ladder] == list(range(len(whole.open) + 1))
    assert whole[0].moves == ()
    assert whole.points[-1].closed == whole[-1].closed == len(whole.open)
    assert "more ways to the same" in "".join(map(repr, whole.points[:40]))


def test_the_frontier_as_a_table(locality):
    best = frontier(locality, changes=2)
    frame = best.to_frame()
    assert len(frame) == len(best)
    assert list(frame.columns)[:3] == ["closes", "hours", "pounds"]
    assert frame["changes"].max() == 2


def test_html_is_whole_and_escaped(whole, offered):
    page = whole._repr_html_()
    assert page.count("<tr>") == 1 + 1 + len(whole.open)
    assert "Three changes, none of which costs money" in page
    assert "assumption" in offered._repr_html_()
    assert f"{len(offered)} moves" in offered._repr_html_()
    hostile = "<script>alert('x')</script>"
    role = Role(title=hostile)
    own = moves(role)[[]].and_own("x", hostile, {"purpose.higher": hostile}, hours=1)
    assert "<script>" not in own._repr_html_() + own["x"]._repr_html_()
    best = frontier(role, own)
    assert "<script>" not in best._repr_html_() + best[-1].first._repr_html_()


@pytest.mark.slow
def test_the_answer_is_the_same_each_time(locality, whole):
    again = frontier(locality)
    assert repr(again) == repr(whole)
    assert [p.moves for p in again[:100]] == [p.moves for p in whole[:100]]


def test_moves_of_another_role_are_refused(offered, best):
    with pytest.raises(Problem, match="another role"):
        frontier(best, offered)


def test_limits_name_what_they_do_not_know(locality):
    with pytest.raises(Problem, match="pounds"):
        frontier(locality, pounds=-5)
    with pytest.raises(Problem, match="money"):
        frontier(locality, money=0)


def test_nothing_changes_once_it_is_made(whole, offered):
    with pytest.raises(dataclasses.FrozenInstanceError):
        offered["retitle"].title = "x"
    with pytest.raises(dataclasses.FrozenInstanceError):
        whole[0].place = 3
    with pytest.raises(TypeError):
        offered["retitle"].words["lead"] = "x"


@pytest.mark.slow
def test_moves_load_nothing_heavy(python):
    said = python(
        "import sys, leadership_lib as ll\n"
        "from leadership_lib.redesign.moves import moves\n"
        "repr(moves(ll.load_role('locality_clinical_lead'))['retitle'])\n"
        "print(sorted({'numpy', 'pandas', 'matplotlib', 'ipywidgets'} & set(sys.modules)))"
    )
    assert said.strip() == "[]"


def test_numbers_in_words():
    assert [number(n) for n in (0, 1, 12, 13, 1200)] == ["no", "one", "twelve", "13", "1,200"]
    assert number(1, "finding") == "one finding"
    assert number(2, "finding") == "two findings"


def test_the_best_role_of_the_examples_is_left_alone(best):
    assert frontier(best)[0].moves == ()


# --- as people give them


def test_ids_may_come_one_by_one_or_in_a_list_and_a_text_is_one_id(locality, offered, whole):
    point = whole[-1]
    assert offered.apply(point.moves) == offered.apply(*point.moves) == point.first.role
    assert offered.apply(list(point.first.ids)) == point.first.role
    assert offered.without(["retitle", "cut_tasks"]) == offered.without("retitle", "cut_tasks")
    assert offered.aimed_at(["influence.truer_title"]) == offered.aimed_at("influence.truer_title")
    one = frontier(locality, "retitle")
    assert one.moves.ids == ("retitle",)
    assert list(offered.faults("retitle")) == []
    assert offered[np.int64(0)] is offered[0]
    with pytest.raises(Problem, match="did you mean 'retitle'"):
        frontier(locality, "retitel")
    with pytest.raises(Problem, match="did you mean 'retitle'"):
        offered.apply(["retitel"])


def test_costs_that_are_allowed_one_by_one_add_up_to_one_that_is_said(locality, offered):
    dear = (
        offered[["leave_latitude", "cut_tasks"]]
        .with_cost("leave_latitude", hours=60_000)
        .with_cost("cut_tasks", hours=60_000)
    )
    assert Cost.from_several(move.cost for move in dear).hours == 120_000
    assert "120000" in str(frontier(locality, dear, costs=["hours"])[-1].cost)
    assert Cost.from_several([offered["retitle"].cost]) == offered["retitle"].cost
    with pytest.raises(Problem, match="100000"):
        offered.with_cost("retitle", hours=100_001)
