"""RAND/UCLA: whether a panel that rates from 1 to 9 is divided, unit by unit."""

from dataclasses import dataclass
from math import isfinite, nan
from typing import Any, Unpack

import numpy as np
import pandas as pd

from leadership_lib.core.errors import Problem
from leadership_lib.core.html import table, wrap
from leadership_lib.research.agreement.question import IntervalOptions
from leadership_lib.research.agreement.ratings import read
from leadership_lib.research.agreement.resampling import Sampling
from leadership_lib.research.agreement.result import Interval
from leadership_lib.research.agreement.units import ByUnit
from leadership_lib.research.agreement.weights import needs_numbers
from leadership_lib.research.agreement.wilson import wilson

#: The interpercentile range that divides a panel whose ratings are symmetric, and what a point of asymmetry adds.
SYMMETRIC, ASYMMETRY = 2.35, 1.5


@dataclass(frozen=True)
class Judgement:
    """What a panel's ratings of one unit come to; ``float()`` gives IPR / IPRAS, above 1 where the panel is divided.

    Attributes
    ----------
    unit : str
        Its name.
    panellists : int
        How many rated it.
    median, p30, p70 : float
        Of their ratings; ``ipr`` is the range between the 30th and the 70th percentile.
    ipras : float
        The range that would count as disagreement, given how lopsided the ratings are.
    low, high : float
        Percentile bootstrap interval of IPR / IPRAS over panellists.
    probability : float
        Share of resamples in which the panel is divided; NaN, as the interval is, where none were asked for.
    rule : str or None
        The older rule by counting: ``agreement``, ``disagreement`` or ``neither``; None for panels of other sizes.
    undefined : str or None
        Why there is nothing to say.
    """

    unit: str
    panellists: int
    median: float = nan
    p30: float = nan
    p70: float = nan
    ipras: float = nan
    low: float = nan
    high: float = nan
    probability: float = nan
    rule: str | None = None
    undefined: str | None = None

    @property
    def ipr(self) -> float:
        """The range between the 30th and the 70th percentile."""
        return self.p70 - self.p30

    def __float__(self) -> float:
        return self.ipr / self.ipras

    @property
    def disagreement(self) -> bool:
        """Whether the panel is divided: IPR above IPRAS."""
        return self.ipr > self.ipras

    @property
    def verdict(self) -> str:
        """Appropriate (median 7 to 9), inappropriate (1 to 3) or uncertain (between, or the panel divided)."""
        if self.undefined:
            return "not rated"
        # A median between two thirds, such as 6.5, counts with the higher one.
        third = _third(np.floor(self.median + 0.5))
        return "uncertain" if self.disagreement else ("inappropriate", "uncertain", "appropriate")[int(third)]

    @property
    def sentence(self) -> str:
        """The judgement in plain words."""
        if self.undefined:
            return f"{self.unit}: {self.undefined}"
        divided = "is divided" if self.disagreement else "is not divided"
        drawn = f"; divided in {100 * self.probability:.0f} % of panels drawn from these {self.panellists}"
        return (
            f"{self.unit}: {self.verdict}, median {self.median:g}; the panel {divided} "
            f"(IPR {self.ipr:.2f} against IPRAS {self.ipras:.2f}{drawn if isfinite(self.probability) else ''})."
        )

    def __repr__(self) -> str:
        return self.sentence

    def row(self) -> dict[str, Any]:
        """Return everything by name, as a row of a table."""
        more = {"ipr": self.ipr, "index": float(self), "disagreement": self.disagreement, "verdict": self.verdict}
        return {name: getattr(self, name) for name in self.__dataclass_fields__} | more


