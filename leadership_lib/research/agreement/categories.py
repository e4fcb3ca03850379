"""Category by category: how far coders agree on each code alone."""

from dataclasses import replace
from typing import Any, Unpack

import numpy as np
import pandas as pd

from leadership_lib.core.errors import Problem
from leadership_lib.research.agreement.chance import fleiss_kappa
from leadership_lib.research.agreement.question import CodesOptions, Question
from leadership_lib.research.agreement.ratings import Ratings, read_with
from leadership_lib.research.agreement.result import Agreement


def specific_agreement(ratings: Any, category: Any, **options: Unpack[CodesOptions]) -> Agreement:
    r"""Compute how often, where one coder gave a category, another one gave it too.

    .. math:: p_s = \frac{\sum_i r_{ik} (r_{ik} - 1)}{\sum_i r_{ik} (r_i - 1)}

    with :math:`r_{ik}` of the :math:`r_i` codes of unit :math:`i` in category :math:`k`. With two coders and two
    categories these are the positive and the negative agreement. Options as for `percent_agreement`.

    Parameters
    ----------
    ratings
        One row a coder, one column a unit.
    category
        The category.

    References
    ----------
    Cicchetti, D. V. and Feinstein, A. R. (1990). Journal of Clinical Epidemiology 43:551-558. For more coders:
    Fleiss, J. L., Levin, B. and Paik, M. C. (2003). Statistical Methods for Rates and Proportions, third edition,
    chapter 18. Wiley.

    Examples
    --------
    >>> print(specific_agreement([["met", "met", "open"], ["met", "open", "open"]], "met", resamples=0))
    Specific agreement (met): 0.667
    """
    asked = Question.from_call("specific_agreement", ratings, options).of(str(category))
    codes, place = asked.codes, _place(asked.codes, category)
    why = codes.nothing_to_compare()
    if why:
        return asked.nothing(why)
    asked = asked.only(codes.given >= 2)
    given, these = asked.codes.given, asked.codes.counts[:, place]
    sums = np.column_stack([these * (given - these), these * (given - 1.0)])
    shown = f"No two coders could agree on {category}: no one gave it to a unit that a second coder coded."
    return asked.resampled(lambda weights: tuple((weights @ sums).T), loss=1.0, otherwise=shown)


def by_category(ratings: Any, **options: Unpack[CodesOptions]) -> pd.DataFrame:
    """Return one row a category: how often it was given, its specific agreement, and its kappa against all others.

    Parameters
    ----------
    ratings
        One row a coder, one column a unit.
    **options
        As for `percent_agreement`.

    Returns
    -------
    pandas.DataFrame
        ``codes``, how often it was given; ``specific, specific_low, specific_high``; ``kappa, low, high``, Fleiss'
        kappa where only this category and the rest are told apart (Fleiss 1971). Both are missing where not defined.
    """
    codes = read_with(ratings, options)
    rows = []
    for place, value in enumerate(codes.values):
        specific = specific_agreement(codes, value, **options)
        told = np.where(codes.index < 0, -1, codes.index == place)
        kappa = fleiss_kappa(replace(codes, values=np.array([0.0, 1.0]), index=told), **options)
        figures = (one for found in (specific, kappa) for one in (found.value, *found.interval))
        rows.append((value, int((codes.index == place).sum()), *figures))
    names = ["category", "codes", "specific", "specific_low", "specific_high", "kappa", "low", "high"]
    return pd.DataFrame(rows, columns=names).set_index("category")


def _place(codes: Ratings, category: Any) -> int:
    for place, value in enumerate(codes.values.tolist()):
        if value == category:
            return place
    known = ", ".join(map(str, codes.values[:9])) or "none"
    raise Problem(f"{category!r} is no category that was given: there are {known}.")
