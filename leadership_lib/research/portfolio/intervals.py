"""Intervals for numbers that rest on few roles.

A share has Wilson's interval: the bootstrap of "all twelve of twelve" says that there is no doubt at all. Everything
else is bootstrapped over roles, seeded. Roles that say the same are counted once, and the counts are drawn, which is
the same bootstrap and does not grow with the number of roles. Where a resample cannot differ (fewer than three roles,
or all alike) there is no interval, and none is made up: both ends are NaN.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from leadership_lib.research.agreement.resampling import Sampling

#: Below so many roles a bootstrap shows the few that there are, and no more.
FEWEST = 3


@dataclass(frozen=True)
class Options(Sampling):
    """How intervals over roles are made; from a handful of resamples they would say nothing."""

    resamples: int = 2000
    least = 100


def bootstrap(
    values: np.ndarray, statistic: Callable[[np.ndarray, np.ndarray], np.ndarray], options: Options
) -> tuple[float, float]:
    """Compute the percentile interval of a statistic over roles.

    Parameters
    ----------
    values
        One row a role: everything that the statistic looks at.
    statistic
        Given the different rows and a table of counts (resamples x rows), returns one number a resample.
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
    low, high = np.quantile(found, options.tails)
    return float(low), float(high)


def mean_interval(values: np.ndarray, options: Options) -> tuple[float, float]:
    """Compute the interval of a mean over roles."""
    return bootstrap(values, lambda kinds, drawn: drawn @ kinds[:, 0] / drawn.sum(axis=1), options)
