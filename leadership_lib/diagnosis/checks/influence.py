"""Influence: what the title claims, whom the lead answers to, and by what means peers are reached."""

from typing import Any, Literal

from leadership_lib.diagnosis.checks.base import judges, judges_facts, judges_stated
from leadership_lib.diagnosis.checks.verdict import (
    Answer,
    Outcome,
    Verdict,
    choice,
    graded,
    joint,
    there_is,
    together,
    verdict,
)
from leadership_lib.framework import concepts
from leadership_lib.role.role import DecisionRight, Objective, Role, real, says_none

#: What the title Director claims to direct (P46).
DIRECTED: tuple[Literal["people", "services", "resources"], ...] = ("people", "services", "resources")

#: Those who have to act although the lead cannot direct them (P15).
NOT_DIRECTED = {"peers", "managers", "other bodies"}


def decided(right: DecisionRight) -> bool:
    """Tell whether a right is a power to decide and not only to be heard."""
    return right.extent in ("decides", "decides with others")


def exposed(objective: Objective) -> bool:
    """Tell whether an objective depends on people whom the lead cannot direct."""
    return bool(objective.depends_on and NOT_DIRECTED & set(objective.depends_on))


def _directs(rights: tuple[DecisionRight, ...]) -> list[str]:
    held = {right.over for right in rights if decided(right)}
    return [over for over in DIRECTED if over in held]


def _authority(rights: tuple[DecisionRight, ...]) -> Outcome:
    """Answer whether rights reach over all that a director directs, and what the unfinished ones may add."""
    held = set(_directs(rights))
    unfinished = [right for right in rights if (decided(right) or right.extent is None)]
    named = held | {right.over for right in unfinished if right.over in DIRECTED}
    anything = sum(right.over is None for right in unfinished)

    least, most = (graded(reach >= len(DIRECTED), reach) for reach in (len(held), len(named) + anything))
    return Outcome(least, least, most)


@judges_stated("influence.title_authority", "title", "influence.decision_rights")
def title_authority(title: str, rights: tuple[DecisionRight, ...]) -> Verdict:
    if concepts.phrases("managerial_titles").found_in(title):
        authority, directs = _authority(rights), _directs(rights)
        missing = ", ".join(over for over in DIRECTED if over not in directs)
        because = {"met": "real", "partly": "in_part", "not met": "claims"}[authority.answer]
        return verdict(authority, because, title=title, directs=", ".join(directs), missing=missing)
    if any(map(decided, rights)):
        return verdict("met", title=title)
    if not rights:
        return verdict("not met", "nothing", title=title)
    open_ended = any(right.extent is None for right in rights)
    return verdict("partly", "heard_only", at_most="met" if open_ended else None, title=title)


@judges("influence.truer_title", "title", "influence.decision_rights")
def truer_title(role: Role) -> Verdict:
    title, rights = role.title, role.influence.decision_rights
    if title is None:
        return verdict("not stated")
    if not concepts.phrases("managerial_titles").found_in(title):
        leads = concepts.phrases("leading_titles").found_in(title)
        return verdict("met" if leads else "partly", title=title)
    if rights is None:
        return verdict("not stated")
    authority = _authority(rights)
    if authority.answer == "met":
        return verdict("met", "real", title=title)
    return verdict("not met", at_most="met" if authority.at_most == "met" else None, title=title)


judges_facts("influence.not_a_boss", "accountability.manages_peers", answer=lambda it: choice(it, False))


@judges("influence.answers_for_role", "accountability.for_what")
def answers_for_role(role: Role) -> Verdict:
    for_what = role.accountability.for_what
    return verdict(choice(for_what, "the role"), for_what=for_what)


@judges("influence.answers_to_clinician", "accountability.to_whom", "accountability.to")
def answers_to_clinician(role: Role) -> Verdict:
    whom = role.accountability.to_whom
    return verdict(choice(whom, "a clinical leader", "a mixed board"), "nobody" if whom == "nobody" else None)


judges_facts("influence.says_so", "accountability.excludes_clinical_practice", answer=choice)


@judges("influence.reach", "objectives", "influence.means")
def reach(role: Role) -> Verdict:
    objectives, means = role.objectives, role.influence.means and real(role.influence.means)
    if objectives == ():
        return verdict("not met", "no_objectives")
    if objectives is None or all(o.depends_on is None for o in objectives):
        return verdict("not stated")
    count, unknown = sum(map(exposed, objectives)), sum(o.depends_on is None for o in objectives)
    figures: dict[str, Any] = {"exposed": count, "total": len(objectives), "means": len(means or ())}

    def answer(at_risk: int) -> Answer:
        if not at_risk:
            return "met"
        return "not met" if not means else "met" if len(means) >= at_risk else "partly"

    if means is None and count + unknown:
        return verdict("not stated", **figures)
    because = None if count else "own_hands"
    return verdict(answer(count), because, at_least=answer(count + unknown), **figures)


@judges("influence.shared_measures", "objectives")
def shared_measures(role: Role) -> Verdict:
    objectives = role.objectives
    if objectives == ():
        return verdict("not met", "no_objectives")
    if objectives is None or all(o.depends_on is None for o in objectives):
        return verdict("not stated")
    at_risk = [Outcome.from_answer(there_is(o.shared_with)) for o in objectives if exposed(o)]
    # An objective may still turn out to depend on others, and then to be shared or not.
    perhaps = [Outcome.from_answer(there_is(o.shared_with)) for o in objectives if o.depends_on is None]
    found = together(at_risk)
    worst = joint([*(o.at_least for o in at_risk), *(o.at_least for o in perhaps if o.at_least != "met")])
    best = joint([*(o.at_most for o in at_risk), *(o.at_most for o in perhaps if o.at_most == "met")])
    outcome = Outcome(found.answer, worst, "met" if found.at_most == "met" else best)
    shared = sum(o.answer == "met" for o in at_risk)
    return verdict(outcome, None if at_risk else "own_hands", shared=shared, exposed=len(at_risk))


judges_facts("influence.credibility", "capacity.keeps_clinical_work", "appointment.peers_have_a_say", answer=choice)


@judges("influence.partnership", "influence.partner_manager", "influence.partnership")
def partnership(role: Role) -> Verdict:
    manager, terms = role.influence.partner_manager, role.influence.partnership
    if says_none(manager):
        return verdict("not met")
    if manager is None and terms is None:
        return verdict("not stated")
    if manager and terms == "equal":
        return verdict("met")
    equal_still = terms in (None, "equal")
    return verdict("partly", at_least=None if manager else "not met", at_most="met" if equal_still else None)
