"""Undo after a restart: the last steps lie beside the file, bounded, and never in the way of the work itself."""

from pathlib import Path

import pytest

from leadership_lib import Role, Session
from leadership_lib.redesign.session import KEPT_STEPS
from leadership_lib.teaching.backup.belongings import belongings, delete

START = Role(title="Lead", organisation="Marl Valley network")


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "monday.studio.toml"


def worked(path: Path, *hours: float) -> Session:
    """A session in which hours paid were set again and again, each a step."""
    session = Session(START, path)
    for number in hours:
        session.set(session.value.with_({"capacity.hours_paid": number}))
        session.save()
    return session


def test_every_step_is_taken_back_in_order_after_a_restart(path):
    worked(path, 4, 8, 14)
    again = Session(START, path)
    assert again.step == "hours paid 8 → 14"
    seen = []
    while again.can_undo:
        again.undo()
        seen.append(again.value["capacity.hours_paid"])
    assert seen == [8, 4, None]
    assert again.value == START


def test_what_was_taken_back_after_a_restart_can_be_taken_again_and_new_steps_go_on_top(path):
    worked(path, 4, 8)
    again = Session(START, path)
    again.undo()
    again.redo()
    assert again.value["capacity.hours_paid"] == 8
    again.change({"title": "Clinical Lead"})
    again.save()
    third = Session(START, path)
    third.undo()
    assert third.value == START.with_({"capacity.hours_paid": 8})
    third.undo()
    assert third.value == START.with_({"capacity.hours_paid": 4})


def test_a_step_undone_too_far_is_taken_again_after_a_restart_too_and_not_over_new_work(path):
    session = worked(path, 4, 8, 14)
    for _ in range(2):
        session.undo()
        session.save()
    again = Session(START, path)
    assert again.value["capacity.hours_paid"] == 4
    again.redo()
    again.save()
    third = Session(START, path)
    third.redo()
    assert (third.value["capacity.hours_paid"], third.can_redo) == (14, False)
    third.undo()
    third.save()
    changed = Session(START, path)
    changed.change({"title": "Clinical Lead"})
    changed.save()
    assert not changed.can_redo
    assert not Session(START, path).can_redo


def test_what_was_deleted_on_purpose_is_not_noted_to_be_taken_again(path):
    session = worked(path, 4, 8, 14)
    session.undo()
    session.save()
    delete(path.parent.glob("*"))
    session.undo()
    session.save()
    assert {one.can_redo for one in (session, Session(START, path))} == {False}
    assert not [one for one in path.parent.glob("*") if "hours_paid = 14" in one.read_text("utf-8")]


def test_words_typed_into_one_fact_are_one_step_after_a_restart_too(path):
    session = Session(START, path)
    for typed in ("C", "Cl", "Clinical Lead"):
        session.change({"title": typed})
        session.save()
    again = Session(START, path)
    again.undo()
    assert (again.value, again.can_undo) == (START, False)


def test_only_the_last_steps_are_kept(path):
    worked(path, *range(1, KEPT_STEPS + 6))
    again = Session(START, path)
    steps = 0
    while again.can_undo:
        again.undo()
        steps += 1
    assert (steps, again.value["capacity.hours_paid"]) == (KEPT_STEPS, 5)


@pytest.mark.parametrize("content", ["", "not = [toml", "start = 7\n", "before = 3\n"])
def test_steps_that_cannot_be_read_are_no_loss_of_work(path, content):
    worked(path, 4, 8)
    (beside,) = path.parent.glob("*.undo.toml")
    beside.write_text(content)
    again = Session(START, path)
    assert (again.value["capacity.hours_paid"], again.can_undo) == (8, False)
    again.change({"title": "Clinical Lead"})
    again.save()
    assert Session(START, path).step


def test_where_they_cannot_be_written_the_work_is_kept_all_the_same(path):
    path.with_name("monday.undo.toml").mkdir()
    session = worked(path, 4)
    assert session.problem is None
    assert Session(START, path).value["capacity.hours_paid"] == 4


def test_another_role_under_the_same_name_does_not_get_them(path):
    worked(path, 4)
    path.unlink()
    fresh = Session(Role(title="Another"), path)
    assert not fresh.can_undo


def test_whoever_deletes_everything_deletes_them_and_an_open_window_does_not_bring_them_back(path):
    session = worked(path, 4, 8)
    kept, _ = belongings(path.parent)
    assert {one.name for one in kept} == {"monday.studio.toml", "monday.undo.toml"}
    assert delete(kept) == {}
    session.change({"title": "Clinical Lead"})
    session.save()
    again = Session(START, path)
    while again.can_undo:
        again.undo()
        assert again.value["capacity.hours_paid"] in (8, None)
    assert "= 4" not in path.with_name("monday.undo.toml").read_text()
