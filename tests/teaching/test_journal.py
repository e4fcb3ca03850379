"""The journal: kept whatever happens, told honestly, exported and deleted; and the record for an appraisal made of it."""

import errno
import os
import signal
import subprocess
import sys
import tomllib
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory

import mistune
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from strategies import AWKWARD, maybe, texts
from word_files import paragraphs

import leadership_lib as ll
from leadership_lib import Problem
from leadership_lib.core import lock
from leadership_lib.core.errors import UnknownKeyError
from leadership_lib.core.records import RecordError, field_kinds
from leadership_lib.output.documents import markdown, web, word, writing
from leadership_lib.output.documents.content import count
from leadership_lib.output.documents.lines import clean
from leadership_lib.teaching import exercise
from leadership_lib.teaching.journal import appraisal, progress
from leadership_lib.teaching.journal import documents as document
from leadership_lib.teaching.journal.entry import DEEPEST, Entry, day, latest, read_day
from leadership_lib.teaching.journal.journal import Journal
from leadership_lib.teaching.journal.reflection import Reflection

HERE, THERE = "00_start_here", "20_redesign_your_role"
ACTIVITIES = {
    HERE: ("look",),
    "10_case_locality_clinical_lead": ("read", "judge", "mend"),
    THERE: ("change", "write"),
}
NHS = "943 476 5919"


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "folder" / "journal.toml"


@pytest.fixture
def journal(path) -> Journal:
    return Journal(path, clock=clock(), activities=ACTIVITIES)


def clock(start: int = 0):
    """Give a clock that goes on by a day each time it is looked at."""
    days = iter(range(start + 1, 29))
    return lambda: f"2026-11-{next(days):02}T19:05:00+00:00"


def whats(journal: Journal) -> list:
    return [entry.what for entry in journal.entries]


def full(*_args, **_more):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


# --- keeping


def test_what_is_recorded_is_kept_in_one_plain_file(path, journal):
    assert not path.exists()
    entry = journal.record(HERE, "look", "It works", minutes=4)
    assert (entry.when, entry.notebook, entry.activity) == ("2026-11-01T19:05:00+00:00", HERE, "look")
    assert (entry.kind, entry.what, entry.minutes) == ("answer", "It works", 4)
    note = journal.record(THERE, None, "Ask for backfill", kind="note")
    kept = tomllib.loads(path.read_text("utf-8"))
    assert [item["what"] for item in kept["entries"]] == ["It works", "Ask for backfill"]
    assert path.read_text("utf-8").startswith("# Your journal.")
    again = Journal(path)
    assert again.entries == journal.entries == (entry, note)
    assert entry.id != note.id


def test_without_a_path_it_is_in_the_folder_of_the_persons_work():
    journal = Journal()
    journal.record(HERE, "look", "It works")
    assert journal.path == ll.work_folder() / "journal.toml"
    assert journal.path.exists()
    journal.delete_all()


def test_the_clock_gives_this_moment_with_its_distance_from_greenwich(path):
    entry = Journal(path).record(HERE, "look", "x")
    assert entry.when[-6] in "+-"


def test_entries_of_a_notebook_the_latest_and_what_is_done(journal):
    assert (journal.entries, journal.of(HERE), journal.latest(HERE, "look"), journal.done(HERE)) == ((), (), None, ())
    journal.record(THERE, "write", "first")
    journal.record(HERE, "look", "elsewhere")
    journal.record(THERE, "change", {"fact": "hours"}, kind="role")
    second = journal.record(THERE, "write", "second")
    journal.record(THERE, "think", "only a note", kind="note")
    journal.record(THERE, None, "On the whole", kind="reflection")
    assert [entry.what for entry in journal.of(HERE)] == ["elsewhere"]
    assert journal.latest(THERE, "write") == second
    assert journal.latest(HERE, "write") is None
    assert journal.done(THERE) == ("write", "change")


def things() -> st.SearchStrategy:
    """Anything that can be kept: text, or a table."""
    leaves = st.booleans() | st.integers(-(2**63) + 1, 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False)
    leaves |= texts() | st.just("")
    inner = st.recursive(
        leaves, lambda more: st.lists(more, max_size=3) | st.dictionaries(texts(), more, max_size=3), max_leaves=8
    )
    return texts() | st.dictionaries(texts(), inner, max_size=4)


