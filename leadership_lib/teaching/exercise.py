"""Exercises: a short scene, a question, and for each possible answer what speaks for it or against it here."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Annotated

from leadership_lib.core.collection import Collection
from leadership_lib.core.errors import UnknownKeyError, needed, one_of
from leadership_lib.core.faults import Code, Fault, Heading, RecordError, Said
from leadership_lib.core.html import folded, listing, tag, wrap
from leadership_lib.core.records import Between, OneOf, Record, Several
from leadership_lib.framework import concepts
from leadership_lib.framework.concepts import PropositionId, SourceId
from leadership_lib.teaching.feedback import Choice, Response, noted, said_back

#: What exercises are about, and the file of each kind below ``data/exercises/``. Which notebook works through a kind
#: stands in ``data/framework/activities.toml``.
FILES: dict[str, str] = {
    "gaps": "gaps.toml",
    "problem or polarity": "polarities.toml",
    "layers": "layers.toml",
    "titles and accountability": "titles.toml",
    "a live agenda": "agenda.toml",
}

Kind = Annotated[str, OneOf(lambda: FILES)]


class ExerciseError(RecordError):
    """Facts that do not make an exercise."""


class Exercise(Record, what="an exercise", error=ExerciseError):
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

    def _check(self) -> Iterator[Fault]:
        gaps = concepts.load("gaps").ids if self.kind == "gaps" else ()
        if gaps:
            object.__setattr__(self, "choices", Several(map(_named_after_its_gap, self.choices)))
        ids = [choice.id for choice in self.choices]
        if len(ids) < 2:
            yield Fault(("choices",), Code.RULE, Said(f"{len(ids)} of them"), "at least two are needed")
        for number, choice in enumerate(self.choices):
            if choice.id in ids[:number]:
                already = "another choice has this id already"
                yield Fault(("choices", number, "id"), Code.GIVEN_TWICE, choice.id, already)
            if gaps and choice.id not in gaps:
                yield Fault(("choices", number, "id"), Code.UNKNOWN_NAME, choice.id, gaps)
            elif choice.text is None:
                yield Fault(("choices", number, "text"), Code.MISSING)
        if not any(choice.verdict == "best" for choice in self.choices):
            found = Said("none with the verdict 'best'")
            yield Fault(("choices",), Code.RULE, found, "at least one answer fits best")
        every = "every gap is a possible answer and needs its feedback"
        missing = (Said(f"none with the id {gap!r}") for gap in gaps if gap not in ids)
        yield from (Fault(("choices",), Code.RULE, found, every) for found in missing)

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
        needed(choice_ids, Iterable, "An answer is the id of one choice, or those of several")
        given = (choice_ids,) if isinstance(choice_ids, str) else tuple(choice_ids)
        known = [choice.id for choice in self.choices]
        for choice_id in given:
            one_of(choice_id, known, f"{choice_id!r} is not one of the answers to {self.id!r}", UnknownKeyError)
        chosen = tuple(choice for choice in self.choices if choice.id in given)
        return Response(self.choices, chosen, self.several, self.note)

    @property
    def asks_for(self) -> str:
        """How many answers may be given, in words."""
        return "Choose all that fit." if self.several else "Choose one."

    def __repr__(self) -> str:
        lines = [self.title, self.scene, f"{self.question} {self.asks_for}"]
        return "\n".join(lines + [f"- {choice.id}: {choice}" for choice in self.choices])

    def _repr_html_(self) -> str:
        return wrap(
            tag("h3", self.title),
            tag("p", self.scene),
            tag("p", tag("b", self.question), f" {self.asks_for}"),
            listing(self.choices),
            folded("What each answer says back", said_back(self.choices), *noted(self.note)),
        )


def _named_after_its_gap(choice: Choice) -> Choice:
    gaps = concepts.load("gaps")
    return choice if choice.text or choice.id not in gaps else replace(choice, text=gaps[choice.id].title)


def read_all() -> list[Exercise]:
    """Read the exercises of every kind; no two may have the same name, whatever their files.

    Raises
    ------
    ExerciseError
        Names the file, and for every fault its table, its key, what was found and what is allowed.
    """
    exercises: dict[str, Exercise] = {}
    for kind, file in FILES.items():
        for exercise in Collection.from_toml(f"exercises/{file}", Exercise, known={"kind": kind}):
            if first := exercises.get(exercise.id):
                already = f"{FILES[first.kind]} has a table of this name"
                fault = Fault((Heading(exercise.id),), Code.GIVEN_TWICE, Said("a name in use"), already)
                raise ExerciseError(Exercise.WHAT, [fault], f"data/exercises/{file}")
            exercises[exercise.id] = exercise
    _leads_on(exercises)
    return list(exercises.values())


def _leads_on(exercises: Mapping[str, Exercise]) -> None:
    """Refuse an answer that leads to no later exercise of its file: no path runs in a circle, and each ends."""
    order = list(exercises)
    for place, exercise in enumerate(exercises.values()):
        later = [name for name in order[place + 1 :] if exercises[name].kind == exercise.kind]
        for number, choice in enumerate(exercise.choices):
            if choice.leads_to is not None and choice.leads_to not in later:
                path = (Heading(exercise.id), "choices", number, "leads_to")
                fault = Fault(path, Code.RULE, choice.leads_to, "allowed is the name of a later table of this file")
                raise ExerciseError(Exercise.WHAT, [fault], f"data/exercises/{FILES[exercise.kind]}")


def openings(exercises: Iterable[Exercise]) -> list[Exercise]:
    """Return the exercises to which no answer of another leads."""
    exercises = list(exercises)
    reached = {choice.leads_to for exercise in exercises for choice in exercise.choices}
    return [exercise for exercise in exercises if exercise.id not in reached]


@cache
def load(kind: str | None = None) -> Collection[Exercise]:
    """Read the exercises, all of them or those of one kind, in the order of their files.

    Parameters
    ----------
    kind
        One of those in `FILES`, such as ``gaps``.
    """
    if kind is None:
        return Collection("exercises", read_all(), ("title", "kind", "difficulty"))
    one_of(kind, FILES, f"{kind!r} is not one of the kinds of exercise", UnknownKeyError)
    return Collection("exercises", (e for e in load() if e.kind == kind), ("title", "difficulty"))
