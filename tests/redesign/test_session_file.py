"""A session on disk: what was saved is resumed, two windows agree, and whatever happens the file survives."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from best_role import BEST
from hypothesis import example, given, settings
from hypothesis import strategies as st
from strategies import AWKWARD, roles, texts
from work_folders import kept

from leadership_lib import Problem, Role, Session
from leadership_lib.teaching.backup.belongings import delete

START = Role(title="Locality Clinical Lead", organisation="Marl Valley network")


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "folder" / "kept.studio.toml"


@pytest.mark.slow
@settings(max_examples=40)
@given(start=roles(), now=roles(), versions=st.dictionaries(texts(), roles(), max_size=2))
@example(start=Role(), now=START, versions={})
@example(start=START, now=Role(), versions={"empty": Role()})
@example(start=Role(), now=Role(), versions={})
@example(start=START, now=START, versions=dict.fromkeys(AWKWARD, START))
def test_what_was_saved_is_what_is_resumed(start, now, versions):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "kept.toml"
        session = Session(start, path)
        assert not session.resumed
        for name, role in versions.items():
            session.set(role)
            session.keep_version(name)
        session.set(now)
        session.save()
        again = Session(Role(title="Somebody else"), path)
        assert session.problem is None
        assert again.resumed
        assert (again.start, again.value) == (start, now)
        assert again.versions == session.versions == {name.strip(): role for name, role in versions.items()}
        assert again.can_undo == session.can_undo
        assert (again.comparison.before.role, again.diagnosis.role) == (start, now)


@pytest.mark.slow
@given(name=st.text(max_size=20) | st.sampled_from(["\ud800", "a\x00b", "a.b", 'a"b', "[x]"]))
def test_whatever_a_version_is_called_later_work_is_saved(name):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "kept.toml"
        session = Session(START, path)
        try:
            session.keep_version(name)
        except Problem:
            assert session.versions == {}
        session.change({"title": "Later"})
        session.save()
        assert session.problem is None
        again = Session(START, path)
        assert again.value.title == "Later"
        assert again.versions == session.versions


def test_without_a_path_nothing_is_kept(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    session = Session(START)
    session.change({"title": "One"})
    session.save()
    assert session.problem is None
    assert list(tmp_path.iterdir()) == []


def test_two_windows_on_one_role_keep_what_each_has_changed(path):
    first, second = Session(START, path), Session(START, path)
    first.change({"title": "Lead"})
    first.keep_version("morning")
    second.change({"capacity.hours_paid": 12})
    second.keep_version("evening")
    both = START.with_({"title": "Lead", "capacity.hours_paid": 12})
    assert second.problem is None
    assert second.value == both
    assert second.versions == {
        "morning": START.with_(title="Lead"),
        "evening": START.with_({"capacity.hours_paid": 12}),
    }
    first.save()
    assert (first.value, first.versions) == (both, second.versions)
    again = Session(START, path)
    assert (again.value, again.versions) == (both, second.versions)
    # What came from the other window is a step that can be taken back.
    second.undo()
    assert second.value == START.with_({"capacity.hours_paid": 12})
    second.save()
    assert Session(START, path).value == second.value


def test_of_a_fact_that_two_windows_change_the_later_stands(path):
    first, second = Session(START, path), Session(START, path)
    for session, title in ((first, "One"), (second, "Two"), (first, "Three")):
        session.change({"title": title})
        session.save()
        assert session.problem is None
        assert Session(START, path).value == START.with_(title=title)


def test_two_roles_under_one_name_are_never_mixed(path):
    first, second = Session(START, path), Session(Role(title="Another"), path)
    first.change({"title": "Lead"})
    first.save()
    second.change({"organisation": "Marl Valley network"})
    second.save()
    assert "another role" in second.problem
    assert Session(START, path).value == START.with_(title="Lead")


def test_what_was_deleted_on_purpose_does_not_come_back_with_the_next_change(path):
    session = Session(START, path)
    session.change({"title": "Lead"})
    session.keep_version("morning")
    assert delete([path]) == {}
    session.change({"capacity.hours_paid": 12})
    session.keep_version("evening")
    after = START.with_({"title": "Lead", "capacity.hours_paid": 12})
    again = Session(START, path)
    assert (again.start, again.value) == (START, START.with_({"capacity.hours_paid": 12}))
    assert again.versions == {"evening": after}


def test_a_file_that_a_synchroniser_takes_away_is_written_back_whole(path):
    session = Session(START, path)
    session.change({"title": "Lead"})
    session.keep_version("morning")
    path.unlink()
    session.change({"capacity.hours_paid": 12})
    session.save()
    again = Session(START, path)
    assert again.value == START.with_({"title": "Lead", "capacity.hours_paid": 12})
    assert list(again.versions) == ["morning"]


def test_a_file_may_be_given_as_text(path):
    session = Session(START, str(path))
    assert (session.path, Session(START).path) == (path, None)
    session.change({"title": "Lead"})
    session.save()
    assert Session(START, path).value.title == "Lead"


@pytest.mark.parametrize("content", [b"", b"\n \n"])
def test_an_empty_file_as_a_full_disk_leaves_it_is_a_beginning(path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    session = Session(START, path)
    assert not session.resumed
    assert session.value == START


BROKEN = {
    "half a table": b'[start]\ntitle = "Le',
    "no role now": b'[start]\ntitle = "Lead"\n',
    "an unknown key": b'[start]\ntitle = "x"\n[now]\ntitle = "x"\n[later]\n',
    "a faulty fact": b'[start]\ntitle = "x"\n[now.capacity]\nhours_paid = 400\n[versions]\n',
    "a faulty version": b'[start]\ntitle = "x"\n[now]\ntitle = "x"\n[versions.first]\ntitel = "x"\n',
    "a version that is no table": b'[start]\ntitle = "x"\n[now]\ntitle = "x"\n[versions]\nfirst = 3\n',
    "no text": bytes(range(256)),
    "zeroes": bytes(4096),
    "a page": b"<html><body>Sign in</body></html>",
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_file_that_cannot_be_read_is_named_and_left_as_it_is(path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(Problem) as caught:
        Session(START, path)
    assert str(path) in str(caught.value)
    assert path.read_bytes() == content
    assert list(path.parent.iterdir()) == [path]


def test_a_folder_in_the_place_of_the_file_is_named(path):
    path.mkdir(parents=True)
    with pytest.raises(Problem) as caught:
        Session(START, path)
    assert str(path) in str(caught.value)


def saved(path: Path) -> bytes:
    """Save a session whose file has every fact, and give the file."""
    session = Session(START, path)
    session.set(Role().with_(BEST))
    session.keep_version("first")
    session.save()
    return path.read_bytes()


def cut(path: Path, content: bytes) -> bool:
    """Tell whether a session resumes from this content; where it does not, the file is named and left."""
    path.write_bytes(content)
    try:
        Session(START, path)
    except Problem as error:
        assert str(path) in str(error)
        assert path.read_bytes() == content
        return False
    return True


def test_a_file_cut_off_inside_a_line_is_refused(path):
    whole = saved(path)
    ends = [n for n in range(1, len(whole)) if whole[n - 1 : n] != b"\n" and whole[n : n + 1] != b"\n"]
    # Inside a line that holds one whole fact, every cut breaks the TOML.
    inside = [n for n in ends[:: max(1, len(ends) // 80)] if b"=" in whole[:n].rpartition(b"\n")[2]]
    resumed = [whole[:n][-40:] for n in inside if cut(path, whole[:n])]
    # A number loses its last digits without a sound: 12 becomes 1.
    assert [end for end in resumed if not end[-1:].isdigit()] == []


def full(*_args, **_more):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("where", ["fsync", "replace", "chmod"])
def test_a_full_disk_is_a_problem_told_and_the_old_file_stays(path, monkeypatch, where):
    session = Session(START, path)
    session.change({"title": "One"})
    session.save()
    before = path.read_bytes()
    with monkeypatch.context() as disk:
        disk.setattr(os, where, full)
        session.change({"title": "Two"})
        session.save()
    assert "no space left" in session.problem.lower()
    assert session.value.title == "Two"
    assert path.read_bytes() == before
    assert kept(path.parent) == [path.name]
    session.change({"title": "Three"})
    session.save()
    assert session.problem is None
    assert Session(START, path).value.title == "Three"


def test_a_work_folder_that_is_a_file_is_a_problem_told(tmp_path):
    (tmp_path / "work").write_text("not a folder")
    session = Session(START, tmp_path / "work" / "kept.toml")
    session.change({"title": "One"})
    session.save()
    assert session.problem
    assert (tmp_path / "work").read_text() == "not a folder"


EDITING = """
from leadership_lib import Role, Studio

