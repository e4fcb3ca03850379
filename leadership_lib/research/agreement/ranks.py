"""Kendall's W: how far several coders put the same units in the same order."""

from typing import Any, Unpack

import numpy as np

from leadership_lib.research.agreement.question import CodesOptions, Question
from leadership_lib.research.agreement.resampling import Statistic
from leadership_lib.research.agreement.result import Agreement
from leadership_lib.research.agreement.weights import needs_order


def kendall_w(ratings: Any, **options: Unpack[CodesOptions]) -> Agreement:
    r"""Compute Kendall's coefficient of concordance W, corrected for ties; from 0 to 1.

    .. math:: W = \frac{12 \sum_i (R_i - \bar R)^2}{m^2 (n^3 - n) - m \sum_j T_j}, \quad T_j = \sum_t (t^3 - t)

    with :math:`R_i` the sum of the :math:`m` coders' middle ranks of unit :math:`i` of :math:`n`, and a :math:`t` for
    each group of units that coder :math:`j` put level. Units that somebody left out are dropped. The interval is a
    bootstrap over units, ranked anew each time; W is never below 0, so with few units it flatters.

    Parameters
    ----------
    ratings
        One row a coder, one column a unit: ranks, or anything in an order.
    **options
        As for `alpha`.

    References
    ----------
    Kendall, M. G. and Babington Smith, B. (1939). Annals of Mathematical Statistics 10:275-287. Ties: Kendall, M. G.
    and Gibbons, J. D. (1990). Rank Correlation Methods, fifth edition, chapter 6. Arnold.

    Examples
    --------
    >>> print(kendall_w([[1, 2, 3, 4], [1, 3, 2, 4], [2, 1, 3, 4]], resamples=0))
    Kendall's W: 0.778
    """
    asked = Question.from_call("kendall_w", ratings, options)
    needs_order(asked.codes, "ranks")
    asked, whole = asked.complete("coded")
    why = asked.codes.nothing_to_compare()
    if not why and len(whole.codes.units) < 2:
        why = "An order needs two units that every coder coded. Kendall's W takes no codes that are missing."
    if why:
        return asked.nothing(why)
    level = "Every coder put all units level, so there is no order to agree on."
    return whole.resampled(_concordance(whole.codes.index), otherwise=level)


def _concordance(index: np.ndarray) -> Statistic:
    m = len(index)
    orders = np.argsort(index, axis=1, kind="stable")
    # Where in each coder's order a new group of level units starts, and to which group each unit belongs.
    firsts = [np.flatnonzero(np.diff(row[order], prepend=-2)) for row, order in zip(index, orders, strict=True)]
    groups = [np.unique(row, return_inverse=True)[1] for row in index]

    def statistic(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        n = weights.sum(axis=1)
        sums, ties = np.zeros_like(weights), np.zeros(len(weights))
        for order, first, group in zip(orders, firsts, groups, strict=True):
            size = np.add.reduceat(weights[:, order], first, axis=1)
            ranks = np.cumsum(size, axis=1) - (size - 1) / 2
            sums += ranks[:, group]
            ties += (size**3 - size).sum(axis=1)
        spread = (weights * (sums - m * (n[:, None] + 1) / 2) ** 2).sum(axis=1)
        most = m**2 * (n**3 - n) - m * ties
        return np.clip(most - 12 * spread, 0, np.maximum(most, 0)), most

    return statistic
