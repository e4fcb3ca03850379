"""Verdicts worked out by hand: the figures in their sentences, and between which answers each can still turn out."""

import pytest
from examples import NURSES, VAGUE, VISIT, right

import leadership_lib as ll
from leadership_lib import Role
from leadership_lib.diagnosis.checks.base import BETTER
from leadership_lib.diagnosis.checks.verdict import Outcome, choice, graded, joint, missing, there_is, together


def asked(check: str, facts: dict):
    return ll.checks[check].ask(Role().with_(facts))


def objectives(*parts, **beside):
    return {
        "objectives": [{**VISIT, **part} for part in parts],
        **{k.replace("__", "."): v for k, v in beside.items()},
    }


def rights(*extents_over):
    return {"influence.decision_rights": [{"extent": extent, "over": over} for extent, over in extents_over]}


COUNTED, FELT = {"measure": "Visits made within 2 days"}, {"measure": "How it feels"}
PEERS, LEAD = {"depends_on": ["peers"]}, {"depends_on": ["the lead"]}
SHARED = {**PEERS, "shared_with": ["The manager"]}
UNSHARED = {**PEERS, "shared_with": []}
MEANS = "influence.means"
DIRECTOR = {"title": "Clinical Director"}

SENTENCES = [
    ("influence.title_authority", {"title": "Adviser", **rights(("decides", None))},
     "Adviser: the holder has something to decide, and the title claims no more."),
    ("influence.title_authority", {**DIRECTOR, **rights(*(("decides", over) for over in ("people", "services", "resources")))},
     "Clinical Director: the holder decides over people, services and resources, as the title says."),
    ("influence.title_authority", {**DIRECTOR, **rights(("decides", "resources"), ("decides with others", "people"))},
     "Clinical Director: the holder decides over people, resources, but not over services."),
    ("influence.title_authority", {**DIRECTOR, **rights(("decides", "people"))},
     "Clinical Director: the holder decides over people, but not over services, resources."),
    ("influence.title_authority", {"title": "Adviser", **rights(("recommends", None))},
     "Adviser: the holder is listened to, and decides nothing."),
    ("influence.title_authority", {"title": "Adviser", **rights()}, "Adviser: the holder has nothing to decide."),
    ("influence.truer_title", {"title": "Clinical Lead"}, "Clinical Lead: a title that says lead."),
    ("influence.truer_title", {"title": "Adviser"}, "Adviser: a title that claims neither to lead nor to direct."),
    ("influence.answers_for_role", {"accountability.lines": [{"answers_for": "other people's practice"}]},
     "The lead is made to answer for other people's practice."),
    ("influence.reach", {**objectives(PEERS, LEAD, {"depends_on": ["managers", "the lead"]}), MEANS: ["One", "none"]},
     "2 of 3 objectives depend on people the lead cannot direct, against 1 means of influence that carry weight."),
    ("influence.reach", {**objectives(PEERS, LEAD), MEANS: ["none"]},
     "1 of 2 objectives depend on people the lead cannot direct, and there is no means of influence."),
    ("influence.reach", {**objectives(PEERS, LEAD), MEANS: ["One", "Two"]},
     "1 of 2 objectives depend on people the lead cannot direct, and there are 2 means of influence."),
    ("influence.shared_measures", objectives(SHARED, UNSHARED, LEAD),
     "For 1 of the 2 objectives that depend on others, someone else is measured too."),
    ("influence.shared_measures", objectives(UNSHARED, PEERS, LEAD),
     "No one else is known to be measured on the 2 objectives that depend on others."),
    ("clarity.concrete", objectives({}, {}), "All objectives (2) can be found done or not."),
    ("clarity.concrete", objectives({}, {}, {**VAGUE, "measure": "none"}),
     "2 of 3 objectives can be found done or not."),
    ("clarity.measurable", {"objectives": [{**NURSES, **each} for each in (COUNTED, FELT, FELT)]}, "1 of 3 objectives have a measure that can be counted."),
    ("clarity.milestones", objectives({"by": "March 2019", "milestones": ["Half"]}, {"by": "none", "milestones": ["Half"]}),
     "1 of 2 objectives have both a date and something to see on the way."),
    ("clarity.milestones", objectives({"by": "soon", "milestones": ["Half"]}, {"by": "when funds allow", "milestones": ["x"]}),
     "For 2 of 2 it says “soon”, which is no date; 0 of 2 have both a date and something to see on the way."),
    ("clarity.own_layer", objectives({"layer": "stp"}, {"layer": "practice"}, layer="locality"),
     "1 of 2 objectives are fixed and measured at the lead's own layer or below."),
    ("clarity.achievable", objectives({"hours": 6}, {"hours": 4}, capacity__hours_paid=12, capacity__hours_to_zoom_out=1.5),
     "It needs 11.5 hours a week, and 12 are paid."),
    ("clarity.achievable", objectives({"hours": 9}, {"hours": 4}, capacity__hours_paid=12, capacity__hours_to_zoom_out=0),
     "It needs 13 hours a week against 12 paid: a stretch."),
    ("clarity.achievable", objectives({"hours": 30}, capacity__hours_paid=12), "It needs 30 hours a week against 12 paid."),
    ("clarity.translation", {"layer": "practice", "influence.works_across": ["locality", "stp"], "influence.who_explains": "Ann"},
     "The role reaches 5 layers away, and someone translates."),
    ("autonomy.latitude", {"scope.without_asking": ["deliver"]}, "The lead may not plan and evaluate without asking."),
    ("autonomy.not_prescribed", {"scope.prescribed_tasks": ["Report"], **objectives({}, {})},
     "Few tasks are laid down; the rest is open."),
    ("autonomy.not_prescribed", {"scope.prescribed_tasks": ["Report", "Sign"], **objectives({}, {}, {})},
     "Few tasks are laid down; the rest is open."),
    ("autonomy.not_prescribed", {"scope.prescribed_tasks": ["Report", "Sign"], **objectives({})},
     "Few tasks are laid down; the rest is open."),
    ("autonomy.decides", rights(("decides", None), ("decides with others", None), ("is consulted", None)),
     "Decisions that are the lead's, alone or with others: 2."),
    ("autonomy.zoom_out_time", {"capacity.hours_to_zoom_out": 1.5}, "1.5 hours a week are kept free to zoom out."),
    ("fairness.against_clinical_work", {"reward.against_clinical_work": "more"},
     "An hour pays more than clinical work."),
    ("fairness.against_managers", {"reward.against_managers": "more", "reward.grows_with_accountability": True},
     "An hour pays more compared with managers who answer for as much."),
    ("fairness.against_managers", {"reward.against_managers": "the same", "reward.grows_with_accountability": False},
     "An hour pays the same compared with managers who answer for as much, but pay does not grow with accountability."),
    ("fairness.not_money", {"reward.not_money": ["A course", "none", "A day", "Thanks"]}, "There are 3 rewards that are not money."),
    ("tensions.early_warnings", {
        "tensions.professional_autonomy.warnings": ["Two in a row"],
        "tensions.interest_credibility.warnings": ["Three in a row", "A bad feeling"],
        "tensions.cross_profession_trust.warnings": [],
        "tensions.representative_executive.warnings": ["One in five", "Two a week"],
    }, "2 of 4 paradoxes have early warnings that can be counted."),
    ("tensions.interest_credibility", {"tensions.interest_credibility.approach": "avoid"},
     "Met with a false fix (avoid): the other pole's trouble comes back. The poles: {}; {}."),
    ("tensions.interest_credibility", {"tensions.interest_credibility.said_openly": False}, "Not named, and not held at both poles: {}; {}."),
]  # fmt: skip


