"""Patterns over many roles: which checks fail together, which features are bought with one another."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from leadership_lib.core.errors import Problem, near_misses
from leadership_lib.diagnosis import checks
from leadership_lib.framework import concepts
from leadership_lib.research.agreement.wilson import wilson
from leadership_lib.research.portfolio.batches import UNSTATED
from leadership_lib.research.portfolio.intervals import FEWEST, Options, bootstrap

if TYPE_CHECKING:
    import pandas as pd

#: Above so many roles, pairs of roles are looked at in a seeded sample.
MOST = 2000

_FAILS = {"not met": 0, "partly": 1, "not stated": 3}


def fails_together(codes: np.ndarray, fails: tuple[str, ...], options: Options) -> pd.DataFrame:
    """Count for every two checks the roles that fail both, over the roles that answer both.

    ``together`` is the share of those that fail both among those that fail either, with Wilson's interval; it is high
    for two checks that nearly every role fails. ``beyond_chance`` is the share of roles that fail both, less what two
    checks without anything in common would give, with a bootstrapped interval; it is NaN where all or no role fails
    one of them. ``shared_facts`` says what both checks read: two that read the same fact fail together because
    of how they were made.
    """
    import pandas as pd

    if isinstance(fails, str) or not fails or any(answer not in _FAILS for answer in fails):
        wrong = fails if isinstance(fails, str) else next((a for a in fails if a not in _FAILS), "nothing")
        raise Problem(f"fails is a list of answers, and {wrong!r} will not do: {near_misses(wrong, _FAILS)}")
    asked = tuple(checks.load())
    answers = codes[:, :, 0]
    wanted = [_FAILS[answer] for answer in fails]
    failed = np.isin(answers, wanted)
    known = (answers != UNSTATED) | failed
    f, k = failed.astype(float), known.astype(float)
    n, both, first = k.T @ k, f.T @ f, f.T @ k
    pairs = list(combinations(range(len(asked)), 2))
    one, two = np.array(pairs).T
    counts = np.stack([n[one, two], first[one, two], first[two, one], both[one, two]], axis=1)
    beyond = _beyond(counts, options)
    rows = []
    for (i, j), (known_by, fails_one, fails_two, fails_both), more in zip(
        pairs, counts.astype(int), beyond, strict=True
    ):
        shared = "; ".join(fact for fact in asked[i].reads if fact in asked[j].reads)
        either = fails_one + fails_two - fails_both
        rows.append((asked[i].id, asked[j].id, known_by, fails_one, fails_two, fails_both, either, *more, shared))
    columns = ["first", "second", "roles", "first_fails", "second_fails", "both", "either"]
    frame = pd.DataFrame(rows, columns=[*columns, "beyond_chance", "beyond_low", "beyond_high", "shared_facts"])
    fail_both, fail_either = (frame[name].to_numpy(float) for name in ("both", "either"))
    low, high = wilson(fail_both, fail_either, options.confidence)
    with np.errstate(invalid="ignore", divide="ignore"):
        together = fail_both / fail_either
    for place, (name, values) in enumerate({"together": together, "low": low, "high": high}.items(), 7):
        frame.insert(place, name, values)
    order = ["low", "both", "first", "second"]
    return frame.sort_values(order, ascending=[False, False, True, True], ignore_index=True)


def _beyond(counts: np.ndarray, options: Options) -> np.ndarray:
    """Give for every pair how much more often both fail than by chance, and its interval.

    The roles of a pair are of four kinds (both fail, one, the other, none), so to draw roles is to draw four counts.
    """
    n, first, second, both = counts.T
    with np.errstate(invalid="ignore", divide="ignore"):
        found = np.where((first % n > 0) & (second % n > 0), both / n - first * second / n**2, np.nan)
    result = np.full((len(counts), 3), np.nan)
    result[:, 0] = found
    kinds = np.stack([both, first - both, second - both, n - first - second + both], axis=1)
    some = np.flatnonzero(~np.isnan(found) & (n >= FEWEST))
    generator = np.random.default_rng(options.seed)
    tail = (1 - options.confidence) / 2
    for start in range(0, len(some), 100):
        part = some[start : start + 100]
        shares = (kinds[part] / n[part, None])[:, None, :]
        drawn = generator.multinomial(n[part, None].astype(int), shares, size=(len(part), options.resamples))
        whole = n[part, None]
        again = drawn[..., 0] / whole - (drawn[..., 0] + drawn[..., 1]) * (drawn[..., 0] + drawn[..., 2]) / whole**2
        result[part, 1:] = np.quantile(again, [tail, 1 - tail], axis=1).T
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
    import pandas as pd

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
    """Give 1 where the row's role stands above the column's, -1 where below, 0 where bounds do not decide."""
    above = (lower[:, None] > upper[None, :]).astype(float)
    return above - above.T


def _balance(kinds: np.ndarray, drawn: np.ndarray) -> np.ndarray:
    signs = _above(kinds[:, 0], kinds[:, 1]) * _above(kinds[:, 2], kinds[:, 3])
    net = ((drawn @ signs) * drawn).sum(axis=1)
    decided = ((drawn @ np.abs(signs)) * drawn).sum(axis=1)
    return net / decided
