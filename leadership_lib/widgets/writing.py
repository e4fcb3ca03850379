"""Writing: a written exercise to fill in; rules name faults as one writes, and models wait until one has."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from leadership_lib.core.day import today
from leadership_lib.core.errors import needed
from leadership_lib.core.html import Markup, block, folded, listing, tag
from leadership_lib.diagnosis.checks import Finding
from leadership_lib.teaching import written
from leadership_lib.teaching.journal import progress
from leadership_lib.teaching.journal.entry import day
from leadership_lib.teaching.journal.journal import Journal
from leadership_lib.teaching.written import BEGUN, SEEN, Model, Part, Written
from leadership_lib.teaching.written_sheet import write_written
from leadership_lib.widgets import controls, worksheets
from leadership_lib.widgets.form import Form
from leadership_lib.widgets.journal_slot import JournalSlot
from leadership_lib.widgets.write_documents import write_documents

#: What a rule says that found no fault, and what no rule can say.
NO_FAULT = "No fault found"
CAVEAT = "Rules look for faults in words. Whether it is good, ask someone who would have to live with it."
WAITING = "Three models, graded, are shown here once you have written your own."
OBSERVER = "For the observer"

ACTIONS = controls.buttons(word="Write it: Word", page="Write it: page")


class Writing(Form):
    """Write what an exercise asks for; it is kept in the journal, and can be written as a document.

    Parameters
    ----------
    exercise
        The id of a written exercise, as in ``data/exercises/written.toml``.
    journal
        Where it is kept; by default the learner's own.

    Attributes
    ----------
    value : dict
        What is written, by the id of the part.

    Raises
    ------
    Problem
        There is no such exercise.
    """

    def __init__(self, exercise: str, *, journal: Journal | None = None):
        needed(exercise, str, "Writing needs the id of a written exercise, as text")
        self.exercise: Written = written.load()[exercise]
        self._slot = JournalSlot(progress.home(exercise), exercise, journal=journal)
        # What belongs to another edition of the exercise stays kept.
        self._said = dict(self._slot.table)
        self._links = Markup()
        super().__init__(
            label=self.exercise.title,
            board_label="What to hold it against",
            tasks_label="Parts",
            help="Kept as you write.",
            groups=list(self._groups()),
            actions=ACTIONS,
            actions_last=True,
        )

    def _groups(self) -> Iterator[dict[str, Any]]:
        asked = self.exercise
        now = [_field(part) for part in asked.parts if not part.after]
        now[0] |= {"heading": asked.title, "scene": [asked.scene, asked.how]}
        yield {"title": "Write", "fields": now}
        if later := [_field(part, asked.day(part, self._said)) for part in asked.parts if part.after]:
            yield {"title": "Later", "fields": later}
        if asked.observe:
            choices = [[one, one] for one in asked.observe]
            field = {"id": SEEN, "question": "What did you see or hear?", "kind": "several", "choices": choices}
            yield {"title": OBSERVER, "fields": [field | {"none": False, "wide": True}]}

    @property
    def value(self) -> dict[str, Any]:
        """What is written, by the id of the part."""
        return {part.id: self._said[part.id] for part in self.exercise.parts if part.id in self._said}

    def take(self, field: str, value: Any) -> None:
        """Keep what is written, and the day on which it was begun."""
        text = isinstance(value, str) and value.strip()
        kept = value if text or (field == SEEN and value) else None
        said = {**self._said, field: kept} if kept else {k: v for k, v in self._said.items() if k != field}
        said = {BEGUN: today().isoformat()} | said if set(said) - {BEGUN} else {}
        self._slot.keep(said)
        self._said = said

    def plain(self) -> dict[str, Any]:
        """Return what is written, as the controls hold it."""
        return {name: list(value) if name == SEEN else value for name, value in self._said.items() if name != BEGUN}

    def do(self, action: str, argument: str) -> str:
        """Write a document."""
        ending = ".html" if action == "page" else ".docx"
        writer = {f"my_{self.exercise.id}": lambda path: write_written(self.exercise, self._said, path)}
        notice, self._links = write_documents(ending, writer)
        return notice

    def show(self, said: str = "", notice: str = "") -> None:
        """Name the faults that rules find, and show the models once something is written."""
        findings = self.exercise.findings(self._said)
        faults = sum(finding.answer != "met" for finding in findings)
        told = f"{faults} of {len(findings)} rules find something to look at." if findings else ""
        parts = [
            self._links,
            *(tag("p", tag("b", told)) for _ in findings[:1]),
            *map(_fault, findings),
            *(tag("p", CAVEAT, class_="note") for _ in findings[:1]),
            *_cards(self.exercise),
            *self._models(),
            self._slot.line(),
        ]
        problem = self._slot.problem
        self.tell(block(*parts), said=said or told or str(self._slot), notice=notice or problem)

    def _models(self) -> Iterator[Markup]:
        if not self.exercise.models:
            return
        if not self.value:
            yield tag("p", WAITING, class_="note")
            return
        yield folded("Three models, graded", listing(map(_model, self.exercise.models)))

    def worksheet(self) -> worksheets.Worksheet:
        """Return what is to be written; cards, models and the observer's sheet come on pages of their own."""
        asked = self.exercise
        sheets = (worksheets.question(f"{part.title}: {part.put}", worksheets.lines(4)) for part in asked.parts)
        models = [listing(map(_model, asked.models))] if asked.models else []
        observer = (
            worksheets.titled(OBSERVER, worksheets.boxes(asked.observe), level=4) if asked.observe else Markup()
        )
        answers = Markup("".join([*_cards(asked), *models])) or None
        scene = tag("p", asked.scene)
        return worksheets.sheet(
            self.label, scene, *sheets, observer, heading=f"Worksheet: {self.label}", answers=answers
        )


def _field(part: Part, when: date | None = None) -> dict[str, Any]:
    asks = f"{part.put} (from {day(when)})" if when else part.put
    return {"id": part.id, "question": f"{part.title}: {asks}", "kind": "text", "none": False, "unset": "write here"}


def _model(model: Model) -> Markup:
    return tag("span", tag("b", f"{model.grade.capitalize()}: "), f"“{model.text}” {model.why}")


def _fault(finding: Finding) -> Markup:
    if finding.answer == "met":
        return tag("p", tag("b", f"{NO_FAULT}: "), finding.question)
    parts = (tag("b", finding.question), finding.told, tag("i", finding.check.advice))
    return tag("div", *(tag("p", part) for part in parts), class_="note")


def _cards(asked: Written) -> Iterator[Markup]:
    for card in asked.cards:
        yield folded(f"Only for {card.title}", tag("p", card.text))
