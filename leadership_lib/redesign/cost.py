"""Cost: what a move is assumed to cost, and what one or several come to: hours, pounds, and whose yes they need."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal, Self, get_args

from leadership_lib.core.faults import Fault
from leadership_lib.core.records import Between, Record
from leadership_lib.core.text import joined
from leadership_lib.framework.concepts import SourceId

#: Whose yes a move can need.
Party = Literal[
    "the holder",
    "the holder's practice",
    "the practices",
    "the organisation",
    "a manager",
    "a senior clinician",
    "other bodies",
]
PARTIES: tuple[Party, ...] = get_args(Party)

Hours = Annotated[float, Between(0, 100_000, "hours")]
MOST_POUNDS = 100_000_000
Pounds = Annotated[float, Between(0, MOST_POUNDS, "pounds")]


class Assumption(Record, what="what a move costs"):
    """What a kind of move is assumed to cost, and how that was come by.

    Attributes
    ----------
    hours, pounds : float
        Of everyone's work, and of money, in the first year.
    hours_each, pounds_each : float
        More of both for each of what ``each`` names.
    agreement : tuple of str
        Whose yes is needed.
    assumed : str
        How the figures were come by; where ``sources`` is empty they are a guess.
    """

    hours: Hours = 0
    pounds: Pounds = 0
    hours_each: Hours = 0
    pounds_each: Pounds = 0
    each: str | None = None
    agreement: tuple[Party, ...]
    assumed: str
    sources: tuple[SourceId, ...] = ()


class Cost(Record, what="a cost"):
    """What something costs: hours of everyone's work and pounds, both in the first year, and whose yes it needs."""

    hours: Hours = 0
    pounds: Pounds = 0
    agreement: tuple[Party, ...] = ()

    def _check(self) -> Iterable[Fault]:
        # Hundredths, so that sums are exact and equal costs are equal.
        object.__setattr__(self, "hours", round(self.hours, 2))
        object.__setattr__(self, "pounds", round(self.pounds, 2))
        object.__setattr__(self, "agreement", tuple(p for p in PARTIES if p in self.agreement))
        return ()

    @classmethod
    def from_assumption(cls, assumption: Assumption, count: float) -> Self:
        """Reckon what a move costs that is paid for by a count of what its assumption names."""
        return cls(
            hours=assumption.hours + count * assumption.hours_each,
            pounds=assumption.pounds + count * assumption.pounds_each,
            agreement=assumption.agreement,
        )

    @classmethod
    def from_several(cls, costs: Iterable[Cost]) -> Self:
        """Add up several costs; one yes of each party is enough."""
        parts = list(costs)
        total = cls(agreement=tuple(party for part in parts for party in part.agreement))
        # The bounds of a cost are there to find slips of the hand; what several come to may pass them.
        object.__setattr__(total, "hours", round(sum(part.hours for part in parts), 2))
        object.__setattr__(total, "pounds", round(sum(part.pounds for part in parts), 2))
        return total

    def is_more_than(self, other: Cost) -> bool:
        """Tell whether this takes more hours or more pounds than another cost."""
        return self.hours > other.hours or self.pounds > other.pounds

    def __str__(self) -> str:
        money = f"£{self.pounds:,.0f}" if self.pounds else "no money"
        return f"{self.hours:g} hour{'s' * (self.hours != 1)}, {money}, {self.consent}"

    __repr__ = __str__

    @property
    def consent(self) -> str:
        """Whose yes it needs, in words."""
        return f"the yes of {joined(self.agreement)}" if self.agreement else "no one's yes"
