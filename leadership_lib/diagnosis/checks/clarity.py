"""Clarity: what the holder is chosen for, and whether the results are concrete, countable, near and possible."""

from collections.abc import Callable, Sequence
from typing import Any

from leadership_lib.diagnosis.checks.base import judges, judges_facts, judges_stated
from leadership_lib.diagnosis.checks.verdict import Answer, Outcome, Verdict, there_is, together, verdict
from leadership_lib.framework import concepts
from leadership_lib.role.role import Objective, Role, says_none

#: Above this many times the paid hours, what the objectives need is plainly out of reach; below, it is a stretch.
STRETCH = 1.25


def countable(measure: str | None) -> bool:
    """Tell whether a measure names something that can be counted."""
    if measure is None or says_none(measure):
        return False
    return any(c.isdigit() for c in measure) or bool(concepts.phrases("countable").found_in(measure))


def vague(text: str) -> str | None:
    """Return the first abstract word of a text; None where there is none but in the name of a body."""
    bodies = concepts.phrases("bodies")
    while name := bodies.found_in(text):
        text = text.replace(name, "")
    return concepts.phrases("vague").found_in(text)


def dated(by: str | None) -> bool:
    """Tell whether a text that says by when names a date or a span of time."""
    return by is not None and (any(c.isdigit() for c in by) or bool(concepts.phrases("dated").found_in(by)))


def rung(layer: str) -> int:
    """Return how many steps up from a practice a layer stands."""
    found: int = concepts.load("layers")[layer].rung
    return found


def _of_objectives(role: Role, judge: Callable[[Objective], Answer | Outcome]) -> Verdict:
    if role.objectives is None:
        return verdict("not stated")
    if not role.objectives:
        return verdict("not met", "no_objectives")
    parts = [Outcome.from_answer(judge(o)) for o in role.objectives]
    return verdict(together(parts), good=sum(part.answer == "met" for part in parts), total=len(parts))


@judges_stated("clarity.selection", "appointment.selected_for")
def selection(chosen_for: Sequence[str]) -> Verdict:
    return verdict("met" if {"leadership", "trust of peers"} & set(chosen_for) else "not met")


@judges("clarity.concrete", "objectives")
def concrete(role: Role) -> Verdict:
    def judge(objective: Objective) -> Answer | Outcome:
        if countable(objective.measure):
            return "met"
        if objective.text is None:
            return "not stated"
        if not vague(objective.text):
            return "met"
        # Vague as it stands; a measure that is not stated yet might still make it concrete.
        return Outcome("not met", "not met", "met" if objective.measure is None else "not met")

    return _of_objectives(role, judge)


@judges("clarity.measurable", "objectives")
def measurable(role: Role) -> Verdict:
    def judge(objective: Objective) -> Answer:
        if objective.measure is None:
            return "not stated"
        return "met" if countable(objective.measure) else "not met"

    return _of_objectives(role, judge)


@judges("clarity.milestones", "objectives")
def milestones(role: Role) -> Verdict:
    def date(objective: Objective) -> Answer:
        there = there_is(objective.by)
        return "not met" if there == "met" and not dated(objective.by) else there

    found = _of_objectives(role, lambda o: together([date(o), there_is(o.milestones)]))
    undated = [o.by for o in role.objectives or () if there_is(o.by) == "met" and not dated(o.by)]
    return found._replace(because="no_date", figures={**found.figures, "word": undated[0]}) if undated else found


@judges("clarity.own_layer", "objectives", "layer")
def own_layer(role: Role) -> Verdict:
    def judge(objective: Objective) -> Answer:
        if objective.layer is None or role.layer is None:
            return "not stated"
        return "met" if rung(objective.layer) <= rung(role.layer) else "not met"

    return _of_objectives(role, judge)


judges_facts("clarity.boundaries", "scope.boundaries")


@judges("clarity.achievable", "objectives", "capacity.hours_paid", "capacity.hours_to_zoom_out")
def achievable(role: Role) -> Verdict:
    paid, objectives, kept_free = role.capacity.hours_paid, role.objectives, role.capacity.hours_to_zoom_out
    if paid is None or objectives is None:
        return verdict("not stated")
    needed = sum(o.hours or 0 for o in objectives) + (kept_free or 0)
    figures: dict[str, Any] = {"needed": needed, "paid": paid}
    if needed > paid * STRETCH:
        return verdict("not met", **figures)
    if any(o.hours is None for o in objectives):
        return verdict("not stated")
    at_least: Answer | None = "not met" if kept_free is None else None
    return verdict("met" if needed <= paid else "partly", at_least=at_least, **figures)


@judges("clarity.translation", "influence.works_across", "layer", "influence.translator")
def translation(role: Role) -> Verdict:
    across = role.influence.works_across
    if across is None or role.layer is None:
        return verdict("not stated")
    span = max((abs(rung(layer) - rung(role.layer)) for layer in across), default=0)
    if span <= 1:
        return verdict("met", "next_door")
    return verdict(there_is(role.influence.translator), span=span)
