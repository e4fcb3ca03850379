"""A real browser and a real JupyterLab on loopback, for the tests and the benchmark that need them."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import nbformat
from playwright.sync_api import BrowserContext, Page, Playwright, expect, sync_playwright
from playwright.sync_api import TimeoutError as TookTooLong

__all__ = [
    "PATIENCE",
    "SIZE",
    "Browser",
    "Page",
    "chromium",
    "expect",
    "faults",
    "lab",
    "notebook",
    "once_more",
    "run",
    "run_next",
    "started",
    "until",
]

#: Milliseconds until something counts as never coming. A busy machine takes several times as long as an idle one.
PATIENCE = 120_000
expect.set_options(timeout=PATIENCE)

TOKEN = "probe"
SIZE = {"width": 1366, "height": 768}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str | None:
    """Find Chromium; None where there is none."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def notebook(path: Path, *cells: str) -> Path:
    """Write a notebook with these code cells."""
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    written = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell) for cell in cells], metadata={"kernelspec": kernel}
    )
    nbformat.write(written, path)
    return path


@contextlib.contextmanager
def lab(
    folder: Path, work: Path, start: Sequence[str] = (sys.executable, "-m", "jupyter", "lab"), env: dict | None = None
) -> Iterator[str]:
    """Run JupyterLab on a folder, with settings of its own; gives its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    own = work / "jupyter"
    places = {name: str(own / name) for name in ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR")}
    own_places = {"LEADERSHIP_WORK": str(work), "IPYTHONDIR": str(own / "ipython")}
    env = {**(env or os.environ), "JUPYTER_PREFER_ENV_PATH": "1", **own_places}
    env |= {f"JUPYTER_{name}": place for name, place in places.items()}
    env |= {f"JUPYTERLAB_{name}_DIR": str(own / name) for name in ("WORKSPACES", "SETTINGS")}
    command = [*start, "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}"]
    options = [
        f"--IdentityProvider.token={TOKEN}",
        "--LabApp.expose_app_in_browser=True",
        f"--ServerApp.root_dir={folder}",
    ]
    own.mkdir(parents=True, exist_ok=True)
    with (own / "server.log").open("w") as log:
        server = subprocess.Popen([*command, *options], env=env, stdout=log, stderr=log, start_new_session=True)
        address = f"http://127.0.0.1:{port}"
        try:
            _wait(f"{address}/api/status?token={TOKEN}", server)
            yield address
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(server.pid, signal.SIGKILL)


def _wait(url: str, server: subprocess.Popen) -> None:
    until = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < until:
        if server.poll() is not None:
            raise RuntimeError("JupyterLab stopped before it answered")
        with contextlib.suppress(urllib.error.URLError, OSError):
            urllib.request.urlopen(url, timeout=10)
            return
        time.sleep(0.1)
    raise TimeoutError(url)


class Browser:
    """Chromium with a memory: what one page keeps is there for the next."""

    def __init__(self, play: Playwright, context: BrowserContext) -> None:
        self._play, self._context = play, context

    @contextlib.contextmanager
    def page(self, size: dict = SIZE) -> Iterator[Page]:
        """Open a page; errors, refusals of a policy and requests to anywhere else are kept in ``page.troubles``."""
        tab = self._context.new_page()
        tab.set_viewport_size(size)
        tab.troubles = []
        tab.on("pageerror", lambda error: tab.troubles.append(f"error: {error}"))
        tab.on("request", lambda request: _outside(tab, request.url))
        tab.on("console", lambda said: _refused(tab, said.text))
        try:
            yield tab
        finally:
            tab.close()

    def another(self, profile: Path | None = None) -> contextlib.AbstractContextManager[Browser]:
        """Start one more browser, which knows nothing of this one."""
        return started(profile, self._play)


@contextlib.contextmanager
def started(profile: Path | None = None, play: Playwright | None = None) -> Iterator[Browser]:
    """Start Chromium; it knows nothing of before, unless it has a profile: a folder in which it remembers."""
    with contextlib.ExitStack() as stack:
        play = play or stack.enter_context(sync_playwright())
        folder = profile or stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
        context = play.chromium.launch_persistent_context(
            folder, executable_path=chromium(), args=FLAGS, viewport=SIZE, accept_downloads=True
        )
        stack.callback(context.close)
        context.set_default_timeout(PATIENCE)
        yield Browser(play, context)


def _outside(tab: Page, url: str) -> None:
    if not url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:")):
        tab.troubles.append(f"outside: {url}")


def _refused(tab: Page, said: str) -> None:
    if "Content Security Policy" in said:
        tab.troubles.append(f"refused: {said}")


#: Run all cells of the notebook in front, and name it when that is done and Python's last word has been heard.
RUN_ALL = """() => { window.ran = null;
  const { context, sessionContext } = jupyterapp.shell.currentWidget;
  jupyterapp.commands.execute('notebook:run-all-cells').catch(() => {})
    .then(() => sessionContext.session.kernel.requestKernelInfo()).then(() => { window.ran = context.path; }); }"""
#: The outputs that are a fault or a warning.
FAULTS = """() => jupyterapp.shell.currentWidget.model.sharedModel.cells.flatMap((cell) => cell.outputs ?? [])
  .filter(({ output_type, name }) => output_type === "error" || name === "stderr")
  .map((found) => JSON.stringify(found))"""
#: Whether the notebook in front, which has this path if any is asked for, has been read and has a Python.
READY = """(path) => { const front = window.jupyterapp?.shell.currentWidget;
  return front?.context?.isReady && front.sessionContext.isReady && (!path || front.context.path === path); }"""


def run(tab: Page, address: str, name: str) -> None:
    """Open a notebook in JupyterLab, once more where a busy machine did not bring it up, and run all its cells."""
    once_more(
        lambda: (
            tab.goto(f"{address}/lab/tree/{name}?token={TOKEN}&reset"),
            tab.locator(".jp-NotebookPanel .jp-Cell").first.wait_for(),
            # Running right after a kernel turns idle loses the run now and then; a session that is ready does not.
            tab.wait_for_function(READY, arg=name),
        )
    )
    tab.evaluate(RUN_ALL)


def run_next(tab: Page, name: str) -> None:
    """Open one more notebook in a JupyterLab that is there, and run all its cells to the last."""
    tab.evaluate("(path) => { jupyterapp.commands.execute('docmanager:open', { path }); }", name)
    tab.wait_for_function(READY, arg=name)
    tab.evaluate(RUN_ALL)
    tab.wait_for_function("(path) => window.ran === path", arg=name)


def faults(tab: Page) -> list[str]:
    """Return what went wrong in the cells of the notebook in front; on the page it may be drawn a moment later."""
    return tab.evaluate(FAULTS)


def until(tab: Page, there: Callable[[], object], seconds: float = PATIENCE / 1000) -> None:
    """Wait until something is there of which the page itself tells nothing."""
    end = time.monotonic() + seconds
    while not there():
        if time.monotonic() > end:
            raise TookTooLong(f"what was waited for did not come within {seconds:g} s")
        tab.wait_for_timeout(50)


def once_more(start: Callable[[], object]) -> None:
    """Start something, and a second time where the first took too long; what is asserted is never tried twice."""
    try:
        start()
    except TookTooLong:
        start()
