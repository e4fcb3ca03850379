"""Before against after: what moved in many roles at once."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from leadership_lib.diagnosis import checks
from leadership_lib.research.agreement.wilson import wilson
from leadership_lib.research.portfolio.frames import ANSWERS, UNSTATED, bounds, objects, places
from leadership_lib.research.portfolio.intervals import Options, mean_interval

#: What can become of an answer, in the words of `leadership_lib.diagnosis.comparison.Shift`.
DIRECTIONS = ("better", "worse", "clearer", "less clear", "same")


@dataclass(frozen=True, repr=False)
class BeforeAfter:
    """Roles before and after, matched by id.

    Attributes
    ----------
    checks : pandas.DataFrame
        One row a check: how many roles got better, worse, clearer (now known to be short), less clear or stayed the
        same; and the share that got better, with Wilson's interval.
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
        moved = ", ".join(f"{counts[name]} {name}" for name in DIRECTIONS)
        left = f"; {len(self.unmatched)} left out for want of a partner" if self.unmatched else ""
        return f"{len(self.roles)} roles before and after, {sum(counts.values()):,} answers: {moved}{left}"


def directions(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """Compute what became of each answer, as a position in `DIRECTIONS`."""
    moved = np.where(after > before, 0, 1)
    # What was not stated and is now known to be short is not worse: it is clearer.
    moved = np.where(before == UNSTATED, np.where(after > 0, 0, 2), moved)
    moved = np.where(after == UNSTATED, 3, moved)
    return np.where(before == after, 4, moved)


def compare_codes(
    ids: tuple[str, ...], codes: tuple[np.ndarray, np.ndarray], unmatched: tuple[str, ...], options: Options
) -> BeforeAfter:
    """Compare answers and bounds of the same roles, at least one, row for row."""
    names = objects(checks.load().ids)
    old, new = (table[:, :, 0] for table in codes)
    moved = directions(old.astype(int), new.astype(int))
    counts = {name: (moved == code).sum(axis=0) for code, name in enumerate(DIRECTIONS)}
    low, high = wilson(counts["better"], np.full(len(names), len(ids)), options.confidence)
    share = counts["better"] / max(len(ids), 1)
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
