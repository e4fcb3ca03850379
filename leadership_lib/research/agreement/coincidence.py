"""Krippendorff's alpha, from coincidences: how often two values meet in one unit, against how often they could."""

from typing import Any, Literal, Unpack, get_args

import numpy as np

from leadership_lib.core.errors import one_of
from leadership_lib.research.agreement.chance import ROUNDING
from leadership_lib.research.agreement.question import CodesOptions, Question
from leadership_lib.research.agreement.ratings import Ratings
from leadership_lib.research.agreement.resampling import Statistic
from leadership_lib.research.agreement.result import Agreement
from leadership_lib.research.agreement.weights import needs_numbers, needs_order, relative

Level = Literal["nominal", "ordinal", "interval", "ratio", "masi"]

#: With so many different values, interval differences are reckoned from sums, and not value by value.
MANY = 60


def alpha(ratings: Any, level: Level = "nominal", **options: Unpack[CodesOptions]) -> Agreement:
    r"""Compute Krippendorff's alpha: any number of coders, any level of measurement, any code missing.

    .. math:: \alpha = 1 - \frac{D_o}{D_e}
              = 1 - (n - 1) \frac{\sum_{c,k} o_{ck} \delta^2_{ck}}{\sum_{c,k} n_c n_k \delta^2_{ck}}

    Of unit :math:`u`, coded :math:`m_u \ge 2` times, :math:`n_{uc}` times with :math:`c`, the coincidences are
    :math:`o_{ck} = \sum_u n_{uc} (n_{uk} - [c = k]) / (m_u - 1)`; :math:`n_c = \sum_k o_{ck}` and
    :math:`n = \sum_c n_c`. The difference is *nominal* :math:`[c \ne k]`; *interval* :math:`c - k`; *ratio*
    :math:`(c - k) / (c + k)`; *ordinal* :math:`\sum_{g=c}^{k} n_g - (n_c + n_k) / 2`, which is how far the middle
    ranks of the two values are apart and so depends on the codes themselves. It is worked out anew in each resample.

    Parameters
    ----------
    ratings
        One row a coder, one column a unit, NaN where nothing was given.
    level
        ``nominal``, ``ordinal``, ``interval`` or ``ratio``; or ``masi``, where each code is a set of labels, given as
        a set or as a text with ``|`` between them: codes that share labels differ less (Passonneau 2006).
    **options
        As for `percent_agreement`; ``categories``, for words in an order all of them, from lowest to highest. There
        is no analytic interval.

    References
    ----------
    Krippendorff, K. (2004). Content Analysis: An Introduction to Its Methodology, second edition, chapter 11. Sage.
    Hayes, A. F. and Krippendorff, K. (2007). Communication Methods and Measures 1:77-89. Passonneau, R. (2006).
    Measuring agreement on set-valued items (MASI) for semantic and pragmatic annotation. Proceedings of LREC.

    Examples
    --------
    >>> print(alpha([[1, 2, 3, 3], [1, 2, 3, 2]], level="interval", resamples=0))
    Krippendorff's alpha (interval): 0.821
    """
    one_of(level, get_args(Level), f"There is no level called {level!r}")
    asked = Question.from_call("alpha", ratings, options).of(level)
    codes = asked.codes
    if level == "ordinal":
        needs_order(codes, "ordinal differences")
    elif level not in ("nominal", "masi"):
        needs_numbers(codes, f"the {level} level")
    why = codes.nothing_to_compare() or codes.all_the_same()
    if why:
        return asked.nothing(why)
    if codes.pairable == 1:
        asked = asked.noting(
            "One unit has two codes or more, and then alpha is 0 whatever was given: it says nothing."
        )
    rated = asked.only(codes.given > 0)
    paired = codes.index[:, codes.given >= 2]
    together = np.bincount(paired[paired >= 0]) / (paired >= 0).sum()
    loss = 1 / (1 - float((together**2).sum()))
    if level == "ordinal":
        return rated.resampled(_ordinal(rated.codes), loss)
    if level == "interval" and np.count_nonzero(together) > MANY:
        return rated.resampled(_interval(rated.codes), loss)
    return rated.resampled(_fixed(rated.codes, _distance(rated.codes, level)), loss)


