"""What real posts leave unsaid: placeholders, sparse openings, whole descriptions, and the questions that follow."""

import pytest
from examples import POLES
from examples_in_words import IN_WORDS
from posts import answer, post, results

import leadership_lib as ll
from leadership_lib import Role

# --- placeholders

PLACEHOLDERS = post(
    """
    title = "Community Lead"
    [purpose]
    higher = "not stated"
    without_it = "see advert"
    [appointment]
    way_back = "TBC"
    given_up = []
    [scope]
    boundaries = ["unknown"]
    [capacity]
    support = ["to be confirmed"]
    [[objectives]]
    text = "Transform access"
    measure = "to be agreed"
    by = "TBC, 2026"
    milestones = ["to be confirmed"]
    """
)


@pytest.mark.parametrize(
    "check",
    ["purpose.higher", "purpose.necessity", "autonomy.way_back", "autonomy.support", "clarity.boundaries"],
)
def test_words_that_hold_the_place_of_a_fact_answer_nothing(check):
    assert answer(PLACEHOLDERS, check) == "not stated"


@pytest.mark.parametrize("check", ["clarity.measurable", "clarity.concrete", "clarity.milestones"])
def test_a_result_whose_measure_and_date_are_to_be_agreed_has_neither(check):
    found = ll.checks[check].ask(PLACEHOLDERS)
    assert found.answer in ("not stated", "not met")
    assert found.verdict.outcome.at_most == "met"


FILLED = {
    "purpose.higher": "People here keep a clinician who knows them",
    "purpose.without_it": "Nobody would visit the nine care homes",
    "appointment.way_back": "The practice holds the two sessions open",
    "scope.boundaries": ["Not responsible for complaints"],
    "capacity.support": ["An administrator for half a day a week"],
    "reward.recognition": "The practices hear the results in spring",
}


@pytest.mark.parametrize(
    "words",
    ["TBC", "tba.", "n/a", "N/A", "-", "—", "?", "to be agreed with the board", "see advert", "To be confirmed (TBC)",
     "not stated", "#REF!", "unknown", "nil", "XXX", "[to be determined]", "as may be required", "none yet agreed"],
)  # fmt: skip
@pytest.mark.parametrize("path", FILLED)
def test_each_placeholder_equals_leaving_out_in_each_fact(path, words):
    role = Role().with_({**FILLED, path: [words] if isinstance(FILLED[path], list) else words})
    without = Role().with_({**FILLED, path: None})
    assert role[path] is None
    assert role.unfilled == {path: words}
    assert [f.verdict for f in ll.diagnose(role).findings] == [f.verdict for f in ll.diagnose(without).findings]


@pytest.mark.parametrize(
    "words",
    [
        "To follow up every fall within two days",
        "To follow the infection control policy",
        "Refer to the hospice",
        "Insert and remove coils",
        "No information governance breaches",
        "Not available for on-call duties",
        "To be set up as a hub by June",
        "To be completed by March 2027",
        "Unknown patients are registered on the day",
        "Pending results are chased daily",
        "Various clinics are run in Westhay",
    ],
)
def test_a_sentence_that_opens_like_a_placeholder_is_a_sentence(words):
    role = Role().with_(duties=[words], scope={"boundaries": [words]})
    assert role.unfilled == {}
    assert role.duties == (words,)


# --- the summary of a sparse role


def test_the_summary_of_a_sparse_role_begins_with_how_little_it_answers():
    role = post(
        """
        title = "Deputy Medical Director"
        layer = "partnership_scotland"
        [influence]
        works_across = ["health_board_scotland"]
        """
    )
    found = ll.diagnose(role)
    # Two questions do not arise: the role works only with the layer next to its own, and its title is customary.
    assert found.findings["clarity.translation"].answer == "does not apply"
    assert found.findings["influence.truer_title"].answer == "does not apply"
    assert found.summary.startswith("This description answers none of 37 questions.")
    assert "founded" not in found.summary
    assert found.points[0] == "It does not say what the holder may decide."
    assert found.summary.endswith("?")


@pytest.mark.parametrize("title", ["Lead Nurse", "GP Partner Member", "Medical Director", "Lead Pharmacist"])
def test_a_bare_title_answers_next_to_nothing_and_says_so(title):
    found = ll.diagnose(Role(title=title))
    assert found.answered <= 1
    assert found.first_line in found.summary
    assert not found.by_answer["not met"]
    assert not found.by_answer["partly"]


# --- the whole description


ABOUT_ITSELF = (
    "influence.says_so",
    "tensions.professional_autonomy",
    "tensions.representative_executive",
    "tensions.interest_credibility",
    "tensions.cross_profession_trust",
)


@pytest.mark.parametrize("check", ABOUT_ITSELF)
def test_what_a_whole_description_leaves_out_of_itself_is_answered_by_its_absence(check):
    role = Role(title="Clinical Lead")
    assert answer(role, check) == "not stated"
    assert answer(role.with_(complete=False), check) == "not stated"
    assert ll.checks[check].ask(role.with_(complete=True)).verdict.outcome == ("not met", "not met", "not met")


