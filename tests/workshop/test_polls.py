"""Beside the rounds: tables hand in changes, the room votes with dots, and says how the workshop was."""

import json
import urllib.parse

import browser
import pytest
from axe_playwright_python.sync_playwright import Axe
from docx import Document
from workshops import FORM

import leadership_lib as ll
from leadership_lib.core.errors import Problem
from leadership_lib.workshop import client, polls
from leadership_lib.workshop.chosen import Chosen
from leadership_lib.workshop.rehearsal import cast

PHONE = {"width": 390, "height": 844}
CHANGES = ["Ten paid hours for ten hours of work.", "One line of accountability.", "A mentor in the first year."]


@pytest.fixture
def between(served):
    """A workshop between two rounds."""
    served.fill(5)
    served.lead("reveal", {})
    return served


def said(served, cookie, kind, body):
    status, text, _ = served.ask("POST", f"/w/{served.code}/{kind}", body, Cookie=cookie)
    return status, json.loads(text)


def ballots(served, count=6):
    cookies = [served.join() for _ in range(count)]
    served.lead("vote/ask", {"options": CHANGES})
    return cookies


def test_changes_are_handed_in_and_read_by_the_facilitator_alone(between, served):
    one, two = served.join(), served.join()
    assert said(served, one, "change", {"change": "x"})[1]["says"] == "This is not asked at the moment."
    assert served.lead("change/ask", {})[0] == 200
    assert said(served, one, "change", {"change": f"  {CHANGES[0]}  "})[0] == 200
    assert said(served, one, "change", {"change": CHANGES[1]})[0] == 200  # changed one's mind
    assert said(served, two, "change", {"change": "<b>no</b>"})[0] == 200
    assert said(served, two, "change", {"change": " "})[0] == 400
    assert said(served, two, "change", {"change": "x" * 281})[0] == 400
    assert said(served, "", "change", {"change": "nobody"})[0] == 403
    assert sorted(served.lead("changes")[1]["changes"]) == ["<b>no</b>", CHANGES[1]]
    assert CHANGES[1] not in served.page(two)
    assert served.ask("GET", f"/lead/{served.code}/changes", Cookie=one)[0] == 403
    served.lead("vote/ask", {"options": ["<b>no</b>", CHANGES[1]]})
    assert "&lt;b&gt;no&lt;/b&gt;" in served.page(two)
    assert said(served, one, "change", {"change": "too late"})[0] == 409


def test_dots_are_counted_once_and_of_five_or_more(between, served):
    cookies = ballots(served)
    assert said(served, cookies[0], "vote", {})[0] == 400
    assert said(served, cookies[0], "vote", {"dot7": "1"})[0] == 400
    for cookie in cookies[:4]:
        assert said(served, cookie, "vote", {"dot0": "1", "dot2": "1"})[0] == 200
    status, told = served.lead("vote/show", {})
    assert (status, "fewer than 5" in told["says"]) == (409, True)
    form = urllib.parse.urlencode({"dot0": "1"})  # without a script, too
    assert served.ask("POST", f"/w/{served.code}/vote", form, Cookie=cookies[4], Content_Type=FORM)[0] == 303
    said(served, cookies[3], "vote", {"dot1": "1"})
    assert served.lead("board")[1]["polls"]["vote"]["n"] == 5
    assert served.state()["polls"]["vote"]["result"] is None
    assert served.lead("vote/show", {})[0] == 200
    assert served.state()["polls"]["vote"]["result"] == {"n": 5, "dots": [4, 1, 3]}
    page = served.page(cookies[5])
    assert page.index("4: Ten paid hours") < page.index("3: A mentor") < page.index("1: One line")
    # A second vote would show what the sixth person said.
    assert said(served, cookies[5], "vote", {"dot1": "1"})[0] == 409
    assert served.lead("vote/ask", {"options": CHANGES})[0] == 409


def test_four_dots_are_one_too_many(between, served):
    (cookie,) = [served.join()]
    served.lead("vote/ask", {"options": [*CHANGES, "A fourth."]})
    status, told = said(served, cookie, "vote", {f"dot{place}": "1" for place in range(4)})
    assert (status, told["says"]) == (400, "Mark at least one change, and at most 3.")


@pytest.mark.parametrize("options", [None, [], ["one"], ["a", "a"], ["a", ""], ["a", 3], list("abcdefghijklm"), "ab"])
def test_what_cannot_be_voted_on_is_refused(between, served, options):
    status, told = served.lead("vote/ask", {"options": options})
    assert status == 400
    assert len(told["says"]) > 10


