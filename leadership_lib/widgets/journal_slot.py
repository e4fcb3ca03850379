"""Place: where a widget keeps what was done, so that it is there again tomorrow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from leadership_lib.core.errors import Problem
from leadership_lib.teaching.journal.entry import Kind
from leadership_lib.teaching.journal.journal import Journal

KEPT = "Kept on this computer."
NOT_KEPT = "Nothing is kept here: what you do is gone when the notebook is closed."


class Place:
    """One activity of a notebook in the journal, of which the newest stands; or nowhere.

    Parameters
    ----------
    notebook, activity
        Where it stands; without them nothing is kept.
    kind
        What the journal calls it.
    journal
        The journal; by default the learner's own.

    Raises
    ------
    Problem
        One of `notebook` and `activity` is missing.
    """

    def __init__(
        self, notebook: str | None, activity: str | None, kind: Kind = "answer", journal: Journal | None = None
    ):
        if (notebook is None) != (activity is None):
            raise Problem("Say both, or neither: notebook=..., which one it stands in, and activity=..., its name.")
        self._where = None if notebook is None else (notebook, activity)
        self._kind = kind
        self._journal = Journal() if journal is None and self._where else journal

    @property
    def what(self) -> Any:
        """What is kept here; None where nothing is."""
        if self._where is None:
            return None
        notebook, activity = self._where
        here = (entry for entry in reversed(self._journal.of(notebook)) if entry.activity == activity)
        return next((entry.what for entry in here if entry.kind == self._kind), None)

    def keep(self, what: str | Mapping[str, Any] | None) -> None:
        """Keep this in the place of what was kept; None keeps nothing.

        Raises
        ------
        RecordError
            It cannot be kept; what was kept before stays.
        """
        if self._where:
            self._journal.replace(*self._where, what, kind=self._kind)

    @property
    def problem(self) -> str:
        """Why the newest is not on disk; empty where it is."""
        return (self._journal.problem if self._where else None) or ""

    def __str__(self) -> str:
        return NOT_KEPT if self._where is None else self.problem or KEPT
