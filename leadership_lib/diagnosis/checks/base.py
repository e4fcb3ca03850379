"""What a check is: one question put to a role, and the finding that comes of it.

The words of a check stand in ``data/framework/checks.toml``; its judgement is one function in the module of its
group, tied to it by id with `judges`. The function returns a `Verdict`: an answer, and the name of the reason, whose
sentence again stands in the data.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from operator import attrgetter
from typing import Annotated, Any, Literal, NamedTuple

from leadership_lib.core.collection import Collection
from leadership_lib.core.html import shown, table, tag, wrap
from leadership_lib.core.records import Between, OneOf, Record, Several
from leadership_lib.core.text import short
from leadership_lib.diagnosis.checks.verdict import (
    WORTH,
    Answer,
    Outcome,
    Quote,
    Verdict,
    there_is,
    together,
    verdict,
)
from leadership_lib.framework import concepts
from leadership_lib.framework.concepts import FeatureId, GapId, ParadoxId, PropositionId
from leadership_lib.role.parts import Judgement
from leadership_lib.role.role import Role, words

CheckId = Annotated[str, OneOf(lambda: load().ids)]

#: The three things that a great job brings into line (P32).
Side = Literal["expectation", "capacity", "dexterity"]

#: What is added to a reason where facts that are not stated could still change the answer for the better, or worse.
BETTER = "Not everything is stated, so it may yet turn out better."
WORSE = "Not everything is stated, so it may yet turn out worse."

Judge = Callable[[Role], Verdict]
_JUDGES: dict[str, tuple[Judge, tuple[str, ...]]] = {}


def judges(check_id: str, *reads: str) -> Callable[[Judge], Judge]:
    """Tie a judgement to its check.

    Parameters
    ----------
    check_id
        The check's id in the data.
    *reads
        The paths of the facts that the judgement looks at, the most telling first. Where they leave it open it may
        look for words in any fact, with `evidence.said`.
    """

    def register(judge: Judge) -> Judge:
        _JUDGES[check_id] = judge, reads
        return judge

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
    basis : str
        What of it the paper says, and what is our reading.
    looks_for, why, misleads, example, bad_example, advice : str
        What counts, with its threshold; why it matters; where it can mislead; an example, and one of the contrary;
        and what to try instead.
    applies : str
        To which posts the question is put; the reason given to all others.
    short : str
        What is asked, in a few words.
    rank : int or None
        Where it stands among what matters most to whoever takes or signs the role; None where it is not among that.
    points : mapping
        What a summary says of an answer.
    reasons : mapping
        The sentence for each reason that the judgement can have.
    asks : mapping
        What to ask first where the reason says it, and not which fact is missing.
    """

    id: str
    title: str
    short: str
    propositions: tuple[PropositionId, ...]
    feature: FeatureId | None = None
    gaps: tuple[GapId, ...] = ()
    paradoxes: tuple[ParadoxId, ...] = ()
    side: Side | None = None
    looks_for: str
    why: str
    misleads: str
    example: str
    bad_example: str
    basis: str
    applies: str | None = None
    advice: str
    rank: Annotated[int, Between(1, 39, "")] | None = None
    points: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str]
    asks: Mapping[str, str] = field(default_factory=dict)

    @property
    def question(self) -> str:
        """The question put to the role."""
        return self.title

    @property
    def reads(self) -> tuple[str, ...]:
        """The paths of the facts that it looks at."""
        return _JUDGES[self.id][1]

    def ask(self, role: Role) -> Finding:
        """Put the question to a role."""
        return Finding(self, role, _JUDGES[self.id][0](role))

    def answer(self, role: Role) -> Answer:
        """Return the answer alone."""
        return _JUDGES[self.id][0](role).outcome.answer


class Evidence(NamedTuple):
    """A fact that the answer rests on, in the role's own words."""

    fact: str
    words: str

    def __str__(self) -> str:
        return f"{concepts.load('facts')[self.fact].title}: {self.words}"


#: How many quotes stand in a reason.
QUOTES = 2


