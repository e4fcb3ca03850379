"""Moves rest on the paper, change what they say and nothing else, and do what diagnosing again says."""

import dataclasses
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import roles

import leadership_lib as ll
from leadership_lib import Problem, Role
from leadership_lib.diagnosis.checks.evidence import role_words, spoken
from leadership_lib.redesign.answer_tables import tables
from leadership_lib.redesign.changes import load
from leadership_lib.redesign.changes.atoms import PARTS, SOME
from leadership_lib.redesign.changes.base import _CHANGERS
from leadership_lib.redesign.cost import Cost
from leadership_lib.redesign.frontier import frontier
from leadership_lib.redesign.looks import Looks
from leadership_lib.redesign.moves import Moves, cost_of_post, moves
from leadership_lib.role.parts import Objective, holds_the_place
from leadership_lib.role.role import fact_paths
from leadership_lib.role.suggestions import is_suggested

#: Named one by one: a case that is added later need not fit the moves.
CASES = (
    *("federation_medical_director", "locality_clinical_lead", "ccg_clinical_chair", "stp_workstream_lead"),
    *("cluster_lead_wales", "cluster_quality_lead", "federation_chair_ni", "first_time_lead", "locum_lead"),
    *("pcn_clinical_director", "pcn_lead_nurse", "pcn_workstream_lead", "practice_manager_lead", "lmc_officer"),
    *("neighbourhood_team_lead", "place_lead", "icb_partner_member"),
)
KINDS = load().ids
LOCALITY = "locality_clinical_lead"


# --- the kinds of moves


def test_the_moves_of_the_data_are_those_of_the_code():
    assert sorted(_CHANGERS) == sorted(KINDS)


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
    written = {(kind.id, text) for kind in load() for text in kind.words.values()}
    assert {(kind, text) for kind, text in written if not is_suggested(text)} == {("retitle", "Lead")}
    assert not [text for _, text in written if holds_the_place(text)]


def test_sums_on_sourced_figures_come_out_as_the_moves_have_them():
    hour = 0.722 * 50_000 / 0.25 / 52 / 37.5
    assert round(hour) == 74
    assert load()["fund_the_hours"].cost.pounds_each == 10 * round(74 * 52 / 10) == 3850
    session = 4 + 10 / 60
    assert (round(133 / session), round(201 / session)) == (32, 48)
    assert load()["find_cover"].cost.pounds_each == round(48 * 52, -2)
    assert load()["pay_more_than_a_session"].cost.pounds_each == pytest.approx(16.3 * 52, abs=5)
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
    return it.changer.change(role, it.words)


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
    return {p: v for p, v in change.facts.items() if p != "objectives"}, of_each, change.paid_for


def words_of(role: Role) -> list[tuple[str, str]]:
    """Give the words of a role, whatever stands at their end."""
    return [(path, text) for path, words in role_words(role) if (text := words.rstrip(" .;"))]


@pytest.mark.slow
@settings(max_examples=50)
@given(st.data(), roles(), roles())
def test_a_move_looks_at_and_changes_only_what_it_names(data, role, other):
    if role.objectives is None or data.draw(st.booleans()):
        role = role.with_(objectives=[{"text": "Support it", "hours": 3}, {"measure": "none", "layer": "stp"}])
    for kind in KINDS:
        _, reads, writes, rewords = load()[kind].changer
        change = made(kind, role)
        assert seen(change, writes) == seen(made(kind, without(role, reads, other)), writes), kind
        if not change:
            continue
        after = role.with_(change.facts)
        assert after != role, kind
        assert made(kind, after) is None, f"{kind} has something to change after it has been made"
        assert rewords or words_of(role) == words_of(after), kind
        assert {path for path in change.facts if path != "objectives"} <= writes
        if "objectives" in change.facts and SOME not in writes:
            for old, new in zip(role.objectives, after.objectives, strict=True):
                assert all(getattr(old, p) == getattr(new, p) for p in PARTS if f"objectives.{p}" not in writes), kind


