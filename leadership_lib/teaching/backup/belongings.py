"""Belongings: all that a person's work leaves on disk, and how to delete it for good."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import NamedTuple

from leadership_lib.core.errors import Problem
from leadership_lib.core.lock import alone, lock_of, unreachable
from leadership_lib.role.role import Role

#: The files in which the collection keeps a person's work by itself, and what a killed program left half saved; a
#: role is known by what is in it.
NAMES = ("journal", "my_record", "*.grid", "*.studio")
#: As they are, and as a backup keeps them beside what it brought back.
PATTERNS = (*(f"{name}.toml" for name in NAMES), *(f"{name} (kept *).toml" for name in NAMES), ".draft-*")


class Belongings(NamedTuple):
    """The files in the folder of a person's work.

    Attributes
    ----------
    kept : tuple of Path
        What the collection keeps by itself: journal, record, grids, studios, and roles that were saved.
    others : tuple of Path
        Everything else that is to be seen there, such as documents that were written to be passed on.
    """

    kept: tuple[Path, ...]
    others: tuple[Path, ...]


def belongings(folder: Path) -> Belongings:
    """Find the files of a person's work.

    Raises
    ------
    Problem
        The folder cannot be read.
    """
    try:
        files = sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
    except OSError as error:
        raise unreachable(folder, error) from None
    kept = tuple(path for path in files if any(map(path.match, PATTERNS)) or _is_role(path))
    others = tuple(path for path in files if path not in kept and not path.name.startswith("."))
    return Belongings(kept, others)


def delete(paths: Iterable[Path]) -> dict[Path, str]:
    """Delete files, for good; gives those that are still there, each with the reason."""
    left = {}
    for path in paths:
        try:
            # Whoever changes a file on top of what is in it has made a lock for it before.
            with alone(path) if lock_of(path).exists() else nullcontext():
                path.unlink(missing_ok=True)
        except Problem as problem:
            left[path] = str(problem)
        except OSError as error:
            left[path] = str(error.strerror or error)
    return left


def _is_role(path: Path) -> bool:
    if path.suffix != ".toml" or path.name.startswith("."):
        return False
    with suppress(Problem):
        return Role.from_file(path) != Role()
    return False
