"""The service over HTTP, as a participant, a facilitator and a nosy neighbour see it."""

import json
import re
import stat
import threading
import time
import urllib.parse

import pytest
from workshops import FORM, GROUPS, ITEMS

from leadership_lib.workshop import state


def test_a_form_without_a_script_is_enough(served):
    cookie = served.join()
    assert served.page(cookie).count("type=radio") == len(ITEMS) * 12
    form = urllib.parse.urlencode({"round": 1, "purpose": 7, "why": "x"})
    status, _, head = served.ask("POST", f"/w/{served.code}/answer", form, Cookie=cookie, Content_Type=FORM)
    assert (status, head["Location"]) == (303, f"/w/{served.code}")
    page = served.page(cookie)
    assert "Your answer is in" in page
    assert "name=purpose value=7 checked" in page
    assert page.count(" checked>") == len(ITEMS)


def test_the_door_has_a_page_for_the_code_that_forgives(served):
    typed = urllib.parse.quote(f" {served.code[:3].upper()}-{served.code[3:]} ")
    assert served.ask("GET", f"/?code={typed}")[2]["Location"] == f"/j/{served.code}"
    assert served.ask("GET", "/?code=aeiou")[0] == 404
    assert served.ask("GET", "/j/zzzzzz")[0] == 404
    page = served.ask("GET", f"/j/{served.code}")[1]
    assert "If a whole group answers alike, the room can see what all of them said." in page
    assert "fewer than 5 are never shown apart" in page


def test_a_cookie_no_script_and_no_other_site_can_read(served):
    form = urllib.parse.urlencode({"group": "GP"})
    head = served.ask("POST", f"/j/{served.code}", form, Content_Type=FORM)[2]
    assert {"HttpOnly", "SameSite=Lax"} <= {part.strip() for part in head["Set-Cookie"].split(";")}
    assert len(head["Set-Cookie"].split("=")[1].split(";")[0]) >= 24


def test_nothing_is_shown_before_the_reveal_and_nothing_changes_after(served):
    cookies = served.fill(12)
    assert served.state()["shown"] == []
    assert "What the room said" not in served.page(cookies[0])
    assert served.lead("reveal", {})[0] == 200
    before = served.state()["shown"]
    assert before[0]["n"] == 12
    assert "You: 0" in served.page(cookies[0])
    status, said = served.send(cookies[0], 10, sent="b")
    assert (status, "stands as it was" in said["says"]) == (409, True)
    assert served.send(cookies[0], 0)[0] == 200  # the same again, whose acknowledgement was lost
    assert served.send(served.join(), 10)[1]["late"] is True
    assert served.state()["shown"] == before
    served.kill()
    served.start()
    assert served.state()["shown"] == before


def test_fewer_than_five_are_not_revealed_and_moves_out_of_turn_are_refused_in_words(served):
    for _ in range(4):
        served.send(served.join())
    assert served.lead("reveal", {}) == (
        409,
        {"kept": False, "says": "Nothing can be shown yet: fewer than 5 have answered."},
    )
    assert served.lead("next", {})[0] == 409
    assert served.lead("open", {})[0] == 409


def test_a_retry_is_kept_once_and_an_answer_is_replaced(served):
    cookie = served.join()
    for value, sent in ((3, "a"), (3, "a"), (8, "b")):
        assert served.send(cookie, value, sent=sent)[0] == 200
    mine = json.loads(served.ask("GET", f"/w/{served.code}/mine", Cookie=cookie, Accept="application/json")[1])
    assert [one["values"]["purpose"] for one in mine["answers"]] == [8]
    assert served.lead("board")[1]["answered"] == 1


def test_no_one_reaches_another_the_facilitators_moves_a_file_or_a_kernel(served):
    one, two = served.join(), served.join()
    served.send(one, 9, why="the sentence of one")
    for path in ("", "/mine", "/state"):
        assert "the sentence of one" not in served.page(two, path)
    assert served.ask("GET", f"/w/{served.code}/mine")[0] == 403
    assert served.ask("GET", f"/w/{served.code}")[0] == 302
    other = served.make()["code"]
    forged = one.replace(served.code, other)
    assert served.ask("GET", f"/w/{other}/mine", Cookie=forged)[0] == 403
    for path in ("board", "words", "asked"):
        assert served.ask("GET", f"/lead/{served.code}/{path}", Cookie=two)[0] == 403
    for path in ("reveal", "next", "close", "open", "door", "paper", "purge", "words"):
        head = {"Cookie": two, "Authorization": f"Bearer {two.split('=')[1]}"}
        assert served.ask("POST", f"/lead/{served.code}/{path}", {}, **head)[0] == 403
    for path in ("make", "stop"):
        assert served.ask("POST", f"/{path}", {}, Authorization=f"Bearer {served.secret}")[0] == 403
    files = ("/static/../web.py", "/static/%2e%2e/web.py", "/static/page.py", "/workshops.sqlite", "/server.json")
    for path in (*files, f"/w/{served.code}/../../server.json", "/api/kernels", "/lab", "/api/contents"):
        assert served.ask("GET", path)[0] in (403, 404), path


