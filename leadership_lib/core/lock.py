"""Lock: a file that several programs change is changed by one of them at a time."""

import errno
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from leadership_lib.core.errors import Problem
from leadership_lib.core.folders import make_folder


def _locks(module: str, needed: str) -> Any:
    """Return a module that can lock files; None where this system has none."""
    with suppress(ImportError):
        found = import_module(module)
        # Pyodide has the module, and not what is needed of it.
        return found if hasattr(found, needed) else None
    return None


# Each system has one of these; a browser has neither, and no other program to lock out.
fcntl = _locks("fcntl", "flock")
msvcrt = _locks("msvcrt", "locking")

#: How many seconds to wait while another program has the file.
PATIENCE = 10.0
_TAKEN = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Be the only program that changes a file, until done.

    The lock is the system's own, on an empty file beside the one that is changed: whatever ends a program, its lock
    ends with it, so none is ever left over. On a disk that knows no locks, as in some networks, the lock is a second
    file, until whoever made it removes it.

    Parameters
    ----------
    path
        The file; its folder is made where it is missing.

    Raises
    ------
    Problem
        There is no writing beside the file, or another program has it all the time.
    """
    if not (fcntl or msvcrt):
        yield
        return
    with reaching(path):
        make_folder(path.parent)
        lock = lock_of(path).open("ab")
    made = path.with_name(f".{path.name}.held.lock")
    with lock:
        holder, until = None, time.monotonic() + PATIENCE
        while not (release := _taken(lock, made)):
            # Patience is with one holder: where another has it now, one waits anew.
            if (now := _holder(made)) != holder:
                holder, until = now, time.monotonic() + PATIENCE
            elif time.monotonic() > until:
                if holder is None:
                    raise Problem(
                        f"{str(path)!r} was not saved: another program has been writing to it all the time."
                    )
                # Saving takes no time at all: whoever made it was ended meanwhile.
                with reaching(path):
                    made.unlink(missing_ok=True)
            time.sleep(0.005)
        try:
            yield
        finally:
            release()


def lock_of(path: Path) -> Path:
    """Return the empty file on which the lock of a file is."""
    return path.with_name(f".{path.name}.lock")


def _taken(lock: IO[bytes], made: Path) -> Callable[[], object] | None:
    """Take the lock if it is free, and return what gives it back; None where another program has it."""
    try:
        if fcntl:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return lambda: None  # closing it is enough
        if msvcrt:
            os.lseek(lock.fileno(), 0, os.SEEK_SET)
            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
    except OSError as error:
        if error.errno in _TAKEN:
            return None
        with reaching(made):
            try:
                made.touch(exist_ok=False)
            except FileExistsError:
                return None
        return partial(made.unlink, missing_ok=True)
    return partial(_unlock, lock)


def _holder(made: Path) -> tuple[int, int] | None:
    """Return what tells one holder of a lock that is a second file from the next; None where no one has made it."""
    try:
        found = made.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


def _unlock(lock: IO[bytes]) -> None:
    os.lseek(lock.fileno(), 0, os.SEEK_SET)
    msvcrt.locking(lock.fileno(), msvcrt.LK_UNLCK, 1)


@contextmanager
def reaching(path: Path) -> Iterator[None]:
    """Say of a file or folder, where what is done with it fails, that it cannot be reached, and why."""
    try:
        yield
    except (OSError, ValueError, OverflowError, RuntimeError) as error:
        raise Problem(f"{str(path)!r} cannot be reached: {getattr(error, 'strerror', None) or error}.") from None
