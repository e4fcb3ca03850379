"""A page with a studio, and a folder of work, for the tests of widgets."""

from pathlib import Path

import pytest
from boards import OVERWORKED, Page

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
