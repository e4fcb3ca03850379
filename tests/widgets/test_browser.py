"""Studio and learners' path in a real browser and a real JupyterLab: by mouse, by keyboard, enlarged, after a crash."""

import os
import shutil
import signal

import browser
import psutil
import pytest
from axe_playwright_python.sync_playwright import Axe
from docx import Document
from laboratory import DRAWN, TWICE, form, in_view, reads, shown, task

import leadership_lib as ll
from leadership_lib.teaching import exercise

GROUPS = ("Purpose", "Influence", "Clarity", "Autonomy", "Fairness", "Capacity", "Tensions")
CELLS = ("import leadership_lib as ll", "studio = ll.Studio('locality_clinical_lead', name='journey')\nstudio")

pytestmark = pytest.mark.usefixtures("chromium")


@pytest.fixture
def studio(laboratory, folder, request):
    """A notebook with a studio of its own, whose work is in `folder` under the test's name."""
    name = request.node.name
    cells = (cell.replace("journey", name) for cell in CELLS)
    with shown(laboratory, browser.notebook(folder / f"{name}.ipynb", *cells)) as page:
        in_view(page)
        yield page


def start(page, address, name):
    """Open a notebook on a page of its own, and run it."""
    browser.run(page, address, f"{name}.ipynb")
    in_view(page)


def sentence(page):
    return page.locator(".ll-form .board .said")


def fact(page, group, question):
    task(page, group)
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
    browser.expect(sentence(page)).to_contain_text("Fairness rose because of hours paid.")
    page.get_by_role("button", name="Make Word files").click()
    browser.expect(page.locator(".ll-form .notice")).to_contain_text("locality_clinical_lead_description.docx")
    text = "\n".join(p.text for p in Document(folder / "work" / "locality_clinical_lead_description.docx").paragraphs)
    assert "Locality Clinical Lead" in text
    assert "Nobody would speak for the nine." in text
    assert "Every practice shares the home-visit team" in text
    assert "Champion transformation" not in text
    assert (folder / "work" / "locality_clinical_lead_handout.docx").exists()


def nothing_sticks_out(page):
    for group in GROUPS:
        task(page, group)
        assert page.locator(".ll-form .panels").evaluate("p => p.scrollWidth <= p.clientWidth"), group


def test_the_board_stays_in_view(studio):
    page = studio
    nothing_sticks_out(page)
    for group in ("Purpose", "Clarity", "Tensions"):
        task(page, group)
        page.locator(".ll-form .panels").evaluate("panels => panels.scrollTo(0, 9999)")
        page.locator(".ll-form").evaluate("form => form.scrollIntoView({block: 'start'})")
        for part in (
            sentence(page),
            page.locator(".ll-form .board svg"),
            page.locator(".ll-form .board summary").first,
        ):
            box = part.bounding_box()
            assert box["y"] >= 0, group
            assert box["y"] + box["height"] <= browser.SIZE["height"], group


def test_by_keyboard_alone(studio):
    page = studio
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    page.get_by_role("button", name="Fairness", exact=True).focus()
    page.keyboard.press("Tab")
    assert focused(page) == "Capacity"
    page.keyboard.press("Enter")
    browser.expect(page.get_by_role("heading", name="Capacity")).to_be_focused()
    # The reason is the last stop before what is asked.
    page.get_by_label("How many hours a week are paid?", exact=True).focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert page.get_by_text("Hours as counted by someone.", exact=False).is_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    here = focused(page)
    page.keyboard.press("Control+a")
    page.keyboard.type("12")
    browser.expect(sentence(page)).to_contain_text("hours paid")
    assert focused(page) == here, "the focus jumped"
    page.keyboard.press("F2")
    assert page.get_by_text("Hours as counted by someone.", exact=False).is_visible()
    # Letters that JupyterLab's command mode takes for itself: a, b and d d would add or delete cells.
    page.locator("details.more:visible > summary").focus()
    page.keyboard.press("Enter")
    backfill = page.get_by_label("Who does the clinical work meanwhile?", exact=True)
    backfill.focus()
    for key in ("a", "b", "d", "d"):
        page.keyboard.press(key)
    page.wait_for_timeout(1200)  # a list forgets after a second what was typed before
    page.keyboard.press("f")
    assert backfill.evaluate("list => list.selectedOptions[0].label") == "found and funded"
    undo = page.get_by_role("button", name="Undo: cover in the practice")
    undo.focus()
    page.keyboard.press("Enter")
    browser.expect(backfill).to_have_value('"money only"')
    browser.expect(page.get_by_role("button", name="Undo: hours paid 8 → 12")).to_be_focused()
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells


