"""The moves for one role: taken, costed anew, added to, made together, and how they meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property
from itertools import combinations
from typing import TYPE_CHECKING, Any

from leadership_lib.core.collection import Collection
from leadership_lib.core.errors import Problem, UnknownKeyError, near_misses
from leadership_lib.core.html import Markup, html, table, tag, wrap
from leadership_lib.diagnosis.checks import load as checks
from leadership_lib.diagnosis.diagnosis import Diagnosis, diagnose
from leadership_lib.redesign import changes, objective_changes  # noqa: F401 (they register)
from leadership_lib.redesign.kinds import Change, Kind, Registered, atoms, looked_at
from leadership_lib.redesign.move import Cost, Move
from leadership_lib.role.role import Role, fact_paths

if TYPE_CHECKING:
    import pandas as pd


class Moves(Sequence[Move]):
    """The moves for one role, in the order in which they are made; immutable.

    Take some with a list of ids, ``moves[["retitle", "say_it_excludes_practice"]]``, or with a slice.
    """

    def __init__(self, role: Role, moves: Iterable[Move]):
        self.role = role
        self._moves = {move.id: move for move in moves}

    def __getitem__(self, which: Any) -> Any:
        if isinstance(which, str):
            if which not in self._moves:
                raise UnknownKeyError(f"{which!r} is not one of these moves: {near_misses(which, self._moves)}")
            return self._moves[which]
        if isinstance(which, slice):
            return Moves(self.role, list(self)[which])
        if not isinstance(which, Iterable):
            return list(self)[which]
        wanted = {self[move].id for move in which}
        return Moves(self.role, (move for move in self if move.id in wanted))

    def __iter__(self) -> Iterator[Move]:
        return iter(self._moves.values())

    def __len__(self) -> int:
        return len(self._moves)

    def __contains__(self, move: object) -> bool:
        return move in self._moves or move in self._moves.values()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Moves) and list(self) == list(other)

    __hash__ = None

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids in order."""
        return tuple(self._moves)

    def aimed_at(self, *checks: str | Iterable[str]) -> Moves:
        """Give the moves aimed at any of some checks, named one by one or in a list."""
        wanted = set(one_by_one(checks))
        return Moves(self.role, (move for move in self if wanted & set(move.checks)))

    def without(self, *ids: str | Iterable[str]) -> Moves:
        """Give the moves but for some, named one by one or in a list."""
        left_out = {self[move].id for move in one_by_one(ids)}
        return Moves(self.role, (move for move in self if move.id not in left_out))

    def with_cost(self, move: str, **cost: Any) -> Moves:
        """Give the moves with your own cost of one: ``hours``, ``pounds`` or ``agreement``.

        Raises
        ------
        RecordError
            Names what is not a cost.
        """
        changed = replace(self[move], cost=self[move].cost.with_(cost), assumed="Your own figure.", sources=())
        return Moves(self.role, (changed if it.id == move else it for it in self))

    def and_own(self, move: str, title: str, facts: Mapping[str, Any], **cost: Any) -> Moves:
        """Give the moves and one of your own, made after the others.

        Parameters
        ----------
        move
            A name for it.
        title
            What is done.
        facts
            The facts it changes, as `Role.with_` takes them; a step of a case's redesign, for example.
        **cost
            ``hours``, ``pounds`` and ``agreement``.
        """
        if move in self._moves:
            raise Problem(f"There is a move {move!r} already.")
        after = self.role.with_(facts)
        changed = {path: after[path] for path in fact_paths() if after[path] != self.role[path]}
        if not changed:
            raise Problem(f"{title!r} changes nothing in this role.")
        how = Registered(lambda role, words: Change(changed), atoms(changed), atoms(changed))
        more = {"why": "Your own.", "checks": (), "propositions": (), "assumed": "Your own figure."}
        own = Move(id=move, title=title, role=self.role, cost=Cost.from_dict(cost), how=how, **more)
        return Moves(self.role, (*self, own))

    def apply(self, *ids: str | Iterable[str]) -> Role:
        """Give the role after some moves, made in the order of `ids` of this collection.

        Parameters
        ----------
        *ids
            One by one or in a list, such as the ``moves`` of a point.

        Raises
        ------
        Problem
            They exclude one another, or one of them requires another.
        """
        wanted = self[one_by_one(ids)]
        if fault := next(self.faults(wanted.ids), None):
            raise Problem(fault)
        role = self.role
        for move in wanted:
            role = role.with_(move.change(role))
        return role

    def faults(self, ids: Iterable[str]) -> Iterator[str]:
        """Say why some moves cannot be made together, if they cannot."""
        chosen = set(one_by_one([ids]))
        for one, other in self.conflicts:
            if {one, other} <= chosen:
                yield f"{self[one].title!r} and {self[other].title!r} exclude one another."
        for one, other in self.requirements:
            if one in chosen and other not in chosen:
                yield f"{self[one].title!r} requires {self[other].title!r}."

    @property
    def conflicts(self) -> tuple[tuple[str, str], ...]:
        """Pairs of ids that exclude one another."""
        return tuple((a.id, b.id) for a, b in combinations(self, 2) if b.id in a.excludes or a.id in b.excludes)

    @property
    def requirements(self) -> tuple[tuple[str, str], ...]:
        """Pairs of ids of which the first requires the second; one that is not offered is not needed."""
        return tuple((move.id, other) for move in self for other in self.ids if other in move.requires)

    @cached_property
    def interplay(self) -> tuple[tuple[str, str, str, str], ...]:
        """Pairs that do together what neither does alone, each as (move, move, what happens, check).

        ``close together``: the check is met after both and after neither alone. ``spoil``: it is met before or after
        one of them, and not after both. Found by diagnosing every pair that changes facts of the same check.
        """
        base, found = diagnose(self.role), []
        done = set(self.conflicts)
        alone = {move.id: met(move.effect.after) for move in self}
        for one, other in combinations(self, 2):
            near = one.how.writes & (other.how.writes | other.how.reads) or _meet(one, other)
            if not near or (one.id, other.id) in done:
                continue
            role = one.role.with_(one.change(one.role))
            both = met(diagnose(role.with_(other.change(role))))
            either = alone[one.id] | alone[other.id]
            found += [
                (one.id, other.id, "close together", check) for check in base.findings.ids if check in both - either
            ]
            found += [(one.id, other.id, "spoil", check) for check in base.findings.ids if check in either - both]
        return tuple(found)

    def to_frame(self) -> pd.DataFrame:
        """Give one row a move, indexed by its id."""
        import pandas as pd

        columns = list(self[0].row()) if self else ["id"]
        return pd.DataFrame([move.row() for move in self], columns=columns).set_index("id")

    def __repr__(self) -> str:
        width = max(map(len, self.ids), default=0)
        lines = [f"{len(self)} moves"]
        return "\n".join(lines + [f"  {move.id:<{width}}  {move.title} ({move.cost})" for move in self])

    def _repr_html_(self) -> str:
        head = ["move", "hours", "pounds", "whose yes", "by itself it closes", "and makes worse", "key"]
        rows = (
            [
                Markup(html(m.title) + tag("div", m.assumed, class_="unstated")),
                f"{m.cost.hours:g}",
                f"{m.cost.pounds:,.0f}",
                ", ".join(m.cost.agreement),
                str(len(m.closes)),
                str(len(m.worsens)),
                tag("code", m.id),
            ]
            for m in self
        )
        costs = "Costs are assumptions about the first year; change those you know better."
        return wrap(table(head, rows, f"{len(self)} moves"), tag("p", costs, class_="unstated"))


