"""What a visitor of the browser edition does: opens a page, waits for Python, and is somebody new."""

import browser

RED = ".jp-OutputArea-output[data-mime-type='application/vnd.jupyter.error'], .jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']"
LOCALITY = "10_case_locality_clinical_lead"


def ran(page):
    """Wait until every cell of a page has been run, and see that none went wrong."""
    page.locator("#start-strip[data-page=done]").wait_for()
    assert browser.faults(page) == []
    assert "Ready: everything here has been run." in status(page).inner_text()


def status(page):
    """What the strip says."""
    return page.locator("#start-strip [role=status]")


def opened(page, address, notebook, query="code=hidden", app="notebooks", state="page=done"):
    """Open a page and wait until every cell has been run; once more where a busy machine did not start Python."""
    strip = page.locator(f"#start-strip[data-{state}]")
    browser.once_more(
        lambda: (page.goto(f"{address}/{app}/index.html?path={notebook}.ipynb&{query}"), strip.wait_for())
    )
    if state == "page=done":
        ran(page)


def somebody_new(page, address):
    """Forget what was entered and chosen here before; the files of the site stay."""
    page.context.new_cdp_session(page).send(
        "Storage.clearDataForOrigin",
        {"origin": "/".join(address.split("/")[:3]), "storageTypes": "indexeddb,local_storage"},
    )


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
