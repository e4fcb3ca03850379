"""Written exercises and the agenda in a real browser: by keyboard alone, kept, and nothing for axe to find."""

import os

import browser
import pytest
from axe_playwright_python.sync_playwright import Axe
from laboratory import form, shown, task

pytestmark = pytest.mark.usefixtures("chromium")

CELLS = (
    "import leadership_lib as ll",
    "ll.Writing('an_objective')",
    "ll.Writing('a_peer_declines')",
    "ll.Quiz('a live agenda')",
)


@pytest.fixture
def page(laboratory, folder):
    with shown(
        laboratory, browser.notebook(folder / "written.ipynb", *CELLS), {"width": 1366, "height": 3600}
    ) as page:
        form(page, "Quiz").wait_for()
        yield page


def picture(page, name):
    """Keep a picture where someone asks for it."""
    if folder := os.environ.get("LEADERSHIP_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png")


def test_an_objective_is_written_by_keyboard_and_its_faults_are_said(page):
    write = form(page, "Write one objective")
    board = write.locator(".board")
    browser.expect(board).to_contain_text("once you have written your own")
    write.get_by_label("The result: What will be different, for whom, where?", exact=True).focus()
    page.keyboard.type("Improve integrated care for people with heart failure.")
    page.keyboard.press("Tab")
    browser.expect(write.locator("[data-underway]")).to_have_count(0)
    browser.expect(board).to_contain_text("3 of 4 rules find something to look at.")
    models = board.get_by_text("Three models, graded")
    models.focus()
    page.keyboard.press("Enter")
    best = board.get_by_text("“By March 2027 a change of medicine")
    browser.expect(best).to_be_visible()
    # What was opened stays open when the board is drawn anew, and keeps the focus.
    write.get_by_label("The result: What will be different, for whom, where?", exact=True).fill(
        "Half the people with heart failure have a plan."
    )
    models.focus()
    browser.expect(board).not_to_contain_text("3 of 4 rules find something to look at.")
    browser.expect(best).to_be_visible()
    browser.expect(models).to_be_focused()
    picture(page, "objective")
    assert [v["id"] for v in Axe().run(page, context=".ll-form").response["violations"]] == []


def test_an_observer_has_a_page_of_their_own_and_each_side_a_card(page):
    talk = form(page, "A peer declines")
    task(talk, "For the observer")
    tick = talk.get_by_label("The lead asked an open question in the first two minutes", exact=True)
    tick.focus()
    page.keyboard.press("Space")
    browser.expect(tick).to_be_checked()
    card = talk.get_by_text("Only for Dr Ainsley, the peer")
    browser.expect(talk.get_by_text("Your receptionist of twenty years")).to_be_hidden()
    card.focus()
    page.keyboard.press("Enter")
    browser.expect(talk.get_by_text("Your receptionist of twenty years")).to_be_visible()
    picture(page, "conversation")


def test_the_agenda_goes_where_the_answer_leads(page):
    quiz = form(page, "Quiz")
    quiz.get_by_label("Put the papers for item four aside").focus()
    page.keyboard.press("Space")
    quiz.get_by_role("button", name="Answer").focus()
    page.keyboard.press("Enter")
    browser.expect(quiz.locator(".board")).to_contain_text("Press Next to see what happens.")
    quiz.get_by_role("button", name="Next").focus()
    page.keyboard.press("Enter")
    browser.expect(quiz.get_by_role("heading", name="2: Four days with the bid")).to_be_visible()
    picture(page, "agenda")
