"""Store: what is kept in a file that several windows may have open, so that none writes over another's work."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Generic, TypeVar

from leadership_lib.core.errors import Problem
from leadership_lib.core.faults import RecordError
from leadership_lib.core.files import save
from leadership_lib.core.lock import alone, reaching
from leadership_lib.core.records import Record, as_given, field_kinds, read_text
from leadership_lib.core.toml import bounded

R = TypeVar("R", bound=Record)

_HEAD = "# Kept as it is written, on this computer only.\n\n"

#: What is said where something is not on disk yet.
AGAIN = "The next change tries again; until then, leave this notebook open."

#: What is said where two windows have changed the same thing.
ELSEWHERE = "It was changed in another window too; what was written there is here now."


class Store(Generic[R]):
    """One record in one file, which other windows may change too.

    Parameters
    ----------
    path
        The file.
    kind
        The record in it.
    head
        What stands above it.

    Attributes
    ----------
    found : Record or None
        What the file held when it was last read or written.
    problem : str or None
        Why the last change is not on disk; whoever made it keeps it, and the next change tries again.

    Raises
    ------
    Problem
        The file is there and cannot be read; it is left as it is.
    """

    def __init__(self, path: Path, kind: type[R], head: str = ""):
        self.path, self.head, self._kind = path, head, kind
        self.problem: str | None = None
        self.found: R | None = None
        self._mark: tuple[int, ...] | None = None
        self.look()

    def look(self) -> R | None:
        """Return what the file holds, None where there is none, read again where it is another than the last time.

        A full disk or a synchroniser may leave it empty, or take it away: then what was read before stands, unless it
        was deleted on purpose.

        Raises
        ------
        Problem
            It cannot be read; says what to do.
        """
        mark = _mark(self.path)
        if mark != self._mark:
            found = self._read() if mark else None
            self.found = found or (None if not mark and os.path.exists(_mark_of_deletion(self.path)) else self.found)
            self._mark = mark
        return self.found

    def write(self, merge: Callable[[R | None], R | None]) -> bool:
        """Bring a change onto the disk, and tell whether it is there; where it is not, `problem` says why.

        Parameters
        ----------
        merge
            Lays what was changed here over what the file holds by now, given to it; None where it has gone for good.
        """
        try:
            with alone(self.path):
                whole = merge(self.look())
                if whole:
                    save(self.path, self._text(whole))
                    remember(self.path)
                else:
                    forget(self.path)
                self.found, self._mark = whole, _mark(self.path)
        except Problem as problem:
            self.problem = f"{problem} {AGAIN}"
            return False
        self.problem = None
        return True

    def _text(self, whole: R) -> str:
        text = self.head + whole.to_toml()
        try:
            bounded(text)
        except Problem as problem:
            raise Problem(
                f"{str(self.path)!r} was not saved, because it could not be read again: {problem}."
            ) from None
        return text

    def _read(self) -> R | None:
        try:
            text = read_text(self.path, self._kind)
            return self._kind.from_toml(text, str(self.path)) if text.strip() else None
        except RecordError as error:
            remedy = f"Mend it, or rename {str(self.path)!r}: then {self._kind.WHAT} starts again."
            said = f"{error}\nThe file is left as it is. {remedy} Nothing in it is lost."
            raise Problem(said) from None


class KeptRecord(Store[R]):
    """A record of which each window changes the facts that were changed in it, and leaves the others.

    Parameters
    ----------
    path
        The file.
    kind
        The record in it.
    start
        Makes what there is to begin with where the file is not there, or empty.

    Attributes
    ----------
    value : Record
        The record as it is now.
    """

    def __init__(self, path: Path, kind: type[R], start: Callable[[], R]):
        super().__init__(path, kind, _HEAD)
        self._start = start
        # What is not on disk yet.
        self._left: dict[str, Any] = {}
        self.value = self.found or start()

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
        seen = self.value = self.value.with_(facts)
        self._left |= facts
        if not self.write(lambda found: changed(found or self._start(), self._left)):
            return {}
        self.value = self.found or seen
        self._left.clear()
        return differences(seen, self.value)


def differences(before: Record, after: Record) -> dict[str, Any]:
    """Return the facts, by path, in which a record is another than the one before."""
    found: dict[str, Any] = {}
    for name in field_kinds(type(after)):
        old, new = as_given(before, name), as_given(after, name)
        if isinstance(new, Record):
            found |= {f"{name}.{inner}": value for inner, value in differences(old, new).items()}
        elif old != new:
            found[name] = new
    return found


def changed(found: R, facts: Mapping[str, Any]) -> R:
    """Return what the file holds with facts of this window laid over it.

    Raises
    ------
    Problem
        Each fact was right in its own window, and together with the others' they are not.
    """
    try:
        return found.with_(facts)
    except RecordError as error:
        faults = "; ".join(map(str, error.faults))
        raise Problem(f"Not saved, because another window has written what does not go with it: {faults}.") from None


def forget(path: Path) -> None:
    """Note that a file was deleted on purpose: no window that has it open writes back what was in it.

    Raises
    ------
    Problem
        There is no writing beside the file.
    """
    with reaching(path):
        _mark_of_deletion(path).touch()


def remember(path: Path) -> None:
    """Note that a file is there again: where it goes away by itself, whoever has it open writes it back.

    Raises
    ------
    Problem
        The note that it was deleted cannot be taken away.
    """
    mark = _mark_of_deletion(path)
    # Asked first: a name may be too long to have such a mark.
    if os.path.exists(mark):
        with reaching(path):
            mark.unlink(missing_ok=True)


def _mark_of_deletion(path: Path) -> Path:
    return path.with_name(f".{path.name}.deleted.lock")


def _mark(path: Path) -> tuple[int, ...] | None:
    """Return what tells one version of a file from another; None where there is no file."""
    with reaching(path):
        try:
            found = path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
    return found.st_ino, found.st_mtime_ns, found.st_size
