"""Measure the search for the best combinations of moves, beside trying them all and beside an evolutionary search.

Trying them all means making and diagnosing each of the 4,096 combinations of twelve moves but those that exclude
one another, and takes the better part of a minute. The evolutionary search is pymoo's NSGA-II, where it is installed;
it is given our tables of answers, so that it need not diagnose, and is measured without the time it takes to load.
"""

import random
import statistics
import time
from collections.abc import Callable

import numpy as np

import leadership_lib as ll
from leadership_lib.diagnosis.checks.verdict import closes, is_worse
from leadership_lib.redesign.answer_tables import tables
from leadership_lib.redesign.frontier import Frontier, frontier
from leadership_lib.redesign.moves import Moves, moves
from leadership_lib.redesign.pareto import Rows, front
from leadership_lib.redesign.search import agreement_bits, hundredths

CASE = "locality_clinical_lead"

#: The moves that meet one another most, so that as little as possible falls apart into small searches.
TWELVE = (
    "fund_the_hours", "shrink_the_work", "measure_each_objective", "bring_objectives_home", "say_who_has_to_act",
    "share_each_measure", "give_objectives_hours", "cut_tasks", "give_figures", "give_a_fund",
    "answer_to_a_clinician", "retitle",
)  # fmt: skip
RUNS, DRAWS = 7, 20
POPULATION, GENERATIONS = 200, 200
SEEDS = (1, 2, 3)


def seconds(task: Callable[[], object]) -> tuple[float, object]:
    start = time.perf_counter()
    done = task()
    return time.perf_counter() - start, done


def tried(given: Moves) -> tuple[set[int], float]:
    """Make and diagnose every combination; give the bits of the best ones, and the seconds of diagnosing alone."""
    before = {f.id: f.answer for f in ll.diagnose(given.role).findings}
    made, diagnosing, rows, kept = [given.role], 0.0, [], []
    for bits in range(1 << len(given)):
        if bits:
            # A role with one move fewer is there already: make the last move on it.
            last = bits.bit_length() - 1
            role = made[bits ^ 1 << last]
            changed = given[last].change(role)
            made.append(role.with_(changed) if changed else role)
        chosen = [move for place, move in enumerate(given) if bits >> place & 1]
        if next(given.faults(move.id for move in chosen), None):
            continue
        start = time.perf_counter()
        after = {f.id: f.answer for f in ll.diagnose(made[bits]).findings}
        diagnosing += time.perf_counter() - start
        if any(is_worse(before[check], after[check]) for check in after):
            continue
        agreement = 0
        for move in chosen:
            agreement |= agreement_bits(move.cost.agreement)
        closed = sum(closes(before[check], after[check]) for check in after)
        spent = [sum(hundredths(getattr(m.cost, name)) for m in chosen) for name in ("hours", "pounds")]
        rows.append((*spent, agreement, 0, 0, closed))
        kept.append(bits)
    _, place = front(Rows(*np.array(rows, np.int64).T), last=True)
    return {bits for bits, it in zip(kept, place, strict=True) if it >= 0}, diagnosing


def beside_trying_all(given: Moves) -> None:
    ours = []
    for _ in range(RUNS):
        taken, found = seconds(lambda: frontier(given.role, given))
        ours.append(taken)
    searched = {bits for row in range(len(found)) for bits in found._found.combinations(row)}
    whole, (best, diagnosing) = seconds(lambda: tried(given))
    ours = statistics.median(ours)
    print(
        f"{len(given)} moves, {1 << len(given):,} combinations, {len(best)} best; the same found: {searched == best}"
    )
    times = f"searched {ours * 1000:.0f} ms (median of {RUNS}), every one made and diagnosed {whole:.0f} s"
    print(f"  {times}, ratio {whole / ours:,.0f}")
    print(f"  of that, diagnosing alone {diagnosing:.0f} s, ratio {diagnosing / ours:,.0f}")


