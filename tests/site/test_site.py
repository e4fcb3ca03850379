"""The browser edition in a real browser: every page runs, work is kept, nothing is asked of any other host."""

import json
import re
import shutil
import threading
from pathlib import Path

import browser
import pytest
import serve
from axe_playwright_python.sync_playwright import Axe

import leadership_lib as ll

SITE = Path(__file__).resolve().parents[2] / "build" / "site"
LOCALITY = "10_case_locality_clinical_lead"
RED = ".jp-OutputArea-output[data-mime-type='application/vnd.jupyter.error'], .jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']"


pytestmark = pytest.mark.usefixtures("chromium")


@pytest.fixture(scope="module", autouse=True)
def site():
    if not (SITE / "index.html").exists():
        pytest.skip("left out: the browser edition is not built (make site)")


@pytest.fixture(scope="module")
def address():
    with serve.server(SITE) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def profile(tmp_path_factory):
    """A browser that remembers, as a person's does."""
    return tmp_path_factory.mktemp("profile")


def opened(page, address, notebook, query="code=hidden", app="notebooks"):
    """Open a page and wait until every cell has been run."""
    page.goto(f"{address}/{app}/index.html?path={notebook}.ipynb&{query}")
    page.locator("#start-strip[data-page=done]").wait_for(timeout=90_000)


def kept(page):
    """Wait until Python has kept what was entered, as the page does when somebody leaves it."""
    browser.expect(page.locator(".ll-form[data-underway]")).to_have_count(0)


def asked(page, code):
    """Run code beside a notebook; gives what it printed."""
    return page.evaluate(
        """async (code) => {
            let said = "";
            const future = jupyterapp.shell.currentWidget.sessionContext.session.kernel.requestExecute({ code });
            future.onIOPub = (message) => { said += message.content.text || ""; };
            await future.done;
            return said;
        }""",
        code,
    )


def completions(page, code):
    """Give what Python offers at the end of the code."""
    return page.evaluate(
        """async (code) => {
            const kernel = jupyterapp.shell.currentWidget.sessionContext.session.kernel;
            return (await kernel.requestComplete({ code, cursor_pos: code.length })).content.matches;
        }""",
        code,
    )


def screenshot(page, name):
    folder = SITE.parent / "screenshots"
    folder.mkdir(exist_ok=True)
    page.screenshot(path=folder / f"{name}.png")


@pytest.mark.parametrize("notebook", ll.notebooks.ids)
def test_every_page_runs_from_the_first_to_the_last_cell(address, profile, notebook):
    with browser.page(profile=profile) as page:
        opened(page, address, notebook)
        assert page.locator(RED).all_inner_texts() == []
        assert "Ready" in page.locator("#start-strip [role=status]").inner_text()
        assert page.locator("h1").count() >= 1
        links = page.locator("a[download]").evaluate_all("links => links.map(link => link.href)")
        assert [link for link in links if link.startswith("data:") and not link.partition(",")[2]] == []
        screenshot(page, notebook.replace("/", "_"))
        assert page.troubles == []


def test_from_the_landing_page_to_a_saved_redesign_and_back_the_next_day(address, tmp_path):
    with browser.page(profile=tmp_path) as page:
        page.goto(f"{address}/")
        page.get_by_role("link", name="Open the locality Clinical Lead").click()
        page.locator("#start-strip[data-page=done]").wait_for(timeout=90_000)
        studio = page.locator(".ll-form").last
        studio.get_by_label("What is the post called?", exact=True).fill("Locality Clinical Lead")
        browser.expect(studio.locator(".note").first).to_have_text("Influence rose because of title.")
        screenshot(page, "journey_redesign")
        kept(page)
        assert page.troubles == []
    with browser.page(profile=tmp_path) as page:
        opened(page, address, LOCALITY)
        title = page.locator(".ll-form").last.get_by_label("What is the post called?", exact=True)
        browser.expect(title).to_have_value("Locality Clinical Lead")
        screenshot(page, "journey_next_day")
        assert page.troubles == []


