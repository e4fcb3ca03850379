"""The studio without a browser: what the page is sent, what it sends back, and what then stands on disk."""

import contextlib
import dataclasses
import errno
import os
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, Literal, get_args, get_origin

import pytest
from boards import FIELDS, HOSTILE, OVERWORKED, Page, as_json, outline, with_text
from examples import BEST
from hypothesis import example, given, settings
from hypothesis import strategies as st
from strategies import anything, facts, roles

import leadership_lib as ll
from leadership_lib import Problem, Role, RoleError, Studio
from leadership_lib.core.errors import UnknownKeyError
from leadership_lib.core.records import Between, Record, field_kinds, optional
from leadership_lib.framework import concepts
from leadership_lib.output import documents
from leadership_lib.role.role import DecisionRight, LayerId, Objective, fact_kind, fact_paths
from leadership_lib.widgets import controls


@pytest.fixture
def page() -> Page:
    """A page with a studio on a role of one fact that nothing keeps."""
    return Page(Studio(OVERWORKED, keep=False))


@pytest.fixture
def work(tmp_path, monkeypatch) -> Path:
    """A folder of work of its own."""
    monkeypatch.setenv("LEADERSHIP_WORK", str(tmp_path / "work"))
    return tmp_path / "work"


def kept(work: Path) -> list[str]:
    """Give the names of what is kept; the empty files on which locks are do not count."""
    found = (path for path in work.rglob("*") if path.suffix != ".lock")
    return sorted(path.name for path in found) if work.exists() else []


# --- one control for every fact


def fits(kind: Any) -> dict[str, Any]:
    """Say which control a type needs; written here a second time, on purpose."""
    layers = {layer.id for layer in ll.layers}
    if get_origin(kind) is tuple:
        (inner, _) = get_args(kind)
        if get_origin(inner) is Literal:
            return {"kind": "several", "values": set(get_args(inner))}
        if inner == LayerId:
            return {"kind": "several", "values": layers}
        return {"kind": "lines"} if inner is str else {"kind": "rows"}
    if kind is bool:
        return {"kind": "choice", "values": {True, False}}
    if get_origin(kind) is Literal:
        return {"kind": "choice", "values": set(get_args(kind))}
    if kind == LayerId:
        return {"kind": "choice", "values": layers}
    if get_origin(kind) is Annotated:
        return {"kind": "number"}
    assert kind is str
    return {"kind": "text"}


def shape(field: dict[str, Any]) -> dict[str, Any]:
    values = {"values": {value for value, _ in field["choices"]}} if "choices" in field else {}
    return {"kind": field["kind"], **values}


def test_every_fact_has_exactly_one_control_in_its_group():
    listed = [(group["title"], field["id"]) for group in controls.groups() for field in group["fields"]]
    assert sorted(path for _, path in listed) == sorted(fact_paths())
    assert {path: group for group, path in listed} == {fact.id: fact.group for fact in ll.facts}
    assert tuple(dict.fromkeys(group for group, _ in listed)) == concepts.GROUPS


@pytest.mark.parametrize("path", fact_paths())
def test_a_control_fits_the_type_of_its_fact(path):
    field, kind = FIELDS[path], fact_kind(path)
    assert shape(field) == fits(kind)
    assert all(label for _, label in field.get("choices", []))
    assert len({label for _, label in field.get("choices", [])}) == len(field.get("choices", []))
    if field["kind"] == "number":
        (note,) = (note for note in get_args(kind) if isinstance(note, Between))
        assert field["unit"] == (ll.facts[path].unit or note.unit)
        assert field["unit"]


@pytest.mark.parametrize(
    ("path", "record"), [("objectives", Objective), ("influence.decision_rights", DecisionRight)]
)
def test_a_thing_with_facts_of_its_own_has_a_control_for_each(path, record):
    field = FIELDS[path]
    kinds = {name: optional(kind)[0] for name, kind in field_kinds(record).items()}
    assert {part["id"]: shape(part) for part in field["fields"]} == {name: fits(kind) for name, kind in kinds.items()}
    questions = [part["question"] for part in field["fields"]]
    assert all(question.strip() for question in questions)
    assert len(set(questions)) == len(questions)
    assert field["each"]
    assert field["one"].split()[0] in ("a", "an")


