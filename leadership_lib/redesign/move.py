"""A move: one typed change to a role, with what it costs; what it does is found by making it and diagnosing again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Self

from leadership_lib.core.errors import needed
from leadership_lib.core.html import listing, table, wrap
from leadership_lib.diagnosis.checks import Answer
from leadership_lib.diagnosis.checks.verdict import closes, improves, is_worse
from leadership_lib.diagnosis.comparison import Comparison, compare
from leadership_lib.redesign.changes import Change, Changer, Facts, MoveKind
from leadership_lib.redesign.changes.atoms import atoms
from leadership_lib.redesign.cost import Cost
from leadership_lib.role.loading import RoleSource, load_role
from leadership_lib.role.role import Role

#: What stands beside a figure that someone has put in.
OWN_FIGURE = "Your own figure."

#: What a move takes over from its kind as it stands there.
OF_KIND = ("id", "title", "why", "checks", "propositions", "changer", "caution", "requires", "excludes", "words")


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
    requires, excludes : tuple of str
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
    changer: Changer = field(repr=False, compare=False)
    sources: tuple[str, ...] = ()
    caution: str | None = None
    requires: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict, repr=False)

    @classmethod
    def from_kind(cls, kind: MoveKind, role: Role, paid_for: float) -> Self:
        """Make the move of a kind for a role, paid for by a count of what its assumption names."""
        each = f" Here: {paid_for:g} x {kind.cost.each}." if kind.cost.each else ""
        return cls(
            role=role,
            cost=Cost.from_assumption(kind.cost, paid_for),
            assumed=kind.cost.assumed + each,
            sources=kind.cost.sources,
            **{name: getattr(kind, name) for name in OF_KIND},
        )

    @classmethod
    def from_facts(cls, move_id: str, title: str, role: Role, facts: Mapping[str, Any], cost: Cost) -> Self:
        """Make a move of one's own, which puts new facts, by path, in the place of those of a role."""
        changer = Changer(lambda role, words: Change(facts), atoms(facts), atoms(facts), rewords=True)
        return cls(move_id, title, "Your own.", role, (), (), cost, OWN_FIGURE, changer)

    def with_cost(self, cost: Mapping[str, Any]) -> Self:
        """Return the move with someone's own figures for ``hours``, ``pounds`` or ``agreement``."""
        return replace(self, cost=self.cost.with_(cost), assumed=OWN_FIGURE, sources=())

    def change(self, facts: Facts) -> Mapping[str, Any]:
        """Return the facts that the move changes in a role, by path; none where it has nothing to change there."""
        made = self.changer.change(needed(facts, Role | Mapping, "A move changes a Role"), self.words)
        return made.facts if made else {}

    def make(self, role: RoleSource) -> Role:
        """Return a role with the move made."""
        found = load_role(role)
        return found.with_(self.change(found))

    @cached_property
    def effect(self) -> Comparison:
        """What the move does by itself, found by making it and diagnosing again."""
        return compare(self.role, self.make(self.role))

    @property
    def closes(self) -> tuple[str, ...]:
        """Ids of the checks that were known to be wanting and are met after it, or no longer arise."""
        return self._where(closes)

    @property
    def improves(self) -> tuple[str, ...]:
        """Ids of the checks that were not met and are partly met after it, or left for a person to judge."""
        return self._where(improves)

    @property
    def worsens(self) -> tuple[str, ...]:
        """Ids of the checks that are worse after it, or can no longer be answered."""
        return self._where(is_worse)

    @property
    def leaves_to_judge(self) -> tuple[str, ...]:
        """Ids of the checks that were not met and are for a person to judge after it; no search counts them."""
        return self._where(lambda before, after: before == "not met" and after == "for you to judge")

    def _where(self, which: Callable[[Answer, Answer], bool]) -> tuple[str, ...]:
        return tuple(shift.check.id for shift in self.effect.moved if which(shift.before, shift.after))

    def row(self) -> dict[str, Any]:
        """Return the move as a row of a table."""
        done = ("closes", "improves", "worsens", "assumed", "sources", "caution", "propositions")
        named = {name: getattr(self, name) for name in done}
        return {"id": self.id, "title": self.title, **self.cost.row(), **named}

    def __str__(self) -> str:
        return self.title

    @property
    def _by_itself(self) -> list[str]:
        done = {"closes": self.closes, "improves": self.improves, "makes worse": self.worsens}
        return [f"{word} {', '.join(ids)}" for word, ids in done.items() if ids] or ["moves nothing"]

    def __repr__(self) -> str:
        lines = [self.title, f"  costs {self.cost}: {self.assumed}", f"  by itself {'; '.join(self._by_itself)}"]
        return "\n".join(lines + ([f"  but: {self.caution}"] if self.caution else []))

    def _repr_html_(self) -> str:
        rows = [
            ["why", self.why],
            ["what it costs in the first year", str(self.cost)],
            ["how that was assumed", " ".join([self.assumed, *(f"[{source}]" for source in self.sources)])],
            ["by itself it", listing(self._by_itself)],
            ["where it can mislead", self.caution or ""],
            ["the paper", ", ".join(self.propositions)],
        ]
        return wrap(table(["", self.id], rows, self.title))
