"""The browser edition as files on a server: without a network, under a strict policy, in a browser with less, whole."""

import contextlib
import hashlib
import json
import re
import shutil
import subprocess
import sys
import threading

import pytest
import serve
from visits import LOCALITY, asked, opened, ran

pytestmark = pytest.mark.usefixtures("chromium")


@contextlib.contextmanager
def served(folder, handler=serve.Handler):
    """A server of its own, whose visitors have never been here."""
    with serve.server(folder, handler=handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def test_without_a_network_after_the_first_visit(chromium, site):
    with served(site) as server, chromium.page() as page:
        address = f"http://127.0.0.1:{server.server_port}"
        opened(page, address, "20_redesign_your_role")
        page.locator("#start-strip[data-offline=ready]").wait_for()
        server.shutdown()
        server.server_close()
        assert "without a network" in page.locator("#start-strip").inner_text()
        for path in ("it.html", "read/", ""):
            page.goto(f"{address}/{path}")
            assert page.locator("h1").count() == 1
        page.go_back(), page.go_back(), page.go_back()
        page.reload()
        ran(page)
        assert page.locator(".ll-form").count() >= 1


def test_a_browser_in_which_python_cannot_wait_runs_what_needs_pandas_too(chromium, tmp_path, site):
    # Chromium has no switch for it, so what tells a browser's ability is taken away from the page and from Python.
    without = "delete WebAssembly.Suspending; delete WebAssembly.promising;"
    shutil.copytree(site, tmp_path / "site")
    workers = list((tmp_path / "site" / "extensions" / "@jupyterlite").rglob("*.worker.*.js"))
    assert workers
    for worker in workers:
        worker.write_text(without + worker.read_text("utf-8"), "utf-8")
    with served(tmp_path / "site") as server, chromium.page() as page:
        page.add_init_script(without)
        opened(page, f"http://127.0.0.1:{server.server_port}", "12_find_a_role_like_yours")
        assert asked(page, "from pyodide.ffi import can_run_sync; print(can_run_sync())") == "False\n"
        assert page.troubles == []


def test_the_content_security_policy_of_the_page_for_it_is_enough(chromium, site):
    said = re.search(r"content security policy needs (.*?)\.</li>", (site / "it.html").read_text("utf-8"), re.DOTALL)
    policy = "; ".join(["default-src 'self'", *re.findall("<code>(.*?),?</code>", said[1])])

    class Guarded(serve.Handler):
        def end_headers(self):
            self.send_header("Content-Security-Policy", policy)
            super().end_headers()

    assert policy.count("-src") == 7
    with served(site, Guarded) as server, chromium.page() as page:
        refused = []
        page.on("console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None)
        opened(page, f"http://127.0.0.1:{server.server_port}", LOCALITY)
        assert page.locator(".ll-form").count() >= 1
        assert refused == []


def test_python_comes_from_the_sites_own_folder_and_matches_its_lock(site):

    folder = site / "static" / "pyodide"
    lock = json.loads((folder / "pyodide-lock.json").read_text("utf-8"))
    for name, package in lock["packages"].items():
        assert hashlib.sha256((folder / package["file_name"]).read_bytes()).hexdigest() == package["sha256"], name
    assert "leadership-lib" in lock["packages"]
    assert not {"pandas", "matplotlib"} & set(lock["packages"]["leadership-lib"]["depends"])
    text = (site / "jupyter-lite.json").read_text("utf-8")
    assert "cdn" not in text


def test_a_port_is_only_open_on_this_machine(site):
    with serve.server(site) as server:
        assert server.server_address[0] == "127.0.0.1"


def test_serving_what_was_not_built_says_what_to_do(root, tmp_path):

    done = subprocess.run([sys.executable, root / "site" / "serve.py", tmp_path], capture_output=True, text=True)
    assert done.returncode == 1
    assert "make site" in done.stderr
