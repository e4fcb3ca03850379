"""Taking one's work away and bringing it back in a real browser and a real JupyterLab."""

import os
import shutil

import browser
import pytest
from axe_playwright_python.sync_playwright import Axe

from leadership_lib import Journal
from leadership_lib.teaching.backup.archive import read

SAID = "A meeting that ran late"


pytestmark = pytest.mark.usefixtures("chromium")


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lab")
    with browser.lab(folder, folder / "work") as address:
        yield folder, address


@pytest.fixture
def opened(address, tmp_path, chromium):
    """A notebook with a note, a backup and a download, whose work is in a folder of its own."""
    folder, at = address
    work = tmp_path / "my_work"
    browser.notebook(
        folder / f"{tmp_path.name}.ipynb",
        f"import os\nos.environ['LEADERSHIP_WORK'] = {str(work)!r}\nimport leadership_lib as ll",
        "from leadership_lib.widgets.backup import Backup\nfrom leadership_lib.widgets.download import Download",
        "ll.Note('What happened?', '01_spot_the_gaps', 'your moment')",
        "Backup()",
        "Download(ll.write_description(ll.Role(title='Lead'), ll.work_folder() / 'role.docx'))",
    )
    with chromium.page({"width": browser.SIZE["width"], "height": 1600}) as page:
        browser.run(page, at, f"{tmp_path.name}.ipynb")
        page.get_by_role("link", name="Save a copy of role.docx").wait_for()
        yield page, work
        assert page.troubles == []


def saved(page, control, to):
    with page.expect_download() as waiting:
        control()
    waiting.value.save_as(to)
    return waiting.value.suggested_filename


def test_download_delete_bring_back_and_the_journal_is_there_again(opened, tmp_path):
    page, work = opened
    page.get_by_role("textbox", name="What happened?").fill(SAID)
    browser.expect(page.locator(".ll-form").first.locator(".board")).to_contain_text("Kept on this computer")
    # More than goes at once in either direction.
    (work / "film.docx").write_bytes(os.urandom(2_300_000))
    part = page.locator(".ll-form.backup")
    said, bring = part.get_by_role("status"), part.locator("button", has_text="Bring")
    name = saved(page, part.get_by_role("button", name="Download all my work").click, tmp_path / "taken.zip")
    assert name.startswith("great_jobs_work_")
    browser.expect(said).to_contain_text(f"3 files in {name}")
    before = {path.name: path.read_bytes() for path in work.iterdir() if not path.name.startswith(".")}
    assert read((tmp_path / "taken.zip").read_bytes()) == before
    shutil.rmtree(work)
    # It says that it is off, and why when it is pressed all the same.
    browser.expect(bring).to_have_attribute("aria-disabled", "true")
    bring.click(force=True)
    browser.expect(said).to_contain_text("Choose a file first")
    part.get_by_label("Bring back work from a file").set_input_files(tmp_path / "taken.zip")
    browser.expect(bring).to_have_text("Bring back 3 files")
    browser.expect(part.locator(".board")).to_contain_text("journal.toml")
    assert not work.exists()
    assert Axe().run(page, context=".ll-form.backup").response["violations"] == []
    bring.click()
    browser.expect(said).to_contain_text("Your work is back")
    browser.expect(part.locator(".board")).to_contain_text("3 files came back")
    assert {name: (work / name).read_bytes() for name in before} == before
    assert [entry.what for entry in Journal(work / "journal.toml").entries] == [SAID]
    part.get_by_label("Bring back work from a file").set_input_files(
        files=[{"name": "role.zip", "mimeType": "application/zip", "buffer": b"%PDF-1.7"}]
    )
    browser.expect(said).to_contain_text("Not done: This is not a zip file")
    assert Axe().run(page, context=".ll-form.backup").response["violations"] == []
    # What the note has is there after the cells are run again.
    page.evaluate("() => { jupyterapp.commands.execute('notebook:run-all-cells'); }")
    browser.expect(part.get_by_role("status")).to_contain_text("Nothing is sent anywhere")
    browser.expect(page.get_by_role("textbox", name="What happened?")).to_have_value(SAID)


def test_by_keyboard_alone(opened, tmp_path):
    page, work = opened
    # Listened for from the start: the browser takes a moment before it hands a chooser over, and a key is quicker.
    choosers = []
    page.on("filechooser", lambda chooser: choosers.append(chooser))
    part = page.locator(".ll-form.backup")
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    part.get_by_role("button", name="Download all my work").focus()
    for key in ("a", "b", "d", "d"):
        page.keyboard.press(key)
    saved(page, lambda: page.keyboard.press("Enter"), tmp_path / "taken.zip")
    browser.expect(part.get_by_role("button", name="Download all my work")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    browser.expect(part.get_by_role("status")).to_contain_text("Looked again")
    page.keyboard.press("Tab")
    browser.expect(part.get_by_label("Bring back work from a file")).to_be_focused()
    page.keyboard.press("Space")
    shutil.rmtree(work)
    browser.until(page, lambda: choosers)
    choosers[0].set_files(tmp_path / "taken.zip")
    browser.expect(part.get_by_role("button", name="Bring back 1 file", exact=True)).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    browser.expect(part.get_by_role("status")).to_contain_text("Your work is back")
    assert (work / "role.docx").exists()
    copy = page.get_by_role("link", name="Save a copy of role.docx")
    copy.focus()
    assert saved(page, lambda: page.keyboard.press("Enter"), tmp_path / "copy.docx") == "role.docx"
    assert (tmp_path / "copy.docx").read_bytes() == (work / "role.docx").read_bytes()
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells
    part.get_by_role("button", name="Look again").focus()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('.jp-Cell')")