def test_which_facts_are_things_with_facts_of_their_own():
    assert {path for path, field in FIELDS.items() if field["kind"] == "rows"} == {
        path
        for path in fact_paths()
        if any(isinstance(inner, type) and issubclass(inner, Record) for inner in get_args(fact_kind(path)))
    }


@pytest.mark.parametrize("path", fact_paths())
def test_a_control_has_a_question_and_a_reason_that_says_where_to_look(path):
    field = FIELDS[path]
    assert field["question"].endswith("?")
    assert ll.facts[path].meaning in field["why"]
    assert ll.facts[path].propositions
    for proposition in map(ll.propositions.__getitem__, ll.facts[path].propositions):
        where = f"section {proposition.section}, paragraph {proposition.paragraph}"
        assert re.search(rf"\b{proposition.id}\b[^P]*{where}", field["why"])


def test_every_question_is_a_name_that_tells_its_control_from_the_others():
    questions = [field["question"] for field in FIELDS.values()]
    assert len(set(questions)) == len(questions)


def test_every_paradox_begins_with_its_heading():
    headed = {path: field["heading"] for path, field in FIELDS.items() if field["heading"]}
    assert headed == {f"tensions.{paradox.id}.named": paradox.title for paradox in ll.paradoxes}


def test_what_the_page_is_sent_can_be_sent():
    studio = Studio(Role().with_(BEST), keep=False)
    state = {name: value for name, value in studio.get_state().items() if not name.startswith("_")}
    assert {"groups", "values", "actions", "board", "state", "label", "help"} <= set(state)
    assert as_json(state) == state


# --- what is entered becomes the role


@settings(max_examples=8)
@given(roles())
@example(Role().with_(BEST))
def test_what_stands_in_the_controls_entered_fact_by_fact_is_the_role(role):
    page = Page(Studio(keep=False))
    for path, value in as_json(controls.plain(role)).items():
        page.enter((path, value))
        assert page.done == 1
    assert page.studio.value == role
    assert page.state["faults"] == {}


@settings(max_examples=12)
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
        "scope.latitude": [],
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


# --- buttons


def test_undo_redo_and_back_to_start(page):
    assert set(page.state["off"]) == {"undo", "redo", "start"}
    page.enter(("title", "Lead"))
    page.enter(("capacity.hours_paid", 20))
    lead, paid = OVERWORKED.with_(title="Lead"), OVERWORKED.with_({"title": "Lead", "capacity.hours_paid": 20})
    seen = []
    for action in ("undo", "undo", "undo", "redo", "redo", "redo", "start", "undo"):
        page.press(action)
        assert page.done == 1
        seen.append(page.studio.value)
    assert seen == [lead, OVERWORKED, OVERWORKED, lead, paid, paid, OVERWORKED, paid]
    assert set(page.state["off"]) == set()


def test_typing_in_one_control_is_one_step_even_with_a_slip_in_between(page):
    for typed in (1, "1x", 12):
        page.enter(("capacity.hours_paid", typed))
    page.enter(("title", "L"))
    page.enter(("title", "Lead"))
    page.press("undo")
    assert page.studio.value == OVERWORKED.with_({"capacity.hours_paid": 12})
    page.press("undo")
    assert page.studio.value == OVERWORKED


FACTS = {
    "title": st.sampled_from(["Lead", "Clinical Lead", " ", None]),
    "capacity.hours_paid": st.sampled_from([0, 12, "abc", None]),
    "objectives": st.sampled_from([[], [{}], [{"text": "One"}], [{"hours": -1}], None]),
}
PRESSES = [
    *((action, None) for action in ("undo", "redo", "start", "compare", "help_most")),
    ("open", "first"),
    ("keep", "first"),
    ("try", "Strike out managing colleagues"),
]


@settings(max_examples=40)
@given(
    st.lists(
        st.sampled_from(PRESSES).map(lambda press: ("press", *press))
        | st.sampled_from(list(FACTS)).flatmap(lambda path: st.tuples(st.just("enter"), st.just(path), FACTS[path])),
        max_size=10,
    )
)
@example([("enter", "title", "Lead"), ("press", "undo", None)])
@example([("enter", "title", "Lead"), ("press", "start", None)])
@example([("enter", "capacity.hours_paid", "abc"), ("press", "compare", None)])
@example([("press", "keep", "first"), ("enter", "title", "Lead"), ("press", "open", "first")])
def test_every_control_shows_what_the_role_states_or_has_a_fault_beside_it(steps):
    page = Page(Studio(OVERWORKED, keep=False))
    for kind, what, value in steps:
        page.enter((what, value)) if kind == "enter" else page.press(what, value)
        assert page.done == 1
        assert page.strays() == {}, (kind, what, value)


