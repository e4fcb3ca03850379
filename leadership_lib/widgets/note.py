"""Note: one question, and a place to write what only the reader can answer; kept as it is written."""

from __future__ import annotations

from typing import Any

from leadership_lib.core.html import block, tag
from leadership_lib.core.records import RecordError
from leadership_lib.teaching.journal.journal import Journal
from leadership_lib.widgets import controls
from leadership_lib.widgets.form import Form
from leadership_lib.widgets.journal_slot import Place


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
    """

    def __init__(self, question: str, notebook: str, activity: str, *, journal: Journal | None = None):
        self._place = Place(notebook, activity, "reflection", journal)
        kept = self._place.what
        self._text = kept if isinstance(kept, str) else None
        field = {"id": "note", "question": question, "kind": "text", "none": False, "unset": "write here"}
        super().__init__(
            label=f"Note: {question}",
            board_label="Kept",
            groups=[{"title": "Note", "fields": [field]}],
            help="Kept as you write.",
        )
        self.write({"note": self._text} if self._text else {})
        self._show()

    @property
    def value(self) -> str | None:
        """What is written."""
        return self._text

    @value.setter
    def value(self, text: str | None) -> None:
        self.edit([("note", text)])
        self.write({"note": self._text} if self._text else {})

    def edit(self, edits: list[tuple[str, Any]]) -> None:
        """Keep what is written, in the place of what was written before."""
        faults = {}
        for field, text in edits:
            written = text if isinstance(text, str) and text.strip() else None
            try:
                self._place.keep(written)
                self._text = written
            except RecordError as error:
                faults[field] = "; ".join(controls.told(field, fault) for fault in error.faults)
        self._show(faults)

    def _show(self, faults: dict[str, str] | None = None) -> None:
        said = str(self._place) if self._text or self._place.problem else "Nothing written yet."
        with self.hold_sync():
            self.board = block(tag("p", said))
            self.state = {
                "said": "; ".join((faults or {}).values()) or said,
                "notice": self._place.problem,
                "faults": faults or {},
            }
