"""Resampling: the bootstrap over units, done for all resamples at once.

A resample draws as many units as there are, with replacement. What matters is how often each unit was drawn, so a
resample is a row of weights, and a coefficient that is a function of weighted sums is worked out for all resamples by
one product of matrices.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from numbers import Real
from statistics import NormalDist
from typing import Any, Literal, Self, get_args

import numpy as np

from leadership_lib.core.errors import Problem, one_of, whole

#: Cells of the table of weights that are held at once.
CELLS = 4_000_000

#: At so many units or fewer each is left out once to see what it does; of more, one of so many groups of them.
MOST_LEFT_OUT = 1000

#: Computes observed and expected disagreement for each row of weights; the coefficient is 1 less their ratio.
Statistic = Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]

IntervalKind = Literal["bca", "percentile", "analytic"]


@dataclass(frozen=True)
class Sampling:
    """How sure an interval is meant to be, from how many resamples, and where their random numbers start."""

    confidence: float = 0.95
    resamples: int = 1000
    seed: int = 1

    #: The fewest resamples that are allowed; without any there is no interval.
    least = 0

    def __post_init__(self) -> None:
        sure = self.confidence
        if not isinstance(sure, Real) or isinstance(sure, bool) or not 0 < sure < 1:
            raise Problem(f"confidence is {sure!r}. Allowed is a number between 0 and 1, such as 0.95.")
        for name, least in (("resamples", self.least), ("seed", 0)):
            object.__setattr__(self, name, whole(name, getattr(self, name), least))

    @classmethod
    def from_given(cls, given: Mapping[str, Any]) -> Self:
        """Make it of options by name, and refuse those that there are not."""
        for name in given:
            one_of(name, cls.__dataclass_fields__, f"There is no option {name!r}")
        return cls(**given)

    @property
    def tails(self) -> tuple[float, float]:
        """The two probabilities between which the interval stands."""
        return (1 - self.confidence) / 2, (1 + self.confidence) / 2


@dataclass(frozen=True)
class Options(Sampling):
    """How an interval is asked for where there are several kinds; None is the one that fits the coefficient."""

    resamples: int = 2000
    interval: IntervalKind | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.interval is not None:
            one_of(self.interval, get_args(IntervalKind), f"There is no interval called {self.interval!r}")


def draws(units: int, resamples: int = 1000, seed: int = 1) -> Iterator[np.ndarray]:
    """Draw how often each unit is drawn: one row a resample, one column a unit, some rows at a time.

    Parameters
    ----------
    units
        How many units there are.
    resamples
        How many resamples to draw.
    seed
        Where the random numbers start; the same seed gives the same draws on every machine.

    References
    ----------
    Efron, B. (1979). Bootstrap methods: another look at the jackknife. Annals of Statistics 7:1-26.
    """
    units, resamples, seed = whole("units", units, 0), whole("resamples", resamples, 0), whole("seed", seed, 0)
    generator = np.random.default_rng(seed)
    most = max(1, CELLS // max(units, 1))
    for start in range(0, resamples, most):
        rows = min(most, resamples - start)
        drawn = generator.integers(units, size=(rows, units))
        drawn += np.arange(rows)[:, None] * units
        # In a browser places are counted in 32 bits, and numpy does not shorten by itself.
        places = drawn.ravel().astype(np.intp)
        yield np.bincount(places, minlength=rows * units).reshape(rows, units).astype(float)


@dataclass(frozen=True)
class Sample:
    """What is drawn, again and again: a coefficient of so many units, or of clusters of them.

    Attributes
    ----------
    statistic
        The coefficient, of how often each was drawn.
    count : int
        How many there are.
    clusters : numpy.ndarray or None
        To which cluster each unit belongs.
    """

    statistic: Statistic
    count: int
    clusters: np.ndarray | None = None

    @classmethod
    def from_units(cls, statistic: Statistic, units: int, clusters: np.ndarray | None) -> Self:
        """Make it of a statistic of units; where they stand in clusters, it is these that are drawn."""
        if clusters is None:
            return cls(statistic, units)
        return cls(lambda weights: statistic(weights[:, clusters]), int(clusters.max(initial=-1)) + 1, clusters)


def evaluate(statistic: Statistic, weights: np.ndarray) -> np.ndarray:
    """Compute the coefficient for each row of weights; NaN where chance leaves nothing to disagree on."""
    with np.errstate(divide="ignore", invalid="ignore"):
        observed, expected = statistic(weights)
        return 1 - np.where(expected > 0, observed / expected, np.nan)


def bootstrap(statistic: Statistic, units: int, options: Sampling) -> np.ndarray:
    """Compute the coefficient of every resample; NaN where it is not defined."""
    found = [evaluate(statistic, weights) for weights in draws(units, options.resamples, options.seed)]
    return np.concatenate(found) if found else np.empty(0)


def jackknife(statistic: Statistic, units: int) -> np.ndarray:
    """Compute by how much each unit, or group of units, pulls the coefficient up; 0 where it cannot be left out."""
    groups = min(units, MOST_LEFT_OUT)
    group, rows = np.arange(units) % groups, max(1, CELLS // max(units, 1))
    parts = (np.arange(start, min(start + rows, groups)) for start in range(0, groups, rows))
    found = np.concatenate([evaluate(statistic, (group != part[:, None]).astype(float)) for part in parts])
    return np.nan_to_num(np.nanmean(found) - found) if np.isfinite(found).any() else np.zeros(groups)


def bca(value: float, found: np.ndarray, pulls: np.ndarray, tails: tuple[float, float]) -> tuple[float, float]:
    """Compute the bias-corrected and accelerated interval.

    Parameters
    ----------
    value
        The coefficient.
    found
        Those of the resamples, all defined.
    pulls
        What `jackknife` says of its units.
    tails
        The probabilities of the two ends.

    References
    ----------
    Efron, B. (1987). Better bootstrap confidence intervals. Journal of the American Statistical Association
    82:171-185.
    """
    normal = NormalDist()
    # Resamples that equal the value count half on either side; a bias beyond all of them is as far as they reach.
    below = ((found < value).mean() + (found <= value).mean()) / 2
    bias = normal.inv_cdf(min(max(float(below), 0.5 / len(found)), 1 - 0.5 / len(found)))
    squares = float((pulls**2).sum())
    speed = float((pulls**3).sum()) / (6 * squares**1.5) if squares > 0 else 0.0
    moved = [bias + normal.inv_cdf(tail) for tail in tails]
    shares = [normal.cdf(bias + at / (1 - speed * at)) if speed * at < 1 else float(at > 0) for at in moved]
    low, high = np.quantile(found, shares)
    return float(low), float(high)
