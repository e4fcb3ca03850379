"""Results as real posts word them: concrete or abstract, dated or not, within the time and the term or not."""

import pytest
from posts import answer, post, results

import leadership_lib as ll
from leadership_lib import Role

# --- concrete: what can be found done or not, whatever verb it opens with


def test_abstract_verbs_before_something_to_find_are_only_words():
    role = post(
        """
        [[objectives]]
        text = "Ensure every practice has a named lead by June"
        [[objectives]]
        text = "Contribute to the two-week referral audit in all nine practices"
        [[objectives]]
        text = "Integrated discharge clinic open on Mondays"
        [[objectives]]
        text = "Priority appointments for carers in every surgery"
        """
    )
    found = ll.diagnose(role).findings["clarity.concrete"]
    assert found.answer == "met"
    assert "every practice has a named lead by June" in found.reason


@pytest.mark.parametrize(
    "text",
    [
        "Support all six surgeries to open on Saturday mornings",
        "Develop a shared leg-ulcer clinic in Brayford and Westhay",
        "Lead the review of 40 insulin prescriptions a month",
        "Facilitate a joint meeting with the hospice each quarter",
        "Improve uptake of the flu vaccination to 75%",
        "Embed the falls checklist in every care home by March",
        "Deliver two training sessions on sepsis for receptionists",
    ],
)
def test_a_count_a_date_a_place_or_a_product_makes_a_result_concrete(text):
    assert answer(Role().with_(results(text)), "clarity.concrete") == "met"


@pytest.mark.parametrize(
    "text",
    [
        "Improve frailty care",
        "Drive forward the transformation agenda",
        "Champion quality and innovation across the system",
        "Enhance partnership working with key stakeholders",
        "Ensure effective leadership and engagement",
        "Maximise opportunities for integration at scale",
        "Support the delivery of the strategy",
        "Provide visible leadership and embed a culture of excellence",
    ],
)
def test_generic_verbs_with_generic_nouns_speak_against_it_and_are_quoted(text):
    found = ll.checks["clarity.concrete"].ask(Role().with_(results(text)))
    assert found.answer == "not met"
    assert "“" in found.reason.split(":")[1]


def test_a_measure_that_counts_nothing_makes_no_abstract_result_concrete():
    for measure in ("Strategy agreed", "Progress made", "Stakeholders engaged", "A step change in outcomes"):
        role = Role().with_(results({"text": "Improve frailty care", "measure": measure}))
        assert answer(role, "clarity.concrete") == "not met", measure
        assert answer(role, "clarity.measurable") == "not met", measure


def test_words_of_neither_kind_are_for_a_person_to_judge():
    assert answer(
        Role().with_(results({"text": "Be there for colleagues", "measure": "none"})), "clarity.concrete"
    ) == ("for you to judge")


@pytest.mark.parametrize("third", ["Champion partnership working", "Be there for colleagues"])
@pytest.mark.parametrize("measure", [None, "none"])
def test_two_results_do_not_stand_for_a_third_that_says_nothing(third, measure):
    plain = ["A wound clinic in Stanmoor by June", "Every care home visited once a month"]
    asked = ll.checks["clarity.concrete"].ask
    assert asked(Role().with_(results(*plain))).answer == "met"
    found = asked(Role().with_(results(*plain, {"text": third, **({"measure": measure} if measure else {})})))
    assert found.answer == "partly"
    assert found.told == "2 of 3 objectives can be found done or not."


def test_many_abstract_duties_beside_one_result_leave_half():
    duties = ["Champion engagement", "Drive transformation", "Foster excellence", "Promote innovation"]
    role = Role().with_({**results("A falls clinic in Westhay by June"), "duties": duties})
    assert answer(role.with_(duties=None), "clarity.concrete") == "met"
    assert answer(role, "clarity.concrete") == "partly"


@pytest.mark.parametrize(("plain", "expected"), [(1, "not met"), (2, "partly")])
def test_duties_of_which_few_can_be_found_done_speak_against_results(plain, expected):
    some = ["Chairs the Thursday meeting", "Visits each hostel in May"][:plain]
    vague = ["Champion engagement", "Drive transformation", "Foster excellence"]
    role = Role().with_(duties=[*some, *vague])
    assert answer(role, "clarity.concrete") == expected
    told = ll.checks["clarity.concrete"].ask(role).told
    assert told == f"No result is named; {plain} of {plain + 3} duties can be found done or not."
    # That there may be other duties is none of them, though it has a list and a date.
    clause = "This list is not exhaustive, and other duties may be added within the year"
    assert ll.checks["clarity.concrete"].ask(role.with_(duties=[*role.duties, clause])).told == told


