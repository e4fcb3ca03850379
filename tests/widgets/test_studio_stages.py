"""The three stages of the studio: what is fixed as it is, what a redesign is compared with, and what the toolbar says."""

import re

import pytest
from boards import OVERWORKED, Page, outline

import leadership_lib as ll
from leadership_lib import Role, Studio

PAID = "capacity.hours_paid"


@pytest.fixture
def empty() -> Page:
    """A page with a studio on an empty role, which nothing keeps."""
    return Page(Studio(keep=False))


def test_an_empty_role_is_described_first_and_a_case_is_there_to_be_redesigned(empty):
    assert empty.state["stage"] == "describe"
    assert [stage for stage, _ in empty.studio.stages] == ["describe", "redesign", "take"]
    assert Studio("place_lead", keep=False).state["stage"] == "redesign"
    empty.press("stage", "take")
    assert empty.state["stage"] == "take"
    empty.press("stage", "nowhere")
    assert empty.state["stage"] == "take"
    assert "no such stage" in empty.state["notice"]


def test_an_empty_role_is_blank_with_its_questions_open(empty):
    _, text = outline(empty.model["board"])
    assert text.startswith("This description answers none of 39 questions.")
    assert text.count("all open") == 5
    assert "0 to" not in text
    assert not re.search(r"\d\.5", text)


def test_what_is_fixed_as_it_is_is_what_everything_is_compared_with(empty):
    empty.enter(("title", "Clinical Lead"), (PAID, 8))
    _, text = outline(empty.model["board"])
    assert "(+" not in text, "while one describes a role nothing has changed in it"
    assert empty.state["said"] == "Noted: hours paid."
    assert "rose" not in text
    assert "fell" not in text
    empty.press("as_it_is")
    assert empty.state["stage"] == "redesign"
    as_it_is = empty.studio.value
    assert empty.studio.session.comparison.changes == ()
    empty.enter(("capacity.hours_expected", 8))
    assert [change.fact for change in empty.studio.session.comparison.changes] == ["capacity.hours_expected"]
    assert "(+" in outline(empty.model["board"])[1]
    empty.press("start")
    assert empty.studio.value == as_it_is


def test_the_role_as_it_is_is_there_again_the_second_evening():
    first = Page(Studio(name="Monday"))
    first.enter(("title", "Clinical Lead"))
    first.press("as_it_is")
    first.enter((PAID, 8))
    again = Page(Studio(name="Monday"))
    assert again.state["stage"] == "redesign"
    assert again.studio.session.baseline == Role(title="Clinical Lead")
    assert again.studio.value == Role(title="Clinical Lead").with_({PAID: 8})


def test_to_fix_it_again_is_asked_first(empty):
    empty.enter((PAID, 8))
    empty.press("as_it_is")
    empty.enter((PAID, 9))
    empty.press("as_it_is", sure=False)
    assert empty.state["confirm"]["yes"] == "Replace version as it is"
    assert empty.studio.session.baseline == Role().with_({PAID: 8})


def test_comparing_asks_with_what():
    page = Page(Studio("place_lead", keep=False))
    assert page.state["choices"]["compare"] == ["as it is", "the worked answer"]
    page.enter((PAID, 20))
    page.press("keep", "long")
    page.enter((PAID, 30))
    assert page.state["choices"]["compare"] == ["as it is", "long", "the worked answer"]
    case = ll.cases["place_lead"]
    facts = {}
    for what in page.state["choices"]["compare"]:
        page.press("compare", what)
        assert page.state["pressed"]["compare"]
        facts[what] = int(re.search(r"Facts that changed: (\d+)", page.model["board"])[1])
    assert (facts["as it is"], facts["long"]) == (1, 1)
    assert facts["the worked answer"] == len(ll.compare(page.studio.value, case.redesigned).changes) > 1
    page.press("compare", "the worked answer")
    assert not page.state["pressed"]["compare"], "the same again leads back"
    page.press("compare", "nothing like it")
    assert "to compare with" in page.state["notice"]
    assert "the worked answer" not in Studio(OVERWORKED, keep=False).state["choices"]["compare"]


def test_undo_says_what_it_would_take_back(page):
    assert "undo" not in page.state["labels"]
    page.enter((PAID, 8))
    page.enter(("title", "Lead"))
    page.enter((PAID, 14))
    assert page.state["labels"]["undo"] == "Undo: hours paid 8 → 14"
    page.press("undo")
    assert page.state["labels"]["undo"] == "Undo: title not stated → Lead"
    page.enter(("purpose.higher", "People in the valley live longer at home than they would have"))
    assert page.state["labels"]["undo"] == "Undo: higher purpose"
    page.studio.value = OVERWORKED
    assert re.fullmatch(r"Undo: .+, and 2 more", page.state["labels"]["undo"])
    page.studio.value = OVERWORKED.judge("clarity.concrete", "met", because="So it is.")
    assert page.state["labels"]["undo"] == "Undo: judgement"


def test_it_says_when_it_was_saved_and_never_where_it_was_not(page):
    page.enter((PAID, 8))
    assert page.state["saved"] == "", "nothing keeps this one"
    kept = Page(Studio(OVERWORKED, name="Monday"))
    assert kept.state["saved"] == ""
    kept.enter((PAID, 8))
    assert re.fullmatch(r"Saved \d\d:\d\d", kept.state["saved"])


def test_work_without_a_name_is_not_put_away_unasked(page):
    page.press("keep", "first")
    page.enter((PAID, 8))
    page.press("open", "first", sure=False)
    assert page.studio.value[PAID] == 8
    assert "not been kept as a version" in page.state["notice"]
    assert "hours paid" in page.state["notice"]
    page.press("keep", "second")
    page.press("open", "first", sure=False)
    assert page.studio.value == OVERWORKED, "it has a name now"
    page.press("open", "second", sure=False)
    assert page.studio.value[PAID] == 8
