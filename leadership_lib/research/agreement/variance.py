"""Intraclass correlation: what share of the variance of ratings lies between units, in six forms."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import inf, isfinite, nan
from typing import Any, Self

import numpy as np

from leadership_lib.core.errors import one_of
from leadership_lib.core.records import Several
from leadership_lib.research.agreement.distributions import f_probability, f_quantile
from leadership_lib.research.agreement.question import Question
from leadership_lib.research.agreement.ratings import read
from leadership_lib.research.agreement.result import Agreement
from leadership_lib.research.agreement.weights import needs_numbers

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
    """Mean squares of n units by k coders: between units, within units, between coders, and what is left."""

    n: int
    k: int
    between: float
    within: float
    coders: float
    error: float

    @classmethod
    def from_ratings(cls, ratings: np.ndarray) -> Self:
        """Take apart the variance of complete ratings, coders by units."""
        k, n = ratings.shape
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
        if model != "ICC2":
            return n * (k - 1) if model == "ICC1" else (n - 1) * (k - 1)
        value = self.end("ICC2")
        coders = k * value * _ratio(self.coders, self.error)
        rest = n * (1 + (k - 1) * value) - k * value
        return _ratio((k - 1) * (n - 1) * (coders + rest) ** 2, (n - 1) * coders**2 + rest**2)

    def noise(self, model: str, value: float) -> float:
        """Compute the mean square between units, over F, that would belong to a coefficient of `value`."""
        if model == "ICC2":
            return (self.n * self.error + value * self._beside()) / (self.n * (1 - value))
        error = self.within if model == "ICC1" else self.error
        return error * (1 + (self.k - 1) * value) / (1 - value)

    def end(self, form: str, f: float = 1.0) -> float:
        """Compute the coefficient at which the mean square between units would be F times the noise, or as it is."""
        if form.startswith("ICC2"):
            single = _ratio(self.n * (self.between - f * self.error), f * self._beside() + self.n * self.between)
        else:
            error = self.within if form.startswith("ICC1") else self.error
            single = _ratio(self.between - f * error, self.between + (self.k - 1) * f * error)
        if not form.endswith("k"):
            return single
        # With ratings that differ more within units than between them, the mean's share of variance may not exist.
        return self.k * single / (1 + (self.k - 1) * single) if 1 + (self.k - 1) * single > 1e-9 else nan

    def _beside(self) -> float:
        """Compute what coders and error add to the variance where raters stand for others."""
        return self.k * self.coders + (self.k * self.n - self.k - self.n) * self.error


def icc(ratings: Any, form: str = "ICC2", *, confidence: float = 0.95) -> Agreement:
    r"""Compute an intraclass correlation of ratings that are numbers, from the units that every coder rated.

    With mean squares between units B, within units W, between coders J and of the rest E, of n units and k coders:
    *ICC1* :math:`(B - W) / (B + (k - 1) W)`; *ICC2* :math:`(B - E) / (B + (k - 1) E + k (J - E) / n)`;
    *ICC3* :math:`(B - E) / (B + (k - 1) E)`; and for the mean of k ratings *ICC1k* :math:`(B - W) / B`,
    *ICC2k* :math:`(B - E) / (B + (J - E) / n)`, *ICC3k* :math:`(B - E) / B`.

    The interval is analytic: exact from F for ICC1 and ICC3, and with Satterthwaite's degrees of freedom for ICC2.
    The benchmark comes from the same F, so it needs no standard error.

    Parameters
    ----------
    ratings
        One row a coder, one column a unit, NaN where nothing was given.
    form
        ``ICC1``, ``ICC2``, ``ICC3``, ``ICC1k``, ``ICC2k`` or ``ICC3k``.
    confidence
        Of the interval.

    References
    ----------
    Shrout, P. E. and Fleiss, J. L. (1979). Psychological Bulletin 86:420-428. McGraw, K. O. and Wong, S. P. (1996).
    Psychological Methods 1:30-46.

    Examples
    --------
    >>> print(icc([[9, 6, 8, 7, 10, 6], [8, 6, 8, 6, 9, 7]]))
    ICC(2,1), raters stand for others, agreement of one rating: 0.839, 95 % interval 0.311 to 0.975
    """
    one_of(form, FORMS, f"There is no form called {form!r}")
    asked = replace(Question.from_call(form, ratings, {"confidence": confidence}), title=f"ICC{FORMS[form]}")
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
    first, second = squares.n - 1, squares.freedom(form.removesuffix("k"))
    ends = nan, nan
    if isfinite(second) and second > 0:
        many, few = (f_quantile(tail, first, second) for tail in reversed(whole.options.tails))
        ends = squares.end(form, many), squares.end(form, few)
        if not isfinite(sum(ends)):
            ends = nan, nan
            whole = whole.noting("It has no interval: at one end, the share of variance would not exist.")
    method = f"F with {first:,} and {second:,.4g} degrees of freedom (McGraw and Wong 1996)"
    return whole.answer(value, ends, nan, method, _at_least(form, squares, second) if isfinite(ends[0]) else None)


def icc_all(ratings: Any, *, confidence: float = 0.95) -> Several:
    """Compute all six forms, in the order of Shrout and Fleiss."""
    codes = read(ratings)
    return Several(icc(codes, form, confidence=confidence) for form in FORMS)


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


def _ratio(above: float, below: float) -> float:
    return above / below if abs(below) > 1e-12 * abs(above) else nan
