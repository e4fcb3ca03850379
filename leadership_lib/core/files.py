"""Files: saved whole or not at all."""

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from leadership_lib.core.errors import Problem
from leadership_lib.core.pyodide import IN_BROWSER


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
        target.parent.mkdir(parents=True, exist_ok=True)
        with draft(target) as file:
            file.write(data)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        message = f"{str(target)!r} cannot be written, and was not saved: {reason}. What was there before still is."
        raise Problem(message) from None
    return target


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Pack files into a zip archive; the same files give the same bytes, whenever and wherever they are packed."""
    stream = BytesIO()
    with ZipFile(stream, "w") as packed:
        for name, content in files.items():
            info = ZipInfo(name)
            info.compress_type, info.create_system, info.external_attr = ZIP_DEFLATED, 3, 0o644 << 16
            packed.writestr(info, content)
    return stream.getvalue()


@contextmanager
def draft(target: Path) -> Iterator[IO[bytes]]:
    """Return an open file that takes its place once it is whole; else nothing is left.

    It is written through what is given, never by its name: in a browser the first to be closed of two would win.
    """
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".draft-")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes files private; what a person saves is an ordinary file. A browser has no users to tell apart.
        if not IN_BROWSER:
            os.chmod(name, 0o666 & ~_umask())
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
