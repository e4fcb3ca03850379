"""What a grid is made of: two poles, each with the same parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from leadership_lib.core.records import Record, RecordError, field_kinds
from leadership_lib.role.role import says_none

#: The two poles, in order, and what each is called where it has no name.
POLES = {"first": "First pole", "second": "Second pole"}


class PolarityError(RecordError):
    """Facts that do not make a polarity grid."""


class PartRecord(Record):
    """Any part of a grid, and the words about one."""

    WHAT = "a polarity grid"
    ERROR = PolarityError


@dataclass(frozen=True, kw_only=True)
class Pole(PartRecord):
    """One of two good things that need each other.

    Attributes
    ----------
    name : str or None
        A name that those who value it would use.
    gains, losses : tuple of str or None
        What is gained while it is served, and what is lost when it is overdone.
    steps : tuple of str or None
        What is done to get the gains.
    warnings : tuple of str or None
        What shows early that it is overdone.
    noticed_by : str or None
        Who looks at the warnings.
    """

    name: str | None = None
    gains: tuple[str, ...] | None = None
    losses: tuple[str, ...] | None = None
    steps: tuple[str, ...] | None = None
    warnings: tuple[str, ...] | None = None
    noticed_by: str | None = None


#: The parts of a pole below its name, in order.
PARTS = tuple(field_kinds(Pole))[1:]


def absent(value: Any) -> bool:
    """Tell whether a part still has to be filled in: not stated, or stated to be none."""
    return value is None or says_none(value)
