"""Chosen: what a room voted for: the moves among its changes, what they do, and the description with them."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from leadership_lib.core.html import Markup, listing, table, tag, wrap
from leadership_lib.diagnosis.comparison import Comparison, compare
from leadership_lib.output.documents.content import Bullets, Heading
from leadership_lib.output.documents.description import description
from leadership_lib.output.documents.lines import plain
from leadership_lib.output.documents.writing import write
from leadership_lib.redesign.cost import Cost
from leadership_lib.redesign.move import Move
from leadership_lib.redesign.moves import Moves
from leadership_lib.role.role import Role
from leadership_lib.workshop import polls

#: How many changes are made at most, where no one says how many.
MOST = 3


def does(move: Move) -> str:
    """Say what a move does by itself, and what it costs."""
    return polls.load().chosen["does"].format(does=_moved(move.effect), cost=move.cost)


def _moved(effect: Comparison) -> str:
    """Say which answers moved, in the few words of each question."""
    said = polls.load().chosen
    shifts = (said["shift"].format(asked=one.check.short, before=one.before, after=one.after) for one in effect.moved)
    text = "; ".join(shifts) or said["still"]
    return text[:1].upper() + text[1:]


def known(offered: Moves) -> Mapping[str, Move]:
    """Return the moves by what the room reads of them."""
    return {polls.option(move.title): move for move in offered}


@dataclass(frozen=True, repr=False)
class Chosen:
    """What a room voted for.

    Attributes
    ----------
    offered : Moves
        The moves that there are for the role.
    votes : sequence of (int, str)
        The dots of each change, the most first.
    most : int
        How many moves are made at most.
    """

    offered: Moves
    votes: Sequence[tuple[int, str]]
    most: int = MOST

    @cached_property
    def _sorted(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the ids of the moves with the most dots that can be made together, and why others cannot."""
        made, by_title = list[str](), known(self.offered)
        wanted = [by_title[text].id for dots, text in self.votes if dots and text in by_title]

        def fault(one: str) -> str | None:
            return next(self.offered.faults([*made, one]), None)

        # A change that requires another waits until that one's turn has come.
        while len(made) < self.most and (can := [one for one in wanted if one not in made and not fault(one)]):
            made.append(can[0])
        made.sort(key=wanted.index)
        before = wanted[: wanted.index(made[-1])] if len(made) == self.most else wanted
        return tuple(made), tuple(why for one in before if one not in made and (why := fault(one)))

    @property
    def moves(self) -> Moves:
        """The moves that are made."""
        return self.offered[list(self._sorted[0])]

    @property
    def left_out(self) -> tuple[str, ...]:
        """Why a move with many dots is not made: another one excludes it, or one that it requires is missing."""
        return self._sorted[1]

    @property
    def in_words(self) -> tuple[tuple[int, str], ...]:
        """The changes that tables wrote in words of their own and that got dots."""
        return tuple((dots, text) for dots, text in self.votes if dots and text not in known(self.offered))

    @cached_property
    def role(self) -> Role:
        """The role with these moves made."""
        return self.offered.apply(self.moves)

    @cached_property
    def effect(self) -> Comparison:
        """What they do together."""
        return compare(self.offered.role, self.role)

    @property
    def cost(self) -> Cost:
        """What they cost together."""
        return Cost.from_several(move.cost for move in self.moves)

    def lines(self) -> Iterator[tuple[str, str]]:
        """Return each move with what it does by itself and what it costs, the one with the most dots first."""
        yield from ((self.offered[key].title, does(self.offered[key])) for key in self._sorted[0])

    def write(self, path: str | os.PathLike[str]) -> Path:
        """Write the description with the moves made; what the room wrote in its own words stands at the end.

        Parameters
        ----------
        path
            Where to: ``.docx``, ``.html`` or ``.md``.
        """
        said, content = polls.load().chosen, description(self.role)
        own = tuple(plain(said["own"].format(text=text, dots=dots)) for dots, text in self.in_words)
        if own:
            *body, origin = content.blocks
            content = replace(content, blocks=(*body, Heading(said["in_words"]), Bullets(own), origin))
        return write(content, path)

    def __repr__(self) -> str:
        said = polls.load().chosen
        lines = [f"{title}: {told}" for title, told in self.lines()] or [said["none"]]
        own = [f"{text} ({dots})" for dots, text in self.in_words]
        return "\n".join([*lines, *self.left_out, *([said["in_words"], *own] if own else [])])

    def _repr_html_(self) -> str:
        said = polls.load().chosen
        lines = list(self.lines())
        parts: list[Markup] = [table(said["head"].split(" | "), lines, said["board"])] if lines else []
        parts.append(tag("p", said["cost"].format(cost=self.cost) if lines else said["none"]))
        if self.left_out:
            parts.append(listing(self.left_out))
        if self.in_words:
            own = (said["own"].format(text=text, dots=dots) for dots, text in self.in_words)
            parts += [tag("h4", said["in_words"]), listing(own)]
        return wrap(*parts)
