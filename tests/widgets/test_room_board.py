"""The board of a workshop without a browser: hidden until revealed, one thing at a time, asks before it moves."""

import http.server
import threading
import time

import pytest
from docx import Document

import leadership_lib as ll
from leadership_lib.core.errors import Problem
from leadership_lib.core.html import html
from leadership_lib.widgets import room_board
from leadership_lib.workshop import client
from leadership_lib.workshop.calls import Unreachable, ask

GROUPS = ("GP", "Nurse", "Manager")


@pytest.fixture
def workshop(monkeypatch):
    """A workshop that needs no server."""
    monkeypatch.setattr(client, "IN_BROWSER", True)
    return ll.Workshop("locality_clinical_lead", GROUPS, rehearsal=True, expected=40)


@pytest.fixture
def board(workshop):
    return ll.Board(workshop)


def press(board, **message):
    board._handle_custom_msg(message, [])


def moved(board, move):
    press(board, move=move)
    press(board, confirm=True)


def revealed(board):
    moved(board, "open")
    board.workshop.rehearse(40)
    board.look()
    moved(board, "reveal")


def test_before_a_reveal_there_is_nothing_to_show_but_counts(board):
    assert board.views == ("join",)
    assert board.state["counts"] == "0 of 40 in. Round 1 has not begun."
    moved(board, "open")
    board.workshop.rehearse(40)
    board.look()
    assert board.views == ("join",)
    assert board.state["counts"] == "40 of 40 have answered round 1"
    assert "Answers stay hidden" in board.stage
    assert "no one can join here" in board.stage
    assert "<svg" not in board.stage


def test_a_move_is_made_only_once_it_is_confirmed(board):
    assert board.state["moves"] == [["open", "Open round one"], ["shut", "Close the door"]]
    press(board, move="reveal")
    assert board.state["confirm"] == ""
    press(board, move="open")
    assert board.state["confirm"] == "Open round one? From then on people can answer."
    assert board.state["yes"] == "Yes, open round one"
    press(board, confirm=False)
    assert (board.value["phase"], board.state["confirm"]) == ("lobby", "")
    press(board, confirm=True)
    assert board.value["phase"] == "lobby"
    moved(board, "open")
    assert board.value["phase"] == "open"
    moved(board, "reveal")
    assert board.state["notice"].startswith("Nothing can be shown yet")
    board.workshop.rehearse(40)
    moved(board, "reveal")
    assert (board.value["phase"], board.state["notice"]) == ("revealed", "")
    assert [move for move, _ in board.state["moves"]] == ["next", "close", "change", "evaluation", "words", "shut"]
    moved(board, "close")
    assert [move for move, _ in board.state["moves"]] == ["evaluation", "words", "papers", "purge"]


def test_one_thing_at_a_time_by_buttons_keys_and_list(board):
    revealed(board)
    assert board.state["key"] == "features 1"
    assert f"{board.value['role']}: all features" in board.stage
    assert board.state["ask"].split(":")[0] in {feature.title for feature in ll.features}
    assert board.views[:3] == ("join", "features 1", "purpose")
    assert {"gaps 1", "representative_executive", "groups purpose"} <= set(board.views)
    press(board, step=1)
    assert board.state["key"] == "purpose"
    assert board.state["place"] == f"3 of {len(board.views)}"
    assert board.state["ask"] == ""
    assert "<svg" in board.stage
    press(board, go="groups purpose")
    assert "gave 0 to 3" in board.stage
    press(board, go="nothing")
    assert board.state["key"] == "groups purpose"
    for _ in board.views:
        press(board, step=1)
    assert board.state["last"]
    for _ in board.views:
        press(board, step=-1)
    assert board.state["first"]
    assert board.state["key"] == "join"


def test_what_is_opened_or_revealed_or_released_comes_by_itself(board):
    revealed(board)
    press(board, go="clarity")
    board.workshop.release(board.workshop.sentences()[:2])
    board.look()
    assert board.state["key"] == "clarity"
    assert board.views[-1] == "words"
    press(board, go="words")
    assert board.stage.count("<li>") == 2
    moved(board, "next")
    assert board.state["key"] == "join"
    board.workshop.rehearse()
    moved(board, "reveal")
    assert board.state["key"] == "features 1"
    assert "of them with a new answer" in board.stage
    assert "round before" in board.stage


