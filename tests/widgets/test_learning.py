"""What learners use in the five notebooks, without a browser: quiz, note, examiner, rating, polarity grid."""

import ast
import errno
import os

import nbformat
import pytest

import leadership_lib as ll
from leadership_lib.core.errors import Problem
from leadership_lib.core.records import Fault
from leadership_lib.role.role import Role
from leadership_lib.teaching import exercise
from leadership_lib.teaching.journal import progress
from leadership_lib.teaching.journal.journal import Journal
from leadership_lib.widgets import controls, save_hook
from leadership_lib.widgets.examiner import CAVEAT
from leadership_lib.widgets.journal_slot import KEPT, NOT_KEPT

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
            # A screen reader hears the verdict and why, not the verdict alone.
            assert quiz.value[asked.id].summary in quiz.state["said"]
            assert f"{choice} (" in quiz.state["said"]
            assert choice.feedback in quiz.state["said"]
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
    homes = {kind: progress.home(kind) for kind in KINDS}
    assert len(set(homes.values())) == len(KINDS)
    for kind, notebook in homes.items():
        assert set(exercise.load(kind).ids) <= set(progress.registered()[notebook])


def test_a_kind_that_no_notebook_works_through_is_a_problem():
    with pytest.raises(Problem, match=r"activities\.toml"):
        progress.home("weather")


def test_an_answer_of_nothing_is_told_so_and_takes_no_earlier_answer_away():
    quiz = ll.Quiz("gaps")
    asked = quiz.exercise
    quiz.act("answer")
    assert "Nothing is chosen yet" in quiz.board
    assert "Nothing is chosen yet" in quiz.state["said"]
    chosen = [asked.choices[0].id]
    quiz.edit([(asked.id, chosen if asked.several else chosen[0])])
    quiz.act("answer")
    assert "Nothing is chosen yet" not in quiz.board
    quiz.edit([(asked.id, None)])
    quiz.act("answer")
    assert "Nothing is chosen yet" in quiz.board
    assert asked.choices[0].feedback[:30] not in quiz.board
    assert [c.id for c in ll.Quiz("gaps").value[asked.id].chosen] == chosen


@pytest.mark.parametrize("kind", KINDS)
def test_the_title_stands_above_the_scene_and_the_question_says_how_many_answers_it_wants(kind):
    quiz = ll.Quiz(kind)
    for asked in exercise.load(kind):
        (field,) = quiz.groups[0]["fields"]
        assert field["heading"].endswith(asked.title)
        assert asked.title not in quiz.board
        wants = "Choose all that fit." if asked.several else "Choose one."
        assert field["question"] == f"{asked.question} {wants}"
        assert field["kind"] == ("several" if asked.several else "one")
        quiz.act("next")


def test_an_answer_given_again_stands_in_the_place_of_the_first():
    quiz = ll.Quiz("layers")
    asked = quiz.exercise
    for choice in asked.choices:
        quiz.edit([(asked.id, [choice.id] if asked.several else choice.id)])
        quiz.act("answer")
    (entry,) = Journal().entries
    assert entry.what["chosen"] == (asked.choices[-1].id,)


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


def test_a_note_that_was_deleted_elsewhere_is_simply_written_again():
    note = ll.Note("What happened?", "01_spot_the_gaps", "your moment")
    note.edit([("note", "First")])
    Journal().delete_all()
    note.edit([("note", "Second")])
    note.edit([("note", "Second, and more")])
    assert [entry.what for entry in Journal().entries] == ["Second, and more"]
    Journal().delete_all()
    note.edit([("note", None)])
    assert len(Journal().entries) == 0


def test_of_a_note_open_in_two_windows_the_newest_stands():
    one, other = (ll.Note("What happened?", "01_spot_the_gaps", "your moment") for _ in range(2))
    for note, text in ((one, "A"), (other, "B"), (one, "A again"), (other, "B again")):
        note.edit([("note", text)])
        assert [entry.what for entry in Journal().entries] == [text]


def test_a_note_that_cannot_be_saved_is_a_fault_and_what_was_written_stays():
    note = ll.Note("What happened?", "01_spot_the_gaps", "your moment")
    note.edit([("note", "First")])
    note.edit([("note", "\ud800")])
    assert "UTF-8" in note.state["faults"]["note"]
    assert note.value == "First"
    assert ll.Note("What happened?", "01_spot_the_gaps", "your moment").value == "First"


def test_what_is_replaced_leaves_what_is_of_another_kind_and_place():
    journal = Journal()
    journal.record("01_spot_the_gaps", "your moment", "a remark", kind="note")
    journal.record("01_spot_the_gaps", "your gap", "another place", kind="reflection")
    for what in ("one", "two"):
        journal.replace("01_spot_the_gaps", "your moment", what, kind="reflection")
    assert [entry.what for entry in Journal().entries] == ["a remark", "another place", "two"]
    assert journal.replace("01_spot_the_gaps", "your moment", None, kind="reflection") is None
    assert [entry.what for entry in Journal().entries] == ["a remark", "another place"]


