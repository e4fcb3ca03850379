"""Running orders: minutes that add up, and for each step what to say, what people will say and what goes wrong."""

from itertools import pairwise

import pytest

import leadership_lib as ll
from leadership_lib.core.errors import Problem
from leadership_lib.core.faults import RecordError
from leadership_lib.workshop import running_order
from leadership_lib.workshop.running_order import Checklist, Plan, kit, plans, steps


@pytest.mark.parametrize("people", [12, 40])
@pytest.mark.parametrize("minutes", [60, 90, 210])
def test_the_minutes_add_up_and_each_step_follows_the_one_before(minutes, people):
    lines = ll.running_order(minutes, people).lines
    assert lines[0][0] == 0
    assert lines[-1][1] == minutes
    assert all(before[1] == after[0] for before, after in pairwise(lines))
    told = [step.id for _, _, step in lines]
    assert told.index("round_one") < told.index("reveal_one") < told.index("talk") < told.index("round_two")
    assert told[:3] == ["door", "read", "round_one"]
    assert len(set(told)) == len(told)


def test_there_are_three_and_every_step_is_used():
    assert list(plans()) == [60, 90, 210]
    used = {one.step for plan in plans().values() for one in plan.steps}
    assert used == set(steps().ids)


def test_a_step_says_what_people_will_say_and_what_goes_wrong():
    for step in steps():
        if step.id not in ("pause", "slack"):
            assert step.hear, step.id
            assert step.wrong, step.id
        assert all(text.endswith((".", "?")) for text in (step.do, step.say, step.plan_b)), step.id


def test_minutes_that_do_not_add_up_and_unknown_steps_are_named():
    with pytest.raises(RecordError) as found:
        Plan.from_dict(
            {"title": "x", "minutes": 60, "about": "x", "steps": [{"step": "dance", "twelve": 60, "forty": 50}]}
        )
    assert "dance" in str(found.value)
    assert "the steps with forty people take 50" in str(found.value)
    with pytest.raises(Problem, match="There is no running order of 45 minutes; there are 60, 90, 210"):
        ll.running_order(45)
    with pytest.raises(Problem, match="people"):
        ll.running_order(60, 0)


def test_it_shows_itself_and_tells_a_small_room_what_to_leave_out():
    order = ll.running_order(60, 40)
    assert repr(order).splitlines()[:2] == ["60 minutes, 40 people", "0 to 6: Door, consent and joining"]
    page = order._repr_html_()
    assert "Is this really anonymous?" in page
    assert kit().small not in page
    assert "fewer than eight" in ll.running_order(60, 6)._repr_html_()
    assert repr(Checklist()).count("[ ]") == len(kit().day_before)
    assert "☐" in Checklist()._repr_html_()
    assert running_order.LARGE == 20
