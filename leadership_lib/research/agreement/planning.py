"""Planning: how many units a study of agreement needs, and what a number of them can show."""

from math import ceil, isfinite, log, sqrt
from numbers import Real
from statistics import NormalDist

from leadership_lib.core.errors import Problem, whole

_NORMAL = NormalDist()


def kappa_sample_size(
    kappa: float,
    null: float = 0.0,
    *,
    shares: tuple[float, float] = (0.5, 0.5),
    power: float = 0.8,
    confidence: float = 0.95,
    sides: int = 2,
) -> int:
    r"""Compute how many units two coders need for Cohen's kappa of two codes to be told from another.

    .. math:: n = \left( \frac{z_\alpha \sqrt{Q_0} + z_\beta \sqrt{Q_1}}{\kappa_1 - \kappa_0} \right)^2

    with :math:`Q` the variance of kappa times the units (Fleiss, Cohen and Everitt 1969) where it is
    :math:`\kappa_0` and :math:`\kappa_1`. With more codes, plan for the rarest of them against all others.

    Parameters
    ----------
    kappa, null
        What is expected, and from what it is to be told.
    shares
        How often each coder gives the first of the two codes.
    power
        How sure one wants to be of finding the difference.
    confidence
        Of the test.
    sides
        1 where a difference counts in one direction only, 2 otherwise.

    References
    ----------
    Cantor, A. B. (1996). Sample-size calculations for Cohen's kappa. Psychological Methods 1:150-153.

    Examples
    --------
    >>> kappa_sample_size(0.7, 0.85, sides=1)
    96
    """
    spread = [_spread(value, shares) for value in (null, kappa)]
    (alpha, beta), apart = _quantiles(power, confidence, sides), _apart(kappa, null)
    return max(ceil(((alpha * spread[0] + beta * spread[1]) / apart) ** 2 - 1e-9), 2)


def kappa_power(
    units: int,
    kappa: float,
    null: float = 0.0,
    *,
    shares: tuple[float, float] = (0.5, 0.5),
    confidence: float = 0.95,
    sides: int = 2,
) -> float:
    """Compute how sure two coders of so many units are to tell a kappa from another; see `kappa_sample_size`."""
    units = whole("units", units, 2)
    spread = [_spread(value, shares) for value in (null, kappa)]
    alpha, _ = _quantiles(0.5, confidence, sides)
    reach = _apart(kappa, null) * sqrt(units) - alpha * spread[0]
    return _NORMAL.cdf(reach / spread[1]) if spread[1] > 0 else float(reach > 0)


def icc_sample_size(
    icc: float, null: float, *, raters: int = 2, power: float = 0.8, confidence: float = 0.95, sides: int = 1
) -> int:
    r"""Compute how many units so many raters need for ICC(1,1) to be told from another.

    .. math:: n = 1 + \frac{2 (z_\alpha + z_\beta)^2 k}{(\ln C)^2 (k - 1)}, \quad
              C = \frac{1 + k \rho_0 / (1 - \rho_0)}{1 + k \rho_1 / (1 - \rho_1)}

    Parameters
    ----------
    icc, null
        What is expected, and from what it is to be told.
    raters
        How many rate each unit.
    power, confidence, sides
        As for `kappa_sample_size`; here the test is of one side unless said otherwise, as in the source.

    References
    ----------
    Walter, S. D., Eliasziw, M. and Donner, A. (1998). Sample size and optimal designs for reliability studies.
    Statistics in Medicine 17:101-110.

    Examples
    --------
    >>> icc_sample_size(0.8, 0.6)
    39
    """
    alpha, beta = _quantiles(power, confidence, sides)
    return max(ceil(1 + (alpha + beta) ** 2 / _information(icc, null, raters) - 1e-9), 2)


def icc_power(
    units: int, icc: float, null: float, *, raters: int = 2, confidence: float = 0.95, sides: int = 1
) -> float:
    """Compute how sure so many units and raters are to tell an ICC(1,1) from another; see `icc_sample_size`."""
    alpha, _ = _quantiles(0.5, confidence, sides)
    return _NORMAL.cdf(sqrt((whole("units", units, 2) - 1) * _information(icc, null, raters)) - alpha)


def _information(icc: float, null: float, raters: int) -> float:
    k = whole("raters", raters, 2)
    _between("icc", icc, 0, 1, "0.6")
    if null != 0:
        _between("null", null, 0, 1, "0.6")
    _apart(icc, null)
    ratio = (1 + k * null / (1 - null)) / (1 + k * icc / (1 - icc))
    return log(ratio) ** 2 * (k - 1) / (2 * k)


def _spread(kappa: float, shares: tuple[float, float]) -> float:
    """Compute the root of the variance of kappa times the units, of two codes."""
    try:
        first, second = shares
    except (TypeError, ValueError):
        raise Problem(f"shares is {shares!r}. Give two, how often each coder gives the first code.") from None
    for share in (first, second):
        _between("a share", share, 0, 1, "0.5")
    if not isinstance(kappa, Real) or not -1 <= kappa <= 1:
        raise Problem(f"A kappa is {kappa!r}. Allowed is a number from -1 to 1.")
    chance = first * second + (1 - first) * (1 - second)
    agree = chance + kappa * (1 - chance)
    both = (agree + first + second - 1) / 2
    cells = {(1, 1): both, (1, 0): first - both, (0, 1): second - both, (0, 0): 1 - first - second + both}
    if min(cells.values()) < -1e-9:
        raise Problem(
            f"Coders who give the first code in {first:g} and {second:g} cannot reach a kappa of {kappa:g}."
        )
    own = {1: first, 0: 1 - first}, {1: second, 0: 1 - second}
    # How far each cell's pull on disagreement is from the mean, as in the standard error of `cohen_kappa`.
    pulls = {(i, j): (i != j) - (own[1][1 - i] + own[0][1 - j]) * (1 - kappa) for i, j in cells}
    mean = sum(cells[cell] * pull for cell, pull in pulls.items())
    return sqrt(max(sum(cells[cell] * (pull - mean) ** 2 for cell, pull in pulls.items()), 0.0)) / (1 - chance)


def _quantiles(power: float, confidence: float, sides: int) -> tuple[float, float]:
    _between("power", power, 0, 1, "0.8")
    _between("confidence", confidence, 0, 1, "0.95")
    if sides not in (1, 2):
        raise Problem(f"sides is {sides!r}. Allowed are 1 and 2.")
    return _NORMAL.inv_cdf(1 - (1 - confidence) / sides), _NORMAL.inv_cdf(power)


def _between(name: str, value: float, low: float, high: float, example: str) -> None:
    if not isinstance(value, Real) or not isfinite(value) or not low < value < high:
        raise Problem(f"{name} is {value!r}. Allowed is a number between {low} and {high}, such as {example}.")


def _apart(expected: float, null: float) -> float:
    if expected == null:
        raise Problem(f"Both are {null:g}: nothing can be told from itself.")
    return abs(expected - null)
