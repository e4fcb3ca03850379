"""What a learner has in `my_work` from version 0.1 opens as they left it, and their backup comes back.

The files in `made_by_0_1` were made by that version: through the forms, by a session in code, and by bringing an early
backup back over what was changed since. What is expected of them below is what was typed into it.
"""

import shutil
from pathlib import Path

import pytest

import leadership_lib as ll
from leadership_lib.redesign.session import Session

MADE = Path(__file__).with_name("made_by_0_1")
BACKUP = "great_jobs_work_2026-11-28.zip"
CASE = "10_case_locality_clinical_lead"
FACTS = {
    "title": "Clinical lead for frailty – “Ward & home”",
    "layer": "place",
    "capacity.hours_paid": 4,
    "capacity.hours_expected": 10.5,
    "purpose.higher": "Fewer falls at home",
    "appointment.losses": [],
    "influence.decision_rights": [
        {"what": "Where the falls team works", "over": "services", "extent": "recommends"},
    ],
    "objectives": [
        {
            "text": "Visit within two days",
            "measure": "share seen",
            "by": "June 2027",
            "milestones": ["list by March"],
        }
    ],
    "tensions.interest_credibility": {
        "said_openly": True,
        "approach": "hold both",
        "staying_in_practice": ["Keep two sessions"],
    },
}
ROLE = ll.Role().with_(FACTS)


