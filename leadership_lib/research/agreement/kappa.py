"""Agreement beyond chance where it matters who gave a code: Cohen for two coders, Conger for more."""

from __future__ import annotations

from math import isfinite, nan, sqrt
from statistics import NormalDist
from typing import Any

import numpy as np

from leadership_lib.core.errors import Problem
from leadership_lib.research.agreement.chance import pairwise, weighted_title
from leadership_lib.research.agreement.ratings import Ratings, read
from leadership_lib.research.agreement.resampling import Options, Statistic
from leadership_lib.research.agreement.result import Agreement, analytic, nothing, resampled
from leadership_lib.research.agreement.weights import Weighting, weight_matrix


def cohen_kappa(
    ratings: Any,
    weights: Weighting | np.ndarray = "identity",
    *,
    categories: Any = None,
    interval: str = "analytic",
    confidence: float = 0.95,
    resamples: int = 1000,
    seed: int = 1,
) -> Agreement:
    r"""Give Cohen's kappa of two coders, weighted if asked for, from the units that both coded.

    Chance is that each coder goes on giving each category as often as that coder does:
    :math:`p_e = \sum_{k,l} w_{kl} p_{k\cdot} p_{\cdot l}`.

    Parameters
    ----------
    ratings
        Two rows, one a coder; NaN where nothing was given.
    weights
        ``identity``, ``linear``, ``quadratic``, ``ordinal``, ``ratio`` or a square array.
    interval
        ``analytic`` (large-sample standard error, normal) or ``bootstrap``.
    categories, confidence, resamples, seed
        All possible categories, in order; and of the interval.

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
    codes, options = read(ratings, categories), Options(confidence, resamples, seed, interval)
    title = weighted_title("Cohen's kappa", weights)
    if len(codes.coders) > 2:
        raise Problem(
            f"Cohen's kappa is for two coders, and there are {len(codes.coders)}. Give two rows, such as "
            "ratings[:2], or take agreement.conger_kappa, which is Cohen's idea for more."
        )
    matrix = weight_matrix(codes, weights)
    why = codes.nothing_to_compare() or codes.all_the_same()
    if why:
        return nothing("cohen_kappa", title, codes, options, why)
    dropped = len(codes.units) - codes.pairable
    both = codes.only(codes.given == 2)
    notes = (
        (f"Left out: {dropped} of {len(codes.units)} units that only one coder or none coded.",) if dropped else ()
    )
    statistic = _by_coder(both, matrix)
    if options.interval == "bootstrap":
        return resampled("cohen_kappa", title, both, statistic, options, notes)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = float(statistic(np.ones((1, len(both.units))))[0])
    if not isfinite(value):
        return resampled("cohen_kappa", title, both, statistic, options, notes)
    return analytic(
        "cohen_kappa",
        title,
        both,
        value,
        _large_sample(both, matrix, value),
        NormalDist().inv_cdf(options.tails[1]),
        options,
        method="large-sample standard error of Fleiss, Cohen and Everitt (1969), normal",
        notes=notes,
    )


def conger_kappa(
    ratings: Any,
    weights: Weighting | np.ndarray = "identity",
    *,
    categories: Any = None,
    confidence: float = 0.95,
    resamples: int = 1000,
    seed: int = 1,
) -> Agreement:
    r"""Give Conger's kappa: Cohen's idea of chance for two coders or more, with codes missing.

    Chance agreement is the mean over all pairs of coders :math:`g \ne h` of
    :math:`\sum_{k,l} w_{kl} p_{gk} p_{hl}`, with :math:`p_{gk}` the share of :math:`k` in what :math:`g` gave;
    agreement is that of `percent_agreement`. The interval is the percentile bootstrap over units.

    References
    ----------
    Conger, A. J. (1980). Psychological Bulletin 88:322-328. With missing codes: Gwet, K. L. (2014), chapter 2.
    """
    codes, options = read(ratings, categories), Options(confidence, resamples, seed)
    title = weighted_title("Conger's kappa", weights)
    matrix = weight_matrix(codes, weights)
    why = codes.nothing_to_compare() or codes.all_the_same()
    if why:
        return nothing("conger_kappa", title, codes, options, why)
    silent = (codes.index < 0).all(axis=1)
    notes = ()
    if silent.any():
        names = ", ".join(name for name, out in zip(codes.coders, silent, strict=True) if out)
        notes = (f"Left out, because nothing was given: {names}.",)
        heard = tuple(name for name, out in zip(codes.coders, silent, strict=True) if not out)
        codes = Ratings(codes.values, codes.index[~silent], heard, codes.units, codes.ordered, codes.declared)
    codes = codes.only(codes.given > 0)
    return resampled("conger_kappa", title, codes, _by_coder(codes, matrix), options, notes)


def _by_coder(codes: Ratings, matrix: np.ndarray) -> Statistic:
    coders, values = len(codes.coders), len(codes.values)
    agree = pairwise(codes, matrix)
    pairable = np.isfinite(agree)
    gave = (codes.index.T[:, :, None] == np.arange(values)).reshape(len(agree), -1)
    sums = np.column_stack([np.where(pairable, agree, 0), pairable, gave])

    def statistic(drawn: np.ndarray) -> np.ndarray:
        total = drawn @ sums
        found = total[:, 0] / total[:, 1]
        shares = total[:, 2:].reshape(-1, coders, values)
        shares = shares / shares.sum(axis=2, keepdims=True)
        together = shares.sum(axis=1)
        same = ((shares @ matrix) * shares).sum(axis=(1, 2))
        expected = (((together @ matrix) * together).sum(axis=1) - same) / (coders * (coders - 1))
        return np.where(expected < 1 - 1e-12, (found - expected) / (1 - expected), nan)

    return statistic


def _large_sample(codes: Ratings, matrix: np.ndarray, value: float) -> float:
    r"""Give the standard error of Fleiss, Cohen and Everitt.

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