# --- examiner


HERE = {"notebook": "02_layers_and_languages", "activity": "the objective"}
FOUND = Role(layer="locality", objectives=[{"text": "Reduce admissions by integrating care", "layer": "stp"}])


def rewriter(**where) -> ll.Examiner:
    return ll.Examiner(["objectives", "capacity.backfill"], ["clarity.concrete"], FOUND, **where)


def test_what_is_changed_is_kept_and_comes_back():
    examiner = rewriter(**HERE)
    assert KEPT in examiner.board
    examiner.edit([("objectives", [{"text": "Count home visits", "by": "June", "milestones": []}])])
    examiner.edit([("capacity.backfill", "money only")])
    again = rewriter(**HERE)
    assert again.value == examiner.value
    assert "where you stopped" in again.state["notice"]
    assert again.values["objectives"] == [{"text": "Count home visits", "by": "June", "milestones": []}]
    again.edit([("objectives", None)])
    assert rewriter(**HERE).value.objectives is None
    (entry,) = Journal().entries
    assert entry.kind == "role"
    assert Journal().done("02_layers_and_languages") == ("the objective",)
    again.act("start")
    assert rewriter(**HERE).value == FOUND
    assert len(Journal().entries) == 0


def test_facts_that_no_longer_fit_are_left_out_and_the_others_come_back():
    kept = {"objectives": "text", "capacity.backfill": "money only", "no such fact": 3, "not stated": 4}
    Journal().record(*HERE.values(), kept, kind="role")
    assert rewriter(**HERE).value == FOUND.with_({"capacity.backfill": "money only"})


def test_facts_that_no_longer_fit_stay_in_the_journal_when_others_are_changed():
    journal = Journal()
    objectives = [{"text": "Count home visits", "wording": "of last year"}]
    journal.replace(*HERE.values(), {"objectives": objectives, "no_such_fact": "mine"}, kind="role")
    examiner = rewriter(**HERE)
    assert examiner.value == FOUND
    examiner.edit([("capacity.backfill", "money only")])
    (entry,) = Journal().entries
    assert entry.what["no_such_fact"] == "mine"
    assert [dict(one) for one in entry.what["objectives"]] == objectives
    assert rewriter(**HERE).value == FOUND.with_({"capacity.backfill": "money only"})


def test_a_change_can_be_taken_back_and_made_again():
    examiner = rewriter()
    examiner.edit([("objectives", [])])
    examiner.act("undo")
    assert examiner.value == FOUND
    assert examiner.values["objectives"] == [{"text": "Reduce admissions by integrating care", "layer": "stp"}]
    assert "undo" in examiner.state["off"]
    examiner.act("redo")
    assert examiner.value.objectives == ()


def test_what_is_taken_out_comes_back_as_it_was_written():
    examiner = rewriter()
    written = [{"text": "One"}, {"text": "Two", "by": "June"}]
    for text in ("O", "On"):
        examiner.edit([("objectives", [{"text": text}])])
    examiner.edit([("objectives", written)])
    examiner.edit([("objectives", written[1:])])
    examiner.act("undo")
    assert examiner.values["objectives"] == written
    examiner.act("undo")
    assert examiner.value == FOUND


def test_without_a_place_nothing_is_kept_and_the_board_says_so(work):
    examiner, rating = rewriter(), ll.Rating(FOUND)
    examiner.edit([("objectives", [])])
    rating.edit([("purpose", 3)])
    assert NOT_KEPT in examiner.board
    assert NOT_KEPT in rating.board
    assert not (work / "journal.toml").exists()
    with pytest.raises(Problem, match="both"):
        rewriter(notebook="02_layers_and_languages")


def test_what_still_says_what_it_began_with_is_called_so():
    examiner = rewriter()
    assert examiner.unchanged == [
        "Objective 1 (Which result?)",
        "Objective 1 (At which layer is it fixed and measured?)",
    ]
    assert "Still as you found it: Objective 1 (Which result?)" in examiner.board
    examiner.edit(
        [("objectives", [{"text": "Reduce admissions by integrating care", "measure": "Visits", "by": "June"}])]
    )
    assert examiner.unchanged == ["Objective 1 (Which result?)"]
    assert CAVEAT in examiner.board
    examiner.edit([("objectives", [{"text": "Every practice counts its home visits by June"}])])
    assert examiner.unchanged == []
    assert "Still as you found it" not in examiner.board


