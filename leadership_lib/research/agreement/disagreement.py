"""Disagreements: the units on which coders differ, side by side, with the evidence each gave."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from leadership_lib.core.errors import Problem, one_of
from leadership_lib.core.html import Markup, html, table, tag, wrap
from leadership_lib.research.agreement.chance import apart
from leadership_lib.research.agreement.ratings import Ratings, read, table_of
from leadership_lib.research.agreement.units import ByUnit
from leadership_lib.research.agreement.weights import Weights, distances


@dataclass(frozen=True)
class Given:
    """What one coder gave one unit: the code, None where nothing was given, and the evidence for it."""

    coder: str
    code: Any
    evidence: str | None

    def __str__(self) -> str:
        code = "nothing" if self.code is None else _shown(self.code)
        return f"{self.coder}: {code}" + (f" ({self.evidence})" if self.evidence else "")


@dataclass(frozen=True)
class Disagreement:
    """One unit on which coders differ.

    Attributes
    ----------
    unit : str
        Its name.
    divided : float
        The share of pairs of coders that differ, from 0 to 1; with weights, how far apart pairs are on average.
    given : tuple of Given
        What each coder gave.
    """

    unit: str
    divided: float
    given: tuple[Given, ...]

    def __repr__(self) -> str:
        return "\n".join([f"{self.unit}, divided {self.divided:.2f}", *(f"  {one}" for one in self.given)])


@dataclass(frozen=True, repr=False)
class Disagreements(ByUnit[Disagreement]):
    """Every unit on which coders differ, the most divided first."""

    WHAT = "a unit on which coders differ"

    coders: tuple[str, ...]
    units: int
    compared: int

    @property
    def sentence(self) -> str:
        """How many there are."""
        if not self.compared:
            return "No unit has codes from two coders, so nothing can be compared."
        return f"Coders differ on {len(self)} of {self.compared} units that two or more of them coded."

    def to_frame(self) -> pd.DataFrame:
        """Return one row a unit: how divided, then each coder's code and evidence side by side."""
        rows = [[one.unit, one.divided, *(part for g in one.given for part in (g.code, g.evidence))] for one in self]
        names = [f"{coder}, {what}" for coder in self.coders for what in ("code", "evidence")]
        return pd.DataFrame(rows, columns=["unit", "divided", *names]).set_index("unit")

    def __repr__(self) -> str:
        return "\n".join([self.sentence, *(repr(one) for one in self)])

    def _repr_html_(self) -> str:
        rows = [[one.unit, f"{one.divided:.2f}", *(_cell(g) for g in one.given)] for one in self]
        return wrap(table(["unit", "divided", *self.coders], rows, f"{self.sentence} Most divided first."))


def disagreements(
    codes: Any, evidence: Any = None, *, weights: Weights = "identity", categories: Any = None
) -> Disagreements:
    """List the units on which coders differ, side by side, the most divided first.

    Parameters
    ----------
    codes
        One row a coder, one column a unit, NaN where nothing was given. A pandas frame or a table of tables
        (coder: unit: code) gives coders and units their names, a table of lists (coder: codes) the coders.
    evidence
        What each coder saw, in the same shape.
    weights
        ``identity`` counts pairs that differ; the others how far apart they are, for codes in an order.
    categories
        All possible categories, in order.

    Examples
    --------
    >>> disagreements(
    ...     {"Ann": {"role A": "met", "role B": "met"}, "Ben": {"role A": "not met", "role B": "met"}},
    ...     {"Ann": {"role A": "hours are funded"}, "Ben": {"role A": "no sum is named"}},
    ... )
    Coders differ on 1 of 2 units that two or more of them coded.
    role A, divided 1.00
      Ann: met (hours are funded)
      Ben: not met (no sum is named)
    """
    ratings = read(codes, categories)
    texts = _evidence(evidence, ratings)
    divided = apart(ratings, distances(ratings, weights))
    differing = np.flatnonzero(np.nan_to_num(divided) > 0)
    # A stable sort keeps units that are equally divided in their order.
    order = differing[np.argsort(-np.round(divided[differing], 12), kind="stable")]
    found = []
    for unit in order:
        each = zip(ratings.coders, ratings.index[:, unit], texts[:, unit], strict=True)
        given = (Given(coder, None if place < 0 else ratings.values[place], text) for coder, place, text in each)
        found.append(Disagreement(ratings.units[unit], float(divided[unit]), tuple(given)))
    return Disagreements(tuple(found), ratings.coders, len(ratings.units), ratings.pairable)


def _evidence(evidence: Any, codes: Ratings) -> np.ndarray:
    """Return the evidence in the order of the codes, None where there is none."""
    shape = codes.index.shape
    if evidence is None:
        return np.full(shape, None)
    given, coders, units = table_of(evidence)
    said = [str(cell) if isinstance(cell, str) and cell.strip() else None for cell in given.flat]
    texts = np.array(said, dtype=object).reshape(given.shape)
    if hasattr(evidence, "columns") or isinstance(evidence, Mapping):
        placed = np.full(shape, None)
        placed[np.ix_(_places(coders, codes.coders, "coder"), _places(units, codes.units, "unit"))] = texts
        return placed
    if given.shape != shape:
        raise Problem(
            f"The evidence is {given.shape[0]} by {given.shape[1]} and the codes are {shape[0]} by {shape[1]}. "
            "Give one text for each code, None where there is none."
        )
    return texts


def _places(names: tuple[str, ...], known: tuple[str, ...], what: str) -> list[int]:
    place = {name: number for number, name in enumerate(known)}
    return [place[one_of(name, known, f"The evidence names {name!r}, which is no {what} here")] for name in names]


def _cell(given: Given) -> Markup:
    if given.code is None:
        return tag("span", "nothing given", class_="unstated")
    told = tag("div", given.evidence, class_="unstated") if given.evidence else ""
    return Markup(html(_shown(given.code)) + told)


def _shown(code: Any) -> str:
    return f"{code:g}" if isinstance(code, float) else str(code)
