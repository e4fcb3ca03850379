"""A session: a list of roles and a pointer, sentences on what moved, and a file that survives whatever happens."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from examples import BEST
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from strategies import AWKWARD, roles, texts

import leadership_lib as ll
from leadership_lib import Problem, Role, RoleError, Session
from leadership_lib.core.errors import UnknownKeyError
from leadership_lib.core.lock import lock_of

START = Role(title="Locality Clinical Lead", organisation="Marl Valley network")
EDITS = {
    "title": ("Lead", "Clinical Lead", None),
    "capacity.hours_paid": (0, 12, 12.5, None),
    "capacity.hours_expected": (20, None),
    "scope.boundaries": ((), ("One",), ("One", "Two"), None),
    "objectives": ([], [{}], [{"text": "Visits within two days"}], None),
}


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "folder" / "kept.studio.toml"


# --- steps: a list of roles and a pointer


class Steps(RuleBasedStateMachine):
    """Walks a session beside the simplest thing that could be one."""

    def __init__(self):
        super().__init__()
        self.session = Session(START)
        self.roles, self.at, self.typing = [START], 0, None
        self.kept = {}

    @property
    def now(self):
        return self.roles[self.at]

    def put(self, role, typing=None):
        if role == self.now:
            return
        if typing is None or typing != self.typing:
            self.at += 1
        before = self.roles[self.at - 1]
        self.roles[self.at :] = [role]
        self.typing = typing
        self.told(before)

    def go(self, by):
        if 0 <= self.at + by < len(self.roles):
            before, self.at, self.typing = self.now, self.at + by, None
            self.told(before)

    def told(self, before):
        assert self.session.last.before.role == before
        assert self.session.last.after.role == self.now

    @rule(edit=st.sampled_from(list(EDITS)).flatmap(lambda p: st.tuples(st.just(p), st.sampled_from(EDITS[p]))))
    def change_a_fact(self, edit):
        path, value = edit
        role = self.now.with_({path: value})
        self.session.change({path: value})
        self.put(role, typing=path)

    @rule(path=st.sampled_from(list(EDITS)))
    def change_a_fact_to_what_it_cannot_be(self, path):
        with pytest.raises(RoleError):
            self.session.change({path: object()})

    @rule(role=st.sampled_from([Role(), START, Role(title="Another"), Role().with_(BEST)]))
    def put_another_role(self, role):
        self.session.set(role)
        self.put(role)

    @rule()
    def undo(self):
        self.session.undo()
        self.go(-1)

    @rule()
    def redo(self):
        self.session.redo()
        self.go(+1)

    @rule()
    def back_to_start(self):
        self.session.back_to_start()
        self.put(START)

    @rule(name=st.sampled_from(["first", "second"]))
    def keep_a_version(self, name):
        self.session.keep_version(name)
        self.kept[name] = self.now

    @rule(name=st.sampled_from(["first", "second"]))
    def open_a_version(self, name):
        if name in self.kept:
            self.session.open_version(name)
            self.put(self.kept[name])
        else:
            with pytest.raises(UnknownKeyError):
                self.session.open_version(name)

    @invariant()
    def is_the_same(self):
        session = self.session
        assert session.value == session.diagnosis.role == session.comparison.after.role == self.now
        assert session.start == session.comparison.before.role == START
        assert session.can_undo == (self.at > 0)
        assert session.can_redo == (self.at < len(self.roles) - 1)
        assert session.versions == self.kept


TestSteps = Steps.TestCase
TestSteps.settings = settings(max_examples=50, stateful_step_count=20)


def test_typing_in_one_fact_is_one_step_and_another_fact_is_another():
    session = Session(START)
    for title in ("C", "Cl", "Cli"):
        session.change({"title": title})
    for hours in (1, 12):
        session.change({"capacity.hours_paid": hours})
    session.change({"title": "Clin"})
    seen = [session.value]
    while session.can_undo:
        session.undo()
        seen.append(session.value)
    assert [(role.title, role.capacity.hours_paid) for role in seen] == [
        ("Clin", 12),
        ("Cli", 12),
        ("Cli", None),
        (START.title, None),
    ]


def test_after_undo_a_new_edit_is_a_step_of_its_own_and_drops_what_was_undone():
    session = Session(START)
    session.change({"title": "One"})
    session.change({"organisation": "Two"})
    session.undo()
    session.change({"title": "Three"})
    assert not session.can_redo
    session.redo()
    assert session.value == START.with_(title="Three")
    session.undo()
    assert session.value == START.with_(title="One")


def test_typing_after_undo_and_redo_is_a_new_step():
    session = Session(START)
    session.change({"title": "One"})
    session.undo()
    session.redo()
    session.change({"title": "One more"})
    session.undo()
    assert session.value.title == "One"


def test_a_change_that_changes_nothing_is_no_step():
    session = Session(START)
    session.change({"title": START.title})
    session.set(Role.from_toml(START.to_toml()))
    session.back_to_start()
    session.undo()
    session.redo()
    assert not session.can_undo
    assert session.last is None


def test_back_to_start_can_be_undone():
    session = Session(START)
    session.change({"title": "One"})
    session.back_to_start()
    assert session.value == START
    session.undo()
    assert session.value.title == "One"


def test_only_a_role_can_be_put_in_the_place_of_a_role():
    session = Session(START)
    with pytest.raises((Problem, TypeError)):
        session.set("locality_clinical_lead")
    assert session.value == START
    assert not session.can_undo


# --- what the last change did


@pytest.mark.parametrize(
    ("path", "value", "feature"),
    [
        ("purpose.higher", "People in the valley keep a clinician who knows them", "Purpose"),
        ("scope.boundaries", ["Does not assess clinicians"], "Clarity"),
        ("accountability.for_what", "the role", "Influence"),
        ("capacity.hours_to_zoom_out", 2, "Autonomy"),
        ("reward.against_clinical_work", "the same", "Fairness"),
        ("development.before", ["A month's handover"], "The hold on tensions"),
    ],
)
def test_the_sentence_names_the_feature_that_moved_and_the_fact(path, value, feature):
    session = Session(Role())
    fact = ll.facts[path].title.lower()
    session.change({path: value})
    assert session.last.summary == f"{feature} rose because of {fact}."
    session.undo()
    assert session.last.summary == f"{feature} fell because of {fact}."
    session.redo()
    assert session.last.summary == f"{feature} rose because of {fact}."


def test_the_sentence_on_paid_hours():
    session = Session(Role().with_({"capacity.hours_expected": 20}))
    session.change({"capacity.hours_paid": 20})
    assert session.last.summary == "Fairness rose because of hours paid."
    session.change({"organisation": "Marl Valley network"})
    assert session.last.summary == "No finding moved."
    session.change({"capacity.hours_paid": 5})
    assert session.last.summary == "Fairness fell because of hours paid."


def test_while_one_types_the_sentence_tells_of_the_whole_step():
    session = Session(Role().with_({"capacity.hours_expected": 20}))
    for hours in (2, 20):
        session.change({"capacity.hours_paid": hours})
    assert session.last.summary == "Fairness rose because of hours paid."
    assert session.last.before.role.capacity.hours_paid is None


# --- named versions


def test_a_version_is_kept_opened_and_replaced():
    session = Session(START)
    session.change({"title": "One"})
    session.keep_version(" first ")
    session.change({"title": "Two"})
    session.open_version("first")
    assert session.value.title == "One"
    session.undo()
    assert session.value.title == "Two"
    session.keep_version("first")
    session.back_to_start()
    session.open_version("first")
    assert session.value.title == "Two"
    assert list(session.versions) == ["first"]


def test_a_version_that_is_not_there_is_an_unknown_key_with_near_misses():
    session = Session(START)
    with pytest.raises(UnknownKeyError, match="there are none"):
        session.open_version("frist")
    session.keep_version("first")
    session.change({"title": "One"})
    with pytest.raises(UnknownKeyError, match=r"'frist'.*'first'"):
        session.open_version("frist")
    assert session.value.title == "One"


@pytest.mark.parametrize("name", ["", "  ", "\n"])
def test_a_blank_name_is_refused_by_the_plain_call_too(name):
    session = Session(START)
    with pytest.raises(Problem):
        session.keep_version(name)
    assert session.versions == {}


# --- on disk


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
        assert not again.can_undo
        assert (again.comparison.before.role, again.diagnosis.role) == (start, now)


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


def test_a_file_may_be_given_as_text(path):
    session = Session(START, str(path))
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
    assert [other for other in path.parent.iterdir() if other != lock_of(path)] == [path]
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
        (kept,) = (tmp_path / "work").glob("*.toml")
        again = Session(Role(), kept)
        assert last > done
        assert int(again.value.organisation) in (last, last + 1)
        assert again.start == Role(title="Lead")
        assert int(again.value.organisation) < 4 or again.versions["third"].organisation == "3"
        done = last
