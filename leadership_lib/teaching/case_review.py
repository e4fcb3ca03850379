"""Review of a case: what a file that can be read still lacks before others work with it, and how far it has come."""

import re
from collections.abc import Iterator, Mapping
from itertools import accumulate, pairwise
from typing import Any

from leadership_lib.core.faults import Code, Fault, Path, RecordError, Said
from leadership_lib.diagnosis import checks
from leadership_lib.diagnosis.bounds import Bounds
from leadership_lib.diagnosis.checks.verdict import ANSWERS
from leadership_lib.diagnosis.comparison import Comparison, compare
from leadership_lib.diagnosis.diagnosis import Diagnosis, diagnose
from leadership_lib.framework import concepts
from leadership_lib.role.role import Role
from leadership_lib.teaching.case import Case, Walk

#: How many of each a case needs, at least and at most: enough to work with in an hour, no more than a group can use.
#: The form to fill in (``data/templates/case.toml``) has as many places as are needed, and says these numbers.
HOW_MANY = {
    "questions": (3, 5),
    "unsaid": (1, 6),
    "limits": (1, 6),
    "take_away": (2, 5),
    "looks": (2, 4),
    "people": (4, 8),
    "facts": (3, 12),
    "redesign": (3, 12),
}

#: How a note for the facilitator begins: from which minute to which. "0 to 5 minutes. Read ..." will do as well.
MINUTES = re.compile(r"(\d+) to (\d+)(?: minutes)?[:.]\s*(.*)", re.DOTALL)


def review(case: Case) -> list[Fault]:
    """Say what a case still lacks.

    Parameters
    ----------
    case
        A case that could be read.

    Returns
    -------
    list of Fault
        For each: the place in the file, what was found and what is needed; empty where nothing is missing.
    """
    return [fault for part in PARTS for fault in part(case)]


def _amounts(case: Case) -> Iterator[Fault]:
    for key, (least, most) in HOW_MANY.items():
        if not least <= (found := len(getattr(case, key))) <= most:
            yield Fault((key,), Code.RULE, found, f"a case needs {least} to {most}")


def _words(case: Case) -> Iterator[Fault]:
    if not all(word in case.invented for word in ("invented", "real")):
        yield Fault(("invented",), Code.RULE, case.invented, "it has to say what is invented and what is real")
    if not case.summary.endswith("?"):
        ends = "its last sentence is the question that the case asks, with a question mark"
        yield Fault(("summary",), Code.RULE, case.summary[-40:], ends)
    if case.able_to.endswith("."):
        after = "it goes on after “You will be able to”, without a full stop"
        yield Fault(("able_to",), Code.RULE, case.able_to, after)


def _grounds(case: Case) -> Iterator[Fault]:
    for number, fact in enumerate(case.facts):
        if not fact.sources:
            seen = "a fact names the sources in which it was seen"
            yield Fault(("facts", number, "sources"), Code.RULE, Said("none"), seen)
    resting: dict[Path, tuple[str, ...]] = {(): case.propositions}
    for name in ("redesign", "second"):
        resting |= {(name, number): step.propositions for number, step in enumerate(getattr(case, name))}
    for path, propositions in resting.items():
        if not propositions:
            named = "name at least one; they stand in data/framework/propositions.toml"
            yield Fault((*path, "propositions"), Code.RULE, Said("none"), named)
        if missing := [one for one in propositions if one not in case.propositions]:
            yield Fault(
                (*path, "propositions"), Code.AT_ODDS, ", ".join(missing), "not among the case's propositions"
            )


def _notes(case: Case) -> Iterator[Fault]:
    """Look whether the facilitator's notes go from minute to minute, from the first to the last."""
    notes, now = list(case.facilitator.notes), 0
    first = bool(notes) and notes[0].lower().startswith("before")
    for number, note in enumerate(notes[first:], first):
        path, found = ("facilitator", "notes", number), note[:30]
        read = MINUTES.fullmatch(note)
        if not read:
            begins = "it begins with its minutes and a colon, then what is done: “0 to 10: ...”"
            yield Fault(path, Code.RULE, found, begins)
            continue
        start, end = int(read[1]), int(read[2])
        if not read[3]:
            yield Fault(path, Code.RULE, found, "still empty after the colon; write what the group does then")
        if start != now or end <= start:
            follows = f"it begins at minute {now}, where the note before it ends, and ends later"
            yield Fault(path, Code.AT_ODDS, found, follows)
        now = end
    if now != (total := case.facilitator.minutes):
        needed = f"the last note ends at minute {total}, the `minutes` under [facilitator]"
        yield Fault(("facilitator", "notes"), Code.AT_ODDS, Said(f"an end at minute {now}"), needed)


def _place(case: Case) -> Iterator[Fault]:
    for key in ("title", "organisation"):
        if case.as_found[key] is None:
            yield Fault(("as_found", key), Code.RULE, None, "the role as found has one, as its description has it")
    layers, layer = concepts.load("layers"), case.as_found.layer
    of_era = ", ".join(it.id for it in layers if it.era == case.era)
    if layer is None:
        needed = f"the role has to stand somewhere; of {case.era} there are {of_era}"
        yield Fault(("as_found", "layer"), Code.RULE, None, needed)
    elif (era := layers[layer].era) != case.era:
        needed = f"that layer is of {era} and the case of {case.era}, of which there are {of_era}"
        yield Fault(("as_found", "layer"), Code.AT_ODDS, layer, needed)


