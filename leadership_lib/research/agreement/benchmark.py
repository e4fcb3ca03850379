"""Benchmark: what a value is called on a scale of words, with the probability that it deserves at least that."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import NormalDist

from leadership_lib.core.collection import Collection
from leadership_lib.core.html import Markup, table, wrap
from leadership_lib.core.records import Record

#: How sure one has to be before a label is given.
SURE = 0.95

CONVENTION = "such labels are conventions, not findings"


class Scale(Record, what="a scale of words"):
    """A scale of words and who proposed it.

    Attributes
    ----------
    words : tuple of str
        From the best down.
    starts : tuple of float
        Where each word starts; the last is for whatever is below.
    """

    id: str
    title: str
    words: tuple[str, ...]
    starts: tuple[float, ...]
    citation: str


SCALES = Collection.from_toml("framework/scales.toml", Scale)


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
        return self.scale.words[self._place]

    @property
    def probability(self) -> float:
        """The probability of deserving at least that word."""
        return self.cumulative[self._place]

    @property
    def _place(self) -> int:
        return next(place for place, sure in enumerate(self.cumulative) if sure >= SURE)

    @property
    def sentence(self) -> str:
        """The benchmark in words."""
        best, *_, last = self.scale.words
        if self.label == last:
            return f"On {self.scale.title}, nothing better than '{last}' can be claimed; {CONVENTION}."
        least = "" if self.label == best else "at least "
        sure = _short(self.probability)
        return f"On {self.scale.title}: {least}{self.label}, with probability {sure}; {CONVENTION}."

    def _rows(self) -> Iterator[tuple[str, float, str]]:
        return zip(self.scale.words, self.scale.starts, map(_short, self.cumulative), strict=True)

    def __repr__(self) -> str:
        width = max(map(len, self.scale.words))
        rows = [f"  {word:<{width}}  from {start:5.2f}  {sure}" for word, start, sure in self._rows()]
        return "\n".join([self.sentence, *rows, f"  {self.scale.citation}"])

    def as_table(self, caption: str) -> Markup:
        """Draw each word, where it starts and the probability of deserving it or a better one, as HTML."""
        rows = [[word, f"{start:.2f}", sure] for word, start, sure in self._rows()]
        return table(["word", "from", "probability of this or better"], rows, caption)

    def _repr_html_(self) -> str:
        return wrap(self.as_table(self.sentence))


def normal(value: float, se: float) -> Callable[[float], float]:
    r"""Return the probability of being at least as large, for a value that errs like a normal variable.

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
    return Benchmark(scale, (*map(at_least, scale.starts[:-1]), 1.0))


def _short(probability: float) -> str:
    return "above 0.99" if 0.995 <= probability < 1 else f"{probability:.2f}"
