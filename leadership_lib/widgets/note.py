"""Note: one question, and a place to write what only the reader can answer; kept as it is written."""

from __future__ import annotations

from typing import Any

from leadership_lib.html import block, tag
from leadership_lib.journal import Journal
from leadership_lib.widgets.form import Form


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
        self._journal = Journal() if journal is None else journal
        self._where = notebook, activity
        self._entry = self._journal.latest(notebook, activity)
        field = {"id": "note", "question": question, "kind": "text", "none": False, "unset": "write here"}
        super().__init__(
            label=f"Note: {question}",
            board_label="Kept",
            groups=[{"title": "Note", "fields": [field]}],
            help="Kept as you write.",
        )
        self.write({"note": self.value} if self.value else {})
        self._show()

    @property
    def value(self) -> str | None:
        """What is written."""
        return str(self._entry.what) if self._entry else None

    def edit(self, edits: list[tuple[str, Any]]) -> None:
        """Keep what is written, in the place of what was written before."""
        text = edits[-1][1] if edits else None
        old = self._entry
        if isinstance(text, str) and text.strip():
            self._entry = self._journal.record(*self._where, text, kind="reflection")
        else:
            self._entry = None
        if old:
            self._journal.delete(old.id)
        self._show()

    def _show(self) -> None:
        said = self._journal.problem or ("Kept on this computer." if self._entry else "Nothing written yet.")
        with self.hold_sync():
            self.board = block(tag("p", said))
            self.state = {"said": said, "notice": self._journal.problem or ""}
