"""Attack: what can be worked out from everything that a workshop ever showed.

`support` is exact for adding and subtracting. Of people it asks what follows where no one changed an answer between two
rounds, so that the same person counts the same in both; of answers, each a person with the round it was given in, what
follows where anyone may have changed theirs. A rule has to stand both. `bounds` enumerates every world that fits what was shown.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations, product


def support(shown: Iterable[frozenset], smallest: int) -> frozenset | None:
    """Return fewer than `smallest` people whose answers some sum of the shown tables gives; None if there are none.

    People who are in the same shown sets cannot be told apart: they form an atom. A combination of tables that speaks
    of few people is a vector in the span of the sets that is zero outside a few atoms.
    """
    sets = [one for one in dict.fromkeys(shown) if one]
    atoms: dict[tuple, set] = {}
    for person in frozenset().union(*sets):
        atoms.setdefault(tuple(person in one for one in sets), set()).add(person)
    keys = [key for key, people in atoms.items() if len(people) < smallest]
    every = list(atoms)
    rows = [[Fraction(key[i]) for key in every] for i in range(len(sets))]
    whole = rank(rows)
    for count in range(1, len(keys) + 1):
        for few in combinations(keys, count):
            people = frozenset().union(*(atoms[key] for key in few))
            if len(people) >= smallest:
                continue
            outside = [[row[j] for j, key in enumerate(every) if key not in few] for row in rows]
            # Fewer dimensions are left outside: some combination vanishes there and speaks of these people alone.
            if rank(outside) < whole:
                return people
    return None


def bounds(people: Sequence, tables: Sequence[tuple[frozenset, Sequence[int]]], targets: Sequence[frozenset]) -> dict:
    """Return, for each target, the lowest and highest count of each category over all worlds that fit the tables."""
    categories = range(len(tables[0][1]))
    wanted = [([people.index(p) for p in who], list(table)) for who, table in tables]
    found: dict = {}
    for world in product(categories, repeat=len(people)):
        if any([sum(world[i] == c for i in who) for c in categories] != table for who, table in wanted):
            continue
        for target in targets:
            for c in categories:
                n = sum(world[people.index(p)] == c for p in target)
                low, high = found.get((target, c), (n, n))
                found[target, c] = min(low, n), max(high, n)
    return {target: [found[target, c] for c in categories] for target in targets}


def rank(rows: list[list[Fraction]]) -> int:
    rows, done = [row[:] for row in rows], 0
    for column in range(len(rows[0]) if rows and rows[0] else 0):
        pivot = next((i for i in range(done, len(rows)) if rows[i][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        for i in range(done + 1, len(rows)):
            factor = rows[i][column] / rows[done][column]
            rows[i] = [a - factor * b for a, b in zip(rows[i], rows[done], strict=True)]
        done += 1
    return done
