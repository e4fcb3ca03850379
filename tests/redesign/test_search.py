"""The frontier is what trying and diagnosing every combination would give, all of it."""

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import roles

import leadership_lib as ll
from leadership_lib import Problem, Role
from leadership_lib.redesign.cost import PARTIES
from leadership_lib.redesign.frontier import Frontier, frontier
from leadership_lib.redesign.limits import Limits
from leadership_lib.redesign.moves import Moves, moves
from leadership_lib.redesign.search import agreement_bits, clusters_of, hundredths

CASES = ll.cases.ids


# --- the frontier is what trying everything would give


def answers(role: Role) -> dict[str, str]:
    return {finding.id: finding.answer for finding in ll.diagnose(role).findings}


def vector(given_: Moves, ids, before, after, limits: Limits) -> tuple:
    """Give what is weighed: the less, the better, and sets of agreements by inclusion."""
    chosen = [given_[move] for move in ids]
    weighed = set(limits.costs) | {n for n in ("hours", "pounds", "changes") if getattr(limits, n) is not None}
    wanting, settled = ("not met", "partly"), ("met", "does not apply")
    closed = sum(before[c] in wanting and after[c] in settled for c in after)
    # Open is worse only than what was met, at least by half; what was not met cannot get worse.
    lost = {"met": ("partly", "not met", "not stated", "for you to judge")}
    lost["partly"] = lost["met"][1:]
    worse = sum(after[c] in lost.get(before[c], ()) for c in after)
    return (
        -closed,
        worse,
        sum(hundredths(m.cost.hours) for m in chosen) if "hours" in weighed else 0,
        sum(hundredths(m.cost.pounds) for m in chosen) if "pounds" in weighed else 0,
        len(chosen) if "changes" in weighed else 0,
        frozenset(p for m in chosen for p in m.cost.agreement) if "agreement" in weighed else frozenset(),
    )


def brute(role: Role, given_: Moves, limits: Limits) -> dict[tuple, set]:
    """Make and diagnose every combination, and keep those that no other one beats."""
    before, found = answers(role), {}
    for count in range(len(given_) + 1):
        for ids in itertools.combinations(given_.ids, count):
            chosen = [given_[move] for move in ids]
            if (
                next(given_.faults(ids), None)
                or not set(limits.include) <= set(ids)
                or set(limits.exclude) & set(ids)
            ):
                continue
            if any(set(m.cost.agreement) & set(limits.no_agreement) for m in chosen):
                continue
            weighed = vector(given_, ids, before, answers(given_.apply(*ids)), limits)
            kept = limits.allow_worse or not weighed[1]
            kept &= limits.hours is None or weighed[2] <= limits.hours * 100
            kept &= limits.pounds is None or weighed[3] <= limits.pounds * 100
            kept &= limits.changes is None or weighed[4] <= limits.changes
            if kept:
                found.setdefault(weighed, set()).add(frozenset(ids))

    def beaten(one):
        return any(other != one and all(a <= b for a, b in zip(other, one, strict=True)) for other in found)

    return {one: ids for one, ids in found.items() if not beaten(one)}


def searched(best: Frontier) -> dict[tuple, set]:
    found = {}
    for point in best:
        some = list(point.combinations)
        assert len(some) == point.ways == len({c.ids for c in some})
        weighed = {vector(best.moves, c.ids, c.before, c.after, best.limits) for c in some}
        (one,) = weighed
        assert one not in found
        assert point.closed == -one[0] == len(point.closes)
        found[one] = {frozenset(c.ids) for c in some}
    return found


def same(role: Role, given_: Moves, **limits) -> Frontier:
    best = frontier(role, given_, **limits)
    assert searched(best) == brute(role, given_, best.limits)
    return best


OBJECTIVES = (
    "fund_the_hours", "shrink_the_work", "date_each_objective", "measure_each_objective", "say_who_has_to_act",
    "share_each_measure", "give_objectives_hours", "cut_tasks", "give_figures", "give_a_seat", "give_a_fund",
    "bring_objectives_home",
)  # fmt: skip


@pytest.mark.slow
def test_twelve_moves_that_meet_are_searched_as_if_each_combination_had_been_tried(locality, offered):
    best = same(locality, offered[list(OBJECTIVES)])
    assert len(best.moves) == 12
    assert max(map(len, clusters_of(best.moves, best._found.tables))) >= 4