def test_a_judgement_is_given_by_keyboard_alone_and_the_focus_stays_beside_it(studio):
    page = studio
    page.locator(".ll-form .board summary", has_text="Not met").click()
    asks = page.locator(".ll-form .board .judge summary").first
    asks.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("a, b and dd: everyone here knows what it means")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    browser.expect(page.locator(".ll-form .board .judged").first).to_contain_text("a, b and dd: everyone here")
    browser.expect(page.get_by_role("status")).to_contain_text("you say")
    assert asks.evaluate("summary => summary === document.activeElement")
    assert asks.text_content().startswith("Change your judgement")


def test_a_change_is_announced_and_a_fault_is_said_beside_its_control(studio):
    page = studio
    hours = fact(page, "Capacity", "How many hours a week are paid?")
    hours.fill("13")
    browser.expect(page.get_by_role("status")).to_contain_text("Fairness rose because of hours paid.")
    hours.fill("two hundred")
    fault = page.get_by_text("Not taken over", exact=False).or_(page.locator(".fault:visible"))
    browser.expect(fault.first).to_contain_text("allowed is a number")
    assert hours.get_attribute("aria-invalid") == "true"
    spoken = [page.locator(f"#{part}") for part in hours.get_attribute("aria-describedby").split()]
    assert any(part.is_visible() and "allowed is a number" in part.inner_text() for part in spoken)
    hours.fill("14")
    browser.expect(page.locator(".fault:visible")).to_have_count(0)


def test_every_input_has_a_name_and_axe_finds_nothing(studio):
    page = studio
    unnamed = page.locator(".ll-form").evaluate(
        """form => [...form.querySelectorAll('input, select, textarea')]
           .filter(control => !(control.ariaLabel || control.labels[0]?.textContent.trim())).map(c => c.outerHTML)"""
    )
    assert unnamed == []
    reads(page.locator(".ll-form"), "studio")
    page.get_by_role("button", name="Capacity", exact=True).click()
    reads(page.get_by_role("group", name="Capacity"), "studio_part")
    task(page, "Clarity")
    reads(page.get_by_role("group", name="Objective 3"), "studio_objective")
    page.locator(".ll-form .board summary", has_text="Not met").click()
    page.locator(".ll-form .board .judge summary").first.click()
    reads(page.locator(".ll-form .board .judge").first, "studio_judgement")
    for group in GROUPS:
        task(page, group)
        found = Axe().run(page, context=".ll-form").response["violations"]
        assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found] == [], group
    page.get_by_role("button", name="Compare").click()
    browser.expect(page.get_by_role("button", name="Compare")).to_have_attribute("aria-pressed", "true")
    assert Axe().run(page, context=".ll-form").response["violations"] == []


