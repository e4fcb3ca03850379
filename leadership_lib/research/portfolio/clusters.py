"""Clusters: which roles answer the checks alike.

The distance between two roles is the mean difference of their answers (met 1, partly a half, not met 0) over the
checks that both answer; two that answer none in common are as far apart as can be. Clusters are joined by average
linkage. Written here in full because it is short, and the packages that have it are large.
"""

from dataclasses import dataclass
from numbers import Real

import numpy as np
import pandas as pd

from leadership_lib.core.errors import Problem
from leadership_lib.diagnosis import checks
from leadership_lib.research.portfolio.frames import answered, settled, worth
from leadership_lib.research.portfolio.intervals import Options

#: The most roles that are clustered: the table of distances grows with the square.
MOST = 2000

#: Up to so many roles it is tried out whether clusters hold when other checks are drawn.
MOST_RESAMPLED, RESAMPLES = 200, 200


@dataclass(frozen=True, repr=False)
class Clusters:
    """Roles in clusters, and how they were joined.

    Attributes
    ----------
    members : pandas.DataFrame
        Role, cluster, and ``held``: how often it stays with another role of its cluster when the checks are drawn
        again with replacement; NaN for a role alone, or above 200 roles.
    apart : pandas.DataFrame
        Cluster, check: the share of answers worth having (met 1, partly a half) inside and outside the cluster.
    merges : numpy.ndarray
        One row a joining: the two clusters (roles come first, then earlier joinings), their distance, the size.
    distances : numpy.ndarray
        Between every two roles, 0 to 1.
    """

    ids: tuple[str, ...]
    members: pd.DataFrame
    apart: pd.DataFrame
    merges: np.ndarray
    distances: np.ndarray

    def __repr__(self) -> str:
        lines = [f"{number}. {', '.join(group['role'])}" for number, group in self.members.groupby("cluster")]
        return "\n".join([f"{len(self.ids)} roles in {len(lines)} clusters", *lines])

    @property
    def order(self) -> tuple[int, ...]:
        """The roles in an order in which no two joinings cross."""
        below: list[list[int]] = [[n] for n in range(len(self.ids))]
        for first, second, *_ in self.merges:
            below.append(below[int(first)] + below[int(second)])
        return tuple(below[-1])


def cluster_roles(
    ids: tuple[str, ...], codes: np.ndarray, count: int | None, threshold: float | None, options: Options
) -> Clusters:
    """Join roles into clusters: so many, or those no further apart than a threshold."""
    n = len(ids)
    if not 2 <= n <= MOST:
        do = "read more of them" if n < 2 else "take a sample of these"
        raise Problem(f"Clusters are made of 2 to {MOST:,} roles, and there {'is' if n == 1 else 'are'} {n:,}: {do}.")
    if (count is None) == (threshold is None):
        raise Problem("Say either how many clusters (k=3) or how far apart roles in one may be (threshold=0.3).")
    if count is not None and not (isinstance(count, int) and 1 <= count <= n):
        raise Problem(f"k is {count!r}. Allowed is a whole number from 1 to {n}, the number of roles.")
    if threshold is not None and not (isinstance(threshold, Real) and 0 <= threshold <= 1):
        raise Problem(f"threshold is {threshold!r}. Allowed is a number from 0 to 1.")
    answers = settled(codes)
    table = distances(answers)
    merges = average_linkage(table)
    labels = cut(merges, n, count, threshold)
    held = _held(answers, labels, options.seed) if n <= MOST_RESAMPLED else np.full(n, np.nan)
    members = pd.DataFrame({"role": list(ids), "cluster": labels, "held": held})
    members = members.sort_values("cluster", kind="stable", ignore_index=True)
    return Clusters(tuple(ids), members, _apart(answers, labels), merges, table)


