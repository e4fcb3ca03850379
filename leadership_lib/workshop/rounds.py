"""Rounds: the phases of a workshop, the moves between them, what a reveal comes to, and why something is refused."""

from collections.abc import Hashable, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from leadership_lib.core.collection import one_record
from leadership_lib.core.errors import Problem
from leadership_lib.core.records import Record
from leadership_lib.workshop.suppression import publish, renewed, settle

P = TypeVar("P", bound=Hashable)

#: The phases in which each move may be made, and the one it leads to.
MOVES: Mapping[str, tuple[tuple[str, ...], str]] = {
    "open": (("lobby",), "open"),
    "reveal": (("open",), "revealed"),
    "next": (("revealed",), "open"),
    "close": (("lobby", "revealed"), "closed"),
}


class Refusals(Record, what="the reasons for which a workshop refuses something"):
    """The sentences, and what phases and moves are called in them."""

    says: Mapping[str, str]
    phases: Mapping[str, str]
    moves: Mapping[str, str]


@cache
def refusals() -> Refusals:
    """Read the reasons, once."""
    return one_record("workshop/refusals.toml", Refusals)


class Refused(Problem):
    """Not now, or not for this person.

    Parameters
    ----------
    status
        As HTTP has it.
    reason
        The name of a sentence in ``data/workshop/refusals.toml``.
    values
        What is filled in.
    """

    def __init__(self, status: int, reason: str, **values: object) -> None:
        super().__init__(refusals().says[reason].format(**values))
        self.status = status


def moved(phase: str, number: int, move: str) -> tuple[str, int]:
    """Return the phase and the round to which a move leads."""
    before, after = MOVES[move]
    if phase not in before:
        raise Refused(409, "move", phase=refusals().phases[phase], move=refusals().moves[move])
    return after, number + (move == "next")


def revealed(
    answers: Mapping[P, Mapping[int, Mapping[str, int | None]]],
    groups: Mapping[P, str],
    number: int,
    before: Mapping[P, str] | None,
    taken: Mapping[str, int],
    items: Sequence[str],
    smallest: int,
) -> tuple[dict[str, Any], dict[P, str], dict[str, int]]:
    """Return what is shown of a round, the block of everyone in it, and when each block was last taken over.

    Parameters
    ----------
    answers, groups
        What each person answered in time, by round; and as what they take part.
    number
        The round that is revealed.
    before, taken
        The blocks, and when each was last taken over, as the reveal before this one returned them.
    items, smallest
        The ids of what is asked, and the fewest people who are shown together.
    """
    block_of = settle(groups, before, smallest)
    values, now, again = renewed(answers, block_of, taken, number, smallest)
    shown = publish(values, block_of, items, smallest)
    if shown["n"] is None:
        raise Refused(409, "few", smallest=smallest)
    if not again:
        raise Refused(409, "few_again", smallest=smallest)
    return {"round": number, "again": again, **shown}, block_of, now
