"""Verdicts: how a check answers, what an answer can still turn out to be, and how parts are answered together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

from leadership_lib.role.role import says_none

Answer = Literal["met", "partly", "not met", "not stated"]

#: What an answer that is stated counts for in a share.
WORTH: Mapping[Answer, float] = {"not met": 0, "partly": 0.5, "met": 1}


class Outcome(NamedTuple):
    """An answer, and between which answers it can still turn out once everything not stated is known."""

    answer: Answer
    at_least: Answer
    at_most: Answer

    @classmethod
    def from_answer(cls, answer: Answer | Outcome) -> Outcome:
        """Take an answer as it is; what is not stated may still be anything. An outcome stays what it is."""
        if isinstance(answer, Outcome):
            return answer
        return cls(answer, "not met", "met") if answer == "not stated" else cls(answer, answer, answer)


class Verdict(NamedTuple):
    """What a judgement comes to: the outcome, the name of its reason, and the figures that its sentence needs."""

    outcome: Outcome
    because: str
    figures: Mapping[str, Any]


def verdict(
    answer: Answer | Outcome,
    because: str | None = None,
    *,
    at_least: Answer | None = None,
    at_most: Answer | None = None,
    **figures: Any,
) -> Verdict:
    """Return a verdict.

    Parameters
    ----------
    answer
        The answer, or an outcome with its bounds.
    because
        The name of the reason; by default that of the answer.
    at_least, at_most
        Between which answers it can still turn out, where that is not plain from the answer.
    **figures
        What the sentence of the reason needs.
    """
    outcome = Outcome.from_answer(answer)
    if at_least or at_most:
        outcome = Outcome(outcome.answer, at_least or outcome.at_least, at_most or outcome.at_most)
    # That nothing is known to be there is not the same as that nothing is there.
    unknown = outcome.answer == "not met" and outcome.at_most != "not met"
    return Verdict(outcome, because or ("not_known" if unknown else outcome.answer.replace(" ", "_")), figures)


def there_is(value: Any) -> Answer:
    """Answer whether something stated is there: text other than none, or a list with something in it."""
    if value is None:
        return "not stated"
    return "not met" if says_none(value) else "met"


def missing(value: Any) -> bool:
    """Tell whether a fact is not stated or says that there is none."""
    return there_is(value) != "met"


def graded(full: object, half: object) -> Answer:
    """Answer met where something holds in full, partly where it holds by half, otherwise not met."""
    return "met" if full else "partly" if half else "not met"


def choice(value: object, wanted: object = True, next_best: object = None) -> Answer:
    """Answer whether a choice, or a yes or no, is the one that is wanted; partly where it is the next best."""
    return "not stated" if value is None else graded(value == wanted, value == next_best)


def together(parts: Iterable[Answer | Outcome]) -> Outcome:
    """Answer for several parts at once.

    Met where all are met, not stated where all are not stated, partly where some are at least partly met,
    otherwise not met; and the same for the best and the worst that each part can still turn out to be.
    """
    outcomes = [Outcome.from_answer(part) for part in parts]
    if len(outcomes) == 1:
        return outcomes[0]
    worst, best = joint(o.at_least for o in outcomes), joint(o.at_most for o in outcomes)
    if outcomes and all(o.answer == "not stated" for o in outcomes):
        return Outcome("not stated", worst, best)
    return Outcome(joint("not met" if o.answer == "not stated" else o.answer for o in outcomes), worst, best)


def joint(answers: Iterable[Answer]) -> Answer:
    """Join answers that are all known: met where all are, partly where some are at least partly met."""
    seen = set(answers)
    if seen <= {"met"}:
        return "met"
    return "partly" if {"met", "partly"} & seen else "not met"


def is_worse(before: Answer, after: Answer) -> bool:
    """Tell whether an answer is worse than before, or can no longer be given."""
    if "not stated" in (before, after):
        return after == "not stated" != before
    return WORTH[after] < WORTH[before]
