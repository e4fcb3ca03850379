"""What a case that can be read still lacks."""

import dataclasses

import pytest

import leadership_lib as ll
from leadership_lib.teaching import case
from leadership_lib.teaching.case_review import review


def reviewed(case_id="locality_clinical_lead", **changes) -> dict[str, str]:
    """Give what a review says of a case with some changes, by key."""
    said: dict[str, str] = {}
    for fault in review(dataclasses.replace(ll.cases[case_id], **changes)):
        said[fault.key] = "\n".join(filter(None, (said.get(fault.key), str(fault))))
    return said


def test_a_review_names_what_a_case_still_lacks():
    whole = ll.cases["locality_clinical_lead"]
    said = reviewed(
        era="2026",
        invented="Nothing is said of it.",
        able_to="do it.",
        questions=whole.questions[:2],
        propositions=(),
        facts=(dataclasses.replace(whole.facts[0], sources=()), *whole.facts[1:]),
        redesign=(dataclasses.replace(whole.redesign[0], propositions=()),),
        facilitator=dataclasses.replace(whole.facilitator, minutes=50),
    )
    assert {"invented", "able_to", "questions", "propositions", "facts[1].sources", "redesign"} <= set(said)
    assert "found 2; a case needs 3 to 5" in said["questions"]
    assert "of 2017" in said["as_found.layer"]
    assert "pcn, neighbourhood" in said["as_found.layer"]
    assert "found an end at minute 45; the last note ends at minute 50" in said["facilitator.notes"]
    assert "propositions.toml" in said["redesign[1].propositions"]


def test_a_redesign_may_leave_open_as_much_as_it_likes():
    """A writer who is held to a number writes to the checks."""
    whole = ll.cases["locality_clinical_lead"]
    stated = whole.as_found.with_({"capacity.hours_to_zoom_out": 0, "appointment.way_back": "none"})
    assert "open" not in str(reviewed(as_found=stated, redesign=whole.redesign[:3]))


def test_a_summary_ends_with_the_question_of_the_case():
    said = reviewed(summary="Someone leads. It is hard.")["summary"]
    assert "its last sentence is the question that the case asks" in said


def test_a_redesign_that_leaves_open_what_was_silent_is_told_what_to_state():
    whole = ll.cases["locality_clinical_lead"]
    said = reviewed(redesign=whole.redesign[:1])["redesign"]
    assert "found autonomy, " in said
    assert "of 6 questions met at the end, " in said
    assert "it may have been better as found than it is at the end" in said
    assert "\n      - autonomy.zoom_out_time: capacity.hours_to_zoom_out" in said
    partly = dataclasses.replace(whole.redesign[-1], facts={"appointment": {"losses": ["Two sessions"]}})
    silent = whole.as_found.with_({"appointment.losses": None, "appointment.way_back": None})
    said = reviewed(as_found=silent, redesign=(*whole.redesign[:-1], partly))
    assert "found autonomy" not in said.get("redesign", ""), "what is known to be short is not silent"


@pytest.mark.parametrize(
    ("notes", "key", "says"),
    [
        (("0 to 10: read", "10 to 45: talk"), None, ""),
        (("Before: ask who comes", "0 to 10 minutes. Read", "10 to 45 minutes. Talk"), None, ""),
        (("0 to 10: ", "10 to 45: talk"), "facilitator.notes[1]", "still empty after the colon"),
        (("0 to 10: read", "12 to 45: talk"), "facilitator.notes[2]", "begins at minute 10"),
        (("10 to 45: talk", "0 to 10: read"), "facilitator.notes[1]", "begins at minute 0"),
        (("0 to 10: read", "10 to 5: talk", "5 to 45: end"), "facilitator.notes[2]", "ends later"),
        (("0 to 10: read", "Then talk"), "facilitator.notes[2]", "“0 to 10: ...”"),
        (("0 to 10: read", "10 to 40: talk"), "facilitator.notes", "the last note ends at minute 45"),
        ((), "facilitator.notes", "the last note ends at minute 45"),
    ],
)
def test_notes_for_the_facilitator_go_from_minute_to_minute(notes, key, says):
    said = reviewed(facilitator=case.Facilitator(minutes=45, notes=notes))
    assert set(said) >= {key} if key else not said
    assert says in said.get(key, "")


def test_an_outcome_and_what_belongs_to_it_go_together():
    two = case.Outcome(kind="two answers", text="Either will do.")
    assert "has the steps of the second under [[second]]" in reviewed(outcome=two)["outcome.kind"]
    later = case.Later(when="2018", text="It went on.", questions=())
    assert "what to ask about it" in reviewed(later=later)["later.questions"]


def test_what_was_rejected_may_have_a_price_that_the_checks_see():
    whole = ll.cases["locality_clinical_lead"]
    harm = dataclasses.replace(whole.redesign[1], title="Harm", facts={"reward": {"against_clinical_work": "less"}})
    no = case.Outcome(kind="rejected", text="No.")
    assert "redesign[1]" in reviewed(redesign=(harm, *whole.redesign))
    assert "redesign[1]" not in reviewed(redesign=(harm, *whole.redesign), outcome=no)


def test_a_step_that_does_nothing_or_harm_is_named():
    whole = ll.cases["locality_clinical_lead"]
    same = dataclasses.replace(whole.redesign[1], title="Same", facts={})
    nothing = dataclasses.replace(whole.redesign[1], title="Nothing", facts={"appointment": {"length_months": 24}})
    harm = dataclasses.replace(whole.redesign[1], title="Harm", facts={"reward": {"against_clinical_work": "less"}})
    said = reviewed(redesign=(same, nothing, harm, *whole.redesign))
    assert "found nothing changed by 'Same'" in said["redesign[1]"]
    assert "found no finding moved by 'Nothing'" in said["redesign[2]"]
    assert "appointment.length_months: no check reads it" in said["redesign[2]"]
    assert "found fairness.against_clinical_work made worse by 'Harm'" in said["redesign[3]"]
