"""Frames of many roles, made of the codes of their answers: for a whole portfolio, or for one batch of a stream."""

from collections.abc import Iterable, Mapping
from functools import cache

import numpy as np
import pandas as pd

from leadership_lib.diagnosis import checks
from leadership_lib.diagnosis.checks import Answer, Finding
from leadership_lib.diagnosis.checks.verdict import OPEN, WORTH
from leadership_lib.framework import concepts
from leadership_lib.research.agreement.wilson import wilson
from leadership_lib.role.parts import Judgement

#: Each answer by its code: those that settle a question from low to high, then those that do not.
ANSWERS: tuple[Answer, ...] = ("not met", "partly", "met", "not stated", "for you to judge", "does not apply")
CODES: Mapping[str, int] = {answer: code for code, answer in enumerate(ANSWERS)}

#: What each code counts for in a share; nothing where it is open, or where the question does not arise.
_WORTH = np.array([WORTH.get(answer, np.nan) for answer in ANSWERS])

#: A person's judgements, by role and check.
Judgements = Mapping[tuple[str, str], Judgement]


def coded(finding: Finding) -> tuple[int, int, int]:
    """Return the machine's answer, and between which answers it can still turn out, as positions in `ANSWERS`.

    Where it leaves the verdict to a person and a person has judged, the bounds are those of the judgement.
    """
    outcome = finding.outcome
    if outcome.answer in OPEN:
        # What is open may be anything, whatever the parts of a check allow one by one.
        return CODES[finding.answer], CODES["not met"], CODES["met"]
    return CODES[finding.answer], CODES[outcome.at_least], CODES[outcome.at_most]


def settled(codes: np.ndarray) -> np.ndarray:
    """Return the answers that count: a person's where the machine leaves the verdict to one and there is one."""
    answers, least, most = np.moveaxis(codes, 2, 0)
    return np.where((answers == CODES["for you to judge"]) & (least == most), least, answers)


def answered(answers: np.ndarray) -> np.ndarray:
    """Tell which answers settle their question: met, partly or not met."""
    return answers < len(WORTH)


def applies(answers: np.ndarray) -> np.ndarray:
    """Tell which questions arise."""
    return answers != CODES["does not apply"]


def worth(answers: np.ndarray) -> np.ndarray:
    """Return what each answer counts for: 0, a half or 1, and NaN where it settles nothing."""
    return _WORTH[answers]


def objects(items: Iterable[str]) -> np.ndarray:
    """Return texts as an array of objects, whose own type pandas then chooses, old and new."""
    return np.array(list(items), dtype=object)


@cache
def places() -> Mapping[str, list[int]]:
    """Return the positions of each feature's checks among all checks."""
    asked = tuple(checks.load())
    return {key: [n for n, one in enumerate(asked) if one.feature == key] for key in concepts.load("features").ids}


def shares(values: np.ndarray, empty: float) -> np.ndarray:
    """Compute what the checks of each feature that apply are worth on average: roles x features.

    Parameters
    ----------
    values
        Roles x checks, NaN where a check does not apply.
    empty
        The share where none of a feature's checks applies.
    """
    sums = np.stack([np.nansum(values[:, its], axis=1) for its in places().values()], axis=1)
    counts = np.stack([(~np.isnan(values[:, its])).sum(axis=1) for its in places().values()], axis=1)
    return np.where(counts, sums / np.maximum(counts, 1), empty)


