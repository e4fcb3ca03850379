"""On a telephone: nothing sideways, no text under 14 px, no field under 16 px (iOS zooms), no target under 24 px."""

import re

import browser
import pytest
from laboratory import form, reads, shown, task

pytestmark = pytest.mark.usefixtures("chromium")

#: What sticks out of its box, and what is too small, among what is seen of the forms.
SIDEWAYS = """() => [...document.querySelectorAll(".ll-form, .ll-form *")].filter((one) => one.checkVisibility()
  && one.clientWidth && one.scrollWidth > one.clientWidth + 1 && !one.matches(".unseen, svg *, input, textarea, select"))
  .map((one) => one.outerHTML.slice(0, 120))"""
SMALL = """() => [...document.querySelectorAll(".ll-form *")].filter((one) => one.checkVisibility() && !one.closest("svg, .unseen")
  && [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())
  && parseFloat(getComputedStyle(one).fontSize) < 14).map((one) => one.outerHTML.slice(0, 120))"""
ZOOMS = """() => [...document.querySelectorAll(".ll-form :is(input:not([type=checkbox], [type=radio]), select, textarea)")]
  .filter((one) => one.checkVisibility() && parseFloat(getComputedStyle(one).fontSize) < 16).map((one) => one.outerHTML.slice(0, 120))"""
#: A box to tick is as large as its label, which can be pressed too.
MISSED = """() => [...document.querySelectorAll(".ll-form :is(button, summary, a, input, select, textarea)")]
  .filter((one) => one.checkVisibility()).filter((one) => { const { width, height } = one.getBoundingClientRect();
    const label = one.labels?.[0]?.getBoundingClientRect(), ticks = ["checkbox", "radio"].includes(one.type);
    return ticks ? Math.max(height, label?.height ?? 0) < 24 || width + (label?.width ?? 0) < 24 : height < 24 || width < 24; })
  .map((one) => one.outerHTML.slice(0, 120))"""
#: A board is as high as what it shows, or the rest cannot be reached.
CUT = """() => [...document.querySelectorAll(".ll-form .board")].filter((one) => one.checkVisibility() && one.scrollHeight > one.clientHeight + 1)
  .map((one) => one.outerHTML.slice(0, 120))"""
FORMS = (
    "import leadership_lib as ll",
    "ll.Studio('locality_clinical_lead', name='narrow')",
    "ll.Note('What happened?', 'narrow', 'one')",
    "ll.Quiz('gaps')",
    "ll.Finder()",
    "ll.Writing('a_peer_declines')",
    "ll.GridForm(name='narrow')",
    "ll.JournalForm()",
    "ll.Backup()",
    "ll.Reader(name='narrow')",
)


def test_on_a_telephone_nothing_is_scrolled_sideways_and_no_text_is_small(laboratory, folder):
    # JupyterLab's own frame takes some of the width: a form has 330 px or less.
    path, size = browser.notebook(folder / "narrow.ipynb", *FORMS), {"width": 450, "height": 6000}
    laboratory.evaluate("jupyterapp.shell.collapseLeft()")
    with shown(laboratory, path, size) as page:
        forms = page.locator(".ll-form")
        forms.nth(len(FORMS) - 2).wait_for()
        page.locator(".jp-WindowedPanel-outer").first.evaluate("panel => panel.scrollTo(0, 0)")
        for one in forms.all():
            browser.expect(one).to_be_visible()
            assert 250 <= one.evaluate("form => form.clientWidth") <= 390
        assert page.evaluate(SIDEWAYS) == []
        page.get_by_text(re.compile("^All [0-9]+ cases$")).click()
        for wrong in (SMALL, ZOOMS, MISSED, CUT):
            assert page.evaluate(wrong) == []
        reads(form(page, "Journal"), "journal")
        # Inside a task, with all that it asks.
        for one in forms.all():
            if (parts := one.locator(".tasks button")).last.is_visible():
                task(one, parts.last.text_content())
        for wrong in (SIDEWAYS, SMALL, ZOOMS, MISSED, CUT):
            assert page.evaluate(wrong) == []
