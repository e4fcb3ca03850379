"""Backup file: what may stand in the one file with all of a person's work; nothing of it is trusted before."""

from __future__ import annotations

import re
import stat
import tomllib
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import tomli_w

from leadership_lib.core.errors import Problem

#: Grows when an older edition could not read the file.
FORMAT = 1
#: What tells that the file is ours, and the folder in it; a person's files cannot be taken for it.
ABOUT, INSIDE = "about_this_file.toml", "my_work/"
#: How many bytes, unpacked, and how many files: far more than anybody's work, and no harm to any computer.
LIMIT, MOST = 100_000_000, 5_000

_HEAD = """\
# All of one person's work with "Great jobs for clinical leaders", as it was on one day; it is in the folder my_work.
# To bring it back, run ll.Backup() in any notebook of the collection. Or put the folder where it was, by hand.

"""

UNCHANGED = "Nothing was changed."
_NOT_OURS = f"Choose one that “Download all my work” made; its name begins with great_jobs_work. {UNCHANGED}"

#: What Windows does not take in a name, with what no system shows.
_AWKWARD = re.compile(r'[<>:"|?*\\/\x00-\x1f\x7f-\x9f\ud800-\udfff]')
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\..*)?", re.IGNORECASE | re.DOTALL)
#: Word's mark that a file is open begins so; every other hidden name begins with a full stop.
_HIDDEN = (".", "~$")


def write(files: Iterable[tuple[str, datetime, bytes]], made: datetime) -> bytes:
    """Make the file of names, when each was changed, and what is in it."""
    files = list(files)
    made = made.replace(microsecond=0, tzinfo=None)
    about = {"format": FORMAT, "made": made.isoformat(), "names": [name for name, _, _ in files]}
    stream = BytesIO()
    with ZipFile(stream, "w") as packed:
        _add(packed, ABOUT, made, (_HEAD + tomli_w.dumps(about)).encode("utf-8"))
        for name, changed, content in files:
            _add(packed, INSIDE + name, changed, content)
    return stream.getvalue()


def read(data: bytes) -> dict[str, bytes]:
    """Read the files in it, by name, and refuse all of it where one of them is not as it should be.

    Raises
    ------
    Problem
        Says what was found.
    """
    if len(data) > LIMIT:
        raise Problem(f"This file has {size(len(data))}; more than {size(LIMIT)} is no one's work. {UNCHANGED}")
    try:
        packed = ZipFile(BytesIO(data))
        infos = packed.infolist()
    except Exception:  # what a damaged file makes zipfile raise is not foreseen there, either
        begins = "".join(chr(byte) if 32 <= byte < 127 else "·" for byte in data[:12])
        found = f"{size(len(data))} that begin with “{begins}”" if data else "it is empty"
        raise Problem(f"This is not a zip file, or not all of one ({found}). {_NOT_OURS}") from None
    with packed:
        _check_size(infos)
        entries = _entries(infos)
        top = _top(entries)
        _check_about(packed, entries, top)
        files = {name.removeprefix(top + INSIDE): info for name, info in entries.items() if name != top + ABOUT}
        return {name: _content(packed, files[name], name) for name in sorted(files)}


def portable(names: Iterable[str]) -> dict[str, str]:
    """Give each name one that every computer takes: itself where that is so, otherwise one that is like it."""
    names = list(names)
    found = {name: name for name in names if all(map(_plain, name.split("/")))}
    awkward = [name for name in names if name not in found]
    taken = set(found) | {str(parent) for name in names for parent in PurePosixPath(name).parents}
    for name in awkward:
        folder, slash, last = name.rpartition("/")
        # A folder that must be called otherwise could meet another one; its files go to the top instead.
        keeps = folder and all(map(_plain, folder.split("/")))
        wish = PurePosixPath(f"{folder}{slash}{_tamed(last)}" if keeps else _tamed(name))
        count, tame = 1, str(wish)
        while tame in taken:
            count += 1
            tame = str(wish.with_name(f"{wish.stem} {count}{wish.suffix}"))
        taken.add(tame)
        found[name] = tame
    return found


def is_hidden(part: str) -> bool:
    """Tell whether a file or folder is one that programs keep for themselves."""
    return part.startswith(_HIDDEN)


def size(count: int) -> str:
    """Say a size as people do."""
    for unit, worth in (("MB", 1_000_000), ("kB", 1_000)):
        if count >= worth:
            return f"{count / worth:.0f} {unit}"
    return "1 byte" if count == 1 else f"{count} bytes"


def number(several: Sequence[object]) -> str:
    """Say how many files."""
    return "1 file" if len(several) == 1 else f"{len(several)} files"


def _add(packed: ZipFile, name: str, changed: datetime, content: bytes) -> None:
    # Zip files know no time before 1980 and none after 2107.
    moment = min(max(changed.timetuple()[:6], (1980, 1, 1, 0, 0, 0)), (2107, 12, 31, 23, 59, 58))
    info = ZipInfo(name, moment)
    info.external_attr = 0o644 << 16
    # Otherwise the system on which it was packed would be in it.
    info.create_system = 3
    packed.writestr(info, content, ZIP_DEFLATED)


