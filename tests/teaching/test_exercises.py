"""The exercises: enough of each kind, nothing said twice; files whose slips are named."""

import dataclasses
import re
import shutil
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from leadership_lib.core import collection
from leadership_lib.core.errors import UnknownKeyError
from leadership_lib.framework.concepts import load as framework
from leadership_lib.teaching import exercise
from leadership_lib.teaching.exercise import FILES, Exercise, ExerciseError
from leadership_lib.teaching.feedback import Choice

EXERCISES = exercise.load()


#: How many of each kind there are at least.
AT_LEAST = {"gaps": 14, "problem or polarity": 8, "layers": 6, "titles and accountability": 8, "a live agenda": 6}


#: Sections 2 and 3 of the paper, what a practice can fix and measure, and section 6.
PROPOSITIONS = {f"P{n:02}" for n in (*range(7, 32), 41, *range(45, 51))}


every_exercise = pytest.mark.parametrize("it", EXERCISES, ids=EXERCISES.ids)


def holding(it: Exercise) -> list[Choice]:
    return [choice for choice in it.choices if choice.verdict != "not here"]


def best(it: Exercise) -> list[str]:
    return [choice.id for choice in it.choices if choice.verdict == "best"]


def texts(it: Exercise) -> list[str]:
    said = [it.title, it.scene, it.question, it.note or ""]
    return said + [text for choice in it.choices for text in (str(choice), choice.feedback)]


def words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))


def sentences(text: str) -> int:
    return len(re.findall(r"[.?!](?=\s|$)", text))


def test_there_are_enough_of_each_kind():
    counted = Counter(it.kind for it in EXERCISES)
    assert list(counted) == list(AT_LEAST) == list(FILES)
    assert {kind: n for kind, n in AT_LEAST.items() if counted[kind] < n} == {}
    assert len(EXERCISES) >= 36


def test_they_cover_what_the_paper_says_of_gaps_paradoxes_layers_and_titles():
    assert PROPOSITIONS - {p for it in EXERCISES for p in it.propositions} == set()


def test_every_gap_is_at_work_in_several_scenes_and_several_scenes_have_two():
    scenes = exercise.load("gaps")
    at_work = Counter(gap for it in scenes for gap in best(it))
    assert set(at_work) == set(framework("gaps").ids)
    assert min(at_work.values()) >= 3
    assert sum(len(best(it)) >= 2 for it in scenes) >= 4


def test_two_scenes_are_both_a_problem_and_a_polarity():
    def readings(it: Exercise) -> set[str]:
        return {choice.text.split(":")[0] for choice in holding(it)}

    counted = Counter(frozenset(readings(it)) for it in exercise.load("problem or polarity"))
    assert counted[frozenset({"A problem"})] >= 2
    assert counted[frozenset({"A polarity"})] >= 2
    assert counted[frozenset({"A problem", "A polarity"})] >= 2


def test_every_difficulty_occurs():
    assert {it.difficulty for it in EXERCISES} == {1, 2, 3}


def test_the_best_answer_does_not_always_stand_in_the_same_place():
    places = Counter([c.verdict for c in it.choices].index("best") for it in EXERCISES if it.kind != "gaps")
    assert max(places.values()) <= sum(places.values()) / 2


@every_exercise
def test_a_scene_is_short_and_so_is_what_is_said_back(it):
    assert 2 <= sentences(it.scene) <= 4
    assert it.question.endswith("?")
    for choice in it.choices:
        assert 1 <= sentences(choice.feedback) <= 3, choice.id
        assert 60 <= len(choice.feedback) <= 400, choice.id


@every_exercise
def test_an_answer_is_never_just_wrong_or_right(it):
    for choice in it.choices:
        assert not re.match(r"(?i)(not )?(right\b|yes\b|no[,.;:])", choice.feedback), choice.id
        assert not re.search(r"(?i)\b(wrong|incorrect|correct)\b", choice.feedback), choice.id
    assert any(choice.verdict == "not here" for choice in it.choices)


@every_exercise
def test_where_more_than_one_answer_holds_a_note_says_why(it):
    assert len(holding(it)) < 2 or it.note
    assert it.note is None or len(holding(it)) > 1


@every_exercise
def test_a_real_figure_has_its_source(it):
    figures = [
        figure for text in texts(it) for figure in re.findall(r"\d+", text) if not re.match(r"20\d\d$", figure)
    ]
    assert not figures or it.sources


