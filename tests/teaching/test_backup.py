"""Taking one's work away in one file and bringing it back: nothing is lost."""

import io
import os
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st
from work_folders import NOW, WORK, fill, found

from leadership_lib import Backup, Journal, Problem, Role, Session, check_installation
from leadership_lib.teaching.backup import archive, restoring
from leadership_lib.teaching.backup.archive import pack
from leadership_lib.teaching.backup.belongings import contents, delete
from leadership_lib.teaching.backup.restoring import plan, unpack


@pytest.fixture
def work(tmp_path) -> Path:
    return fill(tmp_path / "my_work", WORK)


@pytest.fixture
def packed(work) -> bytes:
    return pack(work, now=NOW)


# --- taking away


def test_everything_is_in_one_file_that_a_person_can_also_open_by_hand(packed, tmp_path):
    with zipfile.ZipFile(io.BytesIO(packed)) as opened:
        opened.extractall(tmp_path / "by hand")
    assert found(tmp_path / "by hand" / "my_work") == WORK
    about = (tmp_path / "by hand" / archive.ABOUT).read_text("utf-8")
    assert "2026-11-23T19:05:00" in about
    assert "format = 1" in about
    assert all(name in about for name in WORK)


def test_the_same_work_gives_the_same_bytes(work, packed):
    assert pack(work, now=NOW) == packed
    names = zipfile.ZipFile(io.BytesIO(packed)).namelist()
    assert names == [archive.ABOUT, "my_work/documents/role.docx", "my_work/journal.toml", "my_work/my role.toml"]


def test_locks_drafts_and_what_programs_leave_is_not_taken(work, packed):
    left = (".journal.toml.lock", ".draft-x1", ".ipynb_checkpoints/a.ipynb", ".DS_Store", "~$role.docx", "a/.b/c")
    fill(work, dict.fromkeys(left, b"x"))
    assert pack(work, now=NOW) == packed


def test_what_was_deleted_and_brought_back_is_written_back_where_it_goes_away_by_itself(work):
    path = work / "x.studio.toml"
    session = Session(Role(title="Lead"), path)
    session.change({"organisation": "Marl Valley network"})
    session.save()
    packed = pack(work)
    assert delete([path]) == {}
    unpack(packed, work)
    again = Session(Role(), path)
    path.unlink()
    again.change({"title": "Clinical Lead"})
    again.save()
    assert Session(Role(), path).value == Role(title="Clinical Lead", organisation="Marl Valley network")


def test_a_folder_that_is_not_there_or_empty_has_nothing_in_it(tmp_path):
    for folder in (tmp_path / "missing", tmp_path):
        assert contents(folder) == ()
        assert str(unpack(pack(folder), folder)) == "There was no work in this file."
    assert not (tmp_path / "missing").exists()


def test_more_than_could_be_brought_back_is_not_packed(work, monkeypatch):
    monkeypatch.setattr(archive, "LIMIT", 300)
    fill(work, {"big.docx": bytes(200)})
    with pytest.raises(Problem, match=r"largest is 'documents/role.docx'"):
        pack(work)


