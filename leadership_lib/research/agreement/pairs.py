"""Pair by pair: which two coders agree how far, and what each gave where the other gave something else."""

from collections.abc import Callable
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from leadership_lib.core.errors import Problem, one_of
from leadership_lib.research.agreement.chance import percent_agreement
from leadership_lib.research.agreement.kappa import cohen_kappa
from leadership_lib.research.agreement.ratings import Ratings, read, read_with
from leadership_lib.research.agreement.result import Agreement


def by_pair(ratings: Any, coefficient: Callable[..., Agreement] = cohen_kappa, **options: Any) -> pd.DataFrame:
    """Return one row a pair of coders: how many units both coded, the share that agrees, and a coefficient.

    Parameters
    ----------
    ratings
        One row a coder, one column a unit.
    coefficient
        Any of this package that takes two coders, such as `alpha`; by default `cohen_kappa`.
    **options
        What it takes.

    Returns
    -------
    pandas.DataFrame
        ``first, second, units, agree, value, low, high``; who agrees least stands first.
    """
    codes = read_with(ratings, options)
    rows = []
    for first, second in combinations(range(len(codes.coders)), 2):
        both = _both(codes, first, second)
        found = coefficient(both, **options)
        agree = float(percent_agreement(both, resamples=0)) if both.units else np.nan
        names = codes.coders[first], codes.coders[second]
        rows.append((*names, len(both.units), agree, found.value, found.low, found.high))
    frame = pd.DataFrame(rows, columns=["first", "second", "units", "agree", "value", "low", "high"])
    return frame.sort_values("value", kind="stable", ignore_index=True)


def confusion_table(
    ratings: Any, first: str | None = None, second: str | None = None, **options: Any
) -> pd.DataFrame:
    """Count what the second coder gave where the first gave each code.

    Parameters
    ----------
    ratings
        One row a coder, one column a unit.
    first, second
        The names of two coders; by default the only two.
    **options
        ``categories`` and ``missing``.

    Returns
    -------
    pandas.DataFrame
        One row a code of the first, one column a code of the second, and the sums as ``all``.

    Examples
    --------
    >>> confusion_table({"Ann": ["met", "met", "open"], "Ben": ["met", "open", "open"]}).loc["met"].to_dict()
    {'met': 1, 'open': 1, 'all': 2}
    """
    codes = read(ratings, **options)
    if first is None and second is None and len(codes.coders) == 2:
        first, second = codes.coders
    places = []
    for name in (first, second):
        if name is None:
            raise Problem(f"There are {len(codes.coders)} coders: name two, such as {', '.join(codes.coders[:2])}.")
        places.append(codes.coders.index(one_of(name, codes.coders, f"There is no coder {name!r}")))
    rows, columns = _both(codes, *places).index
    count = len(codes.values)
    table = np.bincount(rows * count + columns, minlength=count * count).reshape(count, count)
    names = [f"{value:g}" if isinstance(value, float) else str(value) for value in codes.values]
    frame = pd.DataFrame(table, pd.Index(names, name=first), pd.Index(names, name=second))
    frame["all"] = frame.sum(axis=1)
    frame.loc["all"] = frame.sum()
    return frame


def _both(codes: Ratings, first: int, second: int) -> Ratings:
    """Return two coders and the units that both coded."""
    heard = np.isin(np.arange(len(codes.coders)), (first, second))
    coded = codes.index[[first, second]] >= 0
    return codes.only(coded[0] & coded[1], heard)
