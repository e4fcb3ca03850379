"""Unread: what could not be read as it stands, and what was done instead."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple


class Kept(str):
    """What was done where all that was found is there all the same: it was read, or is called something else."""

    __slots__ = ()


UNSTATED, LEFT_OUT, IGNORED, READ = "counted as not stated", "left out", "ignored", Kept("read")


class Unread(NamedTuple):
    """One thing that could not be read as it stands: where, what was found, what is allowed, what was done.

    Attributes
    ----------
    source : str
        The file.
    row : int or None
        Counted as a spreadsheet does, from 1, the names of the columns included.
    role, column : str or None
        The role's id, and the column, where there is one.
    """

    source: str
    row: int | None
    role: str | None
    column: str | None
    found: str
    allowed: str
    done: str

    @property
    def kept(self) -> bool:
        """Whether all that was found is there all the same."""
        return isinstance(self.done, Kept)

    def __str__(self) -> str:
        row = self.row and f"row {self.row}"
        where = ", ".join(str(part) for part in (self.source, row, self.column) if part)
        return f"{where}: found {self.found}; {self.allowed} ({self.done})"


#: How many rows a sentence names.
NAMED = 5


def sentences(unread: Iterable[Unread]) -> list[str]:
    """Say faults in plain sentences; those that are alike but for their rows become one."""
    alike: dict[tuple[Any, ...], list[Unread]] = {}
    for one in unread:
        alike.setdefault((one.source, one.column, one.found, one.allowed, one.done, one.row is None), []).append(one)
    said = []
    for group in alike.values():
        first = group[0]
        if len(group) == 1 or first.row is None:
            said += map(str, group)
            continue
        rows = [str(one.row) for one in group]
        more = f" and {len(rows) - NAMED:,} more" if len(rows) > NAMED else ""
        where = f"{first.source}, rows {', '.join(rows[:NAMED])}{more}"
        where += f", {first.column}" if first.column else ""
        said.append(f"{where}: found {first.found}; {first.allowed} ({first.done})")
    return said


class Found(NamedTuple):
    """One role as it was found, not made yet: its id, where it stands, what it says, and what was wrong so far."""

    id: str | None
    source: str
    row: int | None
    said: Any
    notes: tuple[Unread, ...] = ()
