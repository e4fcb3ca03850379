"""Taking one's work away in one file and bringing it back: nothing is lost, and a hostile file does no harm."""

import io
import os
import re
import shutil
import stat
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadership_lib import Journal, Problem, Role
from leadership_lib.output import documents
from leadership_lib.output.download import link
from leadership_lib.teaching.backup import backup, backup_file
from leadership_lib.teaching.backup.backup import contents, pack, plan, unpack
from leadership_lib.widgets import backup as widget
from leadership_lib.widgets.backup import Backup
from leadership_lib.widgets.download import Download

NOW = datetime(2026, 11, 23, 19, 5)
WORK = {
    "journal.toml": b"entries = []\n",
    "my role.toml": b"title = 'Lead'\n",
    "documents/role.docx": bytes(range(256)),
}


def fill(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def found(folder: Path) -> dict[str, bytes]:
    return {item.name: (folder / item.name).read_bytes() for item in contents(folder)}


@pytest.fixture
def work(tmp_path) -> Path:
    return fill(tmp_path / "my_work", WORK)


@pytest.fixture
def packed(work) -> bytes:
    return pack(work, now=NOW)


def archive(*entries: tuple, about: bytes | None = b'format = 1\nmade = "2026-11-23"\nnames = []\n') -> bytes:
    """Make any zip: entries are a name or ZipInfo, and bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        if about is not None:
            made.writestr(backup_file.ABOUT, about)
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
    assert str(told.value).endswith((backup_file.UNCHANGED, "Nothing was brought back or changed."))
    return str(told.value)


# --- taking away


def test_everything_is_in_one_file_that_a_person_can_also_open_by_hand(packed, tmp_path):
    with zipfile.ZipFile(io.BytesIO(packed)) as opened:
        opened.extractall(tmp_path / "by hand")
    assert found(tmp_path / "by hand" / "my_work") == WORK
    about = (tmp_path / "by hand" / backup_file.ABOUT).read_text("utf-8")
    assert "2026-11-23T19:05:00" in about
    assert "format = 1" in about
    assert all(name in about for name in WORK)


def test_the_same_work_gives_the_same_bytes(work, packed):
    assert pack(work, now=NOW) == packed
    names = zipfile.ZipFile(io.BytesIO(packed)).namelist()
    assert names == [backup_file.ABOUT, "my_work/documents/role.docx", "my_work/journal.toml", "my_work/my role.toml"]


def test_locks_drafts_and_what_programs_leave_is_not_taken(work, packed):
    left = (".journal.toml.lock", ".draft-x1", ".ipynb_checkpoints/a.ipynb", ".DS_Store", "~$role.docx", "a/.b/c")
    fill(work, dict.fromkeys(left, b"x"))
    assert pack(work, now=NOW) == packed


def test_a_folder_that_is_not_there_or_empty_has_nothing_in_it(tmp_path):
    for folder in (tmp_path / "missing", tmp_path):
        assert contents(folder) == ()
        assert str(unpack(pack(folder), folder)) == "There was no work in this file."
    assert not (tmp_path / "missing").exists()


def test_more_than_could_be_brought_back_is_not_packed(work, monkeypatch):
    monkeypatch.setattr(backup, "LIMIT", 300)
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
    assert set(report.came) == set(back)


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

    saved = backup.save
    monkeypatch.setattr(backup, "save", save)
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
    names = backup_file.portable(files)
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
    assert {*report.came, *report.same, *report.kept} == set(names.values())
    shutil.rmtree(one), shutil.rmtree(two)


# --- files that are not ours, damaged or hostile


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "it is empty"),
        (b"%PDF-1.7 whatever", "17 bytes that begin with “%PDF-1.7 wha”"),
        (archive(about=None), "there is nothing in it"),
        (archive(("word/document.xml", b""), ("a.txt", b""), about=None), "“word/document.xml”, “a.txt”"),
        (archive(("holiday.jpg", b"")), "“holiday.jpg”"),
        (archive(about=b"names = 3"), "damaged"),
        (archive(about=b"\xff"), "damaged"),
        (archive(about=b"format = 1\nnames = ['a.toml']"), "“a.toml”"),
        (archive(about=b"format = 99\nnames = []"), "newer edition"),
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
    return archive((f"my_work/{old.decode()}", b"x")).replace(old, new)


@pytest.mark.parametrize(
    "data",
    [
        archive(("../evil.toml", b"x")),
        archive(("my_work/../../evil.toml", b"x")),
        archive(("my_work/a/../b", b"x")),
        archive(("/evil.toml", b"x")),
        archive(("//host/share", b"x")),
        archive(("C:/evil.toml", b"x")),
        archive(("c:evil.toml", b"x")),
        patched(b"..+evil", b"..\\evil"),
        patched(b"evil+toml", b"evil\x00toml"),
        archive((link_entry(), b"/etc/passwd")),
        archive(("my_work/a:b", b"x")),
        archive(("my_work/con.toml", b"x")),
        archive(("my_work/a.toml.", b"x")),
        archive(("my_work//a", b"x")),
        archive(("my_work/a", b"x"), ("my_work/a/b", b"x")),
    ],
)
def test_what_would_leave_the_folder_or_be_no_file_is_refused(work, data):
    assert "not made here" in refused(data, work)
    assert not (work.parent / "evil.toml").exists()


def test_one_name_twice_is_refused(work):
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = archive(("my_work/a", b"1"), ("my_work/a", b"2"))
    assert "twice" in refused(data, work)


def test_a_bomb_is_refused_before_it_is_unpacked(work):
    mega = bytes(1_000_000)
    assert "no one's work" in refused(archive(*((f"my_work/{n}", mega) for n in range(101))), work)
    assert "no one's work" in refused(archive(*((f"my_work/{n}", b"") for n in range(10_001))), work)
    # One that announces ten bytes of its million.
    lying = archive(("my_work/a", mega)).replace(len(mega).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert "damaged" in refused(lying, work)


def test_a_file_that_is_too_large_is_not_looked_into(work, monkeypatch):
    monkeypatch.setattr(backup_file, "LIMIT", 100)
    assert "no one's work" in refused(bytes(101), work)


def test_a_password_and_other_ways_of_packing_are_refused(work):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as made:
        made.writestr(backup_file.ABOUT, b"format = 1\nnames = []")
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


# --- the link


def test_a_link_carries_the_file_and_its_name_is_escaped(tmp_path):
    path = tmp_path / 'my <role> & "post".html'
    if os.name == "nt":
        path = tmp_path / "my role & post.html"
    path.write_bytes(b"<p>Lead</p>")
    made = link(path)
    assert "data:text/html;charset=utf-8;base64,PHA+TGVhZDwvcD4=" in made
    assert "<role>" not in made
    assert 'data-lm-suppress-shortcuts="true"' in made


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(Problem, match="no copy of"):
        Download(tmp_path / "role.docx")


def test_what_a_notebook_stores_of_a_download_is_the_files_name_whatever_is_in_it(tmp_path):
    path, stored = tmp_path / "role.docx", []
    for content in (b"one", b"two"):
        path.write_bytes(content)
        bundle = Download(path)._repr_mimebundle_()
        bundle.pop("application/vnd.jupyter.widget-view+json")
        stored.append(bundle)
    assert stored == [{"text/plain": "role.docx"}] * 2


def test_a_word_file_of_the_same_role_is_the_same_and_the_link_carries_it(tmp_path):
    one, two = (documents.write_description(Role(title="Lead"), tmp_path / n / "role.docx") for n in "ab")
    assert link(one) == link(two)
    assert Download(one).path == one


# --- the widget, by the messages that the page sends


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
    assert page.confirm == "Bring back 1 file, and keep 1 file of here under a new name"
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


def test_what_nobody_foresaw_is_said_too_and_changes_nothing(page, work, monkeypatch):
    data = page.download()
    shutil.rmtree(work)
    page.upload(data)
    saved, count = backup.save, []

    def save(path, content):
        count.append(path)
        if len(count) == 2:
            raise RuntimeError("a bug")
        return saved(path, content)

    monkeypatch.setattr(backup, "save", save)
    page.send({"action": "bring"})
    assert page.said == "Not done, for a reason that nobody foresaw: RuntimeError('a bug')."
    assert page.answers[-1] == {"done": True, "wrong": True}
    assert found(work) == {}
