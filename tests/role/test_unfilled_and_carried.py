"""Words that hold a fact's place, judgements, time as it is written, and files of version 0.1."""

import math

import pytest
from best_role import BEST
from hypothesis import given
from hypothesis import strategies as st

import leadership_lib as ll
from leadership_lib import Role, RoleError
from leadership_lib.role.parts import Capacity, Objective, Time

# --- placeholders, in facts of every kind

KINDS = {
    "number": "capacity.hours_paid",
    "choice": "capacity.backfill",
    "name of the framework": "layer",
    "yes or no": "complete",
    "text": "purpose.higher",
    "list of texts": "capacity.support",
    "list of choices": "appointment.selected_for",
    "list of records": "objectives",
}


@pytest.mark.parametrize("words", ["TBC", "see advert", "?", "to be agreed with the practices", "n/a"])
@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_a_placeholder_is_no_fact_and_is_kept_as_words(path, words, tmp_path):
    role = Role().with_({"title": "Clinical Lead", path: words})
    assert role[path] is None
    assert role.unfilled == {path: words}
    assert Role.from_toml(role.to_toml()).unfilled == {path: words}
    assert Role.from_file(role.save(tmp_path / "role.toml")) == role
    # What is filled later is a fact, and its old words are gone.
    filled = role.with_({path: BEST[path]})
    assert filled[path] is not None
    assert filled.unfilled == {}


def test_a_placeholder_in_a_list_is_taken_out_and_written_back():
    role = Role().with_(capacity={"support": ["An analyst", "TBC"]})
    assert role.capacity.support == ("An analyst",)
    assert role.unfilled == {"capacity.support": "TBC"}
    assert Role.from_toml(role.to_toml()).unfilled == role.unfilled
    assert Role.from_toml(role.to_toml()).capacity.support == ("An analyst",)


def test_a_placeholder_inside_an_objective_has_its_place_in_the_list():
    role = Role().with_(objectives=[{"text": "A clinic"}, {"text": "A rota", "measure": "TBC"}])
    assert role.unfilled == {"objectives[2].measure": "TBC"}
    assert Role.from_toml(role.to_toml()).unfilled == role.unfilled


def test_a_constructor_takes_placeholders_too():
    assert Capacity(support=("TBC",)).support is None
    assert dict(Capacity(backfill="see advert").unfilled) == {"backfill": "see advert"}
    assert Objective(text="A clinic", measure="to be agreed").measure is None


def test_a_role_with_placeholders_is_changed_elsewhere_and_keeps_them():
    role = Role().with_({"capacity.backfill": "TBC"}).with_(title="Clinical Lead")
    assert role.unfilled == {"capacity.backfill": "TBC"}
    assert role.with_({"capacity.backfill": None}).unfilled == {}


# --- judgements


def test_a_judgement_is_kept_saved_and_read_back():
    role = Role(title="Clinical Lead").judge("clarity.concrete", "met", because="Each can be found done.")
    assert [(j.check, j.answer, j.because) for j in role.judgements] == [
        ("clarity.concrete", "met", "Each can be found done.")
    ]
    assert "Each can be found done." in role.to_toml()
    assert Role.from_toml(role.to_toml()) == role
    assert "judgements" not in role.stated()


def test_a_second_judgement_of_a_check_replaces_the_first():
    role = Role().judge("clarity.concrete", "met", because="So.").judge("purpose.higher", "partly", because="Half.")
    again = role.judge("clarity.concrete", "not met", because="Not after all.")
    assert [(j.check, j.answer) for j in again.judgements] == [
        ("purpose.higher", "partly"),
        ("clarity.concrete", "not met"),
    ]
    assert again.judgement("clarity.concrete").because == "Not after all."
    assert again.judgement("autonomy.support") is None
    assert role.judgement("clarity.concrete").answer == "met"


@pytest.mark.parametrize(
    ("check", "answer", "because", "says"),
    [
        ("clarity.concreet", "met", "So.", "clarity.concrete"),
        ("clarity.concrete", "perhaps", "So.", "perhaps"),
        ("clarity.concrete", "for you to judge", "So.", "for you to judge"),
        ("clarity.concrete", "met", " ", "because"),
        (None, "met", "So.", "check"),
    ],
)
def test_a_judgement_that_is_none_is_refused_in_a_sentence(check, answer, because, says):
    with pytest.raises(RoleError, match=says):
        Role().judge(check, answer, because=because)


def test_a_judgement_stands_beside_the_machine_s_answer_and_never_over_it():
    role = (
        Role().with_({"capacity.backfill": "none"}).judge("fairness.backfill", "partly", because="A partner helps.")
    )
    found = ll.diagnose(role).findings["fairness.backfill"]
    assert (found.answer, found.judgement.answer, found.differs) == ("not met", "partly", True)
    assert found.outcome.answer == "not met"
    assert found.row()["judgement"] == "partly"
    assert found.row()["because"] == "A partner helps."
    assert "A person: partly, because A partner helps." in repr(found)
    assert "A partner helps." in found._repr_html_()
    agreed = role.judge("fairness.backfill", "not met", because="So it is.")
    assert ll.diagnose(agreed).findings["fairness.backfill"].differs is False


