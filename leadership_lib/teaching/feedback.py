"""Feedback: the possible answers to a question, and what is said back to those that were given."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from leadership_lib.core.html import Markup, folded, listing, tag, wrap
from leadership_lib.core.records import Record

#: How a verdict is put to the learner, beside the answer it is about.
IN_WORDS = {"best": "fits best", "defensible": "can be defended", "not here": "would fit elsewhere"}


class Choice(Record, what="a possible answer"):
    """One possible answer.

    Attributes
    ----------
    text : str
        The answer as the learner reads it; in an exercise about gaps it may be left out, and is the gap's title.
    verdict : str
        How well it fits here: ``best``, ``defensible`` or ``not here``.
    feedback : str
        Why, and for an answer that does not fit here, what it would fit.
    leads_to : str or None
        The id of the exercise that comes of it, in the same file.
    """

    id: str
    text: str | None = None
    verdict: Literal["best", "defensible", "not here"]
    feedback: str
    leads_to: str | None = None

    @property
    def holds(self) -> bool:
        """Whether it can be argued for here."""
        return self.verdict != "not here"

    def __str__(self) -> str:
        return self.text or self.id


@dataclass(frozen=True)
class Response:
    """What is answered back.

    Two questions decide the verdict: does everything chosen hold here, and is everything in it that fits best?
    A question that asks for one answer has all it asks for in a single best one.

    ================  =====================================================================================
    ``best``          everything chosen holds, and nothing that fits best is missing
    ``defensible``    everything chosen holds, and something fits better or is still missing
    ``partly``        some of it holds and some does not; or it is several answers where one is asked for
    ``not here``      nothing chosen holds here
    ``not answered``  nothing is chosen, and nothing is given away
    ================  =====================================================================================

    Attributes
    ----------
    choices : tuple of Choice
        All answers that can be given, in order.
    chosen : tuple of Choice
        The answers given, in the same order.
    several : bool
        Whether the question asks for all that fits.
    note : str or None
        Why more than one answer can be defended.
    """

    choices: tuple[Choice, ...]
    chosen: tuple[Choice, ...]
    several: bool = False
    note: str | None = None

    @property
    def verdict(self) -> Literal["best", "defensible", "partly", "not here", "not answered"]:
        """How well the answer fits, taken together."""
        if not self.chosen:
            return "not answered"
        holding = [choice for choice in self.chosen if choice.holds]
        if not holding:
            return "not here"
        if len(holding) < len(self.chosen) or self._undecided:
            return "partly"
        return "defensible" if self.missed or not self._best_chosen else "best"

    @property
    def missed(self) -> tuple[Choice, ...]:
        """The best answers that were not given, each with its feedback."""
        if not self.chosen or (self._best_chosen and not self.several):
            return ()
        return tuple(c for c in self.choices if c.verdict == "best" and c not in self.chosen)

    @property
    def others(self) -> tuple[Choice, ...]:
        """The remaining answers, neither given nor missed."""
        return tuple(c for c in self.choices if c not in self.chosen and c not in self.missed)

    @property
    def summary(self) -> str:
        """The verdict in one plain sentence."""
        match self.verdict:
            case "not answered":
                return "Nothing is chosen yet: choose an answer, and it tells you how well it fits and why."
            case "best" if self.several:
                return "You named what matters most here, and nothing that would fit only elsewhere."
            case "best":
                return "This answer fits the scene best."
            case "defensible" if self.several:
                return f"What you named can be argued for, and {_counted(self.missed)} still missing."
            case "defensible":
                return "This answer can be argued for, and another fits better."
            case "partly" if self._undecided:
                return "This question asks for one answer: decide which of yours fits best."
            case "partly":
                holding = sum(choice.holds for choice in self.chosen)
                return f"Of the {len(self.chosen)} answers you gave, {holding} can be argued for here."
            case _:
                return "This would fit another scene: read which one, and what fits here instead."

    @property
    def spoken(self) -> str:
        """The verdict and what is said back to every answer given, for somebody who listens."""
        return " ".join([self.summary, *map(_told, self.chosen)])

    @property
    def _best_chosen(self) -> bool:
        return any(choice.verdict == "best" for choice in self.chosen)

    @property
    def _undecided(self) -> bool:
        return len(self.chosen) > 1 and not self.several

    @property
    def _missed_is(self) -> str:
        return "Not named" if self.several else "What fits best here"

    def __repr__(self) -> str:
        lines = [self.summary, *_lines(self.chosen)]
        if self.missed:
            lines += [f"{self._missed_is}:", *_lines(self.missed)]
        if self.chosen and self.note:
            lines.append(self.note)
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return wrap(*self.parts())

    def parts(self) -> Iterator[Markup]:
        """Show all that is said back, for a block that has more in it."""
        yield tag("p", tag("b", self.summary))
        if not self.chosen:
            return
        yield said_back(self.chosen)
        if self.missed:
            yield tag("h4", self._missed_is)
            yield said_back(self.missed)
        yield from noted(self.note)
        if self.others:
            yield folded("What the other answers say back", said_back(self.others))


def _counted(choices: tuple[Choice, ...]) -> str:
    return "one thing that fits best is" if len(choices) == 1 else f"{len(choices)} things that fit best are"


def _told(choice: Choice) -> str:
    return f"{choice} ({IN_WORDS[choice.verdict]}): {choice.feedback}"


def _lines(choices: Iterable[Choice]) -> list[str]:
    return [f"- {_told(choice)}" for choice in choices]


def said_back(choices: Iterable[Choice]) -> Markup:
    """List answers, each with what is said back to it."""
    return listing(tag("span", tag("b", f"{c} ({IN_WORDS[c.verdict]}): "), c.feedback) for c in choices)


def noted(note: str | None) -> list[Markup]:
    """Show the note on why more than one answer can be defended, where there is one."""
    return [tag("p", note, class_="note")] if note else []