@settings(max_examples=80)
@given(st.lists(st.tuples(texts(), st.none() | texts(), things()), max_size=4))
@example([(text, text, text) for text in AWKWARD])
@example([(text, text, {text: [text, {text: text}]}) for text in AWKWARD])
def test_whatever_is_kept_is_what_is_read_again(kept):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "journal.toml"
        journal = Journal(path, activities={})
        for notebook, activity, what in kept:
            journal.record(notebook, activity, what)
        assert journal.problem is None
        again = Journal(path, activities={}) if kept else journal
        assert again.entries == journal.entries
        assert [(e.notebook, e.activity) for e in again.entries] == [(n, a) for n, a, _ in kept]
        assert str(again.entries)
        assert again._repr_html_()


def deep(levels: int):
    return {"more": deep(levels - 1)} if levels else {"end": 1}


@pytest.mark.parametrize(
    "what",
    [
        None,
        "",
        "  ",
        3,
        True,
        ["a list"],
        object(),
        "lone \ud800",
        b"bytes",
        {"a": None},
        {"a": float("nan")},
        {"a": 2**64},
        {"a": 10**5000},
        {1: "a"},
        {"": "a"},
        {"\ud800": "a"},
        {"a": ["b", {"c": object()}]},
        deep(DEEPEST),
        deep(900),
    ],
    ids=lambda what: type(what).__name__,
)
def test_what_cannot_be_kept_is_refused_and_nothing_changes(path, journal, what):
    journal.record(HERE, "look", "kept")
    before = path.read_bytes()
    with pytest.raises(Problem, match="what"):
        journal.record(HERE, "look", what)
    assert whats(journal) == ["kept"]
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("facts", "key"),
    [
        ({"notebook": " "}, "notebook"),
        ({"notebook": None}, "notebook"),
        ({"activity": ""}, "activity"),
        ({"kind": "exam"}, "kind"),
        ({"minutes": -1}, "minutes"),
        ({"minutes": "4"}, "minutes"),
    ],
)
def test_other_slips_are_named(journal, facts, key):
    with pytest.raises(RecordError) as caught:
        journal.record(**{"notebook": HERE, "activity": "look", "what": "x", **facts})
    assert [fault.key for fault in caught.value.faults] == [key]
    assert journal.entries == ()


def test_a_clock_that_gives_no_time_is_named(path):
    with pytest.raises(RecordError, match="when"):
        Journal(path, clock=lambda: "soon").record(HERE, "look", "x")


def test_entries_cannot_be_changed(journal):
    entry = journal.record(HERE, "look", {"a": ["b"]})
    with pytest.raises(AttributeError):
        entry.what = "other"
    with pytest.raises(TypeError):
        entry.what["a"] = "other"
    assert entry.what["a"] == ("b",)


def test_a_role_can_be_kept_and_read_again(journal, best):
    kept = journal.record(THERE, "change", best.to_dict(), kind="role")
    journal.record(THERE, "change", ll.Role().to_dict(), kind="role")
    again = Journal(journal.path).entries
    assert ll.Role.from_dict(again[0].what) == ll.Role.from_dict(kept.what) == best
    assert ll.Role.from_dict(again[1].what) == ll.Role()


# --- deleting


class Kept(RuleBasedStateMachine):
    """Two journals open on one file, on a disk that fills up now and then, beside a plain list."""

    def __init__(self):
        super().__init__()
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "journal.toml"
        self.journals = [Journal(self.path, activities={}) for _ in range(2)]
        self.disk: list[str] = []
        self.pending: list[list[str]] = [[], []]
        self.count = 0

    def teardown(self):
        self.folder.cleanup()

    @rule(which=st.sampled_from([0, 1]), full_disk=st.booleans())
    def record(self, which, full_disk):
        self.count += 1
        journal, what = self.journals[which], str(self.count)
        with pytest.MonkeyPatch.context() as disk:
            if full_disk:
                disk.setattr(os, "fsync", full)
            journal.record(HERE, "look", what)
        self.pending[which].append(what)
        assert bool(journal.problem) == full_disk
        if not full_disk:
            self.disk += self.pending[which]
            self.pending[which].clear()

    @rule(which=st.sampled_from([0, 1]), place=st.integers(0, 20))
    def delete(self, which, place):
        journal = self.journals[which]
        entries = journal.entries
        if entries:
            gone = entries[place % len(entries)]
            journal.delete(gone.id)
            self.disk = [what for what in [*self.disk, *self.pending[which]] if what != gone.what]
            self.pending[which].clear()
            assert journal.problem is None

    @rule(which=st.sampled_from([0, 1]))
    def delete_all(self, which):
        self.journals[which].delete_all()
        self.disk.clear()
        self.pending[which].clear()
        assert not self.path.exists()

    @invariant()
    def is_the_same(self):
        for journal, pending in zip(self.journals, self.pending, strict=True):
            assert whats(journal) == [*self.disk, *pending]
        assert whats(Journal(self.path, activities={})) == self.disk