def test_a_link_leads_from_page_to_page_and_home(address, profile):
    with browser.page(profile=profile) as page:
        opened(page, address, "12_find_a_role_like_yours")
        page.get_by_role("link", name=ll.cases["place_lead"].title).first.click()
        page.wait_for_url("**/notebooks/index.html?path=cases%2Fplace_lead.ipynb")
        page.locator("#start-strip[data-page=done]").wait_for(timeout=90_000)
        assert page.get_by_role("heading", name="Case: the clinical and care").is_visible()
        page.get_by_role("link", name="Start here").first.click()
        page.wait_for_url("**/notebooks/index.html?path=00_start_here.ipynb")
        page.locator("#start-strip[data-page=done]").wait_for(timeout=90_000)
        page.get_by_role("link", name="Open “1. Spot the gaps”").last.click()
        page.wait_for_url("**/notebooks/index.html?path=01_spot_the_gaps.ipynb")
        page.locator("#start-strip[data-python=ready]").wait_for(timeout=90_000)
        page.get_by_role("link", name="All pages").click()
        page.wait_for_url(f"{address}/")
        assert page.troubles == []


def test_what_was_typed_last_is_not_lost_by_leaving_at_once(address, tmp_path):
    def title():
        return page.locator(".ll-form").last.get_by_label("What is the post called?", exact=True)

    with browser.page(profile=tmp_path) as page:
        opened(page, address, LOCALITY)
        title().fill("Lead of the locality")
        page.get_by_role("link", name="All pages").click()
        page.wait_for_url(f"{address}/")
        opened(page, address, LOCALITY)
        browser.expect(title()).to_have_value("Lead of the locality")
        # Whoever closes the page while Python is busy with an answer is asked first.
        asked_first = []
        page.on("dialog", lambda dialog: (asked_first.append(dialog.type), dialog.dismiss()))
        page.evaluate(
            """() => {
                const kernel = jupyterapp.shell.currentWidget.sessionContext.session.kernel;
                kernel.requestExecute({ code: "import time; time.sleep(5)" });
            }"""
        )
        title().fill("Clinical Lead of the locality")
        page.close(run_before_unload=True)
        page.wait_for_timeout(500)
        assert asked_first == ["beforeunload"]


def test_a_browser_that_keeps_nothing_says_so(address, tmp_path):
    with browser.page(profile=tmp_path) as page:
        page.add_init_script("delete Navigator.prototype.serviceWorker")
        opened(page, address, LOCALITY)
        assert "keeps nothing of what you enter" in page.locator("#start-strip [role=status]").inner_text()
        page.get_by_role("button", name="Show code").click()
        strip, menus = (page.locator(part).bounding_box() for part in ("#start-strip", "#menu-panel"))
        assert strip["y"] + strip["height"] <= menus["y"]
        assert page.locator(RED).all_inner_texts() == []


@pytest.mark.parametrize("version", [None, "0.0.1"], ids=["loaded past the worker", "another JupyterLite before"])
def test_a_page_is_never_without_the_worker_that_keeps_files(address, tmp_path, version):
    with browser.page(profile=tmp_path) as page:
        opened(page, address, LOCALITY)
        if version:
            page.evaluate(
                """(version) => {
                    const mark = Object.keys(localStorage).find((key) => key.endsWith("-version"));
                    localStorage.setItem(mark, version);
                }""",
                version,
            )
            page.reload()
        else:
            page.context.new_cdp_session(page).send("Page.reload", {"ignoreCache": True})
            page.wait_for_function("() => !navigator.serviceWorker.controller && window.workerReady")
        page.locator("#start-strip[data-page=done]").wait_for(timeout=90_000)
        assert "kept in this browser" in page.locator("#start-strip [role=status]").inner_text()
        assert asked(page, "import os; print(os.getcwd())") == "/drive\n"


def test_an_answer_is_in_the_journal_after_a_reload(address, tmp_path):
    with browser.page(profile=tmp_path) as page:
        opened(page, address, "01_spot_the_gaps")
        form = page.locator(".ll-form").nth(1)
        form.get_by_role("radio").or_(form.get_by_role("checkbox")).first.check()
        form.get_by_role("button", name="Answer").click()
        browser.expect(form.locator(".board")).to_contain_text("1 of 7 answered")
        kept(page)
        opened(page, address, "01_spot_the_gaps")
        browser.expect(page.locator(".ll-form").nth(1).locator(".board")).to_contain_text("1 of 7 answered")
        opened(page, address, "00_start_here")
        progress = page.locator("tr", has_text="1. Spot the gaps").last
        browser.expect(progress).to_contain_text("1 of")


