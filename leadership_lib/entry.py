"""An entry: one thing that a learner did, and when."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Literal

from leadership_lib import framework
from leadership_lib.records import Between, Fault, Record, RecordError, text_problem

Kind = Literal["answer", "note", "reflection", "grid", "role"]

#: How many tables or lists may stand in one another.
DEEPEST = 20
#: The largest whole number that every reader of TOML takes.
_LARGEST = 2**63 - 1


@dataclass(frozen=True, kw_only=True)
class Entry(Record):
    """One thing that a learner did.

    Attributes
    ----------
    id : str
        What to call it by, when it is to be deleted.
    when : str
        Date and time, as in ``2026-11-23T19:05:00+00:00``.
    notebook, activity : str
        Where it was done; a note may belong to a whole notebook.
    what : str or mapping
        What was written or chosen: text, or a table of text, numbers, yes and no, lists and tables.
    minutes : float or None
        How long it took, where that is known.
    """

    WHAT = "an entry of a journal"

    id: str
    when: str
    notebook: str
    activity: str | None = None
    kind: Kind = "answer"
    what: Any
    minutes: Annotated[float, Between(0, 1440, "minutes")] | None = None

    def __post_init__(self) -> None:
        if fault := _misfit(self.what):
            raise RecordError(self.WHAT, [Fault("what", *fault)])
        super().__post_init__()
        try:
            datetime.fromisoformat(self.when)
        except ValueError:
            allowed = "allowed is a date and time such as 2026-11-23T19:05:00"
            raise RecordError(self.WHAT, [Fault("when", repr(self.when), allowed)]) from None

    @property
    def date(self) -> date:
        """The day on which it was done."""
        return datetime.fromisoformat(self.when).date()

    @property
    def lines(self) -> tuple[str, ...]:
        """What was written or chosen: a line for a text, and for a table a line for each thing that it states."""
        return tuple(f"{name}: {text}" if name else text for name, text in _said(self.what))

    def __str__(self) -> str:
        where = (
            f"{notebook_title(self.notebook)}, {self.activity}" if self.activity else notebook_title(self.notebook)
        )
        return f"{day(self.date)}, {where} ({self.kind}): {'; '.join(self.lines)}"


def _misfit(value: Any, depth: int = 0) -> tuple[str, str] | None:
    """Say what was found and what is allowed where a value is neither text nor a table that can be kept."""
    match value:
        case str() if depth == 0 or value.strip():
            return (fault := text_problem(value)) and (ascii(value[:60]), fault)
        case str() | bool() if depth:
            return None
        case int() if abs(value) <= _LARGEST and depth:
            return None
        case float() if math.isfinite(value) and depth:
            return None
        case Mapping() | list() | tuple() if depth >= DEEPEST:
            return "tables in one another without end", f"allowed are {DEEPEST}"
        case Mapping():
            inner = (text_problem(key) and (ascii(key)[:60], "a name has to be text") for key in value)
            return next(filter(None, (*inner, *(_misfit(item, depth + 1) for item in value.values()))), None)
        case list() | tuple() if depth:
            return next(filter(None, (_misfit(item, depth + 1) for item in value)), None)
    return type(value).__name__, "allowed is text or a table of text, numbers, true, false, lists and tables"


def _said(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    match value:
        case Mapping():
            for key, item in value.items():
                yield from _said(item, f"{name}, {_spoken(key)}" if name else _spoken(key))
        case tuple() if all(isinstance(item, str) for item in value):
            yield name, "; ".join(value) or "none"
        case tuple():
            for number, item in enumerate(value, 1):
                yield from _said(item, f"{name} {number}")
        case bool():
            yield name, "yes" if value else "no"
        case int() | float():
            yield name, f"{value:g}"
        case _ if value.strip():
            yield name, value


def _spoken(key: str) -> str:
    return key.replace("_", " ")


def day(when: date) -> str:
    """Write a day as people do: 23 November 2026."""
    return f"{when.day} {when:%B} {when.year}"


def notebook_title(notebook: str) -> str:
    """Give the title of a notebook; one that is not ours goes by its own name, on one line."""
    known = framework.load("notebooks")
    return known[notebook].title if notebook in known else " ".join(notebook.split())
