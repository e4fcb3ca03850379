"""A folder of a person's work for the tests of what is kept, packed and brought back."""

from datetime import datetime
from pathlib import Path

from leadership_lib.teaching.backup.belongings import contents

NOW = datetime(2026, 11, 23, 19, 5)
WORK = {
    "journal.toml": b"entries = []\n",
    "my role.toml": b"title = 'Lead'\n",
    "documents/role.docx": bytes(range(256)),
}


def fill(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def found(folder: Path) -> dict[str, bytes]:
    return {item.name: (folder / item.name).read_bytes() for item in contents(folder)}


def kept(work: Path) -> list[str]:
    """Return the names of what is kept; locks, and the steps that undo needs, do not count."""
    there = (path for path in work.rglob("*") if path.suffix != ".lock" and not path.match("*.undo.toml"))
    return sorted(path.name for path in there) if work.exists() else []
