"""What is entered into the studio becomes the role, or is told to be faulty; every message is answered once."""

from typing import Any

import pytest
from best_role import BEST
from boards import OVERWORKED, Page, as_json
from hypothesis import example, given, settings
from hypothesis import strategies as st
from strategies import anything, roles

from leadership_lib import Role, RoleError, Studio
from leadership_lib.role.role import fact_paths
from leadership_lib.widgets import controls

# --- what is entered becomes the role


@settings(max_examples=2)
@given(roles())
@example(Role().with_(BEST))
def test_what_stands_in_the_controls_entered_fact_by_fact_is_the_role(role):
    page = Page(Studio(keep=False))
    for path, value in as_json(controls.plain(role)).items():
        page.enter((path, value))
        assert page.done == 1
    assert page.studio.value == role
    assert page.state["faults"] == {}


@settings(max_examples=4)
@given(role=roles(), other=roles())
def test_several_edits_in_one_message_lead_from_any_role_to_any_other(role, other):
    page = Page(Studio(role, keep=False))
    assert page.strays() == {}
    page.enter(*((path, as_json(controls.plain(other)).get(path)) for path in fact_paths()))
    assert page.done == 1
    assert page.studio.value == other
    assert page.strays() == {}


@pytest.mark.parametrize("path", fact_paths())
def test_not_stated_clears_a_fact_and_nothing_else(path):
    best = Role().with_(BEST)
    page = Page(Studio(best, keep=False))
    page.enter((path, None))
    assert page.studio.value[path] is None
    assert page.studio.value == best.with_({path: None})
    assert page.state["faults"] == {}


def test_that_there_is_none_is_not_that_it_is_not_stated(page):
    none = {
        "capacity.hours_paid": 0,
        "capacity.keeps_clinical_work": False,
        "scope.boundaries": [],
        "objectives": [],
        "scope.without_asking": [],
        "purpose.without_it": "none",
    }
    page.enter(*none.items())
    assert {path: as_json(controls.plain(page.studio.value))[path] for path in none} == none


@pytest.mark.parametrize(
    ("path", "things"),
    [
        ("objectives", [{"text": "One", "hours": 2}, {"text": "Two", "depends_on": ["peers"]}, {"milestones": []}]),
        (
            "influence.decision_rights",
            [{"what": "One"}, {"what": "Two", "extent": "decides"}, {"over": "plans", "limit": "none"}],
        ),
    ],
)
def test_things_can_be_added_reordered_and_removed(page, path, things):
    first, second, third = things
    seen = []
    for entered in ([{}], [first], [first, {}], [first, second], [first, second, third]):
        page.enter((path, entered))
        seen.append(entered)
        assert as_json(controls.plain(page.studio.value))[path] == entered
    for entered in ([second, first, third], [second, third, first], [second, first], [first], []):
        page.enter((path, entered))
        assert as_json(controls.plain(page.studio.value))[path] == entered
    page.enter((path, None))
    assert page.studio.value == OVERWORKED
    assert page.state["faults"] == {}


def test_the_plain_call_is_the_same_as_the_message(page):
    studio = Studio(OVERWORKED, keep=False)
    edits = [("capacity.hours_paid", 20), ("objectives", [{"text": "One"}]), ("title", "")]
    studio.edit(edits)
    page.enter(*edits)
    assert studio.value == page.studio.value
    assert as_json(studio.state) == page.state
    assert studio.board == page.model["board"]


# --- faults


def entered(path: str) -> st.SearchStrategy[Any]:
    return (
        anything() | st.lists(anything(), max_size=2) | st.sampled_from(["", " ", "abc", -1, 1000, 1e300, "\ud800"])
    )


@settings(max_examples=80)
@given(edit=st.sampled_from(fact_paths()).flatmap(lambda path: st.tuples(st.just(path), entered(path))))
def test_a_faulty_value_is_named_beside_its_control_and_changes_nothing(edit):
    path, value = edit
    before = Role().with_({"capacity.hours_expected": 20, "title": "Lead"})
    page = Page(Studio(before, keep=False))
    page.send({"edit": [[path, value]]})
    assert page.done == 1
    try:
        expected = before.with_({path: value})
    except RoleError:
        assert page.studio.value == before
        assert list(page.state["faults"]) == [path]
        assert page.state["faults"][path].strip()
        assert page.state["faults"][path] in page.state["said"]
        assert not page.studio.session.can_undo
        page.send({"edit": [[path, None]]})
        expected = before.with_({path: None})
    assert page.studio.value == expected
    assert page.state["faults"] == {}


@settings(max_examples=40)
@given(
    edits=st.lists(
        st.tuples(st.text(max_size=12) | st.sampled_from(["capacity", "tensions.x", "title."]), anything())
    )
)
def test_an_edit_of_what_is_no_fact_never_raises(edits):
    page = Page(Studio(OVERWORKED, keep=False))
    page.send({"edit": edits})
    assert page.done == 1
    page.studio.edit(edits)


def test_one_faulty_edit_does_not_keep_the_others_of_its_message_from_being_taken(page):
    page.enter(("title", "Lead"), ("capacity.hours_paid", "abc"), ("capacity.hours_expected", 400), ("layer", "pcn"))
    assert page.studio.value == OVERWORKED.with_(title="Lead", layer="pcn")
    assert set(page.state["faults"]) == {"capacity.hours_paid", "capacity.hours_expected"}
    page.enter(("capacity.hours_paid", 12))
    assert set(page.state["faults"]) == {"capacity.hours_expected"}
    page.enter(("capacity.hours_expected", 20))
    assert page.state["faults"] == {}


def test_a_fault_among_several_things_says_in_which_of_them(page):
    right, wrong = {"text": "One", "hours": 2}, {"text": "Two", "hours": -1}
    page.enter(("objectives", [wrong, right]))
    first = page.state["faults"]["objectives"]
    page.enter(("objectives", [right, wrong]))
    assert page.state["faults"]["objectives"] != first


def test_while_one_fact_is_at_fault_changes_to_others_are_still_explained(page):
    page.enter(("title", " "))
    page.enter(("capacity.hours_paid", 20))
    assert "Fairness rose because of hours paid." in page.state["said"]
    assert list(page.state["faults"]) == ["title"]


MALFORMED = [
    {},
    {"unknown": 1},
    {"edit": []},
    {"edit": None},
    {"edit": 3},
    {"edit": [["title"]]},
    {"edit": [["title", "x", "y"]]},
    {"edit": [[None, 1]]},
    {"edit": [[["title"], 1]]},
    {"edit": [["no such fact", 1]]},
    {"action": None},
    {"action": "no such action"},
    {"action": ["undo"]},
    {"action": "keep", "argument": 3},
    {"action": "open", "argument": ["first"]},
    {"action": "open"},
    [],
    None,
]


@pytest.mark.parametrize("message", MALFORMED, ids=str)
def test_every_message_is_answered_exactly_once_and_what_it_does_not_say_is_not_done(page, message):
    page.send(message)
    assert page.done == 1
    assert page.studio.value == OVERWORKED
    page.enter(("title", "Lead"))
    assert page.done == 1
    assert page.studio.value.title == "Lead"


def test_a_message_is_answered_even_when_something_breaks(page, monkeypatch):
    def broken(*_):
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(page.studio, "show", broken)
        page.enter(("title", "Lead"))
    assert page.done == 1


def test_the_answer_comes_after_what_it_answers(page):
    page.enter(("capacity.hours_paid", 20))
    assert page.sent[-1].get("content") == {"done": True}
    assert page.state["said"] == "Fairness rose because of hours paid."