@dataclass(frozen=True, repr=False)
class Panel(ByUnit[Judgement]):
    """A panel's judgement of every unit; ``float()`` gives the share of units in which it is divided."""

    WHAT = "a unit of this panel"

    confidence: float

    @property
    def rated(self) -> tuple[Judgement, ...]:
        """The units that two panellists or more rated."""
        return tuple(one for one in self if not one.undefined)

    @property
    def divided(self) -> tuple[Judgement, ...]:
        """The units in which the panel is divided."""
        return tuple(one for one in self.rated if one.disagreement)

    def __float__(self) -> float:
        return len(self.divided) / len(self.rated) if self.rated else nan

    @property
    def interval(self) -> Interval:
        """Wilson's interval of the share of units in which the panel is divided."""
        return Interval(*map(float, wilson(len(self.divided), len(self.rated), self.confidence)))

    @property
    def sentence(self) -> str:
        """The whole in plain words."""
        if not self.rated:
            return "No unit has ratings from two panellists, so nothing can be compared."
        low, high = self.interval
        return (
            f"The panel is divided in {len(self.divided)} of {len(self.rated)} units "
            f"({100 * self.confidence:g} % interval {100 * low:.0f} to {100 * high:.0f} %)."
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row a unit, indexed by its name."""
        return pd.DataFrame([one.row() for one in self]).set_index("unit")

    def __repr__(self) -> str:
        return "\n".join([self.sentence, *(f"  {one}" for one in self)])

    def _repr_html_(self) -> str:
        head = ["unit", "panellists", "median", "IPR", "IPRAS", "divided", "probability of that", "verdict"]
        rows = []
        for one in self:
            divided = one.undefined or ("yes" if one.disagreement else "no")
            figures = map(_short, (one.median, one.ipr, one.ipras))
            rows.append([one.unit, one.panellists, *figures, divided, _short(one.probability), one.verdict])
        return wrap(table(head, rows, self.sentence))


def rand_ucla(ratings: Any, **options: Unpack[IntervalOptions]) -> Panel:
    r"""Judge a panel's ratings from 1 to 9 by the RAND/UCLA appropriateness method.

    The panel is divided about a unit where the range between the 30th and the 70th percentile (IPR, percentiles by
    linear interpolation) is wider than :math:`\text{IPRAS} = 2.35 + 1.5\,|5 - \text{IPRCP}|`, with IPRCP the middle
    of the two percentiles. The interval and the probability are a bootstrap over panellists.

    Parameters
    ----------
    ratings
        One row a panellist, one column a unit, whole numbers from 1 to 9, NaN where nothing was given.
    **options
        ``confidence`` (0.95), ``resamples`` (1,000) and ``seed`` (1) of the intervals.

    References
    ----------
    Fitch, K. et al. (2001). The RAND/UCLA Appropriateness Method User's Manual. RAND MR-1269.

    Examples
    --------
    >>> rand_ucla([[7], [8], [9], [7], [2], [1], [8]], resamples=0)[0].verdict
    'appropriate'
    """
    codes, sampling = read(ratings), Sampling.from_given(options)
    needs_numbers(codes, "the RAND/UCLA method")
    allowed = np.isnan(codes.numbers) | np.isin(codes.numbers, np.arange(1, 10))
    if not allowed.all():
        raise Problem(f"{codes.first(~allowed)} The RAND/UCLA method rates in whole numbers from 1 to 9.")
    generator = np.random.default_rng(sampling.seed)
    each = zip(codes.units, codes.numbers.T, strict=True)
    judgements = tuple(_judge(unit, row[np.isfinite(row)], sampling, generator) for unit, row in each)
    return Panel(judgements, sampling.confidence)


def panel_rule(ratings: Any) -> str | None:
    """Say what the older rule by counting says of one unit; None for a panel that is not of 8 to 16.

    *Disagreement*: at least a third of the panel in 1 to 3 and at least a third in 7 to 9 (3 of 8 to 10, 4 of 11 to
    13, 5 of 14 to 16). *Agreement*: fewer than that outside the third of the scale that holds the median.
    """
    try:
        given = np.asarray(ratings, dtype=float)
    except (TypeError, ValueError):
        given = np.empty((0, 0))
    if given.ndim != 1:
        raise Problem(
            f"The rule is asked of the ratings of one unit, such as [7, 8, 9]; {ratings!r} is something else."
        )
    if not 8 <= len(given) <= 16:
        return None
    third = (len(given) + 1) // 3
    if min((given <= 3).sum(), (given >= 7).sum()) >= third:
        return "disagreement"
    outside = (_third(given) != _third(np.floor(np.median(given) + 0.5))).sum()
    return "agreement" if outside < third else "neither"


def _third(ratings: Any) -> Any:
    """Return 0 for ratings in 1 to 3, 1 for 4 to 6, 2 for 7 to 9."""
    return np.clip(np.ceil(np.asarray(ratings) / 3) - 1, 0, 2)


def _judge(unit: str, given: np.ndarray, sampling: Sampling, generator: np.random.Generator) -> Judgement:
    if len(given) < 2:
        nobody = "fewer than two panellists rated it, so nothing can be compared."
        return Judgement(unit, len(given), undefined=nobody)
    p30, p70 = _percentiles(given[None])[:, 0]
    low = high = probability = nan
    if sampling.resamples:
        drawn = given[generator.integers(len(given), size=(sampling.resamples, len(given)))]
        ends = _percentiles(drawn)
        index = (ends[1] - ends[0]) / _ipras(*ends)
        low, high = map(float, np.quantile(index, sampling.tails))
        probability = float((index > 1).mean())
    median = float(np.median(given))
    whole = float(_ipras(p30, p70))
    return Judgement(
        unit, len(given), median, float(p30), float(p70), whole, low, high, probability, panel_rule(given)
    )


def _percentiles(ratings: np.ndarray) -> np.ndarray:
    return np.quantile(ratings, (0.3, 0.7), axis=1)


def _ipras(p30: Any, p70: Any) -> Any:
    return SYMMETRIC + ASYMMETRY * abs(5 - (p30 + p70) / 2)


def _short(number: float) -> str:
    return f"{number:.2f}" if isfinite(number) else ""
