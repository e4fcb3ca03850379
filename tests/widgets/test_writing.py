"""Writing: it keeps what is written, names faults, certifies nothing, and shows models only afterwards."""

import pytest

import leadership_lib as ll
from leadership_lib import Problem
from leadership_lib.teaching import written


def test_the_list_of_its_parts_has_a_name():
    assert ll.Writing("a_peer_declines").tasks_label == "Parts"


def test_models_wait_until_something_is_written():
    form = ll.Writing("an_objective")
    strong = written.load()["an_objective"].models[-1]
    assert strong.why not in form.board
    form.edit([("result", "Improve integrated care.")])
    assert "Three models, graded" in form.board
    assert "two working days" in form.board


def test_a_fault_is_named_and_what_has_none_is_not_praised():
    form = ll.Writing("an_objective")
    form.edit([("result", "Improve integrated care for people with heart failure.")])
    assert "3 of 4 rules find something to look at." in form.board
    assert "ordinary Tuesday" in form.board
    form.edit(
        [
            ("result", "A change of medicine is in the practice's record within two working days."),
            ("measure", "Twenty changes a quarter, looked up in the record"),
            ("by_when", "March 2027"),
            ("on_the_way", "Three practices by January 2027"),
        ]
    )
    assert "0 of 4 rules" in form.board
    assert form.board.count("No fault found") == 4
    assert "ask someone who would have to live with it" in form.board
    assert not any(word in form.board.split("Three models")[0].lower() for word in ("well done", "correct", "good."))


def test_what_is_written_comes_back_and_the_day_of_the_beginning_stays(monkeypatch):
    monkeypatch.setenv("LEADERSHIP_TODAY", "2026-10-01")
    ll.Writing("agreed").edit([("what", "A second session <b>")])
    monkeypatch.setenv("LEADERSHIP_TODAY", "2026-11-30")
    form = ll.Writing("agreed")
    assert form.value == {"what": "A second session <b>"}
    form.edit([("by_when", "March")])
    assert "(from 31 October 2026)" in ll.Writing("agreed").groups[1]["fields"][0]["question"]
    for field in ("what", "by_when"):
        form.edit([(field, None)])
    assert ll.Journal().entries == ()


def test_an_observer_ticks_and_each_side_has_a_card_of_its_own():
    form = ll.Writing("a_peer_declines")
    observer = form.groups[-1]
    assert observer["title"] == "For the observer"
    seen = observer["fields"][0]["choices"][0][0]
    form.edit([("seen", [seen])])
    assert ll.Writing("a_peer_declines").values["seen"] == [seen]
    assert "Only for Dr Beddoes, the lead" in form.board
    assert "Only for Dr Ainsley, the peer" in form.board


def test_a_plan_is_written_as_a_document(work):
    form = ll.Writing("first_100_days")
    form.edit([("finish", "A list of Monday's cancellations on every reception desk")])
    form.act("word")
    assert "my_first_100_days.docx" in form.state["notice"]
    form.act("page")
    assert "reception desk" in (work / "my_first_100_days.html").read_text("utf-8")


def test_a_worksheet_has_room_to_write_the_observers_sheet_and_cards_apart():
    sheet = ll.Writing("time_and_pay").worksheet()
    assert "Paul Renshaw, the manager" in str(sheet.answers)
    assert "cannot add a session" not in sheet.body
    assert "The lead named a figure" in sheet.body


def test_an_exercise_that_is_not_there_names_the_near_ones():
    with pytest.raises(Problem, match="did you mean 'an_objective'"):
        ll.Writing("an_objectiv")
