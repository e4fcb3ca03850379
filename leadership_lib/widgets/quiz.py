"""Quiz: scenes one after another, each answered back at once, and every answer kept."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from leadership_lib.core.errors import Problem
from leadership_lib.core.html import block, tag
from leadership_lib.teaching import exercise
from leadership_lib.teaching.exercise import Exercise
from leadership_lib.teaching.feedback import Response
from leadership_lib.teaching.journal import progress
from leadership_lib.teaching.journal.journal import Journal
from leadership_lib.widgets.form import Form
from leadership_lib.widgets.journal_slot import Place

ACTIONS = [
    {"id": "answer", "label": "Answer"},
    {"id": "previous", "label": "Previous"},
    {"id": "next", "label": "Next"},
]

HOW = "Choose, then press Answer."


class Quiz(Form):
    """Work through exercises of one kind; whatever is answered is answered back, and kept in the journal.

    Parameters
    ----------
    kind
        What the exercises are about, as in `leadership_lib.teaching.exercise`.
    difficulty
        Only those of this difficulty, 1 to 3; all by default.
    journal
        Where answers are kept; by default the learner's own.

    Attributes
    ----------
    value : mapping of str to Response
        What was last answered, by the exercise's id.
    """

    def __init__(self, kind: str, *, difficulty: int | None = None, journal: Journal | None = None):
        self._exercises = [e for e in exercise.load(kind) if difficulty in (None, e.difficulty)]
        if not self._exercises:
            raise Problem(f"There is no exercise about {kind} of difficulty {difficulty!r}; there are 1, 2 and 3.")
        notebook, journal = progress.home(kind), Journal() if journal is None else journal
        self._places = {e.id: Place(notebook, e.id, journal=journal) for e in self._exercises}
        self._chosen = {e.id: self._before(e) for e in self._exercises}
        self._answered = {e.id: e.answer(self._chosen[e.id]) for e in self._exercises if self._chosen[e.id]}
        # Begin where nothing is answered yet.
        left = [n for n, e in enumerate(self._exercises) if e.id not in self._answered]
        self._at = left[0] if left else 0
        super().__init__(
            label=f"Quiz: {kind}" + (f", difficulty {difficulty}" if difficulty else ""),
            board_label="What your answer is answered with",
            help="You can answer again as often as you like.",
            actions=ACTIONS,
            actions_last=True,
        )
        self._ask()

    @property
    def value(self) -> Mapping[str, Response]:
        """What was last answered, by the exercise's id."""
        return MappingProxyType(dict(self._answered))

    @property
    def exercise(self) -> Exercise:
        """The exercise that is asked now."""
        return self._exercises[self._at]

    def _before(self, asked: Exercise) -> tuple[str, ...]:
        """Give what was chosen last time, as far as the exercise still has it."""
        kept = self._places[asked.id].what
        chosen = kept.get("chosen", ()) if isinstance(kept, Mapping) else ()
        known = {choice.id for choice in asked.choices}
        return tuple(choice for choice in chosen if choice in known)

    def edit(self, edits: list[tuple[str, Any]]) -> None:
        """Take over what is chosen; it counts when it is answered."""
        for key, value in edits:
            if key == self.exercise.id:
                known = {choice.id for choice in self.exercise.choices}
                chosen = [value] if isinstance(value, str) else value or []
                self._chosen[key] = tuple(choice for choice in chosen if choice in known)

    def act(self, action: str, argument: str | None = None) -> None:
        """Answer, or go to another exercise."""
        match action:
            case "answer":
                self._answer()
            case "next" | "previous":
                step = 1 if action == "next" else -1
                self._at = min(max(self._at + step, 0), len(self._exercises) - 1)
                self._ask()

    def _answer(self) -> None:
        asked = self.exercise
        response = asked.answer(self._chosen[asked.id])
        # Nothing chosen is told so, and takes no earlier answer away.
        if response.chosen:
            self._answered[asked.id] = response
            kept = {"chosen": list(self._chosen[asked.id]), "verdict": response.verdict}
            self._places[asked.id].keep(kept)
        self._show(response, response.spoken)

    def _ask(self) -> None:
        asked = self.exercise
        title = f"{self._at + 1} of {len(self._exercises)}: {asked.title}"
        field = {
            "id": asked.id,
            "heading": title,
            "question": f"{asked.question} {asked.asks_for}",
            "scene": [asked.scene],
            "kind": "several" if asked.several else "one",
            "choices": [[choice.id, str(choice)] for choice in asked.choices],
            "none": False,
            "wide": True,
        }
        chosen = self._chosen[asked.id]
        before = self._answered.get(asked.id)
        with self.hold_sync():
            self.groups = [{"title": title, "fields": [field]}]
            self.write({asked.id: list(chosen) if asked.several else chosen[0]} if chosen else {})
            self._show(before, before.summary if before else HOW)

    def _show(self, response: Response | None, said: str) -> None:
        count = f"{len(self._answered)} of {len(self._exercises)} answered."
        answer = response.parts() if response else [tag("p", HOW)]
        off = [
            *(["previous"] if self._at == 0 else []),
            *(["next"] if self._at == len(self._exercises) - 1 else []),
        ]
        with self.hold_sync():
            self.board = block(tag("p", count, class_="note"), *answer)
            self.state = {"said": said, "notice": self._places[self.exercise.id].problem, "off": off}
