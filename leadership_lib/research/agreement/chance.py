"""Agreement beyond chance where it does not matter who gave a code: per cent, Fleiss, Brennan and Prediger, Gwet.

All four are :math:`1 - d_o / d_e`: the same observed disagreement :math:`d_o = 1 - p_a`, and four ideas of what
chance would bring, :math:`d_e = 1 - p_e`. Reckoned so, no figure is lost where weights are all but 1.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import isfinite, nan, sqrt
from typing import Any, Unpack

import numpy as np

from leadership_lib.core.errors import Problem
from leadership_lib.research.agreement.distributions import t_quantile
from leadership_lib.research.agreement.question import ALL_KINDS, NO_ROOM, CodesOptions, Question
from leadership_lib.research.agreement.ratings import Ratings
from leadership_lib.research.agreement.resampling import Statistic
from leadership_lib.research.agreement.result import Agreement
from leadership_lib.research.agreement.weights import Weights

#: Below this, a share is rounding.
ROUNDING = 1e-12


@dataclass(frozen=True)
class Chance:
    """An idea of chance disagreement.

    Attributes
    ----------
    expected
        Computes it from the shares of the categories, one row a resample.
    slope
        Computes what each category adds to it, such that the shares times the slopes add up to it; twice that, less a
        constant, is its derivative.
    """

    expected: Callable[[np.ndarray], np.ndarray]
    slope: Callable[[np.ndarray], np.ndarray]


def apart(codes: Ratings, distance: np.ndarray) -> np.ndarray:
    """Compute how far pairs of coders are apart in each unit, on average; NaN where there is no pair."""
    counts, given = codes.counts, codes.given
    pairs = given * (given - 1.0)
    return np.divide(
        ((counts @ distance) * counts).sum(axis=1), pairs, out=np.full(len(given), nan), where=given >= 2
    )


def percent_agreement(ratings: Any, weights: Weights = "identity", **options: Unpack[CodesOptions]) -> Agreement:
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
        ``categories``, all that are possible, in order; ``missing``, codes that stand for none; ``clusters``, for
        each unit what it belongs to, such as the body of a role: units of one cluster are drawn together;
        ``interval``, ``"bca"`` (bias-corrected and accelerated bootstrap over units), ``"percentile"`` or
        ``"analytic"`` (here Wilson's, on as many units as would vary as these do; elsewhere Gwet's standard error
        with t), of which the first or here the last is the default; ``confidence`` (0.95), ``resamples`` (2,000)
        and ``seed`` (1). Intervals are about other units; that other coders may differ more is not in them.

    References
    ----------
    Gwet, K. L. (2014). Handbook of Inter-Rater Reliability, fourth edition, chapter 2. Advanced Analytics.
    """
    asked, distance = Question.weighted("percent_agreement", ratings, weights, options, ALL_KINDS)
    return _corrected(asked, distance, Chance(lambda shares: np.ones(len(shares)), np.ones_like))


