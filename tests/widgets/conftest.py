"""A page with a studio, and a folder of work, for the tests of widgets."""

from pathlib import Path

import browser
import pytest
from boards import OVERWORKED, Page
from laboratory import CLOSE

from leadership_lib import Studio


@pytest.fixture
def page() -> Page:
    """A page with a studio on a role of one fact that nothing keeps."""
    return Page(Studio(OVERWORKED, keep=False))


@pytest.fixture(autouse=True)
def work(tmp_path, monkeypatch) -> Path:
    """A folder of work of its own."""
    monkeypatch.setenv("LEADERSHIP_WORK", str(tmp_path / "work"))
    return tmp_path / "work"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder of notebooks."""
    return tmp_path_factory.mktemp("lab")


@pytest.fixture(scope="module")
def address(folder):
    """Where a JupyterLab has these notebooks."""
    with browser.lab(folder, folder / "work") as address:
        yield address


@pytest.fixture(scope="module")
def laboratory(folder, address, chromium):
    """One JupyterLab in which notebook after notebook is opened, as a person does."""
    browser.notebook(folder / "first.ipynb", "import leadership_lib as ll")
    with chromium.page() as page:
        browser.run(page, address, "first.ipynb")
        page.wait_for_function("window.ran")
        page.evaluate(CLOSE)
        yield page
