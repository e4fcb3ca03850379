"""What the tests of the browser edition share: one server and one browser a file."""

from pathlib import Path

import pytest
import visits
from site_servers import served


@pytest.fixture(scope="session")
def site(root) -> Path:
    """The folder with the browser edition in it."""
    folder = root / "build" / "site"
    if not (folder / "index.html").exists():
        pytest.skip("left out: the browser edition is not built (make site)")
    return folder


@pytest.fixture(scope="module")
def address(site):
    """Where the site stands: two folders down, as on an intranet; `test_site.py` has it at the top."""
    with served(site, under="/intranet/great%20jobs") as (_, address):
        yield address


@pytest.fixture
def page(chromium, address):
    """A page of somebody new in a browser that has been here before; nothing may go wrong on it."""
    with chromium.page() as page:
        visits.somebody_new(page, address)
        yield page
        assert page.troubles == []


@pytest.fixture
def screenshot(site, page):
    """Keep a picture of the page beside the site."""
    folder = site.parent / "screenshots"
    folder.mkdir(exist_ok=True)
    return lambda name: page.screenshot(path=folder / f"{name}.png")
