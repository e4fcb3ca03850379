"""Question: one coefficient asked of what coders gave, and how its answer gets an interval."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from math import isfinite, nan
from statistics import NormalDist
from typing import Any, Self, TypedDict

import numpy as np

from leadership_lib.core.errors import Problem
from leadership_lib.core.text import counted
from leadership_lib.research.agreement.coefficient_guide import load
from leadership_lib.research.agreement.ratings import Ratings, read_with
from leadership_lib.research.agreement.resampling import (
    IntervalKind,
    Options,
    Sample,
    Statistic,
    bca,
    bootstrap,
    evaluate,
    jackknife,
)
from leadership_lib.research.agreement.result import Agreement
from leadership_lib.research.agreement.weights import Weights, distances
from leadership_lib.research.agreement.wilson import wilson

#: Why a coefficient may have no value although codes vary.
NO_ROOM = "Chance alone would explain complete agreement here, so nothing is left to measure."

#: Below this, a coefficient, a width or a standard error is rounding.
ROUNDED = 1e-12

#: The kinds of interval there are, with and without a standard error of its own.
RESAMPLED: tuple[IntervalKind, ...] = ("bca", "percentile")
ALL_KINDS: tuple[IntervalKind, ...] = (*RESAMPLED, "analytic")

#: Below so many units, or units in which a code other than the commonest was given, an interval may cover too little.
FEW_UNITS, FEW_RARE = 30, 5

_ONE = "There is one {}, so nothing can be said about others: there is no interval."
_NO_WIDTH = "The interval has no width because all units look alike; that is a limit of the method, not certainty."
ALIKE = "All units look alike to this coefficient, so they cannot say how much it would vary: there is no interval."
_COMPLETE = (
    "No unit divides the coders. The lower end is what that allows: a share of divided units up to the upper end of "
    "Wilson's interval of 0 of {}."
)


class IntervalOptions(TypedDict, total=False):
    """What every interval can be asked for with: ``confidence`` (0.95), ``resamples`` and ``seed`` (1)."""

    confidence: float
    resamples: int
    seed: int


class CodesOptions(IntervalOptions, total=False):
    """Besides, how codes are read, which kind of interval there is, and which units belong together."""

    categories: Iterable[Any] | None
    missing: Iterable[Any]
    clusters: Iterable[Any] | None
    interval: IntervalKind | None


@dataclass(frozen=True)
class Question:
    """A coefficient asked of what coders gave.

    Attributes
    ----------
    key, title : str
        Which coefficient, and what it is called.
    codes : Ratings
        Of whom and of what.
    options : Options
        How its interval is made.
    notes : tuple of str
        What to keep in mind about the answer.
    """

    key: str
    title: str
    codes: Ratings
    options: Options
    notes: tuple[str, ...] = ()

    @classmethod
    def from_call(
        cls, key: str, ratings: Any, given: Mapping[str, Any], kinds: tuple[IntervalKind, ...] = RESAMPLED
    ) -> Self:
        """Read what a coefficient was called with: ratings, and options by name."""
        options, title = dict(given), load()[key].title
        codes = read_with(ratings, options)
        sampling = Options.from_given(options)
        if sampling.interval not in (None, *kinds):
            raise Problem(f"There is no {sampling.interval} interval of {title}: there are {' and '.join(kinds)}.")
        return cls(key, title, codes, sampling, codes.notes)

    @classmethod
    def weighted(
        cls,
        key: str,
        ratings: Any,
        weights: Weights,
        given: Mapping[str, Any],
        kinds: tuple[IntervalKind, ...] = RESAMPLED,
    ) -> tuple[Self, np.ndarray]:
        """Read what a weighted coefficient was called with; return the question, and how far values are apart."""
        told = f"{weights} weights" if isinstance(weights, str) else "own weights"
        asked = cls.from_call(key, ratings, given, kinds)
        return asked if told == "identity weights" else asked.of(told), distances(asked.codes, weights)

    def of(self, detail: str) -> Self:
        """Return the same question with a level, or with weights, in its title."""
        return replace(self, title=f"{self.title} ({detail})")

    def noting(self, *notes: str) -> Self:
        """Return the same question with more to keep in mind."""
        return replace(self, notes=self.notes + notes)

    def only(self, units: np.ndarray, coders: np.ndarray | None = None) -> Self:
        """Return the same question of some of the units, and of some of the coders, only."""
        return replace(self, codes=self.codes.only(units, coders))

    def complete(self, verb: str) -> tuple[Self, Self]:
        """Return the question with a note of the units that some coder left out, and the question without them."""
        whole = self.codes.given == len(self.codes.coders)
        if whole.all():
            return self, self
        asked = self.noting(f"Left out: {(~whole).sum()} of {len(whole)} units that not every coder {verb}.")
        return asked, asked.only(whole)

    # --- answers

    def nothing(self, why: str) -> Agreement:
        """Answer that there is no value, and why."""
        return self.answer(nan, (nan, nan), nan, "none", undefined=why)

    def value_of(self, statistic: Statistic) -> float:
        """Compute a coefficient where every unit counts once; what is 0 but for rounding is 0."""
        value = float(evaluate(statistic, np.ones((1, len(self.codes.units))))[0])
        return 0.0 if abs(value) < ROUNDED else value

    @property
    def _drawn(self) -> str:
        return "unit" if self.codes.clusters is None else "cluster"

    def sample(self, statistic: Statistic) -> Sample:
        """Return what a bootstrap draws: units, or clusters of them."""
        return Sample.from_units(statistic, len(self.codes.units), self.codes.clusters)

    def resampled(self, statistic: Statistic, loss: float | None = None, otherwise: str = NO_ROOM) -> Agreement:
        """Answer with the value of a statistic of unit weights and the interval of its bootstrap.

        Units that nobody coded have to be left out before.

        Parameters
        ----------
        statistic
            Computes observed and expected disagreement.
        loss
            How much the coefficient would lose for each share of units that divide the coders; None where no such
            share can be told.
        otherwise
            Why there is no value, where there is none.
        """
        value, options = self.value_of(statistic), self.options
        if not isfinite(value):
            return self.nothing(otherwise)
        sample = self.sample(statistic)
        if loss is not None and value == 1 and sample.count > 1 and options.resamples:
            return self._complete(loss, sample)
        found = bootstrap(sample.statistic, sample.count, options) if sample.count > 1 else np.empty(0)
        defined = found[np.isfinite(found)]
        ends, se, asked = (nan, nan), nan, self
        if sample.count == 1:
            asked = self.noting(_ONE.format(self._drawn))
        elif len(defined) > 1 and np.ptp(defined) > ROUNDED:
            se = float(defined.std(ddof=1))
            if options.interval == "percentile":
                low, high = map(float, np.quantile(defined, options.tails))
            else:
                low, high = bca(value, defined, jackknife(sample.statistic, sample.count), options.tails)
            # Of a share of resamples that leans to one side the estimate may stand outside.
            ends = min(low, value), max(high, value)
        elif options.resamples:
            asked = self.noting(ALIKE)
        if len(defined) < len(found):
            left = len(found) - len(defined)
            asked = asked.noting(f"{left:,} of {len(found):,} resamples left it undefined and are not counted.")
        kind = "percentile" if options.interval == "percentile" else "bias-corrected and accelerated (BCa)"
        over = "units" if self.codes.clusters is None else f"{sample.count:,} clusters of units"
        method = f"{kind} bootstrap over {over}, {counted(options.resamples, 'resample')}, seed {options.seed}"
        asked = asked._warned(sample.count) if isfinite(ends[0]) else asked
        return asked.answer(value, ends, se, method, sample=sample)

    def analytic(self, statistic: Statistic, se: float, quantile: float, method: str, loss: float) -> Agreement:
        """Answer with a value and the interval that its standard error makes, cut off where values end."""
        value, count, sample = self.value_of(statistic), self.codes.independent, self.sample(statistic)
        if value == 1 and count > 1:
            return self._complete(loss, sample)
        if not isfinite(se):
            return self.noting(_ONE.format(self._drawn)).answer(value, (nan, nan), se, method)
        if se < ROUNDED:
            return self.noting(ALIKE).answer(value, (nan, nan), nan, method)
        ends = max(value - quantile * se, min(-1.0, value)), min(value + quantile * se, 1.0)
        return self._warned(count).answer(value, ends, se, method, sample=sample)

    def shared(self, statistic: Statistic, se: float, quantile: float) -> Agreement:
        """Answer with a share and Wilson's interval, on as many units as would vary as these do.

        References
        ----------
        Korn, E. L. and Graubard, B. I. (1998). Survey Methodology 24:193-201, whose effective sample size it is.
        """
        value, count = self.value_of(statistic), self.codes.independent
        if not isfinite(se):
            return self.noting(_ONE.format(self._drawn)).answer(value, (nan, nan), nan, "none")
        normal = NormalDist().inv_cdf(self.options.tails[1])
        if 0 < value < 1:
            if se < ROUNDED:
                return self.noting(ALIKE).answer(value, (nan, nan), nan, "none")
            effective = value * (1 - value) / se**2 * (normal / quantile) ** 2
        else:
            effective = float(count)
        low, high = (float(end) for end in wilson(value * effective, effective, self.options.confidence))
        ends = min(low, value), max(high, value)
        method = f"Wilson's, on {effective:,.4g} units that would vary as these do"
        return self._warned(count, rare=False).answer(value, ends, se or nan, method, sample=self.sample(statistic))

    def _complete(self, loss: float, sample: Sample) -> Agreement:
        """Answer after complete agreement, where no resample could differ, with an interval of one end."""
        count = self.codes.pairable if self.codes.clusters is None else self.codes.independent
        share = float(wilson(0, count, self.options.confidence)[1])
        low = max(1 - share * loss, -1.0)
        asked = self.noting(_COMPLETE.format(count))._warned(count)
        return asked.answer(1.0, (low, 1.0), nan, "one-sided, Wilson's", sample=sample)

    def _warned(self, count: int, rare: bool = True) -> Self:
        """Warn where simulation shows that an interval may cover too little."""
        notes = []
        if count < FEW_UNITS:
            notes.append(f"With fewer than {FEW_UNITS} {self._drawn}s the interval may cover too little.")
        if rare and (few := self.codes.uncommon) is not None and few < FEW_RARE:
            said = f"Only {counted(few, 'unit')} of {len(self.codes.units)} had a code other than the commonest"
            notes.append(f"{said}: the interval may cover too little.")
        return self.noting(*notes)

    def answer(
        self,
        value: float,
        ends: tuple[float, float],
        se: float,
        method: str,
        at_least: Callable[[float], float] | None = None,
        undefined: str | None = None,
        sample: Sample | None = None,
    ) -> Agreement:
        """Answer with a value, the ends of its interval, and how they were found."""
        low, high = (0.0 if abs(end) < ROUNDED else end for end in ends)
        return Agreement(
            id=self.key,
            title=self.title,
            value=value,
            low=low,
            high=high,
            confidence=self.options.confidence,
            se=se,
            method=method,
            coders=len(self.codes.coders),
            units=len(self.codes.units),
            pairable=self.codes.pairable,
            notes=(*self.notes, *([_NO_WIDTH] if high - low < ROUNDED else [])),
            undefined=undefined,
            at_least=at_least,
            sample=sample,
            names=self.codes.units,
        )
