"""Lines of accountability as real posts word them: one, two, or one sentence that names two."""

import pytest
from posts import answer, post

import leadership_lib as ll
from leadership_lib import Role

CLINICIAN, ROLE = "influence.answers_to_clinician", "influence.answers_for_role"


def lines(*some: dict) -> Role:
    return Role(title="Deputy Medical Director").with_({"accountability.lines": list(some)})


def test_one_line_of_0_1_that_names_a_manager_and_a_clinician_is_two():
    role = post(
        """
        title = "Deputy Medical Director"
        [accountability]
        to = "Director of Health and Social Care; professionally accountable to the Medical Director of the board"
        to_whom = "a manager"
        """
    )
    assert answer(role, CLINICIAN) == "partly"
    assert answer(role, ROLE) == "partly"
    assert "two lines" in ll.checks[CLINICIAN].ask(role).reason
    # The file is read as it is: one line, with the words that it has.
    assert len(role.accountability.lines) == 1


@pytest.mark.parametrize(
    "to",
    [
        "Director of Operations (line), professionally to the Medical Director",
        "Chief Executive and, professionally, to the Lead Nurse",
        "Clinical Director; Head of Service",
        "General Manager. Professionally accountable to the Chief Pharmacist",
    ],
)
def test_a_sentence_that_names_two_posts_is_two_lines(to):
    assert answer(lines({"to": to}), CLINICIAN) == "partly"


@pytest.mark.parametrize(
    ("some", "answered"),
    [
        ([{"to": "Clinical Chair"}], "met"),
        ([{"to": "Medical Director"}], "met"),
        ([{"to": "Operations Manager"}], "not met"),
        ([{"to": "Chief Executive"}], "not met"),
        ([{"to": "Head of Service"}, {"to": "Lead Nurse", "answers_for": "professional matters"}], "partly"),
        ([{"to_whom": "a mixed board"}], "partly"),
        ([{"to": "The Friday group"}], "not stated"),
        ([{"to_whom": "nobody"}], "not met"),
    ],
)
def test_whom_one_answers_to_is_known_by_the_words_of_the_post(some, answered):
    assert answer(lines(*some), CLINICIAN) == answered


def test_a_line_for_professional_matters_sets_the_two_apart_by_half():
    role = lines(
        {"to": "Head of Service", "answers_for": "the role"},
        {"to": "Medical Director", "answers_for": "professional matters"},
    )
    assert answer(role, ROLE) in ("partly", "met")
    assert answer(lines({"answers_for": "the role and clinical practice"}), ROLE) == "not met"
    assert answer(lines({"answers_for": "the role"}), ROLE) == "met"


def test_a_manager_one_answers_to_is_no_equal_partner():
    found = ll.checks["influence.partnership"].ask(lines({"to": "Operations Manager"}))
    assert (found.answer, found.verdict.because) == ("not met", "superior")
    equal = lines({"to": "Operations Manager"}).with_(
        influence={"partner_manager": "Locality manager", "partnership": "equal"}
    )
    assert answer(equal, "influence.partnership") == "met"


def test_the_sentence_on_clinical_practice_is_asked_of_the_description():
    role = lines({"to": "Clinical Chair", "answers_for": "the role"})
    assert ll.checks["influence.says_so"].ask(role).verdict.outcome.at_most == "met"
    assert answer(role.with_(complete=True), "influence.says_so") == "not met"
    said = role.with_(other_words=["Accountable for the role and not for clinical practice"])
    assert answer(said, "influence.says_so") == "met"


def test_a_line_to_the_role_alone_settles_it_whoever_else_answers_for_practice():
    role = lines({"to": "Chair", "answers_for": "the role"}).with_(
        other_words=["Clinical practice is a matter for each doctor's own practice and appraiser"]
    )
    assert ll.checks[ROLE].ask(role).verdict.outcome == ("met", "met", "met")


def test_who_answers_to_nobody_has_said_nothing_about_practice():
    role = lines({"to": "none of the five members", "to_whom": "nobody"})
    assert answer(role, "influence.says_so") == "not stated"


def test_one_vote_of_thirteen_is_no_room_of_ones_own():
    right = {
        "what": "the year's plan",
        "over": "plans",
        "extent": "decides with others",
        "limit": "One vote in thirteen",
    }
    role = Role(title="Partner Member").with_({"influence.decision_rights": [right]})
    assert answer(role, "autonomy.latitude") == "not stated"
    assert answer(role, "purpose.necessity") == "not stated"


def test_what_others_answer_for_too_is_found_in_words_where_results_depend_on_them():
    depends = {"objectives": [{"text": "A wound clinic by June", "depends_on": ["peers"]}]}
    role = ll.Role().with_(depends)
    check = ll.checks["influence.shared_measures"]
    assert check.ask(role).answer == "not stated"
    assert check.ask(role.with_(duties=["Is jointly accountable with the trust for the clinic"])).answer == "partly"
    alone = {"objectives": [{**depends["objectives"][0], "shared_with": []}]}
    assert check.ask(role.with_({**alone, "duties": ["Is jointly accountable for it"]})).answer == "not met"


def test_a_practising_holder_kept_out_of_decisions_in_their_interest_holds_both():
    role = ll.Role(title="GP Member").with_(
        {
            "capacity.keeps_clinical_work": True,
            "accountability.conflict_policy": "Does not normally take part in decisions on a contract in which there is an interest",
        }
    )
    check = ll.checks["tensions.interest_credibility"]
    assert check.ask(role).answer == "met"
    kept_in = {
        "accountability.conflict_policy": "May take full part in decisions on contracts in which there is an interest"
    }
    assert check.ask(role.with_(kept_in)).answer != "met"


def test_those_who_apply_are_not_the_people_whom_the_role_serves():
    check = ll.checks["purpose.higher"]
    assert check.ask(ll.Role().with_(other_words=["Two people have applied so far"])).answer == "not stated"
    for served in (
        "Care for people in the valley",
        "Apply what the data show so that patients with frailty are found early",
        "Interview patients about what matters to them",
    ):
        assert check.ask(ll.Role().with_(other_words=[served])).answer == "partly", served
