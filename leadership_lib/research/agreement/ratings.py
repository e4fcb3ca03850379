"""Ratings: what several coders gave to several units, read from an array or a frame."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import compress
from numbers import Real
from typing import Any, Self

import numpy as np
import pandas as pd

from leadership_lib.core.errors import Problem
from leadership_lib.core.text import counted, told_apart

#: The most cells that a table of units by different values may have; beyond it stands a mistake or an interval scale.
MOST_CELLS = 50_000_000

#: Up to this, a floating number tells every whole one apart.
LONGEST = 2**53

#: With more different values than this, codes are more like measurements than like categories.
MANY_VALUES = 10

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
    clusters : numpy.ndarray or None
        For each unit the number of what it belongs to, from 0.
    notes : tuple of str
        What was odd, and what was made of it.
    """

    values: np.ndarray
    index: np.ndarray
    coders: tuple[str, ...]
    units: tuple[str, ...]
    ordered: bool
    declared: bool
    clusters: np.ndarray | None = None
    notes: tuple[str, ...] = ()

    @property
    def lengthy(self) -> bool:
        """Whether the values are whole numbers too long to be reckoned with."""
        return self.values.dtype.kind == "O" and bool(len(self.values)) and all(map(_is_number, self.values))

    @property
    def independent(self) -> int:
        """How many units vary apart from one another, or clusters of them."""
        return len(self.units) if self.clusters is None else len(np.unique(self.clusters))

    @property
    def uncommon(self) -> int | None:
        """In how many units a code other than the commonest was given; None where codes are rather measurements."""
        if len(self.values) > MANY_VALUES or not len(self.values):
            return None
        commonest = int(self.counts.sum(axis=0).argmax())
        return int(((self.counts.sum(axis=1) - self.counts[:, commonest]) > 0).sum())

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
        clusters = None if self.clusters is None else np.unique(self.clusters[units], return_inverse=True)[1]
        names = tuple(compress(self.coders, heard))
        return replace(self, index=index, coders=names, units=named, clusters=clusters)

    def first(self, wrong: np.ndarray) -> str:
        """Say the first of the numbers that are wrong: who gave it, to which unit, and what it is."""
        coder, unit = np.unravel_index(np.argmax(wrong), wrong.shape)
        return f"{capitalised(self.coders[coder])}, {self.units[unit]} has {self.numbers[coder, unit]:g}."

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


