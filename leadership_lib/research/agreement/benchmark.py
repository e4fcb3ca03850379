"""Benchmark: what a value is called on a scale of words, with the probability that it deserves at least that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist

from leadership_lib.core.html import Markup, table, wrap

#: How sure one has to be before a label is given.
SURE = 0.95

CONVENTION = "such labels are conventions, not findings"


@dataclass(frozen=True)
class Scale:
    """A scale of words: who proposed it, and where each word starts, from the best down; the last has no floor."""

    title: str
    bands: tuple[tuple[str, float], ...]
    citation: str


SCALES = {
    "landis_koch": Scale(
        "Landis and Koch's scale",
        (
            ("almost perfect", 0.8),
            ("substantial", 0.6),
            ("moderate", 0.4),
            ("fair", 0.2),
            ("slight", 0.0),
            ("poor", -1.0),
        ),
        "Landis, J. R. and Koch, G. G. (1977). Biometrics 33:159-174.",
    ),
    "altman": Scale(
        "Altman's scale",
        (("very good", 0.8), ("good", 0.6), ("moderate", 0.4), ("fair", 0.2), ("poor", -1.0)),
        "Altman, D. G. (1991). Practical Statistics for Medical Research. Chapman and Hall.",
    ),
    "krippendorff": Scale(
        "Krippendorff's advice",
        (("fit to rely on", 0.8), ("fit for tentative conclusions", 0.667), ("not fit to rely on", -1.0)),
        "Krippendorff, K. (2004). Content Analysis, second edition, p. 241. Sage.",
    ),
    "koo_li": Scale(
        "Koo and Li's scale",
        (("excellent", 0.9), ("good", 0.75), ("moderate", 0.5), ("poor", -1.0)),
        "Koo, T. K. and Li, M. Y. (2016). Journal of Chiropractic Medicine 15:155-163.",
    ),
    "neuendorf": Scale(
        "Neuendorf's rule of thumb",
        (("acceptable to all", 0.9), ("acceptable in most situations", 0.8), ("in doubt", -1.0)),
        "Neuendorf, K. A. (2002). The Content Analysis Guidebook. Sage.",
    ),
    "schmidt": Scale(
        "Schmidt's reading of W, cut half way between the values he names",
        (
            ("unusually strong", 0.8),
            ("strong", 0.6),
            ("moderate", 0.4),
            ("weak", 0.2),
            ("very weak", -1.0),
        ),
        "Schmidt, R. C. (1997). Decision Sciences 28:763-774.",
    ),
}


@dataclass(frozen=True)
class Benchmark:
    """How far up a scale of words a value has got.

    Attributes
    ----------
    scale : Scale
        The words.
    cumulative : tuple of float
        For each word from the best down, the probability of deserving it or a better one.
    label : str
        The best word that is deserved with a probability of at least 0.95.
    """

    scale: Scale
    cumulative: tuple[float, ...]

    @property
    def label(self) -> str:
        """The best word that is deserved with a probability of at least 0.95."""
        return next(word for word, sure in self._rows() if sure >= SURE)

    @property
    def probability(self) -> float:
        """The probability of deserving at least that word."""
        return next(sure for _, sure in self._rows() if sure >= SURE)

    @property
    def sentence(self) -> str:
        """The benchmark in words."""
        best, last = self.scale.bands[0][0], self.scale.bands[-1][0]
        if self.label == last:
            return f"On {self.scale.title}, nothing better than '{last}' can be claimed; {CONVENTION}."
        least = "" if self.label == best else "at least "
        sure = _short(self.probability)
        return f"On {self.scale.title}: {least}{self.label}, with probability {sure}; {CONVENTION}."

    def _rows(self) -> list[tuple[str, float]]:
        return [(word, sure) for (word, _), sure in zip(self.scale.bands, self.cumulative, strict=True)]

    def __repr__(self) -> str:
        width = max(len(word) for word, _ in self.scale.bands)
        rows = [f"  {word:<{width}}  from {start:5.2f}  {_short(sure)}" for (word, start), sure in self._with_start()]
        return "\n".join([self.sentence, *rows, f"  {self.scale.citation}"])

    def _with_start(self) -> list[tuple[tuple[str, float], float]]:
        return list(zip(self.scale.bands, self.cumulative, strict=True))

    def as_table(self, caption: str) -> Markup:
        """Give each word, where it starts and the probability of deserving it or a better one, as HTML."""
        rows = [[word, f"{start:.2f}", _short(sure)] for (word, start), sure in self._with_start()]
        return table(["word", "from", "probability of this or better"], rows, caption)

    def _repr_html_(self) -> str:
        return wrap(self.as_table(self.sentence))


def normal(value: float, se: float) -> Callable[[float], float]:
    r"""Give the probability of being at least as large, for a value that errs like a normal variable.

    Gwet's cumulative membership probability: with estimate :math:`v` and standard error :math:`s`, that of at least
    :math:`c` is :math:`[\Phi((v - c)/s) - \Phi((v - 1)/s)] / [\Phi((v + 1)/s) - \Phi((v - 1)/s)]`.

    References
    ----------
    Gwet, K. L. (2014). Handbook of Inter-Rater Reliability, fourth edition, chapter 6. Advanced Analytics.
    """
    within = max(value, -1.0)
    if se == 0:
        return lambda least: float(within >= least)
    # Where two probabilities near 1 would cancel, their mirror images near 0 do not.
    below = NormalDist(within, se).cdf
    whole = below(1) - below(-1)
    return lambda least: min(max((below(1) - below(least)) / whole, 0.0), 1.0)


def membership(at_least: Callable[[float], float], scale: Scale) -> Benchmark:
    """Place a value on a scale, given the probability that it is at least as large as any number."""
    return Benchmark(scale, (*(at_least(start) for _, start in scale.bands[:-1]), 1.0))


def _short(probability: float) -> str:
    return "above 0.99" if 0.995 <= probability < 1 else f"{probability:.2f}"
