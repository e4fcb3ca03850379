"""Agreement beyond chance where it does not matter who gave a code: per cent, Fleiss, Brennan and Prediger, Gwet.

All four are :math:`(p_a - p_e) / (1 - p_e)`: the same agreement :math:`p_a`, and four ideas of chance :math:`p_e`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import isfinite, nan, sqrt
from typing import Any, Unpack

import numpy as np

from leadership_lib.research.agreement.distributions import t_quantile
from leadership_lib.research.agreement.question import NO_ROOM, KappaOptions, Question
from leadership_lib.research.agreement.ratings import Ratings
from leadership_lib.research.agreement.resampling import Statistic
from leadership_lib.research.agreement.result import Agreement
from leadership_lib.research.agreement.weights import Weights


@dataclass(frozen=True)
class Chance:
    """An idea of chance agreement.

    Attributes
    ----------
    expected
        Computes chance agreement from the shares of the categories, one row a resample.
    slope
        Computes half its derivative by each share, such that the shares times the slopes add up to chance agreement.
    """

    expected: Callable[[np.ndarray], np.ndarray]
    slope: Callable[[np.ndarray], np.ndarray]


def pairwise(codes: Ratings, matrix: np.ndarray) -> np.ndarray:
    """Compute the share of pairs of coders that agree in each unit, NaN where there is no pair."""
    counts, given = codes.counts, codes.given
    agreeing = (counts * (counts @ matrix - 1)).sum(axis=1)
    return np.divide(agreeing, given * (given - 1.0), out=np.full(len(given), nan), where=given >= 2)


def percent_agreement(ratings: Any, weights: Weights = "identity", **options: Unpack[KappaOptions]) -> Agreement:
    r"""Compute the share of pairs of codes that agree, the mean over units; from 0 to 1.

    .. math:: p_a = \frac{1}{n'} \sum_{i: r_i \ge 2} \sum_k \frac{r_{ik} (r^*_{ik} - 1)}{r_i (r_i - 1)},
              \quad r^*_{ik} = \sum_l w_{kl} r_{il}

    with :math:`r_{ik}` of the :math:`r_i` codes of unit :math:`i` in category :math:`k`.

    Parameters
    ----------
    ratings
        One row a coder, one column a unit, NaN where nothing was given.
    weights
        ``identity``, ``linear``, ``quadratic``, ``ordinal``, ``ratio`` or a square array.
    **options
        ``categories``, all that are possible, in order; ``interval``, ``"analytic"`` (Gwet's standard error, t with
        units less 1 degrees of freedom) or ``"bootstrap"``; ``confidence`` (0.95), ``resamples`` (1,000) and ``seed``
        (1) of the interval.

    References
    ----------
    Gwet, K. L. (2014). Handbook of Inter-Rater Reliability, fourth edition, chapter 2. Advanced Analytics.
    """
    asked, matrix = Question.weighted("percent_agreement", ratings, weights, options)
    return _corrected(asked, matrix, Chance(lambda shares: np.zeros(len(shares)), np.zeros_like))


def fleiss_kappa(ratings: Any, weights: Weights = "identity", **options: Unpack[KappaOptions]) -> Agreement:
    r"""Compute Fleiss' kappa, with codes missing and with weights; for two coders it is Scott's pi.

    Chance is to draw both codes from what all coders gave together: :math:`p_e = \sum_{k,l} w_{kl} \pi_k \pi_l`, with
    :math:`\pi_k` the mean share of category :math:`k` in a unit. Parameters as for `percent_agreement`.

    References
    ----------
    Fleiss, J. L. (1971). Psychological Bulletin 76:378-382. With missing codes, and the standard error: Gwet, K. L.
    (2014). Handbook of Inter-Rater Reliability, fourth edition, chapters 2 and 5.

    Examples
    --------
    >>> print(fleiss_kappa([[1, 2, 3, 1], [1, 2, 3, 2], [1, 2, 2, 2]]))
    Fleiss' kappa: 0.455, 95 % interval -0.497 to 1.000
    """
    asked, matrix = Question.weighted("fleiss_kappa", ratings, weights, options)
    chance = Chance(lambda shares: ((shares @ matrix) * shares).sum(axis=1), lambda shares: shares @ matrix)
    return _corrected(asked, matrix, chance)


def brennan_prediger(ratings: Any, weights: Weights = "identity", **options: Unpack[KappaOptions]) -> Agreement:
    r"""Compute Brennan and Prediger's coefficient: by chance, each of the q categories is as likely as the others.

    :math:`p_e = \sum_{k,l} w_{kl} / q^2`. Parameters as for `percent_agreement`; name the `categories`, since those
    that nobody gave count too.

    References
    ----------
    Brennan, R. L. and Prediger, D. J. (1981). Educational and Psychological Measurement 41:687-699.
    """
    asked, matrix = Question.weighted("brennan_prediger", ratings, weights, options)
    share = matrix.sum() / max(len(matrix), 1) ** 2
    chance = Chance(lambda shares: np.full(len(shares), share), lambda shares: np.full_like(shares, share))
    return _corrected(asked, matrix, chance)


def gwet_ac(ratings: Any, weights: Weights = "identity", **options: Unpack[KappaOptions]) -> Agreement:
    r"""Compute Gwet's AC1, or with weights AC2, which stays steady where nearly all codes are the same.

    By chance, coders agree only on units that are hard to code: with :math:`T_w` the sum of all weights and
    :math:`\pi_k` as in `fleiss_kappa`, :math:`p_e = \frac{T_w}{q (q - 1)} \sum_k \pi_k (1 - \pi_k)`. Parameters as
    for `percent_agreement`; name the `categories`, since those that nobody gave count too.

    References
    ----------
    Gwet, K. L. (2008). British Journal of Mathematical and Statistical Psychology 61:29-48. AC2: Gwet, K. L. (2014).
    Handbook of Inter-Rater Reliability, fourth edition, chapters 4 and 5.
    """
    asked, matrix = Question.weighted("gwet_ac", ratings, weights, options)
    which = "AC1" if isinstance(weights, str) and weights == "identity" else "AC2"
    asked = replace(asked, title=asked.title.replace("AC1 and AC2", which))
    q = len(matrix)
    scale = matrix.sum() / max(q * (q - 1), 1)
    chance = Chance(lambda shares: scale * (shares * (1 - shares)).sum(axis=1), lambda shares: scale * (1 - shares))
    return _corrected(asked, matrix, chance)


def _corrected(asked: Question, matrix: np.ndarray, chance: Chance) -> Agreement:
    counted = asked.key == "percent_agreement"
    why = asked.codes.nothing_to_compare()
    if not why and not counted and len(matrix) < 2:
        why = f"{asked.codes.all_the_same()} If coders could have given something else, name it in categories=[...]."
    if why:
        return asked.nothing(why)
    asked = asked.only(asked.codes.given > 0)
    codes = asked.codes
    agree = pairwise(codes, matrix)
    shares = codes.counts / codes.given[:, None]
    statistic = beyond(agree, shares, lambda total: chance.expected(total / total.sum(axis=1, keepdims=True)))
    otherwise = codes.all_the_same() or NO_ROOM
    if asked.options.interval == "bootstrap":
        return asked.resampled(statistic, otherwise)
    value, freedom = asked.value_of(statistic), len(agree) - 1
    if not isfinite(value):
        return asked.nothing(otherwise)
    se = _linearised(value, agree, shares, chance)
    quantile = t_quantile(asked.options.tails[1], freedom) if freedom else nan
    method = f"Gwet's standard error, t with {freedom:,} degrees of freedom"
    return asked.analytic(value, se, quantile, method, floor=0.0 if counted else -1.0)


def beyond(agree: np.ndarray, gave: np.ndarray, expected: Callable[[np.ndarray], np.ndarray]) -> Statistic:
    """Return the coefficient that every kappa is, of unit weights.

    Parameters
    ----------
    agree
        What `pairwise` says of each unit.
    gave
        What was given to each unit, one row a unit.
    expected
        Computes chance agreement from sums of those rows, one row a resample.
    """
    pairable = np.isfinite(agree)
    sums = np.column_stack([np.where(pairable, agree, 0), pairable, gave])

    def statistic(drawn: np.ndarray) -> np.ndarray:
        total = drawn @ sums
        chance = expected(total[:, 2:])
        return (total[:, 0] / total[:, 1] - chance) / np.where(chance < 1 - 1e-12, 1 - chance, nan)

    return statistic


def _linearised(value: float, agree: np.ndarray, shares: np.ndarray, chance: Chance) -> float:
    r"""Compute Gwet's standard error, from what each unit contributes to the coefficient.

    .. math:: \kappa^*_i = \frac{n}{n'} \frac{p_{a|i} - p_e [r_i \ge 2]}{1 - p_e}
              - 2 (1 - \kappa) \frac{p_{e|i} - p_e}{1 - p_e}, \quad
              v = \frac{1}{n (n - 1)} \sum_i (\kappa^*_i - \kappa)^2

    The share n' of units with two codes counts as fixed, so units with one code widen the interval; the bootstrap
    does not assume that.

    References
    ----------
    Gwet, K. L. (2014). Handbook of Inter-Rater Reliability, fourth edition, chapter 5. Advanced Analytics.
    """
    n, pairable = len(agree), np.isfinite(agree)
    if n < 2:
        return nan
    mean = shares.mean(axis=0, keepdims=True)
    expected = float(chance.expected(mean)[0])
    by_unit = shares @ chance.slope(mean)[0]
    own = n / pairable.sum() * np.where(pairable, agree - expected, 0) / (1 - expected)
    own -= 2 * (1 - value) * (by_unit - expected) / (1 - expected)
    return sqrt(((own - value) ** 2).sum() / (n * (n - 1)))
