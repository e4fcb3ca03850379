"""Cases: a role as found, its people and setting, and a worked redesign with the reason for each change."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Annotated, Any, Literal

from leadership_lib.core.collection import Collection, one_record
from leadership_lib.core.faults import Fault, RecordError
from leadership_lib.core.folders import data_folder
from leadership_lib.core.html import Markup, folded, listing, table, tag, wrap
from leadership_lib.core.records import Between, Record, Several, parse_toml, read_text
from leadership_lib.diagnosis.checks import CheckId, Finding
from leadership_lib.diagnosis.comparison import Comparison, compare
from leadership_lib.diagnosis.diagnosis import diagnose
from leadership_lib.framework import concepts
from leadership_lib.framework.concepts import Confidence, ParadoxId, PropositionId, SourceId
from leadership_lib.role.loading import case_ids
from leadership_lib.role.role import Role

#: The times of which cases are, and who can pay for a post.
Era = Literal["2017", "2026"]
Payer = Literal["practices", "provider", "NHS body", "profession"]


class CaseError(RecordError):
    """Facts that do not make a case."""


class _CasePart(Record, what="a case", error=CaseError):
    """A part of a case, and the whole."""


class Person(_CasePart):
    """Somebody invented who has a view of the role."""

    name: str
    post: str
    view: str

    def __str__(self) -> str:
        return f"{self.name}, {self.post}: {self.view}"


class CitedFact(_CasePart):
    """A real fact that the case rests on, with its sources and how sure it is."""

    text: str
    sources: tuple[SourceId, ...]
    confidence: Confidence

    def __str__(self) -> str:
        return f"{self.text} [{', '.join(self.sources)}; {self.confidence.replace('_', ' ')}]"


class Look(_CasePart):
    """A finding worth opening, and what to ask oneself before opening it."""

    ask: str
    check: CheckId


class Step(_CasePart):
    """One step of the worked redesign: the facts it changes, and why."""

    title: str
    reason: str
    propositions: tuple[PropositionId, ...]
    facts: Mapping[str, Any]


class Outcome(_CasePart):
    """What became of the worked redesign, and why."""

    kind: Literal["agreed", "failed", "rejected", "post given up", "two answers"]
    text: str

    def __str__(self) -> str:
        return f"{words().outcomes[self.kind]} {self.text}"


class Later(_CasePart):
    """Part B: what had happened some time afterwards, and what to ask about it."""

    when: str
    text: str
    questions: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join([f"{self.when}: {self.text}", *(f"- {question}" for question in self.questions)])


class NotesWords(Record, what="the words of a facilitator's notes"):
    """What stands around a case's own words on the notes for whoever runs it."""

    title: str
    subject: str
    apart: str
    aim: str
    opening: str
    minutes: str
    phones: str
    orders: tuple[int, ...]
    rating: int
    chart: str
    questions: str
    expected: str
    expected_head: tuple[str, ...]
    unsaid: str
    redesign: str
    redesign_head: tuple[str, ...]
    limits: str
    closing: str

    def order(self, minutes: int) -> int:
        """Return the running order that fits a conversation of so many minutes, with the rating around it."""
        return next((order for order in self.orders if order >= minutes + self.rating), self.orders[-1])


class CardWords(Record, what="the words of a case's role cards"):
    """What stands around the people of a case on their cards."""

    title: str
    subject: str
    caption: str
    head: tuple[str, ...]
    lead: str


class CaseWords(Record, what="the words of a case"):
    """The fixed words of a case, on its page and on its papers."""

    fiction: str
    same_hands: str
    ending: str
    second: str
    later: str
    part: str
    people: str
    questions: str
    redesign: str
    outcomes: Mapping[str, str]
    notes: NotesWords
    cards: CardWords


class Facilitator(_CasePart):
    """What helps somebody who runs the case with a group."""

    minutes: Annotated[int, Between(5, 480, "minutes")]
    notes: tuple[str, ...]


