"""Files: private where the folder is, in place even if the system hesitates, and nothing left lying about."""

import os
import stat
import time

import pytest

import leadership_lib as ll
from leadership_lib.core import files, folders
from leadership_lib.core.folders import slug, work_folder


def rights(path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def _usual_rights():
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.mark.usefixtures("_usual_rights")
@pytest.mark.skipif(os.name == "nt", reason="left out: Windows has other rights")
@pytest.mark.parametrize("named", [True, False], ids=["in a folder one names", "in the usual one"])
def test_a_persons_work_is_for_that_person_alone(tmp_path, monkeypatch, named):
    if named:
        monkeypatch.setenv(folders.VARIABLE, str(tmp_path / "my_work"))
    else:
        monkeypatch.delenv(folders.VARIABLE)
        monkeypatch.setattr(folders, "checkout", lambda: tmp_path)
        # As an earlier edition made it.
        (tmp_path / "my_work").mkdir()
    work = tmp_path / "my_work"
    ll.Journal().record("01_spot_the_gaps", "mine", "what I wrote")
    ll.write_description(ll.load_role("place_lead"), work / "documents" / "role.docx")
    assert rights(work) == 0o700
    there = {path.name: rights(path) for path in work.rglob("*.*") if path.suffix != ".lock"}
    assert there == {"journal.toml": 0o600, "role.docx": 0o600}
    # What is passed on is an ordinary file.
    ll.write_description(ll.load_role("place_lead"), tmp_path / "role.docx")
    assert rights(tmp_path / "role.docx") == 0o644


def test_a_file_is_put_in_its_place_again_where_the_system_refuses_now_and_then(tmp_path, monkeypatch):
    replace, tries = os.replace, []

    def hesitant(old, new):
        tries.append(new)
        if len(tries) < 4:
            raise PermissionError(13, "Access is denied")
        replace(old, new)

    monkeypatch.setattr(os, "replace", hesitant)
    files.save(tmp_path / "role.toml", "title = 'Lead'")
    assert (tmp_path / "role.toml").read_text() == "title = 'Lead'"
    monkeypatch.setattr(files, "WAITS", (0,))
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(PermissionError(13, "Access is denied")))
    with pytest.raises(ll.Problem, match=r"was not saved: Access is denied\. What was there before still is"):
        files.save(tmp_path / "role.toml", "other")
    assert [path.name for path in tmp_path.iterdir()] == ["role.toml"]


def test_what_a_killed_program_left_half_written_is_swept_away_and_nothing_else(tmp_path):
    long_ago = time.time() - 2 * files.ABANDONED
    for name, when in (
        (".draft-abc12_de", long_ago),
        (".draft-abc12_df", time.time()),
        (".draft-mine.docx", long_ago),
        ("draft-abc12_de", long_ago),
    ):
        (tmp_path / name).write_text("half")
        os.utime(tmp_path / name, (when, when))
    files.save(tmp_path / "role.toml", "title = 'Lead'")
    there = {path.name for path in tmp_path.iterdir()}
    assert there == {".draft-abc12_df", ".draft-mine.docx", "draft-abc12_de", "role.toml"}


@pytest.mark.parametrize("name", ["con", "AUX", "nul", "com1", "LPT9", "prn"])
def test_no_file_is_called_what_windows_keeps_for_a_device(name):
    assert not folders.DEVICE.fullmatch(f"{slug(name)}.studio.toml")
    assert slug(name) != slug(f"{name} ")
    assert slug("control") == "control"


def test_an_accent_of_one_sign_or_of_two_is_one_name():
    assert slug("Qualit\u00e9") == slug("Qualite\u0301") != slug("Qualite")


def test_the_tests_keep_away_from_everyones_work(root):
    assert not work_folder().is_relative_to(root)
