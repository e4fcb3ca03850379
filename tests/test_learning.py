"""What learners use in the five notebooks, without a browser: quiz, note, examiner, rating, polarity grid."""

import errno
import os

import pytest

import leadership_lib as ll
from leadership_lib import exercise
from leadership_lib.journal import Journal
from leadership_lib.problems import Problem
from leadership_lib.role import Role

KINDS = list(exercise.FILES)


@pytest.fixture(autouse=True)
def work(tmp_path, monkeypatch):
    monkeypatch.setenv("LEADERSHIP_WORK", str(tmp_path / "work"))
    return tmp_path / "work"


# --- quiz


@pytest.mark.parametrize("kind", KINDS)
def test_every_choice_of_every_exercise_is_answered_back_on_the_board(kind):
    quiz = ll.Quiz(kind)
    for _ in range(len(exercise.load(kind))):
        asked = quiz.exercise
        for choice in asked.choices:
            quiz.edit([(asked.id, [choice.id] if asked.several else choice.id)])
            quiz.act("answer")
            assert choice.feedback.split("'")[0][:30] in quiz.board.replace("&#x27;", "'")
            assert quiz.state["said"] == quiz.value[asked.id].summary
        quiz.act("next")
    assert set(quiz.value) == set(exercise.load(kind).ids)


def test_nothing_is_given_away_before_an_answer():
    quiz = ll.Quiz("gaps")
    assert not any(choice.feedback[:30] in quiz.board for choice in quiz.exercise.choices)
    quiz.act("answer")
    assert dict(quiz.value) == {}
    assert not any(choice.feedback[:30] in quiz.board for choice in quiz.exercise.choices)


def test_answers_are_kept_and_the_quiz_goes_on_where_it_stopped():
    quiz = ll.Quiz("layers")
    first = quiz.exercise
    best = next(choice.id for choice in first.choices if choice.verdict == "best")
    quiz.edit([(first.id, best)])
    quiz.act("answer")
    again = ll.Quiz("layers")
    assert again.value[first.id].verdict in ("best", "defensible")
    assert again.exercise.id != first.id
    again.act("previous")
    assert again.values == {first.id: [best] if first.several else best}


def test_what_the_page_sends_wrongly_changes_nothing():
    quiz = ll.Quiz("gaps", difficulty=1)
    for edits in ([("nothing", "x")], [(quiz.exercise.id, ["nothing"])], [(quiz.exercise.id, None)], []):
        quiz.edit(edits)
        quiz.act("answer")
    assert dict(quiz.value) == {}


def test_an_unknown_difficulty_is_a_problem():
    with pytest.raises(Problem, match="difficulty 7"):
        ll.Quiz("gaps", difficulty=7)


def test_every_exercise_stands_in_a_quiz_of_a_notebook():
    levels = {e.difficulty for e in exercise.load("gaps")}
    assert levels == {1, 2, 3}


# --- note


def test_a_note_is_kept_as_it_is_written_and_found_again():
    note = ll.Note("What happened?", "01_spot_the_gaps", "your moment")
    for text in ("A", "A meeting", "A meeting <b>late</b>"):
        note.edit([("note", text)])
    assert ll.Note("What happened?", "01_spot_the_gaps", "your moment").value == "A meeting <b>late</b>"
    assert len(Journal().entries) == 1
    note.edit([("note", None)])
    assert ll.Note("What happened?", "01_spot_the_gaps", "your moment").value is None


def test_a_note_that_cannot_be_kept_says_so(monkeypatch):
    note = ll.Note("What happened?", "01_spot_the_gaps", "your moment")
    note.edit([("note", "First")])

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        note.edit([("note", "Second")])
        assert "No space left" in note.state["notice"]
    note.edit([("note", "Third")])
    assert note.state["notice"] == ""
    assert ll.Note("What happened?", "01_spot_the_gaps", "your moment").value == "Third"


# --- examiner


