"""Provenance: which version made a table, when, from which data and with which settings."""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import leadership_lib
from leadership_lib.core.errors import Problem
from leadership_lib.core.folders import data_folder
from leadership_lib.research.portfolio.columns import facts
from leadership_lib.research.portfolio.found import Cells
from leadership_lib.research.portfolio.sources import find, tomls
from leadership_lib.role.role import Role

_NOTE = "Structured prompts for judgement, not a validated scale; there is no total score."


@dataclass(frozen=True)
class Provenance:
    """Where a table comes from.

    Attributes
    ----------
    data : str
        SHA-256 of the roles as they were found.
    settings : mapping
        What the figures depend on, such as a seed.
    day : str
        The date; that of ``SOURCE_DATE_EPOCH`` where it is set, so that a build can be repeated.
    """

    data: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    day: str = field(default_factory=lambda: today().isoformat())

    def items(self) -> dict[str, str]:
        """Return every line by name."""
        settings = json.dumps(dict(self.settings), ensure_ascii=False, sort_keys=True, default=str)
        return {
            "made by": f"leadership-lib {leadership_lib.__version__}",
            "date": self.day,
            "roles (sha256)": self.data,
            "checks (sha256)": framework_hash(),
            "settings": settings,
            "note": _NOTE,
        }

    def lines(self) -> list[str]:
        """Return the lines of a header, without line breaks in them."""
        return [f"{name}: {' '.join(value.split())}" for name, value in self.items().items()]


def today() -> date:
    """Return the date, or the one that a repeatable build asks for."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(fixed), UTC).date() if fixed.isdigit() else date.today()


@cache
def framework_hash() -> str:
    """Compute the SHA-256 of the framework's files: the same checks, put in the same words."""
    digest = hashlib.sha256()
    for path in sorted((data_folder() / "framework").glob("*.toml")):
        # A checkout may have other line ends than a wheel; the words are the same.
        _add(digest, path.name.encode(), path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def data_hash(source: Any) -> str:
    """Compute the SHA-256 of a source: of the bytes of its files, or of what a frame or roles say."""
    try:
        return _hash(source)
    except OSError as error:
        where, reason = error.filename or source, (error.strerror or str(error)).lower()
        raise Problem(f"{str(where)!r} cannot be read: {reason}. Check who may read it.") from None


def _hash(source: Any) -> str:
    digest = hashlib.sha256()
    path = Path(source) if isinstance(source, str | os.PathLike) else Path(os.devnull)
    if path.is_dir():
        for file in tomls(path):
            _add(digest, file.relative_to(path).as_posix().encode(), file.read_bytes())
    elif path.is_file():
        with open(path, "rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    elif isinstance(source, Iterator):
        return "not taken: the roles came one by one, and can be read only once"
    else:
        for found in find(source):
            said = found.said.to_dict() if isinstance(found.said, Role) else found.said
            # Nothing stated is the same, however a frame writes it.
            said = facts(said.everything)[0] if isinstance(said, Cells) else said
            _add(digest, str(found.id).encode(), json.dumps(said, sort_keys=True, default=str).encode())
    return digest.hexdigest()


def _add(digest: Any, name: bytes, content: bytes) -> None:
    # The lengths keep the end of one from being taken for the start of the next.
    digest.update(f"{len(name)} {len(content)} ".encode() + name + content)
