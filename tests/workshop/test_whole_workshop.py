"""From the code to the record and the purge: a facilitator's notebook, three phones, thirty-seven others, one kill."""

import contextlib
import re
import signal

import browser
import pytest
from docx import Document
from workshops import GROUPS, ITEMS, own_port

import leadership_lib as ll
from leadership_lib.workshop import own_server

PHONE = {"width": 390, "height": 780}


@pytest.fixture
def phones(chromium):
    """Three phones that know nothing of one another."""
    with contextlib.ExitStack() as stack:
        browsers = [chromium, *(stack.enter_context(chromium.another()) for _ in range(2))]
        pages = [stack.enter_context(one.page(PHONE)) for one in browsers]
        pages[0].context.clear_cookies()
        yield pages


def rate(page, value):
    for item in ITEMS:
        page.locator(f'input[name="{item}"][value="{value}"]').check()
    page.get_by_role("button", name="Send my answer").click()


def status(page, text):
    browser.expect(page.get_by_role("status")).to_contain_text(text)


def test_a_workshop_with_a_server_that_is_killed_in_round_one(phones, tmp_path):
    own_port()
    workshop = ll.Workshop("pcn_clinical_director", GROUPS, rehearsal=True, expected=40, address="127.0.0.1")
    phones[0].goto(workshop.test_address)
    assert workshop.board()["tried"]
    for place, page in enumerate(phones):
        page.goto(workshop.address)
        page.get_by_label("I take part as").select_option(GROUPS[place])
        page.get_by_role("button", name="Take part").click()
        status(page, "You are in")
    workshop.open()
    assert workshop.rehearse(37) == 37
    rate(phones[0], 1)
    status(phones[0], "Your answer is in")
    (server,) = own_server.started
    server.send_signal(signal.SIGKILL)
    server.wait()
    rate(phones[1], 9)
    status(phones[1], "kept on this device")
    board = workshop.board()  # the notebook finds the server gone and starts it again
    assert (board["joined"], board["answered"] in (38, 39)) == (40, True)
    status(phones[1], "Your answer is in")
    rate(phones[2], 5)
    status(phones[2], "Your answer is in")
    workshop.close_door()
    workshop.reveal()
    for page, value in zip(phones, (1, 9, 5), strict=True):
        browser.expect(page.get_by_text(f"You: {value}.").first).to_be_visible()
    rows = workshop.rows()
    assert all(sum(row.counts) + row.unsure == 40 for row in rows)
    workshop.release(workshop.sentences()[:2])
    browser.expect(phones[0].get_by_role("heading", name="In people's words")).to_be_visible()
    workshop.next()
    workshop.rehearse()
    rate(phones[0], 4)
    status(phones[0], "Your answer is in")
    workshop.reveal()
    workshop.close()
    status(phones[2], "The workshop is over")
    said = "\n".join(paragraph.text for paragraph in Document(workshop.write_record(tmp_path / "r.docx")).paragraphs)
    assert "40 people are counted" in said
    workshop.purge(workshop.code)
    for page in phones:  # said on the page as it stands, or on the one that it was just going to
        browser.expect(page.get_by_text(re.compile("has been deleted|was deleted"))).to_be_visible()
        assert page.troubles == []
