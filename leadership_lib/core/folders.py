"""Where things are: the collection, and a person's work, which is one folder, on this computer only."""

import os
import re
from hashlib import sha256
from pathlib import Path
from unicodedata import normalize

from leadership_lib.core.collection import data_folder

#: Names another folder than the usual one; the tests use it so that they never touch anyone's work.
VARIABLE = "LEADERSHIP_WORK"

#: The notebook with which everyone begins, in the folder of a collection.
START = Path("notebooks", "00_start_here.ipynb")

#: Names that Windows keeps for devices, whatever follows after a full stop.
DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\..*)?", re.IGNORECASE | re.DOTALL)


def checkout() -> Path | None:
    """Return the folder of the project where Python runs from a copy of it; None where a package is installed."""
    top = data_folder().parent
    return top if top != Path(__file__).resolve().parents[1] and (top / START.parent).is_dir() else None


def work_folder() -> Path:
    """Return the folder of a person's work: ``my_work`` in the collection's, or where Python was started."""
    if named := os.environ.get(VARIABLE):
        return Path(named)
    here = Path.cwd()
    collection = checkout() or next((top for top in (here, *here.parents) if (top / START).is_file()), here)
    return collection / "my_work"


def slug(name: str) -> str:
    """Make a file's name of any text; a text that does not survive it whole gets a mark of its own."""
    # A letter with an accent is one sign or two, depending on the computer.
    name = normalize("NFC", name)
    plain = re.sub(r"\W+", "_", name.lower(), flags=re.ASCII).strip("_")[:60]
    if re.fullmatch(r"[^\W_]+( [^\W_]+)*", name, re.ASCII) and len(name) <= 60 and not DEVICE.fullmatch(name):
        return plain
    return f"{plain or 'work'}_{sha256(name.encode('utf-8', 'replace')).hexdigest()[:8]}"