def ordinary() -> None:
    """Search twenty moves drawn from those of each case, and all of them."""
    taken = []
    for case in ll.cases.ids:
        role = ll.load_role(case)
        offered = moves(role)
        for seed in range(DRAWS):
            some = offered[random.Random(seed).sample(offered.ids, 20)]
            taken.append(seconds(lambda role=role, some=some: frontier(role, some))[0])
    middle, slow = statistics.median(taken), max(taken)
    print(f"20 moves of a case, {len(taken)} draws: median {middle * 1000:.0f} ms, slowest {slow * 1000:.0f} ms")
    every = {case: seconds(lambda case=case: frontier(ll.load_role(case))) for case in ll.cases.ids}
    slowest = max(every, key=lambda case: every[case][0])
    taken_, found = every[slowest]
    print(f"all moves of a case, slowest: {slowest}, {found.summary}, {taken_ * 1000:.0f} ms")


def beside_evolution(given: Moves) -> None:
    try:
        from pymoo.algorithms.moo.nsga2 import NSGA2
        from pymoo.core.problem import Problem
        from pymoo.operators.crossover.pntx import TwoPointCrossover
        from pymoo.operators.mutation.bitflip import BitflipMutation
        from pymoo.operators.sampling.rnd import BinaryRandomSampling
        from pymoo.optimize import minimize
    except ImportError:
        print("evolutionary search: left out, pymoo is not here (pip install pymoo)")
        return
    answers = tables(given.role, list(given))
    hours, pounds = (np.array([hundredths(getattr(m.cost, name)) for m in given]) for name in ("hours", "pounds"))
    pairs = [[given.ids.index(move) for move in pair] for pair in given.conflicts]
    needs = [[given.ids.index(move) for move in pair] for pair in given.requirements]

    class Redesign(Problem):
        def __init__(self):
            super().__init__(n_var=len(given), n_obj=3, n_ieq_constr=1, vtype=bool)

        def _evaluate(self, x, out, *args, **kwargs):
            bits = x.astype(np.int64)
            closed, faults = np.zeros(len(bits), np.int64), np.zeros(len(bits), np.int64)
            for table in answers:
                places = (bits[:, move] << place for place, move in enumerate(table.moves))
                index = sum(places, np.zeros(len(bits), np.int64))
                closed += np.array(table.closed)[index]
                faults += np.array(table.worse)[index]
            for one, other in pairs:
                faults += bits[:, one] & bits[:, other]
            for one, other in needs:
                faults += bits[:, one] & (1 - bits[:, other])
            out["F"] = np.column_stack([bits @ hours, bits @ pounds, -closed])
            out["G"] = faults[:, None]

    costs = ["hours", "pounds"]
    seconds(lambda: frontier(given.role, given, costs=costs))
    ours, found = seconds(lambda: frontier(given.role, given, costs=costs))
    mine = {(int(h), int(p), -int(c)) for h, p, c in zip(*(found._found.rows[i] for i in (0, 1, 5)), strict=True)}
    for seed in SEEDS:
        algorithm = NSGA2(
            pop_size=POPULATION,
            sampling=BinaryRandomSampling(),
            crossover=TwoPointCrossover(),
            mutation=BitflipMutation(),
            eliminate_duplicates=True,
        )
        taken, result = seconds(
            lambda algorithm=algorithm, seed=seed: minimize(Redesign(), algorithm, ("n_gen", GENERATIONS), seed=seed)
        )
        theirs = {tuple(map(int, row)) for row in np.atleast_2d(result.F)}
        _print_evolution(found, ours, mine, seed, taken, theirs)


def _print_evolution(found: Frontier, ours: float, mine: set, seed: int, taken: float, theirs: set) -> None:
    def beats(one: tuple, other: tuple) -> bool:
        return one != other and all(a <= b for a, b in zip(one, other, strict=True))

    beaten = sum(any(beats(a, b) for a in mine) for b in theirs)
    better = sum(any(beats(b, a) for b in theirs) for a in mine)
    print(f"{len(found.moves)} moves, NSGA-II with {POPULATION} x {GENERATIONS} trials, seed {seed}:")
    it = f"it finds {len(mine & theirs)} in {taken:.1f} s, ratio {taken / ours:,.0f}"
    print(f"  we find all {len(mine)} best points in {ours * 1000:.0f} ms, {it}")
    print(f"  of its {len(theirs)} points {beaten} are beaten by ours, of ours {better} by its")


if __name__ == "__main__":
    offered = moves(ll.load_role(CASE))
    beside_trying_all(offered[list(TWELVE)])
    ordinary()
    beside_evolution(offered[random.Random(1).sample(offered.ids, 20)])
    beside_evolution(offered)