class Case(_CasePart):
    """A role as found, in its setting, with a worked redesign.

    Attributes
    ----------
    era : str
        ``2017``, the world of CCGs and STPs, or ``2026``, today's.
    paid_by : str
        Who pays for the post; descriptions say it in too many words for the finder to tell.
    minutes : int
        How long the case takes somebody alone; with a group, see ``facilitator``.
    able_to : str
        What one can do afterwards: "You will be able to ...".
    paradox : str
        The id of the paradox that the case is best for.
    looks : tuple of Look
        The findings worth opening.
    as_found : Role
        The role before anybody mends it.
    redesign : tuple of Step
        The worked redesign, step by step.
    second : tuple of Step
        A second answer to the role as found that can be defended as well, where there is one.
    outcome : Outcome
        What became of the redesign: not every one is agreed, and not every one that is agreed works.
    later : Later or None
        Part B, for cases that teach more by what happened afterwards.
    facts : tuple of CitedFact
        The real facts; people and places are invented, as `invented` says.
    unsaid : tuple of str
        What usually goes unsaid about such a role.
    limits : tuple of str
        What the worked redesign leaves open (P51).
    """

    id: str
    title: str
    era: Era
    paid_by: Payer
    minutes: Annotated[int, Between(5, 480, "minutes")]
    able_to: str
    paradox: ParadoxId
    summary: str
    invented: str
    setting: str
    people: tuple[Person, ...]
    facts: tuple[CitedFact, ...]
    as_found: Role
    redesign: tuple[Step, ...]
    second: tuple[Step, ...] = ()
    outcome: Outcome
    later: Later | None = None
    looks: tuple[Look, ...]
    questions: tuple[str, ...]
    unsaid: tuple[str, ...]
    limits: tuple[str, ...]
    take_away: tuple[str, ...]
    facilitator: Facilitator
    propositions: tuple[PropositionId, ...]

    def _check(self) -> Iterator[Fault]:
        # A step that does not fit the role is a fault of the case file, found when it is read.
        for name in ("redesign", "second"):
            role = self.as_found
            for number, step in enumerate(getattr(self, name)):
                try:
                    role = role.with_(step.facts)
                except RecordError as error:
                    yield from (fault.below(name, number, "facts") for fault in error.faults)

    @property
    def fiction(self) -> str:
        """What of the case is invented: people, places, and what happens to them, also on days still to come."""
        return f"{self.invented} {words().fiction}"

    @property
    def opening(self) -> str:
        """What it is about: the first sentence of its summary."""
        return self._sentences[0]

    @property
    def question(self) -> str:
        """The question that the case asks: the last sentence of its summary."""
        return self._sentences[-1]

    @property
    def _sentences(self) -> list[str]:
        return re.split(r"(?<=[.?!]) ", self.summary)

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """The role as found, and the role after each step of the worked redesign."""
        return self._roles(self.redesign)

    def _roles(self, steps: tuple[Step, ...]) -> tuple[Role, ...]:
        return tuple(accumulate(steps, lambda role, step: role.with_(step.facts), initial=self.as_found))

    @property
    def redesigned(self) -> Role:
        """The role after every step of the worked redesign."""
        return self.roles[-1]

    @property
    def sources(self) -> Several:
        """The sources of the case's facts, each once, in order of first use."""
        ids = dict.fromkeys(source for fact in self.facts for source in fact.sources)
        return Several(concepts.load("sources")[source] for source in ids)

    @property
    def updates(self) -> Collection[concepts.Update]:
        """What to look up about the bodies of the case, or what took their place: it may have changed."""
        layers = concepts.load("layers")
        named = [layers[one] for one in (self.as_found.layer, *(self.as_found.influence.works_across or ())) if one]
        today = {one for layer in named for one in (layer.today or (layer.id,))}
        told = (it for it in concepts.load("updates") if today & set(it.layers))
        return Collection("updates", told, ("title", "look_up", "last_seen"))

    @property
    def closer(self) -> Closer:
        """The findings worth opening, each behind the question to think about first."""
        return Closer(self)

    def walk(self) -> Walk:
        """Go through the worked redesign step by step, diagnosing after each."""
        return self._walk(self.redesign, words().redesign)

    def second_walk(self) -> Walk:
        """Go through the second answer in the same way; it has no steps where there is none."""
        return self._walk(self.second, words().second)

    def _walk(self, steps: tuple[Step, ...], title: str) -> Walk:
        pairs = pairwise(map(diagnose, self._roles(steps)))
        return Walk(title, steps, tuple(compare(before, after) for before, after in pairs))

    @property
    def ending(self) -> Ending:
        """What became of the redesign; a second answer and part B, where there are some; each folded."""
        return Ending(self)

    def row(self) -> dict[str, Any]:
        """Return the case as one row: what it is, its hours, and what each check answers to the role as found."""
        capacity = self.as_found.capacity
        facts = {"title": self.title, "era": self.era, "layer": self.as_found.layer, "paradox": self.paradox}
        facts["outcome"] = self.outcome.kind
        hours = {"hours_paid": capacity.hours_paid, "hours_expected": capacity.hours_expected}
        answers = {finding.id: finding.answer for finding in diagnose(self.as_found).findings}
        return {"id": self.id, **facts, **hours, **answers}

    def __repr__(self) -> str:
        return f"Case({self.id!r}: {self.title})"

    def _repr_html_(self) -> str:
        people = [tag("span", tag("b", f"{p.name}, {p.post}: "), p.view) for p in self.people]
        return wrap(
            tag("h3", self.title),
            tag("p", self.fiction, class_="unstated"),
            tag("p", self.setting),
            tag("h4", "The people"),
            listing(people),
        )


