"""Autonomy: what is left to the lead, and the time, help and freedom to use it."""

from collections.abc import Sequence

from leadership_lib.diagnosis.checks.base import judges, judges_facts, judges_stated
from leadership_lib.diagnosis.checks.influence import decided
from leadership_lib.diagnosis.checks.verdict import Answer, Verdict, graded, there_is, together, verdict
from leadership_lib.role.role import DecisionRight, Role


@judges_stated("autonomy.latitude", "scope.latitude")
def latitude(left: Sequence[str]) -> Verdict:
    missing = [part for part in ("plan", "deliver", "evaluate") if part not in left]
    return verdict(graded(not missing, left), missing=" and ".join(missing))


@judges("autonomy.not_prescribed", "scope.prescribed_tasks", "objectives")
def not_prescribed(role: Role) -> Verdict:
    if role.scope.prescribed_tasks is None:
        return verdict("not stated")
    tasks = len(role.scope.prescribed_tasks)
    if not tasks:
        return verdict("met", "free")
    if role.objectives is None:
        return verdict("not stated")
    results = len(role.objectives)
    return verdict(graded(2 * tasks <= results, tasks <= results), tasks=tasks, results=results)


@judges_stated("autonomy.decides", "influence.decision_rights")
def decides(rights: Sequence[DecisionRight]) -> Verdict:
    open_ended = [right for right in rights if right.extent is None]
    if rights and len(open_ended) == len(rights):
        return verdict("not stated")
    if count := sum(map(decided, rights)):
        return verdict("met", count=count)
    return verdict("partly" if rights else "not met", at_most="met" if open_ended else None)


@judges_stated("autonomy.zoom_out_time", "capacity.hours_to_zoom_out")
def zoom_out_time(hours: float) -> Verdict:
    return verdict(graded(hours >= 1, hours), hours=hours)


judges_facts("autonomy.support", "capacity.support")


@judges("autonomy.way_back", "appointment.way_back", "appointment.given_up")
def way_back(role: Role) -> Verdict:
    back, given_up = role.appointment.way_back, role.appointment.given_up
    loss: Answer = "not stated" if given_up is None else "not met" if given_up else "met"
    return verdict(together([there_is(back), loss]))
