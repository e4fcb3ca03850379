"""Pareto: of many rows, those that no other row beats; exact, and quick for millions of rows.

A row beats another where it is nowhere worse and somewhere better: no more hours, pounds, findings made worse and
changes, no one's agreement that the other does not need, and no fewer findings closed.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import NamedTuple

import numpy as np

#: More than any cost in hundredths.
NEVER = np.iinfo(np.int64).max // 4

#: Up to how many rows each is compared with each other one; above, they are swept.
PAIRWISE = 1500


class Rows(NamedTuple):
    """What combinations of moves cost and do, one row each.

    Attributes
    ----------
    hours, pounds : array of int
        In hundredths.
    agreement : array of int
        Whose yes is needed, as bits.
    worse, changes, closed : array of int
        How many findings are made worse, how many moves are made, how many findings are closed.
    """

    hours: np.ndarray
    pounds: np.ndarray
    agreement: np.ndarray
    worse: np.ndarray
    changes: np.ndarray
    closed: np.ndarray

    def take(self, which: np.ndarray) -> Rows:
        """Return some of the rows."""
        return Rows(*(column[which] for column in self))


def front(rows: Rows, *, last: bool) -> tuple[Rows, np.ndarray]:
    """Return the distinct rows that are not beaten, and for each row its place among them; -1 where it is beaten.

    Parameters
    ----------
    last
        Before the last step, a row that is beaten by fewer agreements alone is kept: with further moves, which may
        need the same agreements anyway, the two may turn out equal.
    """
    group = _joined([rows.agreement, rows.worse, rows.changes, rows.closed])
    order = _order([group, rows.pounds, rows.hours])
    sorted_ = Rows(*(column[order] for column in rows))
    group = group[order]
    new = np.ones(len(order), bool)
    new[1:] = (np.diff(group) != 0) | (np.diff(sorted_.pounds) != 0) | (np.diff(sorted_.hours) != 0)
    place = np.cumsum(new) - 1
    distinct, group = sorted_.take(new), group[new]
    kept = np.flatnonzero(_stairs(group, distinct.hours))
    survivors = distinct.take(kept)
    unbeaten = _pairwise if len(kept) <= PAIRWISE else _swept
    kept = kept[unbeaten(survivors, last)]
    where = np.full(len(group), -1)
    where[kept] = np.arange(len(kept))
    found = np.empty(len(order), np.int64)
    found[order] = where[place]
    return distinct.take(kept), found


def _joined(columns: list[np.ndarray]) -> np.ndarray:
    """Return one number for several small ones."""
    joined = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        joined = joined * (int(column.max(initial=0)) + 1) + column
    return joined


def _order(columns: list[np.ndarray]) -> np.ndarray:
    """Return the order by several columns, the first one first."""
    if math.prod(int(column.max(initial=0)) + 1 for column in columns) < 2**62:
        return np.argsort(_joined(columns), kind="stable")
    return np.lexsort(columns[::-1])


def _stairs(group: np.ndarray, hours: np.ndarray) -> np.ndarray:
    """Tell which rows, in the order of group, pounds and hours, no earlier row of their group beats."""
    if not len(group):
        return np.zeros(0, bool)
    step = int(hours.max()) + 1
    rank = np.cumsum(np.diff(group, prepend=group[0]) != 0)
    # Each group starts below all that came before it, so one running minimum serves them all.
    height = hours + (rank[-1] - rank) * step
    lowest = np.minimum.accumulate(height)
    good = np.ones(len(group), bool)
    good[1:] = height[1:] < lowest[:-1]
    return good


def _pairwise(rows: Rows, last: bool) -> np.ndarray:
    """Tell which of distinct rows no other one beats: each is compared with each."""
    good = np.empty(len(rows.hours), bool)
    for start in range(0, len(good), 256):
        these = slice(start, start + 256)
        # One beats the other: nowhere worse, and somewhere better.
        beats = np.ones((len(good), len(good[these])), bool)
        same = np.ones_like(beats)
        for column in (rows.hours, rows.pounds, rows.worse, rows.changes, -rows.closed):
            beats &= column[:, None] <= column[None, these]
            same &= column[:, None] == column[None, these]
        beats &= rows.agreement[:, None] & ~rows.agreement[None, these] == 0
        if last:
            same &= rows.agreement[:, None] == rows.agreement[None, these]
        good[these] = ~(beats & ~same).any(axis=0)
    return good


def _swept(rows: Rows, last: bool) -> np.ndarray:
    """Tell the same, row by row with rising pounds (or hours), by the least of the other cost seen so far.

    The table says, for each set of agreements, number made worse, number of changes and number closed, the least cost
    of any row seen that is as good or better in all of these.
    """
    axes = [rows.pounds, rows.hours]
    level, cost = sorted(axes, key=lambda column: len(np.unique(column)))
    bits = int(rows.agreement.max()).bit_length()
    shape = (1 << bits, int(rows.worse.max()) + 2, int(rows.changes.max()) + 2, int(rows.closed.max()) + 2)
    # One more at the far side of each count, where nothing ever is: what looks beyond the edge finds nothing.
    cells = np.ravel_multi_index((rows.agreement, rows.worse + 1, rows.changes + 1, rows.closed), shape)
    strides = np.array([shape[1] * shape[2] * shape[3], shape[2] * shape[3], shape[3]])
    order = np.argsort(level, kind="stable")
    edges = np.flatnonzero(np.diff(level[order], prepend=-1, append=-1))
    best = np.full(shape, NEVER)
    good = np.zeros(len(order), bool)
    for start, end in pairwise(edges):
        these = order[start:end]
        cell, costs = cells[these], cost[these]
        here = np.full(shape, NEVER)
        np.minimum.at(here.reshape(-1), cell, costs)
        _spread(here, bits)
        flat = here.reshape(-1)
        unbeaten = (best.reshape(-1)[cell] > costs) & (flat[cell] >= costs) & (flat[cell + 1] > costs)
        unbeaten &= (flat[cell - strides[1]] > costs) & (flat[cell - strides[2]] > costs)
        if last:
            for bit in range(bits):
                needed = rows.agreement[these] >> bit & 1 == 1
                unbeaten &= ~needed | (flat[cell - needed * strides[0] * (1 << bit)] > costs)
        good[these] = unbeaten
        np.minimum(best, here, out=best)
    return good


def _spread(table: np.ndarray, bits: int) -> None:
    """Let every cell know the least of all cells that are as good or better."""
    for bit in range(bits):
        halves = table.reshape(-1, 2, 1 << bit, *table.shape[1:])
        np.minimum(halves[:, 1], halves[:, 0], out=halves[:, 1])
    for axis in (1, 2):
        if table.shape[axis] > 2:
            np.minimum.accumulate(table, axis=axis, out=table)
    np.minimum.accumulate(table[..., ::-1], axis=3, out=table[..., ::-1])
