"""Backup: all of a person's work in one file that can be taken elsewhere, and brought back; nothing is lost."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from leadership_lib.core.errors import Problem
from leadership_lib.core.files import save
from leadership_lib.core.lock import alone, lock_of, unreachable
from leadership_lib.teaching.backup import backup_file
from leadership_lib.teaching.backup.backup_file import LIMIT, MOST, UNCHANGED, is_hidden, number, size


@dataclass(frozen=True)
class Item:
    """One file of a person's work: its name in the folder, when it was changed, and its size in bytes."""

    name: str
    changed: datetime
    size: int


@dataclass(frozen=True)
class Plan:
    """What bringing back would do, by name: nothing is changed yet."""

    new: tuple[str, ...]
    same: tuple[str, ...]
    differing: tuple[str, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """What would happen, in sentences."""
        found = []
        if self.new:
            found.append(f"{number(self.new)} will come back: {_names(self.new)}.")
        if self.differing:
            kept = "what is here now stays beside it under a new name, so nothing is lost"
            found.append(f"{number(self.differing)} will be replaced; {kept}: {_names(self.differing)}.")
        if self.same:
            found.append(f"Already here, and the same: {_names(self.same)}.")
        return tuple(found) or ("There is no work in this file.",)

    def __str__(self) -> str:
        return "\n".join(self.sentences)


@dataclass(frozen=True)
class Report:
    """What was brought back.

    Attributes
    ----------
    came
        The files that were not here before.
    same
        Those that were here already, and the same.
    kept
        Those that were here and differed: each with the name under which what was here is kept.
    """

    came: tuple[str, ...]
    same: tuple[str, ...]
    kept: Mapping[str, str]

    @property
    def sentences(self) -> tuple[str, ...]:
        """What was done, in sentences."""
        found = []
        if self.came:
            found.append(f"{number(self.came)} came back: {_names(self.came)}.")
        for name, kept in self.kept.items():
            found.append(f"“{name}” came back; the one that was here is kept as “{kept}”.")
        if self.same:
            found.append(f"Already here, and the same: {_names(self.same)}.")
        return tuple(found) or ("There was no work in this file.",)

    def __str__(self) -> str:
        return "\n".join(self.sentences)


def contents(folder: str | os.PathLike[str]) -> tuple[Item, ...]:
    """Give the files of a person's work, in order of name.

    Hidden files are not of it: locks, drafts, what JupyterLab and the system leave. A folder that is a link to
    another place is not looked into.

    Raises
    ------
    Problem
        The folder cannot be read.
    """
    top, found = Path(folder), []
    try:
        for path in _paths(top):
            stat = path.stat()
            changed = datetime.fromtimestamp(stat.st_mtime)
            found.append(Item(path.relative_to(top).as_posix(), changed, stat.st_size))
    except (OSError, ValueError, OverflowError) as error:
        raise unreachable(top, error) from None
    return tuple(sorted(found, key=lambda item: item.name))


def pack(folder: str | os.PathLike[str], *, now: datetime | None = None) -> bytes:
    """Put all of a person's work into one zip file.

    Parameters
    ----------
    folder
        The folder of the work; see `contents` for what is of it.
    now
        The date to write into it; this moment where none is given.

    Returns
    -------
    bytes
        The file. The same work, packed at the same moment, gives the same bytes. A name that some computer could not
        take, such as one with a colon, is packed under one that is like it.

    Raises
    ------
    Problem
        Something cannot be read, or it is more than could be brought back.
    """
    top, items = Path(folder), contents(folder)
    if len(items) > MOST or sum(item.size for item in items) > LIMIT:
        largest = max(items, key=lambda item: item.size)
        raise Problem(
            f"{number(items)} of {size(sum(item.size for item in items))} do not fit into one file, which takes "
            f"{MOST} of {size(LIMIT)}. The largest is {largest.name!r}: move it out of {top.name}."
        )
    names = backup_file.portable(item.name for item in items)
    return backup_file.write(
        ((names[item.name], item.changed, _content(top / item.name)) for item in items), now or datetime.now()
    )


def plan(data: bytes, folder: str | os.PathLike[str]) -> Plan:
    """Say what `unpack` would do, and change nothing.

    Raises
    ------
    Problem
        It cannot be brought back; says what was found in it.
    """
    top, files = Path(folder), backup_file.read(data)
    _check(files, top)
    new, same, differing = [], [], []
    for name, content in files.items():
        here = _here(top / name)
        (new if here is None else same if here == content else differing).append(name)
    return Plan(tuple(new), tuple(same), tuple(differing))


def unpack(data: bytes, folder: str | os.PathLike[str], *, now: datetime | None = None) -> Report:
    """Bring back what `pack` put into a file; what is here already is never lost.

    Parameters
    ----------
    data
        The file.
    folder
        The folder of the work; made where it is missing.
    now
        The date in the names of what is kept; this moment where none is given.

    Raises
    ------
    Problem
        The file is not one of ours, is damaged, or would write outside the folder; or something cannot be written.
        Nothing is changed.
    """
    top, files = Path(folder), backup_file.read(data)
    _check(files, top)
    stamp = f"{now or datetime.now():%Y-%m-%d %H.%M}"
    came, same, kept = [], [], {}
    with _all_or_nothing() as done:
        for name, content in files.items():
            path = top / name
            with _undisturbed(path):
                # Looked at only now: where "Role" and "role" are one name, this very loop may have written it.
                here = _here(path)
                if here == content:
                    same.append(name)
                    continue
                if here is None:
                    came.append(name)
                else:
                    beside = save(_free(path, stamp), here)
                    done.append((beside, here, None))
                    kept[name] = beside.relative_to(top).as_posix()
                save(path, content)
                done.append((path, content, here))
    return Report(tuple(came), tuple(same), kept)


# --- what is here


def _paths(top: Path) -> Iterator[Path]:
    """Give every file that is to be seen, in folders too."""

    def fail(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):
            raise error

    for inner, folders, files in os.walk(top, onerror=fail):
        folders[:] = [name for name in folders if not is_hidden(name)]
        yield from (path for name in files if not is_hidden(name) and (path := Path(inner, name)).is_file())


def _here(path: Path) -> bytes | None:
    """Give what is in a file; None where there is none."""
    return _content(path) if os.path.exists(path) else None


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise unreachable(path, error) from None


def _check(files: Iterable[str], top: Path) -> None:
    """Make sure that each file has its place in the folder, and that no link leads from there to elsewhere."""
    try:
        real, paths = top.resolve(), [top / name for name in files]
        for path in paths:
            if path.exists() and not path.is_file():
                raise Problem(f"{str(path)!r} is a folder here, and a file there: rename it. {UNCHANGED}")
        for folder in dict.fromkeys(
            parent for path in paths for parent in path.parents if parent.is_relative_to(top)
        ):
            if folder.exists() and not folder.is_dir():
                raise Problem(f"{str(folder)!r} is a file here, and a folder there: rename it. {UNCHANGED}")
            if not folder.resolve().is_relative_to(real):
                raise Problem(f"{str(folder)!r} is a link out of the folder of your work. {UNCHANGED}")
    except (OSError, RuntimeError) as error:
        raise unreachable(top, error) from None


def _undisturbed(path: Path):
    """Lock what other programs may be changing: every notebook that is open writes into the same journal."""
    return alone(path) if path.suffix == ".toml" or lock_of(path).exists() else nullcontext()


# --- what is written


def _free(path: Path, stamp: str) -> Path:
    """Give a name beside a file that nothing has yet."""
    count = 1
    while True:
        mark = f" (kept {stamp})" if count == 1 else f" (kept {stamp}, {count})"
        # Most disks take names of 255 bytes.
        ending = path.suffix if len(path.suffix.encode()) < 40 else ""
        stem = (
            path.name.removesuffix(ending).encode()[: 240 - len(ending.encode()) - len(mark)].decode(errors="ignore")
        )
        beside = path.with_name(f"{stem}{mark}{ending}")
        if not os.path.lexists(beside):
            return beside
        count += 1


@contextmanager
def _all_or_nothing() -> Iterator[list[tuple[Path, bytes, bytes | None]]]:
    """Take back what was written, where something cannot be: each file, what is in it now, and what was before."""
    done: list[tuple[Path, bytes, bytes | None]] = []
    try:
        yield done
    except BaseException as problem:
        left = [str(path) for path, now, before in reversed(done) if not _taken_back(path, now, before)]
        rest = f"These stay as they are now: {', '.join(left)}." if left else "Nothing was brought back or changed."
        if isinstance(problem, Problem):
            raise Problem(f"{problem} {rest}") from None
        raise


def _taken_back(path: Path, now: bytes, before: bytes | None) -> bool:
    with suppress(Problem, OSError):
        # What somebody else has written meanwhile is theirs.
        if _here(path) == now:
            path.unlink() if before is None else save(path, before)
            return True
    return False


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
