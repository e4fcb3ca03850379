"""Told: a fact, or time and pay as one, in the words in which a person would say it."""

from __future__ import annotations

from operator import attrgetter
from typing import Annotated, Any, get_args, get_origin

from leadership_lib.core.records import Between, OneOf
from leadership_lib.description.rules import TOGETHER
from leadership_lib.role.parts import Pay, Time
from leadership_lib.role.role import Role, fact_kind, words


def held(role: Role, fact: str) -> Any:
    """Return what a role holds of a fact, of time and pay the whole; None where nothing is stated."""
    found = attrgetter(fact)(role)
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
    match found, None if fact in TOGETHER else _note(fact):
        case Time(), _:
            return _time(found)
        case Pay(), _:
            amount = "" if found.amount is None else f"£{found.amount:,.2f}".removesuffix(".00")
            per = f" per {found.per}" if amount and found.per else ""
            return ", ".join(filter(None, [amount + per, found.band]))
        case str(), OneOf() as known:
            return known.words(found)
        case int() | float(), Between() as bounds:
            return f"{found:g} {bounds.unit.partition(',')[0]}"
        case None, _ if isinstance(value, str):
            return f"“{value}”"
    return words(found)


def told_each(fact: str, value: Any) -> list[str]:
    """Say a value, and where it is a list, each thing in it."""
    found = None if value is None else held(Role().with_({fact: value}), fact)
    return [words(one) for one in found] if isinstance(found, tuple) and found else [told(fact, value)]


def _note(fact: str) -> Any:
    """Return what a fact's type says besides: its bounds, or the names that it can be."""
    kind = fact_kind(fact)
    notes = get_args(kind)[1:] if get_origin(kind) is Annotated else ()
    return next((note for note in notes if isinstance(note, OneOf | Between)), None)


def _time(time: Time) -> str:
    unit: str = time.unit or "of a unit that is not stated"
    if time.amount == 1 and unit.endswith("s"):
        unit = f"{unit[:-3]}y" if unit.endswith("ies") else unit[:-1]
    said = " ".join(filter(None, [words(time.amount), unit, time.per and f"a {time.per}"]))
    plain = time.hours_a_week is None or (time.unit, time.per) == ("hours", "week")
    return said if plain else f"{said} ({time.hours_a_week:.3g} hours a week)"