studio = Studio(Role(title="Lead"), name="killed")
last = studio.value.organisation or "0"
while True:
    last = str(int(last) + 1)
    studio._handle_custom_msg({"edit": [["organisation", last]]}, [])
    if last == "3":
        studio._handle_custom_msg({"action": "keep", "argument": "third"}, [])
    print(last, flush=True)
"""


@pytest.mark.slow
def test_killing_python_between_edits_loses_at_most_the_last_one(tmp_path):
    environment = {**os.environ, "LEADERSHIP_WORK": str(tmp_path / "work"), "IPYTHONDIR": str(tmp_path / "ipython")}
    done = 0
    for more in (1, 30):
        with subprocess.Popen(
            [sys.executable, "-c", EDITING], env=environment, stdout=subprocess.PIPE, encoding="utf-8"
        ) as editing:
            printed = [editing.stdout.readline() for _ in range(more)]
            editing.send_signal(signal.SIGKILL)
            printed += editing.stdout.readlines()
        last = int([line for line in printed if line.endswith("\n")][-1])
        (kept,) = (tmp_path / "work").glob("*.studio.toml")
        again = Session(Role(), kept)
        assert last > done
        assert int(again.value.organisation) in (last, last + 1)
        assert again.start == Role(title="Lead")
        assert int(again.value.organisation) < 4 or again.versions["third"].organisation == "3"
        done = last
