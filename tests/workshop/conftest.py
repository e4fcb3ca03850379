"""A workshop that is served, and a folder of work of its own."""

import pytest
from workshops import Served

from leadership_lib.workshop.own_server import stop_server


@pytest.fixture
def served(tmp_path):
    """One open workshop on a server of its own."""
    served = Served(tmp_path / "served")
    yield served
    if served.process.poll() is None:
        served.kill()


@pytest.fixture(autouse=True)
def work(tmp_path, monkeypatch):
    """A folder of work of its own, and no server left over that was started from it."""
    monkeypatch.setenv("LEADERSHIP_WORK", str(tmp_path / "work"))
    yield tmp_path / "work"
    stop_server()
