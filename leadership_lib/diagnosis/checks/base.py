"""What a check is: one question put to a role, and the finding that comes of it.

The words of a check stand in ``data/framework/checks.toml``; its judgement is one function in the module of its
group, tied to it by id with `judges`. The function returns a `Verdict`: an answer, and the name of the reason, whose
sentence again stands in the data.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from operator import attrgetter
from typing import Annotated, Any, Literal, NamedTuple

from leadership_lib.core.collection import Collection
from leadership_lib.core.html import shown, table, tag, wrap
from leadership_lib.core.records import OneOf, Record, Several
from leadership_lib.diagnosis.checks.verdict import Answer, Verdict, there_is, together, verdict
from leadership_lib.framework import concepts
from leadership_lib.framework.concepts import FeatureId, GapId, ParadoxId, PropositionId
from leadership_lib.role.role import Role, words

CheckId = Annotated[str, OneOf(lambda: load().ids)]

#: The three things that a great job brings into line (P32).
Side = Literal["expectation", "capacity", "dexterity"]

#: What is added to a reason where facts that are not stated could still change the answer for the better.
OPEN = "Not everything is stated, so it may yet turn out better."

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


def judges_stated(check_id: str, *reads: str) -> Callable[[Callable[..., Verdict]], Callable[..., Verdict]]:
    """Tie a judgement of facts to its check: it is given these facts, and only once all of them are stated."""
    facts = [attrgetter(path) for path in reads]

    def register(judgement: Callable[..., Verdict]) -> Callable[..., Verdict]:
        def judge(role: Role) -> Verdict:
            stated = [fact(role) for fact in facts]
            return verdict("not stated") if None in stated else judgement(*stated)

        judges(check_id, *reads)(judge)
        return judgement

    return register


def judges_facts(check_id: str, *reads: str, answer: Callable[[Any], Answer] = there_is) -> None:
    """Tie a check to what a few facts come to, each answered by itself: by default, whether it is there."""
    facts = [attrgetter(path) for path in reads]
    judges(check_id, *reads)(lambda role: verdict(together([answer(fact(role)) for fact in facts])))


class Check(Record, what="a check"):
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
