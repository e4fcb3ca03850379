"""A problem to solve or a polarity to hold, and the ways out of a polarity that fail."""

from collections.abc import Mapping
from dataclasses import field
from typing import Any, Literal, NamedTuple

from leadership_lib.core.collection import Collection
from leadership_lib.core.errors import needed
from leadership_lib.core.html import tag, wrap
from leadership_lib.core.records import Several
from leadership_lib.framework import concepts
from leadership_lib.redesign.polarity.grid import PolarityGrid
from leadership_lib.redesign.polarity.parts import POLES, PartRecord
from leadership_lib.redesign.polarity.reference_grids import load
from leadership_lib.role.role import words

Answer = Literal["yes", "no", "unsure"] | None


class Answers(PartRecord, what="the answers to the four questions"):
    """The answers to the four questions, which stand in the data under the same keys; None counts as unsure."""

    ongoing: Answer = None
    interdependent: Answer = None
    both_good: Answer = None
    swings_back: Answer = None


class Kind(NamedTuple):
    """Whether something is a problem to solve or a polarity to hold, and why."""

    answer: Literal["polarity", "problem", "undecided"]
    reason: str

    def __repr__(self) -> str:
        return f"{self.answer}: {self.reason}"

    def _repr_html_(self) -> str:
        return wrap(tag("p", tag("b", self.answer), f": {self.reason}"))


def kind_of(answers: Mapping[str, str | None]) -> Kind:
    """Tell a problem to solve from a polarity to hold, by four questions.

    Parameters
    ----------
    answers
        ``yes``, ``no`` or ``unsure`` for each field of `Answers`; what is left out counts as unsure.

    Raises
    ------
    PolarityError
        Names every key that is no question and every other answer.

    Examples
    --------
    >>> from leadership_lib.redesign.polarity import kind_of
    >>> kind_of({"ongoing": "no"})
    problem: It can be brought to an end, and what can be ended can be solved.
    """
    given, questions = Answers.from_dict(answers), load().questions
    said = {key: getattr(given, key) or "unsure" for key in questions}
    if settled := [question.no for key, question in questions.items() if question.settles and said[key] == "no"]:
        return Kind("problem", " ".join(settled))
    if doubts := [getattr(question, said[key]) for key, question in questions.items() if said[key] != "yes"]:
        return Kind("undecided", " ".join(doubts))
    return Kind("polarity", load().polarity)


class FalseFix(NamedTuple):
    """A way out that brings the trouble back.

    Attributes
    ----------
    text : str
        What is known of such ways out of this paradox.
    leans_on : tuple of str
        The poles that it leans on, each without the other.
    brings_back : tuple of str
        What is lost when those poles are overdone, as far as a grid says.
    """

    id: str
    title: str
    text: str
    leans_on: Several
    brings_back: Several

    def row(self) -> dict[str, Any]:
        """Return the way out as a row of a table."""
        return self._asdict()

    def __str__(self) -> str:
        return f"{self.title}: {'; '.join(map(words, self.brings_back)) or 'the grid does not say yet what is lost'}"


class Difficulty(PartRecord, what="a difficulty"):
    """A difficulty of someone's own, the answers to the four questions, and the paradox that is nearest to it.

    Attributes
    ----------
    text : str or None
        What pulls two ways, in a person's own words.
    paradox : str or None
        The id of the paradox that it is most like.

    Examples
    --------
    >>> Difficulty(text="A leaking roof", answers=Answers(ongoing="no")).kind.answer
    'problem'
    """

    text: str | None = None
    answers: Answers = field(default_factory=Answers)
    paradox: concepts.ParadoxId | None = None

    @property
    def kind(self) -> Kind:
        """Whether the answers speak for a problem or a polarity, and why."""
        return kind_of(self.answers.to_dict())

    @property
    def tempting(self) -> Collection[FalseFix]:
        """The ways out that tempt and fail, as far as the nearest paradox tells."""
        return false_fixes(self.paradox) if self.paradox else Collection("false fixes", ())


def false_fixes(paradox_id: str, grid: PolarityGrid | None = None) -> Collection[FalseFix]:
    """Find the known false fixes of a paradox, and which downside comes back with each.

    Parameters
    ----------
    paradox_id
        One of the four paradoxes.
    grid
        A grid of it, whose losses come back; by default those of which the paper speaks.

    Raises
    ------
    UnknownKeyError
        There is no such paradox; names the nearest ones.
    """
    paradox, grid = concepts.load("paradoxes")[paradox_id], grid or PolarityGrid.from_paradox(paradox_id)
    needed(grid, PolarityGrid, "What false fixes bring back stands in a PolarityGrid")
    names = dict(zip(POLES, grid.names, strict=True))
    fixes = (
        FalseFix(
            key,
            fix.title,
            paradox.false_fix,
            Several(names[pole] for pole in fix.leans_on),
            Several(loss for pole in fix.leans_on for loss in getattr(grid, pole).losses or ()),
        )
        for key, fix in load().grids[paradox.id].false_fixes.items()
    )
    return Collection("false fixes", fixes, ("title", "leans_on", "brings_back", "text"))
