"""State: where the facilitator's side keeps what it needs after a kill; readable by its owner alone."""

import contextlib
import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from leadership_lib.core.folders import make_folder, work_folder

#: The server's file; every other file here is one workshop's.
SERVER = "server"


def folder() -> Path:
    """Return the folder of workshops in the folder of a person's work."""
    return work_folder() / "workshops"


def read(name: str, place: Path | None = None) -> dict[str, Any]:
    """Return what was kept under a name; nothing where there is none, or no one can read it."""
    with contextlib.suppress(OSError, ValueError):
        found = json.loads(((place or folder()) / f"{name}.json").read_text("utf-8"))
        return found if isinstance(found, dict) else {}
    return {}


def keep(name: str, facts: Mapping[str, Any], place: Path | None = None) -> Path:
    """Keep facts under a name, in a file that is the owner's alone from its first byte."""
    target = (place or folder()) / f"{name}.json"
    make_folder(target.parent)
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(dict(facts), file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, target)
    return target


def served_here() -> list[str]:
    """Return the names of the workshops that this machine's own server serves."""
    return [path.stem for path in sorted(folder().glob("*.json")) if read(path.stem).get("own")]


def forget(name: str) -> None:
    """Forget what was kept under a name."""
    (folder() / f"{name}.json").unlink(missing_ok=True)
