"""Facts that do not go together: each kind by hand, its contrary, and dates of many shapes."""

from datetime import date

import pytest

import leadership_lib as ll
from leadership_lib import Role
from leadership_lib.diagnosis import clashes as words
from leadership_lib.diagnosis import questions
from leadership_lib.diagnosis.clashes import clashes, date_in, months_of
from leadership_lib.role.role import fact_paths

TODAY = date(2026, 11, 30)
THREE = {"objectives": [{"text": "A falls clinic"}, {"text": "A carers' list"}, {"text": "A shared rota"}]}
DIRECTOR = {"title": "Clinical Director"}

#: For each kind: facts that clash, the sentence, and facts of the same kind that do not.
KINDS = {
    "hours_and_results": (
        {"capacity.hours_paid": 2, **THREE},
        "2 hours a week for 3 results.",
        {"capacity.hours_paid": 3, **THREE},
    ),
    "paid_and_expected": (
        {"capacity.hours_paid": 9, "capacity.hours_expected": 20},
        "9 hours a week are paid for work that takes 20.",
        {"capacity.hours_paid": 20, "capacity.hours_expected": 20},
    ),
    "time_and_hours": (
        {"capacity.time": {"amount": 2, "unit": "sessions", "per": "week"}, "capacity.hours_paid": 12},
        "The description gives 8 hours a week in one place and 12 paid hours in another.",
        {"capacity.time": {"amount": 2, "unit": "sessions", "per": "week"}, "capacity.hours_paid": 8},
    ),
    "kept_free_and_paid": (
        {"capacity.hours_paid": 3, "capacity.hours_to_zoom_out": 4},
        "Of 3 paid hours a week, 4 are to be kept free.",
        {"capacity.hours_paid": 4, "capacity.hours_to_zoom_out": 4},
    ),
    "director_without_decisions": (
        {**DIRECTOR, "influence.decision_rights": [{"what": "the plan", "extent": "recommends"}]},
        "The title is Clinical Director, but none of the rights listed is a right to decide.",
        {**DIRECTOR, "influence.decision_rights": [{"what": "the plan"}]},
    ),
    "result_out_of_bounds": (
        {
            "objectives": [{"text": "Every complaint about receptionists answered in a week"}],
            "scope.boundaries": ["Not responsible for complaints about receptionists"],
        },
        "The result “Every complaint about receptionists answered in a week” needs something that is not part of the job: "
        "“Not responsible for complaints about receptionists”.",
        {
            "objectives": [{"text": "Every complaint about receptionists answered in a week"}],
            "scope.boundaries": ["Not responsible for premises"],
        },
    ),
    "date_passed": (
        {"objectives": [{"text": "A falls clinic", "by": "June 2025"}]},
        "“June 2025” has passed, but “A falls clinic” is still listed.",
        {"objectives": [{"text": "A falls clinic", "by": "June 2027"}]},
    ),
    "term_and_results": (
        {"appointment.length_months": 6, "objectives": [{"text": "A falls clinic", "by": "within two years"}]},
        "The term is 6 months, probably too short for “A falls clinic” (within two years).",
        {"appointment.length_months": 24, "objectives": [{"text": "A falls clinic", "by": "within two years"}]},
    ),
    "layers_at_odds": (
        {"layer": "pcn", "influence.works_across": ["ccg"]},
        "“Clinical commissioning group (CCG)” is a body of 2017 and “Primary care network (PCN)” a body of today.",
        {"layer": "pcn", "influence.works_across": ["icb"]},
    ),
    "layer_twice": (
        {"layer": "pcn", "influence.works_across": ["pcn", "icb"]},
        "“Primary care network (PCN)” is named as the role's own layer and again among the others.",
        {"layer": "pcn", "influence.works_across": ["icb"]},
    ),
    "money_ends": (
        {"appointment.funded_until": "March 2027"},
        "The money for the post runs out: March 2027.",
        {"appointment.funded_until": "none"},
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_clash_by_hand(kind):
    clashing, sentence, fitting = KINDS[kind]
    (found,) = clashes(Role().with_(clashing), TODAY)
    assert (found.id, found.title) == (kind, sentence)
    assert found.ask.endswith("?")
    assert found.ask in repr(found)
    assert kind not in [clash.id for clash in clashes(Role().with_(fitting), TODAY)]


def test_every_kind_in_the_data_is_tried_here_and_names_real_facts():
    assert list(KINDS) == sorted(words.load().ids, key=list(KINDS).index)
    assert set(KINDS) == set(words.load().ids) == set(words._FINDERS)
    for kind in words.load():
        assert set(kind.facts) <= set(fact_paths())
        assert kind.propositions


def test_each_clash_is_asked_about_in_words_about_its_own_facts():
    role = Role().with_(
        {
            "title": "Clinical Lead",
            "layer": "pcn",
            "influence.works_across": ["pcn", "ccg"],
            "appointment.funded_until": "March 2027",
            "capacity.hours_paid": 4,
            "capacity.hours_expected": 9,
        }
    )
    kinds = {clash.id: clash for clash in clashes(role, TODAY)}
    assert set(kinds) == {"paid_and_expected", "layer_twice", "layers_at_odds", "money_ends"}
    asked = {question.said: question for question in questions.questions(role) if question.said}
    assert {said for (said,) in asked} == {clash.title for clash in kinds.values()}
    for kind, topic in (("paid_and_expected", "Time"), ("layer_twice", "A layer"), ("layers_at_odds", "Layers")):
        found = asked[(kinds[kind].title,)]
        assert found.topic.startswith(topic)
        assert found.title == kinds[kind].ask
        assert found.why
        assert found.good
    assert asked[(kinds["money_ends"].title,)].topic != "Time, and who counted it"


def test_a_clash_that_no_question_is_about_says_why_to_ask():
    about = {fact for one in questions.load() for fact in one.facts}
    for kind in words.load():
        assert about & set(kind.facts) or (kind.why and kind.good), kind.id


def test_money_that_has_ended_ran_out():
    (found,) = clashes(Role().with_({"appointment.funded_until": "31 March 2026"}), TODAY)
    assert found.title == "The money for the post ran out: 31 March 2026."


def test_a_role_of_2017_has_no_date_that_has_passed(best):
    assert clashes(best, TODAY) == ()
    now = {"layer": "neighbourhood", "influence.works_across": ["place"]}
    today = best.with_({**now, "objectives": [{"text": "A falls clinic", "by": "June 2018"}]})
    assert [clash.id for clash in clashes(today, TODAY)] == ["date_passed"]


def test_the_day_can_be_fixed(monkeypatch):
    role = Role().with_({"objectives": [{"text": "A falls clinic", "by": "June 2027"}]})
    monkeypatch.setenv("LEADERSHIP_TODAY", "2027-06-30")
    assert ll.diagnose(role).clashes == ()
    monkeypatch.setenv("LEADERSHIP_TODAY", "2027-07-01")
    assert [clash.id for clash in ll.diagnose(role).clashes] == ["date_passed"]


@pytest.mark.parametrize("title", ["Clinical Lead", "Clinical Director"])
def test_what_does_not_go_together_comes_first_in_the_summary_and_in_the_questions(title):
    role = Role(title=title).with_({"capacity.hours_paid": 9, "capacity.hours_expected": 20})
    assert ll.diagnose(role).points[0] == "9 hours a week are paid for work that takes 20."
    assert ll.questions(role).at(0).said == ("9 hours a week are paid for work that takes 20.",)
    assert {words.id for words in questions.load()} >= set(ll.questions(role).ids)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("30 June 2025", date(2025, 6, 30)),
        ("3rd March 2026", date(2026, 3, 3)),
        ("by the end of March 2027", date(2027, 3, 31)),
        ("June 2025", date(2025, 6, 30)),
        ("Feb 2028", date(2028, 2, 29)),
        ("Sept. 2026", date(2026, 9, 30)),
        ("2026-11-30", date(2026, 11, 30)),
        ("2026-11", date(2026, 11, 30)),
        ("31/3/2026", date(2026, 3, 31)),
        ("31.03.2026", date(2026, 3, 31)),
        ("in 2026", date(2026, 12, 31)),
        ("May 2027", date(2027, 5, 31)),
        ("31 June 2026", None),
        ("June", None),
        ("within six months", None),
        ("one day", None),
        ("", None),
    ],
)
def test_the_last_day_that_a_date_can_mean(text, day):
    assert date_in(text) == day


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("within six months", 6),
        ("in two years", 24),
        ("18 months", 18),
        ("after 1 year", 12),
        ("June 2027", None),
        ("soon", None),
        (None, None),
    ],
)
def test_how_long_a_span_is(text, months):
    assert months_of(text) == months
