"""Question: one coefficient asked of what coders gave, and how its answer gets an interval."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from math import isfinite, nan
from typing import Any, Self, TypedDict

import numpy as np

from leadership_lib.core.text import counted
from leadership_lib.research.agreement.coefficient_guide import load
from leadership_lib.research.agreement.ratings import Ratings, read
from leadership_lib.research.agreement.resampling import IntervalKind, Options, Sampling, Statistic, bootstrap
from leadership_lib.research.agreement.result import Agreement
from leadership_lib.research.agreement.weights import Weights, weight_matrix

#: Why a coefficient may have no value although codes vary.
NO_ROOM = "Chance alone would explain complete agreement here, so nothing is left to measure."

_ONE_UNIT = "There is one unit, so nothing can be said about other units: there is no interval."
_NO_WIDTH = "The interval has no width because all units look alike; that is a limit of the method, not certainty."


class IntervalOptions(TypedDict, total=False):
    """What every interval can be asked for with: ``confidence`` (0.95), ``resamples`` (1,000) and ``seed`` (1)."""

    confidence: float
    resamples: int
    seed: int


class CodesOptions(IntervalOptions, total=False):
    """Besides, ``categories``: all values that coders could give, in order; by default those found."""

    categories: Iterable[Any] | None


class KappaOptions(CodesOptions, total=False):
    """Besides, ``interval``: ``analytic`` (from a standard error) or ``bootstrap``."""

    interval: IntervalKind


@dataclass(frozen=True)
class Question:
    """A coefficient asked of what coders gave.

    Attributes
    ----------
    key, title : str
        Which coefficient, and what it is called.
    codes : Ratings
        Of whom and of what.
    options : Sampling
        How its interval is made.
    notes : tuple of str
        What to keep in mind about the answer.
    """

    key: str
    title: str
    codes: Ratings
    options: Sampling
    notes: tuple[str, ...] = ()

    @classmethod
    def from_call(cls, key: str, ratings: Any, given: Mapping[str, Any], kind: type[Sampling] = Sampling) -> Self:
        """Read what a coefficient was called with: ratings, and options by name."""
        options = dict(given)
        codes = read(ratings, options.pop("categories", None))
        return cls(key, load()[key].title, codes, kind.from_given(options))

    @classmethod
    def weighted(
        cls, key: str, ratings: Any, weights: Weights, given: Mapping[str, Any], kind: type[Sampling] = Options
    ) -> tuple[Self, np.ndarray]:
        """Read what a weighted coefficient was called with; return the question, and the weights as an array."""
        told = f"{weights} weights" if isinstance(weights, str) else "own weights"
        asked = cls.from_call(key, ratings, given, kind)
        return asked if told == "identity weights" else asked.of(told), weight_matrix(asked.codes, weights)

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
        """Compute a statistic of unit weights where every unit counts once."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return float(statistic(np.ones((1, len(self.codes.units))))[0])

    def resampled(self, statistic: Statistic, otherwise: str = NO_ROOM) -> Agreement:
        """Answer with the value of a statistic of unit weights and the percentile interval of its bootstrap.

        Units that nobody coded have to be left out before.
        """
        value, count = self.value_of(statistic), len(self.codes.units)
        if not isfinite(value):
            return self.nothing(otherwise)
        found = bootstrap(statistic, count, self.options) if count > 1 else np.empty(0)
        defined = found[np.isfinite(found)]
        ends, se = (nan, nan), nan
        if len(defined) > 1:
            low, high = np.quantile(defined, self.options.tails)
            ends, se = (float(low), float(high)), float(defined.std(ddof=1))
        asked = self
        if count == 1:
            asked = self.noting(_ONE_UNIT)
        elif len(defined) < len(found):
            left = len(found) - len(defined)
            asked = self.noting(f"{left:,} of {len(found):,} resamples left it undefined and are not counted.")
        options = self.options
        method = f"percentile bootstrap over units, {counted(options.resamples, 'resample')}, seed {options.seed}"
        return asked.answer(value, ends, se, method)

    def analytic(self, value: float, se: float, quantile: float, method: str, floor: float = -1.0) -> Agreement:
        """Answer with a value and the interval that its standard error makes, cut off where values end."""
        if not isfinite(se):
            return self.noting(_ONE_UNIT).answer(value, (nan, nan), se, method)
        ends = max(value - quantile * se, min(floor, value)), min(value + quantile * se, 1.0)
        return self.answer(value, ends, se, method)

    def answer(
        self,
        value: float,
        ends: tuple[float, float],
        se: float,
        method: str,
        at_least: Callable[[float], float] | None = None,
        undefined: str | None = None,
    ) -> Agreement:
        """Answer with a value, the ends of its interval, and how they were found."""
        low, high = ends
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
            notes=(*self.notes, *([_NO_WIDTH] if high - low < 1e-12 else [])),
            undefined=undefined,
            at_least=at_least,
        )