def test_work_is_taken_to_another_browser_as_one_file(address, tmp_path):
    with browser.page(profile=tmp_path / "one") as page:
        opened(page, address, "03_hold_the_paradox")
        grid = page.locator(".ll-form[aria-label^='Polarity grid']")
        grid.get_by_label("dread", exact=False).fill("Nobody speaks for the practices")
        browser.expect(grid.locator(".board")).to_contain_text("Nobody speaks for the practices")
        kept(page)
        opened(page, address, "00_start_here")
        with page.expect_download() as download:
            page.get_by_role("button", name="Download all my work").click()
        download.value.save_as(tmp_path / "work.zip")
    with browser.page(profile=tmp_path / "two") as page:
        opened(page, address, "00_start_here")
        page.locator("input[type=file]").set_input_files(tmp_path / "work.zip")
        page.get_by_role("button", name="Bring back 2 files").click()
        browser.expect(page.get_by_text("2 files came back", exact=False).first).to_be_visible()
        kept(page)
        opened(page, address, "03_hold_the_paradox")
        grid = page.locator(".ll-form[aria-label^='Polarity grid']")
        browser.expect(grid.locator(".board")).to_contain_text("Nobody speaks for the practices")


def test_without_a_network_after_the_first_visit(tmp_path):
    with serve.server(SITE) as server, browser.page(profile=tmp_path) as page:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        opened(page, f"http://127.0.0.1:{server.server_port}", "20_redesign_your_role")
        page.locator("#start-strip[data-offline=ready]").wait_for(timeout=120_000)
        server.shutdown()
        server.server_close()
        assert "without a network" in page.locator("#start-strip").inner_text()
        for path in ("it.html", "read/", ""):
            page.goto(f"http://127.0.0.1:{server.server_port}/{path}")
            assert page.locator("h1").count() == 1
        page.go_back(), page.go_back(), page.go_back()
        page.reload()
        page.locator("#start-strip[data-page=done]").wait_for(timeout=90_000)
        assert page.locator(RED).all_inner_texts() == []
        assert page.locator(".ll-form").count() >= 1


def test_a_browser_in_which_python_cannot_wait_runs_what_needs_pandas_too(tmp_path):
    # Chromium has no switch for it, so what tells a browser's ability is taken away from the page and from Python.
    without = "delete WebAssembly.Suspending; delete WebAssembly.promising;"
    shutil.copytree(SITE, tmp_path / "site")
    workers = list((tmp_path / "site" / "extensions" / "@jupyterlite").rglob("*.worker.*.js"))
    assert workers
    for worker in workers:
        worker.write_text(without + worker.read_text("utf-8"), "utf-8")
    with serve.server(tmp_path / "site") as server, browser.page(profile=tmp_path / "profile") as page:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page.add_init_script(without)
        opened(page, f"http://127.0.0.1:{server.server_port}", "12_find_a_role_like_yours")
        assert asked(page, "from pyodide.ffi import can_run_sync; print(can_run_sync())") == "False\n"
        assert page.locator(RED).all_inner_texts() == []
        assert page.troubles == []
        server.shutdown()


def test_code_is_hidden_until_asked_for_and_stays_as_chosen(address, profile):
    with browser.page(profile=profile) as page:
        opened(page, address, "12_find_a_role_like_yours")
        editor, menus = page.locator(".jp-CodeCell .jp-Cell-inputWrapper").nth(1), page.locator("#menu-panel")
        assert not editor.is_visible()
        assert not menus.is_visible()
        page.get_by_role("button", name="Show code").press("Enter")
        assert editor.is_visible()
        assert menus.is_visible()
        opened(page, address, "12_find_a_role_like_yours", query="")
        assert page.locator(".jp-CodeCell .jp-Cell-inputWrapper").nth(1).is_visible()


