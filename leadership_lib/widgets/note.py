"""Note: one question, and a place to write what only the reader can answer; kept as it is written."""

from typing import Any

from leadership_lib.core.errors import needed
from leadership_lib.core.html import block, tag
from leadership_lib.teaching.journal.journal import Journal
from leadership_lib.widgets import worksheets
from leadership_lib.widgets.form import Form
from leadership_lib.widgets.journal_slot import JournalSlot

#: How many lines the worksheet has for what is written.
LINES = 4


class Note(Form):
    """Ask a question that has no answer of ours, and keep what is written.

    Parameters
    ----------
    question
        The question.
    notebook, activity
        Where it stands.
    journal
        Where it is kept; by default the learner's own.

    Attributes
    ----------
    value : str or None
        What is written.

    Raises
    ------
    Problem
        Something is of the wrong kind.
    """

    def __init__(self, question: str, notebook: str, activity: str, *, journal: Journal | None = None):
        self._question = needed(question, str, "A note needs a question, as text")
        self._slot = JournalSlot(notebook, activity, "reflection", journal)
        kept = self._slot.what
        self._text = kept if isinstance(kept, str) else None
        field = {"id": "note", "question": question, "kind": "text", "none": False, "unset": "write here"}
        super().__init__(
            label=f"Note: {question}",
            board_label="Kept",
            groups=[{"title": "Note", "fields": [field]}],
            help="Kept as you write.",
        )

    @property
    def value(self) -> str | None:
        """What is written."""
        return self._text

    @value.setter
    def value(self, text: str | None) -> None:
        self.take("note", needed(text, str | None, "A note is a text, or None"))
        self.refresh()

    def take(self, field: str, value: Any) -> None:
        """Keep what is written, in place of what was written before."""
        written = value if isinstance(value, str) and value.strip() else None
        self._slot.keep(written)
        self._text = written

    def plain(self) -> dict[str, Any]:
        """Return what is written, as the control holds it."""
        return {"note": self._text} if self._text else {}

    def show(self, said: str = "", notice: str = "") -> None:
        """Say whether it is kept."""
        kept = str(self._slot) if self._text or self._slot.problem else "Nothing written yet."
        self.tell(block(tag("p", kept, class_="kept")), said=said or kept, notice=notice or self._slot.problem)

    def worksheet(self) -> worksheets.Worksheet:
        """Return the question with room for an answer."""
        return worksheets.Worksheet("Note", worksheets.question(self._question, worksheets.lines(LINES)))