@every_exercise
def test_it_reads_back_to_an_equal_exercise(it):
    assert Exercise.from_toml(it.to_toml()) == it


@every_exercise
def test_a_gap_may_leave_out_its_text_and_everything_else_may_not(it):
    if it.kind == "gaps":
        assert [(c.id, c.text) for c in it.choices] == [(gap.id, gap.title) for gap in framework("gaps")]
    assert all(choice.text for choice in it.choices)


def test_at_least_four_have_more_than_one_answer_that_holds():
    assert sum(len(holding(it)) > 1 and bool(it.note) for it in EXERCISES) >= 4


def test_no_two_answers_say_nearly_the_same_back():
    said = [(f"{it.id}.{choice.id}", words(choice.feedback)) for it in EXERCISES for choice in it.choices]
    alike = [(a, b) for (a, x), (b, y) in combinations(said, 2) if len(x & y) > 0.45 * len(x | y)]
    assert alike == []


def test_no_two_exercises_have_the_same_title_or_nearly_the_same_scene():
    assert len({it.title for it in EXERCISES}) == len(EXERCISES)
    alike = [(a.id, b.id) for a, b in combinations(EXERCISES, 2) if len(words(a.scene) & words(b.scene)) > 40]
    assert alike == []


def test_every_file_says_that_people_and_places_are_invented():
    for file in FILES.values():
        text = (collection.data_folder() / "exercises" / file).read_text("utf-8")
        comment = " ".join(line.lstrip("# ") for line in text.splitlines() if line.startswith("#"))
        assert re.search(r"(?i)all people(,| and) places.* are invented", comment), file


def test_a_kind_can_be_asked_for():
    assert [it for kind in FILES for it in exercise.load(kind)] == list(EXERCISES)
    for kind in FILES:
        assert {it.kind for it in exercise.load(kind)} == {kind}
    assert exercise.load() is EXERCISES


@pytest.mark.parametrize(("kind", "near"), [("gap", "'gaps'"), ("layer", "'layers'"), ("titles", "'titles and")])
def test_a_kind_that_is_not_there_names_the_near_misses(kind, near):
    with pytest.raises(UnknownKeyError, match="kinds of exercise") as caught:
        exercise.load(kind)
    assert repr(kind) in str(caught.value)
    assert near in str(caught.value)


def test_it_shows_the_question_and_folds_the_answers_away():
    it = EXERCISES["red_on_the_chart"]
    assert str(it) == it.title
    shown = repr(it)
    assert it.scene in shown
    assert f"{it.question} Choose one." in shown
    assert not any(choice.feedback in shown for choice in it.choices)
    asked, _, back = it._repr_html_().partition("<details>")
    assert "Choose one." in asked
    assert "Tomasz Wilk" in asked
    assert not any(choice.feedback[:30] in asked for choice in it.choices)
    assert back.count("<li>") == len(it.choices)
    assert "Choose all that fit." in EXERCISES["sunday_evening"]._repr_html_()


@pytest.fixture
def data(tmp_path, monkeypatch) -> Path:
    """A copy of the exercises that a test may spoil."""
    copy = tmp_path / "data"
    shutil.copytree(collection.data_folder(), copy)
    monkeypatch.setattr(collection, "data_folder", lambda: copy)
    return copy / "exercises"


def spoilt(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1), "utf-8")