def _plain(part: str) -> bool:
    return bool(part) and not (_AWKWARD.search(part) or _DEVICE.fullmatch(part) or part.endswith((".", " ")))


def _tamed(name: str) -> str:
    tame = _AWKWARD.sub("_", name).rstrip(". ") or "_"
    return f"_{tame}" if _DEVICE.fullmatch(tame) else tame


def _check_size(infos: Iterable[ZipInfo]) -> None:
    total, count = 0, 0
    for info in infos:
        total, count = total + info.file_size, count + 1
    if total > LIMIT or count > 2 * MOST:
        raise Problem(f"Unpacked, this would be {count} files of {size(total)}, which is no one's work. {UNCHANGED}")


def _entries(infos: Iterable[ZipInfo]) -> dict[str, ZipInfo]:
    """Give the files by name; folders, and what macOS adds when somebody zips a folder again, are passed over."""
    found: dict[str, ZipInfo] = {}
    for info in infos:
        # `filename` is cut off at NUL and has other slashes on Windows; this one is as it stands in the file.
        name = info.orig_filename
        kind = stat.S_IFMT(info.external_attr >> 16)
        if fault := _fault(name.removesuffix("/") if info.is_dir() else name, kind):
            raise Problem(f"{name!r} in this file {fault}: this file was not made here. {UNCHANGED}")
        if info.is_dir() or any(map(is_hidden, name.split("/"))) or name.startswith("__MACOSX/"):
            continue
        if name in found:
            raise Problem(f"{name!r} is twice in this file: it was not made here. {UNCHANGED}")
        found[name] = info
    return found


def _fault(name: str, kind: int) -> str | None:
    """Say why nothing of this name is ever written, if so."""
    parts = name.replace("\\", "/").split("/")
    if "\x00" in name:
        return "has a NUL character in its name"
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "is a link, or something else that is no file"
    if re.match(r"[A-Za-z]:", name):
        return "names a drive"
    if not parts[0] or ".." in parts:
        return "would be written outside the folder of your work"
    if "\\" in name or not all(part.startswith(".") or _plain(part) for part in parts) or "." in parts:
        return "has a name that not every computer takes"
    return None


def _top(entries: dict[str, ZipInfo]) -> str:
    """Give what stands before every name: nothing, or the folder of who unpacked the file and zipped it again."""
    for name in entries:
        top = name.removesuffix(ABOUT)
        if top != name and top.count("/") <= 1 and (not top or top.endswith("/")):
            strange = [name for name in entries if not name.startswith(top + INSIDE) and name != top + ABOUT]
            if not strange:
                return top
            raise Problem(f"In this file is what does not belong there: {_some(strange)}. {_NOT_OURS}")
    found = f"in it: {_some(list(entries))}" if entries else "there is nothing in it"
    raise Problem(f"This zip file has nobody's work in it ({found}). {_NOT_OURS}")


def _check_about(packed: ZipFile, entries: dict[str, ZipInfo], top: str) -> None:
    try:
        if entries[top + ABOUT].file_size > LIMIT // 20:
            raise ValueError("far more than the names of all files")
        about = tomllib.loads(_content(packed, entries[top + ABOUT], ABOUT).decode("utf-8"))
        made_as, names = about["format"], about["names"]
        if not isinstance(made_as, int) or not all(isinstance(name, str) for name in names):
            raise TypeError("a number and names are wanted")
    except (ValueError, TypeError, KeyError, RecursionError):
        raise Problem(f"{ABOUT!r} in this file cannot be read: it is damaged. {UNCHANGED}") from None
    if made_as > FORMAT:
        raise Problem(f"This file was made by a newer edition of the collection; open it there. {UNCHANGED}")
    if missing := [name for name in names if top + INSIDE + name not in entries]:
        raise Problem(f"Of this file a part is missing, or was called otherwise: {_some(missing)}. {UNCHANGED}")
    inside = {name.removeprefix(top + INSIDE) for name in entries if name != top + ABOUT}
    if both := sorted(inside & {str(parent) for name in inside for parent in PurePosixPath(name).parents}):
        raise Problem(f"{both[0]!r} is a file and a folder in this file: it was not made here. {UNCHANGED}")


def _content(packed: ZipFile, info: ZipInfo, name: str) -> bytes:
    # Other methods can ask for far more memory than the file has; ours has none of them.
    try:
        if info.flag_bits & 1 or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise NotImplementedError("encrypted, or packed in another way")
        # Asked for no more than is announced, a bomb that announces little stays as little.
        with packed.open(info) as file:
            content = file.read(info.file_size + 1)
        if len(content) != info.file_size:
            raise ValueError("another size than is announced")
        return content
    except Exception:  # see above
        raise Problem(f"{name!r} in this file is damaged, or locked with a password. {UNCHANGED}") from None


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - 4} more" if len(names) > 5 else ""
    return ", ".join(f"“{name}”" for name in (names[:4] if more else names)) + more
