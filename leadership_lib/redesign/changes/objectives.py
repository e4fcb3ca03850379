"""What each kind of move changes in the objectives, and in the tasks laid down beside them."""

# ruff: noqa: D103 (what a change is for stands in moves.toml)

import math
from collections.abc import Callable
from dataclasses import replace

from leadership_lib.diagnosis.checks.autonomy import FEW_TASKS
from leadership_lib.diagnosis.checks.clarity import LEAST_HOURS
from leadership_lib.diagnosis.checks.layers import rung
from leadership_lib.diagnosis.checks.topics import speaks_of
from leadership_lib.diagnosis.checks.verdict import missing
from leadership_lib.diagnosis.checks.wording import countable, dated
from leadership_lib.redesign.changes.base import (
    TIME,
    Change,
    ChangeFunction,
    Facts,
    Words,
    and_also,
    changes,
    paid_hours,
)
from leadership_lib.role.parts import Objective

#: Hours a week that one objective can have at most.
MOST_HOURS = 100

#: The facts by which the hours for objectives are known.
HOURS = ("capacity.hours_paid", *TIME, "capacity.hours_to_zoom_out")


@changes("write_objectives", "objectives", reads=["layer"])
def write_objectives(role: Facts, words: Words) -> Change | None:
    if role["objectives"]:
        return None
    named = (words[key] for key in ("first", "second", "third"))
    return Change({"objectives": tuple(Objective(text=text, layer=role["layer"]) for text in named)})


@changes("hand_on_objectives", "objectives", reads=HOURS, rewords=True)
def hand_on_objectives(role: Facts, words: Words) -> Change | None:
    objectives, paid = role["objectives"], paid_hours(role)
    if not objectives or paid is None:
        return None
    kept, room = list(objectives), paid - (role["capacity.hours_to_zoom_out"] or 0)
    while len(kept) > 1 and _least_hours(kept) > room:
        kept.pop()
    dropped = len(objectives) - len(kept)
    return Change({"objectives": tuple(kept)}, dropped) if dropped else None


def _least_hours(objectives: list[Objective]) -> float:
    """Return the hours that some objectives take at least: as stated, and one that has none stated takes an hour."""
    return sum(LEAST_HOURS if o.hours is None else o.hours for o in objectives)


def _of_each(part: Callable[[Facts, Words, Objective], Objective | None]) -> ChangeFunction:
    """Make a change of every objective for which `part` makes another one, paid for by their number."""

    def change(role: Facts, words: Words) -> Change | None:
        renewed = [(old, part(role, words, old)) for old in role["objectives"] or ()]
        count = sum(new is not None for _old, new in renewed)
        return Change({"objectives": tuple(new or old for old, new in renewed)}, count) if count else None

    return change


@changes("measure_each_objective", "objectives.measure")
@_of_each
def measure_each_objective(role: Facts, words: Words, it: Objective) -> Objective | None:
    if countable(it.measure):
        return None
    known = None if missing(it.measure) else it.measure
    return replace(it, measure=and_also(known, words["also"]) if known else words["measure"])


@changes("date_each_objective", "objectives.by", "objectives.milestones")
@_of_each
def date_each_objective(role: Facts, words: Words, it: Objective) -> Objective | None:
    by = words["by"] if missing(it.by) else it.by if dated(it.by) else and_also(it.by or "", words["also"])
    milestones = (words["milestone"],) if missing(it.milestones) else it.milestones
    return None if (by, milestones) == (it.by, it.milestones) else replace(it, by=by, milestones=milestones)


@changes("bring_objectives_home", "objectives.layer", "objectives.text", reads=["layer"])
@_of_each
def bring_objectives_home(role: Facts, words: Words, it: Objective) -> Objective | None:
    home = role["layer"]
    if home is None or (it.layer is not None and rung(it.layer) <= rung(home)):
        return None
    # Text that is not stated stays so; the layer is what has to be agreed.
    text = it.text and and_also(it.text, words["also"])
    return replace(it, layer=home, text=text)


@changes("say_who_has_to_act", "objectives.depends_on")
@_of_each
def say_who_has_to_act(role: Facts, words: Words, it: Objective) -> Objective | None:
    return replace(it, depends_on=("the lead", "peers")) if it.depends_on is None else None


@changes("share_each_measure", "objectives.shared_with", reads=["objectives.depends_on"])
@_of_each
def share_each_measure(role: Facts, words: Words, it: Objective) -> Objective | None:
    alone = it.depends_on is not None and set(it.depends_on) <= {"the lead"}
    return None if alone or not missing(it.shared_with) else replace(it, shared_with=(words["shared_with"],))


@changes("give_objectives_hours", "objectives.hours", reads=HOURS)
def give_objectives_hours(role: Facts, words: Words) -> Change | None:
    objectives, paid = role["objectives"] or (), paid_hours(role)
    silent = sum(o.hours is None for o in objectives)
    if not silent or paid is None:
        return None
    left = paid - (role["capacity.hours_to_zoom_out"] or 0) - sum(o.hours or 0 for o in objectives)
    # Rounded down, so that the parts are not more than the whole; no one does anything in less than half an hour.
    hours = min(MOST_HOURS, max(0.5, math.floor(4 * left / silent) / 4))
    return Change(
        {"objectives": tuple(replace(o, hours=hours) if o.hours is None else o for o in objectives)}, silent
    )


@changes("cut_tasks", "scope.prescribed_tasks", rewords=True)
def cut_tasks(role: Facts, words: Words) -> Change | None:
    tasks: tuple[str, ...] = role["scope.prescribed_tasks"] or ()
    # A task whose way is laid down in its words goes before one that leaves it open.
    kept = tuple(task for task in tasks if not speaks_of("laid_down", task))[:FEW_TASKS]
    over = len(tasks) - len(kept)
    return Change({"scope.prescribed_tasks": kept}, over) if over else None
