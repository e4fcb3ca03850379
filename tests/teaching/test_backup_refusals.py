"""A file that is not ours, is damaged or hostile is refused whole, and does no harm."""

import io
import shutil
import stat
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from work_folders import NOW, WORK, fill, found

from leadership_lib import Problem
from leadership_lib.teaching.backup import archive
from leadership_lib.teaching.backup.archive import pack
from leadership_lib.teaching.backup.belongings import contents
from leadership_lib.teaching.backup.restoring import plan, unpack


@pytest.fixture
def work(tmp_path) -> Path:
    return fill(tmp_path / "my_work", WORK)


@pytest.fixture
def packed(work) -> bytes:
    return pack(work, now=NOW)


def zipped(*entries: tuple, about: bytes | None = b'format = 1\nmade = "2026-11-23"\nnames = []\n') -> bytes:
    """Make any zip: entries are a name or ZipInfo, and bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        if about is not None:
            made.writestr(archive.ABOUT, about)
        for name, content in entries:
            made.writestr(name, content)
    return stream.getvalue()


def refused(data: bytes, folder: Path) -> str:
    """Give what is said of a file that must change nothing."""
    before = found(folder), sorted(folder.rglob("*"))
    with pytest.raises(Problem) as told:
        unpack(data, folder)
    with pytest.raises(Problem):
        plan(data, folder)
    assert (found(folder), sorted(folder.rglob("*"))) == before
    assert str(told.value).endswith((archive.UNCHANGED, "Nothing was brought back or changed."))
    return str(told.value)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "it is empty"),
        (b"%PDF-1.7 whatever", "17 bytes that begin with “%PDF-1.7 wha”"),
        (zipped(about=None), "there is nothing in it"),
        (zipped(("word/document.xml", b""), ("a.txt", b""), about=None), "“word/document.xml”, “a.txt”"),
        (zipped(("holiday.jpg", b"")), "“holiday.jpg”"),
        (zipped(about=b"names = 3"), "damaged"),
        (zipped(about=b"\xff"), "damaged"),
        (zipped(about=b"format = 1\nnames = ['a.toml']"), "“a.toml”"),
        (zipped(about=b"format = 99\nnames = []"), "newer edition"),
    ],
)
def test_what_is_not_ours_is_refused_and_what_was_found_is_said(work, data, says):
    assert says in refused(data, work)


def link_entry() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("my_work/a.toml")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def patched(old: bytes, new: bytes) -> bytes:
    """Write a name into a zip that no program would write."""
    return zipped((f"my_work/{old.decode()}", b"x")).replace(old, new)


@pytest.mark.parametrize(
    "data",
    [
        zipped(("../evil.toml", b"x")),
        zipped(("my_work/../../evil.toml", b"x")),
        zipped(("my_work/a/../b", b"x")),
        zipped(("/evil.toml", b"x")),
        zipped(("//host/share", b"x")),
        zipped(("C:/evil.toml", b"x")),
        zipped(("c:evil.toml", b"x")),
        patched(b"..+evil", b"..\\evil"),
        patched(b"evil+toml", b"evil\x00toml"),
        zipped((link_entry(), b"/etc/passwd")),
        zipped(("my_work/a:b", b"x")),
        zipped(("my_work/con.toml", b"x")),
        zipped(("my_work/a.toml.", b"x")),
        zipped(("my_work//a", b"x")),
        zipped(("my_work/a", b"x"), ("my_work/a/b", b"x")),
    ],
)
def test_what_would_leave_the_folder_or_be_no_file_is_refused(work, data):
    assert "not made here" in refused(data, work)
    assert not (work.parent / "evil.toml").exists()


def test_one_name_twice_is_refused(work):
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = zipped(("my_work/a", b"1"), ("my_work/a", b"2"))
    assert "twice" in refused(data, work)


def test_a_bomb_is_refused_before_it_is_unpacked(work):
    mega = bytes(1_000_000)
    assert "no one's work" in refused(zipped(*((f"my_work/{n}", mega) for n in range(101))), work)
    assert "no one's work" in refused(zipped(*((f"my_work/{n}", b"") for n in range(10_001))), work)
    # One that announces ten bytes of its million.
    lying = zipped(("my_work/a", mega)).replace(len(mega).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert "damaged" in refused(lying, work)


def test_a_file_that_is_too_large_is_not_looked_into(work, monkeypatch):
    monkeypatch.setattr(archive, "LIMIT", 100)
    assert "no one's work" in refused(bytes(101), work)


def test_a_password_and_other_ways_of_packing_are_refused(work):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as made:
        made.writestr(archive.ABOUT, b"format = 1\nnames = []")
    assert "damaged, or locked" in refused(stream.getvalue(), work)


def test_a_damaged_file_is_refused_whole(work, packed):
    at = packed.index(b"entries") if b"entries" in packed else packed.index(b"journal.toml") + 20
    assert refused(packed[: len(packed) // 2], work)
    assert refused(packed[:at] + bytes([packed[at] ^ 255]) + packed[at + 1 :], work)


@given(st.data())
def test_no_damage_to_a_file_writes_outside_or_breaks(tmp_path_factory, data):
    top = tmp_path_factory.mktemp("top")
    work = fill(top / "my_work", {"journal.toml": b"here"})
    whole = bytearray(pack(fill(top / "other", WORK), now=NOW))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        unpack(bytes(whole), work)
    except Problem:
        assert found(work) == {"journal.toml": b"here"}
    assert b"here" in found(work).values()
    assert {path.name for path in top.iterdir()} == {"my_work", "other"}
    shutil.rmtree(top)


def test_a_link_here_does_not_lead_out_of_the_folder(work, packed, tmp_path):
    shutil.rmtree(work / "documents")
    (tmp_path / "elsewhere").mkdir()
    (work / "documents").symlink_to(tmp_path / "elsewhere")
    assert "link out of the folder" in refused(packed, work)
    assert list((tmp_path / "elsewhere").iterdir()) == []
    # Nor is what is behind it taken away.
    fill(tmp_path / "elsewhere", {"private": b"x"})
    assert "private" not in str(contents(work))


def test_a_folder_where_a_file_would_come_and_the_other_way_round(work, packed):
    shutil.rmtree(work / "documents")
    fill(work, {"documents": b"x"})
    assert "rename it" in refused(packed, work)
    (work / "documents").unlink()
    (work / "journal.toml").unlink()
    (work / "journal.toml").mkdir()
    assert "rename it" in refused(packed, work)
