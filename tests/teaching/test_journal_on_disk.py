"""The journal whatever happens to the disk, the program and the other programs: told, and nothing is lost."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from journals import HERE, full, whats

from leadership_lib import Problem
from leadership_lib.core import lock
from leadership_lib.teaching.journal.journal import Journal


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
    assert whats(Journal(path)) == ["one", "two", "three"]


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