def distances(answers: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
    """Compute the distance between every two roles; `weights` says how often each check counts."""
    w = np.ones(answers.shape[1]) if weights is None else weights
    known = answered(answers).astype(float)
    shared = (known * w) @ known.T
    apart = np.zeros_like(shared)
    # Answers differ by half for each of the two steps, not met to partly and partly to met, that lies between them.
    for step in (1, 2):
        over = known * (answers >= step)
        under = known - over
        apart += 0.5 * ((over * w) @ under.T + (under * w) @ over.T)
    with np.errstate(divide="ignore", invalid="ignore"):
        table = np.where(shared > 0, apart / shared, 1.0)
    np.fill_diagonal(table, 0.0)
    return table


def average_linkage(table: np.ndarray) -> np.ndarray:
    """Join the two nearest clusters again and again; their distance is the mean of those between their roles.

    By chains of nearest neighbours, which takes steps in the square of the number of roles.

    References
    ----------
    Sokal, R. R. and Michener, C. D. (1958). A statistical method for evaluating systematic relationships. University
    of Kansas Science Bulletin 38:1409-1438. Murtagh, F. (1983). A survey of recent advances in hierarchical
    clustering algorithms. The Computer Journal 26:354-359.
    """
    n = len(table)
    between = table.astype(float).copy()
    np.fill_diagonal(between, np.inf)
    size, there = np.ones(n), np.ones(n, bool)
    joined: list[tuple[int, int, float]] = []
    chain: list[int] = []
    while len(joined) < n - 1:
        if not chain:
            chain.append(int(np.flatnonzero(there)[0]))
        here = chain[-1]
        nearest = int(np.argmin(between[here]))
        # Among equals the one before in the chain, or the chain would turn in a circle.
        if len(chain) > 1 and between[here, chain[-2]] <= between[here, nearest]:
            nearest = chain[-2]
            chain = chain[:-2]
            one, two = sorted((here, nearest))
            joined.append((one, two, float(between[one, two])))
            mean = (size[one] * between[one] + size[two] * between[two]) / (size[one] + size[two])
            size[one] += size[two]
            there[two] = False
            between[one] = between[:, one] = mean
            between[one, one] = np.inf
            between[two] = between[:, two] = np.inf
        else:
            chain.append(nearest)
    return _numbered(sorted(joined, key=lambda step: step[2]), n)


def _numbered(joined: list[tuple[int, int, float]], n: int) -> np.ndarray:
    """Return the joinings with clusters numbered in the order of their joining."""
    top, sizes, merges = np.arange(n), [1] * n, []
    for new, (one, two, distance) in enumerate(joined, n):
        first, second = sorted((int(top[one]), int(top[two])))
        top[(top == first) | (top == second)] = new
        sizes.append(sizes[first] + sizes[second])
        merges.append((first, second, distance, sizes[new]))
    return np.array(merges, float).reshape(-1, 4)


def cut(merges: np.ndarray, n: int, count: int | None, threshold: float | None) -> np.ndarray:
    """Return for each role the number of its cluster, the largest first and then in the order of roles."""
    steps = n - count if count is not None else int((merges[:, 2] <= threshold).sum())
    groups = {role: [role] for role in range(n)}
    for new, (first, second, *_) in enumerate(merges[:steps], n):
        groups[new] = groups.pop(int(first)) + groups.pop(int(second))
    labels = np.zeros(n, int)
    for number, group in enumerate(sorted(groups.values(), key=lambda g: (-len(g), min(g))), 1):
        labels[group] = number
    return labels


def _held(answers: np.ndarray, labels: np.ndarray, seed: int) -> np.ndarray:
    n, checks = answers.shape
    generator = np.random.default_rng(seed)
    together = labels[:, None] == labels[None, :]
    np.fill_diagonal(together, False)
    stayed = np.zeros((n, n))
    for _ in range(RESAMPLES):
        drawn = generator.integers(checks, size=checks).astype(np.intp)
        weights = np.bincount(drawn, minlength=checks).astype(float)
        again = cut(average_linkage(distances(answers, weights)), n, int(labels.max()), None)
        stayed += again[:, None] == again[None, :]
    others = together.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(others, (stayed * together).sum(axis=1) / (others * RESAMPLES), np.nan)


def _apart(answers: np.ndarray, labels: np.ndarray) -> pd.DataFrame:
    rows = []
    for number in range(1, int(labels.max()) + 1):
        for one, column in zip(checks.load(), worth(answers).T, strict=True):
            sides = [side[~np.isnan(side)] for side in (column[labels == number], column[labels != number])]
            inside, outside = (float(side.mean()) if len(side) else np.nan for side in sides)
            rows.append((number, one.id, len(sides[0]), inside, len(sides[1]), outside, inside - outside))
    columns = ["cluster", "check", "roles_inside", "inside", "roles_outside", "outside", "difference"]
    frame = pd.DataFrame(rows, columns=columns)
    order = frame["difference"].abs().sort_values(ascending=False, kind="stable", na_position="last").index
    return frame.loc[order].sort_values("cluster", kind="stable", ignore_index=True)
