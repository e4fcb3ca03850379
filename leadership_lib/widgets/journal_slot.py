"""The place in the journal where a widget keeps what was done, so that it is there again tomorrow."""

from collections.abc import Mapping
from typing import Any

from leadership_lib.core.errors import Problem, needed
from leadership_lib.core.html import Markup, tag
from leadership_lib.teaching.journal.entry import Kind
from leadership_lib.teaching.journal.journal import Journal

KEPT = "Kept on this computer."
NOT_KEPT = "Nothing is kept here: what you do is gone when the notebook is closed."

_NAME = "A notebook and an activity each need a name, as text"


class JournalSlot:
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
        One of `notebook` and `activity` is missing, or something is of the wrong kind.
    """

    def __init__(
        self, notebook: str | None, activity: str | None, kind: Kind = "answer", journal: Journal | None = None
    ):
        if (notebook is None) != (activity is None):
            raise Problem("Say both, or neither: notebook=..., which one it stands in, and activity=..., its name.")
        self._kind = kind
        self._journal: Journal | None = None
        if notebook is not None and activity is not None:
            self._where = needed(notebook, str, _NAME), needed(activity, str, _NAME)
            self._journal = learners_journal(journal)

    @property
    def what(self) -> Any:
        """What is kept here; None where nothing is."""
        kept = self._journal.latest(*self._where, self._kind) if self._journal is not None else None
        return kept and kept.what

    @property
    def table(self) -> Mapping[str, Any]:
        """What is kept here, where it is a table; else an empty one."""
        return self.what if isinstance(self.what, Mapping) else {}

    def keep(self, what: str | Mapping[str, Any] | None) -> None:
        """Keep this in place of what was kept; None, or nothing, keeps nothing.

        Raises
        ------
        RecordError
            It cannot be kept; what was kept before stays.
        """
        if self._journal is not None:
            self._journal.replace(*self._where, what or None, kind=self._kind)

    @property
    def problem(self) -> str:
        """Why the newest is not on disk; empty where it is."""
        return (self._journal.problem if self._journal is not None else None) or ""

    def line(self) -> Markup:
        """Say on a board whether it is kept; the page takes it away while Python does not answer."""
        return tag("p", str(self), class_="kept")

    def __str__(self) -> str:
        return NOT_KEPT if self._journal is None else self.problem or KEPT


def learners_journal(given: Journal | None) -> Journal:
    """Return the journal that is given, or the learner's own.

    Raises
    ------
    Problem
        What is given is no journal.
    """
    return Journal() if given is None else needed(given, Journal, "A journal is made by ll.Journal()")
