"""A form by keyboard, and in the dark: the first question is near, and a box that is ticked looks it."""

from io import BytesIO

import browser
import pytest
from laboratory import in_view, shown, task
from PIL import Image

pytestmark = pytest.mark.usefixtures("chromium")


@pytest.fixture
def page(laboratory, folder, request):
    name = request.function.__name__
    path = browser.notebook(folder / f"{name}.ipynb", "import leadership_lib as ll", f"ll.Studio(name='{name}')")
    with shown(laboratory, path) as page:
        in_view(page)
        yield page


def test_the_first_question_is_within_three_keys(page):
    page.locator(".ll-form").evaluate("form => form.focus()")
    page.keyboard.press("Tab")
    browser.expect(page.get_by_role("button", name="Go to the first open question")).to_be_focused()
    page.keyboard.press("Enter")
    title = page.get_by_label("What is the post called?", exact=True)
    browser.expect(title).to_be_focused()
    page.keyboard.type("Clinical Lead")
    browser.expect(page.locator(".ll-form .saved")).to_contain_text("Saved")


def middle(box) -> tuple[int, ...]:
    picture = Image.open(BytesIO(box.screenshot())).convert("RGB")
    return picture.getpixel((picture.width // 4, picture.height // 4))


def test_in_the_dark_theme_a_ticked_box_is_blue_and_an_empty_one_white(page):
    form = page.locator(".ll-form")
    form.evaluate("form => { form.parentElement.style.colorScheme = 'dark'; }")
    task(page, "Purpose")
    box = page.locator(".field:visible .none input").first
    assert min(middle(box)) > 230
    box.check()
    red, _, blue = middle(box)
    assert blue > red + 60
    form.evaluate("form => { form.style.colorScheme = 'inherit'; }")
    box.uncheck()
    assert max(middle(box)) < 120, "without the form's own scheme an empty box is dark"