def test_a_fault_is_told_for_somebody_who_sees_a_form():
    examiner = ll.Examiner(["capacity.hours_paid", "objectives"], ["fairness.funded_hours"])
    examiner.edit([("capacity.hours_paid", "ninety"), ("objectives", [{"hours": "many"}])])
    faults = examiner.state["faults"]
    assert faults["capacity.hours_paid"] == "'ninety'; allowed is a number"
    assert faults["objectives"].startswith("Objective 1, How many hours")
    for allowed in ("allowed is a number, without quotation marks", 'allowed is text in "quotation marks"'):
        assert "quotation" not in controls.told("no fact of a role", Fault("steps[2]", "3", allowed))
    assert controls.told("steps", Fault("steps[2]", "3", "allowed is a number")).startswith("line 2 ")


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


def rated(role: Role, *ratings: int) -> ll.Rating:
    rating = ll.Rating(role)
    rating.value = dict(zip(ll.features.ids, ratings, strict=True))
    return rating


def test_the_board_names_the_feature_where_rating_and_checks_lie_farthest_apart():
    role = ll.load_role("pcn_clinical_director")
    profile = ll.diagnose(role).profile
    within = [round(10 * (profile[f].lower + profile[f].upper) / 2) for f in ll.features.ids]
    assert "within what the description leaves open" in rated(role, *within).board
    for number, feature in enumerate(ll.features):
        said = rated(role, *within[:number], 10, *within[number + 1 :]).state["said"]
        if profile[feature.id].upper < 1:
            assert f"differ most at {feature.title}: you feel more of it (10 of 10)" in said
            assert "less" not in said
    said = rated(role, 0, *within[1:]).state["said"]
    assert "differ most at Purpose: you feel less of it (0 of 10) than is stated" in said


def test_ratings_are_kept_and_come_back():
    place = {"notebook": "04_design_a_great_job", "activity": "how it feels"}
    rating = ll.Rating(Role(), **place)
    for feature, given in (("purpose", 3), ("clarity", 8), ("purpose", 4)):
        rating.edit([(feature, given)])
    again = ll.Rating(Role(), **place)
    assert again.value == {"purpose": 4, "clarity": 8}
    assert again.values == again.value
    assert len(Journal().entries) == 1
    again.value = {}
    assert ll.Rating(Role(), **place).value == {}
    assert len(Journal().entries) == 0


def test_what_is_no_feature_changes_nothing():
    rating = ll.Rating(Role(), notebook="04_design_a_great_job", activity="how it feels")
    rating.edit([("weather", 3), ("purpose", 4)])
    assert rating.value == {"purpose": 4}


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


# --- progress


def asked_in(cells: str) -> list[str]:
    """Give the activities of the widgets in the cells of a notebook, in order."""
    found = []
    for call in ast.walk(ast.parse(cells)):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
            continue
        given = {word.arg: word.value.value for word in call.keywords if isinstance(word.value, ast.Constant)}
        match call.func.attr:
            case "Quiz":
                found.append((call.lineno, call.args[0].value))
            case "Note":
                found.append((call.lineno, call.args[2].value))
            case "ProblemOrPolarity":
                found.append((call.lineno, call.args[1].value))
            case "Examiner" | "Rating" | "GridForm":
                found.append((call.lineno, given.get("activity") or given.get("name")))
    return list(dict.fromkeys(name for _, name in sorted(found)))


@pytest.mark.parametrize("notebook", ll.notebooks.ids[1:6])
def test_progress_counts_everything_that_there_is_to_do(root, notebook):
    read = nbformat.read(root / "notebooks" / f"{notebook}.ipynb", 4)
    names = asked_in("\n".join(cell.source for cell in read.cells if cell.cell_type == "code"))
    every = [each for name in names for each in (exercise.load(name).ids if name in KINDS else [name])]
    assert every == list(progress.registered()[notebook])


def test_a_page_with_nothing_to_do_is_to_read():
    stages = {stage.notebook: stage for stage in Journal().progress()}
    assert stages["00_start_here"].state == stages["90_reference"].state == "to read"
    assert stages["01_spot_the_gaps"].state == "not begun"


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


def test_only_our_own_forms_leave_no_view_in_a_saved_notebook():
    ours, theirs = (
        {"data": {"text/plain": said, save_hook.VIEW: {"model_id": "x"}}}
        for said in (repr(ll.Note("What?", "n", "a")), "IntText()")
    )
    bare = {"output_type": "stream", "text": "hello"}
    model = {"type": "notebook", "content": {"cells": [{"outputs": [ours, theirs, bare]}, {"source": "text"}]}}
    save_hook.without_views(model=model, path="x.ipynb", contents_manager=None)
    assert save_hook.VIEW not in ours["data"]
    assert save_hook.VIEW in theirs["data"]
    for other in ({"type": "file", "content": "text"}, {"type": "notebook", "content": None}, {"type": "directory"}):
        save_hook.without_views(model=other, path="x")