TestKept = Kept.TestCase
TestKept.settings = settings(max_examples=40, stateful_step_count=15)


def test_an_entry_is_deleted_for_good_and_the_others_stay(path, journal):
    first, second = (journal.record(HERE, "look", what) for what in ("one", "secret"))
    journal.delete(second.id)
    assert journal.entries == Journal(path).entries == (first,)
    assert "secret" not in path.read_text("utf-8")
    with pytest.raises(UnknownKeyError, match=second.id):
        journal.delete(second.id)
    journal.delete(first.id)
    assert Journal(path).entries == ()


def test_deleting_everything_leaves_nothing_that_was_written(path, journal):
    journal.record(HERE, "look", "secret")
    # What a program that was killed while it saved leaves behind, and somebody else's.
    (path.parent / ".draft-killed").write_bytes(path.read_bytes())
    (path.parent / ".draft-other").write_bytes(b"[start]")
    journal.delete_all()
    assert journal.entries == ()
    left = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    assert left == {".journal.toml.lock": b"", ".draft-other": b"[start]"}
    journal.record(HERE, "look", "new")
    assert whats(Journal(path)) == ["new"]


def test_a_delete_that_cannot_be_written_is_told_and_done_with_the_next_change(path, journal, monkeypatch):
    first = journal.record(HERE, "look", "one")
    with monkeypatch.context() as disk:
        disk.setattr(os, "replace", full)
        journal.delete(first.id)
        assert journal.problem
        assert journal.entries == ()
        assert whats(Journal(path)) == ["one"]
    journal.record(HERE, "look", "two")
    assert journal.problem is None
    assert whats(Journal(path)) == ["two"]


def test_a_file_that_its_owner_deleted_by_hand_does_not_come_back(path, journal):
    journal.record(HERE, "look", "one")
    path.unlink()
    assert journal.entries == ()
    journal.record(HERE, "look", "two")
    assert whats(Journal(path)) == ["two"]


# --- whatever happens to the disk and the program


@pytest.mark.parametrize("where", ["fsync", "replace", "chmod"])
def test_a_full_disk_is_told_loses_nothing_and_the_next_change_writes_all(path, journal, monkeypatch, where):
    journal.record(HERE, "look", "one")
    before = path.read_bytes()
    with monkeypatch.context() as disk:
        disk.setattr(os, where, full)
        for what in ("two", "three"):
            journal.record(HERE, "look", what)
    assert "no space left" in journal.problem.lower()
    assert journal.problem in repr(journal)
    assert 'role="alert"' in journal._repr_html_()
    assert whats(journal) == ["one", "two", "three"]
    assert path.read_bytes() == before
    assert {file.name for file in path.parent.iterdir()} == {"journal.toml", ".journal.toml.lock"}
    journal.record(HERE, "look", "four")
    assert journal.problem is None
    assert "alert" not in journal._repr_html_()
    assert whats(Journal(path)) == ["one", "two", "three", "four"]


def test_a_work_folder_that_is_a_file_is_a_problem_told(tmp_path):
    (tmp_path / "work").write_text("not a folder")
    journal = Journal(tmp_path / "work" / "journal.toml")
    journal.record(HERE, "look", "one")
    assert journal.problem
    assert whats(journal) == ["one"]
    assert (tmp_path / "work").read_text() == "not a folder"


@pytest.mark.parametrize("name", ["nul\0inside.toml", "\ud800.toml", "long" * 100])
def test_a_name_that_no_file_can_have_is_a_problem(tmp_path, name):
    with pytest.raises(Problem):
        Journal(tmp_path / name)