def fleiss_kappa(ratings: Any, weights: Weights = "identity", **options: Unpack[CodesOptions]) -> Agreement:
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
    Fleiss' kappa: 0.455, 95 % interval -0.171 to 1.000
    """
    asked, distance = Question.weighted("fleiss_kappa", ratings, weights, options, ALL_KINDS)
    chance = Chance(lambda shares: ((shares @ distance) * shares).sum(axis=1), lambda shares: shares @ distance)
    return _corrected(asked, distance, chance)


def brennan_prediger(ratings: Any, weights: Weights = "identity", **options: Unpack[CodesOptions]) -> Agreement:
    r"""Compute Brennan and Prediger's coefficient: by chance, each of the q categories is as likely as the others.

    :math:`p_e = \sum_{k,l} w_{kl} / q^2`. Parameters as for `percent_agreement`; name the `categories`, since those
    that nobody gave count too.

    References
    ----------
    Brennan, R. L. and Prediger, D. J. (1981). Educational and Psychological Measurement 41:687-699.
    """
    asked, distance = Question.weighted("brennan_prediger", ratings, weights, options, ALL_KINDS)
    return _corrected(asked, distance, blind(distance))


def pabak(ratings: Any, **options: Unpack[CodesOptions]) -> Agreement:
    r"""Compute the prevalence-adjusted and bias-adjusted kappa of two coders and two categories: :math:`2 p_a - 1`.

    It is `brennan_prediger` by the name under which clinicians know it. Options as for `percent_agreement`.

    References
    ----------
    Byrt, T., Bishop, J. and Carlin, J. B. (1993). Bias, prevalence and kappa. Journal of Clinical Epidemiology
    46:423-429.

    Examples
    --------
    >>> from leadership_lib.research.agreement.tables import from_crosstable
    >>> print(pabak(from_crosstable([[19, 10], [6, 256]]), resamples=0))
    PABAK: 0.890
    """
    asked, distance = Question.weighted("pabak", ratings, "identity", options, ALL_KINDS)
    if len(asked.codes.coders) > 2 or len(distance) > 2:
        raise Problem(
            f"PABAK is for two coders and two categories; there are {len(asked.codes.coders)} and {len(distance)}. "
            "agreement.brennan_prediger is the same idea for more."
        )
    if len(distance) == 1:
        # The other category was there to be given, whatever it is called.
        distance = 1 - np.eye(2)
        asked = replace(asked, codes=replace(asked.codes, values=np.array([asked.codes.values[0], None], object)))
    return _corrected(asked, distance, blind(distance))


def gwet_ac(ratings: Any, weights: Weights = "identity", **options: Unpack[CodesOptions]) -> Agreement:
    r"""Compute Gwet's AC1, or with weights AC2, which stays steady where nearly all codes are the same.

    By chance, coders agree only on units that are hard to code: with :math:`T_w` the sum of all weights and
    :math:`\pi_k` as in `fleiss_kappa`, :math:`p_e = \frac{T_w}{q (q - 1)} \sum_k \pi_k (1 - \pi_k)`. Parameters as
    for `percent_agreement`; name the `categories`, since those that nobody gave count too.

    References
    ----------
    Gwet, K. L. (2008). British Journal of Mathematical and Statistical Psychology 61:29-48. AC2: Gwet, K. L. (2014).
    Handbook of Inter-Rater Reliability, fourth edition, chapters 4 and 5.
    """
    asked, distance = Question.weighted("gwet_ac", ratings, weights, options, ALL_KINDS)
    which = "AC1" if isinstance(weights, str) and weights == "identity" else "AC2"
    asked = replace(asked, title=asked.title.replace("AC1 and AC2", which))
    q = len(distance)
    scale = (q * q - distance.sum()) / max(q * (q - 1), 1)

    def expected(shares: np.ndarray) -> np.ndarray:
        left = 1 - scale * (shares * (1 - shares)).sum(axis=1)
        return np.where(left > ROUNDING, left, 0.0)

    return _corrected(asked, distance, Chance(expected, lambda shares: 1 - scale * (1 - shares)))


def blind(distance: np.ndarray) -> Chance:
    """Return the chance that is a blind pick among the categories."""
    share = distance.sum() / max(len(distance), 1) ** 2
    return Chance(lambda shares: np.full(len(shares), share), lambda shares: np.full_like(shares, share))


def _corrected(asked: Question, distance: np.ndarray, chance: Chance) -> Agreement:
    counted = asked.key == "percent_agreement"
    why = asked.codes.nothing_to_compare()
    if not why and not counted and len(distance) < 2:
        why = f"{asked.codes.all_the_same()} If coders could have given something else, name it in categories=[...]."
    if why:
        return asked.nothing(why)
    asked = asked.only(asked.codes.given > 0)
    codes = asked.codes
    differ = apart(codes, distance)
    shares = codes.counts / codes.given[:, None]
    statistic = beyond(differ, shares, lambda total: chance.expected(total / total.sum(axis=1, keepdims=True)))
    value = asked.value_of(statistic)
    if not isfinite(value):
        return asked.nothing(codes.all_the_same() or NO_ROOM)
    expected = float(chance.expected(shares.mean(axis=0, keepdims=True))[0])
    loss = severity(shares.mean(axis=0), distance) / expected
    kind = asked.options.interval or ("analytic" if counted else "bca")
    if kind != "analytic":
        return asked.resampled(statistic, loss)
    freedom = codes.independent - 1
    se = _linearised(value, differ, shares, chance, codes.clusters)
    quantile = t_quantile(asked.options.tails[1], freedom) if freedom else nan
    if counted:
        return asked.shared(statistic, se, quantile)
    method = f"Gwet's standard error, t with {freedom:,} degrees of freedom"
    return asked.analytic(statistic, se, quantile, method, loss)


def severity(shares: np.ndarray, distance: np.ndarray) -> float:
    """Compute how far two codes are apart on average, drawn by these shares, where they differ at all."""
    differ = 1 - float(shares @ shares)
    if differ > ROUNDING:
        return float(shares @ distance @ shares) / differ
    others = distance[~np.eye(len(distance), dtype=bool)]
    return float(others.mean()) if others.size else 1.0


def beyond(differ: np.ndarray, gave: np.ndarray, expected: Callable[[np.ndarray], np.ndarray]) -> Statistic:
    """Return the coefficient that every kappa is, of unit weights.

    Parameters
    ----------
    differ
        What `apart` says of each unit.
    gave
        What was given to each unit, one row a unit.
    expected
        Computes chance disagreement from sums of those rows, one row a resample.
    """
    pairable = np.isfinite(differ)
    sums = np.column_stack([np.where(pairable, differ, 0), pairable, gave])

    def statistic(drawn: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        total = drawn @ sums
        return total[:, 0] / total[:, 1], expected(total[:, 2:])

    return statistic


def _linearised(
    value: float, differ: np.ndarray, shares: np.ndarray, chance: Chance, clusters: np.ndarray | None
) -> float:
    r"""Compute Gwet's standard error, from what each unit contributes to the coefficient.

    .. math:: \kappa^*_i = \frac{n}{n'} \frac{p_{a|i} - p_e [r_i \ge 2]}{1 - p_e}
              - 2 (1 - \kappa) \frac{p_{e|i} - p_e}{1 - p_e}, \quad
              v = \frac{1}{n (n - 1)} \sum_i (\kappa^*_i - \kappa)^2

    The share n' of units with two codes counts as fixed, so units with one code widen the interval; the bootstrap
    does not assume that. Where units stand in clusters, it is the contributions of whole clusters that vary.

    References
    ----------
    Gwet, K. L. (2014). Handbook of Inter-Rater Reliability, fourth edition, chapter 5. Advanced Analytics.
    """
    n, pairable = len(differ), np.isfinite(differ)
    mean = shares.mean(axis=0, keepdims=True)
    expected = float(chance.expected(mean)[0])
    by_unit = shares @ chance.slope(mean)[0]
    own = n / pairable.sum() * np.where(pairable, expected - differ, 0) / expected
    own += 2 * (1 - value) * (by_unit - expected) / expected
    return standard_error(own - value, clusters)


def standard_error(pulls: np.ndarray, clusters: np.ndarray | None) -> float:
    """Compute the standard error of a mean from how far each unit pulls it; units of a cluster pull together."""
    sums = pulls if clusters is None else np.bincount(clusters, pulls)
    count = len(sums)
    return sqrt((sums**2).sum() * count / (count - 1)) / len(pulls) if count > 1 else nan
