"""The journal: what is recorded is kept in one plain file, and what is deleted is gone."""

import os
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from journals import HERE, THERE, full, things, whats
from strategies import AWKWARD, texts

import leadership_lib as ll
from leadership_lib import Problem
from leadership_lib.core.errors import UnknownKeyError
from leadership_lib.core.faults import RecordError
from leadership_lib.teaching.journal.entry import DEEPEST
from leadership_lib.teaching.journal.journal import Journal


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
    assert left == {".journal.toml.lock": b"", ".journal.toml.deleted.lock": b"", ".draft-other": b"[start]"}
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


def test_a_file_that_went_away_under_an_open_journal_comes_back_whoever_took_it(path, journal):
    journal.record(HERE, "look", "one")
    path.unlink()
    assert whats(journal) == ["one"]
    journal.record(HERE, "look", "two")
    assert whats(Journal(path)) == ["one", "two"]
