"""Weights: how far two different values still agree, from 0 (not at all) to 1 (the same)."""

from typing import Any, Literal, TypeAlias, get_args

import numpy as np

from leadership_lib.core.errors import Problem, one_of
from leadership_lib.research.agreement.ratings import Ratings

Weighting = Literal["identity", "linear", "quadratic", "ordinal", "ratio"]

#: Weights by name, or a square array of one's own.
Weights: TypeAlias = Weighting | np.ndarray


def distances(codes: Ratings, weights: Weights) -> np.ndarray:
    r"""Compute how far all pairs of values are apart, from 0 to 1: 1 less the weights, without loss of figures.

    With values :math:`x_k` (or 1, 2, 3 for categories in words) and :math:`d = \max x - \min x`: *identity*
    :math:`[k = l]`; *linear* :math:`1 - |x_k - x_l| / d` (Cicchetti and Allison 1971); *quadratic*
    :math:`1 - (x_k - x_l)^2 / d^2` (Fleiss and Cohen 1973); *ordinal*, on positions,
    :math:`1 - \binom{|k - l| + 1}{2} / \binom{q}{2}`; *ratio* :math:`1 - ((x_k - x_l) / (x_k + x_l))^2 / m`, with m
    the largest such square. These *ordinal* weights are Gwet's (2014, chapter 3) and not the ordinal difference of
    Krippendorff's alpha, which depends on how often each value was given.

    Parameters
    ----------
    codes
        What was given.
    weights
        One of the five names, or a square array of your own, symmetric and 1 on the diagonal.
    """
    count = len(codes.values)
    if not isinstance(weights, str):
        return _own(weights, count, codes)
    one_of(weights, get_args(Weighting), f"There are no weights called {weights!r}")
    if weights == "identity" or count < 2:
        return 1 - np.eye(count)
    needs_order(codes, f"{weights} weights")
    x = np.arange(count, dtype=float) if weights == "ordinal" else codes.scores
    apart = np.abs(x[:, None] - x)
    if weights == "quadratic":
        apart = (apart / apart.max()) ** 2
    elif weights == "ordinal":
        apart = apart * (apart + 1) / 2
    elif weights == "ratio":
        apart = relative(codes, x)
    return apart / apart.max()


def _own(weights: Any, count: int, codes: Ratings) -> np.ndarray:
    """Return 1 less weights of one's own, or say what is wrong with them and where."""
    needs = f"one row and one column for each of the {count} categories, from 0 to 1, and 1 on the diagonal"
    try:
        own = np.asarray(weights, dtype=float)
    except (TypeError, ValueError):
        raise Problem(f"Weights are a name or a square array of numbers; {weights!r} is neither.") from None
    if own.shape != (count, count):
        shape = " by ".join(map(str, own.shape)) or "no array"
        named = ", ".join(map(str, codes.values[:9]))
        raise Problem(f"The weights are {shape}; needed is {count} by {count}: {needs}. The categories are {named}.")

    def first(wrong: np.ndarray) -> tuple[int, int] | None:
        places = np.argwhere(wrong)
        return (int(places[0][0]), int(places[0][1])) if len(places) else None

    if place := first(~((own >= 0) & (own <= 1))):
        raise Problem(f"Row {place[0] + 1}, column {place[1] + 1} of the weights is {own[place]:g}. Needed: {needs}.")
    if place := first(~np.isclose(own, own.T, rtol=0, atol=1e-9)):
        row, column = place
        raise Problem(
            f"Row {row + 1}, column {column + 1} of the weights is {own[row, column]:g} and row {column + 1}, column "
            f"{row + 1} is {own[column, row]:g}: not the same. Whose code is first must not matter."
        )
    if place := first(np.diag(~np.isclose(np.diag(own), 1, rtol=0, atol=1e-9))):
        raise Problem(f"Row {place[0] + 1}, column {place[0] + 1} of the weights is {own[place]:g}. Needed: {needs}.")
    np.fill_diagonal(own := own.copy(), 1)
    return 1 - own


def relative(codes: Ratings, x: np.ndarray) -> np.ndarray:
    """Compute the squared difference of all pairs of values relative to their sum."""
    if (x < 0).any():
        raise Problem(
            f"{codes.first(codes.numbers < 0)} A ratio scale starts from 0 and has nothing below it; "
            'level="interval" (or quadratic weights) allows that.'
        )
    total = x[:, None] + x
    return np.divide(x[:, None] - x, total, out=np.zeros_like(total), where=total > 0) ** 2


def needs_order(codes: Ratings, what: str) -> None:
    """Raise where the values have no order."""
    if not codes.ordered:
        raise Problem(
            f"The codes are words, and {what} need an order: name all categories from lowest to highest, such as "
            'categories=["not met", "partly", "met"].'
        )


def needs_numbers(codes: Ratings, what: str) -> None:
    """Raise where the values are not numbers."""
    if codes.lengthy:
        raise Problem(
            f"The codes are numbers of more than 15 digits, such as {codes.values[-1]}, which are names and no "
            f"measurements; {what} needs numbers that can be reckoned with."
        )
    if not codes.numeric and len(codes.values):
        raise Problem(
            f"The codes are words, such as {str(codes.values[0])!r}, and {what} needs numbers. "
            'For words in an order, use alpha(..., level="ordinal", categories=[...]).'
        )