@pytest.mark.parametrize(("check", "facts", "sentence"), SENTENCES)
def test_the_sentence_has_the_figures_of_the_role(check, facts, sentence):
    finding = asked(check, facts)
    told = sentence.format(*ll.paradoxes["interest_credibility"].poles)
    # What the role says is quoted after it, and that it may turn out otherwise stands at the end.
    assert finding.check.reasons[finding.verdict.because].format(**finding.verdict.figures) == told
    assert finding.reason.startswith(told)


MET, PARTLY, NOT = ("met",) * 3, ("partly",) * 3, ("not met",) * 3
COULD = ("not stated", "not met", "met")
APART = ("does not apply",) * 3

OUTCOMES = [
    ("purpose.both_clients", {"purpose.for_peers": "Voice", "purpose.for_organisation": "Plan"}, ("met", "not met", "met")),
    ("purpose.both_clients", {"purpose.for_peers": "Voice"}, ("partly", "not met", "met")),
    ("purpose.both_clients", {"purpose.for_peers": "Voice", "tensions.representative_executive.approach": "hold both"},
     ("partly", "not met", "met")),
    ("purpose.both_clients", {"purpose.for_peers": "Voice", "purpose.for_organisation": "Plan",
                              "tensions.representative_executive.approach": "hold both"}, MET),
    ("influence.title_authority", {"title": "Adviser", **rights(("recommends", None))}, ("partly", "partly", "met")),
    ("influence.title_authority", {"title": "Adviser", **rights(("recommends", None), (None, None))}, ("partly", "partly", "met")),
    ("influence.title_authority", {**DIRECTOR, **rights()}, NOT),
    ("influence.title_authority", {**DIRECTOR, **rights((None, "people"))}, COULD),
    ("influence.title_authority", {**DIRECTOR, **rights(("decides", "people"), (None, "services"), (None, None))},
     ("partly", "partly", "met")),
    ("influence.title_authority", {**DIRECTOR, **rights(("decides", "people"), (None, "services"), (None, "services"))}, ("partly", "partly", "met")),
    ("influence.title_authority", {**DIRECTOR, **rights(("decides", "people"), ("recommends", "services"), (None, "plans"))}, ("partly", "partly", "met")),
    ("influence.title_authority", {**DIRECTOR, **rights(("decides", None), ("decides", None), ("decides", None))},
     ("not met", "not met", "met")),
    ("influence.truer_title", {**DIRECTOR, **rights((None, "people"))}, COULD),
    ("influence.truer_title", {**DIRECTOR, **rights((None, "people"), (None, "services"), (None, None))}, COULD),
    ("influence.truer_title", DIRECTOR, COULD),
    # What depends on others is known of two objectives of three, and there are two means.
    ("influence.reach", {**objectives(PEERS, PEERS, {}), MEANS: ["One", "Two"]}, ("met", "partly", "met")),
    ("influence.reach", {**objectives(PEERS, {}), MEANS: []}, NOT),
    ("influence.reach", {**objectives(LEAD, {}), MEANS: []}, COULD),
    ("influence.reach", {**objectives(LEAD, {}), MEANS: ["One"]}, COULD),
    ("influence.reach", objectives(LEAD), APART),
    ("influence.reach", objectives(LEAD, {}), COULD),
    ("influence.reach", objectives(PEERS), COULD),
    ("influence.reach", {MEANS: ["One"], **objectives({})}, COULD),
    ("influence.shared_measures", objectives(SHARED, {}), ("met", "partly", "met")),
    ("influence.shared_measures", objectives(SHARED, {"shared_with": ["Ann"]}), MET),
    ("influence.shared_measures", objectives(UNSHARED, {}), ("not met", "not met", "partly")),
    ("influence.shared_measures", objectives(UNSHARED, {"shared_with": []}), NOT),
    ("influence.shared_measures", objectives(LEAD, {}), COULD),
    ("influence.shared_measures", objectives({}), COULD),
    ("influence.partnership", {"influence.partner_manager": "Ann"}, ("partly", "partly", "met")),
    ("influence.partnership", {"influence.partnership": "equal"}, ("partly", "not met", "met")),
    ("influence.partnership", {"influence.partnership": "manager leads"}, ("partly", "not met", "partly")),
    ("influence.partnership", {"influence.partner_manager": "Ann", "influence.partnership": "clinician leads"}, PARTLY),
    ("influence.partnership", {"influence.partner_manager": "none", "influence.partnership": "equal"}, NOT),
    ("clarity.selection", {"appointment.selected_for": ["leadership"]}, MET),
    ("clarity.selection", {"appointment.selected_for": ["availability", "trust of peers"]}, MET),
    ("clarity.selection", {"appointment.selected_for": ["availability", "special interest"]}, ("not met", "not met", "met")),
    ("clarity.selection", {"appointment.selected_for": []}, ("not met", "not met", "met")),
    ("clarity.concrete", objectives(VAGUE), ("not met", "not met", "met")),
    ("clarity.concrete", objectives({**VAGUE, **FELT}), NOT),
    ("clarity.concrete", {"objectives": [{**FELT}]}, COULD),
    ("clarity.concrete", {"objectives": [{**COUNTED}]}, COULD),
    ("clarity.achievable", objectives({"hours": 15}, capacity__hours_paid=12), ("partly", "not met", "partly")),
    ("clarity.achievable", objectives({"hours": 15}, capacity__hours_paid=12, capacity__hours_to_zoom_out=0), ("partly", "not met", "partly")),
    ("clarity.achievable", objectives({"hours": 12}, capacity__hours_paid=12, capacity__hours_to_zoom_out=0), ("met", "not met", "met")),
    ("clarity.achievable", objectives({"hours": 12}, capacity__hours_paid=12), ("met", "not met", "met")),
    ("clarity.achievable", objectives({"hours": 16}, {}, capacity__hours_paid=12), NOT),
    ("clarity.achievable", objectives({"hours": 12}, {}, capacity__hours_paid=12), COULD),
    ("clarity.translation", {"layer": "locality", "influence.works_across": []}, APART),
    ("clarity.translation", {"layer": "locality", "influence.works_across": ["stp"]}, COULD),
    ("autonomy.decides", rights(("recommends", None)), ("partly", "partly", "met")),
    ("autonomy.decides", rights(("recommends", None), (None, None)), ("partly", "partly", "met")),
    ("autonomy.decides", rights((None, None)), COULD),
    ("autonomy.way_back", {"appointment.way_back": "Open", "appointment.losses": []}, MET),
    ("autonomy.way_back", {"appointment.way_back": "Open"}, ("partly", "partly", "met")),
    ("fairness.against_managers", {"reward.against_managers": "the same"}, ("met", "partly", "met")),
    ("fairness.against_managers", {"reward.against_managers": "less"}, ("not met", "not met", "partly")),
    ("fairness.against_managers", {"reward.grows_with_accountability": True}, ("partly", "partly", "met")),
    ("fairness.against_managers", {"reward.grows_with_accountability": False}, ("not met", "not met", "partly")),
    ("fairness.against_managers", {"reward.against_managers": "less", "reward.grows_with_accountability": True}, PARTLY),
    ("fairness.against_managers", {"reward.against_managers": "less", "reward.grows_with_accountability": False}, NOT),
    ("fairness.funded_hours", {"capacity.hours_expected": 9}, COULD),
    ("fairness.not_money", {"reward.not_money": ["none"]}, NOT),
]  # fmt: skip


