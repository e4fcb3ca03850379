"""What a person trusts a form with, in a real browser and a real JupyterLab: keys, questions before anything goes."""

from itertools import product

import browser
import psutil
import pytest
from laboratory import TWICE, form, in_view, shown, task

import leadership_lib as ll

pytestmark = pytest.mark.usefixtures("chromium")

IMPORT = "import leadership_lib as ll"


def test_forms_on_one_page_share_no_id_and_a_label_leads_into_its_own_form(laboratory, folder):
    cells = (
        IMPORT,
        "ll.Note('First?', 'ids', 'one')",
        "ll.Note('Second?', 'ids', 'two')",
        "ll.Quiz('gaps')",
        "ll.Backup()",
    )
    with shown(laboratory, browser.notebook(folder / "ids.ipynb", *cells), {"width": 1366, "height": 3000}) as page:
        page.locator(".ll-form").nth(3).wait_for()
        assert page.evaluate(TWICE) == []
        second = page.locator(".ll-form").nth(1)
        second.locator("label", has_text="Second?").click()
        page.keyboard.type("into the second")
        browser.expect(second.get_by_role("textbox")).to_have_value("into the second")
        browser.expect(page.locator(".ll-form[data-underway]")).to_have_count(0)


def test_letters_on_the_form_itself_are_no_shortcuts(laboratory, folder):
    cells = IMPORT, "ll.Note('What happened?', 'stray', 'one')", "1 + 1"
    # Neither on its grey lines, nor on the board.
    with shown(laboratory, browser.notebook(folder / "stray.ipynb", *cells)) as page:
        in_view(page)
        cells = page.locator(".jp-Notebook .jp-Cell").count()
        for keys, place in product(("x", "dd", "b", "a", "m"), (".help", ".board")):
            page.locator(f".ll-form {place}").click()
            assert page.evaluate("document.activeElement.closest('.ll-form') !== null")
            page.keyboard.type(keys)
            assert page.locator(".jp-Notebook .jp-Cell").count() == cells, keys
            assert page.locator(".ll-form").count() == 1, keys
        page.keyboard.press("Escape")
        page.keyboard.press("ArrowDown")
        browser.expect(page.locator(".jp-Notebook .jp-Cell").nth(2)).to_be_focused()


def test_a_person_is_asked_before_anything_goes(laboratory, folder):
    cells = IMPORT, "ll.Studio('place_lead', name='asking')"
    with shown(laboratory, browser.notebook(folder / "asking.ipynb", *cells)) as page:
        in_view(page)
        task(page, "Purpose")
        title, notice = page.get_by_label("What is the post called?", exact=True), page.locator(".ll-form .notice")
        title.fill("Mine")
        page.locator(".ll-form .menu summary").click()
        start = page.get_by_role("button", name="Back to start")
        start.click()
        browser.expect(notice).to_contain_text("takes back what you changed: 1 fact (title)")
        leave = page.get_by_role("button", name="Leave it as it is")
        browser.expect(leave).to_be_focused()
        page.keyboard.press("Enter")
        browser.expect(leave).to_be_hidden()
        browser.expect(start).to_be_focused()
        assert title.input_value() == "Mine"
        start.click()
        page.get_by_role("button", name="Go back").click()
        browser.expect(title).not_to_have_value("Mine")
        browser.expect(leave).to_be_hidden()
        browser.expect(notice).to_be_hidden()


def test_what_was_left_as_it_is_is_not_asked_again_where_the_form_is_shown_anew(laboratory, folder):
    cells = IMPORT, "studio = ll.Studio('place_lead', name='left')\nstudio", "studio"
    size = {"width": browser.SIZE["width"], "height": 3000}
    with shown(laboratory, browser.notebook(folder / "left.ipynb", *cells), size) as page:
        forms, leave = page.locator(".ll-form"), page.get_by_role("button", name="Leave it as it is")
        forms.nth(1).wait_for()
        task(forms.first, "Purpose")
        forms.first.get_by_label("What is the post called?", exact=True).fill("Mine")
        forms.first.locator(".menu summary").click()
        forms.first.get_by_role("button", name="Back to start").click()
        browser.expect(leave).to_have_count(2)
        leave.first.click()
        browser.expect(leave).to_have_count(0)
        browser.expect(forms.nth(1).locator(".notice")).to_be_hidden()


def kernel_of(folder, name):
    return next(
        process
        for process in psutil.process_iter(["cmdline"])
        if "ipykernel_launcher" in " ".join(process.info["cmdline"] or ())
        and str(folder / "work") in (process.environ().get("LEADERSHIP_WORK") or "")
        and process.environ().get("JPY_SESSION_NAME", "").endswith(name)
    )


@pytest.mark.parametrize("how", ["stopped", "restarted"])
def test_a_form_without_python_says_that_nothing_is_kept_and_what_was_typed_is_there_again(laboratory, folder, how):
    path = browser.notebook(
        folder / f"{how}.ipynb", f"{IMPORT}\n\nll.Note('What happened?', '{how}', 'one')", "1 + 1"
    )
    with shown(laboratory, path) as page:
        in_view(page)
        note, box = form(page, "Note"), page.get_by_label("What happened?", exact=True)
        box.fill("Kept")
        browser.expect(note.locator(".board")).to_contain_text("Kept on this computer.")
        if how == "stopped":
            kernel = kernel_of(folder, path.name)
            kernel.suspend()
        else:
            page.evaluate(
                "async () => { await jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart(); }"
            )
        box.press_sequentially(" and not kept")
        browser.expect(note.get_by_role("alert")).to_contain_text("Not kept: Python does not answer.", timeout=8000)
        browser.expect(note.locator(".board .kept")).to_be_hidden()
        # Under the name of its own notebook: the page's address is that of whichever is in front.
        held = page.evaluate(
            "(name) => Object.keys(sessionStorage).filter((key) => key.startsWith(`ll ${name}`))", path.name
        )
        assert held == [f"ll {path.name} {note.get_attribute('aria-label')}"]
        if how == "stopped":
            kernel.resume()
        else:
            # From inside the form the keys run the cell too, and do not wait for an answer that never comes.
            box.press("Shift+Enter")
        browser.expect(page.locator(".ll-form [role=alert]:visible")).to_have_count(0)
        browser.expect(page.locator(".ll-form[data-underway]")).to_have_count(0)
        browser.expect(box).to_have_value("Kept and not kept")
        browser.expect(note.locator(".board")).to_contain_text("Kept on this computer.")
        entries = ll.Journal(folder / "work" / "journal.toml").of(how)
        assert [entry.what for entry in entries] == ["Kept and not kept"]
