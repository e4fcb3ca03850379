"""Suggest: which moves the findings of a role call for, and what each would cost there."""

from __future__ import annotations

from leadership_lib.diagnosis import diagnose
from leadership_lib.redesign.catalogue import Moves, met
from leadership_lib.redesign.kinds import Kind, load
from leadership_lib.redesign.move import Cost, Move
from leadership_lib.role import Role


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
