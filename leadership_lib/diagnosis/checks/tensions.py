"""Tensions: whether each paradox is named and held at both poles, and whether people are prepared for it."""

import re
from functools import partial
from typing import Any

from leadership_lib.core.records import field_kinds
from leadership_lib.diagnosis.checks.base import judges
from leadership_lib.diagnosis.checks.evidence import kept, leads_no_peers, quoted, said, said_in
from leadership_lib.diagnosis.checks.influence import in_practice
from leadership_lib.diagnosis.checks.purpose import of_the_peers
from leadership_lib.diagnosis.checks.topics import speaks_of
from leadership_lib.diagnosis.checks.verdict import Answer, Quote, Verdict, by_words, there_is, together, verdict
from leadership_lib.diagnosis.checks.wording import countable, dated
from leadership_lib.framework import concepts
from leadership_lib.framework.words import phrases
from leadership_lib.role.parts import Tension, Tensions
from leadership_lib.role.role import Role

PARADOXES = tuple(field_kinds(Tensions))

PURPOSES = ("purpose.higher", "purpose.for_peers", "purpose.for_organisation")

#: Which poles have to be served for half an answer. That colleagues cannot be ordered is half by itself: every role
#: has something to change. So is that several professions are led: every clinician belongs to one.
HALF = {"professional_autonomy": (0,), "representative_executive": (0, 1), "cross_profession_trust": (1,)}

#: By which topics a description shows that it serves each pole of a paradox without naming it.
SERVED = {
    "professional_autonomy": ("colleagues_free", "change_together"),
    "representative_executive": ("speaks_for_peers", "acts_for_organisation"),
}


def parts(paradox: str) -> tuple[str, ...]:
    """Return the paths of the facts about how one paradox is handled, without its warnings."""
    poles = field_kinds(Tensions)[paradox].POLES
    return tuple(f"tensions.{paradox}.{name}" for name in ("said_openly", "approach", *poles))


def _held(paradox: str, role: Role) -> Verdict:
    tension: Tension = getattr(role.tensions, paradox)
    poles = concepts.load("paradoxes")[paradox].poles
    figures: dict[str, Any] = {"first": poles[0], "second": poles[1]}
    steps = [there_is(done) for done in tension.done]
    # A body of the peers has one client, and one profession.
    if leads_no_peers(role) or (paradox in OF_TWO and of_the_peers(role)):
        return verdict("does not apply", "manager" if leads_no_peers(role) else "peers", **figures)
    if tension.approach not in (None, "hold both"):
        return verdict("not met", "false_fix", approach=tension.approach, **figures)
    if tension.said_openly is False:
        # Unsaid, with something done for both all the same: the half of it.
        if steps == ["met", "met"]:
            return verdict("partly", "unnamed", at_least=None if tension.approach else "not met", **figures)
        # A step for a pole that is not stated may still be there.
        return verdict("not met", "hidden", at_most=None if "not met" in steps else "partly", **figures)
    alone = paradox == "interest_credibility" and tension.approach is None and "not met" not in steps
    if tension.said_openly is None and ("met" not in steps or alone):
        return _served(paradox, role, figures)
    # A false fix may still come to light, and a step not yet stated may still be there.
    settled = tension.approach and tension.said_openly
    figures |= {"at_least": None if settled else "not met", "at_most": "partly" if "not met" in steps else "met"}
    if not tension.said_openly:
        return verdict("partly", "unnamed", **figures)
    if steps == ["met", "met"]:
        return verdict("met", **figures)
    # The pole for which no step is entered may be served by what the role says elsewhere.
    if sorted(steps) == ["met", "not stated"] and (other := _pole(paradox, role, steps.index("not stated"))):
        one = steps.index("met")
        done = quoted(role, [parts(paradox)[2 + one]])
        figures |= {"at_least": "partly" if settled else "not met", "entered": poles[one], "other": poles[1 - one]}
        return verdict("met", "one_entered", quotes=(done[0], other[0]), **figures)
    return verdict("partly", "one_pole" if "met" in steps else "no_steps", **figures)


