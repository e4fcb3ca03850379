"""Comparison: how far one coefficient stands above another, with an interval, as before and after a training."""

from dataclasses import dataclass, replace
from math import isfinite, nan

import numpy as np

from leadership_lib.core.errors import Problem, needed
from leadership_lib.core.html import listing, tag, wrap
from leadership_lib.research.agreement.question import FEW_UNITS
from leadership_lib.research.agreement.resampling import Options, Sample, bca, bootstrap, jackknife
from leadership_lib.research.agreement.result import Agreement, Interval


@dataclass(frozen=True, repr=False)
class Difference:
    """How far a second coefficient stands above a first; ``float()`` gives it.

    Attributes
    ----------
    first, second : Agreement
        The two.
    low, high, confidence : float
        The interval and how sure it is meant to be; NaN where there is none.
    method : str
        How it was found.
    notes : tuple of str
        What to keep in mind.
    """

    first: Agreement
    second: Agreement
    low: float
    high: float
    confidence: float
    method: str
    notes: tuple[str, ...] = ()

    def __float__(self) -> float:
        return self.second.value - self.first.value

    @property
    def interval(self) -> Interval:
        """The two ends of the interval."""
        return Interval(self.low, self.high)

    @property
    def sentence(self) -> str:
        """The difference in plain words."""
        said = f"{self.first.title} was {self.first.value:.3f} and is {self.second.value:.3f}: {float(self):+.3f}"
        if not isfinite(self.low):
            return f"{said}. There is no interval."
        ends = f"{100 * self.confidence:g} % interval {self.low:+.3f} to {self.high:+.3f}"
        sure = "no change is within it" if self.low <= 0 <= self.high else "no change is outside it"
        return f"{said}, {ends}; {sure}."

    def __repr__(self) -> str:
        return "\n".join([self.sentence, f"  Interval: {self.method}.", *(f"  {note}" for note in self.notes)])

    def _repr_html_(self) -> str:
        return wrap(tag("p", self.sentence), listing([f"Interval: {self.method}.", *self.notes]))


def difference(
    first: Agreement,
    second: Agreement,
    *,
    paired: bool = False,
    confidence: float = 0.95,
    resamples: int = 2000,
    seed: int = 1,
) -> Difference:
    """Compare two results of one coefficient, such as before and after a training, or of two years.

    The interval is a BCa bootstrap of the difference: of units of each apart, or, where the same units were coded
    twice, of units drawn for both at once, which is sharper and the only right one there.

    Parameters
    ----------
    first, second
        What a coefficient returned.
    paired
        Whether both are of the same units in the same order.
    confidence, resamples, seed
        Of the interval.

    References
    ----------
    Efron, B. (1987). Journal of the American Statistical Association 82:171-185. Of the same units: Vanbelle, S. and
    Albert, A. (2008). A bootstrap method for comparing correlated kappa coefficients. Journal of Statistical
    Computation and Simulation 78:1009-1015.

    Examples
    --------
    >>> from leadership_lib import agreement
    >>> before = agreement.alpha([[1, 2, 1, 2, 1, 2], [2, 2, 1, 1, 1, 2]])
    >>> after = agreement.alpha([[1, 2, 1, 2, 1, 2], [1, 2, 1, 1, 1, 2]])
    >>> round(float(agreement.difference(before, after)), 3)
    0.297
    """
    for one in (first, second):
        needed(one, Agreement, "A difference is one of two results, such as agreement.alpha(...)")
        if one.undefined:
            raise Problem(f"One of the two has no value. {one.undefined}")
        if one.sample is None:
            raise Problem(f"{one.title} has no bootstrap, so its difference from another has no interval.")
    if (first.id, first.title) != (second.id, second.title):
        raise Problem(f"These are two coefficients, {first.title} and {second.title}. Compare one with itself.")
    options = Options(confidence, resamples, seed)
    samples: tuple[Sample, Sample] = (first.sample, second.sample)  # type: ignore[assignment]
    counts = [sample.count for sample in samples]
    mine, theirs = (np.asarray(sample.clusters) for sample in samples)
    if paired and (first.names != second.names or not np.array_equal(mine, theirs)):
        raise Problem(
            "Paired results are of the same units in the same order and clusters, and these are not. Leave "
            "paired=True out, or keep the units that both have."
        )
    found = _resampled(samples, paired, options)
    found = found[np.isfinite(found)]
    value = second.value - first.value
    ends, notes = (nan, nan), []
    if len(found) > 1 and np.ptp(found) > 0:
        pulls = [jackknife(sample.statistic, sample.count) for sample in samples]
        # Each unit pulls by its share of its own sample; where both are of one, by what it does to both.
        both = pulls[1] - pulls[0] if paired else np.concatenate([-pulls[0], pulls[1]])
        low, high = bca(value, found, both, options.tails)
        ends = min(low, value), max(high, value)
        if 1 in (first.value, second.value):
            notes.append("Where no unit divides the coders, no resample can: the interval allows for the other only.")
    elif options.resamples:
        notes.append("All units look alike in both, so they cannot say how much the difference would vary.")
    if isfinite(ends[0]) and min(counts) < FEW_UNITS:
        notes.append(f"With fewer than {FEW_UNITS} units or clusters in either, the interval may cover too little.")
    if not paired and first.names == second.names:
        notes.append("Both are of units of the same names. If these are the same units, say paired=True.")
    how = "the same units drawn for both" if paired else "units of each drawn apart"
    method = f"BCa bootstrap, {how}, {options.resamples:,} resamples, seed {options.seed}"
    return Difference(first, second, *ends, options.confidence, method, tuple(notes))


def _resampled(samples: tuple[Sample, Sample], paired: bool, options: Options) -> np.ndarray:
    """Compute the difference in every resample."""
    # From one seed the same units are drawn.
    apart = options if paired else replace(options, seed=options.seed + 1)
    before, after = samples
    return bootstrap(after.statistic, after.count, apart) - bootstrap(before.statistic, before.count, options)