def test_the_examiner_answers_as_facts_change_and_names_a_fault():
    examiner = ll.Examiner(["capacity.hours_paid", "capacity.hours_expected"], ["fairness.funded_hours"])
    examiner.edit([("capacity.hours_paid", 9), ("capacity.hours_expected", 20)])
    assert "45%" in examiner.board
    examiner.edit([("capacity.hours_paid", -1)])
    assert examiner.value.capacity.hours_paid == 9
    assert "0 to 100" in examiner.state["faults"]["capacity.hours_paid"]
    examiner.value = Role().with_(capacity={"hours_paid": 20, "hours_expected": 20})
    assert "Met" in examiner.board


# --- rating


def test_the_checks_answer_only_when_all_five_are_rated():
    rating = ll.Rating(ll.load_role("pcn_clinical_director"))
    rating.edit([(feature, 5) for feature in ll.features.ids[:4]])
    assert "checks met" not in rating.board
    rating.edit([("fairness", 3)])
    assert "checks met" in rating.board
    assert rating.value == {"purpose": 5, "influence": 5, "clarity": 5, "autonomy": 5, "fairness": 3}
    rating.edit([("fairness", None)])
    assert "checks met" not in rating.board


@pytest.mark.parametrize("wrong", [-1, 11, "5", True, 2.5, None])
def test_only_whole_numbers_from_nought_to_ten_are_ratings(wrong):
    rating = ll.Rating(Role())
    rating.edit([("purpose", wrong)])
    assert rating.value == {}


# --- polarity grid


def test_a_grid_is_kept_drawn_and_reviewed():
    form = ll.GridForm("representative_executive", name="mine")
    before = form.state["said"]
    form.edit([("first.steps", ["An open hour each month"]), ("second.steps", ["Tell them within two weeks"])])
    assert "open hour" in form.board
    assert form.state["said"] != before
    assert ll.GridForm("representative_executive", name="mine").value == form.value
    form.act("undo")
    assert form.value.second.steps is None
    form.act("start")
    assert form.value == ll.PolarityGrid.from_paradox("representative_executive")


def test_a_grid_escapes_and_refuses():
    form = ll.GridForm("interest_credibility")
    form.edit([("first.name", "<script>alert(1)</script>")])
    assert "<script>" not in form.board
    kept = form.value
    form.edit([("first.steps", 3)])
    assert form.value == kept
    assert "first.steps" in form.state["faults"]


def test_all_52_propositions_are_taught():
    assert [p for p, row in ll.traceability().iterrows() if not row["notebooks"]] == []


# --- journal and record


def test_a_record_is_filled_in_kept_written_and_found_again(work):
    ll.Note("What happened?", "01_spot_the_gaps", "your moment").edit([("note", "A late meeting")])
    form = ll.JournalForm()
    assert "A late meeting" in form.value.what_happened
    form.edit([("minutes", 90), ("learned", "To ask before telling")])
    assert form.value.credits == 1.5
    assert ll.JournalForm().value == form.value
    form.act("record")
    assert (work / "my_appraisal_record.docx").exists()
    form.act("export")
    assert (work / "my_journal.docx").exists()


def test_what_could_identify_a_patient_is_asked_about_and_left_as_it_is():
    form = ll.JournalForm()
    form.edit([("what_happened", "Seen with 943 476 5919 on Monday")])
    assert "identify a patient" in form.board
    assert form.value.what_happened == "Seen with 943 476 5919 on Monday"


def test_a_faulty_field_is_named_and_changes_nothing():
    form = ll.JournalForm()
    form.edit([("minutes", 30)])
    form.edit([("minutes", "long"), ("began", "yesterday")])
    assert form.value.minutes == 30
    assert set(form.state["faults"]) == {"minutes", "began"}


def test_everything_is_deleted_only_when_the_word_is_typed(work):
    ll.Note("What happened?", "01_spot_the_gaps", "your moment").edit([("note", "A late meeting")])
    form = ll.JournalForm()
    form.edit([("learned", "Much")])
    for argument in (None, "", "yes"):
        form.act("delete", argument)
        assert len(Journal().entries) == 1
    form.act("delete", "Delete")
    assert len(Journal().entries) == 0
    assert form.value.learned is None
    assert not (work / "my_record.toml").exists()
