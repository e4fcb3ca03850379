"""Tables of many roles, made of the codes of their answers: for a whole portfolio, or for one batch of a stream."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from leadership_lib.core.errors import Problem, near_misses
from leadership_lib.diagnosis import checks
from leadership_lib.framework import concepts
from leadership_lib.research.portfolio.batches import ANSWERS

if TYPE_CHECKING:
    import pandas as pd

#: What can be asked for by name.
TABLES = ("findings", "profiles", "answers")


def objects(items: Any) -> np.ndarray:
    """Give texts as an array of objects, whose own type pandas then chooses, old and new."""
    array = np.empty(len(items), dtype=object)
    array[:] = list(items)
    return array


def findings(ids: tuple[str, ...], codes: np.ndarray) -> pd.DataFrame:
    """Give one row a role and check: the answer, and between which answers it can still turn out."""
    import pandas as pd

    asked = checks.load()
    said = objects(ANSWERS)
    n, width = len(ids), len(asked)
    return pd.DataFrame(
        {
            "role": np.repeat(objects(ids), width),
            "check": np.tile(objects(asked.ids), n),
            "feature": np.tile(objects([one.feature or "" for one in asked]), n),
            "answer": said[codes[:, :, 0].ravel()],
            "at_least": said[codes[:, :, 1].ravel()],
            "at_most": said[codes[:, :, 2].ravel()],
        }
    )


def answers(ids: tuple[str, ...], codes: np.ndarray) -> pd.DataFrame:
    """Give one row a role and one column a check."""
    import pandas as pd

    said = objects(ANSWERS)
    columns = {one: said[codes[:, place, 0]] for place, one in enumerate(checks.load().ids)}
    return pd.DataFrame({"role": objects(ids), **columns})


def profiles(ids: tuple[str, ...], codes: np.ndarray) -> pd.DataFrame:
    """Give one row a role and feature: how many of its checks have each answer, and the bounds of the share met."""
    import pandas as pd

    features = concepts.load("features").ids
    counts = {name: np.empty((len(ids), len(features)), int) for name in ("met", "partly", "not met", "not stated")}
    lower, upper = bounds(codes)
    for place, feature in enumerate(features):
        its = codes[:, _columns(feature), 0]
        for name, table in counts.items():
            table[:, place] = (its == ANSWERS.index(name)).sum(axis=1)
    return pd.DataFrame(
        {
            "role": np.repeat(objects(ids), len(features)),
            "feature": np.tile(objects(features), len(ids)),
            "checks": np.tile([len(_columns(feature)) for feature in features], len(ids)),
            **{name.replace(" ", "_"): table.ravel() for name, table in counts.items()},
            "lower": lower.ravel(),
            "upper": upper.ravel(),
        }
    )


def bounds(codes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give the lower and upper bounds of every role in every feature, as `Bounds` has them."""
    places = [_columns(feature) for feature in concepts.load("features").ids]
    # Sums of halves are exact, so each share is the very number that a diagnosis gives.
    lower, upper = (
        np.stack([codes[:, place, end].sum(axis=1) / 2 / len(place) for place in places], axis=1) for end in (1, 2)
    )
    return lower, upper


def _columns(feature: str) -> list[int]:
    return [place for place, one in enumerate(checks.load()) if one.feature == feature]


def table(what: str, ids: tuple[str, ...], codes: np.ndarray) -> pd.DataFrame:
    """Give a table by its name."""
    makers = {"findings": findings, "profiles": profiles, "answers": answers}
    if what not in makers:
        raise Problem(f"There is no table {what!r}: {near_misses(what, TABLES)}")
    return makers[what](ids, codes)


def tally(codes: np.ndarray, confidence: float) -> pd.DataFrame:
    """Give one row a check: how many roles have each answer, and the share that does not meet it.

    ``lower`` counts only roles of which it is known that they will not meet it, ``upper`` all that may not; each end
    has its Wilson interval, ``low`` that of the lower and ``high`` that of the upper.
    """
    import pandas as pd

    from leadership_lib.research.agreement.wilson import wilson

    n = np.full(codes.shape[1], len(codes))
    counts = {name.replace(" ", "_"): (codes[:, :, 0] == ANSWERS.index(name)).sum(axis=0) for name in ANSWERS}
    surely, perhaps = (codes[:, :, 2] == 0).sum(axis=0), (codes[:, :, 1] == 0).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        lower, upper = surely / n, perhaps / n
    low, high = wilson(surely, n, confidence)[0], wilson(perhaps, n, confidence)[1]
    frame = pd.DataFrame({"check": objects(checks.load().ids), "roles": n, **counts})
    return frame.assign(fails_lower=lower, fails_upper=upper, low=low, high=high)


__all__ = ["TABLES", "answers", "bounds", "findings", "objects", "profiles", "table", "tally"]
