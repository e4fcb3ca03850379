"""Distribution: which notebooks come with the collection, known by what is in them, and a folder to use them in."""

import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from leadership_lib.core.files import save
from leadership_lib.core.folders import START, data_folder

#: A digest and a name in each line, as ``sha256sum`` writes them; ``tools/store_notebooks.py`` writes it.
LIST = "shipped_notebooks.txt"

#: What was copied into a folder, so that a later edition can tell what nobody has changed since.
COPIED = ".great_jobs_copied.txt"


def digest(notebook: Mapping[str, Any]) -> str:
    """Return what tells one notebook from every other, whatever its file is called and however it is laid out."""
    return sha256(json.dumps(notebook, sort_keys=True).encode()).hexdigest()


@cache
def shipped() -> dict[str, str]:
    """Return the name of each notebook that comes with the collection, by its digest."""
    return _listed((data_folder() / LIST).read_text("utf-8"))


def is_shipped(notebook: Mapping[str, Any]) -> bool:
    """Tell whether a notebook, as ``nbformat`` reads it, is one of the collection and as it was sent out."""
    return digest(notebook) in shipped()


class Copied(NamedTuple):
    """What copying the notebooks into a folder came to: those that came, and those that somebody has changed."""

    new: tuple[str, ...]
    left: tuple[str, ...]


def copy_to(folder: Path) -> Copied:
    """Copy the notebooks into a folder; what somebody has changed there is left as it is.

    Raises
    ------
    Problem
        The folder cannot be written to.
    """
    source, target = data_folder().parent / START.parent, folder / START.parent
    before = _listed((folder / COPIED).read_text("utf-8")) if (folder / COPIED).is_file() else {}
    new, left, lines = [], [], []
    for file, name in ((source / name, name) for name in shipped().values()):
        there, wanted = target / name, file.read_bytes()
        lines.append(f"{sha256(wanted).hexdigest()}  {name}")
        found = there.read_bytes() if there.is_file() else None
        if found == wanted:
            continue
        if found is None or sha256(found).hexdigest() in before:
            save(there, wanted)
            new.append(name)
        else:
            left.append(name)
    save(folder / COPIED, "\n".join(lines) + "\n")
    return Copied(tuple(new), tuple(left))


def _listed(text: str) -> dict[str, str]:
    return dict(line.split(maxsplit=1) for line in text.splitlines())