@pytest.mark.slow
@pytest.mark.parametrize(
    ("which", "count"), [("pcn_clinical_director", 10), ("pcn_workstream_lead", 10), ("locality_clinical_lead", 10)]
)
def test_as_many_moves_of_a_case(which, count):
    role = ll.load_role(which)
    given_ = moves(role)
    chosen = random.Random(which).sample(given_.ids, count)
    for move in chosen[::2]:
        given_ = given_.with_cost(move, pounds=100 * len(move), hours=0.1 * len(move))
    same(role, given_[chosen], allow_worse=which == "pcn_workstream_lead")


def some_limits() -> st.SearchStrategy[dict]:
    costs = st.lists(st.sampled_from(["hours", "pounds", "agreement", "changes"]), unique=True)
    return st.fixed_dictionaries(
        {"costs": costs, "allow_worse": st.booleans()},
        optional={
            "hours": st.integers(0, 100),
            "pounds": st.integers(0, 20_000),
            "changes": st.integers(0, 5),
            "no_agreement": st.lists(st.sampled_from(PARTIES), max_size=1),
        },
    )


@pytest.mark.slow
@settings(max_examples=40)
@given(st.data(), roles() | st.sampled_from([ll.load_role(case) for case in CASES]), some_limits())
def test_any_moves_of_any_role_within_any_limits(data, role, limits):
    given_ = moves(role)
    if not given_:
        return
    chosen = data.draw(st.lists(st.sampled_from(given_.ids), unique=True, max_size=7))
    for move in chosen:
        if data.draw(st.booleans()):
            pounds = data.draw(st.sampled_from([0, 0.1, 0.2, 0.3, 1000]))
            given_ = given_.with_cost(move, hours=data.draw(st.sampled_from([0, 0.7, 1])), pounds=pounds)
    same(role, given_[chosen], **limits)


@pytest.mark.parametrize(
    "limits",
    [
        {},
        {"hours": 0.99},
        {"hours": 1},
        {"hours": 2},
        {"hours": 3},
        {"pounds": 999.99},
        {"pounds": 1000},
        {"changes": 0},
        {"changes": 1},
        {"changes": 2},
        {"no_agreement": ["a manager"]},
        {"no_agreement": ["the holder"]},
        {"allow_worse": True},
        {"allow_worse": True, "include": ["worse"]},
        {"costs": []},
        {"costs": ["changes"]},
        {"costs": ["hours"]},
        {"costs": ["pounds"]},
        {"costs": ["agreement"], "exclude": ["say"]},
        {"include": ["say", "cover"]},
        {"include": ["say", "say_else"]},
        {"exclude": ["cover"]},
        {"hours": 2, "costs": ["agreement"]},
    ],
)
def test_a_few_moves_within_each_limit(two_open, three, limits):
    """One finding can be closed in two ways for an hour, one in two ways for money, and one be made worse for it."""
    some = three.and_own("half", "Half", {"capacity.backfill": "money only"}, pounds=10, agreement=["the holder"])
    worse = {"capacity.backfill": "found and funded", "purpose.without_it": "none"}
    same(two_open, some.and_own("worse", "Worse", worse, hours=0.5, agreement=["the holder"]), **limits)


def test_words_that_go_and_words_that_come_are_searched_as_if_each_combination_had_been_tried():
    """What a move takes out, or one of your own puts in, can speak for an answer that no fact gives."""
    role = Role(
        title="Clinical Lead",
        scope={"prescribed_tasks": ["Support practices every quarter", "Bring practices together", "Report", "Sign"]},
        capacity={"hours_paid": 8, "hours_to_zoom_out": 0},
        influence={"decision_rights": []},
        accountability={"lines": [{"to": "The operations manager, with support from an administrator"}]},
        purpose={"for_peers": "none"},
        tensions={"professional_autonomy": {"said_openly": False}},
    )
    some = moves(role)[["cut_tasks", "keep_time_to_zoom_out", "answer_to_a_clinician", "give_a_decision"]]
    words = {
        "duties": ["An administrator is provided two days a week", "Locum cover is found and backfill is paid"],
        "other_words": ["The practices remain responsible for their own clinicians", "Time is protected in the rota"],
        "scope.prescribed_tasks": ["Return the form every quarter", "Bring practices together"],
    }
    for path, value in words.items():
        some = some.and_own(path, path, {path: value}, hours=1)
    best = same(role, some, allow_worse=True)
    for table in best._found.tables:
        for bits in range(1 << len(some)):
            made = [move for place, move in enumerate(some) if bits >> place & 1]
            assert table.after(bits) == ll.checks[table.check].answer(some.apply(made)), (table.check, made)


