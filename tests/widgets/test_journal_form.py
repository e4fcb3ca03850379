"""The journal and the record for an appraisal, filled in, written and deleted."""

import leadership_lib as ll
from leadership_lib.teaching.journal.journal import Journal


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
