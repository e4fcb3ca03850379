"""Wilson: the interval of a share."""

from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike


def wilson(count: ArrayLike, total: ArrayLike, confidence: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
    """Compute the interval of shares; NaN where there is nothing to share.

    Parameters
    ----------
    count, total
        How many of how many, of any shape that goes together.
    confidence
        How sure the interval is meant to be, between 0 and 1.

    Returns
    -------
    low, high : numpy.ndarray
        Its ends, from 0 to 1, in that shape.

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. Journal of the
    American Statistical Association 22:209-212.

    Examples
    --------
    >>> low, high = wilson(np.array([12.0]), np.array([12.0]))
    >>> print(round(low[0], 3), round(high[0], 3))
    0.758 1.0
    """
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    count, total = np.asarray(count, float), np.asarray(total, float)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = count / total
        middle = share + z**2 / (2 * total)
        half = z * np.sqrt(share * (1 - share) / total + z**2 / (4 * total**2))
        low, high = (middle - half) / (1 + z**2 / total), (middle + half) / (1 + z**2 / total)
    # Nought times a share that does not exist is NaN, and otherwise changes nothing.
    low = np.where(count == 0, 0.0, np.clip(low, 0, 1)) + 0 * share
    high = np.where(count == total, 1.0, np.clip(high, 0, 1)) + 0 * share
    return low, high
