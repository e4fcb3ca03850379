"""Reading and writing: every fault named at once, nothing but a Role or a RoleError, and saves that never half happen."""

import errno
import os
import threading

import pytest
from best_role import BEST
from hypothesis import example, given, settings
from hypothesis import strategies as st
from refusals import refused
from strategies import anything, roles, tables

import leadership_lib as ll
from leadership_lib import Problem, Role, RoleError
from leadership_lib.core.faults import worded

#: A small file that has a bit of everything: text of several sorts, tables within tables, accents, comments.
SMALL = """\
# A role, in short.
title = "Médecin-chef « \\u00e9 »"
layer = "locality"
objectives = [{ text = "One", hours = 1.5 }, { text = 'Two "2"', milestones = ["a", "b"] }]

[purpose]
higher = \"\"\"
Two
lines\"\"\"

[capacity]
hours_paid = 12
keeps_clinical_work = true
support = []

[[influence.decision_rights]]
what = "the fund"
extent = "decides with others"

[tensions.professional_autonomy]
named = false
"""


def role_or_error(read, *arguments) -> Role | None:
    """Run a reader that may refuse, and make sure that it does nothing else."""
    role, refusal = None, None
    try:
        role = read(*arguments)
    except RoleError as error:
        refusal = error
    if refusal is None:
        assert isinstance(role, Role)
        assert Role.from_toml(role.to_toml()) == role
    else:
        assert refusal.faults
        assert str(refusal).startswith(f"{len(refusal.faults)} thing")
        assert all(str(fault) in str(refusal) for fault in refusal.faults)
    return role


# --- whatever comes in


@given(st.text() | st.text(st.sampled_from("abcdefghijklmnoprstuvy_.=[]{}\"'#,\n\r\\ 0123456789-:T"), max_size=60))
@example("")
@example("\ufefftitle = 'x'")
@example("title = 'a'\ntitle = 'b'")
@example("[capacity]\n[capacity]")
@example("capacity.hours_paid = 2020-13-45")
@example("title = '\x00'")
def test_any_text_is_a_role_or_a_role_error(text):
    role_or_error(Role.from_toml, text)


@given(
    position=st.integers(0, len(SMALL)),
    removed=st.integers(0, 12),
    added=st.text(max_size=6) | st.sampled_from(['"', "[", "}", "=", "nan", "-1", "\n", "\\", "'''", "true"]),
)
@settings(max_examples=300)
def test_a_valid_file_with_a_slip_in_it_is_a_role_or_a_role_error(position, removed, added):
    role_or_error(Role.from_toml, SMALL[:position] + added + SMALL[position + removed :])


def test_a_file_cut_short_anywhere_is_a_role_or_a_role_error(tmp_path):
    whole = SMALL.encode()
    path = tmp_path / "role.toml"
    read = 0
    for length in range(len(whole) + 1):
        path.write_bytes(whole[:length])
        read += role_or_error(Role.from_file, path) is not None
    assert role_or_error(Role.from_file, path).title == "Médecin-chef « é »"
    assert 1 < read < len(whole)


