"""Theory: how older theories of work relate to what is asked here, and their public formulae on given inputs.

What stands in ``data/framework/theories.toml`` says of each theory what relates, what differs, and how sure that is.
No questionnaire's items are reprinted. For no scale were norms found for primary care in the United Kingdom, so every
figure here is for discussion only.

Examples
--------
>>> from leadership_lib import theory
>>> float(theory.motivating_potential(7, 7, 7, 7, 7))
343.0
>>> theory.load()["four_spans"].title
'Four spans: Simons'
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import isfinite
from typing import Any

from leadership_lib.core.collection import Collection
from leadership_lib.core.errors import Problem
from leadership_lib.core.html import listing, tag, wrap
from leadership_lib.core.records import Record
from leadership_lib.framework.concepts import Confidence, FeatureId, GapId, ParadoxId, PropositionId, SourceId

CAUTION = "For discussion only: no norms for primary care in the United Kingdom were found."

#: What differs by no more than this share is called level.
_LEVEL = 1e-9


class Theory(Record, what="a theory"):
    """One theory of work, and how it relates to the paper and to the checks.

    Attributes
    ----------
    text : str
        What it holds, in our words.
    relates, differs : str
        What of it is found here, and what is not taken over.
    features, gaps, paradoxes, propositions : tuple of str
        What it bears on.
    measure : str
        How others measure it; no items.
    formula : str or None
        The function of this module that works it out from given inputs.
    citation, sources : str, tuple of str
        Where it comes from, and where that was seen.
    confidence : str or None
        How sure what stands here is; None where no source was seen.
    caution : str
        Where to be careful.
    """

    id: str
    title: str
    text: str
    relates: str
    differs: str
    features: tuple[FeatureId, ...]
    gaps: tuple[GapId, ...]
    paradoxes: tuple[ParadoxId, ...] = ()
    propositions: tuple[PropositionId, ...]
    measure: str
    formula: str | None = None
    citation: str
    sources: tuple[SourceId, ...] = ()
    confidence: Confidence | None = None
    caution: str


@cache
def load() -> Collection[Theory]:
    """Return every theory."""
    show = ("title", "relates", "differs", "citation", "caution")
    return Collection.from_toml("framework/theories.toml", Theory, show)


@dataclass(frozen=True, repr=False)
class Worked:
    """A formula worked out on given inputs; ``float()`` gives its value.

    Attributes
    ----------
    theory : str
        The id of the theory it comes from.
    title : str
        What it is called.
    value : float
        What came out.
    sentence : str
        What that says, in plain words.
    notes : tuple of str
        What to keep in mind.
    """

    theory: str
    title: str
    value: float
    sentence: str
    notes: tuple[str, ...]

    def __float__(self) -> float:
        return self.value

    def __repr__(self) -> str:
        return "\n".join([f"{self.title}: {self.value:.2f}. {self.sentence}", *(f"  {note}" for note in self.notes)])

    def _repr_html_(self) -> str:
        told = load()[self.theory]
        heading = tag("h4", f"{self.title}: {self.value:.2f}")
        return wrap(heading, tag("p", self.sentence), listing(self.notes), tag("p", told.citation, class_="unstated"))


def motivating_potential(
    variety: float,
    identity: float,
    significance: float,
    autonomy: float,
    feedback: float,
    *,
    scale: tuple[float, float] = (1, 7),
) -> Worked:
    r"""Work out the motivating potential score, :math:`\frac{V + I + S}{3} \times A \times F`.

    Parameters
    ----------
    variety, identity, significance, autonomy, feedback
        The mean of each part.
    scale
        From where to where the parts go; from 1 to 7 the score goes from 1 to 343.

    References
    ----------
    Hackman, J. R. and Oldham, G. R. (1975). Journal of Applied Psychology 60:159-170.

    Examples
    --------
    >>> float(motivating_potential(6, 7, 8, 4, 3))
    84.0
    """
    names = ("variety", "identity", "significance", "autonomy", "feedback")
    given = dict(zip(names, (variety, identity, significance, autonomy, feedback), strict=True))
    parts = {name: _number(name, value, 0) for name, value in given.items()}
    if not isinstance(scale, tuple | list) or len(scale) != 2:
        raise Problem(f"The scale is {scale!r}. Give its two ends, such as scale=(1, 7).")
    low, high = (_number("an end of the scale", end, 0) for end in scale)
    if low >= high:
        raise Problem(f"The scale goes from {low:g} to {high:g}. Give the lower end first, such as scale=(1, 7).")
    value = (parts["variety"] + parts["identity"] + parts["significance"]) / 3 * parts["autonomy"] * parts["feedback"]
    # Of what multiplies, the smaller holds the score down; the mean of three counts as one.
    factors = {"meaning": (parts["variety"] + parts["identity"] + parts["significance"]) / 3}
    factors |= {name: parts[name] for name in ("autonomy", "feedback")}
    least = [name for name, size in factors.items() if size == min(factors.values())]
    holds = "All three factors are alike." if len(least) == 3 else f"What holds it down most: {' and '.join(least)}."
    outside = [f"{name} {size:g}" for name, size in parts.items() if not low <= size <= high]
    notes = [f"On parts from {low:g} to {high:g} it goes from {low**3:g} to {high**3:g}. {CAUTION}"]
    if outside:
        notes.append(f"Not between {low:g} and {high:g}, and reckoned all the same: {', '.join(outside)}.")
    return Worked("job_characteristics", "Motivating potential", value, holds, tuple(notes))


def effort_reward(
    effort: float | Iterable[float],
    reward: float | Iterable[float],
    *,
    effort_items: int = 3,
    reward_items: int = 7,
) -> Worked:
    r"""Work out the effort-reward ratio, :math:`E / (R \times c)` with :math:`c` effort items over reward items.

    Parameters
    ----------
    effort, reward
        The sum of each, or the answers one by one, which are then counted too.
    effort_items, reward_items
        How many items each sum has.

    References
    ----------
    Siegrist, J., Li, J. and Montano, D. (2014). Psychometric properties of the effort-reward imbalance questionnaire.

    Examples
    --------
    >>> round(float(effort_reward(9, 14)), 2)
    1.5
    """
    totals, counts = [], []
    for name, given, count in (("effort", effort, effort_items), ("reward", reward, reward_items)):
        # An array of numpy may be one number, and then cannot be gone through.
        several = isinstance(given, Iterable) and not isinstance(given, str) and getattr(given, "ndim", 1) > 0
        answers: list[Any] = list(given) if several and isinstance(given, Iterable) else [given]
        if not answers:
            raise Problem(f"{name} has no answer. Give at least one, or the sum of all.")
        totals.append(sum(_number(name, answer, 0) for answer in answers))
        counts.append(len(answers) if several else _number(f"{name}_items", count, 1))
    (e, r), (few, many) = totals, counts
    if r == 0:
        raise Problem("Effort cannot be set against a reward of 0. Give answers from 1 upwards.")
    value = e / (r * few / many)
    level = abs(value - 1) <= _LEVEL
    more = "Effort outweighs reward." if value > 1 else "Reward outweighs effort."
    says = "Effort and reward are level." if level else more
    notes = f"{e:g} over {r:g} times {few:g}/{many:g}.", f"1 is no threshold of illness. {CAUTION}"
    return Worked("effort_reward", "Effort over reward", value, says, notes)


@dataclass(frozen=True, repr=False)
class Balance:
    """The four spans of a job: supply (control and support) and demand (accountability and influence)."""

    control: float
    support: float
    accountability: float
    influence: float

    @property
    def supply(self) -> float:
        """Control and support."""
        return self.control + self.support

    @property
    def demand(self) -> float:
        """Accountability and influence."""
        return self.accountability + self.influence

    @property
    def lacking(self) -> float:
        """By how much demand exceeds supply; below 0 where supply exceeds demand."""
        return self.demand - self.supply

    @property
    def sentence(self) -> str:
        """What the spans say, in plain words."""
        if abs(self.lacking) <= _LEVEL * max(self.demand, self.supply, 1):
            return f"Supply meets demand: {self.supply:g} each."
        if self.lacking > 0:
            return (
                f"Demand ({self.demand:g}) exceeds supply ({self.supply:g}) by {self.lacking:g}: widen control or "
                "support, or ask for less."
            )
        return (
            f"Supply ({self.supply:g}) exceeds demand ({self.demand:g}) by {-self.lacking:g}: the job could carry "
            "more, or is given more than it needs."
        )

    def __repr__(self) -> str:
        return f"{self.sentence}\n  {CAUTION}"

    def _repr_html_(self) -> str:
        return wrap(tag("p", self.sentence), tag("p", CAUTION, class_="unstated"))


def spans(*, control: float, support: float, accountability: float, influence: float) -> Balance:
    """Set supply, which is control and support, against demand, which is accountability and influence.

    Parameters
    ----------
    control, support, accountability, influence
        How wide each span is, all on the same scale, such as 0 (narrow) to 10 (wide).

    References
    ----------
    Simons, R. (2005). Designing high-performance jobs. Harvard Business Review, July-August.

    Examples
    --------
    >>> spans(control=2, support=3, accountability=6, influence=8).lacking
    9.0
    """
    given = {"control": control, "support": support, "accountability": accountability, "influence": influence}
    return Balance(**{name: _number(name, value, 0) for name, value in given.items()})


def _number(name: str, value: Any, least: float) -> float:
    """Return a number, or say what else was found."""
    if isinstance(value, bool | str) or not hasattr(value, "__float__"):
        raise Problem(f"{name} is {value!r}. A number is needed, from {least:g} upwards.")
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise Problem(f"{name} is {value!r}. One number is needed, from {least:g} upwards.") from None
    if not isfinite(number) or number < least:
        raise Problem(f"{name} is {number:g}. A number is needed, from {least:g} upwards.")
    return number
