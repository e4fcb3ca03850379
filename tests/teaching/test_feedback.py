"""What is said back to an answer, for any choices of any exercise."""

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadership_lib import Problem
from leadership_lib.core import collection
from leadership_lib.core.errors import UnknownKeyError
from leadership_lib.teaching import exercise
from leadership_lib.teaching.exercise import Exercise
from leadership_lib.teaching.feedback import Response

EXERCISES = exercise.load()


def best(it: Exercise) -> list[str]:
    return [choice.id for choice in it.choices if choice.verdict == "best"]


def sentences(text: str) -> int:
    return len(re.findall(r"[.?!](?=\s|$)", text))


def made(*verdicts: str, several: bool = True, **facts) -> Exercise:
    """An exercise whose choices a, b, c ... have the verdicts given."""
    given = {
        "id": "made",
        "kind": "layers",
        "title": "Made for a test",
        "scene": "A scene.",
        "question": "Which?",
        "several": several,
        "propositions": ["P24"],
        "difficulty": 1,
        "choices": [
            {"id": key, "text": f"Answer {key}", "verdict": verdict, "feedback": f"Back from {key}."}
            for key, verdict in zip("abcdef", verdicts, strict=False)
        ],
    }
    return Exercise.from_dict({**given, **facts})


# a and b fit best, c can be defended, d and e would fit elsewhere.
SEVERAL = made("best", "best", "defensible", "not here", "not here")


SINGLE = made("best", "best", "defensible", "not here", "not here", several=False)


@pytest.mark.parametrize(
    ("chosen", "verdict", "missed"),
    [
        ("", "not answered", ""),
        ("ab", "best", ""),
        ("abc", "best", ""),
        ("a", "defensible", "b"),
        ("bc", "defensible", "a"),
        ("c", "defensible", "ab"),
        ("abd", "partly", ""),
        ("ad", "partly", "b"),
        ("cd", "partly", "ab"),
        ("abcde", "partly", ""),
        ("d", "not here", "ab"),
        ("de", "not here", "ab"),
    ],
)
def test_several_answers_are_taken_together(chosen, verdict, missed):
    response = SEVERAL.answer(reversed(chosen))
    assert response.verdict == verdict
    assert [c.id for c in response.chosen] == list(chosen)
    assert [c.id for c in response.missed] == list(missed)


@pytest.mark.parametrize(
    ("chosen", "verdict", "missed"),
    [
        ("", "not answered", ""),
        ("a", "best", ""),
        ("b", "best", ""),
        ("c", "defensible", "ab"),
        ("d", "not here", "ab"),
        ("ab", "partly", ""),
        ("ac", "partly", ""),
        ("cd", "partly", "ab"),
        ("de", "not here", "ab"),
    ],
)
def test_a_question_that_asks_for_one_answer_wants_one(chosen, verdict, missed):
    response = SINGLE.answer(list(chosen))
    assert response.verdict == verdict
    assert [c.id for c in response.missed] == list(missed)


@pytest.mark.parametrize(
    ("it", "chosen", "said"),
    [
        (SEVERAL, "", "Nothing is chosen yet"),
        (SEVERAL, "ab", "You named what matters most here"),
        (SEVERAL, "a", "can be argued for, and one thing that fits best is still missing"),
        (SEVERAL, "c", "can be argued for, and 2 things that fit best are still missing"),
        (SEVERAL, "ade", "Of the 3 answers you gave, 1 can be argued for here"),
        (SEVERAL, "d", "would fit another scene"),
        (SINGLE, "a", "fits the scene best"),
        (SINGLE, "c", "can be argued for, and another fits better"),
        (SINGLE, "ab", "asks for one answer"),
    ],
)
def test_the_summary_is_one_plain_sentence(it, chosen, said):
    summary = it.answer(list(chosen)).summary
    assert said in summary
    assert sentences(summary) == 1
    assert summary.endswith(".")


def test_an_answer_says_why_what_was_missed_and_what_the_others_would_have_said():
    response = SEVERAL.answer(["d", "a", "d"])
    assert repr(response).splitlines() == [
        "Of the 2 answers you gave, 1 can be argued for here.",
        "- Answer a (fits best): Back from a.",
        "- Answer d (would fit elsewhere): Back from d.",
        "Not named:",
        "- Answer b (fits best): Back from b.",
    ]
    page = response._repr_html_()
    assert page.index("Back from a") < page.index("Not named") < page.index("Back from b") < page.index("Back from c")
    assert [c.id for c in response.others] == ["c", "e"]


def test_a_question_that_asks_for_one_answer_shows_what_fits_best():
    response = made("not here", "best", several=False).answer("a")
    assert "What fits best here:\n- Answer b (fits best): Back from b." in repr(response)
    assert "<h4>What fits best here</h4>" in response._repr_html_()


