"""The studio in a real browser and a real JupyterLab: by mouse, by keyboard alone, enlarged, and after a crash."""

import os
import shutil
import signal

import browser
import psutil
import pytest
from axe_playwright_python.sync_playwright import Axe
from docx import Document

from leadership_lib import exercise

GROUPS = ("Purpose", "Influence", "Clarity", "Autonomy", "Fairness", "Capacity", "Tensions")
CELLS = ("import leadership_lib as ll", "studio = ll.Studio('locality_clinical_lead', name='journey')\nstudio")


@pytest.fixture(scope="module", autouse=True)
def chromium():
    if browser.chromium():
        return
    reason = "left out: no Chromium here (Debian: apt-get install chromium)"
    pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("lab")


@pytest.fixture(scope="module")
def address(folder):
    with browser.lab(folder, folder / "work") as address:
        yield address


@pytest.fixture
def studio(folder, address, request):
    """Open a page with a studio of its own, whose work is in `folder` under the test's name."""
    name = request.node.name
    browser.notebook(folder / f"{name}.ipynb", *(cell.replace("journey", name) for cell in CELLS))
    with browser.page() as page:
        start(page, address, name)
        yield page
        assert page.troubles == []


def start(page, address, name):
    page.set_default_timeout(20_000)
    browser.run(page, address, f"{name}.ipynb")
    page.locator(".ll-form").first.wait_for()
    page.locator(".jp-WindowedPanel-outer").first.evaluate("panel => panel.scrollTo(0, panel.scrollHeight)")


def sentence(page):
    return page.locator(".ll-form .note").first


def fact(page, group, question):
    page.get_by_role("tab", name=group, exact=True).click()
    return page.get_by_label(question, exact=True)


def focused(page):
    return page.evaluate("(e => e.tagName === 'BUTTON' ? e.textContent : e.id)(document.activeElement)")


def test_from_as_found_to_a_word_file(studio, folder, request):
    page = studio
    fact(page, "Purpose", "What is the post called?").fill("Locality Clinical Lead")
    browser.expect(sentence(page)).to_have_text("Influence rose because of title.")
    fact(page, "Influence", "Is that a clinical leader, a mixed board, a manager, or nobody?").select_option(
        label="a clinical leader"
    )
    fact(page, "Purpose", "What would not happen if the role did not exist?").fill("Nobody would speak for the nine.")
    browser.expect(sentence(page)).to_contain_text("Purpose rose")
    fact(page, "Clarity", "Which results is the role for?")
    page.get_by_role("button", name="Add an objective").click()
    assert page.get_by_role("group", name="Objective 5").is_visible()
    page.keyboard.type("Every practice shares the home-visit team")
    page.get_by_role("group", name="Objective 5").get_by_label("How will anyone know?", exact=True).fill(
        "Number of practices"
    )
    page.get_by_role("group", name="Objective 5").get_by_role("button", name="Move up").click()
    page.get_by_role("group", name="Objective 1").get_by_role("button", name="Remove").click()
    fact(page, "Capacity", "How many hours a week are paid?").fill("14")
    browser.expect(sentence(page)).to_have_text("Fairness rose because of hours paid.")
    page.get_by_role("button", name="Write documents").click()
    browser.expect(page.locator(".ll-form .notice")).to_contain_text("locality_clinical_lead_description.docx")
    text = "\n".join(p.text for p in Document(folder / "work" / "locality_clinical_lead_description.docx").paragraphs)
    assert "Locality Clinical Lead" in text
    assert "Nobody would speak for the nine." in text
    assert "Every practice shares the home-visit team" in text
    assert "Champion transformation" not in text
    assert (folder / "work" / "locality_clinical_lead_handout.docx").exists()


def nothing_sticks_out(page):
    for group in GROUPS:
        page.get_by_role("tab", name=group, exact=True).click()
        assert page.locator(".ll-form .panels").evaluate("p => p.scrollWidth <= p.clientWidth"), group