def read(
    ratings: Any,
    categories: Iterable[Any] | None = None,
    missing: Iterable[Any] | None = None,
    clusters: Iterable[Any] | None = None,
) -> Ratings:
    """Read what coders gave.

    Parameters
    ----------
    ratings
        One row a coder, one column a unit; numbers or texts. NaN, None, empty text, the text ``nan`` and what an
        array masks are missing. A pandas frame keeps its labels; a table of tables (coder: unit: code) does too, and
        one of lists the names of coders.
    categories
        All values that coders could give, in order, whether anybody gave them or not; by default those found.
    missing
        Codes that stand for none, such as ``["n/a", 99]``.
    clusters
        For each unit what it belongs to.

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
    categories = None if categories is None else _listed(categories, "categories")
    without, notes = _missing(table, categories, missing)
    flat = np.asarray(table)[~without]
    if flat.dtype.kind == "O" and any(isinstance(value, set) for value in flat):
        flat[:] = [frozenset(value) if isinstance(value, set) else value for value in flat]

    def who(nth: int) -> str:
        """Say whose code it is, and of which unit."""
        coder, unit = np.argwhere(~without)[nth]
        return f"{capitalised(coders[coder])}, {units[unit]}"

    if flat.dtype.kind in "biuf" or all(map(_is_number, flat)):
        # Whole numbers that a floating one cannot tell apart are names, and stay what they are.
        long = any(abs(value) > LONGEST for value in flat.tolist() if isinstance(value, int))
        flat = flat.astype(object if long else float)
        if not long and (np.abs(flat, where=np.isfinite(flat), out=np.zeros(len(flat))) > LONGEST).any():
            notes.append("Some codes are floating numbers of more than 15 digits. Give names as text.")
    if flat.dtype.kind == "f" and not np.isfinite(flat).all():
        endless = who(int(np.argmin(np.isfinite(flat))))
        raise Problem(f"{endless} has a number without end. Give a number, or leave it out.")
    values, index = _found(flat) if categories is None else _declared(flat, categories, who)
    positions = np.full(table.shape, -1)
    positions[~without] = index
    ordered = categories is not None or values.dtype.kind == "f" or all(map(_is_number, values))
    if len(coders) > len(units) > 1:
        notes.append(
            f"There are {len(coders)} coders and {len(units)} units. One row is a coder and one column a unit; if "
            "these are turned round, give the table the other way about (.T)."
        )
    return Ratings(
        values, positions, coders, units, ordered, categories is not None, _clusters(clusters, units), tuple(notes)
    )


def read_with(ratings: Any, options: Any) -> Ratings:
    """Read what coders gave as options by name say it is to be read, and take these out of the options."""
    return read(ratings, *(options.pop(name, None) for name in ("categories", "missing", "clusters")))


def _clusters(given: Iterable[Any] | None, units: tuple[str, ...]) -> np.ndarray | None:
    if given is None:
        return None
    labels = _listed(given, "clusters")
    if len(labels) != len(units):
        raise Problem(
            f"There are {len(labels)} clusters for {len(units)} units. Name for each unit what it belongs to."
        )
    if any(label is None or label != label or label == "" for label in labels):
        raise Problem("A unit has no cluster. Name for each unit what it belongs to.")
    place = {label: number for number, label in enumerate(dict.fromkeys(labels))}
    return np.array([place[label] for label in labels], dtype=np.intp)


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
    for name, times in Counter(coders).items():
        if times > 1:
            raise Problem(f"There are {times} coders called {name!r}. Give each a name of their own.")
    units = tuple(told_apart(units))
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


def _missing(
    table: np.ndarray, categories: list[Any] | None, declared: Iterable[Any] | None
) -> tuple[np.ndarray, list[str]]:
    """Tell where nothing was given, and say what was taken for nothing or might have been meant so."""
    data = np.ma.getdata(table)
    cells = data.ravel().tolist() if data.dtype.kind in "OUS" or declared is not None else []

    def where(found: Iterable[bool]) -> np.ndarray:
        return np.array(list(found), dtype=bool).reshape(table.shape)

    missing = np.asarray(pd.isna(data), dtype=bool) | np.ma.getmaskarray(table)
    if declared is not None:
        # A number and a number in other dress are one code; 1 and True are not.
        codes = _listed(declared, "codes that stand for none")
        missing |= where(any(type(c) is not bool and c == code for code in codes) for c in cells)
    if data.dtype.kind not in "OUS":
        return missing, []
    plain, kept = list(map(_folded, cells)), {_folded(str(name)) for name in categories or ()}
    missing |= where(text == "" and "" not in kept for text in plain)
    called = where(text == "nan" and "nan" not in kept for text in plain) & ~missing
    missing |= called
    count = int(called.sum())
    notes = [f"Counted as missing: {counted(count, 'code')} called 'nan'."] if count else []
    if categories is None:
        left = zip(cells, plain, ~missing.ravel(), strict=True)
        names = ", ".join(dict.fromkeys(repr(cell) for cell, text, there in left if there and text in NOTHING))
        if names:
            notes.append(f"Counted as a category: {names}. If it stands for no code, say so: missing=[{names}].")
    return missing, notes


#: What people write where they give no code.
NOTHING = frozenset({"none", "na", "n/a", "n.a.", "null", "<na>", "#n/a", "missing", "-", "--", ".", "?"})


def _folded(cell: Any) -> str | None:
    return cell.strip().casefold() if isinstance(cell, str) else None


def _is_number(value: Any) -> bool:
    return isinstance(value, Real | Decimal | np.number | np.bool_)


def _listed(given: Any, what: str) -> list[Any]:
    if isinstance(given, str) or not isinstance(given, Iterable):
        told = f"one text, {given!r}" if isinstance(given, str) else f"{given!r}"
        raise Problem(f"The {what} are {told}. Give a list, in order.")
    return list(given)


def _found(flat: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the different values in order, and the position of each code among them."""
    if flat.dtype.kind == "f":
        return np.unique(flat, return_inverse=True)
    try:
        names = sorted(set(flat), key=_in_order)
    except TypeError:
        names = sorted(set(flat), key=lambda name: (str(type(name)), str(name)))
    place = {name: n for n, name in enumerate(names)}
    return _values(names), np.array([place[value] for value in flat], dtype=int)


def _in_order(value: Any) -> Any:
    """Return what values are sorted by; of sets, which have no order, their labels."""
    return sorted(map(str, value)) if isinstance(value, frozenset) else value


def _declared(flat: np.ndarray, names: list[Any], who: Callable[[int], str]) -> tuple[np.ndarray, np.ndarray]:
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
    numbers = bool(names) and all(map(_is_number, names)) and not any(abs(name) > LONGEST for name in names)
    array = np.empty(len(names), dtype=float if numbers else object)
    array[:] = names
    return array


def capitalised(name: str) -> str:
    """Begin a name with a capital, and leave the rest as it is: a person may have written it."""
    return name[:1].upper() + name[1:]


def _plain(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else repr(value) if isinstance(value, str) else str(value)


def _numbered(what: str, count: int) -> tuple[str, ...]:
    return tuple(f"{what} {n}" for n in range(1, count + 1))


def dimensions(count: int) -> str:
    """Say how many dimensions there are."""
    return {0: "no dimension", 1: "one dimension"}.get(count, f"{count} dimensions")
