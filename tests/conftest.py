"""Shared by all tests: one reproducible Hypothesis profile, and the roles that several files look at."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import browser
import pytest
from best_role import BEST
from hypothesis import HealthCheck, settings

from leadership_lib import Role

ROOT = Path(__file__).resolve().parents[1]

# The same examples in every run and on every machine: a failure is a change in the code, never luck.
settings.register_profile(
    "reproducible",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
settings.load_profile("reproducible")


class OwnWork:
    """Gives each notebook a folder of work of its own: what one has made or taken up is not there for another."""

    def __init__(self, folder: str):
        self.folder = folder

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item):
        if item.path.suffix == ".ipynb":
            os.environ["LEADERSHIP_WORK"] = f"{self.folder}/{item.path.stem}"


def pytest_configure(config):
    # Registered, because a hook of this file would not be asked about the notebooks, which are in another folder.
    if folder := os.environ.get("LEADERSHIP_WORK"):
        config.pluginmanager.register(OwnWork(folder))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Let nothing be left out where everything has to be there: with CI set, a skipped test has failed."""
    report = yield
    if report.skipped and os.environ.get("CI") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
    return report


def pytest_terminal_summary(terminalreporter):
    """Say in one line each what was left out, and what to do about it."""
    reasons = Counter(report.longrepr[2] for report in terminalreporter.stats.get("skipped", ()))
    for reason, count in reasons.items():
        terminalreporter.write_line(f"{count} tests {reason.removeprefix('Skipped: ')}")


@pytest.fixture(autouse=True)
def _nobodys_work(tmp_path_factory, monkeypatch):
    """Keep every test away from the folder in which a person's own work is kept."""
    monkeypatch.setenv("LEADERSHIP_WORK", str(tmp_path_factory.getbasetemp() / "my_work"))


def pytest_collection_modifyitems(items):
    """Begin with what takes longest, so that no processor is left alone with it: browsers, then notebooks."""
    items.sort(key=lambda item: ("chromium" not in getattr(item, "fixturenames", ()), item.path.suffix != ".ipynb"))


@pytest.fixture(scope="module")
def chromium():
    """One browser a file; leave out, in one line with what to do, what needs a browser where there is none."""
    if not browser.chromium():
        pytest.skip("left out: no Chromium here (Debian: apt-get install chromium)")
    with browser.started() as started:
        yield started


@pytest.fixture
def empty() -> Role:
    """A role that states nothing."""
    return Role()


@pytest.fixture(scope="session")
def best() -> Role:
    """A role that states every fact and meets every check."""
    return Role().with_(BEST)


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the project."""
    return ROOT


@pytest.fixture
def python(tmp_path):
    """Run a few lines in a Python of their own, in an empty folder, and give what they print."""

    def run(code: str, **environment: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=tmp_path,
            env={**os.environ, "IPYTHONDIR": str(tmp_path / "ipython"), "PYTHONIOENCODING": "utf-8", **environment},
            capture_output=True,
            encoding="utf-8",
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    return run
