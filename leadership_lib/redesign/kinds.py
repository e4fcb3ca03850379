"""What a move is: one kind of change to a role, in words from the data and one function that makes the change.

The words of a kind of move stand in ``data/framework/moves.toml``; what it changes is one function in
`leadership_lib.redesign.changes` or `leadership_lib.redesign.objective_changes`, tied to it by id with `changes`, as
a judgement is tied to its check.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, NamedTuple, Protocol, get_args

from leadership_lib.core.records import Between, Record, field_kinds
from leadership_lib.diagnosis.checks import Check, CheckId
from leadership_lib.framework.concepts import PropositionId, SourceId
from leadership_lib.role.role import Objective, says_none

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
PARTIES = get_args(Party)

Hours = Annotated[float, Between(0, 100_000, "hours")]
Pounds = Annotated[float, Between(0, 100_000_000, "pounds")]


class Facts(Protocol):
    """Facts of a role by path: a role, or the few of its facts that a search follows."""

    def __getitem__(self, path: str, /) -> Any: ...


class Change(NamedTuple):
    """What a move does to a role: the new facts by path, and how many of what it is paid for (see ``each``)."""

    facts: Mapping[str, Any]
    count: float = 1


def missing(value: Any) -> bool:
    """Tell whether a fact is not stated or says that there is none."""
    return value is None or says_none(value)


Changer = Callable[[Facts, Mapping[str, str]], Change | None]


class Registered(NamedTuple):
    """A change, and the atoms of the facts that it looks at and that it changes."""

    change: Changer
    reads: frozenset[str]
    writes: frozenset[str]


_CHANGES: dict[str, Registered] = {}

#: The parts of an objective; each is an atom of its own, so that moves on different parts do not meet.
PARTS = tuple(field_kinds(Objective))

#: What checks look at in objectives, for those that look at some parts only. A check not named here looks at all.
LOOKS_AT = {
    "clarity.concrete": ("text", "measure"),
    "clarity.measurable": ("measure",),
    "clarity.milestones": ("by", "milestones"),
    "clarity.own_layer": ("layer",),
    "clarity.achievable": ("hours",),
    "influence.reach": ("depends_on",),
    "influence.shared_measures": ("depends_on", "shared_with"),
    "autonomy.not_prescribed": (),
}

#: That objectives come or go. Whoever looks at any part of them sees that.
SOME = "objectives#"


def atoms(paths: Iterable[str]) -> frozenset[str]:
    """Take paths of facts apart into atoms: ``objectives`` into its parts, any other is its own."""
    found: set[str] = set()
    for path in paths:
        if path == "objectives":
            found |= {SOME, *(f"objectives.{part}" for part in PARTS)}
        elif path.startswith("objectives."):
            found |= {SOME, path}
        else:
            found.add(path)
    return frozenset(found)


def looked_at(check: Check) -> frozenset[str]:
    """Give the atoms that a check looks at."""
    parts = LOOKS_AT.get(check.id, PARTS)
    some = {SOME, *(f"objectives.{part}" for part in parts)} if "objectives" in check.reads else set()
    return frozenset(some) | atoms(path for path in check.reads if path != "objectives")


def changes(move_id: str, *writes: str, reads: Iterable[str] = ()) -> Callable[[Changer], Changer]:
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
    """

    def register(change: Changer) -> Changer:
        # Only a move that names all of them may change how many objectives there are.
        written = atoms(writes) - (frozenset() if "objectives" in writes else {SOME})
        _CHANGES[move_id] = Registered(change, atoms([*writes, *reads]), written)
        return change

    return register


@dataclass(frozen=True, kw_only=True)
class Assumption(Record):
    """What a kind of move is assumed to cost, and how that was come by.

    Attributes
    ----------
    hours, pounds : float
        Of everybody's work, and of money, in the first year.
    hours_each, pounds_each : float
        More of both for each of what ``each`` names.
    agreement : tuple of str
        Whose yes is needed.
    assumed : str
        How the figures were come by; where ``sources`` is empty they are a guess.
    """

    WHAT = "what a move costs"

    hours: Hours = 0
    pounds: Pounds = 0
    hours_each: Hours = 0
    pounds_each: Pounds = 0
    each: str | None = None
    agreement: tuple[Party, ...]
    assumed: str
    sources: tuple[SourceId, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Kind(Record):
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
        What it writes into a role: suggestions for somebody to replace.
    caution : str or None
        Where it can mislead.
    """

    WHAT = "a move"

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
    def registered(self) -> Registered:
        """The function that makes the change."""
        return _CHANGES[self.id]
