"""The board of a workshop in a real JupyterLab with a real server: it follows, moves by key and fills a second screen."""

import json
import os
import re
import signal
import time

import browser
import pytest
from axe_playwright_python.sync_playwright import Axe

import leadership_lib as ll
from leadership_lib.workshop.calls import ask
from leadership_lib.workshop.own_server import stop_server

pytestmark = pytest.mark.usefixtures("chromium")

MADE = """import leadership_lib as ll
w = ll.Workshop("locality_clinical_lead", rehearsal=True, address="127.0.0.1", expected=40)"""


@pytest.fixture
def room(chromium, tmp_path, monkeypatch):
    """A board in JupyterLab, and the same workshop led from here, as a second facilitator would."""
    work = tmp_path / "work"
    monkeypatch.setenv("LEADERSHIP_WORK", str(work))
    browser.notebook(tmp_path / "board.ipynb", MADE, "ll.Board(w)")
    with browser.lab(tmp_path, work) as address, chromium.page() as page:
        browser.run(page, address, "board.ipynb")
        board = page.locator(".ll-room")
        board.wait_for()
        yield page, board, ll.Workshop("locality_clinical_lead", rehearsal=True, address="127.0.0.1"), work
        assert page.troubles == []
    stop_server()


def press(board, name):
    board.get_by_role("button", name=name, exact=True).click()


def test_it_follows_asks_before_it_reveals_and_is_led_by_keys_on_two_screens(room):
    page, board, workshop, _ = room
    stage = board.get_by_role("region", name="What the room sees")
    browser.expect(stage).to_contain_text("First the door test")
    ask(f"{workshop._lead.root}/t/{workshop.code}")
    browser.expect(stage).to_contain_text(f"Join: {workshop.code.upper()}")
    press(board, "Open round one")
    press(board, "Yes, open round one")
    browser.expect(board.get_by_role("status")).to_have_text("0 of 0 have answered round 1")
    workshop.rehearse(30)
    browser.expect(board.get_by_role("status")).to_have_text("30 of 30 have answered round 1")
    browser.expect(stage.locator("> svg")).to_have_count(0)
    press(board, "Reveal")
    browser.expect(board.get_by_role("button", name="No, not yet")).to_be_focused()
    press(board, "Yes, reveal")
    browser.expect(stage.locator("> svg")).to_have_attribute("aria-label", re.compile("Purpose: "))
    stage.press("ArrowRight")
    browser.expect(board.get_by_label("Show")).to_have_value("purpose")
    with page.expect_popup() as opened:
        press(board, "A page of its own")
    apart = opened.value
    browser.expect(apart.locator("main svg")).to_have_count(1)
    apart.keyboard.press("ArrowLeft")
    browser.expect(board.get_by_label("Show")).to_have_value("features 1")
    browser.expect(apart.locator("p.ask")).to_contain_text("?")
    board.get_by_label("Show").select_option("clarity")
    browser.expect(apart.locator("main svg")).to_have_attribute("aria-label", re.compile("^Clarity"))
    found = Axe().run(page, context=".ll-room").response["violations"]
    assert [(one["id"], [node["html"][:80] for node in one["nodes"]]) for one in found] == []


def test_changes_and_dots_are_led_by_buttons_and_read_before_the_room_sees_them(room):
    page, board, workshop, _ = room
    workshop.open()
    workshop.rehearse(30)
    workshop.reveal()
    stage = board.get_by_role("region", name="What the room sees")
    press(board, "Ask for changes")
    press(board, "Yes, ask for changes")
    browser.expect(stage).to_contain_text("0 handed in")
    workshop.rehearse()
    browser.expect(stage).to_contain_text("8 handed in")
    press(board, "Put them to the vote")
    there = board.get_by_role("group").get_by_role("checkbox")
    browser.expect(there).to_have_count(8)
    board.get_by_role("group").get_by_role("checkbox", name="objectives a year").press("Space")
    workshop.rehearse()  # a count that comes in leaves alone what was ticked
    browser.expect(board.get_by_role("checkbox", checked=True)).to_have_count(7)
    assert "mentoring" not in stage.inner_text()
    board.get_by_role("button", name="Yes, put them to the vote").press("Enter")
    browser.expect(stage.get_by_role("listitem")).to_have_count(7)
    workshop.rehearse()
    browser.expect(stage).to_contain_text("30 have voted")
    press(board, "Show the dots")
    press(board, "Yes, show the dots")
    browser.expect(stage).to_contain_text("30 people voted, with up to 3 dots each")
    wide = stage.locator("li").evaluate_all(
        "all => all.map((one) => getComputedStyle(one).getPropertyValue('--share'))"
    )
    assert wide[0] == "100%"
    assert sorted(wide, key=lambda share: -float(share[:-1])) == wide
    found = Axe().run(page, context=".ll-room").response["violations"]
    assert [(one["id"], [node["html"][:80] for node in one["nodes"]]) for one in found] == []


def test_a_timer_is_seen_on_both_screens_and_says_once_that_time_is_up(room):
    page, board, workshop, _ = room
    page.clock.install()
    board.get_by_label("Timer, minutes").fill("7")
    timer = board.get_by_role("timer")
    browser.expect(timer).to_have_count(0)
    board.get_by_role("button", name="Start the timer").press("Enter")
    browser.expect(timer).to_have_text(re.compile(r"^(7:00|6:5\d)$"))
    with page.expect_popup() as opened:
        press(board, "A page of its own")
    browser.expect(opened.value.locator(".timer")).to_have_text(re.compile(r"^6:\d\d$"))
    page.clock.fast_forward("06:00")
    browser.expect(timer).to_have_text(re.compile(r"^0:\d\d$"))
    browser.expect(board.locator("[aria-live=polite].unseen")).to_have_text("")
    page.clock.fast_forward("01:00")
    browser.expect(timer).to_have_text("Time is up")
    browser.expect(opened.value.locator(".timer")).to_have_text("Time is up")
    browser.expect(board.locator("[aria-live=polite].unseen")).to_have_text("Time is up")
    press(board, "Stop the timer")
    browser.expect(timer).to_have_count(0)
    browser.expect(opened.value.locator(".timer")).to_be_hidden()
    assert workshop.board()["phase"] == "lobby"


def test_a_server_that_is_killed_is_started_again_and_the_board_goes_on(room):
    _, board, workshop, work = room
    workshop.open()
    workshop.rehearse(12)
    browser.expect(board.get_by_role("status")).to_have_text("12 of 12 have answered round 1")
    for place in os.listdir("/proc"):
        if place.isdecimal() and served(place, work):
            os.kill(int(place), signal.SIGKILL)
    time.sleep(1)
    workshop.reveal()
    browser.expect(board.get_by_role("status")).to_have_text("Round 1 is revealed.", timeout=20_000)
    assert json.loads((work / "workshops" / "server.json").read_text("utf-8"))["port"]


def served(place, work) -> bool:
    """Tell whether a process is the server of this folder."""
    try:
        with open(f"/proc/{place}/cmdline", "rb") as file:
            said = file.read().split(b"\0")
    except OSError:
        return False
    return b"leadership_lib.workshop" in said and str(work / "workshops").encode() in said
