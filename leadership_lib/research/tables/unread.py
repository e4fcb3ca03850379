"""Unread: what could not be read as it stands, and what was done instead."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from leadership_lib.core.text import short


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

    def told(self, rows: str) -> str:
        """Say it of one row or of several."""
        where = ", ".join(part for part in (self.source, rows, self.column) if part)
        return f"{where}: found {self.found}; {self.allowed} ({self.done})"

    def __str__(self) -> str:
        return self.told(f"row {self.row}" if self.row else "")


#: How many rows a sentence names, and how many sentences are shown.
NAMED, SHOWN = 5, 30

#: How much of a sentence is shown, where somebody's cell is a page long.
MOST_LETTERS = 600


def sentences(unread: Iterable[Unread]) -> list[str]:
    """Say faults in plain sentences; those that are alike but for their rows become one."""
    alike: dict[tuple[Any, ...], list[Unread]] = {}
    for one in unread:
        alike.setdefault((one.row is None, one._replace(row=None, role=None)), []).append(one)
    return [said for (anywhere, _), group in alike.items() for said in _said(group, anywhere)]


def shown(said: Sequence[str]) -> list[str]:
    """Return as many sentences as can be read, and how many more there are."""
    more = len(said) - SHOWN
    cut = (str(one) if len(one) <= MOST_LETTERS else short(one, MOST_LETTERS) for one in said[:SHOWN])
    return [*cut, *([f"and {more:,} more, in .faults"] if more > 0 else [])]


def _said(group: list[Unread], anywhere: bool) -> list[str]:
    if anywhere or len(group) == 1:
        return [str(one) for one in group]
    rows = [str(one.row) for one in group]
    more = f" and {len(rows) - NAMED:,} more" if len(rows) > NAMED else ""
    return [group[0].told(f"rows {', '.join(rows[:NAMED])}{more}")]