def _quoted(quotes: Sequence[Quote]) -> str:
    """Return the first few quotes as they stand in a sentence."""
    texts = list(dict.fromkeys(short(quote.words) for quote in quotes))[:QUOTES]
    return f"In its words: {'; '.join(f'“{text}”' for text in texts)}." if texts else ""


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
        """The machine's answer; a person's stands in `judgement`."""
        return self.verdict.outcome.answer

    @property
    def judgement(self) -> Judgement | None:
        """What a person has answered, and why; None where no one has judged."""
        return self.role.judgement(self.id)

    @property
    def differs(self) -> bool:
        """Whether a person has answered otherwise than the machine."""
        return self.judgement is not None and self.judgement.answer != self.answer

    @property
    def outcome(self) -> Outcome:
        """The machine's outcome; where it leaves the verdict to a person, the person's once there is one."""
        if self.answer == "for you to judge" and self.judgement:
            return Outcome.from_answer(self.judgement.answer)
        return self.verdict.outcome

    @cached_property
    def evidence(self) -> Several:
        """The words that decided the answer; where there are none, the stated facts that the check looked at."""
        if self.verdict.quotes:
            return Several(Evidence(fact, words(said)) for fact, said in dict.fromkeys(self.verdict.quotes))
        stated = ((path, value) for path in self.check.reads if (value := self.role[path]) is not None)
        items = ((path, value if value and isinstance(value, tuple) else [value]) for path, value in stated)
        return Several(Evidence(path, words(item)) for path, several in items for item in several)

    @property
    def reason(self) -> str:
        """Why this is the answer, in a sentence, and in which words of the role."""
        return " ".join(filter(None, (self.told, _quoted(self.verdict.quotes), self._open)))

    @property
    def told(self) -> str:
        """Why this is the answer, in the sentence alone."""
        return self.check.reasons[self.verdict.because].format(**self.verdict.figures)

    @property
    def _open(self) -> str:
        """That it is answered, and could still turn out otherwise once everything is stated."""
        outcome = self.verdict.outcome
        if outcome.answer not in WORTH:
            return ""
        return BETTER if outcome.at_most != outcome.answer else WORSE if outcome.at_least != outcome.answer else ""

    @property
    def advice(self) -> str:
        """What to try; for a fact that is not stated, what to ask first."""
        match self.answer:
            case "met":
                return "Nothing to change here."
            case "does not apply":
                return "Nothing to ask here."
            case "for you to judge":
                return "Judge it yourself, and say why; your judgement is kept beside this."
        unstated = [path for path in self.check.reads if self.role.leaves_open(path)]
        asked = self.check.asks.get(self.verdict.because)
        if not (asked or unstated) or not (self._open or self.answer == "not stated"):
            return self.check.advice
        ask = f"Ask first: {asked or concepts.load('facts')[unstated[0]].question}"
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
            "judgement": self.judgement.answer if self.judgement else None,
            "because": self.judgement.because if self.judgement else None,
            "reason": self.reason,
            "evidence": tuple(map(str, self.evidence)),
            "advice": self.advice,
            "propositions": self.check.propositions,
        }

    def __repr__(self) -> str:
        judged = [f"  A person: {one.answer}, because {one.because}"] if (one := self.judgement) else []
        return "\n".join([self.title, f"  {self.reason}", *judged, f"  {self.advice}"])

    def _repr_html_(self) -> str:
        paper = Several(concepts.load("propositions")[p] for p in self.check.propositions)
        rows = [
            ["answer", tag("b", self.answer)],
            *([["a person's judgement", f"{one.answer}: {one.because}"]] if (one := self.judgement) else []),
            ["reason", self.reason],
            ["the role's own words", shown(self.evidence)],
            ["what the check looks for", self.check.looks_for],
            ["why it matters", self.check.why],
            ["where it can mislead", self.check.misleads],
            ["an example", self.check.example],
            ["an example of the contrary", self.check.bad_example],
            ["what is the paper's, and what is ours", self.check.basis],
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
