"""What a kind of move is: one kind of change to a role, in words from the data, and one function that makes it.

The words stand in ``data/framework/moves.toml``; the function stands in the module of its group, tied to them by id
with `changes`, as a judgement is tied to its check.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from functools import cache
from typing import Any, NamedTuple, Protocol, TypeAlias

from leadership_lib.core.collection import Collection
from leadership_lib.core.records import Record
from leadership_lib.diagnosis.checks import CheckId
from leadership_lib.framework.concepts import PropositionId
from leadership_lib.redesign.changes.atoms import SOME, atoms
from leadership_lib.redesign.cost import Assumption
from leadership_lib.role.parts import Time

Words: TypeAlias = Mapping[str, str]


class Facts(Protocol):
    """Facts of a role by path: a role, or the few of its facts that a search follows."""

    def __getitem__(self, path: str, /) -> Any: ...


#: The facts by which a description gives its time.
TIME = ("capacity.time.amount", "capacity.time.unit", "capacity.time.per")


def paid_hours(role: Facts) -> float | None:
    """Return the paid hours a week: as counted, or else worked out from the time as the description gives it."""
    counted: float | None = role["capacity.hours_paid"]
    if counted is not None:
        return counted
    amount, unit, per = (role[path] for path in TIME)
    return Time(amount=amount, unit=unit, per=per).hours_a_week


class Change(NamedTuple):
    """What a move does to a role: the new facts by path, and of how many of what it is paid for (see ``each``)."""

    facts: Mapping[str, Any]
    paid_for: float = 1


ChangeFunction: TypeAlias = Callable[[Facts, Words], Change | None]


class Changer(NamedTuple):
    """The function that makes a change, and what it looks at and changes.

    Attributes
    ----------
    reads, writes : frozenset of str
        The atoms of the facts that it looks at, and of those that it changes.
    rewords : bool
        Whether it may take words out of the description, or put in words that are not marked as suggested.
    """

    change: ChangeFunction
    reads: frozenset[str]
    writes: frozenset[str]
    rewords: bool = False

    @property
    def paths(self) -> frozenset[str]:
        """The paths of the facts that it changes."""
        return frozenset("objectives" if atom.startswith("objectives") else atom for atom in self.writes)


_CHANGERS: dict[str, Changer] = {}


def change_to(role: Facts, facts: Mapping[str, Any]) -> Change | None:
    """Return the change to those facts that a role does not have already; None where it has them all."""
    new = {path: value for path, value in facts.items() if role[path] != value}
    return Change(new) if new else None


def and_also(text: str, suggested: str) -> str:
    """Return a text with a suggestion after it, so that the two can be told apart."""
    return f"{text.rstrip(' .;')}; {suggested}"


def changes(
    move_id: str, *writes: str, reads: Iterable[str] = (), rewords: bool = False
) -> Callable[[ChangeFunction], ChangeFunction]:
    """Tie the function that makes a change to its kind of move.

    Parameters
    ----------
    move_id
        The kind's id in the data.
    *writes
        The paths of all facts that it changes; ``objectives.measure`` stands for that part of every objective, and
        ``objectives`` for adding or dropping some. It may look at these too.
    reads
        The paths of other facts that it looks at.
    rewords
        Whether it may take words out of the description.
    """

    def register(change: ChangeFunction) -> ChangeFunction:
        # Only a move that names all of them may change how many objectives there are.
        written = atoms(writes) - (frozenset() if "objectives" in writes else {SOME})
        _CHANGERS[move_id] = Changer(change, atoms([*writes, *reads]), written, rewords)
        return change

    return register


class MoveKind(Record, what="a move"):
    """One kind of move, in words.

    Attributes
    ----------
    id, title : str
        Its name, and what is done.
    why : str
        Why it may help.
    checks : tuple of str
        The ids of the checks that it is aimed at. What it does to them is found by diagnosing again.
    cost : Assumption
        What it is assumed to cost.
    requires, excludes : tuple of str
        Moves that have to be made as well (where they change anything), and moves that cannot be.
    words : mapping
        What it writes into a role: suggestions for someone to replace.
    caution : str or None
        Where it can mislead.
    """

    id: str
    title: str
    why: str
    checks: tuple[CheckId, ...]
    propositions: tuple[PropositionId, ...]
    cost: Assumption
    requires: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    caution: str | None = None

    @property
    def changer(self) -> Changer:
        """What makes the change."""
        return _CHANGERS[self.id]


@cache
def load() -> Collection[MoveKind]:
    """Read the kinds of moves, once; those of the data and those of the code are the same."""
    return Collection.from_toml("framework/moves.toml", MoveKind, ("title", "why", "checks", "propositions"))
