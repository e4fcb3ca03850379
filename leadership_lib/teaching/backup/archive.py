"""Archive: all of a person's work as one zip file; nothing that stands in one is trusted before it is checked."""

import os
import re
import stat
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from itertools import chain, count
from pathlib import Path, PurePosixPath
from unicodedata import normalize
from zipfile import ZipFile, ZipInfo

import tomli_w

from leadership_lib.core import toml
from leadership_lib.core.errors import Problem
from leadership_lib.core.files import zip_entry
from leadership_lib.core.folders import DEVICE
from leadership_lib.core.text import counted
from leadership_lib.core.untrusted import Unfit, unpacked
from leadership_lib.teaching.backup.belongings import content, contents, is_hidden

#: Grows when an older edition could not read the file.
FORMAT = 1
#: What tells that the file is ours, and the folder in it; a person's files cannot be taken for it.
ABOUT, INSIDE = "about_this_file.toml", "my_work/"
#: How many bytes, unpacked, and how many files: far more than anyone's work, and no harm to any computer.
LIMIT, MOST = 100_000_000, 5_000

_HEAD = """\
# All of one person's work with "Great jobs for clinical leaders", as it was on one day; it is in the folder my_work.
# To bring it back, run ll.Backup() in any notebook of the collection. Or put the folder where it was, by hand.

"""

UNCHANGED = "Nothing was changed."
_NOT_OURS = "Choose one that “Download all my work” made; its name begins with great_jobs_work."

#: What Windows does not take in a name, with what no system shows.
_AWKWARD = re.compile(r'[<>:"|?*\\/\x00-\x1f\x7f-\x9f\ud800-\udfff]')


# What turns the direction of the text after it, so that a name reads as another.
_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def pack(folder: str | os.PathLike[str], *, now: datetime | None = None) -> bytes:
    """Put all of a person's work into one zip file.

    Parameters
    ----------
    folder
        The folder of the work; `contents` says what is of it.
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
    names = portable(item.name for item in items)
    made = (now or datetime.now()).replace(microsecond=0, tzinfo=None)
    about = {"format": FORMAT, "made": made.isoformat(), "names": [names[item.name] for item in items]}
    stream = BytesIO()
    with ZipFile(stream, "w") as packed:
        packed.writestr(_info(ABOUT, made), _HEAD + tomli_w.dumps(about))
        for item in items:
            packed.writestr(_info(INSIDE + names[item.name], item.changed), content(top / item.name))
    return stream.getvalue()


def read(data: bytes) -> dict[str, bytes]:
    """Read the files in it, by name, and refuse all of it where one of them is not as it should be.

    Raises
    ------
    Problem
        Says what was found.
    """
    if len(data) > LIMIT:
        raise _refusal(f"This file has {size(len(data))}; more than {size(LIMIT)} is no one's work.")
    try:
        packed = ZipFile(BytesIO(data))
    except Exception:  # what a damaged file makes zipfile raise is not foreseen there, either
        begins = "".join(chr(byte) if 32 <= byte < 127 else "·" for byte in data[:12])
        found = f"{size(len(data))} that begin with “{begins}”" if data else "it is empty"
        raise _refusal(f"This is not a zip file, or not all of one ({found}). {_NOT_OURS}") from None
    with packed:
        about, files = _files(_entries(packed.infolist()))
        _check(packed, about, files)
        return {name: _content(packed, info, name) for name, info in files.items()}


def portable(names: Iterable[str]) -> dict[str, str]:
    """Find for each name one that every computer takes: itself where that is so, otherwise one that is like it."""
    names = list(names)
    found = {name: name for name in names if _plain(name)}
    taken = set(found) | {str(parent) for name in names for parent in PurePosixPath(name).parents}
    for name in (name for name in names if name not in found):
        folder, _, last = name.rpartition("/")
        # A folder that must be called otherwise could meet another one; its files go to the top instead.
        wish = PurePosixPath(folder, _tamed(last)) if _plain(folder) else PurePosixPath(_tamed(name))
        tries = chain([wish], (wish.with_name(f"{wish.stem} {n}{wish.suffix}") for n in count(2)))
        found[name] = next(tame for tame in map(str, tries) if tame not in taken)
        taken.add(found[name])
    return found


def size(bytes_: int) -> str:
    """Say a size as people do."""
    for unit, worth in (("MB", 1_000_000), ("kB", 1_000)):
        if bytes_ >= worth:
            return f"{bytes_ / worth:.0f} {unit}"
    return counted(bytes_, "byte")


def number(several: Collection[object]) -> str:
    """Say how many files."""
    return counted(len(several), "file")


def quoted(names: Collection[str], most: int = MOST) -> str:
    """List names; of many more than `most` only so many, and how many more there are."""
    shown = names if len(names) <= most + 1 else list(names)[:most]
    more = len(names) - len(shown)
    return ", ".join(f"“{name}”" for name in shown) + (f" and {more} more" if more else "")


def _info(name: str, changed: datetime) -> ZipInfo:
    # Zip files know no time before 1980 and none after 2107.
    info = zip_entry(name)
    info.date_time = min(max(changed.timetuple()[:6], (1980, 1, 1, 0, 0, 0)), (2107, 12, 31, 23, 59, 58))
    return info


def _straight(name: str) -> str:
    """Return a name as it reads; a letter with an accent is one sign, which on a Mac is two."""
    return normalize("NFC", _TURNS.sub("_", name))


def _plain(name: str) -> bool:
    """Tell whether every computer takes a name as it is, in the folder of a person's work and nowhere else."""
    return name == _straight(name) and all(
        part and not (_AWKWARD.search(part) or DEVICE.fullmatch(part) or part.endswith((".", " ")))
        for part in name.split("/")
    )


