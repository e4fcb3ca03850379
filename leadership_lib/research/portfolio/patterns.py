"""Patterns over many roles: which checks fail together, which features are bought with one another."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from statistics import mean

import numpy as np
import pandas as pd

from leadership_lib.core.errors import Problem, near_misses
from leadership_lib.core.text import counted
from leadership_lib.diagnosis import checks
from leadership_lib.framework import concepts
from leadership_lib.research.agreement.wilson import wilson
from leadership_lib.research.portfolio.frames import CODES, answered, objects, settled
from leadership_lib.research.portfolio.intervals import FEWEST, Options, bootstrap

#: Above so many roles, pairs of roles are looked at in a seeded sample.
MOST = 2000

#: An end of an interval below this is nought, however floats add up.
_NOUGHT = 1e-9

#: The answers that can count as failing; a question that does not arise is never failed.
_FAILS = ("not met", "partly", "not stated", "for you to judge")


def fails_together(codes: np.ndarray, fails: Iterable[str], options: Options) -> pd.DataFrame:
    """Count for every two checks the roles that fail both, over the roles that answer both.

    ``together`` is the share of those that fail both among those that fail either, with Wilson's interval; it is high
    for two checks that nearly every role fails. ``beyond_chance`` is the share of roles that fail both, less what two
    checks without anything in common would give, with a bootstrapped interval; it is NaN where all or no role fails
    one of them. ``shared_facts`` says what both checks read: two that read the same fact fail together because
    of how they were made.
    """
    if isinstance(fails, str):
        raise Problem(f'fails is a list of answers, such as fails=["not met"]; {fails!r} is no list.')
    wanted = tuple(fails) if isinstance(fails, Iterable) else ()
    wrong = [answer for answer in wanted if answer not in _FAILS] if wanted else [fails or "nothing"]
    if wrong:
        raise Problem(
            f"fails is a list of answers, and {wrong[0]!r} will not do: {near_misses(str(wrong[0]), _FAILS)}"
        )
    asked, answers = tuple(checks.load()), settled(codes)
    failed = np.isin(answers, [CODES[answer] for answer in wanted])
    f, k = failed.astype(float), (answered(answers) | failed).astype(float)
    one, two = np.triu_indices(len(asked), 1)
    roles, both, fails_if_known = (k.T @ k)[one, two], (f.T @ f)[one, two], f.T @ k
    first, second = fails_if_known[one, two], fails_if_known[two, one]
    either = first + second - both
    counts = {"roles": roles, "first_fails": first, "second_fails": second, "both": both, "either": either}
    low, high = wilson(both, either, options.confidence)
    with np.errstate(invalid="ignore", divide="ignore"):
        together = both / either
    beyond = _beyond(roles, first, second, both, options)
    reads, ids = [one.reads for one in asked], objects(checks.load().ids)
    pairs = [(reads[i], reads[j]) for i, j in zip(one, two, strict=True)]
    frame = pd.DataFrame(
        {
            "first": ids[one],
            "second": ids[two],
            **{name: count.astype(int) for name, count in counts.items()},
            "together": together,
            "low": low,
            "high": high,
            **dict(zip(("beyond_chance", "beyond_low", "beyond_high"), beyond, strict=True)),
            "shared_facts": ["; ".join(fact for fact in these if fact in those) for these, those in pairs],
        }
    )
    order = ["low", "both", "first", "second"]
    return frame.sort_values(order, ascending=[False, False, True, True], ignore_index=True)


def _beyond(n: np.ndarray, first: np.ndarray, second: np.ndarray, both: np.ndarray, options: Options) -> np.ndarray:
    """Compute for every pair how much more often both fail than by chance, and the two ends of its interval.

    The roles of a pair are of four kinds (both fail, one, the other, none), so to draw roles is to draw four counts.
    """
    result = np.full((3, len(n)), np.nan)
    with np.errstate(invalid="ignore", divide="ignore"):
        result[0] = np.where((first % n > 0) & (second % n > 0), both / n - first * second / n**2, np.nan)
    kinds = np.stack([both, first - both, second - both, n - first - second + both], axis=1)
    some = np.flatnonzero(~np.isnan(result[0]) & (n >= FEWEST))
    generator = np.random.default_rng(options.seed)
    for start in range(0, len(some), 100):
        part = some[start : start + 100]
        whole = n[part, None]
        shares = (kinds[part] / whole)[:, None, :]
        drawn = generator.multinomial(whole.astype(int), shares, size=(len(part), options.resamples))
        again = drawn[..., 0] / whole - (drawn[..., 0] + drawn[..., 1]) * (drawn[..., 0] + drawn[..., 2]) / whole**2
        result[1:, part] = np.quantile(again, options.tails, axis=1)
    return result


def trade_offs(lower: np.ndarray, upper: np.ndarray, options: Options) -> pd.DataFrame:
    """Compare every two roles in every two features, as far as bounds decide it.

    A role stands above another in a feature where its lower bound is above the other's upper bound: whatever is not
    stated may turn out. ``same`` counts the pairs of roles of which one stands above the other in both features,
    ``opposite`` those of which each stands above the other in one. ``balance`` is (same - opposite) / (same +
    opposite), which is Goodman and Kruskal's gamma over the pairs that are decided: -1 where one feature is always
    bought with the other, 1 where they always go together. ``middle`` is the same for the middles of the bounds, as
    if half of what is not stated were met, which decides more pairs and claims more than is known.

    References
    ----------
    Goodman, L. A. and Kruskal, W. H. (1954). Measures of association for cross classifications. Journal of the
    American Statistical Association 49:732-764.
    """
    features = concepts.load("features").ids
    if len(lower) > MOST:
        chosen = np.sort(np.random.default_rng(options.seed).choice(len(lower), MOST, replace=False))
        lower, upper = lower[chosen], upper[chosen]
    middle = (lower + upper) / 2
    n, rows = len(lower), []
    for i, j in combinations(range(len(features)), 2):
        pairs = n * (n - 1) // 2
        row: list[object] = [features[i], features[j], n, pairs]
        for ends in ((lower, upper), (middle, middle)):
            values = np.stack([end[:, place] for place in (i, j) for end in ends], axis=1)
            signs = _above(values[:, 0], values[:, 1]) * _above(values[:, 2], values[:, 3])
            same, opposite = int((signs > 0).sum()) // 2, int((signs < 0).sum()) // 2
            row += [same, opposite] if ends[0] is lower else []
            row += [(same - opposite) / (same + opposite) if same + opposite else np.nan]
            row += bootstrap(values, _balance, options)
        rows.append(row)
    columns = ["first", "second", "roles", "pairs", "same", "opposite", "balance", "low", "high"]
    return pd.DataFrame(rows, columns=[*columns, "middle", "middle_low", "middle_high"])


def _above(lower: np.ndarray, upper: np.ndarray) -> np.ndarray:
    """Return 1 where the row's role stands above the column's, -1 where below, 0 where bounds do not decide."""
    above = (lower[:, None] > upper[None, :]).astype(float)
    return above - above.T


def _balance(kinds: np.ndarray, drawn: np.ndarray) -> np.ndarray:
    signs = _above(kinds[:, 0], kinds[:, 1]) * _above(kinds[:, 2], kinds[:, 3])
    net = ((drawn @ signs) * drawn).sum(axis=1)
    decided = ((drawn @ np.abs(signs)) * drawn).sum(axis=1)
    return net / decided


@dataclass(frozen=True)
class Shuffled:
    """How many pairs of checks fail together beyond chance, here and where nothing binds them.

    Attributes
    ----------
    found : int
        The pairs of which the whole interval of ``beyond_chance`` lies above nought.
    shuffled : tuple of int
        The same for each shuffle.
    pairs : int
        The pairs that have an interval here.
    """

    found: int
    shuffled: tuple[int, ...]
    pairs: int

    @property
    def sentence(self) -> str:
        """Both in a sentence."""
        least, most = min(self.shuffled), max(self.shuffled)
        among = str(least) if least == most else f"{least} to {most}"
        average = f"{mean(self.shuffled):.1f} on average of {counted(len(self.shuffled), 'shuffle')}"
        return (
            f"Pairs whose whole interval lies above nought: {self.found} of {self.pairs}. "
            f"With the answers to each question shuffled among the roles: {among} ({average})."
        )

    def __repr__(self) -> str:
        return self.sentence


def shuffled(codes: np.ndarray, fails: Iterable[str], options: Options, shuffles: int) -> Shuffled:
    """Count the pairs that fail together beyond chance, and how many do where each check's answers are shuffled.

    Shuffling leaves every check with the answers that it has, and takes away whatever binds two checks. Where many
    pairs are looked at over few roles, it says better than the level of an interval how many to expect by chance.
    """
    generator = np.random.default_rng(options.seed)

    def counts(these: np.ndarray) -> tuple[int, int]:
        low = fails_together(these, fails, options)["beyond_low"]
        return int((low > _NOUGHT).sum()), int(low.notna().sum())

    def mixed() -> np.ndarray:
        return np.stack([codes[generator.permutation(len(codes)), place] for place in range(codes.shape[1])], axis=1)

    found, pairs = counts(codes)
    return Shuffled(found, tuple(counts(mixed())[0] for _ in range(shuffles)), pairs)