def test_another_site_cannot_send_for_someone(served):
    cookie, path = served.join(), f"/w/{served.code}/answer"
    body = dict.fromkeys(ITEMS, 1) | {"round": 1}
    for origin in ("http://evil.example", "null", f"http://127.0.0.1:{served.port}.evil.example"):
        assert served.ask("POST", path, body, Cookie=cookie, Origin=origin)[0] == 403
    assert served.ask("POST", path, body, Cookie=cookie, Sec_Fetch_Site="cross-site")[0] == 403
    assert served.ask("POST", path, body, Cookie=cookie, Origin=f"http://127.0.0.1:{served.port}")[0] == 200


def test_every_answer_lets_a_browser_load_nothing_from_elsewhere(served):
    for path in ("/", f"/j/{served.code}", f"/w/{served.code}/state", "/nothing"):
        head = served.ask("GET", path)[2]
        assert "default-src 'self'" in head["Content-Security-Policy"]
        assert (head["X-Content-Type-Options"], head["Cache-Control"]) == ("nosniff", "no-store")
        assert head["Server"] is None
    assert served.ask("POST", f"/w/{served.code}/answer", "x" * 17_000, Content_Type=FORM)[0] == 400


@pytest.mark.parametrize(
    "bad",
    [{"purpose": 11}, {"purpose": "3; drop"}, {"why": "x" * 281}, {"round": "x"}, {"round": 2}, {"purpose": [1]}],
)
def test_a_bad_answer_is_refused_in_words(served, bad):
    body = dict.fromkeys(ITEMS, 1) | {"round": 1} | bad
    status, text, _ = served.ask("POST", f"/w/{served.code}/answer", body, Cookie=served.join())
    assert status in (400, 409)
    assert len(json.loads(text)["says"]) > 10


def test_words_are_shown_once_released_escaped_and_without_order(served):
    texts = [f"<b onclick=x()>{i}</b>" for i in range(8)]
    cookies = served.fill(8)
    for cookie, text in zip(cookies, texts, strict=True):
        served.send(cookie, why=text, sent=text)
    assert served.lead("words")[1]["sentences"] == []  # not even the facilitator reads them before the reveal
    served.lead("reveal", {})
    found = served.lead("words")[1]["sentences"]
    assert sorted(one["text"] for one in found) == texts
    assert [one["text"] for one in found] != texts
    assert all(set(one) == {"round", "text"} for one in found)
    assert served.state()["words"] == []
    assert served.lead("words", {"round": 1, "texts": ["never said"]})[0] == 409
    served.lead("words", {"round": 1, "texts": texts[:3]})
    assert sorted(text for _, text in served.state()["words"]) == texts[:3]
    page = served.page(cookies[0])
    assert "<b onclick" not in page
    assert "&lt;b onclick" in page


def test_the_words_of_few_wait_and_come_with_those_of_the_next_round(served):
    cookies = served.fill(8)
    for place, cookie in enumerate(cookies):
        served.send(cookie, why=f"first {place}" if place < 4 else "", sent="b")
    served.lead("reveal", {})
    assert served.lead("words")[1]["sentences"] == []
    served.lead("next", {})
    for place, cookie in enumerate(cookies):
        served.send(cookie, number=2, why=f"first {place}" if place < 4 else "second" if place == 7 else "", sent="c")
    served.lead("reveal", {})
    found = served.lead("words")[1]["sentences"]
    assert sorted(one["text"] for one in found) == ["first 0", "first 1", "first 2", "first 3", "second"]
    assert {one["round"] for one in found} == {2}


def test_two_new_sentences_of_one_person_are_those_of_one(served):
    cookies = served.fill(5)
    for number in (1, 2):
        for place, cookie in enumerate(cookies):
            served.send(cookie, number=number, why=f"{number} {place}" if place < 3 else "", sent=f"d{number}")
        served.lead("reveal", {})
        served.lead("next", {})
    assert served.lead("words")[1]["sentences"] == []


def test_whoever_comes_after_the_first_reveal_is_told_that_they_are_not_counted_yet(served):
    cookies = served.fill(8, value=2)
    served.lead("reveal", {})
    served.lead("next", {})
    newcomers = [served.join() for _ in range(5)]
    for cookie in [*cookies, *newcomers[:4]]:
        served.send(cookie, 8, number=2)
    served.lead("reveal", {})
    assert "not counted yet" in served.page(newcomers[0])
    assert "not counted yet" not in served.page(cookies[0])
    served.lead("next", {})
    for cookie in newcomers:
        served.send(cookie, 8, number=3, sent="e")
    served.lead("reveal", {})
    assert served.state()["shown"][-1]["n"] == 13
    assert "not counted yet" not in served.page(newcomers[0])


