"""What the studio keeps on disk as one goes, the documents it writes, and the names of its files."""

import contextlib
import errno
import os
import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from best_role import BEST
from boards import OVERWORKED, Page
from hypothesis import given, settings
from hypothesis import strategies as st
from work_folders import kept

from leadership_lib import Problem, Role, Studio
from leadership_lib.output.documents import writing

# --- kept as one goes


def test_nothing_is_kept_before_the_first_edit(work):
    page = Page(Studio(OVERWORKED, name="Monday"))
    for action in ("undo", "redo", "start", "compare", "compare"):
        page.press(action)
    page.enter(("capacity.hours_paid", "abc"))
    page.enter(("capacity.hours_expected", 20))
    assert kept(work) == []


WAYS = {
    "message": lambda studio: studio._handle_custom_msg({"edit": [["title", "Lead"]]}, []),
    "value": lambda studio: setattr(studio, "value", OVERWORKED.with_(title="Lead")),
    "plain call": lambda studio: studio.edit([("title", "Lead")]),
}


@pytest.mark.parametrize("way", WAYS)
def test_an_edit_is_kept_and_resumed(work, way):
    studio = Studio(OVERWORKED, name="Monday")
    WAYS[way](studio)
    assert kept(work) == ["monday.studio.toml"]
    again = Studio(Role(title="Another"), name="Monday")
    assert again.value == OVERWORKED.with_(title="Lead")
    assert again.session.start == OVERWORKED
    assert "Monday" in again.state["notice"]
    assert "undo" not in again.state["off"]
    again._handle_custom_msg({"action": "start", "sure": True}, [])
    assert again.value == OVERWORKED


@pytest.mark.parametrize("way", ["message", "plain call"])
def test_a_button_is_kept_too(work, way):
    studio = Studio(OVERWORKED, name="Monday")
    studio._handle_custom_msg({"edit": [["title", "Lead"]]}, [])
    studio._handle_custom_msg({"action": "undo"}, []) if way == "message" else studio.act("undo")
    assert Studio(name="Monday").value == OVERWORKED


def test_a_studio_on_an_empty_role_is_resumed(work):
    studio = Studio()
    studio._handle_custom_msg({"edit": [["title", "Lead"]]}, [])
    again = Studio()
    assert again.value == Role(title="Lead")
    assert again.session.start == Role()


def test_a_role_that_was_emptied_is_resumed(work):
    studio = Studio(OVERWORKED, name="Monday")
    studio._handle_custom_msg({"edit": [["capacity.hours_expected", None]]}, [])
    assert Studio(OVERWORKED, name="Monday").value == Role()


def test_versions_are_resumed(work):
    page = Page(Studio(OVERWORKED, name="Monday"))
    page.press("keep", "as found")
    page.enter(("title", "Lead"))
    page.press("keep", "<b>'second'</b>")
    again = Page(Studio(name="Monday"))
    assert again.state["choices"]["open"] == ["as found", "<b>'second'</b>"]
    again.press("open", "as found")
    assert again.studio.value == OVERWORKED


def test_where_nothing_is_to_be_kept_nothing_is(work):
    page = Page(Studio(OVERWORKED, name="Monday", keep=False))
    page.enter(("title", "Lead"))
    page.press("keep", "first")
    page.press("undo")
    page.studio.value = Role().with_(BEST)
    assert kept(work) == []
    assert page.state["notice"] == ""


def test_where_nothing_is_to_be_kept_nothing_is_resumed(work):
    Page(Studio(OVERWORKED, name="Monday")).enter(("title", "Lead"))
    studio = Studio(OVERWORKED, name="Monday", keep=False)
    assert studio.value == OVERWORKED


def test_a_file_that_cannot_be_read_is_named_and_left(work):
    Page(Studio(OVERWORKED, name="Monday")).enter(("title", "Lead"))
    (path,) = map(work.joinpath, kept(work))
    whole = path.read_bytes()
    for content in (whole[: whole.index(b"Lead") + 2], b"\xff\xfe garbage", b"title ="):
        path.write_bytes(content)
        with pytest.raises(Problem) as caught:
            Studio(OVERWORKED, name="Monday")
        assert str(path) in str(caught.value)
        assert path.read_bytes() == content
    assert kept(work) == [path.name]


def test_what_another_window_wrote_comes_into_the_controls_and_is_said(work):
    first, second = Page(Studio(OVERWORKED, name="Monday")), Page(Studio(OVERWORKED, name="Monday"))
    first.enter(("title", "Lead"))
    second.enter(("organisation", "Marl Valley network"))
    assert second.studio.value == OVERWORKED.with_(title="Lead", organisation="Marl Valley network")
    assert second.studio.values["title"] == "Lead"
    assert "another window" in second.state["notice"]
    second.enter(("organisation", "Marl Vale network"))
    assert second.state["notice"] == ""


@contextlib.contextmanager
def full_disk(where: str):
    """Make one call of the operating system fail as it does when the disk is full."""

    def full(*_args, **_more):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, where, full)
        yield


@pytest.mark.parametrize("where", ["fsync", "replace"])
def test_a_full_disk_shows_a_notice_until_an_edit_is_saved_again(work, where):
    page = Page(Studio(OVERWORKED, name="Monday"))
    page.enter(("title", "One"))
    (path,) = map(work.joinpath, kept(work))
    before = path.read_bytes()
    with full_disk(where):
        page.enter(("title", "Two"))
    assert page.done == 1
    assert "no space left" in page.state["notice"].lower()
    assert page.state["said"] == page.state["notice"]
    assert page.studio.value.title == "Two"
    assert path.read_bytes() == before
    assert kept(work) == [path.name]
    page.enter(("title", "Three"))
    assert page.state["notice"] == ""
    assert page.state["said"] == page.studio.session.last.summary
    assert Studio(name="Monday").value.title == "Three"