def bounds(codes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Compute the lower and upper bounds of every role in every feature, as `Bounds` has them."""
    # Sums of halves are exact, so each share is the very number that a diagnosis gives.
    return shares(worth(codes[:, :, 1]), 0.0), shares(worth(codes[:, :, 2]), 1.0)


def findings(ids: tuple[str, ...], codes: np.ndarray, judged: Judgements) -> pd.DataFrame:
    """Return one row a role and check: the machine's answer, its bounds, and what a person has judged and why.

    Where the machine leaves the verdict to a person and a person has judged, the bounds are those of the judgement.
    """
    asked, said = checks.load(), objects(ANSWERS)
    ends = {name: said[codes[:, :, n].ravel()] for n, name in enumerate(("answer", "at_least", "at_most"))}
    rows = {key: row for row, key in enumerate(ids)}
    columns = {name: number for number, name in enumerate(asked.ids)}
    beside = {name: np.full(len(ids) * len(asked), None, dtype=object) for name in ("judgement", "because")}
    for (key, check), one in judged.items():
        place = rows[key] * len(asked) + columns[check]
        beside["judgement"][place], beside["because"][place] = one.answer, one.because
    return pd.DataFrame(
        {
            "role": np.repeat(objects(ids), len(asked)),
            "check": np.tile(objects(asked.ids), len(ids)),
            "feature": np.tile(objects([one.feature or "" for one in asked]), len(ids)),
            **ends,
            **beside,
        }
    )


def judgements(ids: tuple[str, ...], codes: np.ndarray, judged: Judgements) -> pd.DataFrame:
    """Return one row a person's judgement: the machine's answer beside it, and whether the two differ."""
    rows = {key: row for row, key in enumerate(ids)}
    columns = {name: number for number, name in enumerate(checks.load().ids)}
    said = [
        (key, check, ANSWERS[codes[rows[key], columns[check], 0]], one.answer, one.because)
        for (key, check), one in judged.items()
    ]
    frame = pd.DataFrame(said, columns=["role", "check", "answer", "judgement", "because"], dtype=object)
    return frame.assign(differs=frame["answer"] != frame["judgement"])


def answers(ids: tuple[str, ...], codes: np.ndarray) -> pd.DataFrame:
    """Return one row a role and one column a check: the machine's answers."""
    said = objects(ANSWERS)[codes[:, :, 0]]
    return pd.DataFrame({"role": objects(ids), **dict(zip(checks.load().ids, said.T, strict=True))})


#: The answers as names of columns, in the order in which a reader wants them.
_COLUMNS: Mapping[Answer, str] = {
    answer: answer.replace(" ", "_") for answer in (*reversed(ANSWERS[:3]), *ANSWERS[3:])
}


def profiles(ids: tuple[str, ...], codes: np.ndarray) -> pd.DataFrame:
    """Return one row a role and feature: how many of its checks apply and have each answer, and the bounds."""
    features, said = places(), settled(codes)
    figures = {}
    for answer, name in _COLUMNS.items():
        given = said == CODES[answer]
        figures[name] = np.stack([given[:, its].sum(axis=1) for its in features.values()], axis=1)
    asked = np.array([len(its) for its in features.values()]) - figures["does_not_apply"]
    figures["lower"], figures["upper"] = bounds(codes)
    return pd.DataFrame(
        {
            "role": np.repeat(objects(ids), len(features)),
            "feature": np.tile(objects(features), len(ids)),
            "checks": asked.ravel(),
            **{name: figure.ravel() for name, figure in figures.items()},
        }
    )


def tally(codes: np.ndarray, confidence: float) -> pd.DataFrame:
    """Return one row a check: how many roles have each answer, how many answer it, and the share that fails it.

    What the descriptions say comes first: ``answered`` counts the roles that answer the question (met, partly or not
    met), with its share of the roles to which it applies and Wilson's interval. Then the bounds: ``fails_lower``
    counts only roles of which it is known that they will not meet it, ``fails_upper`` all that may not; each end has
    its own interval, ``low`` that of the lower and ``high`` that of the upper.
    """
    said = settled(codes)
    counts = {name: (said == CODES[answer]).sum(axis=0) for answer, name in _COLUMNS.items()}
    n, told = applies(said).sum(axis=0), answered(said).sum(axis=0)
    fails = CODES["not met"]
    surely, perhaps = (codes[:, :, 2] == fails).sum(axis=0), (codes[:, :, 1] == fails).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        share, lower, upper = told / n, surely / n, perhaps / n
    frame = pd.DataFrame({"check": objects(checks.load().ids), "roles": len(codes), **counts, "answered": told})
    frame = frame.assign(answered_share=share)
    frame["answered_low"], frame["answered_high"] = wilson(told, n, confidence)
    low, high = wilson(surely, n, confidence)[0], wilson(perhaps, n, confidence)[1]
    return frame.assign(fails_lower=lower, fails_upper=upper, low=low, high=high)
