"""Clarity: what the holder is chosen for, and whether the results are concrete, countable, near and possible."""

import re
from collections.abc import Callable
from typing import Any

from leadership_lib.diagnosis.checks import wording
from leadership_lib.diagnosis.checks.base import judges
from leadership_lib.diagnosis.checks.evidence import quoted, said, said_in
from leadership_lib.diagnosis.checks.fairness import PAID, time_in_words
from leadership_lib.diagnosis.checks.topics import speaks_of
from leadership_lib.diagnosis.checks.verdict import (
    Answer,
    Outcome,
    Quote,
    Verdict,
    by_words,
    graded,
    there_is,
    together,
    verdict,
)
from leadership_lib.role.parts import Objective
from leadership_lib.role.role import Role, says_none

#: Above this many times the paid hours, what the objectives need is plainly out of reach; below, it is a stretch.
STRETCH = 1.25

#: How many duties, where no result is named, show what the role is for.
SHOWN = 3


def of_objectives(
    role: Role, judge: Callable[[Objective], Answer | Outcome], quotes: tuple[Quote, ...], enough: float = 1
) -> Verdict:
    """Answer for all objectives together, each judged by itself: met where enough of them are, as a share."""
    if not role.objectives:
        return verdict("not stated") if role.objectives is None else verdict("not met", "no_objectives")
    parts = [Outcome.from_answer(judge(o)) for o in role.objectives]
    good, total = sum(part.answer == "met" for part in parts), len(parts)
    met = (sum(answer == "met" for answer in answers) for answers in zip(*parts, strict=True))
    joined = zip(together(parts), met, strict=True)
    outcome = Outcome(*("met" if count >= max(1, enough * total) else answer for answer, count in joined))
    because = "most" if outcome.answer == "met" and good < total else None
    return verdict(outcome, because, good=good, total=total, quotes=quotes)


#: Which share of the results is enough where they are to have a measure, a date or a layer: two of three.
MOST = 2 / 3


def results(role: Role) -> tuple[Quote, ...]:
    """Quote the results that a role names."""
    return quoted(role, ["objectives"])


def _named(role: Role) -> tuple[Quote, ...]:
    """Return the duties that are named; that there may be others names none."""
    return tuple(duty for duty in quoted(role, ["duties"]) if not speaks_of("any_other_duty", duty.words))


def _duties(role: Role) -> tuple[Quote, ...]:
    """Return the duties, where there are enough of them to show what the role is for."""
    duties = _named(role)
    return duties if len(duties) >= SHOWN else ()


@judges("clarity.selection", "appointment.selected_for", "appointment.how", "appointment.eligibility", "complete")
def selection(role: Role) -> Verdict:
    chosen_for = role.appointment.selected_for
    if chosen_for is not None and {"leadership", "trust of peers"} & set(chosen_for):
        return verdict("met", quotes=quoted(role, ["appointment.selected_for"]))
    criteria = quoted(role, ["appointment.eligibility"])
    asked = said_in(role, "chosen_for_leading", "appointment.eligibility")
    optional = " ".join(quote.words for quote in criteria if _DESIRABLE.search(quote.words))
    wished = tuple(quote for quote in asked if quote.words in optional)
    if firm := tuple(quote for quote in asked if quote not in wished):
        return by_words("met", "in_words", firm, plain=True)
    if wished:
        return by_words("partly", None, wished)
    if wanted := said(role, "leader_wanted"):
        return by_words("met", "in_words", wanted)
    if (how := role.appointment.how) in ("elected", "nominated"):
        return by_words("partly", how, ())
    if near := said_in(role, "good_with_people", "appointment.eligibility"):
        return by_words("partly", "with_people", near)
    if chosen_for is None and len(criteria) >= SPECIFIED:
        return by_words("not met", "not_asked", criteria)
    if chosen_for is not None:
        return verdict("not met", at_most=None if role.complete else "met", quotes=criteria)
    return verdict("not stated")


#: How many criteria show what a person is chosen by.
SPECIFIED = 4

#: How a person specification marks what it wishes for and does not require.
_DESIRABLE = re.compile(
    r"(?i)^\s*d\b\s*[-:–]|\bdesirable\b|\(d\)\W*$|\b(?:an asset|[-–] asset|advantage|helpful|useful)\b"
)


