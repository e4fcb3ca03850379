"""Where a person's work is kept: one folder, on this computer only."""

import os
import re
from hashlib import sha256
from pathlib import Path

from leadership_lib.core.collection import data_folder

#: Names another folder than the usual one; the tests use it so that they never touch anyone's work.
VARIABLE = "LEADERSHIP_WORK"


def work_folder() -> Path:
    """Return the folder of a person's work: ``my_work`` beside ``data/``, or where Python was started."""
    if named := os.environ.get(VARIABLE):
        return Path(named)
    checkout = data_folder().parent
    return (checkout if (checkout / "notebooks").is_dir() else Path.cwd()) / "my_work"


def slug(name: str) -> str:
    """Make a file's name of any text; a text that does not survive it whole gets a mark of its own."""
    plain = re.sub(r"\W+", "_", name.lower(), flags=re.ASCII).strip("_")[:60]
    if re.fullmatch(r"[^\W_]+( [^\W_]+)*", name, re.ASCII) and len(name) <= 60:
        return plain
    return f"{plain or 'work'}_{sha256(name.encode('utf-8', 'replace')).hexdigest()[:8]}"
