"""Written exercises: every one is whole, its rules find what they should, and what was agreed is asked after."""

import re
from datetime import date

import pytest

import leadership_lib as ll
from leadership_lib.core.faults import RecordError
from leadership_lib.teaching import written
from leadership_lib.teaching.journal import progress
from leadership_lib.teaching.journal.journal import Journal
from leadership_lib.teaching.written import Part, Written
from leadership_lib.teaching.written_sheet import written_content


@pytest.fixture(autouse=True)
def _own_work(tmp_path, monkeypatch):
    monkeypatch.setenv("LEADERSHIP_WORK", str(tmp_path))


EXERCISES = written.load()

every = pytest.mark.parametrize("it", EXERCISES, ids=EXERCISES.ids)


@every
def test_each_has_a_home_a_short_scene_and_questions_that_are_put(it):
    assert progress.home(it.id) in ll.notebooks
    assert 2 <= len(re.findall(r"[.?!](?=\s|$)", it.scene)) <= 5
    assert all(part.put for part in it.parts)


@every
def test_where_there_are_models_there_are_three_and_each_says_why(it):
    assert [model.grade for model in it.models] in ([], ["weak", "half way", "strong"])
    assert all(20 <= len(model.why.split()) <= 60 for model in it.models)


@every
def test_a_conversation_has_two_sides_and_an_observer_who_also_ticks_what_goes_amiss(it):
    assert len(it.cards) in (0, 2)
    assert not it.cards or len(it.observe) >= 5


def answers(text: str, **more: str) -> dict[str, str]:
    it = EXERCISES["an_objective"]
    return {finding.id: finding.answer for finding in it.findings({"result": text, **more})}


def test_the_rules_find_the_faults_of_the_weak_model_and_none_in_the_whole_of_a_strong_one():
    weak, _, strong = EXERCISES["an_objective"].models
    assert answers(weak.text)["clarity.concrete"] == "not met"
    assert answers(weak.text)["clarity.measurable"] == "not met"
    whole = answers(strong.text, by_when="March 2027", on_the_way="Three practices by January 2027")
    assert set(whole.values()) == {"met"}


def test_nothing_is_said_of_an_objective_that_is_not_written_or_of_an_exercise_without_rules():
    assert EXERCISES["an_objective"].findings({"measure": "Twenty a month"}) == []
    assert EXERCISES["job_plan"].findings({"time": "Eight hours"}) == []


def test_the_job_plan_puts_the_questions_of_the_ten_in_the_holders_words():
    ten = {question.title for question in ll.questions(ll.Role(title="Clinical Lead"), for_="holder")}
    asked = {part.put for part in EXERCISES["job_plan"].parts if part.asks}
    assert len(asked) == 5
    assert asked <= ten


AGREED = EXERCISES["agreed"]


@pytest.mark.parametrize(
    ("today", "said", "asked"),
    [
        (date(2026, 10, 30), {}, []),
        (date(2026, 10, 31), {}, ["after_30"]),
        (date(2026, 12, 30), {}, ["after_30", "after_90"]),
        (date(2026, 12, 30), {"after_30": "One session has moved."}, ["after_90"]),
    ],
)
def test_after_thirty_and_ninety_days_what_happened_is_asked_for(today, said, asked):
    kept = {"begun": "2026-10-01", "what": "A second session"}
    assert [part.id for part in AGREED.due({**kept, **said}, today)] == asked


def test_nothing_is_asked_after_where_nothing_was_agreed():
    assert AGREED.due({}, date(2030, 1, 1)) == []


def test_start_here_asks_when_the_day_has_come_and_not_once_it_is_answered(monkeypatch):
    monkeypatch.setenv("LEADERSHIP_TODAY", "2026-11-05")
    journal = Journal()
    kept = {"begun": "2026-10-01", "what": "A second session"}
    journal.replace("20_redesign_your_role", "agreed", kept)
    page = journal.progress()._repr_html_()
    assert "After 30 days: What of it has happened" in page
    assert "20_redesign_your_role.ipynb" in page
    assert "After 30 days" in repr(journal.progress())
    journal.replace("20_redesign_your_role", "agreed", {**kept, "after_30": "Two sessions a week since 1 November"})
    assert "After 30 days: " not in journal.progress()._repr_html_()


def test_the_record_for_an_appraisal_takes_in_what_was_agreed_and_what_came_of_it():
    journal = Journal()
    kept = {"begun": "2026-10-01", "what": "A second session", "by_when": "March", "after_30": "The board said yes."}
    journal.replace("20_redesign_your_role", "agreed", kept)
    record = ll.Reflection.from_journal(journal)
    assert (record.change, record.change_by) == ("A second session", "March")
    assert record.evidence == "The board said yes."
    mine = ll.Reflection(change="Mine").renewed(journal)
    assert (mine.change, mine.evidence) == ("Mine", "The board said yes.")


def test_a_document_has_the_words_and_a_gap_for_what_is_missing():
    plan = EXERCISES["first_100_days"]
    texts = written_content(plan, {"listen": "Each reception desk, on a Monday"}).texts
    assert "Each reception desk, on a Monday" in texts
    assert sum(text.startswith("[To be filled in") for text in texts) == len(plan.parts) - 1


def test_a_part_that_asks_nothing_or_twice_is_refused():
    for asks in ({}, {"question": "What?", "asks": "time"}):
        with pytest.raises(RecordError, match="one of `question` and `asks`"):
            Part(id="a", title="A", **asks)


def test_rules_with_nothing_to_read_are_refused():
    with pytest.raises(RecordError, match="`objective`"):
        Written(
            id="x",
            title="X",
            scene="S.",
            how="H.",
            parts=[Part(id="a", title="A", question="What?")],
            checks=["clarity.concrete"],
            propositions=["P12"],
        )
