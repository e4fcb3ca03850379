"""A note: kept as it is written, in one place of the journal."""

import errno
import os

import leadership_lib as ll
from leadership_lib.teaching.journal.journal import Journal


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
