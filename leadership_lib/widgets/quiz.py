"""Quiz: scenes one after another, each answered back at once, and every answer kept."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from leadership_lib.core.errors import Problem, needed
from leadership_lib.core.html import Markup, block, folded, tag
from leadership_lib.teaching import exercise
from leadership_lib.teaching.exercise import Exercise
from leadership_lib.teaching.feedback import Response, noted, said_back
from leadership_lib.teaching.journal import progress
from leadership_lib.teaching.journal.journal import Journal
from leadership_lib.widgets import controls, worksheets
from leadership_lib.widgets.form import Form
from leadership_lib.widgets.journal_slot import JournalSlot, learners_journal

ACTIONS = controls.buttons(answer="Answer", previous="Previous", next="Next")

HOW = "Choose, then press Answer."

#: What is said where an answer leads on, or where it has led to an end.
ON = "Press Next to see what happens. You can go back and choose again."
END = "This path ends here. Go back and choose again to see where another leads."


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

    Raises
    ------
    Problem
        There is no such kind, or no exercise of that difficulty.
    """

    def __init__(self, kind: str, *, difficulty: int | None = None, journal: Journal | None = None):
        needed(kind, str, "A quiz needs a kind of exercise, as text")
        asked = [e for e in exercise.load(kind) if difficulty in (None, e.difficulty)]
        if not asked:
            raise Problem(f"There is no exercise about {kind} of difficulty {difficulty!r}; there are 1, 2 and 3.")
        notebook, journal = progress.home(kind), learners_journal(journal)
        self._all = {e.id: e for e in asked}
        self._openings = exercise.openings(asked)
        self._slots = {e.id: JournalSlot(notebook, e.id, journal=journal) for e in asked}
        # What was chosen last time, as far as the exercises still have it.
        self._chosen = {e.id: _known(e, self._slots[e.id].table.get("chosen", ())) for e in asked}
        self._answered = {e.id: e.answer(self._chosen[e.id]) for e in asked if self._chosen[e.id]}
        # Begin where nothing is answered yet.
        left = [n for n, e in enumerate(self._exercises) if e.id not in self._answered]
        self._at = left[0] if left else 0
        super().__init__(
            label=f"Quiz: {kind}" + (f", difficulty {difficulty}" if difficulty else ""),
            board_label="Feedback on your answer",
            help="You can answer again as often as you like.",
            actions=ACTIONS,
            actions_last=True,
        )

    @property
    def value(self) -> Mapping[str, Response]:
        """What was last answered, by the exercise's id."""
        return MappingProxyType(dict(self._answered))

    @property
    def _exercises(self) -> list[Exercise]:
        """The exercises in turn: each opening, and after it those to which the answers lead."""
        return [one for opening in self._openings for one in self._followed(opening)]

    def _followed(self, one: Exercise | None) -> Iterator[Exercise]:
        while one:
            yield one
            answered = self._answered.get(one.id)
            leads_to = answered.chosen[0].leads_to if answered and not one.several else None
            one = self._all.get(leads_to) if leads_to else None

    @property
    def exercise(self) -> Exercise:
        """The exercise that is asked now."""
        return self._exercises[self._at]

    def edit(self, edits: Sequence[tuple[str, Any]]) -> None:
        """Take over what is chosen; it counts when it is answered."""
        for key, value in edits:
            if key == self.exercise.id:
                self._chosen[key] = _known(self.exercise, [value] if isinstance(value, str) else value or [])

    def act(self, action: str, argument: str | None = None, sure: bool = True) -> None:
        """Answer, or go to another exercise."""
        match action:
            case "answer":
                self._answer()
            case "next" | "previous":
                step = 1 if action == "next" else -1
                self._at = min(max(self._at + step, 0), len(self._exercises) - 1)
                self.refresh()

    def _answer(self) -> None:
        asked = self.exercise
        response = asked.answer(self._chosen[asked.id])
        # Nothing chosen is told so, and takes no earlier answer away.
        if response.chosen:
            self._answered[asked.id] = response
            kept = {"chosen": list(self._chosen[asked.id]), "verdict": response.verdict}
            self._slots[asked.id].keep(kept)
        self._answer_back(response, " ".join([response.spoken, *filter(None, [self._on])]))

    @property
    def _on(self) -> str:
        """What to do next, where answers lead on."""
        if not any(choice.leads_to for one in self._all.values() for choice in one.choices):
            return ""
        last = self._at == len(self._exercises) - 1
        return END if last else ON

    def refresh(self, notice: str = "") -> None:
        """Ask the exercise whose turn it is, and show what was last answered."""
        asked = self.exercise
        # How many there are depends on the answers where these lead on.
        of = "" if self._on else f" of {len(self._exercises)}"
        title = f"{self._at + 1}{of}: {asked.title}"
        choices = ((choice.id, str(choice)) for choice in asked.choices)
        field = controls.choice(asked.id, f"{asked.question} {asked.asks_for}", choices, "", asked.scene)
        field |= {"heading": title, "kind": "several" if asked.several else "one", "none": False, "wide": True}
        chosen = self._chosen[asked.id]
        before = self._answered.get(asked.id)
        with self.hold_sync():
            self.groups = [{"title": title, "fields": [field]}]
            self.write({asked.id: list(chosen) if asked.several else chosen[0]} if chosen else {})
            self._answer_back(before, before.summary if before else HOW)

    def _answer_back(self, response: Response | None, said: str) -> None:
        on, count = self._on, f"{len(self._answered)} of {len(self._exercises)} answered."
        answer = [*response.parts(), *([tag("p", tag("b", on))] if on else [])] if response else [tag("p", HOW)]
        ends = {"previous": self._at == 0, "next": self._at == len(self._exercises) - 1}
        off = [action for action, is_end in ends.items() if is_end]
        notice = self._slots[self.exercise.id].problem
        self.tell(
            block(*([] if on else [tag("p", count, class_="note")]), *answer), said=said, notice=notice, off=off
        )

    def worksheet(self) -> worksheets.Worksheet:
        """Return all scenes, and what is said about their answers, to be read afterwards."""
        numbered = list(enumerate(self._all.values(), 1))
        answers = (folded(f"{n}. {one.title}", said_back(one.choices), *noted(one.note)) for n, one in numbered)
        places = {one.id: n for n, one in numbered}
        scenes = (_scene(n, one, places) for n, one in numbered)
        return worksheets.sheet(self.label, *scenes, answers=Markup("".join(answers)))


def _known(asked: Exercise, chosen: Iterable[str]) -> tuple[str, ...]:
    known = {choice.id for choice in asked.choices}
    return tuple(choice for choice in chosen if choice in known)


def _scene(number: int, asked: Exercise, places: Mapping[str, int]) -> Markup:
    question = tag("p", tag("b", asked.question), f" {asked.asks_for}")
    on = (f" (go on with {places[one.leads_to]})" if one.leads_to else "" for one in asked.choices)
    boxes = worksheets.boxes(f"{one}{to}" for one, to in zip(asked.choices, on, strict=True))
    return tag("div", tag("h4", f"{number}. {asked.title}"), tag("p", asked.scene), question, boxes, class_="sheet")