def test_a_laboratory_opens_with_the_code_in_view_and_runs_nothing_by_itself(address, profile):
    with browser.page(profile=profile) as page:
        page.goto(f"{address}/lab/index.html?path=90_reference.ipynb&code=shown&run=no")
        page.locator("#start-strip[data-python=ready]").wait_for(timeout=90_000)
        assert page.locator(".jp-CodeCell .jp-Cell-inputWrapper").first.is_visible()
        assert page.locator(RED).count() == 0
        page.get_by_role("button", name="Run this page").click()
        page.locator("#start-strip[data-page=done]").wait_for(timeout=90_000)
        assert page.locator(RED).all_inner_texts() == []
        screenshot(page, "laboratory")
        page.get_by_role("menuitem", name="File", exact=True).click()
        browser.expect(page.get_by_role("menuitem", name="Download", exact=True)).to_be_visible()
        page.keyboard.press("Escape")
        # A researcher's own modules beside the notebook can be imported, and Python completes what is typed.
        assert asked(page, "import sys; print('' in sys.path)") == "True\n"
        assert {"path", "pardir"} <= set(completions(page, "import os; os.pa"))
        assert "diagnose" in completions(page, "import leadership_lib as ll; ll.dia")


def test_a_page_stays_whole_and_says_when_nothing_would_be_kept(address, tmp_path):
    with browser.page(profile=tmp_path) as page:
        opened(page, address, "20_redesign_your_role")
        asked_first = []
        page.on("dialog", lambda dialog: (asked_first.append(dialog.type), dialog.accept()))
        cells = page.locator(".jp-Cell").count()
        for key in ("ArrowDown", "x", "d", "d"):
            page.keyboard.press(key)
        assert page.locator(".jp-Cell").count() == cells
        page.get_by_role("heading", name="Redesign your role").dblclick()
        assert page.locator(".jp-MarkdownCell .cm-editor:visible").count() == 0
        title = page.locator(".ll-form").first.get_by_label("What is the post called?", exact=True)
        title.fill("Clinical Lead")
        kept(page)
        page.reload()
        page.locator("#start-strip[data-page=done]").wait_for(timeout=90_000)
        assert asked_first == []
        browser.expect(title).to_have_value("Clinical Lead")
        browser.expect(page.locator(".ll-form .board .note").first).to_have_text(
            "Nothing changed since you came back."
        )
        page.evaluate("() => { jupyterapp.commands.execute('kernelmenu:restart'); }")
        page.locator(".jp-Dialog button.jp-mod-accept").click()
        browser.expect(page.locator("#start-strip [role=status]")).to_contain_text("Python was stopped")
        page.get_by_role("button", name="Run this page").click()
        browser.expect(page.locator("#start-strip [role=status]")).to_contain_text("Ready", timeout=60_000)


def test_where_there_is_nothing_to_open_the_strip_says_so(address, profile):
    with browser.page(profile=profile) as page:
        page.goto(f"{address}/notebooks/index.html?path=nope.ipynb")
        browser.expect(page.locator("#start-strip [role=status]")).to_have_text("There is no page nope.ipynb here.")
        page.goto(f"{address}/notebooks/")
        page.wait_for_url(f"{address}/")
        page.goto(f"{address}/lab/index.html?reset")
        browser.expect(page.locator("#start-strip [role=status]")).to_have_text("Choose a page on the left.")


def test_in_the_laboratory_the_page_in_front_is_run_and_judged(address, tmp_path):
    laboratory = f"{address}/lab/index.html?path=90_reference.ipynb&code=shown&run=no"
    with browser.page(profile=tmp_path) as page:
        page.goto(laboratory)
        page.locator("#start-strip[data-python=ready]").wait_for(timeout=90_000)
        page.evaluate(
            """async () => {
                const path = (await jupyterapp.serviceManager.contents.newUntitled({ type: "notebook" })).path;
                const panel = await jupyterapp.commands.execute("docmanager:open", { path, kernel: { name: "python" } });
                await panel.context.ready;
                await panel.sessionContext.ready;
                panel.content.model.sharedModel.insertCell(0, { cell_type: "code", source: "1 / 0" });
            }"""
        )
        page.get_by_role("button", name="Run this page").click()
        browser.expect(page.locator("#start-strip [role=status]")).to_contain_text("could not be done")
        page.wait_for_timeout(2000)  # JupyterLab takes note of what is open a little later
        page.goto(laboratory)
        page.locator("#start-strip[data-python=ready]").wait_for(timeout=90_000)
        assert page.locator(".jp-Dialog").count() == 0
        assert page.get_by_role("tab", name="Untitled.ipynb").count() == 1
        assert page.get_by_role("tab", name="90_reference.ipynb").get_attribute("aria-selected") == "true"


