"""Session: changing a role step by step, with the way back, named versions, and everything kept on disk."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import field
from datetime import datetime
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leadership_lib.core.errors import Problem, UnknownKeyError, near_misses, needed
from leadership_lib.core.files import save
from leadership_lib.core.records import Record, plain, read_text, text_fault
from leadership_lib.core.store import Store, changed, differences
from leadership_lib.diagnosis.diagnosis import Diagnosis, diagnose
from leadership_lib.role.loading import RoleSource, load_role
from leadership_lib.role.parts import RoleError
from leadership_lib.role.role import Role, words

if TYPE_CHECKING:
    from leadership_lib.diagnosis.comparison import Comparison


#: The name of the version against which a redesign is held, once somebody has said that this is the role as it is.
AS_IT_IS = "as it is"

#: How many steps can be taken back, or again, after a restart.
KEPT_STEPS = 10

#: How many characters a fact has at most that is written out where a step is named.
BRIEF = 24


class SessionState(Record, what="a kept session", error=RoleError):
    """What a session keeps on disk: where it started, where it is now, and the versions that have a name."""

    start: Role
    now: Role
    versions: Mapping[str, Role] = field(default_factory=dict)


class Steps(Record, what="the steps of a kept session", error=RoleError):
    """What lies beside a kept session, for undo and redo after a restart: the roles before and after the one now."""

    start: Role
    before: tuple[Role, ...] = ()
    after: tuple[Role, ...] = ()


class Session:
    """One person changing one role.

    Parameters
    ----------
    start
        The role to start from, or whatever `load_role` reads it from.
    path
        The file in which every step is kept; None keeps nothing. Where the file is there already, the session goes on
        from it. Other windows may have it too: each changes what was changed in it, and leaves the others' work.

    Raises
    ------
    Problem
        The file is there and cannot be read; it is left as it is.
    """

    def __init__(self, start: RoleSource, path: str | os.PathLike[str] | None = None):
        needed(path, str | os.PathLike | None, "A session is kept in a file, named by its path")
        self._store = None if path is None else Store(Path(path), SessionState)
        found = self._store and self._store.found
        self.resumed = found is not None
        role = load_role(start)
        #: What the file holds as far as this session knows, so that it never writes over another window's work.
        self._known = found or SessionState(start=role, now=role)
        self.start = self._known.start
        self.versions: dict[str, Role] = dict(self._known.versions)
        # Diagnosed once each: the board needs both ends of every step at every key press.
        self._history = [diagnose(self._known.now)]
        self._at = 0
        # Steps from before a restart, diagnosed once undo or redo comes to them, as noted on disk; and how many of
        # the others are not to be noted, because what is kept was deleted on purpose since.
        self._earlier, self._later = self._noted = self._read_steps() if self.resumed else ((), ())
        self._unnoted = 0
        self._editing: frozenset[tuple[object, ...]] | None = None
        self.last: Comparison | None = None
        self._first = diagnose(self.baseline)
        #: When the role was last saved here.
        self.saved: datetime | None = None

    @property
    def path(self) -> Path | None:
        """The file in which every step is kept."""
        return None if self._store is None else self._store.path

    @property
    def problem(self) -> str | None:
        """Why the last change is not on disk; nothing is lost, and the next change tries again."""
        return None if self._store is None else self._store.problem

    @property
    def value(self) -> Role:
        """The role as it is now."""
        return self._history[self._at].role

    @property
    def diagnosis(self) -> Diagnosis:
        """The diagnosis of the role as it is now."""
        return self._history[self._at]

    @property
    def baseline(self) -> Role:
        """The role as it is, before any redesign: the version of that name, or else what the session started from."""
        return self.versions.get(AS_IT_IS, self.start)

    @property
    def first(self) -> Diagnosis:
        """The diagnosis of the role as it is, before any redesign."""
        if self._first.role != self.baseline:
            self._first = diagnose(self.baseline)
        return self._first

    @property
    def comparison(self) -> Comparison:
        """The role before any redesign against the role as it is now."""
        return _compared(self.first, self.diagnosis)

    @property
    def under_a_name(self) -> bool:
        """Whether the role as it is now is a version, or what the session started from."""
        return self.value in (self.start, *self.versions.values())

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._at > 0 or bool(self._earlier)

    @property
    def step(self) -> str:
        """What undo would take back, such as ``hours paid 8 → 14``; empty where there is no step."""
        if not self.can_undo:
            return ""
        self._reach()
        changes = _compared(self._history[self._at - 1], self.diagnosis).changes
        if not changes:
            return "judgement"
        first, more = changes[0], len(changes) - 1
        ends = [words(first.before), words(first.after)]
        figures = f" {' → '.join(ends)}" if all(len(end) <= BRIEF for end in ends) else ""
        return f"{first.title[0].lower()}{first.title[1:]}{figures}{f', and {more} more' if more else ''}"

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to take again."""
        return self._at < len(self._history) - 1 or bool(self._later)

    def change(self, facts: Mapping[str, Any]) -> None:
        """Change facts by path; several changes to the same fact on end are one step to undo.

        Of a fact that has several things, such as objectives, each part of each thing is a step of its own.

        Raises
        ------
        RoleError
            Names every faulty fact; nothing is changed.
        """
        role = self.value.with_(facts)
        if role == self.value:
            return
        touched = frozenset(_touched(self.value, role))
        same = self._editing == touched
        before = self._history[self._at - 1] if same else self.diagnosis
        self._history[self._at + (0 if same else 1) :] = [diagnose(role)]
        self._at, self._later = len(self._history) - 1, ()
        self._editing = touched
        self.last = _compared(before, self.diagnosis)

    def set(self, role: RoleSource) -> None:
        """Put another role in the place of this one, as one step.

        Raises
        ------
        Problem
            It is not a role, nor anything `load_role` reads one from; nothing is changed.
        """
        new = load_role(role)
        if new == self.value:
            return
        self._history[self._at + 1 :] = [diagnose(new)]
        self._later = ()
        self._go(self._at + 1)

    def undo(self) -> None:
        """Take the last step back."""
        if self.can_undo:
            self._reach()
            self._go(self._at - 1)

    def redo(self) -> None:
        """Take again the step that was taken back."""
        if self.can_redo:
            if self._at == len(self._history) - 1:
                after, *rest = self._later
                self._history.append(diagnose(after))
                self._later = tuple(rest)
            self._go(self._at + 1)

    def back_to_start(self) -> None:
        """Return to the role as it was before any redesign; that too can be undone."""
        self.set(self.baseline)

    def keep_version(self, name: str) -> None:
        """Keep the role as it is now under a name; a name that is taken gets the new role.

        Raises
        ------
        Problem
            The name is empty or cannot be saved.
        """
        if text_fault(name, ()):
            raise Problem("The version needs a name first, of ordinary letters.")
        self.versions[name.strip()] = self.value
        self.save()

    def open_version(self, name: str) -> None:
        """Go back to a named version, as one step."""
        if not isinstance(name, str) or name not in self.versions:
            raise UnknownKeyError(f"There is no version called {name!r}: {near_misses(name, self.versions)}")
        self.set(self.versions[name])

    def save(self) -> None:
        """Keep everything on disk; where that fails, `problem` says so and what was kept before stays.

        What another window has written meanwhile is taken over, as one step that can be undone.
        """
        if self._store and self._store.write(self._merged):
            self._known = self._store.found or self._known
            self.saved = datetime.now()
            self.versions = dict(self._known.versions)
            self.set(self._known.now)
            self._note_steps()

    def _merged(self, found: SessionState | None) -> SessionState:
        """Return what is to be kept: what the file holds now, with what was changed here laid over it."""
        known = self._known
        if not found and (self.saved or self.resumed):
            self._earlier, self._later, self._unnoted = (), (), self._at
            del self._history[self._at + 1 :]
        # Where there is no file the session has just begun, or what it kept was deleted on purpose, and stays so.
        found = found or SessionState(start=self.start, now=self.start)
        if found == known:
            return SessionState(start=self.start, now=self.value, versions=self.versions)
        if found.start != self.start:
            begun = f"Not saved: {self.path and self.path.name} was begun in another window, with another role."
            raise Problem(f"{begun} Give one of the two another name.")
        own = {name: role for name, role in self.versions.items() if known.versions.get(name) != role}
        now = changed(found.now, differences(known.now, self.value))
        return SessionState(start=found.start, now=now, versions={**found.versions, **own})

    def _reach(self) -> None:
        """Let the history begin a step earlier, where undo comes to what was before a restart."""
        if not self._at and self._earlier:
            *rest, before = self._earlier
            self._earlier = tuple(rest)
            self._history.insert(0, diagnose(before))
            self._at = 1

    @property
    def _steps_path(self) -> Path | None:
        return self.path and self.path.with_name(f"{self.path.stem.removesuffix('.studio')}.undo.toml")

    def _read_steps(self) -> tuple[tuple[Role, ...], tuple[Role, ...]]:
        """Read the steps that lie beside the file; none where they are those of another role, or cannot be read."""
        with suppress(Problem):
            path = self._steps_path
            if path and path.exists():
                steps = Steps.from_toml(read_text(path, Steps), str(path))
                if steps.start == self.start:
                    # A power cut may have come between the role and its steps.
                    before, after = steps.before, steps.after
                    before = before[:-1] if before[-1:] == (self.value,) else before
                    return before, after[1:] if after[:1] == (self.value,) else after
        return (), ()

    def _note_steps(self) -> None:
        """Note the steps beside the file; without them only undo after a restart is lost, so nothing is said."""
        roles = [each.role for each in self._history]
        before = (*self._earlier, *roles[self._unnoted : self._at])[-KEPT_STEPS:]
        after = (*roles[self._at + 1 :], *self._later)[:KEPT_STEPS]
        if self._steps_path and (before, after) != self._noted:
            with suppress(Problem):
                save(self._steps_path, Steps(start=self.start, before=before, after=after).to_toml())
                self._noted = before, after

    def _go(self, to: int) -> None:
        before = self.diagnosis
        self._at = to
        self._editing = None
        self.last = _compared(before, self.diagnosis)


def _touched(before: Role, after: Role) -> Iterator[tuple[object, ...]]:
    """Return the places in which two roles differ: facts, or the parts of a fact's things that are not the same."""
    was = differences(after, before)
    for path, now in differences(before, after).items():
        old, new = (value if isinstance(value, tuple) else () for value in (was[path], now))
        pairs = zip_longest(*([plain(one) for one in many if isinstance(one, Record)] for many in (old, new)))
        parts = [(n, part) for n, (a, b) in enumerate(pairs) for part in _unlike(a or {}, b or {})]
        yield from ((path, *where) for where in parts) if parts else ((path,),)


def _unlike(one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[str]:
    return (part for part in {**one, **other} if one.get(part) != other.get(part))


def _compared(before: Diagnosis, after: Diagnosis) -> Comparison:
    # Loaded with the first change: whoever opens a session waits for what it begins with alone.
    from leadership_lib.diagnosis.comparison import compare

    return compare(before, after)
