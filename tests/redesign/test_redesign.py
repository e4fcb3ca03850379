"""Moves do what diagnosing again says, and the frontier is what trying every combination would give, all of it."""

import dataclasses
import itertools
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import roles

import leadership_lib as ll
from leadership_lib import Problem, Role
from leadership_lib.redesign import pareto as pareto_module
from leadership_lib.redesign.advice import number
from leadership_lib.redesign.answer_tables import tables
from leadership_lib.redesign.frontier import Frontier, frontier
from leadership_lib.redesign.kinds import _CHANGES, PARTIES, PARTS, SOME, looked_at
from leadership_lib.redesign.limits import Limits
from leadership_lib.redesign.move import Cost
from leadership_lib.redesign.moves import Moves, load, moves
from leadership_lib.redesign.pareto import Rows, front
from leadership_lib.redesign.search import hundredths, meeting, needed
from leadership_lib.role.role import Objective, fact_paths

CASES = ll.cases.ids
KINDS = load().ids
LOCALITY = "locality_clinical_lead"


@pytest.fixture(scope="module")
def locality() -> Role:
    return ll.load_role(LOCALITY)


@pytest.fixture(scope="module")
def offered(locality) -> Moves:
    return moves(locality)


@pytest.fixture(scope="module")
def whole(locality) -> Frontier:
    return frontier(locality)


# --- the kinds of moves