@pytest.mark.parametrize(("check", "facts", "outcome"), OUTCOMES)
def test_between_which_answers_a_finding_can_still_turn_out(check, facts, outcome):
    assert asked(check, facts).verdict.outcome == outcome


def test_advice_on_an_answer_that_may_turn_out_better_asks_first_and_then_advises():
    half = asked("influence.partnership", {"influence.partner_manager": "Ann"})
    ask, advise = (
        f"Ask first: {ll.facts['influence.partnership'].question}",
        ll.checks["influence.partnership"].advice,
    )
    assert half.advice == f"{ask} Then: {advise}"
    told = f"{ll.checks['influence.partnership'].reasons['partly']} In its words: “Ann”."
    assert half.reason == f"{told} {BETTER}"
    settled = asked(
        "influence.partnership", {"influence.partner_manager": "Ann", "influence.partnership": "manager leads"}
    )
    assert (settled.advice, settled.reason) == (advise, told)
    # Every fact is stated, so there is nothing to ask; what is open stands inside a list.
    rights = [right("recommends"), {"what": "the plan"}]
    stated = {"influence.decision_rights": rights, "complete": True, "duties": ["Chairs the forum"]}
    inside = asked("autonomy.decides", stated)
    assert (inside.advice, inside.answer) == (ll.checks["autonomy.decides"].advice, "partly")


