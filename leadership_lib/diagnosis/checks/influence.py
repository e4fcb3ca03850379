"""Influence: title and authority, accountability, and what the lead has to reach people with."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

from leadership_lib.diagnosis.checks.base import judges
from leadership_lib.diagnosis.checks.evidence import for_managers, quoted, said, said_in
from leadership_lib.diagnosis.checks.topics import speaks_of
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
from leadership_lib.framework import concepts
from leadership_lib.role.role import DecisionRight, Line, Objective, Role, real, says_none

#: What the title Director claims to direct (P46).
DIRECTED: tuple[Literal["people", "services", "resources"], ...] = ("people", "services", "resources")

#: Those who have to act although the lead cannot direct them (P15).
NOT_DIRECTED = {"peers", "managers", "other bodies"}


def decided(right: DecisionRight) -> bool:
    """Tell whether a right is the lead's power to decide: not only to be heard, and not a group's."""
    return right.extent in ("decides", "decides with others") and not of_a_group(right)


def of_a_group(right: DecisionRight) -> bool:
    """Tell whether a right is a board's or a meeting's: its authority is not its lead's."""
    return right.extent != "decides" and speaks_of("decided_by_a_group", f"{right.what or ''}; {right.limit or ''}")


def claims_authority(title: str) -> bool:
    """Tell whether a title claims to direct people, services and resources (P46)."""
    return bool(concepts.phrases("managerial_titles").found_in(title)) and not laid_down(title)


def laid_down(title: str) -> bool:
    """Tell whether a title is laid down by statute, contract or custom."""
    return bool(concepts.phrases("laid_down_titles").found_in(title))


def directs_people(role: Role) -> bool:
    """Tell whether somebody says that the lead directs people: by a right over them, or by managing them."""
    rights = role.influence.decision_rights or ()
    return any(right.over == "people" and decided(right) for right in rights) or bool(role.accountability.manages)


def exposed(objective: Objective, role: Role) -> bool:
    """Tell whether a result depends on people whom the lead cannot direct; a team only where somebody says it is."""
    needed = set(objective.depends_on or ())
    return bool(needed & NOT_DIRECTED) or ("the team" in needed and not directs_people(role))


def _directs(rights: tuple[DecisionRight, ...]) -> list[str]:
    held = {right.over for right in rights if decided(right)}
    return [over for over in DIRECTED if over in held]


def _authority(role: Role) -> Outcome:
    """Answer whether rights reach over all that a director directs, and what may come to be known of them."""
    rights = role.influence.decision_rights or ()
    held = set(_directs(rights))
    unfinished = [right for right in rights if decided(right) or right.extent is None]
    named = held | {right.over for right in unfinished if right.over in DIRECTED}
    anything = sum(right.over is None for right in unfinished)
    least, most = (graded(reach >= len(DIRECTED), reach) for reach in (len(held), len(named) + anything))
    # A list that no one calls complete may leave rights out.
    return Outcome(least, least, most if role.complete or not rights else "met")


def _heard(rights: Sequence[DecisionRight]) -> tuple[Quote, ...]:
    return tuple(Quote("influence.decision_rights", right.what) for right in rights if right.what)


@judges("influence.title_authority", "title", "influence.decision_rights", "accountability.manages", "complete")
def title_authority(role: Role) -> Verdict:
    title, rights = role.title, role.influence.decision_rights
    if title is None:
        return verdict("not stated")
    if rights is None:
        return _title_by_words(role, title)
    quotes = _heard(rights)
    if rights and all(right.extent is None for right in rights):
        return verdict("not stated", "extent_not_stated", title=title, quotes=quotes)
    if claims_authority(title):
        authority, directs = _authority(role), _directs(rights)
        missing = ", ".join(over for over in DIRECTED if over not in directs)
        because = {"met": "real", "partly": "in_part", "not met": "claims"}[authority.answer]
        figures: dict[str, Any] = {"title": title, "directs": ", ".join(directs), "missing": missing}
        if authority.answer == "met" and (denied := said(role, "denied")):
            return by_words("partly", "denied", denied, title=title)
        return verdict(authority, because, quotes=quotes, **figures)
    if says_too_little(role):
        return verdict("partly", "too_little", title=title, quotes=quotes)
    if any(map(decided, rights)):
        return verdict("met", title=title, quotes=quotes)
    if not rights:
        return verdict("not met", "nothing", title=title)
    led = concepts.phrases("leading_titles").found_in(title) and said(role, "decides_with_others")
    if laid_down(title) or led:
        return verdict("met", "claims_no_more", title=title, quotes=quotes)
    open_ended = any(right.extent is None for right in rights) or not role.complete
    return verdict("partly", "heard_only", at_most="met" if open_ended else None, title=title, quotes=quotes)


