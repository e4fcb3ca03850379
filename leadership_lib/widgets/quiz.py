"""Quiz: scenes one after another, each answered back at once, and every answer kept."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from leadership_lib import exercise
from leadership_lib.exercise import Exercise, Response
from leadership_lib.html import block, tag
from leadership_lib.journal import Journal
from leadership_lib.problems import Problem
from leadership_lib.widgets.form import Form

#: The notebook in which each kind of exercise is worked through.
NOTEBOOKS = {
    "gaps": "01_spot_the_gaps",
    "layers": "02_layers_and_languages",
    "problem or polarity": "03_hold_the_paradox",
    "titles and accountability": "05_titles_and_accountability",
}

ACTIONS = [
    {"id": "previous", "label": "Previous"},
    {"id": "answer", "label": "Answer"},
    {"id": "next", "label": "Next"},
]


class Quiz(Form):
    """Work through exercises of one kind; whatever is answered is answered back, and kept in the journal.

    Parameters
    ----------
    kind
        What the exercises are about, as in `leadership_lib.exercise`.
    difficulty
        Only those of this difficulty, 1 to 3; all by default.
    journal
        Where answers are kept; by default the learner's own.

    Attributes
    ----------
    value : mapping of str to Response
        What was answered, by the exercise's id.
    """

    def __init__(self, kind: str, *, difficulty: int | None = None, journal: Journal | None = None):
        self._exercises = [e for e in exercise.load(kind) if difficulty in (None, e.difficulty)]
        if not self._exercises:
            raise Problem(f"There is no exercise about {kind} of difficulty {difficulty!r}; there are 1, 2 and 3.")
        self._notebook = NOTEBOOKS[kind]
        self._journal = Journal() if journal is None else journal
        self._chosen = {e.id: self._before(e) for e in self._exercises}
        self._answered = {e.id: e.answer(self._chosen[e.id]) for e in self._exercises if self._chosen[e.id]}
        # Begin where nothing is answered yet.
        left = [n for n, e in enumerate(self._exercises) if e.id not in self._answered]
        self._at = left[0] if left else 0
        super().__init__(
            label=f"Quiz: {kind}" + (f", difficulty {difficulty}" if difficulty else ""),
            board_label="What your answer is answered with",
            help="Choose, then press Answer. You can answer again as often as you like.",
            actions=ACTIONS,
        )
        self._ask()

    @property
    def value(self) -> Mapping[str, Response]:
        """What was answered, by the exercise's id."""
        return MappingProxyType(dict(self._answered))

    @property
    def exercise(self) -> Exercise:
        """The exercise that is asked now."""
        return self._exercises[self._at]

    def _before(self, asked: Exercise) -> tuple[str, ...]:
        """Give what was chosen last time, as far as the exercise still has it."""
        kept = self._journal.latest(self._notebook, asked.id)
        chosen = kept.what.get("chosen", ()) if kept and isinstance(kept.what, Mapping) else ()
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
                self._show()
            case "next" | "previous":
                step = 1 if action == "next" else -1
                self._at = min(max(self._at + step, 0), len(self._exercises) - 1)
                self._ask()

    def _answer(self) -> None:
        asked = self.exercise
        response = asked.answer(self._chosen[asked.id])
        if response.verdict == "not answered":
            return
        self._answered[asked.id] = response
        kept = {"chosen": list(self._chosen[asked.id]), "verdict": response.verdict}
        self._journal.record(self._notebook, asked.id, kept)

    def _ask(self) -> None:
        asked = self.exercise
        field = {
            "id": asked.id,
            "question": asked.question,
            "scene": [asked.scene],
            "kind": "several" if asked.several else "one",
            "choices": [[choice.id, str(choice)] for choice in asked.choices],
            "none": False,
            "wide": True,
        }
        chosen = self._chosen[asked.id]
        with self.hold_sync():
            self.groups = [{"title": self._title(), "fields": [field]}]
            self.write({asked.id: list(chosen) if asked.several else chosen[0]} if chosen else {})
            self._show()

    def _title(self) -> str:
        return f"{self._at + 1} of {len(self._exercises)}: {self.exercise.title}"

    def _show(self) -> None:
        response = self._answered.get(self.exercise.id)
        count = f"{len(self._answered)} of {len(self._exercises)} answered."
        head = tag("p", tag("b", self._title()), f" ({count})", class_="note")
        said = response.summary if response else f"{self._title()}. Choose, then press Answer."
        off = [
            *(["previous"] if self._at == 0 else []),
            *(["next"] if self._at == len(self._exercises) - 1 else []),
        ]
        with self.hold_sync():
            self.board = block(head, response._repr_html_()) if response else block(head, tag("p", said))
            self.state = {"said": said, "notice": self._journal.problem or "", "off": off}
