"""Bounds: how many checks are met, at least and at most; whether three sides are in line; and what stays open.

The lower bound is where what is not stated turns out badly, the upper where it turns out well; *partly* counts half.
Whatever is stated later, the share stays within them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from leadership_lib.core.records import Record
from leadership_lib.diagnosis.checks import Outcome
from leadership_lib.diagnosis.checks.verdict import WORTH


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
        return f"{parts}; furthest behind: {short}" if short else f"{parts}; nothing known falls short"


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
