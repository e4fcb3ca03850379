"""Reader in a real browser and a real JupyterLab: by keyboard alone, by mouse, after a restart, wide and narrow."""

import contextlib

import browser
import descriptions
import pytest
from axe_playwright_python.sync_playwright import Axe
from laboratory import reads

from leadership_lib import Role

pytestmark = pytest.mark.usefixtures("chromium")


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lab")
    with browser.lab(folder, folder / "work") as address:
        yield folder, address


@pytest.fixture
def opened(address, tmp_path, chromium, root):
    """A notebook with a reader whose work is in a folder of its own; called with a size, it opens it."""
    folder, at = address
    work, name = tmp_path / "my_work", f"{tmp_path.name}.ipynb"
    browser.notebook(
        folder / name,
        f"import os, sys\nos.environ['LEADERSHIP_WORK'] = {str(work)!r}\nsys.path.insert(0, {str(root / 'tests/support')!r})",
        "import descriptions\ndescriptions.use()\nimport leadership_lib as ll",
        "ll.Reader()",
    )
    pages = []

    def start(size=browser.SIZE):
        page = pages[-1] if pages else stack.enter_context(chromium.page(size))
        pages.append(page)
        browser.run(page, at, name)
        if size["width"] < browser.SIZE["width"]:
            page.evaluate("() => jupyterapp.commands.execute('application:toggle-left-area')")
        page.locator(".ll-form.reader").wait_for()
        return page, page.locator(".ll-form.reader"), work

    with contextlib.ExitStack() as stack:
        yield start
        assert pages[-1].troubles == []
        assert not pages[-1].evaluate("window.hurt")
        assert browser.faults(pages[-1]) == []


def says(form, text):
    browser.expect(form.get_by_role("status")).to_contain_text(text)


def paste(form, text):
    if not form.locator(".intake").evaluate("one => one.open"):
        form.get_by_text("Add another document").click()
    form.get_by_label("Or paste its text").fill(text)
    form.get_by_role("button", name="Read this text").click()


def fact(form, key):
    return form.locator(f'[data-fact="{key}"] .fact')


def role(work):
    return Role.from_dict(descriptions.kept_role(work / "reader.reading.toml"))


def faultless(page):
    found = Axe().run(page, context=".ll-form.reader").response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []


def test_by_keyboard_alone_from_the_text_to_the_role(opened):
    page, form, work = opened()
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    press = page.keyboard.press
    form.get_by_label("Or paste its text").focus()
    page.keyboard.insert_text(descriptions.ADVERT + descriptions.HOSTILE)
    press("Tab")
    press("Enter")
    says(form, "10 facts found")
    browser.expect(fact(form, "title")).to_be_focused()
    # Letters that JupyterLab would take for its own stay here.
    for key in ("a", "b", "d", "d", "x"):
        press(key)
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells
    press("w")
    browser.expect(form.locator('mark[data-fact="title"]')).to_be_focused()
    assert form.locator("mark:focus").evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    press("Escape")
    browser.expect(fact(form, "title")).to_be_focused()
    press("Enter")
    says(form, "Taken: Title. 1 of 10 decided.")
    browser.expect(fact(form, "layer")).to_be_focused()
    press("Delete")
    says(form, "Left open: Layer. 2 of 10 decided.")
    # Each key again goes to the next place, and comes round.
    fact(form, "capacity.support").focus()
    press("ArrowUp")
    press("ArrowDown")
    for place in (0, 1, 0):
        press("w")
        browser.expect(form.locator(f'mark[data-fact="capacity.support"][data-place="{place}"]')).to_be_focused()
    press("Escape")
    press("n")
    browser.expect(fact(form, "reward.pay")).to_be_focused()
    press("e")
    browser.expect(form.locator(".editor input").first).to_be_focused()
    press("Control+a")
    page.keyboard.type("dear")
    press("Enter")
    browser.expect(form.locator(".editor .fault").first).to_contain_text("'dear'; allowed is a number")
    browser.expect(form.locator(".editor input").first).to_have_value("dear")
    browser.expect(form.locator(".editor input").first).to_be_focused()
    faultless(page)
    press("Control+a")
    page.keyboard.type("90")
    press("Enter")
    says(form, "Corrected: Pay. 3 of 10 decided.")
    assert role(work) == Role().with_(
        {"title": "Clinical Lead for frailty", "reward.pay": {"amount": 90, "per": "hour"}}
    )
    press("Control+z")
    says(form, "Taken back: Pay. 2 of 10 decided.")
    browser.expect(form.locator(".fact:focus")).to_have_count(1)
    press("e")
    press("Escape")
    browser.expect(form.locator(".editor")).to_have_count(0)
    browser.expect(form.locator(".fact:focus")).to_have_count(1)
    press("Escape")
    assert page.evaluate("document.activeElement.matches('.jp-Cell')")