def test_a_waiting_question_is_answered_by_the_reveal_and_not_by_an_answer(served):
    cookies = served.fill(5)
    took = []

    def wait():
        began = time.monotonic()
        assert served.state(after=1, wait=20)["phase"] == "revealed"
        took.append(time.monotonic() - began)

    thread = threading.Thread(target=wait)
    thread.start()
    time.sleep(0.6)
    served.send(cookies[0], 3, sent="b")
    time.sleep(0.4)
    served.lead("reveal", {})
    thread.join()
    assert 0.9 < took[0] < 6


def test_a_second_round_counts_who_did_not_answer_again_and_hides_a_newcomer(served):
    cookies = served.fill(12, value=2)
    served.lead("reveal", {})
    served.lead("next", {})
    newcomer = served.join()
    for cookie in [*cookies[:4], newcomer]:
        served.send(cookie, 8, number=2)
    status, said = served.lead("reveal", {})
    assert (status, "fewer than 5 have answered again" in said["says"]) == (409, True)
    for cookie in cookies[4:10]:
        served.send(cookie, 8, number=2)
    served.lead("reveal", {})
    one, two = served.state()["shown"]
    assert (two["n"], two["again"]) == (12, 10)
    assert two["items"]["purpose"]["counts"] == [0, 0, 2, 0, 0, 0, 0, 0, 10, 0, 0]
    assert one["blocks"] == two["blocks"] == [["GP", 6], ["Nurse", 6]]


def test_the_door_closes_and_expected_stands_beside_joined(served):
    cookie = served.join()
    assert served.lead("door", {"open": False, "expected": 12})[0] == 200
    board = served.lead("board")[1]
    assert (board["door"], board["joined"], board["expected"]) == (False, 1, 12)
    form = urllib.parse.urlencode({"group": "GP"})
    status, page, _ = served.ask("POST", f"/j/{served.code}", form, Content_Type=FORM)
    assert status == 403
    assert "closed the door" in page
    assert served.send(cookie)[0] == 200
    served.lead("door", {"open": True})
    assert served.lead("board")[1]["expected"] == 12
    served.join()


def test_the_door_test_lets_no_one_in(served):
    assert served.lead("board")[1]["tried"] is False
    assert "reaches the workshop" in served.ask("GET", f"/t/{served.code}")[1]
    board = served.lead("board")[1]
    assert (board["tried"], board["joined"]) == (True, 0)
    assert board["turn"] == 1  # nobody's phone is woken by it


def test_one_device_goes_round_a_table(served):
    """The device alone opens no one's page, nor do the letters alone."""
    first = served.join()
    served.send(first, 9, why="the first at the table")
    page = served.page(first)
    letters = re.search(r'class="letters">([a-z ]+)<', page)[1].replace(" ", "")
    heads = served.ask("POST", f"/w/{served.code}/next", "", Cookie=first, Content_Type=FORM)[2].get_all("Set-Cookie")
    kept = next(one.split(";")[0] for one in heads if one.startswith("h_"))
    assert any(one.startswith(f'w_{served.code}="";') for one in heads)
    assert first.split("=")[1] not in kept
    assert served.ask("GET", f"/w/{served.code}/mine", Cookie=f"w_{served.code}={kept.split('=')[1]}")[0] == 403
    second = served.join("Nurse")
    assert "the first at the table" not in served.page(f"{second}; {kept}")
    back = f"/j/{served.code}/back"
    for typed, cookie in (("bbbbbb", kept), (letters, ""), (letters[:5], kept)):
        form = urllib.parse.urlencode({"letters": typed})
        assert served.ask("POST", back, form, Cookie=cookie, Content_Type=FORM)[0] == 403
    form = urllib.parse.urlencode({"letters": f" {letters.upper()[:2]} {letters[2:]}"})
    status, _, head = served.ask("POST", back, form, Cookie=kept, Content_Type=FORM)
    assert status == 303
    assert head["Set-Cookie"].split(";")[0] == first
    assert served.lead("board")[1]["joined"] == 2
    wrong = urllib.parse.urlencode({"letters": "zzzzzz"})
    for _ in range(10):
        assert served.ask("POST", back, wrong, Cookie=kept, Content_Type=FORM)[0] == 403
    assert served.ask("POST", back, form, Cookie=kept, Content_Type=FORM)[0] == 403  # no one tries them all


