"""Two programs on one file, on a disk that knows no locks: neither loses what it was told is kept."""

import errno
import os
import subprocess
import sys
import time
from pathlib import Path
from time import sleep as pause

import pytest

from leadership_lib import Journal, Problem, Role, Session
from leadership_lib.core import lock

WRITER = """
import errno, os, random, sys, time
import leadership_lib as ll
from leadership_lib.core import lock

who, rounds = sys.argv[1], int(sys.argv[2])
if lock.fcntl:
    def unknown(*_):
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))
    lock.fcntl.flock = unknown
chance = random.Random(who)
journal = ll.Journal("journal.toml", activities={})
session = ll.Session(ll.Role(title="Lead"), "x.studio.toml")
for n in range(rounds):
    journal.record("here", f"{who}{n}", f"{who} {n}")
    session.change({{"A": "title", "B": "organisation"}[who]: f"{who} {n}"})
    session.keep_version(f"{who}{n}")
    assert not journal.problem and not session.problem, (journal.problem, session.problem)
    time.sleep(chance.random() * 0.01)
"""
ROUNDS = 12


@pytest.mark.skipif(not lock.fcntl, reason="left out: this system has no such locks to take away")
def test_what_two_programs_keep_without_locks_is_all_there(tmp_path):
    command = [sys.executable, "-c", WRITER]
    both = [
        subprocess.Popen(
            [*command, who, str(ROUNDS)], cwd=tmp_path, stderr=subprocess.PIPE, text=True, env=os.environ
        )
        for who in "AB"
    ]
    assert [one.communicate(timeout=120)[1] for one in both] == ["", ""]
    kept = {entry.what for entry in Journal(tmp_path / "journal.toml").entries}
    assert kept == {f"{who} {n}" for who in "AB" for n in range(ROUNDS)}
    session = Session(Role(), tmp_path / "x.studio.toml")
    assert (session.value.title, session.value.organisation) == (f"A {ROUNDS - 1}", f"B {ROUNDS - 1}")
    assert set(session.versions) == {f"{who}{n}" for who in "AB" for n in range(ROUNDS)}


def test_a_lock_that_a_killed_program_left_holds_no_one_up_for_ever(tmp_path, monkeypatch):
    path = tmp_path / "journal.toml"
    (tmp_path / ".journal.toml.held.lock").touch()

    def unknown(*_):
        raise OSError("no locks here")

    monkeypatch.setattr(lock.fcntl, "flock", unknown)
    monkeypatch.setattr(lock, "PATIENCE", 0.05)
    journal = Journal(path, activities={})
    journal.record("here", "one", "kept")
    assert journal.problem is None
    assert [entry.what for entry in Journal(path).entries] == ["kept"]
    assert not (tmp_path / ".journal.toml.held.lock").exists()


def test_patience_is_with_one_holder_and_only_what_was_there_all_the_time_is_taken_away(tmp_path, monkeypatch):
    path, made = tmp_path / "x.toml", tmp_path / ".x.toml.held.lock"
    made.touch()
    asked, held = iter(range(1000)), []

    def unknown(*_):
        # The first holder gives way to a second one, which is not ended either, before patience with it is over.
        if next(asked) == 3:
            made.unlink()
            made.touch()
            held.append(time.monotonic())
        raise OSError("no locks here")

    monkeypatch.setattr(lock.fcntl, "flock", unknown)
    monkeypatch.setattr(lock, "PATIENCE", 0.3)
    monkeypatch.setattr(lock.time, "sleep", lambda seconds: pause(0.08))
    with lock.alone(path):
        assert time.monotonic() - held[0] > 0.3
    assert not made.exists()


def test_a_lock_that_cannot_be_made_is_a_problem_told(tmp_path, monkeypatch):
    def unknown(*_):
        raise OSError("no locks here")

    def full(*_, **__):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(lock.fcntl, "flock", unknown)
    monkeypatch.setattr(Path, "touch", full)
    with pytest.raises(Problem, match="No space left"), lock.alone(tmp_path / "x.toml"):
        pass


@pytest.mark.parametrize("how", ["emptied", "deleted"])
def test_what_an_open_journal_holds_is_written_back(tmp_path, how):
    path = tmp_path / "journal.toml"
    journal = Journal(path, activities={})
    for n in range(3):
        journal.record("here", f"a{n}", f"entry {n}")
    path.unlink() if how == "deleted" else path.write_bytes(b"")
    journal.record("here", "a3", "entry 3")
    assert [entry.what for entry in Journal(path).entries] == [f"entry {n}" for n in range(4)]
