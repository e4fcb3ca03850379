"""Frames of many roles, made of the codes of their answers: for a whole portfolio, or for one batch of a stream."""

from collections.abc import Iterable, Mapping
from functools import cache

import numpy as np
import pandas as pd

from leadership_lib.diagnosis import checks
from leadership_lib.diagnosis.checks.verdict import Outcome
from leadership_lib.framework import concepts
from leadership_lib.research.agreement.wilson import wilson

#: Each answer by its code: what an answer counts for is half its code, except for what is not stated.
ANSWERS = ("not met", "partly", "met", "not stated")
UNSTATED = ANSWERS.index("not stated")
_CODES = {answer: code for code, answer in enumerate(ANSWERS)}


def coded(outcome: Outcome) -> tuple[int, int, int]:
    """Return an answer, and between which answers it can still turn out, as positions in `ANSWERS`."""
    if outcome.answer == "not stated":
        # What is not stated may be anything, whatever the parts of a check allow one by one.
        return UNSTATED, _CODES["not met"], _CODES["met"]
    return _CODES[outcome.answer], _CODES[outcome.at_least], _CODES[outcome.at_most]


def objects(items: Iterable[str]) -> np.ndarray:
    """Return texts as an array of objects, whose own type pandas then chooses, old and new."""
    return np.array(list(items), dtype=object)


@cache
def places() -> Mapping[str, list[int]]:
    """Return the positions of each feature's checks among all checks."""
    asked = tuple(checks.load())
    return {key: [n for n, one in enumerate(asked) if one.feature == key] for key in concepts.load("features").ids}


def shares(worth: np.ndarray) -> np.ndarray:
    """Compute what the checks of each feature are worth on average: roles x features."""
    return np.stack([worth[:, its].mean(axis=1) for its in places().values()], axis=1)


def bounds(codes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Compute the lower and upper bounds of every role in every feature, as `Bounds` has them."""
    # Sums of halves are exact, so each share is the very number that a diagnosis gives.
    return shares(codes[:, :, 1] / 2), shares(codes[:, :, 2] / 2)


def findings(ids: tuple[str, ...], codes: np.ndarray) -> pd.DataFrame:
    """Return one row a role and check: the answer, and between which answers it can still turn out."""
    asked, said = checks.load(), objects(ANSWERS)
    ends = {name: said[codes[:, :, n].ravel()] for n, name in enumerate(("answer", "at_least", "at_most"))}
    return pd.DataFrame(
        {
            "role": np.repeat(objects(ids), len(asked)),
            "check": np.tile(objects(asked.ids), len(ids)),
            "feature": np.tile(objects([one.feature or "" for one in asked]), len(ids)),
            **ends,
        }
    )


def answers(ids: tuple[str, ...], codes: np.ndarray) -> pd.DataFrame:
    """Return one row a role and one column a check."""
    said = objects(ANSWERS)[codes[:, :, 0]]
    return pd.DataFrame({"role": objects(ids), **dict(zip(checks.load().ids, said.T, strict=True))})


def profiles(ids: tuple[str, ...], codes: np.ndarray) -> pd.DataFrame:
    """Return one row a role and feature: how many of its checks have each answer, and the bounds of the share met."""
    features = places()
    figures = {}
    for name in ("met", "partly", "not met", "not stated"):
        said = codes[:, :, 0] == ANSWERS.index(name)
        figures[name.replace(" ", "_")] = np.stack([said[:, its].sum(axis=1) for its in features.values()], axis=1)
    figures["lower"], figures["upper"] = bounds(codes)
    return pd.DataFrame(
        {
            "role": np.repeat(objects(ids), len(features)),
            "feature": np.tile(objects(features), len(ids)),
            "checks": np.tile([len(its) for its in features.values()], len(ids)),
            **{name: figure.ravel() for name, figure in figures.items()},
        }
    )


#: What can be asked for by name.
TABLES = {"findings": findings, "profiles": profiles, "answers": answers}


def tally(codes: np.ndarray, confidence: float) -> pd.DataFrame:
    """Return one row a check: how many roles have each answer, and the share that does not meet it.

    ``lower`` counts only roles of which it is known that they will not meet it, ``upper`` all that may not; each end
    has its Wilson interval, ``low`` that of the lower and ``high`` that of the upper.
    """
    n = np.full(codes.shape[1], len(codes))
    counts = {name.replace(" ", "_"): (codes[:, :, 0] == code).sum(axis=0) for code, name in enumerate(ANSWERS)}
    surely, perhaps = (codes[:, :, 2] == 0).sum(axis=0), (codes[:, :, 1] == 0).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        lower, upper = surely / n, perhaps / n
    low, high = wilson(surely, n, confidence)[0], wilson(perhaps, n, confidence)[1]
    frame = pd.DataFrame({"check": objects(checks.load().ids), "roles": n, **counts})
    return frame.assign(fails_lower=lower, fails_upper=upper, low=low, high=high)
