"""The rules on 0 to 10 say what RAND's say on 1 to 9; the third is ours."""

import numpy as np
import pytest

from leadership_lib.research.agreement.appropriateness import ASYMMETRY
from leadership_lib.research.agreement.appropriateness import SYMMETRIC as ON_NINE
from leadership_lib.workshop.agreement import SYMMETRIC, agreement


def counts(*values):
    return [values.count(v) for v in range(11)]


@pytest.mark.parametrize("seed", range(20))
def test_the_straight_line_between_the_scales_keeps_the_rule(seed):
    values = np.random.default_rng(seed).integers(0, 11, size=5 + seed)
    p30, p70 = np.quantile(values, (0.3, 0.7))
    a, b = 1 + 0.8 * p30, 1 + 0.8 * p70
    there = b - a > ON_NINE + ASYMMETRY * abs(5 - (a + b) / 2)
    assert (p70 - p30 > SYMMETRIC + ASYMMETRY * abs(5 - (p30 + p70) / 2)) == there
    if there:
        assert agreement(counts(*values.tolist())).verdict == "split"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((8, 8, 9, 7, 8, 9), "agrees"),
        ((1, 1, 2, 8, 9, 9), "split"),
        ((2, 4, 5, 6, 7, 5), "differs"),
        ((1,) * 30 + (8,) * 70, "differs"),
        ((5,) * 12, "agrees"),
        ((0,) * 5, "agrees"),
    ],
)
def test_rooms(values, said):
    found = agreement(counts(*values))
    assert found.verdict == said
    assert found.n == len(values)
    assert found.tentative == (len(values) < 12)
    assert found.median == np.median(values)