@pytest.mark.slow
@settings(max_examples=60)
@given(roles() | st.sampled_from([ll.load_role(case) for case in CASES]), roles())
def test_what_a_check_was_not_seen_to_look_at_cannot_change_its_answer(role, other):
    for check in ll.checks:
        looks = Looks()
        assert check.answer(looks.watch(role)) == check.answer(role)
        strange = without(role, frozenset(looks.atoms), other)
        if all(spoken(strange)[topic] == spoken(role)[topic] for topic in looks.topics):
            assert check.answer(strange) == check.answer(role), check.id


def test_what_is_looked_at_is_told_in_facts_parts_and_topics():
    looks = Looks()
    role = looks.watch(
        Role(title="Lead", objectives=[{"text": "Open a clinic", "hours": 3}], capacity={"hours_paid": 4})
    )
    assert not len(looks)
    ll.checks["fairness.not_money"].answer(role)
    assert looks.atoms == {"reward.not_money"}
    assert looks.topics == {"more_than_pay"}
    looks.clear()
    ll.checks["clarity.achievable"].answer(role)
    assert {SOME, "objectives.hours", "capacity.hours_paid"} <= looks.atoms
    assert "objectives.text" not in looks.atoms


# --- moves for a role


#: Moves that may do no more than settle what an answer can still turn out to be.
SETTLES = {"say_who_has_to_act"}

#: Findings that no move closes, and why.
STUCK = {
    # Who employs the colleagues has to be asked; once no one is managed it is for a person to judge.
    "influence.not_a_boss": {"who_employs", "not_met"},
    # Pay does not grow, and how it compares with managers' is not stated.
    "fairness.against_managers": {"flat"},
    # What is lost is lost, or no one has said what is.
    "autonomy.way_back": {"partly", "not_known"},
    # The description itself denies what the title claims: the board decides every sum.
    "influence.title_authority": {"in_part"},
}


@pytest.mark.slow
@pytest.mark.parametrize("which", CASES)
def test_every_move_offered_has_something_to_change_and_helps_what_it_is_aimed_at(which):
    role = ll.load_role(which)
    given_, known = moves(role), ll.diagnose(role).findings
    assert len(given_)
    worth = {"not stated": -1, "not met": 0, "for you to judge": 1, "partly": 2, "met": 3, "does not apply": 3}
    together = list(tables(role, list(given_)))
    for place, move in enumerate(given_):
        helps = False
        for table in together:
            if table.check in move.checks and place in table.moves:
                bit = 1 << table.moves.index(place)
                pairs = ((table.answers[n], table.answers[n | bit]) for n in range(len(table.answers)) if not n & bit)
                helps = helps or any(worth[after] > worth[before] for before, after in pairs)
        stuck = all(check in STUCK for check in move.checks if known[check].answer in ("not met", "partly"))
        assert helps or stuck or move.id in SETTLES, f"{which}: {move.id} helps none of the checks it is aimed at"


@pytest.mark.parametrize("which", CASES)
def test_the_moves_close_every_finding_of_a_case_but_those_named(which):
    role = ll.load_role(which)
    best = frontier(role, costs=["pounds"])
    assert best[-1].closes
    left = {check: ll.diagnose(role).findings[check].verdict.because for check in best.open}
    assert {check for check, why in left.items() if why not in STUCK.get(check, ())} <= set(best[-1].closes)


def test_every_kind_is_offered_somewhere():
    aimless = Role(duties=["Attend the board", "Support practices", "Improve quality"], complete=True)
    some = {move.id for role in (aimless, *(ll.load_role(case) for case in CASES)) for move in moves(role)}
    assert some == set(KINDS)


def test_what_is_met_needs_no_move(best):
    assert len(moves(best)) == 0
    assert "Every finding is met" in repr(frontier(best))


def test_what_nobody_said_is_a_question_and_nothing_to_mend(empty):
    for role in (empty, Role(title="Community Lead"), Role(title="Engagement Lead", capacity={"hours_paid": 0.6})):
        assert len(moves(role)) == 0
        best = frontier(role, pounds=0)
        unknown = [f.id for f in ll.diagnose(role).findings if f.answer in ("not stated", "for you to judge")]
        assert best.unknown == tuple(unknown)
        (said,) = best.advice
        assert said.startswith(f"No answers fall short, and {len(unknown)} questions are open. Ask first: ")
        assert [question.title in said for question in ll.questions(role, "board")][:4] == [True] * 3 + [False]