def test_a_whole_description_says_nothing_of_the_world():
    """Hours, cover and pay are not the description's own words: one cannot know them from its silence."""
    whole = ll.diagnose(Role(title="Clinical Lead", complete=True)).findings
    for check in ("fairness.funded_hours", "fairness.backfill", "autonomy.support", "influence.credibility"):
        assert whole[check].answer == "not stated", check


@pytest.mark.parametrize("facts", [{"appointment.selected_for": ["availability"]}, {"influence.decision_rights": []}])
def test_no_final_not_met_rests_on_what_an_open_list_lacks(facts):
    role = Role(title="Clinical Director").with_(facts)
    for finding in ll.diagnose(role).findings:
        if finding.answer == "not met" and facts != {"influence.decision_rights": []}:
            assert finding.verdict.outcome.at_most != "not met", finding.id


def test_what_nobody_mentioned_meets_nothing():
    assert [f.id for f in ll.diagnose(Role()).findings if f.answer != "not stated"] == []
    nobody = Role().with_({"accountability.manages": []})
    assert answer(nobody, "influence.not_a_boss") == "for you to judge"


# --- half answers


@pytest.mark.parametrize(
    ("check", "facts"),
    [
        ("purpose.higher", {"scope.population": "52,000 people in nine practices"}),
        ("autonomy.support", {"other_words": ["Supported by the programme office"]}),
        ("tensions.development", {"other_words": ["A mentor in the first year"]}),
        ("fairness.backfill", {"other_words": ["Locum costs are met by the network"]}),
        ("autonomy.zoom_out_time", {"capacity.protected": "Protected time"}),
        (
            "tensions.cross_profession_trust",
            {"duties": ["Leads nurses, pharmacists and other professions in one team"]},
        ),
        ("influence.answers_for_role", {"accountability.lines": [{"to": "Clinical Chair"}]}),
        ("clarity.measurable", {"duties": ["Visit nine practices", "Write to the chair", "Chair the forum"]}),
        ("fairness.against_clinical_work", {"reward.against_clinical_work": "the same"}),
    ],
)
def test_what_is_half_said_is_partly(check, facts):
    assert answer(Role().with_(facts), check) == "partly"


# --- questions


def test_ten_urgent_findings_ask_ten_things():
    asked = [finding.advice for finding in ll.diagnose(Role(title="Community Lead")).most_urgent(10)]
    assert len(set(asked)) == 10


@pytest.mark.parametrize("asker", ["applicant", "holder", "board"])
@pytest.mark.parametrize("title", ["Community Lead", "Clinical Director", "Named Nurse", "Lead Pharmacist"])
def test_a_bare_title_asks_ten_questions_none_twice(title, asker):
    questions = ll.questions(Role(title=title), for_=asker)
    assert len(questions) == 10
    assert len({question.title for question in questions}) == len({question.topic for question in questions}) == 10
    facts = [fact for question in questions for fact in question.facts]
    assert len(facts) == len(set(facts))
    assert all(question.title.endswith("?") and question.why and question.good for question in questions)


def test_the_questions_come_in_the_order_of_what_people_lose_most_by():
    ids = [question.id for question in ll.questions(Role(title="Clinical Lead"))]
    assert ids == [
        "time", "pay_and_cover", "decides", "lines", "voice", "results", "manager", "interests", "term", "money",
    ]  # fmt: skip


def test_three_askers_are_asked_in_their_own_words():
    said = [
        [q.title for q in ll.questions(Role(title="Clinical Lead"), for_=who)]
        for who in ("applicant", "holder", "board")
    ]
    assert [q.count(q[0]) for q in said] == [1, 1, 1]
    assert all(len({words[n] for words in said}) == 3 for n in range(10))


def test_a_role_that_answers_is_asked_less(best):
    assert list(ll.questions(best)) == []
    answered = Role(title="Clinical Lead").with_({"capacity.hours_paid": 8, "capacity.hours_expected": 8})
    assert "time" not in ll.questions(answered).ids
    by_sessions = Role(title="Clinical Lead").with_(
        {"capacity.time": {"amount": 2, "unit": "sessions", "per": "week"}, "capacity.hours_expected": 8}
    )
    assert "time" not in ll.questions(by_sessions).ids


def test_a_question_quotes_the_words_that_hold_the_place_of_its_answer():
    role = Role(title="Clinical Lead").with_({"influence.partner_manager": "TBC"})
    assert "“TBC”" in ll.questions(role)["manager"].said


def test_someone_else_does_not_ask():
    with pytest.raises(ll.Problem, match="patient"):
        ll.questions(Role(), for_="patient")


def test_what_does_not_go_together_is_asked_first():
    role = Role(title="Clinical Lead").with_(
        {**results("A clinic"), "capacity.hours_paid": 4, "capacity.hours_expected": 12}
    )
    first = ll.questions(role).at(0)
    assert first.said == ("4 hours a week are paid for work that takes 12.",)


