"""What the start page counts beside the journal: redesigns, versions, cases and documents, and one next step."""

import os
from pathlib import Path

import pytest
from journals import Page

from leadership_lib import Role, Session
from leadership_lib.core.folders import slug
from leadership_lib.teaching.journal.journal import Journal

LEAD = Role(title="Lead nurse", organisation="Marl Valley network")


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path


def redesign(folder: Path, name: str, role: Role = LEAD, *versions: str) -> Session:
    session = Session(role, folder / f"{name}.studio.toml")
    session.change({"capacity.hours_paid": 8})
    session.save()
    for version in versions:
        session.keep_version(version)
    return session


def progress(folder: Path):
    return Journal(folder / "journal.toml").progress()


def set_time(path: Path, seconds: int) -> None:
    os.utime(path, (seconds, seconds))


def test_where_nothing_was_made_nothing_is_counted(folder):
    assert progress(folder).counts == ""
    assert progress(folder).advice == "Begin with “1. Spot the gaps”."


def test_redesigns_versions_cases_and_documents_are_counted(folder):
    redesign(folder, slug("place_lead"), LEAD, "as it is", "second")
    redesign(folder, "my_post")
    Journal(folder / "journal.toml").record("cases/ccg_clinical_chair", "your line", "x")
    for name in ("lead_description.docx", "lead_handout.docx", "my_journal.html", "notes.txt", "~$lead.docx"):
        (folder / name).write_bytes(b"")
    # The place's lead is a case too: a redesign of it, without an answer in its notebook.
    assert progress(folder).counts == "Made so far: 2 redesigns, 2 versions, 2 cases, 3 documents."
    assert "2 redesigns, 2 versions" in Page(Journal(folder / "journal.toml")._repr_html_()).text
    assert "2 redesigns, 2 versions" in repr(progress(folder))


def test_whoever_was_last_in_the_studio_is_led_back_there_and_to_the_documents(folder):
    journal = Journal(folder / "journal.toml")
    journal.record("01_spot_the_gaps", "your moment", "x")
    redesign(folder, "my_post")
    set_time(folder / "my_post.studio.toml", 4_000_000_000)
    assert progress(folder).advice == "Go on with your redesign of “Lead nurse”, then make its Word files."
    page = Page(journal._repr_html_())
    assert [attrs["href"] for tag, attrs in page.tags if tag == "a"] == ["20_redesign_your_role.ipynb"]
    (folder / "lead_description.docx").write_bytes(b"")
    set_time(folder / "lead_description.docx", 4_000_000_001)
    assert "Show it to whoever signs" in progress(folder).advice


def test_whoever_answered_something_since_is_led_on_from_there(folder):
    redesign(folder, "my_post")
    set_time(folder / "my_post.studio.toml", 1_000_000_000)
    Journal(folder / "journal.toml").record("01_spot_the_gaps", "your moment", "x")
    assert progress(folder).advice.startswith("Go on with “1. Spot the gaps”")


def test_a_studio_that_cannot_be_read_counts_and_breaks_nothing(folder):
    (folder / "broken.studio.toml").write_text("not = [toml")
    assert progress(folder).counts == "Made so far: 1 redesign."
    assert "redesign of “broken”" in progress(folder).advice


def test_what_is_called_hostile_is_shown_as_text(folder):
    redesign(folder, "x", Role(title="<script>alert(1)</script>"))
    set_time(folder / "x.studio.toml", 4_000_000_000)
    page = Page(Journal(folder / "journal.toml")._repr_html_())
    assert "script" not in [tag for tag, _ in page.tags]
    assert "<script>alert(1)</script>" in page.text