def test_a_tier_or_a_level_is_no_figure():
    assert (
        answer(
            Role().with_(results({"text": "Support Tier 3 and the level 2 programme", "measure": "none"})),
            "clarity.concrete",
        )
        == "not met"
    )


# --- dates


def test_a_vague_date_is_as_good_as_none_and_is_quoted():
    facts = {
        "title": "Workforce Lead",
        **results("Two tutors appointed", {"text": "A register of vacancies", "by": "within agreed time-frames"}),
    }
    found = ll.checks["clarity.milestones"].ask(Role().with_(facts))
    silent = Role().with_({**facts, **results("Two tutors appointed", "A register of vacancies")})
    assert found.answer == answer(silent, "clarity.milestones") == "not met"
    assert "“within agreed time-frames”" in found.reason
    assert "such as" not in found.reason


@pytest.mark.parametrize(
    "by", ["one day", "in due course", "as soon as practicable", "over time", "as the programme matures", "when able"]
)
@pytest.mark.parametrize("steps", [{}, {"milestones": ["Three practices by June"]}])
def test_no_vague_date_moves_an_answer_up_or_down(by, steps):
    plain = Role().with_(results({"text": "A register of carers in each surgery", **steps}))
    vague = Role().with_(results({"text": "A register of carers in each surgery", "by": by, **steps}))
    assert answer(vague, "clarity.milestones") == answer(plain, "clarity.milestones")


@pytest.mark.parametrize("by", ["June 2027", "31/3/2027", "within six months", "the end of the quarter", "by Easter"])
def test_a_real_date_and_a_milestone_are_met(by):
    role = Role().with_(results({"text": "A register of carers", "by": by, "milestones": ["Three practices by May"]}))
    assert answer(role, "clarity.milestones") == "met"


@pytest.mark.parametrize("objectives", [None, [{"hours": 2}], [{"text": "A shared rota"}]])
def test_a_figure_or_a_date_in_the_duties_is_half_whether_a_result_is_named_or_not(objectives):
    role = Role().with_({"objectives": objectives, "duties": ["Visits nine hostels by 3 June"]})
    assert answer(role, "clarity.measurable") == answer(role, "clarity.milestones") == "partly"


# --- what does not go together


def kinds(role: Role) -> list[str]:
    return [clash.id for clash in ll.diagnose(role).clashes]


def test_a_date_long_past_and_a_short_term_come_first(monkeypatch):
    monkeypatch.setenv("LEADERSHIP_TODAY", "2026-11-30")
    role = post(
        """
        title = "Engagement Lead"
        [appointment]
        length_months = 6
        [[objectives]]
        text = "A referral route that all nine practices use"
        by = "30 June 2025"
        milestones = ["first meeting by June 2024"]
        """
    )
    found = ll.diagnose(role)
    assert kinds(role) == ["date_passed", "term_and_results"]
    assert found.summary.index("“30 June 2025” has passed") < found.summary.index("Clear on: ")
    asked = {fact for question in ll.questions(role) for fact in question.facts}
    assert "appointment.review" in asked


def test_minutes_a_week_for_several_results_come_first():
    eight_a_quarter = {"capacity.time.amount": 8, "capacity.time.unit": "hours", "capacity.time.per": "quarter"}
    role = Role().with_({**eight_a_quarter, **results("A list", "A clinic", "A rota")})
    first = ll.diagnose(role).clashes[0]
    assert first.title == "37 minutes a week for 3 results."
    assert ll.diagnose(role).summary.split(". ")[1].startswith("37 minutes a week for 3 results")
    assert answer(role, "clarity.achievable") == "not met"


@pytest.mark.parametrize(
    ("time", "clashing"),
    [
        ({"amount": 1, "unit": "sessions", "per": "month"}, True),
        ({"amount": 10, "unit": "hours", "per": "year"}, True),
        ({"amount": 2, "unit": "sessions", "per": "week"}, False),
        ({"amount": 0.4, "unit": "whole-time equivalent"}, False),
    ],
)
def test_time_in_any_unit_is_held_against_the_results(time, clashing):
    facts = {f"capacity.time.{name}": value for name, value in time.items()}
    role = Role().with_({**facts, **results("A list", "A clinic", "A rota")})
    assert ("hours_and_results" in kinds(role)) == clashing


def test_more_hours_kept_free_than_the_post_has_come_first():
    role = Role(title="Engagement Lead").with_(capacity={"hours_paid": 0.6, "hours_to_zoom_out": 1})
    assert [clash.title for clash in ll.diagnose(role).clashes] == [
        "Of 0.6 paid hours a week, 1 are to be kept free."
    ]
    assert kinds(role.with_(capacity={"hours_paid": 8})) == []