def one_by_one(ids: Iterable[str | Iterable[str]]) -> list[str]:
    """Give ids one by one, whether they came so or in lists; a text is one id, not a list of letters."""
    return [i for some in ids for i in ([some] if isinstance(some, str) or not isinstance(some, Iterable) else some)]


def met(diagnosis: Diagnosis) -> set[str]:
    """Give the ids of the checks that are met."""
    return {finding.id for finding in diagnosis.findings if finding.answer == "met"}


def _meet(one: Move, other: Move) -> bool:
    """Tell whether some check looks at what both change."""
    return any(one.how.writes & looked_at(check) and other.how.writes & looked_at(check) for check in checks())


@cache
def load() -> Collection[Kind]:
    """Read the kinds of moves, once; those of the data and those of the code are the same."""
    return Collection.from_toml("framework/moves.toml", Kind, ("title", "why", "checks", "propositions"))


def moves(role: Role) -> Moves:
    """Give the moves that the findings of a role suggest.

    A move is offered where a check that it is aimed at is not met and it has something to change, in the role as
    found or once all the others are made.

    Parameters
    ----------
    role
        The role as found.

    Returns
    -------
    Moves
        With what each costs, an assumption to be changed with `Moves.with_cost`, and what it does by itself.

    Examples
    --------
    >>> import leadership_lib as ll
    >>> role = ll.load_role("locality_clinical_lead")
    >>> ll.moves(role)["say_it_excludes_practice"].closes
    ('influence.says_so',)
    """
    found, wanting = diagnose(role), set()
    everything = role
    for kind in load():
        if made := kind.registered.change(everything, kind.words):
            everything = everything.with_(made.facts)
    for diagnosis in (found, diagnose(everything)):
        wanting |= set(diagnosis.findings.ids) - met(diagnosis)
    offered, now = [], role
    for kind in load():
        if not wanting & set(kind.checks):
            continue
        made = kind.registered.change(role, kind.words) or kind.registered.change(now, kind.words)
        if made:
            offered.append(_made(kind, role, made.count))
            now = now.with_(offered[-1].change(now))
    return Moves(role, offered)


def _made(kind: Kind, role: Role, count: float) -> Move:
    """Make the move of a kind for a role."""
    assumption = kind.cost
    cost = Cost(
        hours=assumption.hours + count * assumption.hours_each,
        pounds=assumption.pounds + count * assumption.pounds_each,
        agreement=assumption.agreement,
    )
    each = f" Here: {count:g} x {assumption.each}." if assumption.each else ""
    return Move(
        id=kind.id,
        title=kind.title,
        why=kind.why,
        role=role,
        checks=kind.checks,
        propositions=kind.propositions,
        cost=cost,
        assumed=assumption.assumed + each,
        sources=assumption.sources,
        caution=kind.caution,
        requires=frozenset(kind.requires),
        excludes=frozenset(kind.excludes),
        words=kind.words,
        how=kind.registered,
    )
