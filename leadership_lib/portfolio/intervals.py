"""Intervals for numbers that rest on few roles.

A share has Wilson's interval: the bootstrap of "all twelve of twelve" says that there is no doubt at all. Everything
else is bootstrapped over roles, seeded. Roles that say the same are counted once, and the counts are drawn, which is
the same bootstrap and does not grow with the number of roles. Where a resample cannot differ (fewer than three roles,
or all alike) there is no interval, and none is made up: both ends are NaN.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from leadership_lib.problems import Problem

#: Below so many roles a bootstrap shows the few that there are, and no more.
FEWEST = 3


@dataclass(frozen=True)
class Options:
    """How intervals are made."""

    confidence: float = 0.95
    resamples: int = 2000
    seed: int = 1

    def __post_init__(self) -> None:
        if not isinstance(self.confidence, int | float) or not 0 < self.confidence < 1:
            raise Problem(f"confidence is {self.confidence!r}. Allowed is a number between 0 and 1, such as 0.95.")
        for name, least in (("resamples", 100), ("seed", 0)):
            value = getattr(self, name)
            if not isinstance(value, int) or isinstance(value, bool) or value < least:
                raise Problem(f"{name} is {value!r}. Allowed is a whole number from {least}.")


def wilson(count: np.ndarray, total: np.ndarray, confidence: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
    """Give the interval of shares; NaN where there is nothing to share.

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. Journal of the
    American Statistical Association 22:209-212.

    Examples
    --------
    >>> low, high = wilson(np.array([12.0]), np.array([12.0]))
    >>> print(round(low[0], 3), round(high[0], 3))
    0.758 1.0
    """
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    count, total = np.asarray(count, float), np.asarray(total, float)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = count / total
        middle = share + z**2 / (2 * total)
        half = z * np.sqrt(share * (1 - share) / total + z**2 / (4 * total**2))
        low, high = (middle - half) / (1 + z**2 / total), (middle + half) / (1 + z**2 / total)
    return np.where(count == 0, 0.0, np.clip(low, 0, 1)) + 0 * share, np.where(
        count == total, 1.0, np.clip(high, 0, 1)
    ) + 0 * share


def bootstrap(
    values: np.ndarray, statistic: Callable[[np.ndarray, np.ndarray], np.ndarray], options: Options
) -> tuple[float, float]:
    """Give the percentile interval of a statistic over roles.

    Parameters
    ----------
    values
        One row a role: everything that the statistic looks at.
    statistic
        Given the different rows and a table of counts (resamples x rows), gives one number a resample.
    options
        How many resamples, from which seed, how confident.

    References
    ----------
    Efron, B. (1979). Bootstrap methods: another look at the jackknife. Annals of Statistics 7:1-26.
    """
    rows = np.asarray(values, float)
    rows = rows[:, None] if rows.ndim == 1 else rows
    if len(rows) < FEWEST:
        return np.nan, np.nan
    kinds, counts = np.unique(rows, axis=0, return_counts=True)
    drawn = np.random.default_rng(options.seed).multinomial(len(rows), counts / len(rows), size=options.resamples)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = statistic(kinds, drawn.astype(float))
    found = found[~np.isnan(found)]
    if not len(found) or np.ptp(found) < 1e-12:
        return np.nan, np.nan
    tail = (1 - options.confidence) / 2
    low, high = np.quantile(found, [tail, 1 - tail])
    return float(low), float(high)


def mean_interval(values: np.ndarray, options: Options) -> tuple[float, float]:
    """Give the interval of a mean over roles."""
    return bootstrap(values, lambda kinds, drawn: drawn @ kinds[:, 0] / drawn.sum(axis=1), options)