def test_must_and_must_not(locality, offered):
    some = offered[["fund_the_hours", "shrink_the_work", "cut_tasks", "retitle", "give_a_decision", "let_pay_grow"]]
    best = same(locality, some, include=["let_pay_grow"], exclude=["cut_tasks"])
    # What requires a move that must not be made cannot be made either.
    assert "shrink_the_work" not in best.moves
    assert all("let_pay_grow" in point.moves for point in best)
    none, unknown = same(locality, some, include=["fund_the_hours", "shrink_the_work"]).advice
    assert none == "No combination of these moves keeps to the limits."
    assert "Ask first" in unknown
    with pytest.raises(Problem, match="has to be made"):
        frontier(locality, some, include=["retitle"], no_agreement=["the holder"])
    with pytest.raises(Problem, match="'retitle'"):
        frontier(locality, some, include=["retitel"])


#: Eight hours are paid, and eight are promised to the one result: an hour kept free makes that too much.
FULL = Role(
    objectives=[{"text": "Open a clinic", "hours": 8}],
    capacity={"hours_paid": 8, "hours_to_zoom_out": 0, "support": []},
)


def test_worse_is_a_cost_where_it_is_allowed():
    some = moves(FULL)[["keep_time_to_zoom_out", "find_help"]]
    assert all("keep_time_to_zoom_out" not in point.moves for point in same(FULL, some))
    best = same(FULL, some, allow_worse=True)
    assert any(point.worsens == ("clarity.achievable",) for point in best)


@pytest.mark.parametrize("which", CASES)
def test_the_whole_frontier_of_a_case_is_what_diagnosing_says(which):
    best = frontier(ll.load_role(which))
    rows = best._found.rows
    for place in random.Random(which).sample(range(len(best)), 12):
        one = best[place].first
        compared = one.comparison
        moved = {(s.before, s.after): [] for s in compared.moved}
        for s in compared.moved:
            moved[s.before, s.after].append(s.check.id)
        assert set(one.closes) == {
            check
            for (before, after), ids in moved.items()
            if before in ("not met", "partly") and after in ("met", "does not apply")
            for check in ids
        }
        assert {s.check.id for s in compared.got_worse} == set(one.worsens) == set()
        answered = answers(one.role)
        assert one.still_open == tuple(c for c, answer in answered.items() if answer in ("not met", "partly"))
        assert set(one.improves) == {
            *moved.get(("not met", "partly"), ()),
            *moved.get(("not met", "for you to judge"), ()),
        }
        assert hundredths(one.cost.hours) == rows.hours[place]
        assert hundredths(one.cost.pounds) == rows.pounds[place]
        assert agreement_bits(one.cost.agreement) == rows.agreement[place]
        assert one.residual
    assert best.ways >= len(best)


@pytest.mark.slow
def test_no_point_of_a_whole_frontier_is_beaten_by_any_of_many_tried_at_random(locality, whole):
    front_ = [vector(whole.moves, p.moves, p.first.before, p.first.after, whole.limits) for p in whole]
    draw, before = random.Random(7), answers(locality)
    for _ in range(300):
        ids = [move for move in whole.moves.ids if draw.random() < draw.random()]
        if next(whole.moves.faults(ids), None):
            continue
        tried = vector(whole.moves, ids, before, answers(whole.moves.apply(*ids)), whole.limits)
        assert tried[1] or any(all(a <= b for a, b in zip(point, tried, strict=True)) for point in front_)


@pytest.mark.slow
def test_a_large_join_in_small_steps_is_the_same(locality, monkeypatch):
    from leadership_lib.redesign import search

    some = moves(locality)[:25]
    at_once = searched(frontier(locality, some))
    monkeypatch.setattr(search, "CHUNK", 16)
    assert searched(frontier(locality, some)) == at_once


def test_too_much_is_refused_before_memory_goes(locality, offered, monkeypatch):
    from leadership_lib.redesign import search

    for name, most, said in (
        ("MOST_MOVES", 10, f"{len(offered)} moves"),
        ("MOST_MEETING", 5, "meet"),
        ("MOST_POINTS", 10, "best"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(search, name, most)
            with pytest.raises(Problem, match=f"{said}.*fewer"):
                frontier(locality, offered)


@pytest.mark.slow
def test_the_frontier_under_other_limits_is_that_of_the_same_moves(locality, whole):
    narrow = whole.within(pounds=0, exclude=["retitle"])
    assert searched(narrow) == searched(frontier(locality, pounds=0, exclude=["retitle"]))
    assert len(narrow.within(pounds=None, exclude=[])) == len(whole)