@judges("clarity.concrete", "objectives", "duties")
def concrete(role: Role) -> Verdict:
    named, duties = _named(role), _duties(role)
    plain = tuple(quote for quote in named if wording.concrete(quote.words) == "met")
    figures: dict[str, Any] = {"good": len(plain), "total": len(named)}
    few = len(plain) < FEW * len(duties)
    if role.objectives is None:
        # Plain duties are half of it: what is to come of them is not said. Hardly one plain speaks against it.
        if plain:
            return by_words("not met" if few else "partly", "duties", plain, **figures)
        return by_words("not met", "abstract", duties, words=_abstract(duties)) if duties else verdict("not stated")

    def judge(objective: Objective) -> Answer | Outcome:
        if objective.text is None:
            return "not stated"
        answer = wording.concrete(objective.text)
        if answer != "met" and wording.countable(objective.measure):
            answer = "met"
        # Abstract as it stands; a measure that is not stated yet might still make it concrete.
        return Outcome(answer, "not met", "met") if objective.measure is None and answer != "met" else answer

    for_it = tuple(q for q in results(role) if wording.speaks_for(q.words))
    found = of_objectives(role, judge, for_it or results(role))
    if found.outcome.answer == "not met" and role.objectives:
        return found._replace(because="abstract", figures={**found.figures, "words": _abstract(results(role))})
    if found.outcome.answer == "met" and (few or few_results(role)):
        return by_words("partly", "duties_abstract", (*for_it[:1], *(d for d in duties if d not in plain)), **figures)
    return found


#: How many duties to one result make the duties count as well: two results do not stand for twenty duties.
DUTIES_A_RESULT = 5


def few_results(role: Role) -> bool:
    """Tell whether many duties stand beside a result or two; an abstract one is none that they could stand behind."""
    plain = [result for result in results(role) if wording.concrete(result.words) != "not met"]
    return len(_duties(role)) > DUTIES_A_RESULT * len(plain)


#: Below which share plain duties take back what plain results have shown.
FEW = 0.35


def _abstract(quotes: tuple[Quote, ...]) -> str:
    words = dict.fromkeys(word for quote in quotes for word in wording.speaks_against(quote.words))
    return ", ".join(f"“{word}”" for word in list(words)[:4])


@judges("clarity.measurable", "objectives", "duties", "scope.prescribed_tasks")
def measurable(role: Role) -> Verdict:
    def judge(objective: Objective) -> Answer | Outcome:
        if counts(objective.text) or (objective.measure and wording.countable(objective.measure)):
            return "met"
        if objective.measure is None:
            return "not stated"
        # A result that is not in words yet may itself be one that counts.
        return "not met" if objective.text else Outcome("not met", "not met", "met")

    found = of_objectives(role, judge, tuple(q for q in results(role) if counts(q.words)), MOST)
    if found.outcome.answer == "met" and few_results(role):
        return by_words("partly", "few_results", found.quotes, **found.figures)
    return _as_shown(role, found, counts)


def _as_shown(role: Role, found: Verdict, carries: Callable[[str], bool]) -> Verdict:
    """Answer by the work where no result has what is asked: partly where some of the work has it, else not met."""
    if found.outcome.answer != "not stated":
        return found
    work = (*_named(role), *quoted(role, ["scope.prescribed_tasks"]))
    if good := tuple(quote for quote in work if carries(quote.words)):
        return by_words("partly", "duties", good, good=len(good))
    if _duties(role) or any(o.text for o in role.objectives or ()):
        return verdict("not met", "none_shown", at_most="met")
    return found


def counts(text: str | None) -> bool:
    """Tell whether a result itself says how much or how many."""
    return text is not None and wording.figure(text)


