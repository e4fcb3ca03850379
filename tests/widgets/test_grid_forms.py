"""The form of a grid and the form of a difficulty: one step an edit, saved as one goes, every fault told."""

import errno
import os

import pytest
from grids import HOSTILE, PARADOXES, Tags
from hypothesis import given
from hypothesis import strategies as st

import leadership_lib as ll
from leadership_lib import Problem
from leadership_lib.output.documents import writing
from leadership_lib.redesign.polarity import Answers, Difficulty, PolarityGrid, load
from leadership_lib.widgets.problem_or_polarity import ProblemOrPolarity

# --- the form


def press(form, action, argument=None):
    form.act(action, argument)
    return form.state["notice"]


def files(folder):
    return {path.name for path in folder.iterdir() if path.name[0] != "."} if folder.exists() else set()


def test_each_paradox_has_a_grid_of_its_own_under_a_name(work):
    form = ll.GridForm("representative_executive", name="my grid")
    form.edit([("deeper_fear", "Nobody speaks for us")])
    other = ll.GridForm("interest_credibility", name="my grid")
    assert other.value == PolarityGrid.from_paradox("interest_credibility")
    other.act("start")
    other.edit([("deeper_fear", "Nobody believes us")])
    assert ll.GridForm("representative_executive", name="my grid").value.deeper_fear == "Nobody speaks for us"
    assert files(work) == {f"my_grid.{p}.grid.toml" for p in ("representative_executive", "interest_credibility")}
    assert PolarityGrid.from_file(work / "my_grid.interest_credibility.grid.toml").paradox == "interest_credibility"


def test_another_paradox_is_opened_in_the_form(work):
    form = ll.GridForm("representative_executive", name="my grid")
    form.edit([("deeper_fear", "Nobody speaks for us")])
    offered = form.state["choices"]["open"]
    assert len(offered) == 3
    assert not press(form, "open", offered[1])
    assert form.value.title == offered[1]
    assert [group["title"] for group in form.groups][1:] == list(form.value.names)
    assert form.values["title"] == offered[1]
    assert "undo" in form.state["off"]
    assert "deeper_fear" not in form.values
    press(form, "open", ll.paradoxes["representative_executive"].title)
    assert form.values["deeper_fear"] == "Nobody speaks for us"
    before = form.value
    assert "there are" in press(form, "open", "no such paradox")
    assert form.value == before


def test_a_file_with_the_grid_of_another_paradox_is_refused_and_left(work):
    path = work / "x.interest_credibility.grid.toml"
    content = PolarityGrid.from_paradox("representative_executive").save(path).read_bytes()
    with pytest.raises(Problem, match=r"Voice of one's peers.*not of.*Rename"):
        ll.GridForm("interest_credibility", name="x")
    form = ll.GridForm("representative_executive", name="x")
    assert "Rename" in press(form, "open", ll.paradoxes["interest_credibility"].title)
    assert form.value.paradox == "representative_executive"
    with pytest.raises(Problem, match="This form"):
        form.value = PolarityGrid.from_paradox("interest_credibility")
    assert path.read_bytes() == content


def test_two_windows_on_one_grid_keep_what_each_has_written(work):
    first, second = (ll.GridForm(name="ours") for _ in range(2))
    first.edit([("deeper_fear", "Silence")])
    second.edit([("first.steps", ["An open hour"])])
    assert (second.value.deeper_fear, second.value.first.steps) == ("Silence", ("An open hour",))
    assert second.values["deeper_fear"] == "Silence"
    assert "another window" in second.state["notice"]
    # A step back takes back what was done here, and nothing of the other's.
    second.act("undo")
    assert second.value == ll.GridForm(name="ours").value
    assert (second.value.deeper_fear, second.value.first.steps) == ("Silence", None)


def test_what_is_typed_into_one_part_is_one_step_and_what_changes_nothing_is_none(work):
    form = ll.GridForm(name="ours")
    start = form.value
    for end in range(1, 8):
        form.edit([("deeper_fear", "Silence"[:end])])
    form.edit([("deeper_fear", "Silence")])
    form.edit([("first.name", "Peers")])
    form.edit([("first.steps", 3)])
    form.act("undo")
    assert form.value == start.with_(deeper_fear="Silence")
    form.act("undo")
    assert form.value == start
    assert form.state["off"] == ["undo"]
    form.act("start")
    assert form.state["off"] == ["undo"]
    form.act("undo")
    assert form.value == start


def test_the_points_stand_above_the_picture_under_the_names_of_the_poles(work):
    form = ll.GridForm(name="ours")
    assert form.board.index(load().parts["deeper_fear"].question) < form.board.index("<svg")
    form.edit([("first.name", "Peers"), ("first.steps", ["Replace it"])])
    assert form.state["titles"][1] == "Peers"
    page = Tags(form.board).said
    assert page.index("The tension") < page.index("Peers") < page.index("gives up a pole")
    assert all(load().parts["gains"].question in str(form.groups[n]) for n in (1, 2))


