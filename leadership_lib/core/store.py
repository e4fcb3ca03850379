"""Kept: one record in one file that several windows may have open, and all that a person's work leaves on disk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Generic, TypeVar

from leadership_lib.core.errors import Problem
from leadership_lib.core.files import save
from leadership_lib.core.lock import alone, unreachable
from leadership_lib.core.records import Record, RecordError, field_kinds, read_text

R = TypeVar("R", bound=Record)

_HEAD = "# Kept as it is written, on this computer only.\n\n"

#: What is said where something is not on disk yet.
AGAIN = "The next change tries again; until then, leave this notebook open."

#: What is said where two windows have changed the same thing.
ELSEWHERE = "It was changed in another window too; what was written there is here now."


class KeptRecord(Generic[R]):
    """One record in one file; each window changes the facts that were changed in it, and leaves the others.

    Parameters
    ----------
    path
        The file.
    kind
        The record in it.
    start
        Gives what there is to begin with where the file is not there, or empty.

    Attributes
    ----------
    value : Record
        The record as it is now.
    problem : str or None
        Why the last change is not on disk; nothing is lost, and the next change tries again.

    Raises
    ------
    Problem
        The file is there and cannot be read; it is left as it is.
    """

    def __init__(self, path: Path, kind: type[R], start: Callable[[], R]):
        self.path, self._kind, self._start = path, kind, start
        self.problem: str | None = None
        # What is not on disk yet.
        self._left: dict[str, Any] = {}
        self.value = self._read()

    def change(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        """Change facts by path, on top of what others have written meanwhile.

        Returns
        -------
        dict
            The other facts that are not what they were here, because another window has changed them.

        Raises
        ------
        RecordError
            Names every faulty fact; nothing is changed.
        """
        seen = self.value.with_(facts)
        self.value = seen
        self._left |= facts
        try:
            with alone(self.path):
                merged = self._merged()
                save(self.path, _HEAD + merged.to_toml())
        except Problem as problem:
            self.problem = f"{problem} {AGAIN}"
            return {}
        self.value, self.problem = merged, None
        self._left.clear()
        return differences(seen, merged)

    def _read(self) -> R:
        found = read(self.path, self._kind)
        return self._start() if found is None else found

    def _merged(self) -> R:
        on_disk = self._read()
        try:
            return on_disk.with_(self._left)
        except RecordError as error:
            raise at_odds(error) from None


def differences(before: Record, after: Record) -> dict[str, Any]:
    """Give the facts, by path, in which a record is another than the one before."""
    found: dict[str, Any] = {}
    for name in field_kinds(type(after)):
        old, new = getattr(before, name), getattr(after, name)
        if isinstance(new, Record):
            found |= {f"{name}.{inner}": value for inner, value in differences(old, new).items()}
        elif old != new:
            found[name] = new
    return found


def at_odds(error: RecordError) -> Problem:
    """Say that each fact was right in its own window, and that together with the others' they are not."""
    faults = "; ".join(map(str, error.faults))
    return Problem(f"Not saved, because another window has written what does not go with it: {faults}.")


def read(path: Path, kind: type[R]) -> R | None:
    """Read what is kept; None where there is no file, or an empty one, as a full disk or a synchroniser leaves it.

    Raises
    ------
    Problem
        It cannot be read; says what to do.
    """
    if not mark(path):
        return None
    try:
        text = read_text(path, kind)
        return kind.from_toml(text, str(path)) if text.strip() else None
    except RecordError as error:
        remedy = f"The file is left as it is. Mend it, or rename {str(path)!r}: then {kind.WHAT} begins anew."
        raise Problem(f"{error}\n{remedy} Nothing in it is lost.") from None


def mark(path: Path) -> tuple[int, ...] | None:
    """Give what tells one version of a file from another; None where there is no file."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        raise unreachable(path, error) from None
    return found.st_ino, found.st_mtime_ns, found.st_size
