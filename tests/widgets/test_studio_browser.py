"""The studio as a person walks through it in a real browser: part by part, through a fault, a suggestion, and its stages."""

import browser
import pytest
from axe_playwright_python.sync_playwright import Axe
from laboratory import in_view, shown, task

pytestmark = pytest.mark.usefixtures("chromium")

IMPORT = "import leadership_lib as ll"


@pytest.fixture
def opened(laboratory, folder, request):
    """Show a studio of this test's own on a role."""
    name = request.function.__name__
    with shown(
        laboratory, browser.notebook(folder / f"{name}.ipynb", IMPORT, f"ll.Studio({request.param}, name='{name}')")
    ) as page:
        in_view(page)
        yield page


def answered(page, part):
    return page.locator(".tasks li", has=page.get_by_role("button", name=part, exact=True)).locator(".status")


@pytest.mark.parametrize("opened", ["None"], indirect=True)
def test_an_empty_role_is_described_part_by_part_and_then_fixed_as_it_is(opened):
    page = opened
    browser.expect(answered(page, "Purpose")).to_have_text("0 of 3 answered")
    page.get_by_role("button", name="Purpose", exact=True).click()
    browser.expect(page.get_by_role("heading", name="Purpose")).to_be_focused()
    browser.expect(page.locator(".guide:visible")).to_contain_text("Who would miss this role")
    title = page.get_by_label("What is the post called?", exact=True)
    title.fill("Clinical Lead")
    before = title.bounding_box()
    page.keyboard.press("F2")
    why = page.locator(".reason:visible")
    browser.expect(why).to_contain_text("The title as it would appear on a door")
    assert title.bounding_box() == before, "the reason pushes its field nowhere"
    assert why.bounding_box()["y"] > before["y"]
    assert not page.get_by_label("Which body issues the role and pays for it?", exact=True).is_visible()
    page.locator("details.more:visible > summary").click()
    page.get_by_label("Which body issues the role and pays for it?", exact=True).fill("Marl Valley network")
    browser.expect(page.locator("details.more:visible > summary")).to_have_text("Add more (1 of 6 answered)")
    page.get_by_role("button", name="Continue: Influence").click()
    browser.expect(page.get_by_role("heading", name="Influence")).to_be_focused()
    page.get_by_role("button", name="Back to all parts").locator("visible=true").click()
    browser.expect(page.get_by_role("button", name="Influence", exact=True)).to_be_focused()
    browser.expect(answered(page, "Purpose")).to_have_text("1 of 3 answered")
    browser.expect(page.locator(".ll-form .saved")).to_contain_text("Saved")
    page.get_by_role("button", name="This is my role as it is").click()
    browser.expect(page.locator(".stages [aria-current]")).to_have_text("2. Redesign")
    browser.expect(page.locator(".stages [aria-current]")).to_be_focused()
    browser.expect(page.get_by_label("Compare with", exact=True)).to_have_value("as it is")
    assert Axe().run(page, context=".ll-form").response["violations"] == []


@pytest.mark.parametrize("opened", ["'locality_clinical_lead'"], indirect=True)
def test_a_fault_is_listed_above_marked_on_its_part_and_one_press_away(opened):
    page = opened
    task(page, "Capacity")
    hours = page.get_by_label("How many hours a week are paid?", exact=True)
    hours.fill("ten")
    problem = page.get_by_role("region", name="There is a problem")
    browser.expect(problem).to_contain_text("How many hours a week are paid? 'ten'")
    page.get_by_role("button", name="Back to all parts").locator("visible=true").click()
    browser.expect(answered(page, "Capacity")).to_have_text("1 to put right, 2 of 2 answered")
    problem.get_by_role("button").click()
    browser.expect(hours).to_be_focused()
    assert Axe().run(page, context=".ll-form").response["violations"] == []
    hours.fill("10")
    browser.expect(problem).to_be_hidden()
    undo, redo = page.get_by_role("button", name="Undo"), page.get_by_role("button", name="Redo")
    browser.expect(undo).to_have_text("Undo: hours paid 8 → 10")
    browser.expect(redo).to_have_count(0)
    undo.click()
    browser.expect(hours).to_have_value("8")
    redo.click()
    browser.expect(hours).to_have_value("10")
    browser.expect(redo).to_have_count(0)
    browser.expect(undo).to_be_focused()


@pytest.mark.parametrize("opened", ["'locality_clinical_lead'"], indirect=True)
def test_what_is_tried_is_shown_in_its_field_as_suggested_until_it_is_agreed(opened):
    page = opened
    page.get_by_role("button", name="What would help most?").click()
    card = page.locator(".card", has_text="mentor").first
    more = page.get_by_text("More changes", exact=False)
    if not card.is_visible():
        more.click()
    browser.expect(card).to_contain_text("in the first year")
    browser.expect(card).to_contain_text("agree")
    card.get_by_role("button", name="Try it").click()
    browser.expect(page.locator(".ll-form .notice")).to_contain_text("Tried: ")
    field = page.locator(".field", has=page.locator(".remark:visible"))
    browser.expect(field).to_contain_text("Suggested, and not agreed yet")
    assert page.evaluate("document.activeElement.closest('.field .field, .field') !== null")
    field.get_by_role("button", name="It is agreed").click()
    browser.expect(page.locator(".remark:visible")).to_have_count(0)
    browser.expect(page.get_by_role("button", name="It is agreed")).to_have_count(0)