def _title_by_words(role: Role, title: str) -> Verdict:
    authority, denied = said(role, "authority") or said(role, "manages_people"), said(role, "denied")
    if claims_authority(title):
        if authority:
            return by_words("partly", "some_in_words", authority, title=title)
        return by_words("not met", "denied", denied, title=title) if denied else verdict("not stated")
    if authority:
        return by_words("met", "in_words", authority, title=title)
    if led := said(role, "decides_with_others") or said(role, "leads"):
        return by_words("met", "leads_in_words", led, title=title)
    return by_words("partly", "denied", denied, title=title) if denied else verdict("not stated")


def says_too_little(role: Role) -> bool:
    """Tell whether a title says less than the post holds: one that only leads, for someone who hires or appraises."""
    rights = role.influence.decision_rights or ()
    hires = any(decided(right) and right.what and speaks_of("hiring", right.what) for right in rights)
    return bool(role.title and role.accountability.manages) and not claims_authority(role.title or "") and hires


@judges(
    "influence.truer_title",
    "title",
    "influence.decision_rights",
    "accountability.manages",
    "organisation",
    "layer",
    "complete",
)
def truer_title(role: Role) -> Verdict:
    title, rights = role.title, role.influence.decision_rights
    if title is None:
        return verdict("not stated")
    if concepts.phrases("senior_titles").found_in(title):
        return verdict("does not apply", "senior", title=title)
    if for_managers(role):
        return verdict("does not apply", "manager", title=title)
    if laid_down(title) or _of_the_contract(role):
        return verdict("does not apply", title=title)
    if says_too_little(role):
        return verdict("partly", "too_little", title=title, quotes=_heard(rights or ()))
    if not claims_authority(title):
        leads = concepts.phrases("leading_titles").found_in(title)
        return verdict("met" if leads else "partly", title=title, quotes=[Quote("title", title)])
    if rights is None:
        if denied := said(role, "denied"):
            return by_words("not met", "denied", denied, title=title)
        if some := said(role, "authority") or said(role, "manages_people"):
            return by_words("partly", "some_in_words", some, title=title)
        return verdict("not stated")
    authority = _authority(role)
    if denied := said(role, "denied"):
        return by_words("not met", "denied", denied, title=title)
    if authority.answer == "met":
        return verdict("met", "real", title=title, quotes=_heard(rights))
    if rights and all(right.extent is None for right in rights):
        return verdict("not stated", "extent_not_stated", title=title, quotes=_heard(rights))
    at_most: Answer | None = "met" if authority.at_most == "met" else None
    return verdict("not met", at_most=at_most, title=title, quotes=_heard(rights))


def _of_the_contract(role: Role) -> bool:
    """Tell whether this is the Clinical Director whom the contract of a primary care network asks by title."""
    if not _DIRECTOR_OF_A_NETWORK.search(role.title or ""):
        return False
    return role.layer == "pcn" or speaks_of("network", f"{role.title} {role.organisation or ''}")


#: The title of the contract, as it is or with words around it that leave it what it is; a locality's is another post.
_DIRECTOR_OF_A_NETWORK = re.compile(r"(?i)(?<!locality )(?<!area )clinical director")


@judges("influence.not_a_boss", "accountability.manages", "complete")
def not_a_boss(role: Role) -> Verdict:
    manages, free = role.accountability.manages, said(role, "peers_left_free")
    if manages:
        if "independent peers" in manages:
            return verdict("not met")
        if "clinical colleagues" in manages:
            return verdict("not met", "who_employs", at_most="met", quotes=said(role, "boss"))
        return verdict("met", "staff_only", quotes=free) if free else verdict("does not apply")
    boss = said(role, "boss")
    if boss:
        both = bool(free)
        return by_words("partly" if both else "not met", "both" if both else "boss_in_words", (*boss[:1], *free[:1]))
    if free or (free := said(role, "advises_peers")):
        # Nobody is managed, and nothing is left to be said: it stays as it is.
        settled = manages == () and role.complete
        return verdict("met", "in_words", at_least="met" if settled else "not met", quotes=free)
    return verdict("for you to judge", "nobody_managed") if manages == () else verdict("not stated")