def test_the_moves_of_the_data_are_those_of_the_code():
    assert sorted(_CHANGES) == sorted(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_all_its_texts_and_rests_on_the_paper(kind):
    it = load()[kind]
    assert all([it.title, it.why, it.cost.assumed, it.cost.agreement])
    assert it.propositions
    assert {p for check in it.checks for p in ll.checks[check].propositions} & set(it.propositions)
    assert bool(it.cost.each) == bool(it.cost.hours_each or it.cost.pounds_each)
    assert it.cost.hours or it.cost.hours_each
    assert {*it.requires, *it.excludes} <= set(KINDS)
    assert all(kind in load()[other].excludes for other in it.excludes)


@pytest.mark.parametrize("kind", KINDS)
def test_money_has_a_source_or_says_that_it_has_none(kind):
    cost = load()[kind].cost
    if cost.pounds or cost.pounds_each:
        assert cost.sources or "No source" in cost.assumed


def test_what_a_move_writes_is_a_suggestion_that_says_so():
    lists = {"title": {"Lead", "Clinical Lead"}}
    for kind in load():
        for key, text in kind.words.items():
            assert "to be agreed" in text or text in lists["title"], (kind.id, key)


def test_sums_on_sourced_figures_come_out_as_the_moves_have_them():
    hour = 0.722 * 50_000 / 0.25 / 52 / 37.5
    assert round(hour) == 74
    assert load()["fund_the_hours"].cost.pounds_each == 10 * round(74 * 52 / 10) == 3850
    session = 4 + 10 / 60
    assert (round(133 / session), round(201 / session)) == (32, 48)
    assert load()["find_cover"].cost.pounds_each == round(48 * 52, -2)
    assert load()["pay_the_session_rate"].cost.pounds_each == pytest.approx(16.3 * 52, abs=5)
    assert load()["make_good_the_loss"].cost.pounds_each == round(201 * 52, -2) + 0 == 10_500
    assert load()["pay_for_time_together"].cost.pounds == round(9 * 2 * 12 * 48, -2) == 10_400
    assert load()["make_the_title_true"].cost.pounds == round(4 * 52 * 74, -2) == 15_400


def test_a_day_is_as_long_in_every_move_and_hours_are_those_of_everybody():
    day = 7.5
    assert load()["give_figures"].cost.hours == load()["join_other_leads"].cost.hours == 4 * day == 30
    assert load()["fund_a_course"].cost.hours == 14 * day == 105
    assert load()["prepare_the_holder"].cost.hours == 2 * 1.5 * day == 22.5


@pytest.mark.parametrize("check", ll.checks.ids)
def test_every_check_has_a_move_aimed_at_it(check):
    assert [kind.id for kind in load() if check in kind.checks]


# --- a move changes what it says, and looks at nothing else


def made(kind: str, role: Role):
    it = load()[kind]
    return it.registered.change(role, it.words)


def without(role: Role, atoms: frozenset[str], other: Role) -> Role:
    """Give a role in which every fact but some atoms is another role's."""
    facts = {path: other[path] for path in fact_paths() if path != "objectives" and path not in atoms}
    if SOME not in atoms:
        return role.with_({**facts, "objectives": other.objectives})
    strange = itertools.cycle(other.objectives or (Objective(text="another text", hours=7),))
    free = [part for part in PARTS if f"objectives.{part}" not in atoms]
    mixed = role.objectives and tuple(
        dataclasses.replace(mine, **{part: getattr(their, part) for part in free})
        for mine, their in zip(role.objectives, strange, strict=False)
    )
    return role.with_({**facts, "objectives": mixed})


def seen(change, writes: frozenset[str]):
    """Give what a change does to the atoms that it may write."""
    if not change:
        return None
    parts = [part for part in PARTS if f"objectives.{part}" in writes]
    of_each = [[getattr(o, part) for part in parts] for o in change.facts.get("objectives", ())]
    return {p: v for p, v in change.facts.items() if p != "objectives"}, of_each, change.count


@settings(max_examples=50)
@given(st.data(), roles(), roles())
def test_a_move_looks_at_and_changes_only_what_it_names(data, role, other):
    if role.objectives is None or data.draw(st.booleans()):
        role = role.with_(objectives=[{"text": "Support it", "hours": 3}, {"measure": "none", "layer": "stp"}])
    for kind in KINDS:
        _, reads, writes = load()[kind].registered
        change = made(kind, role)
        assert seen(change, writes) == seen(made(kind, without(role, reads, other)), writes), kind
        if not change:
            continue
        after = role.with_(change.facts)
        assert after != role, kind
        assert made(kind, after) is None, f"{kind} has something to change after it has been made"
        assert {path for path in change.facts if path != "objectives"} <= writes
        if "objectives" in change.facts and SOME not in writes:
            for old, new in zip(role.objectives, after.objectives, strict=True):
                assert all(getattr(old, p) == getattr(new, p) for p in PARTS if f"objectives.{p}" not in writes), kind


@settings(max_examples=60)
@given(roles(), roles())
def test_a_check_looks_at_no_part_of_objectives_but_those_named(role, other):
    if not role.objectives:
        role = role.with_(objectives=[{"text": "Support it"}, {"measure": "Number of visits", "layer": "stp"}])
    for check in ll.checks:
        strange = without(role, looked_at(check), other)
        assert check.ask(role).answer == check.ask(strange).answer, check.id


# --- moves for a role


#: Moves that may do no more than settle what an answer can still turn out to be.
SETTLES = {"say_who_has_to_act"}


@pytest.mark.parametrize("which", CASES)
def test_every_move_offered_has_something_to_change_and_helps_what_it_is_aimed_at(which):
    role = ll.load_role(which)
    given_ = moves(role)
    worth = {"not stated": -1, "not met": 0, "partly": 1, "met": 2}
    for place, move in enumerate(given_):
        helps = False
        for table in tables(role, list(given_)):
            if table.check in move.checks and place in table.moves:
                bit = 1 << table.moves.index(place)
                pairs = ((table.answers[n], table.answers[n | bit]) for n in range(len(table.answers)) if not n & bit)
                helps = helps or any(worth[after] > worth[before] for before, after in pairs)
        assert helps or move.id in SETTLES, f"{which}: {move.id} helps none of the checks it is aimed at"


#: Findings that no move closes, and why: the role's one objective takes all the paid hours.
STUCK = {"pcn_workstream_lead": {"autonomy.zoom_out_time", "clarity.achievable"}}


@pytest.mark.parametrize("which", CASES)
def test_the_moves_close_every_finding_of_a_case_but_those_named(which):
    role = ll.load_role(which)
    best = frontier(role, costs=["pounds"])
    assert set(best.open) - set(best[-1].closes) <= STUCK.get(which, set())


def test_every_kind_is_offered_somewhere():
    silent = [Role(), Role(title="Adviser", objectives=[])]
    some = {move.id for role in (*silent, *(ll.load_role(case) for case in CASES)) for move in moves(role)}
    paid_late = Role(capacity={"hours_paid": 8}, objectives=[{"hours": 6}, {"hours": 6}], reward={})
    assert some | set(moves(paid_late).ids) == set(KINDS)


def test_what_is_met_needs_no_move(best):
    assert len(moves(best)) == 0
    assert "Every finding is met" in repr(frontier(best))


def test_a_role_that_says_nothing_has_moves_and_a_frontier(empty):
    given_ = moves(empty)
    assert "write_objectives" in given_
    assert "measure_each_objective" in given_
    assert given_["measure_each_objective"].closes == ()
    best = frontier(empty, costs=["pounds"])
    assert best[-1].closed == len(best[-1].first.comparison.after.findings) - len(best[-1].first.still_open)
    # Hours, and which layers there are, somebody has to state: no move may invent them.
    assert {"fairness.funded_hours", "clarity.translation"} <= set(best[-1].first.still_open)
    assert "stay open whichever" in " ".join(best.advice)


def test_a_move_says_what_it_does_by_itself(offered):
    assert offered["say_it_excludes_practice"].closes == ("influence.says_so",)
    assert offered["count_early_warnings"].effect.after.role.tensions.professional_autonomy.warnings
    assert offered["give_figures"].closes == ()
    assert (
        "by itself moves nothing" in repr(offered["give_objectives_hours"]) or offered["give_objectives_hours"].closes
    )


def test_a_move_that_makes_something_worse_says_so():
    move = moves(ll.load_role("pcn_workstream_lead"))["keep_time_to_zoom_out"]
    assert move.worsens == ("clarity.achievable",)
    assert "makes worse clarity.achievable" in repr(move)
    assert "makes worse clarity.achievable" in move._repr_html_()


def test_what_was_not_stated_and_is_known_to_be_short_is_not_worse(locality):
    own = moves(locality)[[]].and_own("ask", "Ask for the hours", {"influence.means": []}, hours=1)
    assert own["ask"].worsens == ()
    gone = moves(locality)[[]].and_own("hush", "Leave it out", {"capacity.backfill": None}, hours=1)
    assert gone["hush"].worsens == ("fairness.backfill",)


def test_moves_conflict_require_and_meet(offered):
    assert ("fund_the_hours", "shrink_the_work") in offered.conflicts
    assert ("shrink_the_work", "cut_tasks") in offered.requirements
    together = {(one, other, check) for one, other, what, check in offered.interplay if what == "close together"}
    assert ("agree_a_way_back", "make_good_the_loss", "autonomy.way_back") in together
    with pytest.raises(Problem, match="exclude one another"):
        offered.apply("fund_the_hours", "shrink_the_work", "cut_tasks")
    with pytest.raises(Problem, match="requires"):
        offered.apply("shrink_the_work")


def test_interplay_names_what_spoils():
    role = ll.load_role("pcn_workstream_lead")
    given_ = moves(role)[["keep_time_to_zoom_out"]].and_own(
        "more", "More", {"capacity.hours_to_zoom_out": 0.5}, hours=1
    )
    spoilt = [(one, other, check) for one, other, what, check in given_.interplay if what == "spoil"]
    assert ("keep_time_to_zoom_out", "more", "autonomy.zoom_out_time") in spoilt


def test_moves_are_made_in_their_own_order(offered):
    assert offered.apply("retitle", "say_it_excludes_practice") == offered.apply(
        "say_it_excludes_practice", "retitle"
    )
    assert offered.apply() == offered.role


def test_costs_are_the_users_to_change(offered):
    dear = offered.with_cost("retitle", pounds=500, agreement=["other bodies"])
    assert dear["retitle"].cost == Cost(hours=2, pounds=500, agreement=("other bodies",))
    assert dear["retitle"].assumed == "Your own figure."
    assert offered["retitle"].cost.pounds == 0
    assert dear["retitle"].closes == offered["retitle"].closes
    with pytest.raises(Problem, match="pounds"):
        offered.with_cost("retitle", pounds=-1)
    with pytest.raises(Problem, match="agreement"):
        offered.with_cost("retitle", agreement=["the cat"])
    with pytest.raises(Problem, match="retitle"):
        offered.with_cost("retitel", pounds=1)


def test_moves_are_taken_by_id_by_place_and_by_what_they_are_aimed_at(offered):
    some = offered[["retitle", "cut_tasks"]]
    assert some.ids == ("cut_tasks", "retitle")
    assert offered[:3].ids == offered.ids[:3]
    assert offered[0] is next(iter(offered))
    assert "retitle" in offered
    assert "retitle" not in offered.without("retitle")
    assert set(offered.aimed_at("influence.truer_title").ids) == {"make_the_title_true", "retitle"}
    assert offered[list(offered.ids)] == offered
    with pytest.raises(Problem, match="'retitle'"):
        offered["retitel"]


def test_a_step_of_a_case_can_be_a_move(locality):
    given_ = moves(locality)[["say_it_excludes_practice"]]
    for step in ll.cases[LOCALITY].redesign:
        given_ = given_.and_own(step.title, step.title, step.facts, hours=5, agreement=["the organisation"])
    best = frontier(locality, given_)
    assert best[-1].closed == len(ll.compare(locality, ll.cases[LOCALITY].redesigned).before.findings) - 1 - len(
        set(ll.compare(locality, ll.cases[LOCALITY].redesigned).still_open)
    )
    with pytest.raises(Problem, match="already"):
        given_.and_own(step.title, "x", {"title": "y"})
    with pytest.raises(Problem, match="changes nothing"):
        given_.and_own("nothing", "Nothing", {"title": locality.title})


def test_moves_as_a_table(offered):
    frame = offered.to_frame()
    assert list(frame.index) == list(offered.ids)
    assert frame.loc["fund_the_hours", "pounds"] == 6 * 3850
    assert len(offered[[]].to_frame()) == 0


# --- the frontier is what trying everything would give


def answers(role: Role) -> dict[str, str]:
    return {finding.id: finding.answer for finding in ll.diagnose(role).findings}


def vector(given_: Moves, ids, before, after, limits: Limits) -> tuple:
    """Give what is weighed: the less, the better, and sets of agreements by inclusion."""
    chosen = [given_[move] for move in ids]
    weighed = set(limits.costs) | {n for n in ("hours", "pounds", "changes") if getattr(limits, n) is not None}
    order = ["not stated", "not met", "partly", "met"]
    closed = sum(after[c] == "met" and before[c] != "met" for c in after)
    worse = sum(order.index(after[c]) < order.index(before[c]) for c in after)
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
    "fund_the_hours", "shrink_the_work", "keep_time_to_zoom_out", "measure_each_objective", "say_who_has_to_act",
    "share_each_measure", "give_objectives_hours", "cut_tasks", "give_figures", "give_a_seat", "give_a_fund",
    "bring_objectives_home",
)  # fmt: skip