def test_a_grid_is_written_as_word_and_as_a_page_with_a_link(work, monkeypatch):
    form = ll.GridForm(name="ours")
    for action, ending in (("word", ".docx"), ("page", ".html")):
        name = f"ours_representative_executive_grid{ending}"
        assert name in press(form, action)
        assert (work / name).exists()
        link = next(attributes for tag, attributes in Tags(form.board).tags if tag == "a")
        assert link["download"] == name
    (work / "ours_representative_executive_grid.html").unlink()
    monkeypatch.setattr(writing, "WORD", False)
    assert "python-docx" in press(form, "word")
    assert (work / "ours_representative_executive_grid.html").exists()
    form.edit([("deeper_fear", "Silence")])
    assert "download" not in form.board


def test_a_grid_that_cannot_be_saved_is_told_until_it_is(work, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    form = ll.GridForm(name="ours")
    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        form.edit([("deeper_fear", "Silence")])
        assert "No space left" in form.state["notice"]
        assert "No space left" in press(form, "word")
    form.edit([("first.steps", 3)])
    assert "No space left" in form.state["notice"]
    # What changes nothing still tries again.
    form.edit([("deeper_fear", "Silence")])
    assert form.state["notice"] == ""
    assert ll.GridForm(name="ours").value.deeper_fear == "Silence"


def test_a_fault_is_told_to_somebody_who_sees_a_form(work):
    form = ll.GridForm()
    form.edit([("title", 3), ("first.steps", ["x", 3]), ("paradox", "interest_credibility"), ("nonsense", "x")])
    assert form.state["faults"] == {"title": "3; allowed is text", "first.steps": "line 2 3; allowed is text"}
    assert form.value.paradox == "representative_executive"


def test_a_grid_counts_in_the_journal_once_it_is_filled_in(work):
    form = ll.GridForm(name="my grid", notebook="03_hold_the_paradox")
    assert len(ll.Journal().entries) == 0
    form.edit([("deeper_fear", "Silence")])
    form.edit([("deeper_fear", "Silence, for good")])
    (entry,) = ll.Journal().entries
    assert (entry.kind, entry.activity) == ("grid", "my grid")
    assert "my_grid.representative_executive.grid.toml" in str(entry)
    with pytest.raises(Problem, match="activity"):
        ll.GridForm(notebook="03_hold_the_paradox")


# --- problem or polarity?


def test_four_answers_are_answered_back_and_kept(work):
    form = ProblemOrPolarity("03_hold_the_paradox", "problem or polarity, my own")
    assert "4 of the four" in form.state["said"]
    form.edit([("text", "Access <b>or</b> continuity"), ("answers.ongoing", "yes"), ("answers.interdependent", "no")])
    assert "a problem to solve" in form.state["said"]
    assert load().questions["interdependent"].no in form.board
    form.edit([("answers.interdependent", "yes"), ("answers.both_good", "yes")])
    assert "1 of the four" in form.state["said"]
    form.edit([("answers.swings_back", "yes")])
    assert form.value.kind.answer == "polarity"
    assert "Say which of the four is nearest" in form.board
    form.edit([("paradox", "representative_executive")])
    assert "Split the two between different people" in form.board
    assert "boss doctor" in form.board
    assert form.value.tempting.ids == ("split_the_roles",)
    again = ProblemOrPolarity("03_hold_the_paradox", "problem or polarity, my own")
    assert again.value == form.value
    assert again.values["answers.swings_back"] == "yes"
    (entry,) = ll.Journal().entries
    assert "a polarity to hold" in str(entry)
    assert "representative_executive" not in str(entry)


def test_what_was_answered_to_a_question_in_other_words_stays_in_the_journal(work):
    where = "03_hold_the_paradox", "problem or polarity, my own"
    ll.Journal().replace(*where, {"Is it going on, as one asked last year?": "yes"}, kind="answer")
    form = ProblemOrPolarity(*where)
    form.edit([("answers.ongoing", "no")])
    (entry,) = ll.Journal().entries
    assert entry.what["Is it going on, as one asked last year?"] == "yes"
    assert entry.what[load().questions["ongoing"].title] == "no"


def test_without_a_place_it_works_and_keeps_nothing(work):
    form = ProblemOrPolarity()
    form.edit([("answers.ongoing", "perhaps"), ("nonsense", "x")])
    assert set(form.state["faults"]) == {"answers.ongoing", "nonsense"}
    form.value = Difficulty(answers=Answers(ongoing="no"))
    assert "a problem to solve" in form.board
    assert files(work) == set()


def test_what_was_answered_can_be_taken_back(work):
    form = ProblemOrPolarity("03_hold_the_paradox", "own")
    form.edit([("text", "x")])
    form.edit([("text", None)])
    assert len(ll.Journal().entries) == 0


@given(st.dictionaries(st.sampled_from(tuple(load().questions)), st.sampled_from(["yes", "no", "unsure", None])))
def test_every_set_of_answers_is_shown(answers):
    form = ProblemOrPolarity()
    for paradox in (None, *PARADOXES):
        form.value = Difficulty(text=HOSTILE, answers=Answers(**answers), paradox=paradox)
        assert "<script>" not in form.board
        assert form.state["said"]


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
