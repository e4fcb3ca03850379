"""Diagnosis: all findings for a role, gathered by feature, by gap, by paradox and by what has to be in line (P32).

Every share has a lower bound, in which what is not stated turns out badly, and an upper bound, in which it turns out
well; *partly* counts half. Whatever is stated later, the share stays within its bounds. There is no total over
features: these are prompts for judgement, not a scale.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from leadership_lib.core.collection import Collection
from leadership_lib.core.errors import Problem
from leadership_lib.core.html import Markup, folded, html, listing, table, tag, wrap
from leadership_lib.core.records import Record
from leadership_lib.core.text import joined
from leadership_lib.diagnosis.checks import Answer, Check, Finding, Outcome, ask_all
from leadership_lib.diagnosis.checks.verdict import WORTH
from leadership_lib.diagnosis.clashes import Clash, clashes
from leadership_lib.diagnosis.questions import questions
from leadership_lib.framework import concepts
from leadership_lib.role.loading import RoleSource, load_role
from leadership_lib.role.role import Role

if TYPE_CHECKING:
    import pandas as pd

#: The three that a great job brings into line (P32), in the order of the paper.
SIDES = ("expectation", "capacity", "dexterity")

#: What a summary says where nothing is left to mend.
ALL_MET = "Every check is met; what stays open is a matter for development, not for design."

#: How many points a summary makes, and how many findings of an answer it names.
MOST_POINTS, NAMED = 3, 2

#: How a summary opens what it says of the findings of an answer.
SAYS: Mapping[Answer, str] = {
    "met": "It says plainly",
    "partly": "By half:",
    "not stated": "It is silent on",
}

#: The order in which findings want attention.
URGENCY: Mapping[Answer, int] = {
    "not met": 0,
    "partly": 1,
    "for you to judge": 2,
    "not stated": 3,
    "met": 4,
    "does not apply": 5,
}


@dataclass(frozen=True)
class Bounds:
    """How many of some checks are met, as far as the role states it.

    Attributes
    ----------
    met, partly, not_met, not_stated, to_judge : int
        How many checks have each answer.
    down, up : float
        By how much the checks that are answered, but on facts not all stated, could still fall or rise.
    does_not_apply : int
        How many checks do not apply; they are counted nowhere else.
    """

    met: int = 0
    partly: int = 0
    not_met: int = 0
    not_stated: int = 0
    to_judge: int = 0
    down: float = 0
    up: float = 0
    does_not_apply: int = 0

    @classmethod
    def from_outcomes(cls, outcomes: Iterable[Outcome]) -> Self:
        """Count outcomes."""
        seen = list(outcomes)
        counts = Counter(outcome.answer for outcome in seen)
        answered = [outcome for outcome in seen if outcome.answer in WORTH]
        return cls(
            met=counts["met"],
            partly=counts["partly"],
            not_met=counts["not met"],
            not_stated=counts["not stated"],
            to_judge=counts["for you to judge"],
            down=sum(WORTH[outcome.answer] - WORTH[outcome.at_least] for outcome in answered),
            up=sum(WORTH[outcome.at_most] - WORTH[outcome.answer] for outcome in answered),
            does_not_apply=counts["does not apply"],
        )

    @property
    def total(self) -> int:
        """How many checks apply."""
        return self.met + self.partly + self.not_met + self.open

    @property
    def open(self) -> int:
        """How many checks are open: not stated, or for a person to judge."""
        return self.not_stated + self.to_judge

    @property
    def lower(self) -> float:
        """Share met if everything not stated turns out badly; partly counts half."""
        return self.least / self.total if self.total else 0.0

    @property
    def upper(self) -> float:
        """Share met if everything not stated turns out well; partly counts half."""
        return self.most / self.total if self.total else 1.0

    @property
    def least(self) -> float:
        """How many checks are met, at least; partly counts half."""
        return self.met + self.partly * WORTH["partly"] - self.down

    @property
    def most(self) -> float:
        """How many checks are met, at most; partly counts half."""
        return self.met + self.partly * WORTH["partly"] + self.open + self.up

    def __repr__(self) -> str:
        same = self.least == self.most
        return f"{self.least:g}{'' if same else f' to {self.most:g}'} of {self.total}"


@dataclass(frozen=True)
class Alignment:
    """Whether expectation, capacity and dexterity are in line (P32).

    Attributes
    ----------
    sides : mapping of str to Bounds
        How far each of the three is provided for.
    hours_paid, hours_needed : float or None
        Hours a week, where stated.
    """

    sides: Mapping[str, Bounds]
    hours_paid: float | None
    hours_needed: float | None

    @property
    def falls_short(self) -> tuple[str, ...]:
        """The sides for which least can be hoped: the lowest upper bound, unless all could be met."""
        least = min(bounds.upper for bounds in self.sides.values())
        return () if least == 1 else tuple(s for s, bounds in self.sides.items() if bounds.upper == least)

    def __repr__(self) -> str:
        parts = ", ".join(f"{side} {bounds}" for side, bounds in self.sides.items())
        short = " and ".join(self.falls_short)
        return f"{parts}; {short} falls shortest" if short else f"{parts}; nothing known falls short"


class Residual(Record, what="something left open"):
    """What design leaves open at one gap or paradox, and what to do about it (P51).

    Attributes
    ----------
    id, title : str
        The gap or paradox.
    stays_open : str
        What no role description closes.
    develop : str
        A way for the lead of living with it.
    executives : str or None
        What those who run the organisation can do: a gap is the system's. None at a paradox, which no one closes.
    mend_first : tuple of str
        Ids of checks that a better description could still meet.
    """

    id: str
    title: str
    stays_open: str
    develop: str
    executives: str | None
    mend_first: tuple[str, ...]


@dataclass(frozen=True)
class Diagnosis:
    """All findings for a role, and what they come to."""

    role: Role
    findings: Collection[Finding] = field(repr=False)

    @cached_property
    def profile(self) -> Mapping[str, Bounds]:
        """Bounds for each of the five features."""
        return self._bounds(concepts.load("features").ids, lambda check: (check.feature,))

    @cached_property
    def bridges(self) -> Mapping[str, Bounds]:
        """Bounds for each of the five gaps: how far the bridge reaches."""
        return self._bounds(concepts.load("gaps").ids, lambda check: check.gaps)

    @cached_property
    def tensions(self) -> Mapping[str, Bounds]:
        """Bounds for each of the four paradoxes."""
        return self._bounds(concepts.load("paradoxes").ids, lambda check: check.paradoxes)

    @cached_property
    def alignment(self) -> Alignment:
        """Expectation, capacity and dexterity, and which falls short."""
        sides = self._bounds(SIDES, lambda check: (check.side,))
        return Alignment(sides, self.role.capacity.paid, self.role.capacity.hours_expected)

    @cached_property
    def residual(self) -> Collection[Residual]:
        """What design cannot close, as a development plan; never empty (P51)."""
        unmet = [finding.check for finding in self.findings if finding.answer not in ("met", "does not apply")]
        plan = (
            Residual(
                id=item.id,
                title=item.title,
                stays_open=item.stays_open,
                develop=item.develop,
                executives=getattr(item, "executives", None),
                mend_first=tuple(check.id for check in unmet if item.id in check.gaps + check.paradoxes),
            )
            for item in (*concepts.load("gaps"), *concepts.load("paradoxes"))
        )
        return Collection(
            "things that design leaves open", plan, show=("title", "stays_open", "develop", "executives")
        )

    def most_urgent(self, count: int = 3) -> tuple[Finding, ...]:
        """Return the findings that most want attention.

        Failures come before halves and halves before what is not stated; among equals, the check comes first that
        bears on more gaps, and then the one that rests on more propositions. What asks the same as one before it
        comes after all others.
        """
        if not isinstance(count, int) or count < 0:
            raise Problem(f"How many findings are asked for is a whole number, and {count!r} is none.")

        def urgency(finding: Finding) -> tuple[int, int, int]:
            check = finding.check
            return URGENCY[finding.answer], -len(check.gaps), -len(check.propositions)

        wanting = [finding for finding in self.findings if finding.answer not in ("met", "does not apply")]
        ranked = sorted(wanting, key=urgency)
        first = {finding.advice: finding for finding in reversed(ranked)}
        return tuple(sorted(ranked, key=lambda finding: first[finding.advice] is not finding)[:count])

    @cached_property
    def clashes(self) -> tuple[Clash, ...]:
        """Facts that do not go together, what matters most first."""
        return clashes(self.role)

    @cached_property
    def by_answer(self) -> Mapping[Answer, tuple[Finding, ...]]:
        """The findings of each answer, in the order of the checks."""
        return MappingProxyType({answer: tuple(f for f in self.findings if f.answer == answer) for answer in URGENCY})

    @property
    def answered(self) -> int:
        """How many questions the description answers: met, partly or not met."""
        return sum(len(self.by_answer[answer]) for answer in WORTH)

    @property
    def first_line(self) -> str:
        """How many of the questions that arise the description answers."""
        arise = len(self.findings) - len(self.by_answer["does not apply"])
        return f"Of {arise} questions this description answers {self.answered or 'none'}."

    @property
    def points(self) -> tuple[str, ...]:
        """What matters most to whoever takes or signs the role: what does not go together, then what falls short."""
        ranked = sorted((f for f in self.findings if f.check.rank), key=lambda finding: finding.check.rank or 0)
        said = (finding.check.points.get(finding.answer) for finding in ranked)
        return tuple(clash.title for clash in self.clashes) + tuple(filter(None, said))

    @property
    def summary(self) -> str:
        """How much is answered, what matters most, what is said and what left out, and what to ask first."""
        if not self.most_urgent(1):
            return (
                f"{self.first_line} Every check is met; what stays open is a matter for development, not for design."
            )
        named = [f"{says} {_several(found)}." for answer, says in SAYS.items() if (found := self.by_answer[answer])]
        ask = next((f"Ask first: {question.title}" for question in questions(self.role)), "")
        return " ".join(filter(None, [self.first_line, *self.points[:MOST_POINTS], *named, ask]))

    def to_frame(self) -> pd.DataFrame:
        """Return one row a check, indexed by its id."""
        return self.findings.to_frame().rename_axis("check")

    def __repr__(self) -> str:
        lines = [f"Diagnosis of {self.role.title or 'a role without a title'}", self.summary]
        lines += [f"  {concepts.load('features')[f].title}: {bounds} checks" for f, bounds in self.profile.items()]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        title = self.role.title or "a role without a title"
        parts = [findings_table(self, answer) for answer in URGENCY]
        return wrap(tag("h3", f"Diagnosis: {title}"), tag("p", self.summary), *filter(None, parts))

    def _bounds(self, ids: Iterable[str], bears_on: Callable[[Check], Iterable[str | None]]) -> Mapping[str, Bounds]:
        """Count, for each id, the checks that bear on it."""
        found = [(bears_on(finding.check), finding.outcome) for finding in self.findings]
        return MappingProxyType({key: Bounds.from_outcomes(o for keys, o in found if key in keys) for key in ids})


def _several(findings: Sequence[Finding]) -> str:
    """Name the checks of a few findings, those first that bear on most, and count the others."""
    first = sorted(findings, key=lambda finding: (-len(finding.check.gaps), -len(finding.check.propositions)))
    named = [finding.check.short for finding in first[:NAMED]]
    more = len(findings) - len(named)
    return joined([*named, f"{more} more"] if more else named)


def findings_table(diagnosis: Diagnosis, answer: Answer) -> Markup | None:
    """Return the findings of one answer as a folded table, failures unfolded; None where there are none."""
    found = diagnosis.by_answer[answer]
    if not found:
        return None
    rows = [[_asked(f), _told(f), f.advice] for f in found]
    summary = f"{answer.capitalize()}: {len(found)}"
    head = ["question (and where it comes from)", "answer", "what to try"]
    return folded(summary, table(head, rows, summary), open_=answer == "not met")


def _asked(finding: Finding) -> Markup:
    return Markup(html(finding.question) + tag("div", ", ".join(finding.check.propositions), class_="unstated"))


def _told(finding: Finding) -> Markup:
    evidence = finding.evidence
    said = folded(f"the role's own words ({len(evidence)})", listing(map(str, evidence))) if evidence else ""
    return Markup(html(finding.reason) + said)


def diagnose(role: RoleSource | Diagnosis) -> Diagnosis:
    """Put every check to a role.

    Parameters
    ----------
    role
        The role, or whatever `load_role` reads it from: a case, its id, or the path of a file. A diagnosis stays what
        it is.

    Returns
    -------
    Diagnosis
        With ``findings``, ``profile``, ``bridges``, ``tensions``, ``alignment``, ``residual`` and ``summary``.
    """
    if isinstance(role, Diagnosis):
        return role
    found = load_role(role)
    return Diagnosis(found, ask_all(found))
