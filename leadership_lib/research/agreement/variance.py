"""Intraclass correlation: what share of the variance of ratings lies between units, in six forms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf, isfinite, nan
from typing import Any

import numpy as np

from leadership_lib.core.errors import Problem, near_misses
from leadership_lib.core.records import Several
from leadership_lib.research.agreement.distributions import f_probability, f_quantile
from leadership_lib.research.agreement.ratings import Ratings, read
from leadership_lib.research.agreement.resampling import Options
from leadership_lib.research.agreement.result import Agreement, no_width, nothing
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
    def of(cls, ratings: np.ndarray) -> Squares:
        """Take apart the variance of complete ratings, coders by units."""
        k, n = ratings.shape
        unit, coder, whole = ratings.mean(axis=0), ratings.mean(axis=1), ratings.mean()
        between = k * ((unit - whole) ** 2).sum()
        within = ((ratings - unit) ** 2).sum()
        coders = n * ((coder - whole) ** 2).sum()
        error = ((ratings - unit - coder[:, None] + whole) ** 2).sum()
        return cls(
            n,
            k,
            float(between / (n - 1)),
            float(within / (n * (k - 1))),
            float(coders / (k - 1)),
            float(error / ((n - 1) * (k - 1))),
        )

    def single(self, model: str) -> float:
        """Give the coefficient of one rating."""
        if model == "ICC1":
            return _ratio(self.between - self.within, self.between + (self.k - 1) * self.within)
        beside = self.k * (self.coders - self.error) / self.n if model == "ICC2" else 0.0
        return _ratio(self.between - self.error, self.between + (self.k - 1) * self.error + beside)

    def freedom(self, model: str) -> float:
        """Give the degrees of freedom of what stands below the fraction line of F."""
        n, k = self.n, self.k
        if model != "ICC2":
            return n * (k - 1) if model == "ICC1" else (n - 1) * (k - 1)
        value = self.single("ICC2")
        coders = k * value * _ratio(self.coders, self.error)
        rest = n * (1 + (k - 1) * value) - k * value
        return _ratio((k - 1) * (n - 1) * (coders + rest) ** 2, (n - 1) * coders**2 + rest**2)

    def noise(self, model: str, value: float) -> float:
        """Give the mean square between units, over F, that would belong to a coefficient of `value`."""
        if model == "ICC2":
            rest = self.k * self.coders + (self.k * self.n - self.k - self.n) * self.error
            return (self.n * self.error + value * rest) / (self.n * (1 - value))
        error = self.within if model == "ICC1" else self.error
        return error * (1 + (self.k - 1) * value) / (1 - value)

    def end(self, model: str, f: float) -> float:
        """Give the coefficient at which the mean square between units would be F times the noise."""
        if model == "ICC2":
            rest = self.k * self.coders + (self.k * self.n - self.k - self.n) * self.error
            return _ratio(self.n * (self.between - f * self.error), f * rest + self.n * self.between)
        error = self.within if model == "ICC1" else self.error
        return _ratio(self.between - f * error, self.between + (self.k - 1) * f * error)


def icc(ratings: Any, form: str = "ICC2", *, confidence: float = 0.95) -> Agreement:
    r"""Give an intraclass correlation of ratings that are numbers, from the units that every coder rated.

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
    if form not in FORMS:
        raise Problem(f"There is no form called {form!r}: {near_misses(str(form), FORMS)}.")
    options = Options(confidence, resamples=0)
    codes, title = read(ratings), f"ICC{FORMS[form]}"
    needs_numbers(codes, "an intraclass correlation")
    whole = codes.only(codes.given == len(codes.coders))
    dropped = len(codes.units) - len(whole.units)
    notes = (f"Left out: {dropped} of {len(codes.units)} units that not every coder rated.",) if dropped else ()
    why = codes.nothing_to_compare()
    if not why and len(whole.units) < 2:
        why = "It needs two units that every coder rated; alpha takes ratings that are missing."
    if why:
        return nothing(form, title, codes, options, why, notes)
    squares, model = Squares.of(whole.numbers), form.removesuffix("k")
    largest = float(np.abs(whole.numbers - whole.numbers.mean()).max())
    value = _for(form, squares.single(model), squares.k)
    if largest == 0 or not isfinite(value):
        why = whole.all_the_same() or "The units do not differ enough for a share of their variance to exist."
        return nothing(form, title, whole, options, why, notes)
    return _result(form, title, whole, squares, value, options, notes)


def icc_all(ratings: Any, *, confidence: float = 0.95) -> Several:
    """Give all six forms, in the order of Shrout and Fleiss."""
    codes = read(ratings)
    return Several(icc(codes, form, confidence=confidence) for form in FORMS)


def _result(
    form: str, title: str, codes: Ratings, squares: Squares, value: float, options: Options, notes: tuple[str, ...]
) -> Agreement:
    model, first, second = form.removesuffix("k"), squares.n - 1, squares.freedom(form.removesuffix("k"))
    if not isfinite(second) or second <= 0:
        low = high = nan
    else:
        few, many = (f_quantile(tail, first, second) for tail in options.tails)
        low, high = (_for(form, squares.end(model, f), squares.k) for f in (many, few))
        if not isfinite(low + high):
            low = high = nan
            notes += ("It has no interval: at one end, the share of variance would not exist.",)
    return Agreement(
        id=form,
        title=title,
        value=value,
        low=low,
        high=high,
        confidence=options.confidence,
        se=nan,
        method=f"F with {first:,} and {second:,.4g} degrees of freedom (McGraw and Wong 1996)",
        coders=len(codes.coders),
        units=len(codes.units),
        pairable=codes.pairable,
        notes=notes + no_width(low, high),
        at_least=_at_least(form, squares, second) if isfinite(low) else None,
    )


def _at_least(form: str, squares: Squares, second: float) -> Callable[[float], float]:
    """Give, for any number, how sure the interval's own F makes it that the coefficient is at least that."""
    model = form.removesuffix("k")

    def sure(value: float) -> float:
        single = value / (squares.k - (squares.k - 1) * value) if form.endswith("k") else value
        if single <= -1 / (squares.k - 1):
            return 1.0
        noise = squares.noise(model, single)
        return f_probability(squares.between / noise if noise > 0 else inf, squares.n - 1, second)

    return sure


def _for(form: str, single: float, k: int) -> float:
    """Give the coefficient of one rating as the form wants it: itself, or stepped up to the mean of k."""
    if not form.endswith("k"):
        return single
    # With ratings that differ more within units than between them, the mean's share of variance may not exist.
    return k * single / (1 + (k - 1) * single) if 1 + (k - 1) * single > 1e-9 else nan


def _ratio(above: float, below: float) -> float:
    return above / below if abs(below) > 1e-12 * abs(above) else nan
