"""What is entered in the browser edition is kept: the next day, on leaving at once, in another browser."""

import browser
import pytest
from visits import LOCALITY, asked, kept, opened, ran, status

import leadership_lib as ll

pytestmark = pytest.mark.usefixtures("chromium")


def studio_in(page):
    return page.locator(".ll-form[aria-label^='Redesign studio']")


def title_of(studio):
    """The title of the post, in the task that asks for it."""
    title = studio.get_by_label("What is the post called?", exact=True)
    title.wait_for(state="attached")
    if not title.is_visible():
        studio.get_by_role("button", name="Purpose", exact=True).click()
    return title


def questions(page):
    """What the browser asks whoever leaves the page from now on; they stay."""
    asked_first = []
    page.on("dialog", lambda dialog: (asked_first.append(dialog.type), dialog.dismiss()))
    return asked_first


def test_from_the_landing_page_to_a_saved_redesign_and_back_the_next_day(chromium, address, tmp_path, site):
    with chromium.another(tmp_path) as today, today.page() as page:
        page.goto(f"{address}/")
        page.get_by_role("link", name=ll.notebooks[LOCALITY].title).first.click()
        ran(page)
        studio = studio_in(page)
        title_of(studio).fill("Locality Clinical Lead")
        browser.expect(studio.locator(".board .said")).to_have_text("Influence rose because of title.")
        page.screenshot(path=site.parent / "screenshots" / "journey_redesign.png")
        kept(page)
        assert page.troubles == []
    with chromium.another(tmp_path) as next_day, next_day.page() as page:
        opened(page, address, LOCALITY)
        browser.expect(title_of(studio_in(page))).to_have_value("Locality Clinical Lead")
        page.screenshot(path=site.parent / "screenshots" / "journey_next_day.png")
        assert page.troubles == []


def test_a_page_is_never_without_the_worker_that_keeps_files(page, address):
    def keeps():
        ran(page)
        assert "kept in this browser" in status(page).inner_text()
        assert asked(page, "import os; print(os.getcwd())") == "/drive\n"

    asked_first = questions(page)
    opened(page, address, LOCALITY)
    keeps()
    title = title_of(studio_in(page))
    title.fill("Lead of the locality")
    kept(page)
    # Loaded past the worker, as Ctrl and F5 do.
    page.context.new_cdp_session(page).send("Page.reload", {"ignoreCache": True})
    page.wait_for_function("() => !navigator.serviceWorker.controller && window.workerReady")
    keeps()
    browser.expect(title).to_have_value("Lead of the locality")
    assert asked_first == []
    # Another version of JupyterLite was here before.
    page.evaluate(
        """() => {
            const mark = Object.keys(localStorage).find((key) => key.endsWith("-version"));
            localStorage.setItem(mark, "0.0.1");
        }"""
    )
    page.reload()
    keeps()


def test_work_counts_on_the_next_page_and_is_taken_to_another_browser_as_one_file(page, chromium, address, tmp_path):
    opened(page, address, "03_hold_the_paradox")
    quiz, grid = quiz_in(page), grid_in(page)
    quiz.get_by_role("radio").or_(quiz.get_by_role("checkbox")).first.check()
    quiz.get_by_role("button", name="Answer").click()
    browser.expect(quiz.locator(".board")).to_contain_text("1 of ")
    grid.locator(".tasks button").first.click()
    grid.get_by_label("at both poles fear", exact=False).fill("Nobody speaks for the practices")
    browser.expect(grid.locator(".board")).to_contain_text("Nobody speaks for the practices")
    kept(page)
    opened(page, address, "00_start_here")
    browser.expect(page.locator("tr", has_text="3. Hold the paradox").last).to_contain_text("2 of 19")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download all my work").click()
    download.value.save_as(tmp_path / "work.zip")
    with chromium.another() as browser_at_work, browser_at_work.page() as other:
        opened(other, address, "00_start_here")
        other.locator("input[type=file]").set_input_files(tmp_path / "work.zip")
        other.get_by_role("button", name="Bring back 2 files").click()
        browser.expect(other.get_by_text("2 files came back", exact=False).first).to_be_visible()
        kept(other)
        opened(other, address, "03_hold_the_paradox")
        browser.expect(quiz_in(other).locator(".board")).to_contain_text("1 of ")
        browser.expect(grid_in(other).locator(".board")).to_contain_text("Nobody speaks for the practices")


def quiz_in(page):
    return page.locator(".ll-form[aria-label^='Quiz']").first


def grid_in(page):
    return page.locator(".ll-form[aria-label^='Polarity grid']")


def test_a_pdf_is_read_in_the_page_and_what_is_taken_is_kept(page, address, root):
    opened(page, address, "21_bring_your_own_description")
    reader = page.locator(".ll-form.reader")
    reader.locator("input[type=file]").set_input_files(root / "tests" / "descriptions" / "texts" / "a06.pdf")
    browser.expect(reader.get_by_role("status").first).to_contain_text("facts found in a06.pdf")
    browser.expect(reader).to_contain_text("Commitment: 4 sessions (16 hours) a week")
    reader.get_by_role("button", name="Take (Enter)").click()
    browser.expect(reader.get_by_role("status").first).to_contain_text("1 of")
    page.reload()
    ran(page)
    browser.expect(page.locator(".ll-form.reader")).to_contain_text("Going on from where you stopped")


def test_a_page_stays_whole_and_nothing_typed_on_it_is_lost_by_leaving_at_once(page, address):
    opened(page, address, "20_redesign_your_role")
    asked_first = questions(page)
    cells = page.locator(".jp-Cell").count()
    for key in ("ArrowDown", "x", "d", "d"):
        page.keyboard.press(key)
    assert page.locator(".jp-Cell").count() == cells
    page.get_by_role("heading", name="Redesign your role").dblclick()
    assert page.locator(".jp-MarkdownCell .cm-editor:visible").count() == 0
    title = title_of(studio_in(page))
    title.fill("Clinical Lead")
    page.get_by_role("link", name="All pages").click()
    page.wait_for_url(f"{address}/")
    opened(page, address, "20_redesign_your_role")
    assert asked_first == []
    browser.expect(title).to_have_value("Clinical Lead")
    browser.expect(page.locator(".ll-form .board .said")).to_have_text("Nothing changed since you came back.")
    # Where Python was stopped nothing would be kept, and the page says so.
    page.evaluate("() => { jupyterapp.commands.execute('kernelmenu:restart'); }")
    page.locator(".jp-Dialog button.jp-mod-accept").click()
    browser.expect(status(page)).to_contain_text("Python was stopped")
    page.get_by_role("button", name="Run this page").click()
    browser.expect(status(page)).to_contain_text("Ready")
    # Whoever closes the page while Python is busy with an answer is asked first.
    page.evaluate(
        """() => {
            const kernel = jupyterapp.shell.currentWidget.sessionContext.session.kernel;
            kernel.requestExecute({ code: "import time; time.sleep(5)" });
        }"""
    )
    title_of(studio_in(page)).fill("Clinical Lead of the locality")
    page.close(run_before_unload=True)
    browser.until(page, lambda: asked_first)
    assert asked_first == ["beforeunload"]