@pytest.mark.parametrize(
    ("manages", "offered_"),
    [
        (None, False),
        ([], False),
        (["employed staff"], False),
        (["non-clinical staff"], False),
        (["independent peers"], True),
        (["clinical colleagues"], True),
        (["employed staff", "clinical colleagues"], True),
    ],
)
def test_managing_is_struck_out_only_where_peers_may_be_managed_and_who_employs_them_is_asked(manages, offered_):
    given_ = moves(Role(title="Clinical Lead", accountability={"manages": manages}))
    assert ("strike_out_managing" in given_) == offered_
    if offered_:
        assert "ask first who employs them" in given_["strike_out_managing"].caution.lower()


@pytest.mark.parametrize(
    ("title", "layer", "offered_"),
    [
        (None, None, False),
        ("Clinical Lead", "locality", False),
        ("GP Adviser", "locality", False),
        ("Locality Clinical Director", "locality", True),
        ("Dean", "locality", False),
        ("Medical Secretary", "locality", False),
        ("PCN Clinical Director", "pcn", False),
    ],
)
def test_only_a_title_that_claims_something_and_is_not_laid_down_is_retitled(title, layer, offered_):
    role = Role(title=title, layer=layer, influence={"decision_rights": []}, complete=True)
    assert ("retitle" in moves(role)) == offered_


#: Eight hours a quarter, with three results, no means and nothing kept free.
SMALL = Role(
    title="Engagement Lead",
    capacity={"time": {"amount": 8, "unit": "hours", "per": "quarter"}, "hours_to_zoom_out": 0, "support": []},
    objectives=[{"text": text, "depends_on": ["peers"]} for text in ("Support it", "Promote it", "Improve it")],
    influence={"means": []},
    appointment={"losses": ["A session"]},
    reward={"not_money": []},
)


def test_no_move_is_larger_than_the_post():
    post = cost_of_post(SMALL)
    assert (post.hours, post.pounds) == (32, pytest.approx(8 / 13 * 3850, abs=0.01))
    given_ = moves(SMALL)
    assert {"give_figures", "give_a_seat"} <= set(given_.ids)
    assert all(move.cost.hours <= 32 and move.cost.pounds <= post.pounds for move in given_)
    too_large = {"pay_for_time_together", "give_a_fund", "find_help", "make_good_the_loss", "fund_a_course"}
    assert not (too_large | {"keep_time_to_zoom_out"}) & set(given_.ids)
    # The same role with more hours is offered them.
    large = SMALL.with_({"capacity.hours_paid": 16})
    assert too_large | {"keep_time_to_zoom_out"} <= set(moves(large).ids)


@settings(max_examples=40)
@given(roles())
def test_time_to_zoom_out_is_never_more_than_the_paid_hours(role):
    role = role.with_({"capacity.hours_to_zoom_out": 0})
    after = load()["keep_time_to_zoom_out"].changer.change(role, {})
    if after and role.capacity.paid is not None:
        assert after.facts["capacity.hours_to_zoom_out"] < role.capacity.paid


@pytest.mark.parametrize(
    ("pay", "pounds"),
    [
        ({"amount": 100, "per": "hour"}, 8 * 52 * 100),
        ({"amount": 300, "per": "session"}, 2 * 52 * 300),
        ({"amount": 300, "per": "programmed activity"}, 2 * 52 * 300),
        ({"amount": 600, "per": "day"}, 8 * 52 / 7.5 * 600),
        ({"amount": 2000, "per": "month"}, 24_000),
        ({"amount": 30_000, "per": "year"}, 30_000),
        ({"amount": 11_000, "per": "weekly session a year"}, 22_000),
        ({"amount": 10_000_000, "per": "hour"}, 100_000_000),
        ({"amount": 100}, 8 * 3850),
        ({}, 8 * 3850),
    ],
)
def test_what_a_post_takes_in_a_year_follows_its_pay(pay, pounds):
    post = cost_of_post(Role(capacity={"hours_paid": 8}, reward={"pay": pay}))
    assert (post.hours, post.pounds) == (416, pytest.approx(pounds, abs=0.01))
    assert cost_of_post(Role(reward={"pay": pay})) is None


