"""Influence: what the lead has to reach people whom no one can order, and who stands beside them."""

from typing import Any

from leadership_lib.diagnosis.checks.accountability import kinds_of, lines_of, named
from leadership_lib.diagnosis.checks.base import judges
from leadership_lib.diagnosis.checks.evidence import in_words, leads_no_peers, quoted, said, said_in
from leadership_lib.diagnosis.checks.titles import decided, rights_named
from leadership_lib.diagnosis.checks.verdict import (
    Answer,
    Outcome,
    Quote,
    Verdict,
    by_words,
    choice,
    graded,
    joint,
    there_is,
    together,
    verdict,
)
from leadership_lib.framework.words import phrases
from leadership_lib.role.parts import Objective
from leadership_lib.role.role import Role, real, says_none

#: Those who have to act although the lead cannot direct them (P15).
NOT_DIRECTED = {"peers", "managers", "other bodies"}


def directs_people(role: Role) -> bool:
    """Tell whether somebody says that the lead directs people: by a right over them, or by managing them."""
    rights = role.influence.decision_rights or ()
    return any(right.over == "people" and decided(right) for right in rights) or bool(role.accountability.manages)


def exposed(objective: Objective, role: Role) -> bool:
    """Tell whether a result depends on people whom the lead cannot direct; a team only where somebody says it is."""
    needed = set(objective.depends_on or ())
    return bool(needed & NOT_DIRECTED) or ("the team" in needed and not directs_people(role))


@judges("influence.reach", "objectives", "influence.means", "influence.decision_rights", "accountability.manages")
def reach(role: Role) -> Verdict:
    objectives, means = role.objectives, role.influence.means and real(role.influence.means)
    if objectives == ():
        return verdict("not met", "no_objectives")
    if objectives is None or all(o.depends_on is None for o in objectives):
        return _reach_by_words(role)
    count, unknown = sum(exposed(o, role) for o in objectives), sum(o.depends_on is None for o in objectives)
    strong = [text for text in means or () if not phrases("weak_means").found_in(text)]
    figures: dict[str, Any] = {"exposed": count, "total": len(objectives), "means": len(strong)}

    def answer(at_risk: int) -> Answer:
        return "not met" if not means else graded(len(strong) >= max(at_risk, SEVERAL), True)

    if not count:
        return verdict("not stated") if unknown else verdict("does not apply", "own_hands")
    if means is None:
        return _reach_by_words(role)
    quotes = quoted(role, ["influence.means"])
    return verdict(answer(count), at_least=answer(count + unknown), quotes=quotes, **figures)


#: How many means, at least, give a hold on what depends on others.
SEVERAL = 2


def _reach_by_words(role: Role) -> Verdict:
    needed = said(role, "others_needed")
    if not needed:
        return verdict("not stated")
    if hold := said(role, "strong_means"):
        return by_words("met", "hold", (needed[0], hold[0]), plain=True)
    stated = [q for q in quoted(role, ["influence.means"]) if not phrases("weak_means").found_in(q.words)]
    own = rights_named([right for right in role.influence.decision_rights or () if decided(right)])
    if len(stated) >= SEVERAL and own:
        return by_words("met", "several", (stated[0], own[0]))
    some = said(role, "means_given")
    return by_words("partly", "in_words", (needed[0], some[0])) if some else verdict("not stated")


@judges("influence.shared_measures", "objectives", "influence.decision_rights", "accountability.manages")
def shared_measures(role: Role) -> Verdict:
    objectives = role.objectives
    if objectives == ():
        return verdict("not met", "no_objectives")
    if all(o.shared_with is None for o in objectives or ()) and (found := said(role, "shared_measure")):
        return by_words("partly", "in_words", found)
    at_risk = [Outcome.from_answer(there_is(o.shared_with)) for o in objectives or () if exposed(o, role)]
    if not at_risk:
        settled = objectives and all(o.depends_on is not None for o in objectives)
        return verdict("does not apply", "own_hands") if settled else verdict("not stated")
    # An objective may still turn out to depend on others, and then to be shared or not.
    perhaps = [Outcome.from_answer(there_is(o.shared_with)) for o in objectives or () if o.depends_on is None]
    found_ = together(at_risk)
    worst = joint([*(o.at_least for o in at_risk), *(o.at_least for o in perhaps if o.at_least != "met")])
    best = joint([*(o.at_most for o in at_risk), *(o.at_most for o in perhaps if o.at_most == "met")])
    outcome = Outcome(found_.answer, worst, "met" if found_.at_most == "met" else best)
    shared = sum(o.answer == "met" for o in at_risk)
    return verdict(outcome, shared=shared, exposed=len(at_risk))


#: The facts that say who may hold the post, and who does.
WHO = ("appointment.eligibility", "appointment.profession")

CREDITS = ("capacity.keeps_clinical_work", "appointment.peers_have_a_say", "appointment.how")


@judges("influence.credibility", *CREDITS, *WHO)
def credibility(role: Role) -> Verdict:
    if leads_no_peers(role):
        return verdict("does not apply")
    works, chosen = role.capacity.keeps_clinical_work, role.appointment.peers_have_a_say
    elected = chosen is None and role.appointment.how in ("elected", "nominated")
    parts: list[Answer] = [choice(works), choice(True if elected else chosen)]
    if parts[0] != "not stated" and parts[1] != "not stated":
        # An election is a say of peers, until somebody says that they have none.
        return verdict(together([parts[0], Outcome("met", "not met", "met") if elected else parts[1]]))
    if "met" in parts:
        # Peers believe one who still does their work, or whom they chose: the other half may yet be denied.
        return verdict("met", "works" if works else "chosen", at_least="partly" if not elected else "not met")
    near = said(role, "near_to_peers", "appointment.eligibility")
    if parts[0] == "not stated" and (day_job := in_practice(role)):
        return by_words(
            "partly" if parts[1] == "not met" else "met", "in_words", (*day_job[:1], *near[:1]), plain=True
        )
    if "not met" in parts:
        return by_words("partly" if near else "not met", None, near)
    some = near or said_in(role, "registered", *WHO)
    return by_words("partly", None, some) if some else verdict("not stated")


def in_practice(role: Role) -> tuple[Quote, ...]:
    """Quote where a role says that its holder sees patients, or is chosen from those who do."""
    return said(role, "clinical_work", *WHO)


@judges("influence.partnership", "influence.partner_manager", "influence.partnership", "accountability.lines")
def partnership(role: Role) -> Verdict:
    manager, terms = role.influence.partner_manager, role.influence.partnership
    if says_none(manager):
        return verdict("not met")
    if manager and terms == "equal":
        return verdict("met", quotes=quoted(role, ["influence.partner_manager"]))
    if equal := said(role, "equal_manager"):
        return by_words("met", "in_words", equal)
    if manager or terms:
        equal_still = terms in (None, "equal")
        quotes = quoted(role, ["influence.partner_manager"])
        return verdict(
            "partly", at_least=None if manager else "not met", at_most="met" if equal_still else None, quotes=quotes
        )
    # A manager to whom the lead answers is no partner for it.
    over = named([line for line in lines_of(role) if kinds_of(line) == {"a manager"}])
    told = in_words(role, ("works_with_manager", "partly", "works_with"))
    return told if told.quotes or not over else by_words("not met", "superior", over)