def test_by_mouse_with_two_documents_to_questions_and_studio_and_again_after_a_restart(opened, tmp_path):
    page, form, work = opened()
    terms = tmp_path / "terms.txt"
    # More than goes at once.
    terms.write_text(descriptions.TERMS + ("—" * 60 + "\n") * 5_800, "utf-8")
    paste(form, descriptions.ADVERT)
    says(form, "10 facts found")
    reads(form, "reader")
    form.get_by_role("button", name="Take (Enter)").click()
    form.get_by_role("button", name="Take all 3 sure ones").click()
    browser.expect(form.get_by_role("group", name="The sure ones")).to_contain_text("Time: 2 sessions a week")
    faultless(page)
    form.get_by_role("button", name="Take these 3").click()
    says(form, "4 of 10 decided.")
    form.get_by_text("Add another document").click()
    form.get_by_label("Choose a file").set_input_files(terms)
    says(form, "At odds: Time.")
    browser.expect(fact(form, "capacity.time")).to_contain_text("Chosen")
    fact(form, "capacity.time").click()
    form.get_by_role("button", name="Choose 12 hours").click()
    says(form, "Chosen: Time. 4 of 11 decided.")
    form.get_by_role("link", name="Term: sure").click()
    browser.expect(fact(form, "appointment.length_months")).to_be_focused()
    form.get_by_role("button", name="Correct (E)").click()
    form.locator(".editor input").first.fill("18")
    form.get_by_role("button", name="Save").click()
    says(form, "Corrected: Term.")
    form.get_by_role("button", name="Questions to ask").click()
    with page.expect_download() as waiting:
        form.get_by_role("link", name="Save these questions").click()
    assert waiting.value.suggested_filename == "clinical_lead_for_frailty_questions.docx"
    faultless(page)
    decided = role(work)
    assert (decided.appointment.length_months, decided.capacity.paid) == (18, 12)
    form.get_by_role("button", name="Open in the studio").click()
    browser.expect(
        page.locator(".ll-reader-studio").get_by_label("What is the post called?", exact=True)
    ).to_have_value("Clinical Lead for frailty")
    assert Role.from_file(work / "reader.toml") == decided
    # All of it is there again after Python was started anew.
    page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
    page, form, work = opened()
    says(form, "Going on from where you stopped, kept as reader. 5 of 11 decided.")
    browser.expect(fact(form, "appointment.length_months")).to_contain_text("18 months")
    browser.expect(form.locator(".document")).to_have_count(2)
    assert role(work) == decided


#: What is wider than its place, and what has a scroll bar of its own.
STRAYS = """form => [form, ...form.querySelectorAll("*")].filter((one) => {
  const style = getComputedStyle(one);
  if (one.closest("textarea, select, .unseen") || style.display === "inline") return false;
  const bar = ["auto", "scroll"].includes(style.overflowY) && one.scrollHeight > one.clientHeight + 1;
  return bar || one.getBoundingClientRect().right > form.getBoundingClientRect().right + 1 || one.scrollWidth > one.clientWidth + 1;
}).map((one) => one.outerHTML.slice(0, 150))"""


@pytest.mark.parametrize("size", [browser.SIZE, {"width": 390, "height": 844}], ids=["wide", "narrow"])
def test_nothing_sticks_out_and_the_one_scroll_bar_is_the_pages(opened, size):
    page, form, _ = opened(size)
    paste(form, descriptions.ADVERT + "A" * 300 + "\nJob title: " + "Very" * 60 + "\n")
    says(form, "facts found")
    assert form.evaluate(STRAYS) == []
    form.get_by_role("button", name="Next undecided").click()
    page.keyboard.press("e")
    form.get_by_role("button", name="sure ones").click()
    form.get_by_role("button", name="Questions to ask").click()
    browser.expect(form.locator(".answers")).to_contain_text("questions to ask")
    assert form.evaluate(STRAYS) == []
    # Both are measured at one moment: the page may still move.
    papers, found = form.evaluate(
        "form => ['.papers', '.found'].map(part => form.querySelector(part).getBoundingClientRect().toJSON())"
    )
    if size == browser.SIZE:
        assert papers["right"] <= found["left"] + 1, "side by side"
    else:
        assert found["bottom"] <= papers["top"] + 1, "one below the other"
    faultless(page)
    # Whatever can be pressed is large enough for a finger.
    small = form.evaluate(
        "form => [...form.querySelectorAll('button, summary, a.says')].filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 24).map(one => one.outerHTML)"
    )
    assert small == []


def test_what_cannot_be_read_is_said_in_the_page_and_a_file_can_be_dropped(opened):
    page, form, work = opened()
    # Listened for long before the key: the browser takes a moment before it hands a chooser over, and a key is quicker.
    choosers = []
    page.on("filechooser", lambda chooser: choosers.append(chooser))
    browser.expect(form.get_by_label("Choose a file")).to_be_visible()
    page.wait_for_timeout(1000)  # nothing on the page tells when the browser has begun to listen
    form.get_by_label("Choose a file").focus()
    page.keyboard.press("Space")
    browser.until(page, lambda: choosers)
    choosers[0].set_files(files=[{"name": "scan.rtf", "mimeType": "text/rtf", "buffer": b"{\\rtf1 }"}])
    says(form, "Not done: 'scan.rtf' is rich text (.rtf)")
    drop = """(form, [name, text]) => { const data = new DataTransfer(); data.items.add(new File([text], name));
      form.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true })); }"""
    form.evaluate(drop, ["<b>empty.txt", ""])
    says(form, "Not done: '<b>empty.txt' is empty")
    form.evaluate(drop, ["advert.txt", descriptions.ADVERT])
    says(form, "10 facts found in advert.txt")
    form.get_by_role("button", name="Open in the studio").click()
    says(form, "Nothing has been taken yet")
    assert not (work / "reader.toml").exists()
