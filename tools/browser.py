"""A real browser and a real JupyterLab on loopback, for the tests and the benchmark that need them."""

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
from collections.abc import Iterator
from pathlib import Path

import nbformat
from playwright.sync_api import Page, expect, sync_playwright

__all__ = ["SIZE", "Page", "chromium", "expect", "lab", "notebook", "page", "run"]

# Several browsers share the processors of a test machine.
expect.set_options(timeout=15_000)

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
def lab(folder: Path, work: Path) -> Iterator[str]:
    """Run JupyterLab on a folder, with settings of its own; gives its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    own = work / "jupyter"
    places = {name: str(own / name) for name in ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR")}
    env = dict(os.environ, LEADERSHIP_WORK=str(work), JUPYTER_PREFER_ENV_PATH="1", IPYTHONDIR=str(own / "ipython"))
    env |= {f"JUPYTER_{name}": place for name, place in places.items()}
    env |= {f"JUPYTERLAB_{name}_DIR": str(own / name) for name in ("WORKSPACES", "SETTINGS")}
    command = [
        sys.executable,
        "-m",
        "jupyter",
        "lab",
        "--no-browser",
        "--allow-root",
        "--ip=127.0.0.1",
        f"--port={port}",
    ]
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
    for _ in range(600):
        if server.poll() is not None:
            raise RuntimeError("JupyterLab stopped before it answered")
        with contextlib.suppress(urllib.error.URLError, OSError):
            urllib.request.urlopen(url, timeout=2)
            return
        time.sleep(0.1)
    raise TimeoutError(url)


@contextlib.contextmanager
def page(size: dict = SIZE, profile: Path | None = None) -> Iterator[Page]:
    """Open a page; errors on it and requests to anywhere else are kept in ``page.troubles``.

    The browser knows nothing of before, unless it has a profile: a folder in which it remembers.
    """
    with contextlib.ExitStack() as stack:
        play = stack.enter_context(sync_playwright())
        folder = profile or stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
        browser = play.chromium.launch_persistent_context(
            folder, executable_path=chromium(), args=FLAGS, viewport=size, accept_downloads=True
        )
        tab = browser.pages[0]
        tab.troubles = []
        tab.on("pageerror", lambda error: tab.troubles.append(f"error: {error}"))
        tab.on("request", lambda request: _outside(tab, request.url))
        try:
            yield tab
        finally:
            browser.close()


def _outside(tab: Page, url: str) -> None:
    if not url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:")):
        tab.troubles.append(f"outside: {url}")


def run(tab: Page, address: str, name: str) -> None:
    """Open a notebook and run all its cells."""
    tab.goto(f"{address}/lab/tree/{name}?token={TOKEN}&reset")
    tab.locator(".jp-NotebookPanel .jp-Cell").first.wait_for(timeout=60_000)
    # Running right after a kernel turns idle loses the run now and then; a session that is ready does not.
    tab.evaluate("async () => { await jupyterapp.shell.currentWidget.context.ready; }")
    tab.evaluate("async () => { await jupyterapp.shell.currentWidget.sessionContext.ready; }")
    tab.evaluate("() => { jupyterapp.commands.execute('notebook:run-all-cells'); }")