@pytest.mark.parametrize(
    ("support", "answer"),
    [
        ("Ongoing support", "partly"),
        ("Appropriate support from the team", "partly"),
        ("An administrator, one day a week", "met"),
    ],
)
def test_help_in_tidy_words_is_half_of_help(support, answer):
    role = ll.Role(title="Clinical Lead").with_({"capacity.support": [support]})
    assert ll.diagnose(role).findings["autonomy.support"].answer == answer


def test_silence_on_clinical_practice_is_no_as_far_as_the_text_shows_until_the_whole_was_entered():
    facts = {
        "accountability.lines": [{"to": "the lead nurse"}],
        "duties": [f"Visits practice {number} in March" for number in range(8)],
    }
    role = ll.Role(title="Clinical Lead").with_(facts)
    assert ll.diagnose(role).findings["influence.says_so"].verdict.outcome == ("not met", "not met", "met")
    assert (
        ll.diagnose(role.with_({"accountability.lines": None})).findings["influence.says_so"].answer == "not stated"
    )
    whole = ll.diagnose(role.with_({"complete": True})).findings["influence.says_so"]
    assert whole.verdict.outcome == ("not met", "not met", "not met")


def test_duties_without_a_decision_are_no_sign_that_nothing_is_decided_until_the_whole_was_entered():
    role = ll.Role(title="Lead Nurse").with_({"duties": [f"Visits surgery {number} in May" for number in range(9)]})
    assert answer(role, "autonomy.decides") == "not stated"
    assert answer(role.with_(complete=True), "autonomy.decides") == "not met"


@pytest.mark.parametrize(
    ("paradox", "entered", "elsewhere"),
    [
        ("professional_autonomy", {"changing_together": ["A yearly day for all surgeries"]}, "Surgeries choose, by consent"),
        ("representative_executive", {"serving_the_organisation": ["A report in May"]}, "Represent practices at the table"),
        ("interest_credibility", {"staying_in_practice": ["Two clinics a week"]}, "Declares any conflict of interest"),
        ("cross_profession_trust", {"leading_for_all": ["A plan that four signed"]}, "Two clinical sessions a week"),
        ("cross_profession_trust", {"rooted_in_one": ["Two clinics a week"]}, "Leads nurses and pharmacists"),
    ],
)  # fmt: skip
def test_a_step_for_one_pole_is_not_told_as_steps_for_both(paradox, entered, elsewhere):
    check = f"tensions.{paradox}"
    role = Role().with_(
        {f"{check}.said_openly": True} | {f"{check}.{part}": steps for part, steps in entered.items()}
    )
    assert answer(role, check) == "partly"
    found = ll.checks[check].ask(role.with_(duties=[elsewhere]))
    poles = ll.paradoxes[paradox].poles
    assert found.answer == "met"
    assert f"Steps are stated for one pole, “{poles[POLES[paradox].index(*entered)]}”" in found.told
    assert "both" not in found.told
    assert [quote.words for quote in found.verdict.quotes] == [*next(iter(entered.values())), elsewhere]


# --- words that are not the lead's, or say nothing


def test_what_somebody_else_signs_off_is_no_decision_and_no_hold_of_the_lead():
    others = ["Dr Pugh signs off the work each June", "The board approves the rota of the nurses"]
    role = ll.Role(title="Clinical Lead").with_(other_words=others, duties=["Visits surgeries"])
    for check in ("autonomy.decides", "influence.title_authority", "influence.reach"):
        assert answer(role, check) != "met", check
        assert not {quote.words for quote in ll.checks[check].ask(role).verdict.quotes} & set(others), check
    assert (
        answer(role.with_(duties=["Signs off the rota", "Approves the leave of the hub"]), "autonomy.decides")
        == "met"
    )


def test_whatever_the_service_needs_is_no_boundary():
    role = ll.Role().with_({"scope.boundaries": ["Works flexibly to meet the needs of the service"]})
    assert answer(role, "clarity.boundaries") != "met"
    named = role.with_({"scope.boundaries": ["Complaints", "Contracts"]})
    assert answer(named, "clarity.boundaries") == "met"


def test_a_report_that_the_lead_writes_is_no_review_of_the_role():
    assert answer(ll.Role().with_(duties=["Writes the quarterly report"]), "tensions.early_warnings") == "not stated"
    assert (
        answer(ll.Role().with_(other_words=["A quarterly review of the post"]), "tensions.early_warnings") == "partly"
    )


@pytest.mark.parametrize("check", ll.checks.ids)
def test_one_sentence_of_whatever_a_check_looks_for_has_a_reason_in_words(check):
    """Each example of words is tried a sentence at a time: half an answer, and never one without a reason."""
    for facts in IN_WORDS.get(check, {}).values():
        role = ll.Role(title="Clinical Lead").with_(facts)
        for fact in ("duties", "other_words"):
            for said in role[fact] or ():
                assert all(finding.reason for finding in ll.diagnose(role.with_({fact: [said]})).findings)