def _outcome(case: Case) -> Iterator[Fault]:
    if bool(case.second) != (case.outcome.kind == "two answers"):
        needed = "a case of 'two answers' has the steps of the second under [[second]], and no other case has them"
        yield Fault(("outcome", "kind"), Code.AT_ODDS, case.outcome.kind, needed)
    if case.later and not case.later.questions:
        yield Fault(("later", "questions"), Code.RULE, Said("none"), "part B ends with what to ask about it")


def _redesign(case: Case) -> Iterator[Fault]:
    # What was rejected, or failed, may have had a price that the checks see.
    priced = case.outcome.kind in ("failed", "rejected")
    yield from _steps("redesign", case.walk(), priced)
    yield from _steps("second", case.second_walk(), priced)
    whole = compare(case.as_found, case.redesigned)
    for feature, after in whole.after.profile.items():
        if after.lower < min(after.upper, (before := whole.before.profile[feature]).upper):
            yield _silent(feature, before, after, whole.after)


def _steps(name: str, walk: Walk, priced: bool) -> Iterator[Fault]:
    """Look whether every step moves something, and none makes anything worse unless that is its price."""
    for number, (step, made) in enumerate(zip(walk.steps, walk.comparisons, strict=True)):

        def fault(found: str, needed: str, place: Path = (name, number), title: str = step.title) -> Fault:
            return Fault(place, Code.RULE, Said(f"{found} by {title!r}"), needed)

        if not made.changes:
            yield fault("nothing changed", "write the facts that the step changes below it")
        elif not made.moved:
            yield fault("no finding moved", f"a step moves at least one; {_unmoved(made)}")
        for worse in () if priced else made.got_worse:
            yield fault(f"{worse.check.id} made worse", "no step makes anything worse: mend it in the same step")


#: What is looked at, one after the other; each can be asked by itself of a case that is half written.
PARTS = (_amounts, _words, _grounds, _notes, _place, _outcome, _redesign)


def _unmoved(made: Comparison) -> str:
    """Say of each fact that changed and moved nothing which check reads it, or that none does."""
    said = []
    for change in made.changes:
        readers = [f"{check.id} stays {made.after.findings[check.id].answer}" for check in _readers(change.fact)]
        said.append(f"{change.fact}: {', '.join(readers) or 'no check reads it'}")
    return "; ".join(said)


def _readers(fact: str) -> list[checks.Check]:
    return [check for check in checks.load() if fact in check.reads]


def _silent(feature: str, before: Bounds, after: Bounds, end: Diagnosis) -> Fault:
    """Say which facts leave open whether the end of a redesign is better than the beginning can have been."""
    asked = [finding for finding in end.findings if finding.check.feature == feature]
    lines = [f"{f.id}: {_to_state(f)}" for f in asked if f.verdict.outcome.at_least != f.verdict.outcome.at_most]
    found = Said(f"{feature}, {after} questions met at the end, {before} as found")
    needed = "not all is stated, so it may have been better as found than it is at the end. State in a step:"
    return Fault(("redesign",), Code.RULE, found, needed + _below(lines))


def _to_state(finding: checks.Finding) -> str:
    """Name the facts that a finding still waits for; where they are lines within a list, its reason tells which."""
    unstated = [path for path in finding.check.reads if finding.role[path] is None]
    return ", ".join(unstated) or finding.reason


def _below(lines: list[str]) -> str:
    return "".join(f"\n      - {line}" for line in lines)


def progress(data: Mapping[str, Any]) -> str:
    """Tell how far a case has come, as soon as its role and its steps can be read, whatever else is still missing.

    Parameters
    ----------
    data
        What stands in the file, as TOML gives it.

    Returns
    -------
    str
        How the checks answer to the role as found, what each step moved, and what stays open; empty where the role
        or a step cannot be read yet.
    """
    steps = data.get("redesign", [])
    try:
        found = Role.from_dict(data["as_found"])
        roles = [*accumulate(steps, lambda role, step: role.with_(step["facts"]), initial=found)]
    except (RecordError, LookupError, TypeError):
        return ""
    diagnoses = [*map(diagnose, roles)]
    lines = [*_answered("As found", diagnoses[0])]
    for number, (step, pair) in enumerate(zip(steps, pairwise(diagnoses), strict=True), 1):
        lines += _told(f"{number}. {step.get('title') or '(no title yet)'}", compare(*pair))
    if steps:
        lines += _answered("After the redesign", diagnoses[-1])
    return "\n".join(lines)


def _answered(when: str, diagnosis: Diagnosis) -> Iterator[str]:
    """Count the findings of each answer, and name all but those met by their ids, as a case refers to them."""
    named = {answer: [it.id for it in diagnosis.findings if it.answer == answer] for answer in ANSWERS}
    yield f"{when}: {', '.join(f'{len(ids)} {answer}' for answer, ids in named.items() if ids)}."
    yield from (f"   {answer}: {', '.join(ids)}" for answer, ids in named.items() if ids and answer != "met")


def _told(title: str, made: Comparison) -> Iterator[str]:
    """Tell what one step moved, and which of its facts no check reads."""
    yield title if made.moved else f"{title}: {made.summary}"
    yield from (f"   {shift!r}" for shift in made.moved)
    if unread := [change.fact for change in made.changes if not _readers(change.fact)]:
        yield f"   (no check reads {', '.join(unread)})"
