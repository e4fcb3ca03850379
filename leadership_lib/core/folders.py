"""Where things are: the collection, and a person's work, which is one folder, on this computer only."""

import os
import re
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from unicodedata import normalize

#: Names another folder than the usual one; the tests use it so that they never touch anyone's work.
VARIABLE = "LEADERSHIP_WORK"

#: The rights of the folder of a person's work.
PRIVATE = 0o700

#: The notebook with which everyone begins, in the folder of a collection.
START = Path("notebooks", "00_start_here.ipynb")

#: Names that Windows keeps for devices, whatever follows after a full stop.
DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\..*)?", re.IGNORECASE | re.DOTALL)


def data_folder() -> Path:
    """Find ``data/``: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    packed = package / "data"
    return packed if packed.is_dir() else package.parent / "data"


def checkout() -> Path | None:
    """Return the folder of the project where Python runs from a copy of it; None where a package is installed."""
    top = data_folder().parent
    return top if top != Path(__file__).resolve().parents[1] and (top / START.parent).is_dir() else None


def work_folder() -> Path:
    """Return the folder of a person's work: ``my_work`` beside ``notebooks``, or where Python was started."""
    if named := os.environ.get(VARIABLE):
        return Path(named)
    here = Path.cwd()
    collection = checkout() or next((top for top in (here, *here.parents) if (top / START).is_file()), here)
    return collection / "my_work"


def is_own(path: Path) -> bool:
    """Tell whether a path is in the folder of a person's work, or is that folder."""
    return path.absolute().is_relative_to(work_folder().absolute())


def make_folder(folder: Path) -> Path:
    """Make a folder where it is missing; that of a person's work is for that person alone.

    Raises
    ------
    OSError
        It cannot be made.
    """
    if is_own(folder):
        own = work_folder()
        own.parent.mkdir(parents=True, exist_ok=True)
        own.mkdir(mode=PRIVATE, exist_ok=True)
        # Earlier editions made it for everyone to read. A folder that somebody names has the rights they gave it.
        if VARIABLE not in os.environ and own.stat().st_mode & 0o077:
            with suppress(OSError):
                own.chmod(PRIVATE)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def slug(name: str) -> str:
    """Make a file's name of any text; a text that does not survive it whole gets a mark of its own."""
    # A letter with an accent is one sign or two, depending on the computer.
    name = normalize("NFC", name)
    plain = re.sub(r"\W+", "_", name.lower(), flags=re.ASCII).strip("_")[:60]
    if re.fullmatch(r"[^\W_]+( [^\W_]+)*", name, re.ASCII) and len(name) <= 60 and not DEVICE.fullmatch(name):
        return plain
    return f"{plain or 'work'}_{sha256(name.encode('utf-8', 'replace')).hexdigest()[:8]}"
