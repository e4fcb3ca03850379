"""Titles: whether a title matches the authority really held, and which would be the truer one (P45 to P47)."""

import re
from collections.abc import Sequence
from typing import Any, Literal

from leadership_lib.diagnosis.checks.base import judges
from leadership_lib.diagnosis.checks.evidence import Row, in_words, leads_no_peers, said
from leadership_lib.diagnosis.checks.topics import speaks_of
from leadership_lib.diagnosis.checks.verdict import Answer, Outcome, Quote, Verdict, by_words, graded, verdict
from leadership_lib.diagnosis.checks.wording import figure
from leadership_lib.framework.words import phrases
from leadership_lib.role.parts import DecisionRight
from leadership_lib.role.role import Role

#: What the title Director claims to direct (P46).
DIRECTED: tuple[Literal["people", "services", "resources"], ...] = ("people", "services", "resources")


def decided(right: DecisionRight) -> bool:
    """Tell whether a right is the lead's power to decide: not only to be heard, and not a group's."""
    return right.extent in ("decides", "decides with others") and not of_a_group(right)


def of_a_group(right: DecisionRight) -> bool:
    """Tell whether a right is a board's or a meeting's: its authority is not its lead's."""
    return right.extent != "decides" and speaks_of("decided_by_a_group", f"{right.what or ''}; {right.limit or ''}")


def how_far(right: DecisionRight) -> bool:
    """Tell whether it is said how far a right goes: the lead's alone, or with a limit that is not only with whom."""
    if right.extent == "decides" or right.limit is None:
        return right.extent == "decides"
    with_whom = _JOINTLY.match(right.limit) and not figure(right.limit)
    return not (with_whom or _JOINTLY.search(right.what or ""))


_JOINTLY = re.compile(r"(?i)\b(?:jointly|together|with)\b")


def claims_authority(title: str) -> bool:
    """Tell whether a title claims to direct people, services and resources (P46)."""
    claimed = title if not phrases("leading_titles").found_in(title) else _MANAGERS_BY_PROFESSION.sub(" ", title)
    return bool(phrases("managerial_titles").found_in(claimed)) and not laid_down(title)


#: In a title that says lead, who leads: a practice manager is a profession there, as a nurse is.
_MANAGERS_BY_PROFESSION = re.compile(r"(?i)\b(?:practice|business) managers?\b")


def laid_down(title: str) -> bool:
    """Tell whether a title is laid down by statute, contract or custom."""
    return bool(phrases("laid_down_titles").found_in(title))


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


def rights_named(rights: Sequence[DecisionRight]) -> tuple[Quote, ...]:
    """Quote what rights are about."""
    return tuple(Quote("influence.decision_rights", right.what) for right in rights if right.what)


READS = ("title", "influence.decision_rights", "accountability.manages", "complete")

#: What is claimed by words of authority, or of people managed, with no right stated.
SOME: tuple[Row, ...] = (("authority", "partly", "some_in_words"), ("manages_people", "partly", "some_in_words"))


@judges("influence.title_authority", *READS)
def title_authority(role: Role) -> Verdict:
    title, rights = role.title, role.influence.decision_rights
    if title is None:
        return verdict("not stated")
    if rights is None:
        return _title_by_words(role, title)
    quotes = rights_named(rights)
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
        # That somebody is managed may yet come to light, and with it that the title says too little.
        unsaid = hires(role) and role.accountability.manages is None
        return verdict("met", at_least="partly" if unsaid else None, title=title, quotes=quotes)
    if not rights:
        return verdict("not met", "nothing", title=title)
    led = phrases("leading_titles").found_in(title) and said(role, "decides_with_others")
    if laid_down(title) or led:
        return verdict("met", "claims_no_more", title=title, quotes=quotes)
    open_ended = any(right.extent is None for right in rights) or not role.complete
    return verdict("partly", "heard_only", at_most="met" if open_ended else None, title=title, quotes=quotes)


def _title_by_words(role: Role, title: str) -> Verdict:
    if claims_authority(title):
        return in_words(role, *SOME, ("denied", "not met", "denied"), title=title)
    # A title that claims no authority is matched by leading alone.
    held: list[Row] = [(topic, "met", "in_words") for topic, *_ in SOME]
    leads: list[Row] = [(topic, "met", "leads_in_words", True) for topic in ("decides_with_others", "leads")]
    return in_words(role, *held, *leads, ("denied", "partly", "denied"), title=title)


def says_too_little(role: Role) -> bool:
    """Tell whether a title says less than the post holds: one that only leads, for someone who hires or appraises."""
    return bool(role.title and role.accountability.manages) and not claims_authority(role.title or "") and hires(role)


def hires(role: Role) -> bool:
    """Tell whether the holder decides who is taken on or let go."""
    rights = role.influence.decision_rights or ()
    return any(decided(right) and right.what and speaks_of("hiring", right.what) for right in rights)


@judges("influence.truer_title", *READS, "organisation", "layer")
def truer_title(role: Role) -> Verdict:
    title, rights = role.title, role.influence.decision_rights
    if title is None:
        return verdict("not stated")
    if phrases("senior_titles").found_in(title):
        return verdict("does not apply", "senior", title=title)
    if leads_no_peers(role):
        return verdict("does not apply", "manager", title=title)
    if laid_down(title) or _of_the_contract(role):
        return verdict("does not apply", title=title)
    if says_too_little(role):
        return verdict("partly", "too_little", title=title, quotes=rights_named(rights or ()))
    if not claims_authority(title):
        leads = phrases("leading_titles").found_in(title)
        return verdict("met" if leads else "partly", title=title, quotes=[Quote("title", title)])
    if rights is None:
        return in_words(role, ("denied", "not met", "denied"), *SOME, title=title)
    authority = _authority(role)
    if denied := said(role, "denied"):
        return by_words("not met", "denied", denied, title=title)
    if authority.answer == "met":
        return verdict("met", "real", title=title, quotes=rights_named(rights))
    if rights and all(right.extent is None for right in rights):
        return verdict("not stated", "extent_not_stated", title=title, quotes=rights_named(rights))
    at_most: Answer | None = "met" if authority.at_most == "met" else None
    return verdict("not met", at_most=at_most, title=title, quotes=rights_named(rights))


def _of_the_contract(role: Role) -> bool:
    """Tell whether this is the Clinical Director whom the contract of a primary care network asks by title."""
    if not _DIRECTOR_OF_A_NETWORK.search(role.title or ""):
        return False
    return role.layer == "pcn" or speaks_of("network", f"{role.title} {role.organisation or ''}")


#: The title of the contract, as it is or with words around it that leave it what it is; a locality's is another post.
_DIRECTOR_OF_A_NETWORK = re.compile(r"(?i)(?<!locality )(?<!area )clinical director")