def test_a_sheet_typed_in_counts_as_a_phone_does(served):
    served.fill(4)
    sheet = dict.fromkeys(ITEMS, 4) | {"sheet": "7", "group": "Manager", "round": 1, "why": "on paper"}
    served.lead("door", {"open": False})
    assert served.lead("paper", sheet)[0] == 200
    assert served.lead("paper", sheet | {"purpose": 5})[0] == 200  # typed in again: corrected
    assert served.lead("board")[1]["answered"] == 5
    assert served.lead("paper", sheet | {"group": "Nurse"})[0] == 409
    assert served.lead("paper", sheet | {"sheet": "8", "group": "Nobody"})[0] == 400
    assert served.lead("paper", sheet | {"sheet": ""})[0] == 400
    served.lead("reveal", {})
    assert served.state()["shown"][0]["items"]["purpose"]["counts"][5] == 1
    assert served.lead("paper", sheet | {"purpose": 9})[0] == 409
    assert served.lead("paper", sheet | {"sheet": "9"})[1]["late"] is True


def test_what_a_sheet_says_beside_the_rounds_counts_as_a_phone_does(served):
    people = served.fill(5)
    served.lead("reveal", {})
    assert served.lead("vote/paper", {"sheet": "7", "dot0": "1"})[0] == 409  # not asked
    served.lead("vote/ask", {"options": ["A", "B", "C", "D"]})
    assert served.lead("vote/paper", {"sheet": "7", "dot0": "1"})[0] == 200
    assert served.lead("vote/paper", {"sheet": "7", "dot1": "1", "dot3": "1"})[0] == 200  # corrected
    for bad in ({"dot0": "1"}, {"sheet": "x" * 21, "dot0": "1"}, {"sheet": "8"}):
        assert served.lead("vote/paper", bad)[0] == 400
    assert (
        served.ask("POST", f"/lead/{served.code}/vote/paper", {"sheet": "9", "dot0": "1"}, Cookie=people[0])[0] == 403
    )
    for cookie in people:
        served.ask("POST", f"/w/{served.code}/vote", {"dot0": "1"}, Cookie=cookie)
    served.lead("vote/show", {})
    assert served.state()["polls"]["vote"]["result"] == {"n": 6, "dots": [5, 1, 0, 1]}


def test_a_purge_leaves_no_trace_in_the_file(served):
    cookies = served.fill(8)
    for cookie in cookies:
        served.send(cookie, why=f"a sentence nobody else writes {cookie[-6:]}", sent="b")
    served.lead("reveal", {})
    served.lead("words", {"round": 1, "texts": [one["text"] for one in served.lead("words")[1]["sentences"]][:2]})
    other = served.make(role="Another Role, Kept")["code"]
    traces = (b"a sentence nobody else writes", served.code.encode(), b"Locality Clinical Lead", b'"purpose":5')
    assert all(trace in served.kept() for trace in traces)
    assert served.lead("purge", {"code": "wrong"})[0] == 400
    assert served.lead("purge", {"code": served.code})[0] == 200
    kept = served.kept()
    assert not [trace for trace in traces if trace in kept]
    assert other.encode() in kept
    assert served.ask("GET", f"/w/{served.code}/state")[0] == 404
    assert served.ask("GET", f"/w/{other}/state")[0] == 200


def test_what_is_kept_and_logged_names_no_one(served, capfd):
    cookie = served.join()
    served.send(cookie)
    served.ask("GET", "/%zz")
    served.kill()
    kept = served.kept()
    for secret in (cookie.split("=")[1].encode(), served.secret.encode(), b"127.0.0.1"):
        assert secret not in kept
    assert "127.0.0.1" not in "".join(capfd.readouterr())
    place = served.folder / "server.json"
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert state.read(state.SERVER, served.folder)["port"] == served.port


@pytest.mark.parametrize(
    "bad",
    [
        {"smallest": 4}, {"smallest": True}, {"groups": []}, {"groups": ["GP", "gp"]}, {"groups": ["x" * 41]},
        {"groups": list("abcdefghi")}, {"role": ""}, {"role": 3}, {"expected": 0}, {"instrument": {}},
        {"instrument": 3}, {"groups": "GP"},
    ],
)  # fmt: skip
def test_a_workshop_that_makes_no_sense_is_not_made(served, bad):
    from leadership_lib.core.errors import Problem

    with pytest.raises(Problem) as caught:
        served.make(**bad)
    assert len(str(caught.value)) > 10


def test_a_page_is_small_and_asks_nothing_of_anyone_else(served):
    cookie = served.join(GROUPS[0])
    page = served.page(cookie)
    links = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert all(link.startswith(("/static/", "data:,")) for link in links)
    parts = [f"/w/{served.code}", *(link for link in links if link.startswith("/static/"))]
    assert len(parts) == 3
    packed, plain = (sum(served.weigh(part, cookie, how) for part in parts) for how in ("gzip", "identity"))
    assert packed < 10_000
    assert plain < 26_000
