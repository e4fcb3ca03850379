"""Agreement beyond chance where it matters who gave a code: Cohen for two coders, Conger for more."""

from math import isfinite, nan, sqrt
from statistics import NormalDist
from typing import Any, Unpack

import numpy as np

from leadership_lib.core.errors import Problem
from leadership_lib.research.agreement.chance import beyond, pairwise
from leadership_lib.research.agreement.question import CodesOptions, KappaOptions, Question
from leadership_lib.research.agreement.ratings import Ratings
from leadership_lib.research.agreement.resampling import Sampling, Statistic
from leadership_lib.research.agreement.result import Agreement
from leadership_lib.research.agreement.weights import Weights


def cohen_kappa(ratings: Any, weights: Weights = "identity", **options: Unpack[KappaOptions]) -> Agreement:
    r"""Compute Cohen's kappa of two coders, weighted if asked for, from the units that both coded.

    Chance is that each coder goes on giving each category as often as that coder does:
    :math:`p_e = \sum_{k,l} w_{kl} p_{k\cdot} p_{\cdot l}`.

    Parameters
    ----------
    ratings
        Two rows, one a coder; NaN where nothing was given.
    weights
        ``identity``, ``linear``, ``quadratic``, ``ordinal``, ``ratio`` or a square array.
    **options
        As for `percent_agreement`; the analytic interval is normal, from a large-sample standard error.

    Raises
    ------
    Problem
        There are more than two coders: take two of them, or `conger_kappa`.

    References
    ----------
    Cohen, J. (1960). Educational and Psychological Measurement 20:37-46; (1968). Psychological Bulletin 70:213-220.
    Fleiss, J. L., Cohen, J. and Everitt, B. S. (1969). Psychological Bulletin 72:323-327.

    Examples
    --------
    >>> print(cohen_kappa([[1, 1, 2, 2, 1, 2], [1, 1, 2, 1, 1, 2]]))
    Cohen's kappa: 0.667, 95 % interval 0.104 to 1.000
    """
    asked, matrix = Question.weighted("cohen_kappa", ratings, weights, options)
    codes = asked.codes
    if len(codes.coders) > 2:
        raise Problem(
            f"Cohen's kappa is for two coders, and there are {len(codes.coders)}. Give two rows, such as "
            "ratings[:2], or take agreement.conger_kappa, which is Cohen's idea for more."
        )
    why = codes.nothing_to_compare() or codes.all_the_same()
    if why:
        return asked.nothing(why)
    dropped = len(codes.units) - codes.pairable
    if dropped:
        asked = asked.noting(f"Left out: {dropped} of {len(codes.units)} units that only one coder or none coded.")
    both = asked.only(codes.given == 2)
    statistic = _by_coder(both.codes, matrix)
    value = both.value_of(statistic)
    if both.options.interval == "bootstrap" or not isfinite(value):
        return both.resampled(statistic)
    quantile = NormalDist().inv_cdf(both.options.tails[1])
    method = "large-sample standard error of Fleiss, Cohen and Everitt (1969), normal"
    return both.analytic(value, _large_sample(both.codes, matrix, value), quantile, method)


def conger_kappa(ratings: Any, weights: Weights = "identity", **options: Unpack[CodesOptions]) -> Agreement:
    r"""Compute Conger's kappa: Cohen's idea of chance for two coders or more, with codes missing.

    Chance agreement is the mean over all pairs of coders :math:`g \ne h` of
    :math:`\sum_{k,l} w_{kl} p_{gk} p_{hl}`, with :math:`p_{gk}` the share of :math:`k` in what :math:`g` gave;
    agreement is that of `percent_agreement`. The interval is the percentile bootstrap over units. Parameters as for
    `percent_agreement`, but for the kind of interval.

    References
    ----------
    Conger, A. J. (1980). Psychological Bulletin 88:322-328. With missing codes: Gwet, K. L. (2014), chapter 2.
    """
    asked, matrix = Question.weighted("conger_kappa", ratings, weights, options, Sampling)
    codes = asked.codes
    why = codes.nothing_to_compare() or codes.all_the_same()
    if why:
        return asked.nothing(why)
    heard = np.asarray((codes.index >= 0).any(axis=1))
    if not heard.all():
        names = ", ".join(codes.coders[place] for place in np.flatnonzero(~heard))
        asked = asked.noting(f"Left out, because nothing was given: {names}.")
    asked = asked.only(codes.given > 0, heard)
    return asked.resampled(_by_coder(asked.codes, matrix))


def _by_coder(codes: Ratings, matrix: np.ndarray) -> Statistic:
    coders, values = len(codes.coders), len(codes.values)
    gave = (codes.index.T[:, :, None] == np.arange(values)).reshape(len(codes.units), -1)

    def expected(total: np.ndarray) -> np.ndarray:
        shares = total.reshape(-1, coders, values)
        shares = shares / shares.sum(axis=2, keepdims=True)
        together = shares.sum(axis=1)
        same = ((shares @ matrix) * shares).sum(axis=(1, 2))
        return (((together @ matrix) * together).sum(axis=1) - same) / (coders * (coders - 1))

    return beyond(pairwise(codes, matrix), gave, expected)


def _large_sample(codes: Ratings, matrix: np.ndarray, value: float) -> float:
    r"""Compute the standard error of Fleiss, Cohen and Everitt.

    .. math:: v = \frac{1}{n (1 - p_e)^2} \left\{ \sum_{i,j} p_{ij}
              [w_{ij} - (\bar w_{i\cdot} + \bar w_{\cdot j})(1 - \kappa)]^2 - [\kappa - p_e (1 - \kappa)]^2 \right\}
    """
    first, second = codes.index
    count = len(first)
    if count < 2:
        return nan
    shares = [np.bincount(row.astype(np.intp), minlength=len(matrix)) / count for row in (first, second)]
    expected = float(shares[0] @ matrix @ shares[1])
    mean = (matrix @ shares[1])[first] + (matrix.T @ shares[0])[second]
    each = (matrix[first, second] - mean * (1 - value)) ** 2
    inner = max(each.mean() - (value - expected * (1 - value)) ** 2, 0.0)
    return sqrt(inner / count) / (1 - expected)
