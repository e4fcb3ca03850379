"""Agreement beyond chance where it matters who gave a code: Cohen for two coders, Conger for more."""

from math import isfinite, nan, sqrt
from statistics import NormalDist
from typing import Any, Unpack

import numpy as np

from leadership_lib.core.errors import Problem
from leadership_lib.research.agreement.chance import ROUNDING, apart, beyond, severity, standard_error
from leadership_lib.research.agreement.question import ALL_KINDS, NO_ROOM, CodesOptions, Question
from leadership_lib.research.agreement.ratings import Ratings, capitalised
from leadership_lib.research.agreement.resampling import Statistic
from leadership_lib.research.agreement.result import Agreement
from leadership_lib.research.agreement.weights import Weights


def cohen_kappa(ratings: Any, weights: Weights = "identity", **options: Unpack[CodesOptions]) -> Agreement:
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
        As for `percent_agreement`; the analytic interval is normal, from a large-sample standard error, and covers
        too little where units are few or nearly all codes are one.

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
    Cohen's kappa: 0.667, 95 % interval 0.000 to 1.000
    """
    asked, distance = Question.weighted("cohen_kappa", ratings, weights, options, ALL_KINDS)
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
    return _answered(asked.only(codes.given == 2), distance)


def conger_kappa(ratings: Any, weights: Weights = "identity", **options: Unpack[CodesOptions]) -> Agreement:
    r"""Compute Conger's kappa: Cohen's idea of chance for two coders or more, with codes missing.

    Chance agreement is the mean over all pairs of coders :math:`g \ne h` of
    :math:`\sum_{k,l} w_{kl} p_{gk} p_{hl}`, with :math:`p_{gk}` the share of :math:`k` in what :math:`g` gave;
    agreement is that of `percent_agreement`. Parameters as for `percent_agreement`; there is no analytic interval.

    References
    ----------
    Conger, A. J. (1980). Psychological Bulletin 88:322-328. With missing codes: Gwet, K. L. (2014), chapter 2.
    """
    asked, distance = Question.weighted("conger_kappa", ratings, weights, options)
    codes = asked.codes
    why = codes.nothing_to_compare() or codes.all_the_same()
    if why:
        return asked.nothing(why)
    heard = np.asarray((codes.index >= 0).any(axis=1))
    if not heard.all():
        names = ", ".join(codes.coders[place] for place in np.flatnonzero(~heard))
        asked = asked.noting(f"Left out, because nothing was given: {names}.")
    return _answered(asked.only(codes.given > 0, heard), distance)


def _answered(asked: Question, distance: np.ndarray) -> Agreement:
    codes = asked.codes
    statistic = _by_coder(codes, distance)
    value = asked.value_of(statistic)
    if not isfinite(value):
        return asked.nothing(codes.all_the_same() or NO_ROOM)
    constant = [name for name, row in zip(codes.coders, codes.index, strict=True) if len(set(row[row >= 0])) == 1]
    if len(constant) >= len(codes.coders) - 1 and abs(value) < ROUNDING:
        names = capitalised(" and ".join(constant))
        why = f"{names} gave one code only, and then kappa is 0 whatever the others gave: there is no interval."
        return asked.noting(why).answer(0.0, (nan, nan), nan, "none")
    shares = codes.counts.sum(axis=0) / codes.counts.sum()
    expected = float(statistic(np.ones((1, len(codes.units))))[1][0])
    loss = severity(shares, distance) / expected
    if asked.options.interval != "analytic":
        return asked.resampled(statistic, loss)
    quantile = NormalDist().inv_cdf(asked.options.tails[1])
    method = "large-sample standard error of Fleiss, Cohen and Everitt (1969), normal"
    return asked.analytic(statistic, _large_sample(codes, distance, value), quantile, method, loss)


def _by_coder(codes: Ratings, distance: np.ndarray) -> Statistic:
    coders, values = len(codes.coders), len(codes.values)
    gave = (codes.index.T[:, :, None] == np.arange(values)).reshape(len(codes.units), -1)

    def expected(total: np.ndarray) -> np.ndarray:
        shares = total.reshape(-1, coders, values)
        shares = shares / shares.sum(axis=2, keepdims=True)
        each = np.zeros(len(shares))
        # Pair by pair: what all give together less what each gives alone would lose figures.
        for coder in range(1, coders):
            each += ((shares[:, :coder].sum(axis=1) @ distance) * shares[:, coder]).sum(axis=1)
        return 2 * each / (coders * (coders - 1))

    return beyond(apart(codes, distance), gave, expected)


def _large_sample(codes: Ratings, distance: np.ndarray, value: float) -> float:
    r"""Compute the standard error of Fleiss, Cohen and Everitt, from disagreement :math:`d = 1 - w`.

    .. math:: v = \frac{1}{n d_e^2} \left\{ \sum_{i,j} p_{ij}
              [d_{ij} - (\bar d_{i\cdot} + \bar d_{\cdot j})(1 - \kappa)]^2 - [d_e (1 - \kappa)]^2 \right\}

    Where units stand in clusters, what is squared and added up are the sums of whole clusters.
    """
    first, second = codes.index
    count = len(first)
    if count < 2:
        return nan
    shares = [np.bincount(row.astype(np.intp), minlength=len(distance)) / count for row in (first, second)]
    mean = (distance @ shares[1])[first] + (distance.T @ shares[0])[second]
    each = distance[first, second] - mean * (1 - value)
    alone = codes.clusters is None
    se = float(each.std()) / sqrt(count) if alone else standard_error(each - each.mean(), codes.clusters)
    return se / float(shares[0] @ distance @ shares[1])
