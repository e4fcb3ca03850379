"""Written exercises: a scene, a few things to write, and what to hold them against afterwards.

What a person writes is looked through for faults and is never called good: that is for a colleague to say.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Annotated, Any, Literal

from leadership_lib.core.collection import Collection
from leadership_lib.core.faults import Code, Fault, Said
from leadership_lib.core.records import Between, OneOf, Record
from leadership_lib.diagnosis import questions
from leadership_lib.diagnosis.checks import Finding
from leadership_lib.diagnosis.checks import load as load_checks
from leadership_lib.framework.concepts import PropositionId, SourceId
from leadership_lib.role.role import Role

#: Under which name the day is kept on which a person began to write, and what an observer ticked.
BEGUN, SEEN = "begun", "seen"


class Part(Record, what="something to write"):
    """One thing to write.

    Attributes
    ----------
    question : str or None
        What to write; left out where `asks` names one of the ten questions, which is then put in the holder's words.
    objective : str or None
        Which part of an objective it is, for the rules to look at.
    after : float or None
        How many days after the rest it is asked for.
    record : str or None
        Which field of the record for an appraisal takes it in.
    """

    id: str
    title: str
    question: str | None = None
    asks: Annotated[str, OneOf(lambda: questions.load().ids)] | None = None
    objective: Literal["text", "measure", "by", "milestones"] | None = None
    after: Annotated[int, Between(1, 730, "days")] | None = None
    record: Literal["change", "change_by", "evidence", "shared_with"] | None = None

    def _check(self) -> Iterator[Fault]:
        if (self.question is None) == (self.asks is None):
            found = Said("both" if self.question else "neither")
            yield Fault(("question",), Code.RULE, found, "one of `question` and `asks` is needed")

    @property
    def put(self) -> str:
        """The question as it is put."""
        return self.question or questions.load()[self.asks or ""].holder


class Card(Record, what="a role card"):
    """What one person in a conversation knows and wants; the other does not read it."""

    title: str
    text: str


class Model(Record, what="a model answer"):
    """One answer, what it is worth, and why."""

    grade: Literal["strong", "half way", "weak"]
    text: str
    why: str


class Written(Record, what="a written exercise"):
    """A scene, what to write, and what to hold it against.

    Attributes
    ----------
    cards : tuple of Card
        The two sides of a conversation.
    observe : tuple of str
        What a third person looks and listens for, to be ticked.
    checks : tuple of str
        The rules that look through an objective.
    layer : str or None
        The layer at which that objective is to be met.
    """

    id: str
    title: str
    scene: str
    how: str
    parts: tuple[Part, ...]
    cards: tuple[Card, ...] = ()
    observe: tuple[str, ...] = ()
    models: tuple[Model, ...] = ()
    checks: tuple[Annotated[str, OneOf(lambda: load_checks().ids)], ...] = ()
    layer: str | None = None
    propositions: tuple[PropositionId, ...]
    sources: tuple[SourceId, ...] = ()

    def _check(self) -> Iterator[Fault]:
        ids = [part.id for part in self.parts]
        for number, name in enumerate(ids):
            if name in ids[:number] or name in (BEGUN, SEEN):
                yield Fault(("parts", number, "id"), Code.GIVEN_TWICE, name, "this name is taken")
        if not self.parts:
            yield Fault(("parts",), Code.RULE, Said("none"), "at least one is needed")
        if self.checks and not any(part.objective for part in self.parts):
            needs = "the rules need a part that is the `objective`"
            yield Fault(("checks",), Code.RULE, Said("rules and nothing for them to read"), needs)

    def findings(self, said: Mapping[str, Any]) -> list[Finding]:
        """Return what the rules say of the objective that a person has written; nothing where none is.

        Parameters
        ----------
        said
            What is written, by the id of the part.
        """
        written = {part.objective: text for part in self.parts if part.objective and (text := said.get(part.id))}
        if "text" not in written:
            return []
        if "milestones" in written:
            written["milestones"] = [line for line in written["milestones"].splitlines() if line.strip()]
        objective = written | ({"layer": self.layer} if self.layer else {})
        role = Role.from_dict({"objectives": [objective], **({"layer": self.layer} if self.layer else {})})
        return [load_checks()[check].ask(role) for check in self.checks]

    def due(self, said: Mapping[str, Any], today: date) -> list[Part]:
        """Return the parts whose day has come and that nothing is written for yet."""
        begun = said.get(BEGUN)
        if not isinstance(begun, str):
            return []
        days = (today - date.fromisoformat(begun)).days
        return [part for part in self.parts if part.after and part.after <= days and not said.get(part.id)]

    def day(self, part: Part, said: Mapping[str, Any]) -> date | None:
        """Return the day from which a later part is asked for, once the rest is begun."""
        begun = said.get(BEGUN)
        return date.fromisoformat(begun) + timedelta(part.after) if part.after and isinstance(begun, str) else None


@cache
def load() -> Collection[Written]:
    """Read the written exercises, in the order of their file."""
    return Collection.from_toml("exercises/written.toml", Written, ("title", "scene"))


def for_record(entries: Iterable[tuple[str | None, Any]]) -> dict[str, str]:
    """Return what written exercises say for the fields of the record for an appraisal.

    Parameters
    ----------
    entries
        The activity and what was kept, in order.
    """
    found: dict[str, list[str]] = {}
    for activity, what in entries:
        exercise = load().get(activity or "")
        for part in exercise.parts if exercise and isinstance(what, Mapping) else ():
            if part.record and isinstance(text := what.get(part.id), str):
                found.setdefault(part.record, []).append(text)
    return {field: "\n".join(texts) for field, texts in found.items()}
