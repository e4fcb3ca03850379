"""How far a learner has come: counted from what was kept, and where to go on."""

import pytest
from journals import HERE, THERE, Page, clock

import leadership_lib as ll
from leadership_lib.core.faults import RecordError
from leadership_lib.teaching.journal import progress
from leadership_lib.teaching.journal.journal import Journal


def test_progress_counts_what_is_done_and_says_where_to_go_on(journal):
    stages = {stage.notebook: stage for stage in journal.progress()}
    assert list(stages) == list(ll.notebooks.ids)
    assert {stage.state for stage in stages.values()} == {"not begun"}
    assert journal.progress().advice == "Begin with “Start here”."
    case = "10_case_locality_clinical_lead"
    journal.record(case, "judge", "x")
    journal.record(case, "judge", "better")
    journal.record(case, "not an activity of it", "x")
    journal.record(case, "mend", "only a note", kind="note")
    made = journal.progress()
    assert made.next.notebook == case
    assert (made.next.counts, made.next.state, made.next.left) == ("1 of 3", "begun", ("read", "mend"))
    assert made.advice == f"Go on with “{ll.notebooks[case].title}”, activity read."
    for activity in ("read", "mend"):
        journal.record(case, activity, "x")
    made = journal.progress()
    assert {stage.notebook: stage.state for stage in made}[case] == "done"
    assert made.advice == "Next comes “Start here”."
    journal.record(THERE, "write", "x")
    assert journal.progress().next.notebook == THERE
    journal.record(THERE, "change", "x")
    journal.record(HERE, "look", "x")
    assert journal.progress().next is None
    assert journal.progress().advice.startswith("All activities are done.")


def test_where_activities_are_not_known_it_says_only_what_was_kept(path):
    journal = Journal(path, activities={}, clock=clock())
    first = next(notebook for notebook in ll.notebooks if notebook.path == "learner")
    assert journal.progress().advice == f"Begin with “{first.title}”."
    journal.record(THERE, "write", "x")
    journal.record("my own", "first", "x")
    by_id = {stage.notebook: stage for stage in journal.progress()}
    assert (by_id[THERE].counts, by_id[THERE].state) == ("1", "begun")
    assert (by_id[HERE].counts, by_id[HERE].state) == ("none yet", "not begun")
    assert list(by_id)[-1] == "my own"
    assert journal.progress().advice == "Go on with “my own”."


def test_a_notebook_without_activities_has_nothing_to_do(path):
    stages = {s.notebook: s for s in Journal(path, activities={HERE: (), THERE: ("a",)}).progress()}
    assert (stages[HERE].counts, stages[HERE].state) == ("nothing to do", "to read")


def test_progress_shows_as_a_table_with_headings_and_a_link_to_where_to_go_on(journal):
    journal.record("<script>alert(1)</script>", "x", "y")
    journal.record(THERE, "write", "x")
    page = Page(journal._repr_html_())
    tags = [tag for tag, _ in page.tags]
    assert "script" not in tags
    assert tags.count("table") == tags.count("caption") == 1
    scopes = [attrs.get("scope") for tag, attrs in page.tags if tag == "th"]
    assert scopes == ["col"] * 4 + ["row"] * (len(ll.notebooks) + 1)
    assert [attrs["href"] for tag, attrs in page.tags if tag == "a"] == [f"{THERE}.ipynb"]
    assert "2 November 2026" in page.text
    assert journal.progress().advice in page.text
    assert str(journal.path) not in page.text + repr(journal)


def test_only_notebooks_of_ours_are_linked(path):
    journal = Journal(path, activities={"javascript:alert(1)": ("a",)})
    assert "href" not in journal._repr_html_()


def test_activities_are_read_from_the_data_where_they_are_there(tmp_path, monkeypatch):
    monkeypatch.setattr(progress, "data_folder", lambda: tmp_path)
    assert progress.registered() == {}
    file = tmp_path / "framework" / "activities.toml"
    file.parent.mkdir()
    file.write_text(f'{HERE} = ["look", "choose"]\n')
    assert progress.registered() == {HERE: ("look", "choose")}
    assert Journal(tmp_path / "j.toml").progress().next.left == ("look", "choose")
    file.write_text(f"{HERE} = 3\n")
    with pytest.raises(RecordError, match=r"activities\.toml"):
        progress.registered()


def test_the_activities_that_are_registered_belong_to_notebooks_of_ours():
    activities = progress.registered()
    assert set(activities) <= set(ll.notebooks.ids)
    assert all(len(set(names)) == len(names) for names in activities.values())
