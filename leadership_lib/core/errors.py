"""Errors that say what, where and what to do, to someone who has never seen a traceback."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from numbers import Integral
from types import UnionType
from typing import Any, TypeVar

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


def whole(name: str, value: Any, least: int, what: str = "") -> int:
    """Return a whole number, whether of Python or of numpy, or say what else was found.

    Parameters
    ----------
    name, value
        What it is called, and what was given.
    least
        The smallest that is allowed.
    what
        What it counts, such as ``how many are drawn``.

    Raises
    ------
    Problem
        It is not whole, or less than `least`.
    """
    if not isinstance(value, Integral) or isinstance(value, bool) or value < least:
        raise Problem(f"{name} is {value!r}. Allowed is a whole number from {least}{what and f': {what}'}.")
    return int(value)


#: How alike two names have to be, from 0 to 1, for one to be offered in place of the other.
ALIKE = 0.6

#: How many names a message lists at most.
MOST_LISTED = 30


def nearest(word: object, known: Iterable[str]) -> list[str]:
    """Return the known names that look like `word`, the nearest first; at most three."""
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
        return did_you_mean(near)
    more = f" and {len(names) - MOST_LISTED} more" if len(names) > MOST_LISTED else ""
    return f"there are {', '.join(names[:MOST_LISTED])}{more}" if names else "there are none"


def one_of(word: Any, known: Iterable[str], says: str, error: type[Problem] = Problem) -> str:
    """Return a name that is known, or say what is wrong with it and which names look like it.

    Raises
    ------
    Problem
        It is none of them; or another `error`.
    """
    names = tuple(known)
    if not isinstance(word, str) or word not in names:
        raise error(f"{says}: {near_misses(str(word), names)}")
    return word


def did_you_mean(names: Iterable[str]) -> str:
    """Ask whether one of a few names was meant."""
    return f"did you mean {' or '.join(map(repr, names))}?"
