"""Every form asks about what could tell who somebody is: beside the field as one writes, and before a document."""

import pytest
from boards import Page

import leadership_lib as ll
from leadership_lib import Role, Studio
from leadership_lib.role.loading import case_ids

#: The service's published example of an NHS number.
NHS = "943 476 5919"
ASKS = f"“{NHS}” looks like an NHS number. Could it identify someone?"

FORMS = {
    "studio": (lambda: Studio(Role(title="Lead"), keep=False), "purpose.higher", str),
    "a row of the studio": (
        lambda: Studio(Role(title="Lead"), keep=False),
        "objectives",
        lambda words: [{"text": words}],
    ),
    "grid": (lambda: ll.GridForm(name="mine"), "greater_purpose", str),
    "lines of a grid": (lambda: ll.GridForm(name="mine"), "first.gains", lambda words: ["One", words]),
    "exercise": (lambda: ll.Writing("an_objective"), "result", str),
    "note": (lambda: ll.Note("What now?", "00_start_here", "a note"), "note", str),
    "journal": (ll.JournalForm, "learned", str),
}


@pytest.mark.parametrize("name", FORMS)
def test_it_is_asked_beside_the_field_while_one_writes_and_no_more_once_it_is_gone(name):
    make, field, written = FORMS[name]
    form = make()
    form.edit([(field, written(f"Mrs P, {NHS}, was seen late"))])
    assert ASKS in form.state["remarks"][field]
    assert form.state["said"].startswith(ASKS)
    form.edit([(field, written("Mrs P was seen late"))])
    assert ASKS not in str(form.state)


def test_it_stands_there_on_the_second_evening_and_whoever_writes_elsewhere_hears_it_once():
    first = Studio(Role(title="Lead"), name="Monday")
    first.edit([("purpose.higher", f"For {NHS}")])
    first.edit([("title", "Clinical Lead")])
    assert ASKS in first.state["remarks"]["purpose.higher"]
    assert ASKS not in first.state["said"]
    assert ASKS in Studio(name="Monday").state["remarks"]["purpose.higher"]


def test_a_reason_for_a_judgement_is_asked_about_above_the_board():
    page = Page(Studio(Role(title="Lead", objectives=[{"text": "Improve care"}]), keep=False))
    page.enter(("judgement.clarity.concrete", {"answer": "met", "because": f"As {NHS} says."}))
    assert ASKS in page.state["notice"]


def test_whoever_makes_a_document_is_asked_before_it_is_passed_on(work):
    page = Page(Studio(Role(title="Lead"), name="Monday"))
    page.enter(("purpose.higher", "Better care"))
    page.press("write")
    assert "pass it on" not in page.state["notice"]
    page.enter(("purpose.higher", f"For {NHS}"))
    page.press("write")
    assert f"Before you pass it on: {ASKS}" in page.state["notice"]


@pytest.mark.parametrize("case", case_ids())
def test_no_case_of_the_collection_is_asked_about(case):
    assert "Could it identify" not in str(Studio(case, keep=False).state["remarks"])