def test_what_people_think_of_the_workshop_is_for_the_facilitator(between, served):
    cookies = [served.join() for _ in range(6)]
    served.lead("close", {})
    served.lead("evaluation/ask", {})
    for place, cookie in enumerate(cookies):
        body = dict.fromkeys(polls.load().ids, 4 + place) | {"why": f"sentence {place}" if place < 5 else ""}
        assert said(served, cookie, "evaluation", body)[0] == 200
    served.lead("evaluation/show", {})
    shown = served.lead("board")[1]["polls"]["evaluation"]["result"]
    assert shown["items"]["use"]["counts"] == [0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0]
    assert shown["words"] == [f"sentence {place}" for place in range(5)]
    assert served.state()["polls"]["evaluation"]["result"] is None
    assert "sentence 1" not in served.page(cookies[5])
    kept = served.kept()
    assert b"sentence 1" in kept
    served.lead("purge", {"code": served.code})
    kept = served.kept()
    assert b"sentence 1" not in kept
    assert b"One line of accountability" not in kept


def test_the_sentences_of_four_are_not_shown():
    given = {i: {"values": dict.fromkeys(polls.load().ids, 5), "why": "x" if i < 4 else ""} for i in range(9)}
    assert polls.result("evaluation", given, [], 5)["words"] == []


@pytest.mark.parametrize("browser_edition", [True, False])
def test_a_rehearsal_from_the_changes_to_the_record(monkeypatch, tmp_path, browser_edition):
    monkeypatch.setattr(client, "IN_BROWSER", browser_edition)
    workshop = ll.Workshop("locality_clinical_lead", rehearsal=True, address="127.0.0.1")
    with pytest.raises(Problem, match="once a round has been revealed"):
        workshop.ask_for_changes()
    with pytest.raises(Problem, match="not asked at the moment"):
        workshop.show_votes()
    workshop.open()
    workshop.rehearse(40)
    workshop.reveal()
    with pytest.raises(Problem, match="did you mean 'fund_the_hours'"):
        workshop.ask_for_changes(["fund_the_hour"])
    workshop.ask_for_changes()
    assert workshop.rehearse() == 10
    with pytest.raises(Problem, match="has not voted yet"):
        workshop.write_description(tmp_path / "role.docx")
    offered = workshop.board()["polls"]["change"]["options"]
    assert "Write the purpose twice, for peers and for the organisation" in offered
    assert "Give the lead a small fund for trying things out" not in offered  # no check asks for it by itself
    changes = workshop.changes()
    known = [move for move in workshop.moves if move.title in changes]
    assert len(changes) == 10
    assert len(known) == 5
    workshop.put_to_vote(changes)
    assert workshop.rehearse() == 40
    told = workshop.show_votes()
    vote = workshop.board()["polls"]["vote"]
    assert vote["result"]["n"] == 40
    assert 40 <= sum(vote["result"]["dots"]) <= 120
    assert told == dict(zip(vote["options"], vote["result"]["dots"], strict=True))
    assert list(told.values()) == sorted(told.values(), reverse=True)
    with pytest.raises(Problem, match="asked and shown already"):
        workshop.put_to_vote(changes)
    workshop.close()
    workshop.ask_how_it_was()
    workshop.rehearse()
    workshop.take_evaluation()
    document = Document(workshop.write_record(tmp_path / "record.docx"))
    tables = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    for text, told in ((known[0].title, str(known[0].cost)), (cast().sentences["change"][0], "own words")):
        ((_, does, dots),) = (row for row in tables if row[0] == text)
        assert dots == str(vote["result"]["dots"][vote["options"].index(text)])
        assert told in does
    assert any(row[0] == polls.load().items[0].text and row[-1] == "7" for row in tables)
    assert "Send the role a week before." in "\n".join(p.text for p in document.paragraphs)


def test_what_got_most_dots_is_made_in_the_description_as_far_as_it_goes_together(tmp_path):
    """The post takes fourteen hours and pays eight: either it pays fourteen or it takes eight, and not both."""
    pay, cut, own, unwanted = (
        "Pay the hours that the role takes",
        "Take work out until it fits the paid hours",
        "The chair rings the lead <b>once</b> a week.",
        "Write the purpose twice, for peers and for the organisation",
    )
    role = ll.load_role("locality_clinical_lead")
    chosen = Chosen(ll.moves(role), [(9, pay), (8, cut), (7, own), (0, unwanted)])
    assert chosen.moves.ids == ("fund_the_hours",)
    assert chosen.left_out == (f"{pay!r} and {cut!r} exclude one another.",)
    assert (role.capacity.hours_paid, chosen.role.capacity.hours_paid) == (8, 14)
    assert chosen.cost == ll.moves(role)["fund_the_hours"].cost
    assert "fairness.funded_hours" in [shift.check.id for shift in chosen.effect.moved]
    ((title, told),) = chosen.lines()
    assert title == pay
    assert "paid hours that cover the work: not met, then met. It takes 4 hours, £23,100" in told
    assert chosen.in_words == ((7, own),)
    assert "<b>once" not in chosen._repr_html_()
    text = chosen.write(tmp_path / "role.md").read_text("utf-8")
    assert text.index("What the room wants changed") < text.index("The chair rings") < text.index("(dots: 7)")
    document = Document(chosen.write(tmp_path / "role.docx"))
    assert any("14" in cell.text for table in document.tables for row in table.rows for cell in row.cells)
    two = Chosen(ll.moves(role), [(9, unwanted), (5, pay)], most=1)
    assert two.moves.ids == ("write_purpose_twice",)
    nothing = Chosen(ll.moves(role), [(3, own)])
    assert nothing.role == role
    assert repr(nothing).startswith("None of the changes with dots")


