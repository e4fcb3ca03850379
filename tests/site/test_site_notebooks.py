"""Every notebook runs in the browser edition's Python, from its first to its last cell."""

import pytest
from visits import RED, asked, opened, ran

import leadership_lib as ll

pytestmark = pytest.mark.usefixtures("chromium")

#: Put another notebook's cells into the page.
PUT = """async (path) => {
    const { content } = await jupyterapp.serviceManager.contents.get(path, { content: true, type: "notebook" });
    jupyterapp.shell.currentWidget.context.model.fromJSON(content);
}"""


@pytest.fixture(scope="module")
def reader(chromium, address):
    """One page, whose Python is started once; what notebook after notebook named is forgotten in between."""
    with chromium.page() as page:
        opened(page, address, ll.notebooks.ids[0])
        yield page


@pytest.mark.parametrize("notebook", ll.notebooks.ids)
def test_every_page_runs_from_the_first_to_the_last_cell(reader, notebook, site):
    asked(reader, "%reset -f")
    reader.evaluate(PUT, f"{notebook}.ipynb")
    assert reader.locator(RED).count() == 0
    reader.get_by_role("button", name="Run this page").click()
    ran(reader)
    assert reader.locator(".jp-Notebook h1").all_inner_texts() == [ll.notebooks[notebook].title]
    links = reader.locator("a[download]").evaluate_all("links => links.map(link => link.href)")
    assert [link for link in links if link.startswith("data:") and not link.partition(",")[2]] == []
    (site.parent / "screenshots").mkdir(exist_ok=True)
    reader.screenshot(path=site.parent / "screenshots" / f"{notebook.replace('/', '_')}.png")
    assert reader.troubles == []
