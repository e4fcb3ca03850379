"""A participant's pages in a real browser, at the width of a small phone."""

import browser
import pytest
from axe_playwright_python.sync_playwright import Axe
from workshops import GROUPS, ITEMS

PHONE = {"width": 320, "height": 640}
SIZES = """() => [...document.querySelectorAll("label:has(input), button, summary, a, select, textarea, input[type=text]")]
  .filter((one) => one.checkVisibility()).map((one) => [one.outerHTML.slice(0, 60), one.getBoundingClientRect(),
  parseFloat(getComputedStyle(one).fontSize)]).map(([html, box, size]) => [html, box.width, box.height, size])"""

pytestmark = pytest.mark.usefixtures("chromium")


@pytest.fixture
def phone(served, chromium):
    with chromium.page(PHONE) as page:
        page.context.clear_cookies()
        yield page


def looked_at(page):
    """Nothing sticks out, everything can be hit and read, axe finds nothing, and nothing came from elsewhere."""
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    for html, width, height, size in page.evaluate(SIZES):
        assert width >= 24, html
        assert height >= 24, html
        assert size >= 16, html
    found = Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found] == []
    assert page.troubles == []


def join(page, served, group="GP"):
    page.goto(f"{served.root}/j/{served.code}")
    page.get_by_label("I take part as").select_option(group)
    page.get_by_role("button", name="Take part").click()


def rate(page, value, first=0):
    for item in ITEMS[first:]:
        page.locator(f'input[name="{item}"][value="{value}"]').check()


def test_from_the_door_to_ones_own_record(phone, served, tmp_path):
    phone.goto(served.root)
    looked_at(phone)
    phone.goto(f"{served.root}/j/{served.code}")
    looked_at(phone)
    join(phone, served)
    rate(phone, 7)
    looked_at(phone)
    phone.get_by_label("One sentence: why?").fill("Because.")
    phone.get_by_role("button", name="Send my answer").click()
    browser.expect(phone.get_by_role("status")).to_contain_text("Your answer is in")
    phone.get_by_text("One device for a table? Hand it on").click()
    looked_at(phone)
    served.fill(11, value=3)
    served.lead("reveal", {})
    # The page finds out by itself.
    browser.expect(phone.get_by_role("heading", name="What the room said in round 1")).to_be_visible()
    browser.expect(phone.get_by_text("You: 7. 11 said 3; 1 said 7").first).to_be_visible()
    assert phone.locator("svg .you").count() == len(ITEMS)
    assert phone.locator("svg > path").count() == 3 * len(ITEMS)
    assert phone.evaluate("scrollY") == 0
    looked_at(phone)
    with phone.expect_download() as taken:
        phone.get_by_role("link", name="Keep my answers").click()
    kept = tmp_path / "kept.html"
    taken.value.save_as(kept)
    assert "My sentence: Because." in kept.read_text("utf-8")
    served.lead("next", {})
    browser.expect(phone.locator(f'input[name="{ITEMS[0]}"][value="7"]')).to_be_checked()
    looked_at(phone)
    served.lead("purge", {"code": served.code})
    browser.expect(phone.get_by_role("status")).to_contain_text("has been deleted")


def test_the_keyboard_alone_is_enough_and_a_scale_is_announced_as_one(phone, served):
    join(phone, served)
    browser.expect(phone.get_by_role("group", name="Purpose", exact=True)).to_be_visible()
    phone.get_by_role("group", name="Purpose", exact=True).get_by_role("radio", name="0", exact=True).focus()
    for _ in range(4):
        phone.keyboard.press("ArrowRight")
    browser.expect(phone.locator('input[name="purpose"][value="4"]')).to_be_checked()
    phone.keyboard.press("Tab")
    assert phone.evaluate("document.activeElement.name") == ITEMS[1]


def test_what_was_begun_survives_a_reload_and_a_server_that_is_away(phone, served):
    join(phone, served)
    rate(phone, 6)
    phone.reload()
    browser.expect(phone.locator(f'input[name="{ITEMS[3]}"][value="6"]')).to_be_checked()
    served.kill()
    phone.get_by_role("button", name="Send my answer").click()
    browser.expect(phone.get_by_role("status")).to_contain_text("kept on this device")
    served.start()
    browser.expect(phone.get_by_role("status")).to_contain_text("Your answer is in")
    assert served.lead("board")[1]["answered"] == 1


def test_the_last_press_counts_where_send_was_pressed_twice(phone, served):
    sent = []
    phone.route("**/answer", lambda route: (sent.append(route.request.post_data_json["purpose"]), route.abort()))
    join(phone, served)
    rate(phone, 3)
    phone.get_by_role("button", name="Send my answer").click()
    browser.expect(phone.get_by_role("status")).to_contain_text("kept on this device")
    rate(phone, 8)
    phone.get_by_role("button", name="Send my answer").click()
    phone.wait_for_timeout(4000)
    assert sent[0] == "3"
    assert set(sent[1:]) == {"8"}
    phone.unroute("**/answer")
    browser.expect(phone.get_by_role("status")).to_contain_text("Your answer is in")
    browser.expect(phone.locator('input[name="purpose"][value="8"]')).to_be_checked()
    assert served.lead("board")[1]["answered"] == 1


def test_one_device_round_a_table_shows_no_one_the_answers_of_another(phone, served):
    for place, group in enumerate(GROUPS[:2]):
        if place:
            phone.get_by_label("I take part as").select_option(group)
            phone.get_by_role("button", name="Take part").click()
        else:
            join(phone, served, group)
        assert phone.locator("input:checked").count() == 0
        rate(phone, 9 - place)
        phone.get_by_role("button", name="Send my answer").click()
        phone.get_by_text("One device for a table? Hand it on").click()
        letters = phone.locator(".letters").inner_text()
        phone.get_by_role("button", name="next person").click()
    looked_at(phone)
    phone.get_by_label("Your six letters").fill(letters)
    phone.get_by_role("button", name="Go on as before").click()
    browser.expect(phone.locator('input[name="purpose"][value="8"]')).to_be_checked()


def test_without_a_script(phone, served):
    phone.route("**/page.js*", lambda route: route.abort())
    join(phone, served)
    rate(phone, 2)
    phone.get_by_role("button", name="Send my answer").click()
    browser.expect(phone.get_by_role("status")).to_contain_text("Your answer is in")
    served.fill(6)
    served.lead("reveal", {})
    phone.reload()
    browser.expect(phone.get_by_role("heading", name="What the room said in round 1")).to_be_visible()
    phone.get_by_text("One device for a table? Hand it on").click()
    phone.get_by_role("button", name="next person").click()
    browser.expect(phone.get_by_label("Your six letters")).to_be_visible()
