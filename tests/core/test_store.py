"""What is kept in a file that several windows have open: nothing is lost, nothing is altered silently."""

import errno
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from strategies import AWKWARD

from leadership_lib import Problem, Role
from leadership_lib.core import lock
from leadership_lib.core.lock import lock_of
from leadership_lib.core.store import KeptRecord, differences
from leadership_lib.redesign.polarity import PolarityError, PolarityGrid
from leadership_lib.teaching.backup.belongings import belongings, delete
from leadership_lib.teaching.journal.reflection import Reflection

PATHS = ("title", "deeper_fear", "first.name", "second.noticed_by")
START = PolarityGrid.from_paradox("interest_credibility")


def full(*_, **__):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "folder" / "my.grid.toml"


def kept(path):
    return KeptRecord(path, PolarityGrid, lambda: START)


def test_it_begins_with_the_start_and_is_kept_at_the_first_change(path):
    record = kept(path)
    assert record.value == START
    assert not path.exists()
    record.change({"deeper_fear": "Silence"})
    assert kept(path).value == record.value == START.with_(deeper_fear="Silence")
    assert path.read_text("utf-8").startswith("#")


def test_each_window_changes_what_was_changed_in_it_and_is_told_what_the_other_changed(path):
    first, second = kept(path), kept(path)
    assert first.change({"deeper_fear": "Silence"}) == {}
    assert second.change({"first.steps": ["An hour a week"]}) == {"deeper_fear": "Silence"}
    assert first.change({"title": "Ours"}) == {"first.steps": ("An hour a week",)}
    whole = START.with_({"deeper_fear": "Silence", "first.steps": ["An hour a week"], "title": "Ours"})
    assert kept(path).value == first.value == whole


def test_what_was_cleared_stays_cleared(path):
    record = KeptRecord(path, Reflection, lambda: Reflection(title="Begun"))
    record.change({"title": None})
    assert KeptRecord(path, Reflection, lambda: Reflection(title="Begun")).value == Reflection()


def test_a_faulty_change_changes_nothing(path):
    record = kept(path)
    with pytest.raises(PolarityError):
        record.change({"first.steps": 3})
    assert record.value == START
    assert not path.exists()


def test_what_does_not_go_with_the_others_is_told_and_nothing_is_written_over(path):
    first, second = (KeptRecord(path, Reflection, Reflection) for _ in range(2))
    first.change({"began": "2026-11-05"})
    second.change({"ended": "2026-11-01"})
    assert "another window" in second.problem
    assert Reflection.from_file(path) == Reflection(began="2026-11-05")
    second.change({"ended": "2026-11-06"})
    assert second.problem is None
    assert Reflection.from_file(path) == Reflection(began="2026-11-05", ended="2026-11-06")


def test_a_full_disk_is_told_until_a_save_succeeds(path, monkeypatch):
    record = kept(path)
    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        record.change({"title": "One"})
        record.change({"deeper_fear": "Two"})
        assert "no space left" in record.problem.lower()
        assert (record.value.title, record.value.deeper_fear) == ("One", "Two")
    record.change({"first.name": "Three"})
    assert record.problem is None
    assert kept(path).value == START.with_({"title": "One", "deeper_fear": "Two", "first.name": "Three"})


