"""Sensitivity: how far a ranking, or a weakest feature, depends on how it was counted.

Nobody knows how much each check ought to count, nor what is behind a fact that is not stated. So both are drawn many
times over: each check gets a weight at random, what is not stated counts for anything between *not met* and *met*,
and it is counted in how many of these weightings a claim still holds. A claim that holds in 97 % of them is about the
roles; one that holds in 60 % is about the counting. Where nothing is settled, nothing is
claimed, and that is said.

The weights are drawn one check at a time, alike and apart from one another. In a draw, what is not stated counts the
same for every role: it stands for a rule of counting, which is what an analyst chooses.
"""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import compress, pairwise
from numbers import Real
from typing import Any, Self, TypeAlias

import numpy as np
import pandas as pd

from leadership_lib.core.errors import Problem, one_of, whole
from leadership_lib.core.html import table, tag, wrap
from leadership_lib.core.text import joined
from leadership_lib.diagnosis import checks
from leadership_lib.diagnosis.comparison import Comparison
from leadership_lib.diagnosis.diagnosis import Diagnosis, diagnose
from leadership_lib.framework import concepts
from leadership_lib.research.agreement.wilson import wilson
from leadership_lib.research.portfolio.frames import coded, places, shares, worth
from leadership_lib.research.portfolio.loading import diagnose_roles
from leadership_lib.role.role import Role

#: What each check of each role is worth, 0 to 1, where what is open counts as not met, and as met; NaN where the
#: check does not apply.
Worth: TypeAlias = tuple[np.ndarray, np.ndarray]

#: Whom it is about, what is claimed, and in which shares of weightings it holds, as `Draws.ways` counts them.
Claim: TypeAlias = tuple[str | float, ...]

#: How many roles are reckoned at once (more, and threads wait for one another), how many are ranked at most, and how
#: many claims are shown.
_BATCH, MOST_RANKED, SHOWN = 8, 500, 30
_EVEN = 1e-12


