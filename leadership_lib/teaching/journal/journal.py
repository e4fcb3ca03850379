"""Journal: everything a learner does, kept as they go in one plain file that only they have."""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from typing import Any

from leadership_lib.core.errors import Problem, UnknownKeyError, needed
from leadership_lib.core.files import save, target_of
from leadership_lib.core.folders import work_folder
from leadership_lib.core.html import tag, wrap
from leadership_lib.core.lock import reaching
from leadership_lib.core.records import Record, Several
from leadership_lib.core.store import Store
from leadership_lib.teaching.journal import progress
from leadership_lib.teaching.journal.entry import Entry, Kind
from leadership_lib.teaching.journal.progress import Activities, Progress
from leadership_lib.teaching.journal.work import look

_HEAD = "# Your journal. It is on this computer only; read it, copy it or delete it as you like.\n\n"


class _Kept(Record, what="a journal"):
    entries: tuple[Entry, ...]


#: What a change does to the entries that there are.
_Step = Callable[[tuple[Entry, ...]], tuple[Entry, ...]]


def now() -> str:
    """Return the date and time of this moment, with its distance from Greenwich."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


class Journal:
    """What a learner did, in the order in which they did it.

    Several notebooks may have the same journal open and write into it: each sees what the others have kept.

    Parameters
    ----------
    path
        The file; ``journal.toml`` in the folder of the person's work where none is given. Where it is there already,
        the journal goes on from it.
    clock
        Gives the date and time as text.
    activities
        Which activities each notebook has; read from ``data/framework/activities.toml`` where that is there.

    Raises
    ------
    Problem
        The file is there and cannot be read; it is left as it is.

    Examples
    --------
    >>> import leadership_lib as ll
    >>> journal = ll.Journal("my_work/journal.toml")  # doctest: +SKIP
    >>> journal.record("01_spot_the_gaps", "scene_1", "peer_relationships", minutes=4)  # doctest: +SKIP
    """

    def __init__(
        self,
        path: str | os.PathLike[str] | None = None,
        *,
        clock: Callable[[], str] = now,
        activities: Activities | None = None,
    ):
        needed(path, str | os.PathLike | None, "A journal needs the path of its file, or none")
        self._store = Store(work_folder() / "journal.toml" if path is None else Path(path), _Kept, _HEAD)
        self._clock = clock
        self._activities = progress.registered() if activities is None else activities
        # The changes that are not on disk yet.
        self._left: list[_Step] = []
        self._emptied = False

    @property
    def path(self) -> Path:
        """The file."""
        return self._store.path

    @property
    def problem(self) -> str | None:
        """Why the last change is not on disk; what was kept before is, and the next change tries again."""
        return self._store.problem

    @property
    def entries(self) -> Several:
        """Everything that is kept, in order, with what could not be written yet."""
        # A file that was damaged meanwhile is told of when something is to be written.
        with suppress(Problem):
            self._store.look()
        return Several(self._merged(self._store.found).entries)

    def of(self, notebook: str) -> Several:
        """Return what is kept from one notebook, in order."""
        return Several(entry for entry in self.entries if entry.notebook == notebook)

    def latest(self, notebook: str, activity: str, kind: Kind | None = None) -> Entry | None:
        """Return what was last kept from one activity, of any kind or of one; None where there is nothing."""
        here = (entry for entry in reversed(self.of(notebook)) if entry.activity == activity)
        return next((entry for entry in here if kind in (None, entry.kind)), None)

    def done(self, notebook: str) -> tuple[str, ...]:
        """Return the activities of a notebook that were done, in the order in which they first were."""
        return progress.done(self.of(notebook))

    def progress(self) -> Progress:
        """Say how far the learner has come in every notebook, what they have made, and where to go on."""
        return progress.progress(self.entries, self._activities, look(self.path.parent))

    def record(
        self,
        notebook: str,
        activity: str | None,
        what: str | Mapping[str, Any],
        *,
        kind: Kind = "answer",
        minutes: float | None = None,
    ) -> Entry:
        """Keep something that the learner did; where it cannot be written, `problem` says so and nothing is lost.

        Parameters
        ----------
        notebook, activity
            The ids of both; a note on a whole notebook has no activity.
        what
            Text, or a small table.
        kind
            One of answer, note, reflection, grid and role.
        minutes
            How long it took, where that is known.

        Raises
        ------
        RecordError
            Names everything that cannot be kept; nothing is changed.
        """
        entry = self._entry(notebook, activity, what, kind, minutes)
        self._change(lambda kept: kept if entry in kept else (*kept, entry))
        return entry

    def replace(
        self, notebook: str, activity: str, what: str | Mapping[str, Any] | None, *, kind: Kind = "answer"
    ) -> Entry | None:
        """Keep something as `record` does, in the place of all of its kind that was kept from the activity so far.

        So an activity that is open in two windows has one entry, the newest, and one that was deleted meanwhile does
        no harm. Where `what` is None, what was kept goes, and nothing comes in its place.

        Raises
        ------
        RecordError
            Names everything that cannot be kept; nothing is changed.
        """
        place = notebook, activity, kind
        entry = None if what is None else self._entry(notebook, activity, what, kind, None)
        new = (entry,) if entry else ()
        self._change(lambda kept: (*(e for e in kept if (e.notebook, e.activity, e.kind) != place), *new))
        return entry

    def delete(self, entry_id: str) -> None:
        """Delete one entry, for good.

        Raises
        ------
        UnknownKeyError
            There is no such entry.
        """
        if entry_id not in [entry.id for entry in self.entries]:
            raise UnknownKeyError(f"There is no entry {entry_id!r} in the journal; it may be deleted already.")
        self._change(lambda kept: tuple(entry for entry in kept if entry.id != entry_id))

    def delete_all(self) -> None:
        """Delete everything, for good, and the file with it."""
        self._emptied = True
        self._change(lambda kept: ())

    def export(self, path: str | os.PathLike[str]) -> Path:
        """Write everything into another file, to read or to take elsewhere.

        Parameters
        ----------
        path
            Where to; the ending says what: ``.toml`` for the plain file, ``.docx`` for Word, ``.html`` for a page,
            ``.md`` for Markdown.

        Raises
        ------
        Problem
            The ending is another one, or the file cannot be written.
        """
        target = target_of(path)
        if target.suffix.lower() == ".toml":
            return save(target, _HEAD + _Kept(entries=self.entries).to_toml())
        from leadership_lib.teaching.journal.documents import write_journal

        return write_journal(self.entries, target)

    def _entry(
        self, notebook: str, activity: str | None, what: Any, kind: Kind, minutes: float | None = None
    ) -> Entry:
        facts = {"notebook": notebook, "activity": activity, "what": what, "kind": kind, "minutes": minutes}
        return Entry(id=token_hex(6), when=self._clock(), **facts)

    def _change(self, step: _Step) -> None:
        """Make a change, and bring all that is not on disk yet onto it, on top of what others have written."""
        self._left.append(step)
        if self._store.write(self._written):
            self._left.clear()
            self._emptied = False

    def _written(self, found: _Kept | None) -> _Kept | None:
        """Return what is to be written; where everything was deleted, the file goes first."""
        whole = self._merged(found)
        if self._emptied:
            _clear(self.path)
        return whole if whole.entries or not self._emptied else None

    def _merged(self, found: _Kept | None) -> _Kept:
        entries = found.entries if found else ()
        for step in self._left:
            entries = step(entries)
        return _Kept(entries=entries)

    def __repr__(self) -> str:
        count = len(self.entries)
        lines = ["1 entry" if count == 1 else f"{count} entries", *filter(None, [self.problem])]
        return "\n".join([*lines, repr(self.progress())])

    def _repr_html_(self) -> str:
        problem = (tag("p", tag("strong", self.problem), class_="note", role="alert"),) if self.problem else ()
        return wrap(*problem, *self.progress().parts())


def _clear(path: Path) -> None:
    """Delete the file and the drafts of it that a killed program left; no one else writes one just now."""
    with reaching(path):
        path.unlink(missing_ok=True)
        for draft in path.parent.glob(".draft-*"):
            with draft.open("rb") as file:
                ours = file.read(len(_HEAD)) == _HEAD.encode()
            if ours:
                draft.unlink(missing_ok=True)