def test_twelve_moves_that_meet_are_searched_as_if_each_combination_had_been_tried(locality, offered):
    best = same(locality, offered[list(OBJECTIVES)])
    assert len(best.moves) == 12
    assert max(map(len, meeting(best.moves, best._found.tables))) > 4


@pytest.mark.parametrize(
    ("which", "count"), [("pcn_clinical_director", 12), ("pcn_workstream_lead", 10), ("locality_clinical_lead", 10)]
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


def test_must_and_must_not(locality, offered):
    some = offered[["fund_the_hours", "shrink_the_work", "cut_tasks", "retitle", "give_a_decision", "let_pay_grow"]]
    best = same(locality, some, include=["let_pay_grow"], exclude=["cut_tasks"])
    # What requires a move that must not be made cannot be made either.
    assert "shrink_the_work" not in best.moves
    assert all("let_pay_grow" in point.moves for point in best)
    assert same(locality, some, include=["fund_the_hours", "shrink_the_work"]).advice == (
        "No combination of these moves keeps to the limits.",
    )
    with pytest.raises(Problem, match="has to be made"):
        frontier(locality, some, include=["retitle"], no_agreement=["the holder"])
    with pytest.raises(Problem, match="'retitle'"):
        frontier(locality, some, include=["retitel"])


def test_worse_is_a_cost_where_it_is_allowed():
    role = ll.load_role("pcn_workstream_lead")
    some = moves(role)[["keep_time_to_zoom_out", "find_help"]]
    assert all("keep_time_to_zoom_out" not in point.moves for point in same(role, some))
    best = same(role, some, allow_worse=True)
    assert any(point.worsens == ("clarity.achievable",) for point in best)


@pytest.mark.parametrize("which", CASES)
def test_the_whole_frontier_of_a_case_is_what_diagnosing_says(which):
    best = frontier(ll.load_role(which))
    rows = best._found.rows
    for place in random.Random(which).sample(range(len(best)), 12):
        one = best[place].first
        compared = one.comparison
        assert set(one.closes) == {s.check.id for s in compared.moved if s.after == "met"}
        assert {s.check.id for s in compared.got_worse} == set(one.worsens) == set()
        assert one.still_open == compared.still_open
        assert one.improves == tuple(
            s.check.id for s in compared.moved if s.direction == "better" and s.after == "partly"
        )
        assert hundredths(one.cost.hours) == rows.hours[place]
        assert hundredths(one.cost.pounds) == rows.pounds[place]
        assert needed(one.cost.agreement) == rows.agreement[place]
        assert one.residual
    assert best.ways >= len(best)


def test_no_point_of_a_whole_frontier_is_beaten_by_any_of_many_tried_at_random(locality, whole):
    front_ = [vector(whole.moves, p.moves, p.first.before, p.first.after, whole.limits) for p in whole]
    draw, before = random.Random(7), answers(locality)
    for _ in range(300):
        ids = [move for move in whole.moves.ids if draw.random() < draw.random()]
        if next(whole.moves.faults(ids), None):
            continue
        tried = vector(whole.moves, ids, before, answers(whole.moves.apply(*ids)), whole.limits)
        assert tried[1] or any(all(a <= b for a, b in zip(point, tried, strict=True)) for point in front_)


# --- the filter


def naive(rows: list[tuple]) -> set[tuple]:
    def beats(a, b):
        return a != b and all(x <= y for x, y in zip(a[:5], b[:5], strict=True)) and a[5] & ~b[5] == 0

    return {one for one in rows if not any(beats(other, one) for other in rows)}


tiny = st.tuples(*[st.integers(0, 3)] * 2, *[st.integers(0, 2)] * 2, st.integers(-4, 0), st.integers(0, 7))


@pytest.mark.parametrize("pairwise", [0, 1500])
@settings(max_examples=200)
@given(st.lists(tiny, min_size=1, max_size=60), st.integers(1, 2**40))
def test_the_filter_keeps_what_nothing_beats(pairwise, rows, scale):
    columns = np.array(rows).T
    hours, pounds, worse, changes, closed, agreement = columns
    given_ = Rows(hours * scale, pounds * scale, agreement, worse, changes, -closed)
    known, pareto_module.PAIRWISE = pareto_module.PAIRWISE, pairwise
    try:
        kept, place = front(given_, last=True)
        early, early_place = front(given_, last=False)
    finally:
        pareto_module.PAIRWISE = known
    assert {row for row, it in zip(rows, place, strict=True) if it >= 0} == naive(rows)
    assert len(kept.hours) == len(naive(rows))
    for column, all_ in zip(kept, given_, strict=True):
        assert (column[place[place >= 0]] == all_[place >= 0]).all()
    # Before the last step nothing is lost that fewer agreements alone would beat.
    additive = {row: row[:5] for row in rows}
    for row, it in zip(rows, early_place, strict=True):
        beaten = any(
            additive[o] != row[:5] and all(x <= y for x, y in zip(o[:5], row[:5], strict=True)) and not o[5] & ~row[5]
            for o in rows
        )
        assert (it < 0) == beaten
    assert len(early.hours) >= len(kept.hours)


def test_a_large_join_in_small_steps_is_the_same(locality, monkeypatch):
    from leadership_lib.redesign import search

    some = moves(locality)[:25]
    at_once = searched(frontier(locality, some))
    monkeypatch.setattr(search, "CHUNK", 16)
    assert searched(frontier(locality, some)) == at_once


def test_too_much_is_refused_before_memory_goes(locality, offered, monkeypatch):
    from leadership_lib.redesign import search

    for name, most, said in (
        ("MOST_MOVES", 10, "49 moves"),
        ("MOST_MEETING", 5, "meet"),
        ("MOST_POINTS", 10, "best"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(search, name, most)
            with pytest.raises(Problem, match=f"{said}.*fewer"):
                frontier(locality, offered)


# --- what a person sees


def test_advice_reads_as_advice(whole):
    first, *rest = whole.advice
    assert first.startswith("Three changes, none of which costs money, close five of 38 findings: ")
    said = " ".join(rest)
    assert "Without money, 35 changes can close 34 of them" in said
    assert "The other four need money, 33,100 pounds" in said
    assert "(P51)" in said
    assert "assumptions" in said


def test_advice_agrees_with_the_frontier(whole):
    free = [point for point in whole if not point.cost.pounds]
    assert max(point.closed for point in free) == 34
    assert whole[-1].closed == 38
    assert min(point.cost.pounds for point in whole if point.closed == 38) == 33_100


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
    assert [point.closed for point in whole.ladder] == list(range(39))
    assert whole[0].moves == ()
    assert whole.points[-1].closed == whole[-1].closed == 38
    assert "more ways to the same" in "".join(map(repr, whole.points[:40]))


def test_the_frontier_under_other_limits_is_that_of_the_same_moves(locality, whole):
    narrow = whole.narrowed(pounds=0, exclude=["retitle"])
    assert searched(narrow) == searched(frontier(locality, pounds=0, exclude=["retitle"]))
    assert len(narrow.narrowed(pounds=None, exclude=[])) == len(whole)


def test_the_frontier_as_a_table(locality):
    best = frontier(locality, changes=2)
    frame = best.to_frame()
    assert len(frame) == len(best)
    assert list(frame.columns)[:3] == ["closes", "hours", "pounds"]
    assert frame["changes"].max() == 2


def test_html_is_whole_and_escaped(whole, offered):
    page = whole._repr_html_()
    assert page.count("<tr>") == 1 + 39
    assert "Three changes, none of which costs money" in page
    assert "assumption" in offered._repr_html_()
    assert "49 moves" in offered._repr_html_()
    hostile = "<script>alert('x')</script>"
    role = Role(title=hostile)
    own = moves(role)[[]].and_own("x", hostile, {"purpose.higher": hostile}, hours=1)
    assert "<script>" not in own._repr_html_() + own["x"]._repr_html_()
    best = frontier(role, own)
    assert "<script>" not in best._repr_html_() + best[-1].first._repr_html_()


def test_the_answer_is_the_same_each_time(locality, whole):
    again = frontier(locality)
    assert repr(again) == repr(whole)
    assert [p.moves for p in again[:100]] == [p.moves for p in whole[:100]]


def test_moves_of_another_role_are_refused(offered, best):
    with pytest.raises(Problem, match="another role"):
        frontier(best, offered)
    with pytest.raises(Problem, match="needs a Role"):
        moves("locality_clinical_lead")


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
    dear = offered[["retitle", "cut_tasks"]].with_cost("retitle", hours=60_000).with_cost("cut_tasks", hours=60_000)
    assert Cost.of(dear).hours == 120_000
    assert "120000" in str(frontier(locality, dear, costs=["hours"])[-1].cost)
    assert Cost.of(offered[["retitle"]]) == offered["retitle"].cost
    with pytest.raises(Problem, match="100000"):
        offered.with_cost("retitle", hours=100_001)