@pytest.mark.parametrize("content", [b"", b"\n \n"])
def test_an_empty_file_is_a_beginning(path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    assert kept(path).value == START


@pytest.mark.parametrize("content", [b"[first", b"first = 3", bytes(range(256))])
def test_a_broken_file_is_left_and_says_what_to_do(path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(Problem) as caught:
        kept(path)
    assert "rename" in str(caught.value)
    assert "Nothing in it is lost" in str(caught.value)
    path.unlink()
    record = kept(path)
    path.write_bytes(content)
    record.change({"title": "Mine"})
    assert "rename" in record.problem
    assert path.read_bytes() == content


def test_a_file_that_was_deleted_on_purpose_does_not_come_back(path):
    record = kept(path)
    record.change({"deeper_fear": "Silence"})
    assert delete([path]) == {}
    record.change({"title": "New"})
    assert kept(path).value == START.with_(title="New")


def test_it_does_not_come_back_where_there_are_no_locks_either(path, monkeypatch):
    for module in ("fcntl", "msvcrt"):
        monkeypatch.setattr(lock, module, None)
    test_a_file_that_was_deleted_on_purpose_does_not_come_back(path)
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_the_mark_of_a_deletion_that_cannot_be_made_or_taken_away_is_a_problem_told(path, monkeypatch):
    record = kept(path)
    record.change({"title": "One"})
    with monkeypatch.context() as disk:
        disk.setattr(Path, "touch", full)
        assert not record.write(lambda found: None)
        assert "No space left" in record.problem
    delete([path])
    with monkeypatch.context() as disk:
        disk.setattr(Path, "unlink", full)
        record.change({"title": "Two"})
        assert "No space left" in record.problem
    record.change({"title": "Three"})
    assert record.problem is None


def test_a_file_that_went_away_by_itself_is_written_back(path):
    record = kept(path)
    for text in ("One", "Two"):
        record.change({"deeper_fear": text})
        path.unlink()
        record.change({"title": f"New {text}"})
        assert record.problem is None
        assert kept(path).value == START.with_({"title": f"New {text}", "deeper_fear": text})
        # What was deleted on purpose and begun again is written back too.
        delete([path])
        record.change({"title": "Begun again"})


@pytest.mark.parametrize("content", [b"", b" \n"])
def test_a_file_that_was_emptied_meanwhile_gets_back_what_the_window_knows(path, content):
    record = kept(path)
    record.change({"deeper_fear": "Silence"})
    path.write_bytes(content)
    record.change({"title": "New"})
    assert record.problem is None
    assert kept(path).value == START.with_({"title": "New", "deeper_fear": "Silence"})


class Windows(RuleBasedStateMachine):
    """Three windows on one file, on a disk that fills up now and then, beside a plain table."""

    def __init__(self):
        super().__init__()
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "x.grid.toml"
        self.windows = [kept(self.path) for _ in range(3)]
        self.disk, self.left = {}, [{}, {}, {}]

    def teardown(self):
        self.folder.cleanup()

    @rule(
        which=st.integers(0, 2), fact=st.sampled_from(PATHS), text=st.sampled_from(AWKWARD[:12]), fills=st.booleans()
    )
    def change(self, which, fact, text, fills):
        self.left[which][fact] = text
        with pytest.MonkeyPatch.context() as disk:
            if fills:
                disk.setattr(os, "replace", full)
            self.windows[which].change({fact: text})
        if not fills:
            self.disk |= self.left[which]
            self.left[which] = {}
        assert bool(self.windows[which].problem) == fills
        assert self.windows[which].value.with_({fact: text}) == self.windows[which].value

    @invariant()
    def the_disk_has_everything_that_was_saved(self):
        assert kept(self.path).value == START.with_(self.disk)


TestWindows = Windows.TestCase
TestWindows.settings = settings(max_examples=25, stateful_step_count=12)


@given(st.dictionaries(st.sampled_from(PATHS), st.sampled_from(AWKWARD)), st.booleans())
def test_differences_lead_from_one_record_to_the_other(facts, cleared):
    after = START.with_(facts)
    if cleared:
        after = after.with_(second=None)
    assert START.with_(differences(START, after)) == after
    assert differences(after, after) == {}


# --- everything of a person's work


def test_what_is_ours_is_told_from_what_is_not(tmp_path):
    assert belongings(tmp_path / "none") == ((), ())
    ours = ("journal.toml", "my_record.toml", "a.interest_credibility.grid.toml", "b.studio.toml", ".draft-x")
    for name in (*ours, "my_journal.docx", "pyproject.toml", "empty.toml", ".journal.toml.lock"):
        (tmp_path / name).write_text("[project]\n" if name == "pyproject.toml" else "")
    Role(title="Lead").save(tmp_path / "my_first_role.toml")
    (tmp_path / "folder.grid.toml").mkdir()
    kept_, others = belongings(tmp_path)
    assert {path.name for path in kept_} == {*ours, "my_first_role.toml"}
    assert [path.name for path in others] == ["empty.toml", "my_journal.docx", "pyproject.toml"]


def test_what_cannot_be_deleted_is_named_with_the_reason(tmp_path, monkeypatch):
    paths = [tmp_path / name for name in ("a", "b")]
    for path in paths:
        path.write_text("x")
    lock_of(paths[1]).touch()

    def read_only(*_args, **_more):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    with monkeypatch.context() as disk:
        disk.setattr(type(tmp_path), "unlink", read_only)
        assert {path.name: reason.lower() for path, reason in delete(paths).items()} == dict.fromkeys(
            "ab", "read-only file system"
        )
    assert delete([*paths, tmp_path / "none"]) == {}
    assert not any(path.exists() for path in paths)