def test_a_table_chooses_a_change_that_is_offered_or_writes_its_own(between, served):
    one, two = served.join(), served.join()
    for bad in (["a", ""], ["x"] * 1 + [f"{n}" for n in range(60)], ["x" * 281], [3]):
        assert served.lead("change/ask", {"options": bad})[0] == 400
    assert served.lead("change/ask", {"options": CHANGES})[0] == 200
    for given in ({"move": "3"}, {"move": "-1"}, {"move": ["0"]}, {"move": ""}, {}):
        assert said(served, one, "change", given)[0] == 400
    assert said(served, one, "change", {"move": "1"})[0] == 200
    assert served.lead("changes")[1]["changes"] == [CHANGES[1]]
    assert 'value="1" checked' in served.page(one)
    form = urllib.parse.urlencode({"move": "2", "change": "Both: ours counts."})  # without a script, too
    assert served.ask("POST", f"/w/{served.code}/change", form, Cookie=two, Content_Type=FORM)[0] == 303
    assert sorted(served.lead("changes")[1]["changes"]) == ["Both: ours counts.", CHANGES[1]]
    assert "Both: ours counts.</textarea>" in served.page(two)


@pytest.fixture
def phone(between, served, chromium):
    with chromium.page(PHONE) as page:
        page.context.clear_cookies()
        page.goto(f"{served.root}/j/{served.code}")
        page.get_by_label("I take part as").select_option("GP")
        page.get_by_role("button", name="Take part").click()
        yield page
        assert page.troubles == []


def looked_at(page):
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    found = Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found] == []


def hand_in(page):
    """Hand in a change, and wait until the page has loaded itself again."""
    with page.expect_event("load"):
        page.get_by_role("button", name="Hand in").click()
    browser.expect(page.get_by_role("status")).to_contain_text("Handed in")


def test_from_a_change_to_the_dots_and_the_evaluation_on_a_phone(phone, served):
    served.lead("text", {"text": [["Purpose", "Leads the locality.", "<b>x</b>"]]})
    phone.get_by_text("Read the role").click()
    browser.expect(phone.get_by_text("Leads the locality.")).to_be_visible()
    browser.expect(phone.get_by_text("<b>x</b>")).to_be_visible()
    looked_at(phone)
    served.lead("change/ask", {"options": CHANGES})
    phone.get_by_text("Choose one of 3 ready-made changes").click()
    phone.get_by_role("radio", name=CHANGES[1]).check()
    phone.reload()
    browser.expect(phone.get_by_role("radio", name=CHANGES[1])).to_be_checked()
    looked_at(phone)
    hand_in(phone)
    browser.expect(phone.get_by_role("radio", name=CHANGES[1])).to_be_checked()
    phone.get_by_label("Or in your own words").fill("Ten paid hours.")
    phone.reload()
    browser.expect(phone.get_by_label("Or in your own words")).to_have_value("Ten paid hours.")
    looked_at(phone)
    hand_in(phone)
    assert served.lead("changes")[1]["changes"] == ["Ten paid hours."]
    others = [served.join() for _ in range(4)]
    served.lead("vote/ask", {"options": ["Ten paid hours.", *CHANGES]})
    dots = phone.get_by_role("checkbox")
    browser.expect(dots).to_have_count(4)
    for place in range(4):
        dots.nth(place).check()
    phone.get_by_role("button", name="Send my dots").click()
    browser.expect(phone.get_by_role("status")).to_contain_text("at most 3")
    dots.nth(3).focus()
    phone.keyboard.press("Space")
    phone.keyboard.press("Tab")
    with phone.expect_event("load"):
        phone.keyboard.press("Enter")
    browser.expect(phone.get_by_role("status")).to_contain_text("Your dots are in")
    looked_at(phone)
    for cookie in others:
        assert said(served, cookie, "vote", {"dot1": "1"})[0] == 200
    served.lead("vote/show", {})
    browser.expect(phone.get_by_role("heading", name="Dots for the changes")).to_be_visible()
    browser.expect(phone.get_by_text("5: Ten paid hours for ten hours of work.")).to_be_visible()
    looked_at(phone)
    served.lead("evaluation/ask", {})
    for item in polls.load().ids:
        phone.locator(f'input[name="{item}"][value="8"]').check()
    looked_at(phone)
    phone.get_by_role("button", name="Send", exact=True).click()
    browser.expect(phone.get_by_role("status")).to_contain_text("Thank you")
    assert served.lead("board")[1]["polls"]["evaluation"]["n"] == 1