@pytest.mark.parametrize("name", ["", "it.html"])
def test_the_pages_around_are_accessible_and_ask_nothing_of_others(address, profile, name):
    with browser.page(profile=profile) as page:
        page.goto(f"{address}/{name}")
        found = Axe().run(page).response["violations"]
        assert [(v["id"], v["impact"]) for v in found] == []
        assert page.locator("h1").count() == 1
        assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        screenshot(page, f"page_{name or 'index'}")
        assert page.troubles == []


def test_our_part_of_a_notebook_page_is_accessible(address, profile):
    with browser.page(profile=profile) as page:
        opened(page, address, LOCALITY)
        for ours in ("#start-strip", ".ll-form", ".ll"):
            found = Axe().run(page, context=ours).response["violations"]
            assert [
                (v["id"], n["target"]) for v in found if v["impact"] in ("serious", "critical") for n in v["nodes"]
            ] == []


def test_the_doors_are_reached_by_keyboard(address, profile):
    with browser.page(profile=profile) as page:
        page.goto(f"{address}/")
        reached = []
        for _ in range(8):
            page.keyboard.press("Tab")
            reached.append(page.evaluate("document.activeElement.textContent"))
        assert {"Start here", "Open the locality Clinical Lead", "Open the laboratory"} <= set(reached)
        page.get_by_role("link", name="Start here").first.focus()
        page.keyboard.press("Enter")
        page.locator("#start-strip").wait_for()


def test_the_content_security_policy_of_the_page_for_it_is_enough(tmp_path):
    said = re.search(r"content security policy needs (.*?)\.</li>", (SITE / "it.html").read_text("utf-8"), re.DOTALL)
    policy = "; ".join(["default-src 'self'", *re.findall("<code>(.*?),?</code>", said[1])])

    class Guarded(serve.Handler):
        def end_headers(self):
            self.send_header("Content-Security-Policy", policy)
            super().end_headers()

    assert policy.count("-src") == 7
    with serve.server(SITE, handler=Guarded) as server, browser.page(profile=tmp_path) as page:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        refused = []
        page.on("console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None)
        opened(page, f"http://127.0.0.1:{server.server_port}", LOCALITY)
        assert page.locator(RED).all_inner_texts() == []
        assert page.locator(".ll-form").count() >= 1
        assert refused == []
        server.shutdown()


def test_every_link_of_the_site_leads_somewhere(address):
    pages = [*SITE.glob("*.html"), *(SITE / "read").rglob("*.html")]
    assert len(pages) > len(ll.notebooks)
    with browser.page() as page:
        for path in pages:
            page.goto(f"{address}/{path.relative_to(SITE).as_posix()}")
            for link in page.locator("a[href]").evaluate_all("links => links.map(link => link.href)"):
                if link.startswith(address):
                    where = link.removeprefix(address).partition("#")[0].partition("?")
                    assert (SITE / where[0].strip("/")).exists(), (path, link)
                    if "path=" in where[2]:
                        assert (SITE / "files" / where[2].partition("path=")[2].partition("&")[0]).exists(), (
                            path,
                            link,
                        )


def test_python_comes_from_the_sites_own_folder_and_matches_its_lock():
    import hashlib

    folder = SITE / "static" / "pyodide"
    lock = json.loads((folder / "pyodide-lock.json").read_text("utf-8"))
    for name, package in lock["packages"].items():
        assert hashlib.sha256((folder / package["file_name"]).read_bytes()).hexdigest() == package["sha256"], name
    assert "leadership-lib" in lock["packages"]
    assert not {"pandas", "matplotlib"} & set(lock["packages"]["leadership-lib"]["depends"])
    text = (SITE / "jupyter-lite.json").read_text("utf-8")
    assert "cdn" not in text


def test_a_port_is_only_open_on_this_machine():
    with serve.server(SITE) as server:
        assert server.server_address[0] == "127.0.0.1"


def test_serving_what_was_not_built_says_what_to_do(root, tmp_path):
    import subprocess
    import sys

    done = subprocess.run([sys.executable, root / "site" / "serve.py", tmp_path], capture_output=True, text=True)
    assert done.returncode == 1
    assert "make site" in done.stderr