@judges("influence.answers_for_role", "accountability.lines")
def answers_for_role(role: Role) -> Verdict:
    lines = lines_of(role)
    held = {line.answers_for for line in lines} - {None}
    quotes = _lines(lines)
    if wrong := held & {"the role and clinical practice", "other people's practice"}:
        return verdict("not met", for_what=sorted(filter(None, wrong))[0], quotes=quotes)
    if practice := said(role, "for_practice"):
        return by_words("not met", "practice_in_words", practice)
    if "professional matters" in held or (len(lines) > 1 and any(_professional(line) for line in lines)):
        return verdict("partly", "set_apart", at_least="not met", at_most="met", quotes=quotes)
    if "the role" in held:
        return verdict("met", quotes=quotes)
    if apart := said(role, "set_apart"):
        return by_words("partly", "set_apart", apart)
    if for_role := said(role, "for_the_role"):
        return by_words("met" if lines else "partly", "in_words", for_role)
    named = [line for line in lines if line.to]
    return by_words("partly", "for_what_unsaid", quotes) if named else verdict("not stated")


def lines_of(role: Role) -> tuple[Line, ...]:
    """Return the lines of accountability; one that names two posts is two, and what it says holds of the first."""
    return tuple(part for line in role.accountability.lines or () for part in _parts(line))


def _parts(line: Line) -> list[Line]:
    first, *more = filter(None, _ANOTHER_LINE.split(line.to or "")) if line.to else [""]
    return [replace(line, to=first), *(Line(to=text) for text in more)] if more else [line]


#: Where, in the words of one line, another begins.
_ANOTHER_LINE = re.compile(r"(?i);\s*(?:and\s+)?|[,.]?\s+(?:and\s+)?(?=professionally\b)")


def _lines(lines: Sequence[Line]) -> tuple[Quote, ...]:
    return tuple(Quote("accountability.lines", line.to) for line in lines if line.to)


def _professional(line: Line) -> bool:
    return line.answers_for == "professional matters" or bool(line.to and "professional" in line.to.lower())


@judges("influence.answers_to_clinician", "accountability.lines")
def answers_to_clinician(role: Role) -> Verdict:
    lines = lines_of(role)
    if not lines:
        return verdict("not stated")
    quotes = _lines(lines)
    kinds = {kind for line in lines for kind in kinds_of(line)}
    if kinds == {"nobody"}:
        return verdict("not met", "nobody")
    if not kinds:
        return verdict("not stated", "who_is_that", quotes=quotes) if quotes else verdict("not stated")
    if "a clinical leader" in kinds and "a manager" in kinds:
        return verdict("partly", "two_lines", quotes=quotes)
    if "a clinical leader" in kinds:
        return verdict("met", quotes=quotes)
    return verdict("partly" if "a mixed board" in kinds else "not met", quotes=quotes)


def kinds_of(line: Line) -> set[str]:
    """Return what sort of person or body a line leads to: as it says, or as the words of the post show."""
    if line.to_whom is not None:
        return {line.to_whom}
    if line.to is None:
        return set()
    clinical = concepts.phrases("clinical_posts").found_in(line.to)
    managing = concepts.phrases("managing_posts").found_in(concepts.phrases("clinical_posts").removed_from(line.to))
    found = {"a clinical leader": clinical, "a manager": managing}
    return {kind for kind, words in found.items() if words}


@judges("influence.says_so", "accountability.excludes_clinical_practice", "complete", "accountability.lines")
def says_so(role: Role) -> Verdict:
    if for_managers(role):
        return verdict("does not apply")
    if (excludes := role.accountability.excludes_clinical_practice) is not None:
        return verdict("met" if excludes else "not met")
    if found := said(role, "practice_excluded"):
        return by_words("met", "in_words", found)
    if found := said(role, "practice_nearly_excluded"):
        return by_words("partly", None, found)
    covered = said(role, "for_practice")
    if covered or _answers_for_practice(role):
        return by_words("not met", "contrary", covered)
    return verdict("not met", "whole") if role.complete else verdict("not stated")


def _answers_for_practice(role: Role) -> bool:
    lines = role.accountability.lines or ()
    return any(line.answers_for == "the role and clinical practice" for line in lines)


