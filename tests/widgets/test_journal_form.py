"""The form of the journal and the record: everything is named before it is deleted, and shown before it is taken over."""

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from journals import FULL, HERE, NHS, THERE, Page, clock, full, whats
from strategies import texts

import leadership_lib as ll
from leadership_lib.output.documents import writing
from leadership_lib.teaching import exercise
from leadership_lib.teaching.journal.entry import Entry
from leadership_lib.teaching.journal.journal import Journal
from leadership_lib.teaching.journal.reflection import Reflection


@pytest.fixture
def work(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("LEADERSHIP_WORK", str(tmp_path / "work"))
    return tmp_path / "work"


def press(form: ll.JournalForm, action: str, argument: str | None = None) -> str:
    """Press a button and give what is told."""
    form.act(action, argument)
    return form.state["notice"]


def read_only(*_args, **_more):
    raise OSError(errno.EROFS, os.strerror(errno.EROFS))


def some_work(work: Path) -> ll.JournalForm:
    """Leave something of every kind in the folder of a person's work."""
    Journal().record("01_spot_the_gaps", "your moment", "A late meeting", kind="reflection")
    ll.Role(title="Lead").save(work / "my_first_role.toml")
    ll.GridForm(name="mine").edit([("deeper_fear", "Silence")])
    ll.Studio(ll.Role(title="Lead"), name="mine").edit([("title", "Other")])
    form = ll.JournalForm()
    form.edit([("learned", "Much")])
    form.act("export")
    return form


def test_everything_is_named_before_it_is_deleted_and_then_it_is_gone(work):
    form = some_work(work)
    names = {path.name for path in work.iterdir() if path.suffix == ".toml" and path.name[0] != "."}
    assert len(names) == 6
    said = press(form, "delete", "delete")
    assert "Nothing has been deleted yet" in said
    assert all(name in said for name in names)
    assert "by hand" in said
    assert "my_journal.docx" in said
    assert names <= {path.name for path in work.iterdir()}
    said = press(form, "delete", " Delete ")
    assert said.startswith("Deleted: ")
    assert "my_journal.docx" in said
    assert form.state["cleared"] == ["delete"]
    assert {path.name for path in work.iterdir() if path.name[0] != "."} == {"my_journal.docx"}
    assert (form.value, len(Journal().entries)) == (Reflection(), 0)
    # The word may still stand in the box.
    Journal().record(HERE, "look", "new")
    assert "Nothing has been deleted yet" in press(form, "delete", "delete")
    form.edit([("learned", "More")])
    assert "Nothing has been deleted yet" in press(form, "delete", "delete")
    assert whats(Journal()) == ["new"]


def test_what_came_after_the_list_was_shown_is_not_deleted_unseen(work):
    form = some_work(work)
    press(form, "delete", "")
    ll.Role(title="Another").save(work / "another.toml")
    assert "another.toml" in press(form, "delete", "delete")
    assert (work / "another.toml").exists()
    assert "another.toml" in press(form, "delete", "delete")
    assert not (work / "another.toml").exists()


def test_a_delete_that_fails_says_so_and_what_is_still_there(work, monkeypatch):
    form = some_work(work)
    press(form, "delete")
    with monkeypatch.context() as disk:
        disk.setattr(Path, "unlink", read_only)
        said = press(form, "delete", "delete")
    assert said.startswith("Not everything is deleted.")
    for name in ("journal.toml", "my_record.toml", "my_first_role.toml"):
        assert name in said
        assert (work / name).exists()
    assert "read-only" in said.lower()


def test_with_nothing_kept_there_is_nothing_to_delete(work):
    assert "nothing to delete" in press(ll.JournalForm(), "delete", "delete")


def test_two_forms_on_one_record_keep_what_each_changed(work):
    first, second = ll.JournalForm(), ll.JournalForm()
    first.edit([("learned", "To ask")])
    second.edit([("change", "I promise less")])
    assert (second.value.learned, second.value.change) == ("To ask", "I promise less")
    assert second.values["learned"] == "To ask"
    assert "another window" in second.state["notice"]
    assert ll.JournalForm().value == second.value


def test_what_is_new_is_shown_first_and_what_was_written_stays(work):
    journal = Journal(clock=clock())
    journal.record("01_spot_the_gaps", "your moment", "A late meeting", kind="reflection")
    form = ll.JournalForm(journal)
    form.edit([("title", "My evening"), ("what_happened", f"{form.value.what_happened}\nAnd I said so.")])
    journal.record("01_spot_the_gaps", "your gap", "Hours", kind="reflection")
    journal.record("03_hold_the_paradox", "your paradox", "Two chairs", kind="reflection")
    stated = ll.notebooks["01_spot_the_gaps"].minutes + ll.notebooks["03_hold_the_paradox"].minutes
    before = form.value
    assert "take" in form.state["off"]
    assert "Nothing has changed yet" in press(form, "new")
    assert form.value == before == ll.JournalForm(journal).value
    assert all(words in form.board for words in ("Two chairs", str(stated), "only a suggestion", "2 activities done"))
    assert form.state["off"] == []
    press(form, "take")
    assert form.value.title == "My evening"
    assert (form.value.began, form.value.ended, form.value.minutes) == ("2026-11-01", "2026-11-03", stated)
    assert form.value.what_happened.split("\n") == [
        "1. Spot the gaps (1 November 2026 to 2 November 2026): 2 activities done.",
        "A late meeting",
        "Hours",
        "3. Hold the paradox (3 November 2026): 1 activity done.",
        "Two chairs",
        "And I said so.",
    ]
    assert form.value == ll.JournalForm(journal).value
    assert press(form, "new") == "The record has everything that the journal has."
    form.edit([("minutes", 45)])
    assert press(form, "new") == "The record has everything that the journal has."


def test_what_was_shown_is_forgotten_when_something_else_is_done(work):
    form = some_work(work)
    press(form, "new")
    form.edit([("learned", "Else")])
    press(form, "take")
    assert form.value.minutes is None


def test_minutes_are_proposed_as_what_the_notebooks_say_and_never_claimed(work):
    form = some_work(work)
    assert (form.value.minutes, form.value.credits) == (None, None)
    assert "1. Spot the gaps: 50" in form.board
    form.edit([("minutes", 30)])
    assert "1. Spot the gaps: 50" not in form.board


@given(st.lists(st.tuples(st.sampled_from([HERE, THERE, "my (own) notebook"]), texts()), max_size=4), texts())
def test_bringing_in_twice_changes_nothing_more_and_no_line_is_lost(kept, written):
    class Some:
        entries = tuple(
            Entry(id=str(n), when="2026-11-01", notebook=name, kind="note", what=what)
            for n, (name, what) in enumerate(kept)
        )

    before = Reflection(what_happened=written, title=written, minutes=7)
    once = before.renewed(Some)
    assert once.renewed(Some) == once
    assert (once.title, once.minutes) == (written, 7)
    if kept:
        assert set(written.split("\n")) <= set(once.what_happened.split("\n"))
    else:
        assert once == before


def test_days_are_read_as_people_write_them_or_it_says_what_is_wanted(work):
    form = ll.JournalForm()
    form.edit([("began", "1 Nov 2026"), ("ended", "2026-11-03")])
    assert (form.value.began, form.value.ended) == ("2026-11-01", "2026-11-03")
    assert form.values["began"] == "2026-11-01"
    form.edit([("began", "2/3/2026")])
    assert "month as a word" in form.state["faults"]["began"]
    form.edit([("began", "4 November 2026")])
    assert form.state["faults"]["began"].startswith("Ended: ")
    form.edit([("minutes", "long")])
    assert "quotation" not in form.state["faults"]["minutes"]
    assert {field["kind"] for field in form.groups[0]["fields"] if field["id"] in ("began", "ended")} == {"date"}


def test_a_suspicion_is_named_by_its_field_first_on_the_board_and_told(work):
    form = ll.JournalForm()
    form.edit([("learned", f"Mrs P, {NHS}"), ("so_what", "jo@nhs.net")])
    assert form.state["said"].startswith("“943 476 5919” looks like an NHS number")
    assert set(form.state["remarks"]) == {"learned", "so_what"}
    assert form.board.index("What I learned") < form.board.index("Your progress")
    form.edit([("role", "Lead")])
    assert "NHS number" not in form.state["said"]
    assert form.value.learned == f"Mrs P, {NHS}"


def test_a_record_that_cannot_be_saved_is_told_until_it_is(work, monkeypatch):
    form = ll.JournalForm()
    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        form.edit([("learned", "One")])
        assert "No space left" in form.state["notice"]
    assert "No space left" in press(form, "new")
    form.edit([("so_what", "Two")])
    assert form.state["notice"] == ""
    assert ll.JournalForm().value == Reflection(learned="One", so_what="Two")


@pytest.mark.parametrize(("action", "name"), [("record", "my_appraisal_record"), ("export", "my_journal")])
def test_both_are_written_as_word_and_as_a_page_with_a_link(work, monkeypatch, action, name):
    form = some_work(work)
    for press_, ending in ((action, ".docx"), (f"{action}_page", ".html")):
        assert f"{name}{ending}" in press(form, press_)
        assert (work / f"{name}{ending}").exists()
        links = [attrs for tag, attrs in Page(form.board).tags if tag == "a"]
        assert links[0]["download"] == f"{name}{ending}"
        assert links[0]["href"].startswith("data:")
    (work / f"{name}.html").unlink()
    monkeypatch.setattr(writing, "WORD", False)
    assert "python-docx" in press(form, action)
    assert (work / f"{name}.html").exists()


def test_the_board_has_titles_and_words_and_no_ids(work):
    asked = next(iter(exercise.load("gaps")))
    for choice in asked.choices[:3]:
        Journal().record("01_spot_the_gaps", asked.id, {"chosen": [choice.id], "verdict": choice.verdict})
    Journal().record("01_spot_the_gaps", "your moment", "W" * 500, kind="reflection")
    page = Page(ll.JournalForm().board)
    for words in (asked.title, str(asked.choices[2]), "Verdict: ", "3 tries", "Your moment", "Everything kept: 2"):
        assert words in page.text
    kept = page.text[page.text.index("Everything kept") :]
    assert asked.id not in kept
    assert "01_spot_the_gaps" not in kept


def test_one_field_is_one_field(work):
    form = ll.JournalForm()
    form.value = Reflection(**{**FULL, "role": None})
    assert "1 field of the record is still yours" in form.board
    form.value = Reflection(**FULL)
    assert "The record is complete." in form.board
