"""Distributions: Fisher's F and Student's t from the incomplete beta function, which is all that intervals need."""

from math import exp, isinf, isnan, lgamma, log, log1p, nan, sqrt

_TINY = 1e-300


def incomplete_beta(a: float, b: float, x: float) -> float:
    r"""Compute the regularised incomplete beta function :math:`I_x(a, b)`.

    The continued fraction 8.17.22 of the NIST Digital Library of Mathematical Functions, by Lentz's algorithm, on the
    side of the mean where it converges fast.
    """
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(b, a, 1 - x)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    fraction, upper, lower = 1.0, 1.0, 0.0
    for step in range(100_000):
        m, odd = divmod(step, 2)
        if step == 0:
            term = 1.0
        elif odd:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        lower = 1 / (1 + term * lower or _TINY)
        upper = 1 + term / upper or _TINY
        fraction *= upper * lower
        if step and abs(1 - upper * lower) < 1e-15:
            break
    return front * (fraction - 1)


def f_probability(value: float, first: float, second: float) -> float:
    """Compute the probability that F with these degrees of freedom is at most `value`."""
    if isnan(value) or isnan(second):
        return nan
    if value <= 0 or isinf(value):
        return float(value > 0)
    return incomplete_beta(first / 2, second / 2, first * value / (first * value + second))


def f_quantile(probability: float, first: float, second: float) -> float:
    """Compute the value that F with these degrees of freedom stays below with a probability between 0 and 1."""
    if isnan(second) or not 0 < probability < 1:
        return nan
    # The small tail keeps its digits; the large one is its mirror.
    mirrored = incomplete_beta(first / 2, second / 2, 0.5) < probability
    if mirrored:
        probability, first, second = 1 - probability, second, first
    low, high = 0.0, 0.5
    while (middle := (low + high) / 2) not in (low, high):
        below = incomplete_beta(first / 2, second / 2, middle) < probability
        low, high = (middle, high) if below else (low, middle)
    value = second * high / (first * (1 - high))
    return 1 / value if mirrored else value


def t_quantile(probability: float, freedom: float) -> float:
    """Compute the value that Student's t stays below with a probability of at least a half."""
    return sqrt(f_quantile(2 * probability - 1, 1, freedom))
