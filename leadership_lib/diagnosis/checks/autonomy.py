"""Autonomy: what is left to the lead, and the time, help and freedom to use it."""

import re

from leadership_lib.diagnosis.checks import wording
from leadership_lib.diagnosis.checks.base import judges
from leadership_lib.diagnosis.checks.evidence import for_managers, in_words, quoted, said, said_in
from leadership_lib.diagnosis.checks.titles import decided, how_far, of_a_group, rights_named
from leadership_lib.diagnosis.checks.topics import speaks_of
from leadership_lib.diagnosis.checks.verdict import Quote, Verdict, by_words, graded, there_is, verdict
from leadership_lib.role.role import Role, says_none

PARTS = ("plan", "deliver", "evaluate")


@judges("autonomy.latitude", "scope.without_asking", "influence.decision_rights")
def latitude(role: Role) -> Verdict:
    left = role.scope.without_asking
    if left is not None:
        missing = [part for part in PARTS if part not in left]
        return verdict(graded(not missing, left), missing=" and ".join(missing))
    shown = {part: said(role, topic) for part, topic in zip(PARTS, ("plans", "delivers", "evaluates"), strict=True)}
    free = said(role, "left_open")
    if free and shown["plan"] and shown["evaluate"]:
        return by_words("met", "in_words", (*free, *shown["plan"][:1], *shown["evaluate"][:1]))
    if found := (*free[:1], *shown["plan"][:1], *shown["evaluate"][:1]):
        return by_words("partly", "some_in_words", found)
    # What the lead decides is the lead's to carry out; of planning and judging it nothing is said.
    if held := [right for right in role.influence.decision_rights or () if decided(right)]:
        return verdict("partly", "decides", at_least="not met", at_most="met", quotes=rights_named(held))
    return verdict("not stated")


@judges("autonomy.not_prescribed", "scope.prescribed_tasks", "duties", "other_words")
def not_prescribed(role: Role) -> Verdict:
    tasks, free = role.scope.prescribed_tasks, said(role, "left_open")
    if tasks is not None:
        if says_none(tasks):
            return verdict("met", "free")
        # That a meeting has its day fills the diary and lays no way down.
        ways = [task for task in tasks if not speaks_of("a_meeting", task)]
        few = len(ways) <= FEW_TASKS and (free or not said_in(role, "laid_down", *ABOUT_WORK))
        answer = graded(few, free or len(ways) <= MANY_TASKS)
        return verdict(answer, quotes=quoted(role, ["scope.prescribed_tasks"]))
    if (told := in_words(role, ("left_open", "met", "left_open"), ("laid_down", "partly", "laid_down"))).quotes:
        return told
    # Several duties that say what is to be done, and none of them how: that they are left open is not said.
    duties = tuple(duty for duty in quoted(role, ["duties"]) if wording.concrete(duty.words) != "not met")
    return by_words("partly", "some_shown", duties) if len(duties) >= SHOWN else verdict("not stated")


#: How many duties show that none of them lays down the way to do it.
SHOWN = 3

#: The facts in which a description speaks of the work and how it is to be done.
ABOUT_WORK = ("scope.prescribed_tasks", "duties", "other_words")

#: Up to how many tasks laid down leave the rest open, a report and a meeting; and up to how many leave some room.
FEW_TASKS, MANY_TASKS = 2, 6


@judges("autonomy.decides", "influence.decision_rights", "complete", "duties")
def decides(role: Role) -> Verdict:
    rights = role.influence.decision_rights
    if rights is None:
        return _decides_by_words(role)
    open_ended = [right for right in rights if right.extent is None]
    if rights and len(open_ended) == len(rights):
        if some := said(role, "authority"):
            return by_words("partly", "some_authority", some)
        return verdict("not stated", "extent_not_stated", quotes=rights_named(rights))
    held = [right for right in rights if decided(right)]
    # What is settled with others is the lead's to decide where it is said how far; else it is a say in it.
    if own := [right for right in held if how_far(right)]:
        return verdict("met", count=len(held), quotes=rights_named(own))
    if held:
        return verdict("partly", "settled_with_others", at_most="met", quotes=rights_named(held))
    if rights and all(map(of_a_group, rights)):
        return verdict("not met", "of_a_group", at_most=None if role.complete else "met", quotes=rights_named(rights))
    # What is listed need not be all, unless someone says that it is.
    unfinished = open_ended or (rights and not role.complete)
    return verdict(
        "partly" if rights else "not met", at_most="met" if unfinished else None, quotes=rights_named(rights)
    )


