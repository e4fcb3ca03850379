"""Ratings: what several coders gave to several units, read from an array or a frame."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import compress
from typing import Any, Self

import numpy as np
import pandas as pd

from leadership_lib.core.errors import Problem

#: The most cells that a table of units by different values may have; beyond it stands a mistake or an interval scale.
MOST_CELLS = 50_000_000

SHAPE = "Give one row a coder and one column a unit, such as [[1, 2, 3], [1, 2, None]]"


@dataclass(frozen=True, eq=False)
class Ratings:
    """What each coder gave to each unit.

    Attributes
    ----------
    values : numpy.ndarray
        The different values, in order.
    index : numpy.ndarray
        Coders by units: the position of what was given among the values, -1 where nothing was.
    coders, units : tuple of str
        What they are called.
    ordered : bool
        Whether the order of the values means something: they are numbers, or the categories were given in order.
    declared : bool
        Whether the categories were given and not only found.
    """

    values: np.ndarray
    index: np.ndarray
    coders: tuple[str, ...]
    units: tuple[str, ...]
    ordered: bool
    declared: bool

    @property
    def numeric(self) -> bool:
        """Whether the values are numbers."""
        return self.values.dtype.kind == "f"

    @cached_property
    def numbers(self) -> np.ndarray:
        """What was given as numbers, coders by units, NaN where nothing was."""
        return np.append(self.values, np.nan)[self.index] if len(self.values) else np.full(self.index.shape, np.nan)

    @cached_property
    def scores(self) -> np.ndarray:
        """The values as numbers: themselves, or 1, 2, 3 for categories in words."""
        return self.values if self.numeric else np.arange(1.0, len(self.values) + 1)

    @cached_property
    def given(self) -> np.ndarray:
        """How many coders gave each unit something."""
        return (self.index >= 0).sum(axis=0)

    @cached_property
    def counts(self) -> np.ndarray:
        """How many coders gave each unit each value: units by values."""
        units, values = self.index.shape[1], len(self.values)
        if units * values > MOST_CELLS:
            raise Problem(
                f"There are {values:,} different values in {units:,} units, too many for a coefficient that compares "
                'value with value. Round them, or use alpha(..., level="interval") or icc.'
            )
        _, unit = np.nonzero(self.index >= 0)
        cells = unit * values + self.index[self.index >= 0]
        return np.bincount(cells.astype(np.intp), minlength=units * values).reshape(units, values).astype(float)

    @property
    def pairable(self) -> int:
        """How many units have codes from two coders or more."""
        return int((self.given >= 2).sum())

    def only(self, units: np.ndarray, coders: np.ndarray | None = None) -> Self:
        """Return some of the units, and some of the coders, only."""
        heard = np.ones(len(self.coders), bool) if coders is None else coders
        index, named = self.index[np.ix_(heard, units)], tuple(compress(self.units, units))
        return replace(self, index=index, coders=tuple(compress(self.coders, heard)), units=named)

    def first(self, wrong: np.ndarray) -> str:
        """Say the first of the numbers that are wrong: who gave it, to which unit, and what it is."""
        coder, unit = np.unravel_index(np.argmax(wrong), wrong.shape)
        return f"{_capitalised(self.coders[coder])}, {self.units[unit]} has {self.numbers[coder, unit]:g}."

    def nothing_to_compare(self) -> str | None:
        """Say in words why there is nothing to compare; None where there is something."""
        if len(self.coders) < 2:
            return "There is one coder, and agreement needs two. Ask a second person to code, blind to the first."
        if not self.pairable:
            return "No unit has codes from two coders, so nothing can be compared."
        return None

    def all_the_same(self) -> str | None:
        """Say in words that what can be compared never varies; None where it does."""
        seen = np.unique(self.index[:, self.given >= 2])
        seen = seen[seen >= 0]
        if len(seen) != 1:
            return None
        return (
            f"Every code is {_plain(self.values[seen[0]])}: agreement is complete, and where nothing varies no "
            "coefficient can tell agreement from habit. Report the per cent agreement, and code units that differ."
        )


def read(ratings: Any, categories: Iterable[Any] | None = None) -> Ratings:
    """Read what coders gave.

    Parameters
    ----------
    ratings
        One row a coder, one column a unit; numbers or texts. NaN, None and empty text are missing. A pandas frame
        keeps its labels; a table of tables (coder: unit: code) does too, and one of lists the names of coders.
    categories
        All values that coders could give, in order, whether anybody gave them or not; by default those found.

    Raises
    ------
    Problem
        The shape is another one, or a code is none of the categories; says which coder gave it to which unit.
    """
    if isinstance(ratings, Ratings):
        return ratings
    if callable(getattr(type(ratings), "ratings", None)):
        # Taken as they are they would be without an order, and a coefficient could not know which was meant.
        raise Problem(
            f"These are {type(ratings).__name__}, which hold more than ratings. Give their .ratings() with "
            'categories=, all codes there are; or their .ratings("ordinal"), which have an order.'
        )
    table, coders, units = table_of(ratings)
    missing = _missing(table)
    flat = table[~missing]

    def who(nth: int) -> str:
        """Say whose code it is, and of which unit."""
        coder, unit = np.argwhere(~missing)[nth]
        return f"{_capitalised(coders[coder])}, {units[unit]}"

    if flat.dtype.kind in "biuf" or all(isinstance(value, int | float | np.number | np.bool_) for value in flat):
        flat = flat.astype(float)
    if flat.dtype.kind == "f" and not np.isfinite(flat).all():
        endless = who(int(np.argmin(np.isfinite(flat))))
        raise Problem(f"{endless} has a number without end. Give a number, or leave it out.")
    values, index = _found(flat) if categories is None else _declared(flat, categories, who)
    positions = np.full(table.shape, -1)
    positions[~missing] = index
    ordered = categories is not None or values.dtype.kind == "f"
    return Ratings(values, positions, coders, units, ordered, categories is not None)


def table_of(ratings: Any) -> tuple[np.ndarray, tuple[str, ...], tuple[str, ...]]:
    """Return coders by units as an array, and what coders and units are called."""
    names = None
    if isinstance(ratings, Mapping):
        if all(isinstance(row, Mapping) for row in ratings.values()):
            ratings = pd.DataFrame.from_dict(ratings, orient="index")
        else:
            names, ratings = tuple(map(str, ratings)), list(ratings.values())
    labels = None
    if hasattr(ratings, "columns") and hasattr(ratings, "index"):
        labels = tuple(map(str, ratings.index)), tuple(map(str, ratings.columns))
        table = ratings.to_numpy(dtype=object if len(set(ratings.dtypes)) > 1 else None)
    else:
        table = array_of(ratings)
    if table.ndim != 2:
        raise Problem(f"The ratings have {dimensions(table.ndim)}, and two are needed: coders and units. {SHAPE}.")
    coders, units = labels or (names or _numbered("coder", table.shape[0]), _numbered("unit", table.shape[1]))
    if not coders:
        raise Problem(f"The ratings have no coder in them. {SHAPE}.")
    return table, coders, units


def array_of(ratings: Any) -> np.ndarray:
    """Return rows as an array, or say that they have different lengths."""
    if isinstance(ratings, np.ndarray):
        return ratings
    try:
        table = np.array(ratings)
    except ValueError:
        rows = [len(row) if hasattr(row, "__len__") else 1 for row in ratings]
        raise Problem(
            f"The rows have different lengths ({', '.join(map(str, rows[:9]))}). "
            "Give each coder as many places as there are units, None where nothing was given."
        ) from None
    # Numbers beside texts would all become texts, and None would become a word.
    return table if table.dtype.kind in "biufO" else np.array(ratings, dtype=object)


def _missing(table: np.ndarray) -> np.ndarray:
    missing = np.asarray(pd.isna(table), dtype=bool)
    if table.dtype.kind == "O":
        blank = [isinstance(cell, str) and not cell.strip() for cell in table.ravel()]
        missing |= np.array(blank, dtype=bool).reshape(table.shape)
    return missing


def _found(flat: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the different values in order, and the position of each code among them."""
    if flat.dtype.kind == "f":
        return np.unique(flat, return_inverse=True)
    try:
        names = sorted(set(flat))
    except TypeError:
        names = sorted(set(flat), key=lambda name: (str(type(name)), str(name)))
    place = {name: n for n, name in enumerate(names)}
    return _values(names), np.array([place[value] for value in flat], dtype=int)