def _distance(codes: Ratings, level: Level) -> np.ndarray:
    """Compute the squared differences of all pairs of values, those of values that meet no other being nought."""
    if level == "nominal":
        return 1 - np.eye(len(codes.values))
    if level == "masi":
        sets = [_labels(value) for value in codes.values]
        return np.array([[masi(one, other) for other in sets] for one in sets])
    met = (codes.counts[codes.given >= 2] > 0).any(axis=0)
    x = np.where(met, codes.values, codes.values[met][0])
    return relative(codes, x) if level == "ratio" else ((x[:, None] - x) / np.ptp(x)) ** 2


def masi(one: frozenset[str], other: frozenset[str]) -> float:
    """Compute how far two sets of labels are apart: 1 less Jaccard's share, less still where neither holds the other.

    Examples
    --------
    >>> masi(frozenset("ab"), frozenset("abcd"))
    0.6666666666666667
    """
    if one == other:
        return 0.0
    shared = len(one & other) / len(one | other)
    return 1 - shared * (2 / 3 if one <= other or other <= one else 1 / 3)


def _labels(value: Any) -> frozenset[str]:
    items = value if isinstance(value, frozenset) else str(value).split("|")
    return frozenset(str(item).strip() for item in items)


def _fixed(codes: Ratings, distance: np.ndarray) -> Statistic:
    """Differences that are the same in every resample: a unit's disagreement is one number."""
    counts, pairs = _pairable(codes)
    observed = ((counts @ distance) * counts).sum(axis=1) * pairs
    sums = np.column_stack([counts, observed])

    def statistic(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        total = weights @ sums
        n, disagreement = total[:, :-1], total[:, -1]
        return _alpha(n.sum(axis=1), disagreement, ((n @ distance) * n).sum(axis=1))

    return statistic


def _interval(codes: Ratings) -> Statistic:
    """Squared differences come from sums and sums of squares, so any number of different values will do."""
    # What only one coder gave counts for nothing, and must not set the scale.
    m = np.where(codes.given >= 2, codes.given, 0)
    x = np.where(m, codes.numbers, np.nan)
    x = x - np.nanmean(x)
    x = np.nan_to_num(x / np.nanmax(np.abs(x)))
    first, second = (np.where(m, x**power, 0).sum(axis=0) for power in (1, 2))
    observed = 2 * (m * second - first**2) / np.maximum(m - 1, 1)
    sums = np.column_stack([m, first, second, observed])

    def statistic(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        n, total, squares, disagreement = (weights @ sums).T
        expected = 2 * (n * squares - total**2)
        return _alpha(n, disagreement, np.where(expected > ROUNDING * n**2, expected, 0))

    return statistic


def _ordinal(codes: Ratings) -> Statistic:
    """Differences of middle ranks: once a resample has its ranks, they are treated as interval values."""
    counts, pairs = _pairable(codes)
    united = (np.count_nonzero(counts, axis=1) < 2).all()
    transposed, scaled = counts.T.copy(), counts * (counts.sum(axis=1) * pairs)[:, None]

    def statistic(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        n = weights @ counts
        whole = n.sum(axis=1, keepdims=True)
        rank = (np.cumsum(n, axis=1) - n / 2) / whole - 0.5
        within = ((weights @ scaled) * rank**2).sum(axis=1) - (weights * (rank @ transposed) ** 2) @ pairs
        between = whole[:, 0] * (n * rank**2).sum(axis=1) - (n * rank).sum(axis=1) ** 2
        # Where nobody differs there is no disagreement, however sums round.
        within = np.zeros_like(within) if united else np.where(within > ROUNDING * whole[:, 0], within, 0)
        return _alpha(whole[:, 0], 2 * within, 2 * np.where(between > ROUNDING * whole[:, 0] ** 2, between, 0))

    return statistic


def _pairable(codes: Ratings) -> tuple[np.ndarray, np.ndarray]:
    """Return the counts of units with two codes or more, others as 0, and what each pair of a unit counts for."""
    m = codes.given
    return codes.counts * (m >= 2)[:, None], (m >= 2) / np.maximum(m - 1, 1)


def _alpha(n: np.ndarray, observed: np.ndarray, expected: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return (n - 1) * observed, expected
