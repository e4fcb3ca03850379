"""Diagnosis: all findings for a role, gathered by feature, by gap, by paradox and by what has to be in line (P32).

There is no total over features: these are prompts for judgement, not a scale.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from leadership_lib.core.collection import Collection
from leadership_lib.core.errors import Problem
from leadership_lib.core.html import Markup, folded, html, listing, table, tag, wrap
from leadership_lib.diagnosis.bounds import Alignment, Bounds, Residual
from leadership_lib.diagnosis.checks import Answer, Check, Finding, ask_all
from leadership_lib.diagnosis.checks.verdict import SETTLED, WORTH
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
ALL_MET = "Every check is met; what is still open is a matter for development, not for design."

#: How many points a summary makes, and how many findings of an answer it names.
MOST_POINTS, NAMED = 3, 2

#: How a summary opens what it says of the findings of an answer.
SAYS: Mapping[Answer, str] = {"met": "Clear on:", "partly": "Half clear on:", "not stated": "Silent on:"}

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
        unmet = [finding.check for finding in self.findings if finding.answer not in SETTLED]
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

        wanting = [finding for finding in self.findings if finding.answer not in SETTLED]
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
        return f"This description answers {self.answered or 'none'} of {arise} questions."

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
            return f"{self.first_line} {ALL_MET}"
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
    return "; ".join([*named, f"and {more} more"] if more else named)


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