def made() -> dict[str, bytes]:
    files = (path for path in MADE.rglob("*") if path.is_file() and path.name != BACKUP)
    return {path.relative_to(MADE).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def work(tmp_path, monkeypatch) -> Path:
    """A learner's folder, as 0.1 left it."""
    folder = tmp_path / "my_work"
    shutil.copytree(MADE, folder, ignore=shutil.ignore_patterns(BACKUP))
    monkeypatch.setenv("LEADERSHIP_WORK", str(folder))
    return folder


def test_a_saved_role(work):
    assert ll.load_role(work / "my_role.toml") == ROLE
    kept = ll.load_role(work / "my_role (kept 2026-11-21 08.30).toml")
    assert kept == ll.Role(title="Changed after the backup")


def test_a_studio_goes_on_where_it_stopped_with_its_versions(work):
    studio = ll.Studio(ROLE, name="frailty lead")
    assert studio.session.resumed
    assert studio.session.start == ROLE
    assert studio.value == ROLE.with_({"capacity.hours_paid": 8, "title": "Frailty lead"})
    assert studio.session.versions == {
        "Six hours": ROLE.with_({"capacity.hours_paid": 6}),
        "Eight hours": ROLE.with_({"capacity.hours_paid": 8}),
    }
    studio.act("open", "Six hours")
    assert studio.value.capacity.hours_paid == 6
    assert ll.Studio(ROLE, name="frailty lead").value == studio.value


def test_a_session_that_was_begun_in_code(work):
    session = Session(ll.Role(title="Begun in code"), work / "in_code.studio.toml")
    assert session.resumed
    assert session.value == ll.Role(title="Begun in code", organisation="North Place")
    assert session.versions == {}


def test_every_kind_of_entry_of_the_journal(work):
    journal = ll.Journal()
    assert journal.problem is None
    kept = [(e.notebook, e.activity, e.kind, e.minutes) for e in journal.entries]
    assert kept == [
        ("01_spot_the_gaps", "by_friday", "answer", None),
        ("02_layers_and_languages", "up_from_the_waiting_room", "answer", None),
        ("01_spot_the_gaps", "your_example", "reflection", None),
        ("01_spot_the_gaps", None, "note", 45),
        ("20_redesign_your_role", "write", "role", 12.5),
        (CASE, "rate", "answer", None),
        ("03_hold_the_paradox", "your_own", "answer", None),
        ("03_hold_the_paradox", "grid", "grid", None),
    ]
    quiz, layers, note, remark, role, rating, polarity, grid = (entry.what for entry in journal.entries)
    assert quiz["chosen"] == ("professional_culture",)
    assert layers["chosen"] == ("locality",)
    assert note == "A meeting that ran late.\nNobody decided – “again”."
    assert remark == "The whole notebook took one evening"
    assert role == {"hours": 4.5, "steps": ("ask", "agree"), "signed": True, "people": {"manager": "yes"}}
    assert rating == {"purpose": 3, "influence": 4, "clarity": 5, "autonomy": 6, "fairness": 7}
    assert {"Rota or list?", "yes", "no"} < set(polarity.values())
    assert grid["polarity grid"] == "Sessions or meetings"
    journal.record(CASE, "rate", "Written by this version")
    assert [entry.id for entry in ll.Journal().entries][:8] == [entry.id for entry in journal.entries][:8]


def test_what_was_answered_stands_in_the_forms_again(work):
    assert [c.id for c in ll.Quiz("gaps").value["by_friday"].chosen] == ["professional_culture"]
    assert [c.id for c in ll.Quiz("layers").value["up_from_the_waiting_room"].chosen] == ["locality"]
    note = ll.Note("What did you notice?", "01_spot_the_gaps", "your_example")
    assert note.value == "A meeting that ran late.\nNobody decided – “again”."
    rating = ll.Rating(ll.load_role("lmc_officer"), notebook=CASE, activity="rate")
    assert list(rating.value.values()) == [3, 4, 5, 6, 7]
    difficulty = ll.ProblemOrPolarity("03_hold_the_paradox", "your_own").value
    assert difficulty.text == "Rota or list?"
    assert (difficulty.answers.ongoing, difficulty.answers.both_good) == ("yes", "no")


def test_the_record_for_an_appraisal_and_the_one_that_was_kept(work):
    record = ll.JournalForm().value
    assert (record.name, record.began, record.ended) == ("A. Learner", "2026-11-02", "2026-11-27")
    assert (record.minutes, record.learned, record.shared_with) == (90, "Hours count.", "My appraiser")
    assert (record.gmp_domains, record.attachments, record.no_patient_data) == (("gmp_1",), ("slides.pdf",), True)
    assert "A meeting that ran late.\nNobody decided – “again”." in record.what_happened
    assert record.change is None, "the backup was made before it was written"
    kept = ll.Reflection.from_file(work / "my_record (kept 2026-11-21 08.30).toml")
    assert kept == record.with_(change="Written after the backup")
    assert ll.write_reflection(record, work / "record.md").read_text("utf-8").count("Hours count.") == 1


def test_the_grids(work):
    grid = ll.GridForm("interest_credibility").value
    assert (grid.title, grid.deeper_fear) == ("Sessions or meetings", "Neither trusts me")
    assert (grid.first.name, grid.first.gains) == ("Lead", ("A voice in the room",))
    assert grid.second.warnings == ("Two clinics cancelled in a month",)
    named = ll.GridForm("professional_autonomy", name="My practice").value
    assert named.greater_purpose == "Care that people trust"
    assert named.first.gains, "what the paper says stands in it too"


def test_the_backup_comes_back_whole_into_an_empty_folder(tmp_path):
    backup = ll.Backup(tmp_path / "empty")
    backup.choose((MADE / BACKUP).read_bytes())
    backup.bring()
    assert {item.name: (backup.folder / item.name).read_bytes() for item in backup.value} == made()
    assert len(made()) == 11


def test_the_backup_comes_back_beside_what_was_written_since(work):
    ll.Role(title="Written since").save(work / "my_role.toml")
    backup = ll.Backup()
    backup.choose((MADE / BACKUP).read_bytes())
    backup.bring()
    assert ll.load_role(work / "my_role.toml") == ROLE
    files = {item.name: (work / item.name).read_bytes() for item in backup.value}
    [new] = files.keys() - made().keys()
    assert ll.load_role(work / new) == ll.Role(title="Written since")
    assert made().items() <= files.items()


def test_all_that_0_1_keeps_is_found_when_it_is_to_be_deleted(work):
    form = ll.JournalForm()
    form.act("delete", "")
    for name in made():
        if name.endswith(".toml"):
            assert name in form.state["notice"]