def _pole(paradox: str, role: Role, pole: int) -> tuple[Quote, ...]:
    """Quote what serves one pole of a paradox, in whatever words."""
    if paradox == "interest_credibility":
        if pole:
            return quoted(role, ["accountability.conflict_policy", parts(paradox)[3]]) or said(role, "interests")
        return quoted(role, [parts(paradox)[2]]) or in_practice(role)
    if paradox == "cross_profession_trust":
        return said_in(role, "several_professions", "title", "duties", *PURPOSES) if pole else in_practice(role)
    return said(role, SERVED[paradox][pole])


def _served(paradox: str, role: Role, figures: dict[str, Any]) -> Verdict:
    """Answer where nothing is stated of a paradox: both poles may be served without a word of the tension."""
    first, second = served = _pole(paradox, role, 0), _pole(paradox, role, 1)
    if paradox == "interest_credibility":
        # Only a rule on interests speaks of this tension: that the holder sees patients says nothing of it.
        if second:
            practises = bool(first) or bool(role.capacity.keeps_clinical_work)
            aside = [quote for quote in second if speaks_of("steps_aside", quote.words)]
            # A rule for those who practise, and what it asks of them, names both.
            if aside and practises and not employed_only(role):
                return by_words("met", "rule", (aside[0], *first[:1]), plain=True, **figures)
            return by_words("partly", "served" if practises else "interests_only", (second[0], *first[:1]), **figures)
        if employed_only(role):
            return verdict("does not apply", **figures)
    elif all(served[pole] for pole in HALF[paradox]):
        return by_words("partly", "served", (*first[:1], *second[:1]), **figures)
    if role.complete:
        return verdict("not met", "whole", **figures)
    return verdict("not stated", **figures)


@kept
def employed_only(role: Role) -> bool:
    """Tell whether the holder is an employee of a profession that owns no practices, so that there is no interest."""
    profession = f"{role.title or ''} {role.appointment.profession or ''}"
    return bool(phrases("employed_professions").found_in(profession)) and not re.search(
        r"\b(?:gp|gps|doctor|general practitioner|any (?:registered )?clinician|partner)\b", profession.lower()
    )


#: The paradoxes that take two clients or several professions.
OF_TWO = ("representative_executive", "cross_profession_trust")

#: The facts that a paradox reads besides its own.
_MORE = {
    "interest_credibility": (
        "accountability.conflict_policy",
        "capacity.keeps_clinical_work",
        "title",
        "appointment.profession",
    ),
    "cross_profession_trust": ("organisation", "title", "duties", *PURPOSES),
    "representative_executive": ("organisation", "title"),
}

for _paradox in PARADOXES:
    judges(f"tensions.{_paradox}", *parts(_paradox), *_MORE.get(_paradox, ()), "complete")(partial(_held, _paradox))


@judges("tensions.early_warnings", *(f"tensions.{paradox}.warnings" for paradox in PARADOXES), "appointment.review")
def early_warnings(role: Role) -> Verdict:
    answers: list[Answer] = []
    for paradox in PARADOXES:
        warnings = getattr(role.tensions, paradox).warnings
        seen = there_is(warnings)
        answers.append("partly" if seen == "met" and not all(map(countable, warnings)) else seen)
    if all(answer == "not stated" for answer in answers):
        review = [quote for quote in quoted(role, ["appointment.review"]) if dated(quote.words)]
        found = said(role, "looked_at_early") or review
        return by_words("partly", "reviewed", found) if found else verdict("not stated")
    return verdict(together(answers), good=answers.count("met"))


@judges("tensions.development", "development.during", "development.before")
def development(role: Role) -> Verdict:
    answers = [there_is(role.development.during), there_is(role.development.before)]
    if answers == ["not stated", "not stated"]:
        later = said(role, "goes_on_learning")
        before = said(role, "prepared")
        if later and before:
            return by_words("met", "in_words", (later[0], before[0]))
        if found := later or before or said(role, "development_wished"):
            return by_words("partly", "general_words", found)
        return verdict("not stated")
    offered = quoted(role, ["development.during", "development.before"])
    course = any(speaks_of("a_course", quote.words) for quote in offered)
    if course and len(offered) > 1 and answers[0] == "met" and answers[1] == "not stated":
        return verdict("met", "several", at_least="partly", quotes=offered)
    return verdict(together(answers), quotes=offered)
