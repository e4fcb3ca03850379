"""Agreement: whether a room agrees, differs or is split about one item, from its counts of 0 to 10.

RAND/UCLA's two rules, carried from 1..9 to 0..10 by the straight line between the scales (1 + 0.8 x): thirds are
0 to 3, 4 to 6 and 7 to 10, and IPRAS = 2.35 / 0.8 + 1.5 |5 - IPRCP|. A third rule is ours.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from leadership_lib.research.agreement.appropriateness import ASYMMETRY
from leadership_lib.research.agreement.appropriateness import SYMMETRIC as SYMMETRIC_1_TO_9
from leadership_lib.workshop.suppression import THIRDS

SYMMETRIC = SYMMETRIC_1_TO_9 / 0.8

#: Below this many numbers one person changes the verdict in a room too often to rest on it.
TENTATIVE = 12

Verdict = Literal["agrees", "differs", "split"]


@dataclass(frozen=True)
class Agreement:
    """What a room's numbers for one item come to.

    Attributes
    ----------
    n : int
        How many gave a number.
    median, lower, upper : float
        The median, and the quarters on both sides of it.
    verdict : str
        *split*: a third of the numbers or more at each end, or the range between the 30th and the 70th percentile
        wider than RAND/UCLA allows. *agrees*: not split, under a third outside the median's third of the scale, and
        under a fifth at its far end. Else *differs*. Disagreement is a result, not a failure.
    tentative : bool
        Whether there are too few numbers to rest on the verdict.
    """

    n: int
    median: float
    lower: float
    upper: float
    verdict: Verdict
    tentative: bool

    @property
    def third(self) -> int:
        """The third of the scale that holds the median: 0 low, 1 middle, 2 high."""
        return third_of(self.median)


def third_of(median: float) -> int:
    """Return the third of the scale that holds a median: 0 low, 1 middle, 2 high."""
    return 0 if median < 3.5 else 1 if median < 6.5 else 2


def disagreement_index(values: Sequence[float] | np.ndarray) -> float:
    """Compute RAND/UCLA's IPR / IPRAS of ratings from 0 to 10; above 1 those who rated are divided.

    Examples
    --------
    >>> round(disagreement_index([0, 0, 0, 10, 10, 10]), 2)
    3.4
    """
    p30, p70 = map(float, np.quantile(np.asarray(values, float), (0.3, 0.7)))
    return (p70 - p30) / (SYMMETRIC + ASYMMETRY * abs(5 - (p30 + p70) / 2))


def agreement(counts: Sequence[int]) -> Agreement:
    """Judge the counts of 0 to 10.

    Parameters
    ----------
    counts
        How many gave each number, eleven in all; at least one number.

    Examples
    --------
    >>> agreement([0, 3, 2, 0, 0, 0, 0, 0, 2, 3, 2]).verdict
    'split'
    """
    values = np.repeat(np.arange(11), counts)
    n = len(values)
    lower, median, upper = map(float, np.quantile(values, (0.25, 0.5, 0.75)))
    thirds = [sum(counts[first : last + 1]) for first, last in THIRDS]
    verdict: Verdict = "differs"
    found = Agreement(n, median, lower, upper, verdict, n < TENTATIVE)
    if 3 * min(thirds[0], thirds[2]) >= n or disagreement_index(values) > 1:
        verdict = "split"
    else:
        far = max(thirds[0], thirds[2]) if found.third == 1 else thirds[2 - found.third]
        # Without the second condition two camps of 30 and 70 in a hundred would pass both of RAND's rules.
        verdict = "agrees" if 3 * (n - thirds[found.third]) < n and 5 * far < n else "differs"
    return Agreement(n, median, lower, upper, verdict, n < TENTATIVE)
