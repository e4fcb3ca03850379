"""Ratings by hand and out of print, each coefficient by its name, and when two values are the same."""

import numpy as np
import pytest

from leadership_lib.research import agreement

_ = None

# Four observers, twelve units: Krippendorff's table as fast-krippendorff tests it.
KRIPPENDORFF = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
        [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
    ],
    dtype=float,
)

# The same codes as Gwet has them; the one of unit 12 is the third rater's, which no coefficient without names sees.
GWET = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, _],
        [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 3],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
    ],
    dtype=float,
)

SHROUT_FLEISS = np.array([[9, 6, 8, 7, 10, 6], [2, 1, 4, 1, 5, 2], [5, 3, 6, 2, 6, 4], [8, 2, 8, 6, 9, 7]])

FLEISS = [
    [0, 0, 0, 0, 14],
    [0, 2, 6, 4, 2],
    [0, 0, 3, 5, 6],
    [0, 3, 9, 2, 0],
    [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0],
    [3, 2, 6, 3, 0],
    [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0],
    [0, 2, 2, 3, 7],
]

SAS = [[0, 4, 1], [0, 8, 0], [0, 1, 5]]

RAND = [4, 5, 6, 7, 7, 7, 7, 7, 8, 8, 8, 8, 8, 9, 9]

BY_RATINGS = {
    "percent_agreement": agreement.percent_agreement,
    "fleiss_kappa": agreement.fleiss_kappa,
    "conger_kappa": agreement.conger_kappa,
    "brennan_prediger": agreement.brennan_prediger,
    "gwet_ac": agreement.gwet_ac,
    "alpha": agreement.alpha,
    "kendall_w": agreement.kendall_w,
    **{form: lambda ratings, form=form, **_: agreement.icc(ratings, form) for form in agreement.FORMS},
}

LEVELS = ("nominal", "ordinal", "interval", "ratio")


def printed(value: float, digits: str) -> bool:
    """Say whether a value is what was printed, to the last printed digit."""
    places = len(digits.partition(".")[2])
    return f"{float(value):.{places}f}" == digits


def same(first, second) -> bool:
    return float(first) == pytest.approx(float(second), abs=1e-9, nan_ok=True)


def random_ratings(seed: int, coders: int = 5, units: int = 30, missing: float = 0.2) -> np.ndarray:
    generator = np.random.default_rng(seed)
    true = generator.integers(1, 6, units)
    seen = np.clip(true + generator.integers(-1, 2, (coders, units)), 1, 5).astype(float)
    seen[generator.random(seen.shape) < missing] = np.nan
    return seen