def test_what_cannot_be_read_is_named(work, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(Problem, match=r"role.docx' cannot be reached: Permission denied"):
        pack(work)


def test_a_name_that_some_computer_cannot_take_comes_back_under_one_like_it(tmp_path):
    if os.name == "nt":
        pytest.skip("there are no such names here")
    names = ["role: new?.toml", "role_ new_.toml", "con", "back\\slash", "end.", "a:/b", "a__b", "d/x:", "d_", "d:"]
    folder = fill(tmp_path / "one", {name: name.encode() for name in names})
    (folder / os.fsdecode(b"caf\xe9")).write_bytes(b"latin")
    report = unpack(pack(folder), tmp_path / "two")
    back = found(tmp_path / "two")
    assert sorted(back.values()) == sorted([*(name.encode() for name in names), b"latin"])
    assert back["role_ new_.toml"] == b"role_ new_.toml"
    assert back["role_ new_ 2.toml"] == b"role: new?.toml"
    assert not any(re.search(r'[<>:"|?*\\]', name) for name in back)
    assert set(report.new) == set(back)


# --- bringing back


def test_a_deleted_folder_comes_back_whole(work, packed):
    shutil.rmtree(work)
    assert plan(packed, work).sentences[0].startswith("3 files will come back: “documents/role.docx”")
    assert not work.exists()
    assert str(unpack(packed, work)).startswith("3 files came back: “documents/role.docx”, “journal.toml”")
    assert found(work) == WORK


def test_what_differs_here_is_kept_beside_and_what_is_equal_is_left_alone(work, packed):
    untouched = (work / "journal.toml").stat()
    fill(work, {"my role.toml": b"title = 'Newer'\n"})
    (work / "documents" / "role.docx").unlink()
    assert str(plan(packed, work)) == (
        "1 file will come back: “documents/role.docx”.\n"
        "1 file will be replaced; what is here now stays beside it under a new name, so nothing is lost: “my role.toml”.\n"
        "Already here, and the same: “journal.toml”."
    )
    assert str(unpack(packed, work, now=NOW)) == (
        "1 file came back: “documents/role.docx”.\n"
        "“my role.toml” came back; the one that was here is kept as “my role (kept 2026-11-23 19.05).toml”.\n"
        "Already here, and the same: “journal.toml”."
    )
    assert found(work) == WORK | {"my role (kept 2026-11-23 19.05).toml": b"title = 'Newer'\n"}
    assert (work / "journal.toml").stat().st_mtime_ns == untouched.st_mtime_ns
    assert str(unpack(packed, work)).startswith("Already here, and the same")


def test_two_kept_in_one_minute_have_two_names(work, packed):
    for text in (b"one", b"two"):
        fill(work, {"documents/role.docx": text})
        report = unpack(packed, work, now=NOW)
    assert report.kept == {"documents/role.docx": "documents/role (kept 2026-11-23 19.05, 2).docx"}
    assert (work / "documents" / "role (kept 2026-11-23 19.05).docx").read_bytes() == b"one"
    assert (work / "documents" / "role (kept 2026-11-23 19.05, 2).docx").read_bytes() == b"two"


def test_where_a_disk_is_full_everything_is_as_it_was(work, packed, monkeypatch):
    fill(work, {"documents/role.docx": b"mine"})
    (work / "journal.toml").unlink()
    before = found(work)

    def save(path, content):
        if path.name == "my role.toml":
            raise Problem("The disk is full.")
        return saved(path, content)

    saved = restoring.save
    monkeypatch.setattr(restoring, "save", save)
    fill(work, {"my role.toml": b"other"})
    before["my role.toml"] = b"other"
    with pytest.raises(Problem, match=r"full\. Nothing was brought back or changed\.$"):
        unpack(packed, work)
    assert found(work) == before


def test_a_journal_that_is_open_sees_what_came_back_and_goes_on(work):
    (work / "journal.toml").unlink()
    journal = Journal(work / "journal.toml")
    journal.record("01_spot_the_gaps", None, "A meeting that ran late", kind="note")
    packed = pack(work)
    journal.delete_all()
    assert list(journal.entries) == []
    unpack(packed, work)
    assert [entry.what for entry in journal.entries] == ["A meeting that ran late"]
    journal.record("01_spot_the_gaps", None, "Another", kind="note")
    assert len(Journal(work / "journal.toml").entries) == 2


def test_who_unpacked_the_file_and_zipped_the_folder_again_is_served(packed, tmp_path):
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as ours, zipfile.ZipFile(stream, "w") as theirs:
        theirs.writestr("great_jobs_work/", b"")
        for name in ours.namelist():
            theirs.writestr(f"great_jobs_work/{name}", ours.read(name))
            theirs.writestr(f"__MACOSX/great_jobs_work/._{Path(name).name}{len(name)}", b"x")
        theirs.writestr("great_jobs_work/.DS_Store", b"x")
    unpack(stream.getvalue(), tmp_path / "back")
    assert found(tmp_path / "back") == WORK


PARTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00/"), min_size=1, max_size=20).filter(
    lambda part: not part.startswith((".", "~$"))
)
NAMES = st.lists(PARTS, min_size=1, max_size=3).map("/".join)