@judges(
    "influence.reach",
    "objectives",
    "influence.means",
    "influence.decision_rights",
    "accountability.manages",
)
def reach(role: Role) -> Verdict:
    objectives, means = role.objectives, role.influence.means and real(role.influence.means)
    if objectives == ():
        return verdict("not met", "no_objectives")
    if objectives is None or all(o.depends_on is None for o in objectives):
        return _reach_by_words(role)
    count, unknown = sum(exposed(o, role) for o in objectives), sum(o.depends_on is None for o in objectives)
    strong = [text for text in means or () if not concepts.phrases("weak_means").found_in(text)]
    figures: dict[str, Any] = {"exposed": count, "total": len(objectives), "means": len(strong)}

    def answer(at_risk: int) -> Answer:
        return "not met" if not means else graded(len(strong) >= max(at_risk, SEVERAL), True)

    if not count and not unknown:
        return verdict("does not apply", "own_hands")
    if means is None or not count:
        return _reach_by_words(role)
    quotes = quoted(role, ["influence.means"])
    return verdict(answer(count), at_least=answer(count + unknown), quotes=quotes, **figures)


#: How many means, at least, give a hold on what depends on others.
SEVERAL = 2


def _reach_by_words(role: Role) -> Verdict:
    needed = said(role, "others_needed")
    if not needed:
        return verdict("not stated")
    hold = said(role, "strong_means")
    some = hold or said(role, "means_given")
    if not some:
        return verdict("not stated")
    return by_words("partly", "hold" if hold else "in_words", (needed[0], some[0]))


@judges("influence.shared_measures", "objectives", "influence.decision_rights", "accountability.manages")
def shared_measures(role: Role) -> Verdict:
    objectives = role.objectives
    if objectives == ():
        return verdict("not met", "no_objectives")
    if objectives is None or all(o.depends_on is None and o.shared_with is None for o in objectives):
        found = said(role, "shared_measure")
        return by_words("partly", "in_words", found) if found else verdict("not stated")
    at_risk = [Outcome.from_answer(there_is(o.shared_with)) for o in objectives if exposed(o, role)]
    if not at_risk:
        settled = all(o.depends_on is not None for o in objectives)
        return verdict("does not apply", "own_hands") if settled else verdict("not stated")
    # An objective may still turn out to depend on others, and then to be shared or not.
    perhaps = [Outcome.from_answer(there_is(o.shared_with)) for o in objectives if o.depends_on is None]
    found_ = together(at_risk)
    worst = joint([*(o.at_least for o in at_risk), *(o.at_least for o in perhaps if o.at_least != "met")])
    best = joint([*(o.at_most for o in at_risk), *(o.at_most for o in perhaps if o.at_most == "met")])
    outcome = Outcome(found_.answer, worst, "met" if found_.at_most == "met" else best)
    shared = sum(o.answer == "met" for o in at_risk)
    return verdict(outcome, shared=shared, exposed=len(at_risk))


@judges(
    "influence.credibility",
    "capacity.keeps_clinical_work",
    "appointment.peers_have_a_say",
    "appointment.how",
    "appointment.eligibility",
    "appointment.profession",
)
def credibility(role: Role) -> Verdict:
    if for_managers(role):
        return verdict("does not apply")
    works, chosen, how = role.capacity.keeps_clinical_work, role.appointment.peers_have_a_say, role.appointment.how
    elected = True if how in ("elected", "nominated") else None
    parts = [choice(works), choice(chosen if chosen is not None else elected)]
    if parts[0] != "not stated" and parts[1] != "not stated":
        return verdict(together(parts))
    near = said(role, "near_to_peers", "appointment.eligibility")
    day_job = said(role, "clinical_work", "appointment.eligibility", "appointment.profession")
    registered = said_in(role, "registered", "appointment.eligibility", "appointment.profession")
    peers, practises = parts[1] == "met", parts[0] == "met" or (parts[0] == "not stated" and bool(day_job))
    if practises and (peers or near or day_job):
        return by_words("met", "in_words", (*day_job[:1], *near[:1]))
    if parts[0] == "not met" or parts[1] != "not stated":
        return by_words("partly" if peers or near else "not met", None, near)
    if some := near or registered:
        return by_words("partly", None, some)
    return verdict("not stated")


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
    if works := tuple(q for q in said(role, "works_with_manager") if q.fact != "accountability.lines"):
        return by_words("partly", "works_with", works)
    lines = lines_of(role)
    if over := tuple(line for line in lines if kinds_of(line) == {"a manager"}):
        return by_words("not met", "superior", _lines(over))
    return verdict("not stated")
