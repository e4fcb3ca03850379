"""The moves for one role: taken, costed anew, added to, made together, and how they meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import combinations
from typing import Any, SupportsIndex, TypeAlias, overload

from leadership_lib.core.collection import Collection
from leadership_lib.core.errors import Problem, UnknownKeyError, near_misses
from leadership_lib.core.faults import worded
from leadership_lib.core.html import Markup, html, table, tag, wrap
from leadership_lib.core.records import text_fault
from leadership_lib.diagnosis import checks
from leadership_lib.diagnosis.checks.verdict import SETTLED, is_wanting
from leadership_lib.diagnosis.diagnosis import diagnose
from leadership_lib.redesign.changes import load
from leadership_lib.redesign.cost import MOST_POUNDS, Cost
from leadership_lib.redesign.move import Move
from leadership_lib.role.loading import RoleSource, load_role
from leadership_lib.role.parts import HOURS, WEEKS
from leadership_lib.role.role import Role, fact_paths

#: A move or its id.
MoveOrId: TypeAlias = Move | str


class Moves(Collection[Move]):
    """The moves for one role, in the order in which they are made; immutable.

    Besides one by its id or its place, take some with a list of ids,
    ``moves[["retitle", "answer_for_the_role"]]``, or with a slice.
    """

    def __init__(self, role: RoleSource, moves: Iterable[Move]):
        self.role = load_role(role)
        super().__init__("moves", (_own(move, self.role) for move in _each(moves)))

    @overload
    def __getitem__(self, which: str | SupportsIndex) -> Move: ...

    @overload
    def __getitem__(self, which: slice | list[Any] | tuple[Any, ...]) -> Moves: ...

    def __getitem__(self, which: object) -> Move | Moves:
        if isinstance(which, slice):
            return Moves(self.role, list(self)[which])
        if isinstance(which, Iterable) and not isinstance(which, str):
            return self._some(which)
        return self._one(which)

    def _one(self, which: object) -> Move:
        """Return the move that an id, a place or a move of the same id stands for."""
        key = _own(which, self.role).id if isinstance(which, Move) else which
        if isinstance(key, SupportsIndex):
            return list(self)[key]
        if not isinstance(key, str) or key not in self:
            raise UnknownKeyError(f"{key!r} is not one of these moves: {near_misses(str(key), self.ids)}")
        return super().__getitem__(key)

    def _some(self, which: object) -> Moves:
        wanted = {self._one(move).id for move in _each(which)}
        return Moves(self.role, (move for move in self if move.id in wanted))

    def aimed_at(self, *check_ids: str | Iterable[str]) -> Moves:
        """Return the moves aimed at any of some checks, named one by one or in a list."""
        wanted = {checks.load()[str(check)].id for check in _each(check_ids)}
        return Moves(self.role, (move for move in self if wanted & set(move.checks)))

    def without(self, *moves: MoveOrId | Iterable[MoveOrId]) -> Moves:
        """Return the moves but for some, named one by one or in a list."""
        left_out = self._some(moves)
        return Moves(self.role, (move for move in self if move not in left_out))

    def with_cost(self, move: MoveOrId, **cost: Any) -> Moves:
        """Return the moves with your own cost of one: ``hours``, ``pounds`` or ``agreement``.

        Raises
        ------
        RecordError
            Names what is not a cost.
        """
        changed = self._one(move).with_cost(cost)
        return Moves(self.role, (changed if it.id == changed.id else it for it in self))

    def and_own(self, move_id: str, title: str, facts: Mapping[str, Any], **cost: Any) -> Moves:
        """Return the moves and one of your own, made after the others.

        Parameters
        ----------
        move_id
            A name for it.
        title
            What is done.
        facts
            The facts it changes, as `Role.with_` takes them; a step of a case's redesign, for example.
        **cost
            ``hours``, ``pounds`` and ``agreement``.
        """
        for text in (move_id, title):
            if fault := text_fault(text, ()):
                said = worded(fault)
                raise Problem(f"A move of your own needs a name and a title: found {said.found}; {said.allowed}.")
        if move_id in self:
            raise Problem(f"There is a move {move_id!r} already.")
        after = self.role.with_(facts)
        changed = {path: after[path] for path in fact_paths() if after[path] != self.role[path]}
        if not changed:
            raise Problem(f"{title!r} changes nothing in this role.")
        return Moves(self.role, (*self, Move.from_facts(move_id, title, self.role, changed, Cost.from_dict(cost))))

    def apply(self, *moves: MoveOrId | Iterable[MoveOrId]) -> Role:
        """Return the role after some moves, made in the order of `ids` of this collection.

        Parameters
        ----------
        *moves
            Their ids, one by one or in a list, such as the ``moves`` of a point.

        Raises
        ------
        Problem
            They exclude one another, or one of them requires another.
        """
        wanted = self._some(moves)
        if fault := next(self.faults(wanted), None):
            raise Problem(fault)
        role = self.role
        for move in wanted:
            role = move.make(role)
        return role

    def faults(self, moves: MoveOrId | Iterable[MoveOrId]) -> Iterator[str]:
        """Say why some moves cannot be made together, if they cannot."""
        chosen = set(self._some(moves).ids)
        for one, other in self.conflicts:
            if {one, other} <= chosen:
                yield f"{self[one].title!r} and {self[other].title!r} exclude one another."
        for one, other in self.requirements:
            if one in chosen and other not in chosen:
                yield f"{self[one].title!r} requires {self[other].title!r}."

    @cached_property
    def conflicts(self) -> tuple[tuple[str, str], ...]:
        """Pairs of ids that exclude one another."""
        return tuple((a.id, b.id) for a, b in combinations(self, 2) if b.id in a.excludes or a.id in b.excludes)

    @cached_property
    def requirements(self) -> tuple[tuple[str, str], ...]:
        """Pairs of ids of which the first requires the second; one that is not offered is not needed."""
        return tuple((move.id, other) for move in self for other in self.ids if other in move.requires)

    @cached_property
    def interplay(self) -> tuple[tuple[str, str, str, str], ...]:
        """Pairs that do together what neither does alone, each as (move, move, what happens, check).

        ``close together``: the check is met, or no longer arises, after both and after neither alone. ``spoil``: it
        does before or after one of them, and not after both. Pairs of which some check sees both.
        """
        from leadership_lib.redesign.answer_tables import tables

        found: list[tuple[str, str, str, str]] = []
        known = tables(self.role, list(self))
        for (one, a), (other, b) in combinations(enumerate(self), 2):
            for answers in known if (a.id, b.id) not in self.conflicts else ():
                if {one, other} <= set(answers.moves):
                    either = any(answers.after(bits) in SETTLED for bits in (1 << one, 1 << other))
                    both = answers.after(1 << one | 1 << other) in SETTLED
                    if both != either:
                        found.append((a.id, b.id, "close together" if both else "spoil", answers.check))
        return tuple(found)

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


def _each(some: object) -> Iterator[object]:
    """Yield things one by one, whether they came so or in lists; a text is one id, not a list of letters."""
    if isinstance(some, str) or not isinstance(some, Iterable):
        yield some
    else:
        for inner in some:
            yield from _each(inner)


def _own(move: object, role: Role) -> Move:
    """Check that something is a move, and one for a role."""
    if not isinstance(move, Move):
        raise Problem(f"Wanted are moves or their ids; what was given is of type {type(move).__name__}.")
    # Nearly always it is the very role, and then its facts need not be compared.
    if move.role is not role and move.role != role:
        raise Problem("These moves are those of another role: ll.moves(role) finds the moves of this one.")
    return move


def moves(role: RoleSource) -> Moves:
    """Find the moves that the findings of a role suggest.

    A move is offered where a check that it is aimed at is known to be wanting and it has something to change, in the
    role as found or once all the others are made, and where it is not larger than the post. What is not stated is a
    question to ask (`questions`), and nothing to mend.

    Parameters
    ----------
    role
        The role as found, or whatever `load_role` reads it from.

    Returns
    -------
    Moves
        With what each costs, an assumption to be changed with `Moves.with_cost`, and what it does by itself.

    Examples
    --------
    >>> import leadership_lib as ll
    >>> role = ll.load_role("locality_clinical_lead")
    >>> ll.moves(role)["answer_for_the_role"].closes
    ('influence.answers_for_role',)
    """
    found = now = load_role(role)
    post = cost_of_post(found)
    wanting = {finding.id for finding in diagnose(found).findings if is_wanting(finding.answer)}
    offered: list[Move] = []
    for kind in load():
        if wanting.isdisjoint(kind.checks):
            continue
        if change := kind.changer.change(found, kind.words) or kind.changer.change(now, kind.words):
            move = Move.from_kind(kind, found, change.paid_for)
            if not (post and move.cost.is_more_than(post)):
                offered.append(move)
                now = move.make(now)
    return Moves(found, offered)


def cost_of_post(role: Role) -> Cost | None:
    """Reckon what a post itself takes in a year: its paid hours, and their pounds; None where hours are not stated.

    Where the pay is not stated it is what it costs to pay for such hours, as `fund_the_hours` has it.
    """
    paid, pay = role.capacity.paid, role.reward.pay
    if paid is None:
        return None
    hours = paid * WEEKS["year"]
    times = {"hour": hours, "session": hours / HOURS["sessions"], "programmed activity": hours / HOURS["sessions"]}
    times |= {"day": hours / HOURS["days"], "month": 12, "year": 1, "weekly session a year": paid / HOURS["sessions"]}
    if pay.amount is not None and pay.per is not None:
        return Cost(hours=hours, pounds=min(pay.amount * times[pay.per], MOST_POUNDS))
    return Cost(hours=hours, pounds=paid * load()["fund_the_hours"].cost.pounds_each)


def some_moves(role: Role, which: Moves | MoveOrId | Iterable[MoveOrId] | None) -> Moves:
    """Return the moves for a role that are given as they are or by their ids; by default all that are suggested."""
    if which is None:
        return moves(role)
    if isinstance(which, Moves) and which.role == role:
        return which
    asked = list(_each(which))
    suggested = moves(role) if any(isinstance(move, str) for move in asked) else Moves(role, ())
    given = [suggested[move] if isinstance(move, str) else _own(move, role) for move in asked]
    # In the order in which they are made, whatever order they came in.
    order = {kind: place for place, kind in enumerate(load().ids)}
    return Moves(role, sorted(given, key=lambda move: order.get(move.id, len(order))))