def test_all_rounds_of_an_item_stand_below_one_another(board):
    revealed(board)
    first = board.workshop.rows()[0].counts
    assert "rounds purpose" not in board.views
    moved(board, "next")
    board.workshop.rehearse()
    moved(board, "reveal")
    one, two = board.workshop.over_rounds("purpose")
    assert (one.counts, two.counts) == (first, board.workshop.rows()[0].counts)
    assert (one.item.title, two.item.title) == ("Round 1: 40 people", "Round 2: 40 people")
    press(board, go="rounds purpose")
    assert "Round by round: Purpose" in board.stage
    assert "Round 1: 40 people: " in board.stage
    assert "Round 2: 40 people: " in board.stage
    with pytest.raises(Problem, match="did you mean 'purpose'"):
        board.workshop.over_rounds("purpos")


def test_every_view_can_be_drawn(board):
    revealed(board)
    assert {"join", "features 1", "purpose"} <= set(board.views)
    for key in board.views:
        board.go(key)
        assert board.state["key"] == key
        assert len(board.stage) > 200


class Told:
    """Stands in front of a workshop: it fails as often as it is told, and answers only when there is news."""

    def __init__(self, workshop, failures):
        self.workshop, self.failures = workshop, failures

    def board(self, after=-1, wait=0):
        if self.failures:
            self.failures -= 1
            raise Unreachable("gone")
        end = time.monotonic() + min(wait, 1)
        while self.workshop._lead.ask("board")["version"] <= after and time.monotonic() < end:
            time.sleep(0.01)
        return self.workshop._lead.ask("board")


def until(found, seconds=10):
    end = time.monotonic() + seconds
    while not found():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_it_follows_by_itself_and_a_server_that_is_gone_is_said_and_survived(workshop, monkeypatch):
    monkeypatch.setattr(room_board, "PAUSES", (0.05,))
    monkeypatch.setattr(type(workshop), "alone", False)
    monkeypatch.setattr(room_board, "_join", lambda *_: room_board.tag("p", "the door"))
    told = Told(workshop, 0)
    monkeypatch.setattr(workshop, "board", told.board, raising=False)
    board = ll.Board(workshop)
    workshop.move("open")
    until(lambda: board.value["phase"] == "open")
    told.failures = 3
    workshop._lead.rehearse(40, 1)
    until(lambda: board.state["notice"].startswith("The server does not answer") or not told.failures)
    until(lambda: board.state["notice"] == "" and board.value["answered"] == 40)
    board.close()


def test_a_server_that_is_gone_leaves_what_was_on_the_screen(board, monkeypatch):
    revealed(board)
    before = board.stage

    def gone(*_, **__):
        raise Unreachable("gone")

    monkeypatch.setattr(board.workshop, "board", gone, raising=False)
    assert board.look() is False
    assert board.stage == before
    assert board.state["notice"].startswith("The server does not answer. Nothing already saved is lost")
    monkeypatch.undo()


def test_a_proxy_without_its_server_is_no_deleted_workshop(board, monkeypatch):
    class Proxy(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_error(502)

        def log_message(self, *_):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Proxy) as proxy:
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{proxy.server_port}/lead/bcdfgh/board"
        monkeypatch.setattr(board.workshop, "board", lambda *_, **__: ask(address).json, raising=False)
        assert board.look() is False
        proxy.shutdown()
    assert board.state["notice"].startswith("The server does not answer")
    assert not board._end.is_set()


def test_an_answer_that_was_overtaken_changes_nothing(board, monkeypatch):
    before = board.workshop.board()
    moved(board, "open")
    monkeypatch.setattr(board.workshop, "board", lambda *_, **__: before, raising=False)
    assert board.look() is True
    assert board.value["phase"] == "open"


