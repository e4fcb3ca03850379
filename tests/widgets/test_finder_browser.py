"""The finder in a real browser: by keyboard alone from a question to the case, and nothing for axe to find."""

import os
import shutil

import browser
import pytest
from axe_playwright_python.sync_playwright import Axe
from laboratory import CLOSE, form

import leadership_lib as ll

pytestmark = pytest.mark.usefixtures("chromium")


@pytest.fixture
def page(laboratory, folder, root):
    """The notebook in a folder, beside a folder with a case, as they are sent out."""
    for name in ("12_find_a_role_like_yours.ipynb", "cases/cluster_quality_lead.ipynb"):
        (folder / "my roles" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(root / "notebooks" / name, folder / "my roles" / name)
    laboratory.set_viewport_size({"width": 1366, "height": 3000})
    laboratory.evaluate(
        "(path) => { jupyterapp.commands.execute('docmanager:open', { path }); }",
        "my roles/12_find_a_role_like_yours.ipynb",
    )
    laboratory.wait_for_function(browser.READY, arg="my roles/12_find_a_role_like_yours.ipynb")
    yield laboratory
    while laboratory.evaluate("Boolean(jupyterapp.shell.currentWidget?.sessionContext)"):
        laboratory.evaluate(CLOSE)


def test_by_keyboard_from_the_first_question_to_the_nearest_case(page):
    # Without Python the gallery stands there.
    browser.expect(page.get_by_role("table", name=f"{len(ll.cases)} cases")).to_be_visible()
    page.evaluate(browser.RUN_ALL)
    finder = form(page, "Find a role like yours")
    finder.wait_for()
    board, live = finder.locator(".board"), finder.locator("[aria-live]")
    browser.expect(board.locator(".card")).to_have_count(3)
    finder.evaluate("form => form.focus()")
    for key in ("Tab", "Enter"):
        page.keyboard.press(key)
    browser.expect(finder.get_by_label("England", exact=True)).to_be_focused()
    for key in ("ArrowDown", "Tab", "Tab", "ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    browser.expect(finder.get_by_label("Scotland", exact=True)).to_be_checked()
    browser.expect(finder.get_by_role("radiogroup", name="Who pays?").get_by_role("radio").nth(2)).to_be_checked()
    browser.expect(board.locator(".card").first).to_contain_text("today. As you chose.")
    browser.expect(live).to_contain_text("Nearest now: The Cluster Quality Lead in Scotland")
    if pictures := os.environ.get("LEADERSHIP_PICTURES"):
        finder.screenshot(path=f"{pictures}/finder.png")
    found = Axe().run(page, context=".ll-form").response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found] == []
    page.evaluate("window.still = true")
    board.get_by_role("link").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function(browser.READY, arg="my roles/cases/cluster_quality_lead.ipynb")
    assert page.evaluate("window.still"), "the link loaded all of JupyterLab anew"
    assert page.troubles == []
