"""A session: a list of roles and a pointer, sentences on what moved, and named versions."""

import pytest
from best_role import BEST
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

import leadership_lib as ll
from leadership_lib import Problem, Role, RoleError, Session
from leadership_lib.core.errors import UnknownKeyError

START = Role(title="Locality Clinical Lead", organisation="Marl Valley network")
EDITS = {
    "title": ("Lead", "Clinical Lead", None),
    "capacity.hours_paid": (0, 12, 12.5, None),
    "capacity.hours_expected": (20, None),
    "scope.boundaries": ((), ("One",), ("One", "Two"), None),
    "objectives": ([], [{}], [{"text": "Visits within two days"}], None),
}


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
    with pytest.raises(Problem):
        session.set("no role, case or file")
    assert session.value == START
    assert not session.can_undo


# --- what the last change did


@pytest.mark.parametrize(
    ("path", "value", "feature"),
    [
        ("purpose.higher", "People in the valley keep a clinician who knows them", "Purpose"),
        ("scope.boundaries", ["Does not assess clinicians"], "Clarity"),
        ("accountability.lines", [{"to": "Clinical Chair", "answers_for": "the role"}], "Influence"),
        ("capacity.hours_to_zoom_out", 2, "Autonomy"),
        ("reward.against_clinical_work", "more", "Fairness"),
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
    # Paid for a quarter of the hours it takes, the role is neither fair nor possible.
    session.change({"capacity.hours_paid": 5})
    assert session.last.summary == "Clarity fell because of hours paid; Fairness fell because of hours paid."


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
    with pytest.raises(Problem, match=r"^The version needs a name first, of ordinary letters\.$"):
        session.keep_version(name)
    assert session.versions == {}