def test_a_workshop_that_was_deleted_is_said_and_followed_no_longer(board, monkeypatch):
    def deleted(*_, **__):
        raise Problem("there is no workshop with this code")

    monkeypatch.setattr(board.workshop, "board", deleted, raising=False)
    assert board.look() is False
    assert board.state["notice"] == "The workshop has been deleted."
    assert board._end.is_set()
    monkeypatch.undo()


def test_it_stores_the_same_sentence_each_time_and_refuses_what_is_no_workshop(board):
    assert repr(board) == "Board of a workshop. Run this cell to use it."
    with pytest.raises(Problem, match="made of a workshop"):
        ll.Board("locality_clinical_lead")


def test_the_room_hands_in_changes_votes_and_says_how_it_was(board, tmp_path, monkeypatch):
    monkeypatch.setenv("LEADERSHIP_WORK", str(tmp_path))
    revealed(board)
    moved(board, "change")
    assert board.state["key"] == "change"
    assert "0 handed in" in board.stage
    assert board.workshop.rehearse() == 10
    board.look()
    assert "10 handed in" in board.stage
    assert "mentoring" not in board.stage
    press(board, move="vote")
    texts = [text for text, ticked in board.state["choices"] if ticked]  # the facilitator reads first
    assert len(texts) == 10
    assert any("mentoring" in text for text in texts)
    press(board, confirm=True, chosen=[place for place, text in enumerate(texts) if "mentoring" not in text])
    assert board.state["key"] == "vote"
    assert board.stage.count("<li>") == 9
    assert "mentoring" not in board.stage
    board.workshop.rehearse()
    moved(board, "dots")
    dots = board.workshop.board()["polls"]["vote"]["result"]["dots"]
    assert f'<li style="--share:100%"><b>{max(dots)}</b>' in board.stage
    first, last = (board.stage.index(f"<b>{count}</b>") for count in (max(dots), min(dots)))
    assert first < last
    assert "change" not in board.views
    chosen = board.workshop.chosen()
    assert len(chosen.moves) == 3
    press(board, step=1)
    assert board.state["key"] == "chosen"
    for move in chosen.moves:
        assert f"<b>{html(move.title)}</b>" in board.stage
        assert html(move.cost) in board.stage
    press(board, step=1)
    assert "<svg" in board.stage
    assert str(chosen.cost) in board.state["ask"]
    moved(board, "close")
    moved(board, "evaluation")
    assert "0 have answered" in board.stage
    board.workshop.rehearse()
    moved(board, "take")
    assert board.views[-1] != "evaluation"
    moved(board, "papers")
    record, description = sorted(tmp_path.glob("*.docx"), key=lambda path: "description" in path.name)
    assert record.name in board.state["notice"]
    assert description.name in board.state["notice"]
    text = "\n".join(one.text for one in Document(description).paragraphs)
    assert "What the room wants changed, in its own words" in text
    moved(board, "purge")
    assert board.state["notice"].startswith("Nothing was deleted")
    assert board.value["phase"] == "closed"
    press(board, move="purge")
    assert board.state["choices"] == [["The papers are written, and I have read them.", False]]
    press(board, confirm=True, chosen=[0])
    assert board.workshop.board()["shown"] == []


def test_sentences_are_chosen_and_the_door_is_shut_on_the_board(board):
    moved(board, "shut")
    assert board.value["door"] is False
    assert "The door is closed." in board.stage
    moved(board, "admit")
    assert board.value["door"] is True
    revealed(board)
    press(board, move="words")
    texts = [text for text, _ in board.state["choices"]]
    assert not any(ticked for _, ticked in board.state["choices"])
    press(board, confirm=True, chosen=[1])
    assert board.value["words"] == [[1, texts[1]]]
    press(board, move="words")
    assert [text for text, ticked in board.state["choices"] if ticked] == [texts[1]]
    press(board, confirm=False)
    assert board.state["choices"] == []
    moved(board, "next")
    board.workshop._lead._said = {}
    board.workshop.rehearse()
    moved(board, "reveal")
    board.workshop._lead._said = {}
    press(board, move="words")
    assert board.state["notice"].startswith("There are no sentences to show")
    assert board.state["confirm"] == ""