def test_what_there_is_and_is_not():
    assert [there_is(value) for value in (None, "none", "None.", "Care", (), ("none",), ("One", "none"))] == [
        "not stated", "not met", "not met", "met", "not met", "not met", "met",
    ]  # fmt: skip
    assert [missing(value) for value in (None, "none", "Care", (), ("One",))] == [True, True, False, True, False]
    assert [choice(value) for value in (None, True, False)] == ["not stated", "met", "not met"]
    assert [choice(value, False) for value in (None, True, False)] == ["not stated", "not met", "met"]
    assert [choice(value, "a", "b") for value in (None, "a", "b", "c")] == ["not stated", "met", "partly", "not met"]
    assert [graded(*two) for two in ((True, True), (False, True), (True, False), (False, False))] == [
        "met", "partly", "met", "not met",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("parts", "outcome"),
    [
        (["met", "met"], MET),
        (["met", "not met"], PARTLY),
        (["partly", "not met"], PARTLY),
        (["partly", "partly"], PARTLY),
        (["not met", "not met"], NOT),
        (["not stated", "not stated"], COULD),
        (["met", "not stated"], ("partly", "partly", "met")),
        (["not met", "not stated"], ("not met", "not met", "partly")),
        (["partly", "not stated"], ("partly", "partly", "partly")),
        ([Outcome("not met", "not met", "met"), "met"], ("partly", "partly", "met")),
        ([Outcome("met", "partly", "met"), "not met"], PARTLY),
        ([], MET),
    ],
)
def test_several_parts_make_one_answer(parts, outcome):
    assert together(parts) == outcome


def test_joint_answers():
    assert [joint(some) for some in (["met"], ["met", "partly"], ["partly"], ["met", "not met"], ["not met"], [])] == [
        "met", "partly", "partly", "partly", "not met", "met",
    ]  # fmt: skip
