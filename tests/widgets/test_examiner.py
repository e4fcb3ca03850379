"""The examiner: a few facts, what a few checks make of them, and what is kept."""

import pytest

import leadership_lib as ll
from leadership_lib.core.errors import Problem
from leadership_lib.core.faults import Code, Fault
from leadership_lib.role.role import Role
from leadership_lib.teaching.journal.journal import Journal
from leadership_lib.widgets import controls
from leadership_lib.widgets.examiner import CAVEAT
from leadership_lib.widgets.journal_slot import KEPT, NOT_KEPT

HERE = {"notebook": "02_layers_and_languages", "activity": "the objective"}
FOUND = Role(layer="locality", objectives=[{"text": "Reduce admissions by integrating care", "layer": "stp"}])


def rewriter(**where) -> ll.Examiner:
    return ll.Examiner(["objectives", "capacity.backfill"], ["clarity.concrete"], FOUND, **where)


def test_what_is_changed_is_kept_and_comes_back():
    examiner = rewriter(**HERE)
    assert KEPT in examiner.board
    examiner.edit([("objectives", [{"text": "Count home visits", "by": "June", "milestones": []}])])
    examiner.edit([("capacity.backfill", "money only")])
    again = rewriter(**HERE)
    assert again.value == examiner.value
    assert "where you stopped" in again.state["notice"]
    assert again.values["objectives"] == [{"text": "Count home visits", "by": "June", "milestones": []}]
    again.edit([("objectives", None)])
    assert rewriter(**HERE).value.objectives is None
    (entry,) = Journal().entries
    assert entry.kind == "role"
    assert Journal().done("02_layers_and_languages") == ("the objective",)
    again.act("start")
    assert rewriter(**HERE).value == FOUND
    assert len(Journal().entries) == 0


def test_facts_that_no_longer_fit_are_left_out_and_the_others_come_back():
    kept = {"objectives": "text", "capacity.backfill": "money only", "no such fact": 3, "not stated": 4}
    Journal().record(*HERE.values(), kept, kind="role")
    assert rewriter(**HERE).value == FOUND.with_({"capacity.backfill": "money only"})


def test_facts_that_no_longer_fit_stay_in_the_journal_when_others_are_changed():
    journal = Journal()
    objectives = [{"text": "Count home visits", "wording": "of last year"}]
    journal.replace(*HERE.values(), {"objectives": objectives, "no_such_fact": "mine"}, kind="role")
    examiner = rewriter(**HERE)
    assert examiner.value == FOUND
    examiner.edit([("capacity.backfill", "money only")])
    (entry,) = Journal().entries
    assert entry.what["no_such_fact"] == "mine"
    assert [dict(one) for one in entry.what["objectives"]] == objectives
    assert rewriter(**HERE).value == FOUND.with_({"capacity.backfill": "money only"})


def test_a_change_can_be_taken_back_and_made_again():
    examiner = rewriter()
    examiner.edit([("objectives", [])])
    examiner.act("undo")
    assert examiner.value == FOUND
    assert examiner.values["objectives"] == [{"text": "Reduce admissions by integrating care", "layer": "stp"}]
    assert "undo" in examiner.state["off"]
    examiner.act("redo")
    assert examiner.value.objectives == ()


def test_what_is_taken_out_comes_back_as_it_was_written():
    examiner = rewriter()
    written = [{"text": "One"}, {"text": "Two", "by": "June"}]
    for text in ("O", "On"):
        examiner.edit([("objectives", [{"text": text}])])
    examiner.edit([("objectives", written)])
    examiner.edit([("objectives", written[1:])])
    examiner.act("undo")
    assert examiner.values["objectives"] == written
    examiner.act("undo")
    assert examiner.values["objectives"] == [{"text": "On"}]
    for _ in range(2):
        examiner.act("undo")
    assert examiner.value == FOUND


def test_without_a_place_nothing_is_kept_and_the_board_says_so(work):
    examiner, rating = rewriter(), ll.Rating(FOUND)
    examiner.edit([("objectives", [])])
    rating.edit([("purpose", 3)])
    assert NOT_KEPT in examiner.board
    assert NOT_KEPT in rating.board
    assert not (work / "journal.toml").exists()
    with pytest.raises(Problem, match="both"):
        rewriter(notebook="02_layers_and_languages")


def test_what_still_says_what_it_began_with_is_called_so():
    examiner = rewriter()
    assert examiner.unchanged == [
        "Objective 1 (Which result?)",
        "Objective 1 (At which layer is it fixed and measured?)",
    ]
    assert "Still as you found it: Objective 1 (Which result?)" in examiner.board
    examiner.edit(
        [("objectives", [{"text": "Reduce admissions by integrating care", "measure": "Visits", "by": "June"}])]
    )
    assert examiner.unchanged == ["Objective 1 (Which result?)"]
    assert CAVEAT in examiner.board
    examiner.edit([("objectives", [{"text": "Every practice counts its home visits by June"}])])
    assert examiner.unchanged == []
    assert "Still as you found it" not in examiner.board


def test_a_fault_is_told_for_somebody_who_sees_a_form():
    examiner = ll.Examiner(["capacity.hours_paid", "objectives"], ["fairness.funded_hours"])
    examiner.edit([("capacity.hours_paid", "ninety"), ("objectives", [{"hours": "many"}])])
    faults = examiner.state["faults"]
    assert faults["capacity.hours_paid"] == "'ninety'; allowed is a number"
    assert faults["objectives"].startswith("Objective 1, How many hours")
    for kind, said in {str: "text", bool: "true or false", float: "a number", tuple: "a list"}.items():
        fault = Fault(("steps", 1), Code.WRONG_TYPE, 3, kind)
        assert controls.told("steps", fault) == f"line 2 3; allowed is {said}"


def test_the_examiner_answers_as_facts_change_and_names_a_fault():
    examiner = ll.Examiner(["capacity.hours_paid", "capacity.hours_expected"], ["fairness.funded_hours"])
    examiner.edit([("capacity.hours_paid", 9), ("capacity.hours_expected", 20)])
    assert "45%" in examiner.board
    examiner.edit([("capacity.hours_paid", -1)])
    assert examiner.value.capacity.hours_paid == 9
    assert "0 to 100" in examiner.state["faults"]["capacity.hours_paid"]
    examiner.value = Role().with_(capacity={"hours_paid": 20, "hours_expected": 20})
    assert "Met" in examiner.board