BROKEN = {
    "half an entry": b'[[entries]]\nid = "a"\nwhen = "20',
    "another file": b'[start]\ntitle = "Lead"\n',
    "an entry that states nothing": b"[[entries]]\n",
    "a faulty kind": b'[[entries]]\nid = "a"\nwhen = "2026-11-01"\nnotebook = "x"\nkind = "exam"\nwhat = "y"\n',
    "a faulty time": b'[[entries]]\nid = "a"\nwhen = "soon"\nnotebook = "x"\nwhat = "y"\n',
    "a date in a table": b'[[entries]]\nid = "a"\nwhen = "2026-11-01"\nnotebook = "x"\nwhat = {a = 2026-11-01}\n',
    "no text": bytes(range(256)),
    "zeroes": bytes(4096),
    "a page": b"<html><body>Sign in</body></html>",
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_file_that_cannot_be_read_is_named_and_left_as_it_is(path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(Problem) as caught:
        Journal(path)
    assert str(path) in str(caught.value)
    assert "rename" in str(caught.value)
    assert path.read_bytes() == content
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("content", [b"", b" \n", b"\xef\xbb\xbf"], ids=["nothing", "blanks", "a mark"])
def test_an_empty_file_is_a_new_journal(path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    journal = Journal(path)
    assert journal.entries == ()
    journal.record(HERE, "look", "one")
    assert whats(Journal(path)) == ["one"]


def test_a_file_that_is_damaged_while_the_journal_is_open_is_told_and_never_written_over(path, journal):
    journal.record(HERE, "look", "one")
    path.write_bytes(b"damaged")
    assert whats(journal) == ["one"]
    journal.record(HERE, "look", "two")
    assert "rename" in journal.problem
    assert path.read_bytes() == b"damaged"
    assert whats(journal) == ["one", "two"]
    path.rename(path.with_name("old.toml"))
    journal.record(HERE, "look", "three")
    assert journal.problem is None
    assert whats(Journal(path)) == ["two", "three"]


RECORDING = """
import sys
from leadership_lib.teaching.journal.journal import Journal

journal = Journal(sys.argv[1], activities={})
number = len(journal.entries)
while True:
    number += 1
    journal.record("notebook", sys.argv[2], str(number))
    print(number, journal.problem or "", flush=True)
"""


def recording(path: Path, name: str) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-c", RECORDING, path, name], stdout=subprocess.PIPE, encoding="utf-8")


def test_killing_python_loses_at_most_the_last_entry(path):
    for more in (1, 20, 5):
        with recording(path, "a") as writer:
            printed = [writer.stdout.readline() for _ in range(more)]
            writer.send_signal(signal.SIGKILL)
            printed += writer.stdout.readlines()
        last = int([line for line in printed if line.endswith("\n")][-1])
        kept = whats(Journal(path))
        assert kept == [str(number) for number in range(1, len(kept) + 1)]
        assert len(kept) in (last, last + 1)


def test_two_programs_that_write_at_the_same_time_lose_nothing(path):
    names = ("a", "b", "c")
    writers = {name: recording(path, name) for name in names}
    said = {name: [writers[name].stdout.readline() for _ in range(25)] for name in names}
    for name, writer in writers.items():
        writer.send_signal(signal.SIGKILL)
        said[name] += [line for line in writer.stdout.readlines() if line.endswith("\n")]
        writer.wait()
        writer.stdout.close()
    entries = Journal(path).entries
    assert len({entry.id for entry in entries}) == len(entries)
    for name, lines in said.items():
        assert [line for line in lines if line.split()[1:]] == []
        kept = [entry.what for entry in entries if entry.activity == name]
        printed = [line.strip() for line in lines]
        assert kept[: len(printed)] == printed
        assert len(kept) <= len(printed) + 1


def test_while_another_program_writes_one_waits_and_then_is_told(path, journal, monkeypatch):
    monkeypatch.setattr(lock, "PATIENCE", 0.05)
    with lock.alone(path):
        journal.record(HERE, "look", "one")
        assert "another program" in journal.problem
        assert not path.exists()
    journal.record(HERE, "look", "two")
    assert journal.problem is None
    assert whats(Journal(path)) == ["one", "two"]


def test_where_there_are_no_locks_it_works_too(path, journal, monkeypatch):
    with monkeypatch.context() as browser:
        browser.setattr(lock, "fcntl", None)
        journal.record(HERE, "look", "one")

    def unknown(*_args):
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))

    monkeypatch.setattr(lock.fcntl, "flock", unknown)
    journal.record(HERE, "look", "two")
    assert journal.problem is None
    assert whats(Journal(path)) == ["one", "two"]


def test_the_lock_of_windows_is_asked_for_and_given_back(path, journal, monkeypatch):
    calls, taken = [], iter([True, False])

    class Windows:
        LK_NBLCK, LK_UNLCK = "lock", "unlock"

        @staticmethod
        def locking(_file, how, length):
            calls.append((how, length))
            if how == "lock" and next(taken):
                raise OSError(errno.EACCES, "taken")

    monkeypatch.setattr(lock, "fcntl", None)
    monkeypatch.setattr(lock, "msvcrt", Windows)
    journal.record(HERE, "look", "one")
    assert journal.problem is None
    assert calls == [("lock", 1), ("lock", 1), ("unlock", 1)]


def test_two_open_journals_see_what_the_other_has_kept(path):
    first, second = (Journal(path, activities={}) for _ in range(2))
    first.record(HERE, "look", "one")
    assert whats(second) == ["one"]
    second.record(HERE, "look", "two")
    first.record(HERE, "look", "three")
    assert whats(first) == whats(second) == ["one", "two", "three"]
    first.delete_all()
    assert second.entries == ()


# --- progress


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


class Page(HTMLParser):
    def __init__(self, text: str):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data + "\n"


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


# --- what the record asks


def test_every_field_has_a_question_and_sources_and_is_a_field_of_the_record():
    asked = appraisal.load()
    assert {field.id for field in asked.fields} == {*field_kinds(Reflection), "credits"}
    assert len(asked.fields) == len({field.id for field in asked.fields})
    assert set(asked.sections) == {field.section for field in asked.fields}
    for field in asked.fields:
        assert field.question.endswith("?"), field.id
        assert field.sources, field.id
    assert asked.reminder_sources


def test_choices_are_those_of_their_sources():
    assert len({choice.id for choice in appraisal.load().choices}) == len(appraisal.load().choices)
    assert all(choice.sources for choice in appraisal.load().choices)
    assert [len(appraisal.choices(name)) for name in ("supporting_information", "gmp_domains", "standards")] == [
        6,
        4,
        13,
    ]
    models = [choice.title.partition(": ") for choice in appraisal.choices("standards")]
    assert [part for model, _, part in models if model == "Healthcare Leadership Model"] == [
        "inspiring shared purpose",
        "leading with care",
        "evaluating information",
        "connecting our service",
        "sharing the vision",
        "engaging the team",
        "holding to account",
        "developing capability",
        "influencing for results",
    ]
    assert [part for model, _, part in models if model.startswith("FMLM")] == [
        "self",
        "team",
        "organisation",
        "system",
    ]
    assert len(appraisal.choices("role")) == 0


# --- the reflection


FULL = {
    "name": "A. Doctor",
    "title": "An evening with the five gaps",
    "began": "2026-11-01",
    "ended": "2026-11-03",
    "minutes": 90,
    "activity_type": "Self-study",
    "role": "Clinical director of a network",
    "pdp_item": "Lead without authority",
    "supporting_information": ["cpd", "colleague_feedback"],
    "gmp_domains": ["gmp_3"],
    "standards": ["hlm_influence", "fmlm_system"],
    "what_happened": "Read the case.\nChanged the role.",
    "learned": "Hours and hopes did not match.",
    "so_what": "I promise less.",
    "change": "Ask for two sessions of backfill",
    "change_by": "March 2027",
    "evidence": "Sessions in the rota",
    "shared_with": "The network board",
    "attachments": ["role.docx"],
    "no_patient_data": True,
}


def reflections() -> st.SearchStrategy[Reflection]:
    """Any valid reflection."""
    days = st.none() | st.dates().map(str)
    kinds = {name: maybe(kind) for name, kind in field_kinds(Reflection).items() if name not in ("began", "ended")}
    return st.builds(
        lambda some, facts: Reflection(**facts, began=some[0], ended=some[1]),
        st.tuples(days, days).map(lambda pair: pair if None in pair else tuple(sorted(pair))),
        st.fixed_dictionaries({}, optional=kinds),
    )


@given(reflections())
@example(Reflection())
@example(Reflection(**FULL))
def test_a_reflection_that_was_written_is_what_is_read_again(reflection):
    assert Reflection.from_toml(reflection.to_toml()) == reflection


def test_a_reflection_is_saved_and_opened(tmp_path):
    reflection = Reflection(**FULL)
    assert Reflection.from_file(reflection.save(tmp_path / "reflection.toml")) == reflection
    with pytest.raises(RecordError, match=r"none\.toml"):
        Reflection.from_file(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("facts", "key"),
    [
        ({"began": "1 November"}, "began"),
        ({"began": "20261101"}, "began"),
        ({"began": "2026-11-02", "ended": "2026-11-01"}, "ended"),
        ({"gmp_domains": ["gmp_5"]}, "gmp_domains[1]"),
        ({"standards": ["hlm_influense"]}, "standards[1]"),
        ({"minutes": -5}, "minutes"),
        ({"credits": 3}, "credits"),
    ],
)
def test_slips_in_a_reflection_are_named(facts, key):
    with pytest.raises(RecordError) as caught:
        Reflection.from_dict(facts)
    assert [fault.key for fault in caught.value.faults] == [key]


@pytest.mark.parametrize(("minutes", "credits"), [(None, None), (0, 0), (60, 1), (90, 1.5), (20, 0.33), (45.5, 0.76)])
def test_a_credit_is_an_hour(minutes, credits):
    assert Reflection(minutes=minutes).credits == credits


TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 Nov", date(2026, 11, 1)),
        ("1st of November", date(2026, 11, 1)),
        ("Sunday, 1 Nov. 2026", date(2026, 11, 1)),
        ("November 3rd, 2024", date(2024, 11, 3)),
        ("Sept 3", date(2026, 9, 3)),
        ("24 November", date(2025, 11, 24)),
        ("29 Feb", date(2024, 2, 29)),
        ("2026-11-01", date(2026, 11, 1)),
        ("25/12/2026", date(2026, 12, 25)),
        ("5.5.2026", date(2026, 5, 5)),
        ("1/11/2026", None),
        ("1/11", None),
        ("31 April 2026", None),
        ("yesterday", None),
        ("November 2026", None),
        ("20261101", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_people_write_it_unless_it_may_be_two(text, expected):
    assert read_day(text, TODAY) == expected


@given(st.dates(date(1000, 1, 1)))
def test_every_day_that_we_write_can_be_read(when):
    assert read_day(day(when)) == read_day(when.isoformat()) == read_day(f"{when:%d %b %Y}") == when


@given(st.text(max_size=30) | st.from_regex(r"[0-9 ]{0,3}[/.-]?(May|Sept|feb)?[0-9./ -]{0,8}", fullmatch=True))
def test_any_text_is_a_day_or_none(text):
    assert read_day(text, TODAY) is None or isinstance(read_day(text, TODAY), date)


def test_a_journal_fills_in_what_it_knows_and_leaves_the_rest(journal):
    journal.record("10_case_locality_clinical_lead", "judge", "x", minutes=20)
    journal.record("10_case_locality_clinical_lead", "judge", "y")
    journal.record(THERE, "write", {"role": "z"}, minutes=25.5)
    journal.record(THERE, None, "My post has no boundary.", kind="note")
    reflection = Reflection.from_journal(journal)
    assert (reflection.began, reflection.ended, reflection.minutes) == ("2026-11-01", "2026-11-04", 45.5)
    assert ll.notebooks[THERE].title in reflection.title
    assert reflection.what_happened.split("\n") == [
        f"{ll.notebooks['10_case_locality_clinical_lead'].title} (1 November 2026 to 2 November 2026): 1 activity done.",
        f"{ll.notebooks[THERE].title} (3 November 2026 to 4 November 2026): 1 activity done.",
        "My post has no boundary.",
    ]
    known = {"title", "began", "ended", "minutes", "credits", "what_happened"}
    assert set(reflection.unstated) == {field.id for field in appraisal.fields()} - known
    one = Reflection.from_journal(journal, THERE)
    assert one == Reflection.from_journal(journal, [THERE])
    assert (one.began, one.minutes) == ("2026-11-03", 25.5)
    assert Reflection.from_journal(journal, HERE) == Reflection()
    with pytest.raises(UnknownKeyError, match=THERE):
        Reflection.from_journal(journal, "20_redesign_your_rol")


def test_an_empty_journal_gives_a_reflection_that_states_nothing(journal):
    assert Reflection.from_journal(journal) == Reflection()
    journal.record(HERE, "look", "x")
    assert Reflection.from_journal(journal).minutes is None


@given(st.lists(st.tuples(texts(), st.sampled_from(["note", "answer", "reflection"]), things()), max_size=4))
def test_any_entries_make_a_reflection(kept):
    class Some:
        entries = tuple(
            Entry(id=str(n), when="2026-11-01", notebook=name, kind=kind, what=what)
            for n, (name, kind, what) in enumerate(kept)
        )

    reflection = Reflection.from_journal(Some)
    assert Reflection.from_toml(reflection.to_toml()) == reflection
    web.render(document.reflection_content(reflection))
    markdown.render(document.journal_content(Some.entries))


def test_a_reflection_shows_what_is_stated_and_asks_for_the_rest():
    page = Reflection(title="<b>x</b>", minutes=60)._repr_html_()
    assert "&lt;b&gt;" in page
    assert page.count("not stated") == len(appraisal.fields()) - 3
    assert repr(Reflection(title="x")) == f"Reflection('x': 1 of {len(appraisal.fields())} fields stated)"


def test_what_could_tell_who_a_patient_is_is_asked_about_and_not_altered():
    text = f"Mrs P ({NHS}) of SW1A 1AA waited."
    reflection = Reflection(
        what_happened=text, attachments=["dob 1-2-52.docx"], name="Dr 943 476 5919", learned="Nothing"
    )
    assert {name: [s.kind for s in found] for name, found in reflection.suspicions.items()} == {
        "what_happened": ["NHS number", "postcode"],
        "attachments": ["date of birth"],
    }
    assert reflection.what_happened == text


# --- documents


def of_word(data: bytes) -> str:
    return "\n".join(paragraphs(data))


READ = {
    ".docx": (word.render, of_word),
    ".html": (web.render, lambda data: Page(data.decode()).text),
    ".md": (markdown.render, lambda data: Page(mistune.create_markdown(plugins=["table"])(data.decode())).text),
}


@pytest.mark.parametrize("kind", READ)
@pytest.mark.parametrize("facts", [{}, FULL, {"title": "R&D <b>", "minutes": 60}], ids=["empty", "full", "some"])
def test_the_record_says_what_is_stated_asks_for_the_rest_and_ends_with_the_reminder(facts, kind):
    reflection = Reflection(**facts)
    content = document.reflection_content(reflection)
    render, read = READ[kind]
    said = " ".join(read(render(content)).split())
    for field in appraisal.fields():
        assert field.title in said
        asked = field.id in reflection.unstated and not field.blank
        assert (f"[To be filled in: {field.question}]" in said) == asked, field.id
        assert not (field.blank and field.id in reflection.unstated) or field.blank in said
        for line in reflection.says(field.id) or ():
            assert field.id == "no_patient_data" or " ".join(line.split()) in said, field.id
    assert said.endswith(appraisal.load().reminder)
    assert count(content.blocks, "clash") == 0


def test_credits_say_whose_they_are_and_that_they_need_a_note():
    fixed = appraisal.load()
    noted, bare = (
        "\n".join(document.reflection_content(Reflection(minutes=60, learned=note)).texts)
        for note in ("Something", None)
    )
    assert "1 credit. " + fixed.credit_rule in noted
    assert "award it to yourself" in fixed.credit_rule
    assert fixed.credit_needs_note not in noted
    assert fixed.credit_needs_note in bare


def test_gaps_are_counted():
    texts = document.reflection_content(Reflection(**FULL)).texts
    assert appraisal.load().complete in texts
    texts = document.reflection_content(Reflection(**{**FULL, "role": None})).texts
    assert appraisal.load().gaps_one in texts
    texts = document.reflection_content(Reflection(**{**FULL, "role": None, "no_patient_data": False})).texts
    assert appraisal.load().gaps_other.format(count=2) in texts


@pytest.mark.parametrize("make", ["reflection", "journal"])
def test_a_document_asks_where_a_patient_could_be_known_without_saying_it_once_more(journal, make):
    journal.record(HERE, None, f"Mrs P, {NHS}", kind="note")
    content = (
        document.reflection_content(Reflection.from_journal(journal))
        if make == "reflection"
        else document.journal_content(journal.entries)
    )
    said = "\n".join(content.texts)
    assert said.count(NHS) == 1
    assert said.count("Could it tell who somebody is?") == 1
    assert count(content.blocks, "clash") == 1
    assert said.endswith(appraisal.load().reminder)


def test_the_whole_journal_is_said_notebook_by_notebook(journal):
    journal.record(HERE, "look", "<It works>", minutes=3)
    journal.record(THERE, "change", {"purpose_text": "x", "hours": [1, {"a": True}], "blank": ""}, kind="role")
    said = document.journal_content(journal.entries).texts
    for line in ("Start here", "1 November 2026, 3 minutes", "Look", "<It works>", "2 November 2026", "Change"):
        assert line in said
    assert [line for line in said if line.startswith(("purpose", "hours", "blank"))] == [
        "purpose text: x",
        "hours 1: 1",
        "hours 2, a: yes",
    ]
    assert appraisal.load().nothing_kept in document.journal_content(()).texts


def test_answers_are_told_in_the_words_of_the_exercise_and_only_the_last_of_each(journal):
    asked = next(iter(exercise.load("gaps")))
    wrong, best = (next(c for c in asked.choices if c.verdict == verdict) for verdict in ("not here", "best"))
    for choice in (wrong, wrong, best):
        kept = {"chosen": [choice.id], "verdict": choice.verdict}
        journal.record("01_spot_the_gaps", asked.id, kept)
    for _ in range(2):
        journal.record("01_spot_the_gaps", None, "a remark", kind="note")
    journal.record("01_spot_the_gaps", asked.id, {"chosen": ["gone since"], "verdict": "partly"}, kind="note")
    rows = [(one.entry.title, one.when, one.entry.lines) for one in latest(journal.entries)]
    assert rows == [
        (asked.title, "3 November 2026, 3 tries, this is the last", (str(best), "Verdict: fits best")),
        ("the whole notebook", "4 November 2026", ("a remark",)),
        ("the whole notebook", "5 November 2026", ("a remark",)),
        (asked.title, "6 November 2026", ("gone since", "Verdict: fits in part")),
    ]
    said = document.journal_content(journal.entries).texts
    assert appraisal.load().last_answers in said
    assert said.count(asked.title) == 2
    assert asked.id not in "\n".join(said)


@pytest.mark.parametrize("kind", READ)
def test_reflections_and_journals_are_written(journal, tmp_path, kind):
    journal.record(HERE, "look", "It works", minutes=60)
    render, _ = READ[kind]
    target = tmp_path / f"out{kind}"
    assert ll.write_reflection(Reflection(**FULL), target) == target
    assert target.read_bytes() == render(document.reflection_content(Reflection(**FULL)))
    ll.write_reflection(journal, target)
    assert target.read_bytes() == render(document.reflection_content(Reflection.from_journal(journal)))
    assert journal.export(target) == target
    assert target.read_bytes() == render(document.journal_content(journal.entries))


def test_the_plain_file_that_was_exported_is_a_journal(journal, tmp_path):
    journal.record(HERE, "look", "It works", minutes=3)
    target = journal.export(tmp_path / "elsewhere" / "copy.toml")
    assert Journal(target).entries == journal.entries
    journal.delete_all()
    assert Journal(journal.export(target)).entries == ()


@pytest.mark.parametrize("name", ["out.pdf", "out", "out.xlsx"])
def test_another_ending_is_refused(journal, tmp_path, name):
    for write in (journal.export, lambda path: ll.write_reflection(Reflection(), path)):
        with pytest.raises(Problem, match=r"\.docx"):
            write(tmp_path / name)


def test_awkward_words_come_out_as_words():
    entries = tuple(
        Entry(id="x", when="2026-11-01", notebook=text, activity=text, what={text: [text]}) for text in AWKWARD
    )
    whole = Page(web.render(document.journal_content(entries)).decode()).text
    assert [text for text in AWKWARD if clean(text).replace("\n", "") not in whole.replace("\n", "")] == []
    word.render(document.journal_content(entries))
    word.render(document.reflection_content(Reflection(**{**FULL, "attachments": AWKWARD, "what_happened": "\x00"})))


def test_using_a_journal_loads_nothing_heavy(python):
    said = python(
        "import sys, leadership_lib as ll\n"
        "from leadership_lib.teaching.journal.journal import Journal\n"
        "journal = Journal('journal.toml')\n"
        "journal.record('00_start_here', 'look', 'x')\n"
        "repr(journal), journal._repr_html_()\n"
        "print(sorted({'pandas', 'numpy', 'matplotlib', 'ipywidgets', 'docx'} & set(sys.modules)))"
    )
    assert said.strip() == "[]"


def test_the_name_is_left_blank_and_is_no_gap():
    content = document.reflection_content(Reflection(**{**FULL, "name": None}))
    assert appraisal.fields()["name"].blank in content.texts
    assert appraisal.load().complete in content.texts


# --- the form


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
    assert len(names) == 5
    said = press(form, "delete", "delete")
    assert "Nothing is deleted yet" in said
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
    assert "Nothing is deleted yet" in press(form, "delete", "delete")
    form.edit([("learned", "More")])
    assert "Nothing is deleted yet" in press(form, "delete", "delete")
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
    before = form.value
    assert "take" in form.state["off"]
    assert "Nothing is changed yet" in press(form, "new")
    assert form.value == before == ll.JournalForm(journal).value
    assert all(words in form.board for words in ("Two chairs", "110", "proposal", "2 activities done"))
    assert form.state["off"] == []
    press(form, "take")
    assert form.value.title == "My evening"
    assert (form.value.began, form.value.ended, form.value.minutes) == ("2026-11-01", "2026-11-03", 110)
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
    assert form.state["said"].startswith("What I learned: “943 476 5919” looks like an NHS number")
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
