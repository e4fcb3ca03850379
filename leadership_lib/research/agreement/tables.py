"""Tables: printed tables of counts, turned into what each coder gave."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from leadership_lib.core.errors import Problem
from leadership_lib.research.agreement.ratings import array_of, dimensions


def from_counts(counts: Any, categories: Sequence[Any] | None = None) -> np.ndarray:
    """Turn a table of subjects by categories into coders by units.

    Who gave what is not in such a table, so the rows are places and not people: right for coefficients that do not
    ask who (per cent, Fleiss, Gwet, Krippendorff), and not for those that do (Cohen, Conger, ICC, Kendall).

    Parameters
    ----------
    counts
        One row a subject, one column a category: how many coders chose it. Rows may have different sums.
    categories
        What the columns stand for; by default 1, 2, 3 and so on.

    Examples
    --------
    >>> from_counts([[2, 1], [0, 2]])
    array([[ 1.,  2.],
           [ 1.,  2.],
           [ 2., nan]])
    """
    table = array_of(counts)
    if table.ndim != 2:
        raise Problem(
            f"The counts have {dimensions(table.ndim)}, and two are needed: one row a subject, one column a category."
        )
    names = _labels(categories, table.shape[1])
    # Places are counted in the width of this machine, which in a browser is 32 bits.
    whole = _whole(table).astype(np.intp)
    most = whole.sum(axis=1).max(initial=0)
    ratings = np.full((most, len(whole)), np.nan if names.dtype.kind == "f" else None, names.dtype)
    for subject, row in enumerate(whole):
        ratings[: row.sum(), subject] = names.repeat(row)
    return ratings


def from_crosstable(table: Any, categories: Sequence[Any] | None = None) -> np.ndarray:
    """Turn a square table, rows what the first coder gave and columns what the second gave, into two rows of codes.

    Examples
    --------
    >>> from_crosstable([[1, 1], [0, 1]])
    array([[1., 1., 2.],
           [1., 2., 2.]])
    """
    square = array_of(table)
    if square.ndim != 2 or square.shape[0] != square.shape[1]:
        shape = " by ".join(map(str, square.shape))
        raise Problem(f"The table is {shape}, and it has to be square: as many rows as columns, one each a category.")
    names = _labels(categories, len(square))
    first, second = np.indices(square.shape).reshape(2, -1).repeat(_whole(square).ravel(), axis=1)
    return np.stack([names[first], names[second]])


def _labels(categories: Sequence[Any] | None, count: int) -> np.ndarray:
    if categories is None:
        return np.arange(1.0, count + 1)
    if not isinstance(categories, Sequence | np.ndarray):
        raise Problem(f"The categories are {categories!r}. Give a list, one name a column.")
    if len(categories) != count:
        raise Problem(f"There are {len(categories)} categories for {count} columns. Name each column once.")
    names = np.array(list(categories), dtype=object)
    return names.astype(float) if all(isinstance(name, int | float) for name in names) else names


def _whole(table: np.ndarray) -> np.ndarray:
    """Return counts as whole numbers, or say which one is none."""
    try:
        numbers = table.astype(float)
    except (TypeError, ValueError):
        raise Problem("A table of counts has something in it that is no number. Give whole numbers.") from None
    wrong = np.argwhere(~(np.isfinite(numbers) & (numbers >= 0) & (numbers == np.round(numbers))))
    if len(wrong):
        row, column = wrong[0]
        raise Problem(
            f"Row {row + 1}, column {column + 1} has {numbers[row, column]:g}. A count is a whole number from 0."
        )
    return numbers.astype(int)
