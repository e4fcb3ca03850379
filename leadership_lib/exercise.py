"""Exercises: a short scene, a question, and for each possible answer what speaks for it or against it here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Annotated, Literal

from leadership_lib import framework
from leadership_lib.collection import Collection, data_folder
from leadership_lib.framework import PropositionId, SourceId
from leadership_lib.html import Markup, folded, listing, tag, wrap
from leadership_lib.problems import UnknownKeyError, near_misses
from leadership_lib.records import Between, Fault, Record, RecordError, Several, parse_toml, read_text

#: What an exercise is about.
Kind = Literal["gaps", "problem or polarity", "layers", "titles and accountability"]

#: The file of each kind below ``data/exercises/``, in the order in which a learner meets them.
FILES: dict[str, str] = {
    "gaps": "gaps.toml",
    "problem or polarity": "polarities.toml",
    "layers": "layers.toml",
    "titles and accountability": "titles.toml",
}

#: How a verdict is put to the learner, beside the answer it is about.
IN_WORDS = {"best": "fits best", "defensible": "can be defended", "not here": "would fit elsewhere"}


class ExerciseError(RecordError):
    """Facts that do not make an exercise."""


class _ExercisePart(Record):
    WHAT = "an exercise"
    ERROR = ExerciseError


@dataclass(frozen=True, kw_only=True)
class Choice(_ExercisePart):
    """One possible answer.

    Attributes
    ----------
    text : str
        The answer as the learner reads it; in an exercise about gaps it may be left out, and is the gap's title.
    verdict : str
        How well it fits here: ``best``, ``defensible`` or ``not here``.
    feedback : str
        Why, and for an answer that does not fit here, what it would fit.
    """

    id: str
    text: str | None = None
    verdict: Literal["best", "defensible", "not here"]
    feedback: str

    @property
    def holds(self) -> bool:
        """Whether it can be argued for here."""
        return self.verdict != "not here"

    def __str__(self) -> str:
        return self.text or self.id


@dataclass(frozen=True, kw_only=True)
class Exercise(_ExercisePart):
    """A scene, a question and its possible answers.

    Attributes
    ----------
    several : bool
        Whether the question asks for all that fits, so that more than one answer may be given.
    difficulty : int
        1 (one thing stands out) to 3 (people who know the work will differ).
    note : str or None
        Why more than one answer can be defended.
    sources : tuple of str
        Where a real figure in the texts comes from.
    """

    id: str
    kind: Kind
    title: str
    scene: str
    question: str
    several: bool = False
    choices: tuple[Choice, ...]
    propositions: tuple[PropositionId, ...]
    difficulty: Annotated[int, Between(1, 3, "(easy to hard)")]
    note: str | None = None
    sources: tuple[SourceId, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.kind == "gaps":
            object.__setattr__(self, "choices", Several(map(_named_after_its_gap, self.choices)))
        if faults := [*_faults_of_any(self), *_faults_of_kind(self)]:
            raise ExerciseError(self.WHAT, faults)

    def answer(self, choice_ids: str | Iterable[str] = ()) -> Response:
        """Answer the question, and be answered.

        Parameters
        ----------
        choice_ids
            The id of one choice, or those of several.

        Raises
        ------
        UnknownKeyError
            Names an id that is not one of the choices, and the nearest ones.
        """
        given = (choice_ids,) if isinstance(choice_ids, str) else tuple(choice_ids)
        known = [choice.id for choice in self.choices]
        for choice_id in given:
            if choice_id not in known:
                message = f"{choice_id!r} is not one of the answers to {self.id!r}: {near_misses(choice_id, known)}"
                raise UnknownKeyError(message)
        return Response(self, tuple(choice for choice in self.choices if choice.id in given))

    @property
    def _asks_for(self) -> str:
        return "Choose all that fit." if self.several else "Choose one."

    def __repr__(self) -> str:
        lines = [self.title, self.scene, f"{self.question} {self._asks_for}"]
        return "\n".join(lines + [f"- {choice.id}: {choice}" for choice in self.choices])

    def _repr_html_(self) -> str:
        return wrap(
            tag("h3", self.title),
            tag("p", self.scene),
            tag("p", tag("b", self.question), f" {self._asks_for}"),
            listing(self.choices),
            folded("What each answer says back", _said_back(self.choices), *_noted(self.note)),
        )


@dataclass(frozen=True)
class Response:
    """What an exercise answers back.

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
    chosen : tuple of Choice
        The answers given, in the order of the exercise.
    """

    exercise: Exercise
    chosen: tuple[Choice, ...]

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
        if not self.chosen or (self._best_chosen and not self.exercise.several):
            return ()
        return tuple(c for c in self.exercise.choices if c.verdict == "best" and c not in self.chosen)

    @property
    def others(self) -> tuple[Choice, ...]:
        """The remaining answers, neither given nor missed."""
        return tuple(c for c in self.exercise.choices if c not in self.chosen and c not in self.missed)

    @property
    def summary(self) -> str:
        """The verdict in one plain sentence."""
        match self.verdict:
            case "not answered":
                return "Nothing is chosen yet: choose an answer, and it tells you how well it fits and why."
            case "best" if self.exercise.several:
                return "You named what matters most here, and nothing that would fit only elsewhere."
            case "best":
                return "This answer fits the scene best."
            case "defensible" if self.exercise.several:
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
    def _best_chosen(self) -> bool:
        return any(choice.verdict == "best" for choice in self.chosen)

    @property
    def _undecided(self) -> bool:
        return len(self.chosen) > 1 and not self.exercise.several

    @property
    def _missed_is(self) -> str:
        return "Not named" if self.exercise.several else "What fits best here"

    @property
    def _note(self) -> str | None:
        return self.exercise.note if self.chosen else None

    def __repr__(self) -> str:
        lines = [self.summary, *map(_line, self.chosen)]
        if self.missed:
            lines += [f"{self._missed_is}:", *map(_line, self.missed)]
        return "\n".join([*lines, *filter(None, [self._note])])

    def _repr_html_(self) -> str:
        parts = [tag("p", tag("b", self.summary)), _said_back(self.chosen)]
        if self.missed:
            parts += [tag("h4", self._missed_is), _said_back(self.missed)]
        parts += _noted(self._note)
        if self.chosen and self.others:
            parts.append(folded("What the other answers say back", _said_back(self.others)))
        return wrap(*parts)


def _counted(choices: tuple[Choice, ...]) -> str:
    return "one thing that fits best is" if len(choices) == 1 else f"{len(choices)} things that fit best are"


def _line(choice: Choice) -> str:
    return f"- {choice} ({IN_WORDS[choice.verdict]}): {choice.feedback}"


def _said_back(choices: Iterable[Choice]) -> Markup:
    return listing(tag("span", tag("b", f"{c} ({IN_WORDS[c.verdict]}): "), c.feedback) for c in choices)


def _noted(note: str | None) -> list[Markup]:
    return [tag("p", note, class_="note")] if note else []


def _named_after_its_gap(choice: Choice) -> Choice:
    gaps = framework.load("gaps")
    return choice if choice.text or choice.id not in gaps else replace(choice, text=gaps[choice.id].title)


def _faults_of_any(exercise: Exercise) -> Iterator[Fault]:
    ids = [choice.id for choice in exercise.choices]
    if len(ids) < 2:
        yield Fault("choices", f"{len(ids)} of them", "at least two are needed")
    for number, choice_id in enumerate(ids, 1):
        if choice_id in ids[: number - 1]:
            yield Fault(f"choices[{number}].id", repr(choice_id), "another choice has this id already")
    if not any(choice.verdict == "best" for choice in exercise.choices):
        yield Fault("choices", "none with the verdict 'best'", "at least one answer fits best")


def _faults_of_kind(exercise: Exercise) -> Iterator[Fault]:
    if exercise.kind != "gaps":
        for number, choice in enumerate(exercise.choices, 1):
            if choice.text is None:
                yield Fault(f"choices[{number}].text", "nothing", "this key is needed")
        return
    gaps = framework.load("gaps").ids
    ids = [choice.id for choice in exercise.choices]
    for number, choice_id in enumerate(ids, 1):
        if choice_id not in gaps:
            yield Fault(f"choices[{number}].id", repr(choice_id), near_misses(choice_id, gaps))
    for gap in gaps:
        if gap not in ids:
            yield Fault(
                "choices", f"none with the id {gap!r}", "every gap is a possible answer and needs its feedback"
            )


def read(kind: str) -> list[Exercise]:
    """Read the exercises of one kind from their file.

    Raises
    ------
    ExerciseError
        Names the file, and for every fault its table, its key, what was found and what is allowed.
    """
    source = f"data/exercises/{FILES[kind]}"
    text = read_text(data_folder() / "exercises" / FILES[kind], Exercise)
    faults: list[Fault] = []
    exercises = []
    for key, data in parse_toml(text, Exercise, source).items():
        try:
            # The file says the kind and the table's name the id; a table that says either again differs or repeats.
            given = {"id": key, "kind": kind}
            if isinstance(data, dict):
                faults += [
                    Fault(f"[{key}] {k}", repr(data[k]), "this is known already: leave it out")
                    for k in given
                    if k in data
                ]
                data = {**data, **given}
            exercises.append(Exercise.from_dict(data))
        except ExerciseError as error:
            faults += [Fault(f"[{key}] {f.key}", f.found, f.allowed) for f in error.faults]
    if faults:
        raise ExerciseError(Exercise.WHAT, faults, source)
    return exercises


def read_all() -> list[Exercise]:
    """Read the exercises of every kind; no two may have the same name, whatever their files."""
    exercises: dict[str, Exercise] = {}
    for kind, file in FILES.items():
        for exercise in read(kind):
            if first := exercises.get(exercise.id):
                fault = Fault(f"[{exercise.id}]", "a name in use", f"{FILES[first.kind]} has a table of this name")
                raise ExerciseError(Exercise.WHAT, [fault], f"data/exercises/{file}")
            exercises[exercise.id] = exercise
    return list(exercises.values())


@cache
def load(kind: str | None = None) -> Collection[Exercise]:
    """Give the exercises, all of them or those of one kind, in the order of their files.

    Parameters
    ----------
    kind
        One of ``gaps``, ``problem or polarity``, ``layers`` and ``titles and accountability``.
    """
    if kind is None:
        return Collection("exercises", read_all(), ("title", "kind", "difficulty"))
    if kind not in FILES:
        raise UnknownKeyError(f"{kind!r} is not one of the kinds of exercise: {near_misses(kind, FILES)}")
    return Collection("exercises", (e for e in load() if e.kind == kind), ("title", "difficulty"))
