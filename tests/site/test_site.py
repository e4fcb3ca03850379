"""The browser edition as files on a server: without a network, in a browser with less, whole."""

import hashlib
import json
import subprocess
import sys

import browser
import pytest
import serve
from site_servers import NOTHING_FOR_LATER, served
from visits import LOCALITY, asked, opened, ran, status

pytestmark = pytest.mark.usefixtures("chromium")


def test_without_a_network_after_the_first_visit(chromium, site):
    with served(site, changes={}) as (server, address), chromium.page() as page:
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


def test_a_browser_in_which_python_cannot_wait_or_that_asks_before_it_keeps_runs_what_needs_pandas_too(
    chromium, site
):
    # Chromium has no switch for it, so what tells a browser's ability is taken away from the page and from Python.
    without = "delete WebAssembly.Suspending; delete WebAssembly.promising;"
    workers = {"extensions/@jupyterlite/*.worker.*.js": lambda text: without + text}
    with served(site, NOTHING_FOR_LATER | workers) as (_, address), chromium.page() as page:
        # Firefox asks its user, who may never answer.
        page.add_init_script(f"{without} navigator.storage.persist = () => new Promise(() => {{}});")
        opened(page, address, "12_find_a_role_like_yours")
        assert asked(page, "from pyodide.ffi import can_run_sync; print(can_run_sync())") == "False\n"
        assert page.troubles == []


def test_a_browser_that_keeps_nothing_says_so(chromium, site):
    with served(site) as (_, address), chromium.page() as page:
        # As at an address without https.
        page.add_init_script(
            "delete Navigator.prototype.serviceWorker; Object.defineProperty(window, 'isSecureContext', { value: false });"
        )
        opened(page, address, LOCALITY)
        assert "keeps nothing of what you enter (the address does not begin with https)" in status(page).inner_text()
        page.get_by_role("button", name="Show code").click()
        strip, menus = (page.locator(part).bounding_box() for part in ("#start-strip", "#menu-panel"))
        assert strip["y"] + strip["height"] <= menus["y"]


def test_python_comes_from_the_sites_own_folder_and_matches_its_lock(site):
    folder = site / "static" / "pyodide"
    lock = json.loads((folder / "pyodide-lock.json").read_text("utf-8"))
    for name, package in lock["packages"].items():
        assert hashlib.sha256((folder / package["file_name"]).read_bytes()).hexdigest() == package["sha256"], name
    assert "leadership-lib" in lock["packages"]
    assert not {"pandas", "matplotlib", "pypdf"} & set(lock["packages"]["leadership-lib"]["depends"])
    text = (site / "jupyter-lite.json").read_text("utf-8")
    assert "cdn" not in text


def test_a_port_is_only_open_on_this_machine(site):
    with serve.server(site) as server:
        assert server.server_address[0] == "127.0.0.1"


def test_serving_what_was_not_built_says_what_to_do(root, tmp_path):
    done = subprocess.run([sys.executable, root / "site" / "serve.py", tmp_path], capture_output=True, text=True)
    assert done.returncode == 1
    assert "make site" in done.stderr


def test_where_nothing_can_start_the_strip_says_why_and_leads_to_the_page_to_read(chromium, site):
    name = f"notebooks/index.html?path={LOCALITY}.ipynb&code=hidden"
    with served(site) as (_, address), chromium.page() as page:
        page.goto(f"{site.as_uri()}/{name}")
        browser.expect(status(page)).to_contain_text("This page was opened from a folder")
        status(page).get_by_role("link", name="read this page").click()
        page.wait_for_url(f"{site.as_uri()}/read/{LOCALITY}.html")
        page.add_init_script(
            "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
        )
        page.goto(f"{address}/{name}")
        browser.expect(status(page)).to_contain_text("This browser may keep nothing for this site")
        status(page).get_by_role("link", name="read this page").click()
        page.wait_for_url(f"**/read/{LOCALITY}.html")
        assert page.locator("h1").count() == 1


def test_the_page_can_be_read_before_anything_of_python_has_come(chromium, site):
    with served(site) as (_, address), chromium.page() as page:
        page.route("**/static/pyodide/**", lambda route: None)
        page.goto(f"{address}/notebooks/index.html?path={LOCALITY}.ipynb&code=hidden")
        there = page.frame_locator("#to-read")
        browser.expect(there.locator("h1")).to_be_visible()
        browser.expect(status(page)).to_contain_text("Python is starting")
        # A page on top is all that can be reached by keyboard, but for the strip.
        assert page.locator("#to-read").get_attribute("title") == "This page, to read while Python starts"
        assert page.locator("#start-strip[data-python]").count() == 0


def test_a_part_that_does_not_arrive_is_named_and_asked_for_again(chromium, site):
    lost = []

    def lose(route):
        lost.append(route.request.url)
        route.abort() if len(lost) == 1 else route.continue_()

    with served(site) as (_, address), chromium.page() as page:
        page.route("**/build/notebooks/bundle.js?*", lose)
        page.goto(f"{address}/notebooks/index.html?path={LOCALITY}.ipynb&code=hidden")
        browser.expect(status(page)).to_contain_text("did not arrive")
        browser.expect(status(page)).to_contain_text("bundle.js")
        ran(page)
        assert page.locator("#to-read").count() == 0


def test_what_is_taken_off_the_page_before_it_came_is_asked_for_again(chromium, site):
    with served(site) as (_, address), chromium.page() as page:
        page.route("**/never.js", lambda route: None)
        page.goto(f"{address}/notebooks/index.html?path={LOCALITY}.ipynb&code=hidden")
        status(page).wait_for()
        page.evaluate(
            """() => { const script = document.createElement("script"); script.src = "never.js";
            document.head.append(script); setTimeout(() => script.remove(), 50); }"""
        )
        browser.expect(status(page)).to_contain_text("did not arrive (never.js). It is asked for again.")
