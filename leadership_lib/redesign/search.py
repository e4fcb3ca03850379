"""Search: every Pareto-best combination of moves, without trying them all.

Moves that no check sees together, and that neither exclude nor require one another, do not meet: what they do and
cost adds up. So the moves fall into clusters. Inside a cluster every combination is looked up in the tables of
answers; then the clusters are put together one after the other, and what is beaten is dropped at once, because it
stays beaten whatever is added. Combinations that come to the same are kept as one, with the ways that lead there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from leadership_lib.core.errors import Problem
from leadership_lib.redesign.answer_tables import AnswerTable, tables
from leadership_lib.redesign.cost import PARTIES
from leadership_lib.redesign.limits import Limits
from leadership_lib.redesign.moves import Moves
from leadership_lib.redesign.pareto import Rows, front

#: How many moves there can be at all, how many of them that meet, and how many best points: beyond, memory would go.
MOST_MOVES, MOST_MEETING, MOST_POINTS = 62, 22, 50_000

#: How many rows are looked at together.
CHUNK = 1 << 20


class Group(NamedTuple):
    """Things that come to the same, by the row they come to: those of row n stand from ``starts[n]`` on."""

    starts: np.ndarray
    first: np.ndarray
    second: np.ndarray

    @classmethod
    def from_pairs(cls, row: np.ndarray, count: int, first: np.ndarray, second: np.ndarray) -> Group:
        """Gather pairs by their row; -1 leaves a pair out."""
        kept = np.flatnonzero(row >= 0)
        kept = kept[np.argsort(row[kept], kind="stable")]
        starts = np.searchsorted(row[kept], np.arange(count + 1))
        return cls(starts, first[kept], second[kept])

    def pairs(self, row: int) -> Iterator[tuple[int, int]]:
        """Yield the pairs of a row."""
        for place in range(int(self.starts[row]), int(self.starts[row + 1])):
            yield int(self.first[place]), int(self.second[place])


class SearchResult(NamedTuple):
    """All best rows of a search, and the ways to each.

    Attributes
    ----------
    rows : Rows
        What they cost and do, the fewest closed first.
    ways : array of int
        How many combinations come to each.
    order : array of int
        The place that each had when the last clusters were put together.
    """

    rows: Rows
    ways: np.ndarray
    order: np.ndarray
    clusters: list[Group]
    joins: list[Group]
    tables: list[AnswerTable]

    def combinations(self, row: int) -> Iterator[int]:
        """Yield every combination that comes to a row, as bits."""
        yield from self._back(len(self.joins) - 1, int(self.order[row]))

    def _back(self, step: int, row: int) -> Iterator[int]:
        if step < 0:
            yield 0
            return
        for before, own in self.joins[step].pairs(row):
            for bits, _ in self.clusters[step].pairs(own):
                for rest in self._back(step - 1, before):
                    yield rest | bits


def search(moves: Moves, limits: Limits, known: Sequence[AnswerTable] = ()) -> SearchResult:
    """Find every Pareto-best combination of moves.

    Parameters
    ----------
    moves
        The moves there are.
    limits
        What to keep to.
    known
        The tables of answers of the same moves, where they are there already.

    Raises
    ------
    Problem
        There are too many moves, or too many that meet, or too many best points.
    """
    if len(moves) > MOST_MOVES:
        raise Problem(f"There are {len(moves)} moves; at most {MOST_MOVES} can be searched. {FEWER}")
    answers = list(known) or tables(moves.role, list(moves))
    clusters = [_cluster(moves, places, answers, limits) for places in clusters_of(moves, answers)]
    # The largest first: the others then double what there is, and no more.
    clusters.sort(key=lambda cluster: -len(cluster[0].hours))
    none = np.zeros(1, np.int64)
    rows, ways, joins = Rows(none, none, none, none, none, none), none + 1, []
    for step, (own, group) in enumerate(clusters, 1):
        rows, join = _join(rows, own, limits, last=step == len(clusters))
        counts = ways[join.first] * np.diff(group.starts)[join.second]
        ways = np.add.reduceat(counts, join.starts[:-1]) if len(rows.hours) else none[:0]
        joins.append(join)
        if len(rows.hours) > MOST_POINTS:
            raise Problem(f"There are more than {MOST_POINTS:,} best points. {FEWER}")
    order = np.lexsort((rows.agreement, rows.changes, rows.worse, rows.hours, rows.pounds, rows.closed))
    return SearchResult(rows.take(order), ways[order], order, [group for _, group in clusters], joins, answers)


FEWER = "Take fewer moves, count fewer costs, or set limits."


def clusters_of(moves: Moves, answers: Sequence[AnswerTable]) -> list[list[int]]:
    """Return the places of the moves in clusters that do not meet: no check, exclusion or requirement joins two."""
    cluster = list(range(len(moves)))
    places = {move: place for place, move in enumerate(moves.ids)}
    pairs = [(places[one], places[other]) for one, other in (*moves.conflicts, *moves.requirements)]
    for joined in (*(table.moves for table in answers), *pairs):
        ids = {cluster[place] for place in joined}
        cluster = [min(ids) if it in ids else it for it in cluster]
    return [[place for place, it in enumerate(cluster) if it == own] for own in sorted(set(cluster))]


def _doubled(values: Sequence[int], joined: np.ufunc = np.add) -> np.ndarray:
    """Compute what every combination of some values comes to; the first value is the bit of least weight."""
    total = np.zeros(1, np.int64)
    for value in values:
        total = np.concatenate([total, joined(total, value)])
    return total


def _cluster(moves: Moves, places: list[int], answers: list[AnswerTable], limits: Limits) -> tuple[Rows, Group]:
    """Look up every combination of a few moves, and keep those that may be part of a best one."""
    if len(places) > MOST_MEETING:
        raise Problem(f"{len(places)} moves meet; at most {MOST_MEETING} that meet can be searched. {FEWER}")
    own = [moves[place] for place in places]
    bits = _doubled([1 << place for place in places])
    closed, worse = np.zeros(len(bits), np.int16), np.zeros(len(bits), np.int16)
    for table in answers:
        if table.moves and table.moves[0] in places:
            index = _doubled([1 << table.moves.index(p) if p in table.moves else 0 for p in places])
            closed += np.array(table.closed, np.int16)[index]
            worse += np.array(table.worse, np.int16)[index]
    allowed = np.ones(len(bits), bool) if limits.allow_worse else worse == 0
    # What excludes or requires one another meets, so both stand in the same cluster.
    bit = {move.id: 1 << place for place, move in zip(places, own, strict=True)}
    for one, other in moves.conflicts:
        if one in bit:
            allowed &= (bits & bit[one] == 0) | (bits & bit[other] == 0)
    for one, other in moves.requirements:
        if one in bit:
            allowed &= (bits & bit[one] == 0) | (bits & bit[other] != 0)
    wanted = sum(bit[move] for move in bit if move in limits.include)
    allowed &= bits & wanted == wanted
    chosen = np.flatnonzero(allowed)
    weighed, none = limits.weighed, np.zeros(len(chosen), np.int64)

    def counted(name: str, values: list[int], joined: np.ufunc = np.add) -> np.ndarray:
        return _doubled(values, joined)[chosen] if name in weighed else none

    rows = Rows(
        counted("hours", [hundredths(move.cost.hours) for move in own]),
        counted("pounds", [hundredths(move.cost.pounds) for move in own]),
        counted("agreement", [agreement_bits(move.cost.agreement) for move in own], np.bitwise_or),
        worse[chosen].astype(np.int64),
        counted("changes", [1 for _ in own]),
        closed[chosen].astype(np.int64),
    )
    within = _within(rows, limits)
    rows, chosen = rows.take(within), chosen[within]
    best, row = front(rows, last=False)
    return best, Group.from_pairs(row, len(best.hours), bits[chosen], chosen)


def hundredths(cost: float) -> int:
    """Return a cost as a whole number, so that sums are exact."""
    return round(cost * 100)


def agreement_bits(agreement: Sequence[str]) -> int:
    """Return agreements as bits."""
    return sum(1 << PARTIES.index(party) for party in agreement)


def _within(rows: Rows, limits: Limits) -> np.ndarray:
    """Return the places of the rows that keep to the limits."""
    good = np.ones(len(rows.hours), bool)
    for column, most in ((rows.hours, limits.hours), (rows.pounds, limits.pounds)):
        if most is not None:
            good &= column <= hundredths(most)
    if limits.changes is not None:
        good &= rows.changes <= limits.changes
    return np.flatnonzero(good)


def _join(rows: Rows, own: Rows, limits: Limits, last: bool) -> tuple[Rows, Group]:
    """Put every row together with every row of a cluster, a few at a time, and keep what is not beaten."""
    size = len(own.hours)
    step = max(1, CHUNK // max(1, size))
    kept: list[tuple[Rows, np.ndarray]] = []
    for start in range(0, len(rows.hours), step):
        before = np.arange(start, min(start + step, len(rows.hours)))
        pairs = (before[:, None] * size + np.arange(size)).reshape(-1)
        sums = _sums(rows.take(pairs // size), own.take(pairs % size))
        within = _within(sums, limits)
        sums, pairs = sums.take(within), pairs[within]
        if len(rows.hours) > step:
            _, row = front(sums, last=False)
            sums, pairs = sums.take(row >= 0), pairs[row >= 0]
        kept.append((sums, pairs))
    sums = Rows(*map(np.concatenate, zip(*(sums for sums, _ in kept), strict=True))) if kept else rows
    pairs = np.concatenate([pairs for _, pairs in kept]) if kept else np.zeros(0, np.int64)
    best, row = front(sums, last=last)
    return best, Group.from_pairs(row, len(best.hours), pairs // max(1, size), pairs % max(1, size))


def _sums(one: Rows, other: Rows) -> Rows:
    added = Rows(*(a + b for a, b in zip(one, other, strict=True)))
    return added._replace(agreement=one.agreement | other.agreement)