@given(st.binary(max_size=200))
@example(b"\xff\xfe\x00")
@example("title = 'x'".encode("utf-16"))
@example(b"title = '\xe9'")
@example(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
def test_any_bytes_in_a_file_are_a_role_or_a_role_error(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "bytes.toml"
    path.write_bytes(data)
    role_or_error(Role.from_file, path)


@given(tables() | anything())
@settings(max_examples=300)
def test_any_data_is_a_role_or_a_role_error(data):
    role_or_error(Role.from_dict, data)


@given(role=roles(), facts=tables())
@settings(max_examples=200)
def test_any_change_is_a_role_or_a_role_error(role, facts):
    role_or_error(role.with_, facts)


@pytest.mark.parametrize("facts", [{1: 2}, {None: "x"}, [1, 2], 3, "title", [["title", "x"]]])
def test_a_change_that_is_not_a_table_of_names_is_refused_like_any_other(empty, facts):
    role_or_error(empty.with_, facts)


@pytest.mark.parametrize("part", [3, None, "x", [1]])
def test_a_part_that_is_no_table_beside_a_path_into_it_is_refused(empty, part):
    role_or_error(empty.with_, {"capacity": part, "capacity.support": []})


@pytest.mark.parametrize("depth", [10, 1000, 100_000])
@pytest.mark.parametrize("piece", ["[", "{a = ", "[[["])
def test_brackets_without_end_are_a_role_error(depth, piece):
    assert refused(Role.from_toml, f"title = {piece * depth}").faults[0].key.startswith("the file")


def test_names_inside_names_are_a_role_error():
    assert refused(Role.from_toml, "title" + ".a" * 15 + " = 1").faults[0].key == "title"
    assert "more than 16 parts" in str(refused(Role.from_toml, "title" + ".a" * 100_000 + " = 1"))


def test_deeply_nested_data_is_a_role_error():
    data: dict = {}
    inner = data
    for _ in range(5000):
        inner["capacity"] = inner = {}
    assert [fault.key for fault in refused(Role.from_dict, data).faults] == ["capacity.capacity"]


@pytest.mark.parametrize(
    "number", ["9" * 5000, "0x" + "f" * 5000, "-" + "9" * 5000, "9" * 400, "1e999", "9" * 400 + ".5"]
)
@pytest.mark.parametrize("key", ["title", "capacity.hours_paid", "objectives"])
def test_a_number_too_long_to_print_is_a_role_error(number, key):
    refused(Role.from_toml, f"{key} = {number}")


def test_a_number_too_long_to_print_in_data_is_a_role_error(empty):
    assert refused(Role.from_dict, {"capacity": {"hours_paid": 10**5000}}).faults[0].key == "capacity.hours_paid"
    assert refused(empty.with_, {"capacity.hours_paid": 10**5000}).faults[0].key == "capacity.hours_paid"


def test_what_cannot_be_opened_is_a_role_error_that_names_it(tmp_path):
    for path, found in {
        tmp_path / "missing.toml": "no such file",
        tmp_path / "no" / "such" / "folder.toml": "no such file",
        tmp_path: "directory",
        str(tmp_path / "nul\0inside.toml"): "null byte",
        tmp_path / ("long" * 100 + ".toml"): "name too long",
        "": "directory",
        str(tmp_path / "\ud800.toml"): "encode",
    }.items():
        error = refused(Role.from_file, path)
        assert error.source == os.fspath(path)
        assert os.fspath(path) in str(error)
        assert found in worded(error.faults[0]).found or os.name == "nt"


def test_a_name_too_long_for_a_file_is_a_problem_when_loading():
    with pytest.raises(Problem):
        ll.load_role("a" * 300)


@pytest.mark.parametrize("given", [3, None, b"title", ["title"]])
def test_what_is_neither_text_nor_a_path_is_refused_in_a_sentence(given):
    with pytest.raises(Problem, match="A role is read from TOML text; what was given is of type"):
        Role.from_toml(given)
    if not isinstance(given, bytes):
        with pytest.raises(Problem, match="A file is named by its path; what was given is of type"):
            Role.from_file(given)


# --- saving


def test_a_saved_role_is_read_back_equal(best, tmp_path):
    path = tmp_path / "new folder" / "role.toml"
    assert best.save(path) == path
    assert Role.from_file(path) == best
    assert Role.from_file(str(path)) == best
    assert ll.load_role(path) == best
    assert list(path.parent.iterdir()) == [path]


@settings(max_examples=25)
@given(roles())
def test_any_role_survives_a_file(tmp_path_factory, role):
    path = role.save(tmp_path_factory.getbasetemp() / "any role.toml")
    assert Role.from_file(path) == role
    assert path.read_bytes() == role.to_toml().encode()


class FullDisk:
    """A file on a disk that is full after a few characters."""

    def __init__(self, file):
        self.file = file

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.file.close()

    def write(self, text):
        self.file.write(text[:20])
        self.file.flush()
        raise OSError(errno.ENOSPC, "No space left on device")

    def __getattr__(self, name):
        return getattr(self.file, name)


def _fail(error):
    def fail(*_, **__):
        raise error

    return fail


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()], ids=repr)
@pytest.mark.parametrize("name", ["fsync", "chmod", "replace"])
def test_a_save_that_fails_leaves_the_old_file_and_nothing_else(best, empty, tmp_path, monkeypatch, name, error):
    path = best.save(tmp_path / "role.toml")
    before = path.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(os, name, _fail(error))
        with pytest.raises(Problem if isinstance(error, OSError) else KeyboardInterrupt):
            empty.with_(title="Another").save(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
    empty.save(path)
    assert Role.from_file(path) == empty


def test_a_full_disk_leaves_the_old_file_and_nothing_else(best, empty, tmp_path, monkeypatch):
    path = empty.with_(title="The old one").save(tmp_path / "role.toml")
    opened = os.fdopen
    with monkeypatch.context() as patch:
        patch.setattr(os, "fdopen", lambda *a, **k: FullDisk(opened(*a, **k)))
        with pytest.raises(Problem, match=r"not saved.*No space left"):
            best.save(path)
    assert Role.from_file(path).title == "The old one"
    assert list(tmp_path.iterdir()) == [path]


def test_a_first_save_that_fails_leaves_nothing(best, tmp_path, monkeypatch):
    monkeypatch.setattr(os, "replace", _fail(OSError(errno.EIO, "Input/output error")))
    with pytest.raises(Problem, match="Input/output"):
        best.save(tmp_path / "role.toml")
    assert list(tmp_path.iterdir()) == []


def test_a_reader_sees_the_old_role_or_the_new_one(best, empty, tmp_path):
    path = best.save(tmp_path / "role.toml")
    done = threading.Event()

    def write():
        for n in range(40):
            (empty if n % 2 else best).save(path)
        done.set()

    writer = threading.Thread(target=write)
    writer.start()
    seen = {path.read_bytes()}
    while not done.is_set():
        seen.add(path.read_bytes())
    writer.join()
    assert seen <= {best.to_toml().encode(), empty.to_toml().encode()}


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o027, 0o640), (0o077, 0o600)])
def test_a_saved_file_has_ordinary_permissions(best, tmp_path, umask, mode):
    before = os.umask(umask)
    try:
        path = best.save(tmp_path / "role.toml")
        assert os.umask(umask) == umask
    finally:
        os.umask(before)
    assert os.name == "nt" or path.stat().st_mode & 0o777 == mode


def test_the_examples_state_every_fact(best):
    assert set(BEST) == set(best.stated())


def test_a_file_from_an_editor_that_marks_the_byte_order_is_read(tmp_path):
    path = tmp_path / "role.toml"
    path.write_text('title = "Lead"', "utf-8-sig")
    assert Role.from_file(path).title == "Lead"