def test_the_board_stays_in_view(studio):
    page = studio
    nothing_sticks_out(page)
    for group in ("Purpose", "Clarity", "Tensions"):
        page.get_by_role("tab", name=group, exact=True).click()
        page.get_by_role("tabpanel").last.evaluate("panel => panel.parentElement.scrollTo(0, 9999)")
        page.locator(".ll-form").evaluate("form => form.scrollIntoView({block: 'start'})")
        for part in (sentence(page), page.locator(".ll-form .board svg"), page.locator(".ll-form .board li").nth(2)):
            box = part.bounding_box()
            assert box["y"] >= 0, group
            assert box["y"] + box["height"] <= browser.SIZE["height"], group


def test_by_keyboard_alone(studio):
    page = studio
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    page.get_by_role("tab", name="Purpose", exact=True).focus()
    page.keyboard.press("End")
    assert focused(page) == "Tensions"
    page.keyboard.press("ArrowLeft")
    assert focused(page) == "Capacity"
    page.keyboard.press("Tab")  # the reason
    page.keyboard.press("Enter")
    assert page.get_by_text("A session is about four hours; write the hours.", exact=False).is_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    here = focused(page)
    page.keyboard.press("Control+a")
    page.keyboard.type("12")
    browser.expect(sentence(page)).to_contain_text("hours paid")
    assert focused(page) == here, "the focus jumped"
    page.keyboard.press("F2")
    assert page.get_by_text("A session is about four hours; write the hours.", exact=False).is_visible()
    # Letters that JupyterLab's command mode takes for itself: a, b and d d would add or delete cells.
    backfill = page.get_by_label("Who does the clinical work meanwhile?", exact=True)
    backfill.focus()
    for key in ("a", "b", "d", "d"):
        page.keyboard.press(key)
    page.wait_for_timeout(1200)  # a list forgets after a second what was typed before
    page.keyboard.press("f")
    assert backfill.evaluate("list => list.selectedOptions[0].label") == "found and funded"
    page.get_by_role("button", name="Undo").focus()
    page.keyboard.press("Enter")
    browser.expect(backfill).to_have_value('"money only"')
    assert focused(page) == "Undo"
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells


def test_a_change_is_announced_and_a_fault_is_said_beside_its_control(studio):
    page = studio
    hours = fact(page, "Capacity", "How many hours a week are paid?")
    hours.fill("13")
    browser.expect(page.get_by_role("status")).to_have_text("Fairness rose because of hours paid.")
    hours.fill("two hundred")
    fault = page.get_by_text("Not taken over", exact=False).or_(page.locator(".fault:visible"))
    browser.expect(fault.first).to_contain_text("allowed is a number")
    assert hours.get_attribute("aria-invalid") == "true"
    assert page.locator(f"#{hours.get_attribute('aria-describedby')}").is_visible()
    hours.fill("14")
    browser.expect(page.locator(".fault:visible")).to_have_count(0)


def test_axe_finds_nothing(studio):
    page = studio
    for group in GROUPS:
        page.get_by_role("tab", name=group, exact=True).click()
        found = Axe().run(page, context=".ll-form").response["violations"]
        assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found] == [], group
    page.get_by_role("button", name="Compare").click()
    browser.expect(page.get_by_role("button", name="Compare")).to_have_attribute("aria-pressed", "true")
    assert Axe().run(page, context=".ll-form").response["violations"] == []


def test_every_input_has_a_name(studio):
    page = studio
    unnamed = page.locator(".ll-form").evaluate(
        """form => [...form.querySelectorAll('input, select, textarea')]
           .filter(control => !(control.labels.length && control.labels[0].textContent.trim())).map(c => c.outerHTML)"""
    )
    assert unnamed == []