def test_setting_the_value_writes_into_the_controls(page):
    page.enter(("title", "Lead"))
    page.studio.value = OVERWORKED
    assert page.strays() == {}


def test_value_can_be_set_and_is_one_step(page):
    best = Role().with_(BEST)
    page.enter(("title", " "))
    page.studio.value = best
    assert page.studio.value == best
    assert page.state["faults"] == {}
    assert page.strays() == {}
    assert page.state["said"] == page.studio.session.last.summary
    page.press("undo")
    assert page.studio.value == OVERWORKED
    page.press("redo")
    assert page.studio.value == best


def test_value_is_immutable(page):
    value = page.studio.value
    with pytest.raises((dataclasses.FrozenInstanceError, AttributeError)):
        value.title = "Lead"
    page.enter(("title", "Lead"))
    assert value == OVERWORKED


@pytest.mark.parametrize("value", [None, "Lead", {"title": "Lead"}, 3])
def test_value_takes_nothing_but_a_role(page, value):
    with pytest.raises((Problem, TypeError)):
        page.studio.value = value
    assert page.studio.value == OVERWORKED
    page.enter(("title", "Lead"))
    assert page.studio.value == OVERWORKED.with_(title="Lead")


def test_versions_are_kept_opened_and_replaced(page):
    page.enter(("title", "One"))
    page.press("keep", " first ")
    assert page.state["choices"]["open"] == ["first"]
    assert "first" in page.state["notice"]
    page.enter(("title", "Two"))
    assert page.state["notice"] == ""
    page.press("open", "first")
    assert page.studio.value.title == "One"
    assert page.held["title"] == "One"
    page.press("undo")
    assert page.studio.value.title == "Two"
    page.press("keep", "first")
    page.press("start")
    page.press("open", "first")
    assert page.studio.value.title == "Two"
    assert page.state["choices"]["open"] == ["first"]


@pytest.mark.parametrize("name", ["", "   ", None])
def test_a_blank_name_of_a_version_is_refused_with_a_message(page, name):
    page.press("keep", name)
    assert "name" in page.state["notice"]
    assert page.state["said"] == page.state["notice"]
    assert page.studio.session.versions == {}


def test_an_unknown_version_is_answered_with_near_misses(page):
    page.press("open", "frist")
    assert "no version" in page.state["notice"]
    page.press("keep", "first")
    page.press("open", "frist")
    assert "'frist'" in page.state["notice"]
    assert "'first'" in page.state["notice"]
    assert page.state["said"] == page.state["notice"]
    assert page.studio.value == OVERWORKED
    page.press("open", "")
    assert "no version yet" not in page.state["notice"]


def test_compare_is_pressed_and_released(page):
    page.enter(("capacity.hours_paid", 20))
    board = page.model["board"]
    page.press("compare")
    assert page.state["pressed"] == {"compare": True, "help_most": False}
    assert "Facts that changed: 1" in page.model["board"]
    page.press("compare")
    assert page.state["pressed"] == {"compare": False, "help_most": False}
    assert page.model["board"] == board
    page.press("compare")
    page.enter(("title", "Lead"))
    assert "Facts that changed: 2" in page.model["board"]
    page.press("undo")
    assert "Facts that changed: 1" in page.model["board"]


# --- what is said and shown


def test_what_is_announced_is_the_sentence_on_the_last_change(page):
    assert page.state["said"] == "Nothing changed yet."
    for edit, sentence in [
        (("capacity.hours_paid", 20), "Fairness rose because of hours paid."),
        (("organisation", "Marl Valley network"), "No finding moved."),
        (("purpose.higher", "none"), "Purpose fell because of higher purpose."),
    ]:
        page.enter(edit)
        assert page.state["said"] == page.studio.session.last.summary == sentence
        assert sentence in page.model["board"]
    page.press("undo")
    assert page.state["said"] == "Purpose rose because of higher purpose."
    assert page.state["said"] in page.model["board"]


