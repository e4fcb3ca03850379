"""Suppression: what of people's answers may be shown, so that no one's can be worked out.

The rule in one sentence: **every set of people about whom a table is ever shown is a union of blocks, the blocks do
not overlap, and each has at least `smallest` people.** Whatever is then added and subtracted, between groups, totals
and rounds, speaks of a whole block or of nothing. It follows that

1. a round is shown once, when it is revealed; later answers to it are kept for their authors and counted nowhere;
2. groups too small to show are put together, and with the smallest of the others if they are still too few;
3. who is counted, and in which block, is settled at the first reveal; whoever comes later forms a block of their own
   once there are enough of them, and is not counted before;
4. who does not answer again keeps the answer given before, so no one can be found by having left; and where fewer
   than `smallest` of a block answered again, the whole block keeps what it showed, or the difference would be theirs;
5. "not sure" is an answer like any other, so a table always covers its whole block; where fewer than `smallest` gave
   a number, no numbers are shown, nor any block's for that item;
6. the room is shown by number, a block only by thirds (0 to 3, 4 to 6, 7 to 10).

So of a block's tables each holds at least `smallest` answers that are in none before it. Whatever is added and
subtracted, of the last table that takes part those answers remain.

What no threshold prevents is said at the door: where a whole group answers alike, the room sees what each of them
said.
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from itertools import count
from typing import Any, TypeVar

P = TypeVar("P", bound=Hashable)
V = TypeVar("V")

#: The fewest people whose answers are shown together; it may be raised, never lowered.
SMALLEST = 5

#: Low, middle and high: RAND/UCLA's thirds of 1 to 9, carried to 0 to 10.
THIRDS = ((0, 3), (4, 6), (7, 10))


def settle(groups: Mapping[P, str], before: Mapping[P, str] | None = None, smallest: int = SMALLEST) -> dict[P, str]:
    """Return the block of everyone who is counted.

    Parameters
    ----------
    groups
        The group of each person who has answered.
    before
        What this function returned at the reveal before this one; nothing at the first.
    smallest
        How few people a block may have.

    Examples
    --------
    >>> sorted(set(settle(dict(enumerate("ggggggggmmm"))).values()))
    ['g and m']
    """
    if before:
        newcomers = [person for person in groups if person not in before]
        # Never the name of a block that is there: that block would grow by people who can be counted.
        taken = set(before.values())
        later = next(name for number in count(2) if (name := f"came later ({number})") not in taken)
        return {**before, **(dict.fromkeys(newcomers, later) if len(newcomers) >= smallest else {})}
    if len(groups) < smallest:
        return {}
    together: list[str] = []
    people = 0
    for name, size in sorted(Counter(groups.values()).items(), key=lambda one: (one[1], one[0])):
        # The smallest come first: once those that were put together are enough, and what follows is, it stays apart.
        if size >= smallest and not 0 < people < smallest:
            break
        together.append(name)
        people += size
    label = " and ".join(sorted(together))
    return {person: label if group in together else group for person, group in groups.items()}


def renewed(
    answers: Mapping[P, Mapping[int, V]],
    block_of: Mapping[P, str],
    taken: Mapping[str, int],
    number: int,
    smallest: int = SMALLEST,
) -> tuple[dict[P, V], dict[str, int], int]:
    """Return the answer of everyone that counts, the round each block was last taken over in, and how many are new.

    Parameters
    ----------
    answers
        What each person answered, by round.
    block_of
        As `settle` returned it.
    taken
        What this function returned at the reveal before this one; nothing at the first.
    number
        The round that is revealed.
    smallest
        As `settle` had it.
    """
    fresh = Counter(block for person, block in block_of.items() if max(answers[person]) > taken.get(block, 0))
    over = {block: people for block, people in fresh.items() if people >= smallest}
    now = {**taken, **dict.fromkeys(over, number)}
    values = {
        person: answers[person][max(given for given in answers[person] if given <= now[block])]
        for person, block in block_of.items()
    }
    return values, now, sum(over.values())


def publish(
    values: Mapping[P, Mapping[str, int | None]],
    block_of: Mapping[P, str],
    items: Sequence[str],
    smallest: int = SMALLEST,
) -> dict[str, Any]:
    """Return all that may be shown of a round, ready for JSON.

    Parameters
    ----------
    values
        What each person in `block_of` answered, by item.
    block_of
        As `settle` returned it.
    items
        The ids of the items.
    smallest
        As `settle` had it.
    """
    if len(block_of) < smallest:
        return {"n": None, "blocks": [], "items": {}}
    sizes = Counter(block_of.values())
    labels = sorted(sizes) if len(sizes) > 1 else []
    shown = {}
    for item in items:
        given = {label: [values[p].get(item) for p, block in block_of.items() if block == label] for label in sizes}
        everyone = [value for some in given.values() for value in some]
        rated = sum(value is not None for value in everyone)
        apart = labels and all(sum(v is not None for v in given[label]) >= smallest for label in labels)
        shown[item] = {
            "unsure": len(everyone) - rated,
            "counts": [everyone.count(value) for value in range(11)] if rated >= smallest else None,
            "blocks": [thirds(given[label]) for label in labels] if apart else None,
        }
    return {"n": len(block_of), "blocks": [[label, sizes[label]] for label in labels], "items": shown}


def thirds(given: Sequence[int | None]) -> list[int]:
    """Count the answers of a block: low, middle, high, not sure.

    >>> thirds([0, 3, 4, 6, 7, 10, None])
    [2, 2, 2, 1]
    """
    low, middle, high = (sum(v is not None and a <= v <= b for v in given) for a, b in THIRDS)
    return [low, middle, high, len(given) - low - middle - high]


def median(counts: Sequence[int]) -> float:
    """Return the median of counts of 0 to 10."""
    values = [value for value, count in enumerate(counts) for _ in range(count)]
    half = len(values) // 2
    return float(values[half]) if len(values) % 2 else (values[half - 1] + values[half]) / 2
