"""Reading many roles: from a folder, a CSV file, a frame or roles, one at a time, with every fault named.

Nothing is judged here and no more than one row is held, so that a file of any length can be read. A row goes on as it
was found; what it says is made into a role where it is judged, which may be on another machine.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from leadership_lib.core.errors import MOST_LISTED, Problem, near_misses, worded
from leadership_lib.core.records import RecordError, parse_toml, read_text
from leadership_lib.research.portfolio.columns import facts
from leadership_lib.research.portfolio.csv_rows import WORKBOOK, WORKBOOKS
from leadership_lib.research.portfolio.read_problems import LEFT_OUT, READ, UNSTATED, Found, Kept, Unread, sentences
from leadership_lib.research.portfolio.repair import mended
from leadership_lib.research.portfolio.spreadsheet import columns, roles_of
from leadership_lib.role.loading import HasRole, case_ids, load_role
from leadership_lib.role.role import Role

#: Files that may hold roles too, but not in a folder: there they are named, and left out.
_OTHERS = (*WORKBOOKS, ".csv", ".json", ".parquet")

_ROLE = "a role is a file that ends in .toml"


def made(found: Found) -> tuple[Role | None, list[Unread]]:
    """Make what was found into a role; None where nothing can be made of it."""
    notes = list(found.notes)

    def note(place: str | None, what: str, allowed: str, done: str) -> None:
        notes.append(Unread(found.source, found.row, found.id, place, what, allowed, done))

    if isinstance(found.said, Role):
        return found.said, notes
    if found.said is None:
        return None, notes
    if isinstance(found.said, str):
        try:
            data: Any = parse_toml(found.said, Role)
        except RecordError as error:
            said = worded(error.faults[0])
            note(None, said.found, said.allowed, LEFT_OUT)
            return None, notes
        # A case has its role inside.
        data = data["as_found"] if isinstance(data.get("as_found"), dict) else data
    else:
        data, wrong = facts(found.said)
        for fault in wrong:
            note(fault.column, fault.found, fault.allowed, READ if fault.kept else UNSTATED)
    role, wrong = mended(Role, data)
    for fault in wrong:
        note(fault.column, fault.found, fault.allowed, UNSTATED if role is not None else LEFT_OUT)
    return role, notes


def find(source: Any) -> Iterator[Found]:
    """Go through a source one role at a time; ids are told apart.

    Parameters
    ----------
    source
        A folder of TOML files, a CSV file or one TOML file; a pandas frame; a mapping of ids to roles (or cases); or
        roles, cases or a `Portfolio`, one after another.
    """
    seen: dict[str, int] = {}
    for found in _found(source):
        if found.id is None:
            yield found
            continue
        name, number = found.id, 1
        while name in seen:
            number = max(number, seen[found.id]) + 1
            name = f"{found.id} ({number})"
        seen[found.id] = number
        seen.setdefault(name, 1)
        if number > 1:
            note = Unread(
                found.source,
                found.row,
                name,
                "id",
                f"{found.id!r} again",
                "each role has an id of its own",
                Kept(f"called {name!r}"),
            )
            found = found._replace(id=name, notes=(*found.notes, note))
        yield found


def every_role(source: Any) -> dict[str, Role]:
    """Return every role of a source by its id, or say what keeps it from being read: nothing is left out in silence.

    Raises
    ------
    Problem
        Something among them is no role, or could not be read as it stands.
    """
    named: dict[str, Role] = {}
    lost: list[Unread] = []
    for found in find(source):
        role, notes = made(found)
        if role is not None:
            named[str(found.id)] = role
        lost += [note for note in notes if not note.kept]
    if lost:
        said = sentences(lost)
        more = [f"and {len(said) - MOST_LISTED:,} more"] if len(said) > MOST_LISTED else []
        what = "Not all of these roles can be read. To go on with what can be, give diagnose_roles(...) of them:"
        raise Problem("\n  - ".join([what, *said[:MOST_LISTED], *more]))
    return named


def _found(source: Any) -> Iterator[Found]:
    if isinstance(source, str) and not os.path.splitext(source)[1] and not os.path.exists(source):
        load_role(source)  # a case, or a sentence about which there are
        source = [source]
    if isinstance(source, Role | HasRole):
        source = [source]
    if isinstance(source, str | os.PathLike):
        path = Path(source)
        if path.is_dir():
            yield from _folder(path)
        elif path.suffix.lower() == ".toml":
            yield _toml(path, path.stem, path.name)
        else:
            yield from roles_of(path)
    elif hasattr(source, "columns") and hasattr(source, "itertuples"):
        yield from _frame(source)
    elif isinstance(source, Mapping):
        yield from (_given(str(key), one) for key, one in source.items())
    elif isinstance(source, Iterable):
        for number, one in enumerate(source, 1):
            yield _given(one if _is_case(one) else getattr(one, "id", None) or f"role {number}", one)
    else:
        raise Problem(
            f"Roles are read from a folder, a CSV file, a frame or roles; {type(source).__name__} is none of them."
        )


def _is_case(one: Any) -> bool:
    return isinstance(one, str) and one in case_ids()


def _given(key: str, one: Any) -> Found:
    if isinstance(one, Role | HasRole) or _is_case(one):
        return Found(key, "roles", None, load_role(one))
    source, allowed = f"roles, {key}", "allowed is a Role, a Case or the id of one"
    if isinstance(one, str):
        allowed += f": {near_misses(one, case_ids())}"
    note = Unread(source, None, key, None, type(one).__name__, allowed, LEFT_OUT)
    return Found(None, source, None, None, (note,))


# --- folders


def tomls(folder: Path) -> list[Path]:
    """Give the TOML files in a folder and below, in order."""
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() == ".toml" and path.is_file())


def _folder(folder: Path) -> Iterator[Found]:
    paths = tomls(folder)
    if not paths:
        note = Unread(str(folder), None, None, None, "no TOML file", _ROLE, LEFT_OUT)
        yield Found(None, str(folder), None, None, (note,))
    yield from _others(folder)
    names: dict[str, int] = {}
    for path in paths:
        names[path.stem] = names.get(path.stem, 0) + 1
    for path in paths:
        place = path.relative_to(folder)
        # Files of one name in different folders are told apart by their folders.
        yield _toml(path, path.stem if names[path.stem] == 1 else place.with_suffix("").as_posix(), place.as_posix())


def _others(folder: Path) -> Iterator[Found]:
    for path in sorted(path for path in folder.rglob("*") if path.suffix.lower() in _OTHERS and path.is_file()):
        place = path.relative_to(folder)
        if any(part.startswith((".", "~$")) for part in place.parts):
            continue
        source, ending = place.as_posix(), path.suffix.lower()
        what, allowed = f"a file that ends in {ending}", f"in a folder {_ROLE}"
        if ending == ".csv":
            allowed += "; a CSV file of roles is given by itself"
        elif ending in WORKBOOKS:
            what, allowed = WORKBOOK[0], f"{WORKBOOK[1]}, and give that by itself"
        yield Found(None, source, None, None, (Unread(source, None, None, None, what, allowed, LEFT_OUT),))


def _toml(path: Path, key: str, source: str) -> Found:
    try:
        return Found(key, source, None, read_text(path, Role))
    except RecordError as error:
        said = worded(error.faults[0])
        note = Unread(source, None, key, None, said.found, said.allowed, LEFT_OUT)
        return Found(None, source, None, None, (note,))


# --- frames


def _frame(frame: Any) -> Iterator[Found]:
    names, wrong = columns([str(name) for name in frame.columns], "the frame", None)
    yield from ([Found(None, "the frame", None, None, tuple(wrong))] if wrong else [])
    # An index of names is the ids; one that only counts is none.
    labels = frame.index if frame.index.dtype.kind not in "iu" else None
    for row, values in enumerate(frame.itertuples(index=False, name=None), 1):
        said = [(place, value) for place, value in zip(names, values, strict=True) if place is not None]
        key = next(
            (value for place, value in said if place.name == "id"), labels[row - 1] if labels is not None else None
        )
        blank = key is None or key != key or not str(key).strip()
        key = f"row {row}" if blank else str(key).strip()
        yield Found(key, "the frame", row, [pair for pair in said if pair[0].name != "id"])