def test_a_version_that_a_full_disk_did_not_take_is_not_called_kept(work):
    page = Page(Studio(OVERWORKED, name="Monday"))
    page.enter(("title", "One"))
    with full_disk("fsync"):
        page.press("keep", "first")
    assert page.done == 1
    assert "no space left" in page.state["notice"].lower()
    page.enter(("title", "Two"))
    assert page.state["notice"] == ""
    assert list(Studio(name="Monday").session.versions) == ["first"]


def test_documents_are_written_beside_the_work(work):
    page = Page(Studio(OVERWORKED, name="Monday"))
    page.enter(("title", "Lead / Director"))
    page.press("write")
    assert page.done == 1
    written = [name for name in kept(work) if name.endswith(".docx")]
    assert len(written) == 2
    assert all(name in page.state["notice"] for name in written)


def test_a_written_document_can_be_taken_from_the_board_until_the_role_is_another(work):
    page = Page(Studio(OVERWORKED, name="Monday"))
    page.press("write")
    assert re.findall('download="([^"]+)"', page.model["board"]) == ["role_description.docx", "role_handout.docx"]
    assert page.model["board"].count('href="data:') == 2
    page.enter(("title", "Lead / Director"))
    assert "download=" not in page.model["board"]
    page.press("undo")
    assert page.model["board"].count("download=") == 2


@pytest.mark.parametrize("showing", ["compare", "help_most"])
def test_documents_have_links_whatever_the_board_showed(work, showing):
    page = Page(Studio(OVERWORKED, name="Monday"))
    page.press(showing)
    page.press("write")
    assert page.model["board"].count("download=") == 2
    assert not any(page.state["pressed"].values())


def test_whoever_comes_back_is_not_told_that_nothing_changed(work):
    page = Page(Studio(OVERWORKED, name="Monday"))
    page.enter(("title", "Lead"))
    assert "since you came back" in Page(Studio(OVERWORKED, name="Monday")).model["board"]


def test_where_word_files_cannot_be_made_the_studio_gives_pages_and_says_so(work, monkeypatch, capsys):
    monkeypatch.setattr(writing, "WORD", False)
    page = Page(Studio(OVERWORKED, name="Monday"))
    page.press("write")
    assert sorted(Path(name).suffix for name in kept(work) if "_" in name) == [".html", ".html"]
    assert page.state["notice"].count("python-docx") == 1
    assert capsys.readouterr().out == ""
    assert page.model["board"].count('.html"') == 2


# --- names


NAMES = [
    "a/b/../../c",
    "../outside",
    "/etc/passwd",
    "C:\\work",
    "..",
    ".",
    ".hidden",
    "-rf",
    "~root",
    "",
    " ",
    "\x00",
    "two\nlines",
    "café ßœ 漢字 🧑‍⚕️",
    "x" * 300,
    "漢" * 300,
    "\U00020000" * 300,
    "İ" * 300,
    "\ud800",
    "*?<>|:\"'",
    "%s {0}",
]


@settings(max_examples=40)
@given(name=st.text(max_size=20) | st.text(min_size=200, max_size=400) | st.sampled_from(NAMES))
def test_whatever_the_name_the_work_is_one_safe_file_in_the_folder(name):
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        work = Path(folder) / "work"
        patch.setenv("LEADERSHIP_WORK", str(work))
        page = Page(Studio(OVERWORKED, name=name))
        page.enter(("organisation", "Marl Valley network"))
        assert page.state["notice"] == ""
        assert [path.name for path in Path(folder).iterdir()] == ["work"]
        (path,) = map(work.joinpath, kept(work))
        assert path.is_file()
        assert re.fullmatch(r"\w[\w-]*\.studio\.toml", path.name)
        assert len(path.name.encode()) <= 255
        assert Studio(OVERWORKED, name=name).value.organisation == "Marl Valley network"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Monday", "Tuesday"),
        ("x" * 300 + " one", "x" * 300 + " other"),
        ("Clinical Lead, version A", "Clinical Lead (version A)"),
        ("a/b", "a.b"),
        ("!!!", "???"),
        ("🎈", "🎉"),
        ("Lead +", "Lead -"),
    ],
    ids=lambda name: name[:12],
)
def test_two_studios_with_different_names_do_not_share_a_file(work, one, other):
    for name in (one, other):
        studio = Studio(OVERWORKED, name=name)
        assert studio.value == OVERWORKED
        studio._handle_custom_msg({"edit": [["organisation", f"Network {name}"]]}, [])
    assert len(kept(work)) == 2
    assert [Studio(name=name).value.organisation for name in (one, other)] == [f"Network {one}", f"Network {other}"]


def test_without_a_name_the_work_is_kept_under_the_title(work):
    Page(Studio(Role(title="Clinical Lead"))).enter(("organisation", "One"))
    Page(Studio()).enter(("organisation", "Two"))
    assert kept(work) == ["clinical_lead.studio.toml", "empty_role.studio.toml"]
    assert Studio(Role(title="Clinical Lead")).value.organisation == "One"
