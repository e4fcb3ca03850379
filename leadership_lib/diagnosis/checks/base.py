"""What a check is: one question put to a role, and the finding that comes of it.

The words of a check stand in ``data/framework/checks.toml``; its judgement is one function in the module of its
group, tied to it by id with `judges`. The function returns a `Verdict`: an answer, and the name of the reason, whose
sentence again stands in the data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Annotated, Any, Literal, NamedTuple

from leadership_lib.core.collection import Collection
from leadership_lib.core.html import shown, table, tag, wrap
from leadership_lib.core.records import OneOf, Record, Several
from leadership_lib.framework import concepts
from leadership_lib.framework.concepts import FeatureId, GapId, ParadoxId, PropositionId
from leadership_lib.role.role import Role, says_none, words

CheckId = Annotated[str, OneOf(lambda: load().ids)]
Answer = Literal["met", "partly", "not met", "not stated"]

#: The three things that a great job brings into line (P32).
Side = Literal["expectation", "capacity", "dexterity"]


#: What is added to a reason where facts that are not stated could still change the answer for the better.
OPEN = "Not everything is stated, so it may yet turn out better."


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


Judgement = Callable[[Role], Verdict]
_JUDGEMENTS: dict[str, tuple[Judgement, tuple[str, ...]]] = {}


def judges(check_id: str, *reads: str) -> Callable[[Judgement], Judgement]:
    """Tie a judgement to its check.

    Parameters
    ----------
    check_id
        The check's id in the data.
    *reads
        The paths of all facts that the judgement looks at, the most telling first.
    """

    def register(judgement: Judgement) -> Judgement:
        _JUDGEMENTS[check_id] = judgement, reads
        return judgement

    return register


class Check(Record):
    """One question put to a role.

    Attributes
    ----------
    id : str
        Group and name, such as ``clarity.measurable``.
    title : str
        The question.
    propositions : tuple of str
        What in the paper it rests on.
    feature : str or None
        The feature it bears on; the checks of tensions bear on none.
    gaps, paradoxes : tuple of str
        The gaps and paradoxes it bears on.
    side : str or None
        Whether it is about expectation, capacity or dexterity (P32).
    looks_for, why, misleads, example, advice : str
        What counts, why it matters, where it can mislead, an example, and what to try instead.
    reasons : mapping
        The sentence for each reason that the judgement can have.
    """

    WHAT = "a check"

    id: str
    title: str
    propositions: tuple[PropositionId, ...]
    feature: FeatureId | None = None
    gaps: tuple[GapId, ...] = ()
    paradoxes: tuple[ParadoxId, ...] = ()
    side: Side | None = None
    looks_for: str
    why: str
    misleads: str
    example: str
    advice: str
    reasons: Mapping[str, str]

    @property
    def question(self) -> str:
        """The question put to the role."""
        return self.title

    @property
    def reads(self) -> tuple[str, ...]:
        """The paths of the facts that it looks at."""
        return _JUDGEMENTS[self.id][1]

    def ask(self, role: Role) -> Finding:
        """Put the question to a role."""
        return Finding(self, role, _JUDGEMENTS[self.id][0](role))


class Evidence(NamedTuple):
    """A fact that the answer rests on, in the role's own words."""

    fact: str
    words: str

    def __str__(self) -> str:
        return f"{concepts.load('facts')[self.fact].title}: {self.words}"


@dataclass(frozen=True)
class Finding:
    """The answer of one role to one check."""

    check: Check
    role: Role = field(repr=False)
    verdict: Verdict = field(repr=False)

    @property
    def id(self) -> str:
        """The check's id."""
        return self.check.id

    @property
    def title(self) -> str:
        """The answer and the question, on one line."""
        return f"{self.answer}: {self.check.question}"

    @property
    def answer(self) -> Answer:
        """Met, partly, not met or not stated."""
        return self.verdict.outcome.answer

    @cached_property
    def evidence(self) -> Several:
        """The stated facts that the check looked at, in the role's own words."""
        stated = ((path, value) for path in self.check.reads if (value := self.role[path]) is not None)
        items = ((path, value if value and isinstance(value, tuple) else [value]) for path, value in stated)
        return Several(Evidence(path, words(item)) for path, several in items for item in several)

    @property
    def reason(self) -> str:
        """Why this is the answer, in a sentence."""
        told = self.check.reasons[self.verdict.because].format(**self.verdict.figures)
        return f"{told} {OPEN}" if self._open else told

    @property
    def _open(self) -> bool:
        """Whether it is answered, and could still turn out better once everything is stated."""
        outcome = self.verdict.outcome
        return outcome.answer not in ("not stated", outcome.at_most)

    @property
    def advice(self) -> str:
        """What to try; for a fact that is not stated, what to ask first."""
        if self.answer == "met":
            return "Nothing to change here."
        unstated = [path for path in self.check.reads if self.role[path] is None]
        if not unstated or not (self._open or self.answer == "not stated"):
            return self.check.advice
        ask = f"Ask first: {concepts.load('facts')[unstated[0]].question}"
        return ask if self.answer == "not stated" else f"{ask} Then: {self.check.advice}"

    @property
    def question(self) -> str:
        """The question that was put."""
        return self.check.question

    def row(self) -> dict[str, Any]:
        """Return the finding as a row of a table."""
        return {
            "id": self.id,
            "question": self.question,
            "answer": self.answer,
            "reason": self.reason,
            "evidence": tuple(map(str, self.evidence)),
            "advice": self.advice,
            "propositions": self.check.propositions,
        }

    def __repr__(self) -> str:
        return f"{self.title}\n  {self.reason}\n  {self.advice}"

    def _repr_html_(self) -> str:
        paper = Several(concepts.load("propositions")[p] for p in self.check.propositions)
        rows = [
            ["answer", tag("b", self.answer)],
            ["reason", self.reason],
            ["the role's own words", shown(self.evidence)],
            ["what the check looks for", self.check.looks_for],
            ["why it matters", self.check.why],
            ["where it can mislead", self.check.misleads],
            ["an example", self.check.example],
            ["what to try", self.advice],
            ["the paper", shown(paper)],
        ]
        return wrap(table(["", self.id], rows, self.question))


@cache
def load() -> Collection[Check]:
    """Read the checks, once; those of the data and those of the code are the same."""
    return Collection.from_toml("framework/checks.toml", Check, ("title", "propositions", "looks_for", "misleads"))


def ask_all(role: Role) -> Collection[Finding]:
    """Put every check to a role."""
    return Collection("findings", (check.ask(role) for check in load()), ("answer", "question", "reason"))


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