@settings(max_examples=30)
@given(before=roles(), change=facts())
def test_whatever_changed_what_is_announced_is_the_sentence(before, change):
    page = Page(Studio(before, keep=False))
    page.studio.value = before.with_(change)
    assert page.state["said"] == (
        ll.compare(before, before.with_(change)).summary if before != before.with_(change) else "Nothing changed yet."
    )


@pytest.mark.parametrize("way", ["edited", "started from", "named", "at fault"])
@pytest.mark.parametrize("compare", [False, True])
def test_the_board_shows_hostile_text_as_text(way, compare):
    boards = []
    for text in ("Harmless", HOSTILE):
        role = with_text(text)
        page = Page(
            Studio(role if way == "started from" else None, name=text if way == "named" else None, keep=False)
        )
        if way == "edited":
            page.enter(*as_json(controls.plain(role)).items())
        elif way == "at fault":
            page.enter(("capacity.hours_paid", text), ("layer", text), ("no such fact" + text, 1))
        else:
            page.enter(("organisation", text + text))
        if compare:
            page.press("compare")
        boards.append(outline(page.model["board"]))
    (harmless, _), (hostile, text) = boards
    assert hostile == harmless
    assert not {tag for tag, _ in hostile} & {"script", "img"}
    if compare and way == "edited":
        assert HOSTILE in text


@settings(max_examples=30)
@given(roles())
@example(Role())
@example(Role().with_(BEST))
def test_the_board_names_the_three_most_urgent_findings_and_what_to_try(role):
    _, text = outline(Studio(role, keep=False).board)
    urgent = ll.diagnose(role).most_urgent(3)
    places = [text.index(" ".join(finding.question.split())) for finding in urgent]
    assert places == sorted(places)
    assert all(" ".join(finding.advice.split()) in text for finding in urgent)
    others = [finding for finding in ll.diagnose(role).findings if finding not in urgent]
    assert not [finding.id for finding in others if " ".join(finding.question.split()) in text]


def test_the_board_has_a_sentence_where_nothing_is_urgent():
    assert "Every check is met" in Studio(Role().with_(BEST), keep=False).board


# --- a role, a case, a file, or nothing


def test_a_studio_starts_from_a_role_a_case_a_file_or_nothing(work, tmp_path):
    file = Role(title="From a file").save(tmp_path / "role.toml")
    assert Studio(OVERWORKED, name="role").value == OVERWORKED
    assert Studio("locality_clinical_lead").value == ll.load_role("locality_clinical_lead")
    assert Studio(str(file)).value == Studio(file).value == Role(title="From a file")
    assert Studio().value == Role()
    assert kept(work) == []


def test_a_studio_without_a_role_to_start_from_says_so(work, tmp_path):
    with pytest.raises(UnknownKeyError, match="locality_clinical_lead"):
        Studio("locality_clinical_leed")
    with pytest.raises(RoleError, match="nowhere"):
        Studio(tmp_path / "nowhere.toml")


def test_a_studio_says_what_it_is(work):
    assert repr(Studio(OVERWORKED, name="Monday")) == "Redesign studio: Monday. Run this cell to use it."


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
    assert "undo" in again.state["off"]
    again._handle_custom_msg({"action": "start"}, [])
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
    for content in (whole[: len(whole) // 2 - 3], b"\xff\xfe garbage", b"title ="):
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
    monkeypatch.setattr(documents, "WORD", False)
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
        studio._handle_custom_msg({"edit": [["organisation", name]]}, [])
    assert len(kept(work)) == 2
    assert [Studio(name=name).value.organisation for name in (one, other)] == [one, other]


def test_without_a_name_the_work_is_kept_under_the_title(work):
    Page(Studio(Role(title="Clinical Lead"))).enter(("organisation", "One"))
    Page(Studio()).enter(("organisation", "Two"))
    assert kept(work) == ["clinical_lead.studio.toml", "empty_role.studio.toml"]
    assert Studio(Role(title="Clinical Lead")).value.organisation == "One"


def test_every_layer_has_its_words_in_the_choices():
    labels = dict(FIELDS["layer"]["choices"])
    assert all(layer.title in labels[layer.id] and layer.era in labels[layer.id] for layer in ll.layers)
