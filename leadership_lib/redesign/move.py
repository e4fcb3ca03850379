"""A move: one typed change to a role, with what it costs; what it does is found by making it and diagnosing again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from leadership_lib.core.html import listing, table, wrap
from leadership_lib.core.records import Record
from leadership_lib.diagnosis.comparison import Comparison, compare
from leadership_lib.redesign.kinds import PARTIES, Hours, Party, Pounds, Registered
from leadership_lib.role.role import Role


@dataclass(frozen=True, kw_only=True)
class Cost(Record):
    """What something costs: hours of everybody's work and pounds, both in the first year, and whose yes it needs."""

    WHAT = "a cost"

    hours: Hours = 0
    pounds: Pounds = 0
    agreement: tuple[Party, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        # Hundredths, so that sums are exact and equal costs are equal.
        object.__setattr__(self, "hours", round(self.hours, 2))
        object.__setattr__(self, "pounds", round(self.pounds, 2))
        object.__setattr__(self, "agreement", tuple(p for p in PARTIES if p in self.agreement))

    @classmethod
    def of(cls, moves: Iterable[Move]) -> Cost:
        """Add up what several moves cost, each reckoned on the role as found; one yes of each party is enough."""
        costs = [move.cost for move in moves]
        agreement = tuple(party for cost in costs for party in cost.agreement)
        total = cls(agreement=agreement)
        # The bounds of a cost are there to find slips of the hand; what several come to may pass them.
        for what in ("hours", "pounds"):
            object.__setattr__(total, what, round(sum(getattr(cost, what) for cost in costs), 2))
        return total

    def __str__(self) -> str:
        money = f"{self.pounds:,.0f} pounds" if self.pounds else "no money"
        yes = f"the yes of {_and(self.agreement)}" if self.agreement else "nobody's yes"
        return f"{self.hours:g} hour{'s' * (self.hours != 1)}, {money}, {yes}"

    __repr__ = __str__


def _and(items: Iterable[str]) -> str:
    *first, last = items
    return f"{', '.join(first)} and {last}" if first else last


@dataclass(frozen=True)
class Move:
    """One typed change to a role, with what it costs.

    Attributes
    ----------
    id, title, why : str
        Its name, what is done, and why it may help.
    role : Role
        The role as found.
    checks : tuple of str
        The checks that it is aimed at; `closes` says what it does.
    cost : Cost
        What it costs on this role: an assumption, which `Moves.with_cost` changes.
    assumed : str
        How the cost was come by.
    requires, excludes : frozenset of str
        Ids of moves that have to be made as well, where they are offered, and of moves that cannot be.
    """

    id: str
    title: str
    why: str
    role: Role = field(repr=False)
    checks: tuple[str, ...]
    propositions: tuple[str, ...]
    cost: Cost
    assumed: str
    sources: tuple[str, ...] = ()
    caution: str | None = None
    requires: frozenset[str] = frozenset()
    excludes: frozenset[str] = frozenset()
    words: Mapping[str, str] = field(default_factory=dict, repr=False)
    how: Registered | None = field(default=None, repr=False, compare=False)

    def change(self, facts: Any) -> Mapping[str, Any]:
        """Give the facts that the move changes in a role, by path; none where it has nothing to change there."""
        made = self.how.change(facts, self.words)
        return made.facts if made else {}

    @cached_property
    def effect(self) -> Comparison:
        """What the move does by itself, found by making it and diagnosing again."""
        return compare(self.role, self.role.with_(self.change(self.role)))

    @property
    def closes(self) -> tuple[str, ...]:
        """Ids of the checks that are met after it and were not before."""
        return tuple(shift.check.id for shift in self.effect.moved if shift.after == "met")

    @property
    def improves(self) -> tuple[str, ...]:
        """Ids of the checks that are better after it and still not met."""
        better = (s for s in self.effect.moved if s.direction == "better" and s.after != "met")
        return tuple(shift.check.id for shift in better)

    @property
    def worsens(self) -> tuple[str, ...]:
        """Ids of the checks that are worse after it, or can no longer be answered."""
        return tuple(shift.check.id for shift in self.effect.got_worse)

    def row(self) -> dict[str, Any]:
        """Give the move as a row of a table."""
        return {
            "id": self.id,
            "title": self.title,
            "hours": self.cost.hours,
            "pounds": self.cost.pounds,
            "agreement": self.cost.agreement,
            "closes": self.closes,
            "improves": self.improves,
            "worsens": self.worsens,
            "assumed": self.assumed,
            "sources": self.sources,
            "caution": self.caution,
            "propositions": self.propositions,
        }

    def __str__(self) -> str:
        return self.title

    def __repr__(self) -> str:
        done = [f"{word} {', '.join(ids)}" for word, ids in self._done().items() if ids]
        lines = [
            self.title,
            f"  costs {self.cost}: {self.assumed}",
            f"  by itself {'; '.join(done) or 'moves nothing'}",
        ]
        return "\n".join(lines + ([f"  but: {self.caution}"] if self.caution else []))

    def _done(self) -> dict[str, tuple[str, ...]]:
        return {"closes": self.closes, "improves": self.improves, "makes worse": self.worsens}

    def _repr_html_(self) -> str:
        done = [f"{word} {', '.join(ids)}" for word, ids in self._done().items() if ids]
        rows = [
            ["why", self.why],
            ["what it costs in the first year", str(self.cost)],
            ["how that was assumed", " ".join([self.assumed, *(f"[{source}]" for source in self.sources)])],
            ["by itself it", listing(done or ["moves nothing"])],
            ["where it can mislead", self.caution or ""],
            ["the paper", ", ".join(self.propositions)],
        ]
        return wrap(table(["", self.id], rows, self.title))
