"""Restoring: bring back the work in an archive; nothing here is lost, and where one file fails, none changes."""

import os
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from leadership_lib.core.errors import Problem
from leadership_lib.core.files import save
from leadership_lib.core.lock import alone, reaching
from leadership_lib.core.store import remember
from leadership_lib.teaching.backup import archive
from leadership_lib.teaching.backup.archive import UNCHANGED, number, quoted
from leadership_lib.teaching.backup.belongings import UNFINISHED, content, undisturbed


@dataclass(frozen=True)
class Restoration:
    """What bringing back would do, or has done, by name.

    Attributes
    ----------
    new
        The files that were not here before.
    same
        Those that were here already, and the same.
    kept
        Those that were here and differed: each with the name under which what was here is kept, once that is done.
    done
        Whether it is done; otherwise nothing is changed yet.
    """

    new: tuple[str, ...]
    same: tuple[str, ...]
    kept: Mapping[str, str]
    done: bool

    @property
    def sentences(self) -> tuple[str, ...]:
        """What would happen, or was done, in sentences."""
        said = []
        if self.new:
            said.append(f"{number(self.new)} {'came' if self.done else 'will come'} back: {quoted(self.new)}.")
        if self.done:
            one = "came back; the one that was here is kept as"
            said += [f"“{name}” {one} “{kept}”." for name, kept in self.kept.items()]
        elif self.kept:
            beside = "what is here now stays beside it under a new name, so nothing is lost"
            said.append(f"{number(self.kept)} will be replaced; {beside}: {quoted(self.kept)}.")
        if self.same:
            said.append(f"Already here, and the same: {quoted(self.same)}.")
        return tuple(said) or (f"There {'was' if self.done else 'is'} no work in this file.",)

    def __str__(self) -> str:
        return "\n".join(self.sentences)


def plan(data: bytes, folder: str | os.PathLike[str]) -> Restoration:
    """Say what `unpack` would do, and change nothing.

    Raises
    ------
    Problem
        It cannot be brought back; says what was found in it.
    """
    places = [(name, wanted, _here(path)) for path, name, wanted in _places(data, Path(folder))]
    new = tuple(name for name, _, here in places if here is None)
    same = tuple(name for name, wanted, here in places if here == wanted)
    return Restoration(new, same, {name: "" for name, *_ in places if name not in new + same}, done=False)


def unpack(data: bytes, folder: str | os.PathLike[str], *, now: datetime | None = None) -> Restoration:
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
    places = _places(data, Path(folder))
    new, same, kept, left = [], [], {}, list[str]()
    unfinished = Path(folder) / UNFINISHED
    try:
        # First of those that are undone, so last of all.
        with ExitStack() as finish, ExitStack() as undo:
            finish.callback(_done_with, unfinished)
            if places:
                save(unfinished, data)
            for path, name, wanted in places:
                # Every notebook that is open writes into the same journal.
                with alone(path) if path.suffix == ".toml" else undisturbed(path):
                    # Looked at only now: where "Role" and "role" are one name, this very loop may have written it.
                    here = _here(path)
                    if here == wanted:
                        same.append(name)
                        continue
                    if here is None:
                        new.append(name)
                    else:
                        beside = _beside(path, now or datetime.now())
                        undo.callback(_take_back, save(beside, here), here, None, left)
                        kept[name] = beside.relative_to(folder).as_posix()
                    undo.callback(_take_back, save(path, wanted), wanted, here, left)
            for path, *_ in places:
                remember(path)
            undo.pop_all()
    except Problem as problem:
        rest = f"These stay as they are now: {', '.join(left)}." if left else "Nothing was brought back or changed."
        raise Problem(f"{problem} {rest}") from None
    return Restoration(tuple(new), tuple(same), kept, done=True)


def interrupted(folder: str | os.PathLike[str]) -> bytes | None:
    """Return the file that was being brought back when Python was ended; None where that was done, or undone.

    What had come back by then is there, and nothing is lost: to bring back the file once more goes on.
    """
    path = Path(folder) / UNFINISHED
    if not path.is_file():
        return None
    data = content(path)
    with suppress(Problem):
        to_come = plan(data, folder)
        if not (to_come.new or to_come.kept):
            # All of it had come back.
            _done_with(path)
            return None
    return data


def _done_with(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _places(data: bytes, top: Path) -> list[tuple[Path, str, bytes]]:
    """Find the place of each file of an archive, and make sure that no link leads from there to elsewhere."""
    files = [(top / name, name, wanted) for name, wanted in archive.read(data).items()]
    with reaching(top):
        for path, *_ in files:
            if path.exists() and not path.is_file():
                raise Problem(f"{str(path)!r} is a folder here, and a file there: rename it. {UNCHANGED}")
        for folder in {parent for path, *_ in files for parent in path.parents if parent.is_relative_to(top)}:
            if folder.exists() and not folder.is_dir():
                raise Problem(f"{str(folder)!r} is a file here, and a folder there: rename it. {UNCHANGED}")
            if not folder.resolve().is_relative_to(top.resolve()):
                raise Problem(f"{str(folder)!r} is a link out of the folder of your work. {UNCHANGED}")
    return files


def _here(path: Path) -> bytes | None:
    """Read what is in a file; None where there is none."""
    return content(path) if os.path.exists(path) else None


def _beside(path: Path, now: datetime) -> Path:
    """Find a name beside a file that nothing has yet."""
    # Most disks take names of 255 bytes.
    ending = path.suffix if len(path.suffix.encode()) < 40 else ""
    stem = path.name.removesuffix(ending).encode()
    marks = (f" (kept {now:%Y-%m-%d %H.%M}{f', {n}' if n > 1 else ''}){ending}" for n in count(1))
    names = (stem[: 240 - len(mark.encode())].decode(errors="ignore") + mark for mark in marks)
    return next(beside for beside in map(path.with_name, names) if not os.path.lexists(beside))


def _take_back(path: Path, wanted: bytes, before: bytes | None, left: list[str]) -> None:
    """Put back what was in a file before; where that cannot be, note the file among those left as they are."""
    with suppress(Problem, OSError):
        # What someone else has written meanwhile is theirs.
        if _here(path) == wanted:
            path.unlink() if before is None else save(path, before)
            return
    left.append(str(path))
