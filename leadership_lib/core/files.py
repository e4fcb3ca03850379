"""Files: saved whole or not at all."""

import csv
import os
import re
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from leadership_lib.core.errors import Problem
from leadership_lib.core.folders import is_own, make_folder
from leadership_lib.core.pyodide import IN_BROWSER

#: How a file is called until it is whole, and after how many seconds nobody is writing it any more.
DRAFT, ABANDONED = ".draft-", 3600

#: How many seconds to wait before each new try to put it in its place.
WAITS = (0.02, 0.05, 0.1, 0.2, 0.4, 0.8)


def target_of(path: str | os.PathLike[str], what: str = "", endings: Iterable[str] = ()) -> Path:
    """Return where to write as a path, or say that it is none, or that it does not end as it should.

    Parameters
    ----------
    path
        Where to.
    what
        What is to be written there, such as ``picture``.
    endings
        How it may end, where the ending says which kind is made.
    """
    if not isinstance(path, str | os.PathLike):
        raise Problem(f"{path!r} is no place to write to. Give a path, such as 'my_work/roles.csv'.")
    target, known = Path(path), tuple(endings)
    if known and target.suffix.lower() not in known:
        ends = " or ".join(filter(None, [", ".join(known[:-1]), known[-1]]))
        raise Problem(f"{target.name!r} does not say which {what} to make: end it in {ends}")
    return target


def save(path: str | os.PathLike[str], content: str | bytes) -> Path:
    """Save a file so that a reader sees the old one or the new one, never half of either.

    Parameters
    ----------
    path
        Where to; missing folders are made.
    content
        Text, saved as UTF-8, or bytes.

    Raises
    ------
    Problem
        The file cannot be written; what was there before is still there.
    """
    target = target_of(path)
    try:
        data = content.encode("utf-8") if isinstance(content, str) else content
        make_folder(target.parent)
        with draft(target) as file:
            file.write(data)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        message = f"{str(target)!r} cannot be written, and was not saved: {reason}. What was there before still is."
        raise Problem(message) from None
    return target


def save_csv(path: str | os.PathLike[str], rows: Iterable[Iterable[object]]) -> Path:
    """Save rows as a CSV file that a spreadsheet opens: with its line ends, and the mark that says it is UTF-8.

    Parameters
    ----------
    path, rows
        Where to, and what; a text that a spreadsheet would run is to be disarmed before.
    """
    text = StringIO(newline="")
    csv.writer(text).writerows(rows)
    return save(path, f"\ufeff{text.getvalue()}")


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Pack files into a zip archive; the same files give the same bytes, whenever and wherever they are packed."""
    stream = BytesIO()
    with ZipFile(stream, "w") as packed:
        for name, content in files.items():
            packed.writestr(zip_entry(name), content)
    return stream.getvalue()


def zip_entry(name: str) -> ZipInfo:
    """Make an entry of an archive that tells nothing of when and on which system it is packed."""
    info = ZipInfo(name)
    info.compress_type, info.create_system, info.external_attr = ZIP_DEFLATED, 3, 0o644 << 16
    return info


@contextmanager
def draft(target: Path) -> Iterator[IO[bytes]]:
    """Return an open file that takes its place once it is whole; else nothing is left.

    It is written through what is given, never by its name: in a browser the first to be closed of two would win.
    """
    _sweep(target.parent)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=DRAFT)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes files private; what a person saves elsewhere than with their work is an ordinary file. A
        # browser has no users to tell apart.
        if not (IN_BROWSER or is_own(target)):
            os.chmod(name, 0o666 & ~_umask())
        _replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _replace(name: str, target: Path) -> None:
    """Put a file in the place of another; Windows refuses while a scanner or a synchroniser looks at that one."""
    for wait in WAITS:
        with suppress(PermissionError):
            return os.replace(name, target)
        time.sleep(wait)
    return os.replace(name, target)


@cache
def _sweep(folder: Path) -> None:
    """Take away, once, what programs that were ended left half written in a folder."""
    for path in folder.glob(f"{DRAFT}*"):
        with suppress(OSError):
            ours = re.fullmatch(r"\w{8}", path.name.removeprefix(DRAFT))
            if ours and time.time() - path.stat().st_mtime > ABANDONED:
                path.unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
