"""Agreement beyond chance where it does not matter who gave a code: per cent, Fleiss, Brennan and Prediger, Gwet.

All four are :math:`(p_a - p_e) / (1 - p_e)`: the same agreement :math:`p_a`, and four ideas of chance :math:`p_e`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite, nan, sqrt
from typing import Any

import numpy as np

from leadership_lib.research.agreement.distributions import t_quantile
from leadership_lib.research.agreement.ratings import Ratings, read
from leadership_lib.research.agreement.resampling import Options
from leadership_lib.research.agreement.result import NO_ROOM, Agreement, analytic, nothing, resampled
from leadership_lib.research.agreement.weights import Weighting, weight_matrix


@dataclass(frozen=True)
class Chance:
    """An idea of chance agreement.

    Attributes
    ----------
    expected
        Gives chance agreement from the shares of the categories, one row a resample.
    slope
        Gives half its derivative by each share, such that the shares times the slopes add up to chance agreement.
    """

    expected: Callable[[np.ndarray], np.ndarray]
    slope: Callable[[np.ndarray], np.ndarray]


def pairwise(codes: Ratings, matrix: np.ndarray) -> np.ndarray:
    """Give the share of pairs of coders that agree in each unit, NaN where there is no pair."""
    counts, given = codes.counts, codes.given
    agreeing = (counts * (counts @ matrix - 1)).sum(axis=1)
    return np.divide(agreeing, given * (given - 1.0), out=np.full(len(given), nan), where=given >= 2)


def percent_agreement(
    ratings: Any,
    weights: Weighting | np.ndarray = "identity",
    *,
    categories: Any = None,
    interval: str = "analytic",
    confidence: float = 0.95,
    resamples: int = 1000,
    seed: int = 1,
) -> Agreement:
    r"""Give the share of pairs of codes that agree, the mean over units; from 0 to 1.

    .. math:: p_a = \frac{1}{n'} \sum_{i: r_i \ge 2} \sum_k \frac{r_{ik} (r^*_{ik} - 1)}{r_i (r_i - 1)},
              \quad r^*_{ik} = \sum_l w_{kl} r_{il}

    with :math:`r_{ik}` of the :math:`r_i` codes of unit :math:`i` in category :math:`k`.

    Parameters
    ----------
    ratings, categories
        One row a coder, one column a unit, NaN where nothing was given; all possible categories, in order.
    weights
        ``identity``, ``linear``, ``quadratic``, ``ordinal``, ``ratio`` or a square array.
    interval
        ``analytic`` (Gwet's standard error, t with units less 1 degrees of freedom) or ``bootstrap``.
    confidence, resamples, seed
        Of the interval.

    References
    ----------
    Gwet, K. L. (2014). Handbook of Inter-Rater Reliability, fourth edition, chapter 2. Advanced Analytics.
    """
    codes, options = read(ratings, categories), Options(confidence, resamples, seed, interval)
    none = Chance(lambda shares: np.zeros(len(shares)), np.zeros_like)
    title = weighted_title("Per cent agreement", weights)
    return _corrected("percent_agreement", title, codes, weight_matrix(codes, weights), none, options)


def fleiss_kappa(
    ratings: Any,
    weights: Weighting | np.ndarray = "identity",
    *,
    categories: Any = None,
    interval: str = "analytic",
    confidence: float = 0.95,
    resamples: int = 1000,
    seed: int = 1,
) -> Agreement:
    r"""Give Fleiss' kappa, with codes missing and with weights; for two coders it is Scott's pi.

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
    codes, options = read(ratings, categories), Options(confidence, resamples, seed, interval)
    matrix = weight_matrix(codes, weights)
    chance = Chance(lambda shares: ((shares @ matrix) * shares).sum(axis=1), lambda shares: shares @ matrix)
    return _corrected("fleiss_kappa", weighted_title("Fleiss' kappa", weights), codes, matrix, chance, options)


def brennan_prediger(
    ratings: Any,
    weights: Weighting | np.ndarray = "identity",
    *,
    categories: Any = None,
    interval: str = "analytic",
    confidence: float = 0.95,
    resamples: int = 1000,
    seed: int = 1,
) -> Agreement:
    r"""Give Brennan and Prediger's coefficient: by chance, each of the q categories is as likely as the others.

    :math:`p_e = \sum_{k,l} w_{kl} / q^2`. Parameters as for `percent_agreement`; name the `categories`, since those
    that nobody gave count too.

    References
    ----------
    Brennan, R. L. and Prediger, D. J. (1981). Educational and Psychological Measurement 41:687-699.
    """
    codes, options = read(ratings, categories), Options(confidence, resamples, seed, interval)
    matrix = weight_matrix(codes, weights)
    share = matrix.sum() / max(len(codes.values), 1) ** 2
    chance = Chance(lambda shares: np.full(len(shares), share), lambda shares: np.full_like(shares, share))
    title = weighted_title("Brennan and Prediger's coefficient", weights)
    return _corrected("brennan_prediger", title, codes, matrix, chance, options)


def gwet_ac(
    ratings: Any,
    weights: Weighting | np.ndarray = "identity",
    *,
    categories: Any = None,
    interval: str = "analytic",
    confidence: float = 0.95,
    resamples: int = 1000,
    seed: int = 1,
) -> Agreement:
    r"""Give Gwet's AC1, or with weights AC2, which stays steady where nearly all codes are the same.

    By chance, coders agree only on units that are hard to code: with :math:`T_w` the sum of all weights and
    :math:`\pi_k` as in `fleiss_kappa`, :math:`p_e = \frac{T_w}{q (q - 1)} \sum_k \pi_k (1 - \pi_k)`. Parameters as
    for `percent_agreement`; name the `categories`, since those that nobody gave count too.

    References
    ----------
    Gwet, K. L. (2008). British Journal of Mathematical and Statistical Psychology 61:29-48. AC2: Gwet, K. L. (2014).
    Handbook of Inter-Rater Reliability, fourth edition, chapters 4 and 5.
    """
    codes, options = read(ratings, categories), Options(confidence, resamples, seed, interval)
    q = len(codes.values)
    matrix = weight_matrix(codes, weights)
    scale = matrix.sum() / max(q * (q - 1), 1)
    chance = Chance(lambda shares: scale * (shares * (1 - shares)).sum(axis=1), lambda shares: scale * (1 - shares))
    name = "Gwet's AC1" if isinstance(weights, str) and weights == "identity" else "Gwet's AC2"
    return _corrected("gwet_ac", weighted_title(name, weights), codes, matrix, chance, options)


def weighted_title(name: str, weights: Weighting | np.ndarray) -> str:
    """Put the weights into a title."""
    told = weights if isinstance(weights, str) else "own"
    return name if told == "identity" else f"{name} ({told} weights)"


def _corrected(
    key: str, title: str, codes: Ratings, matrix: np.ndarray, chance: Chance, options: Options
) -> Agreement:
    why = codes.nothing_to_compare()
    if not why and key != "percent_agreement" and len(codes.values) < 2:
        why = f"{codes.all_the_same()} If coders could have given something else, name it in categories=[...]."
    if why:
        return nothing(key, title, codes, options, why)
    codes = codes.only(codes.given > 0)
    agree = pairwise(codes, matrix)
    pairable = np.isfinite(agree)
    agree = np.where(pairable, agree, 0.0)
    shares = codes.counts / codes.given[:, None]
    sums = np.column_stack([agree, pairable, shares])

    def statistic(drawn: np.ndarray) -> np.ndarray:
        total = drawn @ sums
        found = total[:, 0] / total[:, 1]
        expected = chance.expected(total[:, 2:] / drawn.sum(axis=1, keepdims=True))
        left = np.where(expected < 1 - 1e-12, 1 - expected, nan)
        return (found - expected) / left

    if options.interval == "bootstrap":
        return resampled(key, title, codes, statistic, options, otherwise=codes.all_the_same() or NO_ROOM)
    value = float(statistic(np.ones((1, len(agree))))[0])
    if not isfinite(value):
        return nothing(key, title, codes, options, codes.all_the_same() or NO_ROOM)
    freedom = len(agree) - 1
    return analytic(
        key,
        title,
        codes,
        value,
        _linearised(value, agree, pairable, shares, chance),
        t_quantile(options.tails[1], freedom) if freedom else nan,
        options,
        method=f"Gwet's standard error, t with {freedom:,} degrees of freedom",
        floor=0.0 if key == "percent_agreement" else -1.0,
    )


def _linearised(value: float, agree: np.ndarray, pairable: np.ndarray, shares: np.ndarray, chance: Chance) -> float:
    r"""Give Gwet's standard error, from what each unit contributes to the coefficient.

    .. math:: \kappa^*_i = \frac{n}{n'} \frac{p_{a|i} - p_e [r_i \ge 2]}{1 - p_e}
              - 2 (1 - \kappa) \frac{p_{e|i} - p_e}{1 - p_e}, \quad
              v = \frac{1}{n (n - 1)} \sum_i (\kappa^*_i - \kappa)^2

    The share n' of units with two codes counts as fixed, so units with one code widen the interval; the bootstrap
    does not assume that.

    References
    ----------
    Gwet, K. L. (2014). Handbook of Inter-Rater Reliability, fourth edition, chapter 5. Advanced Analytics.
    """
    n = len(agree)
    if n < 2:
        return nan
    mean = shares.mean(axis=0, keepdims=True)
    expected = float(chance.expected(mean)[0])
    by_unit = shares @ chance.slope(mean)[0]
    own = n / pairable.sum() * (agree - expected * pairable) / (1 - expected)
    own -= 2 * (1 - value) * (by_unit - expected) / (1 - expected)
    return sqrt(((own - value) ** 2).sum() / (n * (n - 1)))
