"""The studio without a browser: its buttons, what it says and shows, and what it starts from."""

import dataclasses

import pytest
from best_role import BEST
from boards import HOSTILE, OVERWORKED, Page, as_json, outline, with_text
from hypothesis import example, given, settings
from hypothesis import strategies as st
from strategies import facts, roles
from work_folders import kept

import leadership_lib as ll
from leadership_lib import Problem, Role, RoleError, Studio
from leadership_lib.core.errors import UnknownKeyError
from leadership_lib.widgets import controls

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
    *((action, None) for action in ("undo", "redo", "start", "compare", "help_most", "as_it_is")),
    ("open", "first"),
    ("keep", "first"),
    ("try", "Ask who employs the colleagues that are managed, and strike out managing peers"),
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
    assert page.state["pressed"] == {"ask": False, "compare": True, "help_most": False}
    assert "Facts that changed: 1" in page.model["board"]
    page.press("compare")
    assert page.state["pressed"] == {"ask": False, "compare": False, "help_most": False}
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


@settings(max_examples=10)
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
    # Which parts are unfolded depends on the answers, and these on the words.
    unfolded = {(tag, attributes - {"open"}) for tag, attributes in hostile}
    assert unfolded == {(tag, attributes - {"open"}) for tag, attributes in harmless}
    assert not {tag for tag, _ in hostile} & {"script", "img"}
    if compare and way == "edited":
        assert HOSTILE in text


@settings(max_examples=30)
@given(roles())
@example(Role())
@example(Role().with_(BEST))
def test_the_board_says_what_matters_in_a_sentence_then_all_else_then_every_finding_by_its_answer(role):
    _, text = outline(Studio(role, keep=False).board)
    found, plainly = ll.diagnose(role), lambda words: " ".join(words.split())
    points = found.points if role.stated() else (found.first_line,)
    shown = [
        *points[:1],
        found.first_line,
        *points[1:],
        *(finding.question for of_one in found.by_answer.values() for finding in of_one),
    ]
    places = [text.index(plainly(words)) for words in shown]
    assert places == sorted(places)
    assert text.startswith(plainly(points[0]) if points else (found.first_line, "Every check is met"))
    wanting = [*found.by_answer["not met"], *found.by_answer["partly"]]
    assert all(plainly(finding.reason) in text and plainly(finding.advice) in text for finding in wanting)
    assert all(plainly(finding.reason) in text for finding in found.by_answer["does not apply"])


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
