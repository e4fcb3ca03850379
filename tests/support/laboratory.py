"""One JupyterLab in which tests open notebook after notebook, as a person does."""

import contextlib
from pathlib import Path

import browser

#: What a screen reader hears of some forms, in the notation of Playwright.
TREES = Path(__file__).parents[1] / "widgets" / "trees"

#: High enough to draw every cell.
DRAWN = {"width": browser.SIZE["width"], "height": 8000}

#: Save the notebook in front, and close it and its Python.
CLOSE = """async () => {
  await jupyterapp.shell.currentWidget.sessionContext.shutdown();
  await jupyterapp.shell.currentWidget.context.save();
  jupyterapp.shell.currentWidget.close();
}"""

#: The ids in the notebook in front that several of its elements have.
TWICE = """() => { const seen = [...jupyterapp.shell.currentWidget.node.querySelectorAll(".jp-OutputArea [id]")].map((one) => one.id);
  return [...new Set(seen.filter((id, n) => seen.indexOf(id) !== n))]; }"""


@contextlib.contextmanager
def shown(page, path, size=browser.SIZE):
    """Open and run one more notebook in a laboratory, alone there, and close it and its Python afterwards."""
    page.set_viewport_size(size)
    page.troubles.clear()
    browser.run_next(page, path.name)
    try:
        yield page
        assert page.troubles == []
    finally:
        page.evaluate(CLOSE)


def in_view(page):
    """Wait for the first form of the notebook in front, and bring the last cells into view."""
    page.locator(".ll-form").first.wait_for()
    page.locator(".jp-WindowedPanel-outer").first.evaluate("panel => panel.scrollTo(0, panel.scrollHeight)")


def reads(place, name):
    """Wait until a screen reader hears of a place what is written in a file of `trees`, and nothing else.

    After a change on purpose, `place.aria_snapshot()` says what it hears now: read it aloud before you store it.
    """
    browser.expect(place).to_match_aria_snapshot((TREES / f"{name}.yml").read_text("utf-8"))


def form(page, label):
    """Return the form whose label begins like this."""
    return page.locator(f".ll-form[aria-label^='{label}']")


def task(place, name):
    """Open one task of a form, from its list or from another task, with all that it asks."""
    back = place.get_by_role("button", name="Back to all parts")
    if back.and_(place.locator(":visible")).count():
        back.and_(place.locator(":visible")).click()
    place.get_by_role("button", name=name, exact=True).click()
    for more in place.locator("details.more:visible:not([open]) > summary").all():
        more.click()
