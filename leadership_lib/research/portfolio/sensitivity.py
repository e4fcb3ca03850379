"""Sensitivity: how far a ranking, or a weakest feature, depends on how it was counted.

Nobody knows how much each check ought to count, nor what is behind a fact that is not stated. So both are drawn many
times over: each check gets a weight at random, what is not stated counts for anything between *not met* and *met*,
and it is counted in how many of these weightings a claim still holds. A claim that holds in 97 % of them is about the
roles; one that holds in 60 % is about the counting.

The weights are drawn one check at a time, alike and apart from one another. In a draw, what is not stated counts the
same for every role: it stands for a rule of counting, which is what an analyst chooses.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor
from numbers import Real
from typing import TYPE_CHECKING, Any

from leadership_lib.core.errors import Problem, near_misses
from leadership_lib.core.html import table, tag, wrap
from leadership_lib.diagnosis.comparison import Comparison
from leadership_lib.diagnosis.diagnosis import WORTH, Diagnosis, diagnose
from leadership_lib.framework import concepts
from leadership_lib.research.agreement.resampling import whole
from leadership_lib.research.portfolio.loading import diagnose_roles
from leadership_lib.research.portfolio.portfolio import Portfolio
from leadership_lib.research.portfolio.weighting import Draws, equal_weights
from leadership_lib.role.role import Role

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

#: How many roles are reckoned at once, how many are ranked at most, and how many claims are shown.
_BATCH, MOST_RANKED, SHOWN = 250, 500, 30
_EVEN = 1e-12


def percent(share: float) -> str:
    """Give a share in per cent; all and none are said only of all and none.

    Examples
    --------
    >>> percent(0.9996), percent(0.974), percent(1.0)
    ('99 %', '97 %', '100 %')
    """
    whole = round(share * 100)
    whole = min(whole, 99) if share < 1 else whole
    return f"{max(whole, 1) if share > 0 else whole} %"


@dataclass(frozen=True, repr=False)
class Sensitivity:
    """In how many weightings each claim holds.

    Attributes
    ----------
    claims : pandas.DataFrame
        ``about`` (a role's id), ``claim``; ``holds``, the share of weightings in which it does, with ``low`` and
        ``high``, between which that share lies given so many draws; ``as_not_met`` and ``as_met``, the share where
        all that is not stated counts as not met, or as met.
    ranks : pandas.DataFrame or None
        For a ranking: ``role``, ``rank`` with equal weights, and ``low`` to ``high``, in which it stays in 95 %
        of the weightings.
    draws, seed, spread : int, int, float
        How the weights were drawn.
    """

    percent = staticmethod(percent)

    claims: pd.DataFrame
    ranks: pd.DataFrame | None
    draws: int
    seed: int
    spread: float

    @property
    def sentences(self) -> tuple[str, ...]:
        """Each claim with how far it holds, in a sentence."""
        return tuple(self._said(row) for row in self.claims.itertuples(index=False))

    def _said(self, row: Any) -> str:
        about = f"{row.about}: " if row.about else ""
        bounds = "" if row.as_not_met == row.holds == row.as_met else f" ({self._where(row)})"
        return f"{about}{row.claim}: holds in {percent(row.holds)} of {self.draws:,} weightings{bounds}."

    @staticmethod
    def _where(row: Any) -> str:
        where = "where what is not stated counts as not met"
        return f"{percent(row.as_not_met)} {where}, {percent(row.as_met)} where as met"

    def __repr__(self) -> str:
        said = self.sentences
        more = [f"and {len(said) - SHOWN:,} more"] if len(said) > SHOWN else []
        return "\n".join([*said[:SHOWN], *more]) if said else "There is nothing to claim: all stand level."

    def _repr_html_(self) -> str:
        rows = [
            [
                *([row.about] if row.about else ["all"]),
                row.claim,
                *map(percent, (row.holds, row.as_not_met, row.as_met)),
            ]
            for row in self.claims.head(SHOWN).itertuples(index=False)
        ]
        head = ["about", "claim", "holds in", "not stated counts as not met", "not stated counts as met"]
        caption = f"How far claims hold over {self.draws:,} weightings of the checks"
        note = "Weights are drawn at random: this says how far a claim depends on counting, not how true it is."
        return wrap(table(head, rows, caption), tag("p", note))


def _titles() -> list[str]:
    return [feature.title for feature in concepts.load("features")]


def sensitivity(
    subject: Any, feature: str | None = None, *, draws: int = 2000, seed: int = 1, spread: float = 1.0
) -> Sensitivity:
    """Tell how far claims depend on how checks are weighted and on how *not stated* is counted.

    Parameters
    ----------
    subject
        - A diagnosis or a role: which feature is the weakest.
        - A comparison: which features rose or fell.
        - Many roles (anything `diagnose_roles` takes): which feature is the weakest, on average and in each role;
          with `feature`, how the roles rank in it.
    feature
        The id of a feature, to rank roles in it. There is no ranking over all features: there is no total score.
    draws
        How many weightings.
    seed
        Where the random numbers start.
    spread
        How far weights differ: their standard deviation, where their mean is 1. At 1 every set of weights is as
        likely as any other; 0.3 says that checks count about the same.

    Returns
    -------
    Sensitivity

    Examples
    --------
    >>> import leadership_lib as ll
    >>> from leadership_lib.research.portfolio import sensitivity
    >>> sensitivity(ll.Role(), draws=100)
    There is nothing to claim: all stand level.
    """
    draws, seed = whole("draws", draws, 100), whole("seed", seed, 0)
    if not isinstance(spread, Real) or not 0.01 <= spread <= 3:
        raise Problem(f"spread is {spread!r}. Allowed is a number from 0.01 (all checks count alike) to 3.")
    drawn = Draws.make(draws, seed, spread)
    ranks = None
    if isinstance(subject, Comparison):
        if feature is not None:
            raise Problem("A ranking needs many roles; a comparison has two versions of one. Leave the feature out.")
        rows = list(_risen(subject, drawn))
    elif isinstance(subject, Diagnosis | Role):
        if feature is not None:
            raise Problem("A ranking needs many roles: give a mapping of ids to roles.")
        found = subject if isinstance(subject, Diagnosis) else diagnose(subject)
        rows = list(_weakest(("",), _of_diagnosis(found), drawn, average=False))
    else:
        many = subject if isinstance(subject, Portfolio) else diagnose_roles(subject)
        if not len(many):
            raise Problem("There are no roles to compare.")
        worth = many.codes[:, :, 1] / 2, many.codes[:, :, 2] / 2
        if feature is None:
            rows = list(_weakest(many.ids, worth, drawn, average=len(many) > 1))
        else:
            rows, ranks = _ranking(many.ids, worth, drawn, feature)
    return Sensitivity(_claims(rows, draws), ranks, draws, seed, spread)


def _of_diagnosis(diagnosis: Diagnosis) -> tuple[np.ndarray, np.ndarray]:
    import numpy as np

    ends = []
    for outcome in (finding.verdict.outcome for finding in diagnosis.findings):
        unknown = outcome.answer == "not stated"
        ends.append((0.0, 1.0) if unknown else (WORTH[outcome.at_least], WORTH[outcome.at_most]))
    lower, upper = np.array(ends, float).T
    return lower[None, :], upper[None, :]


def _claims(rows: list[tuple[Any, ...]], draws: int) -> pd.DataFrame:
    import numpy as np
    import pandas as pd

    from leadership_lib.research.agreement.wilson import wilson

    frame = pd.DataFrame(rows, columns=["about", "claim", "holds", "as_not_met", "as_met"])
    share = frame["holds"].to_numpy(float)
    low, high = wilson(np.round(share * draws), np.full(len(frame), draws))
    frame.insert(3, "low", low)
    frame.insert(4, "high", high)
    return frame


def _weakest(
    ids: tuple[str, ...], worth: tuple[np.ndarray, np.ndarray], drawn: Draws, average: bool
) -> Iterator[tuple[Any, ...]]:
    """Claim which feature is the weakest: on average first, then role by role."""
    import numpy as np

    base = equal_weights(worth)
    if average:
        # The mean of the roles' shares is the share of the mean role, whatever the weights.
        mean = worth[0].mean(axis=0, keepdims=True), worth[1].mean(axis=0, keepdims=True)
        yield from _lowest((f"the {len(ids):,} roles on average",), mean, base.mean(axis=0, keepdims=True), drawn)
    for start in range(0, len(ids), _BATCH):
        part = slice(start, start + _BATCH)
        yield from _lowest(ids[part], (worth[0][part], worth[1][part]), np.asarray(base[part]), drawn)


def _lowest(
    ids: tuple[str, ...], worth: tuple[np.ndarray, np.ndarray], base: np.ndarray, drawn: Draws
) -> Iterator[tuple[Any, ...]]:
    import numpy as np

    lowest = base <= base.min(axis=1, keepdims=True) + _EVEN
    shares = []
    for scores in drawn.ways(worth):
        named = np.where(lowest[None], scores, np.inf).min(axis=2)
        others = np.where(lowest[None], np.inf, scores).min(axis=2)
        shares.append((named <= others + _EVEN).mean(axis=0))
    titles = _titles()
    for place, key in enumerate(ids):
        names = [title for title, low in zip(titles, lowest[place], strict=True) if low]
        if len(names) < len(titles):
            claim = f"{' or '.join(names)} is the weakest feature"
            yield (key, claim, *(float(share[place]) for share in shares))


def _risen(comparison: Comparison, drawn: Draws) -> Iterator[tuple[Any, ...]]:
    before, after = map(_of_diagnosis, (comparison.before, comparison.after))
    base = (equal_weights(after) - equal_weights(before))[0]
    moved = [new - old for old, new in zip(drawn.ways(before), drawn.ways(after), strict=True)]
    for place, title in enumerate(_titles()):
        if abs(base[place]) > _EVEN:
            sign = 1 if base[place] > 0 else -1
            shares = (float((sign * change[:, 0, place] > _EVEN).mean()) for change in moved)
            yield ("", f"{title} {'rose' if sign > 0 else 'fell'}", *shares)


def _ranking(
    ids: tuple[str, ...], worth: tuple[np.ndarray, np.ndarray], drawn: Draws, feature: str
) -> tuple[list[tuple[Any, ...]], pd.DataFrame]:
    """Rank roles in one feature; claim each step of the ladder, and its top and foot."""
    import numpy as np
    import pandas as pd

    known = concepts.load("features").ids
    if feature not in known:
        raise Problem(f"There is no feature {feature!r}: {near_misses(feature, known)}")
    if len(ids) > MOST_RANKED:
        raise Problem(
            f"{len(ids):,} roles are too many to rank; up to {MOST_RANKED} make a ranking that can be read."
        )
    which = known.index(feature)
    title = _titles()[which]
    base = equal_weights(worth)[:, which]
    order = np.argsort(-base, kind="stable")
    ways = [scores[:, :, which] for scores in drawn.ways(worth)]
    rows: list[tuple[Any, ...]] = []

    def claim(said: str, holds: Any) -> None:
        rows.append(("", said, *(float(np.mean(holds(way))) for way in ways)))

    for end, sign in (("highest", 1), ("lowest", -1)):
        best = (sign * base) >= (sign * base).max() - _EVEN
        if best.sum() < len(ids):
            names = " or ".join(key for key, is_best in zip(ids, best, strict=True) if is_best)
            claim(
                f"{names} stands {end} in {title}",
                lambda way, best=best, sign=sign: (
                    (sign * way)[:, best].max(axis=1) >= (sign * way)[:, ~best].max(axis=1) - _EVEN
                ),
            )
    for above, below in pairwise(order):
        if base[above] > base[below] + _EVEN:
            claim(
                f"{ids[above]} stands above {ids[below]} in {title}",
                lambda way, a=above, b=below: way[:, a] > way[:, b] + _EVEN,
            )
    drawn_ranks = _ranks(ways[0])
    low, high = np.quantile(drawn_ranks, [0.025, 0.975], axis=0)
    frame = pd.DataFrame(
        {
            "role": [ids[place] for place in order],
            "rank": _ranks(base[None])[0][order],
            "low": [floor(low[place]) for place in order],
            "high": [ceil(high[place]) for place in order],
        }
    )
    return rows, frame


def _ranks(scores: np.ndarray) -> np.ndarray:
    """Give ranks, 1 for the highest; those that stand level share the better rank."""
    import numpy as np

    rounded = np.round(scores, 12)
    ranks = np.empty(rounded.shape, int)
    for row, values in enumerate(rounded):
        ranks[row] = np.searchsorted(np.sort(-values), -values, side="left") + 1
    return ranks
