"""Intraclass correlation: what share of the variance of ratings lies between units, in six forms."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from math import inf, isfinite, nan
from typing import Any, Self

import numpy as np

from leadership_lib.core.errors import one_of
from leadership_lib.core.records import Several
from leadership_lib.research.agreement.distributions import f_probability, f_quantile
from leadership_lib.research.agreement.question import ALIKE, ROUNDED, Question
from leadership_lib.research.agreement.ratings import read
from leadership_lib.research.agreement.resampling import Options
from leadership_lib.research.agreement.result import Agreement
from leadership_lib.research.agreement.weights import needs_numbers

#: How often mean squares are drawn for a generalised interval.
DRAWS = 100_000

#: The six forms of Shrout and Fleiss, and what each is of.
FORMS = {
    "ICC1": "(1,1), each unit rated by other raters, one rating",
    "ICC2": "(2,1), raters stand for others, agreement of one rating",
    "ICC3": "(3,1), these raters only, consistency of one rating",
    "ICC1k": "(1,k), each unit rated by other raters, mean rating",
    "ICC2k": "(2,k), raters stand for others, agreement of the mean rating",
    "ICC3k": "(3,k), these raters only, consistency of the mean rating",
}


@dataclass(frozen=True)
class Squares:
    """Mean squares of n units by k coders: between units, within units, between coders, and what is left.

    Each is a number, or an array of what they may be.
    """

    n: int
    k: int
    between: Any
    within: Any
    coders: Any
    error: Any

    @classmethod
    def from_ratings(cls, ratings: np.ndarray) -> Self:
        """Take apart the variance of complete ratings, coders by units."""
        k, n = ratings.shape
        # Measured from the first rating, large numbers that differ little keep their figures.
        ratings = ratings - ratings[0, 0]
        unit, coder, whole = ratings.mean(axis=0), ratings.mean(axis=1), ratings.mean()
        between = k * ((unit - whole) ** 2).sum()
        within = ((ratings - unit) ** 2).sum()
        coders = n * ((coder - whole) ** 2).sum()
        error = ((ratings - unit - coder[:, None] + whole) ** 2).sum()
        means = between / (n - 1), within / (n * (k - 1)), coders / (k - 1), error / ((n - 1) * (k - 1))
        return cls(n, k, *map(float, means))

    def freedom(self, model: str) -> float:
        """Compute the degrees of freedom of what stands below the fraction line of F."""
        n, k = self.n, self.k
        return n * (k - 1) if model == "ICC1" else (n - 1) * (k - 1)

    def noise(self, model: str, value: float) -> float:
        """Compute the mean square between units, over F, that would belong to a coefficient of `value`."""
        error = self.within if model == "ICC1" else self.error
        return error * (1 + (self.k - 1) * value) / (1 - value)

    def drawn(self, seed: int) -> Self:
        """Draw mean squares as these leave them open: each divided by a mean square of as many degrees of freedom."""
        generator, n, k = np.random.default_rng(seed), self.n, self.k
        between, coders, error = (
            generator.chisquare(freedom, DRAWS) / freedom for freedom in (n - 1, k - 1, (n - 1) * (k - 1))
        )
        return replace(self, between=self.between / between, coders=self.coders / coders, error=self.error / error)

    def end(self, form: str, f: float = 1.0) -> Any:
        """Compute the coefficient at which the mean square between units would be F times the noise, or as it is."""
        if form.startswith("ICC2"):
            single = _ratio(self.n * (self.between - f * self.error), f * self._beside() + self.n * self.between)
        else:
            error = self.within if form.startswith("ICC1") else self.error
            single = _ratio(self.between - f * error, self.between + (self.k - 1) * f * error)
        if not form.endswith("k"):
            return single
        # With ratings that differ more within units than between them, the mean's share of variance may not exist.
        whole = 1 + (self.k - 1) * single
        with np.errstate(divide="ignore", invalid="ignore"):
            mean = np.where(whole > 1e-9, np.divide(self.k * single, whole), nan)
        return mean if mean.ndim else float(mean)

    def _beside(self) -> float:
        """Compute what coders and error add to the variance where raters stand for others."""
        return self.k * self.coders + (self.k * self.n - self.k - self.n) * self.error


def icc(
    ratings: Any, form: str = "ICC2", *, confidence: float = 0.95, missing: Iterable[Any] | None = None
) -> Agreement:
    r"""Compute an intraclass correlation of ratings that are numbers, from the units that every coder rated.

    With mean squares between units B, within units W, between coders J and of the rest E, of n units and k coders:
    *ICC1* :math:`(B - W) / (B + (k - 1) W)`; *ICC2* :math:`(B - E) / (B + (k - 1) E + k (J - E) / n)`;
    *ICC3* :math:`(B - E) / (B + (k - 1) E)`; and for the mean of k ratings *ICC1k* :math:`(B - W) / B`,
    *ICC2k* :math:`(B - E) / (B + (J - E) / n)`, *ICC3k* :math:`(B - E) / B`.

    The interval is for ratings that vary normally. For ICC1 and ICC3 it is exact, from F; for ICC2 it is the
    generalised interval of Tian and Cappelleri, from 100,000 seeded draws of the mean squares, because that from
    Satterthwaite's degrees of freedom (McGraw and Wong; SPSS, psych) covers as little as 79 % where raters differ
    much. The benchmark comes from the same distribution, so it needs no standard error.

    Parameters
    ----------
    ratings
        One row a coder, one column a unit, NaN where nothing was given.
    form
        ``ICC1``, ``ICC2``, ``ICC3``, ``ICC1k``, ``ICC2k`` or ``ICC3k``.
    confidence
        Of the interval.
    missing
        Codes that stand for no rating.

    References
    ----------
    Shrout, P. E. and Fleiss, J. L. (1979). Psychological Bulletin 86:420-428. McGraw, K. O. and Wong, S. P. (1996).
    Psychological Methods 1:30-46. Tian, L. and Cappelleri, J. C. (2004). Statistics in Medicine 23:2125-2135.

    Examples
    --------
    >>> print(icc([[9, 6, 8, 7, 10, 6], [8, 6, 8, 6, 9, 7]]))
    ICC(2,1), raters stand for others, agreement of one rating: 0.839, 95 % interval 0.012 to 0.967
    """
    one_of(form, FORMS, f"There is no form called {form!r}")
    asked = Question.from_call(form, ratings, {"confidence": confidence, "missing": missing})
    asked = replace(asked, title=f"ICC{FORMS[form]}")
    needs_numbers(asked.codes, "an intraclass correlation")
    asked, whole = asked.complete("rated")
    why, numbers = asked.codes.nothing_to_compare(), whole.codes.numbers
    if not why and len(whole.codes.units) < 2:
        why = "It needs two units that every coder rated; alpha takes ratings that are missing."
    if why:
        return asked.nothing(why)
    squares = Squares.from_ratings(numbers)
    value = squares.end(form)
    if not (numbers != numbers[0, 0]).any() or not isfinite(value):
        why = "The units do not differ enough for a share of their variance to exist."
        return whole.nothing(whole.codes.all_the_same() or why)
    if form.startswith("ICC2"):
        ends, method, at_least = _generalised(form, squares, whole.options)
    else:
        first, second = squares.n - 1, squares.freedom(form.removesuffix("k"))
        many, few = (f_quantile(tail, first, second) for tail in reversed(whole.options.tails))
        ends, at_least = (squares.end(form, many), squares.end(form, few)), _at_least(form, squares, second)
        method = f"F with {first:,} and {second:,.4g} degrees of freedom (McGraw and Wong 1996)"
    if not isfinite(sum(ends)):
        whole = whole.noting("It has no interval: at one end, the share of variance would not exist.")
        return whole.answer(value, (nan, nan), nan, method)
    if value < 1 and ends[1] - ends[0] < ROUNDED:
        return whole.noting(ALIKE).answer(value, (nan, nan), nan, method)
    return whole.answer(value, (min(ends[0], value), max(ends[1], value)), nan, method, at_least)


def icc_all(ratings: Any, *, confidence: float = 0.95) -> Several:
    """Compute all six forms, in the order of Shrout and Fleiss."""
    codes = read(ratings)
    return Several(icc(codes, form, confidence=confidence) for form in FORMS)


def _generalised(
    form: str, squares: Squares, options: Options
) -> tuple[tuple[float, float], str, Callable[[float], float]]:
    """Return the ends of the generalised interval, how it was found, and how sure it makes any number."""
    drawn = np.sort(np.nan_to_num(squares.drawn(options.seed).end(form), nan=-inf))
    low, high = (float(drawn[round(tail * (len(drawn) - 1))]) for tail in options.tails)

    def sure(value: float) -> float:
        return 1 - float(np.searchsorted(drawn, value)) / len(drawn)

    method = f"generalised (Tian and Cappelleri 2004), {DRAWS:,} draws, seed {options.seed}"
    return (low, high), method, sure


def _at_least(form: str, squares: Squares, second: float) -> Callable[[float], float]:
    """Return, for any number, how sure the interval's own F makes it that the coefficient is at least that."""
    model = form.removesuffix("k")

    def sure(value: float) -> float:
        single = value / (squares.k - (squares.k - 1) * value) if form.endswith("k") else value
        if single <= -1 / (squares.k - 1):
            return 1.0
        noise = squares.noise(model, single)
        return f_probability(squares.between / noise if noise > 0 else inf, squares.n - 1, second)

    return sure


def _ratio(above: Any, below: Any) -> Any:
    with np.errstate(divide="ignore", invalid="ignore"):
        found = np.where(np.abs(below) > 1e-12 * np.abs(above), np.divide(above, below), nan)
    return found if found.ndim else float(found)
