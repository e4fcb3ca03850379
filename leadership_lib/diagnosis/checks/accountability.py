"""Accountability: who answers to the lead, to whom the lead answers, and for what (P48 to P50)."""

import re
from collections.abc import Sequence
from dataclasses import replace

from leadership_lib.diagnosis.checks.base import judges
from leadership_lib.diagnosis.checks.evidence import Row, for_managers, in_words, said
from leadership_lib.diagnosis.checks.verdict import Quote, Verdict, by_words, verdict
from leadership_lib.framework.words import phrases
from leadership_lib.role.parts import Line
from leadership_lib.role.role import Role


@judges("influence.not_a_boss", "accountability.manages", "complete")
def not_a_boss(role: Role) -> Verdict:
    manages, free, boss = role.accountability.manages, said(role, "peers_left_free"), said(role, "boss")
    if manages:
        if "independent peers" in manages:
            return verdict("not met")
        if "clinical colleagues" in manages:
            return verdict("not met", "who_employs", at_most="met", quotes=boss)
        # Employed or not, clinicians whom the description has line managed and appraised are managed.
        if "employed staff" in manages and not free and (managed := boss or said(role, "manages_people")):
            return by_words("not met", "boss_in_words", managed)
        return verdict("met", "staff_only", quotes=free) if free else verdict("does not apply")
    if boss:
        both = bool(free)
        return by_words("partly" if both else "not met", "both" if both else "boss_in_words", (*boss[:1], *free[:1]))
    if not free and (advised := said(role, "advises_peers")):
        return by_words("met", "in_words", advised, plain=True)
    if free:
        # Nobody is managed, and nothing is left to be said: it stays as it is.
        settled = manages == () and role.complete
        return verdict("met", "in_words", at_least="met" if settled else "not met", quotes=free)
    return verdict("for you to judge", "nobody_managed") if manages == () else verdict("not stated")


@judges("influence.answers_for_role", "accountability.lines")
def answers_for_role(role: Role) -> Verdict:
    if for_managers(role):
        return verdict("does not apply")
    lines = lines_of(role)
    held = {line.answers_for for line in lines} - {None}
    quotes = named(lines)
    if wrong := held & {"the role and clinical practice", "other people's practice"}:
        return verdict("not met", for_what=sorted(filter(None, wrong))[0], quotes=quotes)
    if practice := said(role, "for_practice"):
        return by_words("not met", "practice_in_words", practice)
    if held == {"the role"}:
        return verdict("met", quotes=quotes)
    # Practice that is answered for elsewhere is not answered for here.
    if lines and (elsewhere := said(role, "practice_excluded") or said(role, "practice_nearly_excluded")):
        return by_words("met", "elsewhere", (*quotes[:1], *elsewhere[:1]), plain=True)
    if "professional matters" in held or (len(lines) > 1 and any(_professional(line) for line in lines)):
        return verdict("partly", "set_apart", at_least="not met", at_most="met", quotes=quotes)
    for_role: Row = ("for_the_role", "met" if lines else "partly", "in_words")
    told = in_words(role, ("set_apart", "partly", "set_apart"), for_role)
    return told if told.quotes or not quotes else by_words("partly", "for_what_unsaid", quotes)


def lines_of(role: Role) -> tuple[Line, ...]:
    """Return the lines of accountability; one that names two posts is two, and what it says holds of the first."""
    return tuple(part for line in role.accountability.lines or () for part in _parts(line))


def _parts(line: Line) -> list[Line]:
    first, *more = filter(None, _ANOTHER_LINE.split(line.to or "")) if line.to else [""]
    return [replace(line, to=first), *(Line(to=text) for text in more)] if more else [line]


def named(lines: Sequence[Line]) -> tuple[Quote, ...]:
    """Quote whom lines of accountability name."""
    return tuple(Quote("accountability.lines", line.to) for line in lines if line.to)


def _professional(line: Line) -> bool:
    return line.answers_for == "professional matters" or bool(line.to and "professional" in line.to.lower())


@judges("influence.answers_to_clinician", "accountability.lines")
def answers_to_clinician(role: Role) -> Verdict:
    lines = lines_of(role)
    if not lines:
        return verdict("not stated")
    quotes = named(lines)
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
    clinical = phrases("clinical_posts").found_in(line.to)
    managing = phrases("managing_posts").found_in(phrases("clinical_posts").removed_from(line.to))
    found = {"a clinical leader": clinical, "a manager": managing}
    return {kind for kind, words in found.items() if words}


@judges("influence.says_so", "accountability.excludes_clinical_practice", "complete", "accountability.lines")
def says_so(role: Role) -> Verdict:
    if for_managers(role):
        return verdict("does not apply")
    if (excludes := role.accountability.excludes_clinical_practice) is not None:
        return verdict("met" if excludes else "not met")
    nearly: Row = ("practice_nearly_excluded", "partly", None)
    told = in_words(role, ("practice_excluded", "met", "in_words", True), nearly)
    if told.quotes:
        return told
    covered = said(role, "for_practice")
    if covered or any(line.answers_for == "the role and clinical practice" for line in lines_of(role)):
        return by_words("not met", "contrary", covered)
    if role.complete:
        return verdict("not met", "whole")
    # Whoever sets out to whom the holder answers, and does not say this, has not said it, as far as the text shows.
    lines = named([line for line in lines_of(role) if line.to_whom != "nobody"])
    return verdict("not met", "unsaid", at_most="met", quotes=lines) if lines else verdict("not stated")


#: Where, in the words of one line, another begins.
_ANOTHER_LINE = re.compile(r"(?i);\s*(?:and\s+)?|[,.]?\s+(?:and\s+)?(?=professionally\b)")
