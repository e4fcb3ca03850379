"""Frontier: every combination of moves that no other one beats, of cost against findings closed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, SupportsIndex, overload

from leadership_lib.core.collection import Collection
from leadership_lib.core.errors import needed
from leadership_lib.core.html import folded, listing, table, tag, wrap
from leadership_lib.core.records import Several
from leadership_lib.core.text import counted
from leadership_lib.diagnosis.bounds import Residual
from leadership_lib.diagnosis.checks.verdict import OPEN, is_wanting
from leadership_lib.diagnosis.questions import questions
from leadership_lib.redesign.advice import FEW, advise
from leadership_lib.redesign.combination import Combination
from leadership_lib.redesign.cost import Cost
from leadership_lib.redesign.limits import Limits
from leadership_lib.redesign.moves import MoveOrId, Moves, cost_of_post, some_moves
from leadership_lib.role.loading import RoleSource, load_role
from leadership_lib.role.role import Role

if TYPE_CHECKING:
    import pandas as pd

    from leadership_lib.redesign.answer_tables import AnswerTable

#: Among how many ways to a point the one with the fewest changes is looked for.
WAYS = 200


@dataclass(frozen=True)
class Point:
    """One best point: what it costs, how many findings it closes, and the ways that come to that.

    Attributes
    ----------
    ways : int
        How many combinations cost and close exactly this much.
    """

    frontier: Frontier = field(repr=False)
    place: int

    @property
    def ways(self) -> int:
        """How many combinations come to exactly this."""
        return int(self.frontier._found.ways[self.place])

    @property
    def combinations(self) -> Iterator[Combination]:
        """Every combination that comes to this, one after the other."""
        return map(self.frontier._combination, self.frontier._found.combinations(self.place))

    @cached_property
    def first(self) -> Combination:
        """One of the combinations: among the first two hundred, the one with the fewest changes."""
        found = islice(self.frontier._found.combinations(self.place), WAYS)
        return self.frontier._combination(min(found, key=lambda bits: (bits.bit_count(), bits)))

    @property
    def closed(self) -> int:
        """How many findings are closed."""
        return int(self.frontier._found.rows.closed[self.place])

    @property
    def moves(self) -> tuple[str, ...]:
        """The ids of the moves of `first`."""
        return self.first.ids

    @property
    def cost(self) -> Cost:
        """What `first` costs."""
        return self.first.cost

    @property
    def closes(self) -> tuple[str, ...]:
        """Ids of the checks that `first` closes."""
        return self.first.closes

    @property
    def worsens(self) -> tuple[str, ...]:
        """Ids of the checks that `first` makes worse."""
        return self.first.worsens

    @property
    def residual(self) -> Collection[Residual]:
        """What design leaves open even after `first` (P51)."""
        return self.first.residual

    def row(self) -> dict[str, Any]:
        """Return the point as a row of a table."""
        way = {"changes": len(self.moves), "ways": self.ways, "moves": self.moves, "worsens": self.worsens}
        return {"closes": self.closed, **self.cost.row(), **way}

    def __repr__(self) -> str:
        more = f"\n  ({self.ways - 1:,} more ways to the same)" if self.ways > 1 else ""
        return f"{self.first!r}{more}"


class Frontier(Sequence[Point]):
    """All best points, from the fewest findings closed to the most; costs rise with them.

    A combination of moves is best where no other one closes as many findings at no more of any cost, and either
    closes more or costs less of something. Combinations that come to exactly the same are one point, which counts
    them (``ways``) and lists each (``combinations``). Nothing is left out and nothing is estimated: what each check
    answers after each combination has been found by making the moves.
    """

    def __init__(self, offered: Moves, limits: Limits, known: Sequence[AnswerTable] = ()):
        from leadership_lib.redesign.search import search

        needed(offered, Moves, "A frontier is searched among ll.Moves")
        self._offered, self.limits = offered, needed(limits, Limits, "A frontier keeps to ll.Limits")
        self.moves = limits.allowed(offered)
        self._found = search(self.moves, limits, known)
        self._before = {table.check: table.answers[0] for table in self._found.tables}

    @property
    def role(self) -> Role:
        """The role as found."""
        return self.moves.role

    @property
    def open(self) -> tuple[str, ...]:
        """Ids of the checks that are known to be wanting in the role as found."""
        return tuple(check for check, answer in self._before.items() if is_wanting(answer))

    @property
    def unknown(self) -> tuple[str, ...]:
        """Ids of the checks that the role as found leaves open: what to ask, and nothing to mend yet."""
        return tuple(check for check, answer in self._before.items() if answer in OPEN)

    def _combination(self, bits: int) -> Combination:
        after = {table.check: table.after(bits) for table in self._found.tables}
        chosen = [move.id for place, move in enumerate(self.moves) if bits >> place & 1]
        return Combination(self.moves[chosen], self._before, after)

    def __len__(self) -> int:
        return len(self._found.ways)

    @overload
    def __getitem__(self, which: SupportsIndex) -> Point: ...

    @overload
    def __getitem__(self, which: slice) -> tuple[Point, ...]: ...

    def __getitem__(self, which: SupportsIndex | slice) -> Point | tuple[Point, ...]:
        if isinstance(which, slice):
            return tuple(Point(self, row) for row in range(len(self))[which])
        return Point(self, range(len(self))[needed(which, SupportsIndex, "A point has a place, such as 0 or -1")])

    @property
    def points(self) -> tuple[Point, ...]:
        """All points."""
        return self[:]

    @property
    def ways(self) -> int:
        """How many combinations are best."""
        return int(self._found.ways.sum())

    @cached_property
    def ladder(self) -> tuple[Point, ...]:
        """For each number of findings closed, the point that costs the least money and then the fewest hours."""
        cheapest: dict[int, Point] = {}
        for point in self:
            cheapest.setdefault(point.closed, point)
        return tuple(cheapest.values())

    @cached_property
    def advice(self) -> Several:
        """What comes of it, in plain sentences."""
        few, free, most = self._most(changes=FEW, pounds=0), self._most(pounds=0), self._most()
        ask = [question.title for question in list(questions(self.role, "board"))[:FEW]]
        post = cost_of_post(self.role)
        return Several(advise(self.open, len(self.unknown), ask, list(self.moves), post, few, free, most))

    def _most(self, **caps: float) -> Combination | None:
        """Return what closes most within further limits, and then costs the least; None where there is nothing."""
        limits = {name: cap for name, cap in caps.items() if (own := getattr(self.limits, name)) is None or cap < own}
        found = self.within(**limits, costs=["hours", "pounds"])
        # The points stand in order of findings closed, then of pounds, then of hours.
        return next((point.first for point in found if point.closed == found[-1].closed), None)

    def within(self, **limits: Any) -> Frontier:
        """Search the same moves under other limits; what is not named stays as it is."""
        new = self.limits.with_(limits)
        same = new.allowed(self._offered).ids == self.moves.ids
        return Frontier(self._offered, new, self._found.tables if same else ())

    def to_frame(self) -> pd.DataFrame:
        """Return one row a point, with the moves of its first combination."""
        import pandas as pd

        columns = ["closes", "hours", "pounds", "agreement", "changes", "ways", "moves", "worsens"]
        return pd.DataFrame([point.row() for point in self], columns=columns).rename_axis("point")

    @property
    def summary(self) -> str:
        """How many best points there are, of how many combinations."""
        points, moves = counted(len(self), "best point"), len(self.moves)
        return f"{points} ({self.ways:,} combinations) among the {2**moves:,} of {moves} moves"

    def __repr__(self) -> str:
        return "\n".join([f"Frontier: {self.summary}", *(f"- {sentence}" for sentence in self.advice)])

    def _repr_html_(self) -> str:
        head = ["findings closed", "pounds", "hours", "whose yes", "changes", "other ways to the same", "the changes"]
        rows = (
            [
                f"{point.closed} of {len(self.open)}",
                f"{point.cost.pounds:,.0f}",
                f"{point.cost.hours:g}",
                ", ".join(point.cost.agreement),
                str(len(point.moves)),
                f"{point.ways - 1:,}",
                folded(counted(len(point.moves), "change"), listing(point.first.moves)) if point.moves else "",
            ]
            for point in self.ladder
        )
        caption = "For each number of findings closed, the way that costs the least money and then the fewest hours"
        return wrap(
            tag("h3", f"What would help most: {self.role.title or 'a role without a title'}"),
            listing(self.advice),
            table(head, rows, caption),
            tag("p", f"{self.summary}.", class_="unstated"),
        )


def frontier(
    role: RoleSource,
    moves: Moves | MoveOrId | Iterable[MoveOrId] | None = None,
    limits: Limits | None = None,
    **more: Any,
) -> Frontier:
    """Find all combinations of moves that no other one beats, of cost against findings closed.

    Parameters
    ----------
    role
        The role as found, or whatever `load_role` reads it from.
    moves
        What may be changed; by default everything that `moves` suggests. Also one or several of these, or their ids.
    limits, **more
        What to keep to, as `Limits` or by name: ``pounds=0``, ``no_agreement=["other bodies"]``,
        ``include=["retitle"]``, ``costs=["changes", "pounds"]``.

    Returns
    -------
    Frontier
        With every best point, and `Frontier.advice` in plain sentences.

    Raises
    ------
    Problem
        There are more moves or more best points than fit into memory, or the moves are those of another role.

    Examples
    --------
    >>> import leadership_lib as ll
    >>> role = ll.load_role("locality_clinical_lead")
    >>> free = ll.frontier(role, pounds=0, changes=3, costs=["hours"])
    >>> free[-1].closed
    5
    """
    needed(limits, Limits | None, "Limits are given as ll.Limits or by name, such as pounds=0")
    return Frontier(some_moves(load_role(role), moves), (limits or Limits()).with_(more))
