"""The quiz: every choice answered back, every answer kept."""

import pytest

import leadership_lib as ll
from leadership_lib.core.errors import Problem
from leadership_lib.teaching import exercise
from leadership_lib.teaching.journal import progress
from leadership_lib.teaching.journal.journal import Journal

KINDS = list(exercise.FILES)

#: Kinds whose exercises come one after another whatever is answered.
IN_TURN = [kind for kind in KINDS if exercise.openings(exercise.load(kind)) == list(exercise.load(kind))]


@pytest.mark.parametrize("kind", IN_TURN)
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
        assert {one.id for one in exercise.openings(exercise.load(kind))} <= set(progress.registered()[notebook])


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


@pytest.mark.parametrize("kind", IN_TURN)
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


# --- where answers lead on


def walked(*choices: str) -> ll.Quiz:
    """Answer the moments of the agenda one after another."""
    quiz = ll.Quiz("a live agenda")
    while "previous" not in quiz.state["off"]:
        quiz.act("previous")
    for number, choice in enumerate(choices):
        if number:
            quiz.act("next")
        quiz.edit([(quiz.exercise.id, choice)])
        quiz.act("answer")
    return quiz


def test_each_answer_leads_to_the_moment_that_comes_of_it():
    for choice in exercise.load()["item_four"].choices:
        quiz = walked(choice.id)
        assert choice.feedback in quiz.state["said"]
        quiz.act("next")
        assert quiz.exercise.id == choice.leads_to
        assert quiz.exercise.scene in quiz.groups[0]["fields"][0]["scene"]


def test_a_path_ends_says_so_and_another_answer_leads_elsewhere():
    quiz = walked("tell_today", "keep_silent", "visit")
    assert "This path ends here." in quiz.board
    assert quiz.state["off"] == ["next"]
    quiz.act("previous")
    quiz.edit([("asked_to_speak", "answer_and_leave")])
    quiz.act("answer")
    quiz.act("next")
    assert quiz.exercise.id == "the_vote"


def test_one_cannot_go_on_before_one_has_answered():
    quiz = ll.Quiz("a live agenda")
    quiz.act("next")
    assert quiz.exercise.id == "item_four"
    assert quiz.state["off"] == ["previous", "next"]
    assert "1 of" not in quiz.board


def test_on_paper_each_answer_says_where_to_go_on():
    sheet = ll.Quiz("a live agenda").worksheet()
    assert "(go on with 2)" in sheet.body
    assert sheet.body.count("go on with") == 12