def test_a_note_comes_with_the_answer_and_not_before():
    it = made("best", "defensible", "not here", note="Two can be defended.")
    for chosen in ("a", "b", "c"):
        assert repr(it.answer(chosen)).endswith("Two can be defended.")
        assert "Two can be defended." in it.answer(chosen)._repr_html_()
    for shown in (repr(it), repr(it.answer()), it.answer()._repr_html_()):
        assert "Two can be defended." not in shown


def test_nothing_is_given_away_before_an_answer():
    shown = repr(SEVERAL.answer()) + SEVERAL.answer()._repr_html_()
    assert "Back from" not in shown


@pytest.mark.parametrize(
    ("which", "chosen", "verdict"),
    [
        ("by_friday", "professional_culture", "best"),
        ("by_friday", "peer_relationships", "defensible"),
        ("by_friday", "value_and_reward", "not here"),
        ("sunday_evening", ["training_focus", "value_and_reward"], "best"),
        ("sunday_evening", ["training_focus"], "defensible"),
        ("sunday_evening", ["training_focus", "professional_culture"], "partly"),
        ("two_letters_one_name", "polarity_hold", "best"),
        ("two_letters_one_name", "problem_split", "not here"),
        ("the_forgotten_declaration", ["problem_lapse", "polarity_interest"], "best"),
        ("the_new_badge", "lead", "best"),
        ("the_new_badge", "director", "not here"),
        ("a_director_indeed", "director", "best"),
        ("answers_to_whom", "clinical_chair", "best"),
    ],
)
def test_written_exercises_answer_as_their_writers_meant(which, chosen, verdict):
    assert EXERCISES[which].answer(chosen).verdict == verdict


@pytest.mark.parametrize(
    ("given_id", "near"),
    [
        ("training", "'training_focus'"),
        ("peers_relationships", "'peer_relationships'"),
        ("", "professional_culture"),
        (3, "3 is not"),
        (None, "None is not"),
        (["training_focus"], "is not one of the answers"),
    ],
)
def test_an_unknown_answer_names_the_near_misses(given_id, near):
    with pytest.raises(UnknownKeyError, match="'by_friday'") as caught:
        EXERCISES["by_friday"].answer([given_id])
    assert isinstance(caught.value, Problem)
    assert isinstance(caught.value, KeyError)
    assert near in str(caught.value)


RANK = ("not here", "partly", "defensible", "best")


@given(st.data())
def test_any_answers_to_any_exercise_are_answered(data):
    it = data.draw(st.sampled_from(list(EXERCISES)))
    ids = [choice.id for choice in it.choices]
    chosen = data.draw(st.lists(st.sampled_from(ids)))
    response = it.answer(chosen)
    assert {c.id for c in response.chosen} == set(chosen)
    parts = [c.id for c in (*response.chosen, *response.missed, *response.others)]
    assert sorted(parts) == sorted(ids)
    assert all(c.feedback in repr(response) for c in (*response.chosen, *response.missed))
    assert (response.verdict == "not answered") == (not chosen)
    assert response.summary in repr(response)
    assert response._repr_html_()
    assert it.answer(reversed(chosen)) == response


@given(st.data())
def test_naming_one_more_that_fits_best_never_makes_it_worse(data):
    it = data.draw(st.sampled_from([e for e in EXERCISES if e.several]))
    chosen = data.draw(st.sets(st.sampled_from([c.id for c in it.choices]), min_size=1))
    more = chosen | {data.draw(st.sampled_from(best(it)))}
    assert RANK.index(it.answer(more).verdict) >= RANK.index(it.answer(chosen).verdict)


def test_an_exercise_and_its_response_do_not_change():
    it = EXERCISES["by_friday"]
    response = it.answer("training_focus")
    for attempt in (
        lambda: setattr(it, "title", "x"),
        lambda: setattr(it.choices[0], "verdict", "not here"),
        lambda: it.choices.append(it.choices[0]),
        lambda: setattr(response, "chosen", ()),
        lambda: setattr(response, "verdict", "best"),
    ):
        with pytest.raises((TypeError, AttributeError)):
            attempt()
    assert response == Response(it.choices, response.chosen, it.several, it.note)


def test_hostile_text_is_escaped():
    hostile = "<script>alert('x')</script>"
    choices = [
        {"id": "a", "text": hostile, "verdict": "best", "feedback": hostile},
        {"id": "b", "text": hostile, "verdict": "not here", "feedback": hostile},
        {"id": "c", "text": hostile, "verdict": "defensible", "feedback": hostile},
    ]
    it = made(choices=choices, title=hostile, scene=hostile, question=hostile, note=hostile)
    for page in (it._repr_html_(), *(it.answer(chosen)._repr_html_() for chosen in ("a", "b", "c", ["a", "b"]))):
        assert "<script>" not in page
        assert "&lt;script&gt;" in page
    assert hostile in repr(it.answer("a"))


@pytest.fixture
def data(tmp_path, monkeypatch) -> Path:
    """A copy of the exercises that a test may spoil."""
    copy = tmp_path / "data"
    shutil.copytree(collection.data_folder(), copy)
    monkeypatch.setattr(collection, "data_folder", lambda: copy)
    return copy / "exercises"