def test_at_twice_the_size(folder, address):
    """A window of half the width and height in CSS pixels is what 200 % zoom leaves."""
    browser.notebook(folder / "zoomed.ipynb", *CELLS)
    with browser.page({"width": browser.SIZE["width"] // 2, "height": browser.SIZE["height"] // 2}) as page:
        start(page, address, "zoomed")
        form = page.locator(".ll-form")
        assert form.evaluate("form => form.scrollWidth <= form.clientWidth")
        nothing_sticks_out(page)
        board, facts = (page.locator(f".ll-form .{part}").bounding_box() for part in ("board", "facts"))
        assert board["y"] + board["height"] <= facts["y"] + 1, "one above the other"
        hours = fact(page, "Capacity", "How many hours a week are paid?")
        hours.fill("14")
        browser.expect(sentence(page)).to_have_text("Fairness rose because of hours paid.")


def test_a_killed_kernel_loses_at_most_the_last_keystroke(studio, folder, address, request):
    page, name = studio, request.node.name
    said = "Nobody would put the nine practices together"
    box = fact(page, "Purpose", "What would not happen if the role did not exist?")
    box.press_sequentially(said, delay=60)  # twice as fast as a fast typist
    kernel = next(
        process
        for process in psutil.process_iter(["cmdline"])
        if "ipykernel_launcher" in " ".join(process.info["cmdline"] or ())
        and str(folder / "work") in (process.environ().get("LEADERSHIP_WORK") or "")
        and process.environ().get("JPY_SESSION_NAME", "").endswith(f"{name}.ipynb")
    )
    os.kill(kernel.pid, signal.SIGKILL)
    start(page, address, name)
    browser.expect(page.locator(".ll-form .notice")).to_contain_text("Going on from where you stopped")
    kept = fact(page, "Purpose", "What would not happen if the role did not exist?").input_value()
    assert kept in (said, said[:-1])


PATH = ("01_spot_the_gaps", "02_layers_and_languages", "03_hold_the_paradox", "04_design_a_great_job")


@pytest.mark.parametrize("name", ["00_start_here", *PATH, "05_titles_and_accountability", "20_redesign_your_role"])
def test_a_notebook_runs_from_first_to_last_cell_and_axe_finds_nothing(folder, address, root, name):
    shutil.copy(root / "notebooks" / f"{name}.ipynb", folder)
    with browser.page({"width": browser.SIZE["width"], "height": 8000}) as page:
        start(page, address, name)
        page.wait_for_function(
            "() => !jupyterapp.shell.currentWidget.content.widgets.some(c => c.promptNode?.textContent.includes('*'))"
        )
        assert page.locator('[data-mime-type="application/vnd.jupyter.stderr"]').count() == 0
        assert page.locator('[data-mime-type="application/vnd.jupyter.error"]').count() == 0
        assert Axe().run(page, context=".ll-form").response["violations"] == []
        assert page.troubles == []


def test_a_quiz_answers_right_and_wrong_and_goes_on_after_a_reload(folder, address):
    asked = next(iter(exercise.load("titles and accountability")))
    browser.notebook(folder / "quiz.ipynb", CELLS[0], "ll.Quiz('titles and accountability')")
    best = next(choice for choice in asked.choices if choice.verdict == "best")
    wrong = next(choice for choice in asked.choices if choice.verdict == "not here")
    with browser.page() as page:
        start(page, address, "quiz")
        for choice in (wrong, best):
            if asked.several and choice is best:
                page.get_by_label(str(wrong), exact=True).focus()
                page.keyboard.press("Space")
            page.get_by_label(str(choice), exact=True).focus()
            page.keyboard.press("Space")
            page.get_by_role("button", name="Answer").focus()
            page.keyboard.press("Enter")
            browser.expect(page.locator(".ll-form .board")).to_contain_text(choice.feedback[:40])
        browser.expect(page.get_by_role("status")).not_to_be_empty()
        start(page, address, "quiz")
        browser.expect(page.locator(".ll-form .note")).to_contain_text("1 of 8 answered")
        assert page.troubles == []


def test_a_grid_is_drawn_as_it_is_written_and_kept(folder, address):
    browser.notebook(folder / "grid.ipynb", CELLS[0], "ll.GridForm('representative_executive', name='ours')")
    with browser.page() as page:
        for said in ("An open hour each month", "An open hour each month for any practice"):
            start(page, address, "grid")
            page.locator(".ll-form").get_by_role("tab").nth(1).click()
            steps = page.locator(".ll-form [role=tabpanel]:not([hidden])").get_by_label("Action steps")
            steps.fill(said)
            browser.expect(page.locator(".ll-form .board svg")).to_contain_text(said.split()[-1])
        assert page.troubles == []
