"""Judgements, suggestions and words that hold a fact's place, in the studio: entered, shown, kept and taken back."""

import pytest
from boards import HOSTILE, OVERWORKED, Page, outline

import leadership_lib as ll
from leadership_lib import Role, Studio
from leadership_lib.widgets import judging

ROLE = Role(title="Clinical Lead", objectives=[{"text": "Improve frailty care"}])
CHECK = "clarity.concrete"


def judge(page: Page, answer: str, because: str, check: str = CHECK) -> None:
    page.enter((f"judgement.{check}", {"answer": answer, "because": because}))


@pytest.fixture
def judged() -> Page:
    """A page with a studio on a role with a vague objective, of which nothing is kept."""
    return Page(Studio(ROLE, keep=False))


def test_who_disagrees_sees_both_answers_and_can_take_it_back(judged):
    judge(judged, "met", "Everyone here knows what it means.")
    finding = judged.studio.session.diagnosis.findings[CHECK]
    assert (finding.answer, finding.judgement.answer) == ("not met", "met")
    said = "On concrete results: you say met, the check says not met. Both are kept with the role."
    assert judged.state["said"] == said
    _, text = outline(judged.model["board"])
    assert "You say met , because “Everyone here knows what it means.” The check says not met." in text
    judged.press("undo")
    assert judged.studio.value == ROLE
    assert judged.state["said"] == "On concrete results: your judgement is taken back."
    judged.press("redo")
    assert judged.studio.value.judgement(CHECK).because == "Everyone here knows what it means."
    judged.enter((f"judgement.{CHECK}", None))
    assert judged.studio.value == ROLE
    assert "You say" not in judged.model["board"]


def test_each_judgement_is_one_step_and_a_second_one_takes_the_place_of_the_first(judged):
    judge(judged, "met", "One reason.")
    judge(judged, "partly", "Another reason.")
    judge(judged, "met", "Its own.", "purpose.higher")
    assert {one.check: one.answer for one in judged.studio.value.judgements} == {
        CHECK: "partly",
        "purpose.higher": "met",
    }
    judged.press("undo")
    judged.press("undo")
    assert [one.because for one in judged.studio.value.judgements] == ["One reason."]


def test_who_agrees_need_not_say_why_and_who_disagrees_must(judged):
    judge(judged, "not met", " ")
    assert judged.studio.value.judgement(CHECK).because == judging.AGREED
    assert judged.state["said"] == "On concrete results: you agree, not met. Kept with the role."
    judge(judged, "met", " ")
    assert judged.studio.value.judgement(CHECK).answer == "not met"
    assert judged.state["said"] == judged.state["faults"][f"judgement.{CHECK}"] == "Say why, in a sentence."
    assert "Say why, in a sentence." in judged.model["board"]
    judge(judged, "", "It depends.")
    assert judged.state["said"] == "Choose your answer first."
    judge(judged, "met", "It is done or not.")
    assert judged.state["faults"] == {}


@pytest.mark.parametrize("entered", [3, "met", [], {"answer": "for you to judge", "because": "x"}, {"answer": {}}])
def test_what_is_no_judgement_changes_nothing(judged, entered):
    judged.enter((f"judgement.{CHECK}", entered))
    judged.enter(("judgement.no_such_check", {"answer": "met", "because": "x"}))
    assert judged.studio.value == ROLE
    assert len(judged.state["faults"]) == 2


def test_every_finding_has_a_form_with_a_name_and_what_it_asks(judged):
    board = judged.model["board"]
    for finding in ll.diagnose(ROLE).findings:
        assert f'data-field="judgement.{finding.id}"' in board
        assert f'aria-label="Your judgement: {finding.question}"' in board.replace("&#x27;", "'")
    assert "I agree: not met" in board
    assert "I disagree: met" in board


def test_a_finding_left_to_a_person_invites_a_judgement_until_there_is_one():
    page = Page(Studio(Role(accountability={"manages": []}), keep=False))
    key = "judgement.influence.not_a_boss"
    form = f'<details class="judge" data-key="{key}"'
    assert f"{form} open>" in page.model["board"]
    assert "Judge it yourself" in page.model["board"]
    judge(page, "met", "They treat each other as peers.", "influence.not_a_boss")
    assert f"{form} open>" not in page.model["board"]
    assert page.studio.session.diagnosis.findings["influence.not_a_boss"].outcome.answer == "met"


def test_a_judgement_is_there_again_the_second_evening():
    judge(Page(Studio(ROLE, name="Monday")), "met", HOSTILE)
    again = Page(Studio(ROLE, name="Monday"))
    assert again.studio.value.judgement(CHECK).because == HOSTILE
    assert not {tag for tag, _ in outline(again.model["board"])[0]} & {"script", "img"}
    again.enter(("title", "Lead"))
    assert Studio(name="Monday").value == ROLE.judge(CHECK, "met", HOSTILE).with_(title="Lead")


def test_a_judgement_leaves_what_is_entered_wrongly_where_it_is(judged):
    judged.enter(("capacity.hours_paid", "abc"))
    judge(judged, "met", "It is done or not.")
    assert list(judged.state["faults"]) == ["capacity.hours_paid"]
    assert judged.held["capacity.hours_paid"] == "abc"


def test_words_that_hold_a_place_are_kept_said_and_there_again_the_second_evening():
    page = Page(Studio(OVERWORKED, name="Monday"))
    page.enter(("organisation", "TBC"))
    page.enter(("capacity.hours_paid", "see advert"))
    assert page.studio.value.organisation is None
    assert page.state["remarks"] == {
        "organisation": "“TBC”: counts as not stated.",
        "capacity.hours_paid": "“see advert”: counts as not stated.",
    }
    assert page.strays() == {}
    again = Page(Studio(name="Monday"))
    assert (again.held["organisation"], again.held["capacity.hours_paid"]) == ("TBC", "see advert")
    again.enter(("organisation", "Marl Valley network"))
    assert list(again.state["remarks"]) == ["capacity.hours_paid"]
    again.press("undo")
    assert again.held["organisation"] == "TBC"


def test_words_that_hold_a_place_survive_another_window():
    first, second = Page(Studio(OVERWORKED, name="Monday")), Page(Studio(OVERWORKED, name="Monday"))
    first.enter(("organisation", "TBC"))
    second.enter(("title", "Lead"))
    assert dict(second.studio.value.unfilled) == {"organisation": "TBC"}


def test_what_is_suggested_is_said_to_be_until_it_is_agreed():
    role = Role(capacity={"support": ["A deputy", "An administrator for half a day a week (to be agreed)"]})
    page = Page(Studio(role, keep=False))
    assert list(page.state["remarks"]) == ["capacity.support"]
    assert page.state["suggested"] == ["capacity.support"]
    assert "not agreed yet" in page.state["remarks"]["capacity.support"]
    page.enter(("agreed.capacity.support", {}))
    assert page.studio.value.capacity.support == ("A deputy", "An administrator for half a day a week")
    assert page.held["capacity.support"] == ["A deputy", "An administrator for half a day a week"]
    assert (page.state["remarks"], page.state["suggested"]) == ({}, [])
    page.press("undo")
    assert page.studio.value == role


def test_what_is_not_suggested_cannot_be_agreed_to(judged):
    judged.enter(("agreed.title", {}))
    assert judged.studio.value == ROLE
    assert list(judged.state["faults"]) == ["agreed.title"]
