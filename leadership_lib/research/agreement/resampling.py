"""Resampling: the bootstrap over units, done for all resamples at once.

A resample draws as many units as there are, with replacement. What matters is how often each unit was drawn, so a
resample is a row of weights, and a coefficient that is a function of weighted sums is worked out for all resamples by
one product of matrices.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from numbers import Real
from typing import Any, Literal, Self, get_args

import numpy as np

from leadership_lib.core.errors import Problem, one_of, whole

#: Cells of the table of weights that are held at once.
CELLS = 4_000_000

#: Computes one value for each row of weights.
Statistic = Callable[[np.ndarray], np.ndarray]

IntervalKind = Literal["analytic", "bootstrap"]


@dataclass(frozen=True)
class Sampling:
    """How sure an interval is meant to be, from how many resamples, and where their random numbers start."""

    confidence: float = 0.95
    resamples: int = 1000
    seed: int = 1

    #: The fewest resamples that are allowed; without any there is no interval.
    least = 0

    #: The kind of interval, where there is one kind only.
    interval = "bootstrap"

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
    """How an interval is asked for where there are two kinds."""

    interval: IntervalKind = "analytic"

    def __post_init__(self) -> None:
        super().__post_init__()
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


def bootstrap(statistic: Statistic, units: int, options: Sampling) -> np.ndarray:
    """Compute the statistic of every resample; NaN where it is not defined."""
    with np.errstate(divide="ignore", invalid="ignore"):
        found = [statistic(weights) for weights in draws(units, options.resamples, options.seed)]
    return np.concatenate(found) if found else np.empty(0)