def _declared(flat: np.ndarray, categories: Any, who: Callable[[int], str]) -> tuple[np.ndarray, np.ndarray]:
    if isinstance(categories, str) or not isinstance(categories, Iterable):
        what = f"one text, {categories!r}" if isinstance(categories, str) else f"{categories!r}"
        raise Problem(f"The categories are {what}. Give a list, in order.")
    names = list(categories)
    place = {name: n for n, name in enumerate(names)}
    if len(place) < len(names):
        raise Problem("A category is named twice. Name each once, in order.")
    index = np.array([place.get(value, -1) for value in flat.tolist()], dtype=int)
    if (index < 0).any():
        first = int(np.argmax(index < 0))
        known = ", ".join(map(_plain, names))
        raise Problem(f"{who(first)} has {_plain(flat[first])}, and the categories are {known}.")
    return _values(names), index


def _values(names: list[Any]) -> np.ndarray:
    """Return values as an array: of floating numbers where all are numbers, else of objects."""
    numbers = bool(names) and all(isinstance(name, int | float | np.number) for name in names)
    array = np.empty(len(names), dtype=float if numbers else object)
    array[:] = names
    return array


def _capitalised(name: str) -> str:
    """Begin a name with a capital, and leave the rest as it is: a person may have written it."""
    return name[:1].upper() + name[1:]


def _plain(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else repr(value) if isinstance(value, str) else str(value)


def _numbered(what: str, count: int) -> tuple[str, ...]:
    return tuple(f"{what} {n}" for n in range(1, count + 1))


def dimensions(count: int) -> str:
    """Say how many dimensions there are."""
    return {0: "no dimension", 1: "one dimension"}.get(count, f"{count} dimensions")
