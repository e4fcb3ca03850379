"""The form that takes one's work away and brings it back, by the messages that the page sends."""

import os
import re
import shutil
from pathlib import Path

import pytest
from work_folders import NOW, WORK, fill, found

from leadership_lib.teaching.backup import restoring
from leadership_lib.widgets import backup as widget
from leadership_lib.widgets.backup import Backup


@pytest.fixture
def work(tmp_path) -> Path:
    return fill(tmp_path / "my_work", WORK)


class Page:
    """What the page does, without a browser."""

    def __init__(self, folder: Path):
        self.backup = Backup(folder)
        self.backup.send = self._receive
        self.answers: list[dict] = []
        self.parts: list[bytes] = []

    def _receive(self, message, buffers=None):
        self.answers.append(message)
        self.parts += map(bytes, buffers or [])

    def send(self, message, buffers=()):
        before = len(self.answers)
        self.backup._handle_custom_msg(message, [memoryview(buffer) for buffer in buffers])
        assert [answer.get("done") for answer in self.answers[before:]][-1:] == [True]
        return self.answers[-1]["wrong"]

    def download(self) -> bytes:
        self.parts.clear()
        self.send({"action": "download"})
        while (got := sum(map(len, self.parts))) < self.answers[-2]["size"]:
            self.send({"part": got})
        return b"".join(self.parts)

    def upload(self, data: bytes, step: int = 1000):
        for start in range(0, len(data) or 1, step):
            message = {"upload": {"from": start, "size": len(data)}}
            wrong = self.send(message, [data[start : start + step]])
        return wrong

    @property
    def said(self) -> str:
        return self.backup.state["said"]

    @property
    def confirm(self) -> str | None:
        return self.backup.state["confirm"]


@pytest.fixture
def page(work) -> Page:
    return Page(work)


def test_download_delete_bring_back(page, work, monkeypatch):
    monkeypatch.setattr(widget, "PART", 100)
    data = page.download()
    assert re.fullmatch(r"great_jobs_work_\d{4}-\d\d-\d\d\.zip", page.answers[0]["file"])
    assert "3 files in great_jobs_work_" in page.said
    shutil.rmtree(work)
    assert page.upload(data) is False
    assert not work.exists(), "changed before it was confirmed"
    assert page.confirm == "Bring back 3 files"
    assert "3 files will come back" in page.backup.board
    page.send({"action": "bring"})
    assert found(work) == WORK
    assert page.said.startswith("Your work is back.")
    assert "3 files came back" in page.backup.board
    assert page.confirm is None
    assert [item.name for item in page.backup.value] == sorted(WORK)


def test_the_button_says_what_will_happen(page, work):
    data = page.download()
    fill(work, {"journal.toml": b"newer"})
    page.upload(data)
    assert page.confirm == "Bring back 1 file, and keep 1 file of yours under a new name"
    page.send({"action": "bring"})
    assert "is kept as “journal (kept " in page.backup.board
    page.upload(data)
    assert page.confirm is None
    assert page.send({"action": "bring"}) is False
    assert page.said == "Everything in the file is here already."


def test_what_cannot_be_done_is_said(page, work):
    assert page.send({"action": "bring"})
    assert page.said == f"Not done: {widget.NOTHING_CHOSEN}"
    for data in (b"", b"%PDF", b"x" * 3000):
        assert page.upload(data)
        assert page.said.startswith("Not done: This is not a zip file")
    shutil.rmtree(work)
    assert page.send({"action": "download"})
    assert widget.NOTHING_HERE in page.said
    assert "There is nothing in my_work yet." in page.backup.board
    for message in ({"part": 7}, {"upload": {"from": 0, "size": 9}}, {"action": 3}, {"part": "x"}, "x", None, []):
        assert page.send(message) is False
    assert page.send({"upload": {"from": 5, "size": 9}}, [b"abc"])
    assert page.send({"upload": {"from": 0, "size": 2}}, [b"abc"])
    assert page.send({"upload": {"from": 0, "size": 10**12}}, [b"abc"])


def test_only_what_was_just_shown_is_brought_back(page):
    data = page.download()
    page.upload(data)
    page.send({"action": "look"})
    assert page.send({"action": "bring"})


def test_names_are_escaped(page, work):
    if os.name != "nt":
        fill(work, {"<b>&.toml": b""})
        page.send({"action": "look"})
        assert "&lt;b&gt;&amp;.toml" in page.backup.board
        assert "<b>&" not in page.backup.board


def test_the_list_has_every_file_and_when_it_was_changed(page, work):
    os.utime(work / "journal.toml", (NOW.timestamp(), NOW.timestamp()))
    page.send({"action": "look"})
    assert "23 November 2026, 19:05" in page.backup.board
    assert "In my_work now: 3 files" in page.backup.board


def test_what_a_notebook_stores_says_nothing_of_anybodys_work(page):
    assert repr(page.backup) == "Take your work with you. Run this cell to use it."
    assert page.backup._repr_mimebundle_()[0]["text/plain"] == repr(page.backup)


def test_without_a_folder_it_is_the_persons_own(tmp_path, monkeypatch):
    monkeypatch.setenv("LEADERSHIP_WORK", str(tmp_path / "mine"))
    shown = Backup()
    fill(tmp_path / "mine", {"a.toml": b""})
    assert [item.name for item in shown.value] == ["a.toml"]


def test_what_no_one_foresaw_is_said_too_and_changes_nothing(page, work, monkeypatch):
    data = page.download()
    shutil.rmtree(work)
    page.upload(data)
    saved, count = restoring.save, []

    def save(path, content):
        count.append(path)
        if len(count) == 2:
            raise RuntimeError("a bug")
        return saved(path, content)

    monkeypatch.setattr(restoring, "save", save)
    page.send({"action": "bring"})
    assert page.said == "Not done, because of an unexpected error: RuntimeError('a bug')."
    assert page.answers[-1] == {"done": True, "wrong": True}
    assert found(work) == {}