@judges("clarity.milestones", "objectives", "duties", "scope.prescribed_tasks", "appointment.review")
def milestones(role: Role) -> Verdict:
    def date(objective: Objective) -> Outcome:
        if objective.by is None:
            return SEEN if wording.fixed_date(objective.text) else Outcome.from_answer("not stated")
        dated = says_none(objective.by) or wording.dated(objective.by)
        return Outcome.from_answer(there_is(objective.by) if dated else "not stated")

    objectives = role.objectives or ()
    # Dates that follow one another, or a review, are something to see on the way where no milestones are stated.
    results = len({objective.by or objective.text for objective in objectives if date(objective).answer == "met"})
    several = results > 1 or results + len(_due(role)) > 2 or (results and _looked_at(role))

    def steps(objective: Objective) -> Outcome:
        if objective.milestones is None:
            return SEEN if several else Outcome.from_answer("not stated")
        return Outcome.from_answer(there_is(objective.milestones))

    found = of_objectives(role, lambda o: together([date(o), steps(o)]), _dates(role), MOST)
    shown = _as_shown(role, found, wording.fixed_date)
    if undated := [o.by for o in objectives if there_is(o.by) == "met" and not wording.dated(o.by)]:
        # What is said of when is no date: as if it were not said, and not the worse for having been said.
        figures = {**found.figures, "word": undated[0], "vague": len(undated)}
        return shown._replace(because="no_date", figures=figures)
    return shown


#: Met by words elsewhere, until the fact itself is stated.
SEEN = Outcome("met", "not met", "met")


def _looked_at(role: Role) -> bool:
    """Tell whether the work is looked at on the way: a review with a date, or figures brought month by month."""
    brought = (quote.words for quote in said(role, "figures_brought"))
    reviewed = wording.dated(role.appointment.review)
    return bool(reviewed or said(role, "looked_at_early") or any(map(wording.recurring, brought)))


def _due(role: Role) -> tuple[Quote, ...]:
    """Return the duties that name a day by which something is due."""
    return tuple(quote for quote in _named(role) if wording.fixed_date(quote.words))


def _dates(role: Role) -> tuple[Quote, ...]:
    texts = (text for o in role.objectives or () for text in (o.by, *(o.milestones or ())) if text)
    return tuple(Quote("objectives", text) for text in texts if not says_none(text))


@judges("clarity.boundaries", "scope.boundaries")
def boundaries(role: Role) -> Verdict:
    stated, endless = quoted(role, ["scope.boundaries"]), said(role, "any_other_duty")
    # Whatever the service needs is no boundary, though it is put under one.
    if bounds := tuple(quote for quote in stated if not speaks_of("any_other_duty", quote.words)):
        weak = endless and len(bounds) == 1
        return verdict("partly", "endless", quotes=(bounds[0], endless[0])) if weak else verdict("met", quotes=bounds)
    if there_is(role.scope.boundaries) == "not met":
        return verdict("not met")
    if found := said(role, "boundary"):
        firm = len(found) > 1 and not endless
        because = "in_words" if firm else "endless" if endless else "one_limit"
        return by_words("met" if firm else "partly", because, (*found[:2], *endless[:1]))
    return by_words("not met", "no_end", endless) if endless else verdict("not stated")


@judges(
    "clarity.achievable",
    *("objectives", *PAID, "capacity.hours_expected", "capacity.hours_to_zoom_out", "capacity.protected"),
)
def achievable(role: Role) -> Verdict:
    paid, objectives, kept_free = role.capacity.paid, role.objectives, role.capacity.hours_to_zoom_out
    takes = role.capacity.hours_expected
    if paid is None:
        return verdict("not stated")
    stated = sum(o.hours or 0 for o in objectives or ()) + (kept_free or 0)
    # What the holders say it takes counts where it is more than the objectives were given.
    needed = max(stated, takes or 0)
    figures: dict[str, Any] = {"needed": needed, "paid": paid}
    if needed > paid * STRETCH:
        return verdict("not met", **figures)
    unknown = objectives is None or any(o.hours is None for o in objectives)
    if unknown or (not objectives and takes is None):
        if objectives and paid / len(objectives) < LEAST_HOURS:
            return verdict("not met", "no_time", at_most="partly", results=len(objectives), **figures)
        return time_in_words(role)
    at_least: Answer | None = "not met" if kept_free is None or takes is None else None
    return verdict(graded(needed <= paid, True), at_least=at_least, **figures)


#: Hours a week below which a result has no time worth the name.
LEAST_HOURS = 1.0
