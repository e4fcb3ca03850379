"""Where a person's work is kept: one folder, on this computer only."""

import os
from pathlib import Path

from leadership_lib.collection import data_folder

#: Names another folder than the usual one; the tests use it so that they never touch anybody's work.
VARIABLE = "LEADERSHIP_WORK"


def work_folder() -> Path:
    """Give the folder of a person's work: ``my_work`` beside ``data/``, or where Python was started."""
    if named := os.environ.get(VARIABLE):
        return Path(named)
    checkout = data_folder().parent
    return (checkout if (checkout / "notebooks").is_dir() else Path.cwd()) / "my_work"