@dataclass(frozen=True)
class Closer:
    """A few questions about a case, and behind each the finding that answers it."""

    case: Case

    def _opened(self) -> Iterator[tuple[str, Finding]]:
        findings = diagnose(self.case.as_found).findings
        yield from ((look.ask, findings[look.check]) for look in self.case.looks)

    def __repr__(self) -> str:
        return "\n".join(f"{ask}\n{finding!r}" for ask, finding in self._opened())

    def _repr_html_(self) -> str:
        return wrap(*(folded(ask, Markup(finding._repr_html_())) for ask, finding in self._opened()))


@dataclass(frozen=True)
class Walk:
    """A redesign, step by step, with what each step moved."""

    title: str
    steps: tuple[Step, ...]
    comparisons: tuple[Comparison, ...]

    def _rows(self) -> list[list[str]]:
        return [
            [step.title, step.reason, comparison.summary, ", ".join(step.propositions)]
            for step, comparison in zip(self.steps, self.comparisons, strict=True)
        ]

    def __repr__(self) -> str:
        return "\n".join(f"{n}. {title}: {moved}" for n, (title, _, moved, _) in enumerate(self._rows(), 1))

    def _repr_html_(self) -> str:
        return wrap(*self._shown())

    def _shown(self) -> tuple[Markup, ...]:
        head = ["step", "why", "what it moved", "paper"]
        steps = table(head, self._rows(), f"{self.title}: {len(self.steps)} steps")
        return steps, tag("p", words().same_hands, class_="unstated")


@dataclass(frozen=True)
class Ending:
    """What became of a redesign, for a reader who has decided first."""

    case: Case

    def __repr__(self) -> str:
        said, case = words(), self.case
        second = [f"{said.second}:\n{case.second_walk()!r}"] if case.second else []
        later = [f"{said.later}: {case.later}"] if case.later else []
        return "\n".join([f"{said.ending}: {case.outcome}", *second, *later])

    def _repr_html_(self) -> str:
        said, case = words(), self.case
        parts = [folded(said.ending, tag("p", str(case.outcome)))]
        if case.second:
            parts.append(folded(said.second, *case.second_walk()._shown()))
        if case.later:
            asked = listing(case.later.questions)
            parts.append(folded(f"{said.later}: {case.later.when}", tag("p", case.later.text), asked))
        return wrap(*parts)


@cache
def words() -> CaseWords:
    """Read the fixed words of a case, once."""
    return one_record("framework/case_page.toml", CaseWords)


@cache
def read(case_id: str, path: Path | None = None) -> Case:
    """Read one case, once: that of ``data/cases/``, or a draft elsewhere.

    Raises
    ------
    CaseError
        Names the file, and every faulty key with what was found and what is allowed.
    """
    source = os.fspath(path) if path else f"data/cases/{case_id}.toml"
    path = path or data_folder() / "cases" / f"{case_id}.toml"
    return Case.from_dict({"id": case_id, **parse_toml(read_text(path, Case), Case, source)}, source)


@cache
def load() -> Collection[Case]:
    """Read every case, in order: of 2017, then of today, each from the layer next to practice outwards."""

    def order(case: Case) -> tuple[str, int]:
        layer = case.as_found.layer
        return case.era, concepts.load("layers")[layer].rung if layer else 0

    return Collection("cases", sorted(map(read, case_ids()), key=order), ("title", "era", "summary"))
