"""The pages of the browser edition: links between them, code and menus, the laboratory, who cannot see or use a mouse."""

import browser
import pytest
from axe_playwright_python.sync_playwright import Axe
from site_servers import policy
from visits import LOCALITY, RED, asked, opened, ran, status

import leadership_lib as ll

pytestmark = pytest.mark.usefixtures("chromium")


def completions(page, code):
    """What Python offers at the end of the code."""
    return page.evaluate(
        """async (code) => {
            const kernel = jupyterapp.shell.currentWidget.sessionContext.session.kernel;
            return (await kernel.requestComplete({ code, cursor_pos: code.length })).content.matches;
        }""",
        code,
    )


def test_a_link_leads_from_page_to_page_and_home(page, address):
    opened(page, address, "12_find_a_role_like_yours")
    for chosen in ("A neighbourhood, a district or a place", "An NHS body or a place partnership"):
        page.get_by_label(chosen, exact=True).check()
    page.get_by_role("link", name=ll.cases["place_lead"].title).first.click()
    page.wait_for_url("**/notebooks/index.html?path=cases%2Fplace_lead.ipynb")
    ran(page)
    assert page.get_by_role("heading", name="Case: the clinical and care").is_visible()
    page.get_by_role("link", name="Start here").first.click()
    page.wait_for_url("**/notebooks/index.html?path=00_start_here.ipynb")
    ran(page)
    page.get_by_role("link", name="Open “1. Spot the gaps”").last.click()
    page.wait_for_url("**/notebooks/index.html?path=01_spot_the_gaps.ipynb")
    page.get_by_role("heading", name="Spot the gaps").first.wait_for()
    page.get_by_role("link", name="All pages").click()
    page.wait_for_url(f"{address}/")


def test_the_content_security_policy_of_the_page_for_it_is_enough_and_holds(page, address, site):
    assert policy(site).count("-src") == 7
    page.goto(f"{address}/")
    page.evaluate(
        "() => new Promise((done) => { const image = new Image(); image.onerror = done; image.src = '//nowhere.test/a.png'; })"
    )
    # A refusal is a trouble here, so it would be one on every page; none may have any.
    assert {trouble.partition(":")[0] for trouble in page.troubles} == {"outside", "refused"}
    page.troubles.clear()


def test_our_part_of_a_page_is_accessible_and_its_code_hidden_until_asked_for(page, address):
    opened(page, address, LOCALITY)
    assert page.locator(".ll-form").count() >= 1
    for ours in ("#start-strip", ".ll-form", ".ll"):
        found = Axe().run(page, context=ours).response["violations"]
        assert [
            (v["id"], n["target"]) for v in found if v["impact"] in ("serious", "critical") for n in v["nodes"]
        ] == []
    editor, menus = page.locator(".jp-CodeCell .jp-Cell-inputWrapper").nth(1), page.locator("#menu-panel")
    assert not editor.is_visible()
    assert not menus.is_visible()
    page.get_by_role("button", name="Show code").press("Enter")
    assert editor.is_visible()
    assert menus.is_visible()
    # It stays as chosen.
    page.goto(f"{address}/notebooks/index.html?path={LOCALITY}.ipynb")
    page.locator(".jp-CodeCell .jp-Cell-inputWrapper").nth(1).wait_for()


def test_a_laboratory_runs_nothing_by_itself_and_then_the_page_in_front(page, address, screenshot):
    laboratory = "90_reference", "code=shown&run=no", "lab", "python=ready"
    opened(page, address, *laboratory)
    assert page.locator(".jp-CodeCell .jp-Cell-inputWrapper").first.is_visible()
    assert page.locator(RED).count() == 0
    page.get_by_role("button", name="Run this page").click()
    ran(page)
    screenshot("laboratory")
    page.get_by_role("menuitem", name="File", exact=True).click()
    browser.expect(page.get_by_role("menuitem", name="Download", exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    # A researcher's own modules beside the notebook can be imported, and Python completes what is typed.
    assert asked(page, "import sys; print('' in sys.path)") == "True\n"
    assert {"path", "pardir"} <= set(completions(page, "import os; os.pa"))
    assert "diagnose" in completions(page, "import leadership_lib as ll; ll.dia")
    # Another page comes to the front: that one is run and judged, and it is open the next time.
    page.evaluate(
        """async () => {
            const path = (await jupyterapp.serviceManager.contents.newUntitled({ type: "notebook" })).path;
            const panel = await jupyterapp.commands.execute("docmanager:open", { path, kernel: { name: "python" } });
            await panel.context.ready;
            await panel.sessionContext.ready;
            panel.content.model.sharedModel.insertCell(0, { cell_type: "code", source: "1 / 0" });
            panel.content.model.sharedModel.insertCell(1, { cell_type: "code", source: "2 + 2" });
        }"""
    )
    page.get_by_role("button", name="Run this page").click()
    browser.expect(status(page)).to_contain_text("could not be done")
    page.wait_for_timeout(2000)  # JupyterLab takes note of what is open a little later
    opened(page, address, *laboratory)
    browser.expect(page.get_by_role("tab", name="Untitled.ipynb")).to_have_count(1)
    browser.expect(page.get_by_role("tab", name="90_reference.ipynb")).to_have_attribute("aria-selected", "true")
    assert page.locator(".jp-Dialog").count() == 0


def test_where_there_is_nothing_to_open_the_strip_says_so(page, address):
    page.goto(f"{address}/notebooks/index.html?path=nope.ipynb")
    browser.expect(status(page)).to_have_text("There is no page nope.ipynb here.")
    page.goto(f"{address}/notebooks/")
    page.wait_for_url(f"{address}/")
    page.goto(f"{address}/lab/index.html?reset")
    browser.expect(status(page)).to_have_text("Choose a page on the left.")


@pytest.mark.parametrize("name", ["", "it.html"])
def test_the_pages_around_are_accessible_and_ask_nothing_of_others(page, address, name, screenshot):
    page.goto(f"{address}/{name}")
    found = Axe().run(page).response["violations"]
    assert [(v["id"], v["impact"]) for v in found] == []
    assert page.locator("h1").count() == 1
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    screenshot(f"page_{name or 'index'}")


def test_the_doors_are_reached_by_keyboard(page, address):
    page.goto(f"{address}/")
    reached = []
    for _ in range(9):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent"))
    assert {"Bring it", "Start here", "Run a workshop", "Open the laboratory"} <= set(reached)
    page.get_by_role("link", name="Start here").first.focus()
    page.keyboard.press("Enter")
    page.locator("#start-strip").wait_for()


def test_every_link_of_the_site_leads_somewhere(page, address, site):
    pages = [*site.glob("*.html"), *(site / "read").rglob("*.html")]
    assert len(pages) > len(ll.notebooks)
    for path in pages:
        page.goto(f"{address}/{path.relative_to(site).as_posix()}")
        for link in page.locator("a[href]").evaluate_all("links => links.map(link => link.href)"):
            if link.startswith("http://127.0.0.1"):
                assert link.startswith(address), (path, link)
                where = link.removeprefix(address).partition("#")[0].partition("?")
                assert (site / where[0].strip("/")).exists(), (path, link)
                if "path=" in where[2]:
                    assert (site / "files" / where[2].partition("path=")[2].partition("&")[0]).exists(), (
                        path,
                        link,
                    )