def _tamed(name: str) -> str:
    tame = _AWKWARD.sub("_", _straight(name)).rstrip(". ") or "_"
    return f"_{tame}" if DEVICE.fullmatch(tame) else tame


def _entries(infos: Sequence[ZipInfo]) -> dict[str, ZipInfo]:
    """Find the files by name; folders, and what macOS adds when someone zips a folder again, are passed over."""
    if (whole := sum(info.file_size for info in infos)) > LIMIT or len(infos) > 2 * MOST:
        raise _refusal(f"Unpacked, this would be {len(infos)} files of {size(whole)}, which is no one's work.")
    found: dict[str, ZipInfo] = {}
    for info in infos:
        # `filename` is cut off at NUL and has other slashes on Windows; this one is as it stands in the file.
        name = _straight(info.orig_filename)
        parts = name.removesuffix("/").split("/")
        if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise _strange(name, "is a link, or something else that is no file")
        if not all(_plain(part.lstrip(".")) for part in parts):
            raise _strange(name, "would be written outside the folder of your work, or not on every computer")
        if name in found:
            raise _strange(name, "is there twice")
        if not (name.endswith("/") or any(map(is_hidden, parts)) or parts[0] == "__MACOSX"):
            found[name] = info
    for name in found:
        if both := found.keys() & set(map(str, PurePosixPath(name).parents)):
            raise _strange(min(both), "is a file and a folder")
    return found


def _files(entries: Mapping[str, ZipInfo]) -> tuple[ZipInfo, dict[str, ZipInfo]]:
    """Part what tells about the file from the work; whoever unpacked it and zipped it again has a folder more."""
    top = min((name.removesuffix(ABOUT) for name in entries if re.fullmatch(rf"([^/]+/)?{ABOUT}", name)), default="")
    about, inside = entries.get(top + ABOUT), top + INSIDE
    strange = [name for name in entries if not name.startswith(inside) and name != top + ABOUT]
    if strange or not about:
        found = quoted(strange or entries, 4) or "there is nothing in it"
        raise _refusal(f"This zip file is not one person's work ({found}). {_NOT_OURS}")
    return about, {name.removeprefix(inside): entries[name] for name in sorted(entries) if name.startswith(inside)}


def _check(packed: ZipFile, info: ZipInfo, files: Mapping[str, ZipInfo]) -> None:
    """Make sure that we can read an archive of this format, and that every file of which it tells is there."""
    if info.file_size > LIMIT // 20:
        raise _refusal(f"{ABOUT!r} in this file has far more than the names of all files.")
    told = _content(packed, info, ABOUT)
    try:
        about = toml.loads(told.decode("utf-8"))
        newer = about["format"] > FORMAT
        missing = [name for name in map(_straight, about["names"]) if name not in files]
    except (Problem, ValueError, TypeError, KeyError, RecursionError):
        raise _refusal(f"{ABOUT!r} in this file cannot be read: it is damaged.") from None
    if newer:
        raise _refusal("This file was made by a newer edition of the collection; open it there.")
    if missing:
        raise _refusal(f"Of this file a part is missing, or was called otherwise: {quoted(missing, 4)}.")


def _content(packed: ZipFile, info: ZipInfo, name: str) -> bytes:
    try:
        return unpacked(packed, info)
    except Unfit:
        raise _refusal(f"{name!r} in this file is damaged, or locked with a password.") from None


def _refusal(why: str) -> Problem:
    return Problem(f"{why} {UNCHANGED}")


def _strange(name: str, why: str) -> Problem:
    return _refusal(f"{name!r} in this file {why}: this file was not made here.")
