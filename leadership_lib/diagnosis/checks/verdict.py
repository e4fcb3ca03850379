"""Verdicts: how a check answers, what an answer can still turn out to be, and how parts are answered together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple, get_args

from leadership_lib.role.role import says_none

Answer = Literal["met", "partly", "not met", "not stated", "for you to judge", "does not apply"]
ANSWERS: tuple[Answer, ...] = get_args(Answer)

#: What an answer that settles something counts for in a share.
WORTH: Mapping[Answer, float] = {"not met": 0, "partly": 0.5, "met": 1}

#: Answers that leave a question open: the facts are missing, or the verdict is a person's.
OPEN: frozenset[Answer] = frozenset(("not stated", "for you to judge"))

#: Answers that leave nothing to do: nothing to mend, and nothing to ask.
SETTLED: frozenset[Answer] = frozenset(("met", "does not apply"))


class Outcome(NamedTuple):
    """An answer, and between which answers it can still turn out once everything not stated is known."""

    answer: Answer
    at_least: Answer
    at_most: Answer

    @classmethod
    def from_answer(cls, answer: Answer | Outcome) -> Outcome:
        """Take an answer as it is; what is open may still be anything. An outcome stays what it is."""
        if isinstance(answer, Outcome):
            return answer
        return cls(answer, "not met", "met") if answer in OPEN else cls(answer, answer, answer)


class Quote(NamedTuple):
    """Words of the role that an answer rests on, and the fact in which they stand."""

    fact: str
    words: str


class Verdict(NamedTuple):
    """What a judgement comes to: the outcome, the name of its reason, its figures, and the words that decided it."""

    outcome: Outcome
    because: str
    figures: Mapping[str, Any]
    quotes: tuple[Quote, ...] = ()


def verdict(
    answer: Answer | Outcome,
    because: str | None = None,
    *,
    at_least: Answer | None = None,
    at_most: Answer | None = None,
    quotes: Iterable[Quote] = (),
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
    quotes
        The words of the role that decided it.
    **figures
        What the sentence of the reason needs.
    """
    outcome = Outcome.from_answer(answer)
    if at_least or at_most:
        outcome = Outcome(outcome.answer, at_least or outcome.at_least, at_most or outcome.at_most)
    # That nothing is known to be there is not the same as that nothing is there.
    unknown = outcome.answer == "not met" and outcome.at_most != "not met"
    because = because or ("not_known" if unknown else outcome.answer.replace(" ", "_"))
    return Verdict(outcome, because, figures, tuple(quotes))


def by_words(
    answer: Answer, because: str | None, quotes: Iterable[Quote], *, plain: bool = False, **figures: Any
) -> Verdict:
    """Return a verdict on words of the description; what facts will be stated may still make it worse or better.

    One phrase by itself is half an answer, unless it says it in so many words: then it is `plain`.
    """
    found = tuple(quotes)
    if answer == "met" and len(found) == 1 and not plain:
        answer, because = "partly", "one_phrase"
    return verdict(Outcome(answer, "not met", "met"), because, quotes=found, **figures)


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
    """Answer for several parts at once; what does not apply is left out.

    Met where all are met, open where all are open, partly where some are at least partly met, otherwise not met; and
    the same for the best and the worst that each part can still turn out to be.
    """
    outcomes = [outcome for outcome in map(Outcome.from_answer, parts) if outcome.answer != "does not apply"]
    if len(outcomes) == 1:
        return outcomes[0]
    worst, best = joint(o.at_least for o in outcomes), joint(o.at_most for o in outcomes)
    if outcomes and all(o.answer in OPEN for o in outcomes):
        judge = any(o.answer == "for you to judge" for o in outcomes)
        return Outcome("for you to judge" if judge else "not stated", worst, best)
    return Outcome(joint("not met" if o.answer in OPEN else o.answer for o in outcomes), worst, best)


def joint(answers: Iterable[Answer]) -> Answer:
    """Join answers that are all known: met where all are, partly where some are at least partly met."""
    seen = set(answers)
    if seen <= {"met"}:
        return "met"
    return "partly" if {"met", "partly"} & seen else "not met"


def is_worse(before: Answer, after: Answer) -> bool:
    """Tell whether an answer is worse than before, or can no longer be given; *not met* cannot get worse."""
    return WORTH.get(before, 0) > (0 if after in OPEN else WORTH.get(after, 1))


def is_wanting(answer: Answer) -> bool:
    """Tell whether an answer is known to fall short; what is open is a question and nothing to mend."""
    return answer in ("not met", "partly")


def closes(before: Answer, after: Answer) -> bool:
    """Tell whether a finding that was known to be wanting is met, or no longer arises."""
    return is_wanting(before) and after in SETTLED


def improves(before: Answer, after: Answer) -> bool:
    """Tell whether a finding that was not met is partly met, or at least for a person to judge."""
    return before == "not met" and after in ("partly", "for you to judge")