def percent(share: float) -> str:
    """Write a share in per cent; all and none are said only of all and none.

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
    unknown : tuple of str
        Of what nothing is settled, so that nothing is claimed of it.
    """

    percent = staticmethod(percent)

    claims: pd.DataFrame
    ranks: pd.DataFrame | None
    draws: int
    seed: int
    spread: float
    unknown: tuple[str, ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """Each claim with how far it holds, in a sentence."""
        return tuple(self._said(row) for row in self.claims.itertuples(index=False))

    def _said(self, row: Any) -> str:
        about, bounds = f"{row.about}: " if row.about else "", ""
        if not row.as_not_met == row.holds == row.as_met:
            where = "where what is not stated counts as not met"
            bounds = f" ({percent(row.as_not_met)} {where}, {percent(row.as_met)} where as met)"
        return f"{about}{row.claim}: holds in {percent(row.holds)} of {self.draws:,} weightings{bounds}."

    def __repr__(self) -> str:
        said = self.sentences
        more = [f"and {len(said) - SHOWN:,} more"] if len(said) > SHOWN else []
        left = [self._left] if self.unknown else [] if said else ["There is nothing to claim: all stand level."]
        return "\n".join([*said[:SHOWN], *more, *left])

    @property
    def _left(self) -> str:
        """Of what nothing is settled, in a sentence."""
        more = [f"{len(self.unknown) - SHOWN:,} more"] if len(self.unknown) > SHOWN else []
        return f"Nothing is settled, and so nothing is claimed, of {joined([*self.unknown[:SHOWN], *more])}."

    def _repr_html_(self) -> str:
        rows = [
            [row.about or "all", row.claim, *map(percent, (row.holds, row.as_not_met, row.as_met))]
            for row in self.claims.head(SHOWN).itertuples(index=False)
        ]
        head = ["about", "claim", "holds in", "not stated counts as not met", "not stated counts as met"]
        caption = f"How far claims hold over {self.draws:,} weightings of the checks"
        note = "Weights are drawn at random: this says how far a claim depends on counting, not how true it is."
        return wrap(table(head, rows, caption), tag("p", self._left) if self.unknown else "", tag("p", note))


@dataclass(frozen=True)
class Draws:
    """Weights of the checks, one row a draw, and what the not stated counts for in it."""

    weights: np.ndarray
    counts: np.ndarray

    @classmethod
    def from_seed(cls, draws: int, seed: int, spread: float) -> Self:
        """Draw weights and counts."""
        generator = np.random.default_rng(seed)
        # Gamma weights of mean 1 whose spread is as asked for; with a spread of 1 every set of shares is as likely.
        shape = 1 / spread**2
        return cls(generator.gamma(shape, 1 / shape, size=(draws, len(checks.load()))), generator.random(draws))

    def ends(self, given: Worth) -> tuple[np.ndarray, np.ndarray]:
        """Compute the shares met with all that is open counted as not met, and as met: features x roles x draws."""
        out = np.empty((2, len(places()), len(given[0]), len(self.weights)))
        for number, place in enumerate(places().values()):
            weights, asked = np.ascontiguousarray(self.weights[:, place].T), 1.0 - np.isnan(given[0][:, place])
            total = asked @ weights
            # Where none of a feature's checks applies, its share may be anything, as in `Bounds`.
            for end, worths, empty in zip(out, given, (0.0, 1.0), strict=True):
                np.matmul(np.nan_to_num(worths[:, place]), weights, out=end[number])
                np.divide(end[number], total, out=end[number], where=total > 0)
                end[number][total <= 0] = empty
        return out[0], out[1]

    def ways(self, given: Worth) -> Iterator[np.ndarray]:
        """Go through the shares with the not stated counted as drawn, as not met, and as met."""
        least, most = self.ends(given)
        yield least + self.counts * (most - least)
        yield least
        yield most


def ends(given: Worth) -> tuple[np.ndarray, np.ndarray]:
    """Compute the bounds with equal weights: roles x features, twice."""
    return shares(given[0], 0.0), shares(given[1], 1.0)


def equal_weights(given: Worth) -> np.ndarray:
    """Compute the middle of the bounds with equal weights: roles x features."""
    lower, upper = ends(given)
    return (lower + upper) / 2


def known(given: Worth) -> np.ndarray:
    """Tell in which features anything is settled, so that not everything can still turn out: roles x features."""
    lower, upper = ends(given)
    return (lower > 0) | (upper < 1)


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
    >>> ll.sensitivity(ll.Role(), draws=100)
    Nothing is settled, and so nothing is claimed, of Purpose, Influence, Clarity, Autonomy and Fairness.
    """
    draws, seed = whole("draws", draws, 100), whole("seed", seed, 0)
    if not isinstance(spread, Real) or not 0.01 <= spread <= 3:
        raise Problem(f"spread is {spread!r}. Allowed is a number from 0.01 (all checks count alike) to 3.")
    drawn = Draws.from_seed(draws, seed, spread)
    ranks, unknown = None, ()
    if feature is not None and isinstance(subject, Comparison | Diagnosis | Role):
        raise Problem("A ranking needs many roles, such as a mapping of ids to roles. Of one, leave the feature out.")
    if isinstance(subject, Comparison):
        rows = list(_risen(subject, drawn))
    elif isinstance(subject, Diagnosis | Role):
        one = _worth(subject)
        rows, unknown = list(_weakest(("",), one, drawn)), _unknown(("",), one)
    else:
        many = diagnose_roles(subject)
        if not len(many):
            raise Problem("There are no roles to compare.")
        each = worth(many.codes[:, :, 1]), worth(many.codes[:, :, 2])
        if feature is None:
            rows, unknown = list(_weakest_of_many(many.ids, each, drawn)), _unknown(many.ids, each)
        else:
            rows, ranks, unknown = _ranking(many.ids, each, drawn, feature)
    return Sensitivity(_claims(rows, draws), ranks, draws, seed, spread, unknown)


def _worth(one: Diagnosis | Role) -> Worth:
    diagnosis = one if isinstance(one, Diagnosis) else diagnose(one)
    codes = np.array([coded(finding) for finding in diagnosis.findings])
    return worth(codes[None, :, 1]), worth(codes[None, :, 2])


def _unknown(ids: tuple[str, ...], given: Worth) -> tuple[str, ...]:
    """Name the features of which nothing is settled, role by role."""
    titles = concepts.load("features").titles.values()
    names = [[title for title, sure in zip(titles, row, strict=True) if not sure] for row in known(given)]
    return tuple(
        f"{key}: {joined(these)}" if key else joined(these) for key, these in zip(ids, names, strict=True) if these
    )


def _claims(rows: list[Claim], draws: int) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["about", "claim", "holds", "as_not_met", "as_met"])
    low, high = wilson(np.round(frame["holds"].to_numpy(float) * draws), np.full(len(frame), draws))
    frame.insert(3, "low", low)
    frame.insert(4, "high", high)
    return frame


def _weakest_of_many(ids: tuple[str, ...], given: Worth, drawn: Draws) -> Iterator[Claim]:
    """Claim which feature is the weakest: on average first, then role by role."""
    lower, upper = given
    if len(ids) > 1:
        # What each check is worth on average in the roles to which it applies.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # of a check that applies to none
            mean = np.nanmean(lower, axis=0, keepdims=True), np.nanmean(upper, axis=0, keepdims=True)
        yield from _weakest((f"the {len(ids):,} roles on average",), mean, drawn)
    yield from _weakest(ids, given, drawn)


def _weakest(ids: tuple[str, ...], given: Worth, drawn: Draws) -> Iterator[Claim]:
    # A feature of which nothing is settled is not called the weakest; the others are held against it all the same.
    sure = known(given)
    base = np.where(sure, equal_weights(given), np.inf)
    lowest = sure & (base <= base.min(axis=1, keepdims=True) + _EVEN)
    holds = np.empty((3, len(ids)))
    # Roles whose weakest features are the same are reckoned together, as many as fit where a processor is fast.
    kinds, kind = np.unique(lowest, axis=0, return_inverse=True)
    for number, weak in enumerate(kinds):
        if weak.all() or not weak.any():
            continue
        these = np.flatnonzero(kind.ravel() == number)
        for part in np.split(these, range(_BATCH, len(these), _BATCH)):
            for held, scores in zip(holds, drawn.ways((given[0][part], given[1][part])), strict=True):
                held[part] = (scores[weak].min(axis=0) <= scores[~weak].min(axis=0) + _EVEN).mean(axis=1)
    titles = concepts.load("features").titles.values()
    for place, key in enumerate(ids):
        names = [title for title, low in zip(titles, lowest[place], strict=True) if low]
        if 0 < len(names) < len(titles):
            claim = f"{' or '.join(names)} is the weakest feature"
            yield (key, claim, *(float(share[place]) for share in holds))


def _risen(comparison: Comparison, drawn: Draws) -> Iterator[Claim]:
    before, after = map(_worth, (comparison.before, comparison.after))
    base = (equal_weights(after) - equal_weights(before))[0]
    moved = [new - old for old, new in zip(drawn.ways(before), drawn.ways(after), strict=True)]
    for place, title in enumerate(concepts.load("features").titles.values()):
        if abs(base[place]) > _EVEN:
            sign = 1 if base[place] > 0 else -1
            holds = (float((sign * change[place, 0] > _EVEN).mean()) for change in moved)
            yield ("", f"{title} {'rose' if sign > 0 else 'fell'}", *holds)


def _ranking(
    ids: tuple[str, ...], given: Worth, drawn: Draws, feature: str
) -> tuple[list[Claim], pd.DataFrame, tuple[str, ...]]:
    """Rank roles in one feature; claim each step of the ladder, and its top and foot.

    A role of which nothing is settled has no place of its own; the others are held against it all the same.
    """
    features = concepts.load("features")
    one_of(feature, features.ids, f"There is no feature {feature!r}")
    if len(ids) > MOST_RANKED:
        raise Problem(
            f"{len(ids):,} roles are too many to rank; up to {MOST_RANKED} make a ranking that can be read."
        )
    which, title = features.ids.index(feature), features[feature].title
    sure = known(given)[:, which]
    base = equal_weights(given)[:, which]
    ways = [scores[which].T for scores in drawn.ways(given)]
    rows: list[Claim] = []

    def claim(said: str, above: Any, below: Any, sign: int, margin: float) -> None:
        """Claim that the best of some roles stands above the best of others, or with sign -1, the lowest below."""
        gaps = ((sign * way[:, above]).max(axis=1) - (sign * way[:, below]).max(axis=1) for way in ways)
        rows.append(("", f"{said} in {title}", *(float((gap > margin).mean()) for gap in gaps)))

    for end, sign in (("highest", 1), ("lowest", -1)) if sure.any() else ():
        best = sure & ((sign * base) >= (sign * base[sure]).max() - _EVEN)
        if not best.all():
            names = " or ".join(compress(ids, best))
            claim(f"{names} stands {end}", best, ~best, sign, -_EVEN)
    order = [place for place in np.argsort(-base, kind="stable") if sure[place]]
    for above, below in pairwise(order):
        if base[above] > base[below] + _EVEN:
            claim(f"{ids[above]} stands above {ids[below]}", [above], [below], 1, _EVEN)
    ranked, place = np.array(ids, dtype=object)[order], base[order][None]
    low, high = np.quantile(_ranks(ways[0][:, order]), [0.025, 0.975], axis=0)
    ladder = {"rank": _ranks(place)[0], "low": np.floor(low).astype(int), "high": np.ceil(high).astype(int)}
    return rows, pd.DataFrame({"role": ranked, **ladder}), tuple(compress(ids, ~sure))


def _ranks(scores: np.ndarray) -> np.ndarray:
    """Rank each row, 1 for the highest; those that stand level share the better rank."""
    return pd.DataFrame(-np.round(scores, 12)).rank(axis=1, method="min").to_numpy(int)
