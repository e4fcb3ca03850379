"""Result: a coefficient with its interval, what it says in words, and how far up a scale of words it gets."""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import isfinite
from typing import Any, NamedTuple

from leadership_lib.core.errors import one_of
from leadership_lib.core.html import listing, tag, wrap
from leadership_lib.core.text import counted
from leadership_lib.research.agreement.benchmark import SCALES, Benchmark, membership, normal
from leadership_lib.research.agreement.coefficient_guide import Coefficient, load
from leadership_lib.research.agreement.resampling import Sample


class Interval(NamedTuple):
    """The two ends of an interval."""

    low: float
    high: float


@dataclass(frozen=True, repr=False)
class Agreement:
    """One coefficient of agreement; ``float()`` gives its value.

    Attributes
    ----------
    id : str
        Which coefficient of the table `load` it is.
    title : str
        What it is called, with its level or weights.
    value : float
        NaN where it is not defined; then ``undefined`` says why.
    low, high, confidence : float
        The interval and how sure it is meant to be; NaN where there is none.
    se : float
        The standard error; NaN where the interval is not made from one.
    method : str
        How the interval was found.
    coders, units, pairable : int
        How many there are, and how many of the units have two codes or more.
    notes : tuple of str
        What to keep in mind about this very result.
    undefined : str or None
        Why there is no value.
    sample : Sample or None
        What a bootstrap of it draws, for comparing two results.
    names : tuple of str
        What its units are called.
    """

    id: str
    title: str
    value: float
    low: float
    high: float
    confidence: float
    se: float
    method: str
    coders: int
    units: int
    pairable: int
    notes: tuple[str, ...] = ()
    undefined: str | None = None
    at_least: Callable[[float], float] | None = field(default=None, compare=False)
    sample: Sample | None = field(default=None, compare=False)
    names: tuple[str, ...] = field(default=(), compare=False)

    def __float__(self) -> float:
        return self.value

    def __format__(self, spec: str) -> str:
        return format(self.value, spec) if spec else str(self)

    @property
    def interval(self) -> Interval:
        """The two ends of the interval."""
        return Interval(self.low, self.high)

    @property
    def coefficient(self) -> Coefficient:
        """What the table says about this coefficient: when it is right, when not, and where it comes from."""
        return load()[self.id]

    @property
    def benchmark(self) -> Benchmark | None:
        """How far up the usual scale of words it gets, for whoever asks; None where no probability can be given."""
        scale = self.coefficient.scale
        return self.benchmark_on(scale) if scale else None

    def benchmark_on(self, scale: str) -> Benchmark | None:
        """Place the value on another scale of words.

        Parameters
        ----------
        scale
            One of `SCALES`, such as ``"altman"``.
        """
        one_of(scale, SCALES.ids, f"There is no scale called {scale!r}")
        if not isfinite(self.value) or (self.at_least is None and not isfinite(self.se)):
            return None
        return membership(self.at_least or normal(self.value, self.se), SCALES[scale])

    @property
    def sentence(self) -> str:
        """What the value says, in plain words."""
        if self.undefined:
            return f"{self.title} is not defined here. {self.undefined}"
        told = self.coefficient
        says = told.sentence if self.value >= 0 or told.negative is None else told.negative
        return f"{self._figures()}. {says.format(percent=f'{100 * self.value:.0f} %', value=f'{self.value:.2f}')}"

    def row(self) -> dict[str, Any]:
        """Return everything by name, as a row of a table."""
        names = ("title", "value", "low", "high", "se", "confidence", "coders", "units", "pairable", "method")
        label = self.benchmark.label if self.benchmark else None
        return {"id": self.id} | {name: getattr(self, name) for name in names} | {"at least": label}

    def _figures(self) -> str:
        text = f"{self.title}: {self.value:.3f}"
        if isfinite(self.low):
            text += f", {100 * self.confidence:g} % interval {self.low:.3f} to {self.high:.3f}"
        return text

    def _details(self) -> list[str]:
        kept = "" if self.pairable == self.units else f", {self.pairable} of them with two codes or more"
        details = [f"{counted(self.coders, 'coder')}, {counted(self.units, 'unit')}{kept}"]
        if isfinite(self.low):
            details.append(f"Interval: {self.method}.")
        return [*details, *self.notes]

    def __str__(self) -> str:
        return f"{self.title}: not defined" if self.undefined else self._figures()

    def __repr__(self) -> str:
        return "\n".join([self.sentence, *(f"  {line}" for line in self._details())])

    def _repr_html_(self) -> str:
        return wrap(tag("h4", str(self)), tag("p", self.sentence), listing(self._details()))