def first(path: Path, line: str) -> str:
    """Give the first line that begins so."""
    return next(found for found in path.read_text("utf-8").splitlines() if found.startswith(line))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("feedback =", "# feedback =", ["[by_friday] choices[1].feedback", "needed"]),
        ("feedback =", "fedback =", ["[by_friday] choices[1].fedback", "'feedback'"]),
        (
            'verdict = "best"',
            'verdict = "good"',
            ["[by_friday] choices[1].verdict", "'good'", "best, defensible, not"],
        ),
        ('verdict = "best"', 'verdict = "defensible"', ["[by_friday] choices:", "none with the verdict 'best'"]),
        (
            'id = "training_focus"',
            'id = "professional_culture"',
            ["[by_friday] choices[2].id", "'professional_culture'", "another choice has this id"],
        ),
        (
            'id = "training_focus"',
            'id = "training"',
            ["[by_friday] choices[2].id", "'training'", "did you mean 'training_focus'", "needs its feedback"],
        ),
        ('"P07", "P09"', '"P07", "P99"', ["[by_friday] propositions[2]", "'P99'", "did you mean"]),
        ("difficulty = 1", "difficulty = 4", ["[by_friday] difficulty", "4", "1 to 3"]),
        ("difficulty = 1", 'difficulty = 1\nsources = ["XX"]', ["[by_friday] sources[1]", "'XX'"]),
        ("difficulty = 1", "difficulty = 1\nseveral = 1", ["[by_friday] several", "true or false"]),
        ("difficulty = 1", 'difficulty = 1\nkind = "layers"', ["[by_friday] kind", "'layers'", "leave it out"]),
        ("difficulty = 1", 'difficulty = 1\nid = "other"', ["[by_friday] id", "'other'", "leave it out"]),
        ("scene =", "# scene =", ["[by_friday] scene", "needed"]),
        ("[by_friday]", "stray = 3\n[by_friday]", ["[stray]", "3", "table"]),
        ("[by_friday]", "[by_friday", ["the file", "line"]),
    ],
)
def test_a_slip_is_named_with_file_table_key_and_reason(data, old, new, said):
    spoilt(data / "gaps.toml", old, new)
    with pytest.raises(ExerciseError) as caught:
        exercise.read_all()
    assert "data/exercises/gaps.toml" in str(caught.value)
    for part in said:
        assert part in str(caught.value)


def test_an_answer_without_a_text_is_named(data):
    path = data / "layers.toml"
    spoilt(path, first(path, "text ="), "")
    with pytest.raises(
        ExerciseError, match=r"layers\.toml[\s\S]*\[up_from_the_waiting_room\] choices\[1\]\.text.*needed"
    ):
        exercise.read_all()


@pytest.mark.parametrize(("choices", "found"), [("choices = []", "0 of them"), ("", "choices: found nothing")])
def test_an_exercise_without_answers_is_named(data, choices, found):
    table = f'[bare]\ntitle = "t"\nscene = "s"\nquestion = "q"\ndifficulty = 1\npropositions = []\n{choices}\n'
    (data / "layers.toml").write_text(table, "utf-8")
    with pytest.raises(ExerciseError) as caught:
        exercise.read_all()
    assert "[bare] choices" in str(caught.value)
    assert found in str(caught.value)


def test_one_answer_is_too_few(data):
    it = EXERCISES["who_speaks_today"]
    with pytest.raises(ExerciseError, match=r"choices: found 1 of them; at least two"):
        dataclasses.replace(it, choices=[choice for choice in it.choices if choice.verdict == "best"])


def test_slips_in_several_tables_are_named_together(data):
    spoilt(data / "gaps.toml", "difficulty = 1", "difficulty = 0")
    spoilt(data / "gaps.toml", 'title = "Who decided that?"', 'titel = "Who decided that?"')
    with pytest.raises(ExerciseError) as caught:
        exercise.read_all()
    assert [fault.key for fault in caught.value.faults] == [
        "[by_friday] difficulty",
        "[who_decided] titel",
        "[who_decided] title",
    ]


def test_a_name_used_in_two_files_is_named(data):
    text = (data / "titles.toml").read_text("utf-8").replace("two_lines", "by_friday")
    (data / "titles.toml").write_text(text, "utf-8")
    with pytest.raises(ExerciseError, match=r"titles\.toml[\s\S]*\[by_friday\].*gaps\.toml has a table of this name"):
        exercise.read_all()


def test_a_missing_file_is_named(data):
    (data / "polarities.toml").unlink()
    with pytest.raises(ExerciseError, match=r"polarities\.toml"):
        exercise.read_all()


def test_an_answer_leads_to_a_later_exercise_of_its_file(data):
    spoilt(data / "agenda.toml", 'leads_to = "the_vote"', 'leads_to = "item_four"')
    with pytest.raises(ExerciseError, match=r"agenda\.toml[\s\S]*choices\[1\]\.leads_to.*'item_four'.*later table"):
        exercise.read_all()


def test_every_moment_of_the_agenda_is_reached_and_the_best_path_is_not_the_only_one():
    moments = exercise.load("a live agenda")
    reached = {choice.leads_to for it in moments for choice in it.choices} - {None}
    assert reached == set(moments.ids) - {"item_four"}
    assert [it.id for it in exercise.openings(moments)] == ["item_four"]
    assert all(len({choice.leads_to for choice in it.choices}) > 1 for it in moments if it.choices[0].leads_to)