def test_at_twice_the_size(folder, address, chromium):
    """A window of half the width and height in CSS pixels is what 200 % zoom leaves."""
    browser.notebook(folder / "zoomed.ipynb", *CELLS)
    with chromium.page({"width": browser.SIZE["width"] // 2, "height": browser.SIZE["height"] // 2}) as page:
        start(page, address, "zoomed")
        form = page.locator(".ll-form")
        assert form.evaluate("form => form.scrollWidth <= form.clientWidth")
        nothing_sticks_out(page)
        boxes = "form => ['.board', '.facts'].map(part => form.querySelector(part).getBoundingClientRect().toJSON())"
        board, facts = form.evaluate(boxes)  # both at one moment: the page may still move
        assert facts["bottom"] <= board["top"] + 1, "one above the other"
        hours = fact(page, "Capacity", "How many hours a week are paid?")
        hours.fill("14")
        browser.expect(sentence(page)).to_contain_text("Fairness rose because of hours paid.")


def test_a_killed_kernel_loses_nothing_that_was_typed(studio, folder, address, request):
    page, name = studio, request.node.name
    said = "Nobody would put the nine practices together"
    box = fact(page, "Purpose", "What would not happen if the role did not exist?")
    box.press_sequentially(said[:-1], delay=60)  # twice as fast as a fast typist
    browser.expect(page.locator(".ll-form[data-underway]")).to_have_count(0)  # Python has answered all of it
    box.press_sequentially(said[-1])
    kernel = next(
        process
        for process in psutil.process_iter(["cmdline"])
        if "ipykernel_launcher" in " ".join(process.info["cmdline"] or ())
        and str(folder / "work") in (process.environ().get("LEADERSHIP_WORK") or "")
        and process.environ().get("JPY_SESSION_NAME", "").endswith(f"{name}.ipynb")
    )
    os.kill(kernel.pid, signal.SIGKILL)
    start(page, address, name)
    # Of what it had not answered, the page itself has kept hold.
    browser.expect(box).to_have_value(said)


#: Cases are made by one hand (`tools/case.py`): JupyterLab shows one of them, the browser edition's tests run them all.
SHOWN = [name for name in ll.notebooks.ids if not name.startswith("cases/")]


@pytest.mark.parametrize("name", SHOWN)
def test_a_notebook_runs_from_first_to_last_cell_and_axe_finds_nothing(laboratory, folder, root, name):
    copy = folder / f"{name.replace('/', '_')}.ipynb"
    shutil.copy(root / "notebooks" / f"{name}.ipynb", copy)
    with shown(laboratory, copy, DRAWN) as page:
        assert browser.faults(page) == []
        if "ll.Note(" in copy.read_text("utf-8"):
            page.locator(".ll-form").first.wait_for()
        assert page.evaluate(TWICE) == []
        if "ll.Note(" in copy.read_text("utf-8"):
            found = Axe().run(page, context=".ll-form").response["violations"]
            assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found] == []


def test_a_saved_notebook_says_what_to_do_instead_of_a_form_that_is_gone(folder, address, chromium):
    path = browser.notebook(folder / "saved.ipynb", *LEARNERS[:2])
    with chromium.page() as page:
        start(page, address, "saved")
        page.evaluate("async () => { await jupyterapp.commands.execute('docmanager:save'); }")
    said = path.read_text("utf-8")
    assert "Run this cell to use it." in said
    assert "widget-view" not in said


# --- the learners' path


WHERE = "notebook='02_layers_and_languages', activity='the objective'"
LEARNERS = (
    "import leadership_lib as ll\nfrom leadership_lib.widgets.form import Form",
    "ll.Note('What happened?', '01_spot_the_gaps', 'your moment')",
    "ll.Quiz('titles and accountability')",
    f"ll.Examiner(['objectives', 'capacity.backfill'], ['clarity.concrete'], {WHERE})",
    "ll.Rating(ll.Role(title='Lead'), notebook='04_design_a_great_job', activity='how it feels')",
)
TALL = {"width": browser.SIZE["width"], "height": 3000}


def choose(quiz, asked, *chosen):
    """Tick what is chosen, and nothing else."""
    for choice in asked.choices:
        box = quiz.get_by_label(str(choice), exact=True)
        if choice in chosen:
            box.check()
        elif asked.several:
            box.uncheck()


def test_after_a_power_cut_everything_a_learner_did_is_there_again(tmp_path, chromium):
    work = tmp_path / "work"
    browser.notebook(tmp_path / "path.ipynb", *LEARNERS)
    asked, *others = exercise.load("titles and accountability")
    answered = f"1 of {1 + len(others)} answered"
    with browser.lab(tmp_path, work) as address, chromium.page(TALL) as page:
        start(page, address, "path")
        form(page, "Note").get_by_role("textbox").fill("A meeting that ran late")
        choose(form(page, "Quiz"), asked, asked.choices[0])
        form(page, "Quiz").get_by_role("button", name="Answer").click()
        examiner = form(page, "Examine")
        examiner.get_by_role("button", name="Add an objective").click()
        page.keyboard.type("Count home visits")
        for select in form(page, "Rate").get_by_role("combobox").all():
            select.select_option(label="7")
        for name in ("Note", "Examine", "Rate"):
            browser.expect(form(page, name).locator(".board")).to_contain_text("Kept on this computer.")
        browser.expect(examiner.locator(".board")).to_contain_text("concrete")
        browser.expect(form(page, "Quiz").locator(".board")).to_contain_text(answered)
        browser.expect(page.locator(".ll-form[data-underway]")).to_have_count(0)
        for process in psutil.process_iter(["cmdline"]):
            command = " ".join(process.info["cmdline"] or ())
            ours = "ipykernel_launcher" in command or "jupyter" in command
            if ours and process.environ().get("LEADERSHIP_WORK") == str(work):
                process.kill()
    with browser.lab(tmp_path, work) as address, chromium.page(TALL) as page:
        start(page, address, "path")
        browser.expect(form(page, "Note").get_by_role("textbox")).to_have_value("A meeting that ran late")
        quiz = form(page, "Quiz")
        browser.expect(quiz.locator(".board")).to_contain_text(answered)
        quiz.get_by_role("button", name="Previous").click()
        assert quiz.get_by_label(str(asked.choices[0]), exact=True).is_checked()
        browser.expect(form(page, "Examine").get_by_label("Which result?")).to_have_value("Count home visits")
        browser.expect(form(page, "Examine").locator(".notice")).to_contain_text("where you stopped")
        assert {s.input_value() for s in form(page, "Rate").get_by_role("combobox").all()} == {"7"}
        browser.expect(form(page, "Rate").locator(".board")).to_contain_text("checks met")
        assert page.troubles == []


@pytest.mark.parametrize("kind", exercise.FILES)
def test_every_exercise_is_answered_wrong_and_right(laboratory, folder, kind):
    name = f"quiz_{exercise.FILES[kind].removesuffix('.toml')}"
    quiz = f"ll.Quiz('{kind}', journal=ll.Journal('{name}.toml'))"
    with shown(laboratory, browser.notebook(folder / f"{name}.ipynb", CELLS[0], quiz), TALL) as page:
        in_view(page)
        quiz = form(page, "Quiz")
        exercises = exercise.load(kind)
        asked, met = next(iter(exercises)), 0
        while asked:
            browser.expect(quiz.get_by_role("heading", level=3)).to_contain_text(asked.title)
            best = [choice for choice in asked.choices if choice.verdict == "best"]
            wrong = next(choice for choice in asked.choices if choice.verdict == "not here")
            for chosen in ([wrong], best if asked.several else best[:1]):
                choose(quiz, asked, *chosen)
                quiz.get_by_role("button", name="Answer").click()
                response = asked.answer([choice.id for choice in chosen])
                browser.expect(quiz.locator(".board")).to_contain_text(response.summary)
                for choice in chosen:
                    browser.expect(quiz.locator(".board")).to_contain_text(choice.feedback)
            met += 1
            # Where answers lead on, the best ones are followed to the end of their path.
            leads = any(choice.leads_to for one in exercises for choice in one.choices)
            following = best[0].leads_to if leads else next(iter(list(exercises)[met : met + 1]), None)
            asked = exercises[following] if isinstance(following, str) else following
            if asked:
                quiz.get_by_role("button", name="Next").click()
        browser.expect(quiz.locator(".board")).to_contain_text(
            "This path ends here." if leads else f"{met} of {met} answered"
        )


def test_one_question_by_keyboard_alone_and_out_again(laboratory, folder):
    cells = CELLS[0], "ll.Quiz('layers', journal=ll.Journal('keys.toml'))", "1 + 1"
    asked, following = list(exercise.load("layers"))[:2]
    chosen = asked.choices[1]
    with shown(laboratory, browser.notebook(folder / "keys.ipynb", *cells)) as page:
        in_view(page)
        quiz, said = form(page, "Quiz"), form(page, "Quiz").get_by_role("status")
        cell = page.locator(".jp-Notebook .jp-Cell").nth(1)
        cells = page.locator(".jp-Notebook .jp-Cell").count()
        cell.evaluate("cell => cell.focus()")
        in_form = "document.activeElement.matches('.ll-form input')"
        browser.until(page, lambda: page.evaluate(in_form) or page.keyboard.press("Tab"))
        page.keyboard.press("Tab")
        assert focused(page) == "Answer", "what comes after the choices"
        for _ in range(2):
            # Nothing is chosen: that is said, and said again.
            page.keyboard.press("Enter")
            browser.expect(said).to_have_text("")
            browser.expect(said).to_contain_text("Nothing is chosen yet")
        browser.expect(quiz.locator(".board")).to_contain_text("Nothing is chosen yet")
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        browser.expect(said).to_contain_text(chosen.feedback)
        reads(quiz, "quiz")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert focused(page) == "Next"
        page.keyboard.press("Enter")
        browser.expect(quiz.get_by_role("heading", level=3)).to_contain_text(following.title)
        page.keyboard.press("b")  # would add a cell, were the key JupyterLab's
        page.keyboard.press("Tab")
        assert quiz.get_by_label(str(following.choices[0]), exact=True).evaluate("e => e === document.activeElement")
        page.keyboard.press("Escape")
        assert cell.evaluate("cell => cell === document.activeElement")
        page.keyboard.press("ArrowDown")
        browser.expect(page.locator(".jp-Notebook .jp-Cell").nth(2)).to_be_focused()
        assert page.locator(".jp-Notebook .jp-Cell").count() == cells
        # From inside a control: the cell runs again, with what was chosen before, and the next one is chosen.
        prompt = cell.locator(".jp-InputPrompt")
        before = prompt.inner_text()
        quiz.get_by_label(str(following.choices[0]), exact=True).focus()
        page.keyboard.press("Shift+Enter")
        browser.expect(prompt).not_to_have_text(before)
        browser.expect(page.locator(".jp-Notebook .jp-Cell").nth(2)).to_be_focused()
        browser.expect(quiz.get_by_role("heading", level=3)).to_contain_text(following.title)


def test_an_answer_waits_for_what_was_chosen_before_it(laboratory, folder):
    """Three clicks in one breath: the second waits while Python is busy with the first, and so must the third."""
    cells = CELLS[0], "ll.Quiz('layers', journal=ll.Journal('quick.toml'))"
    asked = next(iter(exercise.load("layers")))
    with shown(laboratory, browser.notebook(folder / "quick.ipynb", *cells)) as page:
        in_view(page)
        quiz = form(page, "Quiz")
        quiz.evaluate(
            """quiz => {
                const boxes = quiz.querySelectorAll('input');
                boxes[0].click(); boxes[1].click(); boxes[2].click(); quiz.querySelector('.toolbar button').click();
            }"""
        )
        others = quiz.locator(".board details")
        browser.expect(quiz.locator(".board")).to_contain_text(asked.choices[2].feedback)
        others.locator("summary").click()
        quiz.get_by_role("button", name="Answer").click()
        browser.expect(page.locator(".ll-form[data-underway]")).to_have_count(0)
        assert others.evaluate("one => one.open"), "what a person has opened stays open"
        # The next question keeps its own answers to itself.
        quiz.get_by_role("button", name="Next").click()
        browser.expect(quiz.get_by_role("heading", level=3)).to_be_focused()
        quiz.get_by_role("radio").first.check()
        quiz.get_by_role("button", name="Answer").click()
        browser.expect(others).to_have_count(1)
        assert not others.evaluate("one => one.open")


def test_what_was_entered_is_never_one_click_from_being_lost(laboratory, folder):
    cells = (*LEARNERS[:1], "ll.Examiner(['objectives', 'capacity.hours_paid'], ['clarity.concrete'])", LEARNERS[-1])
    dated = (
        "class Dated(Form):\n    def edit(self, edits):\n        self.board = repr(edits)",
        "asks = {'id': 'day', 'question': 'When?', 'kind': 'date'}",
        "form = Dated(label='Day', groups=[{'title': 'Day', 'fields': [asks]}])\nform.write({'day': '2026-11-23'})\nform",
    )
    with shown(laboratory, browser.notebook(folder / "kept.ipynb", *cells, *dated), TALL) as page:
        in_view(page)
        examiner = form(page, "Examine")
        examiner.get_by_role("button", name="Add an objective").click()
        page.keyboard.type("Count home visits")
        result, board = examiner.get_by_label("Which result?"), examiner.locator(".board")
        none = examiner.get_by_label("there are none")
        none.check()
        browser.expect(board).to_contain_text("has no objectives")
        assert result.is_disabled()
        none.uncheck()
        browser.expect(board).not_to_contain_text("has no objectives")
        assert result.input_value() == "Count home visits"
        assert result.is_enabled()
        examiner.get_by_role("button", name="Remove").click()
        browser.expect(result).to_have_count(0)
        examiner.get_by_role("button", name="Undo").click()
        browser.expect(result).to_have_value("Count home visits")
        hours = examiner.get_by_label("How many hours a week are paid?")
        hours.fill("ninety")
        browser.expect(examiner.locator(".fault:visible")).to_have_text("'ninety'; allowed is a number")
        for select in form(page, "Rate").get_by_role("combobox").all():
            select.select_option(label="2")
        browser.expect(form(page, "Rate").locator(".board")).to_contain_text("checks met")
        day = form(page, "Day").get_by_label("When?")
        browser.expect(day).to_have_value("2026-11-23")
        day.fill("2026-12-01")
        browser.expect(form(page, "Day").locator(".board")).to_contain_text("2026-12-01")
        found = Axe().run(page, context=".ll-form").response["violations"]
        assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found] == []


def test_a_grid_is_drawn_as_it_is_written_and_kept(laboratory, folder):
    path = browser.notebook(folder / "grid.ipynb", CELLS[0], "ll.GridForm('representative_executive', name='ours')")
    for before, said in (
        (None, "An open hour each month"),
        ("An open hour each month", "An open hour for any practice"),
    ):
        with shown(laboratory, path) as page:
            in_view(page)
            page.locator(".ll-form .tasks button").nth(1).click()
            steps = page.locator(".ll-form .panels > div:not([hidden])").get_by_label("Action steps")
            if before:
                browser.expect(steps).to_have_value(before)
            steps.fill(said)
            browser.expect(page.locator(".ll-form .board svg")).to_contain_text(said.split()[-1])
