"""Told: a fact, or time and pay as one, in the words in which a person would say it."""

from __future__ import annotations

from typing import Any, get_args, get_origin

from leadership_lib.core.records import OneOf
from leadership_lib.description.rules import TOGETHER
from leadership_lib.role.parts import Pay, Time
from leadership_lib.role.role import Role, fact_kind, words


def held(role: Role, fact: str) -> Any:
    """Return what a role holds of a fact, of time and pay the whole; None where nothing is stated."""
    found: Any = role
    for name in fact.split("."):
        found = getattr(found, name)
    return None if fact in TOGETHER and found == type(found)() else found


def told(fact: str, value: Any) -> str:
    """Say a value, as a role file has it, in plain words on one line.

    Parameters
    ----------
    fact
        The path of the fact.
    value
        The value; None is not stated.

    Examples
    --------
    >>> told("capacity.time", {"amount": 2, "unit": "sessions", "per": "week"})
    '2 sessions a week (8 hours a week)'
    >>> told("reward.pay", {"amount": 85, "per": "hour"})
    '£85 per hour'
    """
    found = None if value is None else held(Role().with_({fact: value}), fact)
    match found:
        case Time():
            return _time(found)
        case Pay():
            amount = None if found.amount is None else f"£{found.amount:,.2f}".removesuffix(".00")
            return ", ".join(
                filter(None, [amount and f"{amount} per {found.per or 'what is not stated'}", found.band])
            )
        case str() if known := _named(fact):
            return known.words(found)
        case None if isinstance(value, str):
            return f"“{value}”"
    return words(found)


def _named(fact: str) -> OneOf | None:
    """Return the names that a fact can be, where it is one of those that are read from data."""
    kind = fact_kind(fact)
    notes = get_args(kind)[1:] if get_origin(kind) is not tuple else ()
    return next((note for note in notes if isinstance(note, OneOf)), None)


def _time(time: Time) -> str:
    unit: str = time.unit or "of a unit that is not stated"
    if time.amount == 1 and unit.endswith("s"):
        unit = unit.removesuffix("s") if not unit.endswith("ies") else f"{unit[:-3]}y"
    said = " ".join(filter(None, [words(time.amount), unit, time.per and f"a {time.per}"]))
    hours = time.hours_a_week
    return (
        said if hours is None or (time.unit, time.per) == ("hours", "week") else f"{said} ({hours:.3g} hours a week)"
    )