def test_where_the_machine_leaves_the_verdict_to_a_person_the_person_s_counts():
    role = Role().with_({"accountability.manages": []})
    assert ll.diagnose(role).profile["influence"].to_judge == 1
    judged = ll.diagnose(role.judge("influence.not_a_boss", "met", because="They say so themselves."))
    assert judged.findings["influence.not_a_boss"].answer == "for you to judge"
    assert (judged.profile["influence"].to_judge, judged.profile["influence"].met) == (0, 1)


# --- time as the description writes it, worked out by hand


@pytest.mark.parametrize(
    ("amount", "unit", "per", "hours"),
    [
        (2, "sessions", "week", 8),
        (1, "sessions", "month", 4 * 12 / 52),
        (3, "programmed activities", "week", 12),
        (1, "days", "week", 7.5),
        (2, "days", "month", 15 * 12 / 52),
        (0.4, "whole-time equivalent", None, 15),
        (0.4, "whole-time equivalent", "week", 15),
        (8, "hours", "quarter", 8 / 13),
        (100, "hours", "year", 100 / 52),
        (12, "sessions", "quarter", 48 / 13),
        (10, "days", "year", 75 / 52),
        (0, "hours", "week", 0),
    ],
)
def test_hours_a_week_by_hand(amount, unit, per, hours):
    time = Time(amount=amount, unit=unit, per=per)
    assert math.isclose(time.hours_a_week, hours)
    role = Role().with_({f"capacity.time.{n}": v for n, v in (("amount", amount), ("unit", unit), ("per", per))})
    assert math.isclose(role.capacity.paid, hours)
    # What is counted by hand comes before what is worked out.
    assert role.with_(capacity={"hours_paid": 3}).capacity.paid == 3


@pytest.mark.parametrize(
    "time",
    [{}, {"amount": 2}, {"unit": "sessions"}, {"amount": 2, "unit": "sessions"}, {"unit": "hours", "per": "week"}],
)
def test_time_that_is_not_all_stated_comes_to_nothing(time):
    assert Time(**time).hours_a_week is None
    assert Role().with_(capacity={"time": time}).capacity.paid is None


@given(amount=st.floats(0, 100), unit=st.sampled_from(["hours", "sessions", "days", "programmed activities"]))
def test_a_year_is_four_quarters_and_twelve_months(amount, unit):
    year, quarter, month = (
        Time(amount=n, unit=unit, per=per).hours_a_week
        for n, per in ((12 * amount, "year"), (3 * amount, "quarter"), (amount, "month"))
    )
    assert math.isclose(year, quarter, abs_tol=1e-9)
    assert math.isclose(year, month, abs_tol=1e-9)


# --- files of version 0.1

OLD = """
title = "Locality Clinical Lead"
[appointment]
given_up = ["A session"]
[accountability]
to = "Clinical Chair"
to_whom = "a clinical leader"
for_what = "the role"
manages_peers = false
[influence]
translator = "The planning manager"
[scope]
latitude = ["plan", "deliver"]
[tensions.professional_autonomy]
named = true
first_pole_steps = ["Practices decide how"]
second_pole_steps = ["One plan a year"]
[tensions.cross_profession_trust]
first_pole_steps = ["A morning in each other's work"]
"""


def test_a_file_of_0_1_is_carried_over():
    role = Role.from_toml(OLD)
    assert role.appointment.losses == ("A session",)
    (line,) = role.accountability.lines
    assert (line.to, line.to_whom, line.answers_for) == ("Clinical Chair", "a clinical leader", "the role")
    assert role.accountability.manages == ()
    assert role.influence.who_explains == "The planning manager"
    assert role.scope.without_asking == ("plan", "deliver")
    tension = role.tensions.professional_autonomy
    assert (tension.said_openly, tension.keeping_autonomy, tension.changing_together) == (
        True,
        ("Practices decide how",),
        ("One plan a year",),
    )
    assert role.tensions.cross_profession_trust.rooted_in_one == ("A morning in each other's work",)
    # Saved again, it is a file of today and the same role.
    assert "given_up" not in role.to_toml()
    assert Role.from_toml(role.to_toml()) == role


def test_whoever_managed_peers_then_is_asked_now_who_employs_them():
    role = Role.from_toml("[accountability]\nmanages_peers = true\n")
    assert role.accountability.manages == ("clinical colleagues",)
    assert "Who employs them?" in ll.checks["influence.not_a_boss"].ask(role).advice


@pytest.mark.parametrize(
    ("old", "key"),
    [
        ("[accountability]\nmanages_peers = 'perhaps'\n", "accountability.manages_peers"),
        ("[scope]\nlatitude = ['dream']\n", "scope.without_asking"),
        ("[tensions.professional_autonomy]\nthird_pole_steps = ['x']\n", "third_pole_steps"),
    ],
)
def test_what_cannot_be_carried_over_is_named(old, key):
    with pytest.raises(RoleError, match=key):
        Role.from_toml(old)


def test_old_names_are_carried_over_in_a_change_as_in_a_file():
    role = Role().with_(
        appointment={"given_up": []}, accountability={"to": "the Chair", "to_whom": "a clinical leader"}
    )
    assert role.appointment.losses == ()
    assert [(line.to, line.to_whom) for line in role.accountability.lines] == [("the Chair", "a clinical leader")]
