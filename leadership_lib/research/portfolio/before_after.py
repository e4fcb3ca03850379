"""Before against after: what moved in many roles at once."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from leadership_lib.diagnosis import checks
from leadership_lib.research.agreement.wilson import wilson
from leadership_lib.research.portfolio.frames import (
    ANSWERS,
    CODES,
    answered,
    applies,
    bounds,
    objects,
    places,
)
from leadership_lib.research.portfolio.intervals import Options, mean_interval

#: What can become of an answer, in the words of `leadership_lib.diagnosis.comparison.Shift`.
DIRECTIONS = ("better", "worse", "clearer", "less clear", "now asked", "no longer asked", "same")


@dataclass(frozen=True, repr=False)
class BeforeAfter:
    """Roles before and after, matched by id.

    Attributes
    ----------
    checks : pandas.DataFrame
        One row a check: how many roles got better, worse, clearer (now known to be short), less clear or stayed the
        same, and of how many the question is asked only now or no longer; and the share that got better of those of
        which it is asked before and after, with Wilson's interval.
    features : pandas.DataFrame
        One row a feature: the mean of its lower and upper bounds before and after, and the mean change of both with
        bootstrapped intervals.
    moves : pandas.DataFrame
        One row a role and check that moved.
    unmatched : tuple of str
        Ids that only one of the two has; they are left out.
    """

    roles: tuple[str, ...]
    checks: pd.DataFrame
    features: pd.DataFrame
    moves: pd.DataFrame
    unmatched: tuple[str, ...]

    def __repr__(self) -> str:
        counts = {name: int(self.checks[name].sum()) for name in DIRECTIONS}
        moved = ", ".join(f"{counts[name]} {name}" for name in DIRECTIONS if counts[name] or "asked" not in name)
        left = f"; {len(self.unmatched)} left out for want of a partner" if self.unmatched else ""
        return f"{len(self.roles)} roles before and after, {sum(counts.values()):,} answers: {moved}{left}"


def directions(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """Compute what became of each answer, as a position in `DIRECTIONS`."""
    way = {name: code for code, name in enumerate(DIRECTIONS)}
    moved = np.where(after > before, way["better"], way["worse"])
    # What was open and is now known to be short is not worse: it is clearer.
    short = np.where(after == CODES["not met"], way["clearer"], way["better"])
    moved = np.where(answered(before), moved, short)
    moved = np.where(answered(after), moved, way["less clear"])
    moved = np.where(applies(after), moved, way["no longer asked"])
    moved = np.where(applies(before), moved, way["now asked"])
    return np.where(before == after, way["same"], moved)


def compare_codes(
    ids: tuple[str, ...], codes: tuple[np.ndarray, np.ndarray], unmatched: tuple[str, ...], options: Options
) -> BeforeAfter:
    """Compare answers and bounds of the same roles, at least one, row for row."""
    names = objects(checks.load().ids)
    # The machine's answers, as a comparison has them: a person's judgement stays what it is.
    old, new = (table[:, :, 0] for table in codes)
    moved = directions(old.astype(int), new.astype(int))
    counts = {name: (moved == code).sum(axis=0) for code, name in enumerate(DIRECTIONS)}
    asked = (applies(old) & applies(new)).sum(axis=0)
    low, high = wilson(counts["better"], asked, options.confidence)
    with np.errstate(invalid="ignore"):
        share = counts["better"] / asked
    counted = {"check": names, "roles": len(ids), **counts, "share_better": share, "low": low, "high": high}
    rows = []
    before, after = map(bounds, codes)
    for place, feature in enumerate(places()):
        row: dict[str, object] = {"feature": feature, "roles": len(ids)}
        for end, first, second in zip(("lower", "upper"), before, after, strict=True):
            change = (second - first)[:, place]
            row |= {f"{end}_before": first[:, place].mean(), f"{end}_after": second[:, place].mean()}
            row[f"{end}_change"] = change.mean()
            row[f"{end}_low"], row[f"{end}_high"] = mean_interval(change, options)
        rows.append(row)
    where, which = np.nonzero(moved != DIRECTIONS.index("same"))
    said = objects(ANSWERS)
    moves = {
        "role": objects(ids)[where],
        "check": names[which],
        "before": said[old[where, which]],
        "after": said[new[where, which]],
        "direction": objects(DIRECTIONS)[moved[where, which]],
    }
    return BeforeAfter(ids, pd.DataFrame(counted), pd.DataFrame(rows), pd.DataFrame(moves), unmatched)