def test_a_move_says_what_it_does_by_itself(offered):
    assert offered["answer_for_the_role"].closes == ("influence.answers_for_role",)
    assert offered["hold_professional_autonomy"].effect.after.role.tensions.professional_autonomy.said_openly
    assert offered["give_figures"].closes == ()
    assert (
        "by itself moves nothing" in repr(offered["give_objectives_hours"]) or offered["give_objectives_hours"].closes
    )


#: Eight hours are paid, and eight are promised to the one result: an hour kept free makes that too much.
FULL = Role(objectives=[{"text": "Open a clinic", "hours": 8}], capacity={"hours_paid": 8, "hours_to_zoom_out": 0})


def test_a_move_that_makes_something_worse_says_so():
    move = moves(FULL)["keep_time_to_zoom_out"]
    assert move.worsens == ("clarity.achievable",)
    assert "makes worse clarity.achievable" in repr(move)
    assert "makes worse clarity.achievable" in move._repr_html_()


def test_what_was_not_stated_and_is_known_to_be_short_is_not_worse(locality, best):
    own = Moves(Role(), []).and_own("ask", "Ask for the way back", {"appointment.way_back": "none"}, hours=1)
    assert own["ask"].worsens == ()
    gone = Moves(best, []).and_own("hush", "Leave it out", {"reward.against_managers": None}, hours=1)
    assert gone["hush"].worsens == ("fairness.against_managers",)
    # What was not met cannot get worse; nor is anything mended by leaving it out.
    none = Moves(Role(capacity={"backfill": "none"}), [])
    none = none.and_own("hush", "Leave it out", {"capacity.backfill": None}, hours=1)
    assert (none["hush"].worsens, none["hush"].closes, none["hush"].improves) == ((), (), ())


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
    given_ = moves(FULL)[["keep_time_to_zoom_out"]].and_own(
        "more", "More", {"capacity.hours_to_zoom_out": 0.5}, hours=1
    )
    spoilt = [(one, other, check) for one, other, what, check in given_.interplay if what == "spoil"]
    assert ("keep_time_to_zoom_out", "more", "autonomy.zoom_out_time") in spoilt


def test_what_excludes_one_another_has_no_interplay(two_open):
    """Cover is found, and the second move gives it up again; where the two exclude one another there is nothing to say."""
    pair = Moves(two_open, []).and_own("find", "Find", {"capacity.backfill": "found and funded"})
    pair = pair.and_own("lose", "Lose", {"capacity.backfill": "money only"})
    assert pair.interplay == (("find", "lose", "spoil", "fairness.backfill"),)
    apart = Moves(two_open, [pair["find"], dataclasses.replace(pair["lose"], excludes=frozenset({"find"}))])
    assert apart.conflicts == (("find", "lose"),)
    assert apart.interplay == ()


def test_moves_are_made_in_their_own_order(offered):
    assert offered.apply("retitle", "answer_for_the_role") == offered.apply("answer_for_the_role", "retitle")
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
    given_ = moves(locality)[["answer_for_the_role"]]
    for step in ll.cases[LOCALITY].redesign:
        given_ = given_.and_own(step.title, step.title, step.facts, hours=5, agreement=["the organisation"])
    best = frontier(locality, given_)
    after = {finding.id: finding.answer for finding in ll.diagnose(ll.cases[LOCALITY].redesigned).findings}
    assert set(best[-1].closes) == {check for check in best.open if after[check] in ("met", "does not apply")}
    with pytest.raises(Problem, match="already"):
        given_.and_own(step.title, "x", {"title": "y"})
    with pytest.raises(Problem, match="changes nothing"):
        given_.and_own("nothing", "Nothing", {"title": locality.title})


def test_moves_as_a_table(offered):
    frame = offered.to_frame()
    assert list(frame.index) == list(offered.ids)
    assert frame.loc["fund_the_hours", "pounds"] == 6 * 3850
    assert len(offered[[]].to_frame()) == 0