@given(
    st.dictionaries(NAMES, st.binary(max_size=300), max_size=5),
    st.dictionaries(NAMES, st.binary(max_size=9), max_size=2),
)
def test_any_names_and_bytes_come_back_and_nothing_that_was_there_is_lost(tmp_path_factory, files, others):
    one, two = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("two")
    try:
        fill(one, files)
        fill(two, others)
    except OSError:
        return  # one name is a file and a folder
    packed = pack(one)
    names = archive.portable(files)
    assert len(set(names.values())) == len(files)
    try:
        report = unpack(packed, two)
    except Problem as problem:
        assert "rename it" in str(problem)
        assert found(two) == others
        return
    back = found(two)
    assert {names[name]: content for name, content in files.items()}.items() <= back.items()
    assert sorted(set(others.values())) == sorted(set(others.values()) & set(back.values()))
    assert {*report.new, *report.same, *report.kept} == set(names.values())
    shutil.rmtree(one), shutil.rmtree(two)


# --- interrupted


def test_bringing_back_that_was_killed_half_way_says_so_at_the_next_start_and_goes_on(tmp_path, packed, monkeypatch):
    here = fill(tmp_path / "here" / "my_work", {"my role.toml": b"title = 'Another'\n"})
    (tmp_path / "work.zip").write_bytes(packed)
    code = (
        "import os, signal; from pathlib import Path; from leadership_lib.teaching.backup.restoring import unpack\n"
        "replace, done = os.replace, []\n"
        "def deadly(old, new):\n"
        "    done.append(new)\n"
        "    os.kill(os.getpid(), signal.SIGTERM) if len(done) == 4 else replace(old, new)\n"
        "os.replace = deadly\n"
        f"unpack(Path({str(tmp_path / 'work.zip')!r}).read_bytes(), {str(here)!r})"
    )
    assert subprocess.run([sys.executable, "-c", code], timeout=60).returncode == -signal.SIGTERM
    assert 0 < len(found(here).items() & WORK.items()) < len(WORK)
    monkeypatch.setenv("LEADERSHIP_WORK", str(here))
    assert "✗ Your work, brought back: it was interrupted half way" in repr(check_installation())
    form = Backup()
    assert form.state["said"].startswith("Python stopped while your work was being brought back.")
    assert form.state["confirm"]
    form.bring()
    assert found(here).items() >= WORK.items()
    assert b"title = 'Another'\n" in found(here).values()
    assert check_installation().works
    assert "Python stopped" not in Backup().state["said"]


def test_names_that_read_as_others_and_accents_of_two_signs_are_made_plain(tmp_path, work):
    turned, apart, one = "role\u202etxt.toml", "Qualite\u0301.md", "Qualit\u00e9.md"
    fill(work, {turned: b"a", apart: b"b"})
    there = fill(tmp_path / "there", {})
    unpack(pack(work, now=NOW), there)
    assert found(there).items() >= {"role_txt.toml": b"a", one: b"b"}.items()
    # And as another program may have packed them.
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr(archive.ABOUT, tomli_w.dumps({"format": 1, "names": [turned, apart]}))
        for name in (turned, apart):
            packed.writestr(f"my_work/{name}", b"c")
    unpack(stream.getvalue(), tmp_path / "third")
    assert set(found(tmp_path / "third")) == {"role_txt.toml", one}
