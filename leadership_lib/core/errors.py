"""Errors that say what, where and what to do, to somebody who has never seen a traceback."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from types import UnionType
from typing import NamedTuple, TypeVar

T = TypeVar("T")


class Problem(Exception):
    """Something the reader can put right; in a notebook it shows as its message alone."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""

    def _render_traceback_(self) -> list[str]:
        # IPython asks an exception for this before it draws a traceback of its own.
        return [str(self)]


class UnknownKeyError(Problem, KeyError):
    """A name that is not in a collection; the message lists the nearest ones."""


def needed(given: T, kind: type | UnionType, needs: str, found: object = None) -> T:
    """Return what is given, or say what is needed and of which type the thing is that was found.

    Raises
    ------
    Problem
        It is of another kind.
    """
    if not isinstance(given, kind):
        name = type(given if found is None else found).__name__
        raise Problem(f"{needs}; what was given is of type {name}.")
    return given


#: How alike two names have to be, from 0 to 1, for one to be offered in place of the other.
ALIKE = 0.6

#: How many names a message lists at most.
MOST_LISTED = 30


def nearest(word: object, known: Iterable[str]) -> list[str]:
    """Give the known names that look like `word`, the nearest first; at most three."""
    # Capitals, spaces and hyphens are slips, not other names.
    plain = {name.lower(): name for name in known}
    asked = re.sub(r"[\s-]+", "_", str(word).strip().lower())
    close = get_close_matches(asked, plain, n=3, cutoff=ALIKE)
    return [plain[n] for n in close or [n for n in plain if asked and asked[:4] in n][:3]]


def near_misses(word: str, known: Iterable[str]) -> str:
    """Say which known names look like `word`, or which there are when none does.

    Parameters
    ----------
    word
        What was asked for.
    known
        The names there are, in order.

    Returns
    -------
    str
        A clause such as ``did you mean 'purpose'?``.
    """
    names = list(known)
    if near := nearest(word, names):
        return f"did you mean {' or '.join(repr(n) for n in near)}?"
    more = f" and {len(names) - MOST_LISTED} more" if len(names) > MOST_LISTED else ""
    return f"there are {', '.join(names[:MOST_LISTED])}{more}" if names else "there are none"


class Fault(NamedTuple):
    """One thing wrong in a record: the key, what was found there and what is allowed."""

    key: str
    found: str
    allowed: str

    def __str__(self) -> str:
        return f"{self.key}: found {self.found}; {self.allowed}"


class RecordError(Problem, ValueError):
    """Facts that do not make a record; carries every `Fault`, not only the first.

    Parameters
    ----------
    what
        What the facts were to make, such as ``a role``.
    faults
        All that is wrong.
    source
        The file, or whatever else they came from.
    before
        What cannot be done until the faults are put right; by default, reading it.
    """

    def __init__(self, what: str, faults: list[Fault], source: str | None = None, before: str | None = None):
        self.what, self.faults, self.source = what, tuple(faults), source
        where = f" in {source}" if source else ""
        count = "1 thing" if len(faults) == 1 else f"{len(faults)} things"
        lines = [f"{count} to put right{where} before {before or f'it can be read as {what}'}:"]
        super().__init__("\n".join(lines + [f"  - {fault}" for fault in faults]))
