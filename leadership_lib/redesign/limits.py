"""Limits: what a redesign has to keep to, and what is weighed against the findings it closes."""

from typing import Annotated, Literal

from leadership_lib.core.errors import Problem, needed
from leadership_lib.core.records import Between, Record
from leadership_lib.redesign.cost import Hours, Party, Pounds
from leadership_lib.redesign.moves import Moves


class Limits(Record, what="limits"):
    """What a redesign has to keep to.

    Attributes
    ----------
    hours, pounds : float or None
        The most that may be spent in the first year.
    changes : int or None
        The most changes that may be made.
    no_agreement : tuple of str
        Those whose yes cannot be had.
    include, exclude : tuple of str
        Ids of moves that have to be made, and that must not be.
    allow_worse : bool
        Whether a finding may be made worse. How many are is then weighed as a cost.
    costs : tuple of str
        What is weighed against findings closed; what is limited above is weighed too. Of agreements one is better
        than another only if it needs no one whom the other does not: one yes is not exchanged for another.
    """

    hours: Hours | None = None
    pounds: Pounds | None = None
    changes: Annotated[int, Between(0, 1000, "changes")] | None = None
    no_agreement: tuple[Party, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    allow_worse: bool = False
    costs: tuple[Literal["hours", "pounds", "agreement", "changes"], ...] = ("hours", "pounds", "agreement")

    @property
    def weighed(self) -> frozenset[str]:
        """What is weighed against findings closed: the costs, and whatever is limited."""
        limited = {name for name in ("hours", "pounds", "changes") if getattr(self, name) is not None}
        return frozenset(self.costs) | limited

    def allowed(self, moves: Moves) -> Moves:
        """Return the moves that may be made."""
        needed(moves, Moves, "Limits are put to ll.Moves")
        for move in (*self.include, *self.exclude):
            moves[move]
        allowed = (
            m for m in moves if m.id not in self.exclude and not set(m.cost.agreement) & set(self.no_agreement)
        )
        kept = Moves(moves.role, allowed)
        if lost := [move for move in self.include if move not in kept.ids]:
            raise Problem(f"{moves[lost[0]].title!r} has to be made and cannot be: see the limits.")
        for move, other in moves.requirements:
            if move in kept.ids and other not in kept.ids:
                # What it requires may not be made, so neither may it.
                return self.with_(exclude=(*self.exclude, move)).allowed(moves)
        return kept
