"""Belongings: the files of a person's work: which they are, how each is read, and how to delete them for good."""

import os
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext, suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from leadership_lib.core.errors import Problem
from leadership_lib.core.lock import alone, lock_of, reaching
from leadership_lib.core.store import forget
from leadership_lib.role.role import Role

#: The files in which the collection keeps a person's work by itself, and what a killed program left half saved; a
#: role is known by what is in it.
NAMES = ("journal", "my_record", "*.grid", "*.studio", "*.undo", "*.reading")
#: As they are, each of which a notebook may have open.
STORED = tuple(f"{name}.toml" for name in NAMES)
#: A backup while it is brought back; where it is left over, that was interrupted.
UNFINISHED = ".being_brought_back.zip"
#: Those, and the same as a backup keeps them beside what it brought back.
PATTERNS = (*STORED, *(f"{name} (kept *).toml" for name in NAMES), ".draft-*", UNFINISHED)


class Item(NamedTuple):
    """One file of a person's work: its name in the folder, when it was changed, and its size in bytes."""

    name: str
    changed: datetime
    size: int


def contents(folder: str | os.PathLike[str]) -> tuple[Item, ...]:
    """List the files of a person's work, those in folders too, in order of name.

    Hidden files are not of it: locks, drafts, what JupyterLab and the system leave. A folder that is a link to
    another place is not looked into.

    Raises
    ------
    Problem
        The folder cannot be read.
    """
    top, found = Path(folder), []

    def fail(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):
            raise error

    with reaching(top):
        for inner, folders, files in os.walk(top, onerror=fail):
            folders[:] = [name for name in folders if not is_hidden(name)]
            for path in (Path(inner, name) for name in files if not is_hidden(name)):
                if path.is_file():
                    changed = datetime.fromtimestamp(path.stat().st_mtime)
                    found.append(Item(path.relative_to(top).as_posix(), changed, path.stat().st_size))
    return tuple(sorted(found))


def belongings(folder: Path) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Tell what the collection keeps in the folder of a person's work itself from what else lies there.

    Returns
    -------
    tuple of Path
        What the collection keeps: journal, record, grids, studios, and roles that were saved.
    tuple of Path
        Everything else that is to be seen there, such as documents that were written to be passed on.

    Raises
    ------
    Problem
        The folder cannot be read.
    """
    with reaching(folder):
        files = sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
    kept = tuple(path for path in files if any(map(path.match, PATTERNS)) or _is_role(path))
    return kept, tuple(path for path in files if path not in kept and not path.name.startswith("."))


def delete(paths: Iterable[Path]) -> dict[Path, str]:
    """Delete files, for good, and return those that are still there, each with the reason."""
    left = {}
    for path in paths:
        try:
            with undisturbed(path):
                path.unlink(missing_ok=True)
                # Where Python runs in a browser there are no locks, and yet a notebook may have it open.
                if lock_of(path).exists() or any(map(path.match, STORED)):
                    forget(path)
        except (Problem, OSError) as error:
            left[path] = str(getattr(error, "strerror", None) or error)
    return left


def undisturbed(path: Path) -> AbstractContextManager[None]:
    """Lock a file that other programs may be changing: whoever does has made a lock for it before."""
    return alone(path) if lock_of(path).exists() else nullcontext()


def content(path: Path) -> bytes:
    """Read a file of a person's work.

    Raises
    ------
    Problem
        It cannot be read.
    """
    with reaching(path):
        return path.read_bytes()


def is_hidden(part: str) -> bool:
    """Tell whether a file or folder is one that programs keep for themselves."""
    # Word's mark that a file is open begins with the second.
    return part.startswith((".", "~$"))


def _is_role(path: Path) -> bool:
    if path.suffix != ".toml" or path.name.startswith("."):
        return False
    with suppress(Problem):
        return Role.from_file(path) != Role()
    return False