def _decides_by_words(role: Role) -> Verdict:
    authority = said(role, "authority")
    if own := tuple(quote for quote in authority if not speaks_of("decided_by_a_group", quote.words)):
        return by_words("met", "in_words", own)
    if authority:
        return by_words("not met", "of_a_group", authority)
    told = in_words(role, ("denied", "not met", "denied"), ("settles_with_others", "partly", "with_others"))
    if told.quotes:
        return told
    # Duties that leave decisions out do not say that there are none; the whole description does.
    duties = quoted(role, ["duties"])
    return by_words("not met", "none_to_decide", duties) if duties and role.complete else verdict("not stated")


@judges("autonomy.zoom_out_time", "capacity.hours_to_zoom_out", "capacity.protected", "capacity.protection_kept")
def zoom_out_time(role: Role) -> Verdict:
    hours, protected, kept = role.capacity.hours_to_zoom_out, role.capacity.protected, role.capacity.protection_kept
    if hours is not None:
        return verdict(graded(hours >= 1, hours), hours=hours)
    if kept is False or says_none(protected):
        return verdict("not met", "not_kept", at_most="met", quotes=quoted(role, ["capacity.protected"]))
    promised = quoted(role, ["capacity.protected"]) or said(role, "time_kept")
    if promised:
        # An amount that is protected is more than a promise.
        firm = kept or any(wording.figure(quote.words) and speaks_of("time_kept", quote.words) for quote in promised)
        return by_words("met" if firm else "partly", "protected", promised, plain=True)
    return in_words(role, ("time_to_think", "partly", "some_time"), ("time_not_kept", "partly", "some_time"))


@judges("autonomy.support", "capacity.support")
def support(role: Role) -> Verdict:
    answer, told = there_is(role.capacity.support), quoted(role, ["capacity.support"])
    if answer == "met" and all(wording.generic(quote.words) for quote in told):
        # Help that is promised and not named: tidy words alone.
        return verdict("partly", "general_words", quotes=told)
    if answer == "met":
        # Supervision, a desk, or cover in leave takes no work away; of help, how much or with what has to be said.
        hands = tuple(quote for quote in told if not speaks_of("no_hands", quote.words))
        if len(hands) > 1 or any(map(_says_how_much, hands)):
            return verdict("met", quotes=hands)
        return verdict("partly", "no_hands", at_most="met", quotes=told)
    if answer != "not stated":
        return verdict(answer)
    if given := tuple(quote for quote in said(role, "named_help") if speaks_of("help_given", quote.words)):
        return by_words("met", "in_words", given)
    return in_words(role, ("named_help", "partly", "general_words"), ("some_help", "partly", "general_words"))


def _says_how_much(help_given: Quote) -> bool:
    """Tell whether of some help it is said how much of it there is, or what it takes off the lead."""
    return wording.figure(help_given.words) or bool(_TAKES_OFF.search(help_given.words))


_TAKES_OFF = re.compile(
    r"(?i)\b(?:who|which|for|keeps?|runs?|does|do|takes?|books?|prepares?|drafts?|pays?|arranges?|writes?|types?|handles?)\b"
)


@judges("autonomy.way_back", "appointment.way_back", "appointment.losses", "appointment.contract")
def way_back(role: Role) -> Verdict:
    back, losses = there_is(role.appointment.way_back), role.appointment.losses
    if back == "not met":
        return verdict("partly" if losses == () else "not met", at_most="partly" if losses is None else None)
    # That nothing is lost is no way back by itself: nobody has said how.
    if back == "not stated":
        if losses:
            lost = quoted(role, ["appointment.losses"])
            if leaving := said(role, "way_back", "appointment.contract"):
                return by_words("partly", "leaving_and_loss", (*leaving[:1], *lost))
            return verdict("not met", "loss", at_most="partly", quotes=lost)
        if found := said(role, "way_back_kept"):
            return by_words("met", "kept", found, plain=True)
        if found := said(role, "way_back", "appointment.contract"):
            return by_words("partly", "leaving_only", found)
        return verdict("does not apply" if for_managers(role) else "not stated")
    quotes = quoted(role, ["appointment.way_back"])
    if losses is None:
        if found := said_in(role, "way_back_kept", "appointment.way_back"):
            return by_words("met", "kept", found, plain=True)
        return verdict("partly", "no_word_of_loss", at_least="partly", at_most="met", quotes=quotes)
    return verdict("partly" if losses else "met", quotes=quotes)
